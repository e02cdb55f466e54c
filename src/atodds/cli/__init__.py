"""The command ``atodds``: build the lessons and the data, attach texts, grade hand-ins."""

# Each command imports what it needs when it runs: `atodds --help` should not wait for pandas.
# ruff: noqa: PLC0415

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path  # noqa: TC003 - typer reads annotations when it runs
from typing import TYPE_CHECKING, Annotated

import typer

from atodds.cli.building import build
from atodds.cli.grading import grade
from atodds.cli.presenting import present
from atodds.cli.telling import complain, plain_errors, print_table

if TYPE_CHECKING:
    from pandas import DataFrame

app = typer.Typer(
    name="atodds",
    help="Notebook lessons in source criticism.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(build, name="build")
app.add_typer(grade, name="grade")
app.command()(present)


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


@app.command()
def attach(
    folder: Annotated[Path, typer.Argument(help="The folder with your own copies of the texts.")],
    case: Annotated[str, typer.Option(help="The case that the texts belong to.")] = "",
) -> None:
    """Attach your own copies of a case's texts, so that the reader shows the texts themselves."""
    with plain_errors():
        from atodds.case import load
        from atodds.course import CASE
        from atodds.texts import attach as attach_texts

        print_table(attach_texts(load(case or CASE), folder))


@app.command()
def judge(
    notebooks: Annotated[list[Path], typer.Argument(help="Notebooks that were handed in.")],
) -> None:
    """Judge the answers recorded in notebooks; no cell of them is run."""
    with plain_errors():
        from atodds.course import EXERCISES, load_case
        from atodds.grading import HandInError, judge_notebook

    refused = 0
    for notebook in notebooks:
        try:
            marks = judge_notebook(notebook, EXERCISES, load_case)
        except HandInError as error:
            complain(str(error))
            refused += 1
            continue
        print_table(marks.drop(columns="answer"), title=f"{notebook.name}: {_total(marks)}")
    if refused:
        raise typer.Exit(1)


def _total(marks: DataFrame) -> str:
    by_machine = marks[marks["points"].notna()]
    return f"{by_machine['points'].sum():g} of {by_machine['max_points'].sum():g} points by machine"
