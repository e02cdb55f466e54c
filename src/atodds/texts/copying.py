"""Write a page from a copy of the text, as the reader has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from atodds.texts import spans as gather
from atodds.texts.folding import trace
from atodds.texts.marking import mark_words
from atodds.texts.page import Page, Run, Shown, layers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.case import Case
    from atodds.texts.anchoring import Anchored


class _Block(NamedTuple):
    start: int
    end: int
    name: str


def show_copy(case: Case, found: Anchored, chosen: list[str], *, whole: bool) -> Shown:
    """Show the chosen passages of a copy; if the whole text is wanted, what is between them too."""
    page = Page(found.siglum)
    kinds = {each.id: each.kind for each in gather.passages(case, found.siglum)}
    rows = gather.records(found.spans[found.spans["how"] != "lost"])
    passages = {row["id"]: row for row in rows if row["table"] == "passages"}
    written: list[tuple[_Block, int]] = []
    for block in _blocks([passages[name] for name in chosen if name in passages], found, whole):
        words = found.text[block.start : block.end]
        at = page.write(words, name=block.name, kind=kinds.get(block.name, ""))
        written.append((block, at))
        if block.name:
            page.runs += _runs(passages[block.name], block, words, at)
    on = layers(case)
    for row in rows:
        layer = on.get((row["table"], row["id"]))
        start, last = _at(written, int(row["start"])), _at(written, int(row["end"]) - 1)
        if layer and start is not None and last is not None and start <= last:
            page.mark(layer, row["id"], start, last + 1)
    mark_words(page, case)
    own = (Path(case.path) / "texts" / f"{found.siglum}.txt").is_file()
    return page.finish("text", private=not own)


def _blocks(passages: list[dict[str, Any]], found: Anchored, whole: bool) -> Iterator[_Block]:  # noqa: FBT001
    """Yield the stretches of the copy to show; what stands between passages has no name."""
    cursor = None
    for row in sorted(passages, key=lambda each: int(each["start"])):
        start, end = max(int(row["start"]), cursor or 0), int(row["end"])
        if whole and cursor is not None:
            for line in re.finditer(r"\S[^\n]*", found.text[cursor:start]):
                yield _Block(cursor + line.start(), cursor + line.end(), "")
        if start < end:
            yield _Block(start, end, row["id"])
            cursor = end


def _runs(row: dict[str, Any], block: _Block, words: str, at: int) -> Iterator[Run]:
    """Line a passage's words up with the text: as they stand, or through the folding."""
    if row["how"] == "exact":
        yield Run(at, at + len(words), int(row["text_start"]) + block.start - int(row["start"]))
    if row["how"] == "passage" and block.start == int(row["start"]):
        folded = trace(words)
        for place, (start, end) in enumerate(zip(folded.starts, folded.ends, strict=True)):
            yield Run(at + start, at + end, int(row["text_start"]) + place)


def _at(written: list[tuple[_Block, int]], place: int) -> int | None:
    inside = (pair for pair in written if pair[0].start <= place < pair[0].end)
    return next((at + place - block.start for block, at in inside), None)
