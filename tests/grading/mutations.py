"""Answers to every exercise, right, nearly right and absurd, with what each of them should earn.

What is right is written down here a second time, in the plainest way there is, and without a
call to the judges: it is they that are on trial.
"""

import json
import math
import re
import sys
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import pytest

from atodds.case import load
from atodds.course import EXERCISES, load_case
from atodds.course.lesson11 import judging
from atodds.exercises import (
    Choice,
    Exercise,
    Fields,
    Interval,
    Number,
    Rows,
    SameAs,
    Text,
    judge_record,
    mistake_examples,
    plain,
    right_example,
)
from atodds.exercises.cases import open_case
from atodds.exercises.entries import make_answer
from atodds.exercises.exercise import say
from atodds.exercises.kinds import CONFIDENCE, settle
from atodds.figures.brief import check_brief

BY_ID = {one.id: one for one in EXERCISES if isinstance(one, Exercise)}
# What is tried: each exercise, and one that can be answered on several cases on each of them.
TRIED = {
    f"{one.id} {case}".rstrip(): (one, case) for one in BY_ID.values() for case in one.cases or [""]
}
DOTS = {"$": "dots"}
NOTHING = (None, "", {"$": "missing"}, {"$": "nan"}, {"$": "inf"}, {"$": "-inf"})
NOT_STATED = {"", "none", "-", "not stated"}
BOUND_WORDS = {"less than": "under", "less": "under", "below": "under",
               "more than": "over", "more": "over", "above": "over"}  # fmt: skip
SHAPES = str.maketrans("“”„’‘–—", '"""\'\'--')  # noqa: RUF001
# What a learner counts in the right answers to 11.9 and 11.12.
COUNTED = {"height": "6.5", "home": "1,140", "damage": "18", "boxes": "40", "area": "9,000",
           "helpers": "62"}  # fmt: skip
# What the kit says of every answer of a kind: it counts fields and rows, and gives nothing away.
COUNTS = re.compile(r"\d+ of (?:your )?\d+|there are \d+ answers|and \d+ picks?|such as 12\.5")
MARK = re.compile(r"\[[A-Z]+-k?\d+[^\]]*\]")
TOKEN = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.,])\d+(?:\.\d+)?(?!\w)")


def _deep(levels, wrap):
    answer = 1
    for _ in range(levels):
        answer = wrap(answer)
    return answer


ABSURD = (
    True,
    False,
    0,
    -0.0,
    -1,
    1e308,
    -1e308,
    5e-324,
    10**400,
    -(10**400),
    math.nan,
    math.inf,
    {"$": "nan"},
    {"$": "inf"},
    {"$": "missing"},
    {"$": "dots", "more": 1},
    {"$": []},
    "\ud800",
    "\x00",
    "<script>alert(1)</script>",
    "right",
    "9" * 60,
    "x" * 50_000,
    [None],
    [[]],
    [{}],
    [True] * 3,
    list(range(2_000)),
    {"rows": {}},
    {"rows": [{}]},
    {"rows": [{"id": []}]},
    {"value": []},
    {"value": {"value": {"value": 1}}},
    {"choice": [], "reason": {}, "confidence": 1},
    {"low": [], "high": {}, "bound": 1},
    {"": 1, " ": 2, "\ud800": {}, "x" * 999: None},
    _deep(50, lambda inner: [inner]),
    _deep(50, lambda inner: {"value": inner}),
    _deep(50, lambda inner: {"rows": [inner]}),
)
# What names no case: that of the course, though it is one, is offered by no exercise.
NO_CASES = (
    "kursk", "flod", "Flood", " flood", "harbour ", "HARBOUR", "flood\x00", "", "flood,harbour",
    "../harbour", "cases", "\ud800", "x" * 5_000, 0, 1, -1.5, True, False, {"$": "nan"}, DOTS,
    [], {}, ["flood"], ["harbour"], {"flood": True}, {"case": "harbour"}, {"name": "flood"},
    10**400, _deep(50, lambda inner: [inner]), _deep(50, lambda inner: {"case": inner}),
)  # fmt: skip


@contextmanager
def read_once():
    """Read the toy case, the numbers of 6.2 and each sentence once, not anew for every answer."""
    remembered, found = cache(load), {}

    def checked(text, case):
        key = text, case.name
        if key not in found:
            found[key] = check_brief(text, case)
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        for name, module in sys.modules.items():
            if name.startswith("atodds.course") and getattr(module, "load", None) is load:
                patch.setattr(module, "load", remembered)
        patch.setattr(judging, "check_brief", checked)
        # Under this name the lesson's package has the exercise itself.
        tagging = sys.modules["atodds.course.lesson06.tagging"]
        numbers = tagging.ground_tags(load_case())
        patch.setattr(tagging, "ground_tags", lambda _: numbers)
        yield


@dataclass(frozen=True)
class Mutant:
    """One answer: what was done to the right one, and what it earns.

    `share` is the part of the points, or None for "anything but all of them"; `mistake` is the
    name that the answer must get, or None where any will do.
    """

    what: str
    answer: object
    share: float | None
    mistake: str | None = None


