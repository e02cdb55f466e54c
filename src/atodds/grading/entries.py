"""Write hand-ins into nbgrader's tables, many at once; what a person entered is never touched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from nbformat import from_dict
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.utils import compute_checksum, is_locked
from sqlalchemy import Column, MetaData, String, Table, bindparam, select

from atodds.grading.essay_marks import digest_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from nbgrader.api import Gradebook
    from sqlalchemy.orm import Session

    from atodds.grading.graded import Graded

NO_RESPONSE = "No response."
# What nbgrader's column for a name holds.
LONGEST_NAME = 128
# What was last marked, so that a changed essay goes back to its reader: nbgrader has no column
# for it. The table stands beside nbgrader's own and refers to its grades.
ESSAYS = Table(
    "atodds_essay",
    MetaData(),
    Column("grade_id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False),
)


@dataclass(frozen=True)
class Entry:
    """One hand-in as the gradebook takes it.

    Attributes
    ----------
    student, assignment
        As nbgrader names them.
    received
        When it came, in UTC without a zone; None leaves the time as it is.
    points
        Exercise to its points by machine; None where a person has to mark.
    comments
        Exercise to the words that a learner may read.
    essays
        Essay question to a digest of its text.
    name
        The student's own name, where nbgrader has to call them otherwise; else empty.
    """

    student: str
    assignment: str
    received: datetime | None
    points: Mapping[str, float | None]
    comments: Mapping[str, str]
    essays: Mapping[str, str]
    name: str = ""


class _Cells(NamedTuple):
    """The graded and the commented cells of one assignment, by exercise."""

    assignment: str
    notebook: str
    grades: dict[str, tuple[str, float]]
    comments: dict[str, str]


class _Old(NamedTuple):
    """A grade as the gradebook has it."""

    id: str
    auto: float | None
    manual: float | None
    waits: bool
    digest: str | None


def make_entry(
    graded: Graded, student: str, assignment: str, received: datetime | None = None
) -> Entry:
    """Turn a judged hand-in into what the gradebook takes.

    Parameters
    ----------
    graded : Graded
        One judged hand-in.
    student, assignment : str
        As nbgrader names them.
    received : datetime, optional
        When it came, in UTC without a zone.

    Returns
    -------
    Entry
        An essay that nobody wrote has no points; one that was written waits for a reader.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from atodds.grading import Graded
    >>> row = {"exercise": "6.1", "points": 2.0, "verdict": "right", "hint": "So it is."}
    >>> essay = {"exercise": "6.2", "text": "", "written": False}
    >>> tables = pd.DataFrame([row]), pd.DataFrame([essay])
    >>> made = make_entry(Graded("ada", "06", Path("a"), "0", *tables), "ada", "06-number")
    >>> made.points, made.comments
    ({'6.1': 2.0, '6.2': 0.0}, {'6.1': 'So it is.', '6.2': 'No response.'})
    """
    points: dict[str, float | None] = {}
    comments: dict[str, str] = {}
    for row in graded.marks.to_dict("records"):
        # Only a missing number differs from itself.
        points[row["exercise"]] = float(row["points"]) if row["points"] == row["points"] else None
        comments[row["exercise"]] = str(row["hint"])
    essays: dict[str, str] = {}
    for row in graded.essays.to_dict("records"):
        points[row["exercise"]] = None if row["written"] else 0.0
        comments[row["exercise"]] = "" if row["written"] else NO_RESPONSE
        essays[row["exercise"]] = digest_text(row["text"])
    name = graded.student if graded.student != student else ""
    return Entry(student, assignment, received, points, comments, essays, name)


def write_entries(gradebook: Gradebook, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Write some hand-ins in one transaction; the last of several of one student counts.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
        It knows the assignments already; see `ensure_assignment`.
    entries : Iterable of Entry
        A few hundred at most, for they are held in memory.

    Returns
    -------
    tuple of str
        A sentence for each exercise that the gradebook has no cell for.
    """
    session: Session = gradebook.db()
    latest = {(entry.assignment, entry.student): entry for entry in entries}
    by_assignment: dict[str, list[Entry]] = {}
    for entry in latest.values():
        by_assignment.setdefault(entry.assignment, []).append(entry)
    _add_students(session, {entry.student: entry.name for entry in latest.values()})
    said: set[str] = set()
    for assignment, group in by_assignment.items():
        cells = _read_cells(session, assignment)
        said |= {
            f"{assignment}: the gradebook has no cell for exercise {exercise}; its points are "
            "in marks.csv alone. The lesson in 'source' is of another version of the kit."
            for entry in group
            for exercise in entry.points
            if exercise not in cells.grades
        }
        notebooks = _add_submissions(session, cells, group)
        _write_grades(session, cells, group, notebooks)
        _write_comments(session, cells, group, notebooks)
    session.commit()
    return tuple(sorted(said))


