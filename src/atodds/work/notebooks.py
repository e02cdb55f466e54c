"""Find what a learner wrote in a notebook's essay cell, as last saved."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LARGEST_NOTEBOOK = 50_000_000


@dataclass(frozen=True)
class Written:
    """What stands in an essay's cell: its source, and whether it is still the starter."""

    source: str
    untouched: bool
    notebook: str


def find_essay(exercise: str) -> Written | None:
    """Read an essay's Markdown cell from the saved notebook.

    The notebook of the running session is asked first, where Jupyter tells its
    name; then the notebooks of the current folder, the one saved last first.

    Parameters
    ----------
    exercise
        The essay's id, as in the cell's ``metadata.atodds.exercise``.

    Returns
    -------
    Written or None
        None when no saved notebook has such a cell.

    Examples
    --------
    >>> here = getfixture("tmp_path")
    >>> getfixture("monkeypatch").chdir(here)
    >>> cell = {"cell_type": "markdown", "source": ["I think that"],
    ...         "metadata": {"atodds": {"exercise": "6.7"}}}
    >>> _ = (here / "06.ipynb").write_text(json.dumps({"cells": [cell]}))
    >>> find_essay("6.7")
    Written(source='I think that', untouched=False, notebook='06.ipynb')
    >>> find_essay("6.8") is None
    True
    """
    for path in _candidates():
        for cell in _cells(path):
            about = _about(cell)
            if about.get("exercise") == exercise and cell.get("cell_type") == "markdown":
                source = _source(cell)
                return Written(source, _is_starter(source, about), path.name)
    return None


def running_notebook() -> str:
    """Return the name of the notebook that this kernel belongs to, without its ending.

    Returns
    -------
    str
        Empty where Jupyter does not tell.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("JPY_SESSION_NAME", "/home/jo/06.ipynb")
    >>> running_notebook()
    '06'
    """
    return Path(os.environ.get("JPY_SESSION_NAME", "")).stem


def _candidates() -> list[Path]:
    session = os.environ.get("JPY_SESSION_NAME", "")
    found: list[Path] = []
    with suppress(OSError, ValueError):
        named = (Path(session), Path.cwd() / Path(session).name)
        found += [path for path in named if path.suffix == ".ipynb" and path.is_file()]
    with suppress(OSError):
        here = [path for path in Path.cwd().glob("*.ipynb") if path.is_file()]
        found += sorted(here, key=lambda path: (-path.stat().st_mtime, path.name))
    return found


def _cells(path: Path) -> Iterator[dict[str, object]]:
    with suppress(OSError, ValueError, RecursionError):
        if path.stat().st_size > LARGEST_NOTEBOOK:
            return
        notebook = json.loads(path.read_bytes())
        cells = notebook.get("cells") if isinstance(notebook, dict) else None
        yield from (cell for cell in cells or () if isinstance(cell, dict))


def _about(cell: dict[str, object]) -> dict[str, object]:
    metadata = cell.get("metadata")
    about = metadata.get("atodds") if isinstance(metadata, dict) else None
    return about if isinstance(about, dict) else {}


def _source(cell: dict[str, object]) -> str:
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))


def _is_starter(source: str, about: dict[str, object]) -> bool:
    # Blank lines around the starter do not make it an essay.
    hashes = {
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        for text in (source, source.strip())
    }
    return not source.strip() or about.get("starter", about.get("starter_sha")) in hashes
