"""Essays go out into a spreadsheet and their marks come back: none is lost, none goes astray."""

import csv
import io
import math
import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from atodds.cli import app
from atodds.course import EXERCISES
from atodds.exercises import Essay
from atodds.grading import Graded
from atodds.grading.course_folder import init_course, open_course
from atodds.grading.essays import (
    counting_marks,
    read_essays,
    write_agreement,
    write_essays,
    write_marks_again,
)
from atodds.grading.gradebook import read_gradebook, record_in_gradebook, set_essay_marks
from atodds.grading.journal import Journal, to_entry
from atodds.grading.judging import COLUMNS
from atodds.grading.roll import write_roll

ESSAYS = {one.id: one for one in EXERCISES if isinstance(one, Essay)}
CLASS = {
    "ada": "A fence, so I keep “nearly”.",
    "007": "An é strip.",
    "=cy": "=HYPERLINK(1)",
    "zed": "",
}
SECRET = "Запад, and *not* east. " * 40


def judged(student, text, lesson="06", exercise="6.10"):
    """Give a judged hand-in with a right answer and an essay, as the machine leaves it."""
    most = float(ESSAYS[exercise].points)
    rows = [
        [f"{int(lesson)}.1", 2.0, 2.0, "right", "", "So it is.", 62],
        [exercise, math.nan, most, "for a reader", "", "", None],
    ]
    essays = pd.DataFrame(
        [[exercise, text or "*Write here.*", bool(text), most]],
        columns=["exercise", "text", "written", "max_points"],
    )
    digest = f"{abs(hash((student, text, lesson))):x}"
    tables = pd.DataFrame(rows, columns=COLUMNS), essays
    return Graded(student, lesson, Path(f"{student}.ipynb"), digest, *tables)


def keep(folder, graded):
    """Leave in a folder what `atodds grade` leaves there."""
    journal = Journal(folder, "0-test")
    for one in graded:
        journal.write(f"{one.digest}-{one.lesson}", to_entry(one))
    rows = [[one.student, one.lesson, str(one.file), "", "", ""] for one in graded]
    table = pd.DataFrame(rows, columns=["student", "lesson", "file", "name", "number", "note"])
    write_roll(folder, "0-test", table, [(one.digest, "") for one in graded])
    return folder


@pytest.fixture
def folder(tmp_path):
    graded = [judged(student, text) for student, text in CLASS.items()]
    return keep(tmp_path / "graded", [*graded, judged("ada", SECRET, "03", "3.8")])


def read(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def fill(folder, changes, *, name="essays.csv", into=None):
    """Enter cells (student to column to text) in a sheet, as a person does."""
    rows = read(folder / name)
    for row in rows:
        student = row["student"].removeprefix("'")
        if row["question"].startswith("6.10"):
            row.update(changes.get(student, {}))
    return save(into or folder / name, rows)


def save(path, rows, *, encoding="utf-8-sig", separator=","):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, rows[0].keys(), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding, "replace"))
    return path


def levels(sourcing="", quantities="", conclusion="", **others):
    return {"Sourcing": sourcing, "Quantities": quantities, "Conclusion": conclusion} | others


def marks(folder):
    write_marks_again(folder)
    return {
        (row["student"].removeprefix("'"), row["exercise"]): row
        for row in read(folder / "marks.csv")
    }


def test_sheet_has_one_question_after_the_other_and_no_formula(folder):
    write_essays(folder)
    rows = read(folder / "essays.csv")
    assert [row["question"].split()[0] for row in rows] == ["3.8", "6.10", "6.10", "6.10", "6.10"]
    assert [row["student"] for row in rows] == ["ada", "007", "'=cy", "ada", "zed"]
    assert rows[0]["answer"] == SECRET.strip() or rows[0]["answer"] == SECRET
    assert rows[0]["Quantities"] == "n/a"
    assert rows[0]["Audience"] == ""
    assert rows[2]["answer"] == "'=HYPERLINK(1)"
    assert rows[4]["note"].startswith("Nothing was written")
    page = (folder / "essays.html").read_text(encoding="utf-8")
    assert ESSAYS["6.10"].rows[0].emerging in page
    # How to mark 3.8 and 6.10 stands open; only the comments are folded.
    assert page.count("<details open><summary>Exemplars") == page.count("<details>") == 2
    assert "<script" not in page


