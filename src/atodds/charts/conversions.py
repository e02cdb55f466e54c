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
from atodds.charts.tables import Table, show_rows
from atodds.figures import Conversion

_NEEDED = ("given", "converted", "printed", "fits_low", "fits_high", "expected_unit", "ok", "cause")
_WIDTH, _STEP = 400, 40
# From here on, decimals are noise.
_LARGE = 100
_HOW_TO_READ = [
    "1 is the right number. Bar: what rounding allows.",
    "Circle: the bracket fits. Cross: it does not.",
]


def conversion_check(table: pd.DataFrame) -> ChartWithTable:
    """Draw each bracketed conversion as a share of what it should be.

    Parameters
    ----------
    table : DataFrame
        What `figures.check_conversions` gave: one row a pair, indexed by figure; given and
        converted (as printed), printed (the number in brackets), fits_low, fits_high,
        expected_unit, ok, cause.

    Returns
    -------
    ChartWithTable
        The chart (one axis: 1 is right, whatever the unit), its table and its description.

    Examples
    --------
    >>> table = pd.DataFrame({"given": ["9 km"], "converted": ["5.6 miles"], "printed": [5.6],
    ...     "ok": [True], "fits_low": [5.2], "fits_high": [6.0], "expected_unit": "mile",
    ...     "cause": [None]}, index=["P-04"])
    >>> conversion_check(table).description[43:]
    'P-04, 9 km (5.6 miles): 5.2 to 6 miles would fit: fits.'

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
    title = alt.TitleParams("Brackets, as shares of what they should be", subtitle=_HOW_TO_READ)
    return ChartWithTable(
        chart=_draw(rows).properties(title=title),
        table=_tabulate(rows),
        description=_describe(rows),
        caption="Conversions printed in brackets, checked",
    )


def show_conversion(checked: Conversion) -> Table:
    """Return one checked conversion as a table.

    Parameters
    ----------
    checked : Conversion
        What `figures.check_conversion` gave.

    Returns
    -------
    Table
        What was printed, what would fit, whether it does, and the likely cause if not.

    Examples
    --------
    >>> from atodds.figures import check_conversion
    >>> show_conversion(check_conversion("40 miles", "64 km"))
    A bracket, checked
    part: printed first; says: 40 miles.
    part: in the bracket; says: 64 km.
    part: what would fit; says: 55.8 to 72.9 km.
    part: does it fit; says: yes.
    part: cause; says: none needed.
    """
    unit = name_axis(checked.expected_unit)
    answers = {
        "printed first": checked.given.exact,
        "in the bracket": checked.converted.exact,
        "what would fit": f"{_say(checked.fits_low)} to {_say(checked.fits_high)} {unit}",
        "does it fit": "yes" if checked.ok else "no",
        "cause": checked.cause or "none needed",
    }
    return show_rows(pd.Series(answers), caption="A bracket, checked")


def _say(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= _LARGE else f"{number:.3g}"


def _place(label: str, row: dict[str, object]) -> dict[str, object]:
    low, high, printed = (float(str(row[name])) for name in ("fits_low", "fits_high", "printed"))
    right = (low + high) / 2
    return {
        "id": label,
        "given": row["given"],
        "converted": row["converted"],
        "low": low,
        "high": high,
        "fits": f"{_say(low)} to {_say(high)} {name_axis(str(row['expected_unit']))}",
        "share": printed / right,
        "share_low": low / right,
        "share_high": high / right,
        "label": break_lines(f"{label}: {row['given']} ({row['converted']})"),
        "verdict": "fits" if row["ok"] else "does not fit",
        "cause": row["cause"] or "",
    }


def _describe(rows: list[dict[str, object]]) -> str:
    fitting = sum(row["verdict"] == "fits" for row in rows)
    noun = "conversion" if len(rows) == 1 else "conversions"
    lines = [
        f"{row['id']}, {row['given']} ({row['converted']}): {row['fits']} would fit: "
        f"{row['verdict']}{': ' if row['cause'] else ''}{row['cause']}."
        for row in rows
    ]
    misses = len(rows) - fitting
    return f"{len(rows)} {noun}; that fit: {fitting}; that do not: {misses}. {' '.join(lines)}"


def _tabulate(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Figure": [row["id"] for row in rows],
            "Printed first": [row["given"] for row in rows],
            "In the bracket": [row["converted"] for row in rows],
            "What would fit": [row["fits"] for row in rows],
            "Verdict": [row["verdict"] for row in rows],
            "Cause": [row["cause"] or "none needed" for row in rows],
        }
    )


def _draw(rows: list[dict[str, object]]) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    names = ("share", "share_low", "share_high")
    reach = reach_axis([float(str(row[name])) for row in rows for name in names])
    x = alt.X(
        "share_low:Q",
        title="printed in the bracket, as a share of the right number",
        axis=alt.Axis(format=FORMAT, tickCount=5),
        scale=alt.Scale(domain=list(reach), nice=False, zero=False),
    )
    order = [row["label"] for row in rows]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=LABELS),
        tooltip=[
            alt.Tooltip("given:N", title="Printed first"),
            alt.Tooltip("converted:N", title="In the bracket"),
            alt.Tooltip("share:Q", title="Share of the right number", format=".2f"),
            alt.Tooltip("verdict:N", title="Verdict"),
            alt.Tooltip("cause:N", title="Cause"),
        ],
    )
    return alt.layer(*_draw_layers(base, x)).properties(width=_WIDTH, height=alt.Step(_STEP))


def _draw_layers(base: Any, x: Any) -> list[Any]:  # noqa: ANN401 - as above
    verdicts = ["fits", "does not fit"]
    shape = alt.Scale(domain=verdicts, range=["circle", "cross"])
    colour = alt.Scale(domain=verdicts, range=[RIGHT, WRONG])
    # The stroke keeps a narrow range visible: half a square mile is less than a pixel.
    bar = {"color": INK, "opacity": 0.35, "height": 18, "stroke": INK, "strokeWidth": 3}
    point = base.mark_point(filled=True, size=150, opacity=1, angle=45)
    return [
        base.mark_bar(**bar).encode(x=x, x2="share_high:Q"),
        point.encode(
            x="share:Q",
            shape=alt.Shape("verdict:N", scale=shape, legend=None),
            color=alt.Color("verdict:N", scale=colour, legend=None),
        ),
        base.mark_text(align="left", dx=14).encode(x="share:Q", text="verdict:N"),
    ]
