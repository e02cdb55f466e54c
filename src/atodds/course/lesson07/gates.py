"""Exercises 7.1 and 7.2: the four gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.choices import chose
from atodds.course.lesson07.rows import (
    GATES,
    LEFT_HOME,
    LESS_200,
    LESSON,
    OVER_420,
    PEAK,
    RETAKEN,
    SEIZED,
    SLEPT,
    SUBTRACTED,
)
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs
from atodds.reconcile import first_failed_gate

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case

NONE = "none"
AT = {
    "thing": "the thing: they count different things",
    "definition": "the definition: one thing, delimited in two ways",
    "period": "the period: no day on which both can hold",
    "place": "the place: two places",
    NONE: "none: they may be compared",
}
PAIRS = {
    "a": (OVER_420, LESS_200),
    "b": (RETAKEN, OVER_420),
    "c": (PEAK, SEIZED),
    "d": (OVER_420, SUBTRACTED),
}


def stopped_at(case: Case, one: str, other: str) -> str:
    """Return the first gate that stops a pair of figures, or "none".

    Parameters
    ----------
    case
        A case that holds both.
    one, other
        Ids of two figures.

    Returns
    -------
    str
        "thing", "definition", "period", "place" or "none".

    Examples
    --------
    >>> from atodds import load
    >>> stopped_at(load("harbour"), "P-10", "P-11"), stopped_at(load("harbour"), "P-06", "R-06")
    ('definition', 'none')
    >>> stopped_at(load("harbour"), "P-10", "P-99")
    Traceback (most recent call last):
        ...
    LookupError: ...P-99...
    """
    return first_failed_gate(case.row("figures", one), case.row("figures", other)) or NONE


lost_people = Exercise(
    id="7.1",
    lesson=LESSON,
    title="Eighty-six people missing?",
    objective=GATES,
    points=2,
    basis="internal",
    kind=Choice(
        "At which gate should the editor have stopped the sum 300 less 214?",
        options=AT,
        reasons={
            "nights": "Who leaves home need not sleep in the hall.",
            "round": "300 is a round number, and 214 is exact.",
            "later": "The second number was counted later.",
        },
    ),
    ask="Take the gates in order. Choose the first that stops the pair, a reason, and how sure "
    "you are.",
    expected=lambda _: {
        "choice": stopped_at(load("harbour"), LEFT_HOME, SLEPT),
        "reason": "nights",
    },
    mistakes=(
        Mistake(
            "lets it pass",
            SameAs({"choice": NONE}),
            "Then 86 people are missing. Where else might somebody sleep who left home that night?",
        ),
        Mistake(
            "another thing",
            SameAs({"choice": "thing"}),
            "Both rows count residents; that gate is open. What does each row ask of a resident "
            "before it counts one?",
        ),
        Mistake(
            "the place first",
            SameAs({"choice": "place"}),
            "A street and a hall are two places, and that gate would close as well. "
            "Go through the gates in order: does one before it close already?",
        ),
    ),
    right="To leave home is one thing, to sleep in the hall another; the 86 may lie on somebody's "
    "sofa. A subtraction is a comparison, and it needs all four gates.",
    nudge="read the two rows line by line: thing, definition, period, place.",
    hints=("The first line is alike in both rows. Look at the second.",),
    reveal="The definition: left home is not slept in the hall.",
)


def _right_but(**changed: str) -> Callable[[Case], dict[str, str]]:
    return lambda case: {**_all_pairs(case), **changed}


def _all_pairs(case: Case) -> dict[str, str]:
    return {pair: stopped_at(case, *ids) for pair, ids in PAIRS.items()}


four_pairs = Exercise(
    id="7.2",
    lesson=LESSON,
    title="Four pairs at the gates",
    objective=GATES,
    points=4,
    basis="internal",
    kind=Fields(
        "The first gate that stops each pair",
        {
            "a": Choice("a: over 420 and less 200", options=AT, confidence=False),
            "b": Choice("b: 801 and over 420", options=AT, confidence=False),
            "c": Choice("c: 1,376 and nearly 1,300", options=AT, confidence=False),
            "d": Choice("d: over 420 and our 467", options=AT, confidence=False),
        },
    ),
    ask="For each pair, name the first gate that stops it by the table, or none.",
    expected=_all_pairs,
    mistakes=(
        Mistake(
            "a bound as a bar",
            chose("d", "definition", "thing", "place", "period"),
            "Pair d: one is a bound, the other a sum of ours; a gate asks neither. "
            "Read the four columns of both rows once more.",
            example=_right_but(d="definition"),
        ),
        Mistake(
            "shrinking ground compared",
            chose("a", NONE),
            "Pair a: thing, definition and place are alike. On which day could both be true? "
            "Look at the two columns with dates.",
            example=_right_but(a=NONE),
        ),
        Mistake(
            "a flow for a state",
            chose("b", NONE, "definition", "period"),
            "Pair b: what one side has taken back is no longer what the other still holds. "
            "Which gate asks what is counted?",
            example=_right_but(b="definition"),
        ),
        Mistake(
            "peak for total",
            chose("c", NONE),
            "Pair c: ground that was taken, lost, and taken elsewhere counts in one of the two "
            "rows and not in the other. Which column says so?",
            example=_right_but(c=NONE),
        ),
    ),
    right="Most of what looked like disagreement was two questions. Only pair d may be compared, "
    "and there is nothing to be settled: 467 lies above the fence at 420. The gates read a table, "
    "and the table is somebody's reading. Who holds peak and total to be one thing may open the "
    "gate of pair c; then 76 square kilometres want explaining.",
    nudge="for each pair, go through the columns thing, definition, dates and place in that order.",
    hints=(
        "Pairs a and d have the thing, the definition and the place in common.",
        "Each of three gates stops one pair, and one pair goes through.",
    ),
    reveal="a: period. b: thing. c: definition. d: none.",
)
