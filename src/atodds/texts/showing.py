"""Show a text: the text itself, or our paraphrase with quoted fragments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atodds.case import expect_case
from atodds.case.asking import expect_name, expect_several
from atodds.texts import spans as gather
from atodds.texts.anchoring import anchor
from atodds.texts.copying import show_copy
from atodds.texts.paraphrasing import show_paraphrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.case import Case
    from atodds.texts.page import Shown


def shown(case: Case, siglum: str, passages: Sequence[str] | None = None) -> Shown:
    """Show a text: the text itself where we have it, else our paraphrase with its fragments.

    A copy that lacks one of the passages asked for is not shown: nobody should have to guess
    what is missing. Only a page's furniture may be missing where the whole text is asked for.

    Parameters
    ----------
    case : Case
        The case.
    siglum : str
        Which text.
    passages : sequence of str, optional
        Only these passages (one may be given as it is); all of them by default.

    Returns
    -------
    Shown
        Text, layers and passages.

    Raises
    ------
    TypeError
        If the case is no case, or the siglum or a passage no text.
    LookupError
        If there is no such text or passage.
    ValueError
        If no passage is asked for.

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
    copy = expect_case(case).text(siglum)
    known = gather.passages(case, siglum)
    chosen = _choose([each.id for each in known], siglum, passages)
    if not copy:
        return show_paraphrase(case, siglum, chosen)
    found = anchor(case, siglum, copy)
    furniture = {each.id for each in known if each.kind == "furniture"}
    wanted = set(chosen) - (furniture if passages is None else set())
    if wanted and not wanted & set(found.lost["id"]):
        return show_copy(case, found, chosen, whole=passages is None)
    return replace(show_paraphrase(case, siglum, chosen), incomplete=True)


def _choose(known: list[str], siglum: str, passages: Sequence[str] | None) -> list[str]:
    if passages is None:
        return known
    asked = expect_several(passages, "passages")
    if not asked:
        message = "Expected at least one passage, found none. Leave passages out to see them all."
        raise ValueError(message)
    for name in asked:
        expect_name(name, "the id of a passage", known[0] if known else "P-p01")
        if name not in known:
            these = f"{known[0]} to {known[-1]}" if known else "it has none"
            message = f"Expected passages of text {siglum} ({these}), found {name!r}."
            raise LookupError(f"{message} See case.passages.")
    return [name for name in known if name in asked]
