"""Draw what a text prints in brackets beside what the first figure allows."""

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
from atodds.charts.palette import INK, RIGHT, WRONG
from atodds.charts.renderer import ChartWithTable
from atodds.figures import read_quantity

_NEEDED = ("given", "converted", "expected_low", "expected_high", "expected_unit", "ok", "cause")
_WIDTH, _STEP = 400, 40
_HOW_TO_READ = (
    "Bar: what the first figure allows. Circle: printed and right. Cross: printed and wrong."
)


def conversion_check(table: pd.DataFrame) -> ChartWithTable:
    """Draw each bracketed conversion beside what it should be.

    Parameters
    ----------
    table : DataFrame
        What `figures.check_conversions` gave: one row a pair, indexed by figure; given and
        converted (as printed), expected_low, expected_high, expected_unit, ok, cause. A column
        `printed`, where there is one, holds the converted numbers.

    Returns
    -------
    ChartWithTable
        The chart (one axis a unit), its table and its description.

    Examples
    --------
    >>> table = pd.DataFrame({"given": ["9 km"], "converted": ["5.6 miles"], "ok": [True],
    ...     "expected_low": [5.3], "expected_high": [5.9], "expected_unit": "mile",
    ...     "cause": [None]}, index=["P-04"])
    >>> conversion_check(table).description
    '1 conversion: 1 right, 0 wrong. P-04, 9 km (5.6 miles): expected 5.3 to 5.9 miles: right.'

    >>> conversion_check(table.head(0))
    Traceback (most recent call last):
    ValueError: Expected at least one conversion to draw, found none.
    """
    expect_columns(table, _NEEDED, source="check_conversions")
    rows = [
        _place(str(label), row) for label, row in zip(table.index, list_records(table), strict=True)
    ]
    if not rows:
        raise ValueError("Expected at least one conversion to draw, found none.")
    units = list(dict.fromkeys(str(row["unit"]) for row in rows))
    panels = [_draw([row for row in rows if row["unit"] == unit], unit) for unit in units]
    title = alt.TitleParams("Printed in brackets, and what it should be", subtitle=_HOW_TO_READ)
    return ChartWithTable(
        chart=alt.vconcat(*panels).properties(title=title),
        table=_tabulate(rows),
        description=_describe(rows),
        caption="Conversions printed in brackets, checked",
    )


def _place(label: str, row: dict[str, object]) -> dict[str, object]:
    printed = row["printed"] if "printed" in row else _read_number(str(row["converted"]))
    return {
        "id": label,
        "given": row["given"],
        "converted": row["converted"],
        "printed": printed,
        "expected_low": row["expected_low"],
        "expected_high": row["expected_high"],
        "unit": row["expected_unit"],
        "label": break_lines(f"{label}: {row['given']}"),
        "verdict": "right" if row["ok"] else "wrong",
        "cause": row["cause"] or "",
    }


def _read_number(words: str) -> float:
    """Read where to put the marker; a limit or a range is put at its upper end."""
    found = read_quantity(words)
    number = next((n for n in (found.best, found.high, found.low) if n is not None), None)
    if number is None:
        raise ValueError(f"Expected a number in {words!r}, found none. Add a column 'printed'.")
    return number


def _describe(rows: list[dict[str, object]]) -> str:
    wrong = sum(row["verdict"] == "wrong" for row in rows)
    noun = "conversion" if len(rows) == 1 else "conversions"
    lines = [
        f"{row['id']}, {row['given']} ({row['converted']}): expected "
        f"{row['expected_low']:,.4g} to {row['expected_high']:,.4g} {name_axis(str(row['unit']))}: "
        f"{row['verdict']}{': ' if row['cause'] else ''}{row['cause']}."
        for row in rows
    ]
    return f"{len(rows)} {noun}: {len(rows) - wrong} right, {wrong} wrong. {' '.join(lines)}"


def _tabulate(rows: list[dict[str, object]]) -> pd.DataFrame:
    names = {
        "id": "Figure",
        "given": "First figure",
        "converted": "Printed in brackets",
        "expected_low": "Expected, low",
        "expected_high": "Expected, high",
        "unit": "Unit expected",
        "verdict": "Verdict",
        "cause": "Cause",
    }
    table = pd.DataFrame(rows)[list(names)].rename(columns=names)
    table["Unit expected"] = [name_axis(str(unit)) for unit in table["Unit expected"]]
    return table


def _draw(rows: list[dict[str, object]], unit: str) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    limits = ("printed", "expected_low", "expected_high")
    reach = reach_axis([float(str(row[name])) for row in rows for name in limits])
    x = alt.X(
        "expected_low:Q",
        title=name_axis(unit),
        axis=alt.Axis(format=FORMAT, tickCount=5),
        scale=alt.Scale(domain=list(reach), nice=False, zero=False),
    )
    order = [row["label"] for row in rows]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=LABELS),
        tooltip=[
            alt.Tooltip("given:N", title="First figure"),
            alt.Tooltip("converted:N", title="Printed in brackets"),
            alt.Tooltip("expected_low:Q", title="Expected, low", format=FORMAT),
            alt.Tooltip("expected_high:Q", title="Expected, high", format=FORMAT),
            alt.Tooltip("verdict:N", title="Verdict"),
            alt.Tooltip("cause:N", title="Cause"),
        ],
    )
    return alt.layer(*_draw_layers(base, x)).properties(width=_WIDTH, height=alt.Step(_STEP))


def _draw_layers(base: Any, x: Any) -> list[Any]:  # noqa: ANN401 - as above
    verdicts = ["right", "wrong"]
    shape = alt.Scale(domain=verdicts, range=["circle", "cross"])
    colour = alt.Scale(domain=verdicts, range=[RIGHT, WRONG])
    # The stroke keeps a narrow range visible: half a square mile is less than a pixel.
    bar = {"color": INK, "opacity": 0.35, "height": 18, "stroke": INK, "strokeWidth": 3}
    point = base.mark_point(filled=True, size=150, opacity=1, angle=45)
    return [
        base.mark_bar(**bar).encode(x=x, x2="expected_high:Q"),
        point.encode(
            x="printed:Q",
            shape=alt.Shape("verdict:N", scale=shape, legend=None),
            color=alt.Color("verdict:N", scale=colour, legend=None),
        ),
        base.mark_text(align="left", dx=14).encode(x="printed:Q", text="verdict:N"),
    ]
