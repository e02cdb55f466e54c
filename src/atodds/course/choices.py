"""Tell a mistake by what was chosen in one field of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case


def chose(field: str, *options: str) -> Callable[[Any, Case], bool]:
    """Return a mistake's `when`: in this field of a form, one of these options was chosen.

    Parameters
    ----------
    field
        The field's name.
    options
        The options' keys.

    Returns
    -------
    callable
        Of an answer, as a judge reads it, and the case.

    Examples
    --------
    >>> lets_it_pass = chose("pair", "none", "place")
    >>> lets_it_pass({"pair": {"choice": "none"}}, None)
    True
    >>> lets_it_pass({}, None)
    Traceback (most recent call last):
        ...
    KeyError: 'pair'
    """
    return lambda answer, _: answer[field]["choice"] in options
