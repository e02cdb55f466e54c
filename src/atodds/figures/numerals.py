"""Numbers as they are printed, in digits or in words, with the step of their last figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from atodds.figures.forms import SPACE, plain_shapes

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_PARTS = "third quarter fifth sixth seventh eighth ninth tenth"
SMALL = {word: value for value, word in enumerate(f"{_ONES} {_TEENS}".split(), 1)}
SMALL |= {word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_SHORT_SCALES = {"k": 1_000, "m": 10**6, "mn": 10**6, "bn": 10**9}
PARTS = dict(zip(_PARTS.split(), range(3, 11), strict=True))

_ONE_TO_NINE, _FULL_TENS = _ONES.replace(" ", "|"), _TENS.replace(" ", "|")
_UNDER_100 = rf"(?:(?:{_FULL_TENS})(?:[- ](?:{_ONE_TO_NINE}))?|{'|'.join(reversed(SMALL))})"
_UNDER_1000 = (
    rf"(?:(?:{_UNDER_100}|a){SPACE}hundred(?:{SPACE}(?:and{SPACE})?{_UNDER_100})?|{_UNDER_100})"
)
_BIG = r"(?:thousand|million|billion|trillion)"
_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3}){1,4}|\d{1,15})(?:\.\d{1,9})?(?!\d)"
_IN_DIGITS = rf"{_DIGITS}(?:{SPACE}(?:dozen|hundred|{_BIG})\b|(?:mn|bn)\b)?"
_IN_WORDS = (
    rf"(?:half{SPACE}a{SPACE}(?:dozen|{_BIG})|(?:a|{_UNDER_100}){SPACE}dozen"
    rf"|(?:{_UNDER_1000}|a){SPACE}{_BIG}(?:,?{SPACE}(?:and{SPACE})?{_UNDER_1000}(?:{SPACE}{_BIG})?)*"
    rf"|{_UNDER_1000}{SPACE}and{SPACE}a{SPACE}half|{_UNDER_1000})\b"
)
# Atomic: "forty-two" is never given back as forty, so as to make a range of forty to two.
NUMBER = rf"(?>(?:{_IN_WORDS})|{_IN_DIGITS})"
# "A third time" is a rank, "a third of", "about a third" and "by a third" are shares.
_SHARE_LEADS = "about around roughly nearly almost some over under than by"
_AFTER_LEAD = "|".join(rf"(?<={lead}{SPACE})" for lead in _SHARE_LEADS.split())
FRACTION = (
    rf"(?:(?:a{SPACE})?half(?![-\w]|{SPACE}a{SPACE}(?:dozen|{_BIG})\b)"
    rf"|(?:one|[1])(?:{SPACE}|-)(?:{'|'.join(PARTS)})\b"
    rf"|(?:{_AFTER_LEAD})a{SPACE}(?:{'|'.join(PARTS)})\b"
    rf"|a{SPACE}(?:{'|'.join(PARTS)})(?={SPACE}of\b|{SPACE}*(?:[.,;:)!?\u201d\"]|$))"
    rf"|(?:{_ONE_TO_NINE.removeprefix('one|')}|[2-9])(?:{SPACE}|-)(?:{'|'.join(PARTS)})s\b)"
)


@dataclass(frozen=True)
class Numeral:
    """A number with the step of its last significant figure: 1,300 moves in steps of 100."""

    value: float
    step: float


def last_step(value: float) -> float:
    """Return the step of the last significant figure of a whole number.

    Parameters
    ----------
    value : float
        A number without decimals; one with decimals moves in the decimals that it shows.

    Returns
    -------
    float
        A power of ten.

    Examples
    --------
    >>> from atodds.figures.numerals import last_step
    >>> last_step(1300), last_step(9), last_step(2.25)
    (100.0, 1.0, 0.01)
    """
    if value != int(value):
        return float(10 ** -len(f"{value:.10f}".rstrip("0").split(".")[1]))
    digits = str(abs(int(value)))
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if int(value) else 1.0


def read_numeral(printed: str) -> Numeral:
    """Read a number printed in digits or in words.

    Parameters
    ----------
    printed : str
        The number alone, without approximator and unit.

    Returns
    -------
    Numeral
        Its value and the step of its last significant figure.

    Raises
    ------
    ValueError
        If it is no number.

    Examples
    --------
    >>> from atodds.figures.numerals import read_numeral
    >>> read_numeral("1,300"), read_numeral("one hundred and five thousand")
    (Numeral(value=1300.0, step=100.0), Numeral(value=105000.0, step=1000.0))
    >>> read_numeral("umpteen")
    Traceback (most recent call last):
        ...
    ValueError: Expected a number in digits or words; found 'umpteen'. Write it as in '1,300' \
