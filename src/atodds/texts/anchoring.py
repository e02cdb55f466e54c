"""Find a case's spans in a reader's own copy of a text, even where the copy differs a little."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from atodds.texts import spans as table_of
from atodds.texts.folding import Folded, fold, trace
from atodds.texts.recognising import LEAST_SHARE, recognise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from atodds.case import Case

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
    ValueError: Expected a document of the case 'harbour', found 'Z'. It has P, Q, R, WIRE.
    """
    row = table_of.document(case, siglum)
    spans = table_of.spans(case, siglum)
    if hashlib.sha256(copy.encode()).hexdigest() == row["sha256"]:
        places = list(zip(spans["start"], spans["end"], ["exact"] * len(spans), strict=True))
    else:
        places = _Search(case, siglum, copy).locate_all(spans)
    found = spans[["id", "table"]].assign(
        start=pd.array([place[0] for place in places], dtype="Int64"),
        end=pd.array([place[1] for place in places], dtype="Int64"),
        how=[place[2] for place in places],
        text_start=spans["start"],
        text_end=spans["end"],
    )
    return Anchored(siglum, copy, found)


def place_passages(passages: pd.DataFrame, folded: Folded) -> dict[str, Place]:
    """Find the passages whose digest some stretch of the folded copy has.

    Among several equal stretches ("Advertisement") the one nearest to its neighbours is taken.
    """
    candidates = {
        str(row.id): _stretches(folded.text, str(row.digest), int(row.end) - int(row.start))
        for row in passages.itertuples()
    }
    starts = dict(zip(passages["id"], passages["start"], strict=True))
    placed = {name: found[0] for name, found in candidates.items() if len(found) == 1}
    for name, found in candidates.items():
        if len(found) > 1:
            expected = _expected(int(starts[name]), placed, starts)
            placed[name] = min(found, key=lambda place: abs(place.start - expected))
    return placed


def _stretches(text: str, wanted: str, length: int) -> list[Place]:
    """List the stretches between spaces, about as long as the passage, that have its digest."""
    found = []
    starts = [0, *(space.end() for space in re.finditer(" ", text))]
    for start in starts:
        for end in range(start + length - _SLACK, min(start + length + _SLACK, len(text)) + 1):
            between_spaces = end == len(text) or text[end : end + 1] == " "
            if end > start and between_spaces and _digest(text[start:end]) == wanted:
                found.append(Place(start, end))
    return found


def _digest(folded: str) -> str:
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def _expected(start: int, placed: Mapping[str, Place], starts: Mapping[str, int]) -> int:
    """Guess where a place of the text stands in the copy, from the nearest passage found."""
    if not placed:
        return start
    nearest = min(placed, key=lambda name: abs(int(starts[name]) - start))
    return placed[nearest].start + start - int(starts[nearest])


class _Search:
    """One copy being searched: its folded text, and the passages found in it."""

    def __init__(self, case: Case, siglum: str, copy: str) -> None:
        self.copy = copy
        self.folded = trace(copy)
        self.passages = table_of.passages(case, siglum)
        self.starts = dict(zip(self.passages["id"], self.passages["start"], strict=True))
        self.ends = dict(zip(self.passages["id"], self.passages["end"], strict=True))
        self.placed = place_passages(self.passages, self.folded)
        self.related = bool(self.placed) or _is_copy(case, siglum, copy)
        self.shift: dict[str, int] = {}

    def locate_all(self, spans: pd.DataFrame) -> list[tuple[int | None, int | None, str]]:
        """Locate every span; passages come last, since their fragments may give them away."""
        found: dict[int, tuple[Place | None, str]] = {}
        order = spans.assign(is_passage=spans["table"] == "passages")
        order = order.sort_values(["is_passage", "start", "end"])
        inside: dict[str, list[Place]] = {}
        for row in order.itertuples():
            if row.is_passage:
                found[row.Index] = self._locate_passage(str(row.id), inside.get(str(row.id), []))
                continue
            place, how = self._locate(int(row.start), int(row.end), str(row.exact))
            found[row.Index] = place, how
            if place is not None and how == "fragment":
                inside.setdefault(str(row.passage), []).append(place)
        return [self._unfold(*found[index]) for index in spans.index]

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
        start, _ = self.folded.original(min(inside).start, min(inside).end)
        _, end = self.folded.original(max(inside).start, max(inside).end)
        stop = self.copy.find("\n", end)
        line = self.copy.rfind("\n", 0, start) + 1, len(self.copy) if stop < 0 else stop
        low, high = self._window(int(self.starts[name]), int(self.ends[name]))
        place = Place(*self.folded.folded(*line))
        return Place(max(place.start, low), min(place.end, high)), "fragment"

    def _locate(self, start: int, end: int, exact: str) -> tuple[Place | None, str]:
        first, last = self._holder(start), self._holder(end - 1)
        wanted = fold(exact)
        if first in self.placed and last in self.placed:
            low = self.placed[first].start + start - int(self.starts[first])
            high = self.placed[last].start + end - int(self.starts[last])
            place = Place(low, min(high, self.placed[last].end))
            if wanted in self.folded.text[place.start : place.end]:
                return place, "passage"
            window = self.placed[first].start, self.placed[last].end
            return self._nearest(wanted, low, window) or place, "passage"
        if not wanted or not self.related:
            return None, "lost"
        expected = start + self.shift.get(first, _expected(start, self.placed, self.starts) - start)
        place_found = self._nearest(wanted, expected, self._window(start, end))
        if place_found is None:
            return None, "lost"
        self.shift[first] = place_found.start - start
        return place_found, "fragment"

    def _holder(self, place: int) -> str:
        names = self.passages["id"]
        inside = names[(self.passages["start"] <= place) & (place < self.passages["end"])]
        return str(inside.iloc[0]) if len(inside) else ""

    def _window(self, start: int, end: int) -> tuple[int, int]:
        """Say between which found passages a span must stand."""
        before = [place.end for name, place in self.placed.items() if self.ends[name] <= start]
        after = [place.start for name, place in self.placed.items() if self.starts[name] >= end]
        return max(before, default=0), min(after, default=len(self.folded.text))

    def _nearest(self, wanted: str, expected: int, window: Iterable[int]) -> Place | None:
        low, high = window
        # A whole word only: "less 200" must not be found inside "less 2000".
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        found = [Place(*each.span()) for each in pattern.finditer(self.folded.text, low, high)]
        return min(found, key=lambda place: abs(place.start - expected), default=None)


def _is_copy(case: Case, siglum: str, copy: str) -> bool:
    table = recognise(copy, table_of.rows(case, "fingerprints"))
    return bool((table.loc[table["document"] == siglum, "share"] >= LEAST_SHARE).any())
