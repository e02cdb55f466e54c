"""Measure grading to the same end, marks in a gradebook that formgrader shows, in two ways.

One is nbgrader's own: `nbgrader autograde` as it comes, which runs each hand-in. The other is
`atodds grade`, which judges recorded answers, and with ``--execute`` runs each in a sandbox first.
Both get the same hand-ins of one lesson, each in a command of its own, start-up included; making
the course folders is not counted. Run it on an idle machine, from the project's folder:
``.venv/bin/python benchmarks/grading.py``. It takes half an hour, and writes its table into
``benchmarks/README.md``; ``--quick`` takes minutes and only prints.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psutil
from rich.console import Console

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "benchmarks" / "README.md"
HEADING = "## Grading a class, until formgrader can show it"
LESSON = "06"
BIN = Path(sys.executable).parent
# nbgrader calls a bare `alembic`.
PATHS = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
STOCK = 'c = get_config()\nc.CourseDirectory.course_id = "stock"\n'


@dataclass(frozen=True)
class Measured:
    """What one command took: hand-ins, seconds, and the most memory of all its processes."""

    way: str
    hand_ins: int
    seconds: float
    megabytes: float


def main() -> None:
    """Measure, print the table, and write it unless this is a quick look."""
    quick = "--quick" in sys.argv
    say = Console(width=160, highlight=False).print
    sizes = [10] if quick else [10, 100, 1_000]
    few = [1, 2] if quick else [2, 10]
    measured = []
    with tempfile.TemporaryDirectory() as place:
        for number in few:
            measured.append(measure_nbgrader(Path(place), number))
            say(measured[-1])
        for number in sizes:
            measured.append(measure_atodds(Path(place), number))
            say(measured[-1])
        measured.append(measure_atodds(Path(place), few[-1], "--execute"))
        say(measured[-1])
    table = make_table(measured)
    say(table)
    if not quick:
        write_table(table)


def measure_nbgrader(place: Path, number: int) -> Measured:
    """Time `nbgrader autograde` as it comes, in a course folder made from the lesson.

    Parameters
    ----------
    place : Path
        A folder for the course.
    number : int
        How many hand-ins.

    Returns
    -------
    Measured
        What the command took.
    """
    course = place / f"stock-{number}"
    master = next((ROOT / "solutions").glob(f"{LESSON}-*.ipynb"))
    source = course / "source" / LESSON / master.name
    source.parent.mkdir(parents=True)
    shutil.copy(master, source)
    (course / "nbgrader_config.py").write_text(STOCK)
    run = [str(BIN / "nbgrader"), "generate_assignment", LESSON]
    subprocess.run(run, cwd=course, env=PATHS, check=True, capture_output=True)  # noqa: S603
    write_hand_ins(course / "submitted", number)
    # A notebook that raises stops a stock run; every one of these runs to its end.
    return measure("nbgrader autograde", [BIN / "nbgrader", "autograde", LESSON], course, number)


def measure_atodds(place: Path, number: int, *options: str) -> Measured:
    """Time `atodds grade` into the gradebook of a course folder.

    Parameters
    ----------
    place : Path
        A folder for the course.
    number : int
        How many hand-ins.
    *options : str
        Further options of the command.

    Returns
    -------
    Measured
        What the command took.
    """
    name = "atodds grade" + "".join(f" {option}" for option in options)
    course = place / f"{name.replace(' ', '')}-{number}"
    run = [str(BIN / "atodds"), "grade", "init", str(course)]
    subprocess.run(run, cwd=ROOT, env=PATHS, check=True, capture_output=True)  # noqa: S603
    write_hand_ins(course / "hand-ins", number)
    asked = [course / "hand-ins", "--lesson", LESSON, "--course", course, *options]
    return measure(name, [BIN / "atodds", "grade", *asked], ROOT, number)


def write_hand_ins(folder: Path, number: int) -> None:
    """Write solved notebooks, no two with the same bytes, as nbgrader collects them.

    Parameters
    ----------
    folder : Path
        Where to; each learner has a folder there, and in it one for the lesson.
    number : int
        How many.
    """
    master = next((ROOT / "solutions").glob(f"{LESSON}-*.ipynb"))
    content = json.loads(master.read_text(encoding="utf-8"))
    for learner in range(number):
        content["metadata"]["learner"] = f"learner {learner:04}"
        target = folder / f"learner-{learner:04}" / LESSON / master.name
        target.parent.mkdir(parents=True)
        target.write_text(json.dumps(content), encoding="utf-8")


def measure(way: str, command: list[str | Path], folder: Path, number: int) -> Measured:
    """Run a command, and watch the memory of its processes together.

    Parameters
    ----------
    way : str
        Its name in the table.
    command : list of str or Path
        The command.
    folder : Path
        Where it runs.
    number : int
        How many hand-ins it grades.

    Returns
    -------
    Measured
        Wall-clock seconds, and the most that its processes held at once.
    """
    start = time.perf_counter()
    words = [str(word) for word in command]
    log = tempfile.TemporaryFile()  # noqa: SIM115 - read only where the command fails
    process = subprocess.Popen(words, cwd=folder, env=PATHS, stdout=log, stderr=log)  # noqa: S603
    most = [0.0]
    watcher = threading.Thread(target=watch, args=(process.pid, most), daemon=True)
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - start
    watcher.join()
    if code:
        log.seek(0)
        raise SystemExit(f"{' '.join(words)} failed:\n{log.read().decode()[-2000:]}")
    return Measured(way, number, seconds, most[0])


def watch(pid: int, most: list[float]) -> None:
    """Keep the most memory that a process and its descendants held together, in megabytes.

    Parameters
    ----------
    pid : int
        The process.
    most : list of float
        One number, raised in place until the process ends.
    """
    try:
        process = psutil.Process(pid)
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            most[0] = max(most[0], sum(map(memory, [process, *process.children(recursive=True)])))
            time.sleep(0.3)
    except psutil.NoSuchProcess:
        return


def memory(process: psutil.Process) -> float:
    """Return a process's share of memory in megabytes; shared pages are divided.

    Parameters
    ----------
    process : psutil.Process
        It may have ended.

    Returns
    -------
    float
        Its proportional set size.
    """
    try:
        return float(process.memory_full_info().pss) / 1e6
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0


def make_table(measured: list[Measured]) -> str:
    """Make the section for the README: where and when, the table, and what follows from it.

    Parameters
    ----------
    measured : list of Measured
        Two sizes of nbgrader, any of ours.

    Returns
    -------
    str
        Markdown.
    """
    cores = len(os.sched_getaffinity(0))
    kits = ", ".join(f"{name} {version(name)}" for name in ("atodds", "nbgrader", "nbclient"))
    python = f"Python {platform.python_version()}"
    where = f"{platform.system()}, {platform.machine()}, {cores} cores, {python}, {kits}"
    rows = [
        f"| {one.way} | {one.hand_ins:,} | {one.seconds:.1f} | {one.seconds / one.hand_ins:.2f} "
        f"| {one.megabytes:.0f} |"
        for one in measured
    ]
    less, more = (one for one in measured if one.way.startswith("nbgrader"))
    each = (more.seconds - less.seconds) / (more.hand_ins - less.hand_ins)
    fixed = less.seconds - each * less.hand_ins
    ours = [one for one in measured if one.way == "atodds grade"]
    rows += [
        f"| nbgrader autograde (fitted, not run) | {one.hand_ins:,} "
        f"| {fixed + each * one.hand_ins:.0f} | {fixed / one.hand_ins + each:.2f} | |"
        for one in ours
        if one.hand_ins > more.hand_ins
    ]
    times = [f"{(fixed + each * one.hand_ins) / one.seconds:.0f}" for one in ours]
    sizes = [f"{one.hand_ins:,}" for one in ours]
    lines = [
        HEADING,
        "",
        f"`.venv/bin/python benchmarks/grading.py`. {where}, {time.strftime('%Y-%m-%d')}.",
        f"Solved notebooks of lesson {LESSON}; wall-clock seconds of the whole command, and the",
        "most memory of all its processes together (shared pages counted once).",
        "",
        "| command | hand-ins | seconds | a hand-in | MB |",
        "|---|---|---|---|---|",
        *rows,
        "",
        f"nbgrader was run on {less.hand_ins} and {more.hand_ins} hand-ins; the line through",
        f"both ({fixed:.1f} s to start, {each:.2f} s a hand-in) gives the rows marked as fitted.",
        f"`atodds grade` is faster {' / '.join(times)} times at {' / '.join(sizes)} hand-ins.",
        "The bar is 100 times.",
    ]
    return "\n".join(lines) + "\n"


def write_table(table: str) -> None:
    """Put the section in the place of the one before, or at the README's end.

    Parameters
    ----------
    table : str
        What `make_table` gave.
    """
    text = README.read_text(encoding="utf-8")
    before, found, after = text.partition(HEADING)
    rest = after.partition("\n## ")
    kept = f"\n## {rest[2]}" if found and rest[1] else ""
    README.write_text(f"{before.rstrip()}\n\n{table}{kept}", encoding="utf-8")


if __name__ == "__main__":
    main()
