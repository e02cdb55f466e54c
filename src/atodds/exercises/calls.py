"""Understand a call that a learner wrote: which exercise, and which parts of an answer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rapidfuzz import process

from atodds.exercises.answers import NotRecorded, plain
from atodds.exercises.exercise import Essay, Exercise
from atodds.exercises.kinds import Choice, Fields, Kind, names_of
from atodds.exercises.outcome import quoted

if TYPE_CHECKING:
    from atodds.case import Case

NO_NUMBER = 'the exercise\'s number goes first, in quotation marks, such as check("6.2", ...).'
LONGEST_VALUE = 20


def find_exercise(
    exercises: Mapping[str, Exercise | Essay], asked: object
) -> Exercise | Essay | str:
    """Find an exercise by its id, or say what to write instead.

    Parameters
    ----------
    exercises
        By id.
    asked
        What stood in the place of the id: any object.

    Returns
    -------
    Exercise, Essay or str
        A sentence that begins in lower case where there is none.

    Examples
    --------
    >>> from atodds.exercises.sample import count_the_origins
    >>> find_exercise({"0.1": count_the_origins}, "0.1").title
    'How many pens?'
    >>> find_exercise({"0.1": count_the_origins}, "0.l")
    'there is no exercise "0.l" here. Did you mean "0.1"?'
    """
    # type() and not isinstance(): an object may lie about its class, or raise when asked.
    if not issubclass(type(asked), str):
        return NO_NUMBER
    name = str.__str__(asked)
    if name in exercises:
        return exercises[name]
    near = process.extractOne(name[:80], list(exercises), score_cutoff=50)
    meant = f' Did you mean "{near[0]}"?' if near else ""
    return f"there is no exercise {quoted(name)} here.{meant}"


def find_judged(
    exercises: Mapping[str, Exercise | Essay],
    verb: str,
    asked: tuple[object, ...],
    named: Mapping[str, object],
) -> Exercise | str:
    """Find the exercise that a hint, a reveal or a form is asked for.

    A form may be asked for with the name of a case behind the number, where the exercise can be
    answered on several.

    Parameters
    ----------
    exercises
        By id.
    verb
        What was called.
    asked, named
        All that stood in the call.

    Returns
    -------
    Exercise or str
        A sentence where there is none, or where more stood in the call than its id.

    Examples
    --------
    >>> from atodds.exercises.sample import count_the_origins
    >>> find_judged({"0.1": count_the_origins}, "hint", (), {"exercise": "0.1"}).title
    'How many pens?'
    >>> find_judged({"0.1": count_the_origins}, "hint", ("0.1", 1), {})
    'hint takes the number of an exercise and nothing else, such as hint("6.2").'
    >>> from dataclasses import replace
    >>> anywhere = {"0.1": replace(count_the_origins, cases=("flood", "harbour"))}
    >>> find_judged(anywhere, "ask", ("0.1", "harbour"), {}).title
    'How many pens?'
    """
    name, *more = asked or (named.get("exercise", ...),)
    found = find_exercise(exercises, name)
    if isinstance(found, str):
        return found.replace('check("6.2", ...)', f'{verb}("6.2")')
    if isinstance(found, Essay):
        return f"{found.id} is answered in writing: `rubric` goes with it."
    if verb == "ask" and found.cases:
        more = more[1:]
    if more or (set(named) - {"exercise"}) or (asked and named):
        return f'{verb} takes the number of an exercise and nothing else, such as {verb}("6.2").'
    return found


def why_not_checked(found: Exercise | Essay, answers: int) -> str:
    """Say why a check does not judge: an essay, or more than one answer.

    Parameters
    ----------
    found
        What the call names.
    answers
        How many answers stood in it, without a name.

    Returns
    -------
    str
        Empty where nothing stands against it.

    Examples
    --------
    >>> from atodds.exercises.sample import count_the_origins
    >>> why_not_checked(count_the_origins, 2)
    'expected one answer, found 2.'
    >>> why_not_checked(count_the_origins, 1)
    ''
    """
    if isinstance(found, Essay):
        return f'{found.id} is answered in writing: call `rubric("{found.id}")` afterwards.'
    if answers <= 1:
        return ""
    names = names_of(found.kind)
    by_name = f" Give {_listed(names)} by name." if len(names) > 1 else ""
    return f"expected one answer, found {answers}.{by_name}"


def join_parts(
    kind: "Kind | Callable[[Case], Kind]", value: object, fields: Mapping[str, object]
) -> tuple[object, str]:
    """Return the answer that a value and named parts make together.

    Parameters
    ----------
    kind
        The exercise's kind, settled or not.
    value
        What stood behind the id, or the dots.
    fields
        What was given by name.

    Returns
    -------
    tuple
        The answer, and a sentence where a name is unknown or a part is given twice.

    Examples
    --------
    >>> from atodds.exercises.kinds import Interval, Number
    >>> join_parts(Interval("Area"), ..., {"low": 400, "high": None})
    ({'low': 400, 'high': None}, '')
    >>> join_parts(Interval("Area"), ..., {"lo": 400, "high": None})[1]
    'there is no part "lo" here; did you mean "low"?'
    """
    rest, names = dict(fields), names_of(kind)
    if "value" in rest and "value" not in names:
        if value is not ...:
            return ..., "the answer is given twice: once behind the number, and once as value."
        value = rest.pop("value")
    unknown = next((name for name in rest if name not in names), None)
    if unknown is not None:
        return ..., _no_part(unknown, names)
    if not rest or value is ...:
        return (rest or value), ""
    if isinstance(kind, Choice) and "choice" not in rest:
        return {"choice": value, **rest}, ""
    return ..., _by_name(kind, value, rest)


def _no_part(unknown: str, names: tuple[str, ...]) -> str:
    said = f"there is no part {quoted(unknown)} here; "
    near = process.extractOne(unknown[:80], list(names), score_cutoff=50)
    if near:
        return f'{said}did you mean "{near[0]}"?'
    if not names:
        return f"{said}the answer is one value, behind the exercise's number."
    return f"{said}it has {', '.join(names)}."


def _by_name(
    kind: "Kind | Callable[[Case], Kind]", value: object, rest: Mapping[str, object]
) -> str:
    names = names_of(kind)
    missing = [name for name in names if name not in rest]
    if not missing:
        return "one value too many is given: every part has its own already."
    read = plain(value)
    short = isinstance(read, (int, float, str)) and not isinstance(read, NotRecorded)
    given = repr(read) if short and len(str(read)) <= LONGEST_VALUE else "..."
    if isinstance(kind, Fields) and len(missing) == 1:
        return f"give every part by its name, as in {missing[0]}={given}."
    return f"give {_listed(names)} by name, each of them."


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"{name}=..." for name in names)
