"""Pair the stretches of text that two coders marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.reconcile.agreement import plain_code

if TYPE_CHECKING:
    from collections.abc import Sequence

SPAN = ("document", "start", "end")
HALF = 0.5
UNMARKED = ""


def pair_spans(
    first: pd.DataFrame,
    second: pd.DataFrame,
    *,
    variables: Sequence[str] = ("tag",),
    overlap: float = HALF,
) -> pd.DataFrame:
    """Return the stretches that two coders marked, one row a pair or a stretch left alone.

    The rule: two stretches of one text are the same where what they share is at least half
    (`overlap`) of what they cover together. Each has one partner at most, and the pair that
    shares most is made first. A stretch without a partner was marked by one coder only: the
    other's code is empty. In `measure_agreement`'s terms it is a disagreement where empty cells
    count as a code, and left out where they are missing. (Krippendorff's own alpha for units
    that coders cut themselves weighs every character; it is not computed here.)

    Parameters
    ----------
    first, second : DataFrame
        One row a mark: document, start, end (characters, the end left out), and `variables`.
    variables : sequence of str
        The columns that hold the codes.
    overlap : float
        More than 0, at most 1.

    Returns
    -------
    DataFrame
        document, start, end (of what the two cover together), then `<variable>_first` and
        `<variable>_second`; in the order of the text.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If `overlap` is no share.

    Examples
    --------
    >>> mine = pd.DataFrame({"document": ["P", "P"], "start": [0, 20], "end": [10, 24],
    ...     "tag": ["value", "bound"]})
    >>> yours = pd.DataFrame({"document": ["P"], "start": [4], "end": [11], "tag": ["bound"]})
    >>> pair_spans(mine, yours).values.tolist()
    [['P', 0, 11, 'value', 'bound'], ['P', 20, 24, 'bound', '']]
    >>> pair_spans(mine, yours, overlap=2)
    Traceback (most recent call last):
    ...
    ValueError: Expected an overlap of more than 0 and at most 1, found 2. Half is 0.5.
    """
    if not 0 < overlap <= 1:
        raise ValueError(
            f"Expected an overlap of more than 0 and at most 1, found {overlap}. Half is 0.5."
        )
    mine, theirs = (_records(first, variables, "first"), _records(second, variables, "second"))
    partners = _partners(mine, theirs, overlap)
    rows = [_row(mark, partners.get(at), variables) for at, mark in enumerate(mine)]
    met = {id(mark) for mark in partners.values()}
    rows += [_row(None, mark, variables) for mark in theirs if id(mark) not in met]
    ends = [f"{name}_{side}" for name in variables for side in ("first", "second")]
    table = pd.DataFrame(rows, columns=[*SPAN, *ends])
    return table.sort_values(list(SPAN), kind="stable").reset_index(drop=True)


def share_overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return which part of all that two stretches cover is covered by both, from 0 to 1.

    Parameters
    ----------
    one, other : (int, int)
        Start and end, the end left out.

    Returns
    -------
    float
        0 where they do not meet.

    Examples
    --------
    >>> share_overlap((0, 10), (5, 10)), share_overlap((0, 5), (5, 10))
    (0.5, 0.0)
    >>> share_overlap((5, 5), (5, 5))
    0.0
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    whole = max(one[1], other[1]) - min(one[0], other[0])
    return max(0.0, shared / whole) if whole > 0 else 0.0


def _records(table: pd.DataFrame, variables: Sequence[str], name: str) -> list[dict[str, Any]]:
    for column in (*SPAN, *variables):
        if column not in table:
            has = ", ".join(map(str, table.columns))
            raise KeyError(f"The {name} coding has no column {column!r}. It has: {has}.")
    placed = table.dropna(subset=["start", "end"])
    columns = [placed[column] for column in (*SPAN, *variables)]
    return [
        {
            "document": str(document),
            "start": int(start),
            "end": int(end),
            **{key: plain_code(code) for key, code in zip(variables, codes, strict=True)},
        }
        for document, start, end, *codes in zip(*columns, strict=True)
    ]


def _partners(
    first: list[dict[str, Any]], second: list[dict[str, Any]], overlap: float
) -> dict[int, dict[str, Any]]:
    """Pair greedily, the largest overlap first; among equals, the first in the text."""
    near = [
        (-share, one["start"], other["start"], left, right)
        for left, one in enumerate(first)
        for right, other in enumerate(second)
        if one["document"] == other["document"]
        and (share := share_overlap((one["start"], one["end"]), (other["start"], other["end"])))
        >= overlap
    ]
    found: dict[int, int] = {}
    for _, _, _, left, right in sorted(near):
        if left not in found and right not in found.values():
            found[left] = right
    return {left: second[right] for left, right in found.items()}


def _row(
    one: dict[str, Any] | None, other: dict[str, Any] | None, variables: Sequence[str]
) -> list[object]:
    both = [mark for mark in (one, other) if mark is not None]
    place = [
        both[0]["document"],
        min(mark["start"] for mark in both),
        max(mark["end"] for mark in both),
    ]
    codes = [mark[name] if mark else UNMARKED for name in variables for mark in (one, other)]
    return [*place, *codes]
