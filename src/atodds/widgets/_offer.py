"""Which figures a Reconciler offers, and how each is told in a line."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.case.asking import describe, expect_several
from atodds.charts.axes import name_axis
from atodds.reconcile import credit_computed, read_interval, tell_series
from atodds.reconcile import describe as say_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.case import Case

MOST_CHOSEN = 8
FILTERS = {"question": "Question", "definition": "Definition", "unit": "Unit"}
_NO_QUESTION = "No question is coded"


def offered(case: Case, figures: Sequence[str] | pd.DataFrame | None) -> pd.DataFrame:
    """Return the figures on offer: those asked for, or all that state an amount for themselves.

    Left out by default are vague words without a number, page furniture, and conversions, which
    say another figure again.

    Examples
    --------
    >>> from atodds.case import load
    >>> offered(load("harbour"), ["P-06", "R-07"])["speaker"].tolist()
    ['Tomas Reyl, harbour master', 'an insurance broker']
    >>> "P-05" in offered(load("harbour"), None).index  # the conversion of P-04
    False
    >>> offered(load("harbour"), ["P-6"])
    Traceback (most recent call last):
    ...
    ValueError: No figure 'P-6' in this case. Did you mean 'P-06'?
    """
    table = credit_computed(case.figures)
    stated = table[["low", "best", "high"]].notna().any(axis="columns")
    usable = table[stated & table["unit"].notna()]
    if figures is None:
        return usable[~usable["furniture"].astype(bool) & usable["conversion_of"].isna()]
    ids = figures.index if isinstance(figures, pd.DataFrame) else expect_several(figures, "figures")
    wanted = list(dict.fromkeys(ids))
    for name in wanted:
        _expect_figure(name, usable, table)
    return usable.loc[wanted]


def _expect_figure(name: object, usable: pd.DataFrame, table: pd.DataFrame) -> None:
    if not isinstance(name, str):
        message = f"Expected ids of figures, such as {usable.index[0]!r}, found {describe(name)}."
        raise TypeError(message)
    if name in usable.index:
        return
    if name in table.index:
        message = f"Figure {name!r} states no amount with a unit. Choose one that does."
        raise ValueError(message)
    near = difflib.get_close_matches(name, list(usable.index), n=1)
    advice = f"Did you mean {near[0]!r}?" if near else "Look it up in case.figures."
    message = f"No figure {name!r} in this case. {advice}"
    raise ValueError(message)


def as_options(case: Case, rows: pd.DataFrame) -> tuple[dict[str, Any], ...]:
    """Tell each figure on offer: what was printed, by whom, of what, and for when.

    Examples
    --------
    >>> from atodds.case import load
    >>> harbour = load("harbour")
    >>> line = as_options(harbour, offered(harbour, ["P-06"]))[0]
    >>> line["id"], line["words"], line["says"], line["question"]
    ('P-06', 'fewer than 40 containers', 'under 40 containers', 'How many containers were lost?')
    """
    asked = case.questions["question"]
    days = {row["id"]: row["as_of"] for _, row in _dates(rows).iterrows()}
    return tuple(
        {
            "id": str(name),
            "document": row["document"],
            "words": _text(row["exact"]) or "computed, not printed",
            "says": say_range(read_interval(row), str(row["unit"])),
            "speaker": _text(row["speaker"]) or "nobody named",
            "definition": _text(row["definition"]) or "not stated",
            "thing": _text(row["thing"]) or "not stated",
            "as_of": days[name],
            "unit": name_axis(str(row["unit"])),
            "question": str(asked.get(row["question"], _NO_QUESTION)),
        }
        for name, row in rows.iterrows()
    )


def _dates(rows: pd.DataFrame) -> pd.DataFrame:
    # Only the dates are told here, so figures of several units may stand together.
    return tell_series(rows.assign(unit="share", low=0.0, high=1.0, bound="range"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def as_filters(options: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """List by what the figures can be narrowed down: only where there is something to choose.

    Examples
    --------
    >>> line = {"question": "How many?", "definition": "burned", "unit": "km²"}
    >>> as_filters([line, {**line, "definition": "soaked"}])
    ({'key': 'definition', 'label': 'Definition', 'options': ['burned', 'soaked']},)
    """
    found = []
    for key, label in FILTERS.items():
        names = sorted({str(option[key]) for option in options})
        if len(names) > 1:
            found.append({"key": key, "label": label, "options": names})
    return tuple(found)


def keep_known(chosen: object, known: Sequence[str]) -> tuple[str, ...]:
    """Keep the ids that are on offer, each once, in the order of the offer, and not too many.

    Examples
    --------
    >>> keep_known(["R-07", "P-06", "P-06", 5], ["P-06", "R-07"]), keep_known("junk", ["P-06"])
    (('P-06', 'R-07'), ())
    """
    picked = chosen if isinstance(chosen, list | tuple) else ()
    return tuple(name for name in known if name in picked)[:MOST_CHOSEN]
