"""What a learner gets back tells what a check would tell, and lets nothing of a hand-in run."""

import json
import math
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atodds.course import EXERCISES, load_case
from atodds.exercises import ANSWER_TYPE, Essay, mistake_examples
from atodds.grading import Graded, grade_file
from atodds.grading.feedback import TAGS, feedback_page, safe_markdown
from atodds.grading.pages import page_folders
from atodds.grading.telling import tell_answer
from atodds.work.files import DEVICES

LESSON = "06-what-does-the-number-say"
ESSAY = "6.10"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
OURS = {"html", "head", "meta", "title", "style", "body", "main", "article", "div", "span"}
OURS |= {"h1", "h2", "h3", "caption"} | TAGS


class Reader(HTMLParser):
    """Collect the tags, attributes and headings of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def graded(answer=None, *, essay="", hint="Look at the unit.", verdict="hint"):
    row = {"exercise": "6.1", "points": 1.0, "max_points": 2.0, "verdict": verdict, "mistake": "m"}
    marks = pd.DataFrame(
        [
            row | {"hint": hint, "answer": answer},
            {"exercise": ESSAY, "points": math.nan, "max_points": 9.0, "verdict": "for a reader"},
        ]
    )
    columns = ["exercise", "text", "written", "max_points"]
    essays = pd.DataFrame([[ESSAY, essay, bool(essay), 9.0]], columns=columns)
    return Graded("ada", "06", Path("a.ipynb"), "0", marks, essays)


def given_marks(*rows):
    return pd.DataFrame(rows, columns=["exercise", "row", "level", "points", "comment"])


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("</style>")[1]).split())


def test_page_of_a_wrong_hand_in_shows_each_hint_and_no_answer_or_mark_scheme(tmp_path, root):
    content = json.loads((root / "lessons" / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    case = load_case()
    course = [one for one in EXERCISES if one.lesson == "06"]
    wrong = {
        one.id: mistake_examples(one, case)[0][1] for one in course if not isinstance(one, Essay)
    }
    for cell in content["cells"]:
        about = cell["metadata"].get("atodds", {})
        if about.get("role") == "check":
            record = {"exercise": about["exercise"], "answer": wrong[about["exercise"]]}
            cell["outputs"] = [{"output_type": "display_data", "data": {ANSWER_TYPE: record}}]
    path = tmp_path / "ada.ipynb"
    path.write_text(json.dumps(content), encoding="utf-8")
    result = grade_file(path, "ada", EXERCISES, load_case)
    page = words(feedback_page(result))
    (essay,) = [one for one in course if isinstance(one, Essay)]
    secrets = [*essay.exemplars, *essay.expected_points, *essay.misconceptions]
    secrets += [text for row in essay.rows for text in (row.beginning, row.emerging, row.mastery)]
    for one in course:
        if not isinstance(one, Essay):
            assert one.title in page
            secrets += [one.reveal(case) if callable(one.reveal) else one.reveal]
            secrets += [one.right(case) if callable(one.right) else one.right]
    assert set(result.marks["verdict"]) == {"hint", "for a reader"}
    assert not [secret for secret in secrets if secret and secret[:60] in page]


def test_hostile_answer_essay_comment_and_name_are_shown_as_words_only():
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    link = "\n\n[go](javascript:alert(1)) <javascript:alert(2)>"
    hand_in = graded({script: script}, essay=script + link, hint=script)
    rows = given_marks([ESSAY, script, script, 3.0, script], [ESSAY, "", "", math.nan, script])
    page = feedback_page(hand_in, rows)
    reader = Reader(page)
    assert reader.tags <= OURS
    assert not {name for name in reader.attributes if name.startswith("on")} | (
        reader.attributes & {"href", "src"}
    )
    assert "&lt;script&gt;" in page


def test_essay_of_a_reader_shows_its_marks_by_row_and_counts_in_the_sum():
    rows = given_marks(
        [ESSAY, "Quantities", "Mastery", 3.0, "Named rule."],
        [ESSAY, "Sourcing", "Emerging", 2.0, ""],
        [ESSAY, "", "", math.nan, "A clear row."],
    )
    page = words(feedback_page(graded(2, essay="A *fence*."), rows))
    assert "6 of 11 points" in page
    assert "5 of 9 points" in page
    assert "Quantities Mastery 3 Named rule." in page
    assert "A clear row." in page


def test_essay_that_waits_says_so_and_an_unwritten_one_does_not():
    assert "1 of 11 points; 1 answer waits for a reader" in words(
        feedback_page(graded(2, essay="A fence."))
    )
    assert "waits" not in words(feedback_page(graded(2)))


def test_points_of_the_whole_essay_beat_the_sum_of_its_rows():
    rows = given_marks([ESSAY, "Quantities", "", 3.0, ""], [ESSAY, "", "", 8.0, ""])
    assert "8 of 9 points" in words(feedback_page(graded(essay="A fence."), rows))


def test_headings_are_in_order_and_an_essay_adds_none():
    page = feedback_page(graded(2, essay="# Mine\n\nHers\n===="))
    assert re.findall(r"<h(\d)", page) == ["1", "2", "3", "3"]


def test_failed_judging_is_told_to_the_instructor_and_not_to_the_learner():
    failed = graded(2, verdict="for a reader", hint="Judging failed (KeyError); mark this by hand.")
    failed.marks.loc[0, "points"] = math.nan
    page = words(feedback_page(failed))
    assert "KeyError" not in page
    assert "A reader will look at this answer." in page


def test_question_that_takes_stock_is_kept_and_its_answer_is_not_discussed():
    (first, *_) = [one for one in EXERCISES if getattr(one, "unscored", False)]
    hand_in = graded(2, hint="Count again.")
    hand_in.marks.loc[0, ["exercise", "max_points", "points"]] = [first.id, 0.0, 0.0]
    page = words(feedback_page(hand_in))
    assert "Kept You answered: 2" in page
    assert "Count again." not in page


HOSTILE = [
    "..",
    ".",
    "",
    "a/b",
    "a\\b",
    "*",
    "-f",
    "a.",
    "a ",
    "con",
    "CON.txt",
    "lpt1.a.b",
    "COM¹",
]
HOSTILE += ["x" * 300, "李" * 300, "a\nb", "\u202egnp.ada", "ada\u200b", "\u3164", "\ud800", "\0"]


@pytest.mark.parametrize("student", HOSTILE)
def test_folder_of_pages_is_a_name_that_every_system_takes(student):
    folder = page_folders([student])[student]
    assert 0 < len(folder.encode()) < 120
    assert folder[0] not in " .-"
    assert folder[-1] not in " ."
    assert folder.isprintable()
    assert not set(folder) & set('/\\:*?"<>|')
    stem = unicodedata.normalize("NFKC", folder.partition(".")[0]).casefold()
    assert not DEVICES.fullmatch(stem)


@pytest.mark.parametrize(
    "student",
    [
        "Jürgen Müller",
        "Żółć Łukasz",
        "李 雷",
        "محمد علي",
        "हिन्दी राम",
        "J. Smith",
        "ada@example.org",
    ],
)
def test_learner_is_known_by_the_folder_of_the_pages(student):
    assert page_folders([student, "ada"])[student] == student


def test_names_that_a_system_may_take_for_one_have_folders_of_their_own():
    one = [
        *("ada", "Ada", "\uff21\uff24\uff21", "a/da", "a-da", "a*da", "😀", "🙂"),
        *("x" * 200 + "a", "x" * 200 + "b", "jürgen", "ju\u0308rgen", "Straße", "STRASSE"),
    ]
    folders = page_folders([*one, *one])
    kept = [unicodedata.normalize("NFKC", folder).casefold() for folder in folders.values()]
    assert len(set(kept)) == len(kept) == len(one)


def test_letters_that_nobody_sees_make_no_folder_that_looks_like_another():
    folders = page_folders(["ada", "ad\u3164a", "ada\ufe0f", "a\u034fda"])
    assert len(set(folders.values())) == 4
    assert all(folder.isascii() for folder in folders.values())


def test_nobody_gets_the_folder_of_another_by_a_name_that_has_a_hash():
    hashed = page_folders(["ada", "Ada"])["ada"]
    folders = page_folders(["ada", "Ada", hashed])
    assert folders["ada"] == hashed
    assert folders[hashed] not in {"ada", "Ada", hashed}


@given(st.lists(st.text(max_size=12) | st.sampled_from(HOSTILE)))
def test_whatever_a_class_is_called_its_folders_are_told_apart_and_lie_below(students):
    folders = page_folders(students)
    assert set(folders) == set(students)
    assert len({folder.casefold() for folder in folders.values()}) == len(folders)
    assert all(Path(folder).name == folder for folder in folders.values())


def test_marks_without_their_columns_are_refused():
    with pytest.raises(ValueError, match="missing: row, level, points, comment"):
        feedback_page(graded(), pd.DataFrame({"exercise": []}))


@settings(max_examples=50)
@given(JSON)
def test_any_answer_is_told_in_one_short_line(answer):
    assert len(tell_answer(answer)) <= 160
    feedback_page(graded(answer), exercises=[])


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("<>[]()!&#:`\"'=/ \n"), max_size=80))
def test_no_essay_makes_more_than_plain_tags(text):
    reader = Reader(safe_markdown(text))
    assert reader.tags <= TAGS
    assert not reader.attributes
