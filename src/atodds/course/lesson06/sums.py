"""Exercise 6.8: part, whole and share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.cells import printed
from atodds.course.lesson06.rows import CHECK, LESSON, RETAKEN, SEIZED
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def percent_retaken(case: Case) -> float:
    """Return the share of the ground seized that the ministry says was retaken, in per cent.

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
    >>> round(percent_retaken(load("kursk")), 1)
    63.2
    >>> percent_retaken(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...E-07...
    """
    return 100 * printed(case, RETAKEN) / printed(case, SEIZED)


share = Exercise(
    id="6.8",
    lesson=LESSON,
    title="801 of 1,268",
    objective=CHECK,
    points=2,
    basis="internal",
    kind=Fields(
        "801 of 1,268",
        {
            "percent": Number("Per cent", unit="%", tolerance=0.6),
            "means": Choice(
                "It is the share",
                options={
                    "retaken": "of the ground seized that Russia has retaken",
                    "held": "of the ground seized that Ukraine still holds",
                    "region": "of the Kursk region that Russia has retaken",
                },
                confidence=False,
            ),
        },
    ),
    ask="Compute the share in per cent, and say of what it is the share.",
    expected=lambda case: {"percent": percent_retaken(case), "means": "retaken"},
    mistakes=(
        Mistake(
            "as a fraction",
            lambda answer, _: (
                isinstance(answer, dict)
                and isinstance(answer.get("percent"), int | float)
                and 0 < answer["percent"] < 1
            ),
            "You have the share as a fraction of one. How many of a hundred is that?",
            example={"percent": 0.632, "means": "retaken"},
        ),
        Mistake(
            "what is left",
            SameAs(lambda case: {"percent": 100 - percent_retaken(case)}),
            "That is the share that is left: 467 of 1,268. The sentence speaks of what was "
            "retaken. Which of the two numbers is the part, and which the whole?",
        ),
        Mistake(
            "adds the parts",
            SameAs(
                lambda case: {
                    "percent": 100
                    * printed(case, RETAKEN)
                    / (printed(case, RETAKEN) + printed(case, SEIZED))
                }
            ),
            "You divided by 1,268 and 801 together. The 801 are a part of the 1,268 already: "
            "what was retaken had been seized before.",
        ),
        Mistake(
            "still held",
            SameAs({"means": "held"}),
            "Read the verb again: “have retaken”. Who has the 801 after that sentence?",
        ),
        Mistake(
            "the whole region",
            SameAs({"means": "region"}),
            "The region is 29,900 square kilometres (texts B and C). 801 of that is less than "
            "three per cent. Of which ground does the ministry speak?",
        ),
    ),
    right="63 per cent, and “more than 60%” is a true bound for it. Part, whole and share come "
    "from one side, so they agree without supporting one another.",
    nudge="the part goes above the line, the whole below it.",
    hints=(
        "Part divided by whole, times a hundred.",
        "The verb of the sentence tells whose it is.",
    ),
    reveal="801 / 1,268 is 63.2 per cent: the share of the ground seized that was retaken.",
)