@cache
def frozen(tried):
    """Return an exercise with all that it takes from its case worked out, once."""
    return freeze(TRIED[tried][0], case_of(tried))


def case_of(tried):
    _, case = TRIED[tried]
    return open_case(case) if case else load_case()


def freeze(exercise, case):
    expected = plain(exercise.expected(case))

    def expect(asked=None):
        # An answer on another case must not be judged by what is right on this one.
        assert asked is None or asked.name == case.name, f"judged on {asked.name}"
        return expected

    mistakes = [
        replace(
            one,
            when=SameAs(one.when.at(case)) if isinstance(one.when, SameAs) else one.when,
            hint=say(one.hint, case),
        )
        for one in exercise.mistakes
    ]
    return replace(
        exercise,
        kind=settle(exercise.kind, case),
        expected=expect,
        mistakes=mistakes,
        ask=say(exercise.ask, case),
        right=say(exercise.right, case),
        nudge=say(exercise.nudge, case),
    )


@cache
def mutants_of(tried):
    """Return the mutation set of an exercise of the course, all of it about one case."""
    made = mutants(frozen(tried), case_of(tried))
    return tuple(_on_case(tried, made) if TRIED[tried][1] else made)


def _on_case(tried, made):
    """Name the case in each answer that has room for it, and name none and other ones."""
    exercise, case = frozen(tried), TRIED[tried][1]
    first, mistaken = is_about_first(exercise), []
    for mutant in made:
        mistaken += [mutant] if mutant.what.startswith("mistake: ") else []
        has_room = isinstance(mutant.answer, dict)
        named = has_room and "case" in mutant.answer
        # What names no case is about the first, and stands among the mutants on that one.
        if first or named:
            yield mutant
        if has_room and not named:
            yield replace(mutant, answer={**mutant.answer, "case": case},
                          what=f"{mutant.what}, on {case}")  # fmt: skip
    answers = {one: {**plain(right_example(frozen(f"{exercise.id} {one}"), open_case(one)))}
               for one in exercise.cases}  # fmt: skip
    right = answers[case]
    for odd in NO_CASES:
        yield Mutant(f"case is {str(odd)[:30]!a}", {**right, "case": odd}, 0)
    yield Mutant("case in other letters", {**right, "case": "", "Case": case}, 0)
    yield Mutant("all under value, with its case", {"value": right, "case": case}, 0)
    yield from (
        replace(mutant, what=f"{mutant.what}, and on {one} {name}",
                answer={**plain(theirs), "case": case, **mutant.answer})
        for one in exercise.cases
        for name, theirs in mistake_examples(frozen(f"{exercise.id} {one}"), open_case(one))
        for mutant in mistaken
    )  # fmt: skip
    for one, answer in answers.items():
        moved = {**answer, "case": case}
        yield Mutant(f"what is right on {one}", moved, float(is_right(exercise, moved)))
        if first:
            for none in ({}, {"case": None}):
                bare = _without_case(answer) | none
                share = float(is_right(exercise, bare))
                yield Mutant(f"right on {one}, with {none}", bare, share)


def names_case_of(exercise, answer):
    """Return the name of the case that an answer is about, or None where it names none of them."""
    given = answer.get("case") if isinstance(answer, dict) else None
    if given is None:
        return exercise.cases[0]
    return next((one for one in exercise.cases if isinstance(given, str) and one == given), None)


def is_about_first(exercise):
    """Say whether an answer that names no case is judged by this frozen exercise."""
    return not exercise.cases or exercise is frozen(f"{exercise.id} {exercise.cases[0]}")


def tried_by(tried, answer):
    """Return what an answer is tried on: it may name another case of its exercise."""
    exercise, case = TRIED[tried]
    return f"{exercise.id} {names_case_of(exercise, answer) or case}" if case else tried


def within_reach(exercise):
    """Return the mistakes that can be made on the exercise's case: about what it asks."""
    asked = exercise.kind.parts if isinstance(exercise.kind, Fields) else None
    return [
        one
        for one in exercise.mistakes
        if asked is None
        or not isinstance(one.when, SameAs)
        or not isinstance(one.when.at(None), dict)
        or set(one.when.at(None)) <= set(asked)
    ]


def record(exercise, answer):
    return {"format": 1, "exercise": exercise.id, "answer": answer, "recorded": True}


# What is right, once more.


def wanted_of(exercise):
    return exercise.expected(None)


def accepted(exercise):
    """Return every answer that earns all points, in its canonical form."""
    wanted = wanted_of(exercise)
    if exercise.id == "7.5":  # a ceiling of a hundred lies in the word share
        return [wanted, {**wanted, "high": 100}]
    if exercise.id == "10.7":  # B and C may be taken for one report
        return [wanted, {**wanted, "high": wanted["high"] - 1}]
    if exercise.id == "3.4":  # in A the grammar decides nothing
        return [wanted, {**wanted, "a": "Russia"}]
    if exercise.unscored:  # how sure somebody is has no right answer
        return [{**wanted, "sure": word} for word in CONFIDENCE]
    return [wanted]


