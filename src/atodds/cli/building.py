"""The commands ``atodds build ...``."""

# Each command imports what it needs when it runs: `atodds --help` should not wait for pandas.
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atodds.cli.telling import plain_errors, report

build = typer.Typer(
    help="Build what is made, or check that it is up to date.", no_args_is_help=True
)
Root = Annotated[Path, typer.Option(help="The project's folder.")]
Check = Annotated[bool, typer.Option("--check", help="Compare only; write nothing.")]


@build.command("lessons")
def build_lessons(
    *,
    root: Root = Path(),
    check: Check = False,
    only: Annotated[str, typer.Option(help="Only the lessons that start so, such as 06.")] = "",
) -> None:
    """Build both editions of every lesson from its master."""
    with plain_errors():
        from atodds.build.lessons import build_lessons as build_all
        from atodds.course import EXERCISES

        said = build_all(root, EXERCISES, check=check, only=only)
    report(list(said), check=check, nothing="Every lesson is as its master makes it.")


@build.command("pages")
def build_pages(*, root: Root = Path(), check: Check = False) -> None:
    """Build what tells of the lessons: tables, glossary, links, the metadata of the whole."""
    with plain_errors():
        from atodds.build.doors import build_doors
        from atodds.build.lessons import find_masters
        from atodds.build.pages import build_pages as build_all
        from atodds.course import EXERCISES
        from atodds.course.discoveries import DISCOVERIES

        masters = find_masters(root)
        points = {one.id: one.points for one in EXERCISES}
        told = build_all(root, masters, EXERCISES, DISCOVERIES, check=check)
        said = dict.fromkeys([*told, *build_doors(root, masters, points, check=check)])
    report(list(said), check=check, nothing="Every page is as the masters and the course make it.")


@build.command("data")
def build_data(*, root: Root = Path(), check: Check = False) -> None:
    """Build the descriptors of the cases from their tables and texts."""
    with plain_errors():
        from atodds.build.data import build_descriptors

        said = build_descriptors(root, check=check)
    report(list(said), check=check, nothing="Every descriptor is as its tables make it.")


@build.command("book")
def build_book(
    *,
    root: Root = Path(),
    out: Annotated[Path, typer.Option(help="The folder that the book goes to.")] = Path("book"),
    only: Annotated[str, typer.Option(help="Only the lessons that start so, such as 06.")] = "",
    pdf: Annotated[bool, typer.Option("--pdf", help="Print each edition as one PDF too.")] = False,
) -> None:
    """Build the lessons as pages to read and print: for learners, for instructors, on paper."""
    with plain_errors():
        from atodds.build.book import build_book as bind

        written = bind(root, out, only=only, pdf=pdf)
    report([str(path) for path in written], check=False, nothing="")
