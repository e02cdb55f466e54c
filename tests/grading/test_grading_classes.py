"""The picture of a class: what it tells, and what nobody can find in it."""

import json
import re
from html import unescape

import pandas as pd
import pytest
from classroom import make_essays, make_marks

from atodds.course import EXERCISES, list_questions, load_case
from atodds.grading.class_page import class_page
from atodds.grading.classes import count_same, instructor_table
from atodds.reconcile import picture_class
from atodds.reconcile.crowds import agree

LESSONS = ("06", "08", "10")
NAMES = ["student", "lesson", "exercise", "verdict", "mistake", "hint", "answer", "max_points"]


@pytest.fixture(scope="module")
def course():
    return [one for one in EXERCISES if one.lesson in LESSONS]


@pytest.fixture(scope="module")
def questions():
    return list_questions()


@pytest.fixture(scope="module")
def marks(course):
    return make_marks(course, load_case())


@pytest.fixture(scope="module")
def page(marks, course, questions):
    return class_page(marks, make_essays(course), questions)


@pytest.fixture(scope="module")
def pictures(marks, questions):
    return picture_class(marks, questions)


def answers(*groups, exercise="6.1", lesson="06"):
    """Make a marks table: how many, their verdict, their mistake, their answer."""
    rows = []
    for many, verdict, mistake, answer in groups:
        hint = f"Look at {mistake} again." if mistake else ""
        for _ in range(many):
            code = f"pupil-{len(rows):02d}"
            rows.append((code, lesson, exercise, verdict, mistake, hint, answer, 2.0))
    return pd.DataFrame(rows, columns=NAMES)


def told(marks, about, questions=None, exercise=None):
    """Return value to number in words, for one kind of line."""
    pictures = picture_class(marks, questions)
    found = next(one for one in pictures if exercise in {None, one.exercise})
    lines = found.tally[found.tally["about"] == about]
    return dict(zip(lines["value"], lines["shown"], strict=True))


def words(page):
    """Return what a reader of the page sees."""
    return unescape(
        re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))
    )


def test_page_tells_how_it_went_which_mistakes_and_what_was_answered(questions):
    below = {"choice": "below", "reason": "limit", "confidence": "low"}
    forty = {"choice": "forty", "reason": "limit", "confidence": "high"}
    marks = answers((20, "right", "", below), (10, "hint", "bound as value", forty))
    assert told(marks, "verdict") == {
        "right": "20",
        "a mistake with a name": "10",
        "not yet": "0",
        "no answer recorded": "0",
    }
    assert told(marks, "mistake") == {"bound as value": "10"}
    options = told(marks, "answer", questions)
    assert options["any whole number from 0 to 39"] == "20"
    assert options["40"] == "10"
    assert options["nobody can say: the sentence names no number"] == "0"
    page = words(class_page(marks, None, questions))
    for part in ("What do the words leave open?", "bound as value", "Look at bound as value again"):
        assert part in page


def test_group_of_three_among_thirty_is_nowhere_on_the_page_and_is_not_what_others_leave():
    marks = answers((20, "right", "", 62), (7, "hint", "the injured", 2), (3, "hint", "sum", 64))
    assert told(marks, "mistake") == {"the injured": "not shown", "sum": "fewer than 5"}
    assert told(marks, "verdict")["a mistake with a name"] == "10"
    # The same seven by their answer: were it shown, 30 - 20 - 7 would leave the three.
    assert told(marks, "answer") == {"2": "not shown", "62": "20", "other answers": "fewer than 5"}
    assert not re.search(r"\b[37]\b", words(class_page(marks)).replace("Lesson 06", ""))


def test_a_class_of_four_is_shown_nothing_and_told_why():
    page = class_page(answers((4, "right", "", 62)))
    assert "everybody would know who answered what" in words(page)
    assert "62" not in words(page)
    assert "<table" not in page


def test_few_without_an_answer_count_with_those_who_are_not_there_yet():
    marks = answers((20, "right", "", 62), (7, "not yet", "", 9), (3, "not recorded", "", None))
    assert told(marks, "verdict")["not yet, or no answer recorded"] == "10"
    assert "no answer recorded" not in told(marks, "verdict")


