"""Keep marks in nbgrader's gradebook, and read them out of it again."""

from __future__ import annotations

import json
import os
import sysconfig
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import pandas as pd
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    SolutionCell,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from atodds.course import EXERCISES
from atodds.grading.course_folder import Course, CourseError, open_course, student_key
from atodds.grading.entries import (
    ESSAYS,
    ensure_assignment,
    exercise_of,
    make_entry,
    write_entries,
)
from atodds.grading.essay_page import scheme_cells
from atodds.grading.judged import judged_content
from atodds.grading.recorded import HandInError, read_hand_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from atodds.grading.entries import Entry
    from atodds.grading.graded import Graded

COLUMNS = ["student", "lesson", "exercise", "auto", "manual", "points", "max_points", "comment"]
ESSAY_GRADES = ["student", "lesson", "exercise", "points", "comment", "waits", "text"]
MARK_COLUMNS = ["student", "lesson", "exercise", "points", "comment"]
AT_ONCE = 100


def record_in_gradebook(
    course: Course | str | Path, graded: Iterable[Graded], *, db: str | None = None
) -> tuple[str, ...]:
    """Write judged hand-ins into a course's gradebook and folders, for formgrader to show.

    Doing it again changes nothing. What a person entered (a mark, a comment, extra credit, a
    flag) stays; an essay that was rewritten since it was marked waits for its reader again.

    Parameters
    ----------
    course : Course, str or Path
        A folder that `init_course` made.
    graded : Iterable of Graded
        Judged hand-ins; they are taken a hundred at a time, so there may be any number.
    db : str, optional
        The SQLAlchemy address of the gradebook, in place of the configured one.

    Returns
    -------
    tuple of str
        Sentences for the instructor about what could not be recorded as it should be.

    Raises
    ------
    CourseError
        If the folder is no course, its nbgrader would run learners' code, it lacks a lesson, or
        the gradebook cannot be opened. What was recorded before stays recorded.

    Examples
    --------
    >>> record_in_gradebook(getfixture("tmp_path"), [])
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: ...: this is no course folder...
    """
    place = _opened(course, db)
    waiting = iter(graded)
    released: dict[str, dict[str, Any]] = {}
    said: dict[str, None] = {}
    with open_gradebook(place) as gradebook:
        while some := list(islice(waiting, AT_ONCE)):
            for lesson in sorted({one.lesson for one in some} - released.keys()):
                released[lesson] = read_hand_in(place.source(lesson))
                ensure_assignment(gradebook, place.name_of(lesson), released[lesson])
            entries = [_entry(place, one) for one in some]
            said |= dict.fromkeys(write_entries(gradebook, entries))
            for one in some:
                said |= dict.fromkeys(_write_notebooks(place, one, released[one.lesson]))
    return tuple(said)


def read_gradebook(course: Course | str | Path, *, db: str | None = None) -> pd.DataFrame:
    """Read every mark of a course.

    Parameters
    ----------
    course : Course, str or Path
        A folder that `init_course` made.
    db : str, optional
        The SQLAlchemy address of the gradebook, in place of the configured one.

    Returns
    -------
    pandas.DataFrame
        One row per student and exercise: ``student`` (as `student_key` gives it), ``lesson``,
        ``exercise``, ``auto`` (points by machine), ``manual`` (points by a person), ``points``
        (the person's where there are any, extra credit added; missing where neither is),
        ``max_points``, ``comment`` (the person's) and ``waits`` (True where a person has to
        look).

    Raises
    ------
    CourseError
        If the folder is no course, or the gradebook cannot be opened.

    Examples
    --------
    >>> read_gradebook(getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: ...: this is no course folder...
    """
    place = _opened(course, db)
    with open_gradebook(place) as gradebook:
        grades = _read_grades(gradebook.db())
        said = _words_by_exercise(gradebook.db())
    rows = [
        [*key, *_scores(one), one.most, said.get((one.notebook, one.exercise), ""), one.waits]
        for key, one in _in_order(grades)
    ]
    made = pd.DataFrame(rows, columns=[*COLUMNS, "waits"])
    numbers = ["auto", "manual", "points", "max_points"]
    return made.astype(dict.fromkeys(numbers, float) | {"waits": bool})


def read_essay_grades(course: Course | str | Path, *, db: str | None = None) -> pd.DataFrame:
    """Read what concerns a person: every essay, and every other mark that a person gave.

    Parameters
    ----------
    course : Course, str or Path
        A folder that `init_course` made.
    db : str, optional
        The SQLAlchemy address of the gradebook, in place of the configured one.

    Returns
    -------
    pandas.DataFrame
        One row per student and exercise: ``student`` (as `student_key` gives it), ``lesson``,
        ``exercise``, ``points`` (the person's, extra credit added; missing where there are
        none), ``comment``, ``waits`` and ``text`` (a digest of the essay as it was recorded
        last; empty for other exercises).

    Raises
    ------
    CourseError
        If the folder is no course, or the gradebook cannot be opened.

    Examples
    --------
    >>> read_essay_grades(getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: ...: this is no course folder...
    """
    with open_gradebook(_opened(course, db)) as gradebook:
        session = gradebook.db()
        ESSAYS.create(session.connection(), checkfirst=True)
        digests = session.execute(select(ESSAYS.c.grade_id, ESSAYS.c.digest))
        texts = {grade: digest for grade, digest in digests}  # noqa: C416 - rows are no pairs
        by_hand = GradeCell.name.startswith("essay-") | Grade.manual_score.is_not(None)
        grades = _read_grades(session, by_hand)
        said = _words_by_exercise(session)
    rows = []
    for key, one in _in_order(grades):
        points = None if one.manual is None else one.manual + (one.extra or 0.0)
        comment = said.get((one.notebook, one.exercise), "")
        rows.append([*key, points, comment, one.waits, texts.get(one.id, "")])
    made = pd.DataFrame(rows, columns=ESSAY_GRADES)
    return made.astype({"points": float, "waits": bool})


