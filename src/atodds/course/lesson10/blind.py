"""Exercise 10.2: eight statements, graded without knowing the outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.course.lesson10.rows import (
    BLOG_LABEL,
    FIGHTING,
    FOUGHT,
    GRADE,
    LESSON,
    PIPELINE,
    RETAKEN,
    SITE_LABEL,
    STILL_HELD,
    SWAPS,
    TOWN_LOST,
    UNSTABLE,
)
from atodds.exercises import Exercise, Mistake, Outcome, Rows
from atodds.reconcile import read_source, read_statement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from atodds.case import Case

Grades = dict[str, tuple[str, int]]
# What one careful reader gave: an example for the solved edition, and no key.
EXAMPLE: Mapping[str, tuple[str, int]] = {
    FIGHTING: ("C", 3),
    PIPELINE: ("F", 2),
    STILL_HELD: ("C", 2),
    FOUGHT: ("C", 1),
    SWAPS: ("F", 6),
    TOWN_LOST: ("B", 2),
    UNSTABLE: ("B", 2),
    RETAKEN: ("C", 2),
}


def blind_round(case: Case) -> pd.DataFrame:
    """Return the eight statements of the blind round, in our words, with whom the text cites.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    DataFrame
        One row a statement: claim, says, cited (as the text describes the source; missing where
        it cites nobody), beside (what else the texts hold on it).

    Examples
    --------
    >>> from atodds import load
    >>> blind_round(load("kursk"))["cited"].isna().sum()
    np.int64(1)
    >>> blind_round(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...A-c43...
    """
    site = case.row("claims", SITE_LABEL)["exact"]
    blog = case.row("claims", BLOG_LABEL)["exact"]
    rows = [
        (
            FIGHTING,
            "His troops are still fighting in the town and around it.",
            "the commander of Ukraine's army, by name",
            (
                "The other side says that it holds the town again. A third party has fighting "
                "on the outskirts."
            ),
        ),
        (
            PIPELINE,
            "Six hundred Russian soldiers went through a gas pipeline and struck from behind.",
            None,
            (
                "A second text has the same number, and much else in the same order. A third "
                "has the pipeline and no number."
            ),
        ),
        (
            STILL_HELD,
            "Ukraine still controls more than 420 square kilometres.",
            f"a military blog with “{blog}”",
            "The other side's ministry has 1,268 taken and 801 won back. That would leave 467.",
        ),
        (
            FOUGHT,
            "North Korean soldiers took part in the fighting, on Russia's side.",
            "the head of Russia's General Staff, by name",
            "The other side and its allies had said so for months. His own side had not.",
        ),
        (
            SWAPS,
            "Putin is open to exchanging some territory.",
            (
                "people said to know what is discussed in the Kremlin, unnamed, by way of a news "
                "agency"
            ),
            "No other text has it.",
        ),
        (
            TOWN_LOST,
            "Ukraine is no longer in control of the town.",
            f"an “{site}”, from its map",
            "One side says that it holds the town again; the other says that it fights on there.",
        ),
        (
            UNSTABLE,
            "As the ground held by Ukraine shrank, it became harder and harder to hold.",
            "an analyst of a research institute, by name",
            "A second text says much the same in its own voice. It goes back to the same agency.",
        ),
        (
            RETAKEN,
            "Russian forces have retaken control of the town.",
            "the Kremlin",
            "A third party's map agrees. The other side says that it fights on there.",
        ),
    ]
    return pd.DataFrame(rows, columns=["claim", "says", "cited", "beside"])


def open_round(case: Case) -> pd.DataFrame:
    """Return who spoke in the blind round: the list that stays sealed until all is graded.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    DataFrame
        One row a statement: statement (its number), text, source (by name, last step first).

    Examples
    --------
    >>> from atodds import load
    >>> open_round(load("kursk"))["text"].tolist()
    ['A', 'B', 'E', 'C', 'E', 'A', 'C', 'A']
    >>> open_round(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...A-c43...
    """
    claims = blind_round(case)["claim"].tolist()
    texts = [case.row("claims", claim)["document"] for claim in claims]
    sources = [" / ".join(reversed(list_speakers(case, claim))) or "nobody" for claim in claims]
    numbers = range(1, len(claims) + 1)
    return pd.DataFrame({"statement": numbers, "text": texts, "source": sources})


def list_speakers(case: Case, claim: str) -> list[str]:
    """Return the names of those whom a text cites for a claim, step by step.

    Parameters
    ----------
    case
        The case.
    claim
        The claim's id.

    Returns
    -------
    list of str
        Empty where the text speaks in its own voice.

    Examples
    --------
    >>> from atodds import load
    >>> list_speakers(load("harbour"), "R-c03")
    ['Northline, a news agency', 'the harbour office']
    >>> list_speakers(load("harbour"), "P-c04")
    []
    """
    steps = case.voices[case.voices["claim"] == claim].sort_values("step")
    return [str(case.row("actors", actor)["name"]) for actor in steps["actor"]]


def _example(_: Case) -> list[dict[str, object]]:
    return _as_rows(EXAMPLE)


def _as_rows(grades: Mapping[str, tuple[str, int]]) -> list[dict[str, object]]:
    return [
        {"claim": claim, "source": source, "statement": statement}
        for claim, (source, statement) in grades.items()
    ]


def _changed(**changes: tuple[str, int]) -> Callable[[Case], list[dict[str, object]]]:
    return lambda _: _as_rows({**EXAMPLE, **changes})


def judge_blind(answer: object, expected: object) -> Outcome:
    """Judge a blind round: all graded, and nothing that the cards rule out.

    Grades are judgements, and most of them may be argued either way. Two cannot: who cites
    nobody shows no source that could be graded, and what nobody else says is not confirmed.

    Parameters
    ----------
    answer
        Rows with claim, source and statement; or a mapping that holds them under `rows`.
    expected
        Rows that name the claims.

    Returns
    -------
    Outcome
        "right" where every claim has both grades and none is ruled out.

    Examples
    --------
    >>> judge_blind(_as_rows(EXAMPLE), _as_rows(EXAMPLE)).state
    'right'
    >>> judge_blind([], _as_rows(EXAMPLE)).state
    'untouched'
    >>> judge_blind("junk", _as_rows(EXAMPLE)).note
    'expected the Rater of this exercise; pass it to check.'
    """
    if answer in ([], {"rows": []}, {"$": "dots"}, None, ""):
        return Outcome("untouched", note="grade the statements first.")
    grades = _read(answer)
    if grades is None:
        return Outcome("unread", note="expected the Rater of this exercise; pass it to check.")
    claims = [row["claim"] for row in expected] if isinstance(expected, list) else []
    full = {claim: grades[claim] for claim in claims if claim in grades}
    if not full:
        return Outcome("untouched", note="grade the statements first.")
    fits = sum(not _ruled_out(claim, *pair) for claim, pair in full.items())
    share = fits / len(claims)
    if share == 1 and not _is_uniform(full):
        return Outcome("right", 1.0, answer=full)
    note = "" if len(full) == len(claims) else f"{len(full)} of {len(claims)} have both grades."
    return Outcome("other", min(share, 0.9), note, full)


def _read(answer: object) -> Grades | None:
    rows = answer.get("rows") if isinstance(answer, dict) else answer
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    found: Grades = {}
    for row in rows:
        if "claim" not in row:
            return None
        try:
            pair = read_source(row.get("source")), read_statement(row.get("statement"))
        except ValueError:
            continue
        found[str(row["claim"])] = pair
    return found


def _ruled_out(claim: str, source: str, statement: int) -> bool:
    if claim == PIPELINE:
        return source != "F"
    return claim == SWAPS and (source == "A" or statement == 1)


def _is_uniform(grades: Any) -> bool:  # noqa: ANN401 - an answer may be anything
    return isinstance(grades, dict) and len(grades) > 1 and len(set(grades.values())) == 1


def _gave(answer: object, claim: str) -> tuple[str, int] | None:
    return answer.get(claim) if isinstance(answer, dict) else None


blind = Exercise(
    id="10.2",
    lesson=LESSON,
    title="How do you grade eight statements?",
    objective=GRADE,
    points=4,
    basis="internal",
    kind=Rows("Grades", columns=("claim", "source", "statement")),
    ask="Grade each statement twice: the source from A to F, the statement from 1 to 6.",
    expected=_example,
    mistakes=(
        Mistake(
            "one pair for all",
            lambda answer, _: _is_uniform(answer),
            "All have the same two grades. Is the commander as far from the matter as the "
            "unnamed people? Take two cards that differ and begin there.",
            example=lambda _: _as_rows(dict.fromkeys(EXAMPLE, ("F", 6))),
        ),
        Mistake(
            "a grade for nobody",
            lambda answer, _: (
                (pair := _gave(answer, PIPELINE)) is not None and _ruled_out(PIPELINE, *pair)
            ),
            "In statement 2 nobody is cited, and you do not know whose text it is. "
            "Which letter says that there is nothing to go by?",
            example=_changed(**{PIPELINE: ("B", 2)}),
        ),
        Mistake(
            "sure of the unnamed",
            lambda answer, _: (
                (pair := _gave(answer, SWAPS)) is not None and _ruled_out(SWAPS, *pair)
            ),
            "Look at statement 5 again: who would have to confirm it, and has anybody? "
            "And how would you know the record of people without a name?",
            example=_changed(**{SWAPS: ("A", 1)}),
        ),
    ),
    right="All are graded, and nothing is settled: most of these grades can be argued either way. "
    "Keep your reasons in mind, you will need them.",
    nudge="give every statement both grades.",
    hints=(
        "F and 6 are no insults: they say that you have nothing to judge by.",
        "Grade the eight letters first, going down; then cover them and grade the eight numbers.",
    ),
    reveal="One careful reader gave C3, F2, C2, C1, F6, B2, B2, C2. Only the F of statement 2 is "
    "not open to argument.",
    judge=judge_blind,
)
