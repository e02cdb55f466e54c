"""Tell from the names of files and folders whose a hand-in is, and of which lesson."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

NOTEBOOK = re.compile(r"\.ipynb(?:\.json|\.txt)?$", re.IGNORECASE)
ARCHIVE = re.compile(r"\.zip$", re.IGNORECASE)
# https://github.com/moodle/moodle/blob/main/public/mod/assign/locallib.php (download_submissions)
MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<rest>.*))?")
# The number is the assignment's own for a learner (for a group where groups hand in), never the
# learner's user id; its grading worksheet has it as "Participant 12" under "Identifier". See
# get_uniqueid_for_user there, and mod/assign/feedback/offline/importgradeslib.php.
PARTICIPANT = "Participant "
# https://community.canvaslms.com: Download Submissions; -1, -2 mark what was handed in again.
CANVAS = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<number>\d+)_(?:\d+_)?(?P<rest>.+\..+)")
GENERIC = {
    *("atodds", "handin", "handins", "hand-in", "hand-ins", "homework", "lessons", "my-work"),
    *("notebooks", "submission", "submissions", "submitted", "work"),
}
COPY = re.compile(r"(?:[\s_-]*copy\s*\d*|\s*\(\d+\))$", re.IGNORECASE)
SLUG = re.compile(r"(?<!\d)(\d\d)(?:-[a-z]+){2,}")
NUMBER = re.compile(r"(?<![^\W_])(?:lesson[\s_-]?)?(\d\d)(?![^\W_])", re.IGNORECASE)
ENDING = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,5}$")
LONGEST_NAME = 80
SEPARATORS = " _-."


@dataclass(frozen=True)
class Whose:
    """What the names say of one file.

    Attributes
    ----------
    student
        A name, a number or a code; empty where the names tell none.
    number
        The number that the learning-management system gave, or empty: Canvas's of the learner,
        Moodle's of the learner in one assignment.
    lesson
        Two digits, or empty.
    export
        ``moodle``, ``canvas`` or empty.
    late
        Whether the system marked it as late.
    """

    student: str
    number: str = ""
    lesson: str = ""
    export: str = ""
    late: bool = False


def tell_whose(
    parts: Sequence[str], lessons: Collection[str], slugs: Collection[str] = ()
) -> Whose:
    """Tell whose a file is from its names, outermost folder first.

    The outermost name that can be a student's counts, so that nobody can hand in for somebody
    else by a folder inside of their own; and what lies in an archive is its owner's.

    Parameters
    ----------
    parts : Sequence of str
        The names of folders, archives and, last, of the file (empty where there is none).
    lessons : Collection of str
        The lessons that there are, as two digits.
    slugs : Collection of str
        The names, without ending, under which the lessons were handed out.

    Returns
    -------
    Whose
        Student, number, lesson.

    Examples
    --------
    >>> tell_whose(("ada_06.ipynb",), {"06"})
    Whose(student='ada', number='', lesson='06', export='', late=False)
    >>> tell_whose(("Ada Lovelace_123_assignsubmission_file", "06-a-b.ipynb"), {"06"}).student
    'Ada Lovelace'
    >>> told = tell_whose(("lovelaceada_LATE_12_345_06-a-b-1.ipynb",), {"06"})
    >>> told.student, told.number, told.lesson, told.late
    ('lovelaceada', '12', '06', True)
    >>> tell_whose(("mallory.zip", "ada", "06-a-b.ipynb"), {"06"}).student
    'mallory'
    >>> tell_whose(("06-a-b.ipynb",), {"06"}).student
    ''
    """
    *folders, file = parts
    archive = next((i for i, one in enumerate(folders) if ARCHIVE.search(one)), len(folders))
    named = _split(file, lessons, slugs)
    around = (_lesson_of(one, lessons, slugs) for one in reversed(folders))
    lesson = next((one for one in (named[1], *around) if one), "")
    in_export = next((told for one in parts[: archive + 1] if (told := _exported(one))), None)
    if in_export:
        found, export = in_export
        lesson = _split(found["rest"] or "", lessons, slugs)[1] or lesson
        name, number = _clean(found["name"] or ""), found["number"] or ""
        return Whose(name, number, lesson, export, bool(found["late"]))
    bare = "" if archive < len(folders) or named[0] else file
    owners = [_owner(one, lessons, slugs, bare=bool(bare)) for one in folders[:archive]]
    owners += [_split(one, lessons, slugs)[0] for one in parts[archive : archive + 1]]
    names = (name for name in owners if name and name.casefold() not in GENERIC)
    return Whose(_clean(next(names, "")), lesson=lesson)


def is_export(name: str) -> bool:
    """Say whether a name is one that Moodle or Canvas gives.

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
    >>> is_export("Ada Lovelace_123_assignsubmission_file"), is_export("ada")
    (True, False)
    """
    return _exported(name) is not None


def _exported(name: str) -> tuple[dict[str, str | None], str] | None:
    for export, pattern in (("moodle", MOODLE), ("canvas", CANVAS)):
        if found := pattern.fullmatch(name):
            return {"late": None, **found.groupdict()}, export
    return None


def _owner(folder: str, lessons: Collection[str], slugs: Collection[str], *, bare: bool) -> str:
    """Return the student that a folder is named after, or nothing where it is a lesson's."""
    lesson = _lesson_of(folder, lessons, slugs)
    # A folder "06" is the lesson's where the files in it are named after students, else a code.
    return "" if lesson and not (bare and folder == lesson) else folder


def _lesson_of(folder: str, lessons: Collection[str], slugs: Collection[str]) -> str:
    """Return the lesson that a folder is named after; "group-05" is not."""
    student, lesson = _split(folder, lessons, slugs)
    return "" if student else lesson


def _split(name: str, lessons: Collection[str], slugs: Collection[str]) -> tuple[str, str]:
    """Split the name of a file into what is left for a student, and the lesson."""
    stem = ARCHIVE.sub("", NOTEBOOK.sub("", name))
    stem = COPY.sub("", ENDING.sub("", stem) if stem == name else stem)
    places = [(stem.casefold().find(slug.casefold()), slug) for slug in slugs]
    slug = max(((at, len(one), one[:2]) for at, one in places if at >= 0), default=None)
    if slug:
        return _without(stem, slug[0], slug[0] + slug[1]), slug[2]
    for pattern in (SLUG, NUMBER):
        found = [one for one in pattern.finditer(stem) if one[1] in lessons]
        if found:
            return _without(stem, *found[-1].span()), found[-1][1]
    return stem, ""


def _without(stem: str, start: int, end: int) -> str:
    return stem[:start].rstrip(SEPARATORS) or stem[end:].strip(SEPARATORS)


def _clean(name: str) -> str:
    """Return a name that every table and every screen can hold: one line, of limited length."""
    # Bytes of a file name that are no text become marks that differ as the bytes do.
    text = name.encode("utf-8", "surrogatepass").decode("utf-8", "backslashreplace")
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        " " if one.isspace() else one for one in text if one.isspace() or one.isprintable()
    )
    text = " ".join(text.split())
    if len(text) <= LONGEST_NAME:
        return text
    return f"{text[:LONGEST_NAME]}~{hashlib.sha256(text.encode()).hexdigest()[:8]}"
