"""Measure how long each lesson takes from the kernel's start to its last cell, and the import.

Run it on an idle machine, from the project's folder: ``.venv/bin/python benchmarks/lessons.py``.
It prints the two tables that stand in ``benchmarks/README.md``.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from rich.console import Console

from atodds.build.running import run_notebook

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
TIMES = 3
IMPORTS = {
    "pandas and altair": "import pandas, altair",
    "pandas, altair and atodds": "import pandas, altair, atodds",
    "and a loaded case": "import pandas, altair, atodds; atodds.load('kursk')",
}


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the longest time of some runs, in seconds.

    Parameters
    ----------
    work : callable
        What is timed.

    Returns
    -------
    tuple of float
        Median and longest.
    """
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), max(taken)


def run_lesson(path: Path) -> None:
    """Run a lesson as a learner finds it, kernel start included.

    Parameters
    ----------
    path : Path
        The notebook.
    """
    run_notebook(nbformat.read(path, as_version=4), path.name)


def main() -> None:
    """Print where this ran, and both tables."""
    say = Console(width=120, highlight=False).print
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    say(
        f"{platform.system()}, {platform.machine()}, {cores} cores, Python {sys.version.split()[0]}"
    )
    say(f"{time.strftime('%Y-%m-%d')}; median and longest of {TIMES} runs, in seconds\n")
    say("| lesson | median | longest |\n|---|---|---|")
    for path in sorted((ROOT / "lessons").glob("*.ipynb")):
        median, longest = seconds(lambda path=path: run_lesson(path))
        say(f"| {path.stem} | {median:.1f} | {longest:.1f} |")
    say("\n| a new Python, and | median | longest |\n|---|---|---|")
    for name, code in IMPORTS.items():
        run = [sys.executable, "-c", code]
        median, longest = seconds(lambda run=run: subprocess.run(run, check=True))  # noqa: S603
        say(f"| {name} | {median:.2f} | {longest:.2f} |")


if __name__ == "__main__":
    main()
