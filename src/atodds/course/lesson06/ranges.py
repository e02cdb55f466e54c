"""Exercises 6.5 to 6.7: limits, ranges and number words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atodds import figures
from atodds.course.lesson06.rows import LESS_200, LESSON, PRISONERS, ROW, RULE
from atodds.exercises import Choice, Exercise, Fields, Interval, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def _limits(case: Case, figure: str) -> dict[str, object]:
    row = dict(case.row("figures", figure)[["low", "high", "bound", "rule"]])
    return {name: None if pd.isna(value) else value for name, value in row.items()}


ceiling = Exercise(
    id="6.5",
    lesson=LESSON,
    title="What goes into the row?",
    objective=ROW,
    points=3,
    basis="internal",
    kind=Interval(
        "“less 200 square km”", unit="square kilometres", bounds=("point", "about", "under", "over")
    ),
    ask="Give low, high and bound of “less 200 square km”; leave an end empty if none is stated.",
    expected=lambda case: _limits(case, LESS_200),
    mistakes=(
        Mistake(
            "bound as value",
            SameAs({"low": 200, "high": 200}),
            "That row says: 200, exactly. The sentence says less, with a word missing after it. "
            "Which of your two ends does it speak of?",
        ),
        Mistake(
            "wrong side",
            SameAs({"low": 200, "high": None}),
            "You fenced the ground in from below: at least 200. "
            "The word before the number points the other way.",
        ),
        Mistake(
            "a floor of zero",
            SameAs({"low": 0, "high": 200}),
            "True of every area, and the text does not say it. "
            "What you know yourself goes into a note; a box is for what is stated.",
        ),
        Mistake(
            "a floor nobody stated",
            lambda answer, _: (
                isinstance(answer, dict)
                and answer.get("high") == 200
                and (answer.get("low") or 0) > 0
            ),
            "Your upper end is right. The lower end is yours: who in the sentence states it? "
            "Leave it empty, and argue for it in a note.",
            example={"low": 150, "high": 200, "bound": "under"},
        ),
    ),
    right="A ceiling and no floor. The row keeps the missing word's sense and says nothing more; "
    "a share computed from it stays a bound too, as lesson 07 shows.",
    nudge="read the sentence with the word “than” put back. Where is the fence, and where is none?",
    hints=("Put the missing word back: less than 200.", "An empty box is an answer here."),
    reveal="low is empty, high is 200, the bound is “under”.",
)

two_ends = Exercise(
    id="6.6",
    lesson=LESSON,
    title="Two ends, one headline",
    objective=ROW,
    points=2,
    basis="internal",
    kind=Choice(
        "One phrase for the headline",
        options={
            "mean": "about 11,000 soldiers",
            "both": "10,000 to 12,000 soldiers",
            "top": "up to 12,000 soldiers",
            "exact": "12,000 soldiers",
        },
        reasons={
            "nobody": "No speaker stands behind any single number in between.",
            "middle": "The truth is most likely in the middle.",
            "short": "Headlines have to be short.",
        },
    ),
    ask="Choose the phrase that you hand in, a reason, and how sure you are.",
    expected=lambda _: {"choice": "both", "reason": "nobody"},
    mistakes=(
        Mistake(
            "averages a range",
            SameAs({"choice": "mean"}),
            "Who says 11,000? Three governments gave two ends; the middle is yours. "
            "Averaging makes a number that nobody vouches for.",
        ),
        Mistake(
            "drops the floor",
            SameAs({"choice": "top"}),
            "Up to 12,000 is true, and so it would be of 50 soldiers. The speakers also stated a "
            "floor. What does the reader lose with it?",
        ),
        Mistake(
            "takes the larger end",
            SameAs({"choice": "exact"}),
            "The larger end is the one that sells. The speakers left 2,000 soldiers open. "
            "Whose number would you be printing?",
        ),
    ),
    right="Two ends cost three words more, and every one of them has a speaker. "
    "That is why a range in our tables has no best value.",
    nudge="ask of each phrase: which of the three governments said this?",
    hints=("Look for the phrase in which every number was said by somebody.",),
    reveal="“10,000 to 12,000 soldiers”: no speaker stands behind a single number in between.",
)


def _rules_on_offer(_: Case) -> dict[str, str]:
    table = figures.RULES
    return {
        name: f"{name}: {table[name].gives}"
        for name in ("half-unit", "nearly", "plural-scale", "few")
    }


hundreds = Exercise(
    id="6.7",
    lesson=LESSON,
    title="How many are hundreds?",
    objective=RULE,
    points=3,
    basis="internal",
    kind=Fields(
        "“hundreds” of prisoners",
        {
            "low": Number("Lowest number", unit="people"),
            "high": Number("Highest number", unit="people"),
            "rule": Choice("Rule", options=_rules_on_offer, confidence=False),
        },
    ),
    ask="Give the lowest and the highest number by one of the rules, and name it.",
    expected=lambda case: _limits(case, PRISONERS),
    mistakes=(
        Mistake(
            "one hundred",
            SameAs({"low": 100}),
            "One hundred is a hundred. The word has a plural ending: how many hundreds does a "
            "plural need at least?",
        ),
        Mistake(
            "the few",
            SameAs({"rule": "few"}),
            "That rule is for “a few hundred”, which text A has of other soldiers. "
            "Here there is no “few” to hold the number down.",
        ),
        Mistake(
            "no ceiling",
            lambda answer, _: (
                isinstance(answer, dict)
                and isinstance(answer.get("high"), int | float)
                and answer["high"] > 999
            ),
            "From a thousand on, a writer has a larger word. "
            "Where does the next word begin in the table?",
            example={"low": 200, "high": 2000, "rule": "plural-scale"},
        ),
    ),
    right="200 to 999, by a rule that has a name. The range is wide because the word is. "
    "Nobody in the text says who counted, or when.",
    nudge="look the word up in the table of rules, in the column of examples.",
    hints=(
        "Which rule in the table has “hundreds” as its example?",
        "Two hundreds make a plural; the next scale begins at a thousand.",
    ),
    reveal="200 to 999, by the rule “plural-scale”.",
)
