"""Draw how often each pair of grades was given, with the diagonal outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from atodds.charts.palette import COLOURS, INK
from atodds.charts.renderer import ChartWithTable
from atodds.reconcile import (
    SOURCE_GRADES,
    STATEMENT_GRADES,
    count_grades,
    describe_diagonal,
)

if TYPE_CHECKING:
    import pandas as pd

_STEP = 46
# Letters stand on the colour, so it stays faint enough for them, on white and on dark.
_FAINTEST, _STRONGEST = 0.16, 0.42


def show_grid(ratings: pd.DataFrame) -> ChartWithTable:
    """Draw the 6 x 6 grid of grades: source from A to F, statement from 1 to 6.

    Parameters
    ----------
    ratings : DataFrame
        One row a claim: source (A to F), statement (1 to 6), as a Rater's result has them. Rows
        that lack one of the two are left out.

    Returns
    -------
    ChartWithTable
        The chart (a number in each cell that was given; the diagonal A1 to F6 in frames), its
        table and its description.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If a grade is none.

    Examples
    --------
    >>> import pandas as pd
    >>> ratings = pd.DataFrame({"source": ["B", "B", "F"], "statement": [2, 3, 6]})
    >>> show_grid(ratings).description
    'How often each pair of grades was given. 2 of 3 on the diagonal (67 %). B2: 1; B3: 1; F6: 1.'
    >>> show_grid(ratings.drop(columns="statement"))
    Traceback (most recent call last):
    ...
    KeyError: "No column 'statement' among the ratings. Pass a Rater's result."
    """
    counts = count_grades(ratings)
    numbers = counts.to_numpy().tolist()
    cells = [
        {
            "source": source,
            "statement": str(statement),
            "count": numbers[row][column],
            "diagonal": row == column,
            "source_words": SOURCE_GRADES[source],
            "statement_words": STATEMENT_GRADES[statement],
        }
        for row, source in enumerate(SOURCE_GRADES)
        for column, statement in enumerate(STATEMENT_GRADES)
    ]
    given = [
        f"{cell['source']}{cell['statement']}: {cell['count']}" for cell in cells if cell["count"]
    ]
    listed = f" {'; '.join(given)}." if given else ""
    return ChartWithTable(
        chart=_draw(cells),
        table=tabulate_grid(counts),
        description=(
            f"How often each pair of grades was given. {describe_diagonal(ratings)}{listed}"
        ),
        caption="How many statements got each pair of grades",
    )


def tabulate_grid(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the grid as a table with a heading over each column.

    Parameters
    ----------
    counts : DataFrame
        What `reconcile.count_grades` gave.

    Returns
    -------
    DataFrame
        Source, then "Statement 1" to "Statement 6": numbers of statements.

    Examples
    --------
    >>> import pandas as pd
    >>> counts = count_grades(pd.DataFrame({"source": ["A"], "statement": [1]}))
    >>> tabulate_grid(counts).head(1).to_dict('split')['data']
    [['A', 1, 0, 0, 0, 0, 0]]
    >>> tabulate_grid(None)
    Traceback (most recent call last):
    ...
    AttributeError: 'NoneType' object has no attribute 'set_axis'
    """
    named = counts.set_axis([f"Statement {grade}" for grade in counts], axis="columns")
    return named.rename_axis(None, axis="columns").reset_index(names="Source")


def _draw(cells: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    axis: dict[str, Any] = {"grid": False, "ticks": False, "domain": False, "labelAngle": 0}
    # A scale needs two ends, even where every pair was given once.
    most = max(2, *(cell["count"] for cell in cells))
    base = alt.Chart(alt.Data(values=cells)).encode(
        x=alt.X("statement:O", title="Grade of the statement", axis=alt.Axis(**axis, orient="top")),
        y=alt.Y("source:O", title="Grade of the source", axis=alt.Axis(**axis)),
        tooltip=[
            alt.Tooltip("count:Q", title="Statements"),
            alt.Tooltip("source_words:N", title="Source"),
            alt.Tooltip("statement_words:N", title="Statement"),
        ],
    )
    shade = alt.Opacity(
        "count:Q",
        scale=alt.Scale(domain=[1, most], range=[_FAINTEST, _STRONGEST]),
        legend=None,
    )
    filled, diagonal = "datum.count > 0", "datum.diagonal"
    room = {"width": alt.RelativeBandSize(0.92), "height": alt.RelativeBandSize(0.92)}
    return alt.layer(
        base.mark_rect(fill=None, stroke=INK, strokeOpacity=0.25, **room),
        base.mark_rect(color=COLOURS[0], **room).encode(opacity=shade).transform_filter(filled),
        base.mark_rect(fill=None, stroke=INK, strokeWidth=2.5, **room).transform_filter(diagonal),
        base.mark_text(fontSize=16, fontWeight="bold", color=INK)
        .encode(text="count:Q")
        .transform_filter(filled),
    ).properties(width=alt.Step(_STEP), height=alt.Step(_STEP))
