"""A coding in a file: what two people hand each other to compare how they coded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from atodds.work.files import parse_entry, parse_json, write_whole

KIT, FORMAT = "atodds", 1
LARGEST_FILE = 1_000_000
MOST_ROWS = 2_000
LONGEST_CODE = 200
_HOW = 'Make one with Class(...).save("mine.json"), or with its save button.'


@dataclass(frozen=True)
class Coding:
    """Rows of codes: columns by name, and plain cells (text, number, truth or nothing)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def write_coding(path: str | Path, coding: Coding) -> None:
    """Write a coding to a file that a partner can load.

    Parameters
    ----------
    path
        Where to; a folder on the way must exist.
    coding
        The rows.

    Raises
    ------
    FileExistsError
        If another file is there already: nothing that was saved is written over.
    OSError
        If the file cannot be written.

    Examples
    --------
    >>> place = getfixture("tmp_path") / "mine.json"
    >>> write_coding(place, Coding(("claim", "source"), (("P-c01", "B"),)))
    >>> read_coding(place).rows
    (('P-c01', 'B'),)
    >>> write_coding(place, Coding(("claim", "source"), (("P-c01", "F"),)))
    Traceback (most recent call last):
    ...
    FileExistsError: There is a file mine.json already. Choose another name.
    """
    place, data = Path(path), dump_coding(coding).encode("utf-8")
    if place.exists() and place.read_bytes() != data:
        raise FileExistsError(f"There is a file {place.name} already. Choose another name.")
    write_whole(place, data)


def dump_coding(coding: Coding) -> str:
    """Return a coding as the text of its file.

    Parameters
    ----------
    coding
        The rows.

    Returns
    -------
    str
        JSON.

    Examples
    --------
    >>> dump_coding(Coding(("claim",), (("P-c01",),)))
    '{"kit": "atodds", "format": 1, "coding": {"columns": ["claim"], "rows": [["P-c01"]]}}'
    >>> dump_coding(Coding(("claim",), ((object(),),)))
    Traceback (most recent call last):
    ...
    TypeError: Object of type object is not JSON serializable
    """
    content = {"columns": coding.columns, "rows": coding.rows}
    whole = {"kit": KIT, "format": FORMAT, "coding": content}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False)


def read_coding(path: str | Path) -> Coding:
    """Read a coding from a file.

    Parameters
    ----------
    path
        A file that `write_coding` wrote, or a draft out of `my-work` that holds rows.

    Returns
    -------
    Coding
        The rows.

    Raises
    ------
    ValueError
        If there is no such file, or it holds something else.

    Examples
    --------
    >>> read_coding("nobody.json")
    Traceback (most recent call last):
    ...
    ValueError: Expected a coding in nobody.json, found no such file. Is it beside your notebook?
    """
    place = Path(path)
    try:
        if place.is_file() and place.stat().st_size > LARGEST_FILE:
            return parse_coding(b" " * (LARGEST_FILE + 1), place.name)
        data = place.read_bytes()
    except FileNotFoundError:
        raise _unfit(place.name, "no such file", "Is it beside your notebook?") from None
    except OSError as error:
        raise _unfit(place.name, error.strerror or "no access", _HOW) from None
    return parse_coding(data, place.name)


def parse_coding(data: bytes, name: str) -> Coding:
    """Read a coding from the bytes of a file.

    Parameters
    ----------
    data
        What the file holds; from anybody.
    name
        The file's name, for the message.

    Returns
    -------
    Coding
        The rows.

    Raises
    ------
    ValueError
        If they are no coding.

    Examples
    --------
    >>> parse_coding(dump_coding(Coding(("claim",), (("P-c01",),))).encode(), "a.json").columns
    ('claim',)
    >>> parse_coding(b"PK", "essay.docx")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: Expected a coding in essay.docx, found something that is no JSON. Make one with...
    """
    if len(data) > LARGEST_FILE:
        raise _unfit(name, f"more than {LARGEST_FILE // 1_000_000} MB", _HOW)
    try:
        content = parse_json(data)
    except ValueError:
        raise _unfit(name, "something that is no JSON", _HOW) from None
    entry = parse_entry(data)
    if entry is not None:
        return _read_rows(entry["value"], name, "a draft that holds no rows of codes")
    if not isinstance(content, dict) or content.get("kit") != KIT:
        raise _unfit(name, "JSON that is no coding of this kit", _HOW)
    if content.get("format") != FORMAT:
        raise _unfit(name, "a coding of another version of the kit", "Update one of the two kits.")
    return _read_rows(content.get("coding"), name, "a file that was cut or changed")


def _read_rows(found: object, name: str, otherwise: str) -> Coding:
    columns = found.get("columns") if isinstance(found, dict) else None
    rows = found.get("rows") if isinstance(found, dict) else None
    if not _is_names(columns) or not isinstance(rows, list):
        raise _unfit(name, otherwise, _HOW)
    if not rows:
        raise _unfit(name, "no rows", "Code something first, then save again.")
    if len(rows) > MOST_ROWS:
        raise _unfit(name, f"{len(rows):,} rows", f"At most {MOST_ROWS:,} can be compared.")
    for place, row in enumerate(rows, start=1):
        if not isinstance(row, list) or len(row) != len(columns):
            raise _unfit(f"{name}, row {place}", "a row that does not fit its columns", _HOW)
        if not all(_is_code(cell) for cell in row):
            long = "a cell that is no short code"
            raise _unfit(f"{name}, row {place}", long, "Codes only: no lists, and no essays.")
    return Coding(tuple(columns), tuple(tuple(row) for row in rows))


def _is_names(found: object) -> TypeGuard[list[str]]:
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        return False
    return 0 < len(found) == len(set(found))


def _is_code(cell: object) -> bool:
    if isinstance(cell, str):
        return len(cell) <= LONGEST_CODE
    return cell is None or isinstance(cell, bool | int | float)


def _unfit(where: str, found: str, advice: str) -> ValueError:
    return ValueError(f"Expected a coding in {where}, found {found}. {advice}")
