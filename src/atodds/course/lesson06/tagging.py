"""Exercise 6.2: tag the numbers of a text as values, bounds and conversions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.cells import cell
from atodds.course.lesson06.rows import (
    HELD,
    HELD_CONVERTED,
    LESSON,
    MORE_THAN_60,
    READER_PASSAGES,
    ROW,
)
from atodds.course.tags import judge_tags
from atodds.exercises import Exercise, Mistake, Rows

if TYPE_CHECKING:
    from atodds.case import Case


def ground_tags(case: Case) -> list[dict[str, object]]:
    """Return the tags that exercise 6.2 expects: one for each area or share of ground.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    list of dict
        `text_start` and `text_end` in the text itself, and `tag`: "conversion" in a bracket,
        "bound" where the number only fences the value in, else "value".

    Examples
    --------
    >>> from atodds import load
    >>> [row["tag"] for row in ground_tags(load("kursk"))].count("bound")
    2
    >>> ground_tags(load("harbour"))
    []
    """
    rows = case.figures[case.figures["passage"].isin(READER_PASSAGES)]
    rows = rows[rows["kind"].isin(["amount", "share"])]
    fences = rows["bound"].isin(["under", "over", "at most", "at least"])
    tags = fences.map({True: "bound", False: "value"})
    tags = tags.mask(rows["conversion_of"].notna(), "conversion")
    return [
        {"text_start": int(start), "text_end": int(end), "tag": tag}
        for start, end, tag in zip(rows["start"], rows["end"], tags, strict=True)
    ]


def _tagged(answer: object, case: Case, figure: str) -> str | None:
    """Tell which tag an answer gives to one figure."""
    row = case.row("figures", figure)
    for mark in answer if isinstance(answer, tuple) else ():
        start, end = mark["start"], mark["end"]
        if isinstance(start, int | float) and start < row["end"] and row["start"] < end:
            return str(mark["tag"])
    return None


def _as_tagged(case: Case, *, skip: str = "", swap: str = "") -> list[dict[str, object]]:
    """Return the expected tags with one left out, or one tagged as a value."""
    at = {name: int(cell(case, name, "start")) for name in (skip, swap) if name}
    return [
        {**row, "tag": "value"} if row["text_start"] == at.get(swap) else row
        for row in ground_tags(case)
        if row["text_start"] != at.get(skip)
    ]


tagging = Exercise(
    id="6.2",
    lesson=LESSON,
    title="A value or a bound?",
    objective=ROW,
    points=7,
    basis="internal",
    kind=Rows("Numbers of ground in text E", columns=("text_start", "text_end", "tag")),
    ask="Tag every area and every share of ground in the first three paragraphs of text E.",
    expected=ground_tags,
    mistakes=(
        Mistake(
            "bound as value",
            lambda answer, case: (
                "value" in {_tagged(answer, case, MORE_THAN_60), _tagged(answer, case, HELD)}
            ),
            "One number stands behind “more than” or “over” and you tagged it as a value. "
            "Could the ground be a little larger than the printed number, and the sentence true?",
            example=lambda case: _as_tagged(case, swap=HELD),
        ),
        Mistake(
            "conversion as value",
            lambda answer, case: _tagged(answer, case, HELD_CONVERTED) in {"value", "bound"},
            "A number in brackets is no second finding: it says the first one again in another "
            "unit. Tag it as a conversion, so that nobody counts it twice.",
            example=lambda case: _as_tagged(case, swap=HELD_CONVERTED),
        ),
        Mistake(
            "brackets left out",
            lambda answer, case: (
                _tagged(answer, case, HELD_CONVERTED) is None
                and _tagged(answer, case, HELD) is not None
            ),
            "A number in brackets is a statement too, and it can be false on its own account. "
            "Tag those as well.",
            example=lambda case: _as_tagged(case, skip=HELD_CONVERTED),
        ),
    ),
    right="Two values, two bounds, and three conversions that say a number again.",
    nudge="look for seven numbers: a share, three areas, and a bracket behind each area.",
    hints=(
        "The first paragraph has one, the second four, the third two.",
        "Read the word before the number. If it is “more than” or “over”, the number is a fence.",
    ),
    reveal="Bounds: “more than 60%” and “over 420 square kilometers”. Values: 1,268 and 801. "
    "Conversions: 490, 309 and 261.",
    judge=judge_tags,
)
