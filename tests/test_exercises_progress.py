"""What a learner sees of the way so far: by lesson, and from the first test to the last."""

import json
from types import SimpleNamespace

import pytest
import toy_exercises as toys

from atodds import work
from atodds.course import EXERCISES, desk, load_case
from atodds.exercises import Choice, Desk, Exercise, Fields, Mistake, SameAs, judge_record
from atodds.exercises.change import HELD, NOT_HELD, measure_change
from atodds.exercises.kinds import CONFIDENCE

OPENING, CLOSING = "0.3", "11.10"
BY_ID = {one.id: one for one in EXERCISES}
BEST = {"because": "traces", "both": "shared", "neither": "open"}
FAIR = {"supported": "one", **BEST, "sure": "medium"}
POOR = {
    "supported": "two",
    "because": "agree",
    "both": "cause",
    "neither": "number",
    "sure": "high",
}


def answered(opening, closing):
    desk.check(OPENING, opening)
    desk.check(CLOSING, closing)
    return desk.progress("11").text


def test_progress_of_one_lesson_shows_that_lesson_and_counts_it_alone():
    lines = desk.progress("06").text.splitlines()
    assert lines[0] == f"Your progress in lesson 06: 0 of {len(lines) - 1} done"
    assert all(line.startswith("6.") for line in lines[1:])
    assert desk.progress("06").text == desk.progress(6).text == desk.progress("6").text


def test_progress_without_a_lesson_shows_the_whole_course():
    lines = desk.progress().text.splitlines()
    assert len(lines) == 1 + len(EXERCISES)


@pytest.mark.parametrize("lesson", ["13", "6.1", "six", "-1", 60, "x" * 500])
def test_a_lesson_that_is_not_there_gets_a_sentence_with_those_that_are(lesson):
    text = desk.progress(lesson).text
    assert text.startswith("Not yet: there is no lesson ")
    assert "Give one of 00, " in text
    assert len(text) < 250


@pytest.mark.parametrize("lesson", ["", "  ", [], 6.0, True, ...])
def test_what_is_no_number_of_a_lesson_gets_a_sentence(lesson):
    assert desk.progress(lesson).text.startswith("Not yet: a lesson is named by its number.")


def test_an_unscored_question_keeps_every_whole_answer_and_says_the_same_to_each():
    said = {desk.check(OPENING, answer).text for answer in (FAIR, POOR)}
    (text,) = said
    assert text.startswith("Kept. ")
    assert desk.check(OPENING, FAIR).verdict == "kept"
    assert not any(word in text for word in ("Right", "A hint", "better supported", "account 1"))
    assert work.load_answers()[OPENING]["answer"] == FAIR


def test_an_unscored_question_that_is_half_filled_in_is_not_kept():
    feedback = desk.check(OPENING, {"supported": "one"})
    assert feedback.text.startswith("Not yet: fill in “Because”, “How sure are you?”, “Which")
    assert OPENING not in work.load_answers()


def test_help_on_the_opening_test_gives_nothing_away():
    for _ in range(3):
        desk.check(OPENING, POOR)
    for shown in (desk.hint(OPENING).text, desk.reveal(OPENING).text):
        assert "Account 1" not in shown
        assert "account 1" not in shown


def test_a_teacher_still_learns_what_an_answer_shows():
    record = {"exercise": OPENING, "answer": {**FAIR, "supported": "two"}}
    judged = judge_record(BY_ID[OPENING], record, load_case())
    assert (judged.mistake, judged.score) == ("trusts plain speech", 0)


def test_the_two_tests_are_parallel_and_differ_in_what_is_asked_about():
    first, last = BY_ID[OPENING], BY_ID[CLOSING]
    assert last.repeats == first.id
    assert first.ask == last.ask
    parts = [list(one.kind.parts) for one in (first, last)]
    labels = [[part.label for part in one.kind.parts.values()] for one in (first, last)]
    assert parts[0] == parts[1]
    assert labels[0] == labels[1]
    for name in ("both", "neither"):
        options = [one.kind.parts[name].options for one in (first, last)]
        assert set(options[0]) == set(options[1])
        assert not set(options[0].values()) & set(options[1].values())
        # Whoever remembers a place in the list has no better chance.
        assert list(options[0]) != list(options[1])
    expected = [one.expected(load_case())["supported"] for one in (first, last)]
    assert expected == ["one", "two"]


def test_what_the_opening_test_says_of_the_fire_stands_in_the_case(harbour):
    figures = harbour.figures
    assert figures.loc["P-08", "best"] > figures.loc["Q-09", "low"] == 60
    warning = harbour.claims[harbour.claims["question"].eq("warning")].set_index("document")
    assert {"claimed", "denied"} <= set(warning.loc["P", "modality"])
    cause = harbour.claims[harbour.claims["question"].eq("cause")].set_index("document")["modality"]
    assert cause[["P", "Q"]].tolist() == ["possible", "asserted"]


