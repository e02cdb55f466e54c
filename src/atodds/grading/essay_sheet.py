"""The sheet in which a reader marks essays: essays.csv, out and in again."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from atodds.exercises.exercise import LEVELS
from atodds.grading.comment_bank import FIRST_ROWS
from atodds.grading.essay_marks import EssayMark, digest_text, points_of
from atodds.grading.marks import cell_text, csv_cell
from atodds.grading.spreadsheets import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from atodds.exercises import Essay
    from atodds.grading.comment_bank import CommentBank
    from atodds.grading.spreadsheets import Row

BEFORE = ["student", "lesson", "question", "answer", "words"]
GIVEN = ["points", "codes", "comment", "marker"]
AFTER = ["of", "counts", "note", "key"]
NEEDED = ["student", "question", "points", "comment", "key"]
# No dash: spreadsheets take one for the start of a formula.
NO_ROW = "n/a"
NOTHING_WRITTEN = "Nothing was written: no points, unless you give some."


@dataclass(frozen=True)
class Answer:
    """What one learner wrote to one essay question.

    Attributes
    ----------
    student
        Whose.
    essay
        The question.
    text
        What was written, or the starter.
    written
        False where the starter still stands, or nothing.
    """

    student: str
    essay: Essay
    text: str
    written: bool = True

    @property
    def place(self) -> tuple[str, str]:
        """Student and number of the question."""
        return self.student, self.essay.id

    @property
    def question(self) -> str:
        """Number and title: a number alone, such as 6.10, spreadsheets turn into another."""
        return f"{self.essay.id} {self.essay.title}"

    @property
    def key(self) -> str:
        """A mark of this student, this question and this text."""
        whole = "\0".join([self.student, self.essay.id, digest_text(self.text)])
        # No spreadsheet takes a word that begins so for a number or a date.
        return f"k{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:10]}"


class Entered(NamedTuple):
    """What a sheet held.

    Attributes
    ----------
    marks
        The marks of the rows that are in order.
    faults
        A sentence for each row that is not; its marks are in the sheet, and nowhere else.
    notes
        What else there is to know.
    """

    marks: tuple[EssayMark, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def order_answers(answers: Iterable[Answer]) -> list[Answer]:
    """Sort answers so that one question is marked across all students; the unwritten last.

    Parameters
    ----------
    answers : Iterable of Answer
        In any order.

    Returns
    -------
    list of Answer
        By lesson, question, whether anything is written, and student.

    Examples
    --------
    >>> order_answers([])
    []
    """
    return sorted(
        answers,
        key=lambda one: (
            one.essay.lesson,
            [int(part) for part in re.findall(r"\d+", one.essay.id)],
            not one.written,
            one.student,
        ),
    )


def rubric_columns(essays: Iterable[Essay]) -> list[str]:
    """Return the rows of all rubrics, each once: the sheet's columns for levels.

    Parameters
    ----------
    essays : Iterable of Essay
        The questions.

    Returns
    -------
    list of str
        The four usual ones first.

    Examples
    --------
    >>> rubric_columns([])
    []
    """
    names = {row.name: None for essay in essays for row in essay.rows}
    usual = [name for name in FIRST_ROWS if name in names]
    return [*usual, *(name for name in names if name not in FIRST_ROWS)]


def entered_cells(mark: EssayMark | None, essay: Essay) -> dict[str, str]:
    """Return the cells in which a mark stands, by column.

    Points that follow from the levels stay out, so that a level may be changed without them.

    Parameters
    ----------
    mark : EssayMark or None
        None where there is none.
    essay : Essay
        Its question.

    Returns
    -------
    dict
        Column, in small letters, to text.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> question = SimpleNamespace(points=9, rows=[SimpleNamespace(name="Sourcing")])
    >>> cells = entered_cells(EssayMark("ada", "6.2", 6.0, (2,), comment="Good."), question)
    >>> cells["sourcing"], cells["points"], cells["comment"]
    ('2', '', 'Good.')
    """
    names = [row.name.casefold() for row in essay.rows]
    if mark is None:
        return dict.fromkeys([*names, *GIVEN], "")
    levels = [str(level) for level in mark.levels] or [""] * len(names)
    computed = bool(mark.levels) and points_of(mark.levels, essay.points) == mark.points
    given = ["" if computed else f"{mark.points:g}", mark.codes, mark.comment, mark.marker]
    return dict(zip([*names, *GIVEN], [*levels, *given], strict=True))


def write_sheet(
    answers: Sequence[Answer],
    cells: Mapping[tuple[str, str], Mapping[str, str]],
    *,
    counting: Mapping[tuple[str, str], EssayMark] | None = None,
    notes: Mapping[tuple[str, str], str] | None = None,
) -> bytes:
    r"""Write the sheet: one row per student and question.

    Parameters
    ----------
    answers : sequence of Answer
        In the order of the rows.
    cells : Mapping
        Student and question to what stands in the columns to fill.
    counting : Mapping, optional
        Student and question to the mark that counts now, to be seen.
    notes : Mapping, optional
        Student and question to a sentence.

    Returns
    -------
    bytes
        CSV that spreadsheets take for UTF-8; nothing in it is a formula.

    Examples
    --------
    >>> write_sheet([], {})[:30]
    b'\xef\xbb\xbfstudent,lesson,question,ans'
    """
    columns = rubric_columns(answer.essay for answer in answers)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*BEFORE, *columns, *GIVEN, *AFTER])
    for answer in answers:
        entered = cells.get(answer.place, {})
        own = {row.name for row in answer.essay.rows}
        mark = (counting or {}).get(answer.place)
        text = answer.text if answer.written else ""
        row = [answer.student, answer.essay.lesson, answer.question, text, len(text.split())]
        row += [entered.get(name.casefold(), "") if name in own else NO_ROW for name in columns]
        row += [entered.get(name, "") for name in GIVEN]
        row += [float(answer.essay.points), mark.points if mark else ""]
        row += [(notes or {}).get(answer.place, ""), answer.key]
        writer.writerow([csv_cell(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def read_marks(
    file: Path, answers: Sequence[Answer], bank: CommentBank, *, marking: str = ""
) -> Entered:
    r"""Read a sheet that a reader filled.

    Parameters
    ----------
    file : Path
        The sheet, as a spreadsheet saved it.
    answers : sequence of Answer
        What the class wrote.
    bank : CommentBank
        The comments that codes stand for.
    marking : str
        The name of the marker whose sheet it is; empty for the main sheet.

    Returns
    -------
    Entered
        Rows in which nothing was entered are passed over.

    Raises
    ------
    SheetError
        If the file is no such sheet.

    Examples
    --------
    >>> from atodds.grading.comment_bank import CommentBank
    >>> file = getfixture("tmp_path") / "essays.csv"
    >>> _ = file.write_text("student,question,points,comment,key\neve,6.2 Why,7,Good.,k1\n")
    >>> read_marks(file, [], CommentBank()).faults
    ('Row 2: no essay of eve on question 6.2 was handed in; check student and question.',)
    """
    sheet = read_sheet(file, NEEDED)
    class_ = _Class(answers)
    faults: list[str] = []
    notes = list(sheet.notes)
    rows: dict[tuple[str, str], list[tuple[int, EssayMark]]] = {}
    for row in sheet.rows:
        if not _is_filled(row, sheet.columns):
            continue
        try:
            answer = class_.find(row)
            mark = _mark(row, answer, bank, marking)
        except ValueError as error:
            faults.append(f"Row {row.number}: {error}")
            continue
        rows.setdefault(answer.place, []).append((row.number, mark))
    for (student, exercise), found in rows.items():
        if len(found) > 1:
            numbers = ", ".join(str(number) for number, _ in found)
            told = f"Rows {numbers}: all are about the essay of {student} on question {exercise}; "
            faults.append(told + "keep one of them.")
    marks = tuple(found[0][1] for found in rows.values() if len(found) == 1)
    return Entered(marks, tuple(faults), tuple(notes))


def read_filled(file: Path, answers: Sequence[Answer]) -> list[tuple[Row, Answer | None]]:
    r"""Read what stands in a sheet as it is, in order or not, to write it there again.

    Parameters
    ----------
    file : Path
        The sheet.
    answers : sequence of Answer
        What the class wrote.

    Returns
    -------
    list of tuple
        Each row in which anything was entered, and the answer that it is about, if the class
        has it as the row's key says.

    Raises
    ------
    SheetError
        If the file is no such sheet.

    Examples
    --------
    >>> file = getfixture("tmp_path") / "essays.csv"
    >>> _ = file.write_text("student,question,points,comment,key\neve,6.2 Why,7,Good.,k1\n")
    >>> [(row.number, answer) for row, answer in read_filled(file, [])]
    [(2, None)]
    """
    sheet = read_sheet(file, NEEDED)
    class_ = _Class(answers)
    filled = [row for row in sheet.rows if _is_filled(row, sheet.columns)]
    return [(row, class_.as_written(row)) for row in filled]


class _Class:
    """The answers of a class, found again by what stands in a row."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._by_key = {answer.key: answer for answer in answers}
        self._by_name: dict[tuple[str, str], list[Answer]] = {}
        for answer in answers:
            name = _number_or_name(_as_in_sheet(answer.student)), answer.essay.id
            self._by_name.setdefault(name, []).append(answer)

    def named(self, row: Row) -> Answer | None:
        """Return the answer of the row's student to the row's question, or None."""
        student = row.cells["student"]
        found = self._by_name.get((_number_or_name(student), _exercise(row)), [])
        exact = [one for one in found if _as_in_sheet(one.student) == student]
        return (exact or found)[0] if len(exact or found) == 1 else None

    def as_written(self, row: Row) -> Answer | None:
        """Return the row's answer where nothing about it has changed since, or None."""
        found = None if row.problem else self.named(row)
        return found if found and found.key == row.cells["key"] else None

    def find(self, row: Row) -> Answer:
        """Return the row's answer; every doubt about whose it is is a fault."""
        if row.problem:
            raise ValueError(f"{row.problem}; is a quotation mark missing?")
        named, keyed = self.named(row), self._by_key.get(row.cells["key"])
        student, exercise = row.cells["student"], _exercise(row)
        if named is None:
            raise ValueError(
                f"no essay of {student or 'nobody'} on question {exercise or 'none'} was handed "
                "in; check student and question."
            )
        if keyed is not None and keyed is not named:
            raise ValueError(
                f"its key belongs to {keyed.student} and question {keyed.essay.id}, and the row "
                f"says {student} and {exercise}; was one column sorted without the others?"
            )
        if keyed is None and row.cells["key"]:
            raise ValueError(
                f"the essay of {student} is another now than when this sheet was written; run "
                "`atodds grade essays` to have it in a new sheet, and look at it again."
            )
        written = row.cells.get("answer", "")
        if written and _letters(written) != _letters(_as_in_sheet(named.text)):
            raise ValueError(
                f"its answer is not what {student} handed in; leave that column as it is (was one "
                "column sorted without the others?)."
            )
        return named


