"""Gather every span that a case's tables point at in one text, as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from atodds.case import Case


class Passage(NamedTuple):
    """One passage of a text."""

    id: str
    kind: str
    start: int
    end: int
    paraphrase: str
    digest: str


class Span(NamedTuple):
    """One span of a text: whose row it is, where it stands, and the words quoted from it."""

    id: str
    table: str
    passage: str
    start: int
    end: int
    exact: str


def rows(case: Case, table: str) -> pd.DataFrame:
    """Return a case's table with every field as a column, whatever its index is."""
    found = case.tables.get(table)
    if found is None:
        return pd.DataFrame()
    named = found.index.name is not None and found.index.name not in found.columns
    return found.reset_index(drop=not named)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as dictionaries."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def passages(case: Case, siglum: str) -> list[Passage]:
    """List a text's passages in the order in which they stand."""
    table = rows(case, "passages")
    found = [
        Passage(
            str(row["id"]),
            _words(row["kind"]),
            int(row["start"]),
            int(row["end"]),
            _words(row["paraphrase"]),
            _words(row["digest"]),
        )
        for row in records(table[table["document"] == siglum])
    ]
    return sorted(found, key=lambda passage: passage.start)


def spans(case: Case, siglum: str) -> list[Span]:
    """List every span of one text: passages, claims, figures, anomalies, voices, links, alignment.

    A step of a voice has no id of its own: it is called by its claim and step, ``P-c01/1``.
    A row of the alignment has two sides, ``b01/left`` and ``b01/right``.
    """
    home = passages(case, siglum)
    found = [Span(each.id, "passages", each.id, each.start, each.end, "") for each in home]
    for name in ("claims", "figures", "anomalies", "links"):
        table = rows(case, name)
        ours = table[table["document"] == siglum] if len(table) else table
        found += [_span(home, name, str(row["id"]), row) for row in _placed(records(ours))]
    return [*found, *_voices(case, home, siglum), *_sides(case, home, siglum)]


def _voices(case: Case, home: list[Passage], siglum: str) -> list[Span]:
    claims = rows(case, "claims")
    ours = set(claims.loc[claims["document"] == siglum, "id"]) if len(claims) else set()
    return [
        _span(home, "voices", f"{row['claim']}/{row['step']}", {**row, "exact": row["cue"]})
        for row in _placed(records(rows(case, "voices")))
        if row["claim"] in ours
    ]


def _sides(case: Case, home: list[Passage], siglum: str) -> list[Span]:
    places = [
        (f"{row['id']}/{side}", {"start": row[f"{side}_start"], "end": row[f"{side}_end"]})
        for row in records(rows(case, "alignment"))
        for side in ("left", "right")
        if row[side] == siglum
    ]
    return [_span(home, "alignment", name, row) for name, row in places if _placed([row])]


def _placed(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the rows that point at a place: a computed figure, an empty side point at none."""
    return [row for row in found if pd.notna(row["start"]) and pd.notna(row["end"])]


def _span(home: list[Passage], table: str, name: str, row: dict[str, Any]) -> Span:
    start, end = int(row["start"]), int(row["end"])
    return Span(name, table, holder(home, start), start, end, _words(row.get("exact")))


def holder(home: list[Passage], place: int) -> str:
    """Say which passage holds a place of the text; nothing if none does."""
    return next((each.id for each in home if each.start <= place < each.end), "")


def _words(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
