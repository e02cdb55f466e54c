"""Find every figure in running text: quantities, ranks and dates, each with its place."""

from __future__ import annotations

import re
from typing import TypedDict, cast

import pandas as pd

from atodds.figures.dates import find_dates
from atodds.figures.forms import DIMENSIONS, SPACE, plain_shapes
from atodds.figures.grammar import printed_pattern, single_pattern
from atodds.figures.reading import read_match, read_quantity

COLUMNS = {
    "exact": "str",
    "start": "int64",
    "end": "int64",
    "kind": "str",
    "subkind": "str",
    "low": "float64",
    "best": "float64",
    "high": "float64",
    "bound": "str",
    "approximator": "str",
    "unit": "str",
    "printed_unit": "str",
    "rule": "str",
    "conversion_of": "Int64",
}
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS = {word: rank for rank, word in enumerate(_RANKS.split(), 1)}
_ORDINAL = re.compile(
    rf"(?<!at )\b(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))\b"
    r"(?![,-]| of all\b)",
    re.IGNORECASE,
)
# "rose from 20 to 30" names two figures; "from 20 to 30 boats" names one range.
_CHANGE = re.compile(
    r"\b(?:rose|risen|rising|grew|grown|growing|increased?|increasing|went|jumped|climbed|fell"
    r"|fallen|falling|dropped|cut|raised|reduced|expanded|changed|up|down)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# Numbers after these are labels, not quantities.
_LABEL = re.compile(
    rf"\b(?:No\.|number|article|chapter|page|part|phase|section|room|route|quay|pier|berth|gate"
    rf"|unit|brigade|flight|highway|version|figure|table"
    rf"|lessons?(?:{SPACE}\d+,?{SPACE}(?:and|to|or))?){SPACE}$",
    re.IGNORECASE,
)
_LONE_ONE = re.compile(r"(?:one|a)", re.IGNORECASE)
_ONE_BEFORE = re.compile(
    rf"\b(?P<one>a|one)(?P<unit>{SPACE}(?:minute|hour|day|week|month|year))"
    rf"(?={SPACE}(?:before(?:hand)?|after(?:wards?)?)\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s*[(\[]\s*(?:(?:or|i\.e\.,?|that is,?)\s+)?$")
_CONVERTIBLE = frozenset({"length", "area", "mass", "currency"})


class Row(TypedDict, total=False):
    """One row of the table that `find_figures` returns."""

    exact: str
    start: int
    end: int
    kind: str
    subkind: str | None
    low: float | None
    best: float | None
    high: float | None
    bound: str | None
    approximator: str | None
    unit: str | None
    printed_unit: str | None
    rule: str | None
    conversion_of: int | None


def find_figures(text: str) -> pd.DataFrame:
    """Find every figure in running text, in the order of the text.

    Parameters
    ----------
    text : str
        Running English text.

    Returns
    -------
    pandas.DataFrame
        One row a figure: exact, start, end (`text[start:end] == exact`), kind, subkind, low,
        best, high, bound, approximator, unit, printed_unit, rule, and conversion_of: the
        position of the row that a figure in brackets converts, and whose bound it shares. What
        is not stated is NaN.
        Kinds are those of a `Quantity`, "ordinal" (a rank), and "date", with a subkind and no
        limits.

    Raises
    ------
    TypeError
        If it is no text.

    Notes
    -----
    It drafts; a person checks. It does not read minus signs, Roman numerals, ranks as parts of
    names ("the Third Way"), sums in prose ("twice as many"), or nouns beyond its table of
    units, and takes "over three days" for more than three. "One" counts only with a unit.

    Examples
    --------
    >>> from atodds.figures import find_figures
    >>> found = find_figures("Last week about 40 boats lay over 3 miles (5 km) out.")
    >>> found[["exact", "kind", "low", "high", "conversion_of"]]
                exact    kind   low  high  conversion_of
    0       Last week    date   NaN   NaN           <NA>
    1  about 40 boats   count  35.0  45.0           <NA>
    2    over 3 miles  amount   3.0   NaN           <NA>
    3            5 km  amount   5.0   NaN              2
    >>> find_figures(40)
    Traceback (most recent call last):
        ...
    TypeError: Expected running text; found int. Give the text itself, in quotation marks or \
from a case.
    """
    if not isinstance(text, str):
        msg = (
            f"Expected running text; found {type(text).__name__}. Give the text itself, in "
            "quotation marks or from a case."
        )
        raise TypeError(msg)
    dates = [
        Row(exact=text[d.start : d.end], start=d.start, end=d.end, kind="date", subkind=d.subkind)
        for d in find_dates(text)
    ]
    # What one finder has read is blanked for the next, so that no words are read twice.
    plain = _blank(plain_shapes(text), dates)
    quantities = _find_quantities(text, plain)
    ranks = _find_ranks(text, _blank(plain, quantities))
    rows = sorted([*dates, *quantities, *ranks], key=lambda row: row["start"])
    for position in range(1, len(rows)):
        if _is_conversion(text, rows[position - 1], rows[position]):
            rows[position] = _restate(rows[position - 1], rows[position], position - 1)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(COLUMNS)


def _blank(text: str, rows: list[Row]) -> str:
    for row in rows:
        blank = "\0" * (row["end"] - row["start"])
        text = text[: row["start"]] + blank + text[row["end"] :]
    return text


def _find_quantities(text: str, plain: str) -> list[Row]:
    rows, position = [_read_one_before(text, found) for found in _ONE_BEFORE.finditer(plain)], 0
    plain = _blank(plain, rows)
    while match := printed_pattern().search(plain, position):
        position = match.end()
        if _is_change(plain, match):
            single = single_pattern().search(plain, match.start())
            match = single or match
            position = match.end()
        read = None if _is_label(plain, match) else read_match(text, match)
        if read is None or _LONE_ONE.fullmatch(read[0].exact):
            continue
        quantity, printed_unit = read
        row = cast("Row", vars(quantity) | {"printed_unit": printed_unit})
        rows.append(row)
        position = max(position, quantity.end)
    return rows


def _is_change(plain: str, match: re.Match[str]) -> bool:
    """Tell two figures, before and after, from the two ends of one range."""
    groups = match.groupdict()
    if not groups["r1"] and not groups["b1"]:
        return False
    before = plain[max(0, match.start() - 60) : match.start()]
    return read_match(plain, match) is None or bool(groups["from"] and _CHANGE.search(before))


def _is_label(plain: str, match: re.Match[str]) -> bool:
    """Tell the number of a quay or a page, a name, from a quantity."""
    before = plain[max(0, match.start() - 20) : match.start()]
    return match.group()[0].isdigit() and bool(_LABEL.search(before))


def _read_one_before(text: str, match: re.Match[str]) -> Row:
    """Read "a day before": the article counts one."""
    unit = match["unit"].strip()
    start, end = match.span()
    return Row(
        exact=text[start:end],
        start=start,
        end=end,
        kind="duration",
        low=1.0,
        best=1.0,
        high=1.0,
        bound="point",
        unit=unit.lower(),
        printed_unit=unit,
        rule="as printed",
    )


def _find_ranks(text: str, plain: str) -> list[Row]:
    rows = []
    for match in _ORDINAL.finditer(plain):
        rank = _ORDINALS[match["word"].lower()] if match["word"] else int(match["digits"])
        row = Row(exact=text[slice(*match.span())], start=match.start(), end=match.end())
        limits = Row(low=rank, best=rank, high=rank, bound="point", rule="as printed")
        rows.append(Row(**row, **limits, kind="ordinal"))
    return rows


def _restate(one: Row, other: Row, position: int) -> Row:
    """Link a conversion to the figure it restates, whose bound it shares: less than both."""
    linked = Row(**other, conversion_of=position)
    words = one.get("approximator")
    if not words or words.lower() == "from" or other["rule"] != "as printed":
        return linked
    read = read_quantity(f"{words} {other['exact']}")
    limits = Row(low=read.low, best=read.best, high=read.high, bound=read.bound, rule=read.rule)
    return Row(**(linked | limits))


def _is_conversion(text: str, one: Row, other: Row) -> bool:
    """Tell whether the other figure stands in brackets after the one, in a measured unit."""
    measured = all(DIMENSIONS.get(row.get("unit") or "") in _CONVERTIBLE for row in (one, other))
    opened = _OPENS.fullmatch(text[one["end"] : other["start"]])
    closed = re.match(r"\s*[)\]]", text[other["end"] :])
    return bool(measured and opened and closed)
