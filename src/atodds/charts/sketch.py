"""Draw a sketch of a case's places: what lies beside what, and no more."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from atodds.charts.axes import list_records
from atodds.charts.palette import COLOURS, INK
from atodds.charts.renderer import ChartWithTable

_NEEDED = ("name", "kind", "x", "y")
_HEIGHT = 320
_HONEST = "A sketch by hand, not a survey: distances are rough."


def show_sketch(places: pd.DataFrame, *, names: bool = True) -> ChartWithTable:
    """Draw the places of a case as a sketch.

    Parameters
    ----------
    places : DataFrame
        A case's table of places: one row a place, a point of a line, or the name of an area;
        needs name, kind ("place", "line", "area"), x and y (kilometres east and north of an
        origin).
    names : bool
        False puts numbers in the place of the places' names, for a question.

    Returns
    -------
    ChartWithTable
        The sketch, its table and its description.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If no row is a place.

    Examples
    --------
    >>> from atodds.case import load
    >>> show_sketch(load("harbour").places, names=False).table["Mark"].tolist()
    [1, 2, 3]
    >>> show_sketch(load("harbour").places.head(0))
    Traceback (most recent call last):
    ValueError: Expected at least one place to draw, found none.
    """
    for column in _NEEDED:
        if column not in places:
            raise KeyError(f"No column {column!r} to draw. Pass a case's table of places.")
    towns = places[places["kind"] == "place"]
    if towns.empty:
        raise ValueError("Expected at least one place to draw, found none.")
    # From west to east, so that a number tells nothing but where to look.
    towns = towns.sort_values(["x", "y"]).assign(mark=range(1, len(towns) + 1))
    table = _tabulate(towns, names=names)
    return ChartWithTable(
        chart=_draw(places, towns, names=names),
        table=table,
        description=_describe(places, table),
        caption="The places of the sketch",
    )


def _tabulate(towns: pd.DataFrame, *, names: bool) -> pd.DataFrame:
    shown = {"Place": towns["name"]} if names else {"Mark": towns["mark"]}
    rows = {**shown, "East (km)": towns["x"], "North (km)": towns["y"]}
    if names and "note" in towns:
        rows["What the texts say"] = towns["note"]
    return pd.DataFrame(rows).reset_index(drop=True)


def _describe(places: pd.DataFrame, table: pd.DataFrame) -> str:
    lines = list(dict.fromkeys(places.loc[places["kind"] == "line", "name"]))
    areas = places.loc[places["kind"] == "area", "name"].tolist()
    rows = table.to_dict("records")
    marks = [
        f"{'mark ' if 'Mark' in row else ''}{next(iter(row.values()))}, "
        f"{_say(row['East (km)'], 'east', 'west')} and "
        f"{_say(row['North (km)'], 'north', 'south')}"
        for row in rows
    ]
    drawn = f" Lines: {', '.join(lines)}." if lines else ""
    named = f" Areas: {'; '.join(areas)}." if areas else ""
    return f"{_HONEST} North is up. {'; '.join(marks)}.{drawn}{named}"


def _say(number: float, forward: str, backward: str) -> str:
    return f"{abs(number):g} km {forward if number >= 0 else backward}"


def _draw(places: pd.DataFrame, towns: pd.DataFrame, *, names: bool) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    reach = {side: _reach(places[side]) for side in ("x", "y")}
    wide, high = (end - start for start, end in reach.values())
    x, y = (
        axis(f"{side}:Q", axis=None, scale=alt.Scale(domain=list(reach[side]), nice=False))
        for side, axis in (("x", alt.X), ("y", alt.Y))
    )
    label = "name:N" if names else "mark:N"
    lines = _base(places[places["kind"] == "line"].assign(order=range(_count(places))))
    areas = _base(places[places["kind"] == "area"])
    spots = _base(towns)
    dashes = alt.StrokeDash("name:N", legend=alt.Legend(title=None, orient="bottom"))
    title = alt.TitleParams("Where it was", subtitle=[f"{_HONEST} North is up."])
    layers = alt.layer(
        lines.mark_line(strokeWidth=2.5, color=COLOURS[1]).encode(
            x=x, y=y, order="order:Q", strokeDash=dashes
        ),
        areas.mark_text(fontStyle="italic", fontSize=14, opacity=0.9).encode(
            x=x, y=y, text="name:N"
        ),
        spots.mark_point(filled=True, size=150, opacity=1, color=COLOURS[0]).encode(x=x, y=y),
        spots.mark_text(dy=-16, fontSize=15, fontWeight="bold", color=INK).encode(
            x=x, y=y, text=label
        ),
    )
    # As wide as it is high in kilometres, so that no direction is stretched.
    return layers.properties(width=round(_HEIGHT * wide / high), height=_HEIGHT, title=title)


def _count(places: pd.DataFrame) -> int:
    return int((places["kind"] == "line").sum())


def _reach(values: pd.Series[Any]) -> tuple[float, float]:
    room = (values.max() - values.min()) / 8 or 1.0
    return float(values.min() - room), float(values.max() + room)


def _base(rows: pd.DataFrame) -> Any:  # noqa: ANN401 - as above
    return alt.Chart(alt.Data(values=list_records(rows.reset_index(drop=True))))
