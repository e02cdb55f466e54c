"""Draw windows of days on one line of time."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from atodds.charts.axes import LABELS, break_lines, list_records
from atodds.charts.palette import INK, pair_up
from atodds.charts.renderer import ChartWithTable
from atodds.dating import Window, as_edtf, say_window

_WIDTH, _STEP = 520, 56
_DAY = pd.Timedelta(days=1)
_LEAST_ROOM = 3 * _DAY


def show_timeline(  # noqa: PLR0913 - each keyword names a column of the caller's table
    table: pd.DataFrame,
    *,
    label: str | None = None,
    earliest: str = "earliest",
    latest: str = "latest",
    group: str | None = None,
    caption: str = "When it was, or can have been",
) -> ChartWithTable:
    """Draw each row's window of days as a bar; an end that nothing sets is drawn as an arrow.

    Parameters
    ----------
    table : DataFrame
        One row a text, claim or event; needs the columns named by `earliest` and `latest`
        (days; an empty cell where nothing sets that end).
    label : str, optional
        The column with the words beside each bar; the index, if left out.
    earliest, latest : str
        The columns of days: "as_of_start" and "as_of_end" for figures and claims.
    group : str, optional
        A column by which bars are coloured, such as "document"; it is named beside each bar.
    caption : str
        What the chart shows.

    Returns
    -------
    ChartWithTable
        The chart, its table (with each window in words and in EDTF) and its description.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If no row has a day.

    Examples
    --------
    >>> table = pd.DataFrame({"earliest": ["2025-03-12", "2025-04-21"],
    ...     "latest": ["2025-03-17", None]}, index=["text A", "text B"])
    >>> show_timeline(table).description
    'When it was, or can have been. text A: 12 to 17 March 2025. text B: 21 April 2025 or later.'

    >>> show_timeline(table, latest="end")
    Traceback (most recent call last):
    KeyError: "No column 'end' to draw. The table has earliest, latest."
    """
    for column in filter(None, (label, earliest, latest, group)):
        if column not in table:
            known = ", ".join(map(str, table.columns))
            raise KeyError(f"No column {column!r} to draw. The table has {known}.")
    names = table.index if label is None else table[label]
    rows = pd.DataFrame(
        {
            "label": [str(name) for name in names],
            "group": "" if group is None else table[group].astype(str).to_numpy(),
            "earliest": pd.to_datetime(table[earliest].to_numpy()),
            "latest": pd.to_datetime(table[latest].to_numpy()),
        }
    )
    windows = [
        Window(*(None if pd.isna(day) else pd.Timestamp(day) for day in pair))
        for pair in zip(rows["earliest"], rows["latest"], strict=True)
    ]
    told = rows.assign(says=[say_window(window) for window in windows])
    said = " ".join(f"{_name(row)}: {row['says']}." for row in list_records(told))
    return ChartWithTable(
        chart=_draw(told),
        table=_tabulate(told, windows, group),
        description=f"{caption}. {said}",
        caption=caption,
    )


def _name(row: dict[str, object]) -> str:
    return f"{row['label']} ({row['group']})" if row["group"] else str(row["label"])


def _tabulate(rows: pd.DataFrame, windows: list[Window], group: str | None) -> pd.DataFrame:
    written = [as_edtf(*window) if any(window) else "" for window in windows]
    columns = {"What": rows["label"], "Earliest": rows["earliest"], "Latest": rows["latest"]}
    kept = pd.DataFrame({**columns, "In words": rows["says"], "EDTF": written})
    if group is not None:
        kept.insert(1, group.replace("_", " ").capitalize(), rows["group"])
    return kept


def _reach(rows: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    days = pd.concat([rows["earliest"], rows["latest"]]).dropna()
    if days.empty:
        raise ValueError("Expected at least one day to draw, found none. Leave out undated rows.")
    room = max((days.max() - days.min()) / 10, _LEAST_ROOM).floor("D")
    return days.min() - room, days.max() + room


def _place(
    row: dict[str, Any], left: pd.Timestamp, right: pd.Timestamp, label: str
) -> dict[str, object]:
    """Say from when to when a bar runs: an open end runs to the axis's end."""
    tip = (right - left) / 80
    start = left + tip if row["earliest"] is None else row["earliest"]
    # A day has a width of its own: the bar ends where its last day does.
    end = right - tip if row["latest"] is None else row["latest"] + _DAY
    side = 3 * ((start + (end - start) / 2) - left) / (right - left)
    align, at = ("left", start) if side < 1 else ("right", end) if side > 2 else ("center", None)
    return {
        "label": label,
        "group": row["group"] or "all",
        "says": row["says"],
        "from": _ms(start),
        "to": _ms(end),
        "open_left": row["earliest"] is None,
        "open_right": row["latest"] is None,
        "align": align,
        "at": _ms(at if at is not None else start + (end - start) / 2),
    }


def _ms(day: pd.Timestamp) -> int:
    """Count milliseconds as Vega does; a day as text would be read by the reader's own clock."""
    return round(day.timestamp() * 1000)


def _draw(rows: pd.DataFrame) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    left, right = _reach(rows)
    labels = [break_lines(_name(row)) for row in list_records(rows)]
    # Two rows of one name would be drawn into one another.
    unlike = [name + "\u200b" * labels[:at].count(name) for at, name in enumerate(labels)]
    records = [
        _place(row, left, right, name) for row, name in zip(list_records(rows), unlike, strict=True)
    ]
    groups = list(dict.fromkeys(str(record["group"]) for record in records))
    pairs = pair_up(len(groups))
    colours = alt.Scale(domain=groups, range=[colour for colour, _ in pairs])
    base = alt.Chart(alt.Data(values=records)).encode(
        y=alt.Y("label:N", sort=unlike, title=None, axis=LABELS),
        # No legend: the group stands beside every bar.
        color=alt.Color("group:N", scale=colours, legend=None),
        tooltip=[alt.Tooltip("label:N", title="What"), alt.Tooltip("says:N", title="When")],
    )
    domain = [_ms(left), _ms(right)]
    x = alt.X(
        "from:T",
        title=None,
        # Days are days everywhere: no clock of the reader's may move them.
        scale=alt.Scale(type="utc", domain=domain, nice=False),
        axis=alt.Axis(
            tickCount=6, labelOverlap=True, labelSeparation=16, format=_format(left, right)
        ),
    )
    layers = _draw_layers(base, x, colours)
    return alt.layer(*layers).properties(width=_WIDTH, height=alt.Step(_STEP))


def _format(left: pd.Timestamp, right: pd.Timestamp) -> str:
    return "%b %Y" if (right - left).days > 120 else "%-d %b %Y"


def _draw_layers(base: Any, x: Any, colours: Any) -> list[Any]:  # noqa: ANN401 - as above
    arrow = {"filled": True, "size": 330, "opacity": 1}
    return [
        # The stroke keeps one day visible on a line of years.
        base.mark_bar(height=12, opacity=0.85, strokeWidth=3).encode(
            x=x, x2="to:T", stroke=alt.Stroke("group:N", legend=None, scale=colours)
        ),
        base.mark_point(shape="triangle-left", **arrow)
        .encode(x=x)
        .transform_filter("datum.open_left"),
        base.mark_point(shape="triangle-right", **arrow)
        .encode(x="to:T")
        .transform_filter("datum.open_right"),
        base.mark_text(dy=-16, align=alt.ExprRef("datum.align")).encode(
            x="at:T", text="says:N", color=alt.value(INK)
        ),
    ]
