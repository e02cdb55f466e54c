"""The Reader's static twin: the same words and tags where no widget can live."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from atodds.texts import Shown
    from atodds.widgets.reader import Reader

_COLUMNS = {"passage": "Passage", "exact": "Words", "tag": "Tag", "start": "From", "end": "To"}


def blocks(seen: Shown) -> tuple[dict[str, Any], ...]:
    """List the paragraphs shown, each with its passage's id and kind (empty between passages)."""
    found: list[dict[str, Any]] = []
    cursor = 0
    passages = seen.passages.sort_values("start")
    for name, kind, start, end in passages.itertuples(index=False, name=None):
        found += _between(seen.text, cursor, start)
        cursor = end
        found.append({"id": name, "kind": kind, "start": start, "end": end})
    return tuple(found)


def _between(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """List the lines of a reader's copy that belong to no passage."""
    lines = re.finditer(r"\S[^\n]*", text[start:end])
    return [
        {"id": "", "kind": "", "start": start + line.start(), "end": start + line.end()}
        for line in lines
    ]


def as_text(title: str, note: str, result: pd.DataFrame) -> str:
    """Write the tags down as plain text."""
    if result.empty:
        return f"{title}. {note} Nothing is tagged yet."
    lines = [f"{title}. {note} {len(result)} tagged:"]
    lines += [f'  {row.start}-{row.end}  {row.tag}: "{row.exact}"' for row in result.itertuples()]
    return "\n".join(lines)


def as_html(reader: Reader, text: str) -> str:
    """Write text and tags down as HTML that needs no script, no style sheet and no id."""
    labels = {tag["key"]: tag["label"] for tag in reader.tags}
    parts = [f"<p><strong>{escape(reader.title)}.</strong> {escape(reader.note)}</p>"]
    shown = reader.blocks if text else ()
    parts += [f"<p>{_paragraph(reader, block, text, labels)}</p>" for block in shown]
    if not text:
        parts.append("<p>Run this cell to see your copy: it is not stored in the notebook.</p>")
    return f'<div class="atodds-twin">{"".join(parts)}{_table(reader.result, labels)}</div>'


def _paragraph(reader: Reader, block: dict[str, Any], text: str, labels: dict[str, str]) -> str:
    """Set a paragraph with its tags; where tags overlap, the later one stands in the table only."""
    pieces, cursor = [], block["start"]
    for mark in reader.marks:
        if mark["start"] < cursor or mark["end"] > block["end"]:
            continue
        words = _underlined(text, (mark["start"], mark["end"]), reader.own)
        pieces.append(_underlined(text, (cursor, mark["start"]), reader.own))
        pieces.append(f"<mark>{words}</mark> [{escape(labels[mark['tag']])}]")
        cursor = mark["end"]
    return "".join(pieces) + _underlined(text, (cursor, block["end"]), reader.own)


def _underlined(text: str, span: tuple[int, int], own: tuple[dict[str, int], ...]) -> str:
    """Write a stretch as HTML, with the text's own words in it underlined."""
    cursor, end = span
    pieces = []
    for words in own:
        first, last = max(words["start"], cursor), min(words["end"], end)
        if first < last:
            pieces += [escape(text[cursor:first]), f"<u>{escape(text[first:last])}</u>"]
            cursor = last
    return "".join(pieces) + escape(text[cursor:end])


def _table(result: pd.DataFrame, labels: dict[str, str]) -> str:
    if result.empty:
        return "<p>Nothing is tagged yet.</p>"
    head = "".join(f'<th scope="col">{label}</th>' for label in _COLUMNS.values())
    rows = []
    for row in result.assign(tag=result["tag"].map(labels))[list(_COLUMNS)].itertuples(index=False):
        cells = "".join(f"<td>{escape(str(cell))}</td>" for cell in row)
        rows.append(f"<tr>{cells}</tr>")
    caption = "<caption>What is tagged</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
