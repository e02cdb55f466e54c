"""Say where a stored notebook differs from what its master makes, without running it."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import nbformat

from atodds.build.editions import notebook_text
from atodds.build.running import RunError, tidy

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode


def find_difference(root: Path, name: str, made: NotebookNode, *, run: bool) -> str:
    """Compare one stored notebook with the one that its master makes.

    Parameters
    ----------
    root : Path
        The project's folder.
    name : str
        The stored notebook, from there.
    made : NotebookNode
        What the master makes, before it is run.
    run : bool
        Whether the stored one should have been run; then its outputs are left to nbval.

    Returns
    -------
    str
        A sentence that names the first cell that differs, or an empty string.

    Examples
    --------
    >>> from nbformat import v4
    >>> find_difference(getfixture("tmp_path"), "06-a.ipynb", v4.new_notebook(), run=False)
    '06-a.ipynb is not there.'
    """
    text = stored_text(root / name)
    if not text:
        return f"{name} is not there."
    try:
        # nbformat warns where a notebook is nearly valid; here nearly is not enough.
        with warnings.catch_warnings(action="error"):
            stored = nbformat.reads(text, as_version=4)
            canonical = notebook_text(stored)
    except (ValueError, Warning, nbformat.ValidationError, AttributeError, KeyError) as error:
        return f"{name} is not a valid notebook ({type(error).__name__})."
    if canonical != text:
        return f"{name} holds what the build would write, but written in another way."
    fault = _run_fault(stored, name) if run else ""
    return fault or _first_difference(made, _unrun(stored) if run else stored, name)


def _run_fault(stored: NotebookNode, name: str) -> str:
    """Say why a stored solved edition cannot have come straight from one whole run."""
    counts = [cell.execution_count for cell in stored.cells if cell.cell_type == "code"]
    if counts != list(range(1, len(counts) + 1)):
        return f"{name} was not run from its first cell to its last."
    before = notebook_text(stored)
    try:
        after = notebook_text(tidy(nbformat.from_dict(json.loads(json.dumps(stored))), name))
    except RunError as error:
        return str(error)
    return "" if before == after else f"{name} holds widget views, which differ from run to run."


def _unrun(stored: NotebookNode) -> NotebookNode:
    bare = nbformat.from_dict(json.loads(json.dumps(stored)))
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    return bare


def _first_difference(made: NotebookNode, stored: NotebookNode, name: str) -> str:
    for number, (ours, theirs) in enumerate(zip(made.cells, stored.cells, strict=False), 1):
        if ours != theirs:
            keys = sorted(k for k in {*ours, *theirs} if ours.get(k) != theirs.get(k))
            return f"{name}, cell {number} ({_begin(theirs)}): {_and(keys)} not as in the master."
    if len(made.cells) != len(stored.cells):
        return f"{name} has {len(stored.cells)} cells; the master makes {len(made.cells)}."
    if made != stored:
        return f"{name}: the notebook's metadata is not as in the master."
    return ""


def stored_text(path: Path) -> str:
    """Read a stored notebook.

    Parameters
    ----------
    path : Path
        Where it is stored.

    Returns
    -------
    str
        Its text; empty if there is none that can be read.

    Examples
    --------
    >>> stored_text(getfixture("tmp_path"))
    ''
    """
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _begin(cell: dict[str, Any]) -> str:
    line = str(cell.get("source", "")).strip().partition("\n")[0]
    return line if len(line) <= 60 else f"{line[:57]}..."


def _and(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]} are" if words[1:] else f"{words[0]} is"
