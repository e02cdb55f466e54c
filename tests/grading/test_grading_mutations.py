"""The grader is graded: what every exercise's judge makes of right, near and absurd answers."""

import json
from dataclasses import replace

import pytest
from mutations import (
    BY_ID,
    TRIED,
    complaints,
    frozen,
    mutants_of,
    read_once,
    record,
    within_reach,
)
from seeded_faults import FAULTS, sound_judge

from atodds.course import EXERCISES, load_case
from atodds.course.lesson01.pages import judge_paragraphs
from atodds.course.tags import judge_tags
from atodds.exercises import ANSWER_TYPE, judge_record
from atodds.grading import judge_notebook
from atodds.grading.prepared import prepare

LESSONS = sorted({exercise.lesson for exercise in BY_ID.values()})
ON_CASES = [tried for tried, (_, case) in TRIED.items() if case]
# A learner who works the second half of lesson 11 does so on one case: a notebook for each.
NOTEBOOKS = {lesson: [tried for tried, (one, case) in TRIED.items()
                      if one.lesson == lesson and case in ("", *one.cases[:1])]
             for lesson in LESSONS}  # fmt: skip
NOTEBOOKS["11, on harbour"] = [tried for tried, (one, case) in TRIED.items()
                               if one.lesson == "11" and case in ("", "harbour")]  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def each_thing_is_read_once():
    with read_once():
        yield


@pytest.mark.parametrize("exercise", TRIED)
def test_every_mutant_of_an_exercise_earns_what_it_should(exercise):
    assert [*complaints(frozen(exercise), mutants_of(exercise))] == []


@pytest.mark.parametrize("exercise", TRIED)
def test_an_exercise_has_mutants_of_every_sort(exercise):
    tried = mutants_of(exercise)
    shares = [mutant.share for mutant in tried]
    named = {mutant.mistake for mutant in tried if mutant.mistake}
    assert named == {mistake.name for mistake in within_reach(frozen(exercise))}
    assert shares.count(1) >= 2
    assert shares.count(0) >= 40
    assert len([share for share in shares if share is None or 0 < share < 1]) >= 2


def test_each_mistake_can_be_made_on_some_case_and_on_the_first_all_can():
    for exercise, case in TRIED.values():
        if case in ("", *exercise.cases[:1]):
            tried = frozen(f"{exercise.id} {case}".rstrip())
            assert len(within_reach(tried)) == len(exercise.mistakes) >= 2


def test_exercises_are_tried_on_each_case_that_they_offer():
    offered = [
        *(f"11.{number} {case}" for number in (6, 7, 8, 9) for case in ("flood", "harbour")),
        "11.12 harbour",
    ]
    assert offered == ON_CASES


@pytest.mark.parametrize("exercise", ON_CASES)
def test_mutants_name_their_case_and_others_and_none(exercise):
    case = TRIED[exercise][1]
    named = [one.answer["case"] for one in mutants_of(exercise)
             if isinstance(one.answer, dict) and one.answer.get("case") is not None]  # fmt: skip
    assert len([name for name in named if name == case]) >= 40
    assert len([name for name in named if name != case]) >= 30


@pytest.mark.parametrize("odd", [[], {}, True])
def test_a_passage_that_is_no_name_is_no_answer_and_stops_nothing(odd):
    found = judge_paragraphs(
        [{"passage": odd, "tag": "page"}], [{"passage": "E-p08", "tag": "page"}]
    )
    assert (found.state, found.share) == ("unread", 0)


@pytest.mark.parametrize("odd", [None, [], "61", True])
def test_a_tag_with_one_end_alone_stands_nowhere(odd):
    wanted = [{"text_start": 61, "text_end": 74, "tag": "bound"}]
    for end in ("text_start", "text_end"):
        found = judge_tags([{**wanted[0], end: odd}], wanted)
        assert (found.state, found.share) == ("other", 0)


# Faults are seeded into every judge: what the mutants do not catch, they could not see.


@pytest.mark.parametrize("exercise", TRIED)
def test_every_fault_seeded_into_a_judge_is_caught(exercise):
    sound, remembered = frozen(exercise), sound_judge(frozen(exercise))
    broken = {fault: seed(sound, remembered) for fault, seed in FAULTS.items()}
    survivors = [
        fault
        for fault, one in broken.items()
        if one is not None and not any(complaints(sound, mutants_of(exercise), one))
    ]
    assert survivors == []


def test_each_fault_can_be_seeded_into_some_judge():
    exercises = [frozen(one) for one in
                 ("1.7", "2.1", "3.6", "6.3", "6.5", "6.8", "6.9", "11.6 harbour")]  # fmt: skip
    for fault, seed in FAULTS.items():
        assert [one.id for one in exercises if seed(one, sound_judge(one)) is not None], fault


# The same marks from a notebook on disk.


def save(folder, lesson, answers):
    cells = [
        {
            "cell_type": "code",
            "execution_count": count,
            "source": "1 / 0",
            "outputs": [
                {
                    "output_type": "display_data",
                    "data": {ANSWER_TYPE: record(BY_ID[exercise], answer)},
                }
            ],
        }
        for count, (exercise, answer) in enumerate(answers.items(), 1)
    ]
    path = folder / f"{lesson}.ipynb"
    metadata = {"atodds": {"lesson": lesson}}
    path.write_text(json.dumps({"nbformat": 4, "metadata": metadata, "cells": cells}))
    return path


@pytest.mark.parametrize("which", ["the right answer", "a mistake", "any other"])
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_on_disk_earns_the_same(notebook, which, tmp_path):
    chosen = {
        TRIED[one][0].id: choose(mutants_of(one), which, place)
        for place, one in enumerate(NOTEBOOKS[notebook])
    }
    path = save(tmp_path, notebook[:2], {one: mutant.answer for one, mutant in chosen.items()})
    marks = judge_notebook(path, EXERCISES, load_case).set_index("exercise")
    for exercise, mutant in chosen.items():
        row = marks.loc[exercise]
        assert (row["verdict"] == "right") == (mutant.share == 1), exercise
        if mutant.share is not None:
            assert row["points"] == pytest.approx(mutant.share * row["max_points"], abs=0.006)
        if mutant.mistake is not None:
            assert row["mistake"] == mutant.mistake


def choose(tried, which, place):
    """Choose the first answer of a sort, or one that differs from exercise to exercise."""
    if which == "any other":
        return tried[(1 + place) * 37 % len(tried)]
    return next(one for one in tried if one.mistake or which == "the right answer")


# What grading remembers of a case changes no mark.


@pytest.mark.parametrize("exercise", ON_CASES)
def test_an_exercise_prepared_for_grading_judges_as_it_does_itself(exercise):
    itself = TRIED[exercise][0]
    (prepared,) = prepare([itself], load_case())
    for mutant in mutants_of(exercise)[::17]:
        given = record(itself, mutant.answer)
        assert judge_record(prepared, given, load_case()) == judge_record(
            itself, given, load_case()
        ), mutant.what


def test_a_prepared_exercise_works_out_once_per_case_what_it_expects():
    asked = []
    itself = replace(
        BY_ID["11.7"],
        expected=lambda case: asked.append(case.name) or BY_ID["11.7"].expected(case),
    )
    (prepared,) = prepare([itself], load_case())
    assert asked == []
    for case in ("harbour", "flood", "harbour", "flood"):
        right = mutants_of(f"11.7 {case}")[0].answer
        assert judge_record(prepared, record(itself, right), load_case()).verdict == "right"
    assert asked == ["harbour", "flood"]
