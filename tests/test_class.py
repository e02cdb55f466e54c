"""The Class for a whole class: the tables of one exercise, from marks or from their file."""

import json

import pandas as pd
import pytest

from atodds.widgets import Class

NAMES = ["student", "lesson", "exercise", "verdict", "mistake", "hint", "answer", "max_points"]
QUESTIONS = pd.DataFrame(
    [
        (
            "06",
            "6.1",
            "What is open?",
            "Choose.",
            False,
            "choice",
            "The words",
            "below",
            "under 40",
        ),
        ("06", "6.1", "What is open?", "Choose.", False, "choice", "The words", "forty", "just 40"),
    ],
    columns=["lesson", "exercise", "title", "ask", "unscored", "part", "label", "key", "words"],
)


def make_marks(right=20, mistaken=12, few=3):
    groups = [
        (right, "right", "", {"choice": "below"}),
        (mistaken, "hint", "bound as value", {"choice": "forty"}),
        (few, "hint", "gives up", {"choice": "unknown"}),
    ]
    rows = [
        (f"pupil-{place}-{number}", "06", exercise, verdict, mistake, "Look again.", answer, 2.0)
        for exercise in ("6.10", "6.1")
        for place, (many, verdict, mistake, answer) in enumerate(groups)
        for number in range(many)
    ]
    return pd.DataFrame(rows, columns=NAMES)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "marks.csv"
    marks = make_marks()
    marks.assign(answer=marks["answer"].map(json.dumps)).to_csv(path, index=False)
    return path


def test_first_exercise_is_shown_and_another_can_be_chosen():
    shown = Class(make_marks(), questions=QUESTIONS)
    assert shown.exercises == (("6.1", "6.1 What is open?"), ("6.10", "6.10"))
    assert shown.chosen == "6.1"
    before = shown.sheets
    shown.set_state({"chosen": "6.10"})
    assert set(shown.result["exercise"]) == {"6.10"}
    assert shown.status["text"] == "Shown: 6.10."
    assert shown.sheets != before


def test_file_that_grade_wrote_shows_the_same_as_its_table(file):
    pd.testing.assert_frame_equal(Class(file).result, Class(make_marks()).result)
    pd.testing.assert_frame_equal(Class(str(file)).result, Class(make_marks()).result)


def test_result_is_what_the_twins_and_the_front_end_show():
    shown = Class(make_marks(), questions=QUESTIONS)
    cells = [row[:2] for sheet in shown.sheets for row in sheet["rows"]]
    assert cells == list(zip(shown.result["value"], shown.result["shown"], strict=True))
    for value, number in cells:
        assert f"{value}: {number}" in repr(shown)
        assert f'<th scope="row">{value}</th><td>{number}</td>' in shown.twin_html()


def test_groups_under_five_and_what_would_give_them_away_are_hidden():
    shown = Class(make_marks())
    told = shown.result.set_index("value")["shown"]
    assert told["right"] == "20"
    assert told["gives up"] == "fewer than 5"
    assert told["bound as value"] == "not shown"
    assert shown.result["learners"].dropna().isin([20, 15, 0]).all()
    everything = repr(shown) + shown.twin_html() + json.dumps(shown.get_state(["sheets", "told"]))
    assert "pupil" not in everything


def test_class_of_four_is_shown_nothing():
    shown = Class(make_marks(right=4, mistaken=0, few=0))
    assert shown.sheets == ()
    assert shown.result.empty
    assert "everybody would know who answered what" in shown.told
    assert "everybody would know who answered what" in repr(shown)


def test_html_in_an_answer_stays_words():
    marks = make_marks().assign(answer="<img src=x onerror=alert(1)>")
    assert "<img" not in Class(marks).twin_html()


def test_exercise_that_is_not_there_leaves_the_one_that_is_shown():
    shown = Class(make_marks())
    with pytest.raises(ValueError, match=r"Expected one of the exercises 6\.1, 6\.10, found '7'"):
        shown.choose("7")
    shown.set_state({"chosen": "7"})
    assert shown.chosen == "6.1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "found an empty file"),
        ("name;points\nada;3\n", "found the columns name;points"),
        ("student,lesson,exercise,verdict,answer\n", "found the columns of an empty table"),
        ('student,lesson\n"ada', "a line that cannot be read"),
    ],
)
def test_file_that_is_no_marks_table_gets_a_sentence(tmp_path, text, expected):
    path = tmp_path / "marks.csv"
    path.write_text(text)
    with pytest.raises(ValueError, match=expected) as error:
        Class(path)
    assert "atodds grade" in str(error.value)


def test_bytes_that_are_no_text_get_a_sentence(tmp_path):
    (tmp_path / "marks.csv").write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(ValueError, match=r"found something that is no text.*atodds grade"):
        Class(tmp_path / "marks.csv")


def test_class_and_a_second_coding_do_not_go_together(tmp_path):
    with pytest.raises(ValueError, match="found a class and more"):
        Class(make_marks(), make_marks())
    with pytest.raises(TypeError, match="Expected questions as a table, found list"):
        Class(make_marks(), questions=[])
    with pytest.raises(ValueError, match="found a class"):
        Class(make_marks()).save(tmp_path / "mine.json")
    assert not (tmp_path / "mine.json").exists()