def _mark(row: Row, answer: Answer, bank: CommentBank, marking: str) -> EssayMark:
    cells, essay = row.cells, answer.essay
    marker = cells.get("marker", "") or marking
    if marking and marker != marking:
        raise ValueError(f"it says that {marker} marked it, in the sheet of {marking}.")
    levels = _levels(row, essay)
    given = cells["points"]
    if not given and None in levels:
        missing = [row.name for row, one in zip(essay.rows, levels, strict=True) if one is None]
        raise ValueError(
            f"it has no mark yet: give a level for {', '.join(missing)}, or give points."
        )
    complete = tuple(level for level in levels if level is not None)
    complete = complete if len(complete) == len(levels) else ()
    points = _points(given, essay) if given else points_of(complete, essay.points)
    codes, comment = cells.get("codes", ""), cells["comment"]
    said = "\n".join(part for part in (bank.expand(essay.id, codes), comment) if part)
    return EssayMark(
        answer.student,
        essay.id,
        points,
        complete,
        codes,
        comment,
        said,
        marker,
        marking,
        digest_text(answer.text),
    )


def _levels(row: Row, essay: Essay) -> list[int | None]:
    own = {one.name.casefold() for one in essay.rows}
    fixed = {*BEFORE, *GIVEN, *AFTER, ""}
    for name, cell in row.cells.items():
        if name not in own | fixed and cell.casefold() not in {"", NO_ROW} and _level(cell):
            rows = ", ".join(one.name for one in essay.rows)
            raise ValueError(
                f"it has a level for {name}, and the rubric of question {essay.id} has the rows "
                f"{rows}."
            )
    levels: list[int | None] = []
    for one in essay.rows:
        cell = row.cells.get(one.name.casefold(), "")
        level = _level(cell)
        if cell and level is None:
            raise ValueError(f"expected level 1, 2 or 3 for {one.name}, found {cell[:40]!r}.")
        levels.append(level)
    return levels


