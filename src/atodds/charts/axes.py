"""What the charts share: units in words, and an axis that leaves room for open ends."""

import math
import textwrap
from collections.abc import Iterable

import pandas as pd

from atodds.reconcile import say_unit

# Numbers with commas, never as powers of ten; labels of several lines.
FORMAT = ",~f"
LABELS = {"grid": False, "ticks": False, "labelExpr": "split(datum.label, '\\n')"}
_WIDE = 34


def name_axis(unit: str) -> str:
    """Say a unit the way an axis or a heading does.

    Parameters
    ----------
    unit : str
        A unit as figures tables write it.

    Returns
    -------
    str
        "km²" for "km^2"; a unit that needs no other form as it is.

    Examples
    --------
    >>> name_axis("mile^2"), name_axis("person"), name_axis("")
    ('square miles', 'people', 'number')

    >>> name_axis(None)
    Traceback (most recent call last):
    TypeError: Expected a unit in words, found None.
    """
    return "share of the whole" if unit == "share" else say_unit(unit) or "number"


def break_lines(label: str) -> str:
    """Break a long label into lines, which an axis shows under one another.

    Parameters
    ----------
    label : str
        What stands beside the axis.

    Returns
    -------
    str
        The same with line breaks.

    Examples
    --------
    >>> print(break_lines("the harbour office, quoted by an agency"))
    the harbour office, quoted by an
    agency

    >>> break_lines(None)
    Traceback (most recent call last):
    TypeError: Expected a label in words, found None.
    """
    if not isinstance(label, str):
        raise TypeError(f"Expected a label in words, found {label!r}.")
    return "\n".join(textwrap.wrap(label, _WIDE)) or label


def reach_axis(values: Iterable[float | None]) -> tuple[float, float]:
    """Choose the ends of an axis: all that is stated, and an eighth more on either side.

    Parameters
    ----------
    values : iterable of float or None
        The limits to show; None and NaN are not stated.

    Returns
    -------
    tuple of float
        Left and right end; the left one is never below 0 where no value is.

    Examples
    --------
    >>> reach_axis([200, None, 1000])
    (100.0, 1100.0)

    >>> reach_axis([None])
    Traceback (most recent call last):
    ValueError: Expected at least one number to draw, found none. Leave out ranges without limits.
    """
    stated = [float(value) for value in values if value is not None and math.isfinite(value)]
    if not stated:
        raise ValueError(
            "Expected at least one number to draw, found none. Leave out ranges without limits."
        )
    low, high = min(stated), max(stated)
    room = (high - low) / 8 or abs(high) / 2 or 1.0
    return (max(0.0, low - room) if low >= 0 else low - room), high + room


def list_records(table: pd.DataFrame) -> list[dict[str, object]]:
    """Turn a table into plain records: what is missing becomes None.

    Parameters
    ----------
    table : DataFrame
        Any table of numbers, texts and truths.

    Returns
    -------
    list of dict
        One a row.

    Examples
    --------
    >>> list_records(pd.DataFrame({"low": [float("nan")], "over": [True]}))
    [{'low': None, 'over': True}]

    >>> list_records([])
    Traceback (most recent call last):
    TypeError: Expected a table, found a list.
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"Expected a table, found a {type(table).__name__}.")
    objects = table.astype(object)
    plain = objects.where(objects.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def expect_columns(table: pd.DataFrame, columns: Iterable[str], *, source: str) -> None:
    """Refuse a table that lacks what a chart needs.

    Parameters
    ----------
    table : DataFrame
        What was handed over.
    columns : iterable of str
        What is needed.
    source : str
        Which function gives such a table.

    Examples
    --------
    >>> expect_columns(pd.DataFrame({"origin": []}), ["origin"], source="ranges_by_origin")

    >>> expect_columns(pd.DataFrame(), ["origin"], source="ranges_by_origin")
    Traceback (most recent call last):
    KeyError: "No column 'origin' to draw. Pass what ranges_by_origin gave."
    """
    for column in columns:
        if column not in table:
            raise KeyError(f"No column {column!r} to draw. Pass what {source} gave.")
