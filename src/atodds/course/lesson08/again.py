"""Exercise 8.10: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.lesson08.rows import LESSON, PRINT
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs
from atodds.reconcile import comparable, explain_conflict

if TYPE_CHECKING:
    from atodds.case import Case

LEFT_HOME, SLEPT, SLEPT_TOO = "P-10", "P-11", "Q-11"
PAIRS = {
    "same": (LEFT_HOME, SLEPT_TOO),
    "hall": (SLEPT, SLEPT_TOO),
    "street": (LEFT_HOME, SLEPT),
}


def _expected(_: Case) -> dict[str, object]:
    harbour = load("harbour")
    (pair,) = [
        name
        for name, (one, other) in PAIRS.items()
        if comparable(harbour.row("figures", one), harbour.row("figures", other))
    ]
    one, other = PAIRS[pair]
    verdict = explain_conflict(harbour.row("figures", one), harbour.row("figures", other)).verdict
    return {"pair": pair, "verdict": verdict, "print": "both"}


other_case = Exercise(
    id="8.10",
    lesson=LESSON,
    title="The same work, another case",
    objective=PRINT,
    points=3,
    basis="internal",
    kind=Fields(
        "The night of the fire",
        {
            "pair": Choice(
                "Which two may be compared?",
                options={
                    "same": "“About 300 people” left home (P) and “Some 300 residents” in the hall "
                    "(Q)",
                    "hall": "“214” in the hall (P) and “Some 300 residents” in the hall (Q)",
                    "street": "“About 300 people” left home (P) and “214” in the hall (P)",
                },
                confidence=False,
            ),
            "verdict": Choice(
                "What do the two say?",
                options={
                    "agree": "They agree: there are amounts that both allow.",
                    "conflict": "They cannot both be right, if “some” reaches 50 to each side.",
                    "average": "Together they say that about 257 slept there.",
                },
                confidence=False,
            ),
            "print": Choice(
                "Which sentence can be printed?",
                options={
                    "some": "Some 300 people slept in the school hall.",
                    "range": "Between 214 and 300 people slept in the school hall.",
                    "both": "214 slept in the hall, by the town's count; one text has some 300, "
                    "uncounted.",
                },
                confidence=False,
            ),
        },
    ),
    ask="Send the three figures through the gates in your head, compare, and print.",
    expected=_expected,
    mistakes=(
        Mistake(
            "same digits",
            SameAs({"pair": "same"}),
            "The digits are the same. Is leaving one's home the same as sleeping in the hall?",
        ),
        Mistake(
            "same street",
            SameAs({"pair": "street"}),
            "Both are from text P, and they count two things: who left, and who slept in the hall. "
            "Where can the others have slept?",
        ),
        Mistake(
            "averages",
            SameAs({"verdict": "average"}),
            "Nobody counted that many. What would the town say to it?",
        ),
        Mistake(
            "stretches the word",
            SameAs({"verdict": "agree"}),
            "By the rule of lesson 06, “some 300” reaches from 250 to 350. Is 214 in there?",
        ),
        Mistake(
            "a range of two voices",
            SameAs({"print": "range"}),
            "That range has one speaker at each end and none for what lies between. "
            "Who says that it may have been 260?",
        ),
        Mistake(
            "the rounder number",
            SameAs({"print": "some"}),
            "One of the two figures was counted, and you know by whom. Which one is it?",
        ),
    ),
    right="Same thing, same definition, same night, same hall: comparable, and in conflict. Both "
    "stand in print, each with its origin, and the reader sees that one of them was counted.",
    nudge="ask of each figure what was counted, and where.",
    hints=(
        "Left home is one definition, slept in the hall another.",
        "“Some 300”, read as 250 to 350: does it hold 214?",
    ),
    reveal="The two figures of the hall; they conflict; print both, each with its origin.",
)
