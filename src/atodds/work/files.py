"""Write small files whole, and read them without trusting them."""

import hashlib
import json
import os
import re
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path

PLAIN_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*")
# Windows keeps these for devices, whatever the extension.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d) *(?:\..*)?", re.DOTALL)
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


def parse_json(data: bytes) -> object:
    """Read JSON as the standard has it: no NaN, no infinity.

    Parameters
    ----------
    data
        Bytes from anywhere.

    Returns
    -------
    object
        Plain JSON data.

    Raises
    ------
    ValueError
        When it is anything else.

    Examples
    --------
    >>> parse_json(b"[1, 2]")
    [1, 2]
    >>> parse_json(b"[1e999]")
    Traceback (most recent call last):
    ...
    ValueError: expected JSON, found something else
    """
    try:
        content: object = json.loads(data)
        # Python reads NaN, and 1e999 as infinity; a notebook can hold neither.
        json.dumps(content, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise ValueError("expected JSON, found something else") from error
    return content


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
        with suppress(OSError):
            path.replace(free_name(path, "damaged"))
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
        entry = parse_json(data)
    except ValueError:
        return None
    if not isinstance(entry, dict) or "value" not in entry:
        return None
    return entry if all(isinstance(entry.get(name), str) for name in ("key", "saved")) else None


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
    # Not tempfile: its files are closed to all others, and a class folder may be shared.
    temporary = path.parent / f".part-{secrets.token_hex(8)}"
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def append_whole(path: Path, lines: bytes) -> None:
    r"""Add lines to the end of a file, in one piece: two kernels may do so at once.

    Parameters
    ----------
    path
        Where to; file and folder are made if need be.
    lines
        Whole lines.

    Raises
    ------
    OSError
        When the file cannot be written to.

    Examples
    --------
    >>> path = getfixture("tmp_path") / "6.2.jsonl"
    >>> for line in (b"1", b"2\n"):
    ...     append_whole(path, line)
    >>> path.read_bytes()
    b'1\n2\n'
    >>> append_whole(path / "below-a-file", b"")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    FileExistsError: ...
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A line that was cut off must not swallow the next one.
    cut = path.exists() and path.stat().st_size > 0 and not path.read_bytes().endswith(b"\n")
    if sys.platform == "emscripten":
        # JupyterLite's drive never comes back from writing lines to what is named like JSON.
        before = path.read_bytes() if path.exists() else b""
        write_whole(path, before + b"\n" * cut + lines)
        return
    with path.open("ab", buffering=0) as stream:
        stream.write(b"\n" + lines if cut else lines)


def free_name(path: Path, word: str) -> Path:
    """Return a name beside a file under which it can be set aside.

    Parameters
    ----------
    path
        The file.
    word
        The extension to give it.

    Returns
    -------
    Path
        Numbered when the name is taken.

    Examples
    --------
    >>> path = getfixture("tmp_path") / "6.2.json"
    >>> free_name(path, "damaged").name
    '6.2.damaged'
    >>> _ = path.with_suffix(".damaged").write_text("")
    >>> free_name(path, "damaged").name
    '6.2.2.damaged'
    """
    number, aside = 2, path.with_suffix(f".{word}")
    while aside.exists():
        number, aside = number + 1, path.with_suffix(f".{number}.{word}")
    return aside
