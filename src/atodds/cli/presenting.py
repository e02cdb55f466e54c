"""The command ``atodds present``: a lesson on the classroom wall."""

# Each command imports what it needs when it runs: `atodds --help` should not wait for pandas.
# ruff: noqa: PLC0415

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from atodds.cli.telling import plain_errors


def present(  # noqa: PLR0913 - a command's options are its arguments
    lesson: Annotated[str, typer.Argument(help="The lesson's number, such as 08.")],
    *,
    text: Annotated[str, typer.Option(help="The text in the Reader, such as E.")] = "",
    case: Annotated[str, typer.Option(help="The case that the text belongs to.")] = "",
    root: Annotated[Path, typer.Option(help="The project's folder.")] = Path(),
    port: Annotated[int, typer.Option(help="The port, on this machine only.")] = 8866,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Show a lesson's charts and one Reader for the whole class, in large type; Ctrl+C ends it."""
    with plain_errors(), TemporaryDirectory(prefix="atodds-wall-") as folder:
        from atodds.build.wall.making import make_wall
        from atodds.build.wall.serving import serve_command, serve_environment
        from atodds.course import CASE

        number = lesson.zfill(2)
        notebook = make_wall(root, number, Path(folder), case=case or CASE, text=text)
        command = serve_command(notebook, port=port, browser=browser)
        typer.echo(f"Lesson {number} is at http://127.0.0.1:{port} in a moment; Ctrl+C ends it.")
        try:
            served = subprocess.run(command, env=serve_environment(Path(folder)), check=False)  # noqa: S603 - our own words
        except KeyboardInterrupt:
            return
    if served.returncode:
        raise typer.Exit(served.returncode)
