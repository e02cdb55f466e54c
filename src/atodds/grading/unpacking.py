"""Take notebooks out of an archive that anybody may have packed."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from atodds.grading.recorded import LARGEST_FILE
from atodds.grading.whose import ARCHIVE, NOTEBOOK, is_export
from atodds.work.packing import times_in

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1_000_000
CHUNK = 1 << 20
EMPTY_FOLDER = "Nothing was handed in: the folder is empty."
EMPTY_ARCHIVE = "Nothing was handed in: the zip file is empty."
# A name in an archive says that it is UTF-8, or says nothing.
SAYS_UTF8 = 0x800
# The page of DOS has signs of mathematics besides, such as Greek letters, and pieces of frames.
LETTERS_OF_DOS = frozenset("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜáíóúñÑß")
# What any reading of an archive may raise when it is damaged or made to harm.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError, OverflowError, IndexError, KeyError),
)


@dataclass(frozen=True)
class Limits:
    """How much an archive may hold; more is the mark of a bomb.

    Attributes
    ----------
    members
        How many files and folders.
    size
        How many bytes all notebooks in it may have together once unpacked.
    ratio
        How often a member may be larger than what it was packed to, past one megabyte.
    """

    members: int = 500
    size: int = 100_000_000
    ratio: int = 200


OF_A_CLASS = Limits(members=200_000, size=20_000_000_000)
OF_A_STUDENT = Limits()


@dataclass(frozen=True)
class Found:
    """One thing that lies among the hand-ins.

    Attributes
    ----------
    parts
        Its name as handed in: folders, archives and file; the last is empty for a folder.
    file
        What to read; None where there is nothing to read.
    received
        When it was saved or packed, as far as the file tells: ``2026-11-22T09:30:00``.
    problem
        Why it is no hand-in, or empty.
    """

    parts: tuple[str, ...]
    file: Path | None = None
    received: str = ""
    problem: str = ""


def unpack_archive(
    archive: Found, folder: Path, limits: Limits = OF_A_STUDENT, *, nested: bool = False
) -> Iterator[Found]:
    """Unpack the notebooks of an archive into a folder under names of our own.

    Nothing that stands in the archive decides where a file is written, so that none can leave
    the folder; sizes are counted while unpacking, whatever the archive says they are.

    Parameters
    ----------
    archive : Found
        The archive; its ``parts`` are put before those of what it holds.
    folder : Path
        Where notebooks are written to.
    limits : Limits
        How much it may hold.
    nested : bool
        Whether it came out of another archive: then those inside of it stay closed.

    Yields
    ------
    Found
        One for each member that a learner may have meant, with its problem if there is one; for
        each empty folder; and for an archive that holds nothing. None goes without a word.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> with zipfile.ZipFile(folder / "ada.zip", "w") as made:
    ...     made.writestr("../06.ipynb", "{}")
    >>> (found,) = unpack_archive(Found(("ada.zip",), folder / "ada.zip"), folder / "out")
    >>> found.parts, found.problem
    (('ada.zip', '06.ipynb'), 'The archive names a place outside of itself; ask for it again.')

    A file that is no archive gets a sentence:

    >>> _ = (folder / "bob.zip").write_bytes(b"PK")
    >>> [found.problem for found in unpack_archive(Found(("bob.zip",), folder / "bob.zip"), folder)]
    ['This zip file cannot be opened; ask for it again.']

    So does one with nothing in it:

    >>> zipfile.ZipFile(folder / "eve.zip", "w").close()
    >>> [found.problem for found in unpack_archive(Found(("eve.zip",), folder / "eve.zip"), folder)]
    ['Nothing was handed in: the zip file is empty.']
    """
    if archive.file is None:
        return
    try:
        with zipfile.ZipFile(archive.file) as opened:
            is_empty = True
            for found in _members(opened, archive, folder, limits, nested=nested):
                is_empty = False
                yield found
        if is_empty:
            yield replace(archive, file=None, problem=EMPTY_ARCHIVE)
    except BROKEN:
        yield replace(
            archive, file=None, problem="This zip file cannot be opened; ask for it again."
        )


def is_noise(name: str) -> bool:
    """Say whether a name is one that computers leave behind: nobody handed that in.

    Parameters
    ----------
    name : str
        A name of a folder or a file.

    Returns
    -------
    bool
        True where it is.

    Examples
    --------
    >>> is_noise(".ipynb_checkpoints"), is_noise("__MACOSX"), is_noise("ada")
    (True, True, False)
    """
    return name.startswith(".") or name.casefold() in {"__macosx", "thumbs.db", "desktop.ini"}


def _members(
    opened: zipfile.ZipFile, archive: Found, folder: Path, limits: Limits, *, nested: bool
) -> Iterator[Found]:
    infos = opened.infolist()
    problem = _refusal(infos, limits, of_a_class=limits is OF_A_CLASS)
    if problem:
        yield replace(archive, file=None, problem=problem)
        return
    _read_names(infos)
    times = _times(opened)
    left = limits.size
    own = folder / _key(archive)
    for number, info in enumerate(infos):
        parts = _parts(info.filename)
        if info.is_dir() or any(is_noise(part) for part in parts if part != ".."):
            continue
        found = Found(
            (*archive.parts, *(part for part in parts if part != "..")),
            received=times.get(info.filename) or _time(info) or archive.received,
            problem=_problem(info, limits, nested=nested),
        )
        if not found.problem and left <= 0:
            found = replace(found, problem="The archive holds more than any hand-in.")
        if found.problem or not _wanted(info):
            yield found
            continue
        ending = "zip" if ARCHIVE.search(info.filename) else "ipynb"
        found, size = _take(opened, info, own / f"{number:06d}.{ending}", found, left)
        left -= size
        if ending == "zip" and found.file:
            yield from unpack_archive(found, folder, nested=True)
        else:
            yield found
    for names in _empty_folders(infos):
        yield Found((*archive.parts, *names, ""), problem=EMPTY_FOLDER)


def _empty_folders(infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, ...]]:
    """Give the folders in which nobody put anything, as a folder on a disk would show them."""
    places: set[tuple[tuple[str, ...], bool]] = set()
    for info in infos:
        parts = [part for part in _parts(info.filename) if part != ".."]
        noise = next((at for at, part in enumerate(parts) if is_noise(part)), len(parts))
        is_folder = info.is_dir() or noise < len(parts)
        places.add((tuple(parts[:noise]), is_folder))
    # What lies in a folder follows it at once in this order.
    for (names, is_folder), (after, _) in pairwise([*sorted(places), ((), False)]):
        if names and is_folder and after[: len(names)] != names:
            yield names


def _read_names(infos: list[zipfile.ZipInfo]) -> None:
    """Read the names of an archive that does not say how they are written.

    Its names are of one code page, the old one of DOS by the format; but some programs write
    UTF-8 without saying so, and some the code page of Windows. The first counts under which
    names are of letters; nothing else is UTF-8 by chance.
    """
    silent = [one for one in infos if not one.flag_bits & SAYS_UTF8 and not one.filename.isascii()]
    with suppress(UnicodeEncodeError):
        names = [one.filename.encode("cp437") for one in silent]
        for page in ("utf-8", "cp437", "cp1252"):
            with suppress(UnicodeDecodeError):
                read = [name.decode(page) for name in names]
                if page == "utf-8" or all(_is_plausible(name, page) for name in read):
                    for info, name in zip(silent, read, strict=True):
                        info.filename = name
                    return


def _is_plausible(name: str, page: str) -> bool:
    """Say whether whatever is not plain in a name is a letter as names have them."""
    odd = (letter for letter in name if not letter.isascii())
    return all(one in LETTERS_OF_DOS if page == "cp437" else one.isalpha() for one in odd)


def _refusal(infos: list[zipfile.ZipInfo], limits: Limits, *, of_a_class: bool) -> str:
    if len(infos) > limits.members:
        return f"The archive holds more than {limits.members} files; ask for the notebook alone."
    if not of_a_class and any(is_export(part) for one in infos for part in _parts(one.filename)):
        return "This looks like the export of a whole class; give it to the command by itself."
    return ""


def _problem(info: zipfile.ZipInfo, limits: Limits, *, nested: bool) -> str:
    """Say why a member is not unpacked, or nothing."""
    again = "ask for it again."
    name = info.filename
    packed = limits.ratio * max(info.compress_size, 1)
    outside = name.startswith(("/", "\\")) or bool(PureWindowsPath(name).drive)
    deep = "A zip file in a zip file in a zip file is not opened; ask for the notebook alone."
    swollen = f"It unpacks to over {limits.ratio} times its size, as no notebook does; {again}"
    problems = {
        f"The archive names a place outside of itself; {again}": outside or ".." in _parts(name),
        f"This is a link and no file; {again}": stat.S_ISLNK(info.external_attr >> 16),
        "This is no notebook; ask for the file that ends in .ipynb.": not _wanted(info),
        deep: nested and bool(ARCHIVE.search(name)),
        "This zip file is locked with a password; ask for it without one.": info.flag_bits & 1,
        _too_large(name): info.file_size > LARGEST_FILE,
        swollen: info.file_size > max(CHUNK, packed),
    }
    return next((problem for problem, is_so in problems.items() if is_so), "")


def _take(
    opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, found: Found, left: int
) -> tuple[Found, int]:
    """Write one member to a file of our naming; give back how large it was."""
    size = 0
    limit = min(LARGEST_FILE, left)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with opened.open(info) as source, target.open("wb") as copy:
            while block := source.read(CHUNK):
                size += len(block)
                if size > limit:
                    break
                copy.write(block)
    except BROKEN:
        problem = "It cannot be unpacked, the archive is damaged; ask for it again."
    else:
        problem = _too_large(info.filename) if size > limit else ""
    if problem:
        target.unlink(missing_ok=True)
        return replace(found, problem=problem), size
    with suppress(ValueError, OverflowError):
        # Whoever asks the file when it was handed in gets what the archive says.
        when = datetime.fromisoformat(found.received).replace(tzinfo=UTC).timestamp()
        os.utime(target, (when, when))
    return replace(found, file=target), size


def _wanted(info: zipfile.ZipInfo) -> bool:
    return bool(NOTEBOOK.search(info.filename) or ARCHIVE.search(info.filename))


def _too_large(name: str) -> str:
    what = "an archive" if ARCHIVE.search(name) else "a notebook"
    size = LARGEST_FILE // 1_000_000
    return f"Larger than {size} MB, which is more than {what} of ours has; ask for it without."


def _parts(name: str) -> list[str]:
    """Return the parts of a member's name; a backslash parts as well, as on Windows."""
    return [part for part in name.replace("\\", "/").split("/") if part not in {"", "."}]


def _times(opened: zipfile.ZipFile) -> dict[str, str]:
    """Return when each notebook of our own "Download my work" was saved, if it is one."""
    with suppress(*BROKEN):
        info = opened.getinfo(MANIFEST)
        if info.file_size <= LARGEST_MANIFEST:
            with opened.open(info) as source:
                said = times_in(source.read(LARGEST_MANIFEST))
            return {name: _seconds(when) for name, when in said.items()}
    return {}


def _seconds(when: str) -> str:
    with suppress(ValueError):
        return datetime.fromisoformat(when).replace(tzinfo=None).isoformat(timespec="seconds")
    return ""


def _time(info: zipfile.ZipInfo) -> str:
    with suppress(ValueError):
        # An archive keeps the clock on the wall, and no zone.
        return datetime(*info.date_time).isoformat()  # noqa: DTZ001
    return ""


def _key(archive: Found) -> str:
    """Return a folder's name for what comes out of an archive: the same at each run."""
    about = archive.file.stat() if archive.file else None
    said = f"{archive.parts} {about.st_size if about else 0}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
