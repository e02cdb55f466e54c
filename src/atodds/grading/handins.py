"""Find what was handed in: one row for each student and lesson, with its problem if it has one."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.course import EXERCISES
from atodds.grading.judging import find_lesson
from atodds.grading.places import list_place
from atodds.grading.recorded import HandInError, answers_in, read_hand_in
from atodds.grading.unpacking import Found
from atodds.grading.whose import PARTICIPANT, Whose, tell_whose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from atodds.exercises import Essay, Exercise

COLUMNS = ["student", "lesson", "file", "received", "problem", "name", "number", "note"]
NOBODY = "Its name does not say whose it is."


@dataclass(frozen=True)
class _Seen:
    """One file, looked into: where it lies, whose and of which lesson it is."""

    found: Found
    whose: Whose
    lesson: str
    problem: str
    answers: int = 0
    note: str = ""

    @property
    def name(self) -> str:
        return "/".join(part for part in self.found.parts if part)

    @property
    def is_notebook(self) -> bool:
        return self.found.file is not None


def find_hand_ins(
    place: str | Path,
    lessons: Sequence[str] = (),
    *,
    exercises: Sequence[Exercise | Essay] = EXERCISES,
    slugs: Collection[str] = (),
    unpack: Path | None = None,
) -> pd.DataFrame:
    """List the hand-ins of a place: a folder, or a zip file as Moodle or Canvas exports it.

    Whose a hand-in is, the names of its folder and file tell; of which lesson, its own metadata
    do, else its recorded answers, else its name. Of two hand-ins of one student for one lesson
    the one that was received last counts; of two at the same time the one with more recorded
    answers, then the last by name. One that cannot be read never counts against one that can.
    The others are named in its note. Links are not followed, and archives are unpacked under
    names of our own.

    Parameters
    ----------
    place : str or Path
        Where the hand-ins are.
    lessons : Sequence of str
        The lessons that were asked for, as two digits: whoever handed in none of them has a
        row all the same. None: whatever lesson is there.
    exercises : Sequence of Exercise or Essay
        The course's exercises.
    slugs : Collection of str
        The names, without ending, under which the lessons were handed out.
    unpack : Path, optional
        Where notebooks from archives are written to; a new temporary folder if not given.

    Returns
    -------
    pandas.DataFrame
        One row per student and lesson, ordered so: ``student``, ``lesson`` (empty where unknown),
        ``file`` (what to read, None where there is nothing), ``received``, ``problem`` (a sentence,
        or empty), ``name`` (as handed in; empty where nothing was), ``number`` (of the
        learning-management system: Canvas's of the learner such as ``12``, Moodle's of the
        learner in one assignment such as ``Participant 12``), ``note`` (what is odd and no
        problem).

    Raises
    ------
    ValueError
        If there is no such place, or no such lesson.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> content = '{"metadata": {"atodds": {"lesson": "06"}}, "cells": []}'
    >>> _ = (folder / "ada_06.ipynb").write_text(content)
    >>> _ = (folder / "bob.pdf").write_text("%PDF")
    >>> find_hand_ins(folder, ["06"])[["student", "lesson", "problem"]]
      student lesson                                            problem
    0     ada     06
    1     bob     06  This is no notebook; ask for the file that end...

    >>> find_hand_ins(folder / "none")
    Traceback (most recent call last):
    ...
    ValueError: none: there is no such folder or file; check the name.
    >>> find_hand_ins(folder, ["6,8"])
    Traceback (most recent call last):
    ...
    ValueError: There is no lesson '6,8'; there are ... such as --lesson 06 --lesson 08.
    """
    known = {one.lesson for one in exercises}
    unknown = sorted(set(lessons) - known)
    if unknown:
        listed = ", ".join(sorted(known))
        raise ValueError(
            f"There is no lesson {unknown[0]!r}; there are {listed}. Expected two digits, and "
            "each of several by itself, such as --lesson 06 --lesson 08."
        )
    folder = unpack or Path(tempfile.mkdtemp(prefix="atodds-"))
    found = _without_wrapper(list(list_place(place, folder)), known, slugs)
    seen = [_look(one, lessons, slugs, exercises) for one in found]
    rows = [row for one in _by_student(_tell_apart(seen)) for row in _rows(one, lessons)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values(["student", "lesson"], kind="stable", ignore_index=True)


def _look(
    found: Found,
    lessons: Sequence[str],
    slugs: Collection[str],
    exercises: Sequence[Exercise | Essay],
) -> _Seen:
    """Look into a file for its lesson, which its content knows better than its name."""
    known = {one.lesson for one in exercises}
    named = tell_whose(found.parts, known, slugs)
    problem, lesson, answers = found.problem, "", 0
    if found.file:
        try:
            content = read_hand_in(found.file)
            answers = len(answers_in(content))
            lesson = named.lesson
            lesson = find_lesson(content, exercises, found.file.name)
        except HandInError as error:
            sentence = str(error).removeprefix(f"{found.file.name}: ")
            problem = "" if lesson else sentence[:1].upper() + sentence[1:]
    # "student-05" who hands in lesson 06 is no "student": only the lesson's own number goes.
    whose = tell_whose(found.parts, {lesson, *lessons} if lesson else known, slugs)
    note = "" if whose.student else NOBODY
    note = "Marked as late." if whose.late else note
    return _Seen(found, _named(whose, found), lesson or named.lesson, problem, answers, note)


def _named(whose: Whose, found: Found) -> Whose:
    """Name a student after the file where no name tells one: nothing is passed over."""
    name = next(part for part in reversed(found.parts) if part)
    return whose if whose.student else replace(whose, student=name)


def _without_wrapper(
    found: list[Found], known: Collection[str], slugs: Collection[str]
) -> list[Found]:
    """Take away one folder that holds the whole class, as archives and downloads have it."""
    inner = [replace(one, parts=one.parts[1:]) for one in found]
    is_one = len({one.parts[0] for one in found}) == 1 and all(one.parts for one in inner)
    if not is_one or tell_whose(found[0].parts, known, slugs).export:
        return found
    names = {tell_whose(one.parts, known, slugs).student for one in inner if one.file}
    return inner if len(names) > 1 and "" not in names else found


def _tell_apart(seen: Iterable[_Seen]) -> list[_Seen]:
    """Put the system's number to a name where two learners of one export share it."""
    listed = list(seen)
    numbers = defaultdict(set)
    for one in listed:
        numbers[_export(one), one.whose.student].add(one.whose.number)
    # Moodle calls everybody "Participant" where hand-ins are marked blind.
    shared = {
        key for key, found in numbers.items() if len(found) > 1 or key[1] == PARTICIPANT.strip()
    }
    return [
        replace(one, whose=replace(one.whose, student=f"{one.whose.student} {one.whose.number}"))
        if one.whose.number and (_export(one), one.whose.student) in shared
        else one
        for one in listed
    ]


