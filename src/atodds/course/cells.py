"""Read one cell of a case: what the exercises of every lesson start from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from atodds.case import Case


def cell(case: Case, row: str, column: str, *, table: str = "figures") -> Any:  # noqa: ANN401 - a column has the type that the descriptor gives it
    """Return one cell of a table of the case.

    Parameters
    ----------
    case
        The case.
    row
        The row's id.
    column
        The column's name.
    table
        The table's name.

    Returns
    -------
    object
        The value; NaN where the cell is empty.

    Examples
    --------
    >>> from atodds import load
    >>> cell(load("harbour"), "P-04", "best")
    np.float64(9000.0)
    >>> cell(load("harbour"), "P-99", "best")
    Traceback (most recent call last):
        ...
    LookupError: ...P-99...
    """
    return case.row(table, row)[column]


def printed(case: Case, figure: str) -> float:
    """Return the number that a figure prints: its best value, or the limit that it states.

    Parameters
    ----------
    case
        The case.
    figure
        The figure's id.

    Returns
    -------
    float
        In the figure's own unit.

    Examples
    --------
    >>> from atodds import load
    >>> printed(load("harbour"), "P-04"), printed(load("harbour"), "P-06")
    (9000.0, 40.0)
    >>> printed(load("harbour"), "Q-08")  # "Nearly 40", read as 35 to 40
    40.0
    >>> printed(load("harbour"), "P-99")
    Traceback (most recent call last):
        ...
    LookupError: ...P-99...
    """
    # "Nearly 40" has two ends by its reading rule; the one that is printed is the upper.
    stated: Any = case.row("figures", figure)[["best", "high", "low"]].dropna().iloc[0]
    return float(stated)
