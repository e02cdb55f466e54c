"""Exercise 4.2: whether time puts a pair in its place, or somebody's plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson04.rows import LESSON, PAIRS, WEIGH
from atodds.course.marks import judge_marks
from atodds.exercises import Exercise, Mistake, Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case

MARKS = {"yes": "time", "no": "plan"}


def placed_by(case: Case) -> list[dict[str, str]]:
    """Return what puts each pair of exercise 4.2 in its place, as a learner marks it.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    list of dict
        ``pair`` and ``mark`` of each.

    Examples
    --------
    >>> from atodds import load
    >>> [row["pair"] for row in placed_by(load("kursk")) if row["mark"] == "time"]
    ['b05', 'b20', 'b26', 'b27']
    >>> placed_by(load("harbour"))
    Traceback (most recent call last):
        ...
    KeyError: ...
    """
    coded = case.tables["alignment"].loc[list(PAIRS), "chronological"]
    return [{"pair": str(pair), "mark": MARKS[str(code)]} for pair, code in coded.items()]


def _gives(pairs: set[str], mark: str) -> Callable[[object, Case], bool]:
    """Tell whether one of these pairs carries this mark."""
    return lambda answer, _: any(
        row["pair"] in pairs and row["mark"] == mark
        for row in (answer if isinstance(answer, tuple | list) else ())
    )


def _remarked(pairs: set[str], mark: str) -> Callable[[Case], list[dict[str, str]]]:
    return lambda case: [
        {**row, "mark": mark if row["pair"] in pairs else row["mark"]} for row in placed_by(case)
    ]


time_or_plan = Exercise(
    id="4.2",
    lesson=LESSON,
    title="Time, or a plan?",
    objective=WEIGH,
    points=8,
    basis="internal",
    kind=Rows("Pairs", columns=("pair", "mark")),
    ask="Mark each pair: would the order of events alone put it where it stands?",
    expected=placed_by,
    mistakes=(
        Mistake(
            "told late, though it came first",
            _gives({"b08"}, "time"),
            "Pair b08: when was the operation planned, and when did it begin? Which of the two "
            "do both texts tell first?",
            example=_remarked({"b08"}, "time"),
        ),
        Mistake(
            "told early, though it came last",
            _gives({"b21"}, "time"),
            "Pair b21: text C gives the general's report a day in April. What time of year comes "
            "next in both texts, in pair b26?",
            example=_remarked({"b21"}, "time"),
        ),
        Mistake(
            "no event at all",
            _gives({"b03", "b36"}, "time"),
            "Pairs b03 and b36: what happens there? A thought about what a loss would mean, and a "
            "state of things, have no day; a writer may put them anywhere.",
            example=_remarked({"b03", "b36"}, "time"),
        ),
        Mistake(
            "everything is a plan",
            _gives({"b05", "b20", "b26", "b27"}, "plan"),
            "You gave an event with a month to somebody's plan. Read from b05 to b27: where do "
            "August, the fall, the turn of the year and March stand?",
            example=_remarked({"b20", "b27"}, "plan"),
        ),
    ),
    right="Four pairs follow the calendar: two strangers would tell those in the same order. The "
    "other four could stand anywhere, and stand in the same place twice. Only they speak for "
    "a common plan.",
    nudge="ask of each pair: has it a day or a month, and does it follow on the one before?",
    hints=(
        "Four of the eight follow the calendar.",
        "Planning comes before an attack; a report of April comes after February.",
    ),
    reveal="Time: b05, b20, b26, b27. A plan: b03, b08, b21, b36.",
    judge=judge_marks,
)
