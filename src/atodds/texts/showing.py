"""Show a text: the text itself, or our paraphrase with quoted fragments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.texts import spans as gather
from atodds.texts.anchoring import anchor
from atodds.texts.copying import show_copy
from atodds.texts.paraphrasing import show_paraphrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atodds.case import Case
    from atodds.texts.page import Shown


def shown(case: Case, siglum: str, passages: Sequence[str] | None = None) -> Shown:
    """Show a text: the text itself where we have it, else our paraphrase with its fragments.

    Parameters
    ----------
    case : Case
        The case.
    siglum : str
        Which text.
    passages : sequence of str, optional
        Only these passages; all of them by default.

    Returns
    -------
    Shown
        Text, layers and passages.

    Examples
    --------
    >>> from atodds.case import load
    >>> harbour = load("harbour")
    >>> shown(harbour, "P").source
    'text'
    >>> shown(harbour, "P", ["P-p99"])
    Traceback (most recent call last):
    ...
    LookupError: Expected passages of text P (P-p01 to P-p07), found 'P-p99'. See case.passages.
    """
    copy = case.text(siglum)
    chosen = _choose(case, siglum, passages)
    if copy:
        found = anchor(case, siglum, copy)
        if (found.spans["how"] != "lost").any():
            return show_copy(case, found, chosen, whole=passages is None)
    return show_paraphrase(case, siglum, chosen)


def _choose(case: Case, siglum: str, passages: Iterable[str] | None) -> list[str]:
    known = [each.id for each in gather.passages(case, siglum)]
    if passages is None:
        return known
    asked = list(passages)
    for name in asked:
        if name not in known:
            these = f"{known[0]} to {known[-1]}" if known else "it has none"
            message = f"Expected passages of text {siglum} ({these}), found {name!r}."
            raise LookupError(f"{message} See case.passages.")
    return [name for name in known if name in asked]
