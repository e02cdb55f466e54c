"""Pair starters with their solutions, and give every check and essay its exercise."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from atodds.build.cells import Cell, Slot, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
EXERCISE = re.compile(r"\bExercise (\d+\.\d+)\b")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
PARTNERS = {"exercise": "solution", "essay": "exemplar"}
HOW_TO_PAIR = {
    "exercise": "code cell tagged 'solution'",
    "essay": "Markdown cell tagged 'essay, solution'",
}
UNCHECKED = "no check follows this exercise; add a cell tagged 'check' for it."


def pair_cells(cells: Iterable[Cell], name: str) -> tuple[Slot, ...]:
    """Pair starters with their solutions, and give checks and essays their exercise.

    Parameters
    ----------
    cells : Iterable[Cell]
        The cells of one master, in order.
    name : str
        Its file name, for messages.

    Returns
    -------
    tuple of Slot
        One for each place in the lesson.

    Examples
    --------
    >>> starter = Cell("code", "peak = ...", frozenset({"exercise"}), 3)
    >>> pair_cells([starter], "06-number.md")
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: 06-number.md, line 3: this exercise has no solution;
    let one code cell tagged 'solution' follow it directly.
    """
    queue, slots, heading = list(cells), list[Slot](), ""
    faults: list[tuple[int, str]] = []
    while queue:
        cell = queue.pop(0)
        heading = _exercise_of(cell, heading)
        follower = queue[0] if queue else None
        partner = PARTNERS.get(cell.role)
        fault = _fault(cell, follower, slots, heading)
        if fault:
            faults.append((cell.line, fault))
        if partner and follower and follower.role == partner:
            slots.append(Slot(cell.role, cell, queue.pop(0), heading))
        else:
            seen = None if cell.role in {"rubric", "instructor"} else cell
            marked = cell.role in {"exercise", "check", "essay"}
            slots.append(Slot(cell.role, seen, cell, heading if marked else ""))
    faults += [(line, UNCHECKED) for line in _unchecked(slots)]
    faults += [(s.solved.line, _repeated(s)) for s in _repeats(slots)]
    refuse(name, faults)
    return tuple(slots)


def checked_exercise(source: str) -> str:
    """Say which exercise a cell checks, reading its code without running it.

    Parameters
    ----------
    source : str
        The cell.

    Returns
    -------
    str
        The exercise's id; empty unless the cell holds exactly one ``check("N.M", ...)``.

    Examples
    --------
    >>> checked_exercise('check("6.2", square_miles)')
    '6.2'
    >>> checked_exercise("check(number, square_miles)")
    ''
    """
    calls = _check_calls(source)
    if len(calls) != 1 or not calls[0].args:
        return ""
    first = calls[0].args[0]
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return str(first.value) if isinstance(first, ast.Constant) and is_text else ""


def _check_calls(source: str) -> list[ast.Call]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [call for call in calls if getattr(call.func, "id", "") == "check"]


def _exercise_of(cell: Cell, heading: str) -> str:
    """Id in the last heading so far; a heading that names no exercise ends the one before."""
    if cell.kind != "markdown":
        return heading
    titles: list[str] = HEADING.findall(FENCE.sub("", cell.source))
    if not titles:
        return heading
    found = EXERCISE.search(titles[-1])
    return found.group(1) if found else ""


def _fault(cell: Cell, follower: Cell | None, slots: list[Slot], heading: str) -> str:
    """Say what keeps a cell from standing where it stands, or an empty string."""
    partner = PARTNERS.get(cell.role)
    if partner and (follower is None or follower.role != partner):
        wanted = HOW_TO_PAIR[cell.role]
        return f"this {cell.role} has no solution; let one {wanted} follow it directly."
    if cell.role in {"solution", "exemplar"}:
        return "this solution follows no starter of its kind; put it right after one."
    if cell.role in {"exercise", "essay"} and not heading:
        return f"no heading 'Exercise N.M' stands above this {cell.role}; add one."
    if cell.role == "check":
        return _check_fault(cell, slots, heading)
    if cell.kind == "code" and _check_calls(cell.source):
        return "this cell calls check but is not tagged 'check'; tag it."
    return ""


def _check_fault(cell: Cell, slots: list[Slot], heading: str) -> str:
    name = checked_exercise(cell.source)
    if not name:
        return 'a check cell holds one call, check("N.M", ...), with the id written out.'
    if name != heading:
        return f"this cell checks '{name}' under the heading of '{heading or 'no exercise'}'."
    if not any(slot.role == "exercise" and slot.exercise == name for slot in slots):
        return f"check '{name}' has no exercise above it; add a starter and its solution."
    return ""


def _unchecked(slots: list[Slot]) -> list[int]:
    """Give the lines of exercises that have a solution and no check."""
    checked = {slot.exercise for slot in slots if slot.role == "check"}
    paired = [slot for slot in slots if slot.role == "exercise" and slot.solved is not slot.learner]
    return [s.learner.line for s in paired if s.learner and s.exercise not in checked]


def _repeats(slots: list[Slot]) -> list[Slot]:
    """Slots whose role and exercise were there before: a mark must have one place only."""
    marked = [slot for slot in slots if slot.exercise]
    keys = [(slot.role, slot.exercise) for slot in marked]
    return [slot for i, slot in enumerate(marked) if keys[i] in keys[:i]]


def _repeated(slot: Slot) -> str:
    return f"a second '{slot.role}' for exercise {slot.exercise}; give it an id of its own."
