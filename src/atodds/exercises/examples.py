"""Answers that an exercise's writer had in mind: for tests, and for nothing that is graded."""

from typing import TYPE_CHECKING

from atodds.exercises.answers import plain
from atodds.exercises.cases import NAME, case_for, named_in
from atodds.exercises.exercise import Exercise, Mistake, SameAs
from atodds.exercises.kinds import (
    CONFIDENCE,
    Choice,
    Fields,
    Interval,
    Kind,
    Text,
    settle,
    words_of,
)

if TYPE_CHECKING:
    from atodds.case import Case


def mistake_examples(exercise: Exercise, case: "Case") -> list[tuple[str, object]]:
    """Return one answer for each mistake of an exercise, as a learner might give it.

    Parameters
    ----------
    exercise
        The exercise.
    case
        The loaded case.

    Returns
    -------
    list
        Pairs of the mistake's name and an answer.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> case = SimpleNamespace(documents=["P", "Q"])
    >>> mistake_examples(count_the_origins, case)
    [('one too many', 3), ('none', 0)]
    """
    about = _case_of(exercise, case)
    return [
        (mistake.name, _whole(exercise, _example(mistake, about), about))
        for mistake in exercise.mistakes
    ]


def right_example(exercise: Exercise, case: "Case") -> object:
    """Return the answer that an exercise expects, as a learner would give it.

    Parameters
    ----------
    exercise
        The exercise.
    case
        The loaded case.

    Returns
    -------
    object
        Plain JSON data.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> case = SimpleNamespace(documents=["P", "Q"])
    >>> right_example(count_the_origins, case)
    2
    """
    about = _case_of(exercise, case)
    return _whole(exercise, plain(exercise.expected(about)), about)


def _case_of(exercise: Exercise, case: "Case") -> "Case":
    """Give the case itself where the exercise can be answered on it, else the first that it can."""
    known = bool(exercise.cases) and case.name in exercise.cases
    return case_for(exercise, {NAME: case.name} if known else None, lambda: case)


def _example(mistake: Mistake, case: "Case") -> object:
    if mistake.example is None and isinstance(mistake.when, SameAs):
        return mistake.when.at(case)
    return plain(mistake.example(case) if callable(mistake.example) else mistake.example)


def _whole(exercise: Exercise, answer: object, case: "Case") -> object:
    name = case.name if exercise.cases else ""
    return named_in(exercise, _filled_in(exercise, answer, case), name)


def _filled_in(exercise: Exercise, answer: object, case: "Case") -> object:
    kind = settle(exercise.kind, case)
    expected = plain(exercise.expected(case))
    if isinstance(kind, Choice):
        return _whole_choice(kind, answer, expected)
    # Who makes one mistake fills in the other parts all the same.
    if isinstance(kind, (Fields, Interval)) and isinstance(answer, dict):
        answer = {**(expected if isinstance(expected, dict) else {}), **answer}
    if isinstance(kind, Fields) and isinstance(answer, dict):
        return {name: _first(kind.parts.get(name), given) for name, given in answer.items()}
    return _first(kind, answer)


def _first(kind: Kind | None, answer: object) -> object:
    # Of several accepted wordings a learner gives one.
    return answer[0] if isinstance(kind, Text) and isinstance(answer, list) else answer


def _whole_choice(kind: Choice, answer: object, expected: object) -> dict[str, object]:
    # A choice named alone still needs the reason and the confidence that its form asks for.
    given = answer if isinstance(answer, dict) else {"choice": answer}
    known = expected if isinstance(expected, dict) else {"choice": expected}
    asked = {"choice": words_of(kind.options), "reason": words_of(kind.reasons)}
    first = {name: next(iter(options)) for name, options in asked.items() if options}
    sure = {"confidence": next(iter(CONFIDENCE))} if kind.confidence else {}
    return {**first, **sure, **known, **given}
