"""The rules by which a clue and an event's day become a window, each with name and reason."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from atodds.dating.days import Day, Window, read_day, step

if TYPE_CHECKING:
    from collections.abc import Callable

_AP = "AP Stylebook: a bare weekday within seven days of the text"
_OWN = "a convention of this kit"
_ISO = "ISO 8601: weeks begin on Monday"
_WEEK = pd.Timedelta(days=6)


@dataclass(frozen=True)
class Rule:
    """One dating rule.

    Attributes
    ----------
    name : str
        As tables of clues call it.
    gives : str
        The window, in words.
    reason : str
        Why this window and no other.
    example : str
        Words that it reads.
    source : str
        Where the rule comes from.
    needs : str
        "event" and, where it counts, "number"; empty where it needs neither.
    """

    name: str
    gives: str
    reason: str
    example: str
    source: str
    needs: str = "event"


_TABLE = (
    Rule("today", "the day of the event", "The words say so.", "said today", "the words"),
    Rule(
        "weekday",
        "the day of the event, or one of the six after it",
        "A week later the same name would mean another day.",
        "agreed on Tuesday",
        _AP,
    ),
    Rule(
        "this week",
        "from the event to the Sunday of its week",
        "On Monday it would have been last week.",
        "reported this week",
        _ISO,
    ),
    Rule(
        "month before",
        "the calendar month after the event's",
        "Last month is the one before the month of writing.",
        "last month",
        "the calendar",
    ),
    Rule(
        "named month",
        "from the next month on, for eleven months",
        "After that, the name would mean the month a year later.",
        "last August",
        "the calendar",
    ),
    Rule(
        "within",
        "from the event to so many units after it",
        "Told as going on, it is not over.",
        "shut for ten days",
        _OWN,
        "event number",
    ),
    Rule(
        "ago",
        "so many units after the event, and half a unit to each side",
        "Two weeks ago would be one week or three beyond a week and a half, or two and a half.",
        "two weeks ago",
        "half-unit, as for figures",
        "event number",
    ),
    Rule(
        "nearly",
        "so many units after the event, or up to half a unit less",
        "Nearly tells the side as well as the nearness.",
        "almost nine months",
        "nearly, as for figures",
        "event number",
    ),
    Rule("after", "the event or later", "What has not happened cannot be told.", "after", "logic"),
    Rule(
        "before",
        "so many units before the event, or earlier",
        "What has happened would be told otherwise.",
        "not yet",
        "logic",
        "event number",
    ),
    Rule(
        "day named",
        "no limit; the days of that name are the candidates",
        "Without an event, every week has such a day.",
        "said on Friday",
        "logic",
        "number",
    ),
)
RULES = MappingProxyType({rule.name: rule for rule in _TABLE})


def list_rules(*names: str) -> pd.DataFrame:
    """Return the dating rules as a table.

    Parameters
    ----------
    names : str
        Which; none gives all.

    Returns
    -------
    DataFrame
        One row a rule, index its name: gives, reason, example, source.

    Raises
    ------
    ValueError
        If there is no such rule.

    Examples
    --------
    >>> list_rules("weekday", "ago")["example"].to_dict()
    {'weekday': 'agreed on Tuesday', 'ago': 'two weeks ago'}
    >>> list_rules("yesterday")
    Traceback (most recent call last):
    ...
    ValueError: Expected a rule among today, weekday, this week, month before, named month, \
within, ago, nearly, after, before, day named, found 'yesterday'.
    """
    chosen = [_expect_rule(name) for name in names or RULES]
    columns = ("gives", "reason", "example", "source")
    rows = [{column: getattr(rule, column) for column in columns} for rule in chosen]
    return pd.DataFrame(rows, index=pd.Index([rule.name for rule in chosen], name="rule"))


def apply_rule(
    rule: str,
    start: Day = None,
    end: Day = None,
    *,
    number: float | None = None,
    unit: str | None = None,
) -> Window:
    """Return the window that a rule makes of an event's day.

    Where the event's own day is uncertain, the window is the widest that any of its days gives.

    Parameters
    ----------
    rule : str
        One of `list_rules()`.
    start, end : day
        The first and last day on which the event can have happened; `end` may be left out.
    number, unit : float and str
        What the rule counts: 2 and "week" for "two weeks ago".

    Returns
    -------
    Window
        First and last day of writing; None where the rule sets none.

    Raises
    ------
    ValueError
        If the rule is unknown, or an event or a number that it needs is missing.

    Examples
    --------
    >>> print(apply_rule("weekday", "2025-03-11"))
    2025-03-11 to 2025-03-17
    >>> print(apply_rule("ago", "2025-02-28", number=2, unit="week"))
    2025-03-11 to 2025-03-17
    >>> apply_rule("ago", "2025-02-28")
    Traceback (most recent call last):
    ...
    ValueError: The rule 'ago' counts: give a number and a unit, such as number=2, unit="week".
    """
    needs = _expect_rule(rule).needs
    if rule == "day named":
        return Window(None, None)
    first = read_day(start)
    last = read_day(end) or first
    if first is None or last is None:
        raise ValueError(f"The rule {rule!r} counts from an event: give its day.")
    if "number" in needs and (number is None or pd.isna(number) or not unit):
        raise ValueError(
            f'The rule {rule!r} counts: give a number and a unit, such as number=2, unit="week".'
        )
    return _MAKERS[rule](first, last, float(number or 0), unit or "day")


def _expect_rule(name: str) -> Rule:
    if name not in RULES:
        raise ValueError(f"Expected a rule among {', '.join(RULES)}, found {name!r}.")
    return RULES[name]


def _first_of_next_month(day: pd.Timestamp) -> pd.Timestamp:
    return pd.Timestamp(day.replace(day=1) + pd.DateOffset(months=1))


def _months_later(first: pd.Timestamp, months: int) -> pd.Timestamp:
    """Return the last day before so many months after the first of a month have gone by."""
    return pd.Timestamp(first + pd.DateOffset(months=months)) - pd.Timedelta(days=1)


def _ago(first: pd.Timestamp, last: pd.Timestamp, number: float, unit: str) -> Window:
    near = step(first, number - 0.5, unit, inward=1)
    return Window(near, step(last, number + 0.5, unit))


_MAKERS: MappingProxyType[str, Callable[[pd.Timestamp, pd.Timestamp, float, str], Window]] = (
    MappingProxyType(
        {
            "today": lambda first, last, *_: Window(first, last),
            "weekday": lambda first, last, *_: Window(first, last + _WEEK),
            "this week": lambda first, last, *_: Window(
                first, last + pd.Timedelta(days=7 - last.isoweekday())
            ),
            "month before": lambda first, last, *_: Window(
                _first_of_next_month(first), _months_later(_first_of_next_month(last), 1)
            ),
            "named month": lambda first, last, *_: Window(
                _first_of_next_month(first), _months_later(_first_of_next_month(last), 11)
            ),
            "within": lambda first, last, number, unit: Window(first, step(last, number, unit)),
            "ago": _ago,
            "nearly": lambda first, last, number, unit: Window(
                step(first, number - 0.5, unit, inward=1), step(last, number, unit)
            ),
            "after": lambda first, *_: Window(first, None),
            "before": lambda _, last, number, unit: Window(None, step(last, -number, unit)),
        }
    )
)
