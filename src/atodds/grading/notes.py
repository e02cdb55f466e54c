"""Name for the instructor what is odd about a hand-in; no note changes a mark."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from atodds.exercises import ANSWER_TYPE
from atodds.exercises.feedback import SIGNS
from atodds.grading.recorded import answers_in
from atodds.grading.released import graded_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

    from atodds.grading.released import Released

LONGEST_LIST = 12
NOTHING = (
    "It holds no answer: nothing was checked, or its outputs were cleared before it was saved."
)


def odd_things(
    content: dict[str, Any],
    marks: pd.DataFrame,
    *,
    kit: str,
    released: Released | None = None,
) -> tuple[str, ...]:
    """Name what is odd about a notebook.

    Parameters
    ----------
    content : dict
        What `read_hand_in` gave.
    marks : pandas.DataFrame
        What `judge_content` gave for it.
    kit : str
        The version of this kit, against which the one in the records is held.
    released : Released, optional
        The lesson as it was handed out; without it, edited and deleted cells go unnoticed.

    Returns
    -------
    tuple of str
        Plain sentences, always in the same order.

    Examples
    --------
    >>> import pandas as pd
    >>> record = {"exercise": "5.1", "answer": 3, "kit": "0.0.1"}
    >>> output = {"output_type": "display_data", "data": {ANSWER_TYPE: record}}
    >>> cell = {"cell_type": "code", "execution_count": 2, "outputs": [output]}
    >>> marks = pd.DataFrame({"exercise": ["6.1"], "verdict": ["not recorded"]})
    >>> for note in odd_things({"cells": [cell]}, marks, kit="0.1.0"):
    ...     print(note)
    It holds no answer: nothing was checked, or its outputs were cleared before it was saved.
    Answers to exercises of another lesson: 5.1.
    Recorded with version 0.0.1 of the kit; judged with 0.1.0.
    """
    graded, copied = graded_cells(content)
    verdicts = dict(zip(marks["exercise"], marks["verdict"], strict=True))
    cells = [cell for cell in content["cells"] if isinstance(cell, dict)]
    judged = [verdict for verdict in verdicts.values() if verdict != "for a reader"]
    notes = [
        NOTHING if judged and set(judged) == {"not recorded"} else "",
        *(_changed(graded, released) if released else []),
        _listed("Graded cells that stand twice (the answer checked last counts)", copied),
        *_foreign(content, verdicts, kit),
        *_order(cells, verdicts),
        *_forged(cells, verdicts),
    ]
    return tuple(note for note in notes if note)


def _changed(graded: dict[str, dict[str, Any]], released: Released) -> Iterator[str]:
    """Compare the graded cells with those handed out."""
    names = released.cells
    numbers = {name: str(cell["exercise"] or name) for name, cell in names.items()}
    gone = [numbers[name] for name in names if name not in graded]
    there = [name for name in names if name in graded]
    edited = [
        numbers[name]
        for name in there
        if names[name]["kind"] == "code" and graded[name]["source"] != names[name]["source"]
    ]
    points = [numbers[name] for name in there if graded[name]["points"] != names[name]["points"]]
    yield _listed("Graded cells deleted", gone)
    yield _listed("Check cells edited", edited)
    yield _listed("Points changed in the notebook (without effect)", points)
    yield _listed("Graded cells that no lesson has", sorted(set(graded) - set(names)))


def _foreign(content: dict[str, Any], verdicts: dict[str, str], kit: str) -> Iterator[str]:
    found = answers_in(content).to_dict("records")
    foreign = [row["exercise"] for row in found if row["exercise"] not in verdicts]
    yield _listed("Answers to exercises of another lesson", [one for one in foreign if one])
    if "" in foreign:
        yield "A recorded answer does not say which exercise it is for."
    records = [row["record"] for row in found if isinstance(row["record"], dict)]
    kits = {_brief(one.get("kit")) for one in records} - {kit}
    if kits:
        said = ", ".join(sorted(kits))
        yield f"Recorded with version {said} of the kit; judged with {kit}."


def _order(cells: Sequence[dict[str, Any]], verdicts: dict[str, str]) -> Iterator[str]:
    """Name checks that lost their record, and answers changed after they were checked."""
    checked: dict[str, int] = {}
    answered: dict[str, list[int | None]] = {}
    lost = []
    for cell in cells:
        role, exercise = _about(cell)
        if exercise not in verdicts or cell.get("cell_type") != "code":
            continue
        count = _count(cell)
        if role == "exercise":
            answered.setdefault(exercise, []).append(count)
        elif role == "check" and count is not None:
            checked[exercise] = max(count, checked.get(exercise, 0))
            lost += [exercise] if not list(_records(cell)) else []
    lost = [one for one in lost if verdicts[one] == "not recorded"]
    later = [
        exercise
        for exercise, count in checked.items()
        if exercise not in lost
        and any(one is not None and one > count for one in answered.get(exercise, []))
    ]
    never = [
        exercise
        for exercise in checked
        if exercise not in lost
        and answered.get(exercise)
        and all(one is None for one in answered[exercise])
    ]
    yield _listed("Checked, but the record is missing", lost)
    yield _listed("Run again after the check (what was checked counts)", later)
    yield _listed("Checked without its cell having been run", never)


def _forged(cells: Sequence[dict[str, Any]], verdicts: dict[str, str]) -> Iterator[str]:
    """Name outputs that claim what no check says; none of them has an effect."""
    scored, claimed, elsewhere, crowded = [], [], [], []
    for cell in cells:
        role, own = _about(cell)
        records = list(_records(cell))
        if role == "check" and own in verdicts:
            scored += [own] if any(_is_score(one) for one in _outputs(cell)) else []
            crowded += [own] if len(records) > 1 else []
        for record, text in records:
            exercise = record.get("exercise")
            if not isinstance(exercise, str) or exercise not in verdicts:
                continue
            elsewhere += [exercise] if exercise != own or role != "check" else []
            scored += [exercise] if {"score", "points", "verdict"} & set(record) else []
            said_right = text.startswith(SIGNS["right"][1])
            claimed += [exercise] if said_right and verdicts[exercise] != "right" else []
    yield _listed("Outputs that claim points (without effect)", scored)
    yield _listed("Outputs that say 'Right.' where the judge does not", claimed)
    yield _listed("Answers recorded outside of their own check cell", elsewhere)
    yield _listed("Several answers in one check cell (the last counts)", crowded)


def _records(cell: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for output in _outputs(cell):
        data = output.get("data")
        if isinstance(data, dict) and isinstance(data.get(ANSWER_TYPE), dict):
            text = data.get("text/plain")
            lines = text if isinstance(text, list) else [text]
            yield data[ANSWER_TYPE], "".join(line for line in lines if isinstance(line, str))


def _is_score(output: dict[str, Any]) -> bool:
    """Say whether an output is a bare number, which stock nbgrader takes for a score."""
    data = output.get("data")
    text = data.get("text/plain") if isinstance(data, dict) else None
    lines = text if isinstance(text, list) else [text]
    try:
        float("".join(line for line in lines if isinstance(line, str))[:40])
    except ValueError:
        return False
    return True


def _outputs(cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
    outputs = cell.get("outputs") if cell.get("cell_type") == "code" else None
    for output in outputs if isinstance(outputs, list) else []:
        if isinstance(output, dict):
            yield output


def _about(cell: dict[str, Any]) -> tuple[object, str]:
    metadata = cell.get("metadata")
    about = metadata.get("atodds") if isinstance(metadata, dict) else None
    about = about if isinstance(about, dict) else {}
    exercise = about.get("exercise")
    return about.get("role"), exercise if isinstance(exercise, str) else ""


def _count(cell: dict[str, Any]) -> int | None:
    count = cell.get("execution_count")
    return count if type(count) is int else None


def _listed(what: str, names: Iterable[object]) -> str:
    """Return "what: 6.1, 6.2.", each once; nothing where there are none."""
    listed = [_brief(name) for name in dict.fromkeys(names)]
    more = len(listed) - LONGEST_LIST
    shown = ", ".join(listed[:LONGEST_LIST]) + (f" and {more} more" if more > 0 else "")
    return f"{what}: {shown}." if listed else ""


def _brief(name: object) -> str:
    """Return a name that a hand-in gave, cut short, on one line and safe to write anywhere."""
    text = name if isinstance(name, str) else json.dumps(name)[:40]
    return "".join(letter if letter.isprintable() else " " for letter in text)[:40] or "unknown"
