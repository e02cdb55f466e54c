"""Make the notebook that an instructor sees: the learner's words, our marks, nothing that runs.

nbgrader reads a mark out of a check cell's output: a number is partial credit, an error is
nothing, and *anything else is full points*. So every check cell gets a number, always.
"""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

from nbformat import NotebookNode, from_dict

from atodds.exercises import ANSWER_TYPE
from atodds.exercises.feedback import build_feedback
from atodds.grading.recorded import answers_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

LONGEST_CELL = 50_000
MOST_OWN_CELLS = 500
CUT = "\n[... cut here: the hand-in holds more ...]"
COPIED = "This is a copy of a check. Its points are counted at the other one."
# The role of a cell that tells how to mark; it is in judged notebooks alone.
MARK_SCHEME = "mark-scheme"
MENDED = "The text of this cell was changed; as it was given out, it stands here again."
ADDED = "This cell was missing from the hand-in; as it was given out, it stands here again."
# A browser takes a tag where one of these follows; a reader sees the same characters.
TAG = re.compile(r"<(?=[A-Za-z/!?])")
# The first half of a link, whose address may hide a script.
LINK = re.compile(r"\](?=[(:])")
# How a verdict of grading is shown in the words of a check.
SHOWN = {"right": "right", "hint": "hint", "for a reader": "kept"}


class _Released(NamedTuple):
    """What learners were given, by what a cell of a hand-in can be known by."""

    cells: dict[str, dict[str, Any]]
    by_role: dict[tuple[str, str], str]
    by_id: dict[str, str]
    prose: frozenset[str]
    metadata: dict[str, Any]


def judged_notebook(
    content: dict[str, Any],
    marks: pd.DataFrame,
    released: dict[str, Any],
    schemes: Mapping[str, str] | None = None,
) -> NotebookNode:
    """Put marks into a hand-in, and make it safe to look at.

    Parameters
    ----------
    content : dict
        The hand-in, as `read_hand_in` gave it.
    marks : pandas.DataFrame
        One row per exercise, as `judge_content` gives it.
    released : dict
        The notebook that learners were given, as `read_hand_in` gives it.
    schemes : Mapping, optional
        The number of an essay question to how it is marked, in Markdown: a cell below the essay.

    Returns
    -------
    NotebookNode
        A valid notebook. Learners' cells keep their text and lose their outputs; every check
        cell shows our feedback and a number, whether it was edited, copied or deleted.

    Examples
    --------
    >>> import pandas as pd
    >>> graded = {"grade": True, "grade_id": "check-6-1", "locked": True, "solution": False}
    >>> about = {"nbgrader": graded, "atodds": {"role": "check", "exercise": "6.1"}}
    >>> cell = {"cell_type": "code", "id": "a", "metadata": about, "source": "check('6.1', 2)"}
    >>> row = {"exercise": "6.1", "points": 1.5, "max_points": 2.0, "verdict": "hint"}
    >>> marks = pd.DataFrame([row | {"hint": "Look at the unit."}])
    >>> judged = judged_notebook({"cells": []}, marks, {"metadata": {}, "cells": [cell]})
    >>> judged.cells[0].outputs[-1].data["text/plain"]
    '1.5'
    """
    return from_dict(judged_content(content, marks, released, schemes))