def test_levels_make_points_and_codes_make_sentences_that_the_learner_reads(folder):
    write_essays(folder)
    given = levels("1", "2", "3", codes="s2; m1", comment="Go on.", marker="Kim")
    sheet = fill(folder, {"ada": given})
    done = read_essays(sheet, folder)
    assert (done.entered, done.faults) == (1, ())
    row = marks(folder)["ada", "6.10"]
    assert (row["points"], row["verdict"]) == ("6", "for a reader")
    said = [ESSAYS["6.10"].rows[1].emerging, ESSAYS["6.10"].misconceptions[0], "Go on."]
    assert all(words in row["hint"] for words in said)
    lms = {one["Student"]: one["Total"] for one in read(folder / "lms.csv")}
    assert (lms["ada"], lms["zed"]) == ("10", "2")
    page = (folder / "feedback" / "ada" / "06.html").read_text(encoding="utf-8")
    assert "6 of 9 points" in page
    assert "Mastery" in page
    assert ESSAYS["6.10"].exemplars[2] not in page
    report = {(one["student"], one["lesson"]): one for one in read(folder / "report.csv")}
    assert report["ada", "06"]["essays_waiting"] == "0"
    assert report["ada", "03"]["essays_waiting"] == "1"


def test_points_that_a_reader_enters_beat_those_of_the_levels(folder):
    write_essays(folder)
    read_essays(fill(folder, {"ada": levels("3", "3", "3", points="7,5")}), folder)
    assert marks(folder)["ada", "6.10"]["points"] == "7.5"


FAULTS = {
    "level 4": (levels("4", "1", "1"), "Row 5: expected level 1, 2 or 3 for Sourcing, found '4'."),
    "half a level": (levels("1.5", "1", "1"), "found '1.5'"),
    "points over the most": (levels(points="10"), "Row 5: expected 0 to 9 points, found '10'."),
    "points below nothing": (levels(points="-1"), "found '-1'"),
    "points in words": (levels(points="seven"), "found 'seven'"),
    "no number": (levels(points="nan"), "found 'nan'"),
    "levels missing": (levels("2"), "it has no mark yet: give a level for Quantities, Conclusion"),
    "a comment alone": (levels(comment="Good."), "it has no mark yet"),
    "an unknown code": (levels("1", "1", "1", codes="S9"), "no comment with the code S9"),
    "a row of another rubric": (levels("1", "1", "1", Audience="2"), "has a level for audience"),
    "another student": (levels(points="5", student="eve"), "no essay of eve on question 6.10"),
    "another's row": (levels(points="5", student="007"), "its key belongs to ada"),
    "the answer changed": (levels(points="5", answer="Better."), "is not what ada handed in"),
    "the key changed": (levels(points="5", key="k0"), "is another now than when this sheet"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_in_a_row_is_told_with_its_number_and_the_other_rows_count(folder, fault):
    write_essays(folder)
    cells, words = FAULTS[fault]
    sheet = fill(folder, {"ada": cells, "=cy": levels("3", "3", "3")})
    before = sheet.read_bytes()
    done = read_essays(sheet, folder)
    assert done.entered == 1
    (told,) = done.faults
    assert told.startswith("Row 5: ")
    assert words in told
    assert sheet.read_bytes() == before
    assert marks(folder)["=cy", "6.10"]["points"] == "9"
    assert marks(folder)["ada", "6.10"]["points"] == ""


def test_two_rows_on_one_essay_are_both_left_out(folder):
    write_essays(folder)
    rows = read(fill(folder, {"ada": levels(points="5")}))
    again = dict(rows[3], points="6")
    done = read_essays(save(folder / "essays.csv", [*rows, again]), folder)
    assert done.entered == 0
    assert done.faults == (
        "Rows 5, 7: all are about the essay of ada on question 6.10; keep one of them.",
    )


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("cp1252", ",")],
)
def test_sheet_is_read_however_a_spreadsheet_saved_it(folder, encoding, separator):
    write_essays(folder)
    rows = read(fill(folder, {"ada": levels("2", "2", "2", comment="Très bien; go on, é.")}))
    # As a spreadsheet does: numbers lose their noughts, apostrophes go, empty rows come.
    rows[1] |= {"student": "7", "lesson": "6", "points": "4,5"}
    rows[2]["student"] = "=cy"
    rows.append(dict.fromkeys(rows[0], ""))
    sheet = save(folder / "from-excel.csv", rows, encoding=encoding, separator=separator)
    done = read_essays(sheet, folder)
    assert (done.entered, done.faults) == (2, ())
    assert bool(done.notes) == (encoding == "cp1252")
    found = marks(folder)
    assert found["ada", "6.10"]["hint"] == "Très bien; go on, é."
    assert found["007", "6.10"]["points"] == "4.5"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"a,b\n1,2\n", b"\x00\x01", b"student\nada"]
)
def test_file_that_is_no_sheet_is_refused_in_a_sentence(folder, content):
    (folder / "odd.csv").write_bytes(content)
    done = CliRunner().invoke(
        app, ["grade", "essays", str(folder), "--from", str(folder / "odd.csv")]
    )
    assert done.exit_code == 1
    assert "odd.csv: " in done.output
    assert "Traceback" not in done.output