or 'two hundred'.
    """
    folded = plain_shapes(printed).lower().strip()
    if not re.fullmatch(rf"{NUMBER}|{_DIGITS}[km]", folded):
        msg = (
            f"Expected a number in digits or words; found {printed!r}. "
            "Write it as in '1,300' or 'two hundred'."
        )
        raise ValueError(msg)
    folded = re.sub(SPACE, " ", folded)
    return _read_digits(folded) if folded[0].isdigit() else _read_words(folded)


def _read_digits(folded: str) -> Numeral:
    match = re.match(r"(\d[\d, ]*)(?:\.(\d+))?\s*([a-z]*)$", folded)
    if match is None:  # the grammar above admits no such number
        raise ValueError(folded)
    whole, decimals, scale = re.sub(r"[, ]", "", match[1]), match[2] or "", match[3]
    factor = (SCALES | _SHORT_SCALES).get(scale, 1)
    if decimals:
        # Whole-number arithmetic keeps 1.3 million exactly 1,300,000.
        power = 10 ** len(decimals)
        return Numeral(int(whole + decimals) * factor / power, factor / power)
    return Numeral(float(int(whole) * factor), last_step(int(whole)) * factor)


def _read_words(folded: str) -> Numeral:
    if folded.startswith("half a "):
        half = SCALES[folded.rsplit(maxsplit=1)[-1]] / 2
        return Numeral(half, last_step(half))
    total, group = 0.0, 0.0
    if folded.endswith(" and a half"):
        whole = _read_words(folded.removesuffix(" and a half")).value
        return Numeral(whole + 0.5, 0.5)
    for word in re.split(r"[-,\s]+", folded):
        if word in SMALL:
            group += SMALL[word]
        elif word in {"hundred", "dozen"}:
            group = (group or 1) * SCALES[word]
        elif word in SCALES:
            total, group = total + (group or 1) * SCALES[word], 0.0
    return Numeral(total + group, last_step(total + group))


def read_fraction(printed: str) -> float:
    """Return the value of a fraction in words.

    Parameters
    ----------
    printed : str
        Such as "half", "a fifth", "two-thirds".

    Returns
    -------
    float
        The fraction of 1.

    Raises
    ------
    ValueError
        If the part is none that this kit knows.

    Examples
    --------
    >>> from atodds.figures.numerals import read_fraction
    >>> read_fraction("half"), read_fraction("three quarters")
    (0.5, 0.75)
    >>> read_fraction("two")
    Traceback (most recent call last):
        ...
    ValueError: Expected a fraction such as 'two-thirds'; found 'two'. Write out its part.
    """
    words = re.split(r"[-\s]+", plain_shapes(printed).lower())
    part = words[-1].removesuffix("s")
    if part == "half":
        return 0.5
    if part not in PARTS:
        msg = f"Expected a fraction such as 'two-thirds'; found {printed!r}. Write out its part."
        raise ValueError(msg)
    count = 1 if words[0] == "a" else int(words[0]) if words[0].isdigit() else SMALL[words[0]]
    return count / PARTS[part]
