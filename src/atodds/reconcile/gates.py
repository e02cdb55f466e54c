"""Four gates that decide whether two figures may be compared at all.

Same thing, same definition, same period, same place. Whether two figures that may be compared
come from independent origins is another question, asked afterwards (`count_origins`).
"""

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from atodds.reconcile.rows import (
    Cells,
    Row,
    name_figure,
    read_row,
    read_rows,
    read_window,
    say_window,
)
from atodds.reconcile.units import measure_of

GATES = ("thing", "definition", "period", "place")
NEEDED = ("thing", "definition", "as_of_start", "as_of_end", "place", "unit")
Verdict = tuple[bool, str]


def pass_gates(one: Row, other: Row) -> pd.DataFrame:
    """Send two figures through the four gates.

    Parameters
    ----------
    one, other : Series or mapping
        Two rows of a figures table: thing, definition, as_of_start, as_of_end, place, unit.

    Returns
    -------
    DataFrame
        One row a gate: gate, passed, reason.

    Examples
    --------
    >>> fire = {"id": "P-04", "thing": "area", "definition": "burned", "unit": "m^2",
    ...         "place": "harbour", "as_of_start": "2024-03-13", "as_of_end": "2024-03-13"}
    >>> pass_gates(fire, fire | {"id": "Q-02", "definition": "burned or wet"})["passed"].tolist()
    [True, False, True, True]

    >>> pass_gates(fire, {"id": "Q-02", "thing": "area"})
    Traceback (most recent call last):
    KeyError: "Figure 'Q-02' has no column 'definition'. Take a whole row of a figures table."
    """
    rows = read_row(one, NEEDED), read_row(other, NEEDED)
    verdicts = [(gate, *verdict) for gate, verdict in _judge(*rows)]
    return pd.DataFrame(verdicts, columns=["gate", "passed", "reason"])


def first_failed_gate(one: Row, other: Row) -> str | None:
    """Name the first gate at which two figures part.

    Parameters
    ----------
    one, other : Series or mapping
        Two rows of a figures table.

    Returns
    -------
    str or None
        "thing", "definition", "period" or "place"; None when all four let them through.

    Examples
    --------
    >>> held = {"thing": "area", "definition": "held", "unit": "km^2", "place": "region",
    ...         "as_of_start": "2024-08-20", "as_of_end": "2024-08-20"}
    >>> first_failed_gate(held, held | {"as_of_start": None, "as_of_end": None})
    'period'
    >>> first_failed_gate(held, held) is None
    True

    >>> first_failed_gate(held, {})
    Traceback (most recent call last):
    KeyError: "A figure without an id has no column 'thing'. Take a whole row of a figures table."
    """
    failed = _first_failure(read_row(one, NEEDED), read_row(other, NEEDED))
    return None if failed is None else failed[0]


def comparable(one: Row, other: Row) -> bool:
    """Say whether two figures may be compared.

    Parameters
    ----------
    one, other : Series or mapping
        Two rows of a figures table.

    Returns
    -------
    bool
        True when all four gates let them through.

    Examples
    --------
    >>> held = {"thing": "area", "definition": "held", "unit": "km^2", "place": "region",
    ...         "as_of_start": "2024-08-20", "as_of_end": "2024-08-20"}
    >>> comparable(held, held | {"unit": "mile^2"}), comparable(held, held | {"unit": "km"})
    (True, False)

    >>> comparable(held, {})
    Traceback (most recent call last):
    KeyError: "A figure without an id has no column 'thing'. Take a whole row of a figures table."
    """
    return first_failed_gate(one, other) is None


