"""Find what of a lesson belongs on the wall: what its worked examples show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atodds.build.book.parts import SCREEN_ONLY
from atodds.build.book.pictures import draw_figure
from atodds.charts.renderer import MIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
# What answers or judges belongs to a learner, not on the wall.
LEARNERS = {"exercise", "solution", "check", "essay", "instructor"}
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@dataclass(frozen=True)
class Slide:
    """One thing to show: the heading above it, and its HTML."""

    title: str
    html: str


def find_slides(notebook: NotebookNode) -> tuple[Slide, ...]:
    """List the charts and tables of a lesson's worked examples, drawn, in their order.

    Parameters
    ----------
    notebook : NotebookNode
        The solved edition of a lesson, run. Cells of exercises are left out, so that the wall
        gives no answer away; what stands between them is shown.

    Returns
    -------
    tuple of Slide
        A chart is an SVG picture with its description; none where a lesson shows none.

    Raises
    ------
    ValueError
        If a chart has no description, or cannot be drawn.

    Examples
    --------
    >>> from nbformat import v4
    >>> spec = {"data": {"values": [{"km": 3}]}, "mark": "tick", "description": "A distance.",
    ...         "encoding": {"x": {"field": "km", "type": "quantitative"}}}
    >>> shown = v4.new_output("display_data", {MIME: spec})
    >>> cells = [v4.new_markdown_cell("## Round 1: How far?"),
    ...          v4.new_code_cell("chart", outputs=[shown])]
    >>> slide, = find_slides(v4.new_notebook(cells=cells))
    >>> slide.title, "A distance." in slide.html
    ('Round 1: How far?', True)
    >>> cells[1].metadata["tags"] = ["solution"]
    >>> find_slides(v4.new_notebook(cells=cells))
    ()
    """
    return tuple(_slides(notebook))


def _slides(notebook: NotebookNode) -> Iterator[Slide]:
    title = ""
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            headings = HEADING.findall(cell.source)
            title = headings[-1] if headings else title
        elif not (LEARNERS & set(cell.metadata.get("tags", [])) or SCREEN_ONLY.match(cell.source)):
            # A chart and its table are one thing to show.
            outputs = enumerate(cell.get("outputs", []))
            shown = [_shown(one.get("data", {}), f"wall-{number}-{at}") for at, one in outputs]
            if any(shown):
                yield Slide(title, "".join(shown))


def _shown(data: dict[str, Any], name: str) -> str:
    """Return a chart's picture, or a table; nothing for a widget, which lives in the lesson."""
    if MIME in data:
        return draw_figure(data[MIME], name=name)
    html = STYLE.sub("", data.get("text/html", ""))
    return html if "<table" in html and "atodds-twin" not in html else ""
