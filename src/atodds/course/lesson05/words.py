"""Exercise 5.7: one ancestor, two words for one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.choices import chose
from atodds.course.lesson05.rows import CHOICE, LESSON, NAMES_OF_THE_OPERATION
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    import pandas as pd

    from atodds.case import Case

# One "incursion" of C is a possible Russian one; one "invasion" stands inside a quotation.
FOREIGN = {"incursion": 1, "invasion": 1}


def count_words(case: Case) -> pd.DataFrame:
    """Return how often two texts of one family name the operation, and by which word.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    DataFrame
        One row a word and text: document, form, count, note.

    Examples
    --------
    >>> from atodds import load
    >>> count_words(load("kursk"))[["document", "form", "count"]].to_numpy().tolist()
    [['B', 'incursion', 4], ['C', 'incursion', 2], ['C', 'invasion', 5]]
    >>> len(count_words(load("harbour")))
    0
    """
    names = case.tables["names"]
    rows = names[
        names["entity"].eq(NAMES_OF_THE_OPERATION)
        & names["document"].isin(["B", "C"])
        & names["form"].isin(list(FOREIGN))
    ]
    return rows[["document", "form", "count", "note"]].reset_index(drop=True)


def own_voice(case: Case) -> dict[str, object]:
    """Return how often C names the operation in its own voice, and what follows from that.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        ``incursion``, ``invasion`` and the choice ``means``.

    Examples
    --------
    >>> from atodds import load
    >>> own_voice(load("kursk"))
    {'incursion': 1, 'invasion': 4, 'means': 'translator'}
    >>> own_voice(load("harbour"))
    Traceback (most recent call last):
        ...
    KeyError: 'incursion'
    """
    rows = count_words(case)
    counts = rows[rows["document"].eq("C")].set_index("form")["count"]
    own = {form: int(counts.loc[form]) - less for form, less in FOREIGN.items()}
    return {**own, "means": "translator"}


two_words = Exercise(
    id="5.7",
    lesson=LESSON,
    title="Invasion or incursion?",
    objective=CHOICE,
    points=3,
    basis="internal",
    kind=Fields(
        "The words of C, in its own voice",
        {
            "incursion": Number("“incursion”, for the Ukrainian operation"),
            "invasion": Number("“invasion”, for the Ukrainian operation"),
            "means": Choice(
                "Which explanation do you check first, before you speak of a side?",
                options={
                    "translator": "a translator's choice: C went into another language and back",
                    "stance": "C takes Russia's side",
                    "other stance": "B takes Ukraine's side",
                    "fact": "the two speak of different events",
                },
                confidence=False,
            ),
        },
    ),
    ask="Count C's words for the Ukrainian operation in its own voice. What may explain them?",
    expected=own_voice,
    mistakes=(
        Mistake(
            "counts the quotation",
            SameAs({"invasion": 5}),
            "One of these stands inside somebody's quotation. Whose word is it there?",
        ),
        Mistake(
            "counts a Russian step",
            SameAs({"incursion": 2}),
            "One of these is of a possible Russian step into Sumy. Leave it out.",
        ),
        Mistake(
            "reads a side into it",
            chose("means", "stance", "other stance"),
            "It may be so. What else lies between the two texts, by C's own credit line? "
            "The simpler explanation has to be shut out first.",
            example=lambda case: {**own_voice(case), "means": "stance"},
        ),
        Mistake(
            "two events",
            SameAs({"means": "fact"}),
            "Both tell of August 2024, of the same border and the same troops.",
        ),
    ),
    right="One ancestor, two words. In several languages one word serves for both, and a "
    "translator back into English has to choose. A word can be stance; here a road with two "
    "translations explains it as well, and one text's words alone cannot tell which.",
    nudge="read the notes of the table: which of the words are C's own?",
    hints=(
        "Take one from each of C's two counts.",
        "C's last line says how it came into English.",
    ),
    reveal="Once “incursion”, four times “invasion”; a translator's choice explains it.",
    finds=("invasion or incursion",),
)
