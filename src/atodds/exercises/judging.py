"""Judge an answer to an exercise: pure functions, used by a check and by grading alike."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from atodds.exercises.answers import NotRecorded, plain
from atodds.exercises.cases import UnknownCaseError, case_for
from atodds.exercises.exercise import Exercise, Mistake, SameAs, say
from atodds.exercises.judges import judge
from atodds.exercises.kinds import settle
from atodds.exercises.outcome import Outcome

if TYPE_CHECKING:
    from atodds.case import Case

Verdict = Literal["not yet", "hint", "right"]


class Judged(NamedTuple):
    """What a recorded answer earns, and what is said to it."""

    score: float
    verdict: Verdict
    mistake: str
    hint: str


def judge_record(exercise: Exercise, record: object, case: "Case") -> Judged:
    """Judge a recorded answer, whoever wrote the record; runs no code of a learner's.

    Parameters
    ----------
    exercise
        The exercise.
    record
        What a check's output holds: ``exercise``, ``answer`` and the kit's version.
    case
        The course's case; an exercise that knows several is judged on the one that the answer
        names.

    Returns
    -------
    Judged
        The score lies between 0 and the exercise's points.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> case = SimpleNamespace(documents=["P", "Q"])
    >>> judge_record(count_the_origins, {"exercise": "0.1", "answer": 2}, case)
    Judged(score=2.0, verdict='right', mistake='', hint='Two texts, two pens.')
    >>> judge_record(count_the_origins, {"exercise": "0.1", "answer": 3}, case).mistake
    'one too many'
    >>> judge_record(count_the_origins, "no record", case).hint
    'No answer is recorded for exercise 0.1.'
    """
    ours = isinstance(record, dict) and record.get("exercise") == exercise.id
    answer = record.get("answer") if isinstance(record, dict) and ours else None
    if answer is None:
        return Judged(0.0, "not yet", "", f"No answer is recorded for exercise {exercise.id}.")
    try:
        about = case_for(exercise, answer, lambda: case)
    except UnknownCaseError as error:
        return Judged(0.0, "not yet", "", str(error))
    outcome = outcome_of(exercise, answer, about)
    verdict, mistake, words = respond(exercise, answer, outcome, about)
    share = 1.0 if verdict == "right" else min(max(outcome.share, 0.0), 1.0)
    return Judged(round(share * exercise.points, 2), verdict, mistake, words)


def respond(
    exercise: Exercise, answer: object, outcome: Outcome, case: "Case"
) -> tuple[Verdict, str, str]:
    """Choose what is said to an answer.

    Parameters
    ----------
    exercise
        The exercise.
    answer
        Plain JSON data.
    outcome
        What the judge found.
    case
        The loaded case.

    Returns
    -------
    tuple
        The verdict, the mistake's name or an empty text, and the words.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> case = SimpleNamespace(documents=["P", "Q"])
    >>> respond(count_the_origins, 9, Outcome("other", answer=9.0), case)
    ('not yet', '', 'count who wrote, not who printed.')
    >>> respond(count_the_origins, "?", Outcome("unread", note="expected a number."), case)
    ('not yet', '', 'expected a number.')
    """
    if outcome.state == "right":
        return "right", "", say(exercise.right, case)
    if outcome.state != "other":
        return "not yet", "", outcome.note
    mistake = find_mistake(exercise, answer, outcome, case)
    if mistake is not None:
        return "hint", mistake.name, say(mistake.hint, case)
    nudge = say(exercise.nudge, case)
    after_note = f"{outcome.note} {nudge[:1].upper()}{nudge[1:]}"
    return "not yet", "", after_note if outcome.note else nudge


def outcome_of(exercise: Exercise, answer: object, case: "Case") -> Outcome:
    """Judge an answer against what the exercise expects of the case.

    Parameters
    ----------
    exercise
        The exercise.
    answer
        Plain JSON data.
    case
        The loaded case.

    Returns
    -------
    Outcome
        See there.

    Raises
    ------
    ValueError
        When what the exercise expects has no plain form.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> case = SimpleNamespace(documents=["P", "Q"])
    >>> outcome_of(count_the_origins, 2, case).state
    'right'
    >>> outcome_of(count_the_origins, "many", case).state
    'unread'
    """
    expected = plain(exercise.expected(case))
    if isinstance(expected, NotRecorded):
        raise ValueError(f"Exercise {exercise.id} expects no plain data: {expected.reason}.")  # noqa: TRY004
    if exercise.judge is not None:
        return exercise.judge(answer, expected)
    return judge(settle(exercise.kind, case), answer, expected)


def find_mistake(
    exercise: Exercise, answer: object, outcome: Outcome, case: "Case"
) -> Mistake | None:
    """Return the first mistake that an answer shows.

    Parameters
    ----------
    exercise
        The exercise.
    answer
        Plain JSON data.
    outcome
        What the judge found.
    case
        The loaded case.

    Returns
    -------
    Mistake or None
        None as well where a mistake's own test fails on the answer.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> case = SimpleNamespace(documents=["P", "Q"])
    >>> find_mistake(count_the_origins, 3, outcome_of(count_the_origins, 3, case), case).name
    'one too many'
    >>> find_mistake(count_the_origins, 9, outcome_of(count_the_origins, 9, case), case) is None
    True
    """
    kind = settle(exercise.kind, case)
    for mistake in exercise.mistakes:
        try:
            if isinstance(mistake.when, SameAs):
                shown = judge(kind, answer, mistake.when.at(case)).state == "right"
            else:
                shown = bool(mistake.when(outcome.answer, case))
        # A test such as `answer > 3` may not fit an answer with an empty field.
        except Exception:  # noqa: BLE001, S112
            continue
        if shown:
            return mistake
    return None
