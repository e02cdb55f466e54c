"""Read the clues of a case: what each allows, and on which text it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.case.asking import expect_name
from atodds.dating.days import Window
from atodds.dating.notation import as_edtf
from atodds.dating.rules import apply_rule
from atodds.dating.windows import find_contradictions, find_window

if TYPE_CHECKING:
    from atodds.case import Case

BASES = ("internal", "external", "all")
_COLUMNS = (
    "document",
    "words",
    "kind",
    "rule",
    "event",
    "earliest",
    "latest",
    "weekday",
    "rests_on",
    "basis",
    "confidence",
    "explanation",
    "doubt",
    "alternative",
)


def list_clues(
    case: Case, siglum: str, basis: str = "internal", *, about: str | None = None
) -> pd.DataFrame:
    """Return the clues of a text, each with the window that it gives.

    Parameters
    ----------
    case : Case
        A case with the tables clues and events.
    siglum : str
        Which text.
    basis : str
        "internal": clues that need the texts alone; "external": those that need an event which
        only outside evidence dates; "all": both.
    about : str, optional
        The id of an event, for clues that date this event and not the text itself.

    Returns
    -------
    DataFrame
        One row a clue, index its id: words (as printed), kind, rule, event (in words), earliest
        and latest (computed from the rule and the event's day; empty where open), weekday (1 to
        7, for a day named without an event), rests_on (the other texts that fix the event's
        day; "outside evidence"; "this text"), basis, confidence, explanation, doubt, alternative.

    Raises
    ------
    LookupError
        If the case has no such text or event, or no clues.
    ValueError
        If the basis is another.

    Examples
    --------
    >>> from atodds.case import load
    >>> clues = list_clues(load("harbour"), "R")
    >>> [str(day.date()) for day in clues["earliest"]], clues["rests_on"].tolist()
    (['2024-03-15', '2024-03-12'], ['text P', 'text P'])
    >>> list_clues(load("harbour"), "R", basis="inside")
    Traceback (most recent call last):
    ...
    ValueError: Expected internal, external or all as basis, found 'inside'.
    """
    if basis not in BASES:
        raise ValueError(f"Expected internal, external or all as basis, found {basis!r}.")
    case.row("documents", expect_name(siglum, "the letter of a text", "P"))
    rows, events = _tables(case)
    if about is not None:
        case.row("events", expect_name(about, "the id of an event", "talks"))
    rows = rows[rows["document"] == siglum]
    rows = rows[rows["about"].isna() if about is None else rows["about"] == about]
    if basis != "all":
        rows = rows[rows["basis"] == basis]
    records = [_tell(row, events) for _, row in rows.iterrows()]
    told = pd.DataFrame(records, index=rows.index, columns=list(_COLUMNS))
    days = {name: pd.to_datetime(told[name]) for name in ("earliest", "latest")}
    return told.assign(**days, weekday=told["weekday"].astype("Int64"))


def list_windows(case: Case, basis: str = "internal") -> pd.DataFrame:
    """Return the window of every text that is at hand, from all clues but the doubtful ones.

    Parameters
    ----------
    case : Case
        A case with the tables clues and events.
    basis : str
        "internal" or "all", as for `list_clues`.

    Returns
    -------
    DataFrame
        One row a text, index its siglum, earliest window first: earliest, latest (empty where
        open), edtf, clues (how many), conflicts (the ids of clues that cannot hold together).

    Raises
    ------
    LookupError
        If the case has no clues.

    Examples
    --------
    >>> from atodds.case import load
    >>> list_windows(load("harbour"))["edtf"].to_dict()
    {'P': '2024-03-13/2024-03-14', 'Q': '2024-03-13/2024-03-18', 'R': '2024-03-15/2024-03-17'}
    >>> list_windows(load("harbour"), "inside")
    Traceback (most recent call last):
    ...
    ValueError: Expected internal, external or all as basis, found 'inside'.
    """
    sigla = [str(siglum) for siglum in case.documents.index[case.documents["held"]]]
    rows = [_sum_up(list_clues(case, siglum, basis)) for siglum in sigla]
    index = pd.Index(sigla, name="siglum")
    windows = pd.DataFrame(rows, index=index).sort_values(["earliest", "latest"])
    return windows.assign(
        **{name: pd.to_datetime(windows[name]) for name in ("earliest", "latest")}
    )


def _tables(case: Case) -> tuple[pd.DataFrame, pd.DataFrame]:
    for name in ("clues", "events"):
        if name not in case.tables:
            known = ", ".join(case.tables)
            raise LookupError(
                f"The case {case.name!r} has no table {name!r}. It has {known}. "
                "Add clues.csv and events.csv, and build the data again."
            )
    return case.tables["clues"], case.tables["events"]


def _tell(row: pd.Series[Any], events: pd.DataFrame) -> dict[str, object]:
    name = row["event"]
    event = None if pd.isna(name) else events.loc[name]
    start, end = (None, None) if event is None else (event["start"], event["end"])
    unit = None if pd.isna(row["unit"]) else str(row["unit"])
    window = apply_rule(str(row["rule"]), start, end, number=row["number"], unit=unit)
    copied = ("document", "kind", "rule", "basis", "confidence")
    notes = ("explanation", "doubt", "alternative")
    return {
        **{column: row[column] for column in copied},
        **{column: row[column] for column in notes},
        "words": row["exact"],
        "event": "" if event is None else event["title"],
        "earliest": window.start,
        "latest": window.end,
        "weekday": int(row["number"]) if row["rule"] == "day named" else None,
        "rests_on": _say_ground(str(row["document"]), event),
    }


def _say_ground(siglum: str, event: pd.Series[Any] | None) -> str:
    """Say what fixes the day of an event, for a reader of one text."""
    if event is None:
        return "this text"
    if event["basis"] == "external":
        return "outside evidence"
    others = [text for text in str(event["fixed_by"]).split(" | ") if text != siglum]
    if not others:
        return "this text"
    return f"text {others[0]}" if len(others) == 1 else f"texts {' and '.join(others)}"


def _sum_up(clues: pd.DataFrame) -> dict[str, object]:
    trusted = clues[clues["confidence"] != "doubtful"]
    window = find_window(trusted)
    conflicts = {name for each in find_contradictions(clues) for name in each}
    start, end = window or Window(None, None)
    return {
        "earliest": start,
        "latest": end,
        "edtf": "" if start is None and end is None else as_edtf(start, end),
        "clues": len(trusted),
        "conflicts": ", ".join(name for name in map(str, clues.index) if name in conflicts),
    }
