"""Read tables that came back from a spreadsheet, whichever way it saved them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from atodds.grading.marks import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
WIDE = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ",;\t"


class SheetError(ValueError):
    """A file that cannot be read as the table that it should be: a sentence that says why."""


class Row(NamedTuple):
    """One row of a table.

    Attributes
    ----------
    number
        As the spreadsheet numbers it: the heads are row 1.
    cells
        Column to text, without white space around it; a column that is not there is empty.
    problem
        What is the matter with the row as a whole, or nothing.
    """

    number: int
    cells: dict[str, str]
    problem: str = ""


class Sheet(NamedTuple):
    """A table as it came back: its columns, its rows, and what was odd about the file."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def read_sheet(file: Path, needed: Iterable[str]) -> Sheet:
    r"""Read a CSV file as Excel, LibreOffice or Google Sheets write it.

    Commas, semicolons (as Excel writes in much of Europe) and tabs part cells; UTF-8 with and
    without its mark, UTF-16 and the letters of Windows (cp1252) are read.

    Parameters
    ----------
    file : Path
        The file.
    needed : Iterable of str
        The columns that it must have, in small letters.

    Returns
    -------
    Sheet
        Rows without anything in them are left out; heads are compared without capitals.

    Raises
    ------
    SheetError
        If it is no such table.
    OSError
        If it cannot be read.

    Examples
    --------
    >>> file = getfixture("tmp_path") / "essays.csv"
    >>> _ = file.write_bytes(b"\xef\xbb\xbfStudent;Points\r\nada;7,5\r\n;\r\n'=bo;3\r\n")
    >>> [(row.number, *row.cells.values()) for row in read_sheet(file, ["student"]).rows]
    [(2, 'ada', '7,5'), (4, '=bo', '3')]
    >>> _ = file.write_bytes(b"PK\x03\x04...")
    >>> read_sheet(file, ["student"])
    Traceback (most recent call last):
    ...
    atodds.grading.spreadsheets.SheetError: essays.csv: this is a workbook. In your spreadsheet
    choose "Save as" and "CSV UTF-8", and give that file.
    """
    data = file.read_bytes()
    if data.startswith(WORKBOOKS):
        raise SheetError(
            f'{file.name}: this is a workbook. In your spreadsheet choose "Save as" and '
            '"CSV UTF-8", and give that file.'
        )
    text, notes = _decoded(data, file.name)
    lines = _best(text, set(needed), file.name)
    columns = tuple(cell.strip().casefold() for cell in lines[0])
    missing = [name for name in needed if name not in columns]
    if missing:
        found = ", ".join(name for name in columns if name)[:200] or "nothing"
        raise SheetError(
            f"{file.name}: expected the columns {', '.join(needed)}; missing: "
            f"{', '.join(missing)}; found: {found}. Keep the first row as it was written."
        )
    if len(set(columns) - {""}) < len([name for name in columns if name]):
        raise SheetError(f"{file.name}: two columns have the same name; keep one of them.")
    rows = [_row(number, columns, cells) for number, cells in enumerate(lines[1:], 2)]
    return Sheet(columns, tuple(row for row in rows if any(row.cells.values())), notes)


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if data.startswith(WIDE):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        told = (
            f"{name} was saved with the letters of Windows, not as UTF-8: where your comments "
            "hold other letters than English ones, look whether they are right."
        )
        return data.decode("cp1252", "replace"), (told,)


def _best(text: str, needed: set[str], name: str) -> list[list[str]]:
    """Part the text into cells, with the separator that finds most of the columns."""
    # Excel writes which separator follows, and reads it; it is no row of the table.
    text = text.partition("\n")[2] if text[:4].casefold() == "sep=" else text
    found: list[list[list[str]]] = []
    for separator in SEPARATORS:
        try:
            found.append(list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)))
        except csv.Error:
            continue
    heads = [{cell.strip().casefold() for cell in lines[0]} if lines else set() for lines in found]
    if not any(heads):
        raise SheetError(f"{name}: there is no table in this file.")
    most = max(range(len(found)), key=lambda at: len(needed & heads[at]))
    return found[most]


def _row(number: int, columns: tuple[str, ...], cells: list[str]) -> Row:
    told = {name: cell_text(cell.strip()) for name, cell in zip(columns, cells, strict=False)}
    over = any(cell.strip() for cell in cells[len(columns) :])
    problem = "it has more cells than there are columns" if over else ""
    return Row(number, dict.fromkeys(columns, "") | told, problem)
