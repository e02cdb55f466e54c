"""Attach a reader's own copies of a case's texts, and say in plain words what became of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from atodds import work
from atodds.case import expect_case
from atodds.case.asking import expect_path
from atodds.case.faults import brief
from atodds.texts import spans as gather
from atodds.texts.anchoring import anchor
from atodds.texts.recognising import LEAST_SHARE, recognise
from atodds.work.files import write_whole

if TYPE_CHECKING:
    from atodds.case import Case
    from atodds.texts.anchoring import Anchored

MOST_BYTES = 300_000
COLUMNS = ["file", "text", "share", "exactly", "nearly", "lost", "message"]
# Bytes that no text of ours has; one is enough to call a file a picture or a program.
_NO_TEXT = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\v\x1b")


def attach(case: Case, folder: str | Path) -> pd.DataFrame:
    """Take a reader's own copies of the case's texts and keep those that are recognised.

    Every ``*.txt`` file of the folder is read. Its name does not matter: a copy is recognised
    by its words, and a file may hold several texts. The copies are kept in the learner's work
    folder and go nowhere else.

    Parameters
    ----------
    case : Case
        The case.
    folder : str or Path
        Where the copies are.

    Returns
    -------
    pandas.DataFrame
        One row a text and file: file, text (its siglum; empty if none was recognised), share
        (of the fingerprint found), exactly, nearly, lost (how many spans were anchored how),
        message.

    Raises
    ------
    TypeError
        If the case is no case, or the folder no path.
    ValueError
        If there is no such folder, or it cannot be read.

    Examples
    --------
    >>> from atodds.case import load
    >>> here = getfixture("tmp_path")
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(here / "my-work"))
    >>> harbour = load("harbour")
    >>> _ = (here / "mine.txt").write_text(harbour.text("P"), encoding="utf-8")
    >>> attach(harbour, here)[["file", "text", "lost"]].values.tolist()
    [['mine.txt', 'P', 0]]
    >>> attach(harbour, here / "elsewhere")
    Traceback (most recent call last):
    ...
    ValueError: Expected a folder with your copies as .txt files, found no folder 'elsewhere'.
    """
    expect_case(case)
    files = _list(expect_path(folder, "a folder", "Write its path in quotation marks."))
    rows = [row for file in files for row in _attach_file(case, file)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _list(folder: Path) -> list[Path]:
    expected = "Expected a folder with your copies as .txt files"
    try:
        return sorted(each for each in folder.iterdir() if each.suffix.lower() == ".txt")
    except (FileNotFoundError, NotADirectoryError):
        message = f"{expected}, found no folder {folder.name!r}."
        raise ValueError(message) from None
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or "no folder can have this name"
        message = f"{expected}, found {brief(folder.name)!r}, which cannot be read ({why})."
        raise ValueError(message) from None


def attached(siglum: str) -> str | None:
    """Read the copy of a text that a reader attached earlier.

    Parameters
    ----------
    siglum : str
        Which text.

    Returns
    -------
    str or None
        The copy; None if there is none, or none that can be read.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> attached("P") is None
    True
    """
    try:
        return _kept(siglum).read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None


def _kept(siglum: str) -> Path:
    return Path(work.folder()) / "texts" / f"{siglum}.txt"


def _attach_file(case: Case, file: Path) -> list[tuple[object, ...]]:
    """Attach every text that a file holds; an article and a second one after it are two."""
    try:
        text = _read(file)
    except OSError as problem:
        return [_refuse(file, f"It could not be read ({problem.strerror}).")]
    except ValueError as problem:
        return [_refuse(file, str(problem))]
    table = recognise(text, gather.rows(case, "fingerprints"))
    shares = {str(row["document"]): float(row["share"]) for row in gather.records(table)}
    held = {siglum: share for siglum, share in shares.items() if share >= LEAST_SHARE}
    if not held:
        return [_refuse(file, _strange(case, table), max(shares.values(), default=0.0))]
    return [_attach_text(case, file.name, text, found) for found in held.items()]


def _attach_text(case: Case, file: str, text: str, found: tuple[str, float]) -> tuple[object, ...]:
    siglum, share = found
    anchored = anchor(case, siglum, text)
    how = anchored.spans["how"].value_counts()
    counts = [int(how.get("exact", 0) + how.get("passage", 0)), int(how.get("fragment", 0))]
    message = _keep(case, siglum, text, share)
    # Where a better copy stays, nobody needs to save the article once more.
    if attached(siglum) == text:
        message += _missing(case, anchored)
    return file, siglum, share, *counts, len(anchored.lost), message


def _missing(case: Case, found: Anchored) -> str:
    """Say how much of the article the copy lacks; its page's furniture may be missing."""
    needed = {each.id for each in gather.passages(case, found.siglum) if each.kind != "furniture"}
    lost = len(needed & set(found.lost["id"]))
    if not lost:
        return ""
    are = "is" if lost == 1 else "are"
    return f" {lost} of {len(needed)} passages {are} missing; save the whole article."


def _read(file: Path) -> str:
    size = file.stat().st_size
    if size > MOST_BYTES:
        message = (
            f"Too large for one article: {size:,} bytes, at most {MOST_BYTES:,} are read."
            " Save the article alone, as plain text."
        )
        raise ValueError(message)
    content = file.read_bytes()
    if not content.strip():
        message = "The file is empty. Paste the article into it and save it again."
        raise ValueError(message)
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = "This is no text but something else under that name. Save the article as plain text."
    raise ValueError(message)


def _encodings(content: bytes) -> tuple[str, ...]:
    """Guess how a file was saved: UTF-8, or what Windows programs write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    # Without a mark at its beginning, UTF-16 shows in every second byte of plain letters being 0.
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if content[high::2].count(0) > len(content) / 4 and not content[low::2].count(0):
            return (encoding,)
    if content.translate(None, _NO_TEXT) != content:
        return ()
    return "utf-8-sig", "cp1252"


def _refuse(file: Path, message: str, share: float = 0.0) -> tuple[object, ...]:
    return file.name, "", share, 0, 0, 0, message


def _strange(case: Case, table: pd.DataFrame) -> str:
    if table.empty:
        return f"The case {case.name!r} has no fingerprints, so no copy can be recognised."
    texts = ", ".join(sorted(str(each) for each in table["document"]))
    return (
        f"Not recognised. Expected one of the texts {texts} of {case.name!r}, found at most"
        f" {table['share'].max():.0%} of any one. A translation or another article is of no use."
    )


def _keep(case: Case, siglum: str, text: str, share: float) -> str:
    """Keep the copy, unless a more complete one is kept already."""
    before = attached(siglum)
    if before is not None and before != text:
        table = recognise(before, gather.rows(case, "fingerprints"))
        kept = table.loc[table["document"] == siglum, "share"].max()
        if kept >= share:
            return f"Text {siglum}; the copy kept earlier is as complete and stays."
    try:
        _write(_kept(siglum), text)
    except OSError as problem:
        return f"Text {siglum}, but it could not be kept ({problem.strerror})."
    return f"Kept as your copy of text {siglum}."


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # The copies are under copyright: wherever the folder lies, git must not take them up.
    (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    write_whole(file, text.encode("utf-8"))
