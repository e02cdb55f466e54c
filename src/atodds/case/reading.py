"""Read one table of a package cell by cell, and name the first cell that is not as described."""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from atodds.case.faults import CaseError, brief, cut, did_you_mean

Field = Mapping[str, Any]
Rows = Sequence[tuple[int, list[str]]]
# What pandas itself gives texts: "str" from pandas 3 on, "object" before. Missing is NaN in both.
TEXT = pd.Series(["text"]).dtype
# Digits of other scripts are letters to whoever reads a table; 18 digits always fit a column.
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", re.IGNORECASE)
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_CUT_OFF = "This is the last row: the file may be cut off."
_BOOLEANS = {"true": True, "false": False}
_MEANING = {
    "string": "a text",
    "number": "a number with a point and without thousands commas, such as 1300.5",
    "integer": "a whole number of at most 18 digits, such as 12",
    "boolean": "true or false",
    "date": "a date such as 2024-08-06",
}


@dataclass(frozen=True)
class Table:
    """A table as read: its typed columns, and the line of the file on which each row begins."""

    name: str
    file: str
    frame: pd.DataFrame
    lines: Sequence[int]
    schema: Mapping[str, Any]

    def where(self, row: int, field: str) -> str:
        """Say where a cell stands, in words."""
        return f"{self.file}, line {self.lines[row]}, field {field!r}"


def read_table(folder: Path, resource: Mapping[str, Any]) -> Table:
    r"""Read one table of a package.

    Parameters
    ----------
    folder : Path
        The package.
    resource : mapping
        The table's entry in datapackage.json: name, path and schema.

    Returns
    -------
    Table
        Typed columns in the order of the schema.

    Raises
    ------
    CaseError
        For the first thing that is not as the schema says.

    Examples
    --------
    >>> here = getfixture("tmp_path")
    >>> schema = {"fields": [{"name": "id", "type": "string"}, {"name": "low", "type": "number"}]}
    >>> resource = {"name": "figures", "path": "figures.csv", "schema": schema}
    >>> _ = (here / "figures.csv").write_text("id,low\nP-01,8500\nP-02,\n")
    >>> read_table(here, resource).frame["low"].tolist()
    [8500.0, nan]
    >>> _ = (here / "figures.csv").write_text("id,low\nP-01,many\n")
    >>> read_table(here, resource)
    Traceback (most recent call last):
    ...
    atodds.case.faults.CaseError: .../figures.csv, line 2, field 'low': expected a number with a
    point and without thousands commas, such as 1300.5, found 'many'. Correct the cell, or leave
    it empty if the value is missing.
    """
    name, path = str(resource["name"]), str(resource["path"])
    file, fields = f"{folder.name}/{path}", resource["schema"]["fields"]
    (_, header), *rows = list(_records(_content(folder / path, file), file)) or [(1, [])]
    order = _columns(file, header, [str(field["name"]) for field in fields])
    _check_shape(file, rows, len(header), resource.get("rows"))
    lines = [line for line, _ in rows]
    columns = {}
    for field, at in zip(fields, order, strict=True):
        texts = [row[at] for _, row in rows]
        columns[str(field["name"])] = _column(field, texts, file, lines)
    return Table(name, file, pd.DataFrame(columns), lines, resource["schema"])


