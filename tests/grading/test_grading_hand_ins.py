"""Whatever a system exports or a learner names a file: whose it is, and of which lesson."""

import json
import os
import stat
import unicodedata
import zipfile

import pytest
from hand_ins import archive, packed

from atodds.grading.handins import find_hand_ins
from atodds.grading.marks import lms_rows

SLUG = "06-what-does-the-number-say"
SLUGS = [SLUG, "05-lost-in-translation"]


def notebook(lesson="06", answers=0):
    """Give the text of a small notebook of a lesson with so many recorded answers."""
    records = [{"exercise": f"{int(lesson or 6)}.{n + 1}", "answer": n} for n in range(answers)]
    data = [{"data": {"application/vnd.atodds.answer+json": one}} for one in records]
    cell = {
        "cell_type": "code",
        "execution_count": 1,
        "outputs": data,
        "source": "",
        "metadata": {},
    }
    about = {"atodds": {"lesson": lesson}} if lesson else {}
    return json.dumps({"nbformat": 4, "metadata": about, "cells": [cell]})


def put(place, name, content=None, when=None):
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(notebook() if content is None else content)
    if when:
        os.utime(path, (when, when))
    return path


def found(place, *lessons, **more):
    more = {"slugs": SLUGS, "unpack": place.parent / "unpacked", **more}
    return find_hand_ins(place, list(lessons), **more)


def told(place, *lessons):
    """Give (student, lesson, the first words of the problem) for each row."""
    table = found(place, *lessons)
    problems = table["problem"].str.split(r"[,;:(]", n=1, regex=True).str[0]
    return list(zip(table["student"], table["lesson"], problems, strict=True))


@pytest.fixture
def place(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("ada_06.ipynb", "ada"),
        ("ada-lesson-06.ipynb", "ada"),
        ("06_ada.ipynb", "ada"),
        (f"{SLUG}_ada.ipynb", "ada"),
        (f"{SLUG}-ada (1).ipynb", "ada"),
        (f"ada/{SLUG}.ipynb", "ada"),
        (f"ada/{SLUG}-Copy1.ipynb", "ada"),
        (f"ada/{SLUG}/{SLUG}.ipynb", "ada"),
        (f"ada/notebooks/{SLUG}.ipynb.json", "ada"),
        ("06/ada.ipynb", "ada"),
        (f"05/{SLUG}.ipynb", "05"),
        (f"group-05/{SLUG}.ipynb", "group-05"),
        ("student-05.ipynb", "student-05"),
        ("s06.ipynb", "s06"),
        ("J. Smith_06.ipynb", "J. Smith"),
        ("-ada_06.ipynb", "-ada"),
        ("=cmd|'calc'!A1_06.ipynb", "=cmd|'calc'!A1"),
        ("Zoë 😀 Ünal_06.ipynb", "Zoë 😀 Ünal"),
        ("ada\nlove\tlace_06.ipynb", "ada love lace"),
        (f"Ada Lovelace_123_assignsubmission_file/{SLUG}.ipynb", "Ada Lovelace"),
        (f"Ada Lovelace_123_assignsubmission_file_/{SLUG}.ipynb", "Ada Lovelace"),
        (f"Ada Lovelace_123_assignsubmission_file_{SLUG}.ipynb", "Ada Lovelace"),
        (f"Participant_123_assignsubmission_file_{SLUG}.ipynb", "Participant 123"),
        (f"lovelaceada_123_456_{SLUG}.ipynb", "lovelaceada"),
        (f"lovelaceada_LATE_123_456_{SLUG}-2.ipynb", "lovelaceada"),
        (f"{SLUG}.ipynb", f"{SLUG}.ipynb"),
    ],
)
def test_student_is_told_by_the_names_of_folder_and_file(place, name, student):
    put(place, name)
    assert told(place, "06") == [(student, "06", "")]


def test_long_names_that_begin_alike_stay_apart(place):
    for end in "ab":
        put(place, f"{'x' * 150}{end}_06.ipynb")
    names = found(place, "06")["student"]
    assert len(set(names)) == 2
    assert names.str.len().max() < 100


def test_names_that_are_no_text_are_told_apart(place):
    try:
        for name in (b"\xff_06.ipynb", b"\xfe_06.ipynb"):
            (place / os.fsdecode(name)).write_text(notebook())
    except OSError:
        assert os.name == "nt" or os.uname().sysname == "Darwin"
        return
    names = list(found(place, "06")["student"])
    assert len(set(names)) == 2
    assert "".join(names).encode()


def test_name_that_says_nobody_is_kept_with_a_note(place):
    put(place, f"{SLUG}.ipynb")
    assert found(place)["note"].tolist() == ["Its name does not say whose it is."]


