"""Judge a set of rows: ids that were ticked, a table, or tagged spans of a text."""

import re
from collections.abc import Mapping, Sequence

from atodds.exercises.kinds import Rows, words_of
from atodds.exercises.measures import as_number
from atodds.exercises.outcome import (
    Outcome,
    as_word,
    describe,
    is_blank,
    is_dots,
    quoted,
    same_number,
)

Row = Mapping[str, object]
SPAN = {"start", "end"}
MOST_ROWS = 1_000
LONGEST_LIST = 2_000
ID = re.compile(r"[^\W\d_][\w-]*\d[\w-]*")


def judge_rows(kind: Rows, answer: object, expected: object) -> Outcome:
    """Judge rows: each one found earns its part; what is missing is only counted.

    Picks beyond the number asked for thin the share, so that ticking everything
    earns no more than guessing would.

    Parameters
    ----------
    kind
        A settled kind.
    answer, expected
        A list of ids or of rows, ids with true or false, or ids with commas between.

    Returns
    -------
    Outcome
        With a note such as "1 of 2 found."

    Examples
    --------
    >>> faults = Rows("Faults")
    >>> judge_rows(faults, ["P-02", "P-01"], ["P-01", "P-02"]).state
    'right'
    >>> judge_rows(faults, ["P-01", "P-09"], ["P-01", "P-02"]).note
    '1 of 2 found, and 1 pick that is not one of them.'
    >>> judge_rows(faults, 7, ["P-01"]).note
    'expected a list of rows, found a number.'
    >>> judge_rows(faults, "P-01, P-02", ["P-01", "P-02"]).state
    'right'
    """
    if is_dots(answer) or is_blank(answer) or answer in ([], {}):
        return Outcome("untouched", note="tick, tag or choose something first.")
    given, wanted = _rows(kind, answer), _rows(kind, expected)
    if given == []:
        return Outcome("untouched", note="tick, tag or choose something first.")
    if given is None:
        columns = "" if len(kind.columns) == 1 else f" with {', '.join(kind.columns)}"
        return Outcome(
            "unread", note=f"expected a list of rows{columns}, found {_found(kind, answer)}."
        )
    found = _count_pairs(kind, given, wanted or [])
    asked, extra = len(wanted or []), len(given) - found
    read = _as_mistakes_get_it(kind, given)
    if asked and found == asked and not extra:
        return Outcome("right", 1.0, answer=read)
    picks = "1 pick that is" if extra == 1 else f"{extra} picks that are"
    note = f"{found} of {asked} found" + (f", and {picks} not one of them." if extra else ".")
    return Outcome("other", found / max(1, asked, len(given)), note, read)


def _rows(kind: Rows, answer: object) -> list[Row] | None:
    if isinstance(answer, str):
        answer = _ids_in(kind, answer)
    if isinstance(answer, dict):
        inner = answer.get("rows", answer.get("value"))
        if isinstance(inner, list):
            return _rows(kind, inner)
        flags = all(isinstance(flag, bool) for flag in answer.values())
        answer = [key for key, flag in answer.items() if flag] if flags else None
    if not isinstance(answer, list) or len(answer) > MOST_ROWS:
        return None
    rows: list[Row] = []
    for item in answer:
        row = item if isinstance(item, dict) else {kind.columns[0]: item}
        if any(is_blank(row.get(column)) for column in kind.columns):
            return None
        cells = {column: _cell(row[column]) for column in kind.columns}
        if any(cell is None for cell in cells.values()):
            return None
        rows.append(cells)
    # The same row twice is one pick.
    return list({tuple(map(_folded, row.values())): row for row in reversed(rows)}.values())[::-1]


def _ids_in(kind: Rows, text: str) -> list[object] | None:
    if len(kind.columns) > 1 or len(text) > LONGEST_LIST:
        return None
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", text) if piece.strip()]
    known = {as_word(key) for key in words_of(kind.options)}
    # Any other text is no list of ids, and must not take the place of an answer.
    fits = all(as_word(one) in known if known else ID.fullmatch(one) for one in pieces)
    return [*pieces] if pieces and fits else None


def _found(kind: Rows, answer: object) -> str:
    if isinstance(answer, str):
        return quoted(answer)
    if isinstance(answer, dict) and isinstance(answer.get("rows"), list):
        answer = answer["rows"]
    if not isinstance(answer, list):
        return describe(answer)
    if len(answer) > MOST_ROWS:
        return f"more than {MOST_ROWS:,}"
    rows = [row for row in answer if isinstance(row, dict)]
    if len(rows) < len(answer):
        odd = next(item for item in answer if not isinstance(item, dict))
        return f"{describe(odd)} in the list" if odd is not None else "an empty place in the list"
    other = next((row for row in rows if not set(kind.columns) <= set(row)), None)
    if other is None:
        return "a row with an empty or odd value in these columns"
    names = ", ".join(str(name)[:20] for name in list(other)[:6])
    return f"a row with the columns {names}" if names else "a row without columns"


def _cell(value: object) -> float | str | None:
    number = None if isinstance(value, str) else as_number(value)
    if number is None:
        return " ".join(value.split()) if isinstance(value, str) else None
    return number


def _folded(cell: object) -> object:
    return as_word(cell) or cell


def _count_pairs(kind: Rows, given: Sequence[Row], wanted: Sequence[Row]) -> int:
    left = list(given)
    found = 0
    for row in wanted:
        partner = next((pick for pick in left if _same_row(kind, pick, row)), None)
        if partner is not None:
            left.remove(partner)
            found += 1
    return found


def _same_row(kind: Rows, one: Row, other: Row) -> bool:
    columns = set(kind.columns)
    if columns >= SPAN:
        columns -= SPAN
        if _overlap(one, other) < kind.overlap:
            return False
    return all(_same_cell(one[column], other[column], kind.tolerance) for column in columns)


def _same_cell(one: object, other: object, tolerance: float) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return same_number(one, other, tolerance)
    return _folded(one) == _folded(other)


def _overlap(one: Row, other: Row) -> float:
    ends = [one["start"], one["end"], other["start"], other["end"]]
    if not all(isinstance(end, float) for end in ends):
        return 0.0
    left, right, start, end = (float(str(number)) for number in ends)
    shared = min(right, end) - max(left, start)
    whole = max(right, end) - min(left, start)
    return shared / whole if whole > 0 and left < right else 0.0


def _as_mistakes_get_it(kind: Rows, rows: Sequence[Row]) -> object:
    if len(kind.columns) == 1:
        return frozenset(row[kind.columns[0]] for row in rows)
    return tuple(dict(row) for row in rows)
