"""Exercise 10.3: what a full diagonal proves."""

from __future__ import annotations

from atodds.course.lesson10.rows import LESSON, PROVES
from atodds.exercises import Choice, Exercise, Mistake, SameAs

diagonal = Exercise(
    id="10.3",
    lesson=LESSON,
    title="What does the diagonal prove?",
    objective=PROVES,
    points=2,
    basis="internal",
    kind=Choice(
        "What follows from 87 of 100 reports on the diagonal?",
        options={
            "truth": "Good sources were right, and poor ones were not.",
            "careless": "The graders were careless.",
            "open": "By itself, neither that the sources earned it nor that the graders slipped.",
            "one": "One scale is enough, since the other only repeats it.",
        },
        reasons={
            "both": "Sources that earned their grade and graders who gave one grade twice leave "
            "the same line.",
            "many": "So many reports cannot all be graded badly.",
            "army": "Officers are trained to grade.",
        },
    ),
    ask="Choose what follows, a reason, and how sure you are.",
    expected=lambda _: {"choice": "open", "reason": "both"},
    mistakes=(
        Mistake(
            "the sources earned it",
            SameAs({"choice": "truth"}),
            "That would give such a line. Suppose now that every grader gave the letter first and "
            "let the number follow: what would the grid look like?",
        ),
        Mistake(
            "the graders slipped",
            SameAs({"choice": "careless"}),
            "It may be so. Can you tell it from a world in which good sources are right more "
            "often? Look at the grid alone: what would be different in it?",
        ),
        Mistake(
            "one scale will do",
            SameAs({"choice": "one"}),
            "Then 13 in 100 would lose something. Think of your own card with a letter from one "
            "end of the scale and a number from the other: what would a single grade say of it?",
        ),
    ),
    right="Two stories, one line. To tell them apart, somebody who does not know the letter has to "
    "grade the statements, or somebody has to find out which of them were true.",
    nudge="tell two stories that both end with this grid.",
    hints=(
        "In the first story the sources are what they seem. What happens in the second?",
        "A picture that both stories would leave cannot choose between them.",
    ),
    reveal="Nothing about either follows from the line alone, because both stories leave it.",
)
