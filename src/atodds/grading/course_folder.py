"""Make and open the folder in which nbgrader keeps a course: lessons, hand-ins, marks."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONFIG_NAME = "nbgrader_config.py"
GRADEBOOK_NAME = "gradebook.db"
JUDGE = "atodds.grading.preprocessors.JudgeRecordedAnswers"
KEEP = "atodds.grading.preprocessors.KeepRecordedAnswers"
DROP = "atodds.grading.preprocessors.DropMarkSchemes"
CONFIG = '''\
"""How nbgrader keeps this course: written by `atodds grade init`.

No cell of a hand-in is run. What a check recorded is judged in its place, so leave the two
lists of Autograde as they are: nbgrader's own would run learners' code.
"""

from pathlib import Path

c = get_config()

# The folder may move: it is wherever this file is.
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = {course_id!r}
{db}
# What stands in `source` is what a learner gets. Nothing is cleared out of it.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
]
# Formgrader shows how to mark below each essay; what learners get back is without it.
c.GenerateFeedback.preprocessors = [
    "atodds.grading.preprocessors.DropMarkSchemes",
    "nbgrader.preprocessors.GetGrades",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
c.Autograde.sanitize_preprocessors = [
    "atodds.grading.preprocessors.KeepRecordedAnswers",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "atodds.grading.preprocessors.JudgeRecordedAnswers",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
'''
SQLITE = """\
# Marks are kept in gradebook.db beside this file; any SQLAlchemy address does, such as
# c.CourseDirectory.db_url = "postgresql://user@host/marks"
"""
JUDGED = re.compile(rb'"judged": *"\d')
SLUG = re.compile(r"(\d\d)-[a-z0-9-]+")
PLAIN_STUDENT = re.compile(r"[\w@][\w@. -]*", re.ASCII)
LONGEST_STUDENT = 100
MOST_NAMED = 12


class CourseError(ValueError):
    """A course folder that cannot be used: a sentence that says what to mend."""


@dataclass(frozen=True)
class Course:
    """A course folder that is fit to grade in.

    Attributes
    ----------
    folder
        Where it is.
    course_id
        nbgrader's name of the course.
    db
        The SQLAlchemy address of its gradebook.
    lessons
        A lesson's two digits to the name of its folder, which is nbgrader's assignment.
    schemes
        True where judged notebooks may show how to mark: nbgrader's feedback drops it here.
    """

    folder: Path
    course_id: str
    db: str
    lessons: Mapping[str, str] = field(default_factory=dict)
    schemes: bool = False

    def name_of(self, lesson: str) -> str:
        """Return the name under which nbgrader knows a lesson.

        Parameters
        ----------
        lesson
            The lesson's two digits.

        Returns
        -------
        str
            The name of its folder in ``source``.

        Raises
        ------
        CourseError
            If the course has no such lesson.

        Examples
        --------
        >>> Course(Path("us"), "us", "sqlite://", {"06": "06-number"}).name_of("06")
        '06-number'
        >>> Course(Path("us"), "us", "sqlite://", {"06": "06-number"}).name_of("07")
        Traceback (most recent call last):
        ...
        atodds.grading.course_folder.CourseError: us: there is no lesson 07 in its folder
        'source', which holds 06; run `atodds grade init` on it again to add lessons.
        """
        if lesson not in self.lessons:
            held = ", ".join(sorted(self.lessons)) or "none"
            raise CourseError(
                f"{self.folder}: there is no lesson {lesson} in its folder 'source', which holds "
                f"{held}; run `atodds grade init` on it again to add lessons."
            )
        return self.lessons[lesson]

    def source(self, lesson: str) -> Path:
        """Return the notebook that learners of a lesson were given.

        Parameters
        ----------
        lesson
            The lesson's two digits.

        Returns
        -------
        Path
            In the folder ``source``.

        Raises
        ------
        CourseError
            If the course has no such lesson.

        Examples
        --------
        >>> us = Course(Path("us"), "us", "sqlite://", {"06": "06-number"})
        >>> us.source("06").as_posix()
        'us/source/06-number/06-number.ipynb'
        >>> us.source("07")
        Traceback (most recent call last):
        ...
        atodds.grading.course_folder.CourseError: us: there is no lesson 07...
        """
        name = self.name_of(lesson)
        return self.folder / "source" / name / f"{name}.ipynb"

    def notebook(self, step: str, student: str, lesson: str) -> Path:
        """Return where nbgrader looks for one student's notebook.

        Parameters
        ----------
        step
            ``submitted`` or ``autograded``.
        student
            Whose; a name that no folder may have is folded as `student_key` does.
        lesson
            The lesson's two digits.

        Returns
        -------
        Path
            Always inside the course's folder.

        Raises
        ------
        CourseError
            If the course has no such lesson.

        Examples
        --------
        >>> us = Course(Path("us"), "us", "sqlite://", {"06": "06-number"})
        >>> us.notebook("submitted", "ada", "06").as_posix()
        'us/submitted/ada/06-number/06-number.ipynb'
        >>> us.notebook("submitted", "ada", "07")
        Traceback (most recent call last):
        ...
        atodds.grading.course_folder.CourseError: us: there is no lesson 07...
        """
        name = self.name_of(lesson)
        return self.folder / step / student_key(student) / name / f"{name}.ipynb"


def student_key(student: str) -> str:
    """Return the name under which nbgrader keeps a student: safe as a folder, and one each.

    Parameters
    ----------
    student : str
        A name, number or code, from a file name or a learning-management system.

    Returns
    -------
    str
        The name itself where it is plain, else its plain part and a short hash.

    Examples
    --------
    >>> student_key("ada"), student_key("ada.lovelace@example.org")
    ('ada', 'ada.lovelace@example.org')
    >>> student_key("../../etc")
    'etc-74ccf3c5'
    """
    plain = PLAIN_STUDENT.fullmatch(student) and not student.endswith((" ", "."))
    if plain and len(student) <= LONGEST_STUDENT:
        return student
    mark = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    kept = re.sub(r"[^A-Za-z0-9]+", "-", student[:LONGEST_STUDENT]).strip("-")
    return f"{kept}-{mark}" if kept else mark


def init_course(
    folder: str | Path,
    lessons: str | Path | None = None,
    solutions: str | Path | None = None,
    *,
    course_id: str = "at-odds",
    db: str = "",
) -> tuple[str, ...]:
    """Make a course folder for nbgrader, or add to one what it lacks; nothing is overwritten.

    The gradebook is made too, so that nbgrader need not: it would start a program by a name that
    is found only where this Python's programs are on the PATH.

    Parameters
    ----------
    folder : str or Path
        The course's folder; it is made if it is not there.
    lessons : str or Path, optional
        The folder with the learner's notebooks, ``06-what.ipynb`` and the like. By default
        ``lessons`` in the current folder, else the one of the kit's own checkout.
    solutions : str or Path, optional
        The folder with the solved notebooks, to have beside the lessons; by default the one
        beside ``lessons``, if there is one.
    course_id : str
        nbgrader's name of the course.
    db : str
        The SQLAlchemy address of the gradebook; by default a SQLite file in the folder.

    Returns
    -------
    tuple of str
        Sentences that say what was done.

    Raises
    ------
    CourseError
        If there are no lessons, the folder holds a configuration that is not ours, or the
        gradebook cannot be opened; then no file is written.

    Examples
    --------
    >>> init_course(getfixture("tmp_path") / "course", lessons="nowhere")
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: nowhere: there are no lessons here (files like
    06-what.ipynb). They are in the folder 'lessons' of the project; name that folder.
    """
    course = Path(folder)
    given = find_lessons(lessons)
    solved = Path(solutions) if solutions else given.parent / "solutions"
    config = course / CONFIG_NAME
    stated = {"db_url": db, "course_id": course_id}
    read = refuse_stock(config) if config.exists() else {"CourseDirectory": stated}
    plan = _plan(course, "source", given) | _plan(course, "solution", solved)
    address = f"c.CourseDirectory.db_url = {db!r}\n" if db else SQLITE
    made = [(config, CONFIG.format(course_id=course_id, db=address).encode())]
    made += [(place, notebook.read_bytes()) for place, notebook in plan.items()]
    kept = [place for place, content in made if place.exists() and place.read_bytes() != content]
    new = [(place, content) for place, content in made if not place.exists()]
    marks = course / GRADEBOOK_NAME
    had_marks = marks.exists()
    course.mkdir(parents=True, exist_ok=True)
    _make_gradebook(_configured(course, read))
    for place, content in new:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    added = [place for place, _ in new] + ([marks] if marks.exists() and not had_marks else [])
    return _told(course, added, kept)


def find_lessons(lessons: str | Path | None = None) -> Path:
    """Return the folder that holds the learner's notebooks.

    Parameters
    ----------
    lessons : str or Path, optional
        Where they should be; by default ``lessons`` here, else beside the kit's source.

    Returns
    -------
    Path
        A folder with at least one lesson.

    Raises
    ------
    CourseError
        If there is none.

    Examples
    --------
    >>> find_lessons("nowhere")
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: nowhere: there are no lessons here...
    """
    checkout = Path(__file__).resolve().parents[3] / "lessons"
    places = [Path(lessons)] if lessons else [Path("lessons"), checkout]
    found = next((place for place in places if _notebooks(place)), None)
    if found is None:
        raise CourseError(
            f"{places[0]}: there are no lessons here (files like 06-what.ipynb). They are in the "
            "folder 'lessons' of the project; name that folder."
        )
    return found


def open_course(folder: str | Path, *, db: str | None = None) -> Course:
    """Read a course folder's configuration, and refuse one that would run learners' code.

    Parameters
    ----------
    folder : str or Path
        A folder that `init_course` made.
    db : str, optional
        The SQLAlchemy address of the gradebook, in place of the configured one.

    Returns
    -------
    Course
        Fit to grade in.

    Raises
    ------
    CourseError
        If it is no course folder, or its nbgrader would execute hand-ins.

    Examples
    --------
    >>> open_course(getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: ...: this is no course folder (it holds no
    nbgrader_config.py); make one with `atodds grade init`.
    """
    place = Path(folder)
    read = refuse_stock(place / CONFIG_NAME)
    return _configured(place, read, db or "")


def refuse_stock(config: Path) -> Mapping[str, Any]:
    """Read a configuration of nbgrader, and refuse one that does not judge recorded answers.

    nbgrader's own steps run a hand-in and give full points to each check that does not raise;
    ours never raises, so every learner would get everything.

    Parameters
    ----------
    config : Path
        A file ``nbgrader_config.py``.

    Returns
    -------
    Mapping
        What it configures.

    Raises
    ------
    CourseError
        If it is not there, cannot be read, or leaves nbgrader's own steps in place.

    Examples
    --------
    >>> stock = getfixture("tmp_path") / "nbgrader_config.py"
    >>> _ = stock.write_text("c = get_config()")
    >>> refuse_stock(stock)
    Traceback (most recent call last):
    ...
    atodds.grading.course_folder.CourseError: ...nbgrader_config.py: with this configuration
    nbgrader runs learners' code and gives full points for every check. ...
    """
    if not config.is_file():
        raise CourseError(
            f"{config.parent}: this is no course folder (it holds no {CONFIG_NAME}); make one "
            "with `atodds grade init`."
        )
    read = _read_config(config)
    autograde = read.get("Autograde", {})
    steps = [
        *_names(autograde.get("sanitize_preprocessors")),
        *_names(autograde.get("autograde_preprocessors")),
    ]
    ours = steps.count(JUDGE) == 1 and steps.count(KEEP) == 1
    if not ours or any(step.endswith((".Execute", ".ClearOutput")) for step in steps):
        raise CourseError(
            f"{config}: with this configuration nbgrader runs learners' code and gives full "
            "points for every check. Move the file away, run `atodds grade init` on the folder, "
            "and copy your own settings into the new file; leave its two lists of Autograde."
        )
    return read


def drops_schemes(config: Mapping[str, Any]) -> bool:
    """Say whether nbgrader's feedback leaves out how essays are marked.

    Parameters
    ----------
    config : Mapping
        What a file ``nbgrader_config.py`` configures.

    Returns
    -------
    bool
        True where our step stands in its list.

    Examples
    --------
    >>> drops_schemes({}), drops_schemes({"GenerateFeedback": {"preprocessors": [DROP]}})
    (False, True)
    """
    return DROP in _names(config.get("GenerateFeedback", {}).get("preprocessors"))


def find_stock_graded(course: Course) -> tuple[str, ...]:
    """Tell which of a course's graded notebooks were not judged by this kit.

    Somebody may have run nbgrader with its stock configuration before, or in a copy. A hand-in
    that was judged by this kit since is not told of: its marks are right again.

    Parameters
    ----------
    course : Course
        An open course.

    Returns
    -------
    tuple of str
        A sentence for each lesson with hand-ins whose marks mean nothing.

    Examples
    --------
    >>> place = getfixture("tmp_path")
    >>> graded = place / "autograded" / "ada" / "06-number" / "06-number.ipynb"
    >>> graded.parent.mkdir(parents=True)
    >>> _ = graded.write_text('{"cells": [], "metadata": {}}')
    >>> print(*find_stock_graded(Course(place, "us", "sqlite://", {"06": "06-number"})))
    Warning: 06-number was graded with nbgrader's stock configuration, and the marks in the
    gradebook mean nothing, for ada. Grade again with `atodds grade ... --course`.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(course.folder.glob("autograded/*/*/*.ipynb")):
        # Quicker than reading the JSON of a whole class; in a cell's text a quote is escaped.
        if not JUDGED.search(path.read_bytes()):
            found.setdefault(path.parts[-2], []).append(path.parts[-3])
    return tuple(
        f"Warning: {name} was graded with nbgrader's stock configuration, and the marks in the "
        f"gradebook mean nothing, for {_listed(students)}. Grade again with "
        "`atodds grade ... --course`."
        for name, students in found.items()
    )


def _listed(students: list[str]) -> str:
    """Name some, and say how many more there are."""
    more = len(students) - MOST_NAMED
    named = ", ".join(students[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named


def _configured(place: Path, read: Mapping[str, Any], db: str = "") -> Course:
    """Return the course that a configuration describes; an address given beats the stated one."""
    config = read.get("CourseDirectory", {})
    stated = config.get("db_url")
    address = db or (stated if isinstance(stated, str) else "")
    address = address or f"sqlite:///{(place.resolve() / GRADEBOOK_NAME).as_posix()}"
    names = _notebook_names(place)
    return Course(place, str(config.get("course_id", "")), address, names, drops_schemes(read))


def _make_gradebook(course: Course) -> None:
    from atodds.grading.gradebook import open_gradebook  # noqa: PLC0415 - needs nbgrader

    with open_gradebook(course):
        pass


def _read_config(config: Path) -> Mapping[str, Any]:
    from traitlets.config.loader import PyFileConfigLoader  # noqa: PLC0415 - learners need none

    try:
        read: Mapping[str, Any] = PyFileConfigLoader(
            config.name, [str(config.parent)]
        ).load_config()
    # It is the instructor's own program, and may fail in any way.
    except Exception as error:
        raise CourseError(f"{config}: cannot be read ({type(error).__name__}: {error}).") from error
    return read


def _names(steps: object) -> list[str]:
    """Name steps that stand in a configuration as classes or as their names."""
    listed: Iterable[Any] = steps if isinstance(steps, list) else []
    return [
        step if isinstance(step, str) else f"{step.__module__}.{step.__qualname__}"
        for step in listed
    ]


def _notebooks(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.ipynb")) if SLUG.fullmatch(path.stem)]


def _notebook_names(course: Path) -> dict[str, str]:
    """Return a lesson's two digits to its folder's name, for every lesson of a course."""
    found = (path.parent.name for path in sorted(course.glob("source/*/*.ipynb")))
    return {name[:2]: name for name in found if SLUG.fullmatch(name)}


def _plan(course: Path, step: str, folder: Path) -> dict[Path, Path]:
    """Say where each notebook of a folder belongs: one folder per lesson, as nbgrader has it."""
    return {course / step / path.stem / path.name: path for path in _notebooks(folder)}


def _told(course: Path, new: list[Path], kept: list[Path]) -> tuple[str, ...]:
    lessons = sum("source" in place.relative_to(course).parts for place in new)
    said = [f"{course}: nothing was missing; nothing was changed."]
    if new:
        plural = "" if lessons == 1 else "s"
        added = f"{lessons} lesson{plural} added" if lessons else "what was missing was added"
        said = [f"{course}: {added}. Marks and hand-ins are untouched."]
    return (
        *said,
        *(
            f"{place}: kept as it is, although the kit's own differs; to take the kit's, move "
            "this file away and run the command again."
            for place in kept
        ),
    )