def ensure_assignment(gradebook: Gradebook, name: str, released: dict[str, Any]) -> None:
    """Make a lesson known to the gradebook, as `nbgrader generate_assignment` would.

    Cells that are new since then are added; none is removed, for marks may hang on it.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
        Open.
    name : str
        The lesson's folder in ``source``, and its notebook's name.
    released : dict
        The notebook that learners were given.
    """
    session: Session = gradebook.db()
    ESSAYS.create(session.connection(), checkfirst=True)
    assignment = gradebook.update_or_create_assignment(name)
    known = session.scalars(
        select(Notebook).where(Notebook.assignment_id == assignment.id, Notebook.name == name)
    ).one_or_none()
    kernel = json.dumps(released["metadata"].get("kernelspec", {}))
    notebook = known or Notebook(name=name, assignment=assignment, kernelspec=kernel)
    held = {kind: {cell.name: cell for cell in getattr(notebook, kind)} for kind in _KINDS}
    for cell in from_dict(released["cells"]):
        if "nbgrader" in cell.metadata:
            _ensure_cell(session, notebook, held, cell)
    session.add(notebook)
    session.commit()


_KINDS = ("grade_cells", "solution_cells", "source_cells")


def _ensure_cell(session: Session, notebook: Notebook, held: dict[str, Any], cell: Any) -> None:  # noqa: ANN401 - a cell of a notebook
    about = cell.metadata.nbgrader
    name, kind = about.grade_id, cell.cell_type
    cell.source = "".join(cell.source)
    if about.grade:
        points = float(about.points)
        if name not in held["grade_cells"]:
            session.add(GradeCell(name=name, notebook=notebook, max_score=points, cell_type=kind))
        else:
            held["grade_cells"][name].max_score = points
    if about.solution and name not in held["solution_cells"]:
        session.add(SolutionCell(name=name, notebook=notebook))
    if name not in held["source_cells"]:
        text = {"source": cell.source, "checksum": compute_checksum(cell)}
        locked = bool(is_locked(cell))
        session.add(SourceCell(name=name, notebook=notebook, cell_type=kind, locked=locked, **text))


def exercise_of(cell: str) -> str:
    """Return the exercise that a graded cell belongs to, by nbgrader's name of the cell.

    Parameters
    ----------
    cell : str
        Such as ``check-6-10``.

    Returns
    -------
    str
        Such as ``6.10``.

    Examples
    --------
    >>> exercise_of("check-6-10"), exercise_of("essay-6-2")
    ('6.10', '6.2')
    """
    return cell.partition("-")[2].replace("-", ".")


def _add_students(session: Session, students: Mapping[str, str]) -> None:
    """Add the students that are new, and each one's name where there is none.

    Whole, as the last name: nobody can tell where a name is to be parted. Formgrader shows a
    name only where there is a first one too, be it empty.
    """
    query = select(Student.id, Student.last_name, Student.first_name)
    found = session.execute(query.where(Student.id.in_(list(students))))
    known = {one: bool(last or first) for one, last, first in found}
    new = sorted(student for student in students if student not in known)
    _insert(session, Student, [{"id": student} for student in new])
    named = [
        {"key": student, "last_name": name[:LONGEST_NAME], "first_name": ""}
        for student, name in students.items()
        if name and not known.get(student)
    ]
    _update(session, Student, named)


def _read_cells(session: Session, assignment: str) -> _Cells:
    query = (
        select(Notebook.id, Assignment.id)
        .join(Assignment, Assignment.id == Notebook.assignment_id)
        .where(Assignment.name == assignment, Notebook.name == assignment)
    )
    notebook, assignment_id = session.execute(query).one()
    graded = session.execute(
        select(GradeCell.name, GradeCell.id, GradeCell.max_score).where(
            GradeCell.notebook_id == notebook
        )
    )
    solved = session.execute(
        select(SolutionCell.name, SolutionCell.id).where(SolutionCell.notebook_id == notebook)
    )
    return _Cells(
        assignment_id,
        notebook,
        {exercise_of(name): (one, points) for name, one, points in graded},
        {exercise_of(name): one for name, one in solved},
    )


