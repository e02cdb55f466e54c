"""Exercises 8.1 to 8.3: gates first, then ranges by origin, then independence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.lesson08.rows import (
    BOXES,
    CONTAINERS,
    GROUND,
    LESSON,
    ORIGINS,
    OWN_VOICE,
    PEAKS,
    REGION,
    RETAKEN,
    SEIZED,
    SYRSKYI,
    largest_group,
)
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, Rows, SameAs
from atodds.reconcile import claims_behind, origins_behind

if TYPE_CHECKING:
    from atodds.case import Case


def _ids(answer: object) -> frozenset[str]:
    return answer if isinstance(answer, frozenset) else frozenset()


def _burned(_: Case) -> list[str]:
    return largest_group(load("harbour"), CONTAINERS)


side_by_side = Exercise(
    id="8.1",
    lesson=LESSON,
    title="Which of the four may stand side by side?",
    objective=ORIGINS,
    points=2,
    basis="internal",
    kind=Rows("Figures of containers", columns=("id",)),
    ask="Tick every figure that passes all four gates with every other figure you tick.",
    expected=_burned,
    mistakes=(
        Mistake(
            "fire and water",
            lambda answer, _: BOXES in _ids(answer),
            "The broker counts boxes that the hoses soaked as well. Read the column “Why”: which "
            "gate stops him, and would it stop him if he had said 39?",
            example=list(CONTAINERS),
        ),
        Mistake(
            "one left out",
            lambda answer, case: len(_ids(answer)) == 2 and _ids(answer) < {*_burned(case)},
            "These two pass. Is there a third that passes with both? Agreement is no reason to "
            "leave a figure out, and neither is a clumsy word.",
            example=["P-06", "R-06"],
        ),
        Mistake(
            "alone",
            lambda answer, _: len(_ids(answer)) == 1,
            "One figure can be set beside nothing. Tick a second one, and see what the gates say.",
            example=["P-06"],
        ),
    ),
    right="Three figures for one thing, counted in one way, for one night, in one place. "
    "Whether three figures are three findings is the next question: press the button.",
    nudge="tick two, read the column “Why”, then try a third.",
    hints=(
        "Begin with P-06 and add the others one by one.",
        "Burned is one definition, burned or soaked another.",
    ),
    reveal="P-06, Q-08 and R-06: three times burned containers. R-07 counts the soaked ones too.",
)


def _group(case: Case) -> list[str]:
    return largest_group(case, GROUND)


largest = Exercise(
    id="8.2",
    lesson=LESSON,
    title="The largest group that may be compared",
    objective=ORIGINS,
    points=3,
    basis="internal",
    kind=Rows("Figures of ground", columns=("id",)),
    ask="Tick the largest group of figures in which every pair passes all four gates.",
    expected=_group,
    mistakes=(
        Mistake(
            "another thing",
            lambda answer, _: bool(_ids(answer) & {REGION, RETAKEN}),
            "One of your figures counts something else: the whole region, or ground that Russia "
            "took back. The first gate says so. Same unit is not same thing.",
            example=[SYRSKYI, SEIZED, RETAKEN],
        ),
        Mistake(
            "peak beside seized",
            lambda answer, _: (
                bool(_ids(answer) & {*PEAKS}) and bool(_ids(answer) & {OWN_VOICE, SYRSKYI, SEIZED})
            ),
            "Some of your figures speak of a peak, others of ground seized. All that was ever "
            "seized can be more than was held on any one day. Which gate stops the pair?",
            example=[*PEAKS, SEIZED],
        ),
        Mistake(
            "the smaller group",
            lambda answer, _: _ids(answer) == {*PEAKS},
            "These two pass: both speak of a peak. They make a group of two. Is there a larger "
            "group in the list?",
            example=list(PEAKS),
        ),
        Mistake(
            "one left out",
            lambda answer, case: len(_ids(answer)) == 2 and _ids(answer) < {*_group(case)},
            "This pair passes. One more figure passes with both. Its speaker may be missing, but a "
            "speaker is not what the gates ask for.",
            example=[SYRSKYI, SEIZED],
        ),
    ),
    right="Ground seized: three figures, three ranges, and no average. Look at the ranges: "
    "there are amounts that all three allow, and 1,268 is one of them.",
    nudge="tick two, read which gate stops them, then exchange one.",
    hints=(
        "Start from E-04. Which others speak of ground that was seized?",
        "The words “at its peak” and “at the peak” set two figures apart.",
    ),
    reveal="B-09, C-14 and E-04: ground seized. A's two figures are peaks, and make a group of "
    "their own.",
)


def _origins(case: Case) -> dict[str, object]:
    behind = claims_behind(case.figures, _group(case))
    found = origins_behind(
        [claim for claims in behind.values() for claim in claims],
        claims=case.claims,
        voices=case.voices,
        links=case.links,
        basis="internal",
    )
    return {"fewest": found.fewest, "most": found.most, "means": "sides"}


corroborated = Exercise(
    id="8.3",
    lesson=LESSON,
    title="Does the agreement corroborate?",
    objective=ORIGINS,
    points=3,
    basis="internal",
    kind=Fields(
        "B-09, C-14 and E-04",
        {
            "fewest": Number("Independent origins, at least"),
            "most": Number("Independent origins, at most"),
            "means": Choice(
                "What may you say of the agreement?",
                options={
                    "thrice": "Three texts agree, so the number is confirmed three times.",
                    "true": "1,268 is the true area, because all three ranges allow it.",
                    "sides": "The two sides of the war, who contradict each other elsewhere, "
                    "allow the same amounts here.",
                    "nothing": "All three go back to one source, so the agreement says nothing.",
                },
                confidence=False,
            ),
        },
    ),
    ask="Press the button of the Reconciler. Give both numbers, and say what they are worth.",
    expected=_origins,
    mistakes=(
        Mistake(
            "counts articles",
            SameAs({"fewest": 3, "most": 3}),
            "You counted texts. One of the three names nobody: on whom may it rest? "
            "The last column of the table has its candidates.",
        ),
        Mistake(
            "all from one",
            SameAs({"fewest": 1}),
            "One origin for a commander and for the ministry on the other side would need a link "
            "between them. Does the table show one?",
        ),
        Mistake(
            "thrice confirmed",
            SameAs({"means": "thrice"}),
            "Text B has the number and no speaker, and it may rest on one of the other two. "
            "How many people, at the least, vouch for what the three texts say?",
        ),
        Mistake(
            "agreement as truth",
            SameAs({"means": "true"}),
            "Every number from 1,250 up to nearly 1,300 is allowed by two of the ranges. Agreement "
            "rules out a great deal, and it does not choose the last digit.",
        ),
        Mistake(
            "gives up",
            SameAs({"means": "nothing"}),
            "That would hold if one speaker stood behind all three. Look at the witnesses once "
            "more: on which side does each of them stand?",
        ),
    ),
    right="At least two, at most three, as far as the texts tell. Two sides who gain by different "
    "numbers allow the same one: that is what corroboration looks like, and it came last, after "
    "the four gates.",
    nudge="press the button under the ranges of 8.2 and read the table below it.",
    hints=(
        "The sentence above the table has both numbers.",
        "Ask who gains by a large number, and who by a small one.",
    ),
    reveal="2 and 3: the ministry and Syrskyi are not linked; text B may rest on either, or on "
    "somebody else. The two sides allow the same amounts.",
)
