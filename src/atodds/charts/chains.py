"""Draw attribution: whom a text cites, whom those cite, and where that ends."""

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from atodds.charts.axes import LABELS, break_lines, expect_columns, list_records
from atodds.charts.palette import COLOURS, INK
from atodds.charts.renderer import ChartWithTable

_NEEDED = ("claim", "document", "says", "step", "who", "named", "cue", "end")
_WIDTH, _STEP, _WORDS, _LINE = 172, 96, 26, 15
_TEXT, _NAME, _NO_NAME = "the text", "has a name", "has no name"
_LINKS = ("the text", "whom it cites", "whom those cite", "whom those cite in turn")
_ENDS = {
    "a name": "ends with a name",
    "an office": "ends with a post, no name",
    "dead end": "dead end: no name",
    "nobody cited": "stops at the text: nobody cited",
}
_STOPS = {"dead end", "nobody cited"}
_HOW_TO_READ = [
    "Diamond: the text. Circle: has a name. Hollow square: has no name.",
    "A bar: the trail stops there. Under a line: the words that hand the statement on.",
]


def show_chains(table: pd.DataFrame) -> ChartWithTable:
    """Draw the attribution chain of each chosen statement, from the text to where it ends.

    Parameters
    ----------
    table : DataFrame
        What `reconcile.trace_chains` gave: one row a step; claim, document, says, step, who,
        named, cue, end.

    Returns
    -------
    ChartWithTable
        The chart, its table (one row a step) and its description.

    Examples
    --------
    >>> table = pd.DataFrame({"claim": "R-c1", "document": "R", "says": "a hundred boxes",
    ...     "step": [0, 1], "who": ["text R", "a broker"], "named": [True, False],
    ...     "cue": ["", "spoke of"], "end": ["", "dead end"]})
    >>> show_chains(table).description
    '1 chain. R-c1, a hundred boxes: text R; "spoke of" a broker (no name); dead end: no name.'

    >>> show_chains(table.drop(columns="end"))
    Traceback (most recent call last):
    KeyError: "No column 'end' to draw. Pass what trace_chains gave."
    """
    expect_columns(table, _NEEDED, source="trace_chains")
    rows = list_records(table)
    if not rows:
        raise ValueError("Expected at least one chain to draw, found none. Choose a statement.")
    title = alt.TitleParams("Who cites whom", subtitle=_HOW_TO_READ)
    return ChartWithTable(
        chart=_draw([_place(row) for row in rows]).properties(title=title),
        table=_tabulate(rows),
        description=_describe(rows),
        caption="Attribution, step by step",
    )


def _kind(row: dict[str, object]) -> str:
    if row["step"] == 0:
        return _TEXT
    return _NAME if row["named"] else _NO_NAME


def _describe(rows: list[dict[str, object]]) -> str:
    chains: dict[object, list[str]] = {}
    for row in rows:
        said = chains.setdefault(row["claim"], [])
        cue = f'"{row["cue"]}" ' if row["cue"] else ""
        said.append(f"{cue}{row['who']}{' (no name)' if _kind(row) == _NO_NAME else ''}")
        if row["end"]:
            said.append(_ENDS[str(row["end"])])
    says = {row["claim"]: row["says"] for row in rows}
    lines = [f"{claim}, {says[claim]}: {'; '.join(said)}." for claim, said in chains.items()]
    return f"{len(chains)} {'chain' if len(chains) == 1 else 'chains'}. {' '.join(lines)}"


def _tabulate(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Statement": [row["claim"] for row in rows],
            "It says": [row["says"] for row in rows],
            "Step": [row["step"] for row in rows],
            "Who": [row["who"] for row in rows],
            "Name": [_kind(row) for row in rows],
            "Handed on by": [row["cue"] or "-" for row in rows],
            "Where it ends": [_ENDS.get(str(row["end"]), "goes on") for row in rows],
        }
    )