def _add_submissions(session: Session, cells: _Cells, entries: Sequence[Entry]) -> dict[str, str]:
    """Make sure that each student has a submission; give the id of each one's notebook."""
    query = (
        select(SubmittedAssignment.student_id, SubmittedAssignment.id, SubmittedNotebook.id)
        .join(
            SubmittedNotebook,
            (SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            & (SubmittedNotebook.notebook_id == cells.notebook),
            isouter=True,
        )
        .where(
            SubmittedAssignment.assignment_id == cells.assignment,
            SubmittedAssignment.student_id.in_([entry.student for entry in entries]),
        )
    )
    known = {student: (one, notebook) for student, one, notebook in session.execute(query)}
    new = [
        {
            "id": uuid4().hex,
            "assignment_id": cells.assignment,
            "student_id": entry.student,
            "timestamp": entry.received,
        }
        for entry in entries
        if entry.student not in known
    ]
    _insert(session, SubmittedAssignment, new)
    known |= {row["student_id"]: (row["id"], None) for row in new}
    missing = [
        {"id": uuid4().hex, "notebook_id": cells.notebook, "assignment_id": one, "flagged": False}
        for one, notebook in known.values()
        if notebook is None
    ]
    _insert(session, SubmittedNotebook, missing)
    times = [
        {"key": known[entry.student][0], "timestamp": entry.received}
        for entry in entries
        if entry.received is not None
    ]
    _update(session, SubmittedAssignment, times)
    made = {row["assignment_id"]: row["id"] for row in missing}
    return {student: notebook or made[one] for student, (one, notebook) in known.items()}


def _write_grades(
    session: Session, cells: _Cells, entries: Sequence[Entry], notebooks: Mapping[str, str]
) -> None:
    old = _old_grades(session, notebooks.values())
    new, changed, digests = [], [], []
    for entry in entries:
        notebook = notebooks[entry.student]
        for exercise, (cell, most) in cells.grades.items():
            points = entry.points.get(exercise)
            auto = None if points is None else min(points, most)
            digest = entry.essays.get(exercise)
            was = old.get((notebook, cell))
            waits = _waits(auto, digest, was)
            row = {"auto_score": auto, "needs_manual_grade": waits}
            if was is None:
                was = _Old(uuid4().hex, None, None, waits, None)
                new.append(row | {"id": was.id, "cell_id": cell, "notebook_id": notebook})
            elif (was.auto, was.waits) != (auto, waits):
                changed.append(row | {"key": was.id})
            if digest is not None and digest != was.digest:
                digests.append({"grade_id": was.id, "digest": digest})
    _insert(session, Grade, new)
    _update(session, Grade, changed)
    _write_digests(session, digests)


def _waits(auto: float | None, digest: str | None, was: _Old | None) -> bool:
    """Say whether a person has to look at a grade.

    A mark that a person gave stays; where what it was given for has changed, it waits again.
    """
    if was is None or was.manual is None:
        return auto is None
    changed = digest != was.digest if digest is not None else auto != was.auto
    return changed or was.waits


def _old_grades(session: Session, notebooks: Iterable[str]) -> dict[tuple[str, str], _Old]:
    query = (
        select(
            Grade.notebook_id,
            Grade.cell_id,
            Grade.id,
            Grade.auto_score,
            Grade.manual_score,
            Grade.needs_manual_grade,
            ESSAYS.c.digest,
        )
        .join(ESSAYS, ESSAYS.c.grade_id == Grade.id, isouter=True)
        .where(Grade.notebook_id.in_(list(notebooks)))
    )
    return {(row[0], row[1]): _Old(*row[2:]) for row in session.execute(query)}


def _write_digests(session: Session, rows: list[dict[str, Any]]) -> None:
    if rows:
        ids = [row["grade_id"] for row in rows]
        session.execute(ESSAYS.delete().where(ESSAYS.c.grade_id.in_(ids)))
        session.execute(ESSAYS.insert(), rows)


def _write_comments(
    session: Session, cells: _Cells, entries: Sequence[Entry], notebooks: Mapping[str, str]
) -> None:
    query = select(Comment.notebook_id, Comment.cell_id, Comment.id, Comment.auto_comment).where(
        Comment.notebook_id.in_(list(notebooks.values()))
    )
    old = {(row[0], row[1]): (row[2], row[3]) for row in session.execute(query)}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for entry in entries:
        notebook = notebooks[entry.student]
        for exercise, cell in cells.comments.items():
            words = entry.comments.get(exercise) or None
            was = old.get((notebook, cell))
            if was is None:
                one = {"id": uuid4().hex, "cell_id": cell, "notebook_id": notebook}
                new.append(one | {"auto_comment": words})
            elif was[1] != words:
                changed.append({"key": was[0], "auto_comment": words})
    _insert(session, Comment, new)
    _update(session, Comment, changed)


def _insert(session: Session, model: Any, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - nbgrader's classes have no types
    if rows:
        session.execute(model.__table__.insert(), rows)


def _update(session: Session, model: Any, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - nbgrader's classes have no types
    """Update rows by their ids, which stand under ``key``; all rows set the same columns."""
    if rows:
        table = model.__table__
        values: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "key"}
        statement = table.update().where(table.c.id == bindparam("key")).values(values)
        # Plain statements of the driver, many at once: no object of the session stands for them.
        session.connection().execute(statement, rows)
