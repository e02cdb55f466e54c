"""The commands ``atodds grade ...``: a class's hand-ins, judged without running a line of them."""

# Each command imports what it needs when it runs: `atodds --help` should not wait for pandas.
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress
from typer.core import TyperGroup

from atodds.cli.telling import plain_errors, print_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from atodds.grading.batch import Refused
    from atodds.grading.graded import Graded
    from atodds.grading.marks import MarksFiles

MOST_ROWS = 100


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


@grade.command("hand-ins")
def grade_hand_ins(
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
    lessons: Annotated[
        Path | None, typer.Option(help="The folder with the lessons as handed out.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="How many processes; one a core if not given.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="The address of a Dask scheduler to spread the work over.")
    ] = None,
) -> None:
    """Judge a class's hand-ins: marks.csv, report.csv and lms.csv come out.

    No cell of a hand-in is run. What cannot be judged has its row and its reason in the report;
    all others are judged all the same. Started again after it was cut short, the run goes on.
    """
    with plain_errors():
        place = out or (course / "graded" if course else Path("graded"))
        asked = sorted({one.zfill(2) for one in lesson or []})
        rows = _grade(hand_ins, asked, place, _find_released(lessons), (workers, scheduler))
    _tell(rows, place)


def _grade(
    hand_ins: Path,
    asked: list[str],
    out: Path,
    released: Path | None,
    hands: tuple[int | None, str | None],
) -> list[dict[str, Any]]:
    """Judge all, write the tables, and return the rows of the report."""
    from atodds.grading.batch import grade_batch
    from atodds.grading.handins import find_hand_ins
    from atodds.grading.marks import MarksFiles
    from atodds.grading.places import JUDGED
    from atodds.grading.released import read_released

    slugs = [one.slug for one in read_released(released).values()] if released else []
    if not released:
        typer.echo("No lessons as handed out were found: edited check cells go unnoticed.")
    found = find_hand_ins(hand_ins, asked, slugs=slugs, unpack=out / JUDGED / "unpacked")
    if found.empty:
        raise ValueError(f"{hand_ins}: there are no hand-ins here; check the folder.")
    workers, scheduler = hands
    rows: list[dict[str, Any]] = []
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with MarksFiles(out, found) as files, Progress(*columns, console=_screen()) as progress:
        judged = grade_batch(found, out, workers=workers, scheduler=scheduler, released=released)
        shown = progress.track(judged, total=len(found), description="Judging")
        for _ in _follow(shown, files, rows):
            pass
    return rows


def _follow(
    judged: Iterable[Graded | Refused], files: MarksFiles, rows: list[dict[str, Any]]
) -> Iterator[Graded]:
    """Write the tables while the judged pass by on their way to gradebook and feedback."""
    from atodds.grading.graded import Graded

    for one in judged:
        rows.append(files.add(one))
        if isinstance(one, Graded):
            yield one


def _find_released(lessons: Path | None) -> Path | None:
    """Return the folder with the lessons as they were handed out, if there is one."""
    if lessons and not lessons.is_dir():
        raise ValueError(f"{lessons}: there is no such folder; name the one with the lessons.")
    return lessons or next((one for one in [Path("lessons")] if one.is_dir()), None)


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
    typer.echo(f"The tables are in {out}: marks.csv, report.csv, lms.csv.")
    if len(refused) == len(rows):
        raise typer.Exit(1)


def _points(row: dict[str, Any]) -> str:
    return "" if row["problem"] else f"{row['points']:g} of {row['max_points']:g}"


def _odd(row: dict[str, Any]) -> str:
    return str(row["problem"] or row["notes"])


def _screen() -> Console:
    return Console(stderr=True)
