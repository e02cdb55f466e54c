"""Help for who is stuck: the next hint, and after three tries the answer."""

from typing import TYPE_CHECKING

from atodds import work
from atodds.exercises.exercise import Exercise, Words, say
from atodds.exercises.feedback import Note, build_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case

TRIES_BEFORE_REVEAL = 3


def next_hint(exercise: Exercise, load_case: "Callable[[], Case]") -> Note:
    """Show the next hint of an exercise, and note that it was asked for.

    Parameters
    ----------
    exercise
        The exercise.
    load_case
        Gives the case.

    Returns
    -------
    Note
        After the last hint, the last one again.

    Examples
    --------
    >>> from atodds.exercises.sample import count_the_origins
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> next_hint(count_the_origins, list).text
    'Hint 1 of 2. Look for a name under each title.'
    >>> next_hint(count_the_origins, list).text
    'Hint 2 of 2. An agency is a pen too.'
    """
    if not exercise.hints:
        words = f"There are no hints for {exercise.id}: what a check says is the help."
        return build_note("Hint", words)
    number = min(work.events(exercise.id).count("hint"), len(exercise.hints) - 1)
    work.record_event(exercise.id, "hint")
    name = f"Hint {number + 1} of {len(exercise.hints)}"
    words = f"{name}. {_said(exercise.hints[number], load_case)}"
    return build_note(f"{name} for {exercise.id}", words)


def reveal_answer(exercise: Exercise, load_case: "Callable[[], Case]") -> Note:
    """Show the answer and why, once three answers were checked; note that it was opened.

    Parameters
    ----------
    exercise
        The exercise.
    load_case
        Gives the case.

    Returns
    -------
    Note
        Before that, how many tries there were.

    Examples
    --------
    >>> from atodds.exercises.sample import count_the_origins
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> reveal_answer(count_the_origins, list).text
    'Not yet: the answer opens after three tries. Yours so far: 0.'
    """
    name = f"Answer to {exercise.id}"
    tries = work.events(exercise.id).count("try")
    if tries < TRIES_BEFORE_REVEAL:
        words = f"Not yet: the answer opens after three tries. Yours so far: {tries}."
        return build_note(name, words)
    work.record_event(exercise.id, "reveal")
    return build_note(name, _said(exercise.reveal or exercise.right, load_case))


def _said(words: Words, load_case: "Callable[[], Case]") -> str:
    try:
        return say(words, load_case()) if callable(words) else words
    # A case that cannot be read must not stop the notebook.
    except Exception as error:  # noqa: BLE001
        return f"This needs the case, which could not be read: {error}"
