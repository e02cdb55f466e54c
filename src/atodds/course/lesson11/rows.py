"""The names that lesson 11 gives to its objectives and its cases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from atodds.case import load

if TYPE_CHECKING:
    from atodds.case import Case

LESSON = "11"

WRITE = "write a brief in which every number points to a row"
CORRECT = "correct a brief when late evidence comes"
AGAIN = "do it again on a case that nobody has prepared for you"

PRACTISED = "kursk"
UNSEEN = "flood"
TOY = "harbour"

# The brief asks for about 250 words; a machine can only say that far fewer are none.
WORDS_LEAST, NUMBERS_LEAST = 150, 6


@cache
def opened(name: str) -> Case:
    """Return a case by its name, loaded once.

    Parameters
    ----------
    name
        The case's name.

    Returns
    -------
    Case
        The case.

    Examples
    --------
    >>> opened("flood") is opened("flood")
    True
    >>> opened("fld")
    Traceback (most recent call last):
        ...
    atodds.case.faults.CaseError: ...
    """
    return load(name)