def is_right(exercise, answer):
    """Say whether an answer is the expected one, in any of the forms that a learner may use."""
    if exercise.cases and names_case_of(exercise, answer) is None:
        return False
    own = OWN_RULES.get(exercise.id)
    if own is not None:
        return own(answer, wanted_of(exercise))
    return any(_equals(exercise.kind, answer, wanted) for wanted in accepted(exercise))


def credit(exercise, answer):
    """Return the part of the points that an answer in canonical form earns."""
    return max(_share(exercise.kind, answer, wanted) for wanted in accepted(exercise))


def _share(kind, answer, wanted):
    match kind:
        case Fields(parts=parts):
            compared = [name for name in parts if name in wanted]
            fits = [_equals(parts[name], answer[name], wanted[name]) for name in compared]
            return sum(fits) / len(fits)
        case Interval():
            names = ["low", "high", *(["bound"] if kind.bounds else [])]
            return sum(_same_end(kind, x, answer[x], wanted[x]) for x in names) / len(names)
        case Rows():
            given, asked = {_fold(one) for one in answer}, {_fold(one) for one in wanted}
            return len(given & asked) / max(len(given), len(asked))
        case Choice():
            whole = wanted if isinstance(wanted, dict) else {"choice": wanted}
            if answer["choice"] != whole["choice"]:
                return 0
            return sum(answer[name] == whole[name] for name in whole) / len(whole)
        case _:
            return float(_equals(kind, answer, wanted))


def _equals(kind, answer, wanted):
    match kind:
        case Number():
            return _same_number(kind, answer, wanted)
        case Choice():
            return _same_choice(kind, answer, wanted)
        case Text():
            return _fold(answer) in {_fold(one) for one in _listed(wanted)}
        case Interval():
            given = _ends(answer)
            return bool(given) and all(
                name in given and _same_end(kind, name, given[name], wanted[name])
                for name in ("low", "high", *(["bound"] if kind.bounds else []))
            )
        case Fields(parts=parts):
            return isinstance(answer, dict) and all(
                _equals(part, answer.get(name), wanted[name])
                for name, part in parts.items()
                if name in wanted
            )
        case Rows():
            given = _ids(answer)
            return given is not None and given == {_fold(one) for one in wanted}


def _same_number(kind, answer, wanted):
    if _is_nothing(wanted):
        return _is_nothing(answer)
    room = kind.tolerance + 2e-9 * max(1, abs(wanted))
    return any(abs(number - wanted) <= room for number in _numbers(answer, kind.unit))


def _numbers(answer, unit):
    """Every number that digits may stand for: a comma may be a point, or part thousands."""
    if isinstance(answer, (int, float)) and not isinstance(answer, bool):
        return [answer] if abs(answer) < 1e300 else []
    if not isinstance(answer, str):
        return []
    text = " ".join(answer.replace("\N{MINUS SIGN}", "-").split())
    found = re.fullmatch(r"([-+]?[0-9., ]*[0-9]) ?([^0-9].*)?", text)
    if not found or (found[2] and not unit):
        return []
    digits = found[1].replace(" ", "")
    forms = {digits.replace(",", ""), digits.replace(",", ".")}
    return [float(form) for form in forms if re.fullmatch(r"[-+]?\d*\.?\d+", form)]


def _same_choice(kind, answer, wanted):
    parts = answer if isinstance(answer, dict) else {"choice": answer}
    whole = wanted if isinstance(wanted, dict) else {"choice": wanted}
    offered = {"choice": kind.options, "reason": kind.reasons}
    return all(
        _fold(parts.get(name)) in {_fold(key), _fold(offered[name][key])}
        for name, key in whole.items()
    )


def _same_end(kind, name, given, wanted):
    if name == "bound":
        word = _fold(given)
        return BOUND_WORDS.get(word, word) == wanted
    return _same_number(kind, given, wanted)


def _ends(answer):
    if isinstance(answer, dict) and isinstance(answer.get("value"), (dict, list)):
        answer = answer["value"]
    if isinstance(answer, list):
        return dict(zip(("low", "high", "bound"), answer, strict=False))
    return answer if isinstance(answer, dict) else None


def _ids(answer, column="id"):
    """Return the ids of an answer in any of its forms, or None where it has another form."""
    if isinstance(answer, dict):
        inner = next((answer[x] for x in ("rows", "value") if isinstance(answer.get(x), list)), 0)
        flags = [key for key, flag in answer.items() if flag is True]
        answer = inner or flags
    if isinstance(answer, str):
        answer = [one for one in re.split(r"[,;\n]", answer) if one.strip()]
    if not isinstance(answer, list):
        return None
    return {_fold(one.get(column) if isinstance(one, dict) else one) for one in answer}


def _is_nothing(value):
    text = value.strip() if isinstance(value, str) else value
    return any(text is one or text == one for one in NOTHING) or _fold(value) in NOT_STATED


def _fold(value):
    """Read a word without its capitals, its spaces and the shape of its quotation marks."""
    if isinstance(value, str):
        return " ".join(value.translate(SHAPES).casefold().split())
    return json.dumps(value, sort_keys=True)


def _listed(value):
    return value if isinstance(value, list) else [value]


