"""What is done, tried and open, as a table; and how two parallel forms compare."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from atodds import work
from atodds.exercises.change import Change, measure_change
from atodds.exercises.essays import read_essay
from atodds.exercises.exercise import Essay, Exercise
from atodds.exercises.feedback import Note, build_note, table
from atodds.exercises.judging import judge_record
from atodds.exercises.outcome import quoted

if TYPE_CHECKING:
    from atodds.case import Case

DONE, KEPT, TRIED, OPEN, TO_WRITE = "✓ done", "✓ kept", "→ tried", "○ open", "○ to write"
WRITTEN = "→ written; score it"
UNMARKED = "· yours, not marked"
HEAD = ["Exercise", "Title", "State", "Hints used"]
NO_CASE = "The two tests cannot be compared here: the case could not be read."


def show_progress(
    exercises: Iterable[Exercise | Essay],
    load_case: "Callable[[], Case]",
    lesson: object = None,
) -> Note:
    """Show what is done, tried, open and still to write.

    Where an exercise repeats another one and both are answered, the change between the two is
    shown below the table.

    Parameters
    ----------
    exercises
        The course's exercises and essays, in order.
    load_case
        Gives the case.
    lesson
        The number of one lesson, such as "06" or 6; None for all.

    Returns
    -------
    Note
        A table, free of times; a sentence where there is no such lesson.

    Examples
    --------
    >>> from atodds.exercises.sample import count_the_origins
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> print(show_progress([count_the_origins], list).text)
    Your progress: 0 of 1 done
    0.1 | How many pens? | ○ open | hints used: 0
    >>> print(show_progress([count_the_origins], list, "00").text.splitlines()[0])
    Your progress in lesson 00: 0 of 1 done
    >>> show_progress([count_the_origins], list, "13").text
    'Not yet: there is no lesson "13" here. Give one of 00, or nothing for all.'
    """
    course = list(exercises)
    chosen = course if lesson is None else _of_lesson(course, lesson)
    if isinstance(chosen, str):
        return build_note("Progress", f"Not yet: {chosen}")
    answers = work.load_answers()
    rows = [
        [
            one.id,
            one.title,
            _state(one, answers.get(one.id), load_case),
            str(work.events(one.id).count("hint")),
        ]
        for one in chosen
    ]
    counted = [row for row in rows if row[2] != UNMARKED]
    done = sum(row[2] in (DONE, KEPT) for row in counted)
    where = "" if lesson is None or not chosen else f" in lesson {chosen[0].lesson}"
    caption = f"Your progress{where}: {done} of {len(counted)} done"
    lines = [" | ".join([*row[:3], f"hints used: {row[3]}"]) for row in rows]
    change = _changes(chosen, course, answers, load_case)
    html = table(caption, HEAD, rows) + "".join(one.html for one in change)
    return Note(html, "\n".join([caption, *lines, *(one.text for one in change)]))


def _of_lesson(course: Sequence[Exercise | Essay], lesson: object) -> list[Exercise | Essay] | str:
    """Return a lesson's exercises, or a sentence that begins in lower case."""
    lessons = list(dict.fromkeys(one.lesson for one in course))
    whole = isinstance(lesson, int) and not isinstance(lesson, bool)
    given = str(lesson).strip() if isinstance(lesson, str) or whole else ""
    found = [one for one in course if given and one.lesson == given.zfill(2)]
    if found:
        return found
    offered = f"Give one of {', '.join(lessons)}, or nothing for all."
    if not given:
        return f"a lesson is named by its number. {offered}"
    return f"there is no lesson {quoted(given)} here. {offered}"


def _state(exercise: Exercise | Essay, record: object, load_case: "Callable[[], Case]") -> str:
    if isinstance(exercise, Essay):
        return _state_of_essay(exercise)
    if record is None:
        return OPEN
    if exercise.unscored:
        return KEPT
    try:
        judged = judge_record(exercise, record, load_case())
    # A case that cannot be read must not stop the notebook.
    except Exception:  # noqa: BLE001
        return TRIED
    return DONE if judged.verdict == "right" else TRIED


def _state_of_essay(essay: Essay) -> str:
    if "self-score" in work.events(essay.id):
        return DONE
    if not essay.points:
        return UNMARKED
    return WRITTEN if read_essay(essay) else TO_WRITE


def _changes(
    chosen: Sequence[Exercise | Essay],
    course: Sequence[Exercise | Essay],
    answers: Mapping[str, object],
    load_case: "Callable[[], Case]",
) -> list[Note]:
    known = {one.id: one for one in course}
    found = []
    for now in chosen:
        then = known.get(now.repeats) if isinstance(now, Exercise) else None
        if not isinstance(now, Exercise) or not isinstance(then, Exercise):
            continue
        records = [answers.get(then.id), answers.get(now.id)]
        if None in records:
            continue
        try:
            change = measure_change(then, now, records, load_case())
        # A case that cannot be read must not stop the notebook.
        except Exception:  # noqa: BLE001
            found.append(build_note("Then and now", NO_CASE))
            continue
        found.append(_show(change))
    return found


def _show(change: Change) -> Note:
    rows = [[label, then, now] for label, then, now in change.rows]
    caption = "Then and now: two short tests, a course apart"
    words = f"{change.answers} {change.sureness}"
    html = table(caption, ["Question", "Then", "Now"], rows) + f"<p>{words}</p>"
    lines = [f"{label} | then: {then} | now: {now}" for label, then, now in rows]
    return Note(html, "\n".join([caption, *lines, words]))
