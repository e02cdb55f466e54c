"""Run a solved notebook in a clean kernel, and keep of its outputs only what stays the same."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from atodds.build.editions import notebook_text
from atodds.work import BINDER

if TYPE_CHECKING:
    from nbformat import NotebookNode

TIMEOUT = 120
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# The kernel that builds must not know in which session, or on whose desk, it runs.
NOT_PASSED_ON = ("JPY_SESSION_NAME", "JPY_PARENT_PID", *BINDER)


class RunError(ValueError):
    """A solved notebook that does not run as promised: which cell, and what happened."""


def clean_environment(place: Path) -> dict[str, str]:
    """Give the environment variables for a kernel whose outputs depend on nothing around it.

    Parameters
    ----------
    place : Path
        An empty folder; a work folder and an IPython profile are made in it.

    Returns
    -------
    dict
        This process's variables, with ``ATODDS_WORK`` an empty folder, ``ATODDS_STATIC`` set,
        and neither a session's name, nor Binder's, nor a person's IPython start-up files.

    Examples
    --------
    >>> place = getfixture("tmp_path")
    >>> env = clean_environment(place)
    >>> Path(env["ATODDS_WORK"]).relative_to(place).as_posix(), env["ATODDS_STATIC"]
    ('work', '1')
    >>> clean_environment(place)
    Traceback (most recent call last):
    ...
    FileExistsError: ...
    """
    work, profile = place / "work", place / "ipython"
    for folder in (work, profile):
        folder.mkdir(parents=True)
    env = {key: value for key, value in os.environ.items() if key not in NOT_PASSED_ON}
    return env | {"ATODDS_WORK": str(work), "ATODDS_STATIC": "1", "IPYTHONDIR": str(profile)}


def run_notebook(notebook: NotebookNode, name: str, *, timeout: int = TIMEOUT) -> NotebookNode:
    """Run a notebook where nothing but itself is saved, and return it with its outputs.

    The notebook is saved, not yet run, in a folder of its own, and the kernel starts there: a
    cell that reads the saved notebook, as a rubric does, finds the essays. Its work folder is
    empty, so no earlier answer and no reader's copy of a text can show in an output.

    Parameters
    ----------
    notebook : NotebookNode
        A valid notebook; it is changed in place and returned.
    name : str
        The name under which it is saved, such as ``06-number.ipynb``.
    timeout : int, default 120
        Seconds that one cell may take.

    Returns
    -------
    NotebookNode
        The same notebook with execution counts and tidied outputs.

    Raises
    ------
    RunError
        If a cell raises, warns, stalls, draws a picture, or is tagged ``raises-exception``
        and does not raise.
    """
    with tempfile.TemporaryDirectory() as place:
        env = clean_environment(Path(place))
        desk = Path(place) / "desk"
        desk.mkdir()
        (desk / name).write_text(notebook_text(notebook), encoding="utf-8")
        client = NotebookClient(
            notebook,
            timeout=timeout,
            kernel_name="python3",
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(desk)}},
        )
        # nbclient's stand-in for Output widgets can stall for ever; nothing here needs it.
        client.comm_open_handlers = {}
        try:
            client.execute(env=env, stderr=subprocess.DEVNULL)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise RunError(_what_happened(notebook, name, error)) from error
    return tidy(notebook, name)


def tidy(notebook: NotebookNode, name: str) -> NotebookNode:
    """Drop what differs from run to run, and refuse what a stored notebook must not hold.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook that was run; it is changed in place and returned.
    name : str
        Its file name, for messages.

    Returns
    -------
    NotebookNode
        Without widget views, widget state and language information.

    Raises
    ------
    RunError
        If an output is a picture or a warning, or a promised exception did not come.

    Examples
    --------
    >>> from nbformat import v4
    >>> picture = v4.new_output("display_data", data={"image/png": "iVBO"})
    >>> tidy(v4.new_notebook(cells=[v4.new_code_cell("draw()", outputs=[picture])]), "06-a.ipynb")
    Traceback (most recent call last):
    ...
    atodds.build.running.RunError: 06-a.ipynb, cell 1 (draw()): a stored output holds image/png;
    show charts by the kit's renderer, which stores none.
    """
    notebook.metadata.pop("language_info", None)
    notebook.metadata.pop("widgets", None)
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET_VIEW, None)
            cell.outputs = [output for output in cell.outputs if output.get("data") != {}]
            fault = _fault(cell)
            if fault:
                raise RunError(f"{name}, cell {number} ({_begin(cell.source)}): {fault}")
    return notebook


def _fault(cell: NotebookNode) -> str:
    kinds = {output.output_type for output in cell.outputs}
    types = {kind for output in cell.outputs for kind in output.get("data", {})}
    pictures = sorted(kind for kind in types if kind.startswith("image/"))
    errors = [o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stderr"]
    if pictures:
        remedy = "show charts by the kit's renderer, which stores none."
        return f"a stored output holds {', '.join(pictures)}; {remedy}"
    if errors:
        return f"it wrote to the error stream ({_begin(errors[0])}); mend what warns."
    if "raises-exception" in cell.metadata.get("tags", []) and "error" not in kinds:
        return "tagged 'raises-exception' but raised nothing; drop the tag or mend the cell."
    return ""


def _what_happened(notebook: NotebookNode, name: str, error: Exception) -> str:
    """Say which cell stopped the run: the last one that was started."""
    started = [i for i, cell in enumerate(notebook.cells, 1) if cell.get("execution_count")]
    number = started[-1] if started else 1
    reason = f"{getattr(error, 'ename', type(error).__name__)}: {getattr(error, 'evalue', error)}"
    return f"{name}, cell {number} ({_begin(notebook.cells[number - 1].source)}): {reason}"


def _begin(text: str) -> str:
    line = next(iter(text.strip().splitlines()), "")
    return line if len(line) <= 60 else f"{line[:57]}..."
