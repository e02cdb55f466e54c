"""Exercise 4.8: argue a descent, with one alternative."""

from __future__ import annotations

from atodds.course.lesson04.rows import DRAW, LESSON
from atodds.exercises import Essay, RubricRow

argue = Essay(
    id="4.8",
    lesson=LESSON,
    title="Argue a descent",
    objective=DRAW,
    points=9,
    rows=(
        RubricRow(
            "Sourcing",
            "Says that one text copied the other, or names an outlet.",
            "Says which text cannot come from which, with a detail.",
            "Draws the descent with its missing ancestor, and says what each text could and could "
            "not have had.",
        ),
        RubricRow(
            "Corroboration",
            "Counts statements or words in common.",
            "Uses order or details, without saying how usual they are.",
            "Weighs order where no calendar dictates it, rare details that are hard to come by "
            "twice, and a control beside them.",
        ),
        RubricRow(
            "Conclusion",
            "Certain, or “nobody knows”.",
            "Names an alternative without weighing it.",
            "Gives the best alternative its due, says why it fits less well, and what find would "
            "change the verdict.",
        ),
    ),
    exemplars=(
        (
            "B and C are about the same thing and say the same things, so one of them copied it "
            "from the other. All 26 sentences of B are in C. That cannot be chance."
        ),
        (
            "B and C share an ancestor. All 26 sentences of B have a counterpart in C and they "
            "stand almost in the same order. Both say that the soldiers were told only a day "
            "before. C cannot come from B, because C has names and dates that B does not have. It "
            "could also be that two reporters wrote about the same events."
        ),
        (
            "B and C go back to one older text that we do not have. Little wording is shared, "
            "about two per cent, but a rewrite explains that. What weighs is the order of those "
            "pairs that no calendar arranges, such as planning told after the attack: it is nearly "
            "the same in both, while the control A tells its share of the story in another order. "
            "And both carry a detail that is hard to come by twice, the soldiers told a day "
            "before, with the same word of doubt. C has names and dates that B lacks, so it does "
            "not come from B. The best alternative is that B shortens C; but then it would have "
            "dropped every word of May and added square miles. A dated agency story of late April "
            "would decide it."
        ),
    ),
    expected_points=(
        "a descent with a missing ancestor, and which text cannot come from which",
        "order where chronology does not dictate it, or a rare detail hard to come by twice",
        "a control: what two unrelated texts share",
        "one alternative, given its best form",
        "what find would change the verdict",
    ),
    misconceptions=(
        "“Few shared words mean two reporters.” No: a rewrite or a translation changes the words.",
        "“What both say is confirmed twice.” No: one ancestor said it once.",
        "“The longer text is the original.” No: it can have been updated, and the shorter one cut.",
    ),
)