def _export(one: _Seen) -> tuple[str, ...]:
    """Return the export that a file is of: Moodle's numbers hold for one alone."""
    if one.whose.export != "moodle":
        return (one.whose.export,)
    at = next(i for i, part in enumerate(one.found.parts) if "_assignsubmission_" in part)
    return ("moodle", *one.found.parts[:at])


def _by_student(seen: Iterable[_Seen]) -> Iterator[list[_Seen]]:
    students: dict[str, list[_Seen]] = defaultdict(list)
    for one in seen:
        students[one.whose.student].append(one)
    yield from (students[student] for student in sorted(students))


def _rows(seen: list[_Seen], lessons: Sequence[str]) -> list[list[Any]]:
    """Give the rows of one student: one for each lesson asked for, or for each there is."""
    notebooks = [one for one in seen if one.is_notebook] or seen
    by_lesson: dict[str, list[_Seen]] = defaultdict(list)
    for one in notebooks:
        by_lesson[one.lesson].append(one)
    if not lessons:
        chosen = [_choose(by_lesson[lesson]) for lesson in sorted(by_lesson)]
        return [_row(one, one.lesson) for one in chosen]
    spare = [one for lesson, ones in by_lesson.items() if lesson not in lessons for one in ones]
    # Of what lesson a broken file is, its name may not tell: then it is the one asked for.
    nameless = [one for one in spare if not one.lesson]
    refused = [one for one in seen if not one.is_notebook]
    rows = []
    for lesson in sorted(lessons):
        of_it = by_lesson.get(lesson) or nameless
        of_it = of_it or [one for one in refused if one.lesson == lesson]
        if not of_it and spare:
            of_it = [_swapped(_choose(spare), lesson)]
        rows.append(_row(_choose(of_it) if of_it else _missing(seen[0], lesson), lesson))
    return rows


def _choose(seen: list[_Seen]) -> _Seen:
    """Choose the hand-in that counts, and name the others in its note."""
    *others, chosen = sorted(seen, key=_rank)
    if not others:
        return chosen
    names = ", ".join(f"'{_brief(one.name)}'" for one in others[::-1])
    rule = _rule(chosen, others[-1])
    note = f"{len(seen)} hand-ins: '{_brief(chosen.name)}' counts, {rule}; not marked: {names}."
    return replace(chosen, note=f"{chosen.note} {note}".strip())


def _rank(one: _Seen) -> tuple[bool, bool, str, int, str]:
    return one.is_notebook, not one.problem, one.found.received, one.answers, one.name


def _rule(chosen: _Seen, other: _Seen) -> str:
    if other.problem and not chosen.problem:
        return "as it can be read"
    if chosen.found.received != other.found.received:
        return "as it was received last"
    if chosen.answers != other.answers:
        return "as it has more answers"
    return "as the last by name"


def _swapped(one: _Seen, lesson: str) -> _Seen:
    """Say of a notebook that it is of a lesson that nobody asked for."""
    if not one.is_notebook:
        return one
    problem = f"Asked for lesson {lesson}; '{_brief(one.name)}' is lesson {one.lesson}."
    return replace(one, found=replace(one.found, file=None), problem=problem, note="")


def _missing(one: _Seen, lesson: str) -> _Seen:
    """Say of a student that nothing was handed in for a lesson, whatever was for others."""
    # What Moodle numbers learners by holds for one lesson's export alone.
    whose = replace(one.whose, number="") if one.whose.export == "moodle" else one.whose
    return _Seen(Found(()), whose, lesson, f"Nothing was handed in for lesson {lesson}.")


def _row(one: _Seen, lesson: str) -> list[Any]:
    number = one.whose.number
    if number and one.whose.export == "moodle":
        number = f"{PARTICIPANT}{number}"
    said = (one.found.received, one.problem, _brief(one.name), number, one.note)
    return [one.whose.student, lesson, one.found.file, *said]


def _brief(name: str) -> str:
    text = name.encode("utf-8", "surrogatepass").decode("utf-8", "backslashreplace")
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return text if len(text) <= 120 else f"{text[:80]}...{text[-35:]}"
