"""Compare an answer with what is expected: pure functions of plain JSON data."""

from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from atodds.exercises.kinds import (
    CONFIDENCE,
    Choice,
    Fields,
    Interval,
    Kind,
    Number,
    Rows,
    Text,
    words_of,
)
from atodds.exercises.outcome import (
    Outcome,
    as_number,
    as_word,
    describe,
    is_dots,
    is_unstated,
    same_number,
)
from atodds.exercises.rows import judge_rows

CLOSE = 85


def judge(kind: Kind, answer: object, expected: object) -> Outcome:
    """Judge an answer of any kind; no JSON data makes it raise.

    Parameters
    ----------
    kind
        A settled kind.
    answer
        Plain JSON data.
    expected
        Plain JSON data in the form of the kind.

    Returns
    -------
    Outcome
        Its state, its share of the points, and a note.

    Examples
    --------
    >>> area = Number("Area", tolerance=0.5)
    >>> judge(area, 162, 162.2).state, judge(area, 261, 162.2).state
    ('right', 'other')
    >>> judge(area, {"$": "dots"}, 162.2).note
    'put a number in place of the dots.'
    >>> judge(area, [162], 162.2).note
    'expected one number, found a list.'
    """
    match kind:
        case Number():
            return _judge_number(kind, answer, expected)
        case Interval():
            return _judge_interval(kind, answer, expected)
        case Choice():
            return _judge_choice(kind, answer, expected)
        case Text():
            return _judge_text(answer, expected)
        case Rows():
            return judge_rows(kind, answer, expected)
        case Fields():
            return _judge_fields(kind, answer, expected)


def _judge_number(kind: Number, answer: object, expected: object) -> Outcome:
    if is_dots(answer) or answer is None or answer == "":
        return Outcome("untouched", note="put a number in place of the dots.")
    given, wanted = as_number(answer), as_number(expected)
    if given is None:
        return Outcome("unread", note=f"expected one number, found {describe(answer)}.")
    if wanted is not None and same_number(given, wanted, kind.tolerance):
        return Outcome("right", 1.0, answer=given)
    return Outcome("other", answer=given)


def _judge_interval(kind: Interval, answer: object, expected: object) -> Outcome:
    names = ("low", "high", "bound") if kind.bounds else ("low", "high")
    ends = "a low and a high end" + (" and a bound" if kind.bounds else "")
    given = _ends(answer)
    if is_dots(answer) or answer is None or (given and all(map(_blank, map(given.get, names)))):
        return Outcome("untouched", note=f"put {ends} in place of the dots.")
    if given is None or not set(given) & set(names):
        return Outcome("unread", note=f"expected {ends}, found {describe(answer)}.")
    waiting = [name for name in names if is_dots(given.get(name))]
    if waiting:
        return Outcome("untouched", note=f"the {' and the '.join(waiting)} still shows dots.")
    read = {name: _end(name, given.get(name)) for name in names}
    unfit = [name for name in names if read[name] is None and not is_unstated(given.get(name))]
    if unfit:
        found = describe(given.get(unfit[0]))
        wanted = "a bound word" if unfit[0] == "bound" else "a number, or None where none is stated"
        return Outcome("unread", note=f"expected {wanted} for the {unfit[0]}, found {found}.")
    return _compare_ends(kind, read, _ends(expected) or {})


def _ends(answer: object) -> dict[str, object] | None:
    if isinstance(answer, dict) and isinstance(answer.get("value"), (list, dict)):
        answer = answer["value"]
    if isinstance(answer, list) and len(answer) in {2, 3}:
        return dict(zip(("low", "high", "bound"), answer, strict=False))
    return answer if isinstance(answer, dict) else None


def _blank(value: object) -> bool:
    return is_dots(value) or is_unstated(value)


def _end(name: str, value: object) -> float | str | None:
    if name == "bound":
        return as_word(value) or None
    return as_number(value)


def _compare_ends(
    kind: Interval, read: Mapping[str, object], expected: Mapping[str, object]
) -> Outcome:
    # Only what is expected is compared, so a mistake may name one end alone.
    compared = [name for name in read if name in expected]
    fits = [name for name in compared if _same(read[name], expected[name], kind.tolerance)]
    low, high = read["low"], read["high"]
    turned = isinstance(low, float) and isinstance(high, float) and low > high
    if compared and len(fits) == len(compared):
        return Outcome("right", 1.0, answer=dict(read))
    note = "The low end stands above the high end." if turned else ""
    return Outcome("other", len(fits) / max(1, len(compared)), note, dict(read))


