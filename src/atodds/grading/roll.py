"""Who is in the class that was judged last: so that marks are written again without judging."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.grading.batch import Refused
from atodds.grading.journal import Journal, from_entry
from atodds.grading.places import JUDGED
from atodds.work.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.grading.graded import Graded

NAME = "class.json"
FORMAT = 1
COLUMNS = ["student", "lesson", "file", "name", "number", "note"]
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


def read_roll(
    folder: str | Path, lesson: str = ""
) -> tuple[pd.DataFrame, Iterator[Graded | Refused]]:
    """Return the class as it was judged last; no notebook is read again.

    Parameters
    ----------
    folder : str or Path
        Where grading wrote to.
    lesson : str
        The lesson of which the hand-ins are wanted; all of them if not given.

    Returns
    -------
    tuple
        One row per hand-in (``student``, ``lesson``, ``file``, ``name``, ``number``, ``note``),
        and an iterator over what judging gave, in the same order.

    Raises
    ------
    ValueError
        If nothing was judged there.

    Examples
    --------
    >>> read_roll(getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    ValueError: ...: this is no folder that `atodds grade` wrote to; judge the hand-ins first.
    """
    place = Path(folder)
    try:
        content = json.loads((place / JUDGED / NAME).read_text(encoding="utf-8"))
        rows = content["hand_ins"] if content["format"] == FORMAT else None
        judge = content["judge"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{place}: {NOT_GRADED}") from error
    if rows is None:
        raise ValueError(f"{place}: another version of the kit wrote this; grade once more.")
    rows = [row for row in rows if lesson in {"", row["lesson"]}]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object), _judged(Journal(place, judge), rows)


def _judged(journal: Journal, rows: list[dict[str, Any]]) -> Iterator[Graded | Refused]:
    for row in rows:
        student, lesson = row["student"], row["lesson"]
        entry = journal.read(f"{row['digest']}-{lesson}") if row["digest"] else None
        if entry is None or "problem" in entry:
            problem = row["problem"] or "What was judged is gone; run `atodds grade` again."
            yield Refused(student, lesson, row["name"], problem)
        else:
            graded = from_entry(entry, student, Path(row["file"]), row["note"])
            yield replace(graded, digest=row["digest"])
