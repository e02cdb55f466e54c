"""What the questions were: a table for whoever shows a class its answers."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from atodds.exercises.answers import plain
from atodds.exercises.cases import case_for
from atodds.exercises.exercise import Essay, Exercise, say
from atodds.exercises.kinds import (
    CONFIDENCE,
    Choice,
    Fields,
    Interval,
    Kind,
    Rows,
    settle,
    words_of,
)

if TYPE_CHECKING:
    from atodds.case import Case

COLUMNS = ["lesson", "exercise", "title", "ask", "unscored", "part", "label", "key", "words"]
Part = tuple[str, str, str, str]


def list_questions(exercises: Iterable[Exercise | Essay], case: "Case") -> pd.DataFrame:
    """Return the words of the questions and of their options, without any answer.

    Parameters
    ----------
    exercises
        The course's exercises and essays.
    case
        The loaded case, from which some options come.

    Returns
    -------
    pandas.DataFrame
        One row an option, or one a part that has none: ``lesson``, ``exercise``, ``title``,
        ``ask``, ``unscored``, ``part`` (as an answer names it; empty for an undivided one),
        ``label``, ``key`` and ``words`` (empty for a part without options).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> case = SimpleNamespace(documents=["P", "Q"])
    >>> list_questions([count_the_origins], case)[["exercise", "part", "key"]].values.tolist()
    [['0.1', '', '']]
    >>> list_questions(["6.1"], case)
    Traceback (most recent call last):
    ...
    AttributeError: 'str' object has no attribute 'lesson'
    """
    rows = []
    for one in exercises:
        about = (one.lesson, one.id, one.title)
        if isinstance(one, Essay):
            rows.append((*about, "", False, "", "", "", ""))
            continue
        its_case = case_for(one, None, lambda: case)
        parts = [*_list_parts(settle(one.kind, its_case)), *_list_claims(one, its_case)]
        rows += [(*about, say(one.ask, its_case), one.unscored, *part) for part in parts]
    return pd.DataFrame(rows, columns=COLUMNS)


def _list_parts(kind: Kind) -> Iterator[Part]:
    if isinstance(kind, Fields):
        for name, part in kind.parts.items():
            options = words_of(part.options) if isinstance(part, Choice) else {}
            yield from _list_options(name, part.label, options)
    elif isinstance(kind, Choice):
        yield from _list_options("choice", kind.label, words_of(kind.options))
        if words_of(kind.reasons):
            yield from _list_options("reason", "Because", words_of(kind.reasons))
        if kind.confidence:
            yield from _list_options("confidence", "How sure are you?", CONFIDENCE)
    elif isinstance(kind, Rows):
        yield from _list_options("rows", kind.label, words_of(kind.options))
    else:
        yield from _list_options("", kind.label, {})
        if isinstance(kind, Interval) and kind.bounds:
            yield from _list_options("bound", "bound", {word: word for word in kind.bounds})


def _list_options(part: str, label: str, options: Mapping[str, str]) -> Iterator[Part]:
    for key, words in options.items() or [("", "")]:
        yield part, label, key, words


def _list_claims(exercise: Exercise, case: "Case") -> Iterator[Part]:
    """Name the claims that learners code, so that their codes can be read without the case."""
    kind = exercise.kind
    if not isinstance(kind, Rows) or "claim" not in kind.columns:
        return
    rows = plain(exercise.expected(case))
    for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
        claim = str(row.get("claim")) if isinstance(row, dict) else ""
        if claim in case.claims.index:
            yield claim, f"{number}. {case.row('claims', claim)['paraphrase']}", "", ""