def judge_pairs(figures: pd.DataFrame) -> pd.DataFrame:
    """Send every pair of figures through the gates.

    Parameters
    ----------
    figures : DataFrame
        Rows of a figures table.

    Returns
    -------
    DataFrame
        One row a pair: left, right, comparable, gate (the first that failed, or empty), reason.

    Examples
    --------
    >>> table = pd.DataFrame({"thing": ["area", "area"], "definition": ["held", "taken"],
    ...     "unit": "km^2", "place": "region", "as_of_start": "2024-08-20",
    ...     "as_of_end": "2024-08-20"}, index=["A-1", "B-1"])
    >>> judge_pairs(table)[["left", "right", "comparable", "gate"]].values.tolist()
    [['A-1', 'B-1', False, 'definition']]

    >>> judge_pairs(table.drop(columns="place"))
    Traceback (most recent call last):
    KeyError: "Figure 'A-1' has no column 'place'. Take a whole row of a figures table."
    """
    found = []
    for left, right in combinations(read_rows(figures, NEEDED), 2):
        gate, reason = _first_failure(left, right) or ("", "All four gates let them through.")
        found.append((left["id"], right["id"], not gate, gate, reason))
    return pd.DataFrame(found, columns=["left", "right", "comparable", "gate", "reason"])


def comparable_pairs(figures: pd.DataFrame) -> pd.DataFrame:
    """List the pairs of figures that may be compared.

    Parameters
    ----------
    figures : DataFrame
        Rows of a figures table.

    Returns
    -------
    DataFrame
        One row a pair that passed all gates: left, right.

    Examples
    --------
    >>> table = pd.DataFrame({"thing": "area", "definition": ["held", "taken", "held"],
    ...     "unit": "km^2", "place": "region", "as_of_start": "2024-08-20",
    ...     "as_of_end": "2024-08-20"}, index=["A-1", "B-1", "C-1"])
    >>> comparable_pairs(table).values.tolist()
    [['A-1', 'C-1']]

    >>> comparable_pairs(None)
    Traceback (most recent call last):
    TypeError: Expected a table of figures, found a NoneType. Pass rows of case.figures.
    """
    pairs = judge_pairs(figures)
    passed = pairs.loc[pairs["comparable"].astype(bool), ["left", "right"]]
    return passed.reset_index(drop=True)


def _first_failure(one: Cells, other: Cells) -> tuple[str, str] | None:
    judged = _judge(one, other)
    return next(((gate, reason) for gate, (passed, reason) in judged if not passed), None)


def _judge(one: Cells, other: Cells) -> Iterator[tuple[str, Verdict]]:
    yield "thing", _same_thing(one, other)
    yield "definition", _same_key(one, other, "definition", "is delimited as")
    yield "period", _same_period(one, other)
    yield "place", _same_key(one, other, "place", "speaks of")


def _same_thing(one: Cells, other: Cells) -> Verdict:
    things = one["thing"], other["thing"]
    if None in things:
        nameless = one if one["thing"] is None else other
        return False, f"{name_figure(nameless)} does not say what it counts."
    if things[0] != things[1]:
        return False, f"One counts {things[0]}, the other {things[1]}."
    measures = [
        measure_of(None if row["unit"] is None else str(row["unit"])) for row in (one, other)
    ]
    if measures[0] != measures[1]:
        said = " and ".join(repr(str(row["unit"] or "no unit")) for row in (one, other))
        return False, f"Both are about {things[0]}, but {said} do not measure the same."
    return True, f"Both count {things[0]}."


def _same_key(one: Cells, other: Cells, column: str, verb: str) -> Verdict:
    left, right = one[column], other[column]
    if left is None and right is None:
        return True, f"Neither names a {column}, so nothing sets them apart."
    if left is None or right is None:
        silent, said = (one, right) if left is None else (other, left)
        return False, f"One {verb} {said}; {_lower_first(name_figure(silent))} names no {column}."
    if left != right:
        return False, f"One {verb} {left}, the other {right}."
    return True, f"Each {verb} {left}."


def _same_period(one: Cells, other: Cells) -> Verdict:
    left, right = read_window(one), read_window(other)
    if left is None or right is None:
        undated = one if left is None else other
        return False, f"{name_figure(undated)} has no date: nobody can say when it was true."
    first, last = max(left[0], right[0]), min(left[1], right[1])
    if first > last:
        days = (first - last).days
        gap = "a day" if days == 1 else f"{days:,} days"
        return (
            False,
            f"One is for {say_window(left)}, the other for {say_window(right)}: {gap} apart.",
        )
    return True, f"Both can be for {say_window((first, last))}."


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
