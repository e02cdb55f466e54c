"""Draw how many statements of each text have a named speaker, an unnamed one, and none."""

from typing import Any

import altair as alt
import pandas as pd

from atodds.charts.axes import LABELS, expect_columns, list_records
from atodds.charts.palette import COLOURS, INK
from atodds.charts.renderer import ChartWithTable

_KINDS = {"named": "a name", "unnamed": "no name", "nobody": "nobody cited"}
_NEEDED = (*_KINDS, "statements", "named_share")
_WIDTH, _STEP = 480, 44
_FILLS = {"named": 0.55, "unnamed": 0.25, "nobody": 0.0}
_HOW_TO_READ = [
    "From left to right: a speaker with a name, one without, nobody cited.",
    "The numbers count statements as they were coded, not words.",
]


def show_named_share(table: pd.DataFrame) -> ChartWithTable:
    """Draw the share of statements with a named, an unnamed and no speaker, one bar a text.

    Parameters
    ----------
    table : DataFrame
        What `reconcile.count_named` gave: one row a text, index its siglum; named, unnamed,
        nobody, statements, and their shares.

    Returns
    -------
    ChartWithTable
        The chart (in per cent of a text's statements), its table (with the counts) and its
        description.

    Examples
    --------
    >>> table = pd.DataFrame({"named": [3], "unnamed": [1], "nobody": [0], "statements": [4],
    ...     "named_share": [0.75]}, index=pd.Index(["P"], name="document"))
    >>> show_named_share(table)
    Speakers of 4 statements, as coded. Text P: 3 of 4 (75 %) with a name, 1 without, 0 with
    nobody cited.
    Text: P; A name: 3; No name: 1; Nobody cited: 0; Statements: 4; With a name (%): 75.

    >>> show_named_share(table.drop(columns="unnamed"))
    Traceback (most recent call last):
    KeyError: "No column 'unnamed' to draw. Pass what count_named gave."
    """
    expect_columns(table, _NEEDED, source="count_named")
    if table.empty:
        raise ValueError("Expected at least one text to draw, found none.")
    rows = list_records(table.rename_axis("text").reset_index())
    title = alt.TitleParams("Who is cited for a text's statements", subtitle=_HOW_TO_READ)
    return ChartWithTable(
        chart=_draw([part for row in rows for part in _split(row)]).properties(title=title),
        table=_tabulate(rows),
        description=_describe(rows),
        caption="Statements by their speaker, counted as coded",
    )


def _percent(row: dict[str, object]) -> int:
    return round(100 * float(str(row["named_share"])))


def _describe(rows: list[dict[str, object]]) -> str:
    total = sum(int(str(row["statements"])) for row in rows)
    lines = [
        f"Text {row['text']}: {row['named']} of {row['statements']} ({_percent(row)} %) with a "
        f"name, {row['unnamed']} without, {row['nobody']} with nobody cited."
        for row in rows
    ]
    return f"Speakers of {total} statements, as coded. {' '.join(lines)}"


def _tabulate(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Text": [row["text"] for row in rows],
            "A name": [row["named"] for row in rows],
            "No name": [row["unnamed"] for row in rows],
            "Nobody cited": [row["nobody"] for row in rows],
            "Statements": [row["statements"] for row in rows],
            "With a name (%)": [_percent(row) for row in rows],
        }
    )


def _split(row: dict[str, object]) -> list[dict[str, object]]:
    """Turn a text's counts into the three stretches of its bar, in per cent."""
    total, parts, at = int(str(row["statements"])), [], 0.0
    for kind, words in _KINDS.items():
        count = int(str(row[kind]))
        width = 100 * count / total if total else 0.0
        label = f"text {row['text']}: {total} statements"
        parts.append(
            {
                "label": label,
                "kind": words,
                "fill": _FILLS[kind],
                "count": count,
                "from": at,
                "to": at + width,
                "middle": at + width / 2,
            }
        )
        at += width
    return parts


def _draw(rows: list[dict[str, object]]) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    labels = list(dict.fromkeys(row["label"] for row in rows))
    kinds = list(_KINDS.values())
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("label:N", sort=labels, title=None, axis=LABELS),
        tooltip=[
            alt.Tooltip("kind:N", title="Speaker"),
            alt.Tooltip("count:Q", title="Statements"),
        ],
    )
    x = alt.X(
        "from:Q",
        title="% of the text's statements",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(tickCount=5),
    )
    bar = base.mark_bar(stroke=INK, strokeWidth=1.5, height=26).encode(
        x=x,
        x2="to:Q",
        color=alt.Color(
            "kind:N", scale=alt.Scale(domain=kinds, range=list(COLOURS[:3])), legend=None
        ),
        # Hollow, half full, full: the kinds differ without their colours too.
        fillOpacity=alt.FillOpacity("fill:Q", scale=None),
    )
    shown = base.transform_filter("datum.count > 0")
    number = shown.mark_text(fontWeight="bold").encode(x="middle:Q", text="count:Q")
    return alt.layer(bar.transform_filter("datum.count > 0"), number).properties(
        width=_WIDTH, height=alt.Step(_STEP)
    )
