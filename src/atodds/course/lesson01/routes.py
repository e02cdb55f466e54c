"""Exercises 1.6 and 1.7: fingerprints of a route, and a text that names nobody."""

from __future__ import annotations

from atodds.course.lesson01.names import LESSON, ROLES
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

_HABITS = {
    "turkish": "Turkish on its way, where c is read like the j in jam",
    "bulgarian": "Bulgarian on its way, where quotations open with „ and close with “",
    "house": "a newsroom whose rule is one spelling, always the same",
    "pasted": "two pieces put together, typed in two ways",
    "slip": "no more than a slip of the keyboard",
}
_WEIGHT = {
    "proof": "They prove which way each text came.",
    "lead": "They fit; something else has to confirm it.",
    "nothing": "They are chance, and tell nothing.",
}

fingerprints = Exercise(
    id="1.6",
    lesson=LESSON,
    title="Whose fingers?",
    objective=ROLES,
    points=5,
    basis="internal",
    kind=Fields(
        "Four marks and their weight",
        {
            "place": Choice("D: “Suvca”, where A, B and C have Sudzha", _HABITS),
            "mark": Choice("C: a quotation opens with “ and closes with “ again", _HABITS),
            "president": Choice("B: “Zelenskyy” each time; A, C and E have Zelensky", _HABITS),
            "quotes": Choice("E: curly quotation marks; from the message on, straight", _HABITS),
            "weight": Choice("All four together", _WEIGHT),
        },
    ),
    ask="Match each mark with what it fits best, and say how much it weighs.",
    expected=lambda _: {
        "place": "turkish",
        "mark": "bulgarian",
        "president": "house",
        "quotes": "pasted",
        "weight": "lead",
    },
    mistakes=(
        Mistake(
            "spelling as proof",
            SameAs({"weight": "proof"}),
            "Could somebody who has never been near that language make the same mark? Then what "
            "is still missing?",
        ),
        Mistake(
            "spelling as chance",
            SameAs({"weight": "nothing"}),
            "One mark may be chance. But C's own credit line speaks of an agency whose language "
            "closes quotations that way. What is it called when two marks point one way?",
        ),
        Mistake(
            "place as slip",
            SameAs({"place": "slip"}),
            "One slip does not turn dzh into vc. Say the name aloud, with c as j.",
        ),
        Mistake(
            "house style as stance",
            SameAs({"president": "slip"}),
            "It comes both times that the name is there, and the passport has it. Who decides once "
            "and for all how a newsroom spells a name?",
        ),
        Mistake(
            "quotation mark as slip",
            SameAs({"mark": "slip"}),
            "It may be one, though C does it three times. Where in the list does one close a "
            "quotation so?",
        ),
        Mistake(
            "pasted as house style",
            SameAs({"quotes": "house"}),
            "A house keeps to its style. Here it changes, at one place and for good. What begins "
            "at that place?",
        ),
    ),
    right="Marks that nobody meant to leave. They fit a way through Turkish for D and through "
    "Bulgarian for C, a newsroom with its own rule for B, and a message pasted under E. They are "
    "leads, not proof: you can name what would confirm each.",
    nudge="go through the list. Which mark would a hand with that habit leave?",
    hints=(
        "Each habit is used once; a slip of the keyboard is not needed.",
        "A mark is worth most where something else points the same way.",
    ),
    reveal="“Suvca”: Turkish. The closing mark: Bulgarian. “Zelenskyy”: a house style. The change "
    "of marks: two pieces. Together: a lead.",
    finds=("fingerprints",),
)

nameless = Exercise(
    id="1.7",
    lesson=LESSON,
    title="What may you print of a text that names nobody?",
    objective=ROLES,
    points=2,
    basis="internal",
    kind=Choice(
        "Which line would you print under text B?",
        options={
            "agency": "“By the Associated Press.”",
            "style": "“Source unknown; its spelling follows some newsroom's rule.”",
            "stance": "“From the Ukrainian side.”",
            "machine": "“Written by a machine.”",
        },
        reasons={
            "shown": "It says what the text shows, and where that ends.",
            "sounds": "It sounds like them.",
            "spelling": "Spelling tells which side somebody is on.",
        },
    ),
    ask="Choose a line, a reason, and how sure you are.",
    expected=lambda _: {"choice": "style", "reason": "shown"},
    mistakes=(
        Mistake(
            "agency by ear",
            SameAs({"choice": "agency"}),
            "You may turn out to be right: lesson 04 has a way to test it. What in the text itself "
            "could you show to somebody who doubts it?",
        ),
        Mistake(
            "spelling as side",
            SameAs({"choice": "stance"}),
            "Many newsrooms on no side at all spell the name so, because it is in his passport. "
            "What does a spelling tell, if not a side?",
        ),
        Mistake(
            "machine by ear",
            SameAs({"choice": "machine"}),
            "It may be. People rewrite so too. Which words of the text would tell the two apart?",
        ),
    ),
    right="“Unknown” is not the end of the line. It says where the text stops telling, and what "
    "little it does tell.",
    nudge="print what you could show, with a finger on the place.",
    hints=("Which of the lines could you defend with a word of the text?",),
    reveal="The second: unknown, with the one thing that shows. The reason: it says what the text "
    "shows, and where that ends.",
)
