"""Read a lesson's master: which cell is what, and what each edition shows in its place.

A master is a MyST Markdown file, ``solutions/NN-slug.md``. Its cells carry tags and nothing
else; the build works on whole cells and rewrites no line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atodds.build.cells import MasterError, Slot, read_cells, refuse
from atodds.build.pairing import pair_cells

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SLUG = re.compile(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Master:
    """A lesson as written: its file, its slug (``06-what-...``), its head and its slots."""

    path: Path
    slug: str
    head: Mapping[str, Any]
    slots: tuple[Slot, ...]

    @property
    def exercises(self) -> tuple[str, ...]:
        """Ids of the exercises that the lesson checks or has a reader mark, in order."""
        return tuple(slot.exercise for slot in self.slots if slot.role in {"check", "essay"})


def read_master(path: Path) -> Master:
    """Read one master and pair its cells.

    Parameters
    ----------
    path : Path
        ``solutions/NN-slug.md``.

    Returns
    -------
    Master
        The lesson, its cells paired into slots.

    Raises
    ------
    MasterError
        If the file cannot be read, or cells do not pair; every fault has a line of its own.

    Examples
    --------
    >>> from pathlib import Path
    >>> read_master(Path("lesson.md"))
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: lesson.md: a master is called like
    '06-what-does-the-number-say.md'; rename it.
    """
    if not SLUG.fullmatch(path.stem):
        hint = "a master is called like '06-what-does-the-number-say.md'; rename it."
        raise MasterError(f"{path.name}: {hint}")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MasterError(f"{path.name}: cannot be read as UTF-8 text ({error}).") from error
    head, cells = read_cells(text, path.name)
    slots = pair_cells(cells, path.name)
    foreign = [s for s in slots if s.exercise and s.exercise.split(".")[0] != _number(path.stem)]
    refuse(path.name, [(s.solved.line, _foreign(s.exercise, path.stem)) for s in foreign])
    return Master(path, path.stem, head, slots)


def _number(slug: str) -> str:
    return str(int(slug[:2]))


def _foreign(exercise: str, slug: str) -> str:
    return f"exercise {exercise} does not belong to lesson {slug[:2]}; number it {_number(slug)}.M."
