"""One check: read the value, judge it, keep it, and say what was found."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from atodds import work
from atodds.exercises.answers import NotRecorded, plain
from atodds.exercises.calls import join_parts
from atodds.exercises.cases import NAME, UnknownCaseError, case_for, named_in, open_case
from atodds.exercises.exercise import Exercise, say
from atodds.exercises.feedback import Feedback, Shown, build_feedback
from atodds.exercises.judges import judge
from atodds.exercises.judging import outcome_of, respond
from atodds.exercises.kinds import Kind, settle
from atodds.exercises.outcome import is_blank, is_dots

if TYPE_CHECKING:
    from atodds.case import Case

KEPT = "Your answer is kept."
# True whether there is one or not: nothing that a check shows depends on what was tried before.
NOT_KEPT = "Not recorded; if you checked an answer before, it is kept."
NOT_JUDGED = "Your answer is kept, unless you checked one before: then that one is."


def check_answer(
    exercise: Exercise,
    value: object,
    fields: Mapping[str, object],
    load_case: "Callable[[], Case]",
) -> Feedback:
    """Judge a value for an exercise and keep it; no value makes it raise or warn.

    Parameters
    ----------
    exercise
        The exercise.
    value
        Anything.
    fields
        The answer's parts by name, where it was given so.
    load_case
        Gives the case.

    Returns
    -------
    Feedback
        Shows the same for the same value.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> def load():
    ...     return SimpleNamespace(documents=["P", "Q"])
    >>> check_answer(count_the_origins, 2, {}, load).verdict
    'right'
    >>> print(check_answer(count_the_origins, "x" * 100_000, {}, load).text)
    Not yet: this cannot be recorded, because it is larger than 64 kB.
    Not recorded; if you checked an answer before, it is kept.
    """
    parts = {name: given for name, given in fields.items() if not exercise.cases or name != NAME}
    joined, problem = join_parts(_kind_of(exercise, fields, load_case), value, parts)
    answer = plain(joined)
    if len(parts) < len(fields) and isinstance(answer, dict):
        answer = plain(named_in(exercise, answer, fields[NAME]))
    if not problem and isinstance(answer, NotRecorded):
        problem = f"this cannot be recorded, because {answer.reason}."
    if problem:
        return _unkept(exercise, problem)
    try:
        case = case_for(exercise, answer, load_case)
        outcome = outcome_of(exercise, answer, case)
        verdict, _, words = respond(exercise, answer, outcome, case)
    except UnknownCaseError as error:
        return _unkept(exercise, str(error))
    # A broken case or exercise is for the teacher to mend; the learner's answer is not lost.
    except Exception as error:  # noqa: BLE001
        words = f"{exercise.id} cannot be judged here ({type(error).__name__}: {error})."
        return _unjudged(exercise, answer, words)
    if outcome.state in {"unread", "untouched"}:
        return _unkept(exercise, words)
    if exercise.unscored:
        # Who takes stock is told nothing about the answer: the second form asks again.
        return _kept(exercise, answer, ("kept", say(exercise.right, case)))
    return _kept(exercise, answer, (verdict, words))


def _kind_of(
    exercise: Exercise, fields: Mapping[str, object], load_case: "Callable[[], Case]"
) -> "Kind | Callable[[Case], Kind]":
    """Settle a kind that the case decides, so that its parts can be given by name."""
    if not callable(exercise.kind):
        return exercise.kind
    try:
        return settle(exercise.kind, case_for(exercise, {NAME: fields.get(NAME)}, load_case))
    except UnknownCaseError:
        return settle(exercise.kind, open_case(exercise.cases[0]))
    # What stands against it is said when the answer is judged.
    except Exception:  # noqa: BLE001
        return exercise.kind


def _kept(exercise: Exercise, answer: object, said: tuple[Shown, str]) -> Feedback:
    record = build_record(exercise.id, answer, recorded=True)
    problems = [work.save_answer(exercise.id, record), work.record_event(exercise.id, "try")]
    return build_feedback(exercise.id, *said, record, after=problems[0] or problems[1] or KEPT)


def _unkept(exercise: Exercise, words: str, after: str = NOT_KEPT) -> Feedback:
    # The hand-in is the notebook: the answer that is kept must stay in its output too.
    earlier = work.load_answers().get(exercise.id, {}).get("answer")
    record = build_record(exercise.id, earlier, recorded=False)
    return build_feedback(exercise.id, "not yet", words, record, after=after)


def _unjudged(exercise: Exercise, answer: object, words: str) -> Feedback:
    if not _is_plausible(exercise, answer):
        return _unkept(exercise, words)
    if exercise.id in work.load_answers():
        return _unkept(exercise, words, NOT_JUDGED)
    record = build_record(exercise.id, answer, recorded=True)
    problem = work.save_answer(exercise.id, record)
    return build_feedback(exercise.id, "not yet", words, record, after=problem or NOT_JUDGED)


def _is_plausible(exercise: Exercise, answer: object) -> bool:
    if is_dots(answer) or is_blank(answer):
        return False
    try:
        kind = exercise.kind
        if callable(kind):
            first = partial(open_case, exercise.cases[0])
            kind = settle(kind, case_for(exercise, answer, first))
        # What is expected is not known; whether the form of the answer fits is.
        found = (exercise.judge or partial(judge, kind))(answer, None)
    # A judge of its own may need what is expected.
    except Exception:  # noqa: BLE001
        return True
    return found.state not in {"unread", "untouched"}


def build_record(exercise: str, answer: object, *, recorded: bool) -> dict[str, object]:
    """Build the record that a check's output carries.

    Parameters
    ----------
    exercise
        The exercise's id.
    answer
        Plain JSON data; None when there is none.
    recorded
        False when what was checked could not be recorded; then `answer` is the
        one that is kept from before, if any.

    Returns
    -------
    dict
        Plain JSON data.

    Examples
    --------
    >>> record = build_record("6.2", 162, recorded=True)
    >>> record["exercise"], record["answer"], record["recorded"]
    ('6.2', 162, True)
    >>> build_record("6.2", None, recorded=False)["answer"] is None
    True
    """
    try:
        kit = version("atodds")
    except PackageNotFoundError:
        kit = "unknown"
    return {"format": 1, "exercise": exercise, "answer": answer, "recorded": recorded, "kit": kit}
