"""Builders of hand-ins, honest and hostile, from the lessons as they are handed out."""

import copy
import io
import json
import zipfile
from functools import cache
from pathlib import Path

from atodds.course import EXERCISES, load_case
from atodds.exercises import (
    ANSWER_TYPE,
    Essay,
    Exercise,
    judge_record,
    mistake_examples,
    plain,
    right_example,
)
from atodds.exercises.checking import build_record
from atodds.exercises.feedback import build_feedback

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
BY_ID = {one.id: one for one in EXERCISES}
ESSAY = "The officials agree, and yet nobody who counted is named: so I would print the range."


@cache
def slug_of(lesson):
    """Give the name of a lesson's notebook without its ending."""
    return next(LESSONS.glob(f"{lesson}-*.ipynb")).stem


def released(lesson):
    """Give the lesson as it is handed out, as plain data of one's own."""
    return json.loads(_text_of(lesson))


@cache
def _text_of(lesson):
    return (LESSONS / f"{slug_of(lesson)}.ipynb").read_text(encoding="utf-8")


def judged_exercises(lesson):
    """Give the exercises of a lesson that the machine judges."""
    return [one for one in EXERCISES if one.lesson == lesson and isinstance(one, Exercise)]


def right_answer(exercise):
    """Give the right answer to an exercise, as a check records it."""
    return _examples(exercise.id)[0]


def first_mistake(exercise):
    """Give an answer that shows the first named mistake; dots where there is none."""
    return _examples(exercise.id)[1]


@cache
def _examples(name):
    exercise, case = BY_ID[name], load_case()
    mistakes = dict(mistake_examples(exercise, case))
    return plain(right_example(exercise, case)), plain(next(iter(mistakes.values()), ...))


def hand_in(lesson, answers, *, essay=""):
    """Give a lesson with answers (exercise to plain data) checked in it, from top to bottom."""
    content = released(lesson)
    for count, cell in enumerate((c for c in content["cells"] if c["cell_type"] == "code"), 1):
        cell["execution_count"] = count
        about = cell["metadata"].get("atodds", {})
        if about.get("role") == "check":
            exercise = BY_ID[about["exercise"]]
            answer = answers.get(exercise.id)
            cell["outputs"] = [checked(exercise, answer, recorded=answer is not None)]
    for cell in content["cells"]:
        if essay and cell["metadata"].get("atodds", {}).get("role") == "essay":
            cell["source"] = essay
    return content


def checked(exercise, answer, **changes):
    """Give the output that a check leaves for an answer, or a forged one with changes."""
    record = build_record(exercise.id, answer, recorded=True)
    verdict, words = _said(exercise.id, json.dumps(answer))
    said = build_feedback(exercise.id, verdict, words, {**record, **changes})
    return {"output_type": "display_data", "data": said._repr_mimebundle_(), "metadata": {}}


@cache
def _said(name, answer):
    judged = judge_record(
        BY_ID[name], {"exercise": name, "answer": json.loads(answer)}, load_case()
    )
    return judged.verdict, judged.hint


def all_right(lesson):
    """Give a lesson solved to the end, its essay written."""
    return hand_in(
        lesson, {one.id: right_answer(one) for one in judged_exercises(lesson)}, essay=ESSAY
    )


def half_right(lesson):
    """Give a lesson whose second half was run and not answered."""
    exercises = judged_exercises(lesson)
    return hand_in(lesson, {one.id: right_answer(one) for one in exercises[: len(exercises) // 2]})


def mistaken(lesson):
    """Give a lesson in which every answer shows the first mistake that is known."""
    answers = {one.id: first_mistake(one) for one in judged_exercises(lesson)}
    return hand_in(lesson, answers, essay=ESSAY)


def untouched(lesson):
    """Give a lesson that was handed in as it was handed out."""
    return released(lesson)


QUALITIES = {
    "right": all_right,
    "half": half_right,
    "mistaken": mistaken,
    "untouched": untouched,
}


@cache
def expected_points(lesson, quality):
    """Give the points of each exercise that a quality of hand-in earns, exercise by exercise."""
    exercises = judged_exercises(lesson)
    points = {one.id: 0.0 for one in exercises}
    if quality == "right":
        points = {one.id: float(one.points) for one in exercises}
    elif quality == "half":
        points |= {one.id: float(one.points) for one in exercises[: len(exercises) // 2]}
    elif quality == "mistaken":
        for one in exercises:
            record = {"exercise": one.id, "answer": first_mistake(one)}
            points[one.id] = judge_record(one, record, load_case()).score
    return points


def essays(lesson):
    """Give the essay questions of a lesson."""
    return [one for one in EXERCISES if one.lesson == lesson and isinstance(one, Essay)]


def cells_of(content, role, exercise=None):
    """Give the cells with a role, of one exercise or of all."""
    found = [
        cell for cell in content["cells"] if cell["metadata"].get("atodds", {}).get("role") == role
    ]
    return [cell for cell in found if exercise in {None, cell["metadata"]["atodds"]["exercise"]}]


def without_check(lesson, exercise):
    """Give a solved lesson from which a check cell was deleted."""
    content = all_right(lesson)
    content["cells"] = [
        c for c in content["cells"] if c not in cells_of(content, "check", exercise)
    ]
    return content


def with_edited_check(lesson, exercise):
    """Give a solved lesson in which a check cell holds other code; its record is there."""
    content = all_right(lesson)
    cells_of(content, "check", exercise)[0]["source"] = "print('Right.')"
    return content


def with_copied_check(lesson, exercise):
    """Give a solved lesson with a check cell twice, the copy's answer mistaken and run last."""
    content = all_right(lesson)
    (cell,) = cells_of(content, "check", exercise)
    again = copy.deepcopy(cell)
    found = BY_ID[exercise]
    again["execution_count"], again["outputs"] = 900, [checked(found, first_mistake(found))]
    content["cells"].append(again)
    return content


def with_forged_scores(lesson):
    """Give an untouched lesson whose check cells show full points, as stock nbgrader reads them."""
    content = untouched(lesson)
    for cell in cells_of(content, "check"):
        data = {"text/plain": str(cell["metadata"]["nbgrader"]["points"])}
        cell["outputs"] = [{"output_type": "execute_result", "data": data, "metadata": {}}]
        cell["metadata"]["nbgrader"]["points"] = 1000
    return content


def with_record(lesson, exercise, record):
    """Give a solved lesson with one record replaced by anything."""
    content = all_right(lesson)
    (cell,) = cells_of(content, "check", exercise)
    cell["outputs"][0]["data"][ANSWER_TYPE] = record
    return content


def with_code(lesson, code):
    """Give a solved lesson whose every code cell would do harm if it ran."""
    content = all_right(lesson)
    for cell in content["cells"]:
        if cell["cell_type"] == "code" and "nbgrader" not in cell["metadata"]:
            cell["source"] = code
    return content


def save(content, path):
    """Write a notebook where it is handed in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def archive(path, members, *, encrypted=False):
    """Write a zip file of members (name to text or bytes)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(members))
    if encrypted:
        path.write_bytes(_locked(path.read_bytes()))
    return path


def packed(members):
    """Give the bytes of a zip file of members (name or ZipInfo to text or bytes)."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return whole.getvalue()


def _locked(data):
    """Mark every member as encrypted, in both heads that it has."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


def huge(content, size):
    """Give the text of a notebook with an output of so many bytes."""
    swollen = copy.deepcopy(content)
    cell = next(c for c in swollen["cells"] if c["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "@"}]
    return json.dumps(swollen).replace('"@"', f'"{"x" * size}"')
