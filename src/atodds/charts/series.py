"""Draw figures in the order of time: for which days each speaks, and what it allows."""

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

_NEEDED = (
    "id", "origin", "start", "end", "as_of", "low", "high", "over", "under", "unit", "says",
    "words",
)  # fmt: skip
_DAYS, _AMOUNTS, _STEP = 210, 330, 52
Whole = tuple[float, float, float]


def show_series(table: pd.DataFrame, *, whole: Whole | None = None) -> ChartWithTable:
    """Draw figures in the order of time; an end that nobody stated is drawn as an arrow.

    Parameters
    ----------
    table : DataFrame
        What `reconcile.tell_series` gave: one row a figure; amounts of one unit, or shares, or
        both.
    whole : tuple of three numbers, optional
        The least, the first and the largest whole that is assumed for the shares, in the unit of
        the amounts: a slider below the chart moves it. Needed where shares and amounts stand
        together.

    Returns
    -------
    ChartWithTable
        The chart (on the left the days, on the right the amounts), its table, its description.

    Examples
    --------
    >>> table = pd.DataFrame({"id": ["P-01"], "origin": ["mayor"], "start": ["2024-03-11"],
    ...     "end": ["2024-03-11"], "as_of": ["11 March 2024"], "low": [None], "high": [200.0],
    ...     "over": [False], "under": [True], "unit": ["m^2"], "says": ["under 200 m²"],
    ...     "words": ["less than 200"]})
    >>> show_series(table)
    1 figure in the order of time. P-01, mayor, 11 March 2024: under 200 m².
    Figure: P-01; Who says so: mayor; For which days: 11 March 2024; Range: under 200 m²;
    As printed: less than 200.

    >>> show_series(pd.concat([table, table.assign(unit="share", high=0.4, says="under 40 %")]))
    Traceback (most recent call last):
    ValueError: Shares and amounts stand on one axis only if a whole is assumed: whole=(least, ...
    """
    expect_columns(table, _NEEDED, source="tell_series")
    units = sorted({str(unit) for unit in table["unit"]} - {"share"})
    has_shares = bool((table["unit"] == "share").any())
    if len(units) > 1 or not len(table):
        raise ValueError(
            f"Expected figures of one unit, found {', '.join(units) or 'no rows'}. "
            "Pass what tell_series gave."
        )
    if whole is None and has_shares and units:
        raise ValueError(
            "Shares and amounts stand on one axis only if a whole is assumed: "
            "whole=(least, first, largest), in the unit of the amounts."
        )
    assumed = _expect_whole(whole) if has_shares and whole is not None else None
    unit = units[0] if units else "" if assumed else "share"
    said = [_say(row, assumed, unit) for row in list_records(table)]
    return ChartWithTable(
        chart=_draw(table, unit, assumed),
        table=_tabulate(table, said),
        description=_describe(table, said, assumed, unit),
        caption="Figures in the order of time",
    )


def _expect_whole(whole: Whole) -> Whole:
    least, first, most = whole
    if not 0 < least <= first <= most:
        raise ValueError(
            f"Expected a whole such as (1250, 1300, 1400), least to largest, found {whole!r}."
        )
    return least, first, most


def _say(row: dict[str, object], whole: Whole | None, unit: str) -> str:
    """Say a range; a share as well in the unit of the whole that is assumed at first."""
    if whole is None or row["unit"] != "share":
        return str(row["says"])
    low, high = (
        None if row[end] is None else f"{float(str(row[end])) * whole[1]:,.0f}"
        for end in ("low", "high")
    )
    words = f"{low} to {high}" if low and high else _fence(row, low, high)
    return f"{row['says']}: {words} {name_axis(unit)}, if the whole was {whole[1]:,.0f}"


def _fence(row: dict[str, object], low: str | None, high: str | None) -> str:
    if high:
        return f"{'under' if row['under'] else 'at most'} {high}"
    return f"{'over' if row['over'] else 'at least'} {low}"


def _describe(table: pd.DataFrame, said: list[str], whole: Whole | None, unit: str) -> str:
    noun = "figure" if len(table) == 1 else "figures"
    lines = [
        f"{row['id']}, {row['origin']}, {row['as_of']}: {words}."
        for row, words in zip(list_records(table), said, strict=True)
    ]
    slider = (
        f" A slider moves the assumed whole from {whole[0]:,.0f} to {whole[2]:,.0f} "
        f"{name_axis(unit)}; dashed lines move with it."
        if whole
        else ""
    )
    return f"{len(table)} {noun} in the order of time. {' '.join(lines)}{slider}"


def _tabulate(table: pd.DataFrame, said: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Figure": table["id"].tolist(),
            "Who says so": table["origin"].tolist(),
            "For which days": table["as_of"].tolist(),
            "Range": said,
            "As printed": table["words"].tolist(),
        }
    )


def _draw(table: pd.DataFrame, unit: str, whole: Whole | None) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    times = table["unit"].eq("share").map({True: whole[2] if whole else 1.0, False: 1.0})
    reach = reach_axis([*(table["low"] * times), *(table["high"] * times)])
    rows = [_place(row, reach, whole) for row in list_records(table)]
    base = alt.Chart(alt.Data(values=rows)).encode(
        color=pick([row["origin"] for row in rows]),
        tooltip=[
            alt.Tooltip("origin:N", title="Who says so"),
            alt.Tooltip("words:N", title="As printed"),
            alt.Tooltip("as_of:N", title="For which days"),
            alt.Tooltip("says:N", title="In words"),
        ],
    )
    order = [row["label"] for row in rows]
    days = _draw_days(base.encode(y=alt.Y("label:N", sort=order, title=None, axis=LABELS)))
    amounts = base.encode(y=alt.Y("label:N", sort=order, title=None, axis=None))
    return alt.hconcat(days, _draw_amounts(amounts, reach, unit, whole), spacing=24)


