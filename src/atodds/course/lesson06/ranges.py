"""Exercises 6.5 to 6.7: limits, ranges and number words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atodds.course.lesson06.rows import FEW_HUNDRED, LESS_200, LESSON, ROW, RULE
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
            "mean": "about 11,000 soldiers, three governments say",
            "both": "10,000 to 12,000 soldiers, three governments say",
            "top": "up to 12,000 soldiers, three governments say",
            "exact": "12,000 soldiers, three governments say",
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
            "Who says 11,000? Three governments gave this range; the middle is yours. "
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


def _rule_names(_: Case) -> dict[str, str]:
    return {name: name for name in ("half-unit", "fraction", "nearly", "few", "plural-scale")}


vague = Exercise(
    id="6.7",
    lesson=LESSON,
    title="How many are a few hundred?",
    objective=RULE,
    points=3,
    basis="internal",
    kind=Fields(
        "“a few hundred” troops",
        {
            "low": Number("Lowest number", unit="people"),
            "high": Number("Highest number", unit="people"),
            "rule": Choice("Rule", options=_rule_names, confidence=False),
        },
    ),
    ask="Give the lowest and the highest number by one of the rules, and name it.",
    expected=lambda case: _limits(case, FEW_HUNDRED),
    mistakes=(
        Mistake(
            "the few alone",
            lambda answer, _: (
                isinstance(answer, dict)
                and isinstance(answer.get("high"), int | float)
                and answer["high"] < 100
            ),
            "You read “a few”. Which word stands after it, and what does it do to the number?",
            example={"low": 3, "high": 5, "rule": "few"},
        ),
        Mistake(
            "the plural",
            SameAs({"rule": "plural-scale"}),
            "That rule reads “hundreds”, a plural with nothing before it. "
            "Here a word stands before the scale and holds the number down.",
        ),
        Mistake(
            "one number",
            lambda answer, _: (
                isinstance(answer, dict)
                and answer.get("low") is not None
                and answer.get("low") == answer.get("high")
            ),
            "You made one number of a vague word. What is the least that it may mean, and what is "
            "the most?",
            example={"low": 300, "high": 300, "rule": "few"},
        ),
    ),
    right="300 to 500, by a rule that has a name; who says that a few may be six can now argue "
    "with it. These are the troops that first reports told of, not the size of the force: the "
    "next sentence of text A calls the operation far bigger.",
    nudge="find the rule whose example sounds like the phrase, and apply it to hundreds.",
    hints=(
        "Which rule has “a few hundred” as its example?",
        "A few are 3 to 5, by that rule. Of what?",
    ),
    reveal="300 to 500, by the rule “few”.",
)
