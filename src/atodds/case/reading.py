"""Read one table of a package cell by cell, and name the first cell that is not as described."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from atodds.case.faults import CaseError, did_you_mean

Field = Mapping[str, Any]
# What pandas itself gives texts: "str" from pandas 3 on, "object" before. Missing is NaN in both.
_TEXT = pd.Series(["text"]).dtype
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)
_INTEGER = re.compile(r"-?\d+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_BOOLEANS = {"true": True, "false": False}
_MEANING = {
    "string": "a text",
    "number": "a number with a point and without thousands commas, such as 1300.5",
    "integer": "a whole number, such as 12",
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
    rows = _records(folder / path, file)
    line, header = next(rows, (1, []))
    order = _columns(file, header, [str(field["name"]) for field in fields])
    lines, cells = [], []
    for line, row in rows:
        if len(row) != len(header):
            expected, found = f"{len(header)} cells, one for each column", f"{len(row)}"
            advice = "Put cells that hold commas or quotation marks into double quotation marks."
            raise CaseError(f"{file}, line {line}", expected, found, advice)
        lines.append(line)
        cells.append(row)
    columns = {}
    for field, at in zip(fields, order, strict=True):
        texts = [row[at] for row in cells]
        columns[str(field["name"])] = _column(field, texts, file, lines)
    return Table(name, file, pd.DataFrame(columns), lines, resource["schema"])


def _records(path: Path, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins; a cell may hold line breaks."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        advice = "Put the file back, or take its entry out of datapackage.json."
        raise CaseError(file, "a table in this file", "no such file", advice) from None
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        advice = "Save the file again as CSV in UTF-8."
        raise CaseError(f"{file}, line {line}", "UTF-8", "another encoding", advice) from None
    reader, line = csv.reader(text.splitlines(keepends=True), strict=True), 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as problem:
        advice = "Close every quotation mark, and double those inside a cell."
        raise CaseError(f"{file}, line {line}", "a row of CSV", str(problem), advice) from None


def _columns(file: str, header: list[str], names: list[str]) -> list[int]:
    where = f"{file}, line 1"
    for name in names:
        if header.count(name) != 1:
            found = "it twice" if name in header else f"only {', '.join(header) or 'an empty file'}"
            stray = did_you_mean(name, [each for each in header if each not in names])
            advice = f"Give the column in the first line.{stray.replace('Did you mean', 'Is it')}"
            raise CaseError(where, f"one column {name!r}", found, advice)
    for name in header:
        if name not in names:
            advice = "Take the column out, or describe it in the schema and build the data again."
            raise CaseError(where, f"the columns {', '.join(names)}", repr(name), advice)
    return [header.index(name) for name in names]


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
            raise CaseError(where, fault, repr(text) if text else "an empty cell", advice)
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
    return pd.Series([np.nan if value is None else value for value in values], dtype=_TEXT)


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


def _read_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


_READERS: dict[str, Callable[[str], object]] = {
    "string": str,
    "number": lambda text: float(text) if _NUMBER.fullmatch(text) else None,
    "integer": lambda text: int(text) if _INTEGER.fullmatch(text) else None,
    "boolean": _BOOLEANS.get,
    "date": _read_date,
}
