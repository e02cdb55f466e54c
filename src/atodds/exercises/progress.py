"""What is done, tried and open, as a table."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from atodds import work
from atodds.exercises.exercise import Essay, Exercise
from atodds.exercises.feedback import Note, table
from atodds.exercises.judging import judge_record

if TYPE_CHECKING:
    from atodds.case import Case

DONE, TRIED, OPEN, TO_WRITE = "✓ done", "→ tried", "○ open", "○ to write"
HEAD = ["Exercise", "Title", "State", "Hints used"]


def show_progress(exercises: Iterable[Exercise | Essay], load_case: "Callable[[], Case]") -> Note:
    """Show what is done, tried, open and still to write.

    Parameters
    ----------
    exercises
        The lesson's exercises and essays, in order.
    load_case
        Gives the case.

    Returns
    -------
    Note
        A table, free of times.

    Examples
    --------
    >>> from atodds.exercises.sample import count_the_origins
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> print(show_progress([count_the_origins], list).text)
    Your progress: 0 of 1 done
    0.1 | How many pens? | ○ open | hints used: 0
    """
    answers = work.load_answers()
    rows = [
        [
            one.id,
            one.title,
            _state(one, answers.get(one.id), load_case),
            str(work.events(one.id).count("hint")),
        ]
        for one in exercises
    ]
    done = sum(row[2] == DONE for row in rows)
    caption = f"Your progress: {done} of {len(rows)} done"
    lines = [" | ".join([*row[:3], f"hints used: {row[3]}"]) for row in rows]
    return Note(table(caption, HEAD, rows), "\n".join([caption, *lines]))


def _state(exercise: Exercise | Essay, record: object, load_case: "Callable[[], Case]") -> str:
    if isinstance(exercise, Essay):
        return DONE if "self-score" in work.events(exercise.id) else TO_WRITE
    if record is None:
        return OPEN
    try:
        judged = judge_record(exercise, record, load_case())
    # A case that cannot be read must not stop the notebook.
    except Exception:  # noqa: BLE001
        return TRIED
    return DONE if judged.verdict == "right" else TRIED
