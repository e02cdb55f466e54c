"""House rules that a lesson's cells keep: short, explained, self-contained, plainly worded."""

from __future__ import annotations

import ast
import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.build.cells import Cell
    from atodds.build.masters import Master

CODE_LINES = 12
PROSE_WORDS = 90
CELLS = (25, 50)
IN_A_ROW = 2
# Submodules are the package's own business; lessons use what `atodds` itself offers.
IMPORTS = frozenset({"atodds", "altair", "pandas"})
ADDRESS = re.compile(r"https?://|ftp://|www\.", re.IGNORECASE)
BANNED = re.compile(
    r"\b(simply|just|obviously)\b|!|[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]", re.IGNORECASE
)
# Not our words: code, comments, picture marks, link targets, and what a text is quoted as saying.
NOT_OURS = re.compile(
    r"(?P<f>```|~~~).*?(?P=f)|`[^`]*`|<!--.*?-->|!(?=\[)|\]\([^)]*\)|\"[^\"\n]*\"|“[^”\n]*”",
    re.DOTALL,
)


BOLD = re.compile(r"(?<![*\w])\*\*([^*\n]+)\*\*")
# Bold that is no term: labels of the box at the top, and of the notes at the end.
LABEL = re.compile(r"You will be able to|.*[:.]")


def find_faults(master: Master) -> tuple[str, ...]:
    """Say where a lesson breaks a house rule.

    Parameters
    ----------
    master : Master
        The lesson as written.

    Returns
    -------
    tuple of str
        A sentence for each fault, with the master's file and line; empty if there is none.

    Examples
    --------
    >>> from atodds.build.cells import Cell, Slot
    >>> from atodds.build.masters import Master
    >>> said = Cell("markdown", "Just look!", frozenset(), 4)
    >>> lesson = Master("00-start.md", "00-start", {}, (Slot("", said, said),))
    >>> find_faults(lesson)
    ("00-start.md, line 4: 'Just', '!': say it without.",)
    """
    name = master.path if isinstance(master.path, str) else master.path.name
    learner = [slot.learner for slot in master.slots if slot.learner]
    solved = [slot.solved for slot in master.slots]
    cells = {cell.line: cell for cell in [*learner, *solved]}
    faults = [(cell.line, fault) for cell in cells.values() for fault in _code_faults(cell)]
    faults += [(cell.line, fault) for cell in cells.values() for fault in _word_faults(cell)]
    faults += [(cell.line, fault) for cell in learner for fault in _length_faults(cell)]
    faults += [fault for cells_ in (learner, solved) for fault in _runs(cells_)]
    faults += _term_faults(master, learner)
    fewest = 0 if master.slug.startswith("00") else CELLS[0]
    if not fewest <= len(learner) <= CELLS[1]:
        faults.append((1, f"{len(learner)} cells; a lesson has {CELLS[0]} to {CELLS[1]}."))
    return tuple(f"{name}, line {line}: {fault}" for line, fault in sorted(set(faults)))


def _code_faults(cell: Cell) -> Iterator[str]:
    if cell.kind != "code":
        return
    lines = len(cell.source.splitlines())
    if lines > CODE_LINES:
        yield f"{lines} lines of code; {CODE_LINES} at most."
    if ADDRESS.search(cell.source):
        yield "a web address in a code cell; lessons need no network."
    tree = ast.parse(cell.source)
    for module in sorted(_imported(tree) - IMPORTS):
        yield f"imports {module}; lessons import only {', '.join(sorted(IMPORTS))}."
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    if cell.role not in {"exercise", "solution"} and any(isinstance(n, kinds) for n in tree.body):
        yield "defines a function or class; that belongs in the package."


def _imported(tree: ast.Module) -> set[str]:
    plain = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    return plain | {n.module or "." for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}


def _word_faults(cell: Cell) -> Iterator[str]:
    if cell.kind != "markdown":
        return
    found = [match.group() for match in BANNED.finditer(NOT_OURS.sub(" ", cell.source))]
    if found:
        yield f"{', '.join(repr(word) for word in found)}: say it without."


def _term_faults(master: Master, learner: list[Cell]) -> Iterator[tuple[int, str]]:
    """Compare the terms in bold with those that the head explains: each once, and no other."""
    bold = [
        (cell.line, term.casefold())
        for cell in learner
        if cell.kind == "markdown"
        for term in BOLD.findall(re.sub(r"`[^`]*`", " ", cell.source))
        if not LABEL.fullmatch(term)
    ]
    explained = [str(term).casefold() for term in master.head.get("glossary", {})]
    for line, term in bold:
        if term not in explained:
            yield (
                line,
                f"'{term}' is bold and not in the head's glossary; explain it, or unbold it.",
            )
    for term in explained:
        times = sum(found == term for _, found in bold)
        if times != 1:
            yield (
                1,
                f"the glossary's '{term}' stands in bold {times} times; once, where it is defined.",
            )


def _length_faults(cell: Cell) -> Iterator[str]:
    words = [word for word in cell.source.split() if any(c.isalnum() for c in word)]
    if cell.kind == "markdown" and len(words) > PROSE_WORDS:
        yield f"{len(words)} words in one cell; {PROSE_WORDS} at most."


def _runs(cells: list[Cell]) -> Iterator[tuple[int, str]]:
    for kind, run in groupby(cells, key=lambda cell: cell.kind):
        lines = [cell.line for cell in run]
        if kind == "code" and len(lines) > IN_A_ROW:
            yield lines[0], f"{len(lines)} code cells in a row; put prose between them."
