"""Find a case's spans in a reader's own copy of a text, even where the copy differs a little."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from atodds.case import expect_case
from atodds.texts import spans as gather
from atodds.texts.folding import Folded, fold, trace
from atodds.texts.recognising import LEAST_SHARE, recognise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atodds.case import Case
    from atodds.texts.spans import Passage, Span

_SLACK = 2


class Place(NamedTuple):
    """Where something stands in the folded copy."""

    start: int
    end: int


@dataclass(frozen=True)
class Anchored:
    """A reader's copy of one text with the case's spans in it.

    Attributes
    ----------
    siglum : str
        Which text it is a copy of.
    text : str
        The copy.
    spans : pandas.DataFrame
        id, table, start, end (in the copy; missing where lost), how, and text_start and
        text_end (in the text that the case describes). `how` is "exact" (the copy is
        identical), "passage" (the passage was recognised), "fragment" (the quoted words
        were found near the expected place) or "lost".
    """

    siglum: str
    text: str
    spans: pd.DataFrame

    @property
    def lost(self) -> pd.DataFrame:
        """The spans that could not be found in the copy."""
        return self.spans[self.spans["how"] == "lost"]


def anchor(case: Case, siglum: str, copy: str) -> Anchored:
    """Find every span that the case has for a text in a reader's own copy of it.

    Other quotation marks or white space, missing paragraphs and a web site's menus around the
    text do no harm: passages are recognised by their digest, and what stands in an unknown
    passage by its quoted words, nearest to where they should be.

    Parameters
    ----------
    case : Case
        The case.
    siglum : str
        The text that `copy` is a copy of.
    copy : str
        The reader's copy.

    Returns
    -------
    Anchored
        The copy with the table of spans.

    Examples
    --------
    >>> from atodds.case import load
    >>> harbour = load("harbour")
    >>> found = anchor(harbour, "P", harbour.text("P"))
    >>> set(found.spans["how"])
    {'exact'}
    >>> anchor(harbour, "Z", "Some text")
    Traceback (most recent call last):
    ...
    LookupError: No row 'Z' in documents. It has P, Q, R, WIRE.
    """
    row = expect_case(case).row("documents", siglum)
    spans = gather.spans(case, siglum)
    if hashlib.sha256(copy.encode()).hexdigest() == row["sha256"]:
        places: list[tuple[int | None, int | None, str]] = [
            (span.start, span.end, "exact") for span in spans
        ]
    else:
        places = _Search(case, siglum, copy).locate_all(spans)
    found = pd.DataFrame(
        {
            "id": [span.id for span in spans],
            "table": [span.table for span in spans],
            "start": pd.array([place[0] for place in places], dtype="Int64"),
            "end": pd.array([place[1] for place in places], dtype="Int64"),
            "how": [place[2] for place in places],
            "text_start": [span.start for span in spans],
            "text_end": [span.end for span in spans],
        }
    )
    return Anchored(siglum, copy, found)


def place_passages(passages: list[Passage], folded: Folded) -> dict[str, Place]:
    """Find the passages whose digest some stretch of the folded copy has.

    Among several equal stretches ("Advertisement") the one nearest to its neighbours is taken.
    """
    candidates = {each.id: _stretches(folded.text, each) for each in passages}
    starts = {each.id: each.start for each in passages}
    placed = {name: found[0] for name, found in candidates.items() if len(found) == 1}
    for name, found in candidates.items():
        if len(found) > 1:
            expected = _expected(starts[name], placed, starts)
            placed[name] = min(found, key=lambda place: abs(place.start - expected))
    return placed


def _stretches(text: str, passage: Passage) -> list[Place]:
    """List the stretches between spaces, about as long as the passage, that have its digest."""
    length = passage.end - passage.start
    found = []
    for start in [0, *(space.end() for space in re.finditer(" ", text))]:
        shortest, longest = start + length - _SLACK, min(start + length + _SLACK, len(text))
        for end in range(max(shortest, start + 1), longest + 1):
            between_spaces = end == len(text) or text[end] == " "
            if between_spaces and _digest(text[start:end]) == passage.digest:
                found.append(Place(start, end))
    return found


def _digest(folded: str) -> str:
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def _expected(start: int, placed: Mapping[str, Place], starts: Mapping[str, int]) -> int:
    """Guess where a place of the text stands in the copy, from the nearest passage found."""
    if not placed:
        return start
    nearest = min(placed, key=lambda name: abs(starts[name] - start))
    return placed[nearest].start + start - starts[nearest]


class _Search:
    """One copy being searched: its folded text, and the passages found in it."""

    def __init__(self, case: Case, siglum: str, copy: str) -> None:
        self.copy = copy
        self.folded = trace(copy)
        self.passages = gather.passages(case, siglum)
        self.starts = {each.id: each.start for each in self.passages}
        self.ends = {each.id: each.end for each in self.passages}
        self.placed = place_passages(self.passages, self.folded)
        self.related = bool(self.placed) or _is_copy(case, siglum, copy)
        self.shifts: dict[str, int] = {}

    def locate_all(self, spans: list[Span]) -> list[tuple[int | None, int | None, str]]:
        """Locate every span; passages come last, since their fragments may give them away."""
        found: dict[Span, tuple[Place | None, str]] = {}
        inside: dict[str, list[Place]] = {}
        for span in sorted(spans, key=lambda each: (each.table == "passages", each.start)):
            if span.table == "passages":
                found[span] = self._locate_passage(span.id, inside.get(span.id, []))
                continue
            place, how = self._locate(span)
            found[span] = place, how
            if place is not None and how == "fragment":
                inside.setdefault(span.passage, []).append(place)
        return [self._unfold(*found[span]) for span in spans]

    def _unfold(self, place: Place | None, how: str) -> tuple[int | None, int | None, str]:
        if place is None:
            return None, None, how
        return *self.folded.original(place.start, place.end), how

    def _locate_passage(self, name: str, inside: list[Place]) -> tuple[Place | None, str]:
        if name in self.placed:
            return self.placed[name], "passage"
        if not inside:
            return None, "lost"
        # An altered passage: the lines of the copy that hold the words quoted from it.
        start, _ = self.folded.original(*min(inside))
        _, end = self.folded.original(*max(inside))
        stop = self.copy.find("\n", end)
        line = self.copy.rfind("\n", 0, start) + 1, len(self.copy) if stop < 0 else stop
        low, high = self._window(self.starts[name], self.ends[name])
        place = Place(*self.folded.folded(*line))
        return Place(max(place.start, low), min(place.end, high)), "fragment"

    def _locate(self, span: Span) -> tuple[Place | None, str]:
        first, last = span.passage, gather.holder(self.passages, span.end - 1)
        wanted = fold(span.exact)
        if first in self.placed and last in self.placed:
            low = self.placed[first].start + span.start - self.starts[first]
            high = self.placed[last].start + span.end - self.starts[last]
            place = Place(low, min(high, self.placed[last].end))
            if wanted in self.folded.text[place.start : place.end]:
                return place, "passage"
            window = self.placed[first].start, self.placed[last].end
            return self._nearest(wanted, low, window) or place, "passage"
        if not wanted or not self.related:
            return None, "lost"
        usual = _expected(span.start, self.placed, self.starts)
        expected = span.start + self.shifts.get(first, usual - span.start)
        found = self._nearest(wanted, expected, self._window(span.start, span.end))
        if found is None:
            return None, "lost"
        self.shifts[first] = found.start - span.start
        return found, "fragment"

    def _window(self, start: int, end: int) -> tuple[int, int]:
        """Say between which found passages a span must stand."""
        before = [place.end for name, place in self.placed.items() if self.ends[name] <= start]
        after = [place.start for name, place in self.placed.items() if self.starts[name] >= end]
        return max(before, default=0), min(after, default=len(self.folded.text))

    def _nearest(self, wanted: str, expected: int, window: tuple[int, int]) -> Place | None:
        # A whole word only: "less 200" must not be found inside "less 2000".
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        found = [Place(*each.span()) for each in pattern.finditer(self.folded.text, *window)]
        return min(found, key=lambda place: abs(place.start - expected), default=None)


def _is_copy(case: Case, siglum: str, copy: str) -> bool:
    table = recognise(copy, gather.rows(case, "fingerprints"))
    return bool((table.loc[table["document"] == siglum, "share"] >= LEAST_SHARE).any())
