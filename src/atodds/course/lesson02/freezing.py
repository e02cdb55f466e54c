"""Exercise 2.8: what one disputed word of C would do to the window of D."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson02.rows import HALT_BEGINS, HALT_ENDS, LESSON, WINDOW
from atodds.dating import list_clues
from atodds.exercises import Exercise, Mistake, Outcome, Rows
from atodds.exercises.rows import judge_rows

if TYPE_CHECKING:
    from atodds.case import Case

KIND = Rows("Clues of text D that are on")


def ids_on(answer: object) -> object:
    """Return the ids of the clues that are on in what a Dater holds.

    Parameters
    ----------
    answer
        Rows with `id` and `on`, as a Dater's result has them; anything else stays as it is.

    Returns
    -------
    object
        A list of ids.

    Examples
    --------
    >>> ids_on([{"id": "P-t1", "on": True}, {"id": "P-t2", "on": False}])
    ['P-t1']
    >>> ids_on("P-t1")
    'P-t1'
    """
    if isinstance(answer, dict) and isinstance(answer.get("rows"), list):
        answer = answer["rows"]
    if not isinstance(answer, list) or not all(
        isinstance(row, dict) and {"id", "on"} <= set(row) for row in answer
    ):
        return answer
    return [row["id"] for row in answer if row["on"] is True]


def judge_on(answer: object, expected: object) -> Outcome:
    """Judge which clues of a Dater are on.

    Parameters
    ----------
    answer, expected
        Rows of a Dater's result, or the ids themselves.

    Returns
    -------
    Outcome
        "right" where just the expected clues are on.

    Examples
    --------
    >>> judge_on([{"id": "P-t1", "on": True}, {"id": "P-t2", "on": False}], ["P-t1"]).state
    'right'
    >>> judge_on([{"id": "P-t1", "on": False}], ["P-t1"]).state
    'untouched'
    """
    return judge_rows(KIND, ids_on(answer), ids_on(expected))


def _still_hold(case: Case) -> list[str]:
    return [str(clue) for clue in list_clues(case, "D").index if clue != HALT_ENDS]


freezing = Exercise(
    id="2.8",
    lesson=LESSON,
    title="What if the aid was frozen?",
    objective=WINDOW,
    points=3,
    basis="internal",
    kind=KIND,
    ask="Switch on the clues of D that still hold if C's “freezing” is right, and no other.",
    expected=_still_hold,
    mistakes=(
        Mistake(
            "all of them",
            lambda answer, _: HALT_ENDS in answer,
            "One clue that is on needs the halt of aid to be over on 11 March. If aid was frozen "
            "on that day, was it?",
            example=lambda case: [*_still_hold(case), HALT_ENDS],
        ),
        Mistake(
            "throws out the beginning too",
            lambda answer, _: HALT_ENDS not in answer and HALT_BEGINS not in answer,
            "You switched off the beginning of the halt as well. Does C's word say anything "
            "against the weeks before the talks?",
            example=lambda case: [clue for clue in _still_hold(case) if clue != HALT_BEGINS],
        ),
    ),
    right="D loses its last day: instead of 11 March it could be as late as 6 May. One doubtful "
    "word in C would cost D eight weeks. That is why a window has to say on which text it rests.",
    nudge="ask of each clue: does it need the aid to flow again after 11 March?",
    hints=(
        "Two clues quote the same words: one for the beginning of the halt, one for its end.",
        "Switch the two on one after the other, and see which of them ends in March.",
    ),
    reveal="All but D-t3, the one that ends with the talks of 11 March.",
    judge=judge_on,
)
