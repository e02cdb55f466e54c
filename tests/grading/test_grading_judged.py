"""The notebook that an instructor sees: valid, marked and harmless, whatever was handed in."""

import copy
import json
from functools import cache

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import determine_grade
from toy_course import EXERCISES, REASON

from atodds.case import load
from atodds.exercises import ANSWER_TYPE
from atodds.grading.judged import judged_notebook, kept_notebook
from atodds.grading.judging import judge_content

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
STARTER = "*Write here.*"


def graded(role, exercise, kind, points=None):
    names = {"check": "check", "exercise": "answer", "essay": "essay"}
    about = {
        "cell_type": kind,
        "grade": points is not None,
        "grade_id": f"{names[role]}-{exercise.replace('.', '-')}",
        "locked": role == "check",
        "schema_version": 3,
        "solution": role != "check",
        "task": False,
    }
    if points is not None:
        about["points"] = points
    return {"atodds": {"role": role, "exercise": exercise}, "nbgrader": about}


def code(source, cell_id, metadata=None):
    cell = {"cell_type": "code", "id": cell_id, "metadata": metadata or {}, "source": source}
    return cell | {"outputs": [], "execution_count": None}


def prose(source, cell_id, metadata=None):
    return {"cell_type": "markdown", "id": cell_id, "metadata": metadata or {}, "source": source}


RELEASED = {
    "metadata": {"atodds": {"lesson": "90", "edition": "learner"}},
    "nbformat": 4,
    "nbformat_minor": 5,
    "cells": [
        prose("# A <em>fire</em>", "title"),
        code("crew = ...", "start", graded("exercise", "90.1", "code")),
        code('check("90.1", crew)', "check", graded("check", "90.1", "code", 2)),
        prose(STARTER, "essay", graded("essay", "90.2", "markdown", 4)),
    ],
}
TITLE, START, CHECK, ESSAY = range(4)


def record(answer, exercise="90.1"):
    return {"format": 1, "exercise": exercise, "answer": answer, "recorded": True, "kit": "0.1.0"}


def output(answer):
    data = {ANSWER_TYPE: record(answer), "text/html": "<script>alert(1)</script>"}
    return {"output_type": "display_data", "data": data, "metadata": {}}


@pytest.fixture
def hand_in():
    """Give a hand-in with the right answer and an essay."""
    content = copy.deepcopy(RELEASED)
    content["cells"][CHECK] |= {"outputs": [output(62)], "execution_count": 3}
    content["cells"][ESSAY]["source"] = "Reyl counted them."
    return content


@cache
def harbour():
    return load("harbour")


def judge(content):
    marks = judge_content(content, "90", EXERCISES, harbour)
    judged = judged_notebook(content, marks, RELEASED)
    nbformat.validate(judged)
    MetadataValidator().validate_nb(judged)
    return judged


def checks(notebook):
    return [
        cell for cell in notebook.cells if cell.metadata.get("atodds", {}).get("role") == "check"
    ]


def points(notebook):
    (cell,) = checks(notebook)
    return determine_grade(cell)[0]


def test_right_answer_shows_its_points_and_the_words_that_a_check_says(hand_in):
    judged = judge(hand_in)
    kept, feedback, number = checks(judged)[0].outputs
    assert kept.data == {ANSWER_TYPE: record(62)}
    assert "Right. The text gives a count" in feedback.data["text/plain"]
    assert (number.output_type, number.data) == ("execute_result", {"text/plain": "2"})
    assert judged.cells[ESSAY].source == "Reyl counted them."
    assert judged.cells[TITLE].source == RELEASED["cells"][TITLE]["source"]


def test_untouched_lesson_shows_a_zero_and_not_silence():
    assert points(judge(copy.deepcopy(RELEASED))) == 0


def test_outputs_of_a_learner_are_gone_from_every_cell(hand_in):
    hand_in["cells"][START]["outputs"] = [output(0), {"output_type": "error"}, "junk"]
    text = json.dumps(judge(hand_in))
    assert "<script" not in text
    assert points(judge(hand_in)) == 2


