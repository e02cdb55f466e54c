"""The Reconciler's static twin: the same figures, gates and ranges where no widget can live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atodds.charts.twin import print_table, write_table
from atodds.reconcile import say_unit

if TYPE_CHECKING:
    from atodds.widgets.reconciler import Reconciler

_CHOSEN = {
    "id": "Figure",
    "exact": "As printed",
    "speaker": "Who says so",
    "low": "Low",
    "high": "High",
    "bound": "Bound",
    "unit": "Unit",
    "definition": "Definition",
    "gates": "Stops at",
    "parts_from": "Parts from",
}
_RANGES = {"origin": "Origin", "says": "Range", "words": "As printed", "texts": "Texts"}
_SERIES = {"id": "Figure", "as_of": "For which days", "says": "Range", "origin": "Who says so"}
_ORIGINS = {
    "witness": "Witness",
    "figures": "Figures",
    "rests_on": "Rests on",
    "may_rest_on": "May rest on",
}


def as_text(tool: Reconciler) -> str:
    """Write choice and verdict as plain text."""
    if not tool.chosen:
        return f"Reconciler: {len(tool.options)} figures on offer, none chosen yet."
    parts = [f"Reconciler: {len(tool.chosen)} of {len(tool.options)} figures chosen."]
    for caption, table in _tables(tool):
        parts += [f"{caption.rstrip('.')}:", print_table(table)]
    return "\n".join(parts)


def as_html(tool: Reconciler) -> str:
    """Write choice and verdict as HTML that needs no script, no style sheet and no id."""
    head = f"<p><strong>Reconciler.</strong> {len(tool.options)} figures are on offer.</p>"
    body = "".join(write_table(table, caption=caption) for caption, table in _tables(tool))
    return f'<div class="atodds-twin">{head}{body or "<p>No figure is chosen yet.</p>"}</div>'


def _tables(tool: Reconciler) -> list[tuple[str, pd.DataFrame]]:
    if not tool.chosen:
        return []
    found = [("What is chosen", _pick(_readable(tool.result), _CHOSEN))]
    verdict = tool.verdict
    if verdict["pairs"]:
        found.append((verdict["said"], _tell_gates(tool)))
    if verdict["ranges"]:
        ranges = pd.DataFrame(verdict["ranges"]["rows"])
        found.append((f"Ranges by origin. {verdict['apart']}", _pick(ranges, _RANGES)))
    if verdict["series"]:
        series = pd.DataFrame(verdict["series"]["rows"])
        found.append(("In the order of time", _pick(series, _SERIES)))
    if tool.origins:
        rows = pd.DataFrame(tool.origins["rows"], columns=list(_ORIGINS))
        found.append((tool.origins["said"], _pick(rows, _ORIGINS)))
    return found


def _readable(result: pd.DataFrame) -> pd.DataFrame:
    return result.assign(
        exact=result["exact"].fillna("computed, not printed"),
        unit=[say_unit(str(unit)) for unit in result["unit"]],
        gates=result["gates"].replace("", "none"),
        parts_from=result["parts_from"].replace("", "none"),
    )


def _pick(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return table[list(names)].rename(columns=names)


def _tell_gates(tool: Reconciler) -> pd.DataFrame:
    labels = {gate["key"]: gate["label"] for gate in tool.gates}
    lines = [
        {
            "Pair": f"{pair['left']} and {pair['right']}",
            **{
                labels[gate["gate"]]: "passes" if gate["passed"] else "stops"
                for gate in pair["gates"]
            },
            "Why": pair["reason"].rstrip("."),
        }
        for pair in tool.verdict["pairs"]
    ]
    return pd.DataFrame(lines)
