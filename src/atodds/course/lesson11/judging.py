"""Judge a brief, or single sentences of one, by what its numbers have lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.exercises import Outcome
from atodds.figures.brief import NONE, NOTHING, check_brief

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from atodds.case import Case

# What is still to mend never earns all the points.
ALMOST = 0.9
TO_WRITE = (
    "write your brief into the cell above, save the notebook with Ctrl and S, "
    "and run the last two cells again."
)


def losses(text: str, case: Case) -> tuple[int, tuple[str, ...]]:
    """Return how many numbers of a text are whole, and what the others have lost.

    Parameters
    ----------
    text
        A brief, or one sentence of it.
    case
        The case whose figures are the ledger.

    Returns
    -------
    int
        How many numbers point to a row and have lost nothing.
    tuple of str
        What is missing, each thing once, in the order of `check_brief`.

    Examples
    --------
    >>> from atodds import load
    >>> losses("The fire took 40 containers [P-06].", load("harbour"))
    (0, ('the bound', 'the speaker', 'a date, or that there is none'))
    >>> losses("", load("harbour"))
    (0, ())
    """
    missing = check_brief(text, case)["missing"]
    lost = [one for cell in missing if cell != NOTHING for one in cell.split("; ")]
    return int((missing == NOTHING).sum()), tuple(dict.fromkeys(lost))


def judge_brief(text: object, case: Case, *, words_least: int, numbers_least: int) -> Outcome:
    """Judge a whole brief.

    Parameters
    ----------
    text
        What was recorded.
    case
        The case whose figures are the ledger.
    words_least, numbers_least
        How long it has to be, and how many of its numbers have to be whole.

    Returns
    -------
    Outcome
        Its answer holds ``words``, ``whole`` (numbers that lost nothing) and ``lost``.

    Examples
    --------
    >>> from atodds import load
    >>> judge_brief("", load("harbour"), words_least=5, numbers_least=1).state
    'untouched'
    >>> said = "Tomas Reyl counted fewer than 40 burned containers on 13 March [P-06]."
    >>> judge_brief(said, load("harbour"), words_least=5, numbers_least=1).state
    'right'
    >>> judge_brief(7, load("harbour"), words_least=5, numbers_least=1).state
    'unread'
    """
    if text is None or text in ("", {"$": "dots"}) or (isinstance(text, str) and not text.strip()):
        return Outcome("untouched", note=TO_WRITE)
    if not isinstance(text, str):
        return Outcome("unread", note=f"expected your brief as text. Or {TO_WRITE}")
    whole, lost = losses(text, case)
    found = {"words": len(text.split()), "whole": whole, "lost": lost}
    enough = found["words"] >= words_least and whole >= numbers_least
    if enough and not lost:
        return Outcome("right", 1.0, answer=found)
    numbers = len(check_brief(text, case))
    note = f"{whole} of your {numbers} numbers are whole."
    share = min(whole / max(numbers, numbers_least), found["words"] / words_least, ALMOST)
    return Outcome("other", share, note, found)


def judge_sentences(answer: object, case: Case, questions: Mapping[str, str]) -> Outcome:
    """Judge single sentences, one a field, each on a question of its own.

    Parameters
    ----------
    answer
        Field to sentence.
    case
        The case whose figures are the ledger.
    questions
        Field to the id of the question that its row must answer.

    Returns
    -------
    Outcome
        Its answer maps each field to what its sentence has lost; "a number" where there is
        none, "its question" where no marked row answers it.

    Examples
    --------
    >>> from atodds import load
    >>> said = {"boxes": "Tomas Reyl counted fewer than 40 burned containers on 13 March [P-06]."}
    >>> judge_sentences(said, load("harbour"), {"boxes": "containers"}).state
    'right'
    >>> judge_sentences(said, load("harbour"), {"boxes": "injured"}).answer
    {'boxes': ('its question',)}
    >>> judge_sentences({}, load("harbour"), {"boxes": "containers"}).note
    'write a sentence for boxes.'
    """
    given = answer if isinstance(answer, dict) else {}
    texts = {name: given.get(name) for name in questions}
    empty = [name for name, text in texts.items() if not isinstance(text, str) or not text.strip()]
    if empty:
        return Outcome("untouched", note=f"write a sentence for {', '.join(empty)}.")
    found = {name: _lost(str(texts[name]), case, question) for name, question in questions.items()}
    fits = sum(not lost for lost in found.values())
    if fits == len(found):
        return Outcome("right", 1.0, answer=found)
    again = "; ".join(f"{name} lacks {' and '.join(lost)}" for name, lost in found.items() if lost)
    note = f"{fits} of {len(found)} sentences are whole: {again}."
    return Outcome("other", fits / len(found), note, found)


def _lost(sentence: str, case: Case, question: str) -> tuple[str, ...]:
    table = check_brief(sentence, case)
    if table.empty:
        return ("a number",)
    marked = [row for row in table["row"] if row != NONE]
    whole, lost = losses(sentence, case)
    if whole and not lost and not case.figures.loc[marked, "question"].eq(question).any():
        return ("its question",)
    return lost


def lost(*things: str) -> Callable[[Any, Case], bool]:
    """Return a mistake's `when`: one of these things is missing somewhere.

    Parameters
    ----------
    *things
        What may be missing, as `check_brief` says it.

    Returns
    -------
    callable
        Of an answer, as one of the two judges above reads it, and the case.

    Examples
    --------
    >>> without_row = lost("a row")
    >>> without_row({"words": 9, "whole": 0, "lost": ("a row",)}, None)
    True
    >>> without_row({"boxes": (), "depth": ("the bound",)}, None)
    False
    >>> without_row("junk", None)
    False
    """

    def is_lost(answer: Any, _: Case) -> bool:  # noqa: ANN401 - of either judge
        if not isinstance(answer, dict):
            return False
        cells = [answer["lost"]] if "lost" in answer else list(answer.values())
        return any(one.startswith(things) for cell in cells for one in cell)

    return is_lost
