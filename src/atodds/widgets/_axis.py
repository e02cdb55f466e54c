"""The Dater's time axis: which days it spans, and where it is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atodds.dating import Window

_DAY = pd.Timedelta(days=1)
# From so many days on: marks at quarters, months, weeks; below, at every second day or each.
_STEPS = ((500, "QS", "%b %Y"), (75, "MS", "%b %Y"), (20, "W-MON", "%-d %b"))
_MOST_DAYS = 10
# A window with one end has no length of its own to judge the view by.
_ROOM_BY_OPEN = 30 * _DAY


def span_all(days: Iterable[pd.Timestamp]) -> dict[str, Any]:
    """Span all days, and an eighth more on either side.

    Examples
    --------
    >>> axis = span_all([pd.Timestamp("2025-03-01"), pd.Timestamp("2025-03-31")])
    >>> axis["start"], axis["end"], [tick["label"] for tick in axis["ticks"]][:2]
    ('2025-02-23', '2025-04-06', ['24 Feb', '3 Mar'])
    >>> span_all([])["ticks"]
    []
    """
    known = sorted(day for day in days if pd.notna(day))
    if not known:
        return {"start": "", "end": "", "ticks": []}
    room = max((known[-1] - known[0]) / 5, 3 * _DAY).floor("D")
    return _axis(known[0] - room, known[-1] + room)


def span_window(window: Window | None) -> dict[str, Any]:
    """Span a window, and a third more on either side.

    Examples
    --------
    >>> from atodds.dating import apply_rule
    >>> axis = span_window(apply_rule("weekday", "2025-03-11"))
    >>> axis["start"], axis["end"]
    ('2025-03-08', '2025-03-20')
    >>> span_window(None)["start"]
    ''
    """
    if window is None or (window.start is None and window.end is None):
        return {"start": "", "end": "", "ticks": []}
    start, end = window
    if start is None or end is None:
        day = start if start is not None else end
        return _axis(day - _ROOM_BY_OPEN, day + _ROOM_BY_OPEN)  # type: ignore[operator]
    room = max((abs(end - start) / 3).floor("D"), 3 * _DAY)
    return _axis(start - room, end + room)


def _axis(start: pd.Timestamp, end: pd.Timestamp) -> dict[str, Any]:
    length = (end - start).days
    step, form = next(
        ((step, form) for least, step, form in _STEPS if length >= least),
        ("2D" if length > _MOST_DAYS else "D", "%-d %b"),
    )
    ticks = pd.date_range(start, end, freq=step)
    return {
        "start": start.date().isoformat(),
        "end": end.date().isoformat(),
        "ticks": [{"day": tick.date().isoformat(), "label": _label(tick, form)} for tick in ticks],
    }


def _label(day: pd.Timestamp, form: str) -> str:
    # "%-d" is not to be had on every system.
    return day.strftime(form.replace("%-d", str(day.day)))
