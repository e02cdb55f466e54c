"""What the Collator says, and its static twin: both texts and the marks without a widget."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from atodds.case.faults import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from atodds.texts import Shown
    from atodds.widgets.collator import Collator

Marks = tuple[dict[str, str], ...]


def clean(marks: Iterable[object], pairs: Sequence[str], keys: Sequence[str]) -> Marks:
    """Keep the last known mark of each known pair, in the order of the pairs.

    Examples
    --------
    >>> given = [{"pair": "b02", "mark": "lost"}, {"pair": "b01", "mark": "lost"}, "junk"]
    >>> clean(given, ["b01", "b02"], ["lost"])
    ({'pair': 'b01', 'mark': 'lost'}, {'pair': 'b02', 'mark': 'lost'})
    >>> clean([{"pair": "b09", "mark": "lost"}], ["b01"], ["lost"])
    ()
    """
    found = {
        str(each["pair"]): str(each["mark"])
        for each in marks
        if isinstance(each, dict) and each.get("pair") in pairs and each.get("mark") in keys
    }
    return tuple({"pair": pair, "mark": found[pair]} for pair in pairs if pair in found)


def expect_pair(pair: object, pairs: Sequence[str]) -> None:
    """Refuse what is no pair of those shown.

    Examples
    --------
    >>> expect_pair("b01", ["b01", "b02"])
    >>> expect_pair("b03", ["b01", "b02"])
    Traceback (most recent call last):
    ...
    LookupError: Expected one of the pairs b01, b02, found 'b03'...
    """
    if pair in pairs:
        return
    known = ", ".join(pairs[:5]) + (" and more" if len(pairs) > 5 else "")
    message = f"Expected one of the pairs {known}, found {pair!r}."
    raise LookupError(f"{message}{did_you_mean(str(pair), pairs)}")


def describe_change(old: Marks, new: Marks, labels: Mapping[str, str]) -> str:
    """Say what was marked, or unmarked.

    Examples
    --------
    >>> one = ({"pair": "b01", "mark": "lost"},)
    >>> describe_change((), one, {"lost": "speaker lost"})
    'Marked b01: speaker lost.'
    >>> describe_change(one, (), {"lost": "speaker lost"})
    'Removed the mark from b01.'
    """
    added = [each for each in new if each not in old]
    removed = [each for each in old if each["pair"] not in {mark["pair"] for mark in new}]
    if len(added) + len(removed) > 1:
        return f"{len(new)} pairs marked."
    for each in added:
        return f"Marked {each['pair']}: {labels[each['mark']]}."
    for each in removed:
        return f"Removed the mark from {each['pair']}."
    return ""


def note(seen: tuple[Shown, Shown]) -> str:
    """Say whether the texts themselves are shown."""
    kinds = [page.source for page in seen]
    if kinds == ["text", "text"]:
        whose = "Your own copies" if any(page.private for page in seen) else "The words"
        return f"{whose} of both texts; what is laid side by side is underlined."
    if kinds == ["paraphrase", "paraphrase"]:
        return "Both texts in our paraphrase; their own words are underlined."
    ours = seen[kinds.index("paraphrase")].siglum
    return f"Text {ours} in our paraphrase, its own words underlined; the other as it stands."


def as_text(collator: Collator) -> str:
    """Write the order of facts and the marks down as plain text."""
    labels = {each["key"]: each["label"] for each in collator.kinds}
    told = [f"{collator.title}. {collator.note} {collator.order_text}"]
    if not collator.marks:
        return f"{told[0]} Nothing is marked yet." if collator.kinds else told[0]
    return "\n".join([*told, *(f"  {m['pair']}: {labels[m['mark']]}" for m in collator.marks)])


def as_html(collator: Collator, *, words: bool) -> str:
    """Write both texts and the marks down as HTML that needs no script and no style sheet."""
    head = f"<p><strong>{escape(collator.title)}.</strong> {escape(collator.note)}</p>"
    order = f"<p>{escape(collator.order_text)}</p>"
    if not words:
        order += "<p>Run this cell to see your copies: they are not stored in the notebook.</p>"
    return f'<div class="atodds-twin">{head}{order}{_table(collator, words=words)}</div>'


def _table(collator: Collator, *, words: bool) -> str:
    labels = {each["key"]: each["label"] for each in collator.kinds}
    given = {each["pair"]: labels[each["mark"]] for each in collator.marks}
    heads = ["Pair", *collator.heads, "Mark"] if words else ["Pair", "Mark"]
    rows = "".join(
        _row(line, given.get(_name(line), ""), words=words) for line in _merge(collator.lines)
    )
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    caption = "<caption>The pairs, and what is marked</caption>"
    return f"<table>{caption}<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"


def _merge(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Put both sides of a pair into one row, where its left side stands."""
    right = {card["id"]: card for line in lines if (card := line["right"])}
    left = {line["left"]["id"] for line in lines if line["left"]}
    merged = []
    for line in lines:
        if line["left"]:
            merged.append({"left": line["left"], "right": right.get(line["left"]["id"])})
        elif line["right"]["id"] not in left:
            merged.append(dict(line))
    return merged


def _name(line: Mapping[str, Any]) -> str:
    card: Mapping[str, Any] = line["left"] or line["right"]
    return str(card["id"])


def _row(line: Mapping[str, Any], mark: str, *, words: bool) -> str:
    sides = [_words(line[side]) for side in ("left", "right")] if words else []
    cells = "".join(f"<td>{cell}</td>" for cell in [*sides, escape(mark)])
    return f'<tr><th scope="row">{escape(_name(line))}</th>{cells}</tr>'


def _words(card: Mapping[str, Any] | None) -> str:
    if card is None:
        return "(not there)"
    text, cursor, pieces = card["text"], 0, []
    for own in card["own"]:
        pieces += [escape(text[cursor : own["start"]])]
        pieces += [f"<u>{escape(text[own['start'] : own['end']])}</u>"]
        cursor = own["end"]
    return "".join(pieces) + escape(text[cursor:])
