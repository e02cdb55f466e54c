"""Make what a cell shows fit for any notebook file."""

import json
from typing import TypeVar

T = TypeVar("T")


def mime_bundle(html: str, text: str) -> dict[str, object]:
    r"""Return the two forms in which everything is shown.

    Parameters
    ----------
    html
        For the eye.
    text
        For a screen reader, and where HTML is not shown.

    Returns
    -------
    dict
        MIME type to content.

    Examples
    --------
    >>> mime_bundle("<p>a</p>", "a")
    {'text/html': '<p>a</p>', 'text/plain': 'a'}
    >>> mime_bundle("", "half \ud800")["text/plain"]
    'half ?'
    """
    return {"text/html": clean(html), "text/plain": clean(text)}


def clean(content: T) -> T:
    r"""Replace half characters, which cannot be sent to a page or saved.

    Parameters
    ----------
    content
        Plain JSON data.

    Returns
    -------
    object
        The same, with a question mark for each half of a surrogate pair.

    Examples
    --------
    >>> clean({"answer": ["half \ud800"]})
    {'answer': ['half ?']}
    >>> clean(float("nan"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: Out of range float values are not JSON compliant...
    """
    whole = json.dumps(content, allow_nan=False, ensure_ascii=False)
    read: T = json.loads(whole.encode("utf-8", "replace"))
    return read
