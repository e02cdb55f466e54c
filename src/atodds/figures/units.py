"""Name units, and find the unit that follows a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from atodds.figures.forms import (
    BEFALLEN,
    COUNTED,
    DIMENSIONS,
    FORMS,
    SPACE,
    STOPS,
    SYMBOLS,
    fold_form,
)


@dataclass(frozen=True)
class PrintedUnit:
    """A unit found in a text: its one name, how it was printed, and where it ends."""

    unit: str
    start: int
    end: int


_MEASURE = re.compile(
    rf"(?P<link>{SPACE}|-)?(?:(?:more|further|additional|full|long|whole){SPACE})?(?P<form>"
    + "|".join(
        re.escape(form).replace(r"\ ", SPACE) for form in sorted(FORMS, key=len, reverse=True)
    )
    + r")(?![\w^])",
    re.IGNORECASE,
)
_WORD = re.compile(rf"(?:{SPACE}|-)(?P<word>[^\W\d_][\w'-]*)")
_PHRASE = re.compile(
    rf"{SPACE}(?P<form>"
    + "|".join(form.replace(" ", SPACE) for form in COUNTED if " " in form)
    + r")\b",
    re.IGNORECASE,
)


# "Hundreds were taken prisoner": what befell them tells that people are counted.
_SUFFERED = re.compile(
    rf"{SPACE}(?:were|was|have been|had been)(?:{SPACE}\w+ly)?{SPACE}"
    rf"(?:{'|'.join(sorted(BEFALLEN))}|taken{SPACE}prisoner|arrested|treated|hurt)\b",
    re.IGNORECASE,
)


def name_unit(printed: str) -> str:
    """Return the one name of a unit, however it was printed.

    Parameters
    ----------
    printed : str
        A unit as a text prints it, or its name in this kit.

    Returns
    -------
    str
        The name, such as `km^2`, `mile`, `person`.

    Raises
    ------
    ValueError
        If no unit is printed so.

    Examples
    --------
    >>> from atodds.figures import name_unit
    >>> name_unit("sq. km"), name_unit("square kilometers"), name_unit("km^2")
    ('km^2', 'km^2', 'km^2')
    >>> name_unit("square kilometrs")
    Traceback (most recent call last):
        ...
    ValueError: Expected a unit; found 'square kilometrs'. Did you mean 'square kilometres'?
    """
    if printed in DIMENSIONS:
        return printed
    folded = fold_form(printed)
    unit = FORMS.get(folded) or COUNTED.get(folded) or SYMBOLS.get(printed.strip().upper())
    if unit is None:
        near = get_close_matches(folded, [*FORMS, *COUNTED], n=1)
        advice = f"Did you mean {near[0]!r}?" if near else "Write it out, as in 'square miles'."
        msg = f"Expected a unit; found {printed!r}. {advice}"
        raise ValueError(msg)
    return unit


def find_unit(text: str, position: int) -> PrintedUnit | None:
    """Return the unit or counted noun that follows a number, or None.

    Up to three describing words may stand between a number and the noun that it counts.

    Parameters
    ----------
    text : str
        Running text.
    position : int
        Where the number ends.

    Returns
    -------
    PrintedUnit or None
        What follows, with the position where it ends.

    Examples
    --------
    >>> from atodds.figures.units import find_unit
    >>> find_unit("15km of road", 2)
    PrintedUnit(unit='km', start=2, end=4)
    >>> find_unit("40 tired young soldiers", 2).unit
    'person'
    >>> find_unit("5 of the best", 1) is None
    True
    """
    match = _MEASURE.match(text, position)
    if match and not _is_other_word(match):
        return PrintedUnit(FORMS[fold_form(match["form"])], match.start("form"), match.end())
    return _find_counted(text, position)


def _is_other_word(match: re.Match[str]) -> bool:
    """Tell whether a short form is joined by a hyphen to something else, as in 5-m."""
    return len(match["form"]) == 1 and match["link"] == "-"


def _find_counted(text: str, position: int) -> PrintedUnit | None:
    of = re.compile(rf"{SPACE}of\b", re.IGNORECASE).match(text, position)
    at = of.end() if of else position
    befallen = None
    for step in range(4):
        phrase = _PHRASE.match(text, at)
        if phrase:
            return PrintedUnit(
                COUNTED[fold_form(phrase["form"])], phrase.start("form"), phrase.end()
            )
        found = _WORD.match(text, at)
        if found is None or found["word"].lower() in STOPS:
            break
        word, at = found["word"], found.end()
        if word.lower() in COUNTED:
            return PrintedUnit(COUNTED[word.lower()], found.start("word"), at)
        if word.lower() in BEFALLEN and step == 0:
            befallen = PrintedUnit("person", found.start("word"), at)
    if befallen is None and _SUFFERED.match(text, position):
        return PrintedUnit("person", position, position)
    return befallen
