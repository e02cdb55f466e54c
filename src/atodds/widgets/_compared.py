"""A comparison of two codings, written down: for the front end, and where no widget can live."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from atodds.widgets._codings import Comparison

YOU = ("You", "Your partner")


def rename(table: pd.DataFrame, names: tuple[str, str] = YOU) -> pd.DataFrame:
    """Give the columns of a comparison names for people.

    Examples
    --------
    >>> import pandas as pd
    >>> list(rename(pd.DataFrame(columns=["claim", "variable", "first", "second"])))
    ['Statement', 'Variable', 'You', 'Your partner']
    """
    coders = dict(zip(("first", "second"), names, strict=True))
    named = table.rename(columns={"claim": "statement", **coders})
    return named.rename(columns={name: str(name)[:1].upper() + str(name)[1:] for name in named})


def as_text(
    title: str, comparison: Comparison | None, waiting: str, names: tuple[str, str] = YOU
) -> str:
    """Write a comparison down as plain text.

    Examples
    --------
    >>> as_text("Two codings", None, "Load your partner's file.")
    "Two codings. Load your partner's file."
    """
    if comparison is None:
        return f"{title}. {waiting}"
    named = rename(comparison.disagreements, names)
    lines = [
        "  " + "; ".join(f"{name}: {_cell(value)}" for name, value in row.items())
        for row in named.to_dict("records")
    ]
    return "\n".join([f"{title}. {' '.join(comparison.sentences)}", *lines])


def as_html(
    title: str, comparison: Comparison | None, waiting: str, names: tuple[str, str] = YOU
) -> str:
    """Write a comparison down as HTML that needs no script and no style sheet.

    Examples
    --------
    >>> as_html("Two codings", None, "Load a file.")
    '<div class="atodds-twin"><p><strong>Two codings.</strong> Load a file.</p></div>'
    """
    said = " ".join(comparison.sentences) if comparison else waiting
    head = f"<p><strong>{escape(title)}.</strong> {escape(said)}</p>"
    return f'<div class="atodds-twin">{head}{_table(comparison, names)}</div>'


def _table(comparison: Comparison | None, names: tuple[str, str]) -> str:
    if comparison is None:
        return ""
    named = rename(comparison.disagreements, names)
    if named.empty:
        return "<p>No disagreement.</p>"
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in named)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row) + "</tr>"
        for row in named.itertuples(index=False, name=None)
    )
    caption = "<caption>Where they differ</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def list_cells(table: pd.DataFrame) -> list[list[str]]:
    """List the cells of a comparison's table as words, for the front end.

    Examples
    --------
    >>> import pandas as pd
    >>> list_cells(pd.DataFrame({"first": [""], "second": ["B"]}))
    [['nothing', 'B']]
    """
    return [[_cell(value) for value in row] for row in table.itertuples(index=False, name=None)]


def _cell(value: object) -> str:
    return str(value) or "nothing"
