"""Lesson 11: the brief is read from its cell, and the unseen case is called by its name alone."""

import json

import pytest

from atodds import charts, figures, load, rows_to_print
from atodds.build.lessons import find_masters
from atodds.course import EXERCISES, desk, load_case
from atodds.course.lesson11.brief import the_brief
from atodds.course.lesson11.judging import judge_brief, judge_sentences
from atodds.course.lesson11.rows import UNSEEN
from atodds.course.lesson11.sentences import PRINTS
from atodds.exercises import ANSWER_TYPE, Essay, judge_record, mistake_examples, right_example
from atodds.exercises.entries import list_entries
from atodds.exercises.kinds import settle
from atodds.grading import judge_notebook

BY_ID = {one.id: one for one in EXERCISES}
LESSON = [one for one in EXERCISES if one.lesson == "11"]
ANY_CASE = [one for one in EXERCISES if getattr(one, "cases", ()) == ("flood", "harbour")]
ON_EACH = [(one, name) for one in ANY_CASE for name in one.cases]


def record(exercise, answer):
    return {"exercise": exercise, "answer": answer}


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
    best = right_example(BY_ID["11.9"], load_case())
    for field, sentences in ways.items():
        for sentence in sentences:
            judged = judge_sentences({**best, field: sentence}, flood, questions)
            assert (sentence, judged.answer[field]) == (sentence, ())


def test_the_second_half_calls_the_unseen_case_by_its_name_alone(root):
    (master,) = [one for one in find_masters(root) if one.slug.startswith("11-")]
    code = [slot.learner.source for slot in master.slots if slot.learner]
    code = [source for source in code if "load(" in source]
    assert sum(f'"{UNSEEN}"' in source for source in code) == 1
    assert sum("load(unseen)" in source for source in code) == 2
    asked = [slot.learner.source for slot in master.slots if slot.learner]
    assert sum(", unseen)" in source for source in asked) == len(ANY_CASE)
    # Its texts are named by the case, so that another case may take its place.
    assert not any(f'load(unseen), "{siglum}"' in one for one in code for siglum in "KLM")


def test_no_exercise_before_lesson_eleven_touches_the_unseen_case(root):
    for master in find_masters(root):
        if not master.slug.startswith("11-"):
            shown = [slot.learner.source for slot in master.slots if slot.learner]
            assert not any('"flood"' in source for source in shown), master.slug


def test_what_the_lesson_says_of_its_first_draft_is_so(kursk):
    # "Every number stands in one of the five texts", and three cannot be printed.
    exact = kursk.figures["exact"].dropna().str.cat(sep=" | ")
    assert all(part in exact for part in ("1,300", "two-thirds", "half"))
    assert len(right_example(BY_ID["11.1"], kursk)) == 3


def test_the_form_for_sentences_has_room_for_sentences(page):
    page("")
    form = desk.ask("11.9")
    boxes = [one for one in form.widget().children if type(one).__name__ == "Textarea"]
    assert len(boxes) == 3
    for name, sentence in right_example(BY_ID["11.9"], load_case()).items():
        form.fill(name, sentence)
    assert desk.check("11.9", form).verdict == "right"


@pytest.mark.parametrize(("exercise", "name"), ON_EACH, ids=lambda part: getattr(part, "id", part))
def test_a_recorded_answer_alone_says_on_which_case_it_is_judged(exercise, name):
    answer = right_example(exercise, load(name))
    assert answer["case"] == name
    judged = judge_record(exercise, record(exercise.id, answer), load_case())
    assert (judged.verdict, judged.score) == ("right", exercise.points)
    other = next(one for one in exercise.cases if one != name)
    moved = judge_record(exercise, record(exercise.id, {**answer, "case": other}), load_case())
    # The pair of 11.6 descends alike in both cases; every other answer is one case's own.
    assert (moved.verdict == "right") == (exercise.id == "11.6")


@pytest.mark.parametrize(("exercise", "name"), ON_EACH, ids=lambda part: getattr(part, "id", part))
def test_each_mistake_has_words_of_the_case_on_which_it_is_made(exercise, name):
    case, made = load(name), 0
    for mistake, answer in mistake_examples(exercise, case):
        judged = judge_record(exercise, record(exercise.id, answer), load_case())
        asked = {entry.key for entry in list_entries(settle(exercise.kind, case))}
        if set(answer) - {"case"} <= asked:
            assert (judged.verdict, judged.mistake) == ("hint", mistake)
            assert judged.hint
            made += 1
    assert made >= 2


def test_what_makes_no_sense_on_a_case_is_not_asked_and_the_form_says_so(page):
    page("")
    numbers, words = desk.ask("11.7", "harbour"), desk.ask("11.8", "harbour")
    assert "No share of this case" in numbers.text
    assert "No sentence of this case" in words.text
    assert "No share" not in desk.ask("11.7").text
    assert "left over from an earlier edition?" in desk.ask("11.8", "flood").text
    assert "left over from an earlier edition?" not in words.text


