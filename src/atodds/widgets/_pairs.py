"""Which stretches of two texts belong together, and how to lay them side by side."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.case.asking import expect_several
from atodds.case.faults import did_you_mean
from atodds.descent import align_by_question, find_crossings, list_pairs
from atodds.widgets._stretches import cut_stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.case import Case
    from atodds.texts import Shown

Card = dict[str, Any]
Line = dict[str, Any]
_SIDES = ("left", "right")


def choose_rows(case: Case, left: str, right: str, rows: Sequence[str] | None) -> pd.DataFrame:
    """Return the rows to show: those aligned by hand, else those that answer one question.

    Examples
    --------
    >>> from atodds.case import load
    >>> harbour = load("harbour")
    >>> choose_rows(harbour, "Q", "R", ["b02"]).index.tolist()
    ['b02']
    >>> choose_rows(harbour, "P", "Q", None).index[:2].tolist()
    ['place', 'burned-area']
    >>> choose_rows(harbour, "Q", "R", ["b2"])
    Traceback (most recent call last):
    ...
    LookupError: Expected rows that lay Q beside R (b01, b02, b03, b04 and more), found 'b2'. \
Did you mean 'b02'?
    """
    for siglum in (left, right):
        case.row("documents", siglum)
    if left == right:
        raise ValueError(f"Expected two different texts, found {left!r} twice. Name another one.")
    by_hand = "alignment" in case.tables
    table = list_pairs(case.alignment, left, right) if by_hand else pd.DataFrame()
    if table.empty:
        table = align_by_question(case.claims, left, right)
    if rows is None:
        return table
    known = [str(name) for name in table.index]
    asked = expect_several(rows, "rows")
    for name in asked:
        if name not in known:
            these = ", ".join(known[:4]) + (" and more" if len(known) > 4 else "")
            message = f"Expected rows that lay {left} beside {right} ({these}), found {name!r}."
            raise LookupError(f"{message}{did_you_mean(str(name), known)}")
    return table[table.index.isin(asked)]


def pairs_of(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a place in both texts, in the order of the left one.

    Examples
    --------
    >>> from atodds.case import load
    >>> table = load("harbour").alignment.loc[["b01", "b04", "b05"]]
    >>> pairs_of(table).index.tolist()
    ['b05', 'b01']
    """
    both = table.dropna(subset=["left_start", "right_start"])
    return both.sort_values(["left_start", "right_start"], kind="stable")


def right_places(pairs: pd.DataFrame) -> tuple[int, ...]:
    """Say, for each pair in the order of the left text, which place it has in the right one.

    Examples
    --------
    >>> right_places(pd.DataFrame({"left_start": [0, 5, 9], "right_start": [30, 8, 40]}))
    (2, 1, 3)
    """
    order = pairs["right_start"].rank(method="first")
    return tuple(order.astype("int64").tolist())


def lay_out(case: Case, table: pd.DataFrame, seen: tuple[Shown, Shown]) -> tuple[Line, ...]:
    """Lay cards side by side: pairs abreast where both orders allow it, the others apart.

    Examples
    --------
    >>> from atodds.case import load
    >>> from atodds.texts import shown
    >>> harbour = load("harbour")
    >>> both = shown(harbour, "Q"), shown(harbour, "R")
    >>> lines = lay_out(harbour, harbour.alignment.head(4), both)
    >>> [[line[side] and line[side]["id"] for side in ("left", "right")] for line in lines]
    [['b01', 'b01'], ['b02', 'b02'], ['b03', 'b03'], [None, 'b04']]
    """
    pairs = pairs_of(table)
    names = [str(name) for name in pairs.index]
    places = right_places(pairs)
    abreast = {names[at] for at in _longest_rising(places)}
    cards = {
        side: _cards(case, table, page, side, set(names) - abreast)
        for side, page in zip(_SIDES, seen, strict=True)
    }
    lines: list[Line] = []
    left, right = list(cards["left"]), list(cards["right"])
    for name in [name for name in names if name in abreast]:
        lines += _before(left, name, "left") + _before(right, name, "right")
        lines.append({"left": left.pop(0), "right": right.pop(0)})
    lines += [{"left": card, "right": None} for card in left]
    return (*lines, *({"left": None, "right": card} for card in right))