def _place(
    row: dict[str, object], reach: tuple[float, float], whole: Whole | None
) -> dict[str, object]:
    tip = (reach[1] - reach[0]) / 60
    low, high = (None if row[end] is None else float(str(row[end])) for end in ("low", "high"))
    is_part = whole is not None and row["unit"] == "share"
    is_point = low is not None and low == high
    return {
        **{name: row[name] for name in ("id", "origin", "as_of", "says", "words")},
        "label": break_lines(f"{row['id']}: {row['origin']}"),
        "since": None if row["as_of"] == "no date" else row["start"] and f"{row['start']}T00:00:00",
        "until": None if row["as_of"] == "no date" else row["end"] and f"{row['end']}T23:59:00",
        "first_end": "tick" if row["start"] else "arrow",
        "last_end": "tick" if row["end"] else "arrow",
        "times": "whole" if is_part else "one",
        "low": low,
        "high": high,
        "left": reach[0] + tip,
        "right": reach[1] - tip,
        "low_end": "arrow" if low is None else "point" if is_point else "tick",
        "high_end": "arrow" if high is None else "point" if is_point else "tick",
        "fence": "over " if row["over"] else "at least " if high is None else "",
        "lid": "under " if row["under"] else "at most " if low is None else "",
    }


def _draw_days(base: Any) -> Any:  # noqa: ANN401 - as above
    axis = alt.Axis(format="%b %Y", tickCount=4, labelOverlap=True, labelAngle=0)
    dated = base.transform_filter(
        "isValid(datum.since) || isValid(datum.until)"
    ).transform_calculate(
        since="isValid(datum.since) ? toDate(datum.since) : toDate(datum.until) - 30 * 864e5",
        until="isValid(datum.until) ? toDate(datum.until) : toDate(datum.since) + 30 * 864e5",
    )
    x = alt.X("since:T", title="for which days", axis=axis, scale=alt.Scale(nice=False, padding=12))
    undated = base.transform_filter("!isValid(datum.since) && !isValid(datum.until)")
    return alt.layer(
        *draw_span(dated, x, alt.X("until:T"), ends=("first_end", "last_end")),
        undated.mark_text(align="left").encode(
            x=alt.value(8), text=alt.value("no date"), color=alt.value(INK)
        ),
    ).properties(width=_DAYS, height=alt.Step(_STEP))


def _draw_amounts(
    base: Any,  # noqa: ANN401 - as above
    reach: tuple[float, float],
    unit: str,
    whole: Whole | None,
) -> Any:  # noqa: ANN401 - as above
    times = "1" if whole is None else "(datum.times == 'whole' ? whole : 1)"
    # What stands in the words beside a bar follows the slider as the bar does.
    words = (
        "datum.times == 'one' ? datum.says : "
        "isValid(datum.low) && isValid(datum.high) ? "
        f"format(datum.low * {times}, ',.0f') + ' to ' + format(datum.high * {times}, ',.0f') : "
        f"isValid(datum.low) ? datum.fence + format(datum.low * {times}, ',.0f') : "
        f"datum.lid + format(datum.high * {times}, ',.0f')"
    )
    placed = base.transform_calculate(
        start=f"isValid(datum.low) ? datum.low * {times} : datum.left",
        stop=f"isValid(datum.high) ? datum.high * {times} : datum.right",
        told=words,
    ).transform_calculate(
        at="(datum.start + datum.stop) / 2",
    )
    axis = alt.Axis(format=".0%" if unit == "share" else FORMAT, tickCount=6)
    scale = alt.Scale(domain=list(reach), nice=False, zero=False)
    x = alt.X("start:Q", title=name_axis(unit), axis=axis, scale=scale)
    stop = alt.X("stop:Q", scale=scale)
    layers = [
        layer
        for kind, dash in (("one", [1, 0]), ("whole", [6, 3]))
        for layer in draw_span(
            placed.transform_filter(f"datum.times == '{kind}'"),
            x,
            stop,
            ends=("low_end", "high_end"),
            strokeDash=dash,
        )
    ]
    layers += [
        placed.transform_filter("datum.low_end == 'point'")
        .mark_point(filled=True, size=130, opacity=1, shape="diamond")
        .encode(x=x),
        placed.mark_text(dy=-19).encode(x="at:Q", text="told:N", color=alt.value(INK)),
    ]
    drawn = alt.layer(*layers).properties(width=_AMOUNTS, height=alt.Step(_STEP))
    return drawn if whole is None else drawn.add_params(_slide(unit, whole))


def _slide(unit: str, whole: Whole) -> Any:  # noqa: ANN401 - as above
    least, first, most = whole
    step = max((most - least) / 50, 1e-9)
    bind = alt.binding_range(
        min=least, max=most, step=step, name=f"Assumed whole, in {name_axis(unit)}: "
    )
    return alt.param(name="whole", value=first, bind=bind)
