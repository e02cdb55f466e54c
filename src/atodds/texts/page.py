"""The page that a reader sees of a text, and where its words stand in the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from atodds.texts import spans as gather
from atodds.texts.folding import fold

if TYPE_CHECKING:
    from atodds.case import Case

BETWEEN = "\n\n"


class Run(NamedTuple):
    """A stretch that stands, character by character, both in what is shown and in the text."""

    start: int
    end: int
    text_start: int


class _Piece(NamedTuple):
    start: int
    end: int
    text_start: int
    text_end: int


@dataclass(frozen=True)
class Shown:
    """What is shown of one text.

    Attributes
    ----------
    siglum : str
        Which text it is.
    text : str
        The words shown; passages are parted by blank lines.
    source : str
        "text" (the text itself) or "paraphrase" (ours, with quoted fragments in place).
    private : bool
        Whether the words come from a reader's own copy, which must not be stored in a notebook.
    spans : pandas.DataFrame
        id, layer, start, end: what each layer marks in `text`. Layers are figures, dates,
        claims, cues, speakers, names, hedges, furniture, and quoted (in a paraphrase, the
        text's own words). Speakers, names and hedges are looked up in the words shown, also
        where those are ours; the id of a hedge is its word.
    passages : pandas.DataFrame
        id, kind, start, end of each passage in `text`.
    runs : tuple of Run
        Where the shown words are the text's own, and where they stand in it.
    incomplete : bool
        Whether a copy of the text is at hand but lacks some of the passages asked for, so
        that the paraphrase is shown in its stead.
    """

    siglum: str
    text: str
    source: str
    private: bool
    spans: pd.DataFrame
    passages: pd.DataFrame
    runs: tuple[Run, ...]
    incomplete: bool = False

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """Say where shown words stand in the text; words of ours at either end are left out.

        Where several fragments of the text lie among words of ours, the one with the most
        characters counts, of equal ones the first. None where no character is the text's own.

        Examples
        --------
        >>> from atodds.case import load
        >>> from atodds.texts import shown
        >>> seen = shown(load("harbour"), "P")
        >>> seen.original(0, 4)
        (0, 4)
        >>> seen.original(4, 0) is None
        True
        """
        pieces = self._pieces(start, end)
        longest = max(pieces, key=lambda piece: piece.text_end - piece.text_start, default=None)
        return (longest.text_start, longest.text_end) if longest else None

    def _pieces(self, start: int, end: int) -> list[_Piece]:
        """Clip the runs to a span, and join those that follow one another in the text too."""
        joined: list[_Piece] = []
        for run in sorted(self.runs):
            first, last = max(run.start, start), min(run.end, end)
            if first >= last:
                continue
            shift = run.text_start - run.start
            piece = _Piece(first, last, first + shift, last + shift)
            if joined and self._follows(joined[-1], piece):
                joined[-1] = joined[-1]._replace(end=last, text_end=piece.text_end)
            else:
                joined.append(piece)
        return joined

    def _follows(self, one: _Piece, other: _Piece) -> bool:
        if self.source == "text":
            return one.text_end <= other.text_start
        apart = other.start - one.end
        return apart == other.text_start - one.text_end and not fold(
            self.text[one.end : other.start]
        )


class Page:
    """The page being written: its text so far, its spans, passages and runs."""

    def __init__(self, siglum: str) -> None:
        self.siglum = siglum
        self.text = ""
        self.passages: list[tuple[str, str, int, int]] = []
        self.runs: list[Run] = []
        self._spans: set[tuple[int, int, str, str]] = set()

    def write(self, words: str, *, name: str = "", kind: str = "") -> int:
        """Write one passage, and say where it begins."""
        self.text += BETWEEN if self.text else ""
        start = len(self.text)
        self.text += words
        if name:
            self.passages.append((name, kind, start, len(self.text)))
        if kind == "furniture":
            self.mark("furniture", name, start, len(self.text))
        return start

    def mark(self, layer: str, name: str, start: int, end: int) -> None:
        """Put a row's span on a layer."""
        self._spans.add((start, -end, layer, name))

    def shows(self, layer: str, name: str) -> bool:
        """Say whether a row's span is on a layer already."""
        return any(each[2:] == (layer, name) for each in self._spans)

    def places(self, layer: str) -> dict[str, tuple[int, int]]:
        """Say where each row stands that is on a layer; the first place of those with several."""
        found = sorted(each for each in self._spans if each[2] == layer)
        return {name: (start, -end) for start, end, _, name in reversed(found)}

    def finish(self, source: str, *, private: bool) -> Shown:
        """Close the page; of spans that begin together the longest comes first."""
        spans = [(name, layer, start, -end) for start, end, layer, name in sorted(self._spans)]
        return Shown(
            self.siglum,
            self.text,
            source,
            private,
            pd.DataFrame(spans, columns=["id", "layer", "start", "end"]),
            pd.DataFrame(self.passages, columns=["id", "kind", "start", "end"]),
            tuple(self.runs),
        )


def layers(case: Case) -> dict[tuple[str, str], str]:
    """Say on which layer each row is shown, by table and id; other rows are on none."""
    found = {
        ("figures", str(row["id"])): "dates" if row["kind"] == "date" else "figures"
        for row in gather.records(gather.rows(case, "figures"))
    }
    for row in gather.records(gather.rows(case, "claims")):
        found["claims", str(row["id"])] = "claims"
    for row in gather.records(gather.rows(case, "voices")):
        found["voices", f"{row['claim']}/{row['step']}"] = "cues"
    return found