def test_late_is_told_and_the_number_of_the_system_kept(place):
    put(place, f"lovelaceada_LATE_123_456_{SLUG}.ipynb")
    (row,) = found(place).to_dict("records")
    assert (row["number"], row["note"]) == ("123", "Marked as late.")


def imported(place, *lessons):
    """Give lms.csv's columns for Moodle and Canvas, as rows of one point a lesson."""
    table = found(place, *lessons)
    points = {student: dict.fromkeys(lessons, 1.0) for student in table["student"]}
    keys = zip(table["student"], table["lesson"], strict=True)
    numbers = dict(zip(keys, table["number"], strict=True))
    heads, *rows = lms_rows(points, numbers, lessons)
    ids = [at for at, head in enumerate(heads) if head == "ID" or head.startswith("Identifier")]
    return [
        [heads[0], *(heads[at] for at in ids)],
        *([row[0], *(row[at] for at in ids)] for row in rows),
    ]


def test_number_of_moodle_is_the_identifier_of_its_worksheet_and_no_user_id(place):
    put(place, f"Ada Lovelace_40001_assignsubmission_file/{SLUG}.ipynb")
    put(place, "Eve Day_40002_assignsubmission_onlinetext/onlinetext.html", "<p>I did it.</p>")
    assert imported(place, "06") == [
        ["Student", "ID", "Identifier"],
        ["Ada Lovelace", "", "Participant 40001"],
        ["Eve Day", "", "Participant 40002"],
    ]


def test_file_for_canvas_has_no_column_that_canvas_would_take_for_an_assignment(place):
    put(place, f"lovelaceada_123_456_{SLUG}.ipynb")
    put(place, f"bob/{SLUG}.ipynb")
    assert imported(place, "06") == [["Student", "ID"], ["bob", ""], ["lovelaceada", "123"]]


def test_learner_whom_moodle_numbers_by_assignment_has_an_identifier_for_each(place):
    put(place, f"first/Ada Lovelace_1_assignsubmission_file/{SLUG}.ipynb")
    put(place, "second/Ada Lovelace_9_assignsubmission_file/05-x-y.ipynb", notebook("05"))
    put(place, f"first/Bob Ray_2_assignsubmission_file/{SLUG}.ipynb")
    assert imported(place, "05", "06") == [
        ["Student", "ID", "Identifier 05", "Identifier 06"],
        ["Ada Lovelace", "", "Participant 9", "Participant 1"],
        ["Bob Ray", "", "", "Participant 2"],
    ]


def test_two_learners_of_one_name_in_one_export_are_two(place):
    for number in (1, 2):
        put(place, f"Ada Lovelace_{number}_assignsubmission_file/{SLUG}.ipynb")
    assert [row[0] for row in told(place, "06")] == ["Ada Lovelace 1", "Ada Lovelace 2"]


def test_learner_whom_moodle_numbers_anew_in_each_export_is_one(place):
    put(place, f"first/Ada Lovelace_1_assignsubmission_file/{SLUG}.ipynb")
    put(place, "second/Ada Lovelace_9_assignsubmission_file/05-x-y.ipynb", notebook("05"))
    assert told(place) == [("Ada Lovelace", "05", ""), ("Ada Lovelace", "06", "")]


def test_lesson_is_the_one_of_the_notebook_whatever_the_file_is_called(place):
    put(place, "ada_06.ipynb", notebook("05"))
    # Whether "06" is the lesson's number or a learner's, nobody can tell here.
    assert told(place) == [("ada_06", "05", "")]


def test_lesson_is_told_by_the_answers_and_then_by_the_name(place):
    put(place, "ada.ipynb", notebook("", answers=2))
    put(place, "bob_05.ipynb", notebook(""))
    put(place, "eve.ipynb", notebook(""))
    assert told(place) == [
        ("ada", "06", ""),
        ("bob", "05", ""),
        ("eve", "", "Of no lesson of this course"),
    ]


def test_other_lessons_of_a_learner_are_passed_over_and_one_alone_is_named(place):
    put(place, "ada/05-x-y.ipynb", notebook("05"))
    put(place, f"ada/{SLUG}.ipynb")
    put(place, "bob/05-x-y.ipynb", notebook("05"))
    assert told(place, "06") == [("ada", "06", ""), ("bob", "06", "Asked for lesson 06")]


