"""Exercises 7.8 to 7.10: control and fighting, origin and date, and a world that changes."""

from __future__ import annotations

from atodds.course.choices import chose
from atodds.course.lesson07.rows import LESSON, STATE
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

ABOUT = {"control": "who controls the town", "fighting": "whether there is fighting"}

one_town = Exercise(
    id="7.8",
    lesson=LESSON,
    title="One town, three answers",
    objective=STATE,
    points=2,
    basis="internal",
    kind=Fields(
        "Which question does each answer?",
        {
            "kremlin": Choice("The Kremlin: retaken", options=ABOUT, confidence=False),
            "syrskyi": Choice("Syrskyi: still fighting", options=ABOUT, confidence=False),
            "map": Choice("DeepState's map: no longer in control", options=ABOUT, confidence=False),
            "so": Choice(
                "Can the three quoted answers be true on one day?",
                options={
                    "yes": "yes",
                    "no": "no, at least one of them must be false",
                },
                confidence=False,
            ),
        },
    ),
    ask="Which question does each of them answer?",
    expected=lambda _: {
        "kremlin": "control",
        "syrskyi": "fighting",
        "map": "control",
        "so": "yes",
    },
    mistakes=(
        Mistake(
            "somebody must be lying",
            SameAs({"so": "no"}),
            "Can a town have a new master while shots are still fired in its streets?",
        ),
        Mistake(
            "fighting as control",
            SameAs({"syrskyi": "control"}),
            "Syrskyi says what his soldiers do. Does he say who holds the town?",
        ),
        Mistake(
            "control as fighting",
            lambda answer, case: any(
                chose(who, "fighting")(answer, case) for who in ("kremlin", "map")
            ),
            "One of the two that you gave to fighting speaks of holding the town. "
            "Read what was retaken, or lost.",
            example={"kremlin": "fighting", "syrskyi": "fighting", "map": "control", "so": "yes"},
        ),
    ),
    right="Control is a state, fighting an activity. Each of the three answers a question of its "
    "own, and no answer shuts out the other. Who held the town, they cannot settle. DeepState "
    "adds that fighting went on at the edge: there, and only there, map and commander may differ.",
    nudge="look at the verbs: which of them is about having, which about doing?",
    hints=("Two of the three are about who holds the town.",),
    reveal="The Kremlin and the map: control. Syrskyi: fighting. All can be true.",
)

reinforced = Exercise(
    id="7.9",
    lesson=LESSON,
    title="Reinforced, or not?",
    objective=STATE,
    points=3,
    basis="internal",
    kind=Choice(
        "Which pair is parted neither by season nor by the origin of the troops?",
        options={
            "E with C1": "E (heavy reinforcements) with C1 (no significant transfer)",
            "C1 with C2": "C1 (no significant transfer) with C2 (reinforced in the fall)",
            "B1 with B2": "B1 (reinforcements from various regions) with B2 (not substantially)",
        },
        reasons={
            "same time": "Same text, same region, and no date between them.",
            "heavy": "The adjectives are furthest apart.",
            "texts": "Two texts disagree more than one text can.",
        },
    ),
    ask="When, and troops from where? Ask it of each statement.",
    expected=lambda _: {"choice": "B1 with B2", "reason": "same time"},
    mistakes=(
        Mistake(
            "words without dates",
            SameAs({"choice": "E with C1"}),
            "C1 is of troops taken from the front in Ukraine; E comes months later, and counts "
            "North Koreans. Do they speak of the same soldiers?",
        ),
        Mistake(
            "two seasons",
            SameAs({"choice": "C1 with C2"}),
            "C gives the second a season of its own. Can troops stay away in August and come in "
            "October?",
        ),
        Mistake(
            "a reason that is none",
            SameAs({"choice": "B1 with B2", "reason": "texts"}),
            "Your pair stands in one text. What do its two statements share, that the others do "
            "not?",
        ),
    ),
    right="Season and origin of the troops part two of three pairs. The third stands in one text, "
    "two sentences apart. One word may still save it: few and raw troops early, none of substance "
    "later. Or rewriting lost a phrase such as “from Ukraine”. Both are inferences.",
    nudge="write a season and an origin beside each of the five statements.",
    hints=("Two of the pairs lie in different seasons, or speak of different soldiers.",),
    reveal="B1 with B2: same weeks, same region; only “substantially” can part them.",
    finds=("reinforced or not",),
)

acknowledged = Exercise(
    id="7.10",
    lesson=LESSON,
    title="Never, and then?",
    objective=STATE,
    points=3,
    basis="internal",
    kind=Fields(
        "Never, and then?",
        {
            "so": Choice(
                "A and C",
                options={
                    "changed": "can both be right: something changed in between",
                    "conflict": "cannot both be right",
                    "middle": "are both half right: it was acknowledged in part",
                },
                confidence=False,
            ),
            "until": Choice(
                "A's “never” reaches",
                options={
                    "print": "to the day on which A was written",
                    "end": "to the end of the war",
                    "today": "to the day on which we read it",
                },
                confidence=False,
            ),
            "order": Choice(
                "For the order of the two texts this is",
                options={
                    "A first": "a sign that A is the older",
                    "C first": "a sign that C is the older",
                    "none": "no sign at all",
                },
                confidence=False,
            ),
        },
    ),
    ask="Can both be right? How far does “never” reach? What does it say about the texts' order?",
    expected=lambda _: {"so": "changed", "until": "print", "order": "A first"},
    mistakes=(
        Mistake(
            "a contradiction",
            SameAs({"so": "conflict"}),
            "Suppose that A was written in March. What would have to happen after that, so that "
            "C's “last month” is true as well?",
        ),
        Mistake(
            "splits the difference",
            SameAs({"so": "middle"}),
            "Nobody says “in part”. You made a middle of two statements; give each its date "
            "instead.",
        ),
        Mistake(
            "never for ever",
            chose("until", "end", "today"),
            "Can a writer know what will be said next month? How far can any “never” in print "
            "reach?",
            example={"so": "changed", "until": "today", "order": "A first"},
        ),
        Mistake(
            "C first",
            SameAs({"order": "C first"}),
            "If the confirmation were out already, would A still write “never”?",
        ),
        Mistake(
            "no sign",
            SameAs({"order": "none"}),
            "One text knows of something that the other does not know yet. Does that tell nothing?",
        ),
    ),
    right="Never, then confirmed, then thanked: the world changed, and both texts are right for "
    "their day. Every “never” and “first” in print ends on the day of printing, and that end can "
    "date a text.",
    nudge="put a date, or at least an order, on the two sentences.",
    hints=("A writer knows the past only up to the day of writing.",),
    reveal="Both can be right: “never” reaches to the day A was written, so A is the older.",
    finds=("never, then thanked",),
)
