"""Something to click, with a plain page in its place where nobody can click."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from IPython.display import display

from atodds.exercises.bundles import clean, mime_bundle

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
    >>> Panel("<p>A button</p>", "A button", list)._repr_mimebundle_()
    {'text/html': '<p>A button</p>', 'text/plain': 'A button'}
    """

    html: str
    text: str
    # ipywidgets ships no types.
    build: Callable[[], Any] = field(repr=False, compare=False)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return mime_bundle(self.html, self.text)

    def _ipython_display_(self) -> None:
        # Charts bring Altair, and Altair a second; nothing needs it before a form is shown.
        from atodds.charts.living import show_living  # noqa: PLC0415

        twin = mime_bundle(f'<div class="atodds-twin">{self.html}</div>', self.text)
        if os.environ.get("ATODDS_STATIC"):
            show: Any = display
            show(twin, raw=True)
            return
        widget = self.build()
        widget.add_class("atodds-live")
        show_living({VIEW: widget._repr_mimebundle_()[VIEW]}, twin)


def show_outcome(shown: Any, work_out: Callable[..., str], *given: object) -> None:  # noqa: ANN401  ipywidgets ships no types
    """Write what a click did, or why it did not, beside the button.

    A click has no cell to show an error in.

    Parameters
    ----------
    shown
        The ipywidgets HTML beside the button.
    work_out
        Does the work and returns HTML.
    given
        What it works on.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> beside = SimpleNamespace(value="")
    >>> show_outcome(beside, lambda n: f"{1 / n:.1f}", 2)
    >>> beside.value
    "<div role='status'>0.5</div>"
    >>> show_outcome(beside, lambda n: f"{1 / n:.1f}", 0)
    >>> beside.value
    "<p role='status'>That did not work: division by zero</p>"
    """
    try:
        shown.value = f"<div role='status'>{clean(work_out(*given))}</div>"
    except Exception as error:  # noqa: BLE001  whatever it is, the learner is told
        shown.value = f"<p role='status'>That did not work: {clean(escape(str(error)))}</p>"


def uploaded_files(uploaded: object) -> list[dict[str, Any]]:
    """Return the files in the value of an ipywidgets FileUpload.

    Parameters
    ----------
    uploaded
        The value.

    Returns
    -------
    list of dict
        ``name`` and ``content`` of each; none for anything else.

    Examples
    --------
    >>> uploaded_files(({"name": "my-work.zip", "content": b"x"},))[0]["name"]
    'my-work.zip'
    >>> uploaded_files(None)
    []
    """
    found = uploaded if isinstance(uploaded, tuple) else ()
    return [one for one in found if isinstance(one, dict)]
