"""Exercises 5.6 and 5.8: a pronoun that changes its owner, and a hope that becomes a habit."""

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
            "grammar": Choice("By grammar, “it” is", options=OWNER, confidence=False),
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
    title="From a wish to a habit",
    objective=LOST,
    points=3,
    basis="internal",
    kind=Rows(
        "What is in C and no longer in B?",
        options={
            "speaker": "whose idea it is",
            "modality": "that it is a possibility",
            "once": "that it is about one war, not about talks in general",
            "number": "a number",
            "direction": "the direction: who would give and who would get",
        },
    ),
    ask="Tick everything that C has and B has lost.",
    expected=lambda _: ["modality", "once", "speaker"],
    mistakes=(
        Mistake(
            "a number",
            lambda answer, _: "number" in answer,
            "Neither sentence holds a number. Leave what was never there.",
            example=["modality", "number", "speaker"],
        ),
        Mistake(
            "turned round",
            lambda answer, _: "direction" in answer,
            "In both, gains go one way and occupied ground the other. What has become of how "
            "certain it is, and of whose idea?",
            example=["direction", "modality", "once", "speaker"],
        ),
        Mistake(
            "no more could",
            lambda answer, _: "modality" not in answer,
            "Set the two verbs side by side: “could exchange” and “often involve”. "
            "Which of them has happened?",
            example=["speaker"],
        ),
        Mistake(
            "one war",
            SameAs(["modality", "speaker"]),
            "“These negotiations often involve”: how many negotiations is that? How many does C "
            "speak of?",
        ),
        Mistake(
            "whose idea",
            SameAs(["modality", "once"]),
            "C gives the idea to somebody. To whom does B give it?",
        ),
    ),
    right="A possibility of one man has become the habit of talks in general. No single word is "
    "false enough to catch the eye; laid side by side, the change is plain.",
    nudge="ask of each sentence: who says it, how sure is it, and how many talks is it about?",
    hints=("Three of the five are lost.", "Look for “said”, for “could”, and for a plural."),
    reveal="Whose idea it is, that it is a possibility, and that it is about one war.",
    finds=("hope becomes rule",),
)
