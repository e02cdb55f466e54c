"""Two codings to compare: where they come from, what kind they are, and how far they agree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds import work
from atodds.reconcile import (
    compute_alpha,
    describe_alpha,
    join_codings,
    list_disagreements,
    pair_spans,
    summarise,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.reconcile.agreement import Empty

RATED = ("claim", "source", "statement")
MARKED = ("document", "start", "end", "tag")
PLACES = ("text_start", "text_end")
_LONGEST = 60
# Words of a text stay with those who have the text: a file holds places and codes.
_WORDS = "exact"


@dataclass(frozen=True)
class Comparison:
    """How far two codings agree: a summary, the disagreements, and both in sentences."""

    summary: pd.DataFrame
    disagreements: pd.DataFrame
    sentences: tuple[str, ...]


def read_table(found: object, which: str) -> pd.DataFrame:
    """Return a coding as a table, whatever it was given as.

    Parameters
    ----------
    found : object
        A table; a widget with a result (Reader, Rater, Collator); or the path of a file.
    which : str
        "the first coding" or "the second coding", for the message.

    Returns
    -------
    DataFrame
        Its rows; a named index becomes a column.

    Examples
    --------
    >>> read_table(pd.DataFrame({"claim": ["P-c07"]}), "the first coding").values.tolist()
    [['P-c07']]
    >>> read_table(7, "the first coding")
    Traceback (most recent call last):
    ...
    TypeError: Expected the first coding as a table, a Reader, Rater or Collator, or the path of a
    saved file; found int.
    """
    table = getattr(found, "result", found)
    if isinstance(table, str | Path):
        table = from_coding(work.read_coding(table))
    if not isinstance(table, pd.DataFrame):
        raise TypeError(
            f"Expected {which} as a table, a Reader, Rater or Collator, or the path of a saved "
            f"file; found {type(found).__name__}."
        )
    return table.reset_index() if table.index.name else table


def from_coding(coding: work.Coding) -> pd.DataFrame:
    """Turn what a file holds into a table.

    Examples
    --------
    >>> from_coding(work.Coding(("claim",), (("P-c07",),))).values.tolist()
    [['P-c07']]
    """
    return pd.DataFrame([list(row) for row in coding.rows], columns=list(coding.columns))


def as_coding(table: pd.DataFrame) -> work.Coding:
    """Turn a table into what a file holds: places and codes, no words.

    Examples
    --------
    >>> as_coding(pd.DataFrame({"claim": ["P-c07"], "mark": ["lost"], "essay": [99 * "long "]}))
    Coding(columns=('claim', 'mark'), rows=(('P-c07', 'lost'),))
    """
    kept = [str(name) for name in table if name != _WORDS and _holds_codes(table[name])]
    rows = table[kept].astype(object).where(table[kept].notna(), None)
    return work.Coding(
        tuple(kept),
        tuple(tuple(map(_plain_cell, row)) for row in rows.itertuples(index=False, name=None)),
    )


def compare(first: pd.DataFrame, second: pd.DataFrame) -> Comparison:
    """Compare two codings of one kind.

    Ratings are joined by claim, and one not given is left out. Marks in a text are paired by
    overlap (`reconcile.pair_spans`): the percentage counts a stretch that only one of the two
    marked as a disagreement, alpha rests on those that both marked. Anything else is joined by
    the first column whose values name each row in both; an empty code is a code there.

    Parameters
    ----------
    first, second : DataFrame
        As `read_table` gives them.

    Returns
    -------
    Comparison
        The summary is that of `reconcile.measure_agreement`.

    Raises
    ------
    ValueError
        If the two have nothing in common that could be compared.

    Examples
    --------
    >>> mine = pd.DataFrame({"claim": ["P-c07"], "source": ["B"], "statement": [2]})
    >>> compare(mine, mine.assign(source="C")).sentences[0]
    'Both coded 1 row.'
    >>> compare(mine, pd.DataFrame({"pair": [1], "mark": ["lost"]}))
    Traceback (most recent call last):
    ...
    ValueError: Expected two codings of one thing, found the columns claim, source, statement and
    the columns pair, mark. Compare two results of one exercise.
    """
    if all(_has(table, RATED) for table in (first, second)):
        return _compare_by(first, second, "claim", RATED[1:], empty="missing")
    if all(_has(table, MARKED) for table in (first, second)):
        return _compare_marks(first, second)
    shared = [str(name) for name in first if name in second]
    by = next(
        (name for name in shared if _names_rows(first[name]) and _names_rows(second[name])), None
    )
    codes = [
        name
        for name in shared
        if name != by and _holds_codes(first[name]) and _holds_codes(second[name])
    ]
    variables = ["mark"] if "mark" in codes else codes
    if by is None or not variables:
        raise ValueError(
            f"Expected two codings of one thing, found the columns {_listed(first)} and the "
            f"columns {_listed(second)}. Compare two results of one exercise."
        )
    return _compare_by(first, second, by, variables, empty="code")


def _compare_by(
    first: pd.DataFrame, second: pd.DataFrame, by: str, variables: Sequence[str], *, empty: Empty
) -> Comparison:
    joined = join_codings(first, second, by=[by], variables=variables)
    summary = summarise(joined, variables, empty=empty)
    both = int(summary["rows"].max())
    if not both:
        raise ValueError(
            f"Expected at least one {by} that both coded, found none. "
            "Did you work on the same exercise?"
        )
    alone = len(set(map(str, first[by])) | set(map(str, second[by]))) - both
    sentences = [f"Both coded {both} {_rows(both)}."]
    if alone:
        sentences.append(f"{alone} {_rows(alone)} coded by one of the two only: left out.")
    sentences += [_say(row) for row in summary.to_dict("records")]
    return Comparison(summary, list_disagreements(joined, variables, empty=empty), tuple(sentences))


def _compare_marks(first: pd.DataFrame, second: pd.DataFrame) -> Comparison:
    if set(first.get("source", [])) != set(second.get("source", [])):
        # One worked in the text and one in the paraphrase: the text's own places are common.
        first, second = _in_text(first), _in_text(second)
    sides = [side if _WORDS in side else side.assign(**{_WORDS: ""}) for side in (first, second)]
    joined = pair_spans(*sides, variables=["tag", _WORDS])
    if joined.empty:
        raise ValueError("Expected stretches marked by both, found none. Mark something first.")
    one, two = (joined.pop(f"{_WORDS}_{side}") for side in ("first", "second"))
    joined.insert(3, "words", one.where(one != "", two))
    tags = zip(joined["tag_first"], joined["tag_second"], strict=True)
    pairs = [(left, right) for left, right in tags if left and right]
    summary = summarise(joined, ["tag"]).assign(alpha=compute_alpha(pairs))
    alone = len(joined) - len(pairs)
    sentences = [f"Marked by either: {len(joined)} stretches; by both: {len(pairs)}."]
    if alone:
        sentences.append(f"{alone} marked by one of the two only: in the percentage, not in alpha.")
    sentences += [_say(row, len(pairs)) for row in summary.to_dict("records")]
    return Comparison(summary, list_disagreements(joined, ["tag"]), tuple(sentences))


def _in_text(table: pd.DataFrame) -> pd.DataFrame:
    if not _has(table, PLACES):
        return table
    moved = table.drop(columns=["start", "end"]).rename(
        columns={"text_start": "start", "text_end": "end"}
    )
    return moved.dropna(subset=["start", "end"])


def _say(row: dict[Any, Any], both: int | None = None) -> str:
    same, rows = int(row["same"]), int(row["rows"])
    share = f"{100 * same / rows:.0f} %" if rows else "nothing"
    alpha = describe_alpha(float(row["alpha"]), rows if both is None else both)
    name = str(row["variable"]).capitalize()
    return f"{name}: the same code in {same} of {rows} ({share}). {alpha}"


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"


def _has(table: pd.DataFrame, columns: Sequence[str]) -> bool:
    return set(columns) <= set(table.columns)


def _listed(table: pd.DataFrame) -> str:
    return ", ".join(map(str, table.columns)) or "of an empty table"


def _names_rows(column: pd.Series) -> bool:
    return bool(len(column)) and bool(column.notna().all()) and bool(column.is_unique)


def _holds_codes(column: pd.Series) -> bool:
    return all(len(str(value)) <= _LONGEST for value in column if not pd.isna(value))


def _plain_cell(value: Any) -> object:  # noqa: ANN401 - a cell of any table
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    plain = value.item() if hasattr(value, "item") else value
    return plain if plain is None or isinstance(plain, bool | int | float) else str(plain)