def _rows(answer):
    answer = answer.get("rows") if isinstance(answer, dict) else answer
    rows = answer if isinstance(answer, list) else []
    return rows if all(isinstance(row, dict) for row in rows) else []


def _right_tags(answer, wanted):
    given = {(row.get("text_start"), row.get("text_end"), _fold(row.get("tag")))
             for row in _rows(answer) if _is_span(row)}  # fmt: skip
    return len(given) == len(_rows_once(answer)) == len(wanted) and all(
        any(
            tag == _fold(one["tag"]) and _overlap(start, end, one) >= 0.1
            for start, end, tag in given
        )
        for one in wanted
    )


def _rows_once(answer):
    names = ("text_start", "text_end", "tag")
    return {tuple(_fold(row.get(name)) for name in names) for row in _rows(answer)}


def _is_span(row):
    ends = [row.get("text_start"), row.get("text_end")]
    return all(isinstance(end, (int, float)) and not isinstance(end, bool) for end in ends)


def _overlap(start, end, one):
    shared = min(end, one["text_end"]) - max(start, one["text_start"])
    return shared / (max(end, one["text_end"]) - min(start, one["text_start"]))


def _right_paragraphs(answer, wanted):
    # Whichever way a tag reaches over several paragraphs, none but those of the page is named.
    named = {(_fold(row.get("passage")), _fold(row.get("tag"))) for row in _rows(answer)}
    return bool(named) and named <= {(_fold(one["passage"]), _fold(one["tag"])) for one in wanted}


def _right_clues(answer, wanted):
    rows = _rows(answer)
    if rows and all("on" in row and "id" in row for row in rows):
        answer = [row["id"] for row in rows if row["on"] is True]
    return _ids(answer) == {_fold(one) for one in wanted}


def _right_marks(answer, wanted):
    marked = {(_fold(row.get("pair")), _fold(row["mark"])) for row in _rows(answer)
              if row.get("mark")}  # fmt: skip
    return marked == {(_fold(one["pair"]), _fold(one["mark"])) for one in wanted}


def _right_grades(answer, wanted):
    grades = {row.get("claim") if isinstance(row.get("claim"), str) else "": row
              for row in _rows(answer)
              if _fold(row.get("source"))[:1] in set("abcdef") and "statement" in row}  # fmt: skip
    claims = [one["claim"] for one in wanted]
    if not set(claims) <= set(grades):
        return False
    pairs = [(_fold(grades[one]["source"])[0], _fold(grades[one]["statement"])) for one in claims]
    nobody, unnamed = pairs[claims.index("B-c41")], pairs[claims.index("E-c10")]
    return nobody[0] == "f" and unnamed[0] != "a" and unnamed[1] != "1" and len(set(pairs)) > 1


def _right_brief(answer, _):
    """Necessary only: whether every bound and speaker is there, a mutation has to show."""
    return isinstance(answer, str) and len(answer.split()) >= 80 and len(MARK.findall(answer)) >= 3


def _right_sentences(answer, wanted):
    """Necessary only, as for a brief."""
    texts = [answer.get(x) if isinstance(answer, dict) else None for x in wanted if x != "case"]
    return bool(texts) and all(isinstance(one, str) and MARK.search(one) for one in texts)


OWN_RULES = {
    "0.2": _right_tags,
    "1.1": _right_paragraphs,
    "2.8": _right_clues,
    "3.1": _right_tags,
    "4.2": _right_marks,
    "5.2": _right_marks,
    "6.2": _right_tags,
    "10.2": _right_grades,
    "11.3": _right_brief,
    "11.9": _right_sentences,
    "11.12": _right_sentences,
}


# The mutation set.


def mutants(exercise, case):
    """Yield answers with what they should earn: right, untouched, mistaken, near and absurd."""
    right = plain(right_example(exercise, case))
    yield Mutant("right", right, 1)
    yield from (Mutant(f"untouched: {one!r}", one, 0)
                for one in (DOTS, "...", None, "", "  ", [], {}))  # fmt: skip
    yield Mutant("an empty form", plain(make_answer(exercise.kind, {})), 0)
    possible = {one.name for one in within_reach(exercise)}
    for name, answer in mistake_examples(exercise, case):
        if name in possible:
            yield Mutant(f"mistake: {name}", plain(answer), None, name)
    right = _without_case(right)
    for number, absurd in enumerate(ABSURD):
        yield Mutant(f"absurd {number}: {str(absurd)[:30]!a}", absurd, 0)
    yield from (
        Mutant("right, in a list", [right], 0) for _ in range(not _is_list(exercise, right))
    )
    make = OWN_MUTANTS.get(exercise.id)
    yield from make(exercise, right) if make else _by_kind(exercise, right)


def _without_case(answer):
    if isinstance(answer, dict):
        return {name: given for name, given in answer.items() if name != "case"}
    return answer


def _is_list(exercise, right):
    return isinstance(right, list) or exercise.id in OWN_MUTANTS