def test_marks_that_were_not_read_in_yet_survive_a_new_sheet(folder):
    write_essays(folder)
    fill(folder, {"ada": levels("2", comment="Half done."), "=cy": levels(points="99")})
    write_essays(folder)
    rows = {row["student"]: row for row in read(folder / "essays.csv") if "6.10" in row["question"]}
    assert (rows["ada"]["Sourcing"], rows["ada"]["comment"]) == ("2", "Half done.")
    assert rows["'=cy"]["points"] == "99"
    assert rows["ada"]["note"] == "Not read in yet."
    done = read_essays(
        fill(folder, {"ada": levels("2", "2", "2"), "=cy": levels("1", "1", "1", points="")}),
        folder,
    )
    assert (done.entered, done.faults) == (2, ())


def test_sheet_that_no_longer_fits_is_put_aside_whole(folder):
    write_essays(folder)
    before = fill(folder, {"ada": levels(points="5")}).read_bytes()
    keep(folder, [judged("ada", "A new text, longer than before.")])
    said = " ".join(write_essays(folder))
    assert "essays.before-1.csv" in said
    assert (folder / "essays.before-1.csv").read_bytes() == before
    (row,) = read(folder / "essays.csv")
    assert row["points"] == ""


def test_essay_changed_since_it_was_marked_keeps_its_mark_and_is_flagged(folder):
    write_essays(folder)
    old = fill(folder, {"ada": levels("2", "2", "2")})
    read_essays(old, folder)
    keep(folder, [judged("ada", "A new text.")])
    row = marks(folder)["ada", "6.10"]
    assert row["points"] == "6"
    (report,) = read(folder / "report.csv")
    assert "changed since they were marked, to look at again: 6.10" in report["notes"]
    assert report["essays_waiting"] == "1"
    write_essays(folder)
    (row,) = read(folder / "essays.csv")
    assert row["note"] == "Changed since it was marked (6 points): mark it again."
    assert row["Sourcing"] == ""
    read_essays(fill(folder, {"ada": levels("3", "3", "3")}), folder)
    marks(folder)
    assert read(folder / "report.csv")[0]["essays_waiting"] == "0"


def test_sheet_read_in_twice_changes_nothing(folder):
    write_essays(folder)
    sheet = fill(folder, {"ada": levels("2", "2", "2")})
    read_essays(sheet, folder)
    before = (folder / "marked-essays.csv").read_bytes()
    assert read_essays(sheet, folder).entered == 0
    assert (folder / "marked-essays.csv").read_bytes() == before
    write_essays(folder)
    assert read_essays(folder / "essays.csv", folder).entered == 0


def test_own_comments_are_kept_and_may_be_used(folder):
    write_essays(folder)
    bank = folder / "comments.csv"
    bank.write_text("question;code;comment\n;c1;Date it.\n6.10 Defend;S2;Mine.\n", encoding="utf-8")
    write_essays(folder)
    read_essays(fill(folder, {"ada": levels("2", "2", "2", codes="C1, s2")}), folder)
    assert marks(folder)["ada", "6.10"]["hint"] == "Date it. Mine."
    assert "Q1" in bank.read_text(encoding="utf-8-sig")


