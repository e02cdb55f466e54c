"""Make the two editions of a lesson: the learner's, and the solved one before it is run."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import v4

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from atodds.build.cells import Cell, Slot
    from atodds.build.masters import Master

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def learner_edition(master: Master, points: Mapping[str, float]) -> NotebookNode:
    r"""Make the notebook that a learner opens: starters, checks, no solution, no output.

    Parameters
    ----------
    master : Master
        The lesson as written.
    points : Mapping[str, float]
        Exercise id to its points.

    Returns
    -------
    NotebookNode
        A valid notebook of format 4.5.

    Raises
    ------
    KeyError
        If the lesson checks an exercise that ``points`` does not know.

    Examples
    --------
    >>> from atodds.build.cells import read_cells
    >>> from atodds.build.masters import Master
    >>> from atodds.build.pairing import pair_cells
    >>> head, cells = read_cells("# Who?\n", "01-who.md")
    >>> lesson = Master("01-who.md", "01-who", head, pair_cells(cells, "01-who.md"))
    >>> [(cell.id, cell.source) for cell in learner_edition(lesson, {}).cells]
    [('85e6dbb4247a', '# Who?')]
    """
    return _edition(master, points, "learner")


def solved_edition(master: Master, points: Mapping[str, float]) -> NotebookNode:
    """Make the notebook that holds every solution, before it is run.

    Parameters
    ----------
    master : Master
        The lesson as written.
    points : Mapping[str, float]
        Exercise id to its points.

    Returns
    -------
    NotebookNode
        A valid notebook of format 4.5; a cell that both editions hold has the same id in both.

    Raises
    ------
    KeyError
        If the lesson checks an exercise that ``points`` does not know.
    """
    return _edition(master, points, "solved")


def notebook_text(notebook: NotebookNode) -> str:
    r"""Write a notebook the one way in which this project stores notebooks.

    Parameters
    ----------
    notebook : NotebookNode
        A valid notebook.

    Returns
    -------
    str
        JSON with sorted keys, one step of indent, and a newline at the end.

    Examples
    --------
    >>> notebook_text(v4.new_notebook())[-22:]
    '"nbformat_minor": 5\n}\n'
    >>> notebook_text(v4.new_notebook(cells=[{"cell_type": "poem", "id": "a"}]))
    Traceback (most recent call last):
    ...
    nbformat.validator.NotebookValidationError: ...
    """
    nbformat.validate(notebook)
    return str(v4.writes(notebook)).rstrip("\n") + "\n"


def learning_resource(master: Master, points: Mapping[str, float]) -> dict[str, Any]:
    """Describe a lesson in the words of schema.org, so that catalogues can find it.

    Parameters
    ----------
    master : Master
        The lesson as written.
    points : Mapping[str, float]
        Exercise id to its points.

    Returns
    -------
    dict
        A LearningResource (https://schema.org/LearningResource); it assesses what it teaches,
        unless nothing in it earns points.

    Raises
    ------
    KeyError
        If the lesson checks an exercise that ``points`` does not know.

    Examples
    --------
    >>> from atodds.build.masters import Master
    >>> head = {"title": "Who?", "minutes": 45, "objectives": ["ask"]}
    >>> described = learning_resource(Master("01-who.md", "01-who", head, ()), {})
    >>> described["timeRequired"], described["teaches"], described["assesses"]
    ('PT45M', ['ask'], [])
    """
    head = master.head
    objectives = list(head.get("objectives", []))
    graded = any(points[exercise] for exercise in master.exercises)
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": str(head.get("title", _first_title(master))),
        "position": int(master.slug[:2]),
        "learningResourceType": "lesson",
        "inLanguage": "en",
        "educationalLevel": str(head.get("level", "beginner")),
        "timeRequired": f"PT{int(head.get('minutes', 0))}M",
        "teaches": objectives,
        "assesses": objectives if graded else [],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isPartOf": {"@type": "Course", "name": "At Odds"},
    }


def _edition(master: Master, points: Mapping[str, float], edition: str) -> NotebookNode:
    ids = _cell_ids(master)
    cells = [
        _notebook_cell(cell, slot, cell_id, points)
        for slot, cell_id in zip(master.slots, ids, strict=True)
        if (cell := slot.learner if edition == "learner" else slot.solved)
    ]
    title = str(master.head.get("title", _first_title(master)))
    about = {**master.head, "edition": edition, "lesson": master.slug[:2], "title": title}
    metadata = {
        "atodds": about,
        "kernelspec": KERNEL,
        "learning_resource": learning_resource(master, points),
        "title": title,
    }
    return v4.new_notebook(cells=cells, metadata=nbformat.from_dict(metadata))


def _cell_ids(master: Master) -> list[str]:
    """Ids from what a slot says, so that a cell keeps its id when others come or go."""
    seen: Counter[str] = Counter()
    ids = []
    for slot in master.slots:
        source = (slot.learner or slot.solved).source
        seen[source] += 1
        ids.append(_digest(f"{master.slug}\n{seen[source]}\n{source}")[:12])
    return ids


def _notebook_cell(
    cell: Cell, slot: Slot, cell_id: str, points: Mapping[str, float]
) -> NotebookNode:
    metadata: dict[str, Any] = {"tags": sorted(cell.tags)} if cell.tags else {}
    if slot.exercise:
        metadata["atodds"] = {"exercise": slot.exercise, "role": slot.role}
        metadata["nbgrader"] = _grading(slot, points)
    if slot.role == "essay" and slot.learner:
        # By this hash the rubric can tell an essay from a starter that nobody touched.
        metadata["atodds"]["starter"] = _digest(slot.learner.source.strip())
    make = v4.new_code_cell if cell.kind == "code" else v4.new_markdown_cell
    return make(source=cell.source, id=cell_id, metadata=nbformat.from_dict(metadata))


def _grading(slot: Slot, points: Mapping[str, float]) -> dict[str, Any]:
    """Say in nbgrader's words: a check is a locked test, a starter a solution, an essay both."""
    names = {"check": "check", "exercise": "answer", "essay": "essay"}
    metadata: dict[str, Any] = {
        "cell_type": slot.solved.kind,
        "grade": slot.role in {"check", "essay"},
        "grade_id": f"{names[slot.role]}-{slot.exercise.replace('.', '-')}",
        "locked": slot.role == "check",
        "schema_version": 3,
        "solution": slot.role in {"exercise", "essay"},
        "task": False,
    }
    if metadata["grade"]:
        metadata["points"] = points[slot.exercise]
    return metadata


def _first_title(master: Master) -> str:
    """Return the lesson's first heading, or its slug."""
    sources = (slot.solved.source for slot in master.slots if slot.solved.kind == "markdown")
    lines = (line for source in sources for line in source.splitlines())
    return next((line[2:].strip() for line in lines if line.startswith("# ")), master.slug)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