def _by_kind(exercise, right):
    match exercise.kind:
        case Number():
            yield from _number_mutants(exercise, right)
        case Interval():
            yield from _interval_mutants(exercise, right)
        case Choice():
            yield from _choice_mutants(exercise, right)
        case Rows():
            yield from _row_mutants(exercise, right)
        case Fields():
            yield from _field_mutants(exercise, right)


def _typed(kind, number):
    """The ways in which a number may be typed."""
    digits = f"{number:.12g}"
    yield digits
    yield f"  {digits} "
    yield digits.replace("-", "\N{MINUS SIGN}")
    if "." in digits:
        yield digits.replace(".", ",")
    if number == int(number):
        yield int(number)
        yield float(number)
        yield f"{int(number):,}"
        yield f"{int(number):,}".replace(",", " ")
    if kind.unit:
        yield f"{digits} {kind.unit}"


def _near(kind, wanted):
    """Numbers at both sides of the tolerance's edge, and the slips of a hand."""
    room = kind.tolerance
    step = 1e-6 * max(1, abs(wanted))
    apart = (room, 0.99 * room, 1.001 * room + step, 1.5 * room + step, room + 1)
    slips = (-wanted, wanted * 10, wanted / 10, wanted * 100, wanted / 100)
    near = [wanted + sign * one for one in apart for sign in (-1, 1)]
    return dict.fromkeys([*near, *slips])


def _number_mutants(exercise, right):
    kind = exercise.kind
    for number in _near(kind, right):
        yield Mutant(f"near: {number!r}", number, credit(exercise, number))
    for typed in _typed(kind, right):
        yield Mutant(f"typed: {typed!r}", typed, 1)
    for odd in ({"value": right}, {"low": right}, f"{right} or so", f"about {right}",
                f"{right} parsecs", f"{right}-{right}", f"{right};", str([right])):  # fmt: skip
        yield Mutant(f"no number: {odd!r}", odd, 0)


def _interval_mutants(exercise, right):
    kind = exercise.kind
    names = ["low", "high", *(["bound"] if kind.bounds else [])]
    right = {name: right[name] for name in names}
    for what, same in (
        ("in order", list(right.values())),
        ("under value", {"value": right}),
        ("a list under value", {"value": list(right.values())}),
        ("typed", {name: "none" if end is None else str(end) for name, end in right.items()}),
        ("a dash", {name: "-" if end is None else end for name, end in right.items()}),
        ("missing", {name: {"$": "missing"} if end is None else end
                     for name, end in right.items()}),
    ):  # fmt: skip
        yield Mutant(what, same, 1)
    for name in names:
        for other in _other_ends(kind, name, right[name]):
            answer = {**right, name: other}
            yield Mutant(f"{name} is {other!r}", answer, credit(exercise, answer))
        yield Mutant(f"{name} is not filled in", {**right, name: DOTS}, 0)
        yield Mutant(f"{name} is a list", {**right, name: [right[name]]}, 0)
    turned = {**right, "low": right["high"], "high": right["low"]}
    yield Mutant("ends turned", turned, credit(exercise, turned))
    if kind.bounds:
        yield Mutant("no bound", {**right, "bound": None}, 0)
        yield Mutant("a bound that is not offered", {**right, "bound": "at the most"}, 0)
        yield Mutant("a bound in capitals", {**right, "bound": right["bound"].upper()}, 1)


def _other_ends(kind, name, wanted):
    if name == "bound":
        return [word for word in kind.bounds if word != wanted]
    return [0, 1, 1000] if wanted is None else [*_near(kind, wanted), None]


def _choice_mutants(exercise, right):
    kind = exercise.kind
    for choice, reason, sure in product(kind.options, kind.reasons or [None], CONFIDENCE):
        answer = {"choice": choice, "confidence": sure} | ({"reason": reason} if reason else {})
        named = _first_named(exercise, answer)
        share = credit(exercise, answer)
        yield Mutant(f"{choice}, {reason}, {sure}", answer, share, "" if share == 1 else named)
    words = {"choice": kind.options[right["choice"]], "confidence": "fairly sure"}
    words |= {"reason": kind.reasons[right["reason"]]} if kind.reasons else {}
    yield Mutant("in words", words, 1)
    yield Mutant("in capitals", {name: word.upper() for name, word in words.items()}, 1)
    yield Mutant("the bare key", right["choice"], 0)
    for name in right:
        yield Mutant(f"without {name}", {x: y for x, y in right.items() if x != name}, 0)
        for odd in ("", None, DOTS, [right[name]], "no such option", right[name] + "x", 1):
            yield Mutant(f"{name} is {odd!r}", {**right, name: odd}, 0)


def _first_named(exercise, answer):
    """Return the mistake that an answer makes, where all are told by what they name."""
    if not all(isinstance(one.when, SameAs) for one in exercise.mistakes):
        return None
    for mistake in exercise.mistakes:
        named = mistake.when.at(None)
        whole = named if isinstance(named, dict) else {"choice": named}
        if all(answer[name] == value for name, value in whole.items()):
            return mistake.name
    return ""