def _place(row: dict[str, object]) -> dict[str, object]:
    step, end = int(str(row["step"])), str(row["end"])
    return {
        "lane": break_lines(f"{row['claim']}: {row['says']}"),
        "step": step,
        "before": step - 1,
        "middle": step - 0.5,
        "who": "\n".join(textwrap.wrap(str(row["who"]), _WORDS)),
        "lift": -14 - _LINE * (len(textwrap.wrap(str(row["who"]), _WORDS)) - 1),
        "kind": _kind(row),
        "cue": f"\u201c{row['cue']}\u201d" if row["cue"] else "",
        "end": _ENDS.get(end, ""),
        "stop": step + 0.3,
        "dead": end in _STOPS,
    }


def _draw(rows: list[dict[str, object]]) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    longest = max(int(str(row["step"])) for row in rows)
    heads = [_LINKS[min(step, len(_LINKS) - 1)] for step in range(longest + 1)]
    axis = alt.Axis(
        orient="top",
        values=list(range(longest + 1)),
        labelExpr=f"{heads}[datum.value]",
        labelAngle=0,
        ticks=False,
        domain=False,
        grid=False,
    )
    x = alt.X(
        "step:Q", title=None, axis=axis, scale=alt.Scale(domain=[-0.4, longest + 0.95], nice=False)
    )
    lanes = list(dict.fromkeys(row["lane"] for row in rows))
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("lane:N", sort=lanes, title=None, axis=LABELS),
        tooltip=[
            alt.Tooltip("who:N", title="Who"),
            alt.Tooltip("kind:N", title="Name"),
            alt.Tooltip("cue:N", title="Handed on by"),
            alt.Tooltip("end:N", title="Where it ends"),
        ],
    )
    return alt.layer(*_draw_layers(base, x)).properties(
        width=_WIDTH * (longest + 1.35), height=alt.Step(_STEP)
    )


def _draw_layers(base: Any, x: Any) -> list[Any]:  # noqa: ANN401 - as above
    kinds = [_TEXT, _NAME, _NO_NAME]
    shape = alt.Scale(domain=kinds, range=["diamond", "circle", "square"])
    colour = alt.Scale(domain=kinds, range=[COLOURS[4], COLOURS[0], COLOURS[1]])
    node = {"size": 190, "opacity": 1, "strokeWidth": 3}
    # Between the marks and not under them: a hollow one must look hollow.
    gap = 0.06
    link = base.transform_filter("datum.step > 0").transform_calculate(
        left=f"datum.before + {gap}", right=f"datum.step - {gap}", tip="datum.step - 0.09"
    )
    dead = base.transform_filter("datum.dead").transform_calculate(left=f"datum.step + {gap}")
    line = {"strokeWidth": 2, "color": INK}
    shaped = {
        "shape": alt.Shape("kind:N", scale=shape, legend=None),
        "color": alt.Color("kind:N", scale=colour, legend=None),
    }
    return [
        link.mark_rule(**line).encode(x=alt.X("left:Q"), x2="right:Q"),
        link.mark_point(shape="triangle-right", filled=True, size=70, color=INK, opacity=1).encode(
            x="tip:Q"
        ),
        dead.mark_rule(**line, strokeDash=[4, 4]).encode(x="left:Q", x2="stop:Q"),
        dead.mark_tick(orient="vertical", thickness=5, size=30, color=COLOURS[1], opacity=1).encode(
            x="stop:Q"
        ),
        base.transform_filter("datum.kind == 'has no name'")
        .mark_point(filled=False, **node)
        .encode(x=x, **shaped),
        base.transform_filter("datum.kind != 'has no name'")
        .mark_point(filled=True, **node)
        .encode(x=x, **shaped),
        base.mark_text(
            lineBreak="\n", lineHeight=_LINE, baseline="bottom", dy=alt.ExprRef("datum.lift")
        ).encode(x=x, text="who:N"),
        link.mark_text(dy=15, fontStyle="italic").encode(x="middle:Q", text="cue:N"),
        base.transform_filter("datum.end != ''")
        .mark_text(align="left", dx=12)
        .encode(x=alt.X("ending:Q"), text="end:N")
        .transform_calculate(ending="datum.dead ? datum.stop : datum.step"),
    ]
