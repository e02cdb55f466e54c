"""Lesson 11: the brief is read from its cell, and the unseen case is called by its name alone."""

import json

import pytest

from atodds import charts, figures
from atodds.build.lessons import find_masters
from atodds.course import EXERCISES, desk, load_case
from atodds.course.lesson11.brief import the_brief
from atodds.course.lesson11.judging import judge_brief, judge_sentences
from atodds.course.lesson11.rows import UNSEEN
from atodds.exercises import Essay, judge_record, right_example

BY_ID = {one.id: one for one in EXERCISES}
LESSON = [one for one in EXERCISES if one.lesson == "11"]


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Write a saved notebook with the brief's cell, and stand beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)

    def save(text):
        about = {"atodds": {"exercise": the_brief.id}}
        cell = {"cell_type": "markdown", "source": text, "metadata": about}
        (tmp_path / "11.ipynb").write_text(json.dumps({"cells": [cell]}))

    return save


def test_a_brief_is_read_as_saved_and_judged(page):
    page(the_brief.exemplars[-1])
    brief = desk.written("11.2")
    assert brief == the_brief.exemplars[-1]
    assert desk.check("11.3", brief).verdict == "right"


def test_nothing_written_is_an_empty_text_and_not_yet(page):
    assert desk.written("11.2") == ""
    page("")
    for name in ("11.2", "11.3", "9.9", 7, ...):
        assert desk.written(name) == ""
    feedback = desk.check("11.3", desk.written("11.2"))
    assert feedback.text.startswith("Not yet: write your brief into the cell above")
    assert charts.show_rows(figures.check_brief("", load_case()), caption="None yet")


def test_an_emerging_brief_is_sent_back_and_keeps_part_of_the_points():
    record = {"exercise": "11.3", "answer": the_brief.exemplars[1]}
    judged = judge_record(BY_ID["11.3"], record, load_case())
    assert judged.verdict == "hint"
    assert 0 < judged.score < BY_ID["11.3"].points


def test_the_example_brief_of_a_beginner_has_no_number_that_points_to_a_row(kursk):
    table = figures.check_brief(the_brief.exemplars[0], kursk)
    assert set(table["missing"]) == {"a row"}


@pytest.mark.parametrize("junk", [None, 7, [], {"a": 1}, "x" * 60_000, {"$": "dots"}])
def test_no_record_makes_the_judges_raise(harbour, junk):
    judge_brief(junk, harbour, words_least=5, numbers_least=1)
    judge_sentences(junk, harbour, {"boxes": "containers"})
    for one in LESSON:
        if not isinstance(one, Essay):
            judge_record(one, {"exercise": one.id, "answer": junk}, load_case())


def test_many_careful_ways_to_write_the_three_sentences_are_right(flood):
    ways = {
        "height": [
            "The town's paper, text K, has 6.46 metres on 10 October and cites nobody [K-02].",
            "Nearly 6.5 metres, said the River Board on Friday [M-03].",
        ],
        "home": [
            "More than 1,100 people had to leave by 10 October, said Mayor Farran [M-07].",
            "Some 1,100 residents had gone by 12 October, writes text L, citing nobody [L-10].",
        ],
        "damage": ["The mayor spoke of at least 18 million crowns on Friday [M-10]."],
    }
    questions = {"height": "peak", "home": "left-home", "damage": "damage"}
    best = right_example(BY_ID["11.8"], load_case())
    for field, sentences in ways.items():
        for sentence in sentences:
            judged = judge_sentences({**best, field: sentence}, flood, questions)
            assert (sentence, judged.answer[field]) == (sentence, ())


def test_the_second_half_calls_the_unseen_case_by_its_name_alone(root):
    (master,) = [one for one in find_masters(root) if one.slug.startswith("11-")]
    code = [slot.learner.source for slot in master.slots if slot.learner]
    code = [source for source in code if "load(" in source]
    assert sum(f'"{UNSEEN}"' in source for source in code) == 1
    assert sum("load(unseen)" in source for source in code) >= 3
    # Its texts are named by the case, so that another case may take its place.
    assert not any(f'load(unseen), "{siglum}"' in one for one in code for siglum in "KLM")


def test_no_exercise_before_lesson_eleven_touches_the_unseen_case(root):
    for master in find_masters(root):
        if not master.slug.startswith("11-"):
            shown = [slot.learner.source for slot in master.slots if slot.learner]
            assert not any('"flood"' in source for source in shown), master.slug


def test_what_the_lesson_says_of_its_first_draft_is_so(kursk):
    # "Every number stands in one of the five texts", and "three of six".
    exact = kursk.figures["exact"].dropna().str.cat(sep=" | ")
    assert all(part in exact for part in ("1,300", "two-thirds", "half"))
    assert len(right_example(BY_ID["11.1"], kursk)) == 3