def set_essay_marks(
    course: Course | str | Path, marks: pd.DataFrame, *, db: str | None = None
) -> int:
    """Enter marks that a person gave; all of them, or none.

    Parameters
    ----------
    course : Course, str or Path
        A folder that `init_course` made.
    marks : pandas.DataFrame
        One row per mark; needs ``student``, ``lesson``, ``exercise``, ``points`` (missing: the
        mark stays as it is) and ``comment`` (empty: the comment stays as it is).
    db : str, optional
        The SQLAlchemy address of the gradebook, in place of the configured one.

    Returns
    -------
    int
        How many marks or comments differ from what stood there.

    Raises
    ------
    CourseError
        With a sentence for each row that cannot be entered; then none is.

    Examples
    --------
    >>> set_essay_marks(getfixture("tmp_path"), pd.DataFrame({"student": ["ada"]}))
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: Marks need the columns student, lesson, exercise,
    points, comment; missing: lesson, exercise, points, comment.
    """
    missing = [column for column in MARK_COLUMNS if column not in marks.columns]
    if missing:
        needed = ", ".join(MARK_COLUMNS)
        raise CourseError(f"Marks need the columns {needed}; missing: {', '.join(missing)}.")
    wanted = [_wanted(row) for row in marks.to_dict("records")]
    with open_gradebook(_opened(course, db)) as gradebook:
        session = gradebook.db()
        grades = _read_grades(session)
        faults = [fault for row in wanted if (fault := _fault(row, grades))]
        if faults:
            raise CourseError("\n".join(faults))
        comments = {(one.notebook, one.exercise): one for one in _read_comments(session)}
        changed = 0
        for row in wanted:
            grade = grades[row.student, row.lesson, row.exercise]
            comment = comments.get((grade.notebook, grade.exercise))
            changed += _enter(session, row, grade, comment)
        session.commit()
    return changed


@contextmanager
def open_gradebook(course: Course) -> Iterator[Gradebook]:
    """Open a course's gradebook, or make it; it is closed at the end.

    Parameters
    ----------
    course : Course
        An open course.

    Yields
    ------
    nbgrader.api.Gradebook
        Ready for use.

    Raises
    ------
    CourseError
        If it cannot be opened; the address is told without its password.

    Examples
    --------
    >>> from pathlib import Path
    >>> with open_gradebook(Course(Path("us"), "us", "marks.db")) as gradebook:
    ...     pass
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: The gradebook cannot be opened (ArgumentError).
    Expected an SQLAlchemy address such as sqlite:///gradebook.db, found one that cannot be read.
    """
    # nbgrader starts a bare `alembic` when it makes a gradebook: it lies beside this Python.
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])
    found = "one that cannot be read"
    try:
        found = make_url(course.db).render_as_string(hide_password=True)
        with mock.patch.dict(os.environ, {"PATH": path}):
            gradebook = Gradebook(course.db, course.course_id)
    except (SQLAlchemyError, ImportError) as error:
        raise CourseError(
            f"The gradebook cannot be opened ({type(error).__name__}). Expected an SQLAlchemy "
            f"address such as sqlite:///gradebook.db, found {found}."
        ) from error
    with gradebook:
        yield gradebook


class _Mark(NamedTuple):
    """A mark that a person gave."""

    student: str
    lesson: str
    exercise: str
    points: object
    comment: str


class _GradeRow(NamedTuple):
    """A grade as the gradebook has it."""

    id: str
    notebook: str
    exercise: str
    auto: float | None
    manual: float | None
    extra: float | None
    waits: bool
    most: float


class _CommentRow(NamedTuple):
    """A comment of a person's as the gradebook has it."""

    id: str
    notebook: str
    exercise: str
    words: str | None


def _opened(course: Course | str | Path, db: str | None) -> Course:
    if isinstance(course, Course):
        return replace(course, db=db) if db else course
    return open_course(course, db=db)


def _entry(course: Course, graded: Graded) -> Entry:
    student, assignment = student_key(graded.student), course.name_of(graded.lesson)
    return make_entry(graded, student, assignment, _received(graded.file))


@cache
def _schemes(lesson: str) -> dict[str, str]:
    """Give the mark schemes of a lesson's essays."""
    return scheme_cells(one for one in EXERCISES if one.lesson == lesson)


