"""Exercise 9.9: five voices, one idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson09.rows import CHIP, FRAME, LESSON
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

WHOSE = {"named": "says whose idea it is", "own": "says it in its own voice"}


def _whose(case: Case) -> dict[str, str]:
    cited = set(case.voices["claim"])
    return {text: "named" if claim in cited else "own" for text, claim in CHIP.items()}


chip = Exercise(
    id="9.9",
    lesson=LESSON,
    title="What does agreement show?",
    objective=FRAME,
    points=6,
    basis="internal",
    kind=Fields(
        "The bargaining chip",
        {
            **{
                text: Choice(f"Text {text}", options=WHOSE, confidence=False)
                for text in sorted(CHIP)
            },
            "shows": Choice(
                "What does the agreement of five texts show?",
                options={
                    "five": "five texts found the same thing, so it holds",
                    "frame": "one way of seeing has spread; whether it holds is still to be asked",
                    "false": "a party had an interest in the idea, so it does not hold",
                },
                confidence=False,
            ),
        },
    ),
    ask="For each fragment, say whose voice it is in. Then say what the agreement shows.",
    expected=lambda case: {**_whose(case), "shows": "frame"},
    mistakes=(
        Mistake(
            "counts five",
            SameAs({"shows": "five"}),
            "Which of the five went and looked, and at what? A hope cannot be seen from two "
            "places like a fire. Ask where each text has it from.",
        ),
        Mistake(
            "refutes by interest",
            SameAs({"shows": "false"}),
            "An interest explains why an idea is spread. It does not settle whether the land "
            "could have been traded.",
        ),
        Mistake(
            "lets a hope pass for a fact",
            SameAs({"A": "own"}),
            "Read A's fragment aloud and stop after the third word. Who is the subject there?",
        ),
        Mistake(
            "misses the describers",
            SameAs({"E": "own"}),
            "E's fragment has a verb of saying in it. Who does the describing?",
        ),
        Mistake(
            "gives C its other paragraph",
            SameAs({"C": "named"}),
            "C does name a president for the idea, elsewhere. In this fragment, who says that "
            "the loss would take a chip away?",
        ),
    ),
    right="A and E say whose idea it was. B, C and D use it as if it lay on the ground; B and C "
    "may even have it from one place, which lesson 04 tests. Further down, A too speaks of lost "
    "bargaining power in its own voice. A chip is worth what the other side would give for it: "
    "only E asks that, and has its answer from people without names.",
    nudge="look in each fragment for somebody who hopes, says or describes.",
    hints=(
        "Two fragments have a person or a government in front of the image.",
        "Agreement corroborates where each witness could have found out alone.",
    ),
    reveal="A and E name whose idea it is; B, C and D say it in their own voice. One way of "
    "seeing has spread.",
)
