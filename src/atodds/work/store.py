"""Keep answers, drafts and events: sentences for the learner, whatever the disk does."""

from collections.abc import Mapping
from datetime import UTC, datetime

from atodds.work.events import add_event, event_lines
from atodds.work.place import folder
from atodds.work.shelves import ANSWERS, DRAFTS, encode, find_entry, keep, list_entries


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
    return _keep(ANSWERS, exercise, dict(record))


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
    values = {key: entry["value"] for key, entry in list_entries(ANSWERS).items()}
    return {key: value for key, value in values.items() if isinstance(value, dict)}


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
    return _keep(DRAFTS, key, value)


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
    entry = find_entry(DRAFTS, key)
    return entry["value"] if entry else None


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
    try:
        add_event(exercise, str(kind))
    except OSError as error:
        return _not_kept(error)
    return ""


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
    return [line["kind"] for line in event_lines(exercise)]


def _keep(shelf: str, key: str, value: object) -> str:
    entry = {"key": key, "saved": datetime.now(UTC).isoformat(), "value": value}
    try:
        data = encode(entry)
    except (TypeError, ValueError, RecursionError) as error:
        found = type(error).__name__
        return f'Not kept: expected plain JSON data for "{key}", found something else ({found}).'
    try:
        keep(shelf, key, data)
    except OSError as error:
        return _not_kept(error)
    return ""


def _not_kept(error: OSError) -> str:
    return (
        f"Your work could not be kept in {folder().name} ({error.strerror or 'no access'}). "
        "You can go on: saving the notebook (Ctrl+S) keeps your answers in it. "
        "To keep them here too, set ATODDS_WORK to a folder that can be written to."
    )
