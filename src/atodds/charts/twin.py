"""The table that says the same as a chart."""

import html
import re
from typing import Any, cast

import pandas as pd

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def write_table(table: pd.DataFrame, *, caption: str) -> str:
    """Write a table as HTML that a screen reader can walk through.

    Parameters
    ----------
    table : DataFrame
        What to show. The first column names its row; the index is not shown.
    caption : str
        What the table is.

    Returns
    -------
    str
        An HTML table with a caption, and headings that know their row or column.

    Examples
    --------
    >>> write_table(pd.DataFrame({"Low (km)": [3.0]}), caption="Said")
    '<table><caption style="text-align:left">Said</caption><thead><tr><th scope="col">Low...

    >>> write_table(pd.DataFrame({"": [1]}), caption="Said")
    Traceback (most recent call last):
    ValueError: Expected a heading over every column, found an empty one. Name the column.
    """
    for heading in table.columns:
        if not str(heading).strip():
            raise ValueError(
                "Expected a heading over every column, found an empty one. Name the column."
            )
    sides = [_side(table.iloc[:, number]) for number in range(table.shape[1])]
    head = "".join(
        f'<th scope="col"{side}>{html.escape(str(heading))}</th>'
        for heading, side in zip(table, sides, strict=True)
    )
    rows = "".join(
        f"<tr>{''.join(map(_write_cell, row, sides, range(len(row))))}</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    return (
        f'<table><caption style="text-align:left">{html.escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def write_twin(table: pd.DataFrame, *, caption: str) -> str:
    """Write a table that opens on demand, to stand under a chart.

    Parameters
    ----------
    table : DataFrame
        What the chart shows.
    caption : str
        What the table is.

    Returns
    -------
    str
        An HTML `details` element.

    Examples
    --------
    >>> write_twin(pd.DataFrame({"Origin": ["mayor"]}), caption="Said")[:49]
    '<details><summary>The same as a table</summary><t'

    >>> write_twin(pd.DataFrame({" ": [1]}), caption="Said")
    Traceback (most recent call last):
    ValueError: Expected a heading over every column, found an empty one. Name the column.
    """
    body = write_table(table, caption=caption)
    return f"<details><summary>The same as a table</summary>{body}</details>"


def print_table(table: pd.DataFrame) -> str:
    """Print a table as plain text, a sentence a row.

    Parameters
    ----------
    table : DataFrame
        What to print.

    Returns
    -------
    str
        One line a row: "Origin: mayor; Low (km): 3."

    Examples
    --------
    >>> print_table(pd.DataFrame({"Origin": ["mayor"], "Low (km)": [3.0]}))
    'Origin: mayor; Low (km): 3.'

    A table without rows is said to be one:

    >>> print_table(pd.DataFrame())
    'The table has no rows.'
    """
    lines = [
        "; ".join(f"{name}: {say_cell(value)}" for name, value in zip(table, row, strict=True))
        + "."
        for row in table.itertuples(index=False, name=None)
    ]
    return "\n".join(lines) or "The table has no rows."


def say_cell(value: object) -> str:
    """Say what stands in a cell.

    Parameters
    ----------
    value : object
        A number, a text, a truth or nothing.

    Returns
    -------
    str
        The same for the eye: thousands with commas, yes and no, "not stated" for nothing.

    Examples
    --------
    >>> say_cell(1300.0), say_cell(0.16), say_cell(True)
    ('1,300', '0.16', 'yes')

    >>> say_cell(float("nan"))
    'not stated'
    """
    if isinstance(value, str):
        return value or "not stated"
    if value is None or pd.isna(cast("float", value)):
        return "not stated"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if pd.api.types.is_number(value):
        return f"{float(str(value)):,.12g}"
    return str(value)


def _side(column: "pd.Series[Any]") -> str:
    # JupyterLab sets every cell flush right, which suits numbers and nothing else.
    return "" if pd.api.types.is_numeric_dtype(column) else ' style="text-align:left"'


def _write_cell(value: object, side: str, number: int) -> str:
    said = html.escape(say_cell(value))
    # An id or a day that breaks at its hyphen is none any more.
    if not number:
        return f'<th scope="row" style="text-align:left;white-space:nowrap">{said}</th>'
    if _DAY.fullmatch(said):
        side = ' style="text-align:left;white-space:nowrap"'
    return f"<td{side}>{said}</td>"
