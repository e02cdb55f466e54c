"""Exercises 8.4 and 8.5: two ledgers that can be set side by side, and must not be mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.cells import printed
from atodds.course.lesson08.rows import HELD, LEFT, LESSON, ORIGINS, PRINT, RETAKEN, SEIZED
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs
from atodds.reconcile import explain_conflict

if TYPE_CHECKING:
    from atodds.case import Case


def _left(case: Case) -> float:
    return printed(case, SEIZED) - printed(case, RETAKEN)


def _meeting(case: Case) -> str:
    found = explain_conflict(case.row("figures", HELD), case.row("figures", LEFT))
    return {"agree": "allows", "conflict": "contradicts"}[found.verdict]


cross_check = Exercise(
    id="8.4",
    lesson=LESSON,
    title="What is left, and does the other ledger allow it?",
    objective=ORIGINS,
    points=3,
    basis="internal",
    kind=Fields(
        "The ministry's ledger beside DeepState's",
        {
            "left": Number(
                "Still held, by the ministry's own numbers",
                unit="square kilometres",
                tolerance=0.5,
            ),
            "meets": Choice(
                "“over 420”, DeepState's estimate,",
                options={
                    "proves": "proves that number.",
                    "allows": "allows that number.",
                    "contradicts": "contradicts that number.",
                    "between": "shows that the truth lies in between.",
                },
                confidence=False,
            ),
        },
    ),
    ask="Work out what the ministry's ledger leaves, and compare it with “over 420”.",
    expected=lambda case: {"left": _left(case), "meets": _meeting(case)},
    mistakes=(
        Mistake(
            "adds up",
            SameAs(lambda case: {"left": printed(case, SEIZED) + printed(case, RETAKEN)}),
            "You added what was seized and what was taken back. "
            "What was taken back had been seized before: which way does it change what is left?",
        ),
        Mistake(
            "averages two ledgers",
            lambda answer, case: (
                isinstance(answer, dict)
                and isinstance(answer.get("left"), int | float)
                and abs(answer["left"] - (_left(case) + printed(case, HELD)) / 2) <= 1
            ),
            "That lies half-way between two speakers, and neither of them said it. "
            "Stay inside the ministry's own numbers.",
            example=lambda case: {
                "left": (_left(case) + printed(case, HELD)) / 2,
                "meets": _meeting(case),
            },
        ),
        Mistake(
            "a floor as a number",
            SameAs({"meets": "contradicts"}),
            "Two numbers differ, but one of them is a fence. Which amounts does “over 420” allow?",
        ),
        Mistake(
            "allowed is not proved",
            SameAs({"meets": "proves"}),
            "“Over 420” allows 421 and 900 as well. What does it rule out, and what does it "
            "leave open?",
        ),
        Mistake(
            "in between",
            SameAs({"meets": "between"}),
            "Nobody said anything in between. A floor and a number above it need no middle.",
        ),
    ),
    right="467, and the floor allows it. This is the one cross-check that a single text of the "
    "five allows: two ledgers, one thing, one time. They fit, and they stay two: neither proves "
    "the other. It holds if all that was seized was held at one time.",
    nudge="first a subtraction inside one ledger, then a look at the other.",
    hints=(
        "Seized, less retaken.",
        "Which amounts make “over 420” true? Is yours among them?",
    ),
    reveal="1,268 - 801 = 467, and “over 420” allows it.",
    finds=("one cross-check",),
)

mixed = Exercise(
    id="8.5",
    lesson=LESSON,
    title="A third of the ground?",
    objective=PRINT,
    points=2,
    basis="internal",
    kind=Choice(
        "What do you tell the colleague?",
        options={
            "print": "Print it: 420 / 1,268 is 33 per cent.",
            "more": "Print “more than a third”: DeepState said “over”.",
            "mixed": "Do not print it.",
            "retaken": "Print “63 per cent” instead: that share has one ledger.",
        },
        reasons={
            "whole": "The part and the whole come from two speakers, who need not mean the same "
            "ground.",
            "round": "A third is too round to be a fact.",
            "ties": "One of the two speakers has ties to an army.",
        },
    ),
    ask="Choose what you tell the colleague, a reason, and how sure you are.",
    expected=lambda _: {"choice": "mixed", "reason": "whole"},
    mistakes=(
        Mistake(
            "right sum, two ledgers",
            SameAs({"choice": "print"}),
            "The division is right. Who said 420, and who said 1,268? "
            "Would either of them sign the quotient?",
        ),
        Mistake(
            "keeps the bound, mixes the ledgers",
            SameAs({"choice": "more"}),
            "You kept the bound, which is half of the work. Now the whole: did DeepState ever say "
            "how much had been seized?",
        ),
        Mistake(
            "the other share",
            SameAs({"choice": "retaken"}),
            "It has one ledger, and it is the share that was taken back. "
            "The sentence is about what Ukraine still holds.",
        ),
    ),
    right="A share needs a part and a whole from one ledger. Inside the ministry's, 467 of 1,268 "
    "is 37 per cent still held; DeepState gives no whole, so it gives no share. The colleague's "
    "33 per cent belongs to nobody.",
    nudge="ask of both numbers: who said it?",
    hints=("Name the speaker of the 420, then the speaker of the 1,268.",),
    reveal="Do not print it: the part is DeepState's and the whole the ministry's, and the two "
    "need not mean the same ground.",
)
