"""Write the folder from which a lesson is put on the wall: slides, a notebook, a page's frame."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import nbformat

from atodds.build.wall.slides import find_slides
from atodds.case import load

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOK = "wall.ipynb"
SLIDES = "slides.json"
TEMPLATE = "atodds-wall"
TAGS = [
    ("figure", "a number"),
    ("speaker", "who is cited"),
    ("hedge", "a hedge"),
    ("question", "to talk about"),
]
# Voila's own frame asks a distant server for icons that nothing here uses.
FRAME = """{%- extends 'voila/templates/lab/index.html.j2' -%}
{%- block notebook_css -%}
{{ super() | replace('href="https://', 'data-not-asked-for="') }}
{%- endblock notebook_css -%}
"""


def make_wall(root: Path, lesson: str, folder: Path, *, case: str, text: str = "") -> Path:
    """Write what the wall of a lesson needs into a folder.

    Parameters
    ----------
    root : Path
        The project's folder, with the solved lessons in ``solutions``.
    lesson : str
        The lesson's number, such as 08.
    folder : Path
        Where it is written; made if it is not there.
    case : str
        The name of the case whose text the Reader shows.
    text : str, default ""
        The letter of that text; the case's first if none is given.

    Returns
    -------
    Path
        The notebook to serve.

    Raises
    ------
    ValueError
        If there is no such lesson, or no such text.

    Examples
    --------
    >>> from pathlib import Path
    >>> make_wall(Path("nowhere"), "08", Path("wall"), case="harbour")
    Traceback (most recent call last):
    ...
    ValueError: Expected one solved lesson 08 in nowhere/solutions, found 0. Run this from the
    project's folder, or name the folder with --root.
    """
    solved = read_solved(root, lesson)
    siglum = expect_text(case, text)
    titled = solved.metadata.get("atodds", {}).get("title", "")
    slides = [asdict(slide) for slide in find_slides(solved)]
    told = {"title": f"{lesson} {titled}".strip(), "slides": slides}
    frame = folder / "voila" / "templates" / TEMPLATE
    frame.mkdir(parents=True, exist_ok=True)
    (frame / "index.html.j2").write_text(FRAME, encoding="utf-8")
    (frame / "conf.json").write_text('{"base_template": "lab"}\n', encoding="utf-8")
    (folder / SLIDES).write_text(json.dumps(told), encoding="utf-8")
    nbformat.write(make_notebook(lesson, case, siglum), folder / NOTEBOOK)
    return folder / NOTEBOOK


def read_solved(root: Path, lesson: str) -> nbformat.NotebookNode:
    """Read the solved edition of a lesson, or say that there is none.

    Examples
    --------
    >>> from pathlib import Path
    >>> read_solved(Path("nowhere"), "42")
    Traceback (most recent call last):
    ...
    ValueError: Expected one solved lesson 42 in nowhere/solutions, found 0. Run this from the
    project's folder, or name the folder with --root.
    """
    found = sorted((root / "solutions").glob(f"{lesson}-*.ipynb")) if lesson.isdigit() else []
    if len(found) != 1:
        raise ValueError(
            f"Expected one solved lesson {lesson} in {root / 'solutions'}, found {len(found)}. "
            "Run this from the project's folder, or name the folder with --root."
        )
    return nbformat.read(found[0], as_version=4)


def expect_text(case: str, text: str) -> str:
    """Return the letter of a case's text, its first if none is asked for.

    Examples
    --------
    >>> expect_text("harbour", ""), expect_text("harbour", "Q")
    ('P', 'Q')
    >>> expect_text("harbour", "Z")
    Traceback (most recent call last):
    ...
    ValueError: Expected a text of harbour among P, Q, R, found 'Z'.
    """
    # Some documents are known by name alone: there is nothing of them to read.
    known = load(case).passages["document"].astype(str).unique().tolist()
    siglum = text or known[0]
    if siglum not in known:
        raise ValueError(f"Expected a text of {case} among {', '.join(known)}, found {text!r}.")
    return siglum


def make_notebook(lesson: str, case: str, siglum: str) -> nbformat.NotebookNode:
    """Return the notebook of the wall: the slides, and one Reader whose tags are kept.

    Examples
    --------
    >>> print(make_notebook("08", "harbour", "P").cells[1].source.splitlines()[-1])
    Reader(load('harbour'), 'P', tags=tags, key='wall-08-P')
    """
    v4 = nbformat.v4
    slides = f"from atodds.build.wall.wall import Wall\n\nWall({SLIDES!r})"
    reader = (
        f"from atodds import Reader, load\n\ntags = {TAGS!r}\n"
        f"Reader(load({case!r}), {siglum!r}, tags=tags, key={f'wall-{lesson}-{siglum}'!r})"
    )
    cells = [v4.new_code_cell(slides, id="slides"), v4.new_code_cell(reader, id="reader")]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": spec})
