"""Run a hand-in from top to bottom where it can harm nobody, and bring back what it shows.

Kernel and nbclient both stay inside, and one pipe of JSON lines leads out. Only the kernel inside
would also do, but then a process of the instructor's would speak with a hostile kernel: its
messages, files and sizes. So nothing has to be right about that conversation, and what a jailed
process can reach of the world outside is text that this module reads up to a limit. From outside
it is also watched: time, memory and processes of everything inside together.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from atodds.grading.executed import notes_of_run, with_outputs
from atodds.grading.recorded import read_hand_in
from atodds.grading.released import source_of
from atodds.grading.walls import (
    INSTEAD,
    NoSandboxError,
    SandboxError,
    build_command,
    clean_variables,
    find_bubblewrap,
    visible_paths,
)
from atodds.work.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from atodds.grading.graded import Graded

__all__ = [
    "Limits",
    "NoSandboxError",
    "SandboxError",
    "execute_in_sandbox",
    "execute_then_grade",
    "require_sandbox",
]

INSIDE = Path(__file__).with_name("jailed.py")
GLANCE = 0.2  # seconds between two looks at what the sandbox takes
# Numbers that no person has: systemd gives them to passing services.
NOBODIES = (61184, 65519)


@dataclass(frozen=True)
class Limits:
    """What a hand-in may take while it runs.

    Attributes
    ----------
    cell_seconds
        How long one cell may take; then it is interrupted, and the next one runs.
    seconds
        How long everything may take together, the kernel's start included.
    memory
        Bytes of memory, each process by itself and all together.
    processes
        How many processes and threads there may be at once; a kernel has about 20.
    disk
        Bytes that may be written, to each of three places that vanish afterwards.
    cell_output
        Bytes of output that are kept of one cell.
    output
        Bytes of output in all; who says more is stopped.
    """

    cell_seconds: int = 60
    seconds: int = 300
    memory: int = 3_000_000_000
    processes: int = 128
    disk: int = 100_000_000
    cell_output: int = 1_000_000
    output: int = 8_000_000


@dataclass
class _Run:
    """What came out of the sandbox: outputs by the cell's place, and what has to be said."""

    ready: bool = False
    ended: bool = False
    refused: str = ""
    cells: dict[int, tuple[int | None, list[object]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def execute_in_sandbox(file: str | Path, folder: str | Path, limits: Limits | None = None) -> Path:
    """Run a hand-in inside a sandbox, and return the notebook with the outputs that came out.

    Inside there is no network, no home, no course, no other hand-in, no solution and no variable
    of this environment; the system is read-only. Where running an exercise's cells gives no
    answer (a form that was clicked leaves none in code; time, memory or the kernel gave out),
    the answer that the hand-in had recorded stays, and a note says so.

    Parameters
    ----------
    file : str or Path
        The notebook that was handed in; it is not changed.
    folder : str or Path
        Where the executed notebook is written, named after the hand-in's SHA-256.
    limits : Limits, optional
        What it may take.

    Returns
    -------
    Path
        The executed notebook; `notes_of_run` reads what has to be said about the run.

    Raises
    ------
    HandInError
        If the file is no notebook.
    NoSandboxError
        If no sandbox can be built on this machine; nothing is run then.
    SandboxError
        If this one hand-in cannot be run.

    Examples
    --------
    >>> execute_in_sandbox("essay.pdf", "executed")
    Traceback (most recent call last):
    ...
    atodds.grading.recorded.HandInError: essay.pdf: there is no such file; check the name.
    """
    path, limits = Path(file), limits or Limits()
    content = read_hand_in(path)
    require_sandbox()
    _refuse_in_view(path.resolve())
    run = _run_inside(_task(content, path.name, limits), limits)
    if not run.ready:
        raise SandboxError(
            f"{path.name}: the sandbox did not start ({run.refused or 'no reason'})."
        )
    executed = with_outputs(content, run.cells, run.notes)
    name = hashlib.sha256(path.read_bytes()).hexdigest()
    target = Path(folder) / f"{name}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, json.dumps(executed).encode())
    return target


def execute_then_grade(
    file: str | Path, execute: Callable[[str | Path], Path], grade: Callable[[Path], Graded]
) -> Graded:
    """Run a hand-in first, then judge what it shows, in this process and without its code.

    Parameters
    ----------
    file : str or Path
        The notebook that was handed in.
    execute : Callable
        Takes the file and gives the executed notebook, such as
        ``functools.partial(execute_in_sandbox, folder="executed")``.
    grade : Callable
        Takes the executed notebook and judges it, as `grade_file` does.

    Returns
    -------
    Graded
        What ``grade`` gave, of the original file and its digest, with the run's notes. A hand-in
        that cannot be run is judged by what it recorded, and a note says so.

    Raises
    ------
    HandInError
        If the file is no notebook.
    NoSandboxError
        If nothing can be run on this machine.

    Examples
    --------
    >>> execute_then_grade("essay.pdf", lambda file: execute_in_sandbox(file, "executed"), print)
    Traceback (most recent call last):
    ...
    atodds.grading.recorded.HandInError: essay.pdf: there is no such file; check the name.
    """
    original = Path(file)
    try:
        executed = execute(original)
        notes = notes_of_run(read_hand_in(executed))
    except NoSandboxError:
        raise
    except SandboxError as error:
        executed, notes = original, (f"Not run: {error} Its recorded answers were judged.",)
    graded = grade(executed)
    digest = hashlib.sha256(original.read_bytes()).hexdigest()
    return replace(graded, file=original, digest=digest, notes=(*graded.notes, *notes))


@cache
def require_sandbox() -> None:
    """Return if a sandbox stands on this machine; it is built once, and its walls are tried.

    Raises
    ------
    NoSandboxError
        If it cannot be built, or does not hold, with the reason.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("PATH", "")
    >>> require_sandbox.__wrapped__()
    Traceback (most recent call last):
    ...
    atodds.grading.walls.NoSandboxError: Hand-ins are run only inside a sandbox, and bubblewrap,
    which makes it, is missing. On Debian or Ubuntu: apt-get install bubblewrap. Or grade without
    running: recorded answers need no code to be judged.
    """
    limits = Limits(seconds=30)
    with tempfile.TemporaryFile() as complaints:
        run = _run_inside(_task({"cells": []}, "probe.ipynb", limits), limits, complaints)
        complaints.seek(0)
        said = complaints.read(500).decode("utf-8", "replace").strip()
    if not run.ready:
        reason = run.refused or " ".join(said.split()) or "it gave no reason"
        remedy = f"Use a machine that allows user namespaces to bubblewrap. {INSTEAD}"
        raise NoSandboxError(f"No sandbox can be built on this machine: {reason}. {remedy}")


def _refuse_in_view(path: Path) -> None:
    shown = next((one for one in visible_paths() if path.is_relative_to(one)), "")
    if shown:
        remedy = "Move the hand-ins out of there."
        raise NoSandboxError(f"{path.name} lies in {shown}, which every hand-in may read. {remedy}")


def _task(content: dict[str, Any], name: str, limits: Limits) -> dict[str, object]:
    """Describe the run: the code to run, and the notebook that lies beside it, without outputs."""
    cells = [cell if isinstance(cell, dict) else {} for cell in content["cells"]]
    is_code = [cell.get("cell_type") == "code" for cell in cells]
    bare = [
        cell | ({"outputs": []} if code else {}) for cell, code in zip(cells, is_code, strict=True)
    ]
    numbers = asdict(limits)
    return {
        "cells": [[at, source_of(cell)] for at, cell in enumerate(cells) if is_code[at]],
        "file": json.dumps(content | {"cells": bare}),
        "name": name,
        "limits": numbers | {"output": numbers["cell_output"]},
        # Chosen anew each time, so that two hand-ins never count as one person's processes.
        "user": random.randint(*NOBODIES),  # noqa: S311 - a number to be different, not secret
    }


def _run_inside(
    task: dict[str, object], limits: Limits, complaints: IO[bytes] | None = None
) -> _Run:
    program = [sys.executable, "-I", str(INSIDE)]
    command = build_command(find_bubblewrap(), program, disk=limits.disk)
    run = _Run()
    with tempfile.TemporaryFile() as given:
        given.write(json.dumps(task).encode())
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603 - bubblewrap, with arguments of our own
            command,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=complaints or subprocess.DEVNULL,
            # Not only for the code inside: /proc shows it what bubblewrap itself was given.
            env=clean_variables(),
        )
        try:
            for line in _read_lines(process, limits, run.notes):
                _take(run, line)
            if run.ready and not run.ended and not run.notes:
                run.notes.append("It ended before its last cell, and did not say why.")
        finally:
            # With the first process inside end all others, and bubblewrap waits for that.
            for first in _children(process.pid):
                with contextlib.suppress(OSError):
                    os.kill(first, signal.SIGKILL)
            process.wait()
            if process.stdout:
                process.stdout.close()
    return run


def _read_lines(
    process: subprocess.Popen[bytes], limits: Limits, notes: list[str]
) -> Iterator[bytes]:
    """Give line after line from inside, until it ends or takes more than it may."""
    pipe = process.stdout
    if pipe is None:
        return
    end, read, rest = time.monotonic() + limits.seconds, 0, b""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        looked = 0.0
        while True:
            if time.monotonic() - looked > GLANCE:
                looked = time.monotonic()
                excess = _excess(process.pid, limits)
                if looked > end:
                    excess = f"took more than {limits.seconds} seconds"
                if excess:
                    notes.append(f"It was stopped because it {excess}.")
                    return
            if not selector.select(GLANCE):
                continue
            data = os.read(pipe.fileno(), 65_536)
            if not data:
                return
            read += len(data)
            if read > limits.output:
                notes.append(f"It was stopped because it said more than {_size(limits.output)}.")
                return
            *lines, rest = (rest + data).split(b"\n")
            yield from lines


def _excess(pid: int, limits: Limits) -> str:
    """Say what everything inside takes together and may not."""
    inside = _descendants(pid)
    # Linux itself holds the number down; a few are bubblewrap's own.
    if sum(_count_tasks(one) for one in inside) > limits.processes + 8:
        return f"started more than {limits.processes} processes"
    # What forks share counts once for each of them: a quick sum that can only be too high.
    is_much = sum(_memory(one, "status", "VmRSS:") for one in inside) > limits.memory
    if is_much and sum(_memory(one, "smaps_rollup", "Pss:") for one in inside) > limits.memory:
        return f"took more than {_size(limits.memory)} of memory"
    return ""


def _count_tasks(pid: int) -> int:
    # A process may end while it is looked at, here and below.
    try:
        return len(list(Path(f"/proc/{pid}/task").iterdir()))
    except OSError:
        return 0


def _memory(pid: int, table: str, name: str) -> int:
    """Return how many bytes a table of Linux gives for a process under a name."""
    try:
        lines = Path(f"/proc/{pid}/{table}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    found = next((line for line in lines.splitlines() if line.startswith(name)), f"{name} 0 kB")
    return int(found.split()[1]) * 1024


def _descendants(pid: int) -> list[int]:
    found, todo = [], [pid]
    while todo:
        found.append(todo.pop())
        todo += _children(found[-1])
    return found


def _children(pid: int) -> list[int]:
    found = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(one) for one in (task / "children").read_text(encoding="ascii").split()]
    return found


def _take(run: _Run, line: bytes) -> None:
    """Take one line from inside for what it is: words from a stranger, with a shape or not."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return
    if not isinstance(event, dict):
        return
    run.ready = run.ready or event.get("ready") is True
    run.ended = run.ended or event.get("end") is True
    place, count, outputs = event.get("cell"), event.get("count"), event.get("outputs")
    # `type`, not isinstance: a truth value is no number.
    if type(place) is int and isinstance(outputs, list):
        run.cells[place] = (count if type(count) is int else None, outputs)
    for name, words in event.items():
        if name == "note" and isinstance(words, str) and len(run.notes) < 100:
            run.notes.append(words[:200])
        if name == "refused" and isinstance(words, str):
            run.refused = words[:200]


def _size(number: int) -> str:
    return f"{number / 1_000_000:g} MB"
