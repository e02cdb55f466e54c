"""A whole class in the Class: which exercise is shown, and its tables."""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds import work
from atodds.charts.sheets import RULE, TOO_FEW, Sheet, as_html, list_sheets
from atodds.reconcile import picture_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.reconcile import Picture

# A table of two of these is meant as marks; what else it lacks is then said.
_MARKS = {"student", "exercise", "verdict"}


def read_marks(found: object) -> pd.DataFrame | None:
    """Return the marks of a class, if that is what was given; None for one learner's coding.

    Examples
    --------
    >>> read_marks(pd.DataFrame({"claim": ["P-c07"]})) is None, read_marks("mine.json") is None
    (True, True)
    >>> read_marks("nobody.csv")
    Traceback (most recent call last):
    ...
    ValueError: Expected a table in nobody.csv, found no such file. Give the marks.csv that
    `atodds grade` wrote.
    """
    if isinstance(found, str | Path) and Path(found).suffix.casefold() == ".csv":
        return pd.DataFrame(work.read_table(found))
    if isinstance(found, pd.DataFrame) and len(_MARKS & set(found.columns)) > 1:
        return found
    return None


def expect_pictures(marks: pd.DataFrame, questions: object) -> list[Picture]:
    """Return what the class answered; refuse a table in which nothing can be shown.

    Examples
    --------
    >>> expect_pictures(pd.DataFrame(columns=["student", "lesson", "exercise", "verdict",
    ...     "answer"]), None)
    Traceback (most recent call last):
    ...
    ValueError: Expected marks of at least one exercise that a machine judged, found none. Give
    the marks.csv that `atodds grade` wrote.
    """
    if questions is not None and not isinstance(questions, pd.DataFrame):
        raise TypeError(
            f"Expected questions as a table, found {type(questions).__name__}. "
            "Give what list_questions() returns."
        )
    pictures = picture_class(marks, questions)
    if not pictures:
        raise ValueError(
            "Expected marks of at least one exercise that a machine judged, found none. "
            "Give the marks.csv that `atodds grade` wrote."
        )
    return pictures


def find(pictures: Sequence[Picture], exercise: object) -> Picture:
    """Return one exercise's picture.

    Examples
    --------
    >>> find([], "6.1")
    Traceback (most recent call last):
    ...
    ValueError: Expected one of the exercises , found '6.1'.
    """
    for one in pictures:
        if one.exercise == exercise:
            return one
    known = ", ".join(one.exercise for one in pictures)
    raise ValueError(f"Expected one of the exercises {known}, found {exercise!r}.")


def name(picture: Picture) -> str:
    """Return an exercise's number and title."""
    return f"{picture.exercise} {picture.title}".strip()


def tell(picture: Picture) -> str:
    """Say how many handed an exercise in, and what is hidden."""
    if picture.tally.empty:
        return TOO_FEW
    return f"{picture.learners} learners. {RULE}"


def draw(picture: Picture) -> tuple[dict[str, Any], ...]:
    """List the tables of an exercise, for the front end."""
    return tuple(asdict(sheet) for sheet in list_sheets(picture))


def as_twin_text(title: str, picture: Picture) -> str:
    """Write an exercise's tables down as plain text."""
    lines = [f"{title}: {name(picture)}. {tell(picture)}"]
    for sheet in list_sheets(picture):
        lines += [f"  {sheet.caption}", *(f"    {_line(sheet, row)}" for row in sheet.rows)]
    return "\n".join(lines)


def _line(sheet: Sheet, row: tuple[str, ...]) -> str:
    if not sheet.wide:
        return ": ".join(row)
    cells = zip(sheet.columns[1:], row[1:], strict=True)
    return f"{row[0]}: {', '.join(f'{column} {cell}' for column, cell in cells)}"


def as_twin_html(title: str, picture: Picture) -> str:
    """Write an exercise's tables down as HTML that needs no script and no style sheet."""
    head = (
        f"<p><strong>{escape(title)}: {escape(name(picture))}.</strong> {escape(tell(picture))}</p>"
    )
    tables = "".join(as_html(sheet, bars=False) for sheet in list_sheets(picture))
    return f'<div class="atodds-twin">{head}{tables}</div>'
