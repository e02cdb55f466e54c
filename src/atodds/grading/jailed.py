"""What runs inside the sandbox: limits first, then the notebook, cell by cell.

This file is started on its own, never imported by the kit: inside there is nothing to trust, and
nothing to protect. What it writes to its output is one JSON object a line; whoever reads them
treats them as what they are, words from a stranger.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

DESK = Path("/hand-in")


def main() -> None:
    """Read the task from the input, lower the limits for good, and run the notebook."""
    task = json.load(sys.stdin)
    limits = task["limits"]
    fault = _find_hole() or _lower_limits(limits, task["user"])
    if fault:
        return _tell(refused=fault)
    _tell(ready=True)
    if task["cells"]:
        (DESK / task["name"]).write_text(task["file"], encoding="utf-8")
        _run(task["cells"], limits)
    return _tell(end=True)


def _tell(**event: object) -> None:
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def _find_hole() -> str:
    """Say what should not be possible here and is; nothing, if the walls stand."""
    with Path("/proc/net/dev").open(encoding="utf-8") as file:
        devices = {line.split(":")[0].strip() for line in file if ":" in line}
    if devices - {"lo"}:
        return "the network can be reached from inside"
    if len([one for one in Path("/proc").iterdir() if one.name.isdigit()]) > 4:
        return "other processes can be seen from inside"
    for place in ("/", sys.prefix, "/usr", "/dev"):
        try:
            (Path(place) / "atodds-was-here").touch()
        except OSError:
            continue
        return f"{place} can be written to from inside"
    return ""


def _lower_limits(limits: dict[str, int], user: int) -> str:
    """Bind this process, and every one that it starts, to the limits; root becomes nobody."""
    if os.getuid() == 0:
        # Linux does not hold root to a number of processes.
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    named = {
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_CPU: limits["seconds"] + 1,
        resource.RLIMIT_FSIZE: limits["disk"],
        resource.RLIMIT_NPROC: limits["processes"],
        resource.RLIMIT_NOFILE: 1024,
        resource.RLIMIT_CORE: 0,
    }
    for name, value in named.items():
        resource.setrlimit(name, (value, value))
    with Path("/proc/self/status").open(encoding="utf-8") as file:
        powers = next(line for line in file if line.startswith("CapEff"))
    return "" if int(powers.split()[1], 16) == 0 else "the code would keep special powers"


def _run(cells: list[list[Any]], limits: dict[str, int]) -> None:
    # Imported where the limits hold, and only when there is something to run.
    from jupyter_core.utils import run_sync  # noqa: PLC0415
    from nbclient import NotebookClient  # noqa: PLC0415
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415
    from nbformat.v4 import new_code_cell, new_notebook  # noqa: PLC0415

    class Client(NotebookClient):  # type: ignore[misc]
        """A client that drops what one cell says beyond the limit."""

        said = 0

        def output(self, outs: Any, msg: Any, display_id: Any, cell_index: Any) -> Any:  # noqa: ANN401
            self.said += len(json.dumps(msg["content"], default=str))
            if self.said <= limits["output"]:
                return super().output(outs, msg, display_id, cell_index)
            return None

    book = new_notebook(cells=[new_code_cell(source) for _, source in cells])
    client = Client(
        book,
        timeout=limits["cell_seconds"],
        kernel_name="python3",
        allow_errors=True,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--HistoryManager.enabled=False"],
        resources={"metadata": {"path": str(DESK)}},
    )
    # nbclient's stand-in for Output widgets can stall for ever; no answer needs it.
    client.comm_open_handlers = {}
    quiet = {"stdout": -3, "stderr": -3}
    reached: set[str] = set()
    with client.setup_kernel(cleanup_kc=False, **quiet):
        for place, (number, _) in enumerate(cells):
            cell, client.said, trouble = book.cells[place], 0, ""
            try:
                client.execute_cell(cell, place)
            except CellTimeoutError:
                trouble = f"was stopped after {limits['cell_seconds']} seconds"
            except DeadKernelError:
                _tell(note=f"The kernel died in cell {number + 1}; no cell after it was run.")
                break
            # Code can speak on the kernel's lines too, and say what nobody understands.
            except Exception as error:  # noqa: BLE001
                trouble = f"said what cannot be read ({type(error).__name__})"
            if client.said > limits["output"]:
                _tell(note=f"Cell {number + 1} said more than is kept; its end was cut off.")
            _tell(cell=number, count=cell.execution_count, outputs=cell.outputs)
            reached |= _tell_reached(number, {*_find_reached(cell.outputs, limits)} - reached)
            if trouble:
                _tell(note=f"Cell {number + 1} {trouble}.")
                if not run_sync(_recover)(client):
                    _tell(note=f"Cell {number + 1} cannot be stopped; no cell after it was run.")
                    break


def _tell_reached(number: int, limits: set[str]) -> set[str]:
    """Tell of limits, each once a run: the processes of one cell may outlive it."""
    for limit in sorted(limits):
        _tell(note=f"Cell {number + 1} reached {limit}.")
    return limits


def _find_reached(outputs: list[Any], limits: dict[str, int]) -> Iterator[str]:
    """Name the limits that a cell came up against: by its error, or because nothing can start."""
    errors = [one.get("ename") for one in outputs if one["output_type"] == "error"]
    if "MemoryError" in errors:
        yield "the limit of memory"
    if "BlockingIOError" in errors or not _may_start():
        yield f"the limit of {limits['processes']} processes; no more were started"


def _may_start() -> bool:
    """Say whether one more process could be started now; a thread counts as one."""
    one_more = threading.Thread(target=int)
    try:
        one_more.start()
    except RuntimeError:
        return False
    one_more.join()
    return True


async def _recover(client: Any) -> bool:  # noqa: ANN401
    """Interrupt the kernel, and say whether it answers then."""
    await client.km.interrupt_kernel()
    try:
        await client.kc.kernel_info(reply=True, timeout=5)
    except Exception:  # noqa: BLE001 - whatever it says instead, it is no answer
        return False
    return True


if __name__ == "__main__":
    socket.setdefaulttimeout(10)
    main()
