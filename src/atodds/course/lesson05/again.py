"""Exercise 5.10: the same work on another case."""

from __future__ import annotations

from atodds.case import load
from atodds.course.lesson05.rows import LESSON, LOST
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

CHANGES = {
    "same": "nothing of weight changed",
    "attribution lost": "the speaker is gone, and nothing else",
    "distorted": "Q says something else, or says it more surely, with or without a speaker",
    "inverted": "the sense is turned round",
}
PAIRS = ("b01", "b02", "b03")

other_case = Exercise(
    id="5.10",
    lesson=LESSON,
    title="The same work, another case",
    objective=LOST,
    points=4,
    basis="internal",
    kind=Fields(
        "From R's sentence to Q's",
        {
            "b01": Choice("9,000 square metres", options=CHANGES, confidence=False),
            "b02": Choice("40 containers", options=CHANGES, confidence=False),
            "b03": Choice("the cooling unit", options=CHANGES, confidence=False),
        },
    ),
    ask="What happened between R's sentence and Q's?",
    expected=lambda _: _relations(),
    mistakes=(
        Mistake(
            "a number unchanged",
            SameAs({"b01": "same"}),
            "The number is the same. Who gives it, in R? And in Q?",
        ),
        Mistake(
            "nearly is not under",
            SameAs({"b02": "same"}),
            "“Under 40” may be five. May “nearly 40” be five?",
        ),
        Mistake(
            "stronger is not reversed",
            SameAs({"b03": "inverted"}),
            "In both, the unit would be the cause. What has become of “possible”?",
        ),
        Mistake(
            "only the speaker",
            SameAs({"b03": "attribution lost"}),
            "The fire chief is gone, that is true. Is that all? How sure is each sentence?",
        ),
    ),
    right="A speaker lost, a fence turned into a place, and a possibility into a fact: three small "
    "changes, all in one direction. Q sounds surer everywhere.",
    nudge="for each pair ask: who says it, how sure is it, which way does it point?",
    hints=("One pair lost its speaker; two say more than their neighbour.",),
    reveal="The area lost its speaker; the containers and the cooling unit say something surer.",
)


def _relations() -> dict[str, str]:
    table = load("harbour").tables["alignment"]
    return {pair: str(table.loc[pair, "relation"]) for pair in PAIRS}