def _received(file: Path) -> datetime | None:
    """Say when a file was written, in UTC without a zone, as nbgrader keeps times."""
    try:
        seconds = int(file.stat().st_mtime)
    except OSError:
        return None
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def _write_notebooks(course: Course, graded: Graded, released: dict[str, Any]) -> list[str]:
    """Put a hand-in, and the judged notebook made of it, where nbgrader looks for them."""
    try:
        content = read_hand_in(graded.file)
    except HandInError as error:
        return [f"{graded.student}: marks are in the gradebook, but no notebook. {error}"]
    schemes = _schemes(graded.lesson) if course.schemes else {}
    made = judged_content(content, graded.marks, released, schemes)
    judged = json.dumps(made, ensure_ascii=False)
    received = _received(graded.file)
    for step, data in (("submitted", graded.file.read_bytes()), ("autograded", judged.encode())):
        place = course.notebook(step, graded.student, graded.lesson)
        _write(place, data)
        if received is not None:
            _write(place.with_name("timestamp.txt"), f"{received} UTC\n".encode())
    return []


def _write(place: Path, data: bytes) -> None:
    """Write a file whole, or leave the old one; nbgrader keeps its files read-only."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{place.name}.part")
    unfinished.write_bytes(data)
    unfinished.replace(place)


def _read_grades(session: Session, *only: Any) -> dict[tuple[str, str, str], _GradeRow]:  # noqa: ANN401 - conditions of a query
    """Return grades by student, lesson and exercise: those that fit the conditions."""
    query = (
        select(
            SubmittedAssignment.student_id,
            Assignment.name,
            GradeCell.name,
            Grade.id,
            Grade.notebook_id,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
            GradeCell.max_score,
        )
        .select_from(Grade)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(*only)
    )
    found = {}
    for student, assignment, cell, grade, notebook, *rest in session.execute(query):
        exercise = exercise_of(cell)
        found[student, assignment[:2], exercise] = _GradeRow(grade, notebook, exercise, *rest)
    return found


def _read_comments(session: Session) -> list[_CommentRow]:
    query = (
        select(Comment.id, Comment.notebook_id, SolutionCell.name, Comment.manual_comment)
        .select_from(Comment)
        .join(SolutionCell, SolutionCell.id == Comment.cell_id)
    )
    return [
        _CommentRow(one, notebook, exercise_of(cell), words)
        for one, notebook, cell, words in session.execute(query)
    ]


def _words_by_exercise(session: Session) -> dict[tuple[str, str], str]:
    """Return what a person wrote, by notebook and exercise."""
    return {(one.notebook, one.exercise): one.words or "" for one in _read_comments(session)}


def _scores(grade: _GradeRow) -> tuple[float | None, float | None, float | None]:
    """Return points by machine, by a person, and what counts."""
    counts = grade.manual if grade.manual is not None else grade.auto
    extra = grade.extra or 0.0
    return grade.auto, grade.manual, counts + extra if counts is not None else None


def _in_order(
    grades: dict[tuple[str, str, str], _GradeRow],
) -> list[tuple[tuple[str, str, str], _GradeRow]]:
    """Return grades by lesson, student and number of the exercise."""

    def place(key: tuple[str, str, str]) -> tuple[str, str, list[int]]:
        student, lesson, exercise = key
        return lesson, student, [int(part) for part in exercise.split(".") if part.isdigit()]

    return sorted(grades.items(), key=lambda pair: place(pair[0]))


def _wanted(row: dict[Any, Any]) -> _Mark:
    given = row["comment"]
    comment = given.strip() if isinstance(given, str) else ""
    student = student_key(str(row["student"]))
    return _Mark(student, str(row["lesson"]), str(row["exercise"]), row["points"], comment)


def _fault(mark: _Mark, grades: dict[tuple[str, str, str], _GradeRow]) -> str:
    """Say why a mark cannot be entered, or nothing."""
    who = f"{mark.student}, exercise {mark.exercise}"
    grade = grades.get((mark.student, mark.lesson, mark.exercise))
    if grade is None:
        return f"{who}: the gradebook holds no such exercise of lesson {mark.lesson}."
    if pd.isna(mark.points):  # type: ignore[call-overload]
        return ""
    try:
        points = float(mark.points)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        points = -1.0
    fits = 0 <= points <= grade.most
    return "" if fits else f"{who}: expected 0 to {grade.most:g} points, found {mark.points!r}."


def _enter(session: Session, mark: _Mark, grade: _GradeRow, comment: _CommentRow | None) -> bool:
    """Enter one mark and its comment; tell whether anything differed."""
    changed = False
    points = None if pd.isna(mark.points) else float(mark.points)  # type: ignore[arg-type,call-overload]
    if points is not None and (points != grade.manual or grade.waits):
        given = {"manual_score": points, "needs_manual_grade": False}
        session.execute(update(Grade).where(Grade.id == grade.id).values(given))
        changed = True
    if comment is not None and mark.comment and mark.comment != comment.words:
        said = {"manual_comment": mark.comment}
        session.execute(update(Comment).where(Comment.id == comment.id).values(said))
        changed = True
    return changed
