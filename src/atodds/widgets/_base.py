"""What every widget of the kit shares: plain refusals, a status line, and a static twin."""

from __future__ import annotations

import difflib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets
from IPython.display import update_display

from atodds.charts.living import TWIN_STYLE, show_living

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class KitWidget(anywidget.AnyWidget):  # type: ignore[misc]  # it ships no types
    """The base of the kit's widgets; the only class that others inherit from."""

    status = traitlets.Dict({"turn": 0, "text": ""}).tag(sync=True)
    """What the status line says, and how often it has spoken: ``{"turn": 3, "text": "..."}``."""

    _twin_shown = False

    def say(self, text: str) -> None:
        """Say something in the widget's status line, which a screen reader reads out.

        Examples
        --------
        >>> widget = KitWidget()
        >>> widget.say("Tagged.")
        >>> widget.status
        {'turn': 1, 'text': 'Tagged.'}
        >>> widget.say(3)
        Traceback (most recent call last):
        ...
        TypeError: Expected a sentence for the status line, found int. Give a str.
        """
        if not isinstance(text, str):
            message = (
                f"Expected a sentence for the status line, found {type(text).__name__}. Give a str."
            )
            raise TypeError(message)
        # The turn counts on, so that the same sentence twice is still news to the front end.
        self.status = {"turn": int(self.status.get("turn", 0)) + 1, "text": text}

    @contextmanager
    def guarded(self, doing: str) -> Iterator[None]:
        """Show an error of a callback in the status line: a log is no place for a learner to look.

        Examples
        --------
        >>> widget = KitWidget()
        >>> with widget.guarded("saving"):
        ...     raise OSError("disk full")
        >>> widget.status["text"]
        'Something went wrong while saving: disk full (OSError). Run the cell again.'
        """
        try:
            yield
        except Exception as problem:  # noqa: BLE001 - whatever it was, the learner must see it
            kind = type(problem).__name__
            self.say(f"Something went wrong while {doing}: {problem} ({kind}). Run the cell again.")

    def twin_html(self) -> str:
        """Return the widget as static HTML, for wherever it cannot live."""
        return ""

    def twin_text(self) -> str:
        """Return the widget as plain text."""
        return type(self).__name__

    def __repr__(self) -> str:
        """Return the plain text twin: without model ids, so that two runs are equal."""
        return self.twin_text()

    def refresh_twin(self) -> None:
        """Bring the static twins that were shown of this widget up to date.

        Examples
        --------
        >>> KitWidget().refresh_twin()  # never shown, so there is nothing to do
        """
        if self._twin_shown:
            twin = self._twin()
            twin["text/html"] = TWIN_STYLE + twin["text/html"]
            update_display(twin, raw=True, display_id=self.model_id)

    def _twin(self) -> dict[str, str]:
        return {"text/html": self.twin_html(), "text/plain": self.twin_text()}

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return {**data, "text/html": self.twin_html(), "text/plain": self.twin_text()}, metadata

    def _ipython_display_(self) -> None:
        """Show the living widget, and after it the static twin for when it no longer lives.

        In one output JupyterLab would always try the widget, and for a notebook opened without
        its kernel say no more than "model not found".
        """
        live, _ = super()._repr_mimebundle_() or ({}, {})
        self._twin_shown = True
        show_living(live, self._twin(), display_id=self.model_id)


def refuse_unknown(function: Callable[..., Any], unknown: dict[str, object]) -> None:
    """Refuse keywords that a widget does not have, in plain words.

    Parameters
    ----------
    function : callable
        What was called; the keywords that it takes are read from it.
    unknown : dict
        The keywords that were left over.

    Examples
    --------
    >>> def reader(*, layers=(), **unknown):
    ...     refuse_unknown(reader, unknown)
    >>> reader(layers=())
    >>> reader(layer=())
    Traceback (most recent call last):
    ...
    TypeError: Expected the keywords layers, found 'layer'. Did you mean 'layers'?
    """
    if not unknown:
        return
    code = function.__code__
    first = code.co_argcount
    known = code.co_varnames[first : first + code.co_kwonlyargcount]
    found = next(iter(unknown))
    near = difflib.get_close_matches(found, known, n=1)
    advice = f"Did you mean {near[0]!r}?" if near else "Leave it out."
    message = f"Expected the keywords {', '.join(known)}, found {found!r}. {advice}"
    raise TypeError(message)
