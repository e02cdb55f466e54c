"""What each origin says an amount is, side by side and never averaged."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from atodds.reconcile.gates import NEEDED, first_failed_gate, judge_pairs
from atodds.reconcile.intervals import Interval, overlap, read_interval
from atodds.reconcile.rows import Cells, Row, read_row, read_rows
from atodds.reconcile.units import factor
from atodds.reconcile.wording import describe

COLUMNS = [
    "origin", "low", "best", "high", "over", "under", "unit",
    "says", "texts", "figures", "words", "count",
]  # fmt: skip


def ranges_by_origin(figures: pd.DataFrame, *, by: str = "speaker") -> pd.DataFrame:
    """Put the ranges that each origin gives side by side.

    Parameters
    ----------
    figures : DataFrame
        Figures that may be compared: rows of a figures table.
    by : str
        The column that names the origin.

    Returns
    -------
    DataFrame
        One row an origin, in the order in which they first appear: origin; low, best, high (empty:
        not stated; best is empty too where an origin gave several); over, under (the limit itself
        is left out); unit (that of the first figure); says (the range in words); texts and figures
        that carry it; words (as printed); count (of figures).

    Examples
    --------
    >>> table = pd.DataFrame({"document": ["A", "B", "C"], "speaker": ["mayor", "mayor", "guard"],
    ...     "thing": "area", "definition": "burned", "unit": "m^2", "place": "harbour",
    ...     "as_of_start": "2024-03-13", "as_of_end": "2024-03-13", "bound": "range",
    ...     "low": [8500, 9000, None], "best": None, "high": [9500, 9200, 9100]})
    >>> ranges_by_origin(table)[["origin", "says", "texts", "count"]].values.tolist()
    [['mayor', 'between 8,500 and 9,500 m²', 'A | B', 2], ['guard', 'at most 9,100 m²', 'C', 1]]

    >>> ranges_by_origin(table.assign(place=["harbour", "town", "town"]))
    Traceback (most recent call last):
    ValueError: Figures 0 and 1 may not be compared, gate 'place': One speaks of harbour, ...
    """
    rows = read_rows(figures, (*NEEDED, "document", "low", "best", "high", by))
    _refuse_incomparable(figures)
    unit = str(rows[0]["unit"] or "") if rows else ""
    groups: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        groups.setdefault(str(row[by] or "nobody named"), []).append(row)
    lines = [_sum_up(origin, group, unit) for origin, group in groups.items()]
    return pd.DataFrame(lines, columns=COLUMNS).astype({"low": float, "best": float, "high": float})


def _refuse_incomparable(figures: pd.DataFrame) -> None:
    pairs = judge_pairs(figures)
    refused = pairs.loc[~pairs["comparable"].astype(bool)]
    if refused.empty:
        return
    first = refused.iloc[0]
    raise ValueError(
        f"Figures {first['left']} and {first['right']} may not be compared, "
        f"gate {first['gate']!r}: {first['reason']} Leave one of them out."
    )


def _sum_up(origin: str, rows: list[dict[str, object]], unit: str) -> dict[str, object]:
    ranges = [read_interval(row, unit=unit or None) for row in rows]
    reach = _envelope(ranges)
    bests = {_best(row, unit) for row in rows}
    return {
        "origin": origin,
        "low": reach.low,
        "best": bests.pop() if len(bests) == 1 else None,
        "high": reach.high,
        "over": reach.over,
        "under": reach.under,
        "unit": unit,
        "says": describe(reach, unit),
        "texts": _join(row["document"] for row in rows),
        "figures": _join(row["id"] for row in rows),
        "words": _join(row.get("exact") for row in rows),
        "count": len(rows),
    }


def _best(row: Cells, unit: str) -> float | None:
    if row["best"] is None:
        return None
    return float(str(row["best"])) * (factor(str(row["unit"]), unit) if unit else 1.0)


def _envelope(ranges: list[Interval]) -> Interval:
    """All that one origin has allowed: the widest limits, open where any of them is."""
    low, high = min(one.least for one in ranges), max(one.most for one in ranges)
    return Interval(
        None if any(one.low is None for one in ranges) else low,
        None if any(one.high is None for one in ranges) else high,
        over=all(one.over for one in ranges if one.least == low),
        under=all(one.under for one in ranges if one.most == high),
    )


def _join(values: Iterable[object]) -> str:
    return " | ".join(dict.fromkeys(str(value) for value in values if value is not None))


@dataclass(frozen=True)
class Explanation:
    """What may be said of two figures, and why."""

    verdict: str
    reason: str


def explain_conflict(one: Row, other: Row) -> Explanation:
    """Say whether two figures contradict each other, or only seem to.

    Parameters
    ----------
    one, other : Series or mapping
        Two rows of a figures table.

    Returns
    -------
    Explanation
        verdict ("differ in thing", "differ in definition", "differ in date", "differ in place",
        "agree", "same origin" or "conflict") and reason.

    Examples
    --------
    >>> over = {"thing": "area", "definition": "held", "unit": "km^2", "place": "region",
    ...     "as_of_start": "2024-11-20", "as_of_end": "2024-11-20", "speaker": "a blog",
    ...     "low": 420, "high": None, "bound": "over"}
    >>> ledger = over | {"speaker": "a ministry", "low": 467, "high": 467, "bound": "point"}
    >>> explain_conflict(over, ledger)
    Explanation(verdict='agree', reason='Both allow 467 km².')

    >>> explain_conflict(over, {})
    Traceback (most recent call last):
    KeyError: "A figure without an id has no column 'thing'. Take a whole row of a figures table."
    """
    left, right = read_row(one, NEEDED), read_row(other, NEEDED)
    gate = first_failed_gate(left, right)
    if gate is not None:
        pairs = judge_pairs(pd.DataFrame([left, right]))
        named = "date" if gate == "period" else gate
        return Explanation(f"differ in {named}", str(pairs.loc[0, "reason"]))
    unit = None if left["unit"] is None else str(left["unit"])
    ranges = [read_interval(row, unit=unit) for row in (left, right)]
    shared = overlap(*ranges)
    if shared is None:
        said = " and ".join(describe(reach, unit or "") for reach in ranges)
        return Explanation("conflict", f"No amount is both {said}.")
    speaker = left.get("speaker")
    if speaker is not None and speaker == right.get("speaker"):
        return Explanation("same origin", f"Both are {speaker}: said twice is not confirmed.")
    return Explanation("agree", f"Both allow {describe(shared, unit or '')}.")


def disjoint_pairs(ranges: pd.DataFrame) -> pd.DataFrame:
    """List the origins whose ranges have nothing in common.

    Parameters
    ----------
    ranges : DataFrame
        A table as `ranges_by_origin` gives it.

    Returns
    -------
    DataFrame
        One row a pair: left, right, reason.

    Examples
    --------
    >>> table = pd.DataFrame({"origin": ["mayor", "guard"], "low": [50.0, None],
    ...     "high": [60.0, 40.0], "over": False, "under": [False, True], "says": ["", ""]})
    >>> disjoint_pairs(table)[["left", "right"]].values.tolist()
    [['mayor', 'guard']]

    >>> disjoint_pairs(table[["origin"]])
    Traceback (most recent call last):
    KeyError: "No column 'low' in the ranges. Pass what ranges_by_origin gave."
    """
    for column in ("origin", "low", "high", "over", "under", "says"):
        if column not in ranges:
            raise KeyError(f"No column {column!r} in the ranges. Pass what ranges_by_origin gave.")
    reach = {str(row["origin"]): (_reach_of(row), str(row["says"])) for _, row in ranges.iterrows()}
    found = [
        (left, right, f"{left}: {reach[left][1]}; {right}: {reach[right][1]}.")
        for left, right in combinations(reach, 2)
        if overlap(reach[left][0], reach[right][0]) is None
    ]
    return pd.DataFrame(found, columns=["left", "right", "reason"])


def _reach_of(row: pd.Series) -> Interval:
    low, high = float(row["low"]), float(row["high"])
    return Interval(low, high, over=bool(row["over"]), under=bool(row["under"]))