def _level(cell: str) -> int | None:
    names = {name.casefold(): number for number, name in enumerate(LEVELS, 1)}
    if cell.casefold() in names:
        return names[cell.casefold()]
    number = _number(cell)
    fits = number is not None and number in range(1, len(LEVELS) + 1)
    return int(number) if number is not None and fits else None


def _points(cell: str, essay: Essay) -> float:
    number = _number(cell)
    if number is None or not 0 <= number <= essay.points:
        raise ValueError(f"expected 0 to {essay.points:g} points, found {cell[:40]!r}.")
    return round(number, 2)


def _number(cell: str) -> float | None:
    """Read a number, with a point or with a comma."""
    if not re.fullmatch(r"\d{1,6}([.,]\d{0,6})?", cell, re.ASCII):
        return None
    number = float(cell.replace(",", "."))
    return number if math.isfinite(number) else None


def _exercise(row: Row) -> str:
    return row.cells["question"].partition(" ")[0]


def _is_filled(row: Row, columns: Sequence[str]) -> bool:
    """Say whether anything was entered into a row; a marker's name alone is nothing."""
    fixed = {*BEFORE, *AFTER, "marker", ""}
    return any(row.cells[name].casefold() not in {"", NO_ROW} for name in set(columns) - fixed)


def _as_in_sheet(text: str) -> str:
    return cell_text(str(csv_cell(text)).strip())


def _number_or_name(student: str) -> str:
    """Fold a student's number, of which spreadsheets drop the noughts before it."""
    return student.lstrip("0") if student.isdigit() else student


def _letters(text: str) -> str:
    """Reduce a text to what survives a spreadsheet and its encodings."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())
