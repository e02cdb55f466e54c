"""Exercise 9.10: the fairest sentence on each text."""

from __future__ import annotations

from atodds.course.lesson09.rows import FRAME, LESSON
from atodds.exercises import Essay, RubricRow

angles = Essay(
    id="9.10",
    lesson=LESSON,
    title="Five fair sentences",
    objective=FRAME,
    points=9,
    words_at_least=50,
    rows=(
        RubricRow(
            "Fairness",
            "Calls texts good, bad or biased.",
            "Describes each angle in words that the text's own editor might dispute.",
            "Says of each text what it puts first and what it leaves out, in words that its own "
            "editor could sign, by one measure for all five.",
        ),
        RubricRow(
            "Corroboration",
            "Names what a text lacks without asking when it was written.",
            "Compares dates for some texts.",
            "Calls a silence an omission only where the text could have known, and does not "
            "count a shared frame as agreement of witnesses.",
        ),
        RubricRow(
            "Conclusion",
            "Gives an impression.",
            "Gives a reason for some of the five sentences.",
            "Points each sentence to a line of the matrix or to a quoted word, and says for one "
            "of them what would change it.",
        ),
    ),
    exemplars=(
        (
            "A is good and quite neutral. B is a bit boring. C is long and has the most facts. D "
            "is badly translated and against Ukraine. E is against Russia because it is banned "
            "there. Together they show that the media are never quite objective about a war."
        ),
        (
            "A explains the operation from Kyiv's side and tells its hopes. B tells the whole "
            "story and gives few speakers. C tells most, with North Korea at length. D stresses "
            "Ukraine's losses and says little else. E gives both sides' numbers and thinks of the "
            "residents. A leaves out that the diversion failed, which B and C tell. E could not "
            "know of the end, because it is older."
        ),
        (
            "A (mid-March) asks what Kyiv gains and loses: it tells the aim of drawing troops "
            "away and not its outcome, and lets Moscow claim where Kyiv says. B (late April or "
            "later) tells the operation from start to end as settled fact, and leaves most of "
            "its speakers out. C (May) tells the same story with names, and gives much room to "
            "the North Koreans, whose losses alone are counted. D (early March) is about Kyiv "
            "losing its hold; half of what, it says in two ways. E (winter) sets one ministry's "
            "sums beside one map, and alone remembers those who had to leave. None of the older "
            "texts is to blame for what came after. I would change my sentence on B if its full "
            "page turned up with a credit line."
        ),
    ),
    expected_points=(
        "one sentence for each text, by one measure for all",
        "what the text puts first, shown by a line of the matrix or a quoted word",
        "what it leaves out, and that it could have known",
        "no motive that the texts do not show",
        "one sentence that says what would change it",
    ),
    misconceptions=(
        "“What a text leaves out it hides.” Ask first whether it could have known.",
        "“Five texts say so, so it is true.” Five texts may share one idea, or one ancestor.",
        "“Fair means the middle.” Fair means the same measure for all; the result may be uneven.",
    ),
)
