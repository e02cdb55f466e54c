"""Exercises with all that they take from the case worked out, for who judges many answers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from atodds.exercises import Essay, Exercise, Mistake, SameAs, plain
from atodds.exercises.exercise import say
from atodds.exercises.kinds import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from atodds.case import Case
    from atodds.exercises.exercise import When, Words

T = TypeVar("T")


def prepare(exercises: Iterable[Exercise | Essay], case: Case) -> tuple[Exercise | Essay, ...]:
    """Return exercises that judge as before and read the case no more.

    What is expected, the options, the named mistakes and the words are the same for every
    answer; to work them out anew takes most of the time of judging one.

    Parameters
    ----------
    exercises : Iterable of Exercise or Essay
        Exercises of a course.
    case : Case
        The loaded case.

    Returns
    -------
    tuple of Exercise or Essay
        In the same order. One that cannot be worked out stays as it is. One whose answer names
        the case works out what it takes from each at the first answer that names it.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> (prepared,) = prepare([count_the_origins], SimpleNamespace(documents=["P", "Q"]))
    >>> prepared.expected(None)
    2
    """
    return tuple(one if isinstance(one, Essay) else _prepared(one, case) for one in exercises)


def _prepared(exercise: Exercise, case: Case) -> Exercise:
    if exercise.cases:
        return _remembering(exercise)
    try:
        return replace(
            exercise,
            kind=settle(exercise.kind, case),
            expected=partial(_given, plain(exercise.expected(case))),
            mistakes=tuple(_settled(mistake, case) for mistake in exercise.mistakes),
            right=say(exercise.right, case),
            nudge=say(exercise.nudge, case),
        )
    # An exercise's own functions may raise anything; the answers to the others are judged.
    except Exception:  # noqa: BLE001
        return exercise


def _settled(mistake: Mistake, case: Case) -> Mistake:
    when = mistake.when
    same = SameAs(when.at(case)) if isinstance(when, SameAs) else when
    return replace(mistake, when=same, hint=say(mistake.hint, case))


def _given(value: object, _: object) -> object:
    return value


def _remembering(exercise: Exercise) -> Exercise:
    """Work out once per case what an exercise takes from it: only an answer says from which."""
    return replace(
        exercise,
        kind=_once(partial(settle, exercise.kind)),
        expected=_once(lambda case: plain(exercise.expected(case))),
        mistakes=tuple(
            replace(one, when=_same_as(one.when), hint=_words(one.hint))
            for one in exercise.mistakes
        ),
        right=_words(exercise.right),
        nudge=_words(exercise.nudge),
    )


def _same_as(when: SameAs | When) -> SameAs | When:
    return SameAs(_once(when.at)) if isinstance(when, SameAs) else when


def _words(words: Words) -> Words:
    return _once(partial(say, words))


def _once(of_case: Callable[[Case], T]) -> Callable[[Case], T]:
    """Return a function that remembers what it found of a case, by the case's name."""
    found: dict[str, T] = {}

    def remembered(case: Case) -> T:
        if case.name not in found:
            found[case.name] = of_case(case)
        return found[case.name]

    return remembered