def test_who_handed_in_one_of_the_lessons_asked_for_lacks_the_other(place):
    put(place, f"ada/{SLUG}.ipynb")
    put(place, f"bob/{SLUG}.ipynb")
    put(place, "bob/05-x-y.ipynb", notebook("05"))
    put(place, "dov/05-lost-in-translation.pdf", "%PDF")
    put(place, f"dov/{SLUG}.ipynb")
    table = found(place, "05", "06").fillna("")
    rows = table.set_index(["student", "lesson"])
    assert rows["problem"].to_dict() == {
        ("ada", "05"): "Nothing was handed in for lesson 05.",
        ("ada", "06"): "",
        ("bob", "05"): "",
        ("bob", "06"): "",
        ("dov", "05"): "This is no notebook; ask for the file that ends in .ipynb.",
        ("dov", "06"): "",
    }
    assert (rows.loc["ada", "05"]["file"], rows.loc["ada", "05"]["name"]) == ("", "")


def test_lesson_that_nobody_asked_for_is_named_where_one_is_lacking(place):
    put(place, f"ada/{SLUG}.ipynb")
    put(place, "ada/05-x-y.ipynb", notebook("05"))
    problems = found(place, "06", "08")["problem"].tolist()
    assert problems == ["", "Asked for lesson 08; 'ada/05-x-y.ipynb' is lesson 05."]


@pytest.mark.parametrize("lesson", ["6,8", SLUG])
def test_lesson_that_is_asked_for_otherwise_gets_the_form_to_ask_in(place, lesson):
    with pytest.raises(ValueError, match=r"such as --lesson 06 --lesson 08\."):
        found(place, lesson)


def test_several_lessons_at_once_have_a_row_each(place):
    put(place, "ada/05-x-y.ipynb", notebook("05"))
    put(place, f"ada/{SLUG}.ipynb")
    assert told(place, "06", "05") == [("ada", "05", ""), ("ada", "06", "")]


def test_learner_without_notebook_has_a_row_and_one_with_a_notebook_no_other(place):
    put(place, "ada/essay.pdf", "%PDF")
    put(place, "bob/essay.pdf", "%PDF")
    put(place, f"bob/{SLUG}.ipynb")
    put(place, "Eve Day_3_assignsubmission_onlinetext/onlinetext.html", "<p>I did it.</p>")
    (place / "zoe").mkdir()
    assert told(place, "06") == [
        ("Eve Day", "06", "This is no notebook"),
        ("ada", "06", "This is no notebook"),
        ("bob", "06", ""),
        ("zoe", "06", "Nothing was handed in"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ((notebook(), 1_000), (notebook(), 2_000_000), "as it was received last"),
        ((notebook(), 1_000), (notebook(answers=1), 1_000), "as it has more answers"),
        ((notebook(), 1_000), (notebook(), 1_000), "as the last by name"),
        (("{", 2_000_000), (notebook(), 1_000), "as it can be read"),
    ],
)
def test_of_two_hand_ins_one_counts_by_the_rule_and_the_other_is_named(place, first, second, rule):
    put(place, "ada/06-a.ipynb", *first)
    put(place, "ada/06-b.ipynb", *second)
    put(place, "bob_06.ipynb")
    row, _ = found(place, "06").to_dict("records")
    assert row["file"].name == "06-b.ipynb"
    assert row["problem"] == ""
    assert (
        row["note"] == f"2 hand-ins: 'ada/06-b.ipynb' counts, {rule}; not marked: 'ada/06-a.ipynb'."
    )


def test_folder_around_the_whole_class_is_no_student(place):
    for name in ("ada", "bob"):
        put(place, f"class 6a/{name}_06.ipynb")
    assert [row[0] for row in told(place, "06")] == ["ada", "bob"]


def test_what_computers_leave_behind_is_nobodys(place):
    put(place, "ada_06.ipynb")
    for name in (".ipynb_checkpoints/bob_06.ipynb", "__MACOSX/._ada_06.ipynb", "Thumbs.db"):
        put(place, name)
    assert [row[0] for row in told(place, "06")] == ["ada"]


def test_what_grading_wrote_is_no_hand_in(place):
    put(place, "ada_06.ipynb")
    put(place, "graded/.judged/x.json", "{}")
    put(place, "graded/feedback/ada/06.html", "<p>")
    assert [row[0] for row in told(place, "06")] == ["ada"]


def test_links_and_pipes_are_never_followed(place, tmp_path):
    (tmp_path / "key").mkdir()
    put(tmp_path, f"key/{SLUG}.ipynb")
    (place / "ada_06.ipynb").symlink_to(tmp_path / "key" / f"{SLUG}.ipynb")
    (place / "bob").symlink_to(tmp_path / "key")
    os.mkfifo(place / "eve_06.ipynb")
    assert told(place, "06") == [
        ("ada", "06", "This is a link and no file"),
        ("bob", "06", "This is a link and no file"),
        ("eve", "06", "This is no file"),
    ]
    assert found(place, "06")["file"].tolist() == [None, None, None]


