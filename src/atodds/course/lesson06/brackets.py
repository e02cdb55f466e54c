"""Exercises 6.3 and 6.4: conversions in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds import figures
from atodds.course.cells import printed
from atodds.course.lesson06.rows import CHECK, HELD, HELD_CONVERTED, LESSON
from atodds.exercises import Choice, Exercise, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def held_in_square_miles(case: Case) -> float:
    """Return the ground of "over 420 square kilometers" in square miles.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    float
        Square miles.

    Examples
    --------
    >>> from atodds import load
    >>> round(held_in_square_miles(load("kursk")))
    162
    >>> held_in_square_miles(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...E-09...
    """
    return figures.convert(printed(case, HELD), "km^2", "mile^2")


ROUNDING = "who takes a square mile for 2.6 square kilometres gets 161.5"
NEAR = 2

bracket = Exercise(
    id="6.3",
    lesson=LESSON,
    title="What should the bracket say?",
    objective=CHECK,
    points=2,
    basis="internal",
    kind=Number("Ground", unit="square miles", tolerance=0.67, because=ROUNDING),
    ask="Convert 420 square kilometres to square miles, to the nearest whole number.",
    expected=held_in_square_miles,
    mistakes=(
        Mistake(
            "linear factor",
            # By 1.6 for a mile the same slip gives 262 or 263.
            lambda answer, case: (
                isinstance(answer, float) and abs(answer - printed(case, HELD_CONVERTED)) <= NEAR
            ),
            "261 is 420 / 1.609: the factor for a length. Areas need it twice. "
            "That may be what happened at the news desk.",
            example=lambda case: printed(case, HELD_CONVERTED),
        ),
        Mistake(
            "copied",
            SameAs(lambda case: printed(case, HELD)),
            "You copied the number in square kilometres. "
            "What would a reader in Chicago call that area?",
        ),
        Mistake(
            "wrong way round",
            lambda answer, case: isinstance(answer, float) and answer > printed(case, HELD),
            "Your number is larger than 420. A square mile is larger than a square kilometre, "
            "so fewer of them fit into the same ground. Divide where you multiplied.",
            example=1087,
        ),
    ),
    right="The bracket misses twice, in unit and in value. Does that touch the 420? "
    "Keep the question for 6.4.",
    nudge="divide by the length of a mile in kilometres, once for each side of a square.",
    hints=(
        "Draw a square of one mile by one mile. How many square kilometres is it?",
        "1.609 times 1.609 is about 2.59. How many times does that go into 420?",
    ),
    finds=("double conversion error",),
    reveal="420 / 1.609 / 1.609 is 162.2: 162 square miles.",
)

blame = Exercise(
    id="6.4",
    lesson=LESSON,
    title="What does the slip touch?",
    objective=CHECK,
    points=2,
    basis="internal",
    kind=Choice(
        "What can you still print of “over 420 square kilometers (261 square kilometers)”?",
        options={
            "bracket": "“over 420 square kilometers, by DeepState's estimate”; the bracket goes",
            "nothing": "nothing: a source that errs in one number is not to be trusted",
            "other": "“261”; the first number may be the wrong one",
            "both": "both numbers, as they stand, with the word “sic”",
        },
        reasons={
            "ledger": "The ministry's 1,268 less 801 leaves 467: that is over 420. 261 square "
            "miles would be 676 square kilometres.",
            "source": "DeepState made the mistake, since the sentence names it as the source of "
            "both numbers, the one before the bracket and the one in it.",
            "safe": "It is safest to leave the judgement to the reader, who can compare 420 and "
            "261 as well as you can.",
            "first": "The number in front is always the true one; 420 stands in front, and 261 "
            "behind it.",
        },
    ),
    ask="Choose what you would print, a reason, and how sure you are.",
    expected=lambda _: {"choice": "bracket", "reason": "ledger"},
    mistakes=(
        Mistake(
            "throws all away",
            SameAs({"choice": "nothing"}),
            "Who wrote the bracket? A tracker of that war measures in one unit; brackets for "
            "American readers are usually made at a news desk. Charge the slip to its maker.",
        ),
        Mistake(
            "trusts the bracket",
            SameAs({"choice": "other"}),
            "Test it: 261 square miles are 676 square kilometres. By its own two numbers, the "
            "ministry leaves 467. Which of the two printed numbers sits better with that?",
        ),
        Mistake(
            "leaves it to the reader",
            SameAs({"choice": "both"}),
            "In a quotation that is good practice. In a report of your own you can say more: what "
            "is certain about the second number?",
        ),
    ),
    right="The bracket is the converter's and can go; the estimate is DeepState's and stands as "
    "reported. The other ledger is no proof: it shows that 420 can be true, and 676 sits badly.",
    nudge="ask of each of the two numbers who made it. Then look for another number in text E "
    "that could speak for one of them.",
    hints=(
        "What do the ministry's two areas leave, if you subtract?",
        "Reasons count here as well: which one could you show to an editor?",
    ),
    reveal="Print the 420 with its speaker and its “over”, and drop the bracket. 1,268 less 801 "
    "is 467, which is over 420.",
)
