"""Test whether figures can be moments of one development that only falls, or only rises."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Literal

import pandas as pd

from atodds.reconcile.gates import GATES, NEEDED, pass_gates
from atodds.reconcile.intervals import Interval, read_interval
from atodds.reconcile.rows import Window, name_figure, read_rows, read_window, say_window
from atodds.reconcile.wording import describe

Direction = Literal["falling", "rising"]


@dataclass(frozen=True)
class SeriesVerdict:
    """Whether one development fits all figures.

    Parameters
    ----------
    holds : bool
        True when some development passes through every range within its window of days.
    assumptions : tuple of str
        What has to be granted for the verdict to mean anything.
    conflicts : tuple of tuple of str
        The smallest sets of figures that cannot hold together.
    table : DataFrame
        One row a figure in the order of time: id, as_of, says, conflicts_with.
    """

    holds: bool
    assumptions: tuple[str, ...]
    conflicts: tuple[tuple[str, ...], ...]
    table: pd.DataFrame = field(compare=False, repr=False)


@dataclass(frozen=True)
class _Moment:
    id: str
    window: Window
    reach: Interval


def consistent_series(
    figures: pd.DataFrame, *, direction: Direction = "falling", assume: Collection[str] = ()
) -> SeriesVerdict:
    """Ask whether one development that never turns round passes through all figures.

    Only a figure whose window is wholly over before another's begins comes before it; where
    windows overlap, the order is free. It can be shown that figures which fit two by two fit
    together, so the smallest sets that cannot hold together are always pairs.

    Parameters
    ----------
    figures : DataFrame
        Figures of the same thing, definition and place, at different times.
    direction : {"falling", "rising"}
        Which way the amount is taken to go; standing still is allowed.
    assume : collection of str
        Gates to take on trust ("thing", "definition", "place"); each becomes an assumption.

    Returns
    -------
    SeriesVerdict
        The verdict, its assumptions, and what cannot hold together.

    Examples
    --------
    >>> table = pd.DataFrame({"thing": "area", "definition": "held", "unit": "km^2",
    ...     "place": "region", "as_of_start": ["2024-08-20", "2024-11-20", "2025-03-12"],
    ...     "as_of_end": ["2024-08-20", "2024-11-20", "2025-03-12"], "bound": "point",
    ...     "low": [1300, 420, 600], "best": None, "high": [1300, 420, 600]}, index=["A", "B", "C"])
    >>> verdict = consistent_series(table)
    >>> verdict.holds, verdict.conflicts
    (False, (('B', 'C'),))

    >>> consistent_series(table, direction="sideways")
    Traceback (most recent call last):
    ValueError: Expected direction 'falling' or 'rising', found 'sideways'.
    """
    if direction not in ("falling", "rising"):
        raise ValueError(f"Expected direction 'falling' or 'rising', found {direction!r}.")
    rows = read_rows(figures, (*NEEDED, "low", "best", "high"))
    trusted = _find_differences(rows, assume)
    moments = _read_moments(rows)
    conflicts = tuple(
        (early.id, late.id)
        for one, other in combinations(moments, 2)
        for early, late in ((one, other), (other, one))
        if _cannot_follow(early, late, direction)
    )
    return SeriesVerdict(
        holds=not conflicts,
        assumptions=_say_assumptions(moments, direction, trusted),
        conflicts=conflicts,
        table=_tabulate(moments, conflicts, str(rows[0]["unit"] or "") if rows else ""),
    )


def _find_differences(rows: list[dict[str, object]], assume: Collection[str]) -> tuple[str, ...]:
    """Refuse figures of different things; give back the differences that are taken on trust."""
    for gate in assume:
        if gate not in GATES or gate == "period":
            raise ValueError(
                f"Expected gates among 'thing', 'definition', 'place' to assume, found {gate!r}."
            )
    trusted: dict[str, None] = {}
    for one, other in combinations(rows, 2):
        for gate, passed, reason in pass_gates(one, other).itertuples(index=False):
            if passed or gate == "period":
                continue
            if gate not in assume:
                raise ValueError(
                    f"Figures {one['id']} and {other['id']} are no moments of one development, "
                    f"gate {gate!r}: {reason} Leave one out, or assume=[{gate!r}]."
                )
            trusted[f"{gate.capitalize()} taken to be the same: {reason}"] = None
    return tuple(trusted)


def _read_moments(rows: list[dict[str, object]]) -> list[_Moment]:
    unit = None if not rows or rows[0]["unit"] is None else str(rows[0]["unit"])
    moments = [
        _Moment(
            str(row["id"]), read_window(row) or (date.min, date.max), read_interval(row, unit=unit)
        )
        for row in rows
    ]
    return sorted(moments, key=lambda moment: (moment.window, moment.id))


def _cannot_follow(early: _Moment, late: _Moment, direction: Direction) -> bool:
    """Whether the early figure is over before the late one, and the amount must have turned."""
    if early.window[1] >= late.window[0]:
        return False
    low, high = (early.reach, late.reach) if direction == "rising" else (late.reach, early.reach)
    if low.least == high.most:
        return low.over or high.under
    return low.least > high.most


def _say_assumptions(
    moments: list[_Moment], direction: Direction, trusted: tuple[str, ...]
) -> tuple[str, ...]:
    turn = "rises again" if direction == "falling" else "falls again"
    undated = [moment.id for moment in moments if moment.window == (date.min, date.max)]
    return (
        f"The amount never {turn} once it has gone the other way.",
        "Every figure is true for some day of its window.",
        "Where two windows overlap, either figure may come first.",
        *trusted,
        *(f"{name_figure({'id': one})} has no date and may stand anywhere." for one in undated),
    )


def _tabulate(
    moments: list[_Moment], conflicts: tuple[tuple[str, str], ...], unit: str
) -> pd.DataFrame:
    lines = [
        {
            "id": moment.id,
            "as_of": say_window(moment.window),
            "says": describe(moment.reach, unit),
            "conflicts_with": " | ".join(
                other for pair in conflicts if moment.id in pair for other in pair
                if other != moment.id
            ),
        }
        for moment in moments
    ]  # fmt: skip
    return pd.DataFrame(lines, columns=["id", "as_of", "says", "conflicts_with"])