def test_many_without_an_answer_are_told():
    marks = answers((20, "right", "", 62), (7, "not yet", "", 9), (9, "not recorded", "", None))
    assert told(marks, "verdict")["no answer recorded"] == "9"


def test_rows_tell_how_often_each_was_chosen():
    chosen = [(20, ["A-08", "C-26"]), (6, ["A-08"]), (8, ["C-42"])]
    marks = answers(*((many, "right", "", rows) for many, rows in chosen))
    assert told(marks, "row") == {"A-08": "26", "C-26": "20", "C-42": "8"}


def test_row_that_all_but_three_chose_does_not_tell_of_the_three():
    marks = answers((27, "right", "", ["A-08"]), (3, "right", "", ["C-26"]))
    assert told(marks, "row") == {"A-08": "all but fewer than 5"}


def test_ranges_and_numbers_are_counted_as_people_gave_them():
    marks = answers((9, "right", "", {"low": None, "high": 200}), (8, "right", "", [1, 2]))
    assert told(marks, "answer")["none stated to 200"] == "9"
    marks = answers((9, "right", "", 162.163), (8, "right", "", "162"), (6, "hint", "m", "1,087"))
    assert told(marks, "answer") == {"162": "17", "1087": "6"}


def test_value_that_few_gave_is_never_named():
    marks = answers((20, "right", "", 62), (9, "hint", "m", 2), (6, "not yet", "", "ask Ada"))
    marks.loc[29:, "answer"] = [f"ask Ada {number}" for number in range(6)]
    assert told(marks, "answer") == {"2": "9", "62": "20", "other answers": "6"}
    assert "Ada" not in class_page(marks)


def test_no_code_and_no_essay_is_on_the_page(page, course, marks):
    for text in make_essays(course)["text"]:
        assert text not in page
    assert "My own view" not in page
    for student in marks["student"].unique():
        assert student not in page


def test_no_number_under_five_is_in_any_table_of_a_real_course(pictures):
    assert {one.lesson for one in pictures} == set(LESSONS)
    for one in pictures:
        shown = one.tally["learners"].dropna()
        assert shown[(shown > 0) & (shown < 5)].empty, one.exercise
        rest = one.tally["of"].iloc[0] - shown
        rows = one.tally.loc[shown.index, "about"] == "row"
        assert rest[rows & (rest > 0) & (rest < 5)].empty, one.exercise


def test_question_that_only_takes_stock_is_left_out(questions):
    stock = questions.loc[questions["unscored"], ["lesson", "exercise"]].iloc[0]
    marks = answers((20, "right", "", 1), exercise=stock["exercise"], lesson=stock["lesson"])
    assert picture_class(marks, questions) == []
    assert picture_class(marks.assign(max_points=0.0)) == []


def test_html_in_answers_hints_and_names_is_escaped():
    evil = "<script>alert(1)</script>"
    marks = answers((20, "hint", evil, evil), (9, "right", "", [evil]))
    marks["hint"] = evil
    page = class_page(marks.assign(lesson=evil, exercise=f'6"{evil}'))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "answer",
    [
        {"rows": [{"claim": {"x": 1}, "source": [1], "statement": 1e300}]},
        [[1], None, {"a": 1}],
        [{}],
        {"low": [1], "high": {"low": 1}},
        {"": None},
        10**400,
        float("inf"),
        "{" * 5000,
        {"$": "nan"},
        [{"start": "x", "exact": 7, "tag": ["b"]}] * 3,
    ],
)
def test_no_recorded_answer_breaks_the_page(answer, questions):
    marks = answers((12, "right", "", answer))
    assert "12" in class_page(marks, None, questions)
    assert "12" in class_page(marks.assign(exercise="10.2"), None, questions)


def test_answers_from_a_file_are_those_of_the_table(marks, pictures, questions, tmp_path):
    file = tmp_path / "marks.csv"
    marks.assign(answer=marks["answer"].map(json.dumps)).to_csv(file, index=False)
    again = pd.read_csv(file, dtype=str)
    for one, other in zip(pictures, picture_class(again, questions), strict=True):
        pd.testing.assert_frame_equal(one.tally, other.tally)


