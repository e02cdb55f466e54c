"""Keep what was judged, so that a run that was cut short goes on where it was."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd

import atodds
from atodds.case.descriptor import find
from atodds.course import CASE
from atodds.grading.graded import ESSAY_COLUMNS, Graded
from atodds.grading.judging import COLUMNS
from atodds.grading.places import JUDGED

FORMAT = 1


class Journal:
    """One file for each notebook judged, named by its digest and by what judged it.

    Parameters
    ----------
    folder : Path
        Where grading writes to; the journal lies in its folder ``.judged``.
    judge : str
        What judged: another kit, course or lesson handed out has other entries.

    Examples
    --------
    >>> journal = Journal(getfixture("tmp_path"), "0.1.0-abc")
    >>> journal.write("d1", {"problem": "Cut off."})
    >>> journal.read("d1")["problem"]
    'Cut off.'
    >>> journal.read("d2") is None
    True
    """

    def __init__(self, folder: Path, judge: str) -> None:
        self.folder = folder / JUDGED
        self._judge = judge

    def path(self, digest: str) -> Path:
        """Return where the entry of a notebook lies, or would."""
        return self.folder / f"{digest}-{self._judge}.json"

    def write(self, digest: str, entry: dict[str, Any]) -> None:
        """Keep an entry; one that was cut off half-way does not count when it is read."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = {"format": FORMAT, "digest": digest, **entry}
        self.path(digest).write_text(json.dumps(content), encoding="utf-8")

    def read(self, digest: str) -> dict[str, Any] | None:
        """Return an entry, or None where there is none that is whole."""
        try:
            entry = json.loads(self.path(digest).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        whole = isinstance(entry, dict) and entry.get("format") == FORMAT
        return entry if whole and entry.get("digest") == digest else None


def to_entry(graded: Graded) -> dict[str, Any]:
    """Return a judged hand-in as plain data; whose it is and where it lies stay out.

    Parameters
    ----------
    graded : Graded
        A judged hand-in.

    Returns
    -------
    dict
        Plain JSON data, but for numbers that are missing, which stand as NaN.

    Examples
    --------
    >>> marks, essays = pd.DataFrame(columns=COLUMNS), pd.DataFrame(columns=ESSAY_COLUMNS)
    >>> to_entry(Graded("ada", "06", Path("06.ipynb"), "d1", marks, essays, ("Odd.",)))
    {'lesson': '06', 'marks': [], 'essays': [], 'notes': ['Odd.']}
    """
    return {
        "lesson": graded.lesson,
        "marks": graded.marks[COLUMNS].astype(object).to_numpy().tolist(),
        "essays": graded.essays[ESSAY_COLUMNS].astype(object).to_numpy().tolist(),
        "notes": list(graded.notes),
    }


def from_entry(entry: dict[str, Any], student: str, file: Path, note: str = "") -> Graded:
    """Return a judged hand-in as it was kept.

    Parameters
    ----------
    entry : dict
        What `to_entry` gave, with its ``digest``.
    student : str
        Whose it is.
    file : Path
        Where it lies.
    note : str
        What was odd about finding it.

    Returns
    -------
    Graded
        The same, byte for byte, as when it was judged.

    Examples
    --------
    >>> entry = {"digest": "d1", "lesson": "06", "marks": [], "essays": [], "notes": ["Odd."]}
    >>> from_entry(entry, "ada", Path("06.ipynb"), "Late.").notes
    ('Late.', 'Odd.')
    """
    marks = pd.DataFrame(entry["marks"], columns=COLUMNS)
    numbers = {"points": float, "max_points": float}
    essays = pd.DataFrame(entry["essays"], columns=ESSAY_COLUMNS).astype({"max_points": float})
    notes = ((note,) if note else ()) + tuple(entry["notes"])
    judged = marks.astype(numbers), essays.astype({"written": bool})
    return Graded(student, entry["lesson"], file, entry["digest"], *judged, notes)


def name_judge(*others: object, released: Path | None = None) -> str:
    """Return a name for all that decides about marks and notes.

    Parameters
    ----------
    *others
        What else decides, such as whether notebooks are executed.
    released : Path, optional
        The folder with the lessons that were handed out.

    Returns
    -------
    str
        The kit's version and a digest of its code, of the case and of the lessons.

    Examples
    --------
    >>> name_judge() == name_judge() != name_judge("executed")
    True
    """
    package = Path(atodds.__file__).parent
    digest = hashlib.sha256(repr(others).encode())
    folders = [(package, "**/*.py"), (find(CASE), "**/*.*")]
    folders += [(released, "*.ipynb"), (released, "*/*.ipynb")] if released else []
    for folder, pattern in folders:
        for path in _files(folder, pattern):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{atodds.__version__}-{digest.hexdigest()[:12]}"


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Parameters
    ----------
    file : Path
        A file.

    Returns
    -------
    str
        64 digits.

    Raises
    ------
    OSError
        If it cannot be read.

    Examples
    --------
    >>> empty = getfixture("tmp_path") / "empty"
    >>> empty.touch()
    >>> digest_of(empty)[:8]
    'e3b0c442'
    """
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _files(folder: Path, pattern: str) -> list[Path]:
    """List files, but for those that an editor keeps out of sight, such as checkpoints."""
    found = (path for path in folder.glob(pattern) if path.is_file())
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
