"""Check what holds a package's tables together: keys, references, and the order of limits."""

from collections.abc import Iterator, Mapping

import pandas as pd
from pandas.api.types import is_integer_dtype, is_numeric_dtype

from atodds.case.faults import CaseError, cut, did_you_mean
from atodds.case.reading import Table

_LISTED = " | "


def check_tables(tables: Mapping[str, Table]) -> None:
    """Refuse tables with a repeated key, a reference to no row, or limits the wrong way round.

    Parameters
    ----------
    tables : mapping of str to Table
        All tables of one package, by name.

    Raises
    ------
    CaseError
        For the first fault, with its file, line and field.

    Examples
    --------
    >>> field = {"name": "id", "type": "string"}
    >>> rows = pd.DataFrame({"id": ["P-01", "P-01"]})
    >>> schema = {"fields": [field], "primaryKey": "id"}
    >>> check_tables({"figures": Table("figures", "figures.csv", rows, [2, 3], schema)})
    Traceback (most recent call last):
    ...
    atodds.case.faults.CaseError: figures.csv, line 3, field 'id': expected a value that no other
    row has, found 'P-01', which line 2 has too. Give one of the two rows another value.
    """
    for table in tables.values():
        _check_key(table)
        _check_limits(table)
        _check_spans(table)
    for table in tables.values():
        for field, targets, is_list in _references(table):
            _check_reference(table, field, targets, is_list=is_list, tables=tables)


def key_of(schema: Mapping[str, object]) -> list[str]:
    """List the fields of a schema's primary key.

    Parameters
    ----------
    schema : mapping
        A Frictionless table schema.

    Returns
    -------
    list of str
        One name, several, or none.

    Examples
    --------
    >>> key_of({"primaryKey": ["claim", "step"]}), key_of({"fields": []})
    (['claim', 'step'], [])
    """
    key = schema.get("primaryKey", [])
    return [key] if isinstance(key, str) else [str(name) for name in key]  # type: ignore[attr-defined]


def _check_key(table: Table) -> None:
    key = key_of(table.schema)
    if not key:
        return
    seen: dict[tuple[object, ...], int] = {}
    for row, value in enumerate(zip(*(table.frame[name] for name in key), strict=True)):
        if any(pd.isna(part) for part in value):
            advice = "Fill it in: the row is called by it."
            raise CaseError(table.where(row, " and ".join(key)), "a value", "an empty cell", advice)
        if value in seen:
            shown = " with ".join(cut(part) for part in value)
            raise CaseError(
                table.where(row, " and ".join(key)),
                "a value that no other row has",
                f"{shown}, which line {table.lines[seen[value]]} has too",
                "Give one of the two rows another value.",
            )
        seen[value] = row


def _check_limits(table: Table) -> None:
    for lower, upper in (("low", "best"), ("best", "high"), ("low", "high")):
        columns = table.frame.get([lower, upper])
        if columns is None or not all(map(is_numeric_dtype, columns.dtypes)):
            continue
        for row in (table.frame[lower] > table.frame[upper]).to_numpy().nonzero()[0]:
            low, high = table.frame[lower].iloc[row], table.frame[upper].iloc[row]
            raise CaseError(
                table.where(int(row), lower),
                f"at most {upper}, which is {high:g}",
                f"{low:g}",
                f"Correct {lower} or {upper}.",
            )


def _check_spans(table: Table) -> None:
    for start in (name for name in table.frame if str(name).endswith("start")):
        end = f"{str(start).removesuffix('start')}end"
        columns = table.frame.get([start, end])
        if columns is None or not all(map(is_integer_dtype, columns.dtypes)):
            continue
        wrong = (columns[start] >= columns[end]).fillna(value=False)
        for row in wrong.to_numpy(dtype=bool).nonzero()[0]:
            before, after = columns.iloc[int(row)]
            raise CaseError(
                table.where(int(row), str(start)),
                f"less than {end}, which is {after}",
                f"{before}",
                f"Correct {start} or {end}: a span begins before it ends.",
            )


def _references(table: Table) -> Iterator[tuple[str, list[tuple[str, str]], bool]]:
    """List what points elsewhere: field, the columns it may point at, is it a list."""
    for link in table.schema.get("foreignKeys", []):
        target = link["reference"]
        here, there = (
            names if isinstance(names, str) else names[0]
            for names in (link["fields"], target["fields"])
        )
        yield here, [(target.get("resource") or table.name, there)], False
    for field in table.schema["fields"]:
        for key in ("references", "listOf"):
            targets = field.get(key, [])
            targets = [targets] if isinstance(targets, str) else targets
            if targets:
                yield field["name"], [tuple(each.split(".")) for each in targets], key == "listOf"


def _check_reference(
    table: Table,
    field: str,
    targets: list[tuple[str, str]],
    *,
    is_list: bool,
    tables: Mapping[str, Table],
) -> None:
    there = [(name, column) for name, column in targets if name in tables]
    known = {value for name, column in there for value in tables[name].frame[column]}
    for row, cell in enumerate(table.frame[field]):
        if pd.isna(cell):
            continue
        for value in str(cell).split(_LISTED) if is_list else [cell]:
            if value not in known:
                places = " or ".join(f"{name}.csv ({column})" for name, column in targets)
                advice = f"Add the row, or correct the cell.{did_you_mean(str(value), known)}"
                raise CaseError(
                    table.where(row, field), f"a value that stands in {places}", cut(value), advice
                )
