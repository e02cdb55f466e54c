"""Draw which text tells what, and which could not yet have known."""

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from atodds.charts.axes import LABELS, break_lines, expect_columns, list_records
from atodds.charts.palette import COLOURS, INK
from atodds.charts.renderer import ChartWithTable

_NEEDED = ("question", "asked", "text", "state", "answer", "known_from", "text_from", "text_to")
_CELL, _STEP, _SYMBOL = 116, 46, 34
_BLANK = "your turn"
# A state is told three times: by its word, its shape and its colour. Shapes are drawn turned by
# 45 degrees, so that the cross is no plus: the square stands on a corner, the diamond on a side.
_LOOKS: Mapping[str, tuple[str, str]] = {
    "told": (COLOURS[0], "circle"),
    "differs": (COLOURS[1], "square"),
    "not told": (COLOURS[3], "cross"),
    "not yet": (COLOURS[4], "stroke"),
    "open": (COLOURS[5], "diamond"),
    _BLANK: (COLOURS[2], "arrow"),
}
# Boxes to tick, each a condition on whole lines: a name in the data, and words for the reader.
# No menu: JupyterLab takes the arrow keys for itself, the space bar it leaves alone.
_PICKS: Mapping[str, str] = {
    "lone": "told by one text only ",
    "apart": "the answers differ ",
    "silent": "not told by a text that could have known ",
}
# Below this a reader sees all of it at one glance, and boxes would be in the way.
_MANY = 7
_HOW_TO_READ = [
    "differs: told, and the answers do not fit as they stand. not told: it could have been.",
    "not yet: the text is older than the first date given. open: the dates settle neither.",
]


def show_facts(table: pd.DataFrame, *, blank: Iterable[str] = ()) -> ChartWithTable:
    """Draw a matrix: a line for each question, a column for each text, oldest text first.

    Parameters
    ----------
    table : DataFrame
        What `reconcile.cover_questions` gave: one row per question and text, with question,
        asked, text, state, answer, known_from, text_from, text_to.
    blank : iterable of str, optional
        Ids of questions whose line stays empty, for a reader to fill.

    Returns
    -------
    ChartWithTable
        The chart, its table (which has the answers too) and its description. From seven
        questions on, boxes under the chart pick lines.

    Examples
    --------
    >>> from atodds import load
    >>> from atodds.reconcile import cover_questions
    >>> table = cover_questions(load("harbour").tables, only=["diverted-ships"])
    >>> show_facts(table)
    What 3 texts do with 1 question. P, 13 Mar 2024 to 14 Mar 2024: 1 not yet. Q, 13 Mar 2024 to
    18 Mar 2024: 1 open. R, 15 Mar 2024 to 17 Mar 2024: 1 told.
    Question: How many ships go elsewhere?; Known from: 15 Mar 2024; P: not yet; Q: open;
    R: told: about half of the ships.

    >>> show_facts(table, blank=["ships"])
    Traceback (most recent call last):
    ValueError: No question 'ships' to leave blank. The table has: diverted-ships.
    """
    expect_columns(table, _NEEDED, source="cover_questions")
    if table.empty:
        raise ValueError("Expected at least one question to draw, found none.")
    hidden = _choose_blank(table, blank)
    rows = [_place(row, hidden) for row in list_records(table)]
    _group(rows)
    return ChartWithTable(
        chart=_draw(rows),
        table=_tabulate(rows),
        description=_describe(rows),
        caption="Which text tells what",
    )


def _choose_blank(table: pd.DataFrame, blank: Iterable[str]) -> set[str]:
    hidden = {blank} if isinstance(blank, str) else set(blank)
    known = list(dict.fromkeys(table["question"]))
    for name in sorted(hidden.difference(known)):
        raise ValueError(f"No question {name!r} to leave blank. The table has: {', '.join(known)}.")
    return hidden


def _say_day(day: object) -> str:
    return f"{day.day} {day:%b %Y}" if isinstance(day, pd.Timestamp) else ""


def _say_window(start: object, end: object) -> str:
    first, last = _say_day(start), _say_day(end)
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else "no date of its own"


def _place(row: Mapping[str, object], hidden: set[str]) -> dict[str, object]:
    state = _BLANK if row["question"] in hidden else str(row["state"])
    window = _say_window(row["text_from"], row["text_to"])
    return {
        "question": row["question"],
        "asked": row["asked"],
        "label": break_lines(str(row["asked"])),
        "text": row["text"],
        "window": window,
        "column": f"{row['text']}\n" + window.replace(" to ", " to\n"),
        "state": state,
        "answer": "" if state == _BLANK else row["answer"] or "",
        "known": _say_day(row["known_from"]) or "not dated",
    }


