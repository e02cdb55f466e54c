"""Exercises 11.4 and 11.5: what late evidence asks of a brief, and how a correction is put."""

from __future__ import annotations

from atodds.course.lesson11.rows import CORRECT, LESSON
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

ACTS = {
    "correction": "a correction note",
    "update": "an update: a new sentence, with its own date",
    "neither": "neither: the brief stands",
}
MESSAGES = {
    "march": "You printed DeepState's “over 420”, undated. Text A reaches you: in mid-March, "
    "Moscow claims fewer than 200.",
    "bracket": "Behind DeepState's “over 420” you put a conversion in your own voice, as text E "
    "does: “(261 square kilometers)”. A reader writes: 420 square kilometres are 162 square miles.",
    "again": "You printed Syrskyi's “nearly 1,300”. Text B reaches you: “approximately 1,300”, "
    "and nobody cited.",
    "blame": "A blogger calls your brief an insult, and names no number in it.",
}

late = Exercise(
    id="11.4",
    lesson=LESSON,
    title="Four messages after the deadline",
    objective=CORRECT,
    points=4,
    basis="internal",
    kind=Fields(
        "What each message asks of you",
        {name: Choice(said, ACTS, confidence=False) for name, said in MESSAGES.items()},
    ),
    ask="Your brief is out. Four messages come in. What does each ask of you?",
    expected=lambda _: {
        "march": "update",
        "bracket": "correction",
        "again": "neither",
        "blame": "neither",
    },
    mistakes=(
        Mistake(
            "corrects the past",
            SameAs({"march": "correction"}),
            "Was your sentence about the earlier months untrue when you printed it, or has the "
            "ground changed hands since?",
        ),
        Mistake(
            "leaves March out",
            SameAs({"march": "neither"}),
            "Your sentence stays true of its own days. If nothing stands beside it, what will "
            "somebody think who reads it now?",
        ),
        Mistake(
            "updates a slip",
            SameAs({"bracket": "update"}),
            "The ground is the same as before, and so is the day. What was printed never held: "
            "whom do you owe a word?",
        ),
        Mistake(
            "lets a slip stand",
            SameAs({"bracket": "neither"}),
            "Text E had it first, and nobody is cited for it. In whose voice does it stand on your "
            "page, and is it so?",
        ),
        Mistake(
            "counts an heir",
            lambda answer, _: answer["again"]["choice"] != "neither",
            "Where may text B have its number from? Ask what the message adds to what you have.",
            example={"again": "update"},
        ),
        Mistake(
            "bows to noise",
            lambda answer, _: answer["blame"]["choice"] != "neither",
            "Anger may be just, and it is no evidence. Which of your numbers does it touch?",
            example={"blame": "correction"},
        ),
    ),
    right="The world moved: update. The page was never right: correction. A second text that "
    "may have the same ancestor, and a loud voice, change no number.",
    nudge="ask of each message: was a printed sentence untrue on the day for which it speaks?",
    hints=(
        "A number with a date cannot be made untrue by a later date.",
        "B and C may go back to one report.",
    ),
    reveal="The claim of mid-March is an update; the bracket needs a correction; text B and the "
    "blogger change nothing.",
)

NOTES = {
    "silent": "No note. From 5 June on the page has “over 420 square kilometers (162 square "
    "miles)” [E-09], and nobody stumbles over the bracket again.",
    "whole": "“Our brief of 3 June had 261 square kilometres in brackets. Read 162 square miles, "
    "as a reader told us on 5 June. \u2018Over 420\u2019 stands [E-09].”",
    "blame": "“Our brief of 3 June repeated a careless mistake that text E makes with its units. A "
    "reader told us on 5 June. We regret that we trusted it [E-09].”",
    "all": "“The numbers in our brief of 3 June have turned out to be unreliable, as a reader told "
    "us on 5 June. We withdraw DeepState's estimate [E-09].”",
}

note = Exercise(
    id="11.5",
    lesson=LESSON,
    title="What would you print?",
    objective=CORRECT,
    points=2,
    basis="internal",
    kind=Choice(
        "The bracket (261 square kilometers) was in your brief",
        options=NOTES,
        reasons={
            "four": "Whoever kept the old page can mend it from the note alone.",
            "clean": "Readers want a page that is right, and not its history.",
            "owner": "The slip was another's, and a reader should know whose.",
            "safe": "Where one number has slipped, none beside it can be trusted.",
        },
    ),
    ask="Choose the note, the reason, and how sure you are.",
    expected=lambda _: {"choice": "whole", "reason": "four"},
    mistakes=(
        Mistake(
            "silence",
            SameAs({"choice": "silent"}),
            "Somebody has quoted your bracket already. How would they learn of it?",
        ),
        Mistake(
            "blame",
            SameAs({"choice": "blame"}),
            "True, perhaps. Can a reader of this note say what the right number is?",
        ),
        Mistake(
            "withdraws too much",
            SameAs({"choice": "all"}),
            "Which number slipped? A note that takes back more than the slip makes a second one.",
        ),
    ),
    right="Four parts, in any order: what was printed, what is right, since when it is known, what "
    "stands. The old page is out of your hands, and the note has to reach whoever kept it.",
    nudge="read each note as somebody who has the page of 3 June and nothing else.",
    hints=("Look for the note that still tells what was printed.",),
    reveal="The second: what was printed, what is right, since when, and what stands.",
)
