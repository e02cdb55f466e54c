"""Who is in the class that was judged last: so that marks are written again without judging."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from atodds.grading.batch import Refused
from atodds.grading.journal import Journal, from_entry
from atodds.grading.places import JUDGED
from atodds.work.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.grading.graded import Graded

    Kept: TypeAlias = tuple[str, str, dict[str, Any]]

NAME = "class.json"
FORMAT = 1
COLUMNS = ["student", "lesson", "file", "name", "number", "note"]
GONE = "what was judged of {} is gone from `.judged`; run `atodds grade` on the class again."
NOT_GRADED = "this is no folder that `atodds grade` wrote to; judge the hand-ins first."


def write_roll(
    folder: str | Path, judge: str, hand_ins: pd.DataFrame, judged: Sequence[tuple[str, str]]
) -> None:
    """Keep which hand-ins were judged, and under which digest the journal has each.

    Parameters
    ----------
    folder : str or Path
        Where grading writes to.
    judge : str
        What judged, as `name_judge` names it.
    hand_ins : pandas.DataFrame
        What `find_hand_ins` gave.
    judged : sequence of tuple
        For each row: its digest and its problem, one of them empty.

    Examples
    --------
    >>> hand_ins = pd.DataFrame([["ada", "06", None, "x.pdf", "7", ""]], columns=COLUMNS)
    >>> write_roll(getfixture("tmp_path"), "0.1.0-a", hand_ins, [("", "This is no notebook.")])
    >>> found, judged = read_roll(getfixture("tmp_path"))
    >>> found["number"].tolist(), next(judged).problem
    (['7'], 'This is no notebook.')
    """
    rows = []
    for row, (digest, problem) in zip(hand_ins[COLUMNS].to_dict("records"), judged, strict=True):
        told = {name: "" if value is None else str(value) for name, value in row.items()}
        rows.append(told | {"digest": digest, "problem": problem})
    content = {"format": FORMAT, "judge": judge, "hand_ins": rows}
    place = Path(folder) / JUDGED / NAME
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, json.dumps(content).encode())


def read_roll(folder: str | Path) -> tuple[pd.DataFrame, Iterator[Graded | Refused]]:
    """Return the class as it was judged last; no notebook is read again.

    Parameters
    ----------
    folder : str or Path
        Where grading wrote to.

    Returns
    -------
    tuple
        One row per hand-in (``student``, ``lesson``, ``file``, ``name``, ``number``, ``note``),
        and an iterator over what judging gave, in the same order.

    Raises
    ------
    ValueError
        If nothing was judged there; while iterating, if what was judged of a hand-in is gone.

    Examples
    --------
    >>> read_roll(getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    ValueError: ...: this is no folder that `atodds grade` wrote to; judge the hand-ins first.
    """
    rows, journal = _read(folder)
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object), _judged(journal, rows)


def read_entries(folder: str | Path) -> Iterator[tuple[str, Iterator[Kept]]]:
    """Give, lesson by lesson, what the journal has of the class that was judged last.

    Parameters
    ----------
    folder : str or Path
        Where grading wrote to.

    Yields
    ------
    tuple
        The lesson, and an iterator over student, lesson and entry of each that was judged.

    Raises
    ------
    ValueError
        If nothing was judged there, or what was judged of a hand-in is gone.

    Examples
    --------
    >>> list(read_entries(getfixture("tmp_path")))
    Traceback (most recent call last):
    ...
    ValueError: ...: this is no folder that `atodds grade` wrote to; judge the hand-ins first.
    """
    rows, journal = _read(folder)
    # Of what could not be read, nobody knows the lesson.
    for lesson in sorted({row["lesson"] for row in rows} - {""}):
        ours = [row for row in rows if row["lesson"] == lesson]
        pairs = ((row["student"], _entry(journal, row)) for row in ours)
        yield lesson, ((student, lesson, entry) for student, entry in pairs if entry)


def no_longer_in(folder: str | Path, hand_ins: pd.DataFrame) -> list[str]:
    """List what the class that was judged last had handed in, and this one has not.

    Parameters
    ----------
    folder : str or Path
        Where grading wrote to.
    hand_ins : pandas.DataFrame
        What `find_hand_ins` gave.

    Returns
    -------
    list of str
        Student and lesson of each, in order; none where nothing was judged before.

    Examples
    --------
    >>> ada, bob = (pd.DataFrame([[who, "06", None, "", "", ""]], columns=COLUMNS)
    ...     for who in ("ada", "bob"))
    >>> no_longer_in(getfixture("tmp_path"), ada)
    []
    >>> write_roll(getfixture("tmp_path"), "0.1.0-a", ada, [("", "This is no notebook.")])
    >>> no_longer_in(getfixture("tmp_path"), bob)
    ['ada (06)']
    """
    try:
        before, _ = _read(folder)
    except ValueError:
        return []
    now = set(zip(hand_ins["student"], hand_ins["lesson"], strict=True))
    pairs = ((row["student"], row["lesson"]) for row in before)
    return [f"{one} ({lesson})" for one, lesson in pairs if lesson and (one, lesson) not in now]


def _read(folder: str | Path) -> tuple[list[dict[str, Any]], Journal]:
    place = Path(folder)
    try:
        content = json.loads((place / JUDGED / NAME).read_text(encoding="utf-8"))
        rows = content["hand_ins"] if content["format"] == FORMAT else None
        judge = content["judge"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{place}: {NOT_GRADED}") from error
    if rows is None:
        raise ValueError(f"{place}: another version of the kit wrote this; grade once more.")
    return rows, Journal(place, judge)


def _judged(journal: Journal, rows: list[dict[str, Any]]) -> Iterator[Graded | Refused]:
    for row in rows:
        student, lesson = row["student"], row["lesson"]
        entry = _entry(journal, row)
        if entry is None:
            yield Refused(student, lesson, row["name"], row["problem"])
        else:
            graded = from_entry(entry, student, Path(row["file"]), row["note"])
            yield replace(graded, digest=row["digest"])


def _entry(journal: Journal, row: dict[str, Any]) -> dict[str, Any] | None:
    """Return what was judged of a hand-in; None where it was refused."""
    if not row["digest"]:
        return None
    entry = journal.read(f"{row['digest']}-{row['lesson']}")
    if entry is None:
        # Tables without these marks would be written over those that have them.
        raise ValueError(f"{journal.folder.parent}: {GONE.format(row['name'])}")
    return entry
