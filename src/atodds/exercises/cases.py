"""Which case an exercise is judged against: the course's own, or the one that its answer names."""

from functools import cache
from typing import TYPE_CHECKING

from atodds.case import load
from atodds.exercises.exercise import Exercise
from atodds.exercises.outcome import describe, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case

NAME = "case"


class UnknownCaseError(ValueError):
    """An answer names a case on which its exercise is not judged."""


@cache
def open_case(name: str) -> "Case":
    """Return a case by its name, loaded once.

    Parameters
    ----------
    name
        The case's name.

    Returns
    -------
    Case
        The case.

    Examples
    --------
    >>> open_case("harbour") is open_case("harbour")
    True
    >>> open_case("harbor")
    Traceback (most recent call last):
        ...
    atodds.case.faults.CaseError: ...
    """
    return load(name)


def case_for(exercise: Exercise, answer: object, load_course: "Callable[[], Case]") -> "Case":
    """Return the case on which an answer is to be judged.

    Parameters
    ----------
    exercise
        The exercise.
    answer
        Plain JSON data, from anybody; its ``case`` counts where the exercise knows several.
    load_course
        Gives the course's own case.

    Returns
    -------
    Case
        The first of the exercise's cases where the answer names none.

    Raises
    ------
    UnknownCaseError
        Where the answer names a case on which the exercise is not judged.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from atodds.exercises.sample import count_the_origins
    >>> anywhere = replace(count_the_origins, cases=("flood", "harbour"))
    >>> case_for(anywhere, {"case": "harbour"}, list).name, case_for(anywhere, 2, list).name
    ('harbour', 'flood')
    >>> case_for(anywhere, {"case": "kursk"}, list)
    Traceback (most recent call last):
        ...
    atodds.exercises.cases.UnknownCaseError: expected "flood" or "harbour" as its case, found \
"kursk".
    """
    if not exercise.cases:
        return load_course()
    given = answer.get(NAME) if isinstance(answer, dict) else None
    return open_case(find_name(exercise, exercise.cases[0] if given is None else given))


def find_name(exercise: Exercise, given: object) -> str:
    """Return the name of one of an exercise's cases.

    Parameters
    ----------
    exercise
        An exercise that knows several cases.
    given
        What should be such a name.

    Returns
    -------
    str
        The same name.

    Raises
    ------
    UnknownCaseError
        Where it is none of them.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from atodds.exercises.sample import count_the_origins
    >>> find_name(replace(count_the_origins, cases=("flood",)), 7)
    Traceback (most recent call last):
        ...
    atodds.exercises.cases.UnknownCaseError: expected "flood" as its case, found a number.
    """
    if type(given) is str and given in exercise.cases:
        return given
    found = quoted(given) if isinstance(given, str) else describe(given)
    offered = " or ".join(f'"{name}"' for name in exercise.cases)
    raise UnknownCaseError(f"expected {offered} as its case, found {found}.")


def named_in(exercise: Exercise, answer: object, name: object) -> object:
    """Return an answer with the name of its case, where the exercise knows several.

    Parameters
    ----------
    exercise
        The exercise.
    answer
        The answer.
    name
        The case's name.

    Returns
    -------
    object
        The same answer where it has no parts to which a name could be added.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from atodds.exercises.sample import count_the_origins
    >>> anywhere = replace(count_the_origins, cases=("flood", "harbour"))
    >>> named_in(anywhere, {"acres": 890}, "harbour")
    {'acres': 890, 'case': 'harbour'}
    >>> named_in(anywhere, ..., "harbour"), named_in(count_the_origins, {}, "harbour")
    (Ellipsis, {})
    """
    return {**answer, NAME: name} if exercise.cases and isinstance(answer, dict) else answer
