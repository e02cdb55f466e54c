"""One hand-in, judged: what grading hands to marks, gradebook, feedback and class picture."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.exercises import Essay, Exercise
from atodds.grading.judging import find_lesson, judge_content
from atodds.grading.notes import odd_things
from atodds.grading.recorded import read_hand_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from atodds.case import Case
    from atodds.grading.released import Released

ESSAY_COLUMNS = ["exercise", "text", "written", "max_points"]
LONGEST_ESSAY = 20_000


@dataclass(frozen=True)
class Graded:
    """What one learner's notebook of one lesson earned.

    Attributes
    ----------
    student
        Who handed it in, as the file or the folder says: a name, a number or a code.
    lesson
        The lesson's two digits.
    file
        The notebook that was read.
    digest
        SHA-256 of the file, in hexadecimal: the same digest, the same marks.
    marks
        One row per exercise, as `judge_notebook` gives it.
    essays
        One row per essay, as `written_answers` gives it.
    notes
        Sentences for the instructor about what was odd.
    reread
        The essays that a reader marked and that were changed since then.
    """

    student: str
    lesson: str
    file: Path
    digest: str
    marks: pd.DataFrame
    essays: pd.DataFrame
    notes: tuple[str, ...] = ()
    reread: tuple[str, ...] = ()


def grade_file(  # noqa: PLR0913 - what is judged, by what, held against what
    file: str | Path,
    student: str,
    exercises: Sequence[Exercise | Essay],
    load_case: Callable[[], Case],
    *,
    lesson: str = "",
    released: Mapping[str, Released] | None = None,
) -> Graded:
    """Judge one saved notebook of one student; no cell of it is executed.

    Parameters
    ----------
    file : str or Path
        The notebook that was handed in.
    student : str
        Whose it is.
    exercises : Sequence of Exercise or Essay
        The course's exercises; those of the notebook's lesson are judged.
    load_case : Callable
        Gives the case; called at most once.
    lesson : str
        The lesson's two digits; what the notebook itself says if not given.
    released : Mapping, optional
        The lessons that were handed out, as `read_released` gives them, for the notes.

    Returns
    -------
    Graded
        Marks, written answers and notes.

    Raises
    ------
    HandInError
        If the file is no notebook, or of no lesson that ``exercises`` knows.

    Examples
    --------
    >>> grade_file("essay.pdf", "ada", [], lambda: None)
    Traceback (most recent call last):
    ...
    atodds.grading.recorded.HandInError: essay.pdf: there is no such file; check the name.
    """
    path = Path(file)
    content = read_hand_in(path)
    lesson = lesson or find_lesson(content, exercises, path.name)
    marks = judge_content(content, lesson, exercises, load_case)
    essays = [one for one in exercises if isinstance(one, Essay) and one.lesson == lesson]
    written = written_answers(content, essays)
    handed_out = (released or {}).get(lesson)
    notes = odd_things(content, marks, kit=version("atodds"), released=handed_out)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Graded(student, lesson, path, digest, marks, written, notes)


def written_answers(content: dict[str, Any], essays: Sequence[Essay]) -> pd.DataFrame:
    """List what a notebook holds as the answer to each essay question.

    Parameters
    ----------
    content : dict
        What `read_hand_in` gave.
    essays : Sequence of Essay
        The essay questions of the notebook's lesson.

    Returns
    -------
    pandas.DataFrame
        One row per essay: ``exercise``, ``text`` (Markdown, cut at 20,000 characters),
        ``written`` (False where the starter still stands or nothing does), ``max_points``.

    Examples
    --------
    >>> written_answers({"cells": []}, []).columns.tolist()
    ['exercise', 'text', 'written', 'max_points']
    """
    cells = {_essay_of(cell): cell for cell in content["cells"]}
    rows = []
    for essay in essays:
        cell = cells.get(essay.id)
        text = _source(cell).strip() if cell else ""
        starter = cell["metadata"]["atodds"].get("starter") if cell else ""
        written = bool(text) and hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() != (
            starter
        )
        rows.append([essay.id, text[:LONGEST_ESSAY], written, float(essay.points)])
    return pd.DataFrame(rows, columns=ESSAY_COLUMNS)


def _essay_of(cell: object) -> str | None:
    """Return the number of the essay question that a cell answers, or None."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    about = metadata.get("atodds") if isinstance(metadata, dict) else None
    is_essay = isinstance(about, dict) and about.get("role") == "essay"
    exercise = about.get("exercise") if is_essay and isinstance(about, dict) else None
    return exercise if isinstance(exercise, str) else None


def _source(cell: dict[str, Any]) -> str:
    """Return a cell's text, which a notebook may store as a list of lines."""
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))
