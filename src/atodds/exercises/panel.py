"""Something to click, with a plain page in its place where nobody can click."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Panel:
    """A widget with its description.

    With ``ATODDS_STATIC`` set, as in builds, only the description is shown: a
    widget's own view carries ids that differ from run to run.

    Attributes
    ----------
    html, text
        What stands there without a kernel.
    build
        Makes the ipywidgets widget, when it is first shown.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_STATIC", "1")
    >>> Panel("<p>A button</p>", "A button", list)._repr_mimebundle_()
    {'text/html': '<p>A button</p>', 'text/plain': 'A button'}
    """

    html: str
    text: str
    # ipywidgets ships no types.
    build: Callable[[], Any] = field(repr=False, compare=False)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        bundle: dict[str, object] = {"text/html": self.html, "text/plain": self.text}
        if os.environ.get("ATODDS_STATIC"):
            return bundle
        return {VIEW: self.build()._repr_mimebundle_()[VIEW], **bundle}
