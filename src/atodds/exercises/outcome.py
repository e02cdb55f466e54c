"""What a judge finds, and how it reads the pieces of an answer."""

import re
from dataclasses import dataclass, field
from typing import Literal

from atodds.exercises.answers import DOTS, INFINITE, MINUS_INFINITE, MISSING, NAN

State = Literal["right", "other", "unread", "untouched"]
NOT_STATED = (None, "", MISSING, NAN, INFINITE, MINUS_INFINITE)
THIN_SPACES = "\u00a0\u2009\u202f"
NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)?(?:\.\d+)?")
LONGEST_NUMBER = 40
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})  # noqa: RUF001


@dataclass(frozen=True)
class Outcome:
    """What a judge found in an answer.

    Attributes
    ----------
    state
        ``right``; ``other`` (read, and something else); ``unread`` (not an answer
        of this kind); ``untouched`` (the dots still stand).
    share
        The part of the points, 0 to 1.
    note
        What to tell the learner about it, or empty.
    answer
        The answer as a mistake's `when` gets it.
    """

    state: State
    share: float = 0.0
    note: str = ""
    answer: object = field(default=None, compare=False)


def is_dots(answer: object) -> bool:
    """Tell whether the dots of the starter still stand.

    Parameters
    ----------
    answer
        Plain JSON data.

    Returns
    -------
    bool
        True for the tag that stands for ``...``.

    Examples
    --------
    >>> is_dots({"$": "dots"}), is_dots("...")
    (True, True)
    >>> is_dots(0)
    False
    """
    return answer == DOTS or (isinstance(answer, str) and answer.strip() in {"...", "…"})


def is_unstated(answer: object) -> bool:
    """Tell whether an answer says that there is nothing: None, an empty text, NaN, infinity.

    Parameters
    ----------
    answer
        Plain JSON data.

    Returns
    -------
    bool
        Zero and False are something.

    Examples
    --------
    >>> is_unstated({"$": "nan"}), is_unstated("  ")
    (True, True)
    >>> is_unstated(0)
    False
    """
    stripped = answer.strip() if isinstance(answer, str) else answer
    return any(stripped is nothing or stripped == nothing for nothing in NOT_STATED)


def as_number(answer: object) -> float | None:
    """Read one number, written as a number or as text.

    Parameters
    ----------
    answer
        Plain JSON data.

    Returns
    -------
    float or None
        None when it is not one finite number.

    Examples
    --------
    >>> as_number(" 1,300 ")
    1300.0
    >>> as_number(True) is None, as_number("420 km") is None
    (True, True)
    """
    if isinstance(answer, str):
        text = answer.translate(dict.fromkeys(map(ord, THIN_SPACES), " ")).replace("−", "-")  # noqa: RUF001
        text = text.strip()
        digits = any(letter in "0123456789" for letter in text[:LONGEST_NUMBER])
        if len(text) > LONGEST_NUMBER or not digits or not NUMBER.fullmatch(text):
            return None
        return float(text.replace(",", "").replace(" ", ""))
    if isinstance(answer, bool) or not isinstance(answer, (int, float)):
        return None
    try:
        number = float(answer)
    except OverflowError:
        return None
    return number if abs(number) < float("inf") else None


def as_word(answer: object) -> str | None:
    """Read a word or label: capitals, spaces and the shape of quotation marks go.

    Parameters
    ----------
    answer
        Plain JSON data.

    Returns
    -------
    str or None
        None when it is no text.

    Examples
    --------
    >>> as_word("  The  Harbour\u2019s Master ")
    "the harbour's master"
    >>> as_word(7) is None
    True
    """
    return (
        " ".join(answer.translate(QUOTES).casefold().split()) if isinstance(answer, str) else None
    )


def same_number(one: float, other: float, tolerance: float) -> bool:
    """Tell whether two numbers are the same within a tolerance.

    Parameters
    ----------
    one, other
        Two numbers.
    tolerance
        How far apart they may be; a rounding error of the machine is always allowed.

    Returns
    -------
    bool
        True at exactly the tolerance as well.

    Examples
    --------
    >>> same_number(162, 162.2, 0.5), same_number(0.1 + 0.2, 0.3, 0)
    (True, True)
    >>> same_number(161, 162.2, 0.5)
    False
    """
    return abs(one - other) <= tolerance + 1e-9 * max(1.0, abs(other))


def describe(answer: object) -> str:
    """Say in plain words what kind of thing an answer is.

    Parameters
    ----------
    answer
        Plain JSON data.

    Returns
    -------
    str
        With its article.

    Examples
    --------
    >>> describe([1, 2]), describe("x"), describe(True)
    ('a list', 'text', 'true or false')
    >>> describe({"$": "nan"})
    'a value that is missing'
    """
    if isinstance(answer, bool):
        return "true or false"
    if is_unstated(answer):
        return "a value that is missing"
    names: dict[type, str] = {str: "text", list: "a list", dict: "several named values"}
    if isinstance(answer, (int, float)):
        return "a number"
    return names.get(type(answer), "something else")
