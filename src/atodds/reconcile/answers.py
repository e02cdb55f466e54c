"""Take recorded answers apart into what can be counted over a class.

An answer is plain JSON data of anybody's: a number, a text, named values, a list of rows. Nothing
here judges it, and nothing about it is trusted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeGuard

from atodds.reconcile.agreement import plain_code

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

WHOLE = ""
ROWS = "rows"
ODD = "something else"
NONE_STATED = "none stated"
_TAG = "$"
_MOST_ROWS = 1_000
_LONGEST = 60
_MOST_WORDS = 8
_LARGEST = 1e12
# Where a mark stands, and what it catches: never the code that a learner gave it.
_PLACES = {"document", "passage", "start", "end", "exact", "source", "text_start", "text_end"}


@dataclass(frozen=True)
class Pieces:
    """What one answer holds.

    Attributes
    ----------
    given
        Part of the answer to what was given there; the part of an undivided answer is "".
    picks
        The rows that were chosen, by id or by what was marked how.
    codes
        Thing and variable to the code it got.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    picks: frozenset[str] = frozenset()
    codes: Mapping[tuple[str, str], str] = field(default_factory=dict)


def take_apart(answer: object, parts: Collection[str] = ()) -> Pieces:
    """Return what an answer holds, part by part; no plain data makes it raise.

    Parameters
    ----------
    answer : object
        Plain JSON data, as a check recorded it.
    parts : collection of str, optional
        The parts that the question has. Without them an answer's own names stand.

    Returns
    -------
    Pieces
        Numbers from 100 on to the whole, smaller ones to three digits; a range as "200 to 500",
        with "none stated" for an end that is open. Texts of more than 60 letters are
        "something else": nothing that was written in whole sentences goes on.

    Examples
    --------
    >>> take_apart({"choice": "below", "confidence": "low"}).given
    {'choice': 'below', 'confidence': 'low'}
    >>> take_apart(162.163).given, take_apart({"low": None, "high": 200}).given
    ({'': '162'}, {'': 'none stated to 200'})
    >>> sorted(take_apart(["A-08", "C-26"]).picks)
    ['A-08', 'C-26']
    >>> take_apart([{"claim": "P-c07", "source": "B", "statement": 2}]).codes
    {('P-c07', 'source'): 'B', ('P-c07', 'statement'): '2'}
    >>> take_apart({"$": "dots"}), take_apart({"choice": ["a"]}).given
    (Pieces(given={}, picks=frozenset(), codes={}), {'choice': 'something else'})
    """
    if answer is None or (isinstance(answer, dict) and _TAG in answer):
        return Pieces()
    rows = _find_rows(answer, parts)
    if rows is not None:
        return _read_rows(rows[:_MOST_ROWS])
    if not isinstance(answer, dict):
        only = next((part for part in parts if part == "choice"), WHOLE)
        return Pieces(given={only: as_seen(answer)})
    wanted = parts or [str(name) for name in answer]
    if {"low", "high"} & set(answer) and not {"low", "high"} & set(parts):
        others = {name: value for name, value in answer.items() if name not in {"low", "high"}}
        kept = {
            str(name): as_seen(one) for name, one in others.items() if not parts or name in parts
        }
        return Pieces(given={WHOLE: _as_range(answer), **kept})
    given = {str(name): value for name, value in answer.items()}
    return Pieces(given={part: as_seen(given.get(part, "")) for part in wanted})


def read_answer(cell: object) -> object:
    """Return an answer as plain data, whether a table holds it as such or a file as JSON.

    Parameters
    ----------
    cell : object
        A cell of the column `answer`.

    Returns
    -------
    object
        Plain JSON data; None for an empty cell. A text that is no JSON stands for itself.

    Examples
    --------
    >>> read_answer('{"low": 1, "high": 3}'), read_answer("below"), read_answer("")
    ({'low': 1, 'high': 3}, 'below', None)
    >>> read_answer(float("nan")) is None
    True
    """
    if isinstance(cell, float) and cell != cell:  # noqa: PLR0124 - only NaN is not itself
        return None
    if not isinstance(cell, str):
        return cell
    if not cell:
        return None
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


def as_seen(value: object) -> str:
    """Return one value as a table of the class shows it.

    Parameters
    ----------
    value : object
        Plain JSON data.

    Returns
    -------
    str
        As `take_apart` says.

    Examples
    --------
    >>> as_seen("1,087"), as_seen(63.1703), as_seen(True), as_seen(None), as_seen(" Above ")
    ('1087', '63.2', 'yes', 'none stated', 'above')
    >>> as_seen("My essay is long. " * 9), as_seen(10**400)
    ('something else', 'something else')
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return NONE_STATED
    if isinstance(value, dict):
        return _as_range(value) if {"low", "high"} & set(value) else ODD
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and len(value) <= _LONGEST:
        number = _read_number(value.replace(",", ""))
        return plain_code(value) if number is None else _print_number(number)
    if isinstance(value, int | float) and abs(value) < _LARGEST:
        return _print_number(float(value))
    return ODD


def _read_number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < _LARGEST else None


def _print_number(number: float) -> str:
    return f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"


def _as_range(answer: Mapping[Any, object]) -> str:
    return f"{as_seen(answer.get('low'))} to {as_seen(answer.get('high'))}"


def _find_rows(answer: object, parts: Collection[str]) -> list[object] | None:
    if isinstance(answer, dict):
        if isinstance(answer.get(ROWS), list):
            return list(answer[ROWS])
        flags = answer and all(isinstance(flag, bool) for flag in answer.values())
        return [name for name, flag in answer.items() if flag] if flags else None
    if isinstance(answer, str) and ROWS in parts:
        return [piece.strip() for piece in answer.split(",") if piece.strip()]
    return answer if isinstance(answer, list) else None


def _read_rows(rows: Sequence[object]) -> Pieces:
    if not all(_is_row(row) for row in rows):
        return Pieces(picks=frozenset(str(row) for row in rows if _is_short(row)))
    picks, codes = set(), {}
    for row in filter(_is_row, rows):
        if {"start", "text_start"} & set(row):
            picks.add(_name_mark(row))
            continue
        names = list(row)
        thing = str(row[names[0]])
        for name in names[1:]:
            code = row[name]
            if _is_short(thing) and _is_short(code) and str(code):
                codes[thing, str(name)] = as_seen(code)
    return Pieces(picks=frozenset(picks), codes=codes)


def _is_row(row: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(row, dict) and bool(row) and _TAG not in row


def _is_short(value: object) -> TypeGuard[str | int | float]:
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return plain and len(str(value)[: _LONGEST + 1]) <= _LONGEST


def _name_mark(row: Mapping[str, Any]) -> str:
    """Name a stretch by its words, where they are few: a long one is somebody's text."""
    codes = [str(code) for name, code in row.items() if name not in _PLACES and _is_short(code)]
    words = row.get("exact")
    if _is_short(words) and len(str(words).split()) <= _MOST_WORDS:
        place = f"“{' '.join(str(words).split())}”"
    else:
        start, end = (row.get(f"text_{name}", row.get(name)) for name in ("start", "end"))
        place = f"letters {as_seen(start)} to {as_seen(end)}"
    return f"{place}: {', '.join(codes)}" if codes else place
