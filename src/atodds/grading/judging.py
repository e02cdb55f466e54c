"""Judge recorded answers in a process that shares nothing with the learner's kernel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.exercises import Essay, judge_record
from atodds.grading.recorded import HandInError, answers_in, read_hand_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from atodds.case import Case
    from atodds.exercises import Exercise

COLUMNS = ["exercise", "points", "max_points", "verdict", "mistake", "hint", "answer"]


def judge_notebook(
    notebook: str | Path,
    exercises: Iterable[Exercise | Essay],
    load_case: Callable[[], Case],
) -> pd.DataFrame:
    """Judge the answers that a saved notebook holds; no cell of it is executed.

    Every exercise of the notebook's lesson has a row, so that a deleted check cell costs its
    points and nothing is passed over in silence.

    Parameters
    ----------
    notebook : str or Path
        The notebook that was handed in.
    exercises : Iterable of Exercise or Essay
        The course's exercises; those of the notebook's lesson are judged.
    load_case : Callable
        Gives the case; called at most once.

    Returns
    -------
    pandas.DataFrame
        ``exercise``, ``points`` (missing where a reader has to mark), ``max_points``,
        ``verdict`` (``right``, ``hint``, ``not yet``, ``not recorded`` or ``for a reader``),
        the name of the ``mistake``, the ``hint`` that answers it, and the ``answer`` itself
        (plain JSON data; None where none is recorded).

    Raises
    ------
    HandInError
        If the file is no notebook, or of no lesson that ``exercises`` knows.

    Examples
    --------
    >>> empty = getfixture("tmp_path") / "empty.ipynb"
    >>> _ = empty.write_text('{"nbformat": 4, "cells": []}')
    >>> judge_notebook(empty, [], lambda: None)
    Traceback (most recent call last):
    ...
    atodds.grading.recorded.HandInError: empty.ipynb: of no lesson of this course, and without
    recorded answers; ask which lesson it should be.
    """
    content = read_hand_in(notebook)
    course = list(exercises)
    lesson = find_lesson(content, course, Path(notebook).name)
    return judge_content(content, lesson, course, load_case)


def judge_content(
    content: dict[str, Any],
    lesson: str,
    exercises: Iterable[Exercise | Essay],
    load_case: Callable[[], Case],
) -> pd.DataFrame:
    """Judge the answers of a notebook already read.

    Parameters
    ----------
    content : dict
        What `read_hand_in` gave.
    lesson : str
        The lesson's two digits, as `find_lesson` gives them.
    exercises : Iterable of Exercise or Essay
        The course's exercises; those of the lesson are judged.
    load_case : Callable
        Gives the case; called at most once.

    Returns
    -------
    pandas.DataFrame
        As `judge_notebook` gives it.

    Examples
    --------
    >>> judge_content({"cells": []}, "06", [], lambda: None).columns.tolist()
    ['exercise', 'points', 'max_points', 'verdict', 'mistake', 'hint', 'answer']
    """
    answers = {row["exercise"]: row for row in answers_in(content).to_dict("records")}
    case: list[Case] = []
    rows = []
    for exercise in exercises:
        if exercise.lesson == lesson:
            found = answers.get(exercise.id)
            needs_case = found is not None and not found["problem"] and not case
            case += [load_case()] if needs_case else []
            rows.append(_judged(exercise, found, case[0] if case else None))
    return pd.DataFrame({column: [row[column] for row in rows] for column in COLUMNS})


def find_lesson(content: dict[str, Any], exercises: Iterable[Exercise | Essay], name: str) -> str:
    """Return the lesson that a notebook names, else that of its first known answer.

    Parameters
    ----------
    content : dict
        What `read_hand_in` gave.
    exercises : Iterable of Exercise or Essay
        The course's exercises.
    name : str
        The file's name, for the sentence that says what is missing.

    Returns
    -------
    str
        The lesson's two digits.

    Raises
    ------
    HandInError
        If it is of no lesson that ``exercises`` knows.

    Examples
    --------
    >>> find_lesson({"cells": []}, [], "empty.ipynb")
    Traceback (most recent call last):
    ...
    atodds.grading.recorded.HandInError: empty.ipynb: of no lesson of this course, and without
    recorded answers; ask which lesson it should be.
    """
    metadata = content.get("metadata")
    about = metadata.get("atodds") if isinstance(metadata, dict) else None
    named = about.get("lesson") if isinstance(about, dict) else None
    by_id = {exercise.id: exercise.lesson for exercise in exercises}
    candidates = [named, *(by_id.get(one) for one in answers_in(content)["exercise"])]
    lessons = set(by_id.values())
    found = next((one for one in candidates if isinstance(one, str) and one in lessons), "")
    if not found:
        remedy = "without recorded answers; ask which lesson it should be."
        raise HandInError(f"{name}: of no lesson of this course, and {remedy}")
    return found


def _judged(
    exercise: Exercise | Essay, found: dict[Any, Any] | None, case: Case | None
) -> dict[str, object]:
    row = {"exercise": exercise.id, "max_points": float(exercise.points), "mistake": "", "hint": ""}
    row["answer"] = found["answer"] if found is not None else None
    if isinstance(exercise, Essay):
        return row | {"points": float("nan"), "verdict": "for a reader"}
    if found is None or found["problem"] or case is None:
        hint = "No answer is recorded." if found is None else str(found["problem"])
        return row | {"points": 0.0, "verdict": "not recorded", "hint": hint}
    try:
        judged = judge_record(exercise, found["record"], case)
    # One exercise's own judge may meet an answer that it did not foresee: the others go on.
    except Exception as error:  # noqa: BLE001
        hint = f"Judging failed ({type(error).__name__}); mark this one by hand."
        return row | {"points": float("nan"), "verdict": "for a reader", "hint": hint}
    told = {"verdict": judged.verdict, "mistake": judged.mistake, "hint": judged.hint}
    return row | told | {"points": judged.score}