@pytest.mark.parametrize("wrapper", ["", "export/"])
def test_export_as_an_archive_is_read_like_its_folder(place, wrapper):
    members = {
        f"{wrapper}Ada Lovelace_1_assignsubmission_file/{SLUG}.ipynb": notebook(),
        f"{wrapper}Bob Ray_2_assignsubmission_file/my-work.zip": packed(
            {f"notebooks/{SLUG}.ipynb": notebook(), "manifest.json": "{}"}
        ),
        f"{wrapper}Cleo Fry_3_assignsubmission_file_/work.zip": packed({}),
        f"{wrapper}Dov Gil_4_assignsubmission_file_/": "",
        f"{wrapper}Eli Hay_5_assignsubmission_file_/mine/.DS_Store": "x",
        f"{wrapper}Fay Ito_6_assignsubmission_file_/work.zip": packed(
            {"work/": "", "__MACOSX/x": ""}
        ),
        f"{wrapper}__MACOSX/._x.ipynb": "",
    }
    path = archive(place.parent / "class.zip", members)
    with zipfile.ZipFile(path) as opened:
        opened.extractall(place)
    assert told(path, "06") == told(place, "06")
    assert told(path, "06") == [
        ("Ada Lovelace", "06", ""),
        ("Bob Ray", "06", ""),
        ("Cleo Fry", "06", "Nothing was handed in"),
        ("Dov Gil", "06", "Nothing was handed in"),
        ("Eli Hay", "06", "Nothing was handed in"),
        ("Fay Ito", "06", "Nothing was handed in"),
    ]


@pytest.mark.parametrize("name", ["zoe_06.zip", "zoe/work.zip", "zoe/mine/06.zip"])
@pytest.mark.parametrize("inside", [{}, {"__MACOSX/._06.ipynb": "x"}, {".DS_Store": "x"}])
def test_empty_archive_is_its_owners_row(place, name, inside):
    archive(place / name, inside)
    assert told(place, "06") == [("zoe", "06", "Nothing was handed in")]
    assert found(place, "06")["problem"].tolist() == [
        "Nothing was handed in: the zip file is empty."
    ]


def test_empty_folder_beside_a_notebook_is_no_fault(place):
    archive(place / "ada.zip", {f"work/{SLUG}.ipynb": notebook(), "work/pictures/": ""})
    archive(place / "bob.zip", {"work/": "", f"work/{SLUG}.ipynb": notebook()})
    assert told(place, "06") == [("ada", "06", ""), ("bob", "06", "")]


def test_archive_of_a_class_with_nothing_in_it_gets_a_sentence(tmp_path):
    path = archive(tmp_path / "class.zip", {"__MACOSX/._x": "x"})
    with pytest.raises(
        ValueError, match=r"class.zip: Nothing was handed in: the zip file is empty"
    ):
        found(path)


def test_folder_whose_name_is_thousands_of_folders_is_soon_read(place):
    # Whoever listed the folders above each folder would need gigabytes.
    archive(place / "ada.zip", {"a/" * 30_000: ""})
    assert told(place, "06") == [("ada", "06", "Nothing was handed in")]


def with_names_in(page, names):
    """Give an archive that does not say how its names are written: in some code page."""
    bare = {f"{'~' * len(name.encode(page))}_{n}": name for n, name in enumerate(names)}
    data = packed({f"{one}_assignsubmission_file/{SLUG}.ipynb": notebook() for one in bare})
    for n, (one, name) in enumerate(bare.items()):
        data = data.replace(one.encode(), name.encode(page) + b"_%d" % n)
    return data


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("cp437", ["Jürgen Müller", "Straße Ö"]),
        ("latin-1", ["Jürgen Müller", "María Hernández"]),
        ("cp1252", ["Žižek Šárka", "Zoë Faÿ"]),
        ("utf-8", ["Jürgen Müller", "李 雷", "Ju\u0308rgen 😀"]),
    ],
)
def test_names_of_an_archive_are_read_as_they_were_written(tmp_path, page, names):
    (tmp_path / "class.zip").write_bytes(with_names_in(page, names))
    read = {unicodedata.normalize("NFC", name) for name in names}
    assert set(found(tmp_path / "class.zip", "06")["student"]) == read
    assert found(tmp_path / "class.zip", "06")["problem"].tolist() == [""] * len(names)


