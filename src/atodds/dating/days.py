"""Days, windows of days, and steps from one day to another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pandas as pd

if TYPE_CHECKING:
    from datetime import date

Day: TypeAlias = "pd.Timestamp | date | str | None"
HALF_A_MONTH = 15


class Window(NamedTuple):
    """A stretch of days, both ends in it; an end that nothing sets is None.

    Examples
    --------
    >>> print(Window(read_day("2025-03-12"), None))
    2025-03-12 or later
    """

    start: pd.Timestamp | None
    end: pd.Timestamp | None

    def __str__(self) -> str:
        """Say the window in words."""
        first, last = (day.date().isoformat() if day is not None else "" for day in self)
        if first and last:
            return first if first == last else f"{first} to {last}"
        return f"{first} or later" if first else f"{last} or earlier" if last else "any day"

    @property
    def days(self) -> int | None:
        """How many days it holds; None where an end is open, 0 where it ends before it begins."""
        if self.start is None or self.end is None:
            return None
        return max(0, (self.end - self.start).days + 1)


def say_window(window: Window | None) -> str:
    """Say a window as a sentence would.

    Parameters
    ----------
    window : Window or None
        None where no day fits.

    Returns
    -------
    str
        Such as "12 to 17 March 2025".

    Examples
    --------
    >>> say_window(Window(read_day("2025-03-12"), read_day("2025-03-17")))
    '12 to 17 March 2025'
    >>> say_window(Window(read_day("2024-10-21"), None)), say_window(None)
    ('21 October 2024 or later', 'no day')
    >>> say_window("2025-03-12")
    Traceback (most recent call last):
    ...
    TypeError: Expected a window, as find_window gives it, found '2025-03-12'.
    """
    if window is None:
        return "no day"
    if not isinstance(window, Window):
        raise TypeError(f"Expected a window, as find_window gives it, found {window!r}.")
    start, end = window
    if start is None or end is None:
        day = start if start is not None else end
        side = "later" if start is not None else "earlier"
        return "any day" if day is None else f"{_say_day(day)} or {side}"
    if start == end:
        return _say_day(start)
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month
    first = (
        f"{start.day}"
        if same_month
        else f"{start.day} {start:%B}"
        if same_year
        else _say_day(start)
    )
    return f"{first} to {_say_day(end)}"


def _say_day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"


def read_day(day: Day) -> pd.Timestamp | None:
    """Read a day; nothing, and an empty cell of a table, is None.

    Parameters
    ----------
    day : Timestamp, date, str or None
        A text has the form 2025-03-12.

    Returns
    -------
    Timestamp or None
        Midnight of that day.

    Raises
    ------
    ValueError
        If it is no day.

    Examples
    --------
    >>> read_day("2025-03-12"), read_day(pd.NaT)
    (Timestamp('2025-03-12 00:00:00'), None)
    >>> read_day("12 March")
    Traceback (most recent call last):
    ...
    ValueError: Expected a day such as "2025-03-12", found '12 March'.
    """
    try:
        read = pd.to_datetime(day, format="%Y-%m-%d") if isinstance(day, str) else pd.Timestamp(day)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        raise ValueError(f'Expected a day such as "2025-03-12", found {day!r}.') from None
    return None if pd.isna(read) else pd.Timestamp(read).normalize()


def step(day: pd.Timestamp, number: float, unit: str, *, inward: int = 0) -> pd.Timestamp:
    """Go from a day by a number of units; half a month counts 15 days.

    Parameters
    ----------
    day : Timestamp
        Where to begin.
    number : float
        How far; may end in a half.
    unit : str
        day, week or month.
    inward : int
        Where half a day is left over: 1 goes on to the next whole day, -1 (or 0) stops before it.

    Returns
    -------
    Timestamp
        The day reached.

    Raises
    ------
    ValueError
        If the unit is another.

    Examples
    --------
    >>> step(pd.Timestamp("2024-08-06"), 8.5, "month")
    Timestamp('2025-04-21 00:00:00')
    >>> step(pd.Timestamp("2025-02-28"), 1.5, "week", inward=1)
    Timestamp('2025-03-11 00:00:00')
    >>> step(pd.Timestamp("2025-02-28"), 1, "fortnight")
    Traceback (most recent call last):
    ...
    ValueError: Expected day, week or month as a unit, found 'fortnight'.
    """
    if unit == "month":
        whole = math.floor(number)
        left = round((number - whole) * 2) * HALF_A_MONTH
        return pd.Timestamp(day + pd.DateOffset(months=whole)) + pd.Timedelta(days=left)
    lengths = {"day": 1, "week": 7}
    if unit not in lengths:
        raise ValueError(f"Expected day, week or month as a unit, found {unit!r}.")
    days = number * lengths[unit]
    return day + pd.Timedelta(days=math.ceil(days) if inward > 0 else math.floor(days))
