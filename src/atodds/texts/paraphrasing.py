"""Write a page from our paraphrases, with the quoted fragments in their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atodds.texts import spans as gather
from atodds.texts.folding import fold, trace
from atodds.texts.marking import mark_words
from atodds.texts.page import Page, Run, Shown, layers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atodds.case import Case
    from atodds.texts.spans import Span

_PLACEHOLDER = re.compile(r"\{([^{}\s]+)\}")


def show_paraphrase(case: Case, siglum: str, chosen: list[str]) -> Shown:
    """Show the paraphrase of the chosen passages, and where the text's own words stand in it."""
    spans = gather.spans(case, siglum)
    quotable = ("figures", "claims", "anomalies")
    fragments = {span.id: span for span in spans if span.exact and span.table in quotable}
    on = layers(case)
    page = Page(siglum)
    for passage in gather.passages(case, siglum):
        if passage.id not in chosen or not passage.paraphrase:
            continue
        words, places = fill(passage.paraphrase, fragments)
        at = page.write(words, name=passage.id, kind=passage.kind)
        for name, start, end in places:
            _mark(page, fragments[name], (at + start, at + end), on)
        for span in spans:
            if span.passage == passage.id and span.table in ("claims", "voices"):
                _find(page, span, at, on[span.table, span.id])
    mark_words(page, case)
    return page.finish("paraphrase", private=False)


def fill(pattern: str, fragments: Mapping[str, Span]) -> tuple[str, list[tuple[str, int, int]]]:
    """Put the fragments in the place of their ids, and say where they came to stand.

    Examples
    --------
    >>> from atodds.texts.spans import Span
    >>> fill("It lost {P-01}.", {"P-01": Span("P-01", "figures", "P-p1", 90, 98, "40 boats")})
    ('It lost 40 boats.', [('P-01', 8, 16)])
    >>> fill("It lost {P-99}.", {})
    ('It lost {P-99}.', [])
    """
    text, places, cursor = "", [], 0
    for match in _PLACEHOLDER.finditer(pattern):
        span = fragments.get(match.group(1))
        if span is None:
            continue
        text += pattern[cursor : match.start()]
        places.append((span.id, len(text), len(text) + len(span.exact)))
        text += span.exact
        cursor = match.end()
    return text + pattern[cursor:], places


def _mark(
    page: Page, span: Span, place: tuple[int, int], on: Mapping[tuple[str, str], str]
) -> None:
    start, end = place
    page.mark("quoted", span.id, start, end)
    if (span.table, span.id) in on:
        page.mark(on[span.table, span.id], span.id, start, end)
    # A claim's span may be longer than its fragment: then nothing says where the fragment stands.
    if span.end - span.start == end - start:
        page.runs.append(Run(start, end, span.start))


def _find(page: Page, span: Span, at: int, layer: str) -> None:
    """Mark a claim or cue that has no place of its own but whose words stand there anyway."""
    if not span.exact or page.shows(layer, span.id):
        return
    folded = trace(page.text[at:])
    match = re.search(rf"(?<!\w){re.escape(fold(span.exact))}(?!\w)", folded.text)
    if match:
        start, end = folded.original(*match.span())
        page.mark(layer, span.id, at + start, at + end)
