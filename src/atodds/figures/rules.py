"""The rules by which words become limits, each with its name and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atodds.figures.numerals import Numeral


@dataclass(frozen=True)
class Rule:
    """One reading rule.

    Attributes
    ----------
    name : str
        The name that a learner gives.
    bound : str
        The bound that it yields.
    gives : str
        The limits that it yields.
    reason : str
        Why this rule and no other.
    example : str
        Words that it reads.
    inferred : bool
        True where the rule adds limits that are not printed. A case's table of figures names
        the rule in just these rows.
    """

    name: str
    bound: str
    gives: str
    reason: str
    example: str
    inferred: bool = False


_TABLE = (
    Rule(
        "as printed",
        "point",
        "low, best and high are the printed number",
        "Nothing in the words widens it. How exact it is in the world is another question.",
        "600 soldiers",
    ),
    Rule(
        "range",
        "range",
        "low and high are the two printed numbers; there is no best value",
        "The text names no favourite, so neither do we: the mean is a number nobody stated.",
        "10,000 to 12,000",
    ),
    Rule("under", "under", "high only", "A ceiling says nothing of the floor.", "less than 200"),
    Rule("over", "over", "low only", "A floor says nothing of the ceiling.", "more than 60%"),
    Rule(
        "at most",
        "at most",
        "high only; the number itself is allowed",
        "As under, but the limit can be reached.",
        "up to 40 boats",
    ),
    Rule(
        "at least",
        "at least",
        "low only; the number itself is allowed",
        "As over, but the limit can be reached.",
        "at least 30",
    ),
    Rule(
        "half-unit",
        "about",
        "best is the number; low and high lie half a unit of its last significant figure away",
        "Whoever says about 1,300 would have said 1,200 or 1,400 beyond 1,250 and 1,350.",
        "about 1,300",
        inferred=True,
    ),
    Rule(
        "fraction",
        "about",
        "best is the share; low and high lie 0.05 away, within 0 and 1",
        "A share in round words is rarely nearer than a twentieth of the whole.",
        "about two-thirds",
        inferred=True,
    ),
    Rule(
        "nearly",
        "under",
        "high is the number; low lies half a unit below it (0.05 below a share); no best value",
        "Nearly tells the side as well as the nearness: below, and not far.",
        "nearly 1,300",
        inferred=True,
    ),
    Rule(
        "plural-scale",
        "vague",
        "hundreds: 200 to 999; thousands: 2,000 to 19,999; others alike",
        "A plural needs two; from the next scale's name on, that name would have been used.",
        "hundreds of people",
        inferred=True,
    ),
    Rule(
        "few",
        "vague",
        "a few: 3 to 5; a couple: 2 to 3; times the scale that follows",
        "A convention: readers differ, which is why the rule has a name.",
        "a few hundred",
        inferred=True,
    ),
    Rule(
        "several",
        "vague",
        "3 to 9, times the scale that follows",
        "More than a couple, and not yet ten; a convention too.",
        "several hundred",
        inferred=True,
    ),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _TABLE})
"""Reading rules by name.

Examples
--------
>>> from atodds.figures import RULES
>>> RULES["nearly"].gives
'high is the number; low lies half a unit below it (0.05 below a share); no best value'
>>> RULES["average"]
Traceback (most recent call last):
    ...
KeyError: 'average'
"""

APPROXIMATORS = {
    "nearly": "nearly|almost|close to|just under|just short of|not quite",
    "half-unit": (
        "about|around|approximately|roughly|some|circa|an estimated|estimated at|estimated"
    ),
    "under": "less than|fewer than|smaller than|under|below",
    "over": (
        "more than|greater than|well over|just over|over|above|upwards of|in excess of|exceeding"
    ),
    "at least": "at least|no fewer than|no less than|not less than|a minimum of",
    "at most": "at most|up to|as many as|as much as|no more than|not more than|within|a maximum of",
}

PLURAL_SCALES = {
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "tens of millions": (2 * 10**7, 99_999_999),
    "hundreds of millions": (2 * 10**8, 999_999_999),
    "dozens": (24, 99),
    "tens": (20, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 19_999),
    "millions": (2 * 10**6, 19_999_999),
    "billions": (2 * 10**9, 19_999_999_999),
}
FEW = {"a few": (3, 5), "a couple of": (2, 3), "a couple": (2, 3), "several": (3, 9)}

# How far a share in round words may be off: half of ten points.
_SHARE_HALF = 0.05

Limits = tuple[float | None, float | None, float | None]


def list_rules(*names: str) -> pd.DataFrame:
    """Return the reading rules as a table, one row a rule.

    Parameters
    ----------
    names : str
        Only these rules; all of them by default.

    Returns
    -------
    DataFrame
        Index `rule`; columns bound, gives, reason, example.

    Examples
    --------
    >>> list_rules("nearly")["example"].to_dict()
    {'nearly': 'nearly 1,300'}
    >>> list_rules("almost")
    Traceback (most recent call last):
        ...
    ValueError: Expected names of rules, found 'almost'. There are: as printed, range, ...
    """
    for name in names:
        if name not in RULES:
            raise ValueError(
                f"Expected names of rules, found {name!r}. There are: {', '.join(RULES)}."
            )
    rows = [vars(RULES[name]) for name in names or RULES]
    table = pd.DataFrame(rows).set_index("name").rename_axis("rule")
    return table[["bound", "gives", "reason", "example"]]


def find_limits(rule: str, number: Numeral, *, share: bool = False) -> tuple[Limits, str]:
    """Return (low, best, high) of a number under a rule, and the name of the rule applied.

    Parameters
    ----------
    rule : str
        "as printed" or a key of `APPROXIMATORS`.
    number : Numeral
        The printed number.
    share : bool, optional
        Whether it is a share of 1, for which "half-unit" turns into "fraction".

    Returns
    -------
    tuple
        The three limits, None where not stated; and the rule's name.

    Raises
    ------
    ValueError
        If the rule makes no limits from one number.

    Examples
    --------
    >>> from atodds.figures.numerals import read_numeral
    >>> from atodds.figures.rules import find_limits
    >>> find_limits("nearly", read_numeral("1,300"))
    ((1250.0, None, 1300.0), 'nearly')
    >>> find_limits("range", read_numeral("1,300"))
    Traceback (most recent call last):
        ...
    ValueError: Expected a rule for one number; found 'range'. Choose one of as printed, under, \
over, at most, at least, half-unit, nearly.
    """
    value = number.value
    half = _SHARE_HALF if share else number.step / 2
    low, high = _tidy(max(value - half, 0.0)), _tidy(value + half)
    if share and value <= 1:
        high = min(high, 1.0)
    table: dict[str, Limits] = {
        "as printed": (value, value, value),
        "under": (None, None, value),
        "over": (value, None, None),
        "at most": (None, None, value),
        "at least": (value, None, None),
        "half-unit": (low, value, high),
        "nearly": (low, None, value),
    }
    if rule not in table:
        msg = f"Expected a rule for one number; found {rule!r}. Choose one of {', '.join(table)}."
        raise ValueError(msg)
    return table[rule], "fraction" if share and rule == "half-unit" else rule


def _tidy(value: float) -> float:
    """Drop the dust of binary fractions: 0.67 - 0.05 is 0.62."""
    return float(f"{value:.12g}")
