"""Exercises 2.4 and 2.5: what is inside the texts, what is outside, and eleven Fridays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson02.rows import BASIS, BLOOMBERG, LESSON, WINDOW
from atodds.dating import candidates, list_clues
from atodds.exercises import Exercise, Mistake, Number, Rows, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

SAID = {
    "E-t1": "E says that the ministry spoke on a Friday.",
    "E-t2": "E calls Trump “incoming”; C has him as President at the White House on 28 February.",
    "E-t3": "North Koreans fight in Kursk in E; A has them arrive from late October on.",
    "E-t4": "The election was on 5 November 2024: a news page lists the day.",
    "E-t5": "Trump was sworn in on 20 January 2025: the same page lists it.",
    "E-t6": "“Bloomberg reported this week”: another page retells that report, of 15 January.",
}


def _outside(case: Case) -> list[str]:
    return [str(clue) for clue in list_clues(case, "E", "external").index]


def _inside(case: Case) -> list[str]:
    return [str(clue) for clue in list_clues(case, "E").index]


def count_fridays(case: Case, basis: str = "all") -> int:
    """Return how many Fridays the clues of text E leave, the Bloomberg report left aside.

    Parameters
    ----------
    case
        The case of the lesson.
    basis
        "internal": from the texts alone; "all": with the days of election and oath.

    Returns
    -------
    int
        Fridays.

    Examples
    --------
    >>> from atodds import load
    >>> count_fridays(load("kursk")), count_fridays(load("kursk"), "internal")
    (11, 18)
    >>> count_fridays(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: No row 'E' in documents. ...
    """
    clues = list_clues(case, "E", basis)
    return len(candidates(clues[clues.index != BLOOMBERG]))


outside = Exercise(
    id="2.4",
    lesson=LESSON,
    title="Inside or outside?",
    objective=BASIS,
    points=3,
    basis="internal",
    kind=Rows("Which of these rest on evidence from outside the five texts?", options=SAID),
    ask="Tick the clues to E's date that need something which none of the five texts holds.",
    expected=_outside,
    mistakes=(
        Mistake(
            "every other text is outside",
            lambda answer, case: (
                bool({"E-t2", "E-t3"} & set(answer)) and set(_outside(case)) <= set(answer)
            ),
            "One that you ticked leaves text E, but not the five texts. Inside, here, is whatever "
            "lies on our table.",
            example=["E-t2", "E-t3", "E-t4", "E-t5", "E-t6"],
        ),
        Mistake(
            "the other way round",
            lambda answer, case: set(answer) == set(_inside(case)),
            "You have ticked the clues that the five texts can answer. The question is for the "
            "others.",
            example=["E-t1", "E-t2", "E-t3"],
        ),
        Mistake(
            "words of E",
            lambda answer, case: set(answer) < set(_outside(case)) and BLOOMBERG not in answer,
            "One is missing. Its words stand in E, and still its day does not: look for a clue "
            "that quotes E and then goes elsewhere.",
            example=["E-t4", "E-t5"],
        ),
        Mistake(
            "well known, so inside",
            lambda answer, _: bool(answer) and not ({"E-t4", "E-t5"} & set(answer)),
            "What everybody knows is still not in the texts. Who looks up a day, even an easy "
            "one, goes outside.",
            example=["E-t6"],
        ),
    ),
    right="Three inside, three outside. A day looked up is good evidence; it only has to be "
    "marked as such, so that others can check it. A border case is the word “incoming” itself: "
    "that it means elected and not yet in office, no text explains.",
    nudge="ask of each line: could you show it to somebody who has the five texts and no network?",
    hints=(
        "Text A and text C are on the table too.",
        "Three lines send you to a page that is not one of the five texts.",
    ),
    reveal="Outside: the election, the swearing-in, and the day of Bloomberg's report.",
)

fridays = Exercise(
    id="2.5",
    lesson=LESSON,
    title="How many Fridays?",
    objective=WINDOW,
    points=1,
    basis="all",
    kind=Number("Fridays"),
    ask="Count the Fridays after the election of 5 November 2024, a Tuesday, and before the "
    "swearing-in of 20 January 2025, a Monday.",
    expected=count_fridays,
    mistakes=(
        Mistake(
            "from the texts alone",
            SameAs(lambda case: count_fridays(case, "internal")),
            "So many fit as long as we ask the texts alone. Two days from outside now close the "
            "window further.",
        ),
        Mistake(
            "whole weeks",
            SameAs(10),
            "The 76 days hold ten whole weeks and some days more. Is there a Friday in the rest? "
            "Begin with 8 November and count.",
        ),
        Mistake(
            "one too far",
            SameAs(12),
            "One of yours lies outside. Is your first one after a Tuesday the 5th, and your last "
            "one before a Monday the 20th?",
        ),
    ),
    right="Eleven days are left of the eighteen, from 8 November to 17 January. The texts cannot "
    "choose among them. Only one of them is left when Bloomberg's report is dated from outside.",
    nudge="write down the Fridays one by one, from 8 November on.",
    hints=(
        "November has four of them from the 8th on, and December has four.",
        "The last one is 17 January.",
    ),
    reveal="Eleven: 8, 15, 22 and 29 November, 6, 13, 20 and 27 December, 3, 10 and 17 January.",
)
