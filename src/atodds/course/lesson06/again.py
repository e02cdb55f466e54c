"""Exercise 6.11: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.lesson06.rows import LESSON, RULE
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def _harbour_rows(_: Case) -> dict[str, object]:
    rows = load("harbour").figures
    fifth = rows[rows["exact"].eq("about a fifth")].iloc[0]
    return {
        "miles": float(rows[rows["exact"].eq("19 miles")].iloc[0]["best"]),
        "fifth_low": float(fifth["low"]),
        "fifth_high": float(fifth["high"]),
        "containers": str(rows[rows["exact"].eq("under 40 containers")].iloc[0]["bound"]),
    }


other_case = Exercise(
    id="6.11",
    lesson=LESSON,
    title="The same work, another case",
    objective=RULE,
    points=4,
    basis="internal",
    kind=Fields(
        "Three rows of text R",
        {
            "miles": Number("30 kilometres in whole miles", tolerance=0.5),
            "fifth_low": Number("“about a fifth”: low, as a decimal"),
            "fifth_high": Number("“about a fifth”: high, as a decimal"),
            "containers": Choice(
                "“under 40 containers”: the bound",
                options={"point": "point", "about": "about", "under": "under", "over": "over"},
                confidence=False,
            ),
        },
    ),
    ask="Check the conversion, apply the rule “fraction”, and name the bound.",
    expected=_harbour_rows,
    mistakes=(
        Mistake(
            "wrong way round",
            lambda answer, _: (
                isinstance(answer, dict)
                and isinstance(answer.get("miles"), int | float)
                and answer["miles"] > 30
            ),
            "A mile is longer than a kilometre, so fewer of them fit: divide by 1.609.",
            example={"miles": 48, "fifth_low": 0.15, "fifth_high": 0.25, "containers": "under"},
        ),
        Mistake(
            "area factor",
            lambda answer, _: (
                isinstance(answer, dict)
                and isinstance(answer.get("miles"), int | float)
                and 11 <= answer["miles"] <= 12
            ),
            "These are kilometres, not square kilometres: a length needs the factor once.",
            example={"miles": 12, "fifth_low": 0.15, "fifth_high": 0.25, "containers": "under"},
        ),
        Mistake(
            "as per cent",
            lambda answer, _: (
                isinstance(answer, dict)
                and isinstance(answer.get("fifth_high"), int | float)
                and answer["fifth_high"] > 1
            ),
            "A fifth is one part of five: as a decimal it is less than one. "
            "Per cent divided by a hundred gives it.",
            example={"miles": 19, "fifth_low": 15, "fifth_high": 25, "containers": "under"},
        ),
        Mistake(
            "no room",
            SameAs({"fifth_low": 0.2, "fifth_high": 0.2}),
            "That row says: a fifth, exactly. “About” opens it to both sides; the rule “fraction” "
            "says how far.",
        ),
        Mistake(
            "bound as value",
            SameAs({"containers": "point"}),
            "“Under 40” does not stand for 40. On which side is the fence?",
        ),
    ),
    right="A conversion that holds, a share with room on both sides, and a fence above.",
    nudge="take the three phrases one by one; the rules are in round 3.",
    hints=(
        "A length needs the factor once.",
        "The rule “fraction” goes 0.05 to each side of 0.2.",
    ),
    reveal="19 miles; 0.15 to 0.25; under.",
)