def test_all_raters_make_one_grid_of_learners_and_their_agreement(pictures):
    rated = next(one for one in pictures if one.exercise == "10.2")
    assert rated.grid.shape == (6, 6)
    numbers = [int(cell) for cell in rated.grid.to_numpy().ravel() if cell.isdigit()]
    assert all(number == 0 or 5 <= number <= 40 for number in numbers)
    assert sum(number > 0 for number in numbers) >= 4
    assert rated.agreement["variable"].tolist() == ["source", "statement"]
    assert rated.agreement["alpha"].between(-1, 1).all()
    assert all(one.grid is None for one in pictures if one.exercise != "10.2")


def test_agreement_is_hidden_where_it_would_tell_of_the_one_who_differs():
    rows = [{"claim": "P-c07", "source": "B", "statement": 2}]
    other = [{"claim": "P-c07", "source": "F", "statement": 2}]
    marks = answers((20, "right", "", rows), (1, "right", "", other))
    agreement = picture_class(marks)[0].agreement.set_index("variable")
    assert agreement["percent"].isna().to_dict() == {"source": True, "statement": False}
    assert agreement.loc["source", "said"].startswith("All but fewer than 5 learners")


def test_instructor_sees_who_wrote_the_same_and_the_page_only_how_many(course):
    essays = make_essays(course)
    same = instructor_table(make_marks(course, load_case(), learners=3), essays)
    found = same[same["what"] == "essay"]
    assert found["students"].tolist() == [("s000", "s001")] * len(found)
    assert set(found["lesson"]) == set(LESSONS)
    assert count_same(found, essays["student"])["essay"] == "fewer than 5"


def test_essays_are_the_same_whatever_their_capitals_spaces_and_stops():
    one = "The bracket is off, and the editor should print the first number only."
    other = one.upper().replace(" ", "  ").replace(",", ";") + "\n"
    essays = pd.DataFrame(
        [
            ("ada", "06", "6.10", one, True),
            ("ben", "06", "6.10", other, True),
            ("cleo", "06", "6.10", "*Write here.*", False),
            ("dan", "06", "6.10", "Yes.", True),
        ],
        columns=["student", "lesson", "exercise", "text", "written"],
    )
    same = instructor_table(answers((1, "right", "", 62)), essays)
    assert same["students"].tolist() == [("ada", "ben")]


def test_page_tells_from_how_many_words_on_essays_count_as_the_same():
    marks = answers((30, "right", "", 62))
    shown = {}
    for text in ("Of this number I am very unsure.", "Of this number I am very unsure still."):
        rows = [
            (student, "06", "6.10", text if count < 6 else f"{text} {count}", True)
            for count, student in enumerate(marks["student"])
        ]
        columns = ["student", "lesson", "exercise", "text", "written"]
        page = unescape(class_page(marks, pd.DataFrame(rows, columns=columns)))
        (shown[text],) = re.findall(r"<li>(Learners whose essay [^<]*)</li>", page)
    said = "Learners whose essay is the same as another's, of eight words or more: "
    assert list(shown.values()) == [f"{said}0", f"{said}6"]


def test_sets_of_right_answers_are_no_sign_of_copying():
    right = [answers((9, "right", "", 62), exercise=f"6.{n}") for n in (1, 2, 3, 4)]
    assert instructor_table(pd.concat(right)).empty
    slip = [answers((2, "hint", "m", 64), exercise=f"6.{n}") for n in (1, 2, 3)]
    found = instructor_table(pd.concat(slip))
    assert found["students"].tolist() == [("pupil-00", "pupil-01")]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (pd.DataFrame({"claim": [1]}), "found the columns claim"),
        (pd.DataFrame(), "found the columns of an empty table"),
        ("marks.csv", "Expected a marks table, found str"),
    ],
)
def test_what_is_no_marks_table_is_refused_in_a_sentence(table, expected):
    with pytest.raises((TypeError, ValueError), match=expected):
        class_page(table)


@pytest.mark.parametrize("part", ["thing", "student", "code", "variable"])
def test_part_of_an_answer_may_have_the_name_of_a_column_of_ours(part):
    rows = [[f"s{n}", "P-06", part, "a" if n % 2 else "b"] for n in range(12)]
    codes = pd.DataFrame(rows, columns=["student", "thing", "variable", "code"])
    assert agree(codes)[["variable", "coders"]].to_numpy().tolist() == [[part, 12]]
