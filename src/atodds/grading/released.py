"""Read the lessons that were handed out: what a hand-in is compared with."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SLUG = re.compile(r"\d\d-[a-z0-9-]+")


@dataclass(frozen=True)
class Released:
    """One lesson as it was handed out.

    Attributes
    ----------
    slug
        The notebook's name without its ending.
    cells
        The cells that are graded, by ``grade_id``: kind, source, points and number of exercise.
    title
        What the lesson is called.
    """

    slug: str
    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    title: str = ""


def read_released(folder: str | Path) -> dict[str, Released]:
    """Read what was handed out.

    Parameters
    ----------
    folder : str or Path
        A folder with the lessons' notebooks, or with one folder for each of them.

    Returns
    -------
    dict
        Lesson (two digits) to `Released`; empty where the folder holds none.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> cell = {"cell_type": "code", "source": ["check(6)"], "metadata":
    ...         {"nbgrader": {"grade": True, "grade_id": "check-6-1", "points": 2},
    ...          "atodds": {"role": "check", "exercise": "6.1"}}}
    >>> about = {"atodds": {"lesson": "06"}}
    >>> _ = (folder / "06-a-b.ipynb").write_text(json.dumps({"metadata": about, "cells": [cell]}))
    >>> read_released(folder)["06"].cells["check-6-1"]["source"]
    'check(6)'
    >>> read_released(folder / "none")
    {}
    """
    where = Path(folder)
    paths = sorted([*where.glob("*.ipynb"), *where.glob("*/*.ipynb")])
    found: dict[str, Released] = {}
    for path in paths:
        content = _content(path) if SLUG.fullmatch(path.stem) else {}
        about = content.get("metadata", {}).get("atodds", {})
        if isinstance(about, dict) and about.get("lesson") == path.stem[:2]:
            cells = graded_cells(content)[0]
            found.setdefault(path.stem[:2], Released(path.stem, cells, str(about.get("title", ""))))
    return found


def graded_cells(content: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Return the graded cells of a notebook, and the ``grade_id`` of those that come twice.

    Parameters
    ----------
    content : dict
        A notebook as plain data; nothing in it need have the type it should have.

    Returns
    -------
    tuple
        Cells by ``grade_id`` (of copies, the last), and the ids of copies in order.

    Examples
    --------
    >>> graded_cells({"cells": [None, {"metadata": []}]})
    ({}, [])
    """
    cells: dict[str, dict[str, Any]] = {}
    copied: list[str] = []
    for cell in content["cells"]:
        about = _part(_part(cell, "metadata"), "nbgrader")
        name = about.get("grade_id")
        if about.get("grade") is not True or not isinstance(name, str):
            continue
        copied += [name] if name in cells and name not in copied else []
        cells[name] = {
            "kind": cell.get("cell_type"),
            "source": source_of(cell),
            "points": about.get("points"),
            "exercise": _part(_part(cell, "metadata"), "atodds").get("exercise"),
        }
    return cells, copied


def source_of(cell: dict[str, Any]) -> str:
    r"""Return a cell's text, which a notebook may store as a list of lines.

    Parameters
    ----------
    cell : dict
        A cell.

    Returns
    -------
    str
        Without white space at its ends.

    Examples
    --------
    >>> source_of({"source": ["a\n", "b", None]})
    'a\nb'
    """
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str)).strip()


def _part(content: object, name: str) -> dict[str, Any]:
    part = content.get(name) if isinstance(content, dict) else None
    return part if isinstance(part, dict) else {}


def _content(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: expected a lesson that was handed out; {error}.") from error
    is_notebook = isinstance(content, dict) and isinstance(content.get("cells"), list)
    return content if is_notebook else {}
