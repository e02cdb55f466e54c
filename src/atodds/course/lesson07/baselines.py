"""Exercises 7.6 and 7.7: first since when, and the most of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.choices import chose
from atodds.course.lesson07.rows import LESSON, STATE
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

SINCE = {
    "start": "the start of the offensive, in August",
    "claim": "Moscow's statement that all was retaken",
    "war": "the start of the war",
}

first_visits = Exercise(
    id="7.6",
    lesson=LESSON,
    title="Two first visits",
    objective=STATE,
    points=3,
    basis="internal",
    kind=Fields(
        "Two first visits",
        {
            "A": Choice("A's first visit is the first since", options=SINCE, confidence=False),
            "C": Choice("C's first visit is the first since", options=SINCE, confidence=False),
            "so": Choice(
                "What follows?",
                options={
                    "both": "there can be two visits, and each the first",
                    "one": "one of the two texts is mistaken",
                    "same": "both tell of one visit, in two wordings",
                },
                confidence=False,
            ),
        },
    ),
    ask="From which day does each text count?",
    expected=lambda _: {"A": "start", "C": "claim", "so": "both"},
    mistakes=(
        Mistake(
            "one must be mistaken",
            SameAs({"so": "one"}),
            "There is a first visit in every year, and in every week with a visit. "
            "What would the two texts have to share before one “first” shuts the other out?",
        ),
        Mistake(
            "one visit",
            SameAs({"so": "same"}),
            "Put the dates beside it: A is of March, Moscow's statement of April. Could the "
            "visit that A tells of come after that statement?",
        ),
        Mistake(
            "one baseline",
            lambda answer, _: answer["A"] == answer["C"],
            "You let both texts count from one day. Read the words after “since” in each.",
            example={"A": "start", "C": "start", "so": "both"},
        ),
    ),
    right="“First” needs a “since”. Two baselines make two firsts, and they shut each other out "
    "only where the baseline is one.",
    nudge="read what stands behind the word “since”, in each of the two.",
    hints=("A counts from the summer before; C from what Moscow had said lately.",),
    reveal="A: since August. C: since Moscow's statement. Both can be the first.",
    finds=("two first visits",),
)

FATE = {"falls": "it falls", "stands": "it stands"}


def _records(_: Case) -> dict[str, str]:
    return {"A": "stands", "B": "stands", "C": "stands", "D": "falls"}


four_records = Exercise(
    id="7.7",
    lesson=LESSON,
    title="Four records, one patrol",
    objective=STATE,
    points=2,
    basis="internal",
    kind=Fields(
        "What becomes of each record?",
        {
            "A": Choice("A: the biggest attack since 1941", options=FATE, confidence=False),
            "B": Choice("B: the first occupation since the war", options=FATE, confidence=False),
            "C": Choice("C: first occupied by an invader", options=FATE, confidence=False),
            "D": Choice("D: the first ground operation", options=FATE, confidence=False),
        },
    ),
    ask="The patrol is real, let us suppose. Which records fall?",
    expected=_records,
    mistakes=(
        Mistake(
            "all fall",
            SameAs({"A": "falls", "B": "falls", "C": "falls", "D": "falls"}),
            "The patrol fought for an hour and went home. Was it bigger than the attack of 1941, "
            "or did it hold ground? Take the four nouns one at a time.",
        ),
        Mistake(
            "none falls",
            SameAs({"A": "stands", "B": "stands", "C": "stands", "D": "stands"}),
            "Is a patrol that fights on foreign soil a ground operation? One of the four nouns is "
            "wide enough for it.",
        ),
        Mistake(
            "an hour is no occupation",
            lambda answer, case: (
                chose("B", "falls")(answer, case) or chose("C", "falls")(answer, case)
            ),
            "An occupation holds ground. What did the patrol hold by next morning?",
            example={"A": "stands", "B": "falls", "C": "stands", "D": "falls"},
        ),
        Mistake(
            "a small one beside the biggest",
            SameAs({"A": "falls"}),
            "A's record is one of size. How large would the patrol have to be?",
        ),
    ),
    right="Only the widest claim falls. Four records look like one: each counts another thing, the "
    "widest is the easiest to refute, and none of the four has a speaker.",
    nudge="ask of each noun whether the patrol is one: attack, occupation, invader, operation.",
    hints=("Three of the four need more than an hour, or more than a patrol.",),
    reveal="D falls; A, B and C stand.",
    finds=("four records",),
)
