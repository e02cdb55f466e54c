"""Restore packed work: nothing that is here is lost, whatever the file holds."""

import io
import os
import re
import sys
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from atodds.work.events import merge_events, parse_lines
from atodds.work.files import file_name, free_name, parse_entry, write_whole
from atodds.work.notebooks import running_notebook
from atodds.work.packing import LARGEST_FILE, MANIFEST, cells_of, notebook_name, times_in
from atodds.work.shelves import ANSWERS, encode, find_entry, keep, path_of
from atodds.work.times import is_later, moment

LARGEST_WHOLE = 200_000_000
MOST_FILES = 5_000
WORK_FILE = re.compile(
    r"my-work/(?:(answers|drafts)/([a-z0-9][a-z0-9._-]*\.json)|events/([a-z0-9][a-z0-9._-]*)\.jsonl)"
)
NOT_OURS = "Nothing was changed: expected the file that 'Download my work' made, found {}."
Row = tuple[str, str]
THE_SAME: Row = ("skipped", "The same is here already.")
NO_ENTRY: Row = ("skipped", "It is not what the kit writes.")
DAMAGED: Row = ("skipped", "It is damaged, locked or larger than 20 MB.")


def unpack(data: bytes, *, notebooks: str | Path | None = None) -> pd.DataFrame:
    """Restore packed work; what is newer here stays, and nothing here is lost.

    A time that lies in the future says nothing, so what is here stays. What an
    older thing is replaced by has it beside it: ``06-before.ipynb``, ``6.2.before``.

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
        ``file``, ``action`` (restored, kept newer, kept both, skipped) and ``reason``.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> unpack(b"not a zip file")["reason"].item()
    "Nothing was changed: expected the file that 'Download my work' made, found no zip file."
    """
    beside = Path(notebooks) if notebooks is not None else Path()
    try:
        with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
            rows = _restore_all(archive, beside)
    # zipfile raises many kinds for a damaged table, IndexError among them.
    except Exception:  # noqa: BLE001
        rows = [("the whole file", "skipped", NOT_OURS.format("no zip file"))]
    return pd.DataFrame(rows, columns=["file", "action", "reason"])


def _restore_all(archive: zipfile.ZipFile, beside: Path) -> list[tuple[str, str, str]]:
    members = [info for info in archive.infolist() if not info.filename.endswith("/")]
    if len(members) > MOST_FILES:
        return [("the whole file", "skipped", NOT_OURS.format(f"{len(members):,} files in it"))]
    if sum(info.file_size for info in members) > LARGEST_WHOLE:
        return [("the whole file", "skipped", NOT_OURS.format("more than 200 MB in it"))]
    if MANIFEST not in archive.namelist():
        return [("the whole file", "skipped", NOT_OURS.format("a zip file without its manifest"))]
    changed = times_in(_content(archive, archive.getinfo(MANIFEST)))
    rows = []
    for info in members:
        if info.filename != MANIFEST:
            when = moment(changed.get(info.filename, ""))
            rows.append((info.filename, *_restore(archive, info, beside, when)))
    return rows


def _restore(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, beside: Path, when: datetime | None
) -> Row:
    ours, notebook = WORK_FILE.fullmatch(info.filename), notebook_name(info.filename)
    if not (ours or notebook):
        return "skipped", "Not a file of this kit, so it was left out."
    data = _content(archive, info)
    if data is None:
        return DAMAGED
    try:
        if ours:
            return _restore_work(ours, data)
        return _restore_notebook(beside / notebook, data, when)
    except OSError as error:
        return "skipped", f"It could not be written here ({error.strerror or 'no access'})."
    # One odd member must not keep back the others.
    except Exception:  # noqa: BLE001
        return DAMAGED


def _restore_work(name: re.Match[str], data: bytes) -> Row:
    if name[3]:
        return _restore_events(name[3], data)
    return _restore_entry(name[1], name[2], data)


def _restore_events(name: str, data: bytes) -> Row:
    packed = parse_lines(data)
    keys = {line["key"] for line in packed}
    if len(keys) != 1 or file_name(min(keys)) != f"{name}.json":
        return NO_ENTRY
    added = merge_events(min(keys), packed)
    return ("restored", f"{added} more than were here.") if added else THE_SAME


def _restore_entry(shelf: str, name: str, data: bytes) -> Row:
    packed = parse_entry(data)
    if packed is None or not _is_ours(shelf, name, packed):
        return NO_ENTRY
    here = find_entry(shelf, str(packed["key"]))
    if here == packed:
        return THE_SAME
    when = moment(packed["saved"])
    if here and when is None:
        return "skipped", "When it was saved is not known, so what is here stays."
    if here and not is_later(when, moment(here["saved"])):
        return "kept newer", "What is here was saved later."
    path = path_of(shelf, str(packed["key"]))
    if here:
        write_whole(free_name(path, "before"), encode(here))
    keep(shelf, str(packed["key"]), encode(packed))
    return "restored", "What was here was older." if here else "It was not here."


def _is_ours(shelf: str, name: str, packed: dict[str, object]) -> bool:
    key, value = str(packed["key"]), packed["value"]
    if file_name(key) != name:
        return False
    return shelf != ANSWERS or (isinstance(value, dict) and value.get("exercise") == key)


def _restore_notebook(path: Path, data: bytes, when: datetime | None) -> Row:
    if cells_of(data) is None:
        return "skipped", "It is not a notebook."
    if not path.exists():
        _put(path, data, when)
        return "restored", "It was not here."
    here = path.read_bytes()
    if here == data:
        return THE_SAME
    return _choose(path, here, data, when)


def _choose(path: Path, here: bytes, data: bytes, when: datetime | None) -> Row:
    """Keep both of two notebooks that differ, and put the newer one in the place."""
    seconds = path.stat().st_mtime
    saved = moment(datetime.fromtimestamp(seconds, UTC).isoformat())
    # One that JupyterLab has open stays: it would ask which of the two to throw away. The Python
    # that runs in a browser is not told which one that is: any may be.
    running = running_notebook()
    is_open = path.stem == running or (not running and sys.platform == "emscripten")
    if not is_open and is_later(when, saved):
        # With its own time, so that an essay is still looked for in the newer one first.
        aside = _put_beside(path, "before", here, datetime.fromtimestamp(seconds, UTC))
        _put(path, data, when)
        return "restored", f"What was here was older; it is beside it, as {aside}."
    copy = _put_beside(path, "restored", data, when)
    if is_open:
        return "kept both", f"It is open here; yours is beside it, as {copy}."
    if when is None:
        return "kept both", f"When yours was saved is not known; it is beside it, as {copy}."
    return "kept newer", f"The one here was saved later; yours is beside it, as {copy}."


def _put_beside(path: Path, word: str, data: bytes, when: datetime | None) -> str:
    number, copy = 2, path.with_name(f"{path.stem}-{word}.ipynb")
    while copy.exists() and copy.read_bytes() != data:
        number, copy = number + 1, path.with_name(f"{path.stem}-{word}-{number}.ipynb")
    _put(copy, data, when)
    return copy.name


def _put(path: Path, data: bytes, when: datetime | None) -> None:
    write_whole(path, data)
    if when is not None:
        with suppress(OSError, ValueError, OverflowError):
            os.utime(path, (when.timestamp(), when.timestamp()))


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    # The size in the zip's own table may lie, so no more than the limit is ever read.
    try:
        with archive.open(info) as stream:
            data = stream.read(LARGEST_FILE + 1)
    except Exception:  # noqa: BLE001  zipfile and zlib raise many kinds for damaged members
        return None
    return data if len(data) <= LARGEST_FILE else None
