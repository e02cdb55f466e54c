"""Exercise 7.12: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.choices import chose
from atodds.course.lesson07.gates import AT, NONE, stopped_at
from atodds.course.lesson07.rows import GATES, LESSON
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

PAIRS = {
    "containers": ("P-06", "R-06"),
    "boxes": ("R-06", "R-07"),
}


def _harbour_pairs(_: Case) -> dict[str, str]:
    harbour = load("harbour")
    found = {name: stopped_at(harbour, *pair) for name, pair in PAIRS.items()}
    return {**found, "days": "no", "half": "ships"}


other_case = Exercise(
    id="7.12",
    lesson=LESSON,
    title="The same work, another case",
    objective=GATES,
    points=4,
    basis="internal",
    kind=Fields(
        "Three pairs and a share",
        {
            "containers": Choice(
                "“fewer than 40” (P) and “under 40” (R)", options=AT, confidence=False
            ),
            "boxes": Choice(
                "“under 40” and “a hundred boxes” (both R)", options=AT, confidence=False
            ),
            "days": Choice(
                "May “within ten days” (P) and “ten days” (Q) be compared?",
                options={
                    "yes": "yes: ten days, and ten days",
                    "no": "no: a quay and a port, the end of a wait and its length",
                },
                confidence=False,
            ),
            "half": Choice(
                "“roughly half” is a share of",
                options={
                    "ships": "the ships that would have called at the port",
                    "port": "the port",
                    "burned": "the ships that burned",
                },
                confidence=False,
            ),
        },
    ),
    ask="Take each pair through the gates, and find the whole of the share.",
    expected=_harbour_pairs,
    mistakes=(
        Mistake(
            "the burned and the wet",
            SameAs({"boxes": NONE}),
            "The broker adds something to what burned. What, and which gate asks for it?",
        ),
        Mistake(
            "a quay for the port",
            SameAs({"days": "yes"}),
            "Ten days, and ten days. Ten days of what? One text speaks of a quay.",
        ),
        Mistake(
            "two wordings",
            lambda answer, case: not chose("containers", NONE)(answer, case),
            "Two wordings of one fence: same thing, same fire, same speaker. "
            "Which gate could close?",
            example={
                "containers": "definition",
                "boxes": "definition",
                "days": "no",
                "half": "ships",
            },
        ),
        Mistake(
            "half of the port",
            SameAs({"half": "port"}),
            "Read on: what is being sent to Saltmere?",
        ),
    ),
    right="One pair may be compared, and says one thing twice; the others part, one at the "
    "definition and one at several gates. "
    "And half of the ships is not half of the port.",
    nudge="read each phrase in its sentence: what is counted, and what has to be true of it?",
    hints=(
        "One of the pairs is two wordings of one fence.",
        "The share stands in the sentence on Saltmere.",
    ),
    reveal="None; definition; no; the ships.",
)
