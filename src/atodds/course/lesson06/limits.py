"""Exercise 6.1: a bound is a fence, not a value."""

from __future__ import annotations

from atodds.course.lesson06.rows import LESSON, ROW
from atodds.exercises import Choice, Exercise, Mistake, SameAs

limit = Exercise(
    id="6.1",
    lesson=LESSON,
    title="What do the words leave open?",
    objective=ROW,
    points=2,
    basis="internal",
    kind=Choice(
        "Which numbers of burned containers make “fewer than 40 containers had burned” true?",
        options={
            "forty": "40",
            "close": "from 35 to 39, somewhere close to 40",
            "below": "any whole number from 0 to 39",
            "unknown": "nobody can say: the sentence names no number",
        },
        reasons={
            "limit": "The words set a fence above and none below.",
            "digits": "The only number printed is 40.",
            "likely": "Nobody would say 40 who meant 5.",
        },
    ),
    ask="Choose the numbers that make the sentence true, a reason, and how sure you are.",
    expected=lambda _: {"choice": "below", "reason": "limit"},
    mistakes=(
        Mistake(
            "bound as value",
            SameAs({"choice": "forty"}),
            "40 is the one number that the sentence rules out: fewer than 40 stops before it. "
            "The printed number is a fence. Which side of it is open?",
        ),
        Mistake(
            "close to the bound",
            SameAs({"choice": "close"}),
            "You may be right about the harbour, but the words do not say so. "
            "Who said “close”? Which numbers would the words still allow?",
        ),
        Mistake(
            "gives up",
            SameAs({"choice": "unknown"}),
            "It names no exact number, and it does say something: 41 would make it false. "
            "Which numbers would not?",
        ),
    ),
    right="The words fence the number in from above and leave the rest open. That 5 is unlikely is "
    "your knowledge of how people speak, and it belongs in a note, not in the row.",
    nudge="try each number in the sentence: would the harbour master have spoken the truth?",
    hints=(
        "Try 12: would “fewer than 40” be true?",
        "A reason that leans on what people usually mean adds something to the words.",
    ),
    reveal="Any whole number from 0 to 39, because the words set a fence above and none below.",
)
