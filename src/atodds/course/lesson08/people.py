"""Exercise 8.7: numbers of people who were killed or wounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.cells import printed
from atodds.course.lesson08.rows import (
    AMERICAN_COUNT,
    KYIVS_COUNT,
    LESSON,
    PRINT,
    SUM_OF_TWO,
)
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

THREE = (SUM_OF_TWO, KYIVS_COUNT, AMERICAN_COUNT)


def three_parties(case: Case) -> tuple[float, float, float]:
    """Return the three numbers of killed and wounded: one party's parts put together first.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    tuple of float
        South Korea's, Kyiv's, the American one.

    Examples
    --------
    >>> from atodds import load
    >>> three_parties(load("kursk"))
    (3000.0, 4000.0, 1200.0)
    >>> three_parties(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...C-k1...
    """
    one, other, third = (printed(case, name) for name in THREE)
    return one, other, third


# The sentences themselves stand in the lesson, above the form.
SENTENCES = {
    "mean": "sentence a",
    "sum": "sentence b",
    "most": "sentence c",
    "three": "sentence d",
}

whose = Exercise(
    id="8.7",
    lesson=LESSON,
    title="Whose losses, and what can be printed?",
    objective=PRINT,
    points=3,
    basis="internal",
    kind=Fields(
        "The dead and the wounded",
        {
            "counted": Choice(
                "Whose dead and wounded do the five texts put a number to?",
                options={
                    "both": "Russian and Ukrainian soldiers",
                    "north": "North Korean soldiers, nobody else",
                    "all": "soldiers and civilians",
                    "none": "nobody's",
                },
                confidence=False,
            ),
            "print": Choice("Which sentence can be printed?", options=SENTENCES, confidence=False),
        },
    ),
    ask="Look through the table, then choose.",
    expected=lambda _: {"counted": "north", "print": "three"},
    mistakes=(
        Mistake(
            "expects both sides",
            SameAs({"counted": "both"}),
            "One would expect it of five texts on a battle. Find the row: which one counts Russian "
            "or Ukrainian dead? Prisoners are not among them.",
        ),
        Mistake(
            "counts those who left",
            SameAs({"counted": "all"}),
            "Civilians stand in the table once, as people who had to leave. Is one of them counted "
            "as killed or wounded?",
        ),
        Mistake(
            "overlooks them",
            SameAs({"counted": "none"}),
            "Four rows of text C do. Look at the column “who is counted”.",
        ),
        Mistake(
            "averages three parties",
            SameAs({"print": "mean"}),
            "Three parties, three numbers, and this is none of them. Whom would you cite for it?",
        ),
        Mistake(
            "adds the same people",
            SameAs({"print": "sum"}),
            "All three speak of the same soldiers. Added up, a man is counted up to three times.",
        ),
        Mistake(
            "takes the largest",
            SameAs({"print": "most"}),
            "It keeps one speaker's number, drops the speaker, and leaves out the two who said "
            "less. Each of the three has something to gain: whose gain does your sentence serve?",
        ),
    ),
    right="Three interested parties, each with its own number, and the American one has no date: "
    "they stand side by side or not at all. And the texts count one nationality only. That no "
    "number is given for Russians, Ukrainians and civilians is silence, not zero.",
    nudge="take the table row by row; ask of each sentence who said it.",
    hints=(
        "Look for the words killed and wounded in the second column.",
        "In which sentence does every number have a speaker?",
    ),
    reveal="North Korean soldiers, nobody else; and the sentence that keeps three numbers with "
    "three speakers.",
    finds=("whose casualties",),
)
