"""What a Reconciler finds out about the chosen figures: computed here, drawn elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.charts.axes import name_axis, reach_axis
from atodds.figures.numerals import last_step
from atodds.reconcile import (
    disjoint_pairs,
    judge_pairs,
    pass_gates,
    ranges_by_origin,
    tell_series,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

GATES = {"thing": "Same thing", "definition": "Definition", "period": "Period", "place": "Place"}
_LATER = frozenset({"period"})


def judge(rows: pd.DataFrame) -> dict[str, Any]:
    """Send every pair of the chosen figures through the gates, and say what follows.

    Examples
    --------
    >>> from atodds.case import load
    >>> rows = load("harbour").figures.loc[["P-06", "R-07"]]
    >>> found = judge(rows)
    >>> found["passed"], found["said"]
    (False, 'These figures may not be set side by side: the pair stops at a gate.')
    >>> judge(rows.head(1))["said"]
    'Choose a second figure to compare.'
    """
    pairs = judge_pairs(rows)
    stopped = int((~pairs["comparable"].astype(bool)).sum())
    passed = len(rows) > 1 and not stopped
    return {
        "passed": passed,
        "said": _say(len(rows), len(pairs), stopped),
        "pairs": [_gates_of(rows, left, right) for left, right in _names(pairs)],
        "ranges": _ranges(rows) if passed else None,
        "apart": _apart(rows) if passed else "",
        "series": None if passed else _series(rows),
    }


def _names(pairs: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(pairs["left"], pairs["right"], strict=True))


def _say(figures: int, pairs: int, stopped: int) -> str:
    if figures < 2:
        return "Choose a second figure to compare." if figures else "Choose at least two figures."
    if stopped:
        which = "the pair stops" if pairs == 1 else f"{stopped} of {pairs} pairs stop"
        return f"These figures may not be set side by side: {which} at a gate."
    every = "The pair passes" if pairs == 1 else f"All {pairs} pairs pass"
    return f"{every} all four gates: the figures may be set side by side, each with its origin."


def _gates_of(rows: pd.DataFrame, left: str, right: str) -> dict[str, Any]:
    judged = _pass(rows, left, right)
    gates = [
        {"gate": gate, "passed": bool(passed), "reason": reason}
        for gate, passed, reason in judged.itertuples(index=False, name=None)
    ]
    failed = [gate for gate in gates if not gate["passed"]]
    return {
        "left": left,
        "right": right,
        "passed": not failed,
        "gates": gates,
        "reason": " ".join(gate["reason"] for gate in failed)
        or "Nothing sets them apart: they may be compared.",
    }


def _pass(rows: pd.DataFrame, left: str, right: str) -> pd.DataFrame:
    one, other = (row for _, row in rows.loc[[left, right]].iterrows())
    return pass_gates(one, other)


def failures(rows: pd.DataFrame) -> dict[str, tuple[list[str], list[str]]]:
    """Say for each chosen figure at which gates it parts from others, and from which.

    Examples
    --------
    >>> from atodds.case import load
    >>> failures(load("harbour").figures.loc[["P-06", "R-07"]])
    {'P-06': (['definition'], ['R-07']), 'R-07': (['definition'], ['P-06'])}
    """
    found: dict[str, tuple[list[str], list[str]]] = {str(name): ([], []) for name in rows.index}
    for left, right in _names(judge_pairs(rows)):
        judged = _gates_of(rows, left, right)
        failed = [gate["gate"] for gate in judged["gates"] if not gate["passed"]]
        for one, other in ((left, right), (right, left)) if failed else ():
            gates, partners = found[one]
            gates += [gate for gate in GATES if gate in failed and gate not in gates]
            partners.append(other)
    return found


def _ranges(rows: pd.DataFrame) -> dict[str, Any]:
    table = ranges_by_origin(rows)
    unit = str(table["unit"].iloc[0])
    limits = [*table["low"], *table["best"], *table["high"]]
    lines = [
        {
            "origin": row["origin"],
            "says": _each_range(rows, row),
            "words": row["words"] or "computed, not printed",
            "texts": row["texts"],
            "figures": row["figures"],
            "amount": _track(row["low"], row["high"], limits),
        }
        for _, row in table.iterrows()
    ]
    return {"unit": name_axis(unit), "rows": lines}


def _each_range(rows: pd.DataFrame, origin: pd.Series) -> str:
    """Say what an origin's words allow: the widest limits, or each range where they make none."""
    names = str(origin["figures"]).split(" | ")
    each = dict.fromkeys(str(ranges_by_origin(rows.loc[[name]])["says"].iloc[0]) for name in names)
    return str(origin["says"]) if origin["says"] in each else "; ".join(each)


