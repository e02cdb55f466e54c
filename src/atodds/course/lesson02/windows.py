"""Exercises 2.1 and 2.2: from clues to a window, in one text and across two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.cells import cell
from atodds.course.lesson02.rows import LESSON, TALKS, WINDOW
from atodds.dating import find_window, list_clues
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def days_left(case: Case, siglum: str) -> dict[str, int]:
    """Return the first and the last day that the clues of a text leave, as days of the month.

    Parameters
    ----------
    case
        A case with clues.
    siglum
        Which text; its window must have two ends.

    Returns
    -------
    dict
        first and last.

    Raises
    ------
    ValueError
        If the window has no two ends.

    Examples
    --------
    >>> days_left(load("harbour"), "R")
    {'first': 15, 'last': 17}
    >>> days_left(load("kursk"), "B")
    Traceback (most recent call last):
        ...
    ValueError: Expected a window with two ends for text B, found 2025-04-26 or later.
    """
    window = find_window(list_clues(case, siglum))
    if window is None or window.start is None or window.end is None:
        raise ValueError(f"Expected a window with two ends for text {siglum}, found {window}.")
    return {"first": int(window.start.day), "last": int(window.end.day)}


toy = Exercise(
    id="2.1",
    lesson=LESSON,
    title="When was text R written?",
    objective=WINDOW,
    points=2,
    basis="internal",
    kind=Fields(
        "Text R, in March",
        {"first": Number("First day possible"), "last": Number("Last day possible")},
    ),
    ask="Give the first and the last day of March on which R can have been written.",
    expected=lambda _: days_left(load("harbour"), "R"),
    mistakes=(
        Mistake(
            "from the fire on",
            SameAs({"first": 12}),
            "On 12 March the fire breaks out. R tells of something that came after it, with a "
            "weekday of its own. Which?",
        ),
        Mistake(
            "six days from Friday",
            SameAs({"last": 21}),
            "That is how far “Friday” reaches by itself. The other clue stops sooner: until "
            "which day can one speak of “this week”?",
        ),
        Mistake(
            "the Friday alone",
            SameAs({"first": 15, "last": 15}),
            "Friday is the day that R tells of. Could R have been written one day later, and "
            "still say “Friday” and “this week”?",
        ),
        Mistake(
            "the week of work",
            SameAs({"first": 15, "last": 16}),
            "You end the week before its last day. Our rule lets a week run from Monday to Sunday.",
        ),
    ),
    right="“Friday” sets the first day, “this week” the last. Neither could do it alone: a window "
    "is what all clues leave.",
    nudge="find the date of that Friday, then the day on which its week ends.",
    hints=(
        "Text P: Wednesday is 13 March. Which day of March is the Friday of that week?",
        "On the Monday after, the fire would be one of last week.",
    ),
    reveal="15 to 17 March: the Friday, the Saturday and the Sunday.",
)


def _join(case: Case) -> dict[str, object]:
    tuesday = cell(case, TALKS, "start", table="events").day
    by = cell(case, TALKS, "fixed_by", table="events")
    return {"tuesday": tuesday, "by": by, **days_left(case, "A")}


tuesday_join = Exercise(
    id="2.2",
    lesson=LESSON,
    title="Which Tuesday?",
    objective=WINDOW,
    points=4,
    basis="internal",
    kind=Fields(
        "Text A, in March 2025",
        {
            "tuesday": Number("A's Tuesday is March the"),
            "by": Choice(
                "Which text dates it?",
                options={"A": "A itself", "C": "text C", "none": "none of the five"},
                confidence=False,
            ),
            "first": Number("A was written on March the ... or later"),
            "last": Number("and on March the ... or earlier"),
        },
    ),
    ask="Date the Tuesday, say which text fixes it, and give A's first and last day.",
    expected=_join,
    mistakes=(
        Mistake(
            "no way to tell",
            SameAs({"by": "none"}),
            "Ask of each date in C: does A tell of the same thing? Look for two governments who "
            "talk, and for thirty days.",
        ),
        Mistake(
            "A by itself",
            SameAs({"by": "A"}),
            "A has a weekday, and no date of that month anywhere. From where did you take the "
            "number?",
        ),
        Mistake(
            "takes the clash",
            SameAs({"tuesday": 28}),
            "That is the day of the clash, in another month. Which day of C belongs to the talks?",
        ),
        Mistake(
            "forgets the visit",
            SameAs({"first": 11}),
            "On that day A could know of the talks. Could it already know of the Wednesday?",
        ),
        Mistake(
            "one clue only",
            SameAs({"last": 18}),
            "That is how far “Wednesday” reaches. A says “Tuesday” as well: on what day would "
            "that name mean another Tuesday?",
        ),
        Mistake(
            "news is fresh",
            lambda answer, _: float(answer["last"] or 0) in (12, 13),
            "A reporter would very likely have written by then. But which word of A forbids a "
            "later day? Count from “Tuesday”, as far as a bare weekday reaches.",
            example={"tuesday": 11, "by": "C", "first": 12, "last": 13},
        ),
        Mistake(
            "two weeks to the day",
            SameAs({"last": 14}),
            "Two weeks after 28 February, to the day, is 14 March. But “two weeks ago” is a round "
            "number: half a week to either side, by our rule. Which clue is the one that closes?",
        ),
    ),
    right="A prints no date of that spring, and you have fixed it to six days: C has the date, "
    "the thirty days of ceasefire join the two. Most readers will go further, to 12, 13 or 14 "
    "March, since news is fresh; that is likely, and no clue says so. One thing stays open: A "
    "alone would also allow Wednesday the 5th, if it was written on the Tuesday itself.",
    nudge="date the Tuesday by C first; then count six days from each weekday.",
    hints=(
        "Both texts tell of a proposed ceasefire of 30 days, and of who agreed to it.",
        "The Tuesday is 11 March. The Wednesday is told as well, so A is not older than that.",
        "A bare “Tuesday” reaches back six days at most.",
    ),
    reveal="The Tuesday is 11 March, by C; A was written from 12 to 17 March.",
    finds=("the Tuesday",),
)
