"""Exercises 8.6 and 8.8: one development, and what cannot be a moment of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from atodds.course.cells import cell
from atodds.course.lesson08.rows import (
    HALF,
    LESSON,
    MORE_THAN_60,
    MOST_OF_IT,
    SERIES,
    SHARES,
    TWO_THIRDS,
    TWO_THIRDS_B,
)
from atodds.exercises import Choice, Exercise, Fields, Mistake, Rows, SameAs
from atodds.reconcile import consistent_series

if TYPE_CHECKING:
    from atodds.case import Case

PARTNERS = (MORE_THAN_60, TWO_THIRDS, TWO_THIRDS_B, MOST_OF_IT)


def _misfit(case: Case) -> str:
    """Return the figure that stands in every conflict of the series."""
    found = consistent_series(case.figures.loc[list(SHARES)], direction="rising").conflicts
    ((name, times),) = Counter(one for pair in found for one in pair).most_common(1)
    if times != len(found):
        raise ValueError("Expected one figure in every conflict. Look at the series again.")
    return name


def _opponents(case: Case) -> list[str]:
    rows = case.figures.loc[[HALF, *PARTNERS]]
    found = consistent_series(rows, direction="rising").conflicts
    return sorted({one for pair in found if HALF in pair for one in pair} - {HALF})


def _options(case: Case) -> dict[str, str]:
    told = {name: cell(case, name, "exact") for name in SHARES}
    told[MOST_OF_IT] = "more than 84 per cent, from A's two areas"
    return {name: f"{name}: {words}" for name, words in told.items()} | {
        "none": "none: the four fit as they are"
    }


misfit = Exercise(
    id="8.6",
    lesson=LESSON,
    title="Which one does not fit?",
    objective=SERIES,
    points=3,
    basis="internal",
    kind=Fields(
        "Four shares in the order of time",
        {
            "figure": Choice("It cannot stand with the others", options=_options, confidence=False),
            "means": Choice(
                "What follows?",
                options={
                    "strike": "That text is mistaken. Leave its number out.",
                    "regained": "Ukraine must have won ground back in between.",
                    "open": "Perhaps it is an older number, perhaps of another whole: the texts do "
                    "not say.",
                    "average": "The four shares should be averaged, so that it evens out.",
                },
                confidence=False,
            ),
        },
    ),
    ask="Under the two assumptions: which share cannot stand with the others, and what follows?",
    expected=lambda case: {"figure": _misfit(case), "means": "open"},
    mistakes=(
        Mistake(
            "numbers without dates",
            SameAs({"figure": MOST_OF_IT}),
            "It is the largest share, and also the last. A share that only grows should be largest "
            "at the end. Read the left side of the chart first, then the right.",
        ),
        Mistake(
            "different is not contrary",
            SameAs({"figure": "none"}),
            "Go down the chart line by line. The days go on; do the shares?",
        ),
        Mistake(
            "the first one",
            SameAs({"figure": MORE_THAN_60}),
            "Leave that one out, and look at the other three: do they fit now? "
            "Try the same with each line; one of them mends the whole series.",
        ),
        Mistake(
            "the narrowest range",
            SameAs({"figure": TWO_THIRDS}),
            "Without it two lines are still at odds: the first and the third. "
            "Which single line takes all trouble with it when it goes?",
        ),
        Mistake(
            "strikes it out",
            SameAs({"means": "strike"}),
            "It may be right about another day or another whole. What would you need to know about "
            "it before you call it a mistake?",
        ),
        Mistake(
            "invents an event",
            SameAs({"means": "regained"}),
            "That would be news. Does any of the texts report it? A number that does not fit "
            "is a question, not an event.",
        ),
        Mistake(
            "evens it out",
            SameAs({"means": "average"}),
            "An average of January and March is true of no day. What changed between them?",
        ),
    ),
    right="Most of these shares differ because their dates do, and a growing share passes through "
    "three of them. D's half comes after two thirds: one base, no ground changing hands twice, "
    "and D's number fresh cannot all be true. Which one fails, the texts do not say.",
    nudge="read the days first, then ask whether the share ever has to fall.",
    hints=(
        "Cover one line of the chart with your hand at a time.",
        "A number can be old when it is printed.",
    ),
    reveal="D-02, “approximately half”. An older number or another whole would explain it; the "
    "texts do not decide.",
    finds=("shares with dates",),
)

opponents = Exercise(
    id="8.8",
    lesson=LESSON,
    title="Whom does the half contradict?",
    objective=SERIES,
    points=2,
    basis="internal",
    kind=Rows(
        "Figures that cannot hold together with D-02",
        options=lambda case: {name: name for name in PARTNERS if name in case.figures.index},
    ),
    ask="List the ids of the figures that cannot hold together with D-02.",
    expected=_opponents,
    mistakes=(
        Mistake(
            "the wide window",
            lambda answer, _: isinstance(answer, frozenset) and TWO_THIRDS_B in answer,
            "B's two thirds are for some day from January to March, the days of D among them. "
            "Could B's day come after D's?",
            example=[MORE_THAN_60, TWO_THIRDS, TWO_THIRDS_B],
        ),
        Mistake(
            "later and larger",
            lambda answer, _: isinstance(answer, frozenset) and MOST_OF_IT in answer,
            "A's share is larger than D's and later. A share that grows may do that.",
            example=[MORE_THAN_60, TWO_THIRDS, MOST_OF_IT],
        ),
        Mistake(
            "one of them",
            lambda answer, case: (
                isinstance(answer, frozenset)
                and bool(answer)
                and answer < frozenset(_opponents(case))
            ),
            "That one, yes. Read on in what the function gave: each conflict is a pair.",
            example=[TWO_THIRDS],
        ),
    ),
    right="Two pairs. B has C's number with a wider window, and a wide window contradicts almost "
    "nobody: the vaguer a date, the less can be checked.",
    nudge="look at the column conflicts_with, in the row of D-02.",
    hints=("Each conflict is a pair with D-02 in it.",),
    reveal="E-02 and C-42. B-23 overlaps D's days, and A-k1 is later and larger.",
)