def _apart(rows: pd.DataFrame) -> str:
    """Say which origins cannot both be right, or that one amount would suit all."""
    table = ranges_by_origin(rows)
    if len(table) == 1:
        return "One origin speaks here: said twice is not confirmed."
    apart = disjoint_pairs(table)
    if apart.empty:
        return "There are amounts that every one of these ranges allows."
    figures = table.set_index("origin")["figures"].str.replace(" | ", " with ")
    pairs = [
        f"{figures[one]} and {figures[other]}"
        for one, other in apart[["left", "right"]].itertuples(index=False, name=None)
    ]
    rounded = _rounded(table.set_index("origin"), apart)
    return f"Taken to the last digit, no amount suits {', nor '.join(pairs)}.{rounded}"


def _rounded(table: pd.DataFrame, apart: pd.DataFrame) -> str:
    """Say which printed number may be another one, rounded."""
    exact = table.loc[table["low"] == table["high"], "best"]
    found = []
    for pair in apart[["left", "right"]].itertuples(index=False, name=None):
        if not set(pair) <= set(exact.index):
            continue
        # The number with the longer last step is the rounder one.
        fine, round_ = sorted((float(exact[one]) for one in pair), key=last_step)
        if abs(fine - round_) <= last_step(round_) / 2:
            found.append(f"{round_:,.10g} may be {fine:,.10g} rounded")
    return f" {'; '.join(found)}." if found else ""


def _series(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Lay figures that differ in nothing but their dates out in time."""
    if len(rows) < 2 or not _only_dates_differ(rows):
        return None
    table = tell_series(rows)
    dated = table[table["start"].notna() | table["end"].notna()]
    if dated.empty:
        return None
    days = [_day(value) for name in ("start", "end") for value in dated[name]]
    limits = [*table["low"], *table["high"]]
    lines = [
        {
            "id": row["id"],
            "origin": row["origin"],
            "as_of": row["as_of"],
            "says": row["says"],
            "words": row["words"],
            "days": _track(_day(row["start"]), _day(row["end"]), days, undated=row["as_of"]),
            "amount": _track(row["low"], row["high"], limits),
        }
        for _, row in table.iterrows()
    ]
    return {"unit": name_axis(str(rows["unit"].iloc[0] or "")), "rows": lines}


def _only_dates_differ(rows: pd.DataFrame) -> bool:
    pairs = (_pass(rows, one, other) for one, other in _names(judge_pairs(rows)))
    return all(bool(judged.loc[~judged["gate"].isin(_LATER), "passed"].all()) for judged in pairs)


def _day(value: object) -> float | None:
    return float(date.fromisoformat(value).toordinal()) if isinstance(value, str) else None


def _track(
    low: float | None, high: float | None, limits: Sequence[float | None], *, undated: str = ""
) -> dict[str, Any] | None:
    """Place a range on a line of a hundred: an end that nobody stated runs to the line's end."""
    ends = [None if end is None or pd.isna(end) else float(end) for end in (low, high)]
    if undated == "no date" or ends == [None, None]:
        return None
    left, right = reach_axis(limits)
    from_, to = (
        round(100 * (end - left) / (right - left), 2) if end is not None else edge
        for end, edge in zip(ends, (0.0, 100.0), strict=True)
    )
    return {"from": from_, "to": to, "open_low": ends[0] is None, "open_high": ends[1] is None}