def _content(path: Path, file: str) -> str:
    expected = "a table in this file"
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        advice = "Put the file back, or take its entry out of datapackage.json."
        raise CaseError(file, expected, "no such file", advice) from None
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        advice = "Save the file again as CSV in UTF-8."
        raise CaseError(f"{file}, line {line}", "UTF-8", "another encoding", advice) from None
    except (OSError, ValueError) as problem:
        advice = "Put the file in its place, or take its entry out of datapackage.json."
        found = f"what cannot be read ({getattr(problem, 'strerror', 'no such name can be')})"
        raise CaseError(brief(file), expected, found, advice) from None


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins; a cell may hold line breaks."""
    # With newline="" only the csv module says where a line ends: to Python's own
    # splitlines a form feed inside a cell would end one too.
    reader, line = csv.reader(io.StringIO(text, newline=""), strict=True), 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as problem:
        advice = "Close every quotation mark, and double those inside a cell."
        if "end of data" in str(problem):
            advice += " Or the file is cut off."
        raise CaseError(f"{file}, line {line}", "a row of CSV", str(problem), advice) from None


def _check_shape(file: str, rows: Rows, width: int, stated: object) -> None:
    """Refuse a row with more or fewer cells than the header, and a table with rows missing."""
    for line, row in rows:
        if len(row) != width:
            advice = "Put cells that hold commas or quotation marks into double quotation marks."
            if line == rows[-1][0] and len(row) < width:
                advice = f"{_CUT_OFF} Put a whole copy in its place, or complete the row."
            expected = f"{width} cells, one for each column"
            raise CaseError(f"{file}, line {line}", expected, f"{len(row)}", advice)
    # Authors add rows by hand and load them before they build: only a loss is suspect.
    if isinstance(stated, int) and len(rows) < stated:
        expected, found = f"{stated} rows, as datapackage.json says", f"{len(rows)}"
        advice = "If the file is cut off, put a whole copy in its place."
        advice += " If you took rows out yourself, run `atodds build data`."
        raise CaseError(file, expected, found, advice)


def _columns(file: str, header: list[str], names: list[str]) -> list[int]:
    where = f"{file}, line 1"
    _check_separator(where, header)
    for name in names:
        if header.count(name) != 1:
            listed = brief(", ".join(header)) or "an empty file"
            found = "it twice" if name in header else f"only {listed}"
            stray = did_you_mean(name, [each for each in header if each not in names])
            advice = f"Give the column in the first line.{stray.replace('Did you mean', 'Is it')}"
            raise CaseError(where, f"one column {name!r}", found, advice)
    for name in header:
        if name not in names:
            advice = "Take the column out, or describe it in the schema and build the data again."
            raise CaseError(where, f"the columns {', '.join(names)}", cut(name), advice)
    return [header.index(name) for name in names]


def _check_separator(where: str, header: list[str]) -> None:
    for mark, called in _SEPARATORS.items():
        if len(header) == 1 and mark in header[0]:
            advice = "Save the table again as CSV with commas between the cells."
            raise CaseError(where, "commas between the cells", called, advice)


def _column(field: Field, texts: list[str], file: str, lines: Sequence[int]) -> pd.Series:
    read, check = _READERS[str(field["type"])], _checker(field)
    values: list[object] = []
    for line, text in zip(lines, texts, strict=True):
        value = read(text) if text else None
        fault = _MEANING[str(field["type"])] if text and value is None else check(text, value)
        if fault:
            advice = "Correct the cell, or leave it empty if the value is missing."
            if field.get("constraints", {}).get("required"):
                advice = "Correct the cell; it must not be empty."
            where = f"{file}, line {line}, field {field['name']!r}"
            raise CaseError(where, fault, cut(text) if text else "an empty cell", advice)
        values.append(value)
    return _typed(field, values)


def _typed(field: Field, values: list[object]) -> pd.Series:
    required = bool(field.get("constraints", {}).get("required"))
    match field["type"]:
        case "number":
            return pd.Series(values, dtype="float64")
        case "integer":
            return pd.Series(values, dtype="int64" if required else "Int64")
        case "boolean":
            return pd.Series(values, dtype="bool" if required else "boolean")
        case "date":
            days = ["NaT" if value is None else str(value) for value in values]
            return pd.Series(np.array(days, dtype="datetime64[us]"))
    return pd.Series([np.nan if value is None else value for value in values], dtype=TEXT)


def _checker(field: Field) -> Callable[[str, Any], str]:
    """Make the check of a field's constraints: it returns what was expected, or nothing."""
    rules = field.get("constraints", {})
    pattern = re.compile(str(rules["pattern"])) if "pattern" in rules else None

    def check(text: str, value: Any) -> str:  # noqa: ANN401  a cell may hold any type
        if not text:
            return "a value" if rules.get("required") else ""
        if "enum" in rules and value not in rules["enum"]:
            stray = did_you_mean(text, map(str, rules["enum"])).rstrip("?")
            near = f" ({stray.strip().replace('Did you mean', 'the nearest is')})" if stray else ""
            return f"one of {', '.join(map(str, rules['enum']))}{near}"
        if pattern and not pattern.fullmatch(text):
            return f"a text of the form {rules['pattern']}"
        if "minimum" in rules and value < rules["minimum"]:
            return f"at least {rules['minimum']}"
        return ""

    return check


def _read_number(text: str) -> float | None:
    value = float(text) if _NUMBER.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None


def _read_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


_READERS: dict[str, Callable[[str], object]] = {
    "string": str,
    "number": _read_number,
    "integer": lambda text: int(text) if _INTEGER.fullmatch(text) else None,
    "boolean": _BOOLEANS.get,
    "date": _read_date,
}
