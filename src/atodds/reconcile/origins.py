"""Count the independent origins that can stand behind a set of texts or speakers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

Basis = Literal["all", "internal"]
SURE = frozenset({"high", "certain"})
Graph = Mapping[str, frozenset[str]]
_LINK_COLUMNS = ("from", "to", "basis", "confidence")


@dataclass(frozen=True)
class Origins:
    """The range of possible independent origins.

    Parameters
    ----------
    fewest : int
        If every link is true, the doubtful ones too.
    most : int
        If only the certain links are true.
    table : DataFrame
        One row a witness: witness, rests_on (for certain), may_rest_on, same_origin_as,
        may_share_with.
    """

    fewest: int
    most: int
    table: pd.DataFrame = field(compare=False, repr=False)


def count_origins(nodes: Iterable[str], links: pd.DataFrame, *, basis: Basis = "all") -> Origins:
    """Count the origins behind a set of witnesses, as a range.

    Two witnesses count as one origin if one rests on the other, or if both rest on a third, held
    or missing. The number of origins is the size of the largest group of witnesses of which no
    two share an origin: a text that draws on two independent witnesses adds nothing, and does not
    make those two one.

    Parameters
    ----------
    nodes : iterable of str
        The witnesses: ids of documents or actors.
    links : DataFrame
        from (the dependent), to, basis, confidence ("high" is certain, anything else is not).
    basis : {"all", "internal"}
        Whether to use evidence from outside the texts.

    Returns
    -------
    Origins
        fewest, most, and a table that says why.

    Examples
    --------
    >>> links = pd.DataFrame({"from": ["B", "C"], "to": ["WIRE", "WIRE"],
    ...     "basis": ["internal", "internal"], "confidence": ["medium", "high"]})
    >>> count_origins(["A", "B", "C"], links)
    Origins(fewest=2, most=3)

    >>> count_origins([], links)
    Traceback (most recent call last):
    ValueError: Expected at least one witness, found none. Name documents or actors.
    """
    witnesses = list(dict.fromkeys(str(node) for node in nodes))
    if not witnesses:
        raise ValueError("Expected at least one witness, found none. Name documents or actors.")
    used = _pick_links(links, basis)
    possible = {one: _ancestors(one, _graph(used)) for one in witnesses}
    certain_links = used[used["confidence"].isin(SURE)]
    certain = {one: _ancestors(one, _graph(certain_links)) for one in witnesses}
    return Origins(
        fewest=_count_independent(_sharing(possible)),
        most=_count_independent(_sharing(certain)),
        table=_explain(certain, possible),
    )


def _pick_links(links: pd.DataFrame, basis: str) -> pd.DataFrame:
    for column in _LINK_COLUMNS:
        if column not in links:
            raise KeyError(f"No column {column!r} in the links. Pass rows of case.links.")
    if basis not in ("all", "internal"):
        raise ValueError(f"Expected basis 'all' or 'internal', found {basis!r}.")
    return links if basis == "all" else links[links["basis"] == "internal"]


def _graph(links: pd.DataFrame) -> Graph:
    found: dict[str, set[str]] = defaultdict(set)
    for dependent, origin in zip(links["from"], links["to"], strict=True):
        found[str(dependent)].add(str(origin))
    return {node: frozenset(origins) for node, origins in found.items()}


def _ancestors(node: str, graph: Graph) -> frozenset[str]:
    """All that a node rests on, itself included: a witness shares itself with what copies it."""
    seen, waiting = {node}, [node]
    while waiting:
        new = graph.get(waiting.pop(), frozenset()) - seen
        seen |= new
        waiting.extend(new)
    return frozenset(seen)


def _sharing(ancestors: Graph) -> dict[str, frozenset[str]]:
    """For each witness, the others with which it shares an ancestor."""
    by_ancestor: dict[str, set[str]] = defaultdict(set)
    for witness, found in ancestors.items():
        for ancestor in found:
            by_ancestor[ancestor].add(witness)
    return {
        witness: frozenset(set().union(*(by_ancestor[a] for a in found)) - {witness})
        for witness, found in ancestors.items()
    }


def _count_independent(sharing: Graph) -> int:
    """Size of the largest group without a sharing pair."""
    if not sharing:
        return 0
    one = min(sharing, key=lambda witness: len(sharing[witness]))
    near = sharing[one]
    if all(near - {other} <= sharing[other] for other in near):
        # Its sharers all share with one another: no group can hold two of them, so take it.
        return 1 + _count_independent(_without(sharing, near | {one}))
    hub = max(sharing, key=lambda witness: len(sharing[witness]))
    left_out = _count_independent(_without(sharing, frozenset({hub})))
    return max(left_out, 1 + _count_independent(_without(sharing, sharing[hub] | {hub})))


def _without(sharing: Graph, gone: frozenset[str]) -> dict[str, frozenset[str]]:
    return {one: others - gone for one, others in sharing.items() if one not in gone}


def _explain(certain: Graph, possible: Graph) -> pd.DataFrame:
    surely, perhaps = _sharing(certain), _sharing(possible)
    lines = [
        {
            "witness": one,
            "rests_on": _join(certain[one] - {one}),
            "may_rest_on": _join(possible[one] - certain[one]),
            "same_origin_as": _join(surely[one]),
            "may_share_with": _join(perhaps[one] - surely[one]),
        }
        for one in certain
    ]
    return pd.DataFrame(lines)


def _join(names: Iterable[str]) -> str:
    return " | ".join(sorted(names))
