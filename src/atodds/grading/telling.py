"""Tell a recorded answer in a few words, for people who read many of them."""

from __future__ import annotations

import math
from collections.abc import Mapping

LONGEST = 160
LONGEST_NUMBER = 10**30
DEEPEST = 3


def tell_answer(answer: object) -> str:
    """Return a recorded answer as one short line of plain words, whatever it is.

    Parameters
    ----------
    answer : object
        Plain JSON data, as a record holds it; it may come from anyone.

    Returns
    -------
    str
        At most 160 characters, not escaped; empty where there is no answer. A table is told by
        its number of rows.

    Examples
    --------
    >>> tell_answer({"low": 35, "high": 40.0, "bound": None})
    'low: 35; high: 40; bound: nothing'
    >>> tell_answer([{"start": 3}, {"start": 9}]), tell_answer(["A", "B"])
    ('2 rows', 'A, B')
    >>> tell_answer(None)
    ''
    """
    if answer is None or (isinstance(answer, float) and math.isnan(answer)):
        return ""
    told = _words(answer).encode("utf-8", "replace").decode()
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def _words(answer: object, depth: int = 0) -> str:
    if depth == DEEPEST:
        return "…"
    if isinstance(answer, Mapping):
        return _told_mapping(answer, depth)
    if isinstance(answer, list):
        return _told_list(answer, depth)
    return _told_one(answer)


def _told_mapping(answer: Mapping[object, object], depth: int) -> str:
    if set(answer) == {"$"}:
        # What is no plain data (the starter's dots, a missing number) stands there as a tag.
        return "..." if answer["$"] == "dots" else "nothing"
    if isinstance(answer.get("rows"), list):
        return _words(answer["rows"], depth)
    pairs = list(answer.items())[:12]
    return "; ".join(f"{str(key)[:40]}: {_words(one, depth + 1)}" for key, one in pairs)


def _told_list(answer: list[object], depth: int) -> str:
    if answer and isinstance(answer[0], Mapping):
        return f"{len(answer)} {'row' if len(answer) == 1 else 'rows'}"
    return ", ".join(_words(one, depth + 1) for one in answer[:40]) or "nothing"


def _told_one(answer: object) -> str:
    if answer is None or answer == "":
        return "nothing"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, float):
        return f"{answer:.15g}"
    # Python refuses to write out an integer of thousands of digits.
    if isinstance(answer, int) and abs(answer) >= LONGEST_NUMBER:
        return "a very large number"
    return str(answer)[: 2 * LONGEST]
