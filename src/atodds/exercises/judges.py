"""Compare an answer with what is expected: pure functions of plain JSON data."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from atodds.exercises.intervals import judge_interval
from atodds.exercises.kinds import (
    CONFIDENCE,
    Choice,
    Fields,
    Interval,
    Kind,
    Number,
    Part,
    Rows,
    Text,
    words_of,
)
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
from atodds.exercises.rows import judge_rows

CLOSE = 85
PARTS_OF_A_CHOICE = {"choice": "an option", "reason": "a reason", "confidence": "how sure you are"}


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
    'put a number into the box, or in place of the dots.'
    >>> judge(area, [162], 162.2).note
    'expected one number, found a list.'
    """
    match kind:
        case Number():
            return _judge_number(kind, answer, expected)
        case Interval():
            return judge_interval(kind, answer, expected)
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
        return Outcome("untouched", note="put a number into the box, or in place of the dots.")
    given, wanted = as_number(answer, kind.unit), as_number(expected)
    if given is None:
        return Outcome("unread", note=unfit_number(answer, unit=kind.unit))
    if wanted is not None and same_number(given, wanted, kind.tolerance):
        return Outcome("right", 1.0, answer=given)
    return Outcome("other", answer=given)


def _judge_choice(kind: Choice, answer: object, expected: object) -> Outcome:
    parts = answer if isinstance(answer, dict) and not is_dots(answer) else {"choice": answer}
    asked = {"choice": words_of(kind.options), "reason": words_of(kind.reasons)}
    if kind.confidence:
        asked["confidence"] = CONFIDENCE
    asked = {name: options for name, options in asked.items() if options}
    waiting = [PARTS_OF_A_CHOICE[name] for name in asked if _is_empty(parts.get(name))]
    if waiting:
        *first, last = waiting
        listed = f"{', '.join(first)} and {last}" if first else last
        return Outcome("untouched", note=f"choose {listed}.")
    read = {name: _option(options, parts.get(name)) for name, options in asked.items()}
    for name, key in read.items():
        if key is None:
            offered = ", ".join(f'"{option}"' for option in asked[name])
            given = parts.get(name)
            found = quoted(given) if isinstance(given, str) else describe(given)
            return Outcome("unread", note=f"expected one of {offered} as {name}, found {found}.")
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
    if _is_empty(answer):
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
    if _is_empty(answer):
        return Outcome("untouched", note=_ask_for(kind, kind.parts))
    if not isinstance(answer, dict) or not set(kind.parts) & set(answer):
        return Outcome(
            "unread", note=f"expected {', '.join(kind.parts)}, found {describe(answer)}."
        )
    wanted = expected if isinstance(expected, dict) else {}
    found = {
        name: _judge_part(part, answer.get(name), wanted.get(name))
        for name, part in kind.parts.items()
    }
    waiting = [name for name, outcome in found.items() if outcome.state == "untouched"]
    if waiting or all(_is_empty(answer.get(name)) for name in found):
        return Outcome("untouched", note=_ask_for(kind, waiting or found))
    for name, outcome in found.items():
        if outcome.state == "unread":
            return Outcome("unread", note=f"{_labels(kind, [name])}: {outcome.note}")
    read = {name: outcome.answer for name, outcome in found.items()}
    compared = [name for name in found if name in wanted]
    off = [name for name in compared if found[name].state != "right"]
    if compared and not off:
        return Outcome("right", 1.0, answer=read)
    fits = len(compared) - len(off)
    note = f"{fits} of {len(compared)} fields fit. Look again at: {_labels(kind, off)}."
    return Outcome("other", fits / max(1, len(compared)), note, read)


def _ask_for(kind: Fields, waiting: Collection[str]) -> str:
    if len(waiting) == len(kind.parts) > 1:
        return f"nothing is filled in yet; there are {len(waiting)} answers to give."
    return f"fill in {_labels(kind, waiting)}."


def _labels(kind: Fields, names: Iterable[str]) -> str:
    """Name fields as a form shows them: whoever fills in a form never sees their keys."""
    return ", ".join(f"“{kind.parts[name].label}”" for name in names)


def _judge_part(part: Part, answer: object, wanted: object) -> Outcome:
    if isinstance(part, Number) and is_unstated(answer):
        if not part.may_be_unstated:
            return Outcome("untouched")
        return Outcome("right" if is_unstated(wanted) else "other", answer=None)
    # A field of a row has no reason or confidence of its own.
    bare = replace(part, reasons={}, confidence=False) if isinstance(part, Choice) else part
    return judge(bare, answer, wanted)


def _is_empty(answer: object) -> bool:
    return is_dots(answer) or is_blank(answer)
