"""What a judge finds, and how it reads the pieces of an answer."""

from dataclasses import dataclass, field
from typing import Literal

from atodds.exercises.answers import DOTS, INFINITE, MINUS_INFINITE, MISSING, NAN

State = Literal["right", "other", "unread", "untouched"]
NOT_STATED = (None, "", MISSING, NAN, INFINITE, MINUS_INFINITE)
# How a person writes that an end is not stated.
NONE_WORDS = {"none", "-", "not stated"}
LONGEST_QUOTE = 40
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


def is_blank(answer: object) -> bool:
    """Tell whether an answer is empty: None, an empty text, NaN, infinity.

    Parameters
    ----------
    answer
        Plain JSON data.

    Returns
    -------
    bool
        Zero and False are something, and so is any word.

    Examples
    --------
    >>> is_blank({"$": "nan"}), is_blank("  ")
    (True, True)
    >>> is_blank(0), is_blank("none")
    (False, False)
    """
    stripped = answer.strip() if isinstance(answer, str) else answer
    return any(stripped is nothing or stripped == nothing for nothing in NOT_STATED)


def is_unstated(answer: object) -> bool:
    """Tell whether what stands for a number says that none is stated.

    Parameters
    ----------
    answer
        Plain JSON data.

    Returns
    -------
    bool
        True for what is empty, and for a dash or the word none.

    Examples
    --------
    >>> is_unstated(None), is_unstated(" None "), is_unstated("–")
    (True, True, True)
    >>> is_unstated(0)
    False
    """  # noqa: RUF002  a dash is what people type
    return is_blank(answer) or as_word(answer) in NONE_WORDS


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
    >>> describe({"$": "nan"}), describe(10**400)
    ('a value that is missing', 'a number too large to use')
    """
    if isinstance(answer, bool):
        return "true or false"
    if is_blank(answer):
        return "a value that is missing"
    names: dict[type, str] = {str: "text", list: "a list", dict: "several named values"}
    if isinstance(answer, (int, float)):
        return "a number" if _is_usable(answer) else "a number too large to use"
    return names.get(type(answer), "something else")


def quoted(text: str) -> str:
    """Return what somebody wrote in quotation marks, cut where it is long.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        On one line, and fit to be printed.

    Examples
    --------
    >>> quoted(" 12  or so ")
    '"12 or so"'
    >>> len(quoted("x" * 1000))
    43
    """
    whole = text[: 2 * LONGEST_QUOTE].encode("utf-8", "replace").decode("utf-8")
    line = " ".join(whole.split())
    return f'"{line[:LONGEST_QUOTE]}…"' if len(line) > LONGEST_QUOTE else f'"{line}"'


def _is_usable(number: float) -> bool:
    try:
        return abs(float(number)) < float("inf")
    except OverflowError:
        return False
