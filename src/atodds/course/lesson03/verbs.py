"""Exercise 3.7: verbs of saying, counted by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.course.lesson03.rows import LESSON, MARK, VERB_TEXT
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs
from atodds.reconcile import list_cues

if TYPE_CHECKING:
    import pandas as pd

    from atodds.case import Case


def counted_cues(case: Case) -> pd.DataFrame:
    """Count the cues of each text by side, and those with the word "claim" among them.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    DataFrame
        Index document and side; columns cues, claims.

    Examples
    --------
    >>> from atodds import load
    >>> counted_cues(load("kursk")).loc[("A", "Russia")].tolist()
    [3, 2]
    >>> counted_cues(load("harbour"))["claims"].sum()
    np.int64(0)
    """
    tables = [case.tables[name] for name in ("claims", "voices", "actors")]
    cues = list_cues(*tables)
    claim = cues["cue"].str.contains("claim", case=False)
    groups = cues.assign(claims=claim).groupby(["document", "side"])
    return groups.agg(cues=("cue", "size"), claims=("claims", "sum"))


def verb_counts(case: Case) -> dict[str, object]:
    """Return what exercise 3.7 asks for.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        russian, russian_claims, ukrainian_claims (counts of cues in text A), means.

    Examples
    --------
    >>> from atodds import load
    >>> verb_counts(load("kursk"))["ukrainian_claims"]
    0
    >>> verb_counts(load("harbour"))
    Traceback (most recent call last):
        ...
    KeyError: ...
    """
    table: Any = counted_cues(case)
    russian, ukrainian = (table.loc[(VERB_TEXT, side)] for side in ("Russia", "Ukraine"))
    return {
        "russian": int(russian["cues"]),
        "russian_claims": int(russian["claims"]),
        "ukrainian_claims": int(ukrainian["claims"]),
        "means": "hint",
    }


def _right(case: Case) -> str:
    table = counted_cues(case).groupby("side").sum()
    russian, ukrainian = table.loc["Russia"], table.loc["Ukraine"]
    return (
        "Two of three, and none. A count so small is a reason to look on. Over all five texts: "
        f"{russian['claims']} of {russian['cues']} cues of Russian speakers have the word, "
        f"{ukrainian['claims']} of {ukrainian['cues']} of Ukrainian ones; texts D and E never use "
        "it. “Claim” marks doubt, and doubt can be fair where a thing is in dispute. "
        "The same care for every side would be fairer."
    )


verbs = Exercise(
    id="3.7",
    lesson=LESSON,
    title="Who says, and who claims?",
    objective=MARK,
    points=4,
    basis="internal",
    kind=Fields(
        "Cues of text A",
        {
            "russian": Number("Cues of Russian speakers"),
            "russian_claims": Number("How many of these have “claim” in any form?"),
            "ukrainian_claims": Number(
                "Cues of Ukrainian speakers: how many of them have “claim”?"
            ),
            "means": Choice(
                "What can you print?",
                options={
                    "bias": "A takes a side.",
                    "hint": "A marks doubt for one side only, in a few places.",
                    "nothing": "Nothing: words of saying are all alike.",
                    "false": "What Moscow says in A is false.",
                },
                confidence=False,
            ),
        },
    ),
    ask="Count in the table, and choose what the counts allow.",
    expected=verb_counts,
    mistakes=(
        Mistake(
            "counts statements",
            lambda answer, _: isinstance(answer, dict) and answer.get("russian_claims") == 3,
            "One cue of A introduces two statements. Here a cue counts once, wherever it stands. "
            "How many rows have the word?",
            example={"russian": 4, "russian_claims": 3, "ukrainian_claims": 0, "means": "hint"},
        ),
        Mistake(
            "counts all cues of a side",
            lambda answer, _: (
                isinstance(answer, dict)
                and isinstance(answer.get("ukrainian_claims"), int | float)
                and answer["ukrainian_claims"] > 0
            ),
            "Go through Ukraine's rows once more. “Said” and “hoped” are cues too: "
            "in how many of them do you read the word “claim” itself?",
            example={"russian": 3, "russian_claims": 2, "ukrainian_claims": 13, "means": "hint"},
        ),
        Mistake(
            "a verdict on the paper",
            SameAs({"means": "bias"}),
            "Perhaps. How many cues would you want to count before you print that about somebody? "
            "And were the two sides' statements equally in dispute?",
        ),
        Mistake(
            "all alike",
            SameAs({"means": "nothing"}),
            "Read the row aloud with “said”, then with “claims”. Do you trust it as much each "
            "time?",
        ),
        Mistake(
            "doubted, so untrue",
            SameAs({"means": "false"}),
            "“Claim” tells how the writer hands the statement on. "
            "Which row tells how the ground looked?",
        ),
    ),
    right=_right,
    nudge="take the column “side”, and count the rows of each side that have “claim” in the cue.",
    hints=(
        "Moscow, the Kremlin and Putin are the Russian speakers.",
        "“Moscow claims” and “Kremlin claiming” have the word.",
    ),
    reveal="Three Russian cues, two of them with “claim”; none on the Ukrainian side. "
    "A marks doubt for one side only, in a few places.",
)