def _row_mutants(exercise, right):
    ids = [*exercise.kind.options] or [*right, "Z-98"]
    others = [one for one in ids if one not in right]
    for what, same in (
        ("another order", right[::-1]),
        ("one twice", [*right, right[0]]),
        ("small letters", [one.lower() for one in right]),
        ("with commas", ", ".join(right)),
        ("a table", [{"id": one, "more": 1} for one in right]),
        ("ticks", {one: one in right for one in ids}),
        ("under rows", {"rows": right}),
    ):
        yield Mutant(what, same, 1)
    picks = [
        ("all", ids),
        ("the others", others or ["Z-98"]),
        *((f"{one} left out", [x for x in right if x != one]) for one in right),
        *((f"{one} too many", [*right, one]) for one in [*others, "Z-99"]),
        *((f"{one} for {two}", [two if x == one else x for x in right])
          for one in right for two in (others or ["Z-98"])),
        *((f"{one} alone", [one]) for one in ids),
    ]  # fmt: skip
    for what, answer in picks:
        yield Mutant(what, answer, credit(exercise, answer) if answer else 0)
    yield Mutant("a number among them", [*right, 7], None)
    yield Mutant("a hole among them", [*right, None], 0)
    yield Mutant("close spelling", [f"{right[0]}x", *right[1:]], None)
    yield Mutant("a sentence", f"I think that it is {right[0]}", 0)


def _field_mutants(exercise, right):
    parts = {name: part for name, part in exercise.kind.parts.items() if name in right}
    right = {name: right[name] for name in parts}
    for name, part in parts.items():
        for other in _other_values(part, right[name]):
            answer = {**right, name: other}
            yield Mutant(f"{name} is {other!r}", answer, _field_credit(exercise, answer))
        for same in _same_values(part, right[name]):
            yield Mutant(f"{name} in other words: {same!r}", {**right, name: same}, 1)
        if not (isinstance(part, Number) and part.may_be_unstated):
            for empty in (None, "", DOTS, "..."):
                yield Mutant(f"{name} is {empty!r}", {**right, name: empty}, 0)
            yield Mutant(f"without {name}", {x: y for x, y in right.items() if x != name}, 0)
        for odd in ([right[name]], True, {"x": 1}, _deep(50, lambda x: [x])):
            yield Mutant(f"{name} is of another type: {str(odd)[:20]}", {**right, name: odd}, 0)
    off = {name: next(iter(_other_values(part, right[name]))) for name, part in parts.items()}
    yield Mutant("none fits", off, _field_credit(exercise, off))
    for one, two in zip(parts, [*parts][1:], strict=False):
        answer = {**right, one: off[one], two: off[two]}
        yield Mutant(f"{one} and {two} are off", answer, _field_credit(exercise, answer))
    yield Mutant("one field alone", {next(iter(right)): right[next(iter(right))]}, 0)
    yield Mutant("with a field too many", {**right, "more": 1}, 1)
    yield Mutant("under value", {"value": right}, 0)
    yield Mutant("in order", [*right.values()], 0)


def _field_credit(exercise, answer):
    # An unscored form has no points to share out.
    share = credit(exercise, answer)
    return share if share == 1 or not exercise.unscored else None


def _other_values(part, wanted):
    match part:
        case Choice():
            return [option for option in part.options if option != wanted]
        case Number() if wanted is None:
            return [1, 0, 5, 100]
        case Number():
            return [wanted + part.tolerance + 1, *_near(part, wanted)]
        case _:
            return []


def _same_values(part, wanted):
    match part:
        case Choice():
            return [part.options[wanted], wanted.upper(), {"choice": wanted}]
        case Number() if wanted is None:
            return ["", "none", "-", {"$": "nan"}]
        case Number():
            return _typed(part, wanted)
        case _:
            return []


def _table_mutants(keys, column, others, far):
    """Mutate rows one by one: left out, too many, or with another value in their column."""

    def make(_, right):
        rows = len(right)
        yield Mutant("another order", right[::-1], 1)
        yield Mutant("one twice", [*right, right[0]], 1)
        yield Mutant("under rows", {"rows": right}, 1)
        yield Mutant("with a column too many", [{**row, "more": []} for row in right], 1)
        for place, row in enumerate(right):
            rest = [*right[:place], *right[place + 1 :]]
            yield Mutant(f"row {place} left out", rest, len(rest) / rows)
            for other in others:
                if other != row[column]:
                    changed = [*rest, {**row, column: other}]
                    yield Mutant(f"row {place} is {other}", changed, len(rest) / rows)
            for name, odd in (
                product((column, *keys), ([], {}, True, None, "")) if not place else ()
            ):
                yield Mutant(f"{name} of row 0: {odd!r}", [*rest, {**row, name: odd}], None)
        yield Mutant("one too many", [*right, {**right[0], **far}], rows / (rows + 1))
        for odd in (None, 7, "x", [], True):
            yield Mutant(f"{odd!r} among the rows", [*right, odd], 0)

    return make


