"""Exercise 7.11: explain one apparent conflict that is none."""

from __future__ import annotations

from atodds.course.lesson07.rows import GATES, LESSON
from atodds.exercises import Essay, RubricRow

explained = Essay(
    id="7.11",
    lesson=LESSON,
    title="A conflict that is none",
    objective=GATES,
    points=9,
    rows=(
        RubricRow(
            "Quantities",
            "Repeats both numbers or statements, and says that they differ.",
            "Names what sets them apart: a date, a definition, a whole or a baseline.",
            "Takes the pair through the gates in order, keeps bounds as bounds, and names the "
            "first gate that stops it.",
        ),
        RubricRow(
            "Corroboration",
            "Says that one of the two must be mistaken, or that both are.",
            "Says that both can be right.",
            "Says what both can be right about, and which question they leave open together.",
        ),
        RubricRow(
            "Conclusion",
            "Ends with “it depends”.",
            "Ends with a sentence that could be printed.",
            "Ends with that sentence, and with what would make the two a conflict after all.",
        ),
    ),
    exemplars=(
        (
            "D says half and C says two thirds, so they contradict each other. One of them has "
            "probably made a mistake. I would trust C because AP is behind it."
        ),
        (
            "A says that Putin had never acknowledged the North Korean soldiers, and C says that "
            "the deployment was confirmed last month. This looks like a conflict. But A was "
            "written before C, and in between the Russian general staff spoke of them. So both "
            "texts can be right. I would print: Russia confirmed the deployment in April."
        ),
        (
            "E has over 420 square kilometres that Ukraine still held, A has less than 200. "
            "Thing, definition and place are alike: ground still held, in the Kursk region. The "
            "period is not: E is of a Friday not later than February, A of a week in March. So "
            "the pair stops at the third gate, and both can be right for their day. Both are "
            "bounds: above 420 then, below 200 later, so at least 220 changed hands, if both "
            "mapped the same way; how much more, nobody says. What they leave open together is "
            "the pace. I would print: DeepState put the ground still held at over 420 square "
            "kilometres by February at the latest; by mid-March it was under 200, in a sentence "
            "on Moscow's claims. It would become a conflict if a second map gave under 200 for "
            "E's Friday."
        ),
    ),
    expected_points=(
        "both statements, with fragment, speaker and date",
        "the gates in order, and the first that stops the pair",
        "bounds that stay bounds",
        "what both can be right about",
        "what would make it a conflict after all",
    ),
    misconceptions=(
        "“If two texts differ, one is mistaken.” Most pairs differ in date or definition.",
        "“To compare, take the difference.” A difference is a comparison, and needs the gates.",
        "“Once explained, it is settled.” A pair stopped at a gate proves nothing.",
    ),
)
