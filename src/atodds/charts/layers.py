"""Give each text of a descent its layer and its lane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

Node = dict[str, Any]


def with_ancestors(wanted: Sequence[str], descent: pd.DataFrame) -> list[str]:
    """List the texts asked for and all that they come from, families together.

    Examples
    --------
    >>> import pandas as pd
    >>> with_ancestors(["P"], pd.DataFrame({"text": ["P", "Q"], "ancestor": ["X", "X"]}))
    ['P', 'X']
    """
    seen: list[str] = []

    def visit(name: str) -> None:
        if name not in seen:
            seen.append(name)
            for ancestor in descent.loc[descent["text"] == name, "ancestor"]:
                visit(str(ancestor))

    for name in wanted:
        visit(name)
    return seen


def without_shortcuts(descent: pd.DataFrame) -> pd.DataFrame:
    """Leave out a link that a chain of other links says as well.

    Examples
    --------
    >>> import pandas as pd
    >>> links = {"text": ["P", "Y", "P"], "ancestor": ["Y", "X", "X"]}
    >>> without_shortcuts(pd.DataFrame(links))["ancestor"].tolist()
    ['Y', 'X']
    """
    parents = _neighbours(descent, "text", "ancestor")

    def reaches(name: str, goal: str, seen: frozenset[str]) -> bool:
        older = [each for each in parents.get(name, ()) if each not in seen]
        return goal in older or any(reaches(each, goal, seen | {each}) for each in older)

    implied = [
        any(
            reaches(other, ancestor, frozenset({text, other}))
            for other in parents[text]
            if other != ancestor
        )
        for text, ancestor in zip(descent["text"], descent["ancestor"], strict=True)
    ]
    return descent[[not each for each in implied]] if len(descent) else descent


def place_texts(shown: Sequence[str], descent: pd.DataFrame) -> dict[str, Node]:
    """Give each text a layer (x) and a lane (y); a text stands midway between its descendants.

    Examples
    --------
    >>> import pandas as pd
    >>> place_texts(["P", "X"], pd.DataFrame({"text": ["P"], "ancestor": ["X"]}))["P"]
    {'id': 'P', 'x': 1, 'y': 0.0}
    """
    parents = _neighbours(descent, "text", "ancestor")
    children = _neighbours(descent, "ancestor", "text")
    layers: dict[str, int] = {}
    lanes: dict[str, float] = {}
    free = iter(range(len(shown)))

    def layer(name: str, above: tuple[str, ...] = ()) -> int:
        # A loop in the links must not hang: a text is no ancestor of its own.
        older = [each for each in parents.get(name, ()) if each not in above]
        if name not in layers:
            layers[name] = max((layer(each, (*above, name)) + 1 for each in older), default=0)
        return layers[name]

    def lane(name: str, below: tuple[str, ...] = ()) -> float:
        younger = [each for each in children.get(name, ()) if each not in (*below, name)]
        if name not in lanes:
            taken = [lane(each, (*below, name)) for each in younger]
            lanes[name] = sum(taken) / len(taken) if taken else float(next(free))
        return lanes[name]

    roots = [name for name in shown if not parents.get(name)]
    for name in [*_in_order_of_descendants(roots, shown, children), *shown]:
        layer(name)
        lane(name)
    return {name: {"id": name, "x": layers[name], "y": lanes[name]} for name in shown}


def _in_order_of_descendants(
    roots: Sequence[str], shown: Sequence[str], children: Mapping[str, list[str]]
) -> list[str]:
    def first(name: str, seen: tuple[str, ...] = ()) -> int:
        younger = [each for each in children.get(name, ()) if each not in seen]
        return min([first(each, (*seen, name)) for each in younger] or [shown.index(name)])

    return sorted(roots, key=first)


def _neighbours(descent: pd.DataFrame, of: str, to: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in zip(descent[of], descent[to], strict=True):
        found.setdefault(str(one), []).append(str(other))
    return found
