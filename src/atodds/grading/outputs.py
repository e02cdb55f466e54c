"""What an instructor gives back and shows: a page for each learner, a page for the class."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from atodds.course import EXERCISES, load_case
from atodds.exercises import Essay
from atodds.exercises.questions import list_questions
from atodds.grading.class_page import class_page
from atodds.grading.classes import instructor_table
from atodds.grading.course_folder import student_key
from atodds.grading.essay_marks import feedback_rows
from atodds.grading.graded import ESSAY_COLUMNS
from atodds.grading.marks import cell_text, csv_cell
from atodds.work.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from atodds.grading.essay_marks import EssayMark
    from atodds.grading.graded import Graded
    from atodds.grading.released import Released

    Marks: TypeAlias = Mapping[tuple[str, str], EssayMark]


def write_feedback(
    graded: Iterable[Graded], folder: Path, marks: Marks | None = None
) -> Iterator[Graded]:
    """Write each learner's page while the judged pass by.

    Parameters
    ----------
    graded : Iterable of Graded
        Judged hand-ins.
    folder : Path
        Where pages go, as ``STUDENT/LESSON.html``.
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
    >>> list(write_feedback([], getfixture("tmp_path")))
    []
    """
    # Needs a package that only instructors have.
    from atodds.grading.feedback import feedback_page  # noqa: PLC0415

    essays = {one.id: one for one in EXERCISES if isinstance(one, Essay)}
    for one in graded:
        own = [(marks or {}).get((one.student, name)) for name in one.marks["exercise"]]
        given = feedback_rows([mark for mark in own if mark], essays)
        place = folder / student_key(one.student) / f"{one.lesson}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(feedback_page(one, given), encoding="utf-8", errors="replace")
        yield one


class ClassFiles:
    """Collect what the class's page needs, and write class.html and same.csv.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> collected = ClassFiles()
    >>> collected.write(folder, pd.DataFrame(columns=["student", "lesson", "exercise", "verdict",
    ...     "answer"]), {})
    >>> sorted(path.name for path in folder.iterdir())
    ['class.html', 'same.csv']
    """

    def __init__(self) -> None:
        self._essays: list[list[object]] = []

    def follow(self, graded: Iterable[Graded]) -> Iterator[Graded]:
        """Note the essays while the judged pass by."""
        for one in graded:
            for row in one.essays.itertuples(index=False, name=None):
                self._essays.append([one.student, one.lesson, *row])
            yield one

    def write(self, folder: Path, marks: pd.DataFrame, released: Mapping[str, Released]) -> None:
        """Write the page to show, and the list, for the instructor alone, of who gave the same."""
        essays = pd.DataFrame(self._essays, columns=["student", "lesson", *ESSAY_COLUMNS])
        titles = {lesson: one.title for lesson, one in released.items()}
        questions = list_questions(EXERCISES, load_case())
        page = class_page(marks, essays, questions, titles=titles)
        write_whole(folder / "class.html", page.encode("utf-8", "replace"))
        same = instructor_table(marks, essays)
        same = same.map(lambda cell: csv_cell(", ".join(cell) if isinstance(cell, tuple) else cell))
        write_whole(folder / "same.csv", same.to_csv(index=False).encode("utf-8-sig", "replace"))


def read_marks(file: Path) -> pd.DataFrame:
    r"""Read marks.csv as it was before it was made safe for spreadsheets.

    Parameters
    ----------
    file : Path
        A ``marks.csv`` of ours.

    Returns
    -------
    pandas.DataFrame
        All cells as text; students by their own names.

    Examples
    --------
    >>> file = getfixture("tmp_path") / "marks.csv"
    >>> _ = file.write_text("student,lesson\n'=1+1,06\n")
    >>> read_marks(file).values.tolist()
    [['=1+1', '06']]
    """
    marks = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return marks.assign(student=marks["student"].map(cell_text))