def test_a_form_carries_its_case_keeps_its_own_draft_and_has_its_own_help(page):
    page("")
    flood = desk.ask("11.7")
    flood.fill("should", "146")
    harbour = desk.ask("11.7", "harbour")
    assert harbour.value is ...
    harbour.fill("bracket", "Q-05")
    harbour.fill("should", "96 900")
    assert harbour.value["case"] == "harbour"
    feedback = desk.check("11.7", harbour)
    assert feedback.verdict == "right"
    assert feedback.record["answer"]["case"] == "harbour"
    assert flood.value["should"] == "146"
    desk.ask("11.9", "harbour")
    assert "text P" in "".join(desk.hint("11.9").text for _ in range(2))


@pytest.mark.parametrize("name", ["kursk", "../harbour", 7, {"$": "dots"}, "Flood", ["flood"]])
def test_a_case_that_nobody_offers_is_named_back_and_not_opened(page, name):
    page("")
    answer = {**right_example(BY_ID["11.7"], load("flood")), "case": name}
    judged = judge_record(BY_ID["11.7"], record("11.7", answer), load_case())
    assert (judged.verdict, judged.score) == ("not yet", 0)
    assert 'expected "flood" or "harbour" as its case' in judged.hint
    assert "expected" in desk.check("11.7", answer).text
    assert 'expected "flood" or "harbour" as its case' in desk.ask("11.7", name).text


def test_an_answer_that_names_no_case_is_about_the_first(page):
    page("")
    answer = {"bracket": "L-08", "should": 890, "share": "L-09"}
    assert desk.check("11.7", answer).verdict == "right"


def test_a_hand_in_on_another_case_is_judged_from_its_record(tmp_path):
    answer = right_example(BY_ID["11.8"], load("harbour"))
    bundle = {ANSWER_TYPE: {"format": 1, **record("11.8", answer), "recorded": True}}
    outputs = [{"output_type": "display_data", "data": bundle}]
    cell = {"cell_type": "code", "execution_count": 1, "outputs": outputs, "source": "1/0"}
    metadata = {"atodds": {"lesson": "11"}}
    path = tmp_path / "11.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "metadata": metadata, "cells": [cell]}))
    table = judge_notebook(path, EXERCISES, load_case).set_index("exercise")
    assert table.loc["11.8", "verdict"] == "right"
    assert table.loc["11.8", "points"] == BY_ID["11.8"].points


def test_the_parts_and_the_case_may_be_given_by_name(page):
    page("")
    assert desk.check("11.7", bracket="Q-05", should=96_900, case="harbour").verdict == "right"
    assert desk.check("11.6", "ancestor", reason="trace", confidence="low").verdict == "right"
    assert "expected" in desk.check("11.7", bracket="Q-05", should=1, case="kursk").text


def test_every_row_to_choose_from_makes_a_sentence_that_is_accepted(flood, harbour):
    for case, exercise in ((flood, "11.9"), (harbour, "11.12")):
        best = right_example(BY_ID[exercise], load_case())
        about = PRINTS[case.name]
        for name, row in rows_to_print(case).iterrows():
            (field,) = [key for key, asked in about.questions.items() if asked == row["question"]]
            day = f"{row['as_of_end']:%-d %B %Y}"
            said = f"On {day} text {row['document']}, by {row['speaker']}: {row['exact']} [{name}]."
            judged = judge_sentences({**best, field: said}, case, about.questions)
            assert (said, judged.answer[field]) == (said, ())


def test_rows_that_count_another_thing_are_not_among_those_to_choose_from(harbour):
    # One counts soaked boxes too, and one measures in pitches.
    assert not {"R-07", "Q-06"} & set(rows_to_print(harbour).index)


def test_a_number_copied_with_its_bracket_is_accepted(flood):
    best = right_example(BY_ID["11.9"], load_case())
    said = "Text K has 6.46 metres (21.2 feet) on 10 October and cites nobody [K-02]."
    questions = PRINTS["flood"].questions
    assert judge_sentences({**best, "height": said}, flood, questions).state == "right"
    judged = judge_sentences({**best, "height": said.replace("21.2", "12.2")}, flood, questions)
    assert judged.answer["height"] == ("a conversion that holds",)
    again = judge_record(
        BY_ID["11.9"],
        record("11.9", {**best, "height": said.replace("21.2", "12.2")}),
        load_case(),
    )
    assert again.mistake == "no row"
    assert "convert it once more" in again.hint


def test_a_brief_may_speak_of_witnesses_weeks_and_halves_of_the_texts():
    more = (
        " They are not two witnesses, and half of the texts cite nobody. Within two weeks, "
        "or seven months, that may change; lesson 08 left 467 of the Ministry's square kilometres, "
        "undated [E-04, E-07]."
    )
    text = the_brief.exemplars[-1] + more
    judged = judge_record(BY_ID["11.3"], record("11.3", text), load_case())
    assert judged.verdict == "right"


def test_the_rubric_of_the_brief_counts_b_as_exercise_8_3_does():
    fewest, most = (right_example(BY_ID["8.3"], load_case())[one] for one in ("fewest", "most"))
    assert (fewest, most) == (2, 3)
    (point,) = [one for one in the_brief.expected_points if " B " in one]
    assert "may be no origin" in point
    assert "may add no voice" in the_brief.exemplars[-1]


def test_both_tests_ask_for_a_number_that_one_account_alone_supports():
    # "Under four hours" and "fewer than 40" are fences: they support no floor.
    for exercise, floor in (("0.3", "at least 30"), ("11.10", "at least three hours")):
        options = BY_ID[exercise].kind.parts["both"].options
        assert floor in options["number"].lower()