def judged_content(
    content: dict[str, Any],
    marks: pd.DataFrame,
    released: dict[str, Any],
    schemes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Do what `judged_notebook` does, in plain JSON data, which is quick to write.

    Parameters
    ----------
    content : dict
        The hand-in, as `read_hand_in` gave it.
    marks : pandas.DataFrame
        One row per exercise, as `judge_content` gives it.
    released : dict
        The notebook that learners were given.
    schemes : Mapping, optional
        As for `judged_notebook`.

    Returns
    -------
    dict
        The notebook, fit to be written as JSON.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame({"exercise": []})
    >>> judged_content({"cells": ["junk"]}, marks, {"metadata": {}, "cells": []})["cells"]
    []
    """
    notebook = _kept(content, released)
    rows = {row["exercise"]: row for row in marks.to_dict("records")}
    for cell in notebook["cells"]:
        about = cell["metadata"].get("atodds", {})
        if about.get("role") == "check":
            said = [about.pop("said")] if "said" in about else []
            cell["outputs"] += _verdict(about["exercise"], rows.get(about["exercise"]), said)
    notebook["cells"] = list(_with_schemes(notebook["cells"], schemes or {}))
    notebook["metadata"].setdefault("atodds", {})["judged"] = _kit()
    return notebook


def kept_notebook(content: dict[str, Any], released: dict[str, Any]) -> NotebookNode:
    """Reduce a hand-in to its text and its recorded answers, in the frame of what was given out.

    Parameters
    ----------
    content : dict
        The hand-in, as `read_hand_in` gave it.
    released : dict
        The notebook that learners were given.

    Returns
    -------
    NotebookNode
        A valid notebook that judges like the hand-in: the same answers count.

    Examples
    --------
    >>> hostile = {"cells": [{"cell_type": "markdown", "source": "<script>alert(1)</script>"}]}
    >>> kept_notebook(hostile, {"metadata": {}, "cells": []}).cells[0].source
    '&lt;script>alert(1)&lt;/script>'
    """
    return from_dict(_kept(content, released))


def _kept(content: dict[str, Any], released: dict[str, Any]) -> dict[str, Any]:
    given = _read_released(released)
    cells = content["cells"]
    place = _places(cells, given)
    records = _records(content, given)
    names = {at: name for name, at in place.items()}
    kept: list[dict[str, Any]] = []
    own = 0
    for at, cell in enumerate(cells):
        if not isinstance(cell, dict):
            continue
        if at in names:
            kept.append(_ours(cell, given.cells[names[at]], records.get(at, [])))
        elif own < MOST_OWN_CELLS or at in records:
            own += 1
            kept.append(_own(cell, at, given, records.get(at, [])))
    whole = _with_missing(kept, given)
    return {"cells": whole, "metadata": given.metadata, "nbformat": 4, "nbformat_minor": 5}


def _read_released(released: dict[str, Any]) -> _Released:
    graded = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell
        for cell in released["cells"]
        if "nbgrader" in cell["metadata"]
    }
    about = {name: cell["metadata"].get("atodds", {}) for name, cell in graded.items()}
    prose = [cell for cell in released["cells"] if cell["cell_type"] == "markdown"]
    return _Released(
        graded,
        {(str(one.get("role")), str(one.get("exercise"))): name for name, one in about.items()},
        {str(cell.get("id")): name for name, cell in graded.items()},
        frozenset(_text(cell) for cell in prose),
        copy.deepcopy(released["metadata"]),
    )


def _places(cells: list[Any], given: _Released) -> dict[str, int]:
    """Say which cell of a hand-in stands for each graded cell: the last that says it does.

    What our own metadata says goes first, because essays are read by it.
    """
    by_other, by_role = {}, {}
    for at, cell in enumerate(cells):
        role, other = _named(cell, given)
        if role:
            by_role[role] = at
        elif other:
            by_other[other] = at
    return by_other | by_role


def _named(cell: object, given: _Released) -> tuple[str, str]:
    """Return the graded cell that a cell claims to be: by our metadata, and by anything else."""
    metadata = _mapping(_mapping(cell).get("metadata"))
    about, graded = _mapping(metadata.get("atodds")), _mapping(metadata.get("nbgrader"))
    role = given.by_role.get((str(about.get("role")), str(about.get("exercise"))), "")
    name = str(graded.get("grade_id"))
    return role, name if name in given.cells else given.by_id.get(str(_mapping(cell).get("id")), "")


def _records(content: dict[str, Any], given: _Released) -> dict[int, list[dict[str, Any]]]:
    """Give, for each cell, outputs that hold the answers which count and nothing else."""
    known = {exercise for _, exercise in given.by_role}
    found: dict[int, list[dict[str, Any]]] = {}
    for row in answers_in(content).to_dict("records"):
        if row["exercise"] in known:
            record = row["record"] if not row["problem"] else {"exercise": row["exercise"]}
            found.setdefault(row["cell"] - 1, []).append(_display({ANSWER_TYPE: _plain(record)}))
    return found


def _ours(
    cell: dict[str, Any], given: dict[str, Any], records: list[dict[str, Any]]
) -> dict[str, Any]:
    """Take a graded cell: the learner's text, unless the cell is locked; the rest as given out."""
    metadata = copy.deepcopy(given["metadata"])
    source = _text(cell)
    if metadata["nbgrader"].get("locked") and not metadata["nbgrader"].get("solution"):
        if source != _text(given):
            metadata["atodds"]["said"] = MENDED
        source = _text(given)
    elif given["cell_type"] == "markdown" and source != _text(given):
        source = harmless(source)
    count = cell.get("execution_count")
    return _cell(given["cell_type"], source, str(given["id"]), metadata, (count, records))


def _own(
    cell: dict[str, Any], at: int, given: _Released, records: list[dict[str, Any]]
) -> dict[str, Any]:
    """Take a cell that is not graded; one that claims to be a check cell twice is a copy."""
    source = _text(cell)
    if cell.get("cell_type") == "markdown":
        source = source if source in given.prose else harmless(source)
        return _cell("markdown", source, f"own-{at}", {}, (None, []))
    name = next((name for name in _named(cell, given) if name), "")
    copied = _mapping(given.cells.get(name)).get("metadata", {}).get("atodds", {})
    note = [_display({"text/plain": COPIED})] if copied.get("role") == "check" else []
    return _cell("code", source, f"own-{at}", {}, (cell.get("execution_count"), records + note))


def _cell(
    kind: str,
    source: str,
    cell_id: str,
    metadata: Mapping[str, Any],
    ran: tuple[object, list[dict[str, Any]]],
) -> dict[str, Any]:
    cell = {"cell_type": kind, "id": cell_id, "metadata": dict(metadata), "source": source}
    if kind == "markdown":
        return cell
    count, outputs = ran
    # `type`, not isinstance: a truth value is no count.
    counted = count if type(count) is int and 0 <= count < 10**9 else None
    return cell | {"outputs": list(outputs), "execution_count": counted}


def _with_missing(kept: list[dict[str, Any]], given: _Released) -> list[dict[str, Any]]:
    """Put graded cells that are gone back, each after the graded cell before it."""
    cells = list(kept)
    after = -1
    for name, cell in given.cells.items():
        here = [at for at, one in enumerate(cells) if _grade_id(one) == name]
        if here:
            after = here[0]
            continue
        metadata = copy.deepcopy(cell["metadata"])
        if metadata.get("atodds", {}).get("role") == "check":
            metadata["atodds"]["said"] = ADDED
        after += 1
        again = _cell(cell["cell_type"], _text(cell), str(cell["id"]), metadata, (None, []))
        cells.insert(after, again)
    return cells


def _with_schemes(
    cells: Iterable[dict[str, Any]], schemes: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Put how an essay is marked below it; the cell is not graded, and marked as ours."""
    for cell in cells:
        yield cell
        about = cell["metadata"].get("atodds", {})
        exercise = about.get("exercise")
        if about.get("role") == "essay" and exercise in schemes:
            ours = {"atodds": {"role": MARK_SCHEME, "exercise": exercise}}
            name = f"scheme-{exercise.replace('.', '-')}"
            yield _cell("markdown", schemes[exercise], name, ours, (None, []))


def _grade_id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _verdict(exercise: str, row: Mapping[Any, Any] | None, said: list[str]) -> list[dict[str, Any]]:
    """Make a check cell's outputs: what a person reads, and the number that nbgrader reads."""
    points, words, shown = 0.0, f"This kit knows no exercise {exercise}; mark it by hand.", "kept"
    after = "no points by machine"
    if row is not None:
        # A missing mark waits for a person: until then it is nothing, and never everything.
        points = float(row["points"]) if row["points"] == row["points"] else 0.0
        words, shown = str(row["hint"]), SHOWN.get(str(row["verdict"]), "not yet")
        after = f"{points:g} of {float(row['max_points']):g} points"
    after = " ".join([f"{after[:1].upper()}{after[1:]}.", *said])
    feedback = build_feedback(exercise, shown, words, {}, after=after)  # type: ignore[arg-type]
    number = {"data": {"text/plain": f"{points:g}"}, "metadata": {}, "execution_count": None}
    return [
        _display({"text/html": feedback.html, "text/plain": feedback.text}),
        {"output_type": "execute_result"} | number,
    ]


def harmless(markdown: str) -> str:
    r"""Return Markdown in which no tag is a tag and no link is a link; the words stay.

    Formgrader shows Markdown with whatever HTML it holds, in the instructor's session.

    Parameters
    ----------
    markdown : str
        What a learner wrote.

    Returns
    -------
    str
        It reads the same.

    Examples
    --------
    >>> harmless("a < b, <b>not</b> [c](javascript:alert(1))")
    'a < b, &lt;b>not&lt;/b> [c]\\(javascript:alert(1))'
    """
    return LINK.sub(r"]\\", TAG.sub("&lt;", markdown))


@cache
def _kit() -> str:
    return version("atodds")


def _display(data: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _text(cell: object) -> str:
    """Return a cell's source, which may be a list of lines or anything else; cut where huge."""
    source = _mapping(cell).get("source")
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    cut = text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + CUT
    return cut.encode("utf-8", "replace").decode()


def _plain(record: object) -> object:
    """Return a record that can be saved: no half characters."""
    return json.loads(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))


def _mapping(value: object) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}
