"""Measure how far two texts tell the same things in the same order."""

from itertools import combinations
from math import sqrt

import pandas as pd

_SIDES = ("left_start", "right_start")


def order_of_facts(pairs: pd.DataFrame, *, free_only: bool = False) -> float:
    """Return Kendall's tau of an alignment: 1 for the same order, 0 for none, -1 for the reverse.

    Every two pairs are asked whether both texts have them in the same order. Texts that tell
    events in the order of time agree without knowing each other; so leave out, with `free_only`,
    the pairs whose place the order of time dictates.

    Parameters
    ----------
    pairs : DataFrame
        One row a pair; needs columns left_start, right_start, and chronological where
        `free_only` is used. Rows with an empty side do not count.
    free_only : bool
        Use only pairs of which `chronological` says "no".

    Returns
    -------
    float
        From -1 to 1. M. G. Kendall, "A new measure of rank correlation", Biometrika 30 (1938);
        where two pairs begin at one place, his correction for ties of 1945 (tau-b).

    Examples
    --------
    Three pairs make three comparisons; the last two pairs stand the other way round:

    >>> pairs = pd.DataFrame({"left_start": [0, 50, 90], "right_start": [10, 70, 40]})
    >>> round(order_of_facts(pairs), 3)
    0.333

    >>> order_of_facts(pairs.head(1))
    Traceback (most recent call last):
    ValueError: Expected at least two pairs with a place in both texts, found 1. An order needs two.
    """
    both = _placed(pairs, free_only=free_only)
    if len(both) < 2:
        raise ValueError(
            f"Expected at least two pairs with a place in both texts, found {len(both)}. "
            "An order needs two."
        )
    signs = [(_sign(a[0] - b[0]), _sign(a[1] - b[1])) for a, b in combinations(both, 2)]
    on_left, on_right = (sum(pair[side] != 0 for pair in signs) for side in (0, 1))
    if not on_left or not on_right:
        raise ValueError(
            "Expected pairs that begin at different places, found all at one. "
            "An order needs two places."
        )
    return sum(one * other for one, other in signs) / sqrt(on_left * on_right)


def find_crossings(pairs: pd.DataFrame) -> list[tuple[str, str]]:
    """List the pairs whose lines cross when the two texts are drawn side by side.

    Parameters
    ----------
    pairs : DataFrame
        One row a pair, index its id; needs columns left_start, right_start.

    Returns
    -------
    list of (str, str)
        The ids of two pairs each that the texts tell in opposite order.

    Examples
    --------
    >>> places = {"left_start": [0, 50, 90], "right_start": [10, 70, 40]}
    >>> find_crossings(pd.DataFrame(places, index=["b01", "b02", "b03"]))
    [('b02', 'b03')]
    >>> find_crossings(pd.DataFrame({"left_start": [0]}))
    Traceback (most recent call last):
    KeyError: "No column 'right_start' to order by. Pass an alignment."
    """
    _placed(pairs, free_only=False)
    rows = pairs.dropna(subset=list(_SIDES)).sort_values(list(_SIDES))
    places = [(str(name), *place) for name, place in _by_name(rows)]
    return [(a[0], b[0]) for a, b in combinations(places, 2) if a[1] < b[1] and a[2] > b[2]]


def _by_name(rows: pd.DataFrame) -> list[tuple[object, tuple[int, int]]]:
    sides = (rows[name].astype("int64").tolist() for name in _SIDES)
    return list(zip(rows.index, zip(*sides, strict=True), strict=True))


def _placed(pairs: pd.DataFrame, *, free_only: bool) -> list[tuple[int, int]]:
    for column in (*_SIDES, *(["chronological"] if free_only else [])):
        if column not in pairs:
            raise KeyError(f"No column {column!r} to order by. Pass an alignment.")
    kept = pairs[pairs["chronological"] == "no"] if free_only else pairs
    return [place for _, place in _by_name(kept.dropna(subset=list(_SIDES)))]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