def test_second_marker_sees_no_marks_and_their_agreement_is_measured(folder):
    for name in ("kim", "lee"):
        write_essays(folder, marking=name)
    given = {
        "ada": levels("1", "2", "3"),
        "007": levels("2", "2", "2"),
        "=cy": levels("3", "1", "1"),
    }
    kim = fill(folder, given, name="essays-kim.csv")
    assert read_essays(kim, folder, marking="kim").entered == 3
    write_essays(folder, marking="lee")
    assert (
        "".join(row["Sourcing"] + row["counts"] for row in read(folder / "essays-lee.csv")[1:])
        == ""
    )
    other = given | {"ada": levels("3", "2", "3")}
    lee = fill(folder, other, name="essays-lee.csv")
    with pytest.raises(ValueError, match="say --marker lee"):
        read_essays(lee, folder)
    read_essays(lee, folder, marking="lee")
    agreement, apart = write_agreement(folder)
    assert agreement[["row", "essays", "same"]].to_numpy().tolist()[-1] == ["all", 9, 8]
    sourcing = agreement.set_index("row").loc["Sourcing"]
    assert sourcing["percent"] == pytest.approx(200 / 3)
    assert sourcing["alpha"] < 0.6
    assert apart[["student", "row", "level", "other"]].to_numpy().tolist() == [
        ["ada", "Sourcing", 1, 3]
    ]
    assert len(read(folder / "differences.csv")) == 1
    done = CliRunner().invoke(app, ["grade", "essays", str(folder)], env={"COLUMNS": "120"})
    assert re.search(r"Sourcing\W+3\W+2\W+66\.7\W+0\.\d\d\D", done.output), done.output
    # The first marker's mark counts until a resolved one stands in the main sheet.
    assert marks(folder)["ada", "6.10"]["points"] == "6"
    write_essays(folder)
    (row,) = [
        one
        for one in read(folder / "essays.csv")
        if one["student"] == "ada" and "6.10" in one["question"]
    ]
    assert (row["Sourcing"], row["note"]) == ("1", "lee gave 3 for Sourcing.")
    read_essays(fill(folder, {"ada": levels("2", "2", "3")}), folder)
    assert marks(folder)["ada", "6.10"]["points"] == "7"
    assert len(write_agreement(folder)[0]) == 4


def test_row_of_another_marker_is_no_second_opinion(folder):
    write_essays(folder, marking="lee")
    sheet = fill(folder, {"ada": levels("1", "1", "1", marker="kim")}, name="essays-lee.csv")
    (told,) = read_essays(sheet, folder, marking="lee").faults
    assert told == "Row 5: it says that kim marked it, in the sheet of lee."


@pytest.fixture
def course(tmp_path, root):
    place = tmp_path / "course"
    init_course(place, root / "lessons")
    return open_course(place)


def test_marks_go_into_the_gradebook_and_later_ones_of_formgrader_count(course):
    everyone = [judged("ada", "A fence."), judged("bo", "A strip.")]
    record_in_gradebook(course, everyone)
    folder = keep(course.folder / "graded", everyone)
    write_essays(folder, course)
    sheet = fill(folder, {"ada": levels("2", "2", "2", comment="Good.")})
    read_essays(sheet, folder, course)
    held = read_gradebook(course).set_index(["student", "exercise"])
    assert held.loc[("ada", "6.10"), ["manual", "comment", "waits"]].tolist() == [6, "Good.", False]
    # A person changes it in formgrader; the sheet, read again for bo, must not set it back.
    row = {"student": "ada", "lesson": "06", "exercise": "6.10", "points": 8, "comment": "Better."}
    set_essay_marks(course, pd.DataFrame([row]))
    fill(folder, {"bo": levels("1", "1", "1")})
    assert read_essays(sheet, folder, course).entered == 1
    record_in_gradebook(course, everyone)
    found = counting_marks(folder, ["ada", "bo"], course)
    assert found["ada", "6.10"].points == 8
    assert found["bo", "6.10"].points == 3
    write_essays(folder, course)
    (ada, bo) = read(folder / "essays.csv")
    assert (ada["points"], ada["comment"], bo["Sourcing"]) == ("8", "Better.", "1")


def test_mark_for_a_hand_in_that_the_gradebook_lacks_is_told(course):
    record_in_gradebook(course, [judged("ada", "A fence.")])
    folder = keep(course.folder / "graded", [judged("ada", "A fence."), judged("bo", "A strip.")])
    write_essays(folder, course)
    given = levels("2", "2", "2")
    done = read_essays(fill(folder, {"ada": given, "bo": given}), folder, course)
    assert done.entered == 1
    assert done.faults[0].startswith("bo, question 6.10: the gradebook has no such hand-in")


def test_command_says_what_it_did_and_ends_in_1_where_a_row_is_left_out(folder):
    runner = CliRunner()
    done = runner.invoke(app, ["grade", "essays", str(folder)])
    assert done.exit_code == 0, done.output
    assert "4 essays, 0 of them marked" in " ".join(done.output.split())
    sheet = fill(folder, {"ada": levels("2", "2", "2"), "007": levels("9", "1", "1")})
    done = runner.invoke(app, ["grade", "essays", str(folder), "--from", str(sheet)])
    assert done.exit_code == 1
    assert "1 marks read in; 0 were known." in done.output
    assert "Row 3: expected level 1, 2 or 3 for Sourcing, found '9'." in done.output
    assert read(folder / "lms.csv")[0]["Student"] == "007"
