"""Exercises 4.5 and 4.7: a descent, what would confirm it, and how many families."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.choices import chose
from atodds.course.lesson04.rows import DRAW, LESSON
from atodds.descent import families
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def _answer(**changed: str) -> dict[str, str]:
    right = {"c_from_b": "no", "b_from_c": "unlikely", "best": "ancestor", "settles": "text"}
    return {**right, **changed}


which_descent = Exercise(
    id="4.5",
    lesson=LESSON,
    title="Which way did it go?",
    objective=DRAW,
    points=5,
    basis="internal",
    kind=Fields(
        "Four questions on B and C",
        {
            "c_from_b": Choice(
                "Could C have been made from B, and from B alone?",
                options={
                    "no": "no: C has names, dates and details that B lacks",
                    "yes": "yes: C is the longer text, and copies grow",
                    "same": "one cannot tell: they tell the same",
                },
                confidence=False,
            ),
            "b_from_c": Choice(
                "Could B have been made from C?",
                options={
                    "unlikely": "hardly: nothing of May is in B, and square miles that C lacks are",
                    "sure": "certainly: all of B's statements are in C",
                    "never": "never: B is the better English",
                },
                confidence=False,
            ),
            "best": Choice(
                "What fits best?",
                options={
                    "ancestor": "both go back to an older text that we do not have",
                    "events": "two reporters told of the same events",
                    "talk": "two reporters sat in the same press conference",
                    "b": "C was made from B",
                    "c": "B was made from C",
                },
                confidence=False,
            ),
            "settles": Choice(
                "Which find would settle it, for you or against you?",
                options={
                    "text": "a dated agency story of late April: its order, and its details",
                    "words": "more shared runs of words between B and C",
                    "denial": "the word of B's editor that it is all their own work",
                    "reader": "a second reader who finds the same pairs as we did",
                },
                confidence=False,
            ),
        },
    ),
    ask="The list above says what each text has and lacks. Test each way against it.",
    expected=lambda _: _answer(),
    mistakes=(
        Mistake(
            "copies grow",
            chose("c_from_b", "yes"),
            "Where would the copyist have taken the analyst's name, the day in February, the "
            "fifteen kilometres? What grows in a copy has to come from somewhere.",
            example=_answer(c_from_b="yes"),
        ),
        Mistake(
            "all of B is in C",
            chose("b_from_c", "sure"),
            "All of B's statements, yes. But somebody who shortens C would have to leave out every "
            "word of May, and find the square miles elsewhere. Is there an easier way?",
            example=_answer(b_from_c="sure"),
        ),
        Mistake(
            "better English",
            chose("b_from_c", "never"),
            "A good editor makes good English of anything. Look at what B has and C has not: "
            "“(500 square miles)”, say.",
            example=_answer(b_from_c="never"),
        ),
        Mistake(
            "the events did it",
            chose("best", "events", "talk"),
            "Then the order would follow the events, and the rare details would be spread. Go back "
            "to the pairs whose place no calendar dictates, and to the control.",
            example=_answer(best="events"),
        ),
        Mistake(
            "one from the other",
            chose("best", "b", "c"),
            "You have tested that way in the field above it. Which way needs no leap at all?",
            example=_answer(best="c"),
        ),
        Mistake(
            "more of the same",
            chose("settles", "words"),
            "It would make you surer that they are related, and leave open how. Which find would "
            "let you see the third text itself?",
            example=_answer(settles="words"),
        ),
        Mistake(
            "ask the editor",
            chose("settles", "denial"),
            "Suppose that the editor is mistaken, or has an interest. What could you check without "
            "taking anybody's word?",
            example=_answer(settles="denial"),
        ),
        Mistake(
            "a second reader",
            chose("settles", "reader"),
            "Well worth having: then the alignment is not ours alone. But would it tell an "
            "ancestor from a copy?",
            example=_answer(settles="reader"),
        ),
    ),
    right="Two texts, and behind them an older one that nobody has shown you: five texts are fewer "
    "than five sources. “Hardly” is the honest word for B from C, the alternative that your essay "
    "has to beat. And the ancestor makes a prediction: whoever finds that story can refute you.",
    nudge="a text can pass on only what it had. Which has what the other lacks?",
    hints=(
        "C has things that B lacks: so C does not come from B alone.",
        "B has things that C lacks: the square miles. What does that leave?",
    ),
    reveal="C does not come from B, B hardly from C: both go back to an older text, and a dated "
    "story of late April would settle it.",
    finds=("five texts, fewer sources",),
)

how_many = Exercise(
    id="4.7",
    lesson=LESSON,
    title="How many families?",
    objective=DRAW,
    points=4,
    basis="internal",
    kind=Fields(
        "Families among the five texts, by the picture above",
        {
            "fewest": Number("If every line holds, question marks too"),
            "most": Number("If only the lines without a question mark hold"),
            "means": Choice(
                "“Five newspapers report it.” What may you print instead?",
                options={
                    "range": "“four or five lines of report, two of the texts probably from one "
                    "agency”",
                    "five": "“five sources report it”",
                    "four": "“exactly four sources report it”",
                    "one": "“one source: they all copy each other”",
                },
                confidence=False,
            ),
        },
    ),
    ask="Count the families of texts A to E twice, and choose what you may print.",
    expected=lambda case: {**_counts(case), "means": "range"},
    mistakes=(
        Mistake(
            "articles for sources",
            SameAs({"fewest": 5, "most": 5}),
            "You counted the texts. Follow the lines: which two of the five meet in one text?",
        ),
        Mistake(
            "squares counted too",
            lambda answer, _: float(answer["fewest"] or 0) > 5 or float(answer["most"] or 0) > 5,
            "Count the families, not the points of the picture. A hollow square belongs to the "
            "family that hangs on it.",
            example={"fewest": 10, "most": 10, "means": "range"},
        ),
        Mistake(
            "no room for doubt",
            SameAs({"fewest": 4, "most": 4}),
            "One line between the two older agency texts carries a question mark. Take it away: "
            "do B and C still meet?",
        ),
        Mistake(
            "too sure in print",
            chose("means", "five", "four"),
            "You found a range. What becomes of it in that sentence?",
            example={"fewest": 4, "most": 5, "means": "four"},
        ),
        Mistake(
            "all one",
            chose("means", "one"),
            "Which lines join A, D and E to the others? A suspicion is no line.",
            example={"fewest": 4, "most": 5, "means": "one"},
        ),
    ),
    right="Four or five, from the texts alone. And a family is no origin yet: behind the families "
    "stand ministries, a map, a general, and some of them speak in several. Lesson 08 counts "
    "those.",
    nudge="put a finger on each of the five letters and follow its lines to the left.",
    hints=(
        "A, D and E meet nobody.",
        "B and C meet in one text, if the line with the question mark between them holds.",
    ),
    reveal="Four if every line holds, five if only the certain ones do; print the range.",
    finds=("five texts, fewer sources",),
)


def _counts(case: Case) -> dict[str, object]:
    documents, links = case.documents, case.tables["links"]
    return {
        "fewest": len(families(documents, links, basis="internal")),
        "most": len(families(documents, links, basis="internal", certain=True)),
    }
