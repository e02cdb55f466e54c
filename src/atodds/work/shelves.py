"""Entries by shelf and key: on disk where that works, else known until the kernel ends."""

import json
from contextlib import suppress
from pathlib import Path

from atodds.work.files import append_whole, file_name, parse_entry, read_entry, write_whole
from atodds.work.place import folder
from atodds.work.times import is_later, moment

ANSWERS, DRAFTS, EVENTS = SHELVES = ("answers", "drafts", "events")
# What could not be written, by folder, shelf and key: a whole file, or lines to add to one.
_unwritten: dict[tuple[Path, str, str], bytes] = {}


def path_of(shelf: str, key: str) -> Path:
    """Return the file in which something is kept.

    Parameters
    ----------
    shelf
        One of `SHELVES`.
    key
        Any text.

    Returns
    -------
    Path
        Events are lines, so their files end in ``.jsonl``.

    Examples
    --------
    >>> path_of("answers", "6.2").name, path_of("events", "6.2").name
    ('6.2.json', '6.2.jsonl')
    """
    return folder() / shelf / (file_name(key) + ("l" if shelf == EVENTS else ""))


def keep(shelf: str, key: str, data: bytes) -> None:
    """Write a file, or add lines to an events file; then what could not be written before.

    Parameters
    ----------
    shelf
        One of `SHELVES`.
    key
        Any text.
    data
        A whole entry, or lines of events.

    Raises
    ------
    OSError
        When it cannot be written; it is known all the same until the kernel ends.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> keep("drafts", "note", encode({"key": "note", "saved": "2026-01-01", "value": 7}))
    >>> find_entry("drafts", "note")["value"]
    7
    >>> find_entry("drafts", "other") is None
    True
    """
    place = (folder(), shelf, key)
    data = _unwritten.get(place, b"") + data if shelf == EVENTS else data
    try:
        _write(shelf, key, data)
    except OSError:
        _unwritten[place] = data
        raise
    _unwritten.pop(place, None)
    _retry(place[0])


def find_entry(shelf: str, key: str) -> dict[str, object] | None:
    """Return the entry under a key, from disk or, where that is later, as last kept here.

    Parameters
    ----------
    shelf
        Answers or drafts.
    key
        Any text.

    Returns
    -------
    dict or None
        With ``key``, ``saved`` and ``value``.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> find_entry("answers", "never saved") is None
    True
    """
    stored = read_entry(path_of(shelf, key))
    stored = stored if stored and stored["key"] == key else None
    waiting = parse_entry(unwritten_lines(shelf, key))
    if waiting and stored:
        return stored if _is_after(stored, waiting) else waiting
    return waiting or stored


def list_entries(shelf: str) -> dict[str, dict[str, object]]:
    """Return every entry of a shelf by key; what cannot be read is set aside.

    Parameters
    ----------
    shelf
        Answers or drafts.

    Returns
    -------
    dict
        Key to entry, sorted by key.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> list_entries("answers")
    {}
    """
    keys = set(unwritten_keys(shelf))
    with suppress(OSError):
        for path in sorted((folder() / shelf).glob("*.json")):
            entry = read_entry(path)
            # A file under another key's name was not written by the kit.
            if entry and file_name(str(entry["key"])) == path.name:
                keys.add(str(entry["key"]))
    found = {key: find_entry(shelf, key) for key in sorted(keys)}
    return {key: entry for key, entry in found.items() if entry}


def encode(entry: dict[str, object]) -> bytes:
    r"""Return an entry as the bytes of its file.

    Parameters
    ----------
    entry
        Plain JSON data.

    Returns
    -------
    bytes
        The same for the same entry.

    Raises
    ------
    TypeError, ValueError
        When it is no plain JSON data.

    Examples
    --------
    >>> encode({"key": "6.2"})
    b'{\n "key": "6.2"\n}'
    >>> encode({"key": float("nan")})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: Out of range float values are not JSON compliant...
    """
    return json.dumps(entry, allow_nan=False, indent=1).encode()


def unwritten_lines(shelf: str, key: str) -> bytes:
    """Return what could not be written under a key.

    Parameters
    ----------
    shelf
        One of `SHELVES`.
    key
        Any text.

    Returns
    -------
    bytes
        Empty when all of it is on disk.

    Examples
    --------
    >>> unwritten_lines("events", "never tried")
    b''
    """
    return _unwritten.get((folder(), shelf, key), b"")


def unwritten_keys(shelf: str) -> list[str]:
    """Return the keys under which something could not be written.

    Parameters
    ----------
    shelf
        One of `SHELVES`.

    Returns
    -------
    list of str
        Those of the present folder.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> unwritten_keys("events")
    []
    """
    return [key for where, one, key in _unwritten if one == shelf and where == folder()]


def _write(shelf: str, key: str, data: bytes) -> None:
    (append_whole if shelf == EVENTS else write_whole)(path_of(shelf, key), data)


def _retry(where: Path) -> None:
    for place in [one for one in _unwritten if one[0] == where]:
        _, shelf, key = place
        with suppress(OSError):
            waiting = parse_entry(_unwritten[place])
            if shelf == EVENTS or waiting == find_entry(shelf, key):
                _write(shelf, key, _unwritten[place])
            del _unwritten[place]


def _is_after(one: dict[str, object], other: dict[str, object]) -> bool:
    return is_later(moment(one["saved"]), moment(other["saved"]))
