"""Judge a low and a high end, and the word for the bound."""

from collections.abc import Mapping

from atodds.exercises.answers import DOTS
from atodds.exercises.kinds import Interval
from atodds.exercises.measures import as_number, unfit_number
from atodds.exercises.outcome import (
    Outcome,
    as_word,
    describe,
    is_blank,
    is_dots,
    is_unstated,
    quoted,
    same_number,
)

SAME_WORD = {
    "less than": "under",
    "less": "under",
    "below": "under",
    "more than": "over",
    "more": "over",
    "above": "over",
}
NO_END = "a number, or None where none is stated"


def judge_interval(kind: Interval, answer: object, expected: object) -> Outcome:
    """Judge an interval; an end may be left open, a bound word may not.

    Parameters
    ----------
    kind
        The kind.
    answer, expected
        ``low``, ``high`` and perhaps ``bound``, by name or in this order.

    Returns
    -------
    Outcome
        With a note on which part to look at again when only one is off.

    Examples
    --------
    >>> area = Interval("Area", unit="km^2", bounds=("under", "over"))
    >>> judge_interval(area, [None, "200 km2", "less than"], [None, 200, "under"]).state
    'right'
    >>> judge_interval(area, [100, 200, "under"], [None, 200, "under"]).note
    'high and bound fit; look again at low.'
    >>> judge_interval(area, [None, 200, "at most"], [None, 200, "under"]).note
    'expected one of under, over as the bound, found "at most".'
    """
    names = ("low", "high", "bound") if kind.bounds else ("low", "high")
    ends = "a low and a high end" + (" and a bound" if kind.bounds else "")
    given = _by_name(answer)
    if is_dots(answer) or answer is None or (given and all(_empty(given.get(x)) for x in names)):
        return Outcome("untouched", note=f"put {ends} in place of the dots.")
    if given is None or not set(given) & set(names):
        return Outcome("unread", note=f"expected {ends}, found {describe(answer)}.")
    waiting = [name for name in names if _waits(name, given.get(name, DOTS))]
    if waiting:
        open_end = "" if waiting == ["bound"] else "; give None where none is stated"
        return Outcome("untouched", note=f"fill in {' and '.join(waiting)}{open_end}.")
    read = {name: _read(kind, name, given[name]) for name in names}
    for name in names:
        if read[name] is None and not is_unstated(given[name]):
            return Outcome("unread", note=_unfit(kind, name, given[name]))
    return _compare(kind, read, _by_name(expected) or {})


def _by_name(answer: object) -> dict[str, object] | None:
    if isinstance(answer, dict) and isinstance(answer.get("value"), (list, dict)):
        answer = answer["value"]
    if isinstance(answer, list) and len(answer) in {2, 3}:
        return dict(zip(("low", "high", "bound"), answer, strict=False))
    return answer if isinstance(answer, dict) else None


def _empty(value: object) -> bool:
    return is_dots(value) or is_blank(value)


def _waits(name: str, value: object) -> bool:
    return is_dots(value) or (name == "bound" and is_blank(value))


def _read(kind: Interval, name: str, value: object) -> float | str | None:
    if name != "bound":
        return as_number(value, kind.unit)
    word = as_word(value)
    offered = {as_word(one): one for one in kind.bounds}
    same = SAME_WORD.get(word or "")
    return word if word in offered else (same if same in offered else None)


def _unfit(kind: Interval, name: str, value: object) -> str:
    if name == "bound":
        found = quoted(value) if isinstance(value, str) else describe(value)
        return f"expected one of {', '.join(kind.bounds)} as the bound, found {found}."
    return f"{name}: {unfit_number(value, NO_END)}"


def _compare(kind: Interval, read: Mapping[str, object], expected: Mapping[str, object]) -> Outcome:
    # Only what is expected is compared, so a mistake may name one end alone.
    compared = [name for name in read if name in expected]
    off = [name for name in compared if not _same(read[name], expected[name], kind)]
    fits = [name for name in compared if name not in off]
    if compared and not off:
        return Outcome("right", 1.0, answer=dict(read))
    low, high = read["low"], read["high"]
    note = ""
    if isinstance(low, float) and isinstance(high, float) and low > high:
        note = "The low end stands above the high end."
    elif len(off) == 1 and fits:
        note = f"{' and '.join(fits)} fit{'' if len(fits) > 1 else 's'}; look again at {off[0]}."
    return Outcome("other", len(fits) / max(1, len(compared)), note, dict(read))


def _same(given: object, wanted: object, kind: Interval) -> bool:
    if is_unstated(wanted):
        return given is None
    number = as_number(wanted)
    if number is not None:
        return isinstance(given, float) and same_number(given, number, kind.tolerance)
    return given is not None and given == as_word(wanted)
