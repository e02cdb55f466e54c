"""Essays of a class: the sheet to mark them in, and the marks that come back in it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from atodds.course import EXERCISES
from atodds.exercises import Essay
from atodds.grading.comment_bank import update_bank
from atodds.grading.course_folder import CONFIG_NAME, Course, open_course, student_key
from atodds.grading.essay_marks import (
    EssayMark,
    choose_counting,
    digest_text,
    read_store,
    with_marks,
    write_store,
)
from atodds.grading.essay_sheet import (
    AFTER,
    BEFORE,
    NOTHING_WRITTEN,
    Answer,
    entered_cells,
    order_answers,
    read_filled,
    read_marks,
    write_sheet,
)
from atodds.grading.graded import Graded
from atodds.grading.marks import MarksFiles, csv_cell
from atodds.grading.outputs import write_feedback
from atodds.grading.pages import PAGES, page_folders
from atodds.grading.places import JUDGED
from atodds.grading.roll import read_roll
from atodds.grading.second_marker import FAR_APART, compare_markers
from atodds.grading.spreadsheets import SheetError
from atodds.work.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from atodds.grading.spreadsheets import Row

    Place: TypeAlias = tuple[str, str]
    Marks: TypeAlias = dict[Place, EssayMark]

SHEET, PAGE = "essays.csv", "essays.html"
AGREEMENT, DIFFERENCES = "agreement.csv", "differences.csv"
MARKER = re.compile(r"\w[\w-]{0,30}", re.ASCII)


@dataclass(frozen=True)
class ReadIn:
    """What became of a sheet.

    Attributes
    ----------
    entered
        How many marks are new or differ from what was read in before.
    same
        How many were read in before.
    faults
        A sentence for each row that was left out; it stands in the sheet, to be mended.
    notes
        What else there is to know.
    """

    entered: int
    same: int
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def find_places(
    place: Path, course: Path | None = None, *, db: str | None = None
) -> tuple[Path, Course | None]:
    """Say where marks lie, and which course they belong to.

    Parameters
    ----------
    place : Path
        A course folder, whose marks lie in its folder ``graded``; or the folder with the marks.
    course : Path, optional
        The course folder, where the marks do not lie in it.
    db : str, optional
        The SQLAlchemy address of the course's gradebook, in place of the configured one.

    Returns
    -------
    tuple
        The folder with the marks, and the open course or None.

    Raises
    ------
    CourseError
        If the course is not fit to grade in.

    Examples
    --------
    >>> find_places(getfixture("tmp_path"))[1] is None
    True
    >>> find_places(getfixture("tmp_path"), getfixture("tmp_path") / "none")
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: ...none: this is no course folder...
    """
    if course is None and (place / CONFIG_NAME).is_file():
        return place / "graded", open_course(place, db=db)
    if course is None and (place.parent / CONFIG_NAME).is_file():
        return place, open_course(place.parent, db=db)
    return place, open_course(course, db=db) if course else None


def counting_marks(folder: Path, students: Iterable[str], course: Course | None = None) -> Marks:
    """Return the mark that counts for each essay, as readers gave them so far.

    Parameters
    ----------
    folder : Path
        Where grading writes to: marks of sheets are kept there.
    students : Iterable of str
        The class, by their own names.
    course : Course, optional
        Its gradebook beats the sheets: what formgrader entered last counts.

    Returns
    -------
    dict
        Student and exercise to the mark; with a course also marks that a person gave for what
        the machine judges.

    Examples
    --------
    >>> counting_marks(getfixture("tmp_path"), ["ada"])
    {}
    """
    marks = choose_counting(read_store(folder))
    if course is None:
        return marks
    from atodds.grading.gradebook import read_essay_grades  # noqa: PLC0415 - needs nbgrader

    by_key = {student_key(student): student for student in students}
    for row in read_essay_grades(course).to_dict("records"):
        if row["student"] not in by_key or math.isnan(row["points"]):
            continue
        place = by_key[row["student"]], row["exercise"]
        known = marks.get(place)
        # A text that waits to be read again is never the one that was marked.
        text = "" if row["waits"] else row["text"]
        if known and known.points == row["points"] and known.said.strip() == row["comment"]:
            marks[place] = replace(known, text=text)
        else:
            said = {"comment": row["comment"], "said": row["comment"]}
            marks[place] = EssayMark(*place, points=float(row["points"]), **said, text=text)
    return marks


def write_essays(
    folder: Path, course: Course | None = None, *, marking: str = ""
) -> tuple[str, ...]:
    """Write the sheet to mark essays in, the page to read them on, and the comment bank.

    What was entered into a sheet that lies there is kept, read in or not; where a row no longer
    fits, the old sheet is put aside whole.

    Parameters
    ----------
    folder : Path
        Where grading wrote to.
    course : Course, optional
        The course, for the marks of its gradebook.
    marking : str
        The name of one of several markers, who gets a sheet of their own without others' marks.

    Returns
    -------
    tuple of str
        Sentences that say what was done.

    Raises
    ------
    ValueError
        If nothing was judged there, or the name is no plain word.

    Examples
    --------
    >>> write_essays(getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    ValueError: ...: this is no folder that `atodds grade` wrote to; judge the hand-ins first.
    """
    place = folder / _sheet_name(marking)
    answers = _answers(folder)
    bank = update_bank(folder, _asked(answers))
    store = read_store(folder)
    if marking:
        seen = {(one.student, one.exercise): one for one in store if one.marking == marking}
    else:
        seen = counting_marks(folder, {one.student for one in answers}, course)
    texts = {answer.place: digest_text(answer.text) for answer in answers}
    fresh = {one: mark for one, mark in seen.items() if texts.get(one) == mark.text}
    cells = {
        answer.place: entered_cells(fresh.get(answer.place), answer.essay)
        | ({"marker": marking} if marking else {})
        for answer in answers
    }
    notes = _notes(answers, seen, fresh, store if not marking else [])
    kept, aside = _unread(folder, place, answers, _read_before(store, marking))
    said = [_put_aside(place)] if aside else []
    write_whole(_copy_of(folder, place), write_sheet(answers, cells))
    cells |= kept
    notes |= dict.fromkeys(kept, "Not read in yet.")
    write_whole(place, write_sheet(answers, cells, counting=seen, notes=notes))
    from atodds.grading.essay_page import essay_page  # noqa: PLC0415 - needs a package of its own

    write_whole(folder / PAGE, essay_page(answers, bank).encode("utf-8", "replace"))
    written = [one for one in answers if one.written]
    marked = sum(one.place in fresh for one in written)
    told = f"{place}: {len(written)} essays, {marked} of them marked. Beside it: {PAGE} with "
    said.append(told + "rubrics and exemplars, comments.csv with codes.")
    said += [f"{len(kept)} rows hold marks that were not read in yet."] if kept else []
    return tuple(said)


def read_essays(
    file: Path, folder: Path, course: Course | None = None, *, marking: str = ""
) -> ReadIn:
    """Read a sheet's marks in: rows that are in order count, the others are told and left.

    Parameters
    ----------
    file : Path
        The sheet, as a spreadsheet saved it; it is never written to.
    folder : Path
        Where grading wrote to.
    course : Course, optional
        Marks go into its gradebook too.
    marking : str
        The marker whose sheet it is; empty for the main sheet.

    Returns
    -------
    ReadIn
        What became of the rows.

    Raises
    ------
    ValueError
        If the file is no such sheet, or a marker's and not said to be.
    CourseError
        If the gradebook cannot be written to; then nothing was read in.

    Examples
    --------
    >>> from pathlib import Path
    >>> read_essays(Path("essays-bo.csv"), getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    ValueError: essays-bo.csv is the sheet of a marker: say --marker bo. To let its marks count in
    the end, give it another name, such as essays.csv.
    """
    own = re.fullmatch(r"essays-(.+)\.csv", file.name)
    if own and not marking:
        raise ValueError(
            f"{file.name} is the sheet of a marker: say --marker {own[1]}. To let its marks count "
            "in the end, give it another name, such as essays.csv."
        )
    _sheet_name(marking)
    answers = _answers(folder)
    entered = read_marks(file, answers, update_bank(folder, _asked(answers)), marking=marking)
    store = {(one.student, one.exercise, one.marking): one for one in read_store(folder)}
    before = choose_counting(store.values())
    known = _read_before(store.values(), marking)
    # What stands in the sheet as it was written is no news, and may be old by now.
    written = _entered_in(_copy_of(folder, folder / _sheet_name(marking)), answers)
    now = _entered_in(file, answers)
    new = [
        one
        for one in entered.marks
        if not _is_same(one, known.get((one.student, one.exercise)))
        and now.get((one.student, one.exercise)) != written.get((one.student, one.exercise), {})
    ]
    faults, notes = list(entered.faults), list(entered.notes)
    grades = _grades(course, answers) if course else {}
    for one in list(new) if course else ():
        if (one.student, one.exercise) not in grades:
            new.remove(one)
            faults.append(
                f"{one.student}, question {one.exercise}: the gradebook has no such hand-in; run "
                "`atodds grade HANDINS --course` first."
            )
    for one in new:
        store[one.student, one.exercise, one.marking] = one
    counting = choose_counting(store.values())
    if course:
        notes += _enter(course, entered.marks, (before, counting), grades)
    if new:
        write_store(folder, store.values())
    same = len(entered.marks) - len(new)
    return ReadIn(len(new), same, tuple(faults), tuple(notes))


def write_marks_again(folder: Path, course: Course | None = None) -> None:
    """Write marks.csv, report.csv, lms.csv and the feedback pages with the marks as they are now.

    No hand-in is judged again.

    Parameters
    ----------
    folder : Path
        Where grading wrote to.
    course : Course, optional
        The course, for the marks of its gradebook.

    Raises
    ------
    ValueError
        If nothing was judged there.

    Examples
    --------
    >>> write_marks_again(getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    ValueError: ...: this is no folder that `atodds grade` wrote to; judge the hand-ins first.
    """
    hand_ins, judged = read_roll(folder)
    marks = counting_marks(folder, set(hand_ins["student"]), course)

    def follow() -> Iterable[Graded]:
        for one in judged:
            if isinstance(one, Graded):
                files.add(with_marks(one, marks))
                yield one
            else:
                files.add(one)

    with MarksFiles(folder, hand_ins) as files:
        names = page_folders(hand_ins["student"])
        for _ in write_feedback(follow(), folder / PAGES, names, marks):
            pass


def write_agreement(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare the markers of the same essays, and write agreement.csv and differences.csv.

    Parameters
    ----------
    folder : Path
        Where grading wrote to.

    Returns
    -------
    tuple of DataFrame
        As `compare_markers` gives them; where nobody marked the same, nothing is written.

    Examples
    --------
    >>> [len(table) for table in write_agreement(getfixture("tmp_path"))]
    [0, 0]
    """
    essays = {one.id: one for one in EXERCISES if isinstance(one, Essay)}
    tables = compare_markers(read_store(folder), essays)
    if len(tables[0]):
        for name, table in zip((AGREEMENT, DIFFERENCES), tables, strict=True):
            data = table.map(csv_cell).to_csv(index=False).encode("utf-8-sig", "replace")
            write_whole(folder / name, data)
    return tables


def _sheet_name(marking: str) -> str:
    if marking and not MARKER.fullmatch(marking):
        raise ValueError(
            f"Expected a marker's name of letters, digits and hyphens, found {marking[:40]!r}."
        )
    return f"essays-{marking}.csv" if marking else SHEET


def _answers(folder: Path) -> list[Answer]:
    """Return what the class wrote to the questions that earn points."""
    essays = {one.id: one for one in EXERCISES if isinstance(one, Essay) and one.points}
    _, judged = read_roll(folder)
    return order_answers(
        Answer(one.student, essays[row["exercise"]], row["text"], row["written"])
        for one in judged
        if isinstance(one, Graded)
        for row in one.essays.to_dict("records")
        if row["exercise"] in essays
    )


def _asked(answers: Iterable[Answer]) -> list[Essay]:
    return list({one.essay.id: one.essay for one in answers}.values())


def _is_same(one: EssayMark, other: EssayMark | None) -> bool:
    """Say whether two marks say the same of the same text, whoever's sheet they stand in."""
    return other is not None and replace(one, marking="") == replace(other, marking="")


def _notes(
    answers: Iterable[Answer], seen: Marks, fresh: Marks, store: Iterable[EssayMark]
) -> dict[Place, str]:
    others: dict[Place, list[EssayMark]] = {}
    for mark in store:
        if mark.marking:
            others.setdefault((mark.student, mark.exercise), []).append(mark)
    notes = {}
    for answer in answers:
        told = [] if answer.written else [NOTHING_WRITTEN]
        if answer.place in seen and answer.place not in fresh:
            points = f"{seen[answer.place].points:g}"
            told.append(f"Changed since it was marked ({points} points): mark it again.")
        own = fresh.get(answer.place)
        for mark in others.get(answer.place, []):
            if own is None or own.marking == mark.marking or len(own.levels) != len(mark.levels):
                continue
            apart = zip(answer.essay.rows, own.levels, mark.levels, strict=True)
            told += [
                f"{mark.marking} gave {other} for {row.name}."
                for row, mine, other in apart
                if abs(mine - other) >= FAR_APART
            ]
        if told:
            notes[answer.place] = " ".join(told)
    return notes


def _read_before(store: Iterable[EssayMark], marking: str) -> Marks:
    """Return what was read in from a marker's sheet; for the main one, the marks that count."""
    if not marking:
        return choose_counting(store)
    return {(one.student, one.exercise): one for one in store if one.marking == marking}


def _unread(
    folder: Path, place: Path, answers: Sequence[Answer], known: Mapping[Place, EssayMark]
) -> tuple[dict[Place, dict[str, str]], bool]:
    """Return the cells of a sheet that were not read in, and whether any has no place now."""
    if not place.exists():
        return {}, False
    try:
        filled = read_filled(place, answers)
    except SheetError:
        return {}, True
    written = _entered_in(_copy_of(folder, place), answers)
    old = {
        row.cells["key"]: _own(row.cells) for row, _ in _filled(_copy_of(folder, place), answers)
    }
    kept: dict[Place, dict[str, str]] = {}
    aside = False
    for row, answer in filled:
        if answer is None or answer.place in kept:
            # The essay is another now; what was only written there by us is no loss.
            aside |= _own(row.cells) != old.get(row.cells["key"])
            continue
        mark = known.get(answer.place)
        is_known = mark is not None and _stands_in(row.cells, entered_cells(mark, answer.essay))
        if not is_known and _own(row.cells) != written.get(answer.place, {}):
            kept[answer.place] = row.cells
    return kept, aside


def _copy_of(folder: Path, place: Path) -> Path:
    """Say where the sheet is kept as it was written, to tell what a person entered since."""
    return folder / JUDGED / place.name


def _filled(file: Path, answers: Sequence[Answer]) -> list[tuple[Row, Answer | None]]:
    try:
        return read_filled(file, answers)
    except (SheetError, OSError):
        return []


def _entered_in(file: Path, answers: Sequence[Answer]) -> dict[Place, dict[str, str]]:
    return {one.place: _own(row.cells) for row, one in _filled(file, answers) if one is not None}


def _own(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that a reader fills."""
    fixed = {*BEFORE, *AFTER, ""}
    return {name: cell for name, cell in cells.items() if name not in fixed}


def _stands_in(cells: Mapping[str, str], entered: Mapping[str, str]) -> bool:
    return all(cells.get(name, "") == cell.strip() for name, cell in entered.items())


def _put_aside(place: Path) -> str:
    number = 1
    while (aside := place.with_name(f"{place.stem}.before-{number}.csv")).exists():
        number += 1
    place.rename(aside)
    return (
        f"{aside}: the sheet that lay here, kept because rows of it fit no essay as it stands "
        "now. Nothing of it is lost; look through its marks."
    )


def _grades(course: Course, answers: Iterable[Answer]) -> dict[Place, float]:
    """Return what the gradebook knows of each essay: its points by a person, or not a number."""
    from atodds.grading.gradebook import read_essay_grades  # noqa: PLC0415 - needs nbgrader

    by_key = {student_key(one.student): one.student for one in answers}
    return {
        (by_key[row["student"]], row["exercise"]): row["points"]
        for row in read_essay_grades(course).to_dict("records")
        if row["student"] in by_key
    }


def _enter(
    course: Course,
    given: Iterable[EssayMark],
    marks: tuple[Marks, Marks],
    grades: Mapping[Place, float],
) -> list[str]:
    """Enter the marks that count now, and did not before, into the gradebook."""
    import pandas as pd  # noqa: PLC0415 - with nbgrader

    from atodds.grading.gradebook import MARK_COLUMNS, set_essay_marks  # noqa: PLC0415

    before, counting = marks
    rows, told = [], []
    for place in dict.fromkeys((one.student, one.exercise) for one in given):
        mark, known, stands = counting.get(place), before.get(place), grades.get(place)
        if mark is None or stands is None or (_is_same(mark, known) and not math.isnan(stands)):
            continue
        student, exercise = place
        lesson = next(one.lesson for one in EXERCISES if one.id == exercise)
        rows.append([student, lesson, exercise, mark.points, mark.said])
        if not math.isnan(stands) and stands not in {known.points if known else None, mark.points}:
            told.append(
                f"{student}, question {exercise}: formgrader had {stands:g} points; the sheet's "
                f"{mark.points:g} count now."
            )
    set_essay_marks(course, pd.DataFrame(rows, columns=MARK_COLUMNS))
    return told
