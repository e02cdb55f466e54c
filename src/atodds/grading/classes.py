"""What only the instructor sees of a class: who handed in the same as somebody else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atodds.reconcile import expect_marks
from atodds.reconcile.hiding import Group, hide_small

if TYPE_CHECKING:
    from collections.abc import Iterable

SAME = ("lesson", "what", "exercises", "students")
# Fewer equal answers or words than these are no sign of anything; the class's page says so.
_FEWEST_ANSWERS = 3
_Same = tuple[str, str, str, tuple[str, ...]]
_FEWEST_WORDS = 8


def instructor_table(marks: pd.DataFrame, essays: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return who handed in the same as somebody else; for the instructor's eyes only.

    The same answers are no proof of copying: a class that learned well gives them. So only sets
    count in which at least one answer is not the right one, and in which at least three were
    recorded; and essays of at least eight words, compared without capitals, spaces and
    punctuation.

    Parameters
    ----------
    marks : DataFrame
        One row a learner and exercise, as `marks.csv` holds them.
    essays : DataFrame, optional
        One row a learner and essay: student, lesson, exercise, text, written.

    Returns
    -------
    DataFrame
        One row a group of two or more: `lesson`, `what` ("answers" or "essay"), `exercises`
        (with commas between) and `students` (a tuple).

    Raises
    ------
    TypeError, ValueError
        If a table is none of the kind.

    Examples
    --------
    >>> rows = [(who, "06", f"6.{n}", "hint" if n == 1 else "right", n)
    ...     for who in ("s1", "s2") for n in (1, 2, 3)]
    >>> marks = pd.DataFrame(rows, columns=["student", "lesson", "exercise", "verdict", "answer"])
    >>> instructor_table(marks).values.tolist()
    [['06', 'answers', '6.1, 6.2, 6.3', ('s1', 's2')]]
    >>> instructor_table(marks, pd.DataFrame({"text": ["My view"]}))
    Traceback (most recent call last):
    ...
    ValueError: Expected an essays table with the columns student, lesson, exercise, text and
    written, found the columns text. Give the essays.csv that `atodds grade` wrote.
    """
    rows = [*_same_answers(expect_marks(marks))]
    if essays is not None:
        rows += _same_essays(expect_essays(essays))
    found = pd.DataFrame(rows, columns=list(SAME))
    return found.sort_values(list(SAME), kind="stable").reset_index(drop=True)


def expect_essays(found: object) -> pd.DataFrame:
    """Return an essays table with its cells as text; refuse anything else.

    Parameters
    ----------
    found : object
        A table with student, lesson, exercise, text and written.

    Returns
    -------
    DataFrame
        The same; `written` as True and False, however a file spells them.

    Examples
    --------
    >>> row = {"student": 7, "lesson": "06", "exercise": "6.10", "text": "x", "written": "False"}
    >>> expect_essays(pd.DataFrame([row])).values.tolist()
    [['7', '06', '6.10', 'x', False]]
    >>> expect_essays("essays.csv")
    Traceback (most recent call last):
    ...
    TypeError: Expected an essays table, found str.
    """
    needed = ["student", "lesson", "exercise", "text", "written"]
    if not isinstance(found, pd.DataFrame):
        raise TypeError(f"Expected an essays table, found {type(found).__name__}.")
    if not set(needed) <= set(found.columns):
        has = ", ".join(map(str, found.columns)) or "of an empty table"
        raise ValueError(
            f"Expected an essays table with the columns {', '.join(needed[:-1])} and written, "
            f"found the columns {has}. Give the essays.csv that `atodds grade` wrote."
        )
    essays = found[needed].astype(object)
    essays = essays.where(essays.notna(), "").astype(str)
    essays["lesson"] = essays["lesson"].str.zfill(2)
    essays["written"] = essays["written"].str.casefold().isin(["true", "1", "yes"])
    return essays.drop_duplicates(["student", "exercise"], keep="last").reset_index(drop=True)


def count_same(same: pd.DataFrame, students: Iterable[str]) -> dict[str, str]:
    """Return, for the class's page, how many handed in the same as another: hidden under five.

    Parameters
    ----------
    same : DataFrame
        What `instructor_table` gave.
    students : iterable of str
        All of the class.

    Returns
    -------
    dict
        "answers" and "essay", each to a number in words; "not shown" where all are the same.

    Examples
    --------
    >>> class_of_30 = [f"s{n}" for n in range(30)]
    >>> same = pd.DataFrame([("06", "essay", "6.10", ("s1", "s2"))], columns=list(SAME))
    >>> count_same(same, class_of_30)
    {'answers': '0', 'essay': 'fewer than 5'}
    """
    everyone = np.array(sorted(set(students)), dtype=object)
    told = {}
    for what in ("answers", "essay"):
        groups = same.loc[same["what"] == what, "students"]
        among = {student for group in groups for student in group}
        held = np.isin(everyone.astype(str), sorted(among))
        first, _ = hide_small([Group(what, held), Group("all others", ~held, listed=False)])
        told[what] = first.words
    return told


def _same_answers(marks: pd.DataFrame) -> Iterable[_Same]:
    recorded = marks[~marks["verdict"].isin(["not recorded", "for a reader"])]
    sets: dict[tuple[str, str, str], list[str]] = {}
    for (lesson, student), rows in recorded.groupby(["lesson", "student"]):
        if len(rows) < _FEWEST_ANSWERS or (rows["verdict"] == "right").all():
            continue
        ordered = rows.sort_values("exercise")
        answers = json.dumps(ordered["answer"].tolist(), sort_keys=True, default=str)
        named = ", ".join(ordered["exercise"])
        sets.setdefault((str(lesson), named, answers), []).append(str(student))
    for (lesson, named, _), students in sets.items():
        if len(students) > 1:
            yield lesson, "answers", named, tuple(sorted(students))


def _same_essays(essays: pd.DataFrame) -> Iterable[_Same]:
    texts: dict[tuple[str, str, str], list[str]] = {}
    written = essays[essays["written"]]
    columns = ["lesson", "exercise", "text", "student"]
    for lesson, exercise, text, student in written[columns].itertuples(index=False, name=None):
        words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
        if len(words) >= _FEWEST_WORDS:
            texts.setdefault((lesson, exercise, " ".join(words)), []).append(student)
    for (lesson, exercise, _), students in texts.items():
        if len(students) > 1:
            yield lesson, "essay", exercise, tuple(sorted(students))
