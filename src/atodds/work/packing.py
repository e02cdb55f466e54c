"""Pack a learner's work into one file to take away."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from atodds.work.events import encode_lines, event_keys, event_lines
from atodds.work.files import DEVICES, file_name, parse_json
from atodds.work.shelves import ANSWERS, DRAFTS, EVENTS, encode, list_entries, path_of

MANIFEST = "manifest.json"
LARGEST_FILE = 20_000_000
SOLVED_TAGS = {"solution", "rubric", "instructor"}
NOTEBOOK_FILE = re.compile(r"notebooks/([^/\\:*?\"<>|\x00-\x1f.][^/\\:*?\"<>|\x00-\x1f]*\.ipynb)")


def pack(notebooks_folder: str | Path) -> bytes:
    """Put the learner's work and saved notebooks into one zip file.

    Parameters
    ----------
    notebooks_folder
        The folder whose notebooks go in; solved ones stay out.

    Returns
    -------
    bytes
        A zip file with a manifest of what was last changed when. What could not be
        written to disk is in it as well.

    Examples
    --------
    >>> here = getfixture("tmp_path")
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(here / "my-work"))
    >>> _ = (here / "06.ipynb").write_text('{"cells": [], "nbformat": 4}')
    >>> zipfile.ZipFile(io.BytesIO(pack(here))).namelist()
    ['notebooks/06.ipynb', 'manifest.json']

    A folder that is not there holds no notebooks:

    >>> zipfile.ZipFile(io.BytesIO(pack(here / "elsewhere"))).namelist()
    ['manifest.json']
    """
    changed: dict[str, str] = {}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data, when in [*_work_files(), *_notebooks(Path(notebooks_folder))]:
            changed[name] = when
            archive.writestr(_member(name), data)
        manifest = {"kit": "atodds", "format": 1, "changed": changed}
        archive.writestr(_member(MANIFEST), json.dumps(manifest, indent=1))
    return whole.getvalue()


def notebook_name(member: str) -> str:
    """Return the file name of a packed notebook.

    Parameters
    ----------
    member
        A name inside the zip file.

    Returns
    -------
    str
        Empty when it is no name that every system takes.

    Examples
    --------
    >>> notebook_name("notebooks/06.ipynb")
    '06.ipynb'
    >>> notebook_name("notebooks/../06.ipynb"), notebook_name("notebooks/con.ipynb")
    ('', '')
    """
    found = NOTEBOOK_FILE.fullmatch(member)
    name = found[1] if found else ""
    stem = name.removesuffix(".ipynb")
    return name if stem == stem.strip() and not DEVICES.fullmatch(name.lower()) else ""


def cells_of(data: bytes) -> list[object] | None:
    """Return the cells of a notebook.

    Parameters
    ----------
    data
        What the file holds.

    Returns
    -------
    list or None
        None when it is no notebook.

    Examples
    --------
    >>> cells_of(b'{"cells": []}')
    []
    >>> cells_of(b"{") is None
    True
    """
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError):
        return None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return cells if isinstance(cells, list) else None


def times_in(manifest: bytes | None) -> dict[str, str]:
    """Return what a manifest says was last changed when.

    Parameters
    ----------
    manifest
        What the file holds, if it could be read.

    Returns
    -------
    dict
        Name inside the zip file to time.

    Examples
    --------
    >>> times_in(b'{"changed": {"notebooks/06.ipynb": "2026-01-01"}}')
    {'notebooks/06.ipynb': '2026-01-01'}
    >>> times_in(b"{")
    {}
    """
    try:
        content = parse_json(manifest or b"")
    except ValueError:
        return {}
    changed = content.get("changed") if isinstance(content, dict) else None
    return {name: str(when) for name, when in changed.items()} if isinstance(changed, dict) else {}


def _work_files() -> Iterator[tuple[str, bytes, str]]:
    for shelf in (ANSWERS, DRAFTS):
        for key, entry in list_entries(shelf).items():
            yield f"my-work/{shelf}/{file_name(key)}", encode(entry), str(entry["saved"])
    for key in event_keys():
        lines = event_lines(key)
        name = f"my-work/{EVENTS}/{path_of(EVENTS, key).name}"
        yield name, encode_lines(lines), lines[-1]["saved"]


def _notebooks(where: Path) -> Iterator[tuple[str, bytes, str]]:
    for path in _files(where):
        with suppress(OSError):
            name, facts = f"notebooks/{path.name}", path.stat()
            if facts.st_size > LARGEST_FILE or not notebook_name(name):
                continue
            data = path.read_bytes()
            cells = cells_of(data)
            if cells is not None and not any(_solved(cell) for cell in cells):
                yield name, data, datetime.fromtimestamp(facts.st_mtime, UTC).isoformat()


def _files(where: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in where.glob("*.ipynb") if path.is_file())
    return []


def _solved(cell: object) -> bool:
    about = cell.get("metadata") if isinstance(cell, dict) else None
    tags = about.get("tags") if isinstance(about, dict) else None
    return isinstance(tags, list) and any(tag in SOLVED_TAGS for tag in map(str, tags))


def _member(name: str) -> zipfile.ZipInfo:
    # A fixed date: the same work always packs to the same bytes.
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
