"""Find, in what is shown of a text, the words that stand for a stretch of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from atodds.descent import split_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.case import Case
    from atodds.texts import Shown

Place = tuple[int, int]
# A sentence belongs to a stretch that covers this much of it.
_ENOUGH = 0.4


def cut_stretch(case: Case, seen: Shown, start: int, end: int) -> dict[str, Any]:
    """Return the sentences that hold a stretch of a text, and the words to underline in them.

    Of the text itself the stretch is underlined; of our paraphrase, the text's own words.

    Examples
    --------
    >>> from atodds.case import load
    >>> from atodds.texts import shown
    >>> harbour = load("harbour")
    >>> cut_stretch(harbour, shown(harbour, "Q"), 194, 213)
    {'text': 'The flames covered 9,000 square metres (29,500 square feet), more than a...', \
'own': ({'start': 19, 'end': 38},)}
    >>> cut_stretch(harbour, shown(harbour, "Q"), 9000, 9001)
    {'text': '', 'own': ()}
    """
    text, own = "", []
    for name, first, last in _passages(case, seen):
        wanted = max(first, start), min(last, end)
        if wanted[0] >= wanted[1]:
            continue
        page = _page(seen, name)
        place = _carry(seen, (first, last), page, wanted)
        for piece in _sentences(seen, page, place):
            text += " " if text else ""
            own += _underlined(seen, piece, place, len(text) - piece[0])
            text += seen.text[slice(*piece)]
    return {"text": text, "own": tuple(own)}


def _passages(case: Case, seen: Shown) -> list[tuple[str, int, int]]:
    """List the passages shown, with their places in the text itself."""
    names = [str(name) for name in seen.passages["id"]]
    table = case.passages.loc[names, ["start", "end"]]
    return [(name, int(start), int(end)) for name, start, end in table.itertuples(name=None)]


def _page(seen: Shown, name: str) -> Place:
    row = seen.passages[seen.passages["id"] == name].iloc[0]
    return int(row["start"]), int(row["end"])


def _carry(seen: Shown, home: Place, page: Place, wanted: Place) -> Place:
    anchors = _anchors(seen, home, page)
    return round(_move(wanted[0], anchors)), round(_move(wanted[1], anchors))


def _sentences(seen: Shown, page: Place, place: Place) -> list[Place]:
    enough = 0.0 if seen.source == "text" else _ENOUGH
    middle = (place[0] + place[1]) / 2
    found = []
    for start, end in split_sentences(seen.text[slice(*page)]):
        one, other = page[0] + start, page[0] + end
        shared = min(other, place[1]) - max(one, place[0])
        if one <= middle < other or shared > enough * (other - one):
            found.append((one, other))
    return found


def _anchors(seen: Shown, home: Place, page: Place) -> list[Place]:
    """Pair places of the text with places of the page, both rising."""
    runs = [run for run in seen.runs if page[0] <= run.start and run.end <= page[1]]
    found = [(home[0], page[0])]
    for run in sorted(runs, key=lambda run: run.text_start):
        both = [
            (run.text_start, run.start),
            (run.text_start + run.end - run.start, run.end),
        ]
        # Our paraphrase may turn two fragments round; the second then is no landmark.
        found += [each for each in both if each[0] >= found[-1][0] and each[1] >= found[-1][1]]
    return [*(each for each in found if each[1] <= page[1]), (home[1], page[1])]


def _move(place: int, anchors: Sequence[Place]) -> float:
    """Carry a place of the text over to the page, in proportion between two anchors."""
    for one, other in pairwise(anchors):
        if one[0] <= place <= other[0] and one[0] < other[0]:
            share = (place - one[0]) / (other[0] - one[0])
            return one[1] + share * (other[1] - one[1])
    return float(anchors[-1][1])


def _underlined(seen: Shown, piece: Place, place: Place, shift: int) -> list[dict[str, int]]:
    quoted = seen.spans[seen.spans["layer"] == "quoted"]
    spans = (
        [place] if seen.source == "text" else list(zip(quoted["start"], quoted["end"], strict=True))
    )
    clipped = [(max(start, piece[0]), min(end, piece[1])) for start, end in spans]
    return [
        {"start": int(first + shift), "end": int(last + shift)}
        for first, last in clipped
        if first < last
    ]
