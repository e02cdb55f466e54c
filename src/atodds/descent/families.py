"""Group texts into families by the links of descent between them."""

from collections.abc import Collection
from typing import Any, Literal

import pandas as pd

Basis = Literal["all", "internal"]
# "cites" passes on one statement, not a text; "shares source" is no descent.
DESCENT = ("rewrites", "translates", "updates", "quotes")
_SURE = frozenset({"high", "certain"})
_RANKS = {"certain": 0, "high": 0, "medium": 1}
_COLUMNS = ["text", "ancestor", "kind", "credited", "sure", "basis", "note"]


def list_descent(
    documents: pd.DataFrame,
    links: pd.DataFrame,
    *,
    basis: Basis = "all",
    kinds: Collection[str] = DESCENT,
) -> pd.DataFrame:
    """List which text comes from which, one row a pair of texts.

    Parameters
    ----------
    documents : DataFrame
        One row a text, held or missing; index its siglum.
    links : DataFrame
        One row a link; needs columns from, to, kind, credited, basis, confidence, note.
    basis : {"all", "internal"}
        Whether to use evidence from outside the texts.
    kinds : collection of str
        The kinds of link that count as descent.

    Returns
    -------
    DataFrame
        text, ancestor, kind, credited, sure (the confidence of a link is high), basis, note.
        Of several links between two texts the surest counts.

    Examples
    --------
    >>> from atodds.case import load
    >>> harbour = load("harbour")
    >>> list_descent(harbour.documents, harbour.links)[["text", "ancestor", "sure"]].values.tolist()
    [['R', 'WIRE', True], ['Q', 'WIRE', False]]
    >>> list_descent(harbour.documents, harbour.links, basis="outside")
    Traceback (most recent call last):
    ...
    ValueError: Expected basis 'all' or 'internal', found 'outside'.
    """
    if basis not in ("all", "internal"):
        raise ValueError(f"Expected basis 'all' or 'internal', found {basis!r}.")
    known = {str(name) for name in documents.index}
    lines: list[dict[str, Any]] = [
        {
            "text": str(row["from"]),
            "ancestor": str(row["to"]),
            "kind": str(row["kind"]),
            "credited": bool(row["credited"]),
            "sure": row["confidence"] in _SURE,
            "basis": str(row["basis"]),
            "note": row["note"] if isinstance(row["note"], str) else "",
            "rank": _RANKS.get(str(row["confidence"]), 2),
        }
        for row in links.to_dict("records")
        if row["kind"] in kinds
        and {str(row["from"]), str(row["to"])} <= known
        and (basis == "all" or row["basis"] == "internal")
    ]
    # A sort that keeps the order of equals: the surest link first, then the first of the table.
    lines.sort(key=lambda line: line["rank"])
    found = pd.DataFrame(lines, columns=_COLUMNS).drop_duplicates(["text", "ancestor"])
    return found.reset_index(drop=True)


def families(
    documents: pd.DataFrame, links: pd.DataFrame, *, basis: Basis = "all", certain: bool = False
) -> pd.DataFrame:
    """Group the texts that descend from one another or from a common ancestor, held or missing.

    Parameters
    ----------
    documents : DataFrame
        One row a text, held or missing; index its siglum; needs column held.
    links : DataFrame
        One row a link; needs columns from, to, kind, credited, basis, confidence, note.
    basis : {"all", "internal"}
        Whether to use evidence from outside the texts.
    certain : bool
        Use only links of high confidence.

    Returns
    -------
    DataFrame
        One row a family of held texts, index its number from 1: texts and missing (sigla, with
        bars between), n_texts, sure (its links of high confidence alone hold it together).

    Examples
    --------
    >>> from atodds.case import load
    >>> harbour = load("harbour")
    >>> families(harbour.documents, harbour.links)[["texts", "missing"]].values.tolist()
    [['P', ''], ['Q | R', 'WIRE']]
    >>> families(harbour.documents, harbour.links, certain=True)["texts"].tolist()
    ['P', 'Q', 'R']
    >>> families(harbour.documents, harbour.links, basis="outside")
    Traceback (most recent call last):
    ...
    ValueError: Expected basis 'all' or 'internal', found 'outside'.
    """
    descent = list_descent(documents, links, basis=basis)
    sure = descent[descent["sure"]]
    names = [str(name) for name in documents.index]
    held = {name for name, is_held in zip(names, documents["held"], strict=True) if is_held}
    tight = _join(names, sure)
    groups = tight if certain else _join(names, descent)
    lines = [
        {
            "texts": " | ".join(sorted(group & held)),
            "missing": " | ".join(sorted(group - held)),
            "n_texts": len(group & held),
            "sure": any(group & held <= other for other in tight),
        }
        for group in groups
        if group & held
    ]
    return pd.DataFrame(lines, index=pd.RangeIndex(1, len(lines) + 1, name="family"))


def _join(names: list[str], descent: pd.DataFrame) -> list[set[str]]:
    """Put every two linked texts into one group, in the order of the documents."""
    groups: list[set[str]] = [{name} for name in names]
    for text, ancestor in zip(descent["text"], descent["ancestor"], strict=True):
        one = next(group for group in groups if text in group)
        other = next(group for group in groups if ancestor in group)
        if one is not other:
            groups.remove(other)
            one |= other
    return groups
