"""Show something living, and its static twin for where it no longer lives."""

from collections.abc import Mapping
from typing import Any

from IPython.display import display

_CHILD = ".jp-OutputArea-child"
# JupyterLab names the type of everything it draws itself; a widget's place has no such name.
_WIDGET = ":not(:has([data-mime-type]))"
# While the widget lives, only it is seen; when it does not, only its twin, and no error above it.
TWIN_STYLE = (
    f"<style>{_CHILD}:has(.atodds-live) + {_CHILD}:has(.atodds-twin),"
    f"{_CHILD}{_WIDGET}:not(:has(.atodds-live)):has(+ {_CHILD} .atodds-twin)"
    "{display:none}.atodds-twin table :is(caption,th,td){text-align:left!important}</style>"
)
LIVE_TEXT = "(A widget; what it holds follows.)"


def show_living(view: Mapping[str, Any], twin: Mapping[str, object], **options: str) -> None:
    """Show a widget, and after it the static twin for when it no longer lives.

    In one output JupyterLab would always try the widget, and for a notebook opened without its
    kernel say no more than "model not found".

    Parameters
    ----------
    view : Mapping
        The widget's MIME bundle; its root has the class `atodds-live`.
    twin : Mapping
        `text/html` (within an element of the class `atodds-twin`) and `text/plain`.
    options : str
        For IPython's `display`, such as `display_id`.

    Examples
    --------
    >>> show_living({}, {"text/html": '<div class="atodds-twin">A</div>', "text/plain": "A"})
    {'text/plain': '(A widget; what it holds follows.)'}
    {'text/html': ...
    """
    show: Any = display
    show({**view, "text/plain": LIVE_TEXT}, raw=True)
    show({**twin, "text/html": f"{TWIN_STYLE}{twin['text/html']}"}, raw=True, **options)
