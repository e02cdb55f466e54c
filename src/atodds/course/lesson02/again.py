"""Exercise 2.11: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.lesson02.rows import BASIS, LESSON
from atodds.dating import find_window, list_clues
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

# What a cutting of Q still says: the lines with the ash and with the ten days.
CUTTING = ("Q-t2", "Q-t3")


def _toy(_: Case) -> dict[str, object]:
    clues = list_clues(load("harbour"), "Q")
    first, last = find_window(clues[clues.index.isin(CUTTING)]) or (None, None)
    days = {"first": first.day if first else None, "last": last.day if last else None}
    return {**days, "outside": "register", "layer": "later"}


other_case = Exercise(
    id="2.11",
    lesson=LESSON,
    title="The same work, another case",
    objective=BASIS,
    points=4,
    basis="internal",
    kind=Fields(
        "A cutting of text Q",
        {
            "first": Number("First day of March"),
            "last": Number("Last day of March"),
            "outside": Choice(
                "Which of these is external evidence?",
                options={
                    "other": "P's date for the Wednesday",
                    "register": "a page of the port's register, found in an archive",
                    "name": "Q's “Tuesday night”",
                },
                confidence=False,
            ),
            "layer": Choice(
                "A line in Q on this fire as one of “last month” would come from",
                options={
                    "older": "an older edition, of February",
                    "later": "a later edition, of April",
                    "same": "the same edition",
                },
                confidence=False,
            ),
        },
    ),
    ask="Give the window that the cutting leaves, and answer the two questions.",
    expected=_toy,
    mistakes=(
        Mistake(
            "from the fire on",
            SameAs({"first": 12}),
            "On the Tuesday Q could not know what lay on the cars the next morning.",
        ),
        Mistake(
            "the whole of Q",
            SameAs({"last": 18}),
            "That end was set by “Tuesday night”, and the cutting has lost that line. How far does "
            "“Wednesday” reach?",
        ),
        Mistake(
            "the wider clue",
            SameAs({"last": 23}),
            "So far reach the ten days. The other clue stops sooner: how far back does a bare "
            "weekday reach?",
        ),
        Mistake(
            "another text is outside",
            SameAs({"outside": "other"}),
            "P is one of the three texts of the case. Inside is whatever lies on the table.",
        ),
        Mistake(
            "left over means older",
            SameAs({"layer": "older"}),
            "Could anybody tell of the fire of 12 March in February? In which month is it a fire "
            "of last month?",
        ),
    ),
    right="13 to 19 March: one line less, and the window is a day wider. The register is outside; "
    "and a line can stray into a text from a later edition as well as from an older one.",
    nudge="P has a date for that Wednesday; ask of each clue how far it reaches, take the sooner.",
    hints=(
        "Ten days from 13 March end on the 23rd.",
        "A bare weekday reaches back six days at most.",
    ),
    reveal="13 to 19 March; the port's register; a later edition, of April.",
)
