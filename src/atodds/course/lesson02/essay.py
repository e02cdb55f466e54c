"""Exercise 2.10: the order of the five texts."""

from __future__ import annotations

from atodds.course.lesson02.rows import BASIS, LESSON
from atodds.exercises import Essay, RubricRow

order = Essay(
    id="2.10",
    lesson=LESSON,
    title="The order of the five texts",
    objective=BASIS,
    points=9,
    words_at_least=50,
    rows=(
        RubricRow(
            "Sourcing",
            "Dates the texts by what they seem like.",
            "Names a clue for most of the texts.",
            "Names for each text the clue that counts and the text on which it rests, and keeps "
            "what was looked up apart.",
        ),
        RubricRow(
            "Corroboration",
            "Gives each text a date of its own.",
            "Compares the texts in pairs.",
            "Shows where windows do not overlap, so that an order follows, and where they do, so "
            "that none does.",
        ),
        RubricRow(
            "Conclusion",
            "Gives an order as if it were known.",
            "Says that B and C are less sure.",
            "Argues B against C both ways, decides or declines with a reason, and says what would "
            "change it.",
        ),
    ),
    exemplars=(
        (
            "E is the oldest because Trump is not yet president. Then come D and A in March. B and "
            "C are the last ones because the battle is over there. C is the newest since it is the "
            "longest and says today."
        ),
        (
            "E comes first: Trump is “incoming”. D comes next, because aid is halted, and A after "
            "it, because A tells that the sharing of intelligence was to resume on Tuesday; C has "
            "the date, 11 March. B and C both know the end. C is of May, since the confirmation of "
            "26 April was “last month”. B may be earlier, because it does not mention May, but "
            "that is not certain."
        ),
        (
            "E, D, A, and then B and C in an order that I leave open. E ends before 28 February, "
            "when C has Trump as President; D ends by 11 March, if the halt of aid ended then, and "
            "that rests on A against a word of C; A lies between 12 and 17 March, by C's date for "
            "its Tuesday. These three windows do not overlap, so the order follows from the texts "
            "alone. B has no upper end: it tells of the announcement, which its own nine months "
            "put after 21 April. C is of May by its own dates. B before C is likely, because B has "
            "nothing of C's May visit. But silence is weak evidence in a rewrite that shortens, "
            "and a rewriter in June could have left the visit out. A credit line or a first day "
            "online would settle it. I looked nothing up."
        ),
    ),
    expected_points=(
        "E before D before A, each with the clue that sets it there",
        "on which other text the clue rests (C for A's Tuesday and for D's and E's last days)",
        "B and C after the rest; why their order stays open, or which silence speaks for B first",
        "the leftover “last month” is not used to date C to April without a word",
        "nothing from outside, or marked as such",
    ),
    misconceptions=(
        "“A text is as old as the last event it tells.” No: that is its earliest day.",
        "“What a text does not mention had not happened.” No: it may have been left out.",
        "“A date inside the text is its date.” No: a text may carry lines of older editions.",
    ),
)
