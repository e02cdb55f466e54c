"""Marks as tables: for the instructor, for a learning-management system, and for the record."""

from __future__ import annotations

import csv
import json
import math
import re
from contextlib import ExitStack
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, Self

import pandas as pd

from atodds.grading.batch import Refused
from atodds.grading.graded import ESSAY_COLUMNS
from atodds.grading.judging import COLUMNS
from atodds.grading.pages import PAGES, can_write_pages, page_folders
from atodds.grading.whose import PARTICIPANT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from atodds.grading.graded import Graded

MARKS_COLUMNS = ["student", "lesson", *COLUMNS]
ESSAYS_COLUMNS = ["student", "lesson", *ESSAY_COLUMNS]
REPORT_COLUMNS = ["student", "lesson", "points", "max_points", "essays_waiting", "file", "problem"]
REPORT_COLUMNS += ["notes", "feedback"]
# Canvas takes a file that starts so.
LMS_COLUMNS = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
# What Moodle's grading worksheet of an assignment has its rows by.
IDENTIFIER = "Identifier"
# What a cell of a spreadsheet holds.
LONGEST_CELL = 32_000
# A spreadsheet runs a cell that starts so, whatever stands in it (OWASP, "CSV Injection").
FORMULA = re.compile(r"\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n]")


def class_tables(
    kept: Iterable[tuple[str, str, dict[str, Any]]],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """List the marks and the essays of a class as the journal has them.

    Parameters
    ----------
    kept : Iterable of tuple
        Student, lesson and the entry of the journal, as `read_entries` gives them.

    Returns
    -------
    (DataFrame, DataFrame)
        One row per student and exercise: ``student``, ``lesson`` and the columns of
        `judge_notebook`, an answer as the cell that marks.csv has of it; and one row per student
        and essay: ``student``, ``lesson`` and the columns of `written_answers`.

    Examples
    --------
    >>> entry = {"marks": [["6.3", 2.0, 2.0, "right", "", "", 162]], "essays": []}
    >>> marks, essays = class_tables([("ada", "06", entry)])
    >>> marks[["student", "exercise", "points", "answer"]].values.tolist(), len(essays)
    ([['ada', '6.3', 2.0, 162]], 0)
    >>> class_tables([])[1].columns.tolist()[:4]
    ['student', 'lesson', 'exercise', 'text']
    """
    marks: list[tuple[object, ...]] = []
    essays: list[tuple[object, ...]] = []
    for student, lesson, entry in kept:
        for *cells, answer in entry["marks"]:
            # A class has few verdicts, mistakes and hints: the same words are kept once.
            words = (intern(cell) if isinstance(cell, str) else cell for cell in cells)
            marks.append((student, lesson, *words, _told(answer)))
        essays.extend((student, lesson, *row) for row in entry["essays"])
    return (
        pd.DataFrame(marks, columns=MARKS_COLUMNS),
        pd.DataFrame(essays, columns=ESSAYS_COLUMNS),
    )


def summary_row(one: Graded | Refused, name: str = "", page: str = "") -> dict[str, Any]:
    """Sum one hand-in up in the row that the report has for it.

    Parameters
    ----------
    one : Graded or Refused
        What grading gave.
    name : str
        The file's name as it was handed in; the file's own if not given.
    page : str
        Where the learner's page is, from the report on.

    Returns
    -------
    dict
        The columns of ``report.csv``: points by machine (None where refused), how many essays
        are written and wait for a reader, the problem, the notes, the page.

    Examples
    --------
    >>> summary_row(Refused("ada", "06", "ada.ipynb", "Cut off."))["problem"]
    'Cut off.'
    """
    row: dict[str, Any] = {"student": one.student, "lesson": one.lesson}
    if isinstance(one, Refused):
        told = {"file": one.file, "problem": one.problem, "notes": "", "feedback": ""}
        return row | {"points": None, "max_points": None, "essays_waiting": 0} | told
    judged = one.marks[one.marks["points"].notna()]
    return row | {
        "points": round(float(judged["points"].sum()), 2),
        "max_points": float(judged["max_points"].sum()),
        "essays_waiting": _waiting(one),
        "file": name or one.file.name,
        "problem": "",
        "notes": " ".join(one.notes),
        "feedback": page,
    }


def lms_rows(
    points: Mapping[str, Mapping[str, float]],
    numbers: Mapping[tuple[str, str], str],
    lessons: Sequence[str],
) -> Iterator[list[Any]]:
    """Give the rows that a learning-management system imports, the first with the heads.

    Canvas finds a learner by ``ID``, which is in the names of its export; or by the login or the
    number of the school, which are not: those columns stay empty. Moodle has two imports. That
    of the gradebook finds a learner by user id, username, id number or email, none of which its
    export tells: add a column of one of them. The grading worksheet of an assignment ("Download
    grading worksheet", "Upload grading worksheet") finds a learner by ``Identifier``, which
    stands here where hand-ins came out of Moodle: copy the points into the worksheet by it. It
    holds for that assignment alone, so that learners with more than one have a column for each
    lesson; and its word is "Participant" where Moodle speaks English. Where groups hand in
    together, it is the group's, and of no use there. This is read off Moodle's source, and
    Canvas's description of its files; neither import was tried.

    Parameters
    ----------
    points : Mapping
        Student to lesson to points.
    numbers : Mapping
        Student and lesson to the number that the system gave, as `find_hand_ins` tells it.
    lessons : Sequence of str
        The lessons, in order.

    Yields
    ------
    list
        One row per student; a lesson that was not judged stays empty, so that no import
        overwrites a mark with nought.

    Examples
    --------
    >>> for row in lms_rows({"ada": {"06": 33.0}}, {("ada", "06"): "12"}, ["06"]):
    ...     print(row[0], row[1], row[-2:])
    Student ID ['Lesson 06', 'Total']
    ada 12 [33.0, 33.0]
    >>> for row in lms_rows({"ada": {"06": 33.0}}, {("ada", "06"): "Participant 12"}, ["06"]):
    ...     print(row[0], row[-3:])
    Student ['Identifier', 'Lesson 06', 'Total']
    ada ['Participant 12', 33.0, 33.0]
    """
    told: dict[str, dict[str, str]] = {}
    for (student, lesson), number in numbers.items():
        if number:
            told.setdefault(student, {})[lesson] = number
    identifiers = _identifiers(told, lessons)
    heads = [*LMS_COLUMNS, *identifiers, *(f"Lesson {lesson}" for lesson in lessons), "Total"]
    yield heads
    for student in sorted(points):
        own, mine = points[student], told.get(student, {})
        ids = [one for one in mine.values() if not one.startswith(PARTICIPANT)]
        total = round(sum(own.values()), 2) if own else None
        of_moodle = [_identifier(mine, lesson) for lesson in identifiers.values()]
        by_lesson = [own.get(lesson) for lesson in lessons]
        yield [student, ids[-1] if ids else "", "", "", "", *of_moodle, *by_lesson, total]


class MarksFiles:
    """Write marks.csv, report.csv and lms.csv row by row; whole or not at all.

    The files are written beside their places and put there when all is done: who looks finds
    the tables of the last run or of this one.

    Parameters
    ----------
    folder : str or Path
        Where they go.
    hand_ins : pandas.DataFrame
        What `find_hand_ins` gave: names and numbers.

    Examples
    --------
    >>> import pandas as pd
    >>> folder = getfixture("tmp_path")
    >>> hand_ins = pd.DataFrame(columns=["student", "lesson", "name", "number"])
    >>> with MarksFiles(folder, hand_ins) as files:
    ...     _ = files.add(Refused("=1+1", "06", "x.pdf", "This is no notebook."))
    >>> print((folder / "report.csv").read_text(encoding="utf-8-sig").splitlines()[1])
    '=1+1,06,,,0,x.pdf,This is no notebook.,,
    """

    def __init__(self, folder: str | Path, hand_ins: pd.DataFrame) -> None:
        self.folder = Path(folder)
        keys = list(zip(hand_ins["student"], hand_ins["lesson"], strict=True))
        self._names = dict(zip(keys, hand_ins["name"], strict=True))
        self._numbers = dict(zip(keys, hand_ins["number"], strict=True))
        self._pages = page_folders(hand_ins["student"]) if can_write_pages() else {}
        self._points: dict[str, dict[str, float]] = {}
        self._lessons: set[str] = set()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open the files beside their places."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._marks = self._open("marks.csv", MARKS_COLUMNS)
        self._report = self._open("report.csv", REPORT_COLUMNS)
        return self

    def add(self, one: Graded | Refused) -> dict[str, Any]:
        """Write the rows of one hand-in, and return its row of the report."""
        name = self._names.get((one.student, one.lesson), "")
        folder = self._pages.get(one.student)
        page = f"{PAGES}/{folder}/{one.lesson}.html" if folder else ""
        row = summary_row(one, name, page)
        self._report.writerow([csv_cell(row[column]) for column in REPORT_COLUMNS])
        own = self._points.setdefault(one.student, {})
        self._lessons |= {one.lesson} if one.lesson else set()
        if not isinstance(one, Refused):
            own[one.lesson] = row["points"]
            for mark in one.marks[COLUMNS].to_dict("records"):
                cells = [one.student, one.lesson, *(mark[column] for column in COLUMNS[:-1])]
                self._marks.writerow([csv_cell(cell) for cell in (*cells, _told(mark["answer"]))])
        return row

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put the files in their places, or take them away where something failed."""
        try:
            if kind is None:
                rows = lms_rows(self._points, self._numbers, sorted(self._lessons))
                writer = self._open("lms.csv", next(rows))
                writer.writerows([csv_cell(cell) for cell in row] for row in rows)
        finally:
            self._stack.close()
        names = ("marks.csv", "report.csv", "lms.csv")
        for name in names:
            part = _part(self.folder / name)
            if kind is None:
                part.replace(self.folder / name)
            else:
                part.unlink(missing_ok=True)

    def _open(self, name: str, columns: Sequence[str]) -> Any:  # noqa: ANN401 - csv names no type
        # Spreadsheets take UTF-8 for what it is only where the mark stands at the start.
        stream = _part(self.folder / name).open("w", encoding="utf-8-sig", newline="")
        writer = csv.writer(self._stack.enter_context(stream), lineterminator="\n")
        writer.writerow(columns)
        return writer


def csv_cell(value: object) -> object:
    """Return a value as a cell that no spreadsheet takes for a formula.

    Parameters
    ----------
    value : object
        A number, a text, a truth value or None.

    Returns
    -------
    object
        Numbers as they are, whole ones without a point; what is missing is empty; a text that
        starts like a formula has an apostrophe before it.

    Examples
    --------
    >>> csv_cell("=1+1"), csv_cell(-2.0), csv_cell(float("nan")), csv_cell("ada")
    ("'=1+1", -2, '', 'ada')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if not isinstance(value, str):
        return value
    text = value.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "")
    text = text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}..."
    return f"'{text}" if FORMULA.match(text) else text


