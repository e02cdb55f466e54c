"""Exercise 5.9: which two changes matter most."""

from __future__ import annotations

from atodds.course.lesson05.rows import CHOICE, LESSON
from atodds.exercises import Essay, RubricRow

two_changes = Essay(
    id="5.9",
    lesson=LESSON,
    title="Which two changes matter most?",
    objective=CHOICE,
    points=9,
    rows=(
        RubricRow(
            "Corroboration",
            "Says that a sentence is mistaken.",
            "Lays two texts side by side and says what differs.",
            "Names the family that speaks against the change, counts lines and not texts, and "
            "says what the comparison cannot show.",
        ),
        RubricRow(
            "Sourcing",
            "Blames the text.",
            "Names rewriting or translation as a possible cause.",
            "Shows on the words how the change may have come about, calls it an inference, and "
            "tells a choice of words from a stance.",
        ),
        RubricRow(
            "Conclusion",
            "Lists changes.",
            "Chooses two, and says why they matter.",
            "Says what a reader would believe, decide or feel otherwise, and gives the sentence "
            "as it should stand.",
        ),
    ),
    exemplars=(
        (
            "The aid and the corridor matter most, because they are wrong. B and C should have "
            "been more careful. A reader cannot trust them."
        ),
        (
            "The first is the aid. C says that it was frozen after the talks, but it had been "
            "suspended before, so the sentence makes no sense. The second is the lost speaker in "
            "B: three governments said that North Korea sent troops, and B says that reports "
            "surfaced. Both may come from rewriting or translation. Readers get a false picture."
        ),
        (
            "First, C's freeze. C's own order is halt, talks, Kyiv agrees; a new freeze would "
            "make the talks a failure, and a reader would believe that Washington punished a yes. "
            "A, of another family, has intelligence resumed, which leans the same way and proves "
            "nothing about aid. A lost prefix in two translations would explain it; that is my "
            "inference. I would print: what the United States did after the talks is given in "
            "opposite senses. Second, a judgement that has lost its speaker: in C an analyst "
            "calls the position untenable, in B nobody does, so an opinion reads as a finding. "
            "It should stand with his name. The word invasion I leave out: a translator's choice "
            "explains it, and it moves no fact."
        ),
    ),
    expected_points=(
        "two changes, each with both fragments",
        "the family that speaks against each, counted in lines",
        "how the change may have come about, called an inference",
        "what a reader would believe because of it",
        "the sentence as it should stand",
    ),
    misconceptions=(
        "“A mistranslation is a lie.” It needs no intention, and most have none.",
        "“The fluent text is the better one.” The turned corridor reads well.",
        "“A loaded word shows a side.” First shut out the route by which it came.",
    ),
)
