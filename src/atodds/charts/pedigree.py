"""Draw which text comes from which, with the ancestors that nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import altair as alt
import pandas as pd

from atodds.case import expect_case
from atodds.case.asking import expect_several
from atodds.charts.layers import Node, place_texts, with_ancestors, without_shortcuts
from atodds.charts.palette import COLOURS, INK
from atodds.charts.renderer import ChartWithTable
from atodds.descent import DESCENT, list_descent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atodds.case import Case

_WIDTH, _STEP = 640, 84
# How far from its texts a line begins and ends, in layers.
_GAP = 0.07
_HELD, _MISSING = COLOURS[0], COLOURS[1]
_DONE = {
    "rewrites": "rewritten",
    "translates": "translated",
    "updates": "updated",
    "quotes": "quoted",
    "cites": "cited",
}
_KEY = (
    "Solid line: the older text is credited. Dashed line: it is not. Question mark: not certain.",
    "Hollow square: a text that we do not have.",
)
Edge = dict[str, Any]


def show_descent(
    case: Case,
    *,
    basis: Literal["all", "internal"] = "all",
    only: Sequence[str] | None = None,
    names: Mapping[str, str] | None = None,
    kinds: Sequence[str] = DESCENT,
) -> ChartWithTable:
    """Draw the descent of the texts: older texts on the left, their descendants on the right.

    A text stands one layer to the right of its youngest ancestor, so that time runs to the right
    along every line; beside one another, two texts of different families say nothing.

    Parameters
    ----------
    case : Case
        The case, with its documents and links.
    basis : {"all", "internal"}
        Whether to use evidence from outside the texts: for links, for dates, and for the name of
        a missing ancestor that no text credits ("unnamed" without it).
    only : sequence of str, optional
        Draw these texts and what they come from. One siglum may be given as it is.
    names : mapping of str to str, optional
        What to call a text in the picture, by siglum.
    kinds : sequence of str
        The kinds of link to draw.

    Returns
    -------
    ChartWithTable
        The chart; its table has one row a link, and one for each text that comes from nothing
        known.

    Examples
    --------
    >>> from atodds.case import load
    >>> show_descent(load("harbour"), only=["Q", "P"], names={"WIRE": "an agency"})
    Descent of the texts. Q comes from an agency (rewritten, not credited, not certain). \