def _tag_mutants(others):
    far = {"text_start": 9_000, "text_end": 9_010}
    table = _table_mutants(("text_start",), "tag", others, far)

    def make(exercise, right):
        yield from table(exercise, right)
        rows = len(right)
        for place, row in enumerate(right):
            rest = [*right[:place], *right[place + 1 :]]
            start, end = row["text_start"], row["text_end"]
            tenth = start + math.ceil((end - start) / 10)
            yield Mutant(f"tag {place}, a tenth", [*rest, {**row, "text_end": tenth}], 1)
            less = {**row, "text_end": start + 0.09 * (end - start)}
            yield Mutant(f"tag {place}, less than a tenth", [*rest, less], len(rest) / rows)
            beside = {**row, "text_start": end, "text_end": end + 1}
            yield Mutant(f"tag {place}, beside", [*rest, beside], len(rest) / rows)
            turned = {**row, "text_start": end, "text_end": start}
            yield Mutant(f"tag {place}, turned", [*rest, turned], len(rest) / rows)
        nowhere = {"text_start": None, "text_end": None, "tag": right[0]["tag"]}
        yield Mutant("one on words of ours", [*right, nowhere], rows / (rows + 1))

    return make


def _paragraph_mutants(exercise, right):
    table = _table_mutants(("passage",), "tag", ("report",), {"passage": "E-p02"})
    yield from table(exercise, right)
    for passage in ("E-p01", "E-p07", "e-p99", "A-p01"):
        extra = {**right[0], "passage": passage}
        yield Mutant(f"{passage} too many", [*right, extra], len(right) / (len(right) + 1))
    drag = {**right[0], "exact": "one\n\ntwo\n\nthree\n\nfour"}
    yield Mutant("one long drag", [drag], 1)
    yield Mutant("a drag from the report", [{**drag, "passage": "E-p07"}], None)


def _clue_mutants(exercise, right):
    yield from _row_mutants(replace(exercise, kind=Rows("Clues")), right)
    ids = [*right, "D-t3"]
    rows = [{"id": one, "on": one in right} for one in ids]
    yield Mutant("a Dater's result", rows, 1)
    yield Mutant("all on", [{**row, "on": True} for row in rows], len(right) / len(ids))
    yield Mutant("all off", [{**row, "on": False} for row in rows], 0)
    for odd in (1, "yes", None, []):
        yield Mutant(f"on is {odd!r}", [{**row, "on": odd} for row in rows], 0)


def _grade_mutants(_, right):
    rows = len(right)
    yield Mutant("another order", right[::-1], 1)
    yield Mutant("under rows", {"rows": right}, 1)
    free = [place for place, row in enumerate(right) if row["claim"] not in {"B-c41", "E-c10"}]
    for place, letter in product(free, "ABCDEF"):
        changed = [{**row, "source": letter} if x == place else row for x, row in enumerate(right)]
        yield Mutant(f"{place} is {letter}", changed, 1)
    for place, row in enumerate(right):
        rest = [*right[:place], *right[place + 1 :]]
        yield Mutant(f"{place} left out", rest, len(rest) / rows)
        for name in ("source", "statement"):
            for odd in ("", None, "G", 0, 7, [], {}, True):
                yield Mutant(f"{place}: {name} {odd!r}", [*rest, {**row, name: odd}],
                             min(0.9, len(rest) / rows))  # fmt: skip
        yield Mutant(f"{place}: no claim", [*rest, {**row, "claim": []}], len(rest) / rows)
    for letter in "ABCDE":
        changed = [{**row, "source": letter} if row["claim"] == "B-c41" else row for row in right]
        yield Mutant(f"nobody is {letter}", changed, (rows - 1) / rows)
    yield Mutant("no row has a claim", [{"source": "A"}], 0)


def _brief_mutants(_, right):
    yield Mutant("on one line", " ".join(right.split()), 1)
    yield Mutant("numbers alone", " ".join(MARK.findall(right)), None)
    yield Mutant("twice", f"{right}\n\n{right}", 1)
    for mark in MARK.findall(right)[:3]:
        yield Mutant(f"without {mark}", right.replace(mark, "", 1), None)
    yield Mutant("a row that is not there", right.replace("[A-17]", "[Z-17]"), None)
    yield Mutant("another number", right.replace("1,376", "1,377"), None)
    yield Mutant("under value", {"value": right}, 0)
    yield Mutant("the starter", "*Write here.*", 0)


def _sentence_mutants(_, right):
    count = len(right)
    for name, said in right.items():
        mark, other = MARK.search(said)[0], next(x for x in right if x != name)
        for what, changed in (
            ("no row", said.replace(mark, "")),
            ("no such row", said.replace(mark, "[Z-99]")),
            ("no number", re.sub(r"\d", "", MARK.sub("", said))),
            ("another number", said.replace(COUNTED[name], "77")),
            ("nonsense", "x" * 5_000),
        ):
            yield Mutant(f"{name}: {what}", {**right, name: changed}, (count - 1) / count)
        for odd in ("", "  ", None, DOTS, 7, [said], {"value": said}):
            yield Mutant(f"{name} is {odd!r}", {**right, name: odd}, 0)
        swapped = {**right, name: right[other], other: said}
        yield Mutant(f"{name} and {other} changed places", swapped, (count - 2) / count)
    yield Mutant("with a field too many", {**right, "more": 1}, 1)


