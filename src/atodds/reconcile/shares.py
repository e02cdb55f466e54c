"""Shares, ratios and products of amounts that are known only between limits."""

import math

from atodds.reconcile.intervals import Interval


def ratio(one: Interval, other: Interval) -> Interval:
    """Say how many times the other amount one amount is.

    The low end comes from the smallest numerator and the largest denominator, the high end the
    other way round.

    Parameters
    ----------
    one, other : Interval
        Two amounts of one unit, neither below nothing.

    Returns
    -------
    Interval
        The ratio, open where an input is.

    Examples
    --------
    >>> ratio(Interval(14950, 14950), Interval(650, 650))
    Interval(low=23.0, high=23.0, over=False, under=False)

    >>> ratio(Interval(5, 5), Interval(0, 0))
    Traceback (most recent call last):
    ValueError: Expected a whole above 0, found at most 0. Check which figure is the whole.
    """
    _refuse_below_nothing(one, other)
    if other.most == 0:
        raise ValueError(
            "Expected a whole above 0, found at most 0. Check which figure is the whole."
        )
    has_low = one.low is not None and other.high is not None
    has_high = one.high is not None and other.least > 0
    return Interval(
        one.least / other.most if has_low else None,
        one.most / other.least if has_high else None,
        over=has_low and (one.over or (other.under and one.least > 0)),
        under=has_high and (one.under or (other.over and one.most > 0)),
    )


def share_of(part: Interval, whole: Interval) -> Interval:
    """Say what share of a whole a part of it is.

    Parameters
    ----------
    part, whole : Interval
        Two amounts of one unit; the part lies inside the whole.

    Returns
    -------
    Interval
        A share between 0 and 1. A part of which only an upper limit is known has a share of
        which only an upper limit is known.

    Examples
    --------
    "Less than 200" of "about 1,300" (1,250 to 1,350) is under 16 %, not 15 %:

    >>> share_of(Interval(high=200, under=True), Interval(1250, 1350))
    Interval(low=None, high=0.16, over=False, under=True)

    >>> share_of(Interval(1300, 1300), Interval(650, 650))
    Traceback (most recent call last):
    ValueError: A part cannot be larger than its whole: at least 1300 of at most 650. Swap them?
    """
    found = ratio(part, whole)
    if found.least > 1 or (found.least == 1 and found.over):
        raise ValueError(
            "A part cannot be larger than its whole: "
            f"at least {part.least:g} of at most {whole.most:g}. Swap them?"
        )
    if found.most <= 1:
        return found
    # No share is above 1: that limit lies in the word, nobody had to state it.
    return Interval(found.low, None if found.high is None else 1.0, over=found.over)


def complement(share: Interval) -> Interval:
    """Say what share is left.

    Parameters
    ----------
    share : Interval
        A share between 0 and 1.

    Returns
    -------
    Interval
        One minus the share: an upper limit turns into a lower one.

    Examples
    --------
    >>> complement(Interval(high=0.16, under=True))
    Interval(low=0.84, high=None, over=True, under=False)

    >>> complement(Interval(16, 16))
    Traceback (most recent call last):
    ValueError: Expected a share between 0 and 1, found 16 to 16. Divide percent by 100.
    """
    ceiling = 1.0 if share.high is None else share.high
    if share.least < 0 or share.least > 1 or ceiling > 1:
        raise ValueError(
            f"Expected a share between 0 and 1, found {share.least:g} to {share.most:g}. "
            "Divide percent by 100."
        )
    return Interval(
        None if share.high is None else 1 - share.high,
        None if share.low is None else 1 - share.low,
        over=share.under,
        under=share.over and share.low is not None,
    )


def product(share: Interval, whole: Interval) -> Interval:
    """Take a share of a whole.

    Parameters
    ----------
    share, whole : Interval
        A share or a factor, and an amount; neither below nothing.

    Returns
    -------
    Interval
        The amount, open where an input is.

    Examples
    --------
    >>> product(Interval(0.5, 0.5), Interval(1250, 1350))
    Interval(low=625.0, high=675.0, over=False, under=False)

    >>> product(Interval(-1, 1), Interval(1250, 1350))
    Traceback (most recent call last):
    ValueError: Expected amounts of at least 0, found one as low as -1.
    """
    _refuse_below_nothing(share, whole)
    has_low = share.low is not None and whole.low is not None
    has_high = share.high is not None and whole.high is not None
    return Interval(
        share.least * whole.least if has_low else None,
        share.most * whole.most if has_high else None,
        over=has_low and _excludes(share.over, whole.over, share.least, whole.least),
        under=has_high and _excludes(share.under, whole.under, share.most, whole.most),
    )


def _excludes(one_open: bool, other_open: bool, one: float, other: float) -> bool:  # noqa: FBT001 - two pairs that belong together
    """Say whether a product leaves its limit out: as a factor does, unless the other is 0."""
    return (one_open and other > 0) or (other_open and one > 0) or (one_open and other_open)


def _refuse_below_nothing(*parts: Interval) -> None:
    for part in parts:
        if not isinstance(part, Interval):
            raise TypeError(
                f"Expected an Interval, found {part!r}. Write Interval({part!r}, {part!r})."
            )
        if part.least < 0:
            raise ValueError(f"Expected amounts of at least 0, found one as low as {part.least:g}.")
        if math.isinf(part.least):
            raise ValueError("Expected a finite low limit, found infinity.")
