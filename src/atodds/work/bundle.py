"""Pack a learner's work into one file to take away, and restore it elsewhere."""

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from atodds.work.files import parse_entry, read_entry, write_whole
from atodds.work.store import SHELVES, folder

MANIFEST = "manifest.json"
LARGEST_FILE = 20_000_000
LARGEST_WHOLE = 200_000_000
MOST_FILES = 5_000
SOLVED_TAGS = {"solution", "rubric", "instructor"}
WORK_FILE = re.compile(r"my-work/(answers|drafts|events)/([a-z0-9][a-z0-9._-]*\.json)")
NOTEBOOK_FILE = re.compile(r"notebooks/([^/\\:*?\"<>|\x00-\x1f.][^/\\:*?\"<>|\x00-\x1f]*\.ipynb)")
NOT_OURS = "Nothing was changed: expected the file that 'Download my work' made, found {}."


def pack(notebooks_folder: str | Path) -> bytes:
    """Put the learner's work and saved notebooks into one zip file.

    Parameters
    ----------
    notebooks_folder
        The folder whose notebooks go in; solved ones stay out.

    Returns
    -------
    bytes
        A zip file with a manifest of what was last changed when.

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


def unpack(data: bytes, *, notebooks: str | Path | None = None) -> pd.DataFrame:
    """Restore packed work; what is newer here stays, and nothing here is lost.

    Parameters
    ----------
    data
        A file that `pack` made; anything else gives a sentence.
    notebooks
        Where notebooks go; the current folder by default. Where one here is newer
        and differs, the packed one is put beside it.

    Returns
    -------
    DataFrame
        ``file``, ``action`` (restored, kept newer, skipped) and ``reason``.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> unpack(b"not a zip file")["reason"].item()
    "Nothing was changed: expected the file that 'Download my work' made, found no zip file."
    """
    beside = Path(notebooks) if notebooks is not None else Path.cwd()
    try:
        with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
            rows = _restore_all(archive, beside)
    except (zipfile.BadZipFile, ValueError, TypeError, EOFError, NotImplementedError, OSError):
        rows = [("the whole file", "skipped", NOT_OURS.format("no zip file"))]
    return pd.DataFrame(rows, columns=["file", "action", "reason"])


def _restore_all(archive: zipfile.ZipFile, beside: Path) -> list[tuple[str, str, str]]:
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) > MOST_FILES:
        return [("the whole file", "skipped", NOT_OURS.format(f"{len(members):,} files in it"))]
    if sum(info.file_size for info in members) > LARGEST_WHOLE:
        return [("the whole file", "skipped", NOT_OURS.format("more than 200 MB in it"))]
    if MANIFEST not in archive.namelist():
        return [("the whole file", "skipped", NOT_OURS.format("a zip file without its manifest"))]
    changed = _changed(_content(archive, archive.getinfo(MANIFEST)))
    rows = []
    for info in members:
        if info.filename != MANIFEST:
            action, reason = _restore(archive, info, beside, changed)
            rows.append((info.filename, action, reason))
    return rows


def _restore(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, beside: Path, changed: Mapping[str, str]
) -> tuple[str, str]:
    ours, notebook = WORK_FILE.fullmatch(info.filename), NOTEBOOK_FILE.fullmatch(info.filename)
    if not (ours or notebook):
        return "skipped", "Not a file of this kit, so it was left out."
    data = _content(archive, info)
    if data is None:
        return "skipped", "It is damaged, locked or larger than 20 MB."
    try:
        if ours:
            return _restore_work(folder() / ours[1] / ours[2], data)
        name = notebook[1] if notebook else ""
        return _restore_notebook(beside / name, data, _moment(changed.get(info.filename, "")))
    except OSError as error:
        return "skipped", f"It could not be written here ({error.strerror or 'no access'})."


def _restore_work(path: Path, data: bytes) -> tuple[str, str]:
    packed = parse_entry(data)
    if packed is None:
        return "skipped", "It is not what the kit writes."
    here = read_entry(path)
    if here == packed:
        return "skipped", "The same is here already."
    if here and _moment(here["saved"]) >= _moment(packed["saved"]):
        return "kept newer", "What is here was saved later."
    write_whole(path, data)
    return "restored", "It was not here." if here is None else "What was here was older."


def _restore_notebook(path: Path, data: bytes, when: datetime) -> tuple[str, str]:
    if _cells(data) is None:
        return "skipped", "It is not a notebook."
    if not path.exists():
        return _put(path, data, when, "It was not here.")
    if path.read_bytes() == data:
        return "skipped", "The same is here already."
    if datetime.fromtimestamp(path.stat().st_mtime, UTC) < when:
        return _put(path, data, when, "What was here was older.")
    copy, number = path.with_name(f"{path.stem}-restored.ipynb"), 2
    while copy.exists() and copy.read_bytes() != data:
        copy, number = path.with_name(f"{path.stem}-restored-{number}.ipynb"), number + 1
    _put(copy, data, when, "")
    return "kept newer", f"The one here was saved later; yours is beside it, as {copy.name}."


def _put(path: Path, data: bytes, when: datetime, reason: str) -> tuple[str, str]:
    write_whole(path, data)
    with suppress(OSError, ValueError, OverflowError):
        os.utime(path, (when.timestamp(), when.timestamp()))
    return "restored", reason


def _work_files() -> Iterator[tuple[str, bytes, str]]:
    for shelf in SHELVES:
        for path in _files(folder() / shelf, "*.json"):
            with suppress(OSError):
                data = path.read_bytes()
                entry = parse_entry(data)
                if entry and WORK_FILE.fullmatch(f"my-work/{shelf}/{path.name}"):
                    yield f"my-work/{shelf}/{path.name}", data, str(entry["saved"])


def _notebooks(where: Path) -> Iterator[tuple[str, bytes, str]]:
    for path in _files(where, "*.ipynb"):
        with suppress(OSError):
            name, facts = f"notebooks/{path.name}", path.stat()
            if facts.st_size > LARGEST_FILE or not NOTEBOOK_FILE.fullmatch(name):
                continue
            data = path.read_bytes()
            cells = _cells(data)
            if cells is not None and not any(_solved(cell) for cell in cells):
                yield name, data, datetime.fromtimestamp(facts.st_mtime, UTC).isoformat()


def _files(where: Path, pattern: str) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in where.glob(pattern) if path.is_file())
    return []


def _cells(data: bytes) -> list[object] | None:
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError):
        return None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return cells if isinstance(cells, list) else None


def _solved(cell: object) -> bool:
    about = cell.get("metadata") if isinstance(cell, dict) else None
    tags = about.get("tags") if isinstance(about, dict) else None
    return isinstance(tags, list) and any(tag in SOLVED_TAGS for tag in map(str, tags))


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    # The size in the zip's own table may lie, so no more than the limit is ever read.
    try:
        with archive.open(info) as stream:
            data = stream.read(LARGEST_FILE + 1)
    except Exception:  # noqa: BLE001  zipfile and zlib raise many kinds for damaged members
        return None
    return data if len(data) <= LARGEST_FILE else None


def _changed(manifest: bytes | None) -> dict[str, str]:
    try:
        content = json.loads(manifest or b"")
    except (ValueError, RecursionError):
        return {}
    changed = content.get("changed") if isinstance(content, dict) else None
    return {name: str(when) for name, when in changed.items()} if isinstance(changed, dict) else {}


def _moment(text: object) -> datetime:
    try:
        when = datetime.fromisoformat(str(text))
    except ValueError:
        when = datetime.min.replace(tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _member(name: str) -> zipfile.ZipInfo:
    # A fixed date: the same work always packs to the same bytes.
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
