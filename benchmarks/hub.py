"""Measure a class on a JupyterHub: memory a learner, seconds to a running lesson, seconds in all.

Run it on an idle machine, from the project's folder:
``.venv-doors/bin/python benchmarks/hub.py 30``. It lets so many learners have the lesson of
``tests/doors/test_doors_hub.py`` and prints the tables that stand in ``benchmarks/README.md``.
"""

from __future__ import annotations

import platform
import statistics
import sys
import tempfile
from pathlib import Path

import psutil
from rich.console import Console

ROOT = Path(__file__).resolve().parents[1]
# The lesson on a hub is told once, where it is tested.
sys.path.insert(0, str(ROOT / "tests" / "doors"))

from hub import Hub  # noqa: E402
from school_day import AT_ONCE, Day, name_of, teach  # noqa: E402


def tables(day: Day) -> str:
    """Return what a day took, as Markdown.

    Parameters
    ----------
    day : Day
        What `teach` gave.

    Returns
    -------
    str
        Three tables.
    """
    both = [sum(pair) for pair in zip(day.server_megabytes, day.kernel_megabytes, strict=True)]
    memory = {
        "JupyterLab's server, a learner": day.server_megabytes,
        "the lesson's kernel, a learner": day.kernel_megabytes,
        "both, a learner": both,
    }
    once = day.hub_megabytes + day.course_megabytes
    median, worst = day.to_running_lesson
    rows = [
        "| megabytes (PSS) | median | largest |",
        "|---|---|---|",
        *(
            f"| {what} | {statistics.median(found):.0f} | {max(found):.0f} |"
            for what, found in memory.items()
        ),
        f"| hub and proxy, once | {day.hub_megabytes:.0f} | |",
        f"| the instructors' server, once | {day.course_megabytes:.0f} | |",
        f"| all together | {sum(both) + once:,.0f} | |",
        "",
        "| seconds to a running lesson | median | longest |",
        "|---|---|---|",
        f"| log-in, fetch, set-up cell; {AT_ONCE} at a time | {median:.1f} | {worst:.1f} |",
        f"| to the open page, in Chromium, alone | {day.seconds_in_chromium:.1f} | |",
        "",
        "| the day, step by step | seconds |",
        "|---|---|",
        *(f"| {what} | {taken:.1f} |" for what, taken in day.seconds.items()),
    ]
    return "\n".join(rows)


def main() -> None:
    """Let a class have its lesson and print what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    busy, _, _ = psutil.getloadavg()
    with tempfile.TemporaryDirectory() as folder:
        hub = Hub(Path(folder), tuple(name_of(number) for number in range(count)))
        try:
            day = teach(hub.start(), count)
        finally:
            hub.stop()
    console = Console(soft_wrap=True, highlight=False)
    gigabytes = psutil.virtual_memory().total / 1e9
    console.print(
        f"{count} learners. {platform.system()}, {platform.machine()}, {psutil.cpu_count()} cores, "
        f"{gigabytes:.0f} GB, Python {platform.python_version()}; "
        f"{busy:.0f} other processes wanted a core when it began.\n"
    )
    console.print(tables(day), markup=False)


if __name__ == "__main__":
    main()
