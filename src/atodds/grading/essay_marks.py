"""What a reader gave for an essay: levels by the rubric's rows, points, a comment; and for what."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from atodds.exercises.exercise import LEVELS
from atodds.grading.judged import harmless
from atodds.grading.marks import cell_text, csv_cell
from atodds.work.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from atodds.exercises import Essay
    from atodds.grading.graded import Graded

STORE = "marked-essays.csv"
STORE_COLUMNS = ["student", "exercise", "marking", "marker", "levels", "points"]
STORE_COLUMNS += ["codes", "comment", "said", "text"]
LONGEST_DIGESTED = 20_000


@dataclass(frozen=True)
class EssayMark:
    """One reader's mark of one essay.

    Attributes
    ----------
    student, exercise
        Whose essay, and the number of its question.
    points
        What it earns.
    levels
        The rubric's levels, 1 to 3, in the order of its rows; empty where only points are given.
    codes, comment
        As the reader entered them.
    said
        What the learner reads: the codes written out, and the comment.
    marker
        Who marked, as the sheet says.
    marking
        Empty in the main sheet; in a sheet of one of several markers, that marker's name.
    text
        A digest of the text that was marked.
    """

    student: str
    exercise: str
    points: float
    levels: tuple[int, ...] = ()
    codes: str = ""
    comment: str = ""
    said: str = ""
    marker: str = ""
    marking: str = ""
    text: str = ""


def points_of(levels: Sequence[int], most: float) -> float:
    """Return what levels earn: each row has an equal share, of which a level earns its third.

    Parameters
    ----------
    levels : sequence of int
        1, 2 or 3 for each row of the rubric.
    most : float
        The essay's points.

    Returns
    -------
    float
        To hundredths of a point.

    Raises
    ------
    ValueError
        If a level is none of the three.

    Examples
    --------
    >>> points_of([1, 2, 3], 9), points_of([3, 3], 8), points_of([1, 1, 2], 8)
    (6.0, 8.0, 3.56)
    >>> points_of([4], 9)
    Traceback (most recent call last):
    ...
    ValueError: Expected levels from 1 to 3, found 4.
    """
    odd = [level for level in levels if level not in range(1, len(LEVELS) + 1)]
    if odd or not levels:
        found = ", ".join(map(str, odd)) or "none"
        raise ValueError(f"Expected levels from 1 to {len(LEVELS)}, found {found}.")
    return round(most * sum(levels) / (len(LEVELS) * len(levels)), 2)


def digest_text(text: str) -> str:
    """Return a digest of an essay's text, by which a change is told.

    Parameters
    ----------
    text : str
        The essay as it was handed in.

    Returns
    -------
    str
        SHA-256 in hexadecimal; of the text as formgrader shows it, so that both ways of
        grading tell a change alike.

    Examples
    --------
    >>> digest_text("A fence.") == digest_text("A fence.") != digest_text("A fence!")
    True
    """
    shown = harmless(text)[:LONGEST_DIGESTED]
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()


def choose_counting(marks: Iterable[EssayMark]) -> dict[tuple[str, str], EssayMark]:
    """Return the mark that counts for each essay.

    The main sheet's counts. Where it has none, that of the marker who was read in first does,
    until a resolved mark stands in the main sheet.

    Parameters
    ----------
    marks : Iterable of EssayMark
        In the order in which they were first read in.

    Returns
    -------
    dict
        Student and exercise to the mark.

    Examples
    --------
    >>> first, second = (EssayMark("ada", "6.10", 6, marking=name) for name in ("bo", "cy"))
    >>> choose_counting([first, second])["ada", "6.10"].marking
    'bo'
    >>> choose_counting([first, second, EssayMark("ada", "6.10", 7)])["ada", "6.10"].points
    7
    """
    found: dict[tuple[str, str], EssayMark] = {}
    for mark in marks:
        key = mark.student, mark.exercise
        if key not in found or not mark.marking:
            found[key] = mark
    return found


def with_marks(graded: Graded, marks: Mapping[tuple[str, str], EssayMark]) -> Graded:
    """Put a reader's marks into a judged hand-in's table of marks.

    Parameters
    ----------
    graded : Graded
        As the machine judged it.
    marks : Mapping
        Student and exercise to the mark that counts.

    Returns
    -------
    Graded
        An essay that was marked has its points, and the reader's words as its hint. One whose
        text is another since then keeps its mark, is noted and waits. A mark for what the machine
        judges takes the place of the machine's.

    Examples
    --------
    >>> from pathlib import Path
    >>> from atodds.grading import Graded
    >>> row = {"exercise": "6.2", "points": math.nan, "verdict": "for a reader", "hint": ""}
    >>> essay = {"exercise": "6.2", "text": "So.", "written": True, "max_points": 9.0}
    >>> one = Graded("ada", "06", Path("a"), "0", pd.DataFrame([row]), pd.DataFrame([essay]))
    >>> mark = EssayMark("ada", "6.2", 7.0, said="Good.", text=digest_text("So."))
    >>> with_marks(one, {("ada", "6.2"): mark}).marks.values.tolist()
    [['6.2', 7.0, 'for a reader', 'Good.']]
    >>> with_marks(one, {("bo", "6.2"): mark}) is one
    True
    """
    own = {name: marks.get((graded.student, name)) for name in graded.marks["exercise"]}
    if not any(own.values()):
        return graded
    texts = dict(zip(graded.essays["exercise"], graded.essays["text"], strict=True))
    table = graded.marks.copy()
    changed = []
    for at, exercise in zip(table.index, table["exercise"], strict=True):
        mark = own[exercise]
        if mark is None:
            continue
        table.loc[at, "points"] = mark.points
        if exercise in texts:
            table.loc[at, "hint"] = mark.said
            changed += [exercise] if mark.text != digest_text(texts[exercise]) else []
        elif mark.said:
            table.loc[at, "hint"] = mark.said
    told = f"Essays changed since they were marked, to look at again: {', '.join(changed)}."
    notes = (*graded.notes, *([told] if changed else []))
    return replace(graded, marks=table, notes=notes, reread=tuple(changed))


def feedback_rows(marks: Iterable[EssayMark], essays: Mapping[str, Essay]) -> pd.DataFrame:
    """Return marks as the learner's page takes them.

    Parameters
    ----------
    marks : Iterable of EssayMark
        One learner's.
    essays : Mapping
        The number of a question to the question.

    Returns
    -------
    pandas.DataFrame
        ``exercise``, ``row``, ``level``, ``points`` and ``comment``: a row for each row of the
        rubric that got a level, and one for the essay as a whole.

    Examples
    --------
    >>> feedback_rows([EssayMark("ada", "6.2", 7.0, said="Good.")], {}).values.tolist()
    [['6.2', '', '', 7.0, 'Good.']]
    """
    rows: list[list[object]] = []
    for mark in marks:
        essay = essays.get(mark.exercise)
        if essay and len(mark.levels) == len(essay.rows):
            # Where the reader gave other points than the levels make, no row has its own.
            as_computed = points_of(mark.levels, essay.points) == mark.points
            share = essay.points / len(essay.rows) if as_computed else math.nan
            for row, level in zip(essay.rows, mark.levels, strict=True):
                worth = points_of([level], share)
                rows.append([mark.exercise, row.name, LEVELS[level - 1], worth, ""])
        rows.append([mark.exercise, "", "", mark.points, mark.said])
    return pd.DataFrame(rows, columns=["exercise", "row", "level", "points", "comment"])


def write_store(folder: Path, marks: Iterable[EssayMark]) -> None:
    """Keep all marks of all markers, whole or not at all.

    Parameters
    ----------
    folder : Path
        Where grading writes to.
    marks : Iterable of EssayMark
        In the order in which they were first read in.

    Examples
    --------
    >>> mark = EssayMark("=ada", "6.10", 6.5, (1, 3), comment="-", said="-", marking="bo")
    >>> write_store(getfixture("tmp_path"), [mark])
    >>> read_store(getfixture("tmp_path")) == [mark]
    True
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(STORE_COLUMNS)
    for mark in marks:
        levels = " ".join(map(str, mark.levels))
        row = [mark.student, mark.exercise, mark.marking, mark.marker, levels, repr(mark.points)]
        row += [mark.codes, mark.comment, mark.said, mark.text]
        writer.writerow([csv_cell(cell) for cell in row])
    write_whole(folder / STORE, stream.getvalue().encode("utf-8-sig"))


def read_store(folder: Path) -> list[EssayMark]:
    r"""Read the marks that were kept.

    Parameters
    ----------
    folder : Path
        Where grading writes to.

    Returns
    -------
    list of EssayMark
        Empty where there are none yet.

    Raises
    ------
    ValueError
        If the file was edited into something else; it is left as it is.

    Examples
    --------
    >>> read_store(getfixture("tmp_path"))
    []
    >>> _ = (getfixture("tmp_path") / STORE).write_text("a,b\n1,2\n")
    >>> read_store(getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    ValueError: marked-essays.csv cannot be read (row 2). It holds the marks that were read in...
    """
    try:
        text = (folder / STORE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    marks = []
    for at, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        try:
            cells = {name: cell_text(row[name]) for name in STORE_COLUMNS}
            levels = tuple(int(one) for one in cells.pop("levels").split())
            points = float(cells.pop("points"))
        except (KeyError, ValueError, TypeError) as error:
            raise ValueError(
                f"{STORE} cannot be read (row {at}). It holds the marks that were read in and is "
                "not to be edited: put it back as it was, or move it away and read your essays.csv "
                "in again."
            ) from error
        marks.append(EssayMark(**cells, levels=levels, points=points))
    return marks