def test_names_that_no_code_page_makes_words_of_stay_as_they_are(tmp_path):
    (tmp_path / "class.zip").write_bytes(with_names_in("cp437", ["a═b", "c░d"]))
    assert [row[0] for row in told(tmp_path / "class.zip", "06")] == ["a═b", "c░d"]


def test_work_downloaded_from_a_lesson_is_named_by_its_archive_and_dated_by_its_manifest(place):
    changed = {f"notebooks/{SLUG}.ipynb": "2026-03-04T05:06:07.891011+00:00"}
    members = {
        "my-work/answers/6.1.json": "{}",
        f"notebooks/{SLUG}.ipynb": notebook(),
        "manifest.json": json.dumps({"kit": "atodds", "changed": changed}),
    }
    path = archive(place / "ada.zip", members)
    for where in (place, path):
        (row,) = found(where, "06").to_dict("records")
        assert (row["student"], row["received"]) == ("ada", "2026-03-04T05:06:07")


def test_nobody_hands_in_for_another_by_a_folder_in_an_archive(place):
    archive(place / "mallory.zip", {f"ada/{SLUG}.ipynb": notebook()})
    archive(place / "mike.zip", {f"Ada Lovelace_1_assignsubmission_file/{SLUG}.ipynb": notebook()})
    assert told(place, "06") == [
        ("mallory", "06", ""),
        ("mike", "06", "This looks like the export of a whole class"),
    ]


@pytest.mark.parametrize(
    "name", ["../../x.ipynb", "..\\..\\x.ipynb", "/etc/x.ipynb", "C:\\x.ipynb", "a/../../x.ipynb"]
)
def test_archive_that_points_outside_writes_nothing_and_costs_only_its_owner(place, name):
    archive(place / "ada.zip", {name: notebook()})
    put(place, "bob_06.ipynb")
    before = set(place.parent.rglob("*"))
    assert told(place, "06") == [
        ("ada", "06", "The archive names a place outside of itself"),
        ("bob", "06", ""),
    ]
    assert {path for path in set(place.parent.rglob("*")) - before if path.is_file()} == set()


def linked():
    info = zipfile.ZipInfo("06.ipynb")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed({info: "/etc/passwd"})


def lying():
    """Give an archive whose heads say that a member is small; it is not."""
    data = bytearray(packed({"06.ipynb": " " * 21_000_000}))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(signature) + at
        data[start : start + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "This zip file cannot be opened"),
        (b"PK\x03\x04cut off", "This zip file cannot be opened"),
        (packed({"06.ipynb": notebook()})[:-30], "This zip file cannot be opened"),
        (packed({"06.ipynb": " " * 19_000_000}), "It unpacks to over 200 times its size"),
        (packed({"06.ipynb": " " * 21_000_000}), "Larger than 20 MB"),
        (lying(), "It cannot be unpacked"),
        (packed({f"{n}.ipynb": "{}" for n in range(501)}), "The archive holds more than 500 files"),
        (
            packed({"a.zip": packed({"b.zip": packed({"06.ipynb": "{}"})})}),
            "A zip file in a zip file",
        ),
        (packed({"a.zip": b"PK"}), "This zip file cannot be opened"),
        (packed({"essay.pdf": "%PDF"}), "This is no notebook"),
        (linked(), "This is a link and no file"),
    ],
    ids=range(11),
)
def test_archive_that_is_broken_or_means_harm_gets_its_sentence(place, data, problem):
    (place / "ada.zip").write_bytes(data)
    put(place, "bob_06.ipynb")
    rows = told(place, "06")
    assert rows[1] == ("bob", "06", "")
    assert rows[0][0] == "ada"
    assert rows[0][2].startswith(problem)


def test_archive_with_a_password_is_named(place):
    archive(place / "ada.zip", {"06.ipynb": notebook()}, encrypted=True)
    assert told(place, "06") == [("ada", "06", "This zip file is locked with a password")]


def test_unpacking_again_gives_the_same_files(place):
    archive(place / "ada.zip", {f"notebooks/{SLUG}.ipynb": notebook()})
    once, twice = found(place, "06"), found(place, "06")
    assert once.equals(twice)
    assert len(list((place.parent / "unpacked").rglob("*.ipynb"))) == 1


def test_place_that_is_a_broken_archive_gets_a_sentence(tmp_path):
    (tmp_path / "class.zip").write_bytes(b"PK")
    with pytest.raises(ValueError, match=r"class.zip: This zip file cannot be opened"):
        found(tmp_path / "class.zip")


def test_one_notebook_is_a_place_too(tmp_path):
    assert told(put(tmp_path, "ada_06.ipynb")) == [("ada", "06", "")]
