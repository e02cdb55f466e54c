"""The widget that shows one slide at a time, and makes way for the Reader."""

from __future__ import annotations

import json
from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent


class Wall(anywidget.AnyWidget):  # type: ignore[misc]  # it ships no types
    """Show a lesson's slides one at a time; the last stop is the Reader that follows on the page.

    Parameters
    ----------
    slides : path
        A JSON file as `make_wall` writes it: a title, and a list of slides.

    Examples
    --------
    >>> place = getfixture("tmp_path") / "slides.json"
    >>> _ = place.write_text('{"title": "Lesson 08", "slides": []}')
    >>> Wall(place).title
    'Lesson 08'
    """

    _esm = _HERE / "wall.js"
    _css = _HERE / "wall.css"

    title = traitlets.Unicode().tag(sync=True)
    """The lesson's number and title."""

    slides = traitlets.List().tag(sync=True)
    """What is shown, in order: ``{"title", "html"}`` each."""

    def __init__(self, slides: Path | str) -> None:
        told = json.loads(Path(slides).read_text(encoding="utf-8"))
        super().__init__(title=told["title"], slides=told["slides"])

    def __repr__(self) -> str:
        """Return what is on the wall, as a sentence."""
        return f"{self.title}: {len(self.slides)} slides and a Reader."
