"""Keep answers, drafts and events in small JSON files, one a key."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from atodds.work.files import file_name, read_entry, write_whole

SHELVES = ("answers", "drafts", "events")
DEFAULT_FOLDER = "my-work"
# What could not be written stays known until the kernel ends, by folder, shelf and key.
_unwritten: dict[tuple[Path, str, str], object] = {}


def folder() -> Path:
    """Return the folder that holds the learner's work; it need not exist yet.

    Returns
    -------
    Path
        What ``ATODDS_WORK`` names, else ``my-work`` in the current folder.

    Examples
    --------
    >>> patch = getfixture("monkeypatch")
    >>> patch.setenv("ATODDS_WORK", "desk-7")
    >>> folder().name
    'desk-7'

    An empty setting names nothing, so the default holds:

    >>> patch.setenv("ATODDS_WORK", "  ")
    >>> folder().name
    'my-work'
    """
    chosen = os.environ.get("ATODDS_WORK", "").strip()
    return Path(chosen).expanduser() if chosen else Path.cwd() / DEFAULT_FOLDER


def save_answer(exercise: str, record: Mapping[str, object]) -> str:
    """Keep the answer last checked for an exercise, in place of the one before.

    Parameters
    ----------
    exercise
        The exercise's id, such as ``"6.2"``.
    record
        Plain JSON data.

    Returns
    -------
    str
        Empty when it was kept; otherwise a sentence for the learner.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> save_answer("6.2", {"answer": 162})
    ''
    >>> load_answers()
    {'6.2': {'answer': 162}}

    What is not plain data is not kept, and the answer before stays:

    >>> save_answer("6.2", {"answer": object()})
    'Not kept: expected plain JSON data for "6.2", found something else (TypeError).'
    """
    return _keep("answers", exercise, dict(record))


def load_answers() -> dict[str, dict[str, object]]:
    """Return every kept answer by exercise; what cannot be read is set aside.

    Returns
    -------
    dict
        Exercise id to record, sorted by id.

    Examples
    --------
    >>> here = getfixture("tmp_path")
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(here))
    >>> load_answers()
    {}

    A damaged file is set aside, not read:

    >>> (here / "answers").mkdir()
    >>> _ = (here / "answers" / "6.2.json").write_text("{cut off")
    >>> load_answers()
    {}
    >>> [path.name for path in (here / "answers").iterdir()]
    ['6.2.damaged']
    """
    found: dict[str, dict[str, object]] = {}
    with suppress(OSError):
        for path in sorted((folder() / "answers").glob("*.json")):
            entry = read_entry(path)
            value = entry["value"] if entry else None
            if entry and isinstance(value, dict):
                found[str(entry["key"])] = value
    for (where, shelf, key), value in _unwritten.items():
        if shelf == "answers" and where == folder() and isinstance(value, dict):
            found[key] = value
    return dict(sorted(found.items()))


def save_draft(key: str, value: object) -> str:
    """Keep what a form or widget holds before it is checked.

    Parameters
    ----------
    key
        Any text; it is turned into a safe file name.
    value
        Plain JSON data.

    Returns
    -------
    str
        Empty when it was kept; otherwise a sentence for the learner.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> save_draft("ask/6.3", {"low": 400})
    ''
    >>> load_draft("ask/6.3")
    {'low': 400}
    >>> save_draft("ask/6.3", float("nan"))
    'Not kept: expected plain JSON data for "ask/6.3", found something else (ValueError).'
    """
    return _keep("drafts", key, value)


def load_draft(key: str) -> object:
    """Return the draft kept under a key, or None.

    Parameters
    ----------
    key
        The key it was saved with.

    Returns
    -------
    object
        Plain JSON data.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> load_draft("never saved") is None
    True
    """
    return _kept("drafts", key)


def record_event(exercise: str, kind: str) -> str:
    """Note that something happened at an exercise: a try, a hint, a reveal, a self-score.

    Parameters
    ----------
    exercise
        The exercise's id.
    kind
        One word, such as ``"hint"``.

    Returns
    -------
    str
        Empty when it was kept; otherwise a sentence for the learner.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> record_event("6.2", "hint")
    ''
    >>> events("6.2")
    ['hint']
    >>> events("6.1")
    []
    """
    return _keep("events", exercise, [*events(exercise), str(kind)])


def events(exercise: str) -> list[str]:
    """Return the kinds of events noted at an exercise, oldest first.

    Parameters
    ----------
    exercise
        The exercise's id.

    Returns
    -------
    list of str
        Free of times, so that what is shown of it stays the same.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> events("no such exercise")
    []
    """
    kept = _kept("events", exercise)
    return [str(kind) for kind in kept] if isinstance(kept, list) else []


def _keep(shelf: str, key: str, value: object) -> str:
    entry = {"key": key, "saved": datetime.now(UTC).isoformat(), "value": value}
    try:
        data = json.dumps(entry, allow_nan=False, indent=1).encode()
    except (TypeError, ValueError, RecursionError) as error:
        found = type(error).__name__
        return f'Not kept: expected plain JSON data for "{key}", found something else ({found}).'
    place = (folder(), shelf, key)
    try:
        write_whole(folder() / shelf / file_name(key), data)
    except OSError as error:
        _unwritten[place] = json.loads(data)["value"]
        return (
            f"Your work could not be kept in {folder().name} ({error.strerror or 'no access'}). "
            "You can go on: saving the notebook (Ctrl+S) keeps your answers in it. "
            "To keep them here too, set ATODDS_WORK to a folder that can be written to."
        )
    _unwritten.pop(place, None)
    return ""


def _kept(shelf: str, key: str) -> object:
    if (folder(), shelf, key) in _unwritten:
        return _unwritten[folder(), shelf, key]
    entry = read_entry(folder() / shelf / file_name(key))
    return entry["value"] if entry and entry["key"] == key else None
