"""Judge a whole class: over all cores, one notebook at a time, going on where it was cut short."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from unittest import mock

from atodds.course import EXERCISES, load_case
from atodds.grading.graded import Graded, grade_file
from atodds.grading.journal import Journal, digest_of, from_entry, name_judge, to_entry
from atodds.grading.prepared import prepare
from atodds.grading.recorded import HandInError
from atodds.grading.released import Released, read_released
from atodds.grading.sandbox import execute_in_sandbox, execute_then_grade, require_sandbox
from atodds.grading.spread import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from atodds.exercises import Essay, Exercise
    from atodds.grading.sandbox import Limits

    Pair: TypeAlias = tuple["Task", dict[str, Any] | Exception]


@dataclass(frozen=True)
class Refused:
    """A hand-in that could not be judged.

    Attributes
    ----------
    student
        Whose it is.
    lesson
        The lesson's two digits; empty where it is not known.
    file
        What was handed in, as it was named; empty where nothing was.
    problem
        A sentence: what is the matter, and what to ask for.
    """

    student: str
    lesson: str
    file: str
    problem: str


@dataclass(frozen=True)
class Task:
    """What one process gets to judge."""

    file: Path
    lesson: str
    digest: str


def grade_batch(  # noqa: PLR0913 - each is one choice of the command's
    hand_ins: pd.DataFrame,
    folder: str | Path,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    released: str | Path | None = None,
    execute: Limits | None = None,
    judge: str = "",
) -> Iterator[Graded | Refused]:
    """Judge hand-ins one after the other in the order of the table, whatever they hold.

    What was judged is kept in ``folder/.judged`` at once, by the digest of the notebook: started
    again, also after it was killed, the run judges what is missing and gives the same. One
    hand-in at a time is in memory here, and one in each process.

    Parameters
    ----------
    hand_ins : pandas.DataFrame
        What `find_hand_ins` gives.
    folder : str or Path
        Where the journal is kept.
    workers : int, optional
        How many processes; as many as there are cores if not given.
    scheduler : str, optional
        The address of a Dask scheduler, in place of this machine's cores.
    released : str or Path, optional
        The folder with the lessons that were handed out; without it edited and deleted check
        cells have no note.
    execute : Limits, optional
        What a hand-in may take that is run first, in a sandbox; none is run if not given.
    judge : str
        The name of all that decides, as `judge_of` gave it; worked out here if not given.

    Yields
    ------
    Graded or Refused
        One for each row, in their order.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"student": ["ada"], "lesson": ["06"], "file": [None], "problem": ["Cut off."]}
    >>> found = pd.DataFrame({**rows, "name": ["ada.ipynb"], "note": [""]})
    >>> list(grade_batch(found, getfixture("tmp_path")))
    [Refused(student='ada', lesson='06', file='ada.ipynb', problem='Cut off.')]
    """
    place = Path(released).resolve() if released else None
    rows = hand_ins.to_dict("records")
    journal = Journal(Path(folder), judge or judge_of(released, execute))
    run = _Run(rows, journal)
    work = partial(judge_task, released=place)
    if execute:
        require_sandbox()
        jail = partial(execute_in_sandbox, folder=journal.folder / "executed", limits=execute)
        work = partial(work, execute=jail)
    results = spread(work, run.tasks(), workers=workers, scheduler=scheduler)
    for task, result in _away_from_here(results):
        run.keep(task, result)
        yield from run.ready()
    yield from run.ready()


def judge_of(released: str | Path | None = None, execute: Limits | None = None) -> str:
    """Return the name under which the journal keeps what is judged so.

    Parameters
    ----------
    released : str or Path, optional
        The folder with the lessons that were handed out.
    execute : Limits, optional
        What a hand-in may take that is run first.

    Returns
    -------
    str
        As `name_judge` gives it.

    Examples
    --------
    >>> judge_of() == judge_of()
    True
    """
    return name_judge(execute, released=Path(released).resolve() if released else None)


def judge_task(
    task: Task,
    released: Path | None = None,
    execute: Callable[[str | Path], Path] | None = None,
) -> dict[str, Any]:
    """Judge one notebook; other processes do this.

    Parameters
    ----------
    task : Task
        What to judge.
    released : Path, optional
        The folder with the lessons that were handed out.
    execute : Callable, optional
        Runs the notebook first, in a sandbox, and gives the executed one.

    Returns
    -------
    dict
        What the journal keeps: the marks, or the ``problem``.

    Examples
    --------
    >>> judge_task(Task(Path("none.ipynb"), "06", "d1"))
    {'problem': 'There is no such file; check the name.'}
    """
    lessons = _released(released) if released else {}
    grade = partial(
        grade_file,
        student="",
        exercises=_exercises(task.lesson),
        load_case=load_case,
        lesson=task.lesson,
        released=lessons,
    )
    try:
        graded = execute_then_grade(task.file, execute, grade) if execute else grade(task.file)
    except HandInError as error:
        sentence = str(error).removeprefix(f"{task.file.name}: ")
        return {"problem": sentence[:1].upper() + sentence[1:]}
    return to_entry(graded)


class _Run:
    """Which hand-ins are judged, which wait, and whose turn it is."""

    def __init__(self, rows: list[dict[Any, Any]], journal: Journal) -> None:
        self._rows = rows
        self._journal = journal
        self._digests: list[str] = []
        self._waiting: set[str] = set()
        self._failed: dict[str, str] = {}
        self._next = 0

    def tasks(self) -> Iterator[Task]:
        """Give what is still to judge; of the same notebook twice, the first."""
        for row in self._rows:
            digest = self._digest(row)
            is_known = not digest or digest in self._waiting or digest in self._failed
            if is_known or self._journal.read(digest):
                self._digests.append(digest)
                continue
            self._waiting.add(digest)
            self._digests.append(digest)
            yield Task(Path(row["file"]), row["lesson"], digest)

    def keep(self, task: Task, result: dict[str, Any] | Exception) -> None:
        """Keep what a process gave."""
        self._waiting.discard(task.digest)
        if isinstance(result, Exception):
            # It may go better another time: it is told, and not kept.
            self._failed[task.digest] = f"It could not be judged ({_brief(result)})."
        else:
            self._journal.write(task.digest, result)

    def ready(self) -> Iterator[Graded | Refused]:
        """Give all that are judged and whose turn it is."""
        while self._next < len(self._digests):
            digest = self._digests[self._next]
            if digest in self._waiting:
                return
            yield self._judged(self._rows[self._next], digest)
            self._next += 1

    def _digest(self, row: dict[Any, Any]) -> str:
        if row["problem"]:
            return ""
        try:
            # The same bytes are judged for the lesson that the row says they are of.
            return f"{digest_of(Path(row['file']))}-{row['lesson']}"
        except OSError as error:
            row["problem"] = f"It cannot be read ({error.strerror})."
            return ""

    def _judged(self, row: dict[Any, Any], digest: str) -> Graded | Refused:
        problem = row["problem"] or self._failed.get(digest, "")
        entry = None if problem else self._journal.read(digest)
        if entry is None or "problem" in entry:
            problem = problem or (entry or {}).get("problem", "The journal was taken away.")
            return Refused(row["student"], row["lesson"], row["name"], problem)
        graded = from_entry(entry, row["student"], Path(row["file"]), row["note"])
        return replace(graded, digest=digest.split("-", maxsplit=1)[0])


def _away_from_here(results: Iterator[Pair]) -> Iterator[Pair]:
    """Keep the processes that start meanwhile from importing what lies in this folder.

    Python puts the folder in which it starts before all others: whoever grades in the folder with
    the hand-ins would else import a learner's ``pandas.py``, and so run it.
    """
    while True:
        with mock.patch.dict(os.environ, {"PYTHONSAFEPATH": "1"}):
            pair = next(results, None)
        if pair is None:
            return
        yield pair


def _brief(error: Exception) -> str:
    words = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


@cache
def _exercises(lesson: str) -> tuple[Exercise | Essay, ...]:
    return prepare([one for one in EXERCISES if one.lesson == lesson], load_case())


@cache
def _released(folder: Path) -> dict[str, Released]:
    return read_released(folder)
