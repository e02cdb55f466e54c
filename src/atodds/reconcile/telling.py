"""Tell figures in the order of time: for which days each speaks, and what it allows."""

from datetime import date
from typing import Literal

import pandas as pd

from atodds.reconcile.intervals import Interval, read_interval
from atodds.reconcile.rows import Window, read_rows, read_window, say_window
from atodds.reconcile.shares import complement
from atodds.reconcile.wording import describe

Shares = Literal["as stated", "what is left"]
COLUMNS = [
    "id", "origin", "start", "end", "as_of", "low", "high", "over", "under", "unit", "says",
    "words",
]  # fmt: skip
_NEEDED = ("speaker", "low", "best", "high", "bound", "unit", "as_of_start", "as_of_end")


def tell_series(figures: pd.DataFrame, *, shares: Shares = "as stated") -> pd.DataFrame:
    """Put figures in the order of time, each with its days and its limits.

    Nothing is joined up and nothing filled in: between two figures nobody has said anything.

    Parameters
    ----------
    figures : DataFrame
        Rows of a figures table: amounts of one unit, and perhaps shares.
    shares : {"as stated", "what is left"}
        Whether to turn each share into what it leaves: "more than 60 %" lost leaves "under 40 %".

    Returns
    -------
    DataFrame
        One row a figure: id, origin (its speaker), start and end of its days (empty: nobody says),
        as_of (in words), low and high (empty: not stated), over, under (the limit itself is left
        out), unit, says (in words), words (as printed). Those without a date come last.

    Examples
    --------
    >>> table = pd.DataFrame({"speaker": ["guard", "mayor"], "low": [0.6, None], "best": None,
    ...     "high": [None, 200], "bound": ["over", "under"], "unit": ["share", "m^2"],
    ...     "as_of_start": ["2024-03-12", "2024-03-11"], "as_of_end": ["2024-03-12", "2024-03-11"]},
    ...     index=["Q-01", "P-01"])
    >>> tell_series(table, shares="what is left")[["id", "as_of", "says"]].values.tolist()
    [['P-01', '11 March 2024', 'under 200 m²'], ['Q-01', '12 March 2024', 'under 40 %']]

    >>> tell_series(table.assign(unit=["kg", "m^2"]))
    Traceback (most recent call last):
    ValueError: Expected amounts of one unit and perhaps shares, found kg, m^2. Leave one out.
    """
    if shares not in ("as stated", "what is left"):
        raise ValueError(f"Expected shares 'as stated' or 'what is left', found {shares!r}.")
    rows = read_rows(figures, _NEEDED)
    units = sorted({str(row["unit"] or "") for row in rows} - {"share"})
    if len(units) > 1:
        raise ValueError(
            f"Expected amounts of one unit and perhaps shares, found {', '.join(units)}. "
            "Leave one out."
        )
    told = [_tell(row, turned=shares == "what is left") for row in rows]
    ordered = sorted(told, key=lambda line: (line[0] is None, line[0] or (), str(line[1]["id"])))
    table = pd.DataFrame([line for _, line in ordered], columns=COLUMNS)
    return table.astype({"low": float, "high": float, "over": bool, "under": bool})


def _tell(row: dict[str, object], *, turned: bool) -> tuple[Window | None, dict[str, object]]:
    window = read_window(row)
    unit = str(row["unit"] or "")
    reach = read_interval(row)
    if unit == "share" and turned:
        reach = _tidy(complement(reach))
    return window, {
        "id": row["id"],
        "origin": str(row["speaker"] or "nobody named"),
        "start": None if window is None or window[0] == date.min else window[0].isoformat(),
        "end": None if window is None or window[1] == date.max else window[1].isoformat(),
        "as_of": "no date" if window is None else say_window(window),
        "low": reach.low,
        "high": reach.high,
        "over": reach.over,
        "under": reach.under,
        "unit": unit,
        "says": describe(reach, unit),
        "words": str(row.get("exact") or "computed, not printed"),
    }


def _tidy(reach: Interval) -> Interval:
    """Leave out what binary arithmetic adds behind: 1 - 0.6 is 0.4."""
    low, high = (
        None if limit is None else float(f"{limit:.12g}") for limit in (reach.low, reach.high)
    )
    return Interval(low, high, over=reach.over, under=reach.under)
