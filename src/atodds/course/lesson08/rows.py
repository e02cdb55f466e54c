"""The rows that lesson 08 works with, by the names that the lesson gives them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from atodds.reconcile import comparable_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atodds.case import Case

LESSON = "08"

ORIGINS = "give ranges by origin, and ask afterwards whether agreement corroborates"
SERIES = "test a series of figures under stated assumptions"
PRINT = "write what can be printed"

CONTAINERS = ("P-06", "Q-08", "R-06", "R-07")
BOXES = "R-07"

MOSCOW_PEAK = "A-10"
KYIV_PEAK = "A-17"
OWN_VOICE = "B-09"
REGION = "B-12"
SYRSKYI = "C-14"
SEIZED = "E-04"
RETAKEN = "E-07"
GROUND = (MOSCOW_PEAK, KYIV_PEAK, OWN_VOICE, REGION, SYRSKYI, SEIZED, RETAKEN)
PEAKS = (MOSCOW_PEAK, KYIV_PEAK)

HELD = "E-09"
LEFT = "E-k1"
LESS_200 = "A-08"

MORE_THAN_60 = "E-02"
TWO_THIRDS = "C-42"
TWO_THIRDS_B = "B-23"
HALF = "D-02"
MOST_OF_IT = "A-k1"
SHARES = (MORE_THAN_60, TWO_THIRDS, HALF, MOST_OF_IT)

KYIVS_COUNT = "C-36"
AMERICAN_COUNT = "C-37"
SUM_OF_TWO = "C-k1"


def largest_group(case: Case, figures: Iterable[str]) -> list[str]:
    """Return the largest group of figures of which every pair passes the four gates.

    Parameters
    ----------
    case
        The case.
    figures
        The ids to choose from.

    Returns
    -------
    list of str
        Their ids; the first such group where several are as large.

    Examples
    --------
    >>> from atodds import load
    >>> largest_group(load("harbour"), ["P-06", "R-06", "R-07"])
    ['P-06', 'R-06']
    >>> largest_group(load("harbour"), ["P-99"])
    Traceback (most recent call last):
        ...
    KeyError: ...P-99...
    """
    rows = case.figures.loc[list(figures)]
    passing = {frozenset(pair) for pair in comparable_pairs(rows).itertuples(index=False)}
    groups = (
        group
        for size in range(len(rows), 0, -1)
        for group in combinations(rows.index, size)
        if all(frozenset(pair) in passing for pair in combinations(group, 2))
    )
    return [str(name) for name in next(groups, ())]
