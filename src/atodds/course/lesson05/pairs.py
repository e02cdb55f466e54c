"""Exercise 5.2: mark what happened between two aligned texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson05.rows import LESSON, LOST, PAIRS
from atodds.course.marks import judge_marks
from atodds.exercises import Exercise, Mistake, Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case

MARKS = {"attribution lost": "lost", "inverted": "turned"}


def changes(case: Case) -> list[dict[str, str]]:
    """Return what happened to the pairs of exercise 5.2, as a learner marks it.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    list of dict
        ``pair`` and ``mark`` of each pair that lost its speaker or was turned round.

    Examples
    --------
    >>> from atodds import load
    >>> [row["pair"] for row in changes(load("kursk"))]
    ['b11', 'b20', 'b24', 'b27', 'b30']
    >>> changes(load("harbour"))
    Traceback (most recent call last):
        ...
    KeyError: ...
    """
    relations = case.tables["alignment"].loc[list(PAIRS), "relation"]
    marks = relations.map(MARKS).dropna()
    return [{"pair": str(pair), "mark": str(mark)} for pair, mark in marks.items()]


def _without(pair: str) -> Callable[[Case], list[dict[str, str]]]:
    return lambda case: [row for row in changes(case) if row["pair"] != pair]


def _instead(pair: str, mark: str) -> Callable[[Case], list[dict[str, str]]]:
    return lambda case: [*_without(pair)(case), {"pair": pair, "mark": mark}]


who_has_gone = Exercise(
    id="5.2",
    lesson=LESSON,
    title="Who has gone?",
    objective=LOST,
    points=5,
    basis="internal",
    kind=Rows("Pairs", columns=("pair", "mark")),
    ask="Mark the pairs in which C names a speaker and B does not, and the one turned round.",
    expected=changes,
    mistakes=(
        Mistake(
            "turned, not lost",
            lambda answer, _: ("b27", "lost") in _given(answer),
            "Pair b27: neither text names a speaker there. Who cuts what, in C? And in B?",
            example=_instead("b27", "lost"),
        ),
        Mistake(
            "a hedge for a speaker",
            lambda answer, _: any(pair in {"b16", "b36"} for pair, _ in _given(answer)),
            "One pair that you marked has no speaker in either text, and points the same way in "
            "both. Look again at b16 and b36.",
            example=lambda case: [*changes(case), {"pair": "b36", "mark": "lost"}],
        ),
        Mistake(
            "reports surface by themselves",
            lambda answer, _: (
                bool(answer) and not {"b20", "b24"} <= {pair for pair, _ in _given(answer)}
            ),
            "“Reports surfaced”, “reports indicated”: who speaks there? And who speaks in C? "
            "Look at b20 and b24.",
            example=_without("b20"),
        ),
        Mistake(
            "a number without an owner",
            lambda answer, _: bool(answer) and "b11" not in {pair for pair, _ in _given(answer)},
            "Pair b11 has numbers in both texts. Whose are they in C?",
            example=_without("b11"),
        ),
    ),
    right="Four speakers have gone: a commander, three governments, Ukraine and its allies, an "
    "analyst. The statements stayed. And one sense was turned round: keep b27 for the next round.",
    nudge="in each pair, look in C for a name or an office that speaks; then look for it in B.",
    hints=("Four pairs lost their speaker; one is turned round; two are in order.",),
    reveal="b11, b20, b24 and b30 lost their speaker; b27 is turned round.",
    judge=judge_marks,
    finds=("lost attribution",),
)


def _given(answer: object) -> set[tuple[str, str]]:
    """Return the pairs and marks of an answer, as a judge reads it."""
    rows = answer if isinstance(answer, tuple | frozenset | list) else ()
    return {(str(row["pair"]), str(row["mark"])) for row in rows}
