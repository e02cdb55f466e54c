"""Split a master into its cells, and say what is wrong with a cell by itself."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

ROLES = frozenset({"exercise", "solution", "check", "essay", "rubric", "instructor"})
TAGS = ROLES | {"raises-exception"}
KINDS = {
    "exercise": "code",
    "solution": "code",
    "check": "code",
    "essay": "markdown",
    "exemplar": "markdown",
}


class MasterError(ValueError):
    """A master that cannot be built: one line for each thing to mend, with file and line."""


@dataclass(frozen=True)
class Cell:
    """One cell as a person wrote it, and the line of the master where it starts."""

    kind: str
    source: str
    tags: frozenset[str]
    line: int

    @property
    def role(self) -> str:
        """The one tag that says what the build does with the cell, or an empty string.

        Examples
        --------
        >>> Cell("code", "peak = ...", frozenset({"exercise"}), 3).role
        'exercise'
        >>> Cell("markdown", "Because.", frozenset({"essay", "solution"}), 9).role
        'exemplar'
        """
        if self.tags >= {"essay", "solution"}:
            return "exemplar"
        return next(iter(self.tags & ROLES), "")


@dataclass(frozen=True)
class Slot:
    """One place in a lesson: what a learner finds there, and what the solved edition shows."""

    role: str
    learner: Cell | None
    solved: Cell
    exercise: str = ""


def read_cells(text: str, name: str) -> tuple[dict[str, Any], tuple[Cell, ...]]:
    r"""Split a master's text into its head and its cells.

    Parameters
    ----------
    text : str
        The master.
    name : str
        Its file name, for messages.

    Returns
    -------
    tuple
        What the head holds under ``atodds``, and the cells.

    Examples
    --------
    >>> head, cells = read_cells("# Who?\n\n+++\n\nAn answer.", "01-who.md")
    >>> [(cell.line, cell.source) for cell in cells]
    [(1, '# Who?'), (5, 'An answer.')]
    >>> read_cells('+++ {"tags": ["exercsie"]}\n\nWrite here.', "01-who.md")
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: 01-who.md, line 3: unknown tag 'exercsie'; the tags are
    check, essay, exercise, instructor, raises-exception, rubric, solution.
    """
    # jupytext takes a tenth of a second to import, and only the build needs it.
    from jupytext.myst import MystMetadataParsingError, myst_to_notebook  # noqa: PLC0415

    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except MystMetadataParsingError as error:
        raise MasterError(f"{name}: a cell's or the file's head is not valid ({error}).") from error
    head = notebook.metadata.get("atodds", {})
    if not isinstance(head, dict):
        raise MasterError(f"{name}: 'atodds' in the head should hold title, minutes, objectives.")
    lines = text.splitlines()
    starts = notebook.metadata["source_map"]
    cells = tuple(
        Cell(
            raw.cell_type,
            raw.source,
            frozenset(map(str, raw.metadata.get("tags", []))),
            _first_line(lines, start, raw.cell_type),
        )
        for raw, start in zip(notebook.cells, starts, strict=True)
    )
    refuse(name, [(c.line, fault) for c in cells for fault in _cell_faults(c)])
    return dict(head), cells


def refuse(name: str, faults: Iterable[tuple[int, str]]) -> None:
    """Raise one error that lists every fault, in the order of the lines.

    Parameters
    ----------
    name : str
        The master's file name.
    faults : Iterable
        Line and what to mend; none at all is fine.

    Examples
    --------
    >>> refuse("06-number.md", [])
    >>> refuse("06-number.md", [(7, "no solution.")])
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: 06-number.md, line 7: no solution.
    """
    listed = [f"{name}, line {line}: {fault}" for line, fault in sorted(faults)]
    if listed:
        raise MasterError("\n".join(listed))


def _first_line(lines: list[str], start: int, kind: str) -> int:
    if kind == "code":
        return int(start)
    return next((i + 1 for i in range(start, len(lines)) if lines[i].strip()), start + 1)


def _cell_faults(cell: Cell) -> list[str]:
    """Faults that show in the cell alone."""
    faults = [
        f"unknown tag '{tag}'; the tags are {', '.join(sorted(TAGS))}."
        for tag in sorted(cell.tags - TAGS)
    ]
    if len(cell.tags & ROLES) > 1 and cell.role != "exemplar":
        faults.append(f"tags {sorted(cell.tags & ROLES)} do not go together; keep one.")
    expected = KINDS.get(cell.role, cell.kind)
    if cell.kind != expected:
        faults.append(f"'{cell.role}' belongs on a {expected} cell; this is a {cell.kind} cell.")
    if cell.kind == "code":
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            faults.append(f"this is not plain Python ({error.msg}); lessons use no magics.")
    return faults
