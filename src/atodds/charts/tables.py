"""Show rows of a case as a table that the eye and a screen reader can both follow."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atodds.charts.twin import print_table, write_table


@dataclass(frozen=True, repr=False, eq=False)
class Table:
    """A table with its caption, ready to be shown.

    Examples
    --------
    >>> Table(pd.DataFrame({"origin": ["mayor"]}), "Who said it")
    Who said it
    origin: mayor.
    """

    rows: pd.DataFrame
    caption: str

    def __repr__(self) -> str:
        """Say the caption, then a sentence a row."""
        return f"{self.caption}\n{print_table(self.rows)}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        html = write_table(self.rows, caption=self.caption)
        return {"text/html": html, "text/plain": repr(self)}


def show_rows(rows: pd.DataFrame | pd.Series, *, caption: str) -> Table:
    """Return rows of a case as a table; one row alone stands upright.

    Parameters
    ----------
    rows : DataFrame or Series
        Rows, or a single one. A named index becomes the first column.
    caption : str
        What the table is.

    Returns
    -------
    Table
        What is missing reads "not stated".

    Examples
    --------
    >>> one = pd.Series({"exact": "fewer than 40", "low": float("nan")})
    >>> show_rows(one, caption="One row")
    One row
    part: exact; says: fewer than 40.
    part: low; says: not stated.
    >>> show_rows(7, caption="One row")
    Traceback (most recent call last):
        ...
    TypeError: Expected rows of a table, found int. Pass a table, or one of its rows.
    """
    if isinstance(rows, pd.Series):
        return Table(pd.DataFrame({"part": _plain(rows.index), "says": list(rows)}), caption)
    if not isinstance(rows, pd.DataFrame):
        found = type(rows).__name__
        raise TypeError(
            f"Expected rows of a table, found {found}. Pass a table, or one of its rows."
        )
    table = rows.reset_index() if rows.index.name else rows
    return Table(table.set_axis(_plain(table.columns), axis="columns"), caption)


def _plain(names: pd.Index) -> list[str]:
    return [str(name).replace("_", " ") for name in names]
