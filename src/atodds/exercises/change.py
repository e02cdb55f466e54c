"""What changed between the answers to two parallel forms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from atodds.exercises.answers import plain
from atodds.exercises.exercise import Exercise
from atodds.exercises.judges import judge
from atodds.exercises.kinds import CONFIDENCE, Choice, Fields, settle

if TYPE_CHECKING:
    from atodds.case import Case

HELD, NOT_HELD = "rests on the accounts", "does not rest on them yet"
UNKNOWN = "not told"


@dataclass(frozen=True)
class Change:
    """Two forms side by side, and what can be said of them.

    Attributes
    ----------
    rows
        One a question: what it asks, then, now.
    answers
        A sentence on the answers.
    sureness
        A sentence on the confidence; empty where a form asks for none.
    """

    rows: tuple[tuple[str, str, str], ...]
    answers: str
    sureness: str


def measure_change(
    then: Exercise, now: Exercise, records: Sequence[object], case: "Case"
) -> Change:
    """Compare the answers to two parallel forms, question by question.

    Parameters
    ----------
    then, now
        Two exercises whose kind is `Fields`, with the same parts; a part whose options are
        those of `CONFIDENCE` tells how sure the learner is.
    records
        What was recorded for each.
    case
        The loaded case.

    Returns
    -------
    Change
        In kind words: it compares learners with themselves, and with nobody else.

    Raises
    ------
    ValueError
        Where the two exercises have not the same parts.

    Examples
    --------
    >>> from atodds.exercises.sample import count_the_origins
    >>> measure_change(count_the_origins, count_the_origins, [{}, {}], None)
    Traceback (most recent call last):
    ...
    ValueError: 0.1 and 0.1 are no parallel forms: expected two exercises with the same fields.
    """
    first, second = settle(then.kind, case), settle(now.kind, case)
    if (
        not isinstance(first, Fields)
        or not isinstance(second, Fields)
        or list(first.parts) != list(second.parts)
    ):
        raise ValueError(
            f"{then.id} and {now.id} are no parallel forms: expected two exercises with the same "
            "fields."
        )
    befores = _read(first, then, records[0], case)
    afters = _read(second, now, records[1], case)
    asked = [name for name, part in second.parts.items() if not _is_confidence(part)]
    rows = [
        (second.parts[name].label, _in_words(befores[name]), _in_words(afters[name]))
        for name in second.parts
    ]
    counts = [sum(found[name] == HELD for name in asked) for found in (befores, afters)]
    sure = next((name for name in second.parts if name not in asked), "")
    levels = (befores.get(sure, ""), afters.get(sure, ""))
    return Change(tuple(rows), _on_answers(counts, len(asked)), _on_sureness(levels, counts))


def _is_confidence(part: object) -> bool:
    return isinstance(part, Choice) and part.options == CONFIDENCE


def _read(kind: Fields, exercise: Exercise, record: object, case: "Case") -> dict[str, str]:
    """Say for each part whether its answer is the expected one; for the confidence, its level."""
    answer = record.get("answer") if isinstance(record, dict) else None
    given = answer if isinstance(answer, dict) else {}
    expected = plain(exercise.expected(case))
    wanted = expected if isinstance(expected, dict) else {}
    found = {}
    for name, part in kind.parts.items():
        if _is_confidence(part):
            level = given.get(name)
            found[name] = level if isinstance(level, str) and level in CONFIDENCE else ""
            continue
        bare = replace(part, reasons={}, confidence=False) if isinstance(part, Choice) else part
        same = judge(bare, given.get(name), wanted.get(name)).state == "right"
        found[name] = HELD if same else NOT_HELD
    return found


def _in_words(found: str) -> str:
    return CONFIDENCE.get(found, found) or UNKNOWN


def _on_answers(counts: Sequence[int], most: int) -> str:
    then, now = counts
    rest = "rests" if now == 1 else "rest"
    if now > then:
        return (
            f"{now} of your {most} answers {rest} on the accounts now; at the start it was {then}."
        )
    if now == then:
        return f"{now} of your {most} answers {rest} on the accounts, as many as at the start."
    return (
        f"{now} of your {most} answers {rest} on the accounts; at the start it was {then}. "
        "Two short tests say little about anybody: look at which question moved."
    )


def _on_sureness(levels: tuple[str, str], counts: Sequence[int]) -> str:
    """Set the confidence beside the answers: being less sure can be a gain."""
    if "" in levels:
        return ""
    order = list(CONFIDENCE)
    step = order.index(levels[1]) - order.index(levels[0])
    then, now = (CONFIDENCE[level] for level in levels)
    if step == 0:
        return f"You were {then} then, and you are {then} now."
    moved = f"You were {then} then, and you are {now} now"
    gained = counts[1] - counts[0]
    if step > 0:
        if gained > 0:
            return f"{moved}: surer, and with more under it."
        return f"{moved}. What has made you surer? Name it, or take the step back."
    if gained >= 0:
        support = "better supported" if gained else "as well supported"
        return f"{moved}. Less sure, and {support}: doubt that knows its place is a gain."
    return f"{moved}. Your doubt has noticed something: which answer would you look at again?"