def test_then_and_now_are_shown_when_both_tests_are_answered_and_not_before():
    assert "Then and now" not in desk.progress("11").text
    desk.check(OPENING, POOR)
    assert "Then and now" not in desk.progress("11").text
    desk.check(CLOSING, {**FAIR, "supported": "two"})
    assert "Then and now" in desk.progress("11").text
    assert "Then and now" in desk.progress().text
    assert "Then and now" not in desk.progress("00").text
    assert "<caption" in desk.progress("11").html.split("Then and now")[0][-60:]


def test_better_supported_answers_are_counted_and_less_sureness_is_called_a_gain():
    text = answered(POOR, {**FAIR, "supported": "two"})
    assert "4 of your 4 answers rest on the accounts now; at the start it was 0." in text
    assert (
        "You were sure then, and you are fairly sure now. Less sure, and better supported" in text
    )
    line = next(line for line in text.splitlines() if line.startswith("Because"))
    assert line == f"Because | then: {NOT_HELD} | now: {HELD}"


def test_fewer_supported_answers_are_told_without_reproach():
    text = answered(FAIR, {**POOR, "supported": "one", "both": "shared"})
    assert "1 of your 4 answers rests on the accounts; at the start it was 4." in text
    assert "say little about anybody" in text
    assert "What has made you surer?" in text


@pytest.mark.parametrize(
    ("then", "now", "gained", "said"),
    [
        ("low", "low", 0, "You were not sure then, and you are not sure now."),
        ("low", "high", 1, "surer, and with more under it"),
        ("low", "high", 0, "What has made you surer?"),
        ("high", "low", 0, "doubt that knows its place is a gain"),
        ("high", "low", -1, "which answer would you look at again?"),
    ],
)
def test_confidence_is_read_beside_the_answers(then, now, gained, said):
    opening, closing = {**FAIR, "sure": then}, {**FAIR, "supported": "two", "sure": now}
    if gained > 0:
        opening["both"] = "cause"
    if gained < 0:
        closing["both"] = "cause"
    assert said in answered(opening, closing)


def test_no_word_about_the_change_blames_or_shouts():
    for closing in (POOR, {**FAIR, "supported": "two"}, {**FAIR, "sure": "low"}):
        text = answered(FAIR, closing).lower()
        assert not any(word in text for word in ("wrong", "worse than", "!", "fail"))


def test_odd_records_of_either_test_do_not_stop_progress():
    desk.check(CLOSING, POOR)
    for odd in (7, "x", None, {"answer": 3}, {"answer": {"sure": ["high"], "both": {}}}):
        work.save_answer(OPENING, odd if isinstance(odd, dict) else {"answer": odd})
        text = desk.progress("11").text
        assert text.startswith("Your progress in lesson 11")
        assert "Then and now" in text


def test_a_case_that_cannot_be_read_does_not_stop_the_comparison():
    def broken():
        raise FileNotFoundError("no package here")

    desk.check(OPENING, FAIR)
    desk.check(CLOSING, FAIR)
    text = Desk(EXERCISES, broken).progress("11").text
    assert "cannot be compared here" in text


def small(id_, parts, **more):
    mistakes = [Mistake(name, SameAs({"a": name}), name) for name in ("x", "y")]
    about = {"lesson": "00", "title": id_, "objective": "o", "points": 0, "basis": "internal"}
    return Exercise(
        id=id_, kind=Fields("f", parts), ask="?", expected=lambda _: {"a": "x"}, mistakes=mistakes,
        right="r", nudge="n", **about, **more,
    )  # fmt: skip


def test_forms_with_other_questions_are_no_parallel_forms():
    one = small("1", {"a": Choice("A", {"x": "x"}, confidence=False)})
    two = small("2", {"b": Choice("B", {"x": "x"}, confidence=False)})
    with pytest.raises(ValueError, match="1 and 2 are no parallel forms"):
        measure_change(one, two, [{}, {}], SimpleNamespace())


def test_forms_that_ask_for_no_confidence_are_compared_without_it():
    one = small("1", {"a": Choice("A", {"x": "x", "y": "y"}, confidence=False)})
    records = [{"answer": {"a": "y"}}, {"answer": {"a": "x"}}]
    change = measure_change(one, one, records, SimpleNamespace())
    assert change.rows == (("A", NOT_HELD, HELD),)
    assert change.sureness == ""


def test_an_unscored_question_with_points_is_refused():
    with pytest.raises(ValueError, match="is unscored: expected 0 points, found 4"):
        Exercise(**{**vars(toys.number), "unscored": True})


def test_the_confidence_of_the_tests_is_that_of_every_form():
    for name in (OPENING, CLOSING):
        assert BY_ID[name].kind.parts["sure"].options == CONFIDENCE


def test_an_essay_that_is_written_and_saved_is_to_score_and_no_longer_to_write(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    state = "11.2 | The brief | {} | hints used: 0"
    assert state.format("○ to write") in desk.progress("11").text
    cell = {
        "cell_type": "markdown",
        "source": "Mine.",
        "metadata": {"atodds": {"exercise": "11.2"}},
    }
    (tmp_path / "11.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert state.format("→ written; score it") in desk.progress("11").text
