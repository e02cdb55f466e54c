"""List what lies in a place with hand-ins: a folder, an archive or one notebook."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from atodds.grading.unpacking import (
    EMPTY_FOLDER,
    OF_A_CLASS,
    Found,
    is_noise,
    unpack_archive,
)
from atodds.grading.whose import ARCHIVE, NOTEBOOK

if TYPE_CHECKING:
    from collections.abc import Iterator

# A folder that holds this one is what grading wrote, and nobody's hand-in.
JUDGED = ".judged"


def list_place(place: str | Path, unpack: Path) -> Iterator[Found]:
    """List what was handed in, in the order of its names; links are never followed.

    Parameters
    ----------
    place : str or Path
        A folder, a zip file as a learning-management system exports it, or one notebook.
    unpack : Path
        Where notebooks from archives are written to.

    Yields
    ------
    Found
        One for each file, for each notebook in an archive, and for each folder and each archive
        that is empty.

    Raises
    ------
    ValueError
        If there is no such place, or it is something else.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> (folder / "ada").mkdir()
    >>> [(found.parts, found.problem) for found in list_place(folder, folder / "out")]
    [(('ada', ''), 'Nothing was handed in: the folder is empty.')]
    >>> list(list_place(folder / "none", folder))
    Traceback (most recent call last):
    ...
    ValueError: none: there is no such folder or file; check the name.
    """
    path = Path(place)
    if path.is_dir():
        return _folder(path, (), unpack)
    if not path.exists():
        raise ValueError(f"{path.name}: there is no such folder or file; check the name.")
    if not path.is_file() or not (ARCHIVE.search(path.name) or NOTEBOOK.search(path.name)):
        raise ValueError(f"{path.name}: expected a folder, a zip file or a notebook.")
    if ARCHIVE.search(path.name):
        return _archive_of_a_class(path, unpack)
    return iter([_file(path, (path.name,))])


def _archive_of_a_class(path: Path, unpack: Path) -> Iterator[Found]:
    found = list(unpack_archive(Found((), path, _saved(path)), unpack, OF_A_CLASS))
    if any(not one.parts for one in found):
        raise ValueError(f"{path.name}: {' '.join(one.problem for one in found)}")
    # Our own "Download my work" is one learner's, who is named by the file alone.
    if found and all(one.parts[0] in {"notebooks", "my-work", "manifest.json"} for one in found):
        return iter([_put_below(one, path.name) for one in found])
    return iter(found)


def _put_below(found: Found, name: str) -> Found:
    return Found((name, *found.parts), found.file, found.received, found.problem)


def _folder(folder: Path, parts: tuple[str, ...], unpack: Path) -> Iterator[Found]:
    for path in sorted(folder.iterdir()):
        names = (*parts, path.name)
        if is_noise(path.name):
            continue
        if path.is_symlink():
            yield Found(names, problem="This is a link and no file; ask for the file itself.")
        elif path.is_dir():
            yield from _inner_folder(path, names, unpack)
        elif path.is_file() and ARCHIVE.search(path.name):
            yield from unpack_archive(Found(names, path, _saved(path)), unpack)
        else:
            yield _file(path, names)


def _inner_folder(path: Path, names: tuple[str, ...], unpack: Path) -> Iterator[Found]:
    if (path / JUDGED).is_dir():
        return
    try:
        inside = list(_folder(path, names, unpack))
    except OSError as error:
        yield Found((*names, ""), problem=f"The folder cannot be read ({error.strerror}).")
        return
    empty = Found((*names, ""), problem=EMPTY_FOLDER)
    yield from inside or [empty]


def _file(path: Path, parts: tuple[str, ...]) -> Found:
    if not path.is_file():
        return Found(parts, problem="This is no file; ask for the notebook.")
    if not NOTEBOOK.search(path.name):
        problem = "This is no notebook; ask for the file that ends in .ipynb."
        return Found(parts, received=_saved(path), problem=problem)
    return Found(parts, path, _saved(path))


def _saved(path: Path) -> str:
    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return saved.replace(tzinfo=None).isoformat(timespec="seconds")
