"""Lay the windows of several clues over one another: what is left, and what cannot hold."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd

from atodds.dating.days import Window, read_day

NEEDED = ("earliest", "latest")


def find_window(clues: pd.DataFrame) -> Window | None:
    """Return the days that every clue allows.

    Parameters
    ----------
    clues : DataFrame
        One row a clue, as `list_clues` gives them; needs columns earliest and latest (days; an
        empty cell where the clue sets none).

    Returns
    -------
    Window or None
        First and last day, None for an open end; None alone where no day fits all clues.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> starts, ends = ["2025-03-11", "2025-03-12"], ["2025-03-17", None]
    >>> print(find_window(pd.DataFrame({"earliest": starts, "latest": ends})))
    2025-03-12 to 2025-03-17
    >>> starts, ends = ["2025-05-01", None], [None, "2025-04-30"]
    >>> find_window(pd.DataFrame({"earliest": starts, "latest": ends})) is None
    True
    >>> find_window(pd.DataFrame({"words": ["Tuesday"]}))
    Traceback (most recent call last):
    ...
    KeyError: "No column 'earliest'. Pass the clues as list_clues gives them."
    """
    windows = _windows(clues)
    starts = [window.start for window in windows if window.start is not None]
    ends = [window.end for window in windows if window.end is not None]
    found = Window(max(starts, default=None), min(ends, default=None))
    return None if found.days == 0 else found


def find_contradictions(clues: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the smallest sets of clues that cannot all hold.

    On a line of days these are never larger than pairs: where any two of several windows share
    a day, all of them share one (Helly's theorem in one dimension, 1923).

    Parameters
    ----------
    clues : DataFrame
        One row a clue, index its id; needs columns earliest and latest.

    Returns
    -------
    list of tuple of str
        The ids of each set, in the order of the table; a clue that no day fits stands alone.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> clues = pd.DataFrame(
    ...     {"earliest": ["2025-05-01", "2025-04-01", "2025-04-28"],
    ...      "latest": ["2025-05-31", "2025-04-30", None]}, index=["C-t1", "C-t2", "C-t3"])
    >>> find_contradictions(clues)
    [('C-t1', 'C-t2')]
    >>> find_contradictions(clues.drop(columns="latest"))
    Traceback (most recent call last):
    ...
    KeyError: "No column 'latest'. Pass the clues as list_clues gives them."
    """
    windows = dict(zip(map(str, clues.index), _windows(clues), strict=True))
    alone = [name for name, window in windows.items() if window.days == 0]
    fit = [name for name in windows if name not in alone]
    pairs = [
        pair for pair in combinations(fit, 2) if _are_apart(windows[pair[0]], windows[pair[1]])
    ]
    return [*((name,) for name in alone), *pairs]


def candidates(clues: pd.DataFrame) -> pd.DatetimeIndex:
    """Return the days in the window that have the weekday a clue names.

    Such a day is the day that the text speaks of; the text itself may be a few days younger.

    Parameters
    ----------
    clues : DataFrame
        One row a clue, as `list_clues` gives them; needs columns earliest, latest and weekday
        (1 for Monday to 7, empty for clues that name none by itself).

    Returns
    -------
    DatetimeIndex
        The days, in order; empty where no day fits.

    Raises
    ------
    ValueError
        If no clue names a weekday, or the window is open.

    Examples
    --------
    >>> clues = pd.DataFrame({"earliest": ["2025-01-01", None], "latest": ["2025-01-19", None],
    ...     "weekday": [None, 5]})
    >>> [str(day.date()) for day in candidates(clues)]
    ['2025-01-03', '2025-01-10', '2025-01-17']
    >>> candidates(clues.head(1))
    Traceback (most recent call last):
    ...
    ValueError: Expected a clue that names a weekday and counts from no event, found none.
    """
    weekdays = {int(day) for day in clues.get("weekday", pd.Series(dtype=float)).dropna()}
    if not weekdays:
        raise ValueError(
            "Expected a clue that names a weekday and counts from no event, found none."
        )
    window = find_window(clues)
    if window is None or len(weekdays) > 1:
        return pd.DatetimeIndex([])
    if window.start is None or window.end is None:
        raise ValueError(f"Expected a window with two ends, found {window}. Add a clue.")
    days = pd.date_range(window.start, window.end, freq="D")
    return days[days.day_of_week + 1 == weekdays.pop()]


def _windows(clues: pd.DataFrame) -> list[Window]:
    for column in NEEDED:
        if column not in clues:
            raise KeyError(f"No column {column!r}. Pass the clues as list_clues gives them.")
    pairs: Any = zip(clues["earliest"], clues["latest"], strict=True)
    return [Window(read_day(earliest), read_day(latest)) for earliest, latest in pairs]


def _are_apart(one: Window, other: Window) -> bool:
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: Window, other: Window) -> bool:
    return one.end is not None and other.start is not None and one.end < other.start
