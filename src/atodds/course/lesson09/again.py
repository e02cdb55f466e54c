"""Exercise 9.11: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.lesson09.rows import LABELS, LESSON, STATES
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs
from atodds.reconcile import cover_questions

if TYPE_CHECKING:
    from atodds.case import Case

TEXTS = {text: f"text {text}" for text in "PQR"}


def _harbour(_: Case) -> dict[str, str]:
    case = load("harbour")
    table = cover_questions(case.tables, only=["slept-in-hall", "diverted-ships"])
    states = table.set_index(["question", "text"])["state"]
    causes = case.claims[case.claims["question"] == "cause"]
    (own,) = causes.loc[~causes.index.isin(case.voices["claim"]), "document"]
    return {
        "hall": str(states["slept-in-hall", "R"]),
        "ships": str(states["diverted-ships", "Q"]),
        "own": str(own),
        "shows": "one",
    }


other_case = Exercise(
    id="9.11",
    lesson=LESSON,
    title="The same work, another case",
    objective=LABELS,
    points=4,
    basis="internal",
    kind=Fields(
        "Three texts on a fire",
        {
            "hall": Choice("Text R and the sleepers in the hall", options=STATES, confidence=False),
            "ships": Choice(
                "Text Q and the ships sent elsewhere", options=STATES, confidence=False
            ),
            "own": Choice("Who gives the cause in its own voice?", options=TEXTS, confidence=False),
            "shows": Choice(
                "Three texts name a cooling unit. That shows",
                options={
                    "three": "three findings, so the unit was the cause",
                    "one": "one person's guess, told in three ways",
                    "false": "that the owner is innocent",
                },
                confidence=False,
            ),
        },
    ),
    ask="Fill two cells of the matrix, find the voice, and say what the agreement shows.",
    expected=_harbour,
    mistakes=(
        Mistake(
            "excuses a later text",
            SameAs({"hall": "not yet"}),
            "The hall was full on the night of the fire. On which day did R begin to write?",
        ),
        Mistake(
            "blames an open window",
            SameAs({"ships": "not told"}),
            "Q can have been written from the 13th to the 18th, and the ships are told of from "
            "the 15th. Do you know on which side of that day Q was written?",
        ),
        Mistake(
            "excuses an open window",
            SameAs({"ships": "not yet"}),
            "Q's window does not end before the 15th. What can you say of a text that may be "
            "older and may be younger than the news?",
        ),
        Mistake(
            "counts three",
            SameAs({"shows": "three"}),
            "In P and in R the same person is quoted. Where would Q have it from?",
        ),
        Mistake(
            "turns it round",
            SameAs({"shows": "false"}),
            "A guess that is not proved is not refuted either. What is left of the three?",
        ),
    ),
    right="R left it out, Q may or may not have known, and one possibility of one fire chief "
    "became a fact in the text that names nobody.",
    nudge="take the windows at the head of the columns first, then look for a speaker.",
    hints=(
        "The fire was on 12 and 13 March; R was written on a Friday after it.",
        "In P and R somebody is quoted with a possibility.",
    ),
    reveal="R: not told. Q: open. Q gives the cause in its own voice. One guess, told three ways.",
)
