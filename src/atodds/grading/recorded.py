"""Read the answers that check cells recorded in a notebook's own outputs.

A hand-in may be anything: cut off, huge, hostile. It is read as plain JSON of limited size,
never executed, and never trusted to have the types it should have.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.exercises import ANSWER_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 20_000_000
LARGEST_ANSWER = 64_000
COLUMNS = ["exercise", "answer", "record", "cell", "problem"]


class HandInError(ValueError):
    """A hand-in that cannot be read: a sentence that says what to ask the learner for."""


def recorded_answers(notebook: str | Path) -> pd.DataFrame:
    """List the answer that counts for each exercise, from the outputs of a saved notebook.

    Where an exercise was checked in several cells, the one that was run last counts: the highest
    execution count, and of equals the lowest cell of the page.

    Parameters
    ----------
    notebook : str or Path
        A saved notebook. Nothing in it is executed.

    Returns
    -------
    pandas.DataFrame
        ``exercise``, its ``answer``, the whole ``record``, the number of its ``cell`` (1 is the
        first), and a ``problem`` where the record is there but cannot be used.

    Raises
    ------
    HandInError
        If the file is no notebook, with a plain sentence.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> record = {"format": 1, "exercise": "6.2", "answer": 162, "recorded": True}
    >>> output = {"output_type": "display_data", "data": {ANSWER_TYPE: record}}
    >>> cell = {"cell_type": "code", "execution_count": 4, "outputs": [output]}
    >>> saved = folder / "06-number.ipynb"
    >>> _ = saved.write_text(json.dumps({"nbformat": 4, "cells": [cell]}))
    >>> recorded_answers(saved)[["exercise", "answer", "cell", "problem"]]
      exercise answer  cell problem
    0      6.2    162     1
    >>> recorded_answers(folder / "essay.pdf")
    Traceback (most recent call last):
    ...
    atodds.grading.recorded.HandInError: essay.pdf: there is no such file; check the name.
    """
    return answers_in(read_hand_in(notebook))


def read_hand_in(notebook: str | Path) -> dict[str, Any]:
    """Read a saved notebook as plain data.

    Parameters
    ----------
    notebook : str or Path
        A file that should be a notebook of format 4.

    Returns
    -------
    dict
        The notebook; ``cells`` is a list, and nothing else is promised.

    Raises
    ------
    HandInError
        If it is not there, too large, cut off, or no notebook.

    Examples
    --------
    >>> cut_off = getfixture("tmp_path") / "06-number.ipynb"
    >>> _ = cut_off.write_text('{"nbformat": 4, "cells": [')
    >>> read_hand_in(cut_off)
    Traceback (most recent call last):
    ...
    atodds.grading.recorded.HandInError: 06-number.ipynb: this is no notebook, or it was cut
    off on its way; ask for the file again.
    """
    path = Path(notebook)
    # Only a plain file: reading a pipe or a device might never end.
    if not path.is_file():
        kind = "this is no file" if path.exists() else "there is no such file"
        raise HandInError(f"{path.name}: {kind}; check the name.")
    data = _read_limited(path)
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        remedy = "this is no notebook, or it was cut off on its way; ask for the file again."
        raise HandInError(f"{path.name}: {remedy}") from error
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        remedy = "expected a notebook with cells; save it in JupyterLab, and hand that file in."
        raise HandInError(f"{path.name}: {remedy}")
    return content


def answers_in(content: dict[str, Any]) -> pd.DataFrame:
    """List the answer that counts for each exercise of a notebook already read.

    Parameters
    ----------
    content : dict
        What `read_hand_in` gave.

    Returns
    -------
    pandas.DataFrame
        As `recorded_answers` gives it.

    Examples
    --------
    >>> answers_in({"cells": ["no cell", {"cell_type": "code", "outputs": {}}]}).empty
    True
    """
    found = sorted(_bundles(content["cells"]), key=lambda row: (row[0], row[1]))
    latest = {row["exercise"]: row for row in (_row(cell, data) for _, cell, data in found)}
    rows = [latest[exercise] for exercise in sorted(latest, key=_by_number)]
    return pd.DataFrame({column: [row[column] for row in rows] for column in COLUMNS})


def _read_limited(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise HandInError(f"{path.name}: cannot be read ({error.strerror}).") from error
    if len(data) > LARGEST_FILE:
        size = LARGEST_FILE // 1_000_000
        remedy = "ask for it with large outputs cleared."
        raise HandInError(f"{path.name}: larger than {size} MB, so no lesson of ours; {remedy}")
    return data


def _bundles(cells: list[Any]) -> Iterator[tuple[int, int, object]]:
    """Give execution count, cell number and content of every recorded answer in code cells."""
    for number, cell in enumerate(cells, 1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        count = cell.get("execution_count")
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else []:
            data = output.get("data") if isinstance(output, dict) else None
            if isinstance(data, dict) and ANSWER_TYPE in data:
                # `type`, not isinstance: a truth value is no count.
                yield count if type(count) is int else 0, number, data[ANSWER_TYPE]


def _row(cell: int, record: object) -> dict[str, Any]:
    """One row; a record that cannot be used says why and carries no answer."""
    exercise = record.get("exercise") if isinstance(record, dict) else None
    row = {"exercise": "", "answer": None, "record": None, "cell": cell, "problem": ""}
    if not isinstance(record, dict) or not isinstance(exercise, str) or len(exercise) > 20:
        return row | {"problem": "The recorded answer does not say which exercise it is for."}
    row["exercise"] = exercise
    if "answer" not in record:
        return row | {"problem": "The record holds no answer."}
    if len(json.dumps(record)) > LARGEST_ANSWER:
        return row | {"problem": "The recorded answer is larger than any that a check keeps."}
    return row | {"answer": record["answer"], "record": record}


def _by_number(exercise: str) -> tuple[list[int], str]:
    """Order 6.10 after 6.9, and what is no number first."""
    parts = exercise.split(".")
    plain = all(part.isascii() and part.isdigit() for part in parts)
    return [int(part) for part in parts] if plain else [], exercise
