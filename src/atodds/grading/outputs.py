"""What an instructor gives back and shows: a page for each learner, a page for the class."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from atodds.course import EXERCISES, load_case
from atodds.exercises import Essay
from atodds.exercises.questions import list_questions
from atodds.grading.class_page import bind_page, lesson_section
from atodds.grading.classes import SAME, instructor_table
from atodds.grading.essay_marks import feedback_rows
from atodds.grading.marks import class_tables, csv_cell
from atodds.grading.roll import read_entries
from atodds.work.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from atodds.grading.essay_marks import EssayMark
    from atodds.grading.graded import Graded
    from atodds.grading.released import Released

    Marks: TypeAlias = Mapping[tuple[str, str], EssayMark]


def write_feedback(
    graded: Iterable[Graded], folder: Path, names: Mapping[str, str], marks: Marks | None = None
) -> Iterator[Graded]:
    """Write each learner's page while the judged pass by.

    Parameters
    ----------
    graded : Iterable of Graded
        Judged hand-ins.
    folder : Path
        Where pages go, as ``NAME/LESSON.html``.
    names : Mapping
        Student to the name of their folder, as `page_folders` gives it for the whole class.
    marks : Mapping, optional
        Student and exercise to the mark of a reader.

    Yields
    ------
    Graded
        The same.

    Raises
    ------
    ModuleNotFoundError
        If the packages for instructors are not installed.

    Examples
    --------
    >>> list(write_feedback([], getfixture("tmp_path"), {}))
    []
    """
    # Needs a package that only instructors have.
    from atodds.grading.feedback import feedback_page  # noqa: PLC0415

    essays = {one.id: one for one in EXERCISES if isinstance(one, Essay)}
    for one in graded:
        own = [(marks or {}).get((one.student, name)) for name in one.marks["exercise"]]
        given = feedback_rows([mark for mark in own if mark], essays)
        place = folder / names[one.student] / f"{one.lesson}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(feedback_page(one, given), encoding="utf-8", errors="replace")
        yield one


def write_class(folder: Path, released: Mapping[str, Released]) -> None:
    """Write class.html to show, and same.csv, for the instructor alone, of who gave the same.

    They tell of the class that was judged last, read lesson by lesson from the journal: of a
    cohort, one lesson at a time is in memory.

    Parameters
    ----------
    folder : Path
        Where grading wrote to.
    released : Mapping
        Lesson to the lesson as it was handed out, for the titles.

    Raises
    ------
    ValueError
        If nothing was judged there.

    Examples
    --------
    >>> write_class(getfixture("tmp_path"), {})
    Traceback (most recent call last):
    ...
    ValueError: ...: this is no folder that `atodds grade` wrote to; judge the hand-ins first.
    """
    questions = list_questions(EXERCISES, load_case())
    sections, same = {}, [pd.DataFrame(columns=list(SAME))]
    for lesson, kept in read_entries(folder):
        marks, essays = class_tables(kept)
        if marks.empty:
            continue
        title = released[lesson].title if lesson in released else ""
        sections[lesson] = lesson_section(marks, essays, questions, title=title)
        same.append(instructor_table(marks, essays))
    write_whole(folder / "class.html", bind_page(sections).encode("utf-8", "replace"))
    cells = pd.concat(same).map(
        lambda cell: csv_cell(", ".join(cell) if isinstance(cell, tuple) else cell)
    )
    write_whole(folder / "same.csv", cells.to_csv(index=False).encode("utf-8-sig", "replace"))
