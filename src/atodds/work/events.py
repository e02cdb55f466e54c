"""What happened at an exercise: one line an event, added and never rewritten."""

import json
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime

from atodds.work.files import file_name, parse_json
from atodds.work.place import folder
from atodds.work.shelves import EVENTS, keep, path_of, unwritten_keys, unwritten_lines


def add_event(key: str, kind: str) -> None:
    """Add one event, as it happens.

    Parameters
    ----------
    key
        The exercise's id.
    kind
        One word.

    Raises
    ------
    OSError
        When it cannot be written; it counts all the same until the kernel ends.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> add_event("6.2", "hint")
    >>> [line["kind"] for line in event_lines("6.2")]
    ['hint']
    >>> event_lines("6.3")
    []
    """
    line = {"key": key, "saved": datetime.now(UTC).isoformat(), "kind": kind}
    keep(EVENTS, key, encode_lines([line]))


def event_lines(key: str) -> list[dict[str, str]]:
    """Return the events under a key, oldest first; a damaged line is passed over.

    Parameters
    ----------
    key
        The exercise's id.

    Returns
    -------
    list of dict
        With ``key``, ``saved`` and ``kind``.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> event_lines("no such exercise")
    []
    """
    stored = b""
    with suppress(OSError):
        stored = path_of(EVENTS, key).read_bytes()
    lines = parse_lines(stored + b"\n" + unwritten_lines(EVENTS, key))
    return sorted((one for one in lines if one["key"] == key), key=lambda one: one["saved"])


def event_keys() -> list[str]:
    """Return the key of every events file that the kit wrote.

    Returns
    -------
    list of str
        Sorted.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> event_keys()
    []
    """
    found = {*unwritten_keys(EVENTS)}
    with suppress(OSError):
        for path in (folder() / EVENTS).glob("*.jsonl"):
            keys = {line["key"] for line in parse_lines(path.read_bytes())}
            found |= {key for key in keys if f"{file_name(key)}l" == path.name}
    return sorted(found)


def merge_events(key: str, packed: list[dict[str, str]]) -> int:
    """Add the events that are not here yet.

    Parameters
    ----------
    key
        The exercise's id.
    packed
        Events from elsewhere.

    Returns
    -------
    int
        How many were added.

    Raises
    ------
    OSError
        When they cannot be written.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> line = {"key": "6.2", "saved": "2026-01-01T00:00:00+00:00", "kind": "try"}
    >>> merge_events("6.2", [line]), merge_events("6.2", [line])
    (1, 0)
    """
    here = Counter(json.dumps(line, sort_keys=True) for line in event_lines(key))
    missing = Counter(json.dumps(line, sort_keys=True) for line in packed) - here
    lines = [json.loads(line) for line in missing.elements()]
    if lines:
        keep(EVENTS, key, encode_lines(lines))
    return len(lines)


def encode_lines(lines: list[dict[str, str]]) -> bytes:
    r"""Return events as the lines of a file.

    Parameters
    ----------
    lines
        With ``key``, ``saved`` and ``kind``.

    Returns
    -------
    bytes
        One JSON object a line.

    Examples
    --------
    >>> encode_lines([{"key": "6.2", "saved": "2026-01-01", "kind": "try"}])
    b'{"key": "6.2", "saved": "2026-01-01", "kind": "try"}\n'
    >>> encode_lines([])
    b''
    """
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def parse_lines(data: bytes) -> list[dict[str, str]]:
    r"""Read the lines of an events file.

    Parameters
    ----------
    data
        What the file holds.

    Returns
    -------
    list of dict
        Those lines that are events; anything else is passed over.

    Examples
    --------
    >>> parse_lines(b'{"key": "6.2", "saved": "2026-01-01", "kind": "try"}')[0]["kind"]
    'try'
    >>> parse_lines(b'{"key": 6.2}\ncut o')
    []
    """
    found = []
    for line in data.splitlines():
        with suppress(ValueError):
            event = parse_json(line) if line.strip() else None
            names = ("key", "saved", "kind")
            if isinstance(event, dict) and all(isinstance(event.get(one), str) for one in names):
                found.append({name: event[name] for name in names})
    return found
