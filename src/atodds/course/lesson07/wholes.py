"""Exercises 7.3 to 7.5: the whole that a share is a share of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.cells import printed
from atodds.course.lesson07.rows import (
    HALF,
    LESS_200,
    LESSON,
    PEAK,
    REGION,
    ROUND_PEAK,
    SEIZED,
    WHOLE,
)
from atodds.exercises import Exercise, Fields, Interval, Mistake, Number, Outcome
from atodds.exercises.intervals import judge_interval

if TYPE_CHECKING:
    from atodds.case import Case

# 1,268, about 1,300 and 1,376 are all in print as the ground that was taken.
ANY_TOTAL = "the texts print 1,268 to 1,376 for the ground taken"
NEAR = 60


def _field(answer: object, name: str) -> float:
    value = answer.get(name) if isinstance(answer, dict) else None
    return float(value) if isinstance(value, int | float) else float("nan")


def halves(case: Case) -> dict[str, float]:
    """Return half of the region, half of the ground taken, and how many times the one the other is.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        ``heading`` and ``body`` in square kilometres, and ``times``.

    Examples
    --------
    >>> from atodds import load
    >>> halves(load("kursk"))
    {'heading': 14950.0, 'body': 650.0, 'times': 23.0}
    >>> halves(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...D-08...
    """
    half = printed(case, HALF)
    region, taken = (half * printed(case, figure) for figure in (REGION, SEIZED))
    return {"heading": region, "body": taken, "times": region / taken}


half_of_what = Exercise(
    id="7.3",
    lesson=LESSON,
    title="Half of what?",
    objective=WHOLE,
    points=3,
    basis="internal",
    kind=Fields(
        "Two halves",
        {
            "heading": Number("Half of Kursk, as the heading has it", "square kilometres", 50),
            "body": Number("Half of the ground taken", "square kilometres", 45, ANY_TOTAL),
            "times": Number("The first is how many times the second?", "", 2, ANY_TOTAL),
        },
    ),
    ask="Work out both areas, and how many times the second goes into the first.",
    expected=halves,
    mistakes=(
        Mistake(
            "one whole for both",
            lambda answer, _: _field(answer, "heading") == _field(answer, "body"),
            "Both of your areas are alike, so the two sentences would say the same. "
            "Of which ground does the heading speak, word for word?",
            example={"heading": 650, "body": 650, "times": 1},
        ),
        Mistake(
            "the whole and not its half",
            lambda answer, case: (
                abs(_field(answer, "heading") - printed(case, REGION)) < NEAR
                or abs(_field(answer, "body") - printed(case, SEIZED)) < NEAR
            ),
            "One of your numbers is a whole. Take half of it.",
            example={"heading": 29900, "body": 1300, "times": 23},
        ),
        Mistake(
            "difference for ratio",
            lambda answer, _: _field(answer, "times") > 100,
            "You took one from the other. “How many times” asks for a division.",
            example={"heading": 14950, "body": 650, "times": 14300},
        ),
    ),
    right="The heading takes some twenty-three times as much ground as its own paragraph. One word "
    "was swapped, the name of a region for the ground that somebody held in it; the share, a half, "
    "never changed. Always ask a share for its whole.",
    nudge="halve the region for the heading, and the ground taken for the paragraph.",
    hints=(
        "29,900 divided by two; nearly 1,300 divided by two.",
        "Divide the larger half by the smaller.",
    ),
    reveal="14,950 and about 650 square kilometres: about 23 times as much.",
    finds=("half of what",),
)

much_of = Exercise(
    id="7.4",
    lesson=LESSON,
    title="How much is “much of Kursk”?",
    objective=WHOLE,
    points=1,
    basis="internal",
    kind=Number(
        "The peak as a share of the region", unit="per cent", tolerance=0.4, because=ANY_TOTAL
    ),
    ask="What share of the region is A's own largest area, in per cent?",
    expected=lambda case: 100 * printed(case, PEAK) / printed(case, REGION),
    mistakes=(
        Mistake(
            "as a fraction",
            lambda answer, _: isinstance(answer, int | float) and 0 < answer < 1,
            "That is the share as a fraction of one. How many of a hundred is it?",
            example=0.046,
        ),
        Mistake(
            "the wrong way up",
            lambda answer, _: isinstance(answer, int | float) and answer > 20,
            "Your share is larger than a fifth. Which of the two numbers is the part, and which "
            "the whole? The part goes above the line.",
            example=2173,
        ),
    ),
    right="Less than a twentieth. “Much” names no whole, so a reader takes the one that is "
    "printed: the region. It may have been meant of the ground's weight and not of its size.",
    nudge="divide the part by the whole and take it times a hundred.",
    hints=("1,376 is the part, 29,900 the whole.",),
    reveal="About 4.6 per cent.",
    finds=("half of what",),
)


def share_retaken(case: Case) -> float:
    """Return the share above which the retaken ground lies, in per cent of the peak.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    float
        Per cent.

    Examples
    --------
    >>> from atodds import load
    >>> round(share_retaken(load("kursk")), 1)
    84.6
    >>> share_retaken(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...A-08...
    """
    return 100 - 100 * printed(case, LESS_200) / printed(case, ROUND_PEAK)


RETAKEN_SHARE = Interval(
    "Share of the 1,300 that was retaken",
    unit="per cent",
    tolerance=1,
    bounds=("point", "about", "under", "over"),
)
CEILING = 100


def _judge_share(answer: object, expected: object) -> Outcome:
    # No share lies above a hundred: who writes that ceiling says no more than an open end does.
    outcome = judge_interval(RETAKEN_SHARE, answer, expected)
    read = outcome.answer
    if outcome.state == "other" and isinstance(read, dict) and read.get("high") == CEILING:
        return judge_interval(RETAKEN_SHARE, {**read, "high": None}, expected)
    return outcome


bound_of_a_share = Exercise(
    id="7.5",
    lesson=LESSON,
    title="What becomes of a bound in a share?",
    objective=WHOLE,
    points=3,
    basis="internal",
    kind=RETAKEN_SHARE,
    judge=_judge_share,
    ask="Fewer than 200 of 1,300 are left. What share is gone? Give low, high and the bound.",
    expected=lambda case: {"low": share_retaken(case), "high": None, "bound": "over"},
    mistakes=(
        Mistake(
            "what is left",
            lambda answer, _: isinstance(answer, dict) and 10 < (answer.get("high") or 0) < 20,
            "That is the share that is left. The question is about the part that is gone.",
            example={"low": None, "high": 15.4, "bound": "under"},
        ),
        Mistake(
            "the fence turned into a place",
            lambda answer, _: (
                isinstance(answer, dict)
                and answer.get("low") is not None
                and answer.get("low") == answer.get("high")
            ),
            "You made a place of a fence. If only 50 are left, is your share still right? "
            "Which end of it can stay open?",
            example={"low": 84.6, "high": 84.6, "bound": "point"},
        ),
        Mistake(
            "the wrong side",
            lambda answer, _: (
                isinstance(answer, dict)
                and answer.get("low") is None
                and (answer.get("high") or 0) > 80
            ),
            "Try it: if only 50 of 1,300 are left, is the share that is gone above your number or "
            "below it?",
            example={"low": None, "high": 84.6, "bound": "under"},
        ),
    ),
    right="More than about 85 per cent. The ceiling of what is left is the floor of what is gone: "
    "a bound goes through a sum and comes out a bound, on the other side. And it holds for March, "
    "where E's “more than 60%” holds for a Friday not later than February. A ceiling of a hundred "
    "may stand or be left away: it lies in the word share.",
    nudge="work out what share 200 of 1,300 is, and take it from a hundred. Then ask which side "
    "is open.",
    hints=("200 of 1,300 is 15.4 per cent.", "If fewer are left, more is gone."),
    reveal="low 84.6, high empty, bound “over”.",
    finds=("shares with dates",),
)