def cell_text(cell: str) -> str:
    """Return what `csv_cell` was given, as far as it is a text that was not cut.

    Parameters
    ----------
    cell : str
        A cell of one of our tables, as it comes back from a spreadsheet.

    Returns
    -------
    str
        Without the apostrophe.

    Examples
    --------
    >>> cell_text("'=1+1"), cell_text("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def _waiting(one: Graded) -> int:
    """Count the essays that are written, earn points, and are not marked as they stand."""
    points = dict(zip(one.marks["exercise"], one.marks["points"], strict=True))
    asked = one.essays[one.essays["written"] & (one.essays["max_points"] > 0)]
    return sum(
        math.isnan(points.get(exercise, math.nan)) or exercise in one.reread
        for exercise in asked["exercise"]
    )


def _identifiers(
    numbers: Mapping[str, Mapping[str, str]], lessons: Sequence[str]
) -> dict[str, str]:
    """Return the columns for Moodle's numbers, each with its lesson; any lesson's is empty."""
    of_moodle = [
        {one for one in mine.values() if one.startswith(PARTICIPANT)} for mine in numbers.values()
    ]
    if not any(of_moodle):
        return {}
    if all(len(one) < 2 for one in of_moodle):
        return {IDENTIFIER: ""}
    return {f"{IDENTIFIER} {lesson}": lesson for lesson in lessons}


def _identifier(numbers: Mapping[str, str], lesson: str) -> str:
    found = [numbers.get(lesson, "")] if lesson else numbers.values()
    return next((one for one in found if one.startswith(PARTICIPANT)), "")


def _told(answer: object) -> object:
    """Return an answer as a cell: a number as it is, all else as JSON."""
    # `type`, not isinstance: a truth value is no number.
    return answer if answer is None or type(answer) in {int, float} else json.dumps(answer)


def _part(path: Path) -> Path:
    # One name at each run: what a killed one left is written over.
    return path.with_name(f".{path.name}.part")
