"""How the wall is served: Voila, on this machine only, asking nothing of any other."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from atodds import work
from atodds.build.wall.making import TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path

PORT = 8866
EXTENSIONS = [
    "anywidget",
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
]
MISSING = (
    "The wall is shown by Voila, which is not installed here. "
    "In the project's folder: python -m pip install -e '.[wall]'."
)


def serve_command(notebook: Path, *, port: int = PORT, browser: bool = True) -> list[str]:
    """Return the command that serves the wall's notebook.

    Parameters
    ----------
    notebook : Path
        What `make_wall` wrote.
    port : int, default 8866
        The port, on this machine only.
    browser : bool, default True
        Whether a browser is opened.

    Returns
    -------
    list of str
        A program and its arguments.

    Raises
    ------
    ValueError
        If Voila is not installed.

    Examples
    --------
    >>> from importlib.util import find_spec
    >>> from pathlib import Path
    >>> try:
    ...     command = serve_command(Path("wall.ipynb"), browser=False)
    ... except ValueError as error:
    ...     command = ["--Voila.ip=127.0.0.1", str(error)]
    >>> "--Voila.ip=127.0.0.1" in command
    True
    """
    if find_spec("voila") is None:
        raise ValueError(MISSING)
    options = [
        "--Voila.ip=127.0.0.1",
        f"--port={port}",
        f"--template={TEMPLATE}",
        f"--Voila.open_browser={browser}",
        # Others that are installed beside it are made for JupyterLab and only complain here.
        f"--VoilaConfiguration.extension_allowlist={EXTENSIONS}",
    ]
    return [sys.executable, "-m", "voila", str(notebook), *options]


def serve_environment(folder: Path) -> dict[str, str]:
    """Return an environment in which Voila finds the page's frame, and tags go to my-work here.

    Examples
    --------
    >>> from pathlib import Path
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", "desk")
    >>> found = serve_environment(Path("wall"))
    >>> Path(found["ATODDS_WORK"]).is_absolute(), found["JUPYTER_PATH"].split(os.pathsep)[0]
    (True, 'wall')
    """
    paths = [str(folder), os.environ.get("JUPYTER_PATH", "")]
    return {
        **os.environ,
        "JUPYTER_PATH": os.pathsep.join(path for path in paths if path),
        "ATODDS_WORK": str(work.folder().absolute()),
    }
