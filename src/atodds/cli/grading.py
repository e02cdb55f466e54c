"""The commands ``atodds grade ...``: a class's hand-ins, judged without running a line of them."""

# Each command imports what it needs when it runs: `atodds --help` should not wait for pandas.
# ruff: noqa: PLC0415

from __future__ import annotations

from collections import deque
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress
from typer.core import TyperGroup

from atodds.cli.telling import complain, plain_errors, print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from atodds.grading.batch import Refused
    from atodds.grading.course_folder import Course
    from atodds.grading.essay_marks import EssayMark
    from atodds.grading.graded import Graded
    from atodds.grading.marks import MarksFiles
    from atodds.grading.sandbox import Limits

    Record: TypeAlias = Callable[[Iterable[Graded]], tuple[str, ...]]

MOST_ROWS = 100
MOST_NAMED = 5


class GradeGroup(TyperGroup):
    """A group that takes a folder where it finds no command: ``atodds grade HANDINS``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own click
        """Put the command that takes a folder before what is none."""
        own = {*self.commands, "--help"}
        return super().parse_args(ctx, ["hand-ins", *args] if args and args[0] not in own else args)


grade = typer.Typer(
    cls=GradeGroup,
    help="Grade hand-ins: `atodds grade FOLDER --lesson 06` judges them; nothing in them is run.",
    no_args_is_help=True,
)


@grade.command("init")
def grade_init(
    course: Annotated[Path, typer.Argument(help="The course's folder; made if it is not there.")],
    *,
    lessons: Annotated[
        Path | None, typer.Option(help="The folder with the learner's notebooks.")
    ] = None,
    solutions: Annotated[
        Path | None, typer.Option(help="The folder with the solved notebooks.")
    ] = None,
    db: Annotated[str, typer.Option(help="The gradebook's SQLAlchemy address.")] = "",
) -> None:
    """Make a course folder for nbgrader, or add what one lacks; nothing is overwritten."""
    with plain_errors():
        from atodds.grading.course_folder import init_course, open_course

        for sentence in init_course(course, lessons, solutions, db=db):
            typer.echo(sentence)
        _warn(open_course(course))


@grade.command("hand-ins")
def grade_hand_ins(  # noqa: PLR0913 - a command's options are its arguments
    hand_ins: Annotated[
        Path, typer.Argument(help="A folder or a zip file, as Moodle or Canvas exports it.")
    ],
    *,
    lesson: Annotated[
        list[str] | None,
        typer.Option(help="The lesson asked for, such as 06; may be given several times."),
    ] = None,
    course: Annotated[
        Path | None, typer.Option(help="A course folder, made by `atodds grade init`.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where marks go; 'graded' (in COURSE) if not given.")
    ] = None,
    db: Annotated[
        str | None, typer.Option(help="The gradebook's SQLAlchemy address, with --course.")
    ] = None,
    lessons: Annotated[
        Path | None, typer.Option(help="The folder with the lessons as handed out.")
    ] = None,
    execute: Annotated[
        bool, typer.Option("--execute", help="Run each hand-in first, inside a sandbox.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="How many processes; one a core if not given.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="The address of a Dask scheduler to spread the work over.")
    ] = None,
) -> None:
    """Judge a class's hand-ins: marks, feedback pages and the picture of the class come out.

    No cell of a hand-in is run, unless --execute asks for it. What cannot be judged has its row
    and its reason in the report; all others are judged all the same. Started again after it was
    cut short, the run goes on.
    """
    with plain_errors(*_other_errors(scheduler)):
        if db and not course:
            raise ValueError("--db names the gradebook of a course; say which with --course.")
        place = out or (course / "graded" if course else Path("graded"))
        asked = sorted({one.zfill(2) for one in lesson or []})
        hands = {"workers": workers, "scheduler": scheduler, "execute": _limits(execute)}
        handed_out = _find_released(lessons, course)
        opened = _opened(course, db)
        rows = _grade((hand_ins, asked), place, handed_out, opened, hands)
        # What was judged now is in order again.
        _warn(opened)
    _tell(rows, place)


@grade.command("essays")
def grade_essays(
    place: Annotated[Path, typer.Argument(help="The folder with the marks, or the course.")],
    *,
    source: Annotated[
        Path | None, typer.Option("--from", help="A sheet that you filled, to be read in.")
    ] = None,
    marker: Annotated[
        str, typer.Option(help="One of several markers: a sheet of their own, for comparison.")
    ] = "",
    course: Annotated[
        Path | None, typer.Option(help="The course, where the marks do not lie in its folder.")
    ] = None,
    db: Annotated[str | None, typer.Option(help="The gradebook's SQLAlchemy address.")] = None,
) -> None:
    """Write the sheet to mark essays in, or read it in; marks.csv and feedback follow.

    Without --from: essays.csv, and essays.html with rubrics and exemplars beside the answers.
    With it: each row that is in order counts, and goes into the course's gradebook; each other
    row is told with its number and left in your sheet, and the exit code is 1.
    """
    with plain_errors():
        from atodds.grading.essays import (
            find_places,
            read_essays,
            write_agreement,
            write_essays,
            write_marks_again,
        )

        folder, opened = find_places(place, course, db=db)
        _warn(opened)
        faults: tuple[str, ...] = ()
        if source is not None:
            read = read_essays(source, folder, opened, marking=marker)
            faults = read.faults
            for sentence in read.notes:
                typer.echo(sentence)
            typer.echo(f"{read.entered} marks read in; {read.same} were known.")
        write_marks_again(folder, opened)
        agreement, differences = write_agreement(folder)
        if len(agreement):
            shown = agreement.round({"percent": 1, "alpha": 2})
            print_table(shown, title="How far the markers agree")
            typer.echo(f"{len(differences)} levels are two or more apart; see differences.csv.")
        if source is None:
            for sentence in write_essays(folder, opened, marking=marker):
                typer.echo(sentence)
    for sentence in faults:
        complain(sentence)
    if faults:
        complain("These rows were left out, and stay in your sheet: mend them, and read it again.")
        raise typer.Exit(1)


def _grade(
    asked: tuple[Path, list[str]],
    out: Path,
    released: Path | None,
    course: Course | None,
    hands: dict[str, Any],
) -> list[dict[str, Any]]:
    """Judge all, write what comes out, and return the rows of the report."""
    from atodds.grading.batch import grade_batch, judge_of
    from atodds.grading.essays import counting_marks
    from atodds.grading.handins import find_hand_ins
    from atodds.grading.marks import MarksFiles
    from atodds.grading.outputs import write_class, write_feedback
    from atodds.grading.pages import PAGES, can_write_pages, page_folders
    from atodds.grading.places import JUDGED
    from atodds.grading.released import read_released
    from atodds.grading.roll import no_longer_in, write_roll

    handed_out = read_released(released) if released else {}
    if not handed_out:
        typer.echo("No lessons as handed out were found: edited check cells go unnoticed.")
    slugs = [one.slug for one in handed_out.values()]
    found = find_hand_ins(*asked, slugs=slugs, unpack=out / JUDGED / "unpacked")
    if found.empty:
        raise ValueError(f"{asked[0]}: there are no hand-ins here; check the folder.")
    # Named once: whoever saves a lesson meanwhile would give the journal another name at the end.
    judge = judge_of(released, hands["execute"])
    rows: list[dict[str, Any]] = []
    roll: list[tuple[str, str]] = []
    marks = counting_marks(out, set(found["student"]), course)
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with MarksFiles(out, found) as files, Progress(*columns, console=_screen()) as progress:
        judged = grade_batch(found, out, released=released, judge=judge, **hands)
        shown = progress.track(judged, total=len(found), description="Judging")
        graded = _follow(shown, files, marks, rows, roll)
        if can_write_pages():
            names = page_folders(found["student"])
            graded = write_feedback(graded, out / PAGES, names, marks)
        for sentence in (_recorder(course) or _pass_by)(graded):
            typer.echo(sentence)
    gone = no_longer_in(out, found)
    write_roll(out, judge, found, roll)
    write_class(out, handed_out)
    if gone:
        named = ", ".join(gone[:MOST_NAMED]) + (", ..." if len(gone) > MOST_NAMED else "")
        complain(
            f"{out} had marks of {len(gone)} more, which were not among these hand-ins: {named}. "
            "Its tables now hold this run alone. Give the whole class and all lessons each time, "
            "or another folder with --out."
        )
    return rows


def _follow(
    judged: Iterable[Graded | Refused],
    files: MarksFiles,
    marks: Mapping[tuple[str, str], EssayMark],
    rows: list[dict[str, Any]],
    roll: list[tuple[str, str]],
) -> Iterator[Graded]:
    """Write the tables while the judged pass by on their way to gradebook and feedback.

    What readers gave goes into the tables; the gradebook has it already.
    """
    from atodds.grading.essay_marks import with_marks
    from atodds.grading.graded import Graded

    for one in judged:
        if isinstance(one, Graded):
            rows.append(files.add(with_marks(one, marks)))
            roll.append((one.digest, ""))
            yield one
        else:
            rows.append(files.add(one))
            roll.append(("", one.problem))


def _pass_by(graded: Iterable[Graded]) -> tuple[str, ...]:
    """Let all pass where there is no gradebook to record them in."""
    from atodds.grading.pages import can_write_pages

    deque(graded, maxlen=0)
    if can_write_pages():
        return ()
    missing = "No feedback pages were written; they need more packages."
    return (f"{missing} In the project's folder: python -m pip install -e '.[grade]'.",)


def _opened(course: Path | None, db: str | None) -> Course | None:
    """Open a course; one that is not fit is refused before anything is judged."""
    if course is None:
        return None
    from atodds.grading.course_folder import open_course

    return open_course(course, db=db)


def _warn(course: Course | None) -> None:
    """Say loudly which marks of a course are none, because nbgrader's own steps gave them."""
    if course is None:
        return
    from atodds.grading.course_folder import find_stock_graded

    for sentence in find_stock_graded(course):
        complain(sentence)