def _group(rows: list[dict[str, object]]) -> None:
    """Write beside each cell which boxes its line fits."""
    for name in {row["question"] for row in rows}:
        line = [row for row in rows if row["question"] == name]
        states = [row["state"] for row in line]
        tells = sum(state in {"told", "differs"} for state in states)
        for row in line:
            row["lone"] = tells == 1
            row["apart"] = "differs" in states
            row["silent"] = "not told" in states


def _in_order(rows: list[dict[str, object]], name: str) -> list[object]:
    return list(dict.fromkeys(row[name] for row in rows))


def _describe(rows: list[dict[str, object]]) -> str:
    texts, questions = _in_order(rows, "text"), _in_order(rows, "question")
    lines = []
    for text in texts:
        column = [row for row in rows if row["text"] == text]
        states = [row["state"] for row in column]
        counts = ", ".join(
            f"{states.count(state)} {state}" for state in _LOOKS if states.count(state)
        )
        lines.append(f"{text}, {column[0]['window']}: {counts}.")
    first = f"{len(texts)} text{'s' * (len(texts) > 1)}"
    second = f"{len(questions)} question{'s' * (len(questions) > 1)}"
    return f"What {first} {'do' if len(texts) > 1 else 'does'} with {second}. {' '.join(lines)}"


def _tabulate(rows: list[dict[str, object]]) -> pd.DataFrame:
    lines = []
    for name in _in_order(rows, "question"):
        cells = [row for row in rows if row["question"] == name]
        line = {"Question": cells[0]["asked"], "Known from": cells[0]["known"]}
        for row in cells:
            said = f": {row['answer']}" if row["answer"] else ""
            line[str(row["text"])] = f"{row['state']}{said}"
        lines.append(line)
    return pd.DataFrame(lines)


def _draw(rows: list[dict[str, object]]) -> Any:  # noqa: ANN401 - Altair has no types of its own here
    columns = _in_order(rows, "column")
    above = alt.Axis(
        orient="top",
        labelAngle=0,
        domain=False,
        ticks=False,
        # Lines of a label grow downwards: three of them need room above the cells.
        labelPadding=42,
        labelExpr="split(datum.label, '\\n')",
    )
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("column:N", sort=columns, title=None, axis=above),
        y=alt.Y("label:N", sort=_in_order(rows, "label"), title=None, axis=LABELS),
        tooltip=[
            alt.Tooltip("asked:N", title="Question"),
            alt.Tooltip("known:N", title="Known from"),
            alt.Tooltip("text:N", title="Text"),
            alt.Tooltip("window:N", title="Written"),
            alt.Tooltip("state:N", title="What the text does"),
            alt.Tooltip("answer:N", title="Answer"),
        ],
    )
    title = alt.TitleParams("Which text tells what", subtitle=_HOW_TO_READ)
    chart = alt.layer(*_draw_layers(base)).properties(
        width=_CELL * len(columns), height=alt.Step(_STEP), title=title
    )
    return _add_boxes(chart) if len(_in_order(rows, "question")) >= _MANY else chart


def _draw_layers(base: Any) -> list[Any]:  # noqa: ANN401 - as above
    states = list(_LOOKS)
    colour = alt.Scale(domain=states, range=[look[0] for look in _LOOKS.values()])
    shape = alt.Scale(domain=states, range=[look[1] for look in _LOOKS.values()])
    by_state = alt.Color("state:N", scale=colour, legend=None)
    return [
        base.mark_rect(opacity=0.16, stroke=None).encode(color=by_state),
        base.mark_point(
            filled=True, size=130, opacity=1, xOffset=-_SYMBOL, angle=45, strokeWidth=2
        ).encode(
            color=by_state,
            # A dash has nothing to fill.
            stroke=alt.Stroke("state:N", scale=colour, legend=None),
            shape=alt.Shape("state:N", scale=shape, legend=None),
        ),
        base.mark_text(align="left", xOffset=14 - _SYMBOL).encode(
            text="state:N", color=alt.value(INK)
        ),
    ]


def _add_boxes(chart: Any) -> Any:  # noqa: ANN401 - as above
    for name, words in _PICKS.items():
        box = alt.binding_checkbox(name=f"Only: {words}")
        ticked = alt.param(name=f"only_{name}", value=False, bind=box)
        chart = chart.add_params(ticked).transform_filter(f"!only_{name} || datum.{name}")
    return chart