def describe_order(left: str, right: str, pairs: pd.DataFrame) -> str:
    """Say in words what the lines between two texts show.

    Examples
    --------
    >>> places = {"left_start": [0, 5, 9, 12], "right_start": [30, 8, 40, 50]}
    >>> describe_order("P", "Q", pd.DataFrame(places, index=["b1", "b2", "b3", "b4"]))
    'The pairs are counted in the order of text P: 1 to 4. In text Q they stand in this order: \
2, 1, 3, 4. Of 6 pairs of lines, 1 crosses.'
    """
    count = len(pairs)
    if count < 2 or not find_crossings(pairs):
        return say_crossings(left, right, pairs)
    # Kept as the pairs' numbers in the order of the right text, which is what the eye follows.
    order = sorted(range(1, count + 1), key=lambda number: right_places(pairs)[number - 1])
    return (
        f"The pairs are counted in the order of text {left}: 1 to {count}. "
        f"In text {right} they stand in this order: {_say_runs(order)}. "
        f"{say_crossings(left, right, pairs)}"
    )


def say_crossings(left: str, right: str, pairs: pd.DataFrame) -> str:
    """Say in one sentence how far the two orders agree.

    Examples
    --------
    >>> places = pd.DataFrame({"left_start": [0, 5, 9], "right_start": [3, 8, 40]})
    >>> say_crossings("P", "Q", places)
    'No line crosses: text P and text Q tell all 3 in one order.'
    >>> say_crossings("P", "Q", places.assign(right_start=[8, 3, 40]))
    'Of 3 pairs of lines, 1 crosses.'
    >>> say_crossings("P", "Q", places.iloc[:1])
    'Text P and text Q: 1 pair.'
    """
    count, crossing = len(pairs), len(find_crossings(pairs))
    if count < 2:
        return f"Text {left} and text {right}: {count} pair{'' if count == 1 else 's'}."
    if not crossing:
        both = "both" if count == 2 else f"all {count}"
        return f"No line crosses: text {left} and text {right} tell {both} in one order."
    comparisons = count * (count - 1) // 2
    return f"Of {comparisons} pairs of lines, {crossing} cross{'es' if crossing == 1 else ''}."


def _say_runs(numbers: Sequence[int]) -> str:
    """Write "1 to 10, 13" for ten numbers that follow one another and another one."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [
        [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run]
        for run in runs
    ]
    return ", ".join(part for run in said for part in run)


def _cards(case: Case, table: pd.DataFrame, page: Shown, side: str, moved: set[str]) -> list[Card]:
    """Cut out one text's side of every row, in the order of that text.

    A stretch that has no counterpart gets no card where our paraphrase can show it only within
    a sentence that stands there already.
    """
    placed = table.dropna(subset=[f"{side}_start"])
    ends = placed[[f"{side}_start", f"{side}_end"]].astype("int64").itertuples(name=None)
    paired = {str(name) for name in pairs_of(table).index}
    cards = [
        {
            "id": str(name),
            "paired": str(name) in paired,
            "moved": str(name) in moved,
            "start": start,
            **cut_stretch(case, page, start, end),
        }
        for name, start, end in ends
    ]
    said = {card["text"] for card in cards if card["paired"]}
    kept = []
    for card in sorted(cards, key=lambda card: card["start"]):
        if card["paired"] or card["text"] not in said:
            kept.append({name: value for name, value in card.items() if name != "start"})
        said.add(card["text"])
    return kept


def _before(cards: list[Card], name: str, side: str) -> list[Line]:
    """Take away the cards that stand before one of them; each gets a line of its own."""
    found = []
    while cards[0]["id"] != name:
        found.append({"left": None, "right": None, side: cards.pop(0)})
    return found


def _longest_rising(places: Sequence[int]) -> list[int]:
    """Find the longest run of pairs that both texts tell in one order: where they stand."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        cut = bisect_left(tails, place)
        before.append(ends[cut - 1] if cut else -1)
        tails[cut : cut + 1] = [place]
        ends[cut : cut + 1] = [at]
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]
