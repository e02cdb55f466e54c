"""What a class answered as tables for people: for a page, a widget and its twin alike."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from atodds.reconcile.grouping import ANSWER, CODE, MISTAKE, ROW, VERDICT
from atodds.reconcile.hiding import ALL, ALL_BUT, FEW, KEPT, LEAST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.reconcile import Picture

RULE = (
    f"A group of fewer than {LEAST} learners shows as “{FEW}”; a number by which such a group "
    f"could be reckoned shows as “{KEPT}”."
)
TOO_FEW = (
    f"Fewer than {LEAST} learners handed this in, so nothing is shown: in so small a group "
    "everybody would know who answered what. Talk about it together instead."
)
_SHORT = {FEW: f"<{LEAST}", KEPT: "–", ALL_BUT: "nearly all", ALL: "all"}  # noqa: RUF001 - a dash
_LEGEND = f"“<{LEAST}”: {FEW} learners; “–”: {KEPT}."  # noqa: RUF001 - the dash of the cells


@dataclass(frozen=True)
class Sheet:
    """One table with a caption.

    Attributes
    ----------
    caption
        What it tells.
    columns
        A heading for each column.
    rows
        The cells as words; the first of a row names it.
    bars
        One share a row, from 0 to 1, of a bar beside its number; missing where there is none,
        and less than 0 for the dashed bar of a group under five. Empty for a table without.
    wide
        Whether it is a grid of short cells.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[float | None, ...] = ()
    wide: bool = False


def list_sheets(picture: Picture) -> list[Sheet]:
    """Return the tables of one exercise, in the order in which to talk about them.

    Parameters
    ----------
    picture : Picture
        As `reconcile.picture_class` gives it.

    Returns
    -------
    list of Sheet
        Empty below five learners.

    Examples
    --------
    >>> from atodds.reconcile import picture_class
    >>> marks = pd.DataFrame([(f"s{n}", "06", "6.1", "right", 2.0, 62) for n in range(20)],
    ...     columns=["student", "lesson", "exercise", "verdict", "max_points", "answer"])
    >>> [sheet.caption for sheet in list_sheets(picture_class(marks)[0])]
    ['How it went', 'What was answered']
    >>> list_sheets(None)
    Traceback (most recent call last):
    ...
    AttributeError: 'NoneType' object has no attribute 'tally'
    """
    tally = picture.tally
    sheets = [*_counts(tally, VERDICT, "How it went", "Verdict")]
    mistakes = tally[tally["about"] == MISTAKE]
    if len(mistakes):
        rows = zip(mistakes["value"], mistakes["shown"], mistakes["note"], strict=True)
        columns = ("Mistake", "Learners", "To talk about")
        sheets.append(Sheet("Mistakes with a name", columns, tuple(rows), _bars(mistakes)))
    sheets += _counts(tally, ANSWER, "What was answered", "Answer")
    sheets += _counts(tally, ROW, "How often each was chosen", "Chosen")
    sheets += _codes(tally)
    if len(picture.agreement):
        coded = zip(picture.agreement["variable"], picture.agreement["said"], strict=True)
        said = tuple((str(name).capitalize(), str(words)) for name, words in coded)
        sheets.append(Sheet("How far the learners agree", ("Coded", "Agreement"), said))
    if picture.grid is not None:
        sheets.append(_grid(picture.grid, picture.diagonal))
    return sheets


def _counts(tally: pd.DataFrame, about: str, caption: str, heading: str) -> Iterator[Sheet]:
    """Give one table a part, its caption with the part's name."""
    lines = tally[tally["about"] == about]
    for part, rows in lines.groupby("part", sort=False):
        name = f"{caption}: {part!s}" if part else caption
        cells = tuple(zip(rows["value"], rows["shown"], strict=True))
        yield Sheet(name, (heading, "Learners"), cells, _bars(rows))


def _bars(rows: pd.DataFrame) -> tuple[float | None, ...]:
    shares: list[float | None] = []
    for learners, shown, of in zip(rows["learners"], rows["shown"], rows["of"], strict=True):
        few = -LEAST / of if shown == FEW else None
        shares.append(few if pd.isna(learners) else round(int(learners) / of, 3))
    return tuple(shares)


def _codes(tally: pd.DataFrame) -> Iterator[Sheet]:
    """Give one table a variable: a row for each thing, a column for each code."""
    lines = tally[tally["about"] == CODE]
    if lines.empty:
        return
    variables = lines["part"].str.partition(": ")[0]
    for variable, rows in lines.groupby(variables, sort=False):
        things = rows["part"].str.partition(": ")[2]
        codes = sorted(set(rows["value"]), key=lambda code: (len(code) > 1, code))
        told = {
            (thing, code): _SHORT.get(shown, shown)
            for thing, code, shown in zip(things, rows["value"], rows["shown"], strict=True)
        }
        cells = tuple(
            # A code that few gave this thing is among its other answers.
            (thing, *(told.get((thing, code), _SHORT[KEPT]) for code in codes))
            for thing in dict.fromkeys(things)
        )
        caption = f"Which {variable} each got. {_LEGEND}"
        yield Sheet(caption, ("", *codes), cells, wide=True)


def _grid(grid: pd.DataFrame, diagonal: str) -> Sheet:
    rows = tuple(
        (str(source), *(_SHORT.get(cell, cell) for cell in cells))
        for source, cells in zip(grid.index, grid.to_numpy().tolist(), strict=True)
    )
    caption = f"How many learners gave each pair of grades at least once. {_LEGEND} {diagonal}"
    return Sheet(caption, ("Source", *(f"Statement {grade}" for grade in grid)), rows, wide=True)


def as_html(sheet: Sheet, *, bars: bool = True) -> str:
    """Return a table as HTML that needs no script; a style sheet may draw its bars.

    Parameters
    ----------
    sheet : Sheet
        The table.
    bars : bool, default True
        Whether bars stand under the numbers: a page without a style sheet could not draw them.

    Returns
    -------
    str
        Everything in it escaped.

    Examples
    --------
    >>> as_html(Sheet("Verdicts", ("Verdict", "Learners"), (("<b>", "20"),)))[-62:]
    '<th scope="row">&lt;b&gt;</th><td>20</td></tr></tbody></table>'
    >>> as_html(None)
    Traceback (most recent call last):
    ...
    AttributeError: 'NoneType' object has no attribute 'columns'
    """
    first, *others = sheet.columns
    # An empty heading is none: a reader of the screen would stop at it.
    corner = f'<th scope="col">{escape(first)}</th>' if first else "<td></td>"
    head = corner + "".join(f'<th scope="col">{escape(name)}</th>' for name in others)
    shares = sheet.bars if bars and sheet.bars else (None,) * len(sheet.rows)
    body = "".join(
        f"<tr>{_cells(row, share)}</tr>" for row, share in zip(sheet.rows, shares, strict=True)
    )
    kind = "wide" if sheet.wide else "counts" if sheet.bars else "words"
    return (
        f'<table class="{kind}"><caption>{escape(sheet.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cells(row: tuple[str, ...], bar: float | None) -> str:
    name, number, *others = row
    drawn = ""
    if bar is not None:
        kind = "bar" if bar >= 0 else "bar few"
        width = f'<span style="width:{abs(bar):.1%}"></span>'
        drawn = f'<span class="{kind}" aria-hidden="true">{width}</span>'
    cells = [f'<th scope="row">{escape(name)}</th>', f"<td>{escape(number)}{drawn}</td>"]
    return "".join([*cells, *(f"<td>{escape(other)}</td>" for other in others)])
