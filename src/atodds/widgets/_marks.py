"""A learner's tags: checked, described, saved, and turned into a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from atodds.texts import Shown

Marks = tuple[dict[str, Any], ...]
_LONGEST_QUOTE = 60


def clean(marks: Iterable[object], length: int, tags: Sequence[str]) -> Marks:
    """Keep the tags that lie inside the text and are known; sort them; drop doubles.

    Examples
    --------
    >>> mark = {"start": 2, "end": 5, "tag": "bound"}
    >>> clean([mark, mark, {"start": 2, "end": 99, "tag": "bound"}, "junk"], 10, ["bound"])
    ({'start': 2, 'end': 5, 'tag': 'bound'},)
    """
    kept = {
        (mark["start"], mark["end"], tags.index(mark["tag"]))
        for mark in marks
        if _is_mark(mark) and 0 <= mark["start"] < mark["end"] <= length and mark["tag"] in tags
    }
    return tuple({"start": start, "end": end, "tag": tags[tag]} for start, end, tag in sorted(kept))


def _is_mark(mark: object) -> TypeGuard[dict[str, Any]]:
    if not isinstance(mark, dict):
        return False
    places = [mark.get("start"), mark.get("end")]
    whole = all(isinstance(place, int) and not isinstance(place, bool) for place in places)
    return whole and isinstance(mark.get("tag"), str)


def with_words(marks: Marks, text: str) -> list[dict[str, Any]]:
    """Add the tagged words, by which a saved tag is known again.

    Examples
    --------
    >>> with_words(({"start": 0, "end": 4, "tag": "bound"},), "over 420")
    [{'start': 0, 'end': 4, 'tag': 'bound', 'exact': 'over'}]
    """
    return [{**mark, "exact": text[mark["start"] : mark["end"]]} for mark in marks]


def still_fitting(saved: object, text: str) -> tuple[Marks, int]:
    """Split saved tags into those whose words still stand there and a count of the others.

    Examples
    --------
    >>> saved = [{"start": 0, "end": 4, "tag": "bound", "exact": "over"}]
    >>> still_fitting(saved, "over 420")
    (({'start': 0, 'end': 4, 'tag': 'bound'},), 0)
    >>> still_fitting(saved, "less 200")
    ((), 1)
    >>> still_fitting("junk", "over 420")
    ((), 0)
    """
    if not isinstance(saved, list):
        return (), 0
    marks = [mark for mark in saved if _is_mark(mark)]
    kept = [mark for mark in marks if text[mark["start"] : mark["end"]] == mark.get("exact")]
    fields = ("start", "end", "tag")
    return tuple({name: mark[name] for name in fields} for mark in kept), len(marks) - len(kept)


def describe_restored(found: int, dropped: int) -> str:
    """Say what came back, and what could not.

    Examples
    --------
    >>> describe_restored(2, 0)
    'Your 2 saved tags are back.'
    >>> describe_restored(1, 1)
    'Your saved tag is back. 1 was left out: the words it stood on have changed.'
    """
    said = []
    if found:
        said.append(
            "Your saved tag is back." if found == 1 else f"Your {found} saved tags are back."
        )
    if dropped:
        it = "it" if dropped == 1 else "they"
        was = "1 was" if dropped == 1 else f"{dropped} were"
        if not found:
            was = "1 saved tag was" if dropped == 1 else f"{dropped} saved tags were"
        said.append(f"{was} left out: the words {it} stood on have changed.")
    return " ".join(said)


def describe_change(old: Marks, new: Marks, text: str, labels: Mapping[str, str]) -> str:
    """Say what was tagged or untagged.

    Examples
    --------
    >>> mark = {"start": 0, "end": 8, "tag": "bound"}
    >>> describe_change((), (mark,), "over 420 km", {"bound": "a bound"})
    'Tagged "over 420" as a bound.'
    >>> describe_change((mark,), (), "over 420 km", {"bound": "a bound"})
    'Removed the tag "a bound" from "over 420".'
    """
    added = [mark for mark in new if mark not in old]
    removed = [mark for mark in old if mark not in new]
    if len(added) + len(removed) > 1:
        return f"{len(new)} tags now." if len(new) != 1 else "1 tag now."
    for mark in added:
        return f'Tagged "{_quote(mark, text)}" as {labels[mark["tag"]]}.'
    for mark in removed:
        return f'Removed the tag "{labels[mark["tag"]]}" from "{_quote(mark, text)}".'
    return ""


def _quote(mark: Mapping[str, Any], text: str) -> str:
    words = " ".join(text[mark["start"] : mark["end"]].split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "\u2026"


def tabulate(marks: Marks, seen: Shown) -> pd.DataFrame:
    """Turn tags into a table, one row each, with their place in the text itself if it has one."""
    rows = []
    for mark in marks:
        start, end = mark["start"], mark["end"]
        places = seen.original(start, end) or (None, None)
        passage = _passage_at(seen, start)
        exact = seen.text[start:end]
        rows.append((seen.siglum, passage, start, end, exact, mark["tag"], seen.source, *places))
    columns = ["document", "passage", "start", "end", "exact", "tag", "source"]
    table = pd.DataFrame(rows, columns=[*columns, "text_start", "text_end"])
    whole = dict.fromkeys(["start", "end"], "int64")
    return table.astype({**whole, "text_start": "Int64", "text_end": "Int64"})


def _passage_at(seen: Shown, place: int) -> str:
    inside = seen.passages[(seen.passages["start"] <= place) & (place < seen.passages["end"])]
    return str(inside["id"].iloc[0]) if len(inside) else ""
