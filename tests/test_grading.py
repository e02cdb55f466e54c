"""A hand-in is read, never run; whatever it is, it gets a sentence or a mark."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_course import CREW, EXERCISES, REASON

from atodds.case import load
from atodds.exercises import ANSWER_TYPE
from atodds.grading import HandInError, judge_notebook, recorded_answers
from atodds.grading.recorded import LARGEST_FILE, answers_in

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def harbour():
    return load("harbour")


def record(answer, exercise="90.1"):
    return {"format": 1, "exercise": exercise, "answer": answer, "recorded": True, "kit": "0.1.0"}


def cell(*records, count=1):
    outputs = [{"output_type": "display_data", "data": {ANSWER_TYPE: one}} for one in records]
    return {"cell_type": "code", "execution_count": count, "outputs": outputs, "source": "1/0"}


def save(folder, *cells, lesson="90", name="90-fire.ipynb"):
    metadata = {"atodds": {"lesson": lesson}} if lesson else {}
    path = folder / name
    path.write_text(json.dumps({"nbformat": 4, "metadata": metadata, "cells": cells}))
    return path


def marks(path):
    return judge_notebook(path, EXERCISES, harbour).set_index("exercise")


def test_right_answer_earns_all_its_points_and_the_essay_waits_for_a_reader(tmp_path):
    table = judge_notebook(save(tmp_path, cell(record(62))), EXERCISES, harbour)
    assert table.drop(columns=["hint", "answer"]).fillna(-1).values.tolist() == [
        ["90.1", 2.0, 2.0, "right", ""],
        ["90.2", -1.0, 4.0, "for a reader", ""],
    ]


def test_known_mistake_is_named_and_gets_its_hint(tmp_path):
    row = marks(save(tmp_path, cell(record(2)))).loc["90.1"]
    assert (row["points"], row["verdict"], row["mistake"]) == (0.0, "hint", "the injured")
    assert "how many were sent" in row["hint"]


def test_deleted_check_cell_costs_its_points(tmp_path):
    row = marks(save(tmp_path)).loc["90.1"]
    assert (row["points"], row["verdict"]) == (0.0, "not recorded")


def test_case_is_not_loaded_where_there_is_nothing_to_judge(tmp_path):
    table = judge_notebook(save(tmp_path), EXERCISES, lambda: pytest.fail("loaded"))
    assert list(table["verdict"]) == ["not recorded", "for a reader"]


def test_lesson_is_found_by_its_answers_when_the_metadata_is_gone(tmp_path):
    assert marks(save(tmp_path, cell(record(62)), lesson="")).loc["90.1", "points"] == 2


def test_answer_checked_last_counts(tmp_path):
    path = save(tmp_path, cell(record(62), count=9), cell(record(2), count=4))
    assert recorded_answers(path)[["answer", "cell"]].values.tolist() == [[62, 1]]


def test_lower_cell_counts_among_equal_execution_counts(tmp_path):
    path = save(tmp_path, cell(record(2)), cell(record(62)))
    assert recorded_answers(path)["cell"].tolist() == [2]


def test_answers_are_listed_by_number(tmp_path):
    path = save(tmp_path, *(cell(record(1, exercise)) for exercise in ("6.10", "6.9", "x")))
    assert recorded_answers(path)["exercise"].tolist() == ["x", "6.9", "6.10"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "no notebook, or it was cut off"),
        (b'{"cells": [', "no notebook, or it was cut off"),
        (b"%PDF-1.7", "no notebook, or it was cut off"),
        (b"\xff\xfe\x00", "no notebook, or it was cut off"),
        (b"[" * 100_000, "no notebook, or it was cut off"),
        (b'{"cells": [' + b"9" * 5000 + b"]}", "no notebook, or it was cut off"),
        (b"[]", "expected a notebook with cells"),
        (b'{"worksheets": []}', "expected a notebook with cells"),
        (b'{"cells": {}}', "expected a notebook with cells"),
        (b'{"cells": []}', "of no lesson of this course"),
        (b" " * (LARGEST_FILE + 1), "larger than 20 MB"),
    ],
)
def test_file_that_is_no_hand_in_gets_a_sentence(tmp_path, content, expected):
    path = tmp_path / "x.ipynb"
    path.write_bytes(content)
    with pytest.raises(HandInError, match=expected) as error:
        marks(path)
    assert str(error.value).startswith("x.ipynb: ")
    assert "\n" not in str(error.value)


def test_folder_missing_file_and_pipe_get_a_sentence(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, expected in [("", "is no file"), ("none", "no such file"), ("pipe", "is no file")]:
        with pytest.raises(HandInError, match=expected):
            recorded_answers(tmp_path / name)


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        ("62", "does not say which exercise"),
        (None, "does not say which exercise"),
        ({"exercise": 6.2, "answer": 1}, "does not say which exercise"),
        ({"exercise": "9" * 99, "answer": 1}, "does not say which exercise"),
        ({"exercise": "90.1"}, "holds no answer"),
        (record("x" * 70_000), "larger than any"),
    ],
)
def test_record_that_cannot_be_used_says_why_and_earns_nothing(tmp_path, found, problem):
    path = save(tmp_path, cell(found))
    (row,) = recorded_answers(path).to_dict("records")
    assert problem in row["problem"]
    assert marks(path).loc["90.1", "points"] == 0


@given(JSON)
def test_no_content_of_a_notebook_makes_reading_fail(content):
    for cells in ([content], [cell(content)], [{"cell_type": "code", "outputs": content}]):
        answers_in({"cells": cells})


@given(JSON)
def test_no_answer_makes_judging_fail_or_earns_more_than_its_points(tmp_path_factory, answer):
    path = save(tmp_path_factory.mktemp("any"), cell(record(answer)))
    rows = marks(path)
    assert 0 <= rows.loc["90.1", "points"] <= CREW.points
    assert rows.loc[REASON.id, "verdict"] == "for a reader"
