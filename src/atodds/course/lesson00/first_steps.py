"""Exercises 0.1 and 0.2: a form and a widget, for practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.case import load
from atodds.course.cells import printed
from atodds.course.tags import judge_tags, numbers_touched
from atodds.exercises import Exercise, Mistake, Number, Rows, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

LESSON = "00"
CELL = "run a cell and read what it answers"
WIDGET = "use a widget and find your work again"
PASSAGE = "P-p05"
SLEPT = "P-11"
LEFT_HOME = "P-10"


def _printed(figure: str) -> float:
    return printed(load("harbour"), figure)


first_answer = Exercise(
    id="0.1",
    lesson=LESSON,
    title="Your first answer",
    objective=CELL,
    points=0,
    basis="internal",
    kind=Number("People in the school hall", unit="people"),
    ask="How many people slept in the school hall, by the town's count?",
    expected=lambda _: _printed(SLEPT),
    mistakes=(
        Mistake(
            "left home",
            SameAs(lambda _: _printed(LEFT_HOME)),
            "About 300 left their homes. Not all of them slept in the hall: read on to the end "
            "of the sentence.",
        ),
        Mistake(
            "the others",
            SameAs(lambda _: _printed(LEFT_HOME) - _printed(SLEPT)),
            "That is the difference of the two numbers. The town counted the sleepers themselves.",
        ),
    ),
    right="214, by the town's own count. Your answer is saved already.",
    nudge="look for the number that the town counted.",
    hints=("It is the last number of the passage.",),
    reveal="214.",
)


def _numbers(_: Case) -> list[dict[str, object]]:
    rows = load("harbour").figures
    rows = rows[rows["passage"].eq(PASSAGE) & rows["start"].notna()]
    return [
        {"text_start": int(start), "text_end": int(end), "tag": "number"}
        for start, end in zip(rows["start"], rows["end"], strict=True)
    ]


def _first_only(case: Case) -> list[dict[str, object]]:
    return _numbers(case)[:1]


def _whole_passage(_: Case) -> list[dict[str, object]]:
    row: Any = load("harbour").row("passages", PASSAGE)
    return [{"text_start": int(row["start"]), "text_end": int(row["end"]), "tag": "number"}]


def _hits(answer: object, case: Case) -> set[int]:
    """Return the numbers on which a tag stands, by their places in the passage."""
    return {at for _, touched in numbers_touched(answer, _numbers(case)) for at in touched}


def _longest(answer: object) -> float:
    rows = answer if isinstance(answer, tuple) else ()
    return max((row["end"] - row["start"] for row in rows), default=0)


LONGEST_NUMBER = 40

first_tags = Exercise(
    id="0.2",
    lesson=LESSON,
    title="Your first tags",
    objective=WIDGET,
    points=0,
    basis="internal",
    kind=Rows("Numbers", columns=("text_start", "text_end", "tag")),
    ask="Tag the two numbers of people in the passage.",
    expected=_numbers,
    mistakes=(
        Mistake(
            "too wide",
            lambda answer, _: _longest(answer) > LONGEST_NUMBER,
            "Your tag covers more than a number. Select the number alone; Delete takes a tag away.",
            example=_whole_passage,
        ),
        Mistake(
            "no number",
            lambda answer, case: not _hits(answer, case),
            "No tag of yours stands on a number of people yet. Two numbers are in the passage.",
            example=[{"text_start": None, "text_end": None, "tag": "number"}],
        ),
        Mistake(
            "one of two",
            lambda answer, case: len(_hits(answer, case)) == 1,
            "One is there. The passage holds a second number of people.",
            example=_first_only,
        ),
    ),
    right="Two numbers, one guessed and one counted. The tags are saved as you set them.",
    nudge="select a number with the mouse, or with Shift and the arrow keys, and press 1.",
    hints=("One number is about the whole street, the other about the hall.",),
    reveal="“About 300 people” and “214”.",
    judge=judge_tags,
)
