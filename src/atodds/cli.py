"""The command ``atodds``: build the lessons and the data, attach texts, judge hand-ins."""

# Each command imports what it needs when it runs: `atodds --help` should not wait for pandas.
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - typer reads annotations when it runs
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from pandas import DataFrame

app = typer.Typer(
    name="atodds",
    help="Notebook lessons in source criticism.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
build = typer.Typer(
    help="Build what is made, or check that it is up to date.", no_args_is_help=True
)
app.add_typer(build, name="build")

Root = Annotated[Path, typer.Option(help="The project's folder.")]
Check = Annotated[bool, typer.Option("--check", help="Compare only; write nothing.")]


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if asked:
        typer.echo(f"atodds {version('atodds')}")
        raise typer.Exit


@app.callback()
def main(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Notebook lessons in source criticism: what to do when accounts are at odds."""


@build.command("lessons")
def build_lessons(
    *,
    root: Root = Path(),
    check: Check = False,
    only: Annotated[str, typer.Option(help="Only the lessons that start so, such as 06.")] = "",
) -> None:
    """Build both editions of every lesson from its master."""
    with _plain_errors():
        from atodds.build.lessons import build_lessons as build_all
        from atodds.course import EXERCISES

        said = build_all(root, EXERCISES, check=check, only=only)
    _report(list(said), check=check, nothing="Every lesson is as its master makes it.")


@build.command("pages")
def build_pages(*, root: Root = Path(), check: Check = False) -> None:
    """Build what tells of the lessons: tables, glossary, links, the metadata of the whole."""
    with _plain_errors():
        from atodds.build.doors import build_doors
        from atodds.build.lessons import find_masters
        from atodds.build.pages import build_pages as build_all
        from atodds.course import EXERCISES
        from atodds.course.discoveries import DISCOVERIES

        masters = find_masters(root)
        points = {one.id: one.points for one in EXERCISES}
        told = build_all(root, masters, EXERCISES, DISCOVERIES, check=check)
        said = dict.fromkeys([*told, *build_doors(root, masters, points, check=check)])
    _report(list(said), check=check, nothing="Every page is as the masters and the course make it.")


@build.command("book")
def build_book(
    *,
    root: Root = Path(),
    out: Annotated[Path, typer.Option(help="The folder that the book goes to.")] = Path("book"),
    only: Annotated[str, typer.Option(help="Only the lessons that start so, such as 06.")] = "",
    pdf: Annotated[bool, typer.Option("--pdf", help="Print each edition as one PDF too.")] = False,
) -> None:
    """Build the lessons as pages to read and print: for learners, for instructors, on paper."""
    with _plain_errors():
        from atodds.build.book import build_book as bind

        written = bind(root, out, only=only, pdf=pdf)
    _report([str(path) for path in written], check=False, nothing="")


@build.command("data")
def build_data(*, root: Root = Path(), check: Check = False) -> None:
    """Build the descriptors of the cases from their tables and texts."""
    with _plain_errors():
        from atodds.build.data import build_descriptors

        said = build_descriptors(root, check=check)
    _report(list(said), check=check, nothing="Every descriptor is as its tables make it.")


@app.command()
def attach(
    folder: Annotated[Path, typer.Argument(help="The folder with your own copies of the texts.")],
    case: Annotated[str, typer.Option(help="The case that the texts belong to.")] = "",
) -> None:
    """Attach your own copies of a case's texts, so that the reader shows the texts themselves."""
    with _plain_errors():
        from atodds.case import load
        from atodds.course import CASE
        from atodds.texts import attach as attach_texts

        _print(attach_texts(load(case or CASE), folder))


@app.command()
def judge(
    notebooks: Annotated[list[Path], typer.Argument(help="Notebooks that were handed in.")],
) -> None:
    """Judge the answers recorded in notebooks; no cell of them is run."""
    with _plain_errors():
        from atodds.course import EXERCISES, load_case
        from atodds.grading import HandInError, judge_notebook

    refused = 0
    for notebook in notebooks:
        try:
            marks = judge_notebook(notebook, EXERCISES, load_case)
        except HandInError as error:
            _complain(str(error))
            refused += 1
            continue
        _print(marks.drop(columns="answer"), title=f"{notebook.name}: {_total(marks)}")
    if refused:
        raise typer.Exit(1)


def _total(marks: DataFrame) -> str:
    by_machine = marks[marks["points"].notna()]
    return f"{by_machine['points'].sum():g} of {by_machine['max_points'].sum():g} points by machine"


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn an expected error into its sentence and exit code 1."""
    try:
        yield
    except ModuleNotFoundError as error:
        if str(error.name).startswith("atodds"):
            raise
        _complain(f"This command needs the package '{error.name}', which is not installed here.")
        raise typer.Exit(1) from error
    except (ValueError, OSError) as error:
        reason, name = getattr(error, "strerror", None), getattr(error, "filename", None)
        _complain(f"{name}: {reason}." if reason and name else str(error))
        raise typer.Exit(1) from error


def _report(said: list[str], *, check: bool, nothing: str) -> None:
    for sentence in said:
        (_complain if check else typer.echo)(sentence)
    if not said:
        typer.echo(nothing)
    if check and said:
        raise typer.Exit(1)


def _complain(sentence: str) -> None:
    typer.echo(sentence, err=True)


def _print(table: DataFrame, *, title: str | None = None) -> None:
    """Print a table; cell texts are shown as they are, never read as markup."""
    from rich.text import Text

    shown = Table(title=Text(title) if title else None)
    for column in table.columns:
        shown.add_column(str(column).replace("_", " "))
    for row in table.itertuples(index=False):
        shown.add_row(*(Text(_cell(value)) for value in row))
    Console().print(shown)


def _cell(value: Any) -> str:  # noqa: ANN401 - a table's cell may hold anything
    if isinstance(value, float):
        return "" if value != value else f"{value:g}"  # noqa: PLR0124 - only NaN differs from itself
    return str(value)
