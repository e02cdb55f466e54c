"""Exercise 10.7: the origins behind a headline figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson10.rows import LESSON, PROVES
from atodds.exercises import Exercise, Interval, Mistake, Outcome
from atodds.exercises.judges import judge
from atodds.reconcile import count_origins

if TYPE_CHECKING:
    from atodds.case import Case

# Whom the three texts cite for "about 100 settlements"; text B cites nobody and stands for itself.
WITNESSES = ("ukraine", "B", "syrskyi")
_KIND = Interval("Origins")


def count_headline(case: Case) -> dict[str, object]:
    """Return the fewest and the most origins behind the number of settlements taken.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        low and high.

    Examples
    --------
    >>> from atodds import load
    >>> count_headline(load("kursk"))
    {'low': 1, 'high': 3}
    >>> count_headline(7)
    Traceback (most recent call last):
        ...
    AttributeError: 'int' object has no attribute 'links'
    """
    found = count_origins(WITNESSES, case.links, basis="internal")
    return {"low": found.fewest, "high": found.most}


def judge_origins(answer: object, expected: object) -> Outcome:
    """Judge the range of origins: whoever takes B and C for one report may stop one earlier.

    Parameters
    ----------
    answer, expected
        low and high.

    Returns
    -------
    Outcome
        "right" for the range itself and for one origin less at the upper end.

    Examples
    --------
    >>> wanted = {"low": 1, "high": 3}
    >>> [judge_origins({"low": 1, "high": most}, wanted).state for most in (2, 3, 4)]
    ['right', 'right', 'other']
    """
    outcome = judge(_KIND, answer, expected)
    if outcome.state == "other" and isinstance(expected, dict):
        shorter = {**expected, "high": expected["high"] - 1}
        fewer = judge(_KIND, answer, shorter)
        return fewer if fewer.state == "right" else outcome
    return outcome


def _has(answer: object, end: str, value: int) -> bool:
    return isinstance(answer, dict) and answer.get(end) == value


origins = Exercise(
    id="10.7",
    lesson=LESSON,
    title="How many origins stand behind the number?",
    objective=PROVES,
    points=2,
    basis="internal",
    kind=_KIND,
    ask="Three texts have “about 100” settlements. Give the fewest (low) and the most (high) "
    "origins that can stand behind them.",
    expected=count_headline,
    mistakes=(
        Mistake(
            "counts texts",
            lambda answer, _: _has(answer, "low", 3),
            "Three texts print it. Could one office have told all three? "
            "Then what is the smallest number of people who counted?",
            example={"low": 3, "high": 3},
        ),
        Mistake(
            "two for sure",
            lambda answer, _: _has(answer, "low", 2),
            "Kyiv and its commander: could the one have the number from the other?",
            example={"low": 2, "high": 3},
        ),
        Mistake(
            "one for sure",
            lambda answer, _: _has(answer, "high", 1),
            "That is one way to read it. Do the texts say that Kyiv and the commander gave one "
            "and the same number on one day? What they leave open belongs in the upper end.",
            example={"low": 1, "high": 1},
        ),
    ),
    right="Fewest one: a commander reports, his capital repeats, a rewrite drops the name. Most "
    "three, if every doubtful link is cut; two, if you hold B and C for one report. Three texts "
    "agree, and perhaps one person counted.",
    nudge="draw an arrow from each text to the one it could have the number from.",
    hints=(
        "First assume every link that is possible, then only those that are certain.",
        "Two of the three texts go back to one agency.",
    ),
    reveal="At least 1, at most 3 (2 for those who take B and C as one).",
    judge=judge_origins,
)
