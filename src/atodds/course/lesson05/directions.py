"""Exercises 5.3 to 5.5: three sentences whose direction is turned round."""

from __future__ import annotations

from atodds.course.choices import chose
from atodds.course.lesson05.rows import LESSON, TURNED
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

corridor = Exercise(
    id="5.3",
    lesson=LESSON,
    title="Which road was meant?",
    objective=TURNED,
    points=3,
    basis="internal",
    kind=Fields(
        "The road from Sudzha to Sumy",
        {
            "odd": Choice(
                "Whose sentence turns the aim round?",
                options={"B": "B's", "C": "C's", "D": "D's"},
                confidence=False,
            ),
            "lines": Choice(
                "How many lines of report speak against it?",
                options={
                    "1": "one: C and D have it from one place",
                    "2": "two: C's and D's",
                    "3": "three: C's, D's and B's own next sentence",
                },
                confidence=False,
            ),
            "inside": Choice(
                "What in that text itself speaks against it?",
                options={
                    "supply": "the next sentence: shelling, and supply lines hard to keep",
                    "border": "that Sumy lies across the border",
                    "nothing": "nothing",
                },
                confidence=False,
            ),
        },
    ),
    ask="Which sentence is turned round? What speaks against it, outside that text and inside?",
    expected=lambda _: {"odd": "B", "lines": "2", "inside": "supply"},
    mistakes=(
        Mistake(
            "two against one, the wrong way",
            lambda answer, _: answer["odd"]["choice"] in {"C", "D"},
            "You went against the two that agree. What would an attacker gain by joining a town "
            "that his enemy holds to his enemy's own region?",
            example={"odd": "C", "lines": "2", "inside": "supply"},
        ),
        Mistake(
            "counts sentences",
            SameAs({"lines": "3"}),
            "A text's next sentence is a witness against it, but it is no further line of report: "
            "it came by the same road. Keep it for the third field.",
        ),
        Mistake(
            "one line",
            SameAs({"lines": "1"}),
            "D names CNN for its sentence, and C an agency. Nothing in the two texts ties them "
            "together. How many is that?",
        ),
        Mistake(
            "nothing inside",
            chose("inside", "nothing", "border"),
            "Read on in that text: what does the shelling do, and to what?",
            example={"odd": "B", "lines": "2", "inside": "nothing"},
        ),
    ),
    right="Fluent, and turned round: by two lines the aim was to cut a road, and B has it made. "
    "B's own next sentence disagrees. A paraphrase that reads well is not thereby true to its "
    "source.",
    nudge="ask who gains by each version, and then read one sentence further in each text.",
    hints=(
        "Two texts have a road being cut.",
        "C and D each name somebody else for it.",
    ),
    reveal="B's; two lines, C's and D's; and B's next sentence, on supply lines.",
    finds=("corridor",),
)

aid = Exercise(
    id="5.4",
    lesson=LESSON,
    title="How can one freeze what is frozen?",
    objective=TURNED,
    points=3,
    basis="internal",
    kind=Choice(
        "The best reading of C's sentence, from the texts alone",
        options={
            "proved": "turned round on the way, and A proves it",
            "likely": "likely turned round on the way, and not proved",
            "second": "right as it stands: there was a second halt",
            "nothing": "right as it stands: A and C speak of two things",
        },
        reasons={
            "sequence": "C's own order of events: halted, then talks, then Kyiv agrees.",
            "count": "One text says freeze, one says resume: one against one.",
            "agency": "C goes back to a large agency, and A names itself.",
        },
    ),
    ask="Choose the best reading, the best reason, and how sure you are.",
    expected=lambda _: {"choice": "likely", "reason": "sequence"},
    mistakes=(
        Mistake(
            "proved by another thing",
            SameAs({"choice": "proved"}),
            "A speaks of intelligence, C of aid. May one be resumed while the other stays frozen? "
            "How far does A's sentence carry?",
        ),
        Mistake(
            "a second halt",
            SameAs({"choice": "second"}),
            "By C's own two sentences, arms and intelligence were halted already, and Kyiv had "
            "said yes to what was asked of it. What would a second halt answer?",
        ),
        Mistake(
            "two things, so nothing is odd",
            SameAs({"choice": "nothing"}),
            "True, A and C speak of two things. Leave A aside: does C make sense by itself?",
        ),
        Mistake(
            "counts texts",
            SameAs({"choice": "likely", "reason": "count"}),
            "One against one would leave it open. What in C itself tips the scale?",
        ),
        Mistake(
            "weighs names",
            SameAs({"choice": "likely", "reason": "agency"}),
            "A great name does not tell you where a sentence was turned round. "
            "Which evidence is in the sentence before?",
        ),
    ),
    right="C's own order of events makes a new freeze improbable, and A, on intelligence, leans "
    "the same way. Where a sense turns round, a short prefix is often what got lost: un-, dis-, "
    "re-. That is a hypothesis. The agency's own sentence would settle it.",
    nudge="tell C's events in order, as if to a friend, and stop where the friend would ask why.",
    hints=(
        "What had been halted before the talks, by C's own words?",
        "“Proves” is a strong word for a sentence on another thing.",
    ),
    reveal="Most likely turned round, by C's own sequence; the texts alone cannot prove it.",
    finds=("aid turned round",),
)

DIRECTION = {"away": "away from the east", "to": "towards the east"}

eastward = Exercise(
    id="5.5",
    lesson=LESSON,
    title="Which way were they to go?",
    objective=TURNED,
    points=3,
    basis="internal",
    kind=Fields(
        "Russian forces were to be moved",
        {
            "A": Choice("A", options=DIRECTION, confidence=False),
            "B": Choice("B", options=DIRECTION, confidence=False),
            "D": Choice("D", options=DIRECTION, confidence=False),
            "witnesses": Choice(
                "A, B and C stand against D. How many lines of report are they?",
                options={"1": "one", "2": "two", "3": "three"},
                confidence=False,
            ),
        },
    ),
    ask="Which way does each text send the Russian forces? How many lines stand against D?",
    expected=lambda _: {"A": "away", "B": "away", "D": "to", "witnesses": "2"},
    mistakes=(
        Mistake(
            "counts texts",
            SameAs({"witnesses": "3"}),
            "Three texts, yes. Which two of them share an ancestor, as lesson 04 showed?",
        ),
        Mistake(
            "all one family",
            SameAs({"witnesses": "1"}),
            "Two of the three share an ancestor. Does the third follow them as well?",
        ),
        Mistake(
            "reads the wish into D",
            chose("D", "away"),
            "You read D as it should be. What stands there, word for word, and which way is that?",
            example={"A": "away", "B": "away", "D": "away", "witnesses": "2"},
        ),
    ),
    right="One ending, “-ward”, and the strategy runs the other way. Three texts stand against D, "
    "in two families: enough to call D's sentence a slip, and not three witnesses.",
    nudge="draw an arrow for each of the sentences.",
    hints=("Only one of the arrows points east.", "B and C are one family."),
    reveal="A and B: away. D: towards. Two lines: A's, and that of B and C.",
    finds=("eastward",),
)
