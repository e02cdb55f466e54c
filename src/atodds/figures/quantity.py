"""The record of one printed quantity: what stands there, and the limits that it states."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

BOUNDS = ("point", "range", "about", "under", "over", "at most", "at least", "vague")
KINDS = ("amount", "share", "count", "vague", "duration")


@dataclass(frozen=True)
class Quantity:
    """One printed quantity as low, best and high, with the rule that gave the limits.

    A limit that the words do not state is `None`, and so is a missing best value, unit or
    approximator; tables made from quantities show the same as NaN.

    Attributes
    ----------
    exact : str
        The printed words, from the approximator to the unit.
    start, end : int
        Where they stand, so that `text[start:end] == exact`.
    kind : str
        One of "amount", "share", "count", "vague", "duration".
    low, best, high : float or None
        The limits. A share is a fraction of 1. A range has no best value, and never its mean.
    bound : str
        One of "point", "range", "about", "under", "over", "at most", "at least", "vague".
    approximator : str or None
        The printed word that makes the number less than exact, such as "nearly".
    unit : str or None
        The unit under its one name (`km^2`), however it was printed.
    rule : str
        The name of the reading rule, a key of `RULES`.

    Raises
    ------
    ValueError
        If the limits are out of order, or the words do not fill start to end.

    Examples
    --------
    >>> from atodds.figures import Quantity
    >>> Quantity("600", 0, 3, "count", 600, 600, 600, "point", None, None, "as printed").high
    600
    >>> Quantity("600", 0, 3, "count", 700, None, 600, "range", None, None, "range")
    Traceback (most recent call last):
        ...
    ValueError: Expected low <= best <= high; '600' has low 700, best None, high 600. Swap \
the limits, or leave out the one that is not stated.
    """

    exact: str
    start: int
    end: int
    kind: str
    low: float | None
    best: float | None
    high: float | None
    bound: str
    approximator: str | None
    unit: str | None
    rule: str

    def summary(self) -> pd.Series:
        """Return the quantity as a row that stands upright.

        Returns
        -------
        Series
            What the words do not state is missing.

        Examples
        --------
        >>> from atodds.figures import read_quantity
        >>> read_quantity("nearly 1,300 boats").summary().to_dict()["rule"]
        'nearly'
        """
        parts = ("exact", "low", "best", "high", "bound", "unit", "rule")
        return pd.Series({part: getattr(self, part) for part in parts}, dtype=object)

    def __post_init__(self) -> None:
        """Refuse a record that contradicts itself."""
        stated = [limit for limit in (self.low, self.best, self.high) if limit is not None]
        if stated != sorted(stated):
            msg = (
                f"Expected low <= best <= high; {self.exact!r} has low {self.low}, best "
                f"{self.best}, high {self.high}. Swap the limits, or leave out the one that "
                "is not stated."
            )
            raise ValueError(msg)
        if self.start < 0 or self.end - self.start != len(self.exact):
            msg = (
                f"Expected {self.exact!r} to fill start to end; found {self.start} to "
                f"{self.end}. Take both positions from the text that the words stand in."
            )
            raise ValueError(msg)
        _expect("kind", self.kind, KINDS)
        _expect("bound", self.bound, BOUNDS)


def _expect(name: str, found: str, allowed: tuple[str, ...]) -> None:
    if found not in allowed:
        msg = f"Expected {name} to be one of {', '.join(allowed)}; found {found!r}. Choose one."
        raise ValueError(msg)
