"""Arithmetic on amounts that are known only between limits; a limit stays a limit.

"Less than 200" is not the number 200. Every operation here answers with all that can be true if
its inputs are true, and with nothing narrower.
"""

import math
from dataclasses import dataclass

from atodds.reconcile.rows import Row, name_figure, read_row
from atodds.reconcile.units import factor

_BELOW = frozenset({"under"})
_ABOVE = frozenset({"over"})


@dataclass(frozen=True, slots=True)
class Interval:
    """An amount between two limits.

    A limit of None is a limit that nobody stated. An amount without a stated lower limit is still
    no less than nothing: `least` is 0.

    Parameters
    ----------
    low, high : float or None
        The limits, themselves possible unless `over` or `under` says otherwise.
    over : bool
        More than `low`, never `low` itself.
    under : bool
        Less than `high`, never `high` itself.

    Examples
    --------
    >>> Interval(high=200, under=True).least
    0.0

    >>> Interval(1300, 200)
    Traceback (most recent call last):
    ValueError: Expected a low limit no higher than the high one, found 1300 and 200. Swap them?
    """

    low: float | None = None
    high: float | None = None
    over: bool = False
    under: bool = False

    def __post_init__(self) -> None:
        """Refuse limits that no amount can meet."""
        for limit, left_out in (("low", "over"), ("high", "under")):
            value = getattr(self, limit)
            if value is None or math.isnan(value) or value == math.inf:
                object.__setattr__(self, limit, None)
                object.__setattr__(self, left_out, False)
        if self.least > self.most or (self.least == self.most and (self.over or self.under)):
            raise ValueError(
                "Expected a low limit no higher than the high one, "
                f"found {self.low} and {self.high}. Swap them?"
            )

    @property
    def least(self) -> float:
        """The low limit, or the natural floor of an amount, 0."""
        return 0.0 if self.low is None else self.low

    @property
    def most(self) -> float:
        """The high limit, or infinity."""
        return math.inf if self.high is None else self.high

    def holds(self, value: float) -> bool:
        """Say whether a number lies within the limits.

        Parameters
        ----------
        value : float
            Any number.

        Returns
        -------
        bool
            True when it can be the amount.

        Examples
        --------
        >>> Interval(high=200, under=True).holds(199)
        True

        The limit of "under 200" is outside:

        >>> Interval(high=200, under=True).holds(200)
        False
        """
        above = value > self.least if self.over else value >= self.least
        below = value < self.most if self.under else value <= self.most
        return above and below


def read_interval(row: Row, *, unit: str | None = None) -> Interval:
    """Read the limits of a figure.

    Parameters
    ----------
    row : Series or mapping
        A row of a figures table with low, best, high, bound and unit.
    unit : str, optional
        Give the limits in this unit instead of the row's own.

    Returns
    -------
    Interval
        Its limits. "under" and "over" exclude the limit itself.

    Examples
    --------
    >>> read_interval({"low": None, "high": 200, "bound": "under"})
    Interval(low=None, high=200.0, over=False, under=True)

    >>> read_interval({"id": "P-01", "low": None, "best": None, "high": None})
    Traceback (most recent call last):
    ValueError: Figure 'P-01' states no number: low, best and high are empty. Take an amount.
    """
    cells = read_row(row)
    numbers = {name: _number(cells.get(name)) for name in ("low", "best", "high")}
    if all(value is None for value in numbers.values()):
        raise ValueError(
            f"{name_figure(cells)} states no number: low, best and high are empty. Take an amount."
        )
    low, high = numbers["low"], numbers["high"]
    if low is None and high is None:
        low = high = numbers["best"]
    times = 1.0 if unit is None else factor(_word(cells.get("unit")), unit)
    bound = cells.get("bound")
    return Interval(
        None if low is None else low * times,
        None if high is None else high * times,
        over=bound in _ABOVE and low is not None,
        under=bound in _BELOW and high is not None,
    )


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def total(*parts: Interval) -> Interval:
    """Add amounts.

    Parameters
    ----------
    *parts : Interval
        Any number of amounts of one unit.

    Returns
    -------
    Interval
        Their sum. One part without an upper limit leaves the sum without one.

    Examples
    --------
    >>> total(Interval(420, over=True), Interval(high=200, under=True))
    Interval(low=420.0, high=None, over=True, under=False)

    >>> total(420, 200)
    Traceback (most recent call last):
    TypeError: Expected an Interval, found 420. Write Interval(420, 420).
    """
    _check(*parts)
    open_above = any(part.high is None for part in parts)
    open_below = bool(parts) and all(part.low is None for part in parts)
    return Interval(
        None if open_below else math.fsum(part.least for part in parts),
        None if open_above else math.fsum(part.most for part in parts),
        over=not open_below and any(part.over for part in parts),
        under=not open_above and any(part.under for part in parts),
    )


def difference(one: Interval, other: Interval) -> Interval:
    """Take one amount from another.

    Parameters
    ----------
    one, other : Interval
        Two amounts of one unit.

    Returns
    -------
    Interval
        What is left. It can be less than nothing; a low limit of -inf says that nothing is known.

    Examples
    --------
    >>> difference(Interval(1268, 1268), Interval(801, 801))
    Interval(low=467, high=467, over=False, under=False)

    >>> difference(1268, Interval(801, 801))
    Traceback (most recent call last):
    TypeError: Expected an Interval, found 1268. Write Interval(1268, 1268).
    """
    _check(one, other)
    low, high = one.least - other.most, one.most - other.least
    return Interval(
        low,
        None if math.isinf(high) else high,
        over=math.isfinite(low) and (one.over or other.under),
        under=math.isfinite(high) and (one.under or other.over),
    )


def overlap(one: Interval, other: Interval) -> Interval | None:
    """Find the amounts that both allow.

    Parameters
    ----------
    one, other : Interval
        Two ranges for the same amount.

    Returns
    -------
    Interval or None
        What both allow; None when they cannot both be true.

    Examples
    --------
    >>> overlap(Interval(467, 467), Interval(420, over=True))
    Interval(low=467, high=467, over=False, under=False)

    "Under 200" and "over 200" have nothing in common:

    >>> overlap(Interval(high=200, under=True), Interval(200, over=True)) is None
    True
    """
    _check(one, other)
    low, high = max(one.least, other.least), min(one.most, other.most)
    over = any(part.over and part.least == low for part in (one, other))
    under = any(part.under and part.most == high for part in (one, other))
    if low > high or (low == high and (over or under)):
        return None
    unstated = one.low is None and other.low is None
    return Interval(
        None if unstated else low, None if math.isinf(high) else high, over=over, under=under
    )


def _check(*parts: object) -> None:
    for part in parts:
        if not isinstance(part, Interval):
            raise TypeError(
                f"Expected an Interval, found {part!r}. Write Interval({part!r}, {part!r})."
            )
