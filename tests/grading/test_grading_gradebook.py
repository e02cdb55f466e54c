"""Marks go into nbgrader's gradebook as they are; what a person entered is never lost."""

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbgrader.utils import determine_grade

from atodds.course import EXERCISES, load_case
from atodds.grading import grade_file
from atodds.grading.course_folder import CourseError, init_course, open_course, student_key
from atodds.grading.gradebook import (
    open_gradebook,
    read_gradebook,
    record_in_gradebook,
    set_essay_marks,
)

LESSON = "06-what-does-the-number-say"
ESSAY = "6.10"


@pytest.fixture(scope="session")
def new_course(tmp_path_factory, root):
    """Make a course with an empty gradebook once: nbgrader starts a program to make one."""
    folder = tmp_path_factory.mktemp("new") / "course"
    init_course(folder, root / "lessons", root / "solutions")
    record_in_gradebook(folder, [])
    return folder


@pytest.fixture
def course(tmp_path, new_course):
    return Path(shutil.copytree(new_course, tmp_path / "course"))


@pytest.fixture(scope="session")
def lesson(root):
    return (root / "lessons" / f"{LESSON}.ipynb").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def answers(root):
    """Give what each check of the solved lesson recorded, as a notebook's outputs."""
    solved = json.loads((root / "solutions" / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    checks = [cell for cell in solved["cells"] if role(cell) == "check"]
    return {cell["metadata"]["atodds"]["exercise"]: cell["outputs"] for cell in checks}


@pytest.fixture
def hand_in(tmp_path, lesson, answers):
    """Return a function that saves a hand-in, with right answers and an essay as asked for."""

    def save(student, *, right=(), essay="", spoil=None):
        content = json.loads(lesson)
        for count, cell in enumerate(content["cells"]):
            exercise = cell["metadata"].get("atodds", {}).get("exercise")
            if role(cell) == "check" and exercise in right:
                cell["outputs"], cell["execution_count"] = answers[exercise], count
            if role(cell) == "essay" and essay:
                cell["source"] = essay
        if spoil:
            spoil(content)
        path = tmp_path / f"{student}.ipynb"
        path.write_text(json.dumps(content), encoding="utf-8")
        return grade_file(path, student, EXERCISES, load_case)

    return save


def role(cell):
    return cell["metadata"].get("atodds", {}).get("role")


def marks(course, student="ada"):
    table = read_gradebook(course).set_index("student")
    return table.loc[[student]].set_index("exercise")


def autograded(course, student="ada"):
    path = course / "autograded" / student / LESSON / f"{LESSON}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def test_solved_lesson_gets_full_points_and_an_untouched_one_none(course, hand_in, answers):
    solved = hand_in("ada", right=answers, essay="Nearly 1,300 is a strip below 1,300.")
    assert record_in_gradebook(course, [solved, hand_in("bo")]) == ()
    by_machine = marks(course).drop(index=ESSAY)
    assert by_machine["auto"].tolist() == by_machine["max_points"].tolist()
    assert by_machine["max_points"].sum() == 33
    assert marks(course).loc[ESSAY, ["auto", "points"]].isna().all()
    assert marks(course)["waits"].sum() == 1
    assert (marks(course, "bo")["auto"] == 0).all()
    assert not marks(course, "bo")["waits"].any()


def test_number_that_nbgrader_reads_from_the_judged_notebook_is_the_mark(course, hand_in):
    graded = hand_in("ada", right=["6.1", "6.9"])
    record_in_gradebook(course, [graded])
    cells = [cell for cell in autograded(course).cells if role(cell) == "check"]
    read = {cell.metadata.atodds.exercise: determine_grade(cell) for cell in cells}
    rows = graded.marks[graded.marks["points"].notna()].set_index("exercise")
    assert read == {one: (row["points"], row["max_points"]) for one, row in rows.iterrows()}
    assert sum(points for points, _ in read.values()) == 8


def test_recording_twice_changes_nothing(course, hand_in):
    everyone = [hand_in("ada", right=["6.1"], essay="A fence."), hand_in("bo")]
    record_in_gradebook(course, everyone)
    before, notebook = read_gradebook(course), autograded(course)
    record_in_gradebook(course, everyone)
    pd.testing.assert_frame_equal(read_gradebook(course), before)
    assert autograded(course) == notebook


def test_mark_and_comment_of_a_person_survive_and_a_rewritten_essay_waits_again(course, hand_in):
    first = hand_in("ada", right=["6.1"], essay="A fence.")
    record_in_gradebook(course, [first])
    given = {"student": "ada", "lesson": "06", "exercise": ESSAY, "points": 7, "comment": "Good."}
    assert set_essay_marks(course, pd.DataFrame([given])) == 1
    assert set_essay_marks(course, pd.DataFrame([given])) == 0
    again = hand_in("ada", right=["6.1", "6.2"], essay="A fence.")
    record_in_gradebook(course, [again])
    columns = ["manual", "points", "comment", "waits"]
    assert marks(course).loc[ESSAY, columns].tolist() == [7, 7, "Good.", False]
    assert marks(course).loc["6.2", "points"] == 7
    record_in_gradebook(course, [hand_in("ada", right=["6.1"], essay="A fence, and a strip.")])
    assert marks(course).loc[ESSAY, columns].tolist() == [7, 7, "Good.", True]


def test_deleted_essay_that_was_marked_waits_again(course, hand_in):
    record_in_gradebook(course, [hand_in("ada", essay="A fence.")])
    given = {"student": "ada", "lesson": "06", "exercise": ESSAY, "points": 7, "comment": ""}
    set_essay_marks(course, pd.DataFrame([given]))
    record_in_gradebook(course, [hand_in("ada")])
    assert marks(course).loc[ESSAY, ["manual", "waits"]].tolist() == [7, True]


def test_mark_for_nobody_and_mark_out_of_range_are_named_and_none_is_entered(course, hand_in):
    record_in_gradebook(course, [hand_in("ada", essay="A fence.")])
    rows = [["ada", "06", ESSAY, 5, ""], ["ada", "06", ESSAY, 99, ""], ["eve", "06", "6.1", 1, ""]]
    columns = ["student", "lesson", "exercise", "points", "comment"]
    with pytest.raises(CourseError) as error:
        set_essay_marks(course, pd.DataFrame(rows, columns=columns))
    assert "ada, exercise 6.10: expected 0 to 9 points, found 99" in str(error.value)
    assert "eve, exercise 6.1: the gradebook holds no such exercise" in str(error.value)
    assert marks(course).loc[ESSAY, "waits"]


def test_machine_mark_that_a_person_changed_stays_and_waits_once_the_answer_changed(
    course, hand_in
):
    record_in_gradebook(course, [hand_in("ada")])
    given = {"student": "ada", "lesson": "06", "exercise": "6.1", "points": 1, "comment": "Fair."}
    set_essay_marks(course, pd.DataFrame([given]))
    record_in_gradebook(course, [hand_in("ada")])
    assert marks(course).loc["6.1", ["auto", "points", "waits"]].tolist() == [0, 1, False]
    record_in_gradebook(course, [hand_in("ada", right=["6.1"])])
    assert marks(course).loc["6.1", ["auto", "points", "waits"]].tolist() == [2, 1, True]
    assert marks(course).loc["6.1", "comment"] == "Fair."


def test_student_with_a_name_that_is_a_path_stays_inside_the_course(course, hand_in):
    graded = replace(hand_in("ada"), student="../../eve [1]")
    record_in_gradebook(course, [graded])
    (student,) = set(read_gradebook(course)["student"])
    assert student.startswith("eve-1-")
    assert autograded(course, student).cells
    assert not list(course.parent.glob("eve*"))


def names(course):
    with open_gradebook(open_course(course)) as gradebook:
        return {one.id: (one.last_name, one.first_name) for one in gradebook.students}


@pytest.mark.parametrize("student", ["李 雷", "Jürgen Müller", "../../eve [1]", "x" * 200])
def test_student_whom_nbgrader_calls_otherwise_has_the_name_beside_it(course, hand_in, student):
    record_in_gradebook(course, [replace(hand_in("ada"), student=student)])
    ((key, told),) = names(course).items()
    assert key.isascii()
    # Formgrader shows the name only where there is a first one too.
    assert told == (student[:128], "")


def test_name_that_a_person_entered_stays_and_an_old_gradebook_gets_the_missing_one(
    course, hand_in
):
    hand_ins = [replace(hand_in("ada"), student=name) for name in ("李 雷", "José García", "ada")]
    keys = [student_key(one.student) for one in hand_ins]
    with open_gradebook(open_course(course)) as gradebook:
        gradebook.add_student(keys[0])
        gradebook.add_student(keys[1], first_name="José", last_name="García Márquez")
        gradebook.add_student(keys[2])
    for _ in range(2):
        record_in_gradebook(course, hand_ins)
        expected = [("李 雷", ""), ("García Márquez", "José"), (None, None)]
        assert names(course) == dict(zip(keys, expected, strict=True))


def test_hand_in_of_a_lesson_that_the_course_lacks_gets_a_sentence(course, hand_in):
    (course / "source" / LESSON / f"{LESSON}.ipynb").unlink()
    with pytest.raises(CourseError, match="there is no lesson 06"):
        record_in_gradebook(course, [hand_in("ada")])


def test_gradebook_may_be_at_any_address(course, hand_in, tmp_path):
    elsewhere = shutil.move(course / "gradebook.db", tmp_path / "elsewhere.db")
    address = f"sqlite:///{elsewhere}"
    record_in_gradebook(course, [hand_in("ada", right=["6.1"])], db=address)
    assert read_gradebook(course, db=address)["points"].sum() == 2
    assert not (course / "gradebook.db").exists()


def test_password_of_an_address_is_never_told(course):
    with pytest.raises(CourseError) as error:
        read_gradebook(course, db="nodatabase://ada:secret@host/marks")
    assert "secret" not in str(error.value)


def test_course_whose_cells_are_new_gets_them_and_keeps_old_marks(course, hand_in):
    record_in_gradebook(course, [hand_in("ada", right=["6.1"])])
    with sqlite3.connect(course / "gradebook.db") as db:
        cell = db.execute("select id from base_cell where name = 'check-6-9'").fetchone()
        for table, column in [("grade", "cell_id"), ("grade_cells", "id"), ("base_cell", "id")]:
            db.execute(f"delete from {table} where {column} = ?", cell)  # noqa: S608
    db.close()
    record_in_gradebook(course, [hand_in("ada", right=["6.1", "6.9"])])
    assert marks(course).loc[["6.1", "6.9"], "points"].tolist() == [2, 6]


def test_formgrader_finds_the_submission_with_its_time(course, hand_in):
    record_in_gradebook(course, [hand_in("ada", essay="A fence.")])
    with open_gradebook(open_course(course)) as gradebook:
        (submission,) = gradebook.assignment_submissions(LESSON)
        assert submission.needs_manual_grade
        assert submission.timestamp is not None
        assert submission.max_score == 42
    assert (course / "submitted" / "ada" / LESSON / "timestamp.txt").exists()
