"""Exercises 5.6 and 5.8: a pronoun that changes its owner, and what became of an exchange."""

from __future__ import annotations

from atodds.course.choices import chose
from atodds.course.lesson05.rows import LESSON, LOST
from atodds.exercises import Choice, Exercise, Fields, Mistake, Rows, SameAs

OWNER = {"Russia": "Russia", "Ukraine": "Ukraine", "open": "cannot be told"}

whose = Exercise(
    id="5.6",
    lesson=LESSON,
    title="Who had seized it?",
    objective=LOST,
    points=2,
    basis="internal",
    kind=Fields(
        "“the territory it had seized”",
        {
            "grammar": Choice(
                "By the grammar of this one sentence, “it” is", options=OWNER, confidence=False
            ),
            "sense": Choice("By sense, “it” is", options=OWNER, confidence=False),
            "settles": Choice(
                "Best evidence for the sense",
                options={
                    "B": "the same statement in B: captured “by Ukrainian forces”",
                    "war": "that the region is Russian",
                    "size": "the size of the share",
                },
                confidence=False,
            ),
        },
    ),
    ask="Who is “it” by grammar, who by sense, and what is the best evidence?",
    expected=lambda _: {"grammar": "Russia", "sense": "Ukraine", "settles": "B"},
    mistakes=(
        Mistake(
            "mends while reading",
            chose("grammar", "Ukraine"),
            "You mended the sentence while reading. Which country does it name, before “it”?",
            example={"grammar": "Ukraine", "sense": "Ukraine", "settles": "B"},
        ),
        Mistake(
            "finds no noun",
            chose("grammar", "open"),
            "In a whole paragraph it might not be told. Keep to this one sentence: which countries "
            "does it name?",
            example={"grammar": "open", "sense": "Ukraine", "settles": "B"},
        ),
        Mistake(
            "takes grammar at its word",
            chose("sense", "Russia"),
            "Then Russia regained what Russia had seized. From whom would it have had to?",
            example={"grammar": "Russia", "sense": "Russia", "settles": "B"},
        ),
        Mistake(
            "gives up",
            chose("sense", "open"),
            "Neither grammar nor the dictionary tells. Is there a second text with this statement?",
            example={"grammar": "Russia", "sense": "open", "settles": "B"},
        ),
        Mistake(
            "knows it from elsewhere",
            chose("settles", "war", "size"),
            "That fits, and you brought it along. What do the texts themselves offer?",
            example={"grammar": "Russia", "sense": "Ukraine", "settles": "war"},
        ),
    ),
    right="Grammar gives the ground to one side, sense to the other, and the sister text settles "
    "it. Two descendants of one ancestor are poor corroboration, and excellent help in repairing "
    "each other.",
    nudge="find the noun before “it”; then ask who lost what Russia regained.",
    hints=(
        "The sentence names one country before “it”.",
        "Texts B and C tell the same thing here.",
    ),
    reveal="By grammar Russia, by sense Ukraine, and B's sentence settles it.",
    finds=("whose territory",),
)

hope = Exercise(
    id="5.8",
    lesson=LESSON,
    title="What became of the exchange?",
    objective=LOST,
    points=3,
    basis="internal",
    kind=Rows(
        "What does a reader of C learn, and a reader of B no longer?",
        options={
            "talks": "that talks are to end the war",
            "modality": "that ground could be exchanged, not that it usually is",
            "occupied": "that ground under occupation would be part of a deal",
            "speaker": "that Zelensky speaks of an exchange",
            "zelensky": "that Zelensky has peace talks in mind",
        },
    ),
    ask="Go through the five one by one: is it in C, and is it still in B?",
    expected=lambda _: ["modality", "speaker"],
    mistakes=(
        Mistake(
            "kept",
            lambda answer, _: bool({"talks", "occupied", "zelensky"} & set(answer)),
            "Something that you ticked is in B as well, in other words. "
            "Look for the talks, the occupied regions and Zelensky in B's two sentences.",
            example=["modality", "speaker", "zelensky"],
        ),
        Mistake(
            "no more could",
            SameAs(["speaker"]),
            "Set the verbs side by side: “could potentially exchange” and “often involve”. "
            "Which of them has happened?",
        ),
        Mistake(
            "whose idea",
            SameAs(["modality"]),
            "In C somebody says that gains could be exchanged. In B he is still there: "
            "what does he speak of now?",
        ),
    ),
    right="Two sentences seem to have been shuffled. The exchange went to the talks and became a "
    "habit; Zelensky kept an opening for talks, without it. C speaks of an exchange in its own "
    "voice as well, as one use of the gains and not as a custom.",
    nudge="ask of each sentence on exchange: who says it, and how sure is it?",
    hints=("Two of the five are lost.", "Look for “could”, and for the man who says it."),
    reveal="That it is a possibility, and that Zelensky speaks of it.",
    finds=("hope becomes rule",),
)
