"""The Dater's words and tables: what a clue says, what is left, and the static twin."""

from __future__ import annotations

from calendar import day_name
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.charts.twin import say_cell, write_table
from atodds.dating import Window, find_contradictions, list_rules, say_window

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEEDED = ("words", "earliest", "latest", "weekday", "rests_on", "basis", "rule", "explanation")
_SHOWN = ("words", "on", "earliest", "latest", "rests_on", "basis", "conflicts")


def name(siglum: str, event: str) -> str:
    """Say what is dated.

    Examples
    --------
    >>> name("P", ""), name("P", "the fire is out")
    ('When was text P written?', 'Text P, on this event: the fire is out')
    """
    return f"Text {siglum}, on this event: {event}" if event else f"When was text {siglum} written?"


def iso(day: object) -> str:
    """Write a day as text, an open end as nothing.

    Examples
    --------
    >>> iso(pd.Timestamp("2025-03-11")), iso(pd.NaT), iso(None)
    ('2025-03-11', '', '')
    """
    return "" if pd.isna(day) else pd.Timestamp(day).date().isoformat()  # type: ignore[arg-type, call-overload]


def describe_clues(clues: pd.DataFrame) -> tuple[dict[str, Any], ...]:
    """Return the clues as the front end draws them."""
    gives = list_rules()["gives"]
    return tuple(
        {
            "id": str(clue),
            "words": row["words"],
            "says": _say_clue(row),
            "earliest": iso(row["earliest"]),
            "latest": iso(row["latest"]),
            "rests": row["rests_on"],
            "outside": row["basis"] == "external",
            "rule": f"{row['rule']}: {gives[row['rule']]}",
            "why": say_cell(row["explanation"]),
            "doubt": "" if pd.isna(row.get("doubt")) else row["doubt"],
        }
        for clue, row in clues.iterrows()
    )


def say_left(
    count: int,
    window: Window | None,
    clashes: Sequence[tuple[str, ...]],
    clues: pd.DataFrame,
    days: Sequence[pd.Timestamp],
) -> str:
    """Say what the clues that are on leave."""
    if not count:
        return "No clue is on: any day is possible."
    if window is None:
        pairs = "; ".join(_say_clash(each, clues) for each in clashes)
        return f"No day is left. These cannot hold together: {pairs}."
    said = f"Left: {say_window(window)}"
    if window.days:
        said += f", {window.days} {'day' if window.days == 1 else 'days'}"
    if days:
        weekday = f"{days[0]:%A}"
        said += f"; {len(days)} {weekday if len(days) == 1 else weekday + 's'} among them"
    return f"{said}."


def say_change(
    old: Iterable[str], new: Iterable[str], clues: pd.DataFrame, window: Window | None
) -> str:
    """Say what was switched, and in few words what is left: the whole stands on the page."""
    left = "No day is left" if window is None else f"Left: {say_window(window)}"
    return f"{_say_switched(set(old), set(new), clues)} {left}.".strip()


def _say_switched(before: set[str], after: set[str], clues: pd.DataFrame) -> str:
    changed = [str(clue) for clue in clues.index if str(clue) in before ^ after]
    if len(changed) != 1:
        return f"{len(after)} clues on." if changed else ""
    row = clues.loc[changed[0]]
    if changed[0] in before:
        return f"Off: {changed[0]}, \u201c{row['words']}\u201d."
    return f"On: {changed[0]}, \u201c{row['words']}\u201d, {_say_clue(row)}."


def tabulate(clues: pd.DataFrame, on: Sequence[str]) -> pd.DataFrame:
    """Turn the clues into the result: one row each, with what is on and what conflicts."""
    chosen = clues[clues.index.isin(list(on))]
    conflicts: dict[str, list[str]] = {}
    for each in find_contradictions(chosen):
        for clue in each:
            conflicts.setdefault(clue, []).extend(other for other in each if other != clue)
    told = clues.assign(
        on=clues.index.isin(list(on)),
        conflicts=[", ".join(conflicts.get(str(clue), [])) for clue in clues.index],
    )
    return told[list(_SHOWN)].rename_axis("id")


def as_text(title: str, says: str, result: pd.DataFrame) -> str:
    """Write clues and window down as plain text."""
    lines = [
        f"  {'on ' if row['on'] else 'off'}  {row['id']}: \u201c{row['words']}\u201d, "
        f"{_say_clue(row)}, rests on {row['rests_on']}"
        for row in result.reset_index().to_dict("records")
    ]
    return "\n".join([f"{title} {says}", *lines])


def as_html(title: str, says: str, result: pd.DataFrame) -> str:
    """Write clues and window down as HTML that needs no script and no style sheet."""
    plain = result.reset_index().rename(columns=lambda column: str(column).replace("_", " "))
    plain["conflicts"] = plain["conflicts"].replace("", "none")
    table = write_table(plain, caption="The clues")
    head = f"<p><strong>{escape(title)}</strong> {escape(says)}</p>"
    return f'<div class="atodds-twin">{head}{table}</div>'


def _say_clue(row: Any) -> str:  # noqa: ANN401 - a row of a table, or its cells by name
    weekday = row.get("weekday")
    if weekday is not None and pd.notna(weekday):
        return f"any {day_name[int(weekday) - 1]}"
    start, end = (None if pd.isna(row[side]) else row[side] for side in ("earliest", "latest"))
    return say_window(Window(start, end))


def _say_clash(clash: tuple[str, ...], clues: pd.DataFrame) -> str:
    words = clues["words"].astype(str).to_dict()
    return " and ".join(f"{clue}, \u201c{words[clue]}\u201d" for clue in clash)
