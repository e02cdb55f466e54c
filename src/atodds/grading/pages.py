"""Name the folders in which learners' pages lie, so that a person finds them by their names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from importlib.util import find_spec
from typing import TYPE_CHECKING

from atodds.work.files import DEVICES

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGES = "feedback"
# Less than any system takes for a name, and with the rest of a path less than Windows takes.
MOST_BYTES = 100
PUNCTUATION = " ._-@"
# Letters and marks that nobody sees: fillers of Hangul, joiners, variants.
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")


def can_write_pages() -> bool:
    """Say whether the package that makes learners' pages safe is installed.

    Returns
    -------
    bool
        True where it is.

    Examples
    --------
    >>> can_write_pages()
    True
    """
    return find_spec("nh3") is not None


def page_folders(students: Iterable[str]) -> dict[str, str]:
    """Name the folder of each learner's pages: as the learner, as far as every system allows.

    Letters of any script stay as they are. Where what is left is nobody's name, or two learners'
    on a system that does not tell "A" from "a", a short hash of the whole name is added.

    Parameters
    ----------
    students : Iterable of str
        The class, by their own names; one may be there several times.

    Returns
    -------
    dict
        Student to the folder's name: at most 109 bytes of UTF-8, no two alike but for capitals
        and accents' way of being written.

    Examples
    --------
    >>> page_folders(["Jürgen Müller", "李 雷", "O'Brien", "../../etc", "con"])
    {'Jürgen Müller': 'Jürgen Müller', '李 雷': '李 雷', "O'Brien": 'O-Brien', '../../etc': 'etc',
    'con': 'con-1143da2b'}
    >>> page_folders(["ada", "Ada", "😀"])
    {'ada': 'ada-fdee430d', 'Ada': 'Ada-99a563ab', '😀': 'f0443a34'}
    """
    folders = {student: _plain(student) for student in students}
    marked: set[str] = set()
    while True:
        count = Counter(map(_alike, folders.values()))
        unfit = {one for one, folder in folders.items() if not _is_own(folder)}
        unfit |= {one for one, folder in folders.items() if count[_alike(folder)] > 1}
        if unfit <= marked:
            return folders
        # A name with its hash may be another's own: then that one gets a hash in its turn.
        folders |= {student: _marked(student) for student in unfit - marked}
        marked |= unfit


def _plain(student: str) -> str:
    """Keep what a folder's name may have everywhere, and what is seen of it."""
    text = UNSEEN.sub("", unicodedata.normalize("NFC", student))
    kept = "".join(one if _is_kept(one) else "-" for one in text)
    return _cut(re.sub("-{2,}", "-", kept).strip(PUNCTUATION), MOST_BYTES)


def _is_kept(letter: str) -> bool:
    # The vowels of many scripts are marks upon letters.
    return letter.isalnum() or letter in PUNCTUATION or unicodedata.category(letter)[0] == "M"


def _cut(text: str, most: int) -> str:
    return text.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore").strip(PUNCTUATION)


def _alike(folder: str) -> str:
    """Return a name as a system keeps it that tells neither capitals nor compositions apart."""
    return unicodedata.normalize("NFKC", folder).casefold()


def _is_own(folder: str) -> bool:
    name = _alike(folder)
    return bool(name) and not DEVICES.fullmatch(name)


def _marked(student: str) -> str:
    mark = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    # A device with an ending is a device all the same.
    folder = _plain(student)
    folder = folder.replace(".", "-") if DEVICES.fullmatch(_alike(folder)) else folder
    return f"{folder}-{mark}" if folder else mark