Nothing is known of where P comes from...

    >>> show_descent(load("harbour"), only=["S"])
    Traceback (most recent call last):
    ...
    LookupError: No row 'S' in documents. It has P, Q, R, WIRE.
    """
    documents, links = expect_case(case).documents, case.tables.get("links", pd.DataFrame())
    if links.empty:
        raise ValueError("Expected a case with links between its texts, found none. Add links.csv.")
    descent = list_descent(documents, links, basis=basis, kinds=kinds)
    wanted = [str(name) for name in documents.index[documents["held"]]]
    if only is not None:
        wanted = [str(name) for name in expect_several(only, "texts")]
        for name in wanted:
            case.row("documents", name)
    shown = with_ancestors(wanted, descent)
    descent = without_shortcuts(descent[descent["text"].isin(shown)])
    known = {name: _name(name, case, basis) for name in shown}
    called = {name: (names or {}).get(name, known[name]) for name in shown}
    nodes = place_texts(shown, descent)
    for name, node in nodes.items():
        row = case.row("documents", name)
        node |= {"held": bool(row["held"]), "name": called[name], "date": _say_date(row, basis)}
    edges = [_edge(row, nodes) for row in descent.to_dict("records")]
    table = _tabulate(edges, nodes)
    return ChartWithTable(
        chart=_draw(list(nodes.values()), edges),
        table=table,
        description=_describe(edges, nodes),
        caption="Which text comes from which",
    )


def _name(siglum: str, case: Case, basis: str) -> str:
    """Name a text; inside the texts, a missing one only where one of them credits its publisher."""
    documents, links = case.documents, case.tables["links"]
    if basis == "all" or documents.loc[siglum, "held"]:
        return siglum
    inside = links[(links["basis"] == "internal") & links["credited"].fillna(value=False)]
    credited = documents[documents.index.isin(inside["to"])]
    named = documents.loc[siglum].get("publisher") in set(credited.get("publisher", ()))
    return siglum if named or siglum in credited.index else "unnamed"


def _edge(row: Mapping[Any, Any], nodes: Mapping[str, Node]) -> Edge:
    older, younger = nodes[row["ancestor"]], nodes[row["text"]]
    done = _DONE.get(row["kind"], row["kind"])
    slope = (younger["y"] - older["y"]) / (younger["x"] - older["x"])
    return {
        "text": younger["name"],
        "ancestor": older["name"],
        "x": older["x"] + _GAP,
        "y": older["y"] + slope * _GAP,
        "x2": younger["x"] - _GAP,
        "y2": younger["y"] - slope * _GAP,
        "done": done,
        "label": done if row["sure"] else f"{done}?",
        "at_x": (older["x"] + younger["x"]) / 2,
        "at_y": (older["y"] + younger["y"]) / 2,
        # Above a sloping line, not upon it.
        "lift": -15 if slope else -9,
        "credited": bool(row["credited"]),
        "sure": bool(row["sure"]),
        "basis": row["basis"],
    }


def _say_date(row: pd.Series, basis: str) -> str:
    if basis == "all" and isinstance(row["published"], str):
        return " to ".join(dict.fromkeys(str(row["published"]).split("/")))
    start, end = (
        None if pd.isna(row[name]) else pd.Timestamp(row[name]).date().isoformat()
        for name in ("window_start", "window_end")
    )
    if start and end and start != end:
        return f"{start} to {end}"
    if start and end:
        return start
    return f"from {start}" if start else f"to {end}" if end else "date not known"


def _describe(edges: Sequence[Edge], nodes: Mapping[str, Node]) -> str:
    said = [
        f"{edge['text']} comes from {edge['ancestor']} ({edge['done']}, "
        f"{'' if edge['credited'] else 'not '}credited{'' if edge['sure'] else ', not certain'})."
        for edge in edges
    ]
    alone = [node["name"] for node in _without_ancestor(edges, nodes) if node["held"]]
    said += [f"Nothing is known of where {name} comes from." for name in alone]
    missing = [node["name"] for node in nodes.values() if not node["held"]]
    said += [f"Not at hand: {', '.join(missing)}."] if missing else []
    return " ".join(["Descent of the texts.", *said])


def _tabulate(edges: Sequence[Edge], nodes: Mapping[str, Node]) -> pd.DataFrame:
    dates = {node["name"]: node["date"] for node in nodes.values()}
    lines = [
        {
            "Text": edge["text"],
            "Date": dates[edge["text"]],
            "Comes from": edge["ancestor"],
            "How": edge["done"],
            "Credited": edge["credited"],
            "Certain": edge["sure"],
            "Evidence": "in the texts" if edge["basis"] == "internal" else "outside the texts",
        }
        for edge in edges
    ]
    lines += [
        {"Text": node["name"], "Date": node["date"], "Comes from": "nothing known"}
        for node in _without_ancestor(edges, nodes)
    ]
    columns = ["Text", "Date", "Comes from", "How", "Credited", "Certain", "Evidence"]
    return pd.DataFrame(lines, columns=columns)


def _without_ancestor(edges: Sequence[Edge], nodes: Mapping[str, Node]) -> list[Node]:
    younger = {edge["text"] for edge in edges}
    return [node for node in nodes.values() if node["name"] not in younger]


def _draw(nodes: Sequence[Node], edges: Sequence[Edge]) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    layers = max(node["x"] for node in nodes)
    lanes = max(node["y"] for node in nodes)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.45, max(layers, 1) + 0.45], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[lanes + 0.5, -0.5], nice=False))
    return alt.layer(*_draw_edges(edges, x, y), *_draw_nodes(nodes, x, y)).properties(
        width=_WIDTH,
        height=int(_STEP * (lanes + 1)),
        title=alt.Title("Older to younger, from left to right", subtitle=list(_KEY)),
    )


def _draw_edges(edges: Sequence[Edge], x: Any, y: Any) -> list[Any]:  # noqa: ANN401 - as above
    if not edges:
        return []
    base = alt.Chart(alt.Data(values=list(edges)))
    line = base.mark_rule(color=INK, opacity=0.75).encode(
        x=x,
        y=y,
        x2="x2:Q",
        y2="y2:Q",
        strokeWidth=alt.condition("datum.sure", alt.value(3), alt.value(1.5)),
        strokeDash=alt.condition("datum.credited", alt.value([1, 0]), alt.value([7, 5])),
        tooltip=[
            alt.Tooltip("text:N", title="Text"),
            alt.Tooltip("ancestor:N", title="Comes from"),
            alt.Tooltip("done:N", title="How"),
            alt.Tooltip("credited:N", title="Credited"),
            alt.Tooltip("sure:N", title="Certain"),
        ],
    )
    label = base.mark_text(dy=alt.ExprRef("datum.lift"), fontSize=13).encode(
        x=alt.X("at_x:Q", axis=None), y=alt.Y("at_y:Q", axis=None), text="label:N"
    )
    return [line, label]


def _draw_nodes(nodes: Sequence[Node], x: Any, y: Any) -> list[Any]:  # noqa: ANN401 - as above
    base = alt.Chart(alt.Data(values=list(nodes))).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("name:N", title="Text"),
            alt.Tooltip("date:N", title="Date"),
            alt.Tooltip("held:N", title="At hand"),
        ],
    )
    size = {"size": 300, "opacity": 1}
    return [
        base.mark_point(shape="circle", filled=True, color=_HELD, **size).transform_filter(
            "datum.held"
        ),
        base.mark_point(
            shape="square", filled=False, color=_MISSING, strokeWidth=3, **size
        ).transform_filter("!datum.held"),
        base.mark_text(dy=-21, fontSize=14, fontWeight="bold").encode(text="name:N"),
        base.mark_text(dy=24, fontSize=12).encode(text="date:N"),
    ]
