"""Mark on a page what its words alone tell: speakers, names and hedges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from atodds.texts import spans as gather
from atodds.texts.hedging import find_hedges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atodds.case import Case
    from atodds.texts.page import Page

Place = tuple[int, int]


def mark_words(page: Page, case: Case) -> None:
    """Mark the speakers, names and hedges in whatever a page shows, the text or our words.

    A speaker is marked in each passage that hands a statement to it, where it is named nearest
    to the cue; if the cue is not shown there, where it is named first.
    """
    for name, start, end in _speakers(page, case):
        page.mark("speakers", name, start, end)
    for name, start, end in _names(page, case):
        page.mark("names", name, start, end)
    for word, start, end in find_hedges(page.text):
        page.mark("hedges", word, start, end)


def _speakers(page: Page, case: Case) -> Iterable[tuple[str, int, int]]:
    homes = {name: (start, end) for name, _, start, end in page.passages}
    claims = gather.rows(case, "claims")
    passages = dict(zip(claims["id"], claims["passage"], strict=True)) if len(claims) else {}
    forms = {row["id"]: row["forms"] for row in gather.records(gather.rows(case, "actors"))}
    cues = page.places("cues")
    for row in gather.records(gather.rows(case, "voices")):
        home = homes.get(passages.get(row["claim"], ""))
        known = _split(forms.get(row["actor"]))
        if home is None or not known:
            continue
        name = f"{row['claim']}/{row['step']}"
        found = [(start, end) for _, start, end in find_forms(page.text, known, home)]
        if found:
            yield name, *_nearest(found, cues.get(name))


def _names(page: Page, case: Case) -> Iterable[tuple[str, int, int]]:
    table = gather.rows(case, "names")
    ours = gather.records(table[table["document"] == page.siglum]) if len(table) else []
    ids = {str(row["form"]): str(row["id"]) for row in ours}
    for form, start, end in find_forms(page.text, list(ids), (0, len(page.text))):
        yield ids[form], start, end


def find_forms(text: str, forms: Iterable[str], within: Place) -> list[tuple[str, int, int]]:
    """Find where forms of names stand as whole words; of two that overlap, the longer one.

    Capitals count ("US" is not "us"), but a form without any may open a sentence.

    Examples
    --------
    >>> find_forms("Reyl, the Harbour master, said", ["Reyl", "harbour master"], (0, 30))
    [('Reyl', 0, 4), ('harbour master', 10, 24)]
    >>> find_forms("Tell us.", ["US"], (0, 8))
    []
    """
    ordered = sorted(forms, key=len, reverse=True)
    if not ordered:
        return []
    pattern = "|".join(f"({_as_pattern(form)})" for form in ordered)
    matches = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)").finditer(text, *within)
    return [(ordered[(match.lastindex or 1) - 1], *match.span()) for match in matches]


def _as_pattern(form: str) -> str:
    # A copy may have straight quotation marks where the text has curly ones.
    words = re.sub("['\u2018\u2019]", "['\u2018\u2019]", re.escape(form))
    return f"(?i:{words})" if form == form.lower() else words


def _nearest(found: list[Place], cue: Place | None) -> Place:
    if cue is None:
        return found[0]
    return min(found, key=lambda place: max(cue[0] - place[1], place[0] - cue[1], 0))


def _split(forms: Any) -> list[str]:  # noqa: ANN401 - an empty cell is no text
    return forms.split(" | ") if isinstance(forms, str) else []
