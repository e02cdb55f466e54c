"""Read a number as people type it: with its unit, with a decimal comma, in groups of three."""

import re

from atodds.exercises.outcome import describe, quoted

THIN_SPACES = "\u00a0\u2009\u202f"
# A comma or space stands for thousands only where all groups after it have three digits.
NUMBER = re.compile(r"[-+]?(?:[1-9]\d{0,2}(?:[, ]\d{3})+|\d+)?(?:\.\d+)?", re.ASCII)
DECIMAL_COMMA = re.compile(r"[-+]?(?:0|[1-9]\d*),\d+", re.ASCII)
WITH_UNIT = re.compile(r"(.*?\d) ?([^\d\s.,].*)", re.ASCII | re.DOTALL)
LONGEST_NUMBER = 40
# A sign such as km or % has no plural.
SHORT = 3
UNIT_NAMES = {
    "sq": "square",
    "km": "kilometre",
    "kilometer": "kilometre",
    "m": "metre",
    "meter": "metre",
    "mi": "mile",
    "ft": "foot",
    "feet": "foot",
    "km2": "square kilometre",
    "m2": "square metre",
    "mi2": "square mile",
    "mile2": "square mile",
    "ft2": "square foot",
    "people": "person",
    "percent": "%",
}
KNOWN_UNITS = frozenset(UNIT_NAMES) | frozenset(UNIT_NAMES.values())


def as_number(answer: object, unit: str = "") -> float | None:
    """Read one number, written as a number or as text.

    Parameters
    ----------
    answer
        Plain JSON data.
    unit
        The unit that may stand behind the digits.

    Returns
    -------
    float or None
        None when it is not one finite number, or stands with another unit.

    Examples
    --------
    >>> as_number(" 1,300 "), as_number("162,2"), as_number("63%", "%")
    (1300.0, 162.2, 63.0)
    >>> as_number("12 sq mi", "square miles")
    12.0
    >>> as_number(True) is None, as_number("420 km", "mile") is None
    (True, True)
    """
    if isinstance(answer, str):
        return _read_text(answer, unit)
    if isinstance(answer, bool) or not isinstance(answer, (int, float)):
        return None
    try:
        number = float(answer)
    except OverflowError:
        return None
    return number if abs(number) < float("inf") else None


def unfit_number(answer: object, wanted: str = "one number", unit: str = "") -> str:
    """Say what to write instead of something that is not one number.

    Parameters
    ----------
    answer
        Plain JSON data.
    wanted
        What was expected.
    unit
        The unit that may stand behind the digits.

    Returns
    -------
    str
        A sentence that begins in lower case.

    Examples
    --------
    >>> unfit_number("12 or so")
    'write digits only, no words, with a point as in 12.5; found "12 or so".'
    >>> unfit_number([12])
    'expected one number, found a list.'
    >>> unfit_number("37.7 %", unit="mile")
    'write the number alone, in miles; found "37.7 %".'
    """
    parted = WITH_UNIT.fullmatch(answer.strip()) if isinstance(answer, str) else None
    if parted and as_number(parted[1]) is not None and _plain_unit(parted[2]) in KNOWN_UNITS:
        of = f", in {_plural(unit)}" if unit else ""
        return f"write the number alone{of}; found {quoted(str(answer))}."
    if isinstance(answer, str) and answer.strip():
        return f"write digits only, no words, with a point as in 12.5; found {quoted(answer)}."
    return f"expected {wanted}, found {describe(answer)}."


def _read_text(text: str, unit: str) -> float | None:
    text = text.translate(dict.fromkeys(map(ord, THIN_SPACES), " ")).replace("−", "-").strip()  # noqa: RUF001
    if len(text) > LONGEST_NUMBER:
        return None
    parted = WITH_UNIT.fullmatch(text)
    if parted and unit and _plain_unit(parted[2]) == _plain_unit(unit):
        text = parted[1]
    if not any(letter in "0123456789" for letter in text):
        return None
    if NUMBER.fullmatch(text):
        return float(text.replace(",", "").replace(" ", ""))
    return float(text.replace(",", ".")) if DECIMAL_COMMA.fullmatch(text) else None


def _plural(unit: str) -> str:
    written = unit.replace("^2", "²")
    return f"{written}s" if written.isalpha() and len(written) > SHORT else written


def _plain_unit(unit: str) -> str:
    text = unit.casefold().replace("²", "2").replace("^", "").replace(".", " ")
    words = [_plain_word(word) for word in text.replace("per cent", "percent").split()]
    return " ".join(words)


def _plain_word(word: str) -> str:
    single = word.removesuffix("s")
    return UNIT_NAMES.get(word, UNIT_NAMES.get(single, single))
