"""Exercise 2.9: one event on the time line and on the sketch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson02.rows import LESSON, WINDOW
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

TOWN = "sudzha"


def _mark_of(case: Case, place: str) -> str:
    """Return the number that the sketch gives a place: they run from west to east."""
    towns = case.places[case.places["kind"] == "place"].sort_values(["x", "y"])
    return str(towns.index.tolist().index(place) + 1)


placing = Exercise(
    id="2.9",
    lesson=LESSON,
    title="When and where was the pipeline attack?",
    objective=WINDOW,
    points=2,
    basis="internal",
    kind=Fields(
        "Out of a gas pipeline “in early March”, near Sudzha",
        {
            "when": Choice(
                "On the time line",
                options={
                    "before": "before the clash at the White House",
                    "between": "between the clash and the talks",
                    "after": "after Putin's visit",
                },
                confidence=False,
            ),
            "where": Choice(
                "On the sketch",
                options={number: f"near mark {number}" for number in "123"},
                confidence=False,
            ),
        },
    ),
    ask="Place the attack on the time line and on the sketch.",
    expected=lambda case: {"when": "between", "where": _mark_of(case, TOWN)},
    mistakes=(
        Mistake(
            "too early",
            SameAs({"when": "before"}),
            "The clash is of 28 February. Is early March before or after that?",
        ),
        Mistake(
            "too late",
            SameAs({"when": "after"}),
            "Early March is its first ten days or so. What does the line have on the 11th and the "
            "12th?",
        ),
        Mistake(
            "the city of the name",
            SameAs(lambda case: {"where": _mark_of(case, "kursk")}),
            "The whole region is named after that city. C calls Sudzha a border town: which mark "
            "lies at the border?",
        ),
        Mistake(
            "across the border",
            SameAs(lambda case: {"where": _mark_of(case, "sumy")}),
            "That mark lies in Ukraine. By C the road leads from Sudzha *to* the Sumy region, "
            "across the border. On which side does it begin?",
        ),
    ),
    right="Between two dated events, and beside the border. Neither bar nor dot is exact: the bar "
    "has the width of the word “early”, and the sketch only knows what lies beside what.",
    nudge="read “early March” against the dated events, and “border town” against the marks.",
    hints=(
        "Early March: about the 1st to the 10th.",
        "Sudzha lies in Russia's Kursk region, close to the border.",
    ),
    reveal="Between the clash and the talks; near mark 2.",
)
