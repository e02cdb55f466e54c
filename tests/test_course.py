"""Every exercise of the course: the right answer, the untouched starter, each named mistake."""

import re
from functools import cache

import pytest

from atodds import figures
from atodds.build.lessons import find_masters
from atodds.course import EXERCISES, load_case, tired_ledger
from atodds.course.discoveries import DISCOVERIES
from atodds.course.lesson06.ledger import FAULTS, SOUND, tired_rows
from atodds.exercises import Essay, Exercise, judge_record, mistake_examples, plain, right_example

JUDGED = [exercise for exercise in EXERCISES if isinstance(exercise, Exercise)]
ESSAYS = [exercise for exercise in EXERCISES if isinstance(exercise, Essay)]
MISTAKES = [(exercise, mistake.name) for exercise in JUDGED for mistake in exercise.mistakes]
DOTS = {"$": "dots"}


def judge(exercise, answer):
    record = {"format": 1, "exercise": exercise.id, "answer": answer, "recorded": True}
    return judge_record(exercise, record, load_case())


@cache
def mistakes(number):
    (exercise,) = (one for one in JUDGED if one.id == number)
    return dict(mistake_examples(exercise, load_case()))


def words(said):
    return said(load_case()) if callable(said) else said


@pytest.mark.parametrize("exercise", JUDGED, ids=lambda exercise: exercise.id)
def test_the_right_answer_is_right_and_earns_all_points(exercise):
    judged = judge(exercise, plain(right_example(exercise, load_case())))
    assert (judged.verdict, judged.score) == ("right", exercise.points)


@pytest.mark.parametrize("exercise", JUDGED, ids=lambda exercise: exercise.id)
def test_the_untouched_starter_is_not_yet_and_earns_nothing(exercise):
    judged = judge(exercise, DOTS)
    assert (judged.verdict, judged.score) == ("not yet", 0)


@pytest.mark.parametrize(("exercise", "name"), MISTAKES, ids=lambda part: getattr(part, "id", part))
def test_each_named_mistake_gets_its_own_hint_and_never_all_points(exercise, name):
    answer = plain(mistakes(exercise.id)[name])
    judged = judge(exercise, answer)
    hint = next(words(m.hint) for m in exercise.mistakes if m.name == name)
    assert (judged.verdict, judged.mistake, judged.hint) == ("hint", name, hint)
    assert judged.score < exercise.points or exercise.points == 0


@pytest.mark.parametrize("exercise", JUDGED, ids=lambda exercise: exercise.id)
def test_no_two_mistakes_share_a_hint_and_none_gives_the_answer_away(exercise):
    hints = [words(mistake.hint) for mistake in exercise.mistakes]
    assert len(set(hints)) == len(hints)
    reveal = words(exercise.reveal)
    assert reveal
    assert not any(reveal in hint for hint in hints)


@pytest.mark.parametrize("exercise", JUDGED, ids=lambda exercise: exercise.id)
def test_feedback_never_says_wrong_and_never_shouts(exercise):
    said = [words(one) for one in (exercise.right, exercise.nudge, exercise.reveal)]
    said += [words(mistake.hint) for mistake in exercise.mistakes]
    said += [words(hint) for hint in exercise.hints]
    assert [one for one in said if re.search(r"\bwrong\b|!", one)] == []


def test_every_objective_of_a_lesson_is_assessed_and_nothing_else_is(root):
    for master in find_masters(root):
        lesson = master.slug[:2]
        assessed = {one.objective for one in EXERCISES if one.lesson == lesson}
        assert set(master.head["objectives"]) == assessed


@pytest.mark.parametrize("name", DISCOVERIES)
def test_every_discovery_is_made_by_the_learner_in_some_exercise(name):
    assert [exercise.id for exercise in JUDGED if name in exercise.finds]


@pytest.mark.parametrize("essay", ESSAYS, ids=lambda essay: essay.id)
def test_an_essay_has_an_exemplar_for_each_level_and_each_is_longer_than_the_last(essay):
    lengths = [len(exemplar.split()) for exemplar in essay.exemplars]
    assert lengths == sorted(lengths)
    assert len(lengths) == 3


def test_the_tired_ledger_differs_from_the_true_one_in_six_rows_and_six_questions(kursk):
    tired = tired_rows(kursk)
    true = kursk.figures.loc[tired.index, tired.columns]
    same = (tired == true) | (tired.isna() & true.isna())
    assert set(same.index[~same.all(axis="columns")]) == set(FAULTS)
    assert len(FAULTS) == len(SOUND) == 6
    # value, bound, unit, definition, date, speaker: the six answers of round 1
    touched = {tuple(sorted(fault)) for fault in FAULTS.values()}
    assert len(touched) == 6


def test_the_ledgers_of_the_case_stay_untouched_by_the_tired_colleague(kursk):
    before = kursk.figures.copy()
    tired_ledger(kursk)
    assert before.equals(kursk.figures)


@pytest.mark.parametrize("tag", ["420", "over 420", "over 420 square kilometers"])
def test_a_tag_on_part_of_a_number_is_as_good_as_one_on_the_whole(tag, kursk):
    tagging = next(exercise for exercise in JUDGED if exercise.id == "6.2")
    rows = right_example(tagging, kursk)
    figure = kursk.figures.loc["E-09"]
    start = int(figure["start"]) + figure["exact"].index(tag)
    swapped = [
        {**row, "text_start": start, "text_end": start + len(tag)}
        if row["text_start"] == figure["start"]
        else row
        for row in rows
    ]
    assert judge(tagging, plain(swapped)).verdict == "right"


def test_every_number_that_lesson_six_prints_in_its_prose_follows_from_the_case(kursk):
    """The prose says: 1,268 less 801 leaves 467; 261 square miles are 676 square kilometres."""
    held = kursk.figures.loc["E-k1"]
    assert held["best"] == kursk.figures.loc["E-04", "best"] - kursk.figures.loc["E-07", "best"]
    assert held["best"] == 467
    assert round(figures.convert(261, "mile^2", "km^2")) == 676
    table = figures.check_conversions(kursk.figures)
    assert (len(table), int((~table["ok"]).sum())) == (8, 1)