OWN_MUTANTS = {
    "0.2": _tag_mutants(["name"]),
    "1.1": _paragraph_mutants,
    "2.8": _clue_mutants,
    "3.1": _tag_mutants(["source", "cue", "content"]),
    "4.2": _table_mutants(("pair",), "mark", ("plan", "time"), {"pair": "b01"}),
    "5.2": _table_mutants(("pair",), "mark", ("lost", "turned"), {"pair": "b01"}),
    "6.2": _tag_mutants(["value", "bound", "conversion"]),
    "10.2": _grade_mutants,
    "11.3": _brief_mutants,
    "11.9": _sentence_mutants,
    "11.12": _sentence_mutants,
}


# The trial.


def complaints(exercise, tried, on_trial=None):
    """Yield a sentence for each mutant that is judged in another way than it should be.

    `on_trial` is the exercise that judges, where it is not the sound one.
    """
    for mutant in tried:
        judged, faults = put_on_trial(exercise, mutant.answer, on_trial)
        faults += [] if judged is None else [*_faults(exercise, mutant, judged)]
        yield from (f"{exercise.id}, {mutant.what}: {fault}" for fault in faults)


def put_on_trial(exercise, answer, on_trial=None):
    """Return what an answer was judged to be, or None, and what is at fault with it."""
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            judged = judge_record(on_trial or exercise, record(exercise, answer), load_case())
    except Exception as error:  # noqa: BLE001
        return None, [f"raises {type(error).__name__}: {error}"]
    faults = [f"warns: {one.message}" for one in warned]
    return judged, [*faults, *faults_of_any(exercise, answer, judged)]


def _faults(exercise, mutant, judged):
    right = mutant.share == 1
    if (judged.verdict == "right") != right:
        yield f"found {judged.verdict!r} ({judged.hint[:60]!r})"
    if mutant.share is None:
        if exercise.points and judged.score >= exercise.points:
            yield "earns all points"
    elif abs(judged.score - mutant.share * exercise.points) > 0.006:
        yield f"earns {judged.score}, not {mutant.share * exercise.points:.2f}"
    if mutant.mistake is not None and judged.mistake != mutant.mistake:
        yield f"is called {judged.mistake!r}, not {mutant.mistake!r}"


def faults_of_any(exercise, answer, judged):
    """Yield what must hold of whatever is said to any answer at all."""
    if not 0 <= judged.score <= exercise.points:
        yield f"score {judged.score} of {exercise.points}"
    if not is_right(exercise, answer):
        if judged.verdict == "right":
            yield "called right, and it is not"
        if exercise.points and judged.score >= exercise.points:
            yield "earns all points, and is not right"
    if judged.verdict == "right" and judged.score != exercise.points:
        yield f"right, and earns {judged.score}"
    if (judged.verdict == "hint") != bool(judged.mistake):
        yield f"verdict {judged.verdict!r} with mistake {judged.mistake!r}"
    if not isinstance(judged.hint, str) or not judged.hint.strip():
        yield "says nothing"
    else:
        yield from faults_of_hint(exercise, answer, judged)


def faults_of_hint(exercise, answer, judged):
    theirs = json.dumps(answer, default=str)
    ours = judged.hint
    for label in _labels(exercise):
        ours = ours.replace(label, "")
    for word in ("!", "wrong"):
        if word in ours.casefold() and word not in theirs.casefold():
            yield f"says {word!r}: {judged.hint}"
    if judged.verdict != "right":
        for number in leaked(exercise, answer, judged.hint):
            yield f"gives {number} away: {judged.hint}"


def leaked(exercise, answer, hint):
    """Return the expected numbers that a hint holds and neither answer nor question does."""
    return [
        wanted
        for part, wanted in secrets_of(exercise)
        if any(
            abs(number - wanted) <= part.tolerance + 1e-6
            for number in numbers_in(COUNTS.sub("", hint))
        )
        and not any(
            abs(number - wanted) <= part.tolerance + 1e-6
            for number in numbers_in(_told(exercise), json.dumps(answer, default=str))
        )
    ]


def secrets_of(exercise):
    wanted = wanted_of(exercise)
    match exercise.kind:
        case Number():
            return [(exercise.kind, wanted)]
        case Interval():
            ends = [wanted["low"], wanted["high"]]
            return [(exercise.kind, end) for end in ends if end is not None]
        case Fields(parts=parts):
            return [
                (part, wanted[name])
                for name, part in parts.items()
                if isinstance(part, Number) and wanted[name] is not None
            ]
        case _:
            return []


def _told(exercise):
    """Return what the learner has read in the question itself."""
    parts = exercise.kind.parts.values() if isinstance(exercise.kind, Fields) else ()
    options = [word for part in parts if isinstance(part, Choice) for word in part.options.values()]
    return " ".join([exercise.ask, *_labels(exercise), *options])


def _labels(exercise):
    parts = exercise.kind.parts.values() if isinstance(exercise.kind, Fields) else ()
    return [exercise.kind.label, *(part.label for part in parts)]


def numbers_in(*texts):
    return [float(found.replace(",", "")) for text in texts for found in TOKEN.findall(text)]
