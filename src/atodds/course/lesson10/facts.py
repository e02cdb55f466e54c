"""Exercise 10.1: which of the two grades a fact moves."""

from __future__ import annotations

from atodds.course.lesson10.rows import GRADE, LESSON
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

_GRADES = {
    "source": "the grade of the source",
    "statement": "the grade of the statement",
}


def _ask(fact: str) -> Choice:
    return Choice(fact, options=_GRADES, confidence=False)


facts = Exercise(
    id="10.1",
    lesson=LESSON,
    title="Which grade does it move?",
    objective=GRADE,
    points=4,
    basis="internal",
    kind=Fields(
        "Five facts about the broker and his number",
        {
            "unnamed": _ask("He asked not to be named."),
            "claims": _ask("He sees the claims of the owners of the goods."),
            "second": _ask("A firm that salvages goods has listed 94 boxes on its own."),
            "record": _ask("After an earlier fire his number was twice what was found."),
            "photo": _ask("A photograph from the air shows about thirty boxes on the whole quay."),
        },
    ),
    ask="The broker says: “a hundred boxes, perhaps more”. Which grade does each fact move?",
    expected=lambda _: {
        "unnamed": "source",
        "claims": "source",
        "second": "statement",
        "record": "source",
        "photo": "statement",
    },
    mistakes=(
        Mistake(
            "the track record",
            SameAs({"record": "statement"}),
            "That was another fire and another number. "
            "Is it about these boxes, or about the man who counts them?",
        ),
        Mistake(
            "support for the man",
            SameAs({"second": "source"}),
            "Somebody else has counted the same thing. The broker has not changed by it: what has?",
        ),
        Mistake(
            "evidence against the man",
            SameAs({"photo": "source"}),
            "Take the broker away and put his number on a sheet of paper, unsigned. "
            "Does the photograph still speak to it?",
        ),
        Mistake(
            "a name and a number",
            SameAs({"unnamed": "statement"}),
            "Suppose that he gives his name tomorrow. Are there more boxes, or fewer? "
            "What can you do that you could not do before?",
        ),
        Mistake(
            "access",
            SameAs({"claims": "statement"}),
            "What somebody can see tells whether he could know. On which scale does that stand?",
        ),
    ),
    right="Name, access and record are the speaker's and travel with him to his next statement. "
    "A second count and a photograph stay with this one.",
    nudge="put the number on an unsigned sheet: which of the facts still speak to it?",
    hints=(
        "Three of the five are about the man.",
        "Ask of each fact: would it matter as well if he spoke of another fire?",
    ),
    reveal="Source: the missing name, his access, his record. Statement: the second list, the "
    "photograph.",
)
