"""Draw what each origin says, side by side."""

from typing import Any

import altair as alt
import pandas as pd

from atodds.charts.axes import (
    FORMAT,
    LABELS,
    break_lines,
    expect_columns,
    list_records,
    name_axis,
    reach_axis,
)
from atodds.charts.palette import INK
from atodds.charts.renderer import ChartWithTable
from atodds.charts.spans import draw_span, pick

_NEEDED = ("origin", "low", "best", "high", "unit", "says", "texts", "words")
_WIDTH, _STEP = 480, 52


def ranges_by_origin(table: pd.DataFrame) -> ChartWithTable:
    """Draw the range that each origin gives; an end that nobody stated is drawn as an arrow.

    Parameters
    ----------
    table : DataFrame
        What `reconcile.ranges_by_origin` gave: one row an origin, all in one unit.

    Returns
    -------
    ChartWithTable
        The chart, its table and its description.

    Examples
    --------
    >>> table = pd.DataFrame({"origin": ["mayor"], "low": [None], "best": [None], "high": [40.0],
    ...     "unit": "container", "says": "under 40 containers", "texts": "P", "words": "under 40"})
    >>> ranges_by_origin(table)
    What each origin says, in containers. mayor (P): under 40 containers.
    Origin: mayor; Low (containers): not stated; Best (containers): not stated;
    High (containers): 40; In words: under 40 containers; As printed: under 40; Texts: P.

    >>> ranges_by_origin(table.drop(columns="says"))
    Traceback (most recent call last):
    KeyError: "No column 'says' to draw. Pass what ranges_by_origin gave."
    """
    expect_columns(table, _NEEDED, source="ranges_by_origin")
    units = sorted({str(unit) for unit in table["unit"]})
    if len(units) != 1:
        raise ValueError(
            f"Expected ranges in one unit, found {len(units)}: {', '.join(units) or 'no rows'}. "
            "Pass what ranges_by_origin gave."
        )
    unit = name_axis(units[0])
    said = " ".join(
        f"{row['origin']} ({row['texts']}): {row['says']}." for row in list_records(table)
    )
    return ChartWithTable(
        chart=_draw(table, units[0]),
        table=_tabulate(table, unit),
        description=f"What each origin says, in {unit}. {said}",
        caption=f"What each origin says, in {unit}",
    )


def _tabulate(table: pd.DataFrame, unit: str) -> pd.DataFrame:
    names = {
        "origin": "Origin",
        "low": f"Low ({unit})",
        "best": f"Best ({unit})",
        "high": f"High ({unit})",
        "says": "In words",
        "words": "As printed",
        "texts": "Texts",
    }
    return table[list(names)].rename(columns=names).reset_index(drop=True)


def _draw(table: pd.DataFrame, unit: str) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    left, right = reach_axis([*table["low"], *table["best"], *table["high"]])
    rows = [_place(row, left, right) for row in list_records(table)]
    origins = [row["origin"] for row in rows]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("label:N", sort=[row["label"] for row in rows], title=None, axis=LABELS),
        color=pick(origins),
        tooltip=[
            alt.Tooltip("origin:N", title="Who says so"),
            alt.Tooltip("words:N", title="As printed"),
            alt.Tooltip("says:N", title="In words"),
            alt.Tooltip("texts:N", title="Texts"),
        ],
    )
    axis = alt.Axis(format=".0%" if unit == "share" else FORMAT, tickCount=6)
    x = alt.X(
        "from:Q",
        title=name_axis(unit),
        axis=axis,
        scale=alt.Scale(domain=[left, right], nice=False, zero=False),
    )
    return alt.layer(*_draw_layers(base, x, origins)).properties(
        width=_WIDTH, height=alt.Step(_STEP)
    )


def _place(row: dict[str, object], left: float, right: float) -> dict[str, object]:
    """Say from where to where the line of a range runs: an open end runs to the axis's end."""
    open_low, open_high = row["low"] is None, row["high"] is None
    tip = (right - left) / 60
    start = left + tip if open_low else float(str(row["low"]))
    end = right - tip if open_high else float(str(row["high"]))
    # A lone number is its marker; a tick through it would only blur the shape.
    lone = start == end and row["best"] is not None
    middle = (start + end) / 2
    side = 3 * (middle - left) / (right - left)
    align, at = ("left", start) if side < 1 else ("right", end) if side > 2 else ("center", middle)
    return {
        **{name: row[name] for name in ("origin", "best", "says", "texts", "words")},
        "label": break_lines(str(row["origin"])),
        "from": start,
        "to": end,
        "low_end": "arrow" if open_low else "marker" if lone else "tick",
        "high_end": "arrow" if open_high else "marker" if lone else "tick",
        "align": align,
        "at": at,
    }


def _draw_layers(base: Any, x: Any, origins: list[object]) -> list[Any]:  # noqa: ANN401 - as above
    return [
        *draw_span(base, x, alt.X("to:Q"), ends=("low_end", "high_end")),
        base.mark_point(filled=True, size=130, opacity=1)
        .encode(x="best:Q", shape=pick(origins, shape=True))
        .transform_filter("isValid(datum.best)"),
        base.mark_text(dy=-18, align=alt.ExprRef("datum.align")).encode(
            x="at:Q", text="says:N", color=alt.value(INK)
        ),
    ]
