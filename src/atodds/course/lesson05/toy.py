"""Exercise 5.1: what got lost between two toy sentences."""

from __future__ import annotations

from atodds.course.lesson05.rows import LESSON, LOST
from atodds.exercises import Exercise, Mistake, Rows, SameAs

lost_in_the_toy = Exercise(
    id="5.1",
    lesson=LESSON,
    title="What fell out?",
    objective=LOST,
    points=2,
    basis="internal",
    kind=Rows(
        "What is in P and no longer in Q?",
        options={
            "speaker": "the speaker: who says it",
            "hedge": "the hedge: how sure it is",
            "thing": "the thing itself: the cooling unit",
            "others": "that there are other candidates",
            "direction": "the direction: the sense is turned round",
        },
    ),
    ask="Strike out what both sentences have. What is left over in P?",
    expected=lambda _: ["hedge", "others", "speaker"],
    mistakes=(
        Mistake(
            "turned round",
            lambda answer, _: "direction" in answer,
            "In both, the unit may have lit the fire, and not the fire the unit. "
            "The sense has grown stronger; has it turned?",
            example=["direction", "hedge", "speaker"],
        ),
        Mistake(
            "the speaker stays unnoticed",
            lambda answer, _: "speaker" not in answer,
            "Who says it, in P? And who, in Q?",
            example=["hedge"],
        ),
        Mistake(
            "one of many",
            lambda answer, _: "others" not in answer,
            "“One … among several”: what does “several” tell a reader, and where is it in Q?",
            example=["hedge", "speaker"],
        ),
        Mistake(
            "the thing",
            SameAs(["hedge", "others", "speaker", "thing"]),
            "The cooling unit stands in both sentences. Leave what stayed.",
        ),
    ),
    right="Three things fell out, and nothing was added: a possibility of many, from a mouth with "
    "a name, has become a fact from nobody. A shorter sentence sounds surer, and knows less.",
    nudge="lay the two sentences side by side and strike out what both have.",
    hints=("Three of the five fell out.", "Who is Norrin, and where is she in Q?"),
    reveal="The speaker, the hedge, and the other candidates.",
)
