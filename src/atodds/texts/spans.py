"""Gather every span that a case's tables point at in one text, as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from atodds.case import Case

COLUMNS = ["id", "table", "passage", "start", "end", "exact"]


def rows(case: Case, table: str) -> pd.DataFrame:
    """Return a case's table with every field as a column, whatever its index is."""
    found = case.tables.get(table)
    if found is None:
        return pd.DataFrame()
    if found.index.name and found.index.name not in found.columns:
        return found.reset_index()
    return found.reset_index(drop=True)


def document(case: Case, siglum: str) -> pd.Series:
    """Return one document's row, or say which documents there are."""
    documents = rows(case, "documents")
    found = documents[documents["siglum"] == siglum]
    if found.empty:
        known = ", ".join(str(each) for each in documents["siglum"])
        message = f"Expected a document of the case {case.name!r}, found {siglum!r}. It has {known}."
        raise ValueError(message)
    return found.iloc[0]


def passages(case: Case, siglum: str) -> pd.DataFrame:
    """Return a text's passages in the order in which they stand."""
    table = rows(case, "passages")
    return table[table["document"] == siglum].sort_values("start").reset_index(drop=True)


def spans(case: Case, siglum: str) -> pd.DataFrame:
    """List every span of one text: passages, claims, figures, anomalies, voices, links, alignment.

    A step of a voice has no id of its own: it is called by its claim and step, ``P-c01/1``.
    A row of the alignment has two sides, ``b01/left`` and ``b01/right``.
    """
    home = passages(case, siglum)
    parts = [home.assign(table="passages", passage=home["id"], exact="")] if len(home) else []
    for name in ("claims", "figures", "anomalies", "links"):
        table = rows(case, name)
        if len(table):
            parts.append(table[table["document"] == siglum].assign(table=name))
    parts += [_voices(case, siglum), *_sides(case, siglum)]
    together = [part.reindex(columns=COLUMNS) for part in parts if len(part)]
    if not together:
        return pd.DataFrame(columns=COLUMNS)
    found = pd.concat([part.astype(object) for part in together], ignore_index=True)
    found = found[found["start"].notna() & found["end"].notna()].reset_index(drop=True)
    found["exact"] = found["exact"].fillna("").astype(str)
    found["start"] = found["start"].astype(int)
    found["end"] = found["end"].astype(int)
    found["passage"] = [_passage_at(home, start) for start in found["start"]]
    return found


def _voices(case: Case, siglum: str) -> pd.DataFrame:
    voices, claims = rows(case, "voices"), rows(case, "claims")
    if voices.empty or claims.empty:
        return pd.DataFrame()
    ours = voices[voices["claim"].isin(claims.loc[claims["document"] == siglum, "id"])]
    name = ours["claim"].astype(str) + "/" + ours["step"].astype(str)
    return ours.assign(id=name, table="voices", exact=ours["cue"])


def _sides(case: Case, siglum: str) -> list[pd.DataFrame]:
    table = rows(case, "alignment")
    found = []
    for side in ("left", "right") if len(table) else ():
        ours = table[table[side] == siglum]
        found.append(
            pd.DataFrame(
                {
                    "id": ours["id"].astype(str) + f"/{side}",
                    "table": "alignment",
                    "start": ours[f"{side}_start"],
                    "end": ours[f"{side}_end"],
                }
            )
        )
    return found


def _passage_at(home: pd.DataFrame, place: int) -> str:
    inside = home[(home["start"] <= place) & (place < home["end"])]
    return str(inside["id"].iloc[0]) if len(inside) else ""
