"""Write a window of days in EDTF, the notation for uncertain dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.dating.days import read_day

if TYPE_CHECKING:
    from atodds.dating.days import Day

OPEN = ".."
_SIGNS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}


def as_edtf(start: Day, end: Day, *, approximate: bool = False, uncertain: bool = False) -> str:
    """Write a window as an EDTF interval (level 1), a single day as a date.

    The notation is the Extended Date/Time Format of the Library of Congress (2019), part of
    ISO 8601-2. Two dots stand for an end that no clue sets.

    Parameters
    ----------
    start, end : day
        First and last day; None for an end that nothing sets.
    approximate : bool
        Add "~" to each day that stands there: near this day.
    uncertain : bool
        Add "?" to each day: the day may be another. Both together are "%".

    Returns
    -------
    str
        Such as 2025-03-12/2025-03-17, 2025-04-21/.., 2025-03-11.

    Raises
    ------
    ValueError
        If the window ends before it begins, or nothing sets either end.

    Examples
    --------
    >>> as_edtf("2025-03-12", "2025-03-17"), as_edtf("2025-04-21", None)
    ('2025-03-12/2025-03-17', '2025-04-21/..')
    >>> as_edtf(None, "2025-02-27", uncertain=True), as_edtf("2025-03-11", "2025-03-11")
    ('../2025-02-27?', '2025-03-11')
    >>> as_edtf("2025-03-17", "2025-03-12")
    Traceback (most recent call last):
    ...
    ValueError: Expected a first day not later than the last, found 2025-03-17 and 2025-03-12.
    """
    first, last = read_day(start), read_day(end)
    if first is None and last is None:
        raise ValueError("Expected at least one day, found none. EDTF has no words for any day.")
    if first is not None and last is not None and first > last:
        raise ValueError(
            f"Expected a first day not later than the last, found {first.date()} and {last.date()}."
        )
    sign = _SIGNS[approximate, uncertain]
    left, right = (f"{day.date()}{sign}" if day is not None else OPEN for day in (first, last))
    return left if left == right else f"{left}/{right}"
