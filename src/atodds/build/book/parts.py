"""Turn the cells of a run notebook into the parts of a printed page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Literal

import mistune

from atodds.build.book.pictures import draw_figure
from atodds.charts.renderer import MIME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nbformat import NotebookNode

Kind = Literal["prose", "code", "output", "figure", "form", "lines", "note"]
# What only a screen can do has no place on paper: marks, progress, the rubric that opens later.
SCREEN_ONLY = re.compile(r"^(check|progress|rubric|hint|reveal|save_work|restore_work)\(")
FORM = 'aria-label="Form for'
SET_UP = "from atodds import"
LINES_FOR = {"exercise": 3, "essay": 14}
LINK_TO_NOTEBOOK = re.compile(r'(href="[^":]+)\.ipynb')
LINK_TO_MARKDOWN = re.compile(r'(href="[^":]+)\.md')
# A box of a paper lesson is a quote with a table in it, which "table" alone does not know.
PLUGINS = ("table", "mistune.plugins.table.table_in_quote", "strikethrough")
# A line to write on, which Markdown has to spell as so many underscores.
LINE = re.compile(r"<p>_{20,}</p>")
EMPTY_LINE = "<div class='line' aria-hidden='true'></div>"
# A cell that holds one date or one id would be cut at its hyphens.
ONE_NAME = re.compile(r"(<t[dh])(?=[^>]*>\w{1,4}(?:-\w{1,4}){1,2}</t)")
# Beside its pages a book has no files of the project.
LINK_TO_FOLDER = re.compile(r'<a href="(?![a-z]+:)[^"]*/[^"]*">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Part:
    """A piece of a page: what it is, and its HTML."""

    kind: Kind
    html: str


def learner_parts(notebook: NotebookNode) -> tuple[Part, ...]:
    """Give the parts of a lesson for reading: no answers, and lines where they are written.

    Parameters
    ----------
    notebook : NotebookNode
        The learner's edition, run with its starters untouched.

    Returns
    -------
    tuple of Part
        In the order of the cells; checks and other cells for the screen alone are left out.

    Examples
    --------
    >>> from nbformat import v4
    >>> start = v4.new_code_cell('answer = ask("6.1")', metadata={"tags": ["exercise"]})
    >>> lesson = v4.new_notebook(cells=[v4.new_markdown_cell("# Who?"), start])
    >>> [part.kind for part in learner_parts(lesson)]
    ['prose', 'lines']
    >>> learner_parts(v4.new_notebook(cells=[v4.new_code_cell('check("6.1", answer)')]))
    ()
    """
    return _parts(notebook, _learner_cell)


def solved_parts(notebook: NotebookNode) -> tuple[Part, ...]:
    """Give the parts of a lesson for whoever teaches it: solutions, feedback, rubrics, notes.

    Parameters
    ----------
    notebook : NotebookNode
        The solved edition, run.

    Returns
    -------
    tuple of Part
        In the order of the cells.

    Examples
    --------
    >>> from nbformat import v4
    >>> solved = v4.new_code_cell("answer = 162", metadata={"tags": ["solution"]})
    >>> [part.kind for part in solved_parts(v4.new_notebook(cells=[solved]))]
    ['code']
    """
    return _parts(notebook, _solved_cell)


@cache
def _markdown() -> Callable[[str], Any]:
    return mistune.create_markdown(escape=False, plugins=PLUGINS)


def render_prose(text: str) -> str:
    r"""Render Markdown as HTML; a link to a notebook or a Markdown page leads to its page here.

    A link into a folder of the project becomes plain words, and a row of underscores a line to
    write on, as wide as the page. An item that begins with ``[ ]`` is a box to tick.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> print(render_prose("[Next](07-can.ipynb)").strip())
    <p><a href="07-can.html">Next</a></p>
    >>> print(render_prose("See [the hub](deploy/README.md).").strip())
    <p>See the hub.</p>
    >>> render_prose(r"\_" * 60).strip()
    "<div class='line' aria-hidden='true'></div>"
    >>> render_prose("")
    ''
    """
    html = _unbroken(str(_markdown()(text))).replace("<li>[ ] ", "<li class='tick'>")
    html = LINE.sub(EMPTY_LINE, LINK_TO_FOLDER.sub(r"\1", html))
    return LINK_TO_MARKDOWN.sub(r"\1.html", LINK_TO_NOTEBOOK.sub(r"\1.html", html))


def _parts(
    notebook: NotebookNode, of_cell: Callable[[NotebookNode, _Numbers], Iterator[Part]]
) -> tuple[Part, ...]:
    numbers = _Numbers(notebook.metadata.get("atodds", {}).get("lesson", "0"))
    return tuple(part for cell in notebook.cells for part in of_cell(cell, numbers))


class _Numbers:
    """Counts the figures of a lesson: names that stay apart when all lessons stand on one page."""

    def __init__(self, lesson: str) -> None:
        self.lesson, self.figures = lesson, 0

    def next_figure(self) -> str:
        self.figures += 1
        return f"{self.lesson}-{self.figures}"


def _learner_cell(cell: NotebookNode, numbers: _Numbers) -> Iterator[Part]:
    role = _role(cell)
    if role == "essay":
        yield _lines("essay")
    elif cell.cell_type == "markdown":
        yield Part("prose", render_prose(cell.source))
    elif role == "exercise":
        shown = list(_outputs(cell, numbers))
        # Code to be completed is the exercise; a form or a widget is on the page itself.
        if "..." in cell.source and not shown:
            yield _code(cell.source)
        yield from shown
        # A form's options are ticked, and book.css gives each of its other questions a line.
        if not any(FORM in part.html for part in shown):
            yield _lines("exercise")
    elif not SCREEN_ONLY.match(cell.source) and not cell.source.startswith(SET_UP):
        yield _code(cell.source)
        yield from _outputs(cell, numbers)


def _solved_cell(cell: NotebookNode, numbers: _Numbers) -> Iterator[Part]:
    if cell.cell_type == "markdown":
        tags = cell.metadata.get("tags", [])
        is_note = "instructor" in tags or "essay" in tags
        yield Part("note" if is_note else "prose", render_prose(cell.source))
    elif not cell.source.startswith((SET_UP, "progress(")):
        yield _code(cell.source)
        yield from _outputs(cell, numbers)


def _role(cell: NotebookNode) -> str:
    tags = cell.metadata.get("tags", [])
    return next((tag for tag in ("exercise", "essay") if tag in tags), "")


def _outputs(cell: NotebookNode, numbers: _Numbers) -> Iterator[Part]:
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if MIME in data:
            yield Part("figure", draw_figure(data[MIME], name=numbers.next_figure()))
        elif "text/html" in data:
            kind: Kind = "form" if "atodds-twin" in data["text/html"] else "output"
            yield Part(kind, _opened(data["text/html"]))
        elif output.output_type == "stream":
            yield Part("output", f"<pre>{escape(output.text.strip())}</pre>")
        elif "text/plain" in data and not data["text/plain"].startswith("(A widget;"):
            yield Part("output", f"<pre>{escape(data['text/plain'])}</pre>")


def _opened(html: str) -> str:
    """Open what a screen folds: paper has no triangle to click. Leave a screen's styles out."""
    styled = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return _unbroken(styled).replace("<details>", "<details open>")


def _unbroken(html: str) -> str:
    return ONE_NAME.sub(r"\1 class='unbroken'", html)


def _code(source: str) -> Part:
    return Part("code", f"<pre class='code'><code>{escape(source)}</code></pre>")


def _lines(role: str) -> Part:
    return Part("lines", f"<div class='lines'>{EMPTY_LINE * LINES_FOR[role]}</div>")
