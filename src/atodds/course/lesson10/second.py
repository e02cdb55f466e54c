"""Exercise 10.8: a second coder, and one disagreement to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atodds.course.lesson10.rows import LESSON, MAY_HAVE, PROVES, chosen
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs
from atodds.reconcile import measure_agreement

if TYPE_CHECKING:
    from atodds.case import Case

# Twelve of the forty claims of the second coding, which was blind and model-assisted; a test
# compares them with its file. Five of its seven disagreements are among them.
SECOND = {
    MAY_HAVE: "reported",
    "A-c56": "possible",
    "B-c23": "reported",
    "B-c45": "denied",
    "B-c50": "reported",
    "C-c28": "reported",
    "C-c37": "hoped",
    "C-c63": "reported",
    "C-c70": "denied",
    "C-c73": "expected",
    "D-c13": "reported",
    "D-c28": "planned",
}


def two_codings(case: Case) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return two codings of how far a text commits itself, twelve claims each.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    (DataFrame, DataFrame)
        The coding of the package and the second one; one row a claim: claim, modality.

    Examples
    --------
    >>> from atodds import load
    >>> [len(coding) for coding in two_codings(load("kursk"))]
    [12, 12]
    >>> two_codings(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...A-c47...
    """
    claims = list(SECOND)
    first = [str(case.row("claims", claim)["modality"]) for claim in claims]
    second = list(SECOND.values())
    one, two = (pd.DataFrame({"claim": claims, "modality": codes}) for codes in (first, second))
    return one, two


def coded_twice(case: Case) -> pd.DataFrame:
    """Return the twelve claims with both codes, to be read side by side.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    DataFrame
        One row a claim: claim, says (our words), words (the text's, if any), first, second.

    Examples
    --------
    >>> from atodds import load
    >>> list(coded_twice(load("kursk")))
    ['claim', 'says', 'words', 'first', 'second']
    >>> coded_twice(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...A-c47...
    """
    first, second = two_codings(case)
    rows = [case.row("claims", claim) for claim in first["claim"]]
    return pd.DataFrame(
        {
            "claim": first["claim"],
            "says": [row["paraphrase"] for row in rows],
            "words": [row["exact"] if pd.notna(row["exact"]) else "(none quoted)" for row in rows],
            "first": first["modality"],
            "second": second["modality"],
        }
    )


def _same(case: Case) -> int:
    found = measure_agreement(*two_codings(case), by=["claim"], variables=["modality"])
    return int(found["same"].iloc[0])


second = Exercise(
    id="10.8",
    lesson=LESSON,
    title="Do two coders agree?",
    objective=PROVES,
    points=4,
    basis="internal",
    kind=Fields(
        "Two codings of twelve statements",
        {
            "same": Number("In how many rows do both have the same code?"),
            "chance": Choice(
                "Suppose that neither had read a word, and both drew codes from a hat. "
                "In how many rows would they agree?",
                options={
                    "none": "in none: who has not read cannot agree",
                    "chance": "in some, by chance",
                    "half": "in half: a row is the same or it is not",
                },
                confidence=False,
            ),
            "settle": Choice(
                "A-c47, “may have contributed”: possible, or reported?",
                options={
                    "first": "possible: the first coding is the kit's own",
                    "second": "reported: the second coder had fresh eyes",
                    "rule": "both are true of it: the codebook has to say which comes first, or "
                    "have two columns",
                    "third": "a third coder decides, two against one",
                },
                confidence=False,
            ),
        },
    ),
    ask="Count the rows with one code, think of chance, and settle one row.",
    expected=lambda case: {"same": _same(case), "chance": "chance", "settle": "rule"},
    mistakes=(
        Mistake(
            "counts the others",
            SameAs(lambda case: {"same": len(SECOND) - _same(case)}),
            "Those are the rows in which they differ. Count the others.",
        ),
        Mistake(
            "settled by rank",
            lambda answer, _: bool(chosen(answer, "settle") & {"first", "second"}),
            "That is settled by who, and not by what. Read the words again: somebody said it, and "
            "said that it may be. Which of the two is then untrue?",
            example={"settle": "first"},
        ),
        Mistake(
            "settled by a vote",
            SameAs({"settle": "third"}),
            "Three could vote, and the next row of this sort would need a vote again. "
            "What do the two see that the column has no room for?",
        ),
        Mistake(
            "two outcomes, even chances",
            SameAs({"chance": "half"}),
            "Two outcomes need not be equally likely. There are many codes in the hat: "
            "once the first hand has one, how likely is it that the second draws the same?",
        ),
        Mistake(
            "no reading, no agreement",
            SameAs({"chance": "none"}),
            "Two hands, one hat, twelve draws. Is it certain that they never draw the same?",
        ),
    ),
    right="Seven of twelve; some of the seven may be luck. A disagreement is a question to the "
    "codebook: here one column asks two things, whether somebody is cited and how sure they are. "
    "Most of the five rows have that shape.",
    nudge="count first; then read the words of A-c47 aloud.",
    hints=(
        "Go down the two last columns with a finger.",
        "Somebody said it (reported) that it may be so (possible).",
    ),
    reveal="7 rows; chance would match some too; and a rule settles the row, since both codes fit.",
)
