"""Exercise 2.11: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.lesson02.rows import BASIS, LESSON
from atodds.dating import find_window, list_clues
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

WEEKDAYS = ("Q-t1", "Q-t2")


def _toy(_: Case) -> dict[str, object]:
    clues = list_clues(load("harbour"), "Q")
    first, last = find_window(clues[clues.index.isin(WEEKDAYS)]) or (None, None)
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
        "Text Q of the harbour",
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
    ask="Give Q's window from its two weekdays, and answer the two questions.",
    expected=_toy,
    mistakes=(
        Mistake(
            "from the fire on",
            SameAs({"first": 12}),
            "On the Tuesday Q could not know what lay on the cars the next morning.",
        ),
        Mistake(
            "one clue only",
            SameAs({"last": 19}),
            "That is how far “Wednesday” reaches. How far does “Tuesday”?",
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
    right="13 to 18 March; the register is outside; and a line can stray into a text from a later "
    "edition as well as from an older one.",
    nudge="P has a date for that Wednesday; count six days from each weekday of Q.",
    hints=(
        "The Tuesday is 12 March, the Wednesday 13 March.",
        "A bare weekday reaches back six days at most.",
    ),
    reveal="13 to 18 March; the port's register; a later edition, of April.",
)