def _recorder(course: Course | None) -> Record | None:
    """Return what records in a course's gradebook."""
    if course is None:
        return None
    from atodds.grading.gradebook import record_in_gradebook

    return partial(record_in_gradebook, course)


def _limits(execute: bool) -> Limits | None:  # noqa: FBT001 - an option of the command
    if not execute:
        return None
    from atodds.grading.sandbox import Limits

    return Limits()


def _other_errors(scheduler: str | None) -> tuple[type[Exception], ...]:
    """Return the errors that are sentences for the instructor and of no built-in kind."""
    from atodds.grading.walls import NoSandboxError

    if scheduler is None:
        return (NoSandboxError,)
    from atodds.grading.cluster import ClusterError

    return NoSandboxError, ClusterError


def _find_released(lessons: Path | None, course: Path | None) -> Path | None:
    """Return the folder with the lessons as they were handed out, if there is one."""
    from atodds.grading.course_folder import CourseError, find_lessons

    if lessons or not course:
        try:
            return find_lessons(lessons)
        except CourseError:
            if lessons:
                raise
            return None
    return course / "source"


def _tell(rows: list[dict[str, Any]], out: Path) -> None:
    """Show the table, and say what there is to do."""
    from pandas import DataFrame

    odd = [row for row in rows if row["problem"] or row["notes"]]
    refused = [row for row in rows if row["problem"]]
    shown = rows if len(rows) <= MOST_ROWS else odd[:MOST_ROWS]
    table = [
        [row["student"], row["lesson"], _points(row), row["essays_waiting"], _odd(row)]
        for row in shown
    ]
    columns = ["student", "lesson", "points", "essays waiting", "what was odd"]
    print_table(DataFrame(table, columns=columns))
    if len(shown) < len(rows):
        typer.echo(f"Shown are {len(shown)} rows of {len(rows)}; report.csv has all.")
    waiting = sum(row["essays_waiting"] for row in rows)
    typer.echo(f"{len(rows) - len(refused)} judged, {len(refused)} not; {waiting} essays wait.")
    typer.echo(f"In {out}: marks.csv, report.csv, lms.csv, class.html, and who gave the same.")
    if waiting:
        typer.echo(f"To mark the essays: atodds grade essays {out}")
    if len(refused) == len(rows):
        raise typer.Exit(1)


def _points(row: dict[str, Any]) -> str:
    return "" if row["problem"] else f"{row['points']:g} of {row['max_points']:g}"


def _odd(row: dict[str, Any]) -> str:
    return str(row["problem"] or row["notes"])


def _screen() -> Console:
    return Console(stderr=True)
