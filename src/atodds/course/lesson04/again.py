"""Exercise 4.9: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.choices import chose
from atodds.course.lesson04.rows import DRAW, LESSON
from atodds.descent import families
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def _of_the_harbour(_: Case) -> dict[str, object]:
    harbour = load("harbour")
    documents, links = harbour.documents, harbour.tables["links"]
    return {
        "sign": "quay",
        "excluded": "q",
        "fewest": len(families(documents, links)),
        "most": len(families(documents, links, certain=True)),
    }


other_case = Exercise(
    id="4.9",
    lesson=LESSON,
    title="The same work, another case",
    objective=DRAW,
    points=4,
    basis="internal",
    kind=Fields(
        "Texts P, Q and R on the fire",
        {
            "sign": Choice(
                "The best sign that Q and R belong together",
                options={
                    "quay": "both put the fire on Quay 14, P on Quay 4",
                    "area": "both have 9,000 square metres",
                    "unit": "both speak of a cooling unit",
                },
                confidence=False,
            ),
            "excluded": Choice(
                "Which descent is ruled out?",
                options={
                    "q": "R made from Q alone: R has the insurers, the shares and the agency",
                    "wire": "both from the agency Northline",
                    "r": "Q made from R: a reporter can have added soup and ash",
                },
                confidence=False,
            ),
            "fewest": Number("Families, if Q goes back to the agency"),
            "most": Number("Families, if it does not"),
        },
    ),
    ask="Name the best sign and what it rules out, and count the families twice.",
    expected=_of_the_harbour,
    mistakes=(
        Mistake(
            "what all have",
            chose("sign", "area", "unit"),
            "P has that too, and P's reporter was there. What do Q and R have that P has not?",
            example={"sign": "area", "excluded": "q", "fewest": 2, "most": 3},
        ),
        Mistake(
            "rules out the agency",
            chose("excluded", "wire"),
            "R credits the agency by name. What would have to be in Q, for R to come from it?",
            example={"sign": "quay", "excluded": "wire", "fewest": 2, "most": 3},
        ),
        Mistake(
            "Q from R",
            chose("excluded", "r"),
            "A reporter of Q's can have seen soup and ash, so this way stays possible. Which way "
            "leaves no room for a second source, by its own words?",
            example={"sign": "quay", "excluded": "r", "fewest": 2, "most": 3},
        ),
        Mistake(
            "articles for sources",
            SameAs({"fewest": 3, "most": 3}),
            "You counted the texts. If Q goes back to the agency, which two meet there?",
        ),
        Mistake(
            "no room for doubt",
            SameAs({"fewest": 2, "most": 2}),
            "R credits the agency, Q does not. Count again without that guess.",
        ),
    ),
    right="A shared slip is the best of signs: the truth can be found twice, the same mistake "
    "hardly. Two or three families, and one of them perhaps with a missing ancestor.",
    nudge="look for what Q and R have and P has not, and which of it nobody would invent twice.",
    hints=(
        "P was there. On which quay?",
        "R credits the agency; that Q goes back to it is a guess from the quay.",
    ),
    reveal="Quay 14; R cannot come from Q alone; two families, or three.",
)
