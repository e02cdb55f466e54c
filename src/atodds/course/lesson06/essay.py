"""Exercise 6.10: defend one hard row."""

from __future__ import annotations

from atodds.course.lesson06.rows import LESSON, RULE
from atodds.exercises import Essay, RubricRow

defence = Essay(
    id="6.10",
    lesson=LESSON,
    title="Defend one hard row",
    objective=RULE,
    points=9,
    rows=(
        RubricRow(
            "Quantities",
            "Repeats the number, or replaces it by a single value.",
            "Keeps the bound and looks for the date.",
            "Gives low, high and bound by a named rule, says what is counted and when, and leaves "
            "empty what the text leaves open.",
        ),
        RubricRow(
            "Sourcing",
            "Names the text.",
            "Names the text and the speaker, or notes that there is none.",
            "Says how the speaker could know the number, and what it gains by it.",
        ),
        RubricRow(
            "Conclusion",
            "Calls the row right, or says that nobody can know.",
            "Admits another reading in general words.",
            "States an opponent's best argument, what it would change in the row, and what "
            "evidence would settle it.",
        ),
    ),
    exemplars=(
        (
            "Text A says that a few hundred Ukrainian troops crossed the border. I put 300 into "
            "the row because a few is about three. The Independent is a serious newspaper, so the "
            "number should be right."
        ),
        (
            "Text A says that a few hundred Ukrainian troops crossed the border, and that reports "
            "said so; no reporter is named. By the rule “few” the row has low 300 and high 500. "
            "Others may read few as two or as six hundred. The sentence is about early August."
        ),
        (
            "“A few hundred” in text A is what first reports said in early August 2024; the text "
            "names nobody who counted, so the speaker is unknown and its gain cannot be judged. "
            "By the rule “few” I write low 300, high 500, bound vague, no best value. What is "
            "counted is the troops first noticed, not the whole force: the next sentence calls "
            "the operation far bigger. An opponent could say that few means any number under a "
            "thousand; then high rises to 999, and the row still says nothing about the force. A "
            "dated report with a named observer would settle it."
        ),
    ),
    expected_points=(
        "low, high and bound, by a rule that is named",
        "what exactly is counted, and what is not",
        "the as-of date, or that the text gives none",
        "the speaker, and how the speaker could know",
        "an opponent's reading and what it would change",
    ),
    misconceptions=(
        "“A vague number is worthless.” No: it still rules a great deal out.",
        "“The middle of a range is the best estimate.” No: nobody said it.",
        "“A well-known newspaper vouches for its numbers.” No: it often only passes one on.",
    ),
)
