"""Find the words in running text that name a date, and tell what kind of date they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from atodds.figures.forms import SPACE, plain_shapes
from atodds.figures.numerals import NUMBER
from atodds.figures.units import find_unit

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
# May and March are also a verb and a walk: alone they are months only after these words.
_SURE_MONTH = "(?:January|February|April|June|July|August|September|October|November|December)"
_LEAD = (
    "(?:in|by|since|until|till|from|of|during|before|after|through|to|and|between|this|each|late"
    "|early|mid)"
)
_WEEKDAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SEASON = "(?:spring|summer|autumn|fall|winter)"
_PART = r"(?:early|mid|late|the~(?:beginning|start|middle|end)~of)"
_YEAR = r"(?:1[4-9]|20)\d\d(?![\d%]|[.,:/-]\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d)"
_SPAN = "(?:day|week|weekend|month|quarter|year|decade|century)"
_HOURS = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DAYTIME = "(?:~(?:morning|afternoon|evening|night))?"

# Each kind of words has a name; a "~" stands for a space.
_WAR = (
    r"\b(?:(?i:the~)?(?:First|Second|first|second)~World~War"
    r"|World~War~(?:II|I|2|1)|WW(?:II|I|2|1))\b"
)
_PART_OF_MONTH = rf"\b(?i:{_PART})(?:-|~){_MONTH}(?:,?~{_YEAR})?"
_SEASON_OF_YEAR = rf"\b(?:(?i:{_PART})(?:-|~))?(?i:{_SEASON})(?:~of)?~{_YEAR}"
_PART_OF_YEAR = rf"\b(?i:{_PART})(?:-|~)(?:(?:the~)?(?i:{_SEASON})\b|{_YEAR})"
_MONTH_DAY = rf"\b(?:{_WEEKDAY},?~)?{_MONTH}~{_DAY}(?:(?:[-\u2013]|~to~){_DAY})?(?:,?~{_YEAR})?"
# "9 to 10 October": the first day has its month from the second.
_AND_DAY = r"(?:[-\u2013]|~(?:to|and|or|until)~(?:the~)?)"
_DAY_MONTH = rf"\b(?:{_WEEKDAY},?~)?(?:{_DAY}{_AND_DAY})?{_DAY}~(?:of~)?{_MONTH}(?:,?~{_YEAR})?\b"
_NEXT_OR_LAST = (
    r"\b(?i:(?:the~end~of|early|late)~)?"
    r"(?i:last|this|next|(?:the~)?(?:past|coming|previous|following))~"
    rf"(?:(?i:{_SPAN}|{_SEASON}|morning|afternoon|evening|night)|{_MONTH})\b"
)
_TODAY = (
    r"\b(?i:today|yesterday|tomorrow|tonight|the~(?:day|night)~before|the~next~day"
    r"|a~(?:day|week|month|year)~(?:ago|earlier|later))\b"
)
_AGO = (
    r"\b(?i:(?:(?:about|around|nearly|almost|some|more~than|over|less~than)~)?"
    rf"(?:{NUMBER}|a~few|several|a~couple~of)~"
    rf"(?:(?:more~)?{_SPAN}s?~(?:ago|earlier|later)|(?:hours?|minutes?)~ago))\b"
)
_THE_SEASON = (
    rf"\b(?i:in|during|by|since|until|before|after|over)~(?P<d>the~{_SEASON})\b"
    rf"(?!~of\b(?!~{_YEAR}))"
)
_ERA = r"\b(?:the~)?(?:1[4-9]|20)\d0s\b|\b(?:the~)?\d\d?(?:st|nd|rd|th)~century\b"
_CLOCK = r"\b\d{1,2}(?:[:.]\d\d)?~?(?:[ap]\.m\.|[ap]m\b|o'clock\b)|\b\d{1,2}:\d\d(?![:\d])"
_HOUR = rf"\b(?i:after|at|before|until)~(?P<d>{_HOURS})(?=~on~{_WEEKDAY})"
# What is found first keeps its words.
_IN_ORDER = (
    ("period", _CLOCK),
    ("period", _HOUR),
    ("period", _WAR),
    ("calendar", _PART_OF_MONTH),
    ("calendar", _SEASON_OF_YEAR),
    ("period", _PART_OF_YEAR),
    ("calendar", r"\b\d{4}-\d\d-\d\d\b"),
    ("calendar", _MONTH_DAY),
    ("calendar", _DAY_MONTH),
    ("calendar", rf"\b{_MONTH},?~{_YEAR}"),
    ("calendar", r"\b(?:1[4-9]|20)\d\d[-\u2013]\d\d(?:\d\d)?\b"),
    ("relative", _NEXT_OR_LAST),
    ("relative", _TODAY),
    ("relative", _AGO),
    ("weekday", rf"\b(?:(?i:last|next|this)~)?{_WEEKDAY}{_DAYTIME}\b"),
    ("period", _THE_SEASON),
    ("period", _ERA),
    ("calendar", rf"\b{_SURE_MONTH}\b(?!['-]?\w)"),
    ("calendar", rf"\b(?i:{_LEAD})~(?P<d>March|May)\b"),
)
_PATTERNS = tuple(
    (subkind, re.compile(pattern.replace("~", SPACE))) for subkind, pattern in _IN_ORDER
)
_BARE_YEAR = re.compile(rf"(?<![\w$€£.,:/-]){_YEAR}(?!\w)")
_YEAR_LEAD = re.compile(
    rf"\b(?:in|since|until|till|during|{_SEASON}|early|late|mid){SPACE}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundDate:
    """Where the words of a date stand, and its kind: calendar, relative, weekday or period."""

    start: int
    end: int
    subkind: str


def find_dates(text: str) -> list[FoundDate]:
    """Find the words that name a date, in the order of the text.

    Parameters
    ----------
    text : str
        Running English text.

    Returns
    -------
    list of FoundDate
        "calendar": a day, a month or its part ("mid-April"), a year, a season of a named year.
        "period": an hour, a part of a year, a season without its year, a named epoch.
        "relative": counted from the day of writing or of the story ("two weeks ago").
        "weekday": a weekday. No date is worked out: that needs more than the words.

    Notes
    -----
    Weekdays are read in full only ("We" is no Wednesday). "May" and "March" alone are months
    only after a word such as "in". A four-digit number without a comma is a year after such a
    word, or where no unit follows.

    Examples
    --------
    >>> from atodds.figures.dates import find_dates
    >>> [found.subkind for found in find_dates("On Friday she left; by late May he did.")]
    ['weekday', 'calendar']
    >>> find_dates("We may march on.")
    []
    """
    plain = plain_shapes(text)
    taken = bytearray(len(plain))
    found: list[FoundDate] = []
    for subkind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            span = match.span("d") if "d" in pattern.groupindex else match.span()
            if not any(taken[slice(*span)]):
                taken[slice(*span)] = b"\1" * (span[1] - span[0])
                found.append(FoundDate(*span, subkind))
    found += [
        FoundDate(*match.span(), "calendar")
        for match in _BARE_YEAR.finditer(plain)
        if not any(taken[slice(*match.span())]) and _is_year(plain, match)
    ]
    return sorted(found, key=lambda date: date.start)


def _is_year(text: str, match: re.Match[str]) -> bool:
    if find_unit(text, match.end()) is None:
        return True
    return bool(_YEAR_LEAD.search(text[max(0, match.start() - 12) : match.start()]))
