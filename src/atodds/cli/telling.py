"""How the commands speak: plain sentences, tables, and exit codes."""

# Each command imports what it needs when it runs: `atodds --help` should not wait for pandas.
# ruff: noqa: PLC0415

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import DataFrame


@contextmanager
def plain_errors(*also: type[Exception]) -> Iterator[None]:
    """Turn an expected error, and those named, into its sentence and exit code 1."""
    try:
        yield
    except ModuleNotFoundError as error:
        if str(error.name).startswith("atodds"):
            raise
        complain(f"This command needs the package '{error.name}', which is not installed here.")
        raise typer.Exit(1) from error
    except (ValueError, OSError, *also) as error:
        reason, name = getattr(error, "strerror", None), getattr(error, "filename", None)
        complain(f"{name}: {reason}." if reason and name else str(error))
        raise typer.Exit(1) from error


def report(said: list[str], *, check: bool, nothing: str) -> None:
    """Say what was built, or what is not up to date, which is exit code 1."""
    for sentence in said:
        (complain if check else typer.echo)(sentence)
    if not said:
        typer.echo(nothing)
    if check and said:
        raise typer.Exit(1)


def complain(sentence: str) -> None:
    """Say a sentence where errors are said."""
    typer.echo(sentence, err=True)


def print_table(table: DataFrame, *, title: str | None = None) -> None:
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
