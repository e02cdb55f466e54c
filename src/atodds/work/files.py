"""Write small files whole, and read them without trusting them."""

import hashlib
import json
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

PLAIN_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*")
# Windows keeps these for devices, whatever the extension.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
LONGEST_KEY = 80


def file_name(key: str) -> str:
    """Return a file name for any key: safe on every system, and no two keys share one.

    Parameters
    ----------
    key
        Any text.

    Returns
    -------
    str
        The key itself where it is plain, else its plain part and a short hash.

    Examples
    --------
    >>> file_name("6.2")
    '6.2.json'
    >>> file_name("../../etc/passwd")
    'etc-passwd-3754d6cb.json'
    """
    if len(key) <= LONGEST_KEY and PLAIN_KEY.fullmatch(key) and not DEVICES.fullmatch(key):
        return f"{key}.json"
    # Capitals are hashed too: some file systems do not tell "A" from "a".
    mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = re.sub(r"[^a-z0-9]+", "-", key.lower()[:LONGEST_KEY]).strip("-")
    return f"{plain}-{mark}.json" if plain else f"{mark}.json"


def read_entry(path: Path) -> dict[str, object] | None:
    """Read one kept file; set it aside as ``*.damaged`` when it is not what was written.

    Parameters
    ----------
    path
        A file of one of the shelves.

    Returns
    -------
    dict or None
        With ``key``, ``saved`` and ``value``; None when there is nothing to read.

    Examples
    --------
    >>> path = getfixture("tmp_path") / "6.2.json"
    >>> read_entry(path) is None
    True
    >>> _ = path.write_text("[1, 2")
    >>> read_entry(path) is None, path.exists(), path.with_suffix(".damaged").exists()
    (True, False, True)
    """
    try:
        entry = parse_entry(path.read_bytes())
    except OSError:
        return None
    if entry is None:
        _set_aside(path)
    return entry


def parse_entry(data: bytes) -> dict[str, object] | None:
    """Read the bytes of one kept file.

    Parameters
    ----------
    data
        What the file holds.

    Returns
    -------
    dict or None
        With ``key``, ``saved`` and ``value``; None when it is anything else.

    Examples
    --------
    >>> parse_entry(b'{"key": "6.2", "saved": "2026-01-01T00:00:00+00:00", "value": 3}')["value"]
    3
    >>> parse_entry(b'{"key": 6.2}') is None
    True
    """
    try:
        entry = json.loads(data)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(entry, dict) and isinstance(entry.get("key"), str) and "value" in entry
    return entry if whole and isinstance(entry.get("saved"), str) else None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one, never a half.

    Parameters
    ----------
    path
        Where to; its folder is made if need be.
    data
        The bytes.

    Raises
    ------
    OSError
        When the folder cannot be written to; the old file stays.

    Examples
    --------
    >>> path = getfixture("tmp_path") / "deep" / "note.json"
    >>> write_whole(path, b"{}")
    >>> path.read_bytes()
    b'{}'
    >>> write_whole(path / "below-a-file", b"")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    FileExistsError: ...
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _set_aside(path: Path) -> None:
    number, aside = 2, path.with_suffix(".damaged")
    while aside.exists():
        number, aside = number + 1, path.with_suffix(f".{number}.damaged")
    with suppress(OSError):
        path.replace(aside)