def _same(given: object, wanted: object, tolerance: float) -> bool:
    if is_unstated(wanted):
        return given is None
    number = as_number(wanted)
    if number is not None:
        return isinstance(given, float) and same_number(given, number, tolerance)
    return given is not None and given == as_word(wanted)


def _judge_choice(kind: Choice, answer: object, expected: object) -> Outcome:
    parts = answer if isinstance(answer, dict) and not is_dots(answer) else {"choice": answer}
    asked = {"choice": words_of(kind.options), "reason": words_of(kind.reasons)}
    if kind.confidence:
        asked["confidence"] = CONFIDENCE
    asked = {name: options for name, options in asked.items() if options}
    waiting = [name for name in asked if _blank(parts.get(name))]
    if waiting:
        names = ", a ".join(waiting)
        return Outcome("untouched", note=f"choose a {names}.")
    read = {name: _option(options, parts.get(name)) for name, options in asked.items()}
    for name, key in read.items():
        if key is None:
            offered = ", ".join(f'"{option}"' for option in asked[name])
            return Outcome("unread", note=f"expected one of {offered} as {name}.")
    wanted = expected if isinstance(expected, dict) else {"choice": expected}
    compared = [name for name in ("choice", "reason") if name in wanted and name in read]
    fits = sum(read[name] == wanted[name] for name in compared)
    if compared and fits == len(compared):
        return Outcome("right", 1.0, answer=read)
    share = fits / len(compared) if compared and read.get("choice") == wanted.get("choice") else 0
    note = "The choice fits; the reason does not carry it yet." if share else ""
    return Outcome("other", share, note, read)


def _option(options: Mapping[str, str], given: object) -> str | None:
    word = as_word(given)
    for key, words in options.items():
        if word is not None and word in {as_word(key), as_word(words)}:
            return key
    return None


def _judge_text(answer: object, expected: object) -> Outcome:
    if _blank(answer):
        return Outcome("untouched", note="put a word or a label in place of the dots.")
    given = as_word(answer)
    if given is None:
        return Outcome("unread", note=f"expected a word or a label, found {describe(answer)}.")
    accepted = [as_word(one) for one in (expected if isinstance(expected, list) else [expected])]
    if given in accepted:
        return Outcome("right", 1.0, answer=given)
    near = any(fuzz.ratio(given, one) >= CLOSE for one in accepted if one)
    return Outcome("other", note="Close: look at the spelling." if near else "", answer=given)


def _judge_fields(kind: Fields, answer: object, expected: object) -> Outcome:
    names = ", ".join(kind.parts)
    if _blank(answer) or (
        isinstance(answer, dict) and all(map(_blank, map(answer.get, kind.parts)))
    ):
        return Outcome("untouched", note=f"fill in {names}.")
    if not isinstance(answer, dict) or not set(kind.parts) & set(answer):
        return Outcome("unread", note=f"expected {names}, found {describe(answer)}.")
    waiting = [name for name in kind.parts if is_dots(answer.get(name))]
    if waiting:
        return Outcome("untouched", note=f"fill in {', '.join(waiting)}.")
    wanted = expected if isinstance(expected, dict) else {}
    read, off = {}, []
    for name in kind.parts:
        outcome = _judge_part(kind, name, answer.get(name), wanted.get(name))
        if outcome.state == "unread":
            return Outcome("unread", note=f"{name}: {outcome.note}")
        read[name] = outcome.answer
        if name in wanted and outcome.state != "right":
            off.append(name)
    compared = sum(name in wanted for name in kind.parts)
    if compared and not off:
        return Outcome("right", 1.0, answer=read)
    note = f"{compared - len(off)} of {compared} fields fit. Look again at: {', '.join(off)}."
    return Outcome("other", (compared - len(off)) / max(1, compared), note, read)


def _judge_part(kind: Fields, name: str, answer: object, wanted: object) -> Outcome:
    if is_unstated(answer):
        return Outcome("right" if is_unstated(wanted) else "other", answer=None)
    part = kind.parts[name]
    # A field of a row has no reason or confidence of its own.
    bare = replace(part, reasons={}, confidence=False) if isinstance(part, Choice) else part
    return judge(bare, answer, wanted)
