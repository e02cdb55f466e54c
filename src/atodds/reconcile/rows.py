"""Read one row of a figures table, however it was handed over."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

import pandas as pd

Cells = Mapping[str, object]
Row = Mapping[str, object] | pd.Series
Window = tuple[date, date]


def is_missing(value: object) -> bool:
    """Say whether a cell holds nothing: None, NaN, NaT, or only white space.

    Parameters
    ----------
    value : object
        A cell of a table.

    Returns
    -------
    bool
        True when nothing is there.

    Examples
    --------
    >>> is_missing(float("nan")), is_missing(" "), is_missing(0)
    (True, True, False)

    A list is no cell:

    >>> is_missing([1, 2])
    Traceback (most recent call last):
    TypeError: Expected one value for a cell, found a list. Take one row, then one column.
    """
    if isinstance(value, str):
        return not value.strip()
    if not pd.api.types.is_scalar(value):
        kind = type(value).__name__
        raise TypeError(
            f"Expected one value for a cell, found a {kind}. Take one row, then one column."
        )
    return bool(pd.isna(cast("float | None", value)))


def read_row(row: Row, needed: Iterable[str] = ()) -> dict[str, object]:
    """Turn a Series or a mapping into a dictionary that carries its `id`.

    Parameters
    ----------
    row : Series or mapping
        One row of a figures table. A Series keeps its id in its name.
    needed : iterable of str
        Columns that must be there, empty or not.

    Returns
    -------
    dict
        The row, with missing cells as None.

    Examples
    --------
    >>> read_row({"id": "P-04", "low": float("nan")}, needed=["low"])
    {'id': 'P-04', 'low': None}

    >>> read_row({"id": "P-04"}, needed=["low"])
    Traceback (most recent call last):
    KeyError: "Figure 'P-04' has no column 'low'. Take a whole row of a figures table."
    """
    found = {str(key): row[key] for key in row.keys()}  # noqa: SIM118 - a Series iterates its values
    if "id" not in found:
        found["id"] = row.name if isinstance(row, pd.Series) else None
    clean = {key: None if is_missing(value) else value for key, value in found.items()}
    for column in needed:
        if column not in clean:
            raise KeyError(
                f"{name_figure(clean)} has no column {column!r}. "
                "Take a whole row of a figures table."
            )
    return clean


def read_rows(figures: pd.DataFrame, needed: Iterable[str] = ()) -> list[dict[str, object]]:
    """Turn a figures table into dictionaries, one a row, each with its `id`.

    Parameters
    ----------
    figures : DataFrame
        Figures, with the id as a column or as the index.
    needed : iterable of str
        Columns that must be there.

    Returns
    -------
    list of dict
        The rows in their order.

    Examples
    --------
    >>> read_rows(pd.DataFrame({"unit": ["km^2"]}, index=["P-04"]))
    [{'unit': 'km^2', 'id': 'P-04'}]

    >>> read_rows(["P-04"])
    Traceback (most recent call last):
    TypeError: Expected a table of figures, found a list. Pass rows of case.figures.
    """
    if not isinstance(figures, pd.DataFrame):
        kind = type(figures).__name__
        raise TypeError(f"Expected a table of figures, found a {kind}. Pass rows of case.figures.")
    return [read_row(row, needed) for _, row in figures.iterrows()]


def name_figure(row: Cells) -> str:
    """Name a figure in a sentence.

    Parameters
    ----------
    row : mapping
        A row as `read_row` gives it.

    Returns
    -------
    str
        "Figure 'P-04'", or "A figure without an id".

    Examples
    --------
    >>> name_figure({"id": "P-04"})
    "Figure 'P-04'"

    A row with no id still has a name to be blamed by:

    >>> name_figure({})
    'A figure without an id'
    """
    return "A figure without an id" if row.get("id") is None else f"Figure {str(row['id'])!r}"


def read_day(row: Cells, column: str) -> date | None:
    """Read a calendar day from a cell.

    Parameters
    ----------
    row : mapping
        A row as `read_row` gives it.
    column : str
        The column that holds the day.

    Returns
    -------
    date or None
        The day; None where the cell is empty.

    Examples
    --------
    >>> read_day({"as_of_start": "2024-03-12"}, "as_of_start")
    datetime.date(2024, 3, 12)

    >>> read_day({"id": "P-04", "as_of_start": "Tuesday"}, "as_of_start")
    Traceback (most recent call last):
    ValueError: Figure 'P-04': expected a date like 2024-03-12 in 'as_of_start', found 'Tuesday'.
    """
    value = row.get(column)
    if value is None or is_missing(value):
        return None
    if isinstance(value, date):  # a Timestamp is one too
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError(
            f"{name_figure(row)}: expected a date like 2024-03-12 in {column!r}, "
            f"found {str(value)!r}."
        ) from None


def read_window(row: Cells) -> Window | None:
    """Read the days of which a figure speaks; an open side reaches to the end of time.

    Parameters
    ----------
    row : mapping
        A row as `read_row` gives it, with `as_of_start` and `as_of_end`.

    Returns
    -------
    tuple of date or None
        First and last day; None when the figure has no date at all.

    Examples
    --------
    >>> read_window({"as_of_start": "2024-03-12", "as_of_end": "2024-03-13"})
    (datetime.date(2024, 3, 12), datetime.date(2024, 3, 13))

    >>> read_window({"id": "P-04", "as_of_start": "2024-03-12", "as_of_end": "2024-03-01"})
    Traceback (most recent call last):
    ValueError: Figure 'P-04': its window ends on 2024-03-01, before it starts on 2024-03-12.
    """
    start, end = read_day(row, "as_of_start"), read_day(row, "as_of_end")
    if start is None and end is None:
        return None
    first, last = start or date.min, end or date.max
    if last < first:
        raise ValueError(
            f"{name_figure(row)}: its window ends on {last}, before it starts on {first}."
        )
    return first, last


def say_window(window: Window) -> str:
    """Say a window of days in words.

    Parameters
    ----------
    window : tuple of date
        First and last day.

    Returns
    -------
    str
        The window in words.

    Examples
    --------
    >>> say_window((date(2024, 3, 12), date(2024, 3, 13)))
    '12 March 2024 to 13 March 2024'

    >>> say_window((date.min, date.max))
    'any day'
    """
    first, last = window
    if window == (date.min, date.max):
        return "any day"
    if first == date.min:
        return f"up to {_say_day(last)}"
    if last == date.max:
        return f"from {_say_day(first)} on"
    return _say_day(first) if first == last else f"{_say_day(first)} to {_say_day(last)}"


def _say_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
