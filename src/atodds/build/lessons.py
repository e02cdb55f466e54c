"""Build both editions of every lesson, or say where the built files differ from their masters."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from atodds.build.cells import MasterError
from atodds.build.comparing import find_difference, stored_text
from atodds.build.editions import learner_edition, notebook_text, solved_edition
from atodds.build.masters import Master, read_master
from atodds.build.running import run_notebook

if TYPE_CHECKING:
    from collections.abc import Iterable

MEND = "Edit the master, then run: atodds build lessons"


class Registered(Protocol):
    """What the build needs to know of an exercise or an essay."""

    @property
    def id(self) -> str:
        """Its number, such as 6.2."""

    @property
    def points(self) -> float:
        """What it is worth."""

    @property
    def lesson(self) -> str:
        """The lesson's two digits."""


def build_lessons(
    root: Path, exercises: Iterable[Registered], *, check: bool = False, only: str = ""
) -> tuple[str, ...]:
    """Build both editions of every lesson, or compare the built files with their masters.

    Comparing runs nothing: sources, ids and metadata must agree byte for byte, and the solved
    edition must have been run from its first cell to its last. Whether its outputs are still
    what the code gives is for nbval to say.

    Parameters
    ----------
    root : Path
        The project's folder, which holds ``solutions``.
    exercises : Iterable
        The course's exercises and essays, each with ``id``, ``lesson`` and ``points``.
    check : bool, default False
        Compare, and write nothing.
    only : str, default ""
        Build only the lessons whose name starts like this.

    Returns
    -------
    tuple of str
        When building: the files that changed. When checking: a sentence for each difference.

    Raises
    ------
    MasterError
        If a master cannot be built; then no file is written.
    RunError
        If a solution does not run; then no file of that lesson is written.

    Examples
    --------
    >>> from pathlib import Path
    >>> build_lessons(Path("nowhere"), [])
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: No master in nowhere/solutions (files like 06-what.md);
    run this from the project's folder, or name the folder with --root.
    """
    masters = find_masters(root, only=only)
    points = _points(masters, list(exercises))
    if check:
        found = [fault for master in masters for fault in _differences(root, master, points)]
        return (*found, *(() if only else _orphans(root, masters)))
    return tuple(name for master in masters for name in _write(root, master, points))


def find_masters(root: Path, *, only: str = "") -> tuple[Master, ...]:
    """Read every master of the project.

    Parameters
    ----------
    root : Path
        The project's folder.
    only : str, default ""
        Read only the masters whose name starts like this.

    Returns
    -------
    tuple of Master
        In the order of their numbers.

    Raises
    ------
    MasterError
        If there is none, or with the faults of all that cannot be built.

    Examples
    --------
    >>> from pathlib import Path
    >>> find_masters(Path("nowhere"), only="06")
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: No master in nowhere/solutions (files like 06...md);
    run this from the project's folder, or name the folder with --root.
    """
    paths = sorted((root / "solutions").glob(f"{only}*.md"))
    if not paths:
        what = f"{only}..." if only else "06-what."
        remedy = "run this from the project's folder, or name the folder with --root."
        raise MasterError(f"No master in {root / 'solutions'} (files like {what}md); {remedy}")
    masters, faults = [], []
    for path in paths:
        try:
            masters.append(read_master(path))
        except MasterError as error:
            faults.append(str(error))
    if faults:
        raise MasterError("\n".join(faults))
    return tuple(masters)


def _points(masters: Iterable[Master], exercises: list[Registered]) -> dict[str, float]:
    """Points by exercise; masters and the course must name the same exercises."""
    points = {exercise.id: exercise.points for exercise in exercises}
    faults = []
    for master in masters:
        here = set(master.exercises)
        there = {exercise.id for exercise in exercises if exercise.lesson == master.slug[:2]}
        faults += [
            f"{master.path.name}: the course has no exercise '{name}'; add it, or renumber."
            for name in sorted(here - there)
        ]
        faults += [
            f"{master.path.name}: nothing checks exercise '{name}' of the course; add its cells."
            for name in sorted(there - here)
        ]
    if faults:
        raise MasterError("\n".join(faults))
    return points


def _write(root: Path, master: Master, points: dict[str, float]) -> list[str]:
    """Write both editions of one lesson, once both could be made; name those that changed."""
    name = f"{master.slug}.ipynb"
    solved = run_notebook(solved_edition(master, points), name)
    made = {
        f"lessons/{name}": notebook_text(learner_edition(master, points)),
        f"solutions/{name}": notebook_text(solved),
    }
    changed = [path for path, text in made.items() if stored_text(root / path) != text]
    for path in changed:
        (root / path).parent.mkdir(exist_ok=True)
        unfinished = root / f"{path}.part"
        unfinished.write_text(made[path], encoding="utf-8", newline="\n")
        os.replace(unfinished, root / path)  # noqa: PTH105 - Path.replace reads worse here
    return changed


def _differences(root: Path, master: Master, points: dict[str, float]) -> list[str]:
    """Say how the two stored editions of one lesson differ from what the master gives."""
    name = f"{master.slug}.ipynb"
    lesson, solution = f"lessons/{name}", f"solutions/{name}"
    found = [
        find_difference(root, lesson, learner_edition(master, points), run=False),
        find_difference(root, solution, solved_edition(master, points), run=True),
    ]
    return [f"{fault} {MEND}" for fault in found if fault]


def _orphans(root: Path, masters: Iterable[Master]) -> list[str]:
    """Built files whose master is gone."""
    slugs = {master.slug for master in masters}
    files = [*(root / "lessons").glob("*.ipynb"), *(root / "solutions").glob("*.ipynb")]
    names = [path.relative_to(root).as_posix() for path in sorted(files) if path.stem not in slugs]
    return [
        f"{name} has no master; write solutions/{Path(name).stem}.md or delete it."
        for name in names
    ]
