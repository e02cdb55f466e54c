"""Exercise 8.9: the paragraph that an editor would print."""

from __future__ import annotations

from atodds.course.lesson08.rows import LESSON, PRINT
from atodds.exercises import Essay, RubricRow

paragraph = Essay(
    id="8.9",
    lesson=LESSON,
    title="The paragraph that an editor would print",
    objective=PRINT,
    points=12,
    rows=(
        RubricRow(
            "Quantities",
            "Repeats numbers, or puts an average in their place.",
            "Keeps bounds and dates.",
            "States for each number what is counted, its bound and its date; sets side by side "
            "only what may be compared, and refuses where nothing may.",
        ),
        RubricRow(
            "Corroboration",
            "Counts texts.",
            "Compares what the texts say.",
            "Counts independent origins, says which figures agree and which do not fit, and "
            "explains what depends on what.",
        ),
        RubricRow(
            "Sourcing",
            "Names a text, or nobody.",
            "Gives each number its speaker.",
            "Says how the speaker could know, and what it gains by the number.",
        ),
        RubricRow(
            "Conclusion",
            "Picks one side's number, or says that nobody knows.",
            "Hedges in general words.",
            "Says what is established and what is not, why, and what would change it.",
        ),
    ),
    exemplars=(
        (
            "Ukraine took about 1,309 square kilometres of the Kursk region, as five news texts "
            "agree. Later Russia took back half or more, so that a few hundred square kilometres "
            "were left. The numbers differ, as they always do in a war."
        ),
        (
            "Ukraine's commander Syrskyi spoke of nearly 1,300 square kilometres seized, Russia's "
            "Ministry of Defence of 1,268. By the ministry's own numbers 467 were left in the "
            "winter; DeepState had over 420. In mid-March Moscow claimed that less than 200 were "
            "left. One text has half of the ground retaken, others two thirds or more than 60 per "
            "cent; these shares are from different months."
        ),
        (
            "Both sides put the ground that Ukraine seized at much the same: nearly 1,300 square "
            "kilometres by its commander Syrskyi, 1,268 by Russia's Ministry of Defence. Each knew "
            "its own troops' positions, and they gain by different numbers, so the agreement "
            "counts; a third text repeats it without a source. For the winter, the ministry's "
            "ledger leaves 467, and DeepState, which text E ties to Ukraine's army, had over 420: "
            "compatible, not the same count, and neither proves the other. In mid-March a sentence "
            "on Moscow's claims has less than 200, which nobody else in these texts confirms for "
            "that week. A report of half retaken does not fit the order of dates; it may be older, "
            "or of another whole. A dated map from each side would settle most of this."
        ),
    ),
    expected_points=(
        "ground seized and ground still held kept apart, each with its dates",
        "every number with a speaker, or a note that there is none",
        "bounds kept: nearly 1,300, over 420, less than 200",
        "467 named as arithmetic on the ministry's own numbers",
        "agreement of the two sides, and why it counts",
        "the half that does not fit, with more than one explanation",
        "no average, no share across two ledgers",
    ),
    misconceptions=(
        "“The middle of several numbers is the fairest.” No: nobody said it, and it mixes days.",
        "“Five texts agree, so it is confirmed.” No: count origins, after the gates.",
        "“Numbers of two sides cannot be used at all.” No: where they meet, they are worth most.",
    ),
)