def test_forged_number_in_a_check_cell_does_not_count(hand_in):
    forged = {"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {}}
    hand_in["cells"][CHECK]["outputs"] = [forged | {"execution_count": 1}]
    assert points(judge(hand_in)) == 0


def test_deleted_check_cell_comes_back_after_its_starter_with_a_zero(hand_in):
    del hand_in["cells"][CHECK]
    judged = judge(hand_in)
    assert [cell.id for cell in judged.cells][START:] == ["start", "check", "essay"]
    assert points(judged) == 0
    assert "was missing from the hand-in" in judged.cells[CHECK].outputs[0].data["text/plain"]


def test_edited_check_cell_shows_the_text_that_was_given_out_and_says_so(hand_in):
    hand_in["cells"][CHECK]["source"] = "print(2)"
    judged = judge(hand_in)
    assert checks(judged)[0].source == 'check("90.1", crew)'
    assert "was changed" in checks(judged)[0].outputs[1].data["text/plain"]
    assert points(judged) == 2


def test_points_that_a_learner_wrote_into_the_metadata_do_not_count(hand_in):
    hand_in["cells"][CHECK]["metadata"]["nbgrader"]["points"] = 500
    assert checks(judge(hand_in))[0].metadata.nbgrader.points == 2


def test_copied_check_cell_is_named_and_not_graded(hand_in):
    hand_in["cells"].insert(0, copy.deepcopy(hand_in["cells"][CHECK]))
    judged = judge(hand_in)
    assert points(judged) == 2
    assert "nbgrader" not in judged.cells[0].metadata
    assert judged.cells[0].outputs[-1].data["text/plain"].startswith("This is a copy of a check.")


def test_cells_are_known_by_their_ids_when_their_metadata_is_gone(hand_in):
    for cell in hand_in["cells"]:
        cell["metadata"] = {}
    judged = judge(hand_in)
    assert points(judged) == 2
    assert judged.cells[ESSAY].metadata.nbgrader.grade_id == "essay-90-2"


def test_essay_can_run_nothing_in_formgrader(hand_in):
    hand_in["cells"][ESSAY]["source"] = (
        "<img src=x onerror=alert(1)> <javascript:alert(1)> [a](javascript:alert(1))\n\n"
        "[b]\n\n[b]: javascript:alert(1)\n\n1 < 2"
    )
    shown = judge(hand_in).cells[ESSAY].source
    from nbconvert.filters.markdown_mistune import markdown2html_mistune  # noqa: PLC0415

    html = markdown2html_mistune(shown)
    assert "<img" not in html
    assert "<a " not in html
    assert "1 &lt; 2" in html


def test_cell_of_raw_html_is_shown_as_code(hand_in):
    raw = {"cell_type": "raw", "source": "<script>1</script>", "metadata": {"raw_mimetype": ""}}
    hand_in["cells"].append(raw)
    assert judge(hand_in).cells[-1].cell_type == "code"


def test_huge_cell_is_cut_and_a_thousand_cells_are_not_all_shown(hand_in):
    hand_in["cells"] += [code("x" * 60_000, f"n{at}") for at in range(1_000)]
    judged = judge(hand_in)
    assert len(judged.cells) < 600
    assert judged.cells[-1].source.endswith("the hand-in holds more ...]")


def test_essay_cell_below_a_thousand_others_is_still_there(hand_in):
    hand_in["cells"] = [code("1", f"n{at}") for at in range(1_000)] + hand_in["cells"]
    assert judge(hand_in).cells[-1].source == "Reyl counted them."


def test_half_a_character_does_not_stop_a_notebook_from_being_saved(hand_in):
    hand_in["cells"][ESSAY]["source"] = "half \ud800"
    hand_in["cells"][CHECK]["outputs"] = [output("half \udfff")]
    assert nbformat.writes(judge(hand_in)).encode()


@settings(max_examples=30)
@given(JSON, JSON, JSON)
def test_no_content_makes_judging_fail_or_leaves_a_check_without_a_number(one, other, answer):
    cells = [one, {"cell_type": other, "source": one, "metadata": other, "outputs": answer}]
    cells += [code("check", "check", {"nbgrader": other}) | {"outputs": [output(answer)]}]
    judged = judge({"cells": cells})
    assert 0 <= points(judged) <= 2
    assert json.dumps(judged).encode()


@settings(max_examples=50)
@given(JSON, st.integers(-2, 9))
def test_judged_notebook_judges_like_the_hand_in(answer, count):
    content = copy.deepcopy(RELEASED)
    content["cells"].append(code("again", "again") | {"outputs": [output(answer)]})
    content["cells"][CHECK] |= {"outputs": [output(62)], "execution_count": count}
    # As nbgrader has it once the notebook was saved and read again.
    kept = json.loads(json.dumps(kept_notebook(content, RELEASED)))
    first, second = (judge_content(one, "90", EXERCISES, harbour) for one in (content, kept))
    columns = ["exercise", "points", "verdict", "mistake", "hint"]
    assert first[columns].equals(second[columns])
    assert REASON.id in set(first["exercise"])
