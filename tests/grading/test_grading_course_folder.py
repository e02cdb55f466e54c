"""A course folder is made without destroying anything, and moves with all that is in it."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from atodds.grading.course_folder import (
    CONFIG_NAME,
    GRADEBOOK_NAME,
    Course,
    CourseError,
    find_lessons,
    find_stock_graded,
    init_course,
    open_course,
    student_key,
)

NAME = "06-what-does-the-number-say"


@pytest.fixture
def lessons(tmp_path, root):
    """Give a folder with one lesson, and its solution beside it."""
    for step in ("lessons", "solutions"):
        (tmp_path / step).mkdir()
        shutil.copy(root / step / f"{NAME}.ipynb", tmp_path / step)
    return tmp_path / "lessons"


@pytest.fixture(scope="module")
def made(tmp_path_factory, root):
    """Give a course that is made once; nothing in it may be changed."""
    folder = tmp_path_factory.mktemp("made") / "us"
    init_course(folder, root / "lessons")
    return folder


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_new_course_holds_lessons_solutions_and_a_configuration(tmp_path, lessons):
    (said,) = init_course(tmp_path / "us", lessons)
    assert said.endswith("us: 1 lesson added. Marks and hand-ins are untouched.")
    assert set(files(tmp_path / "us")) == {
        CONFIG_NAME,
        f"source/{NAME}/{NAME}.ipynb",
        f"solution/{NAME}/{NAME}.ipynb",
        GRADEBOOK_NAME,
    }
    course = open_course(tmp_path / "us")
    assert course.lessons == {"06": NAME}
    assert course.source("06").read_bytes() == (lessons / f"{NAME}.ipynb").read_bytes()


def test_gradebook_is_made_whole_though_no_program_of_this_python_is_on_the_path(
    tmp_path, lessons, monkeypatch
):
    monkeypatch.setenv("PATH", os.defpath)
    init_course(tmp_path / "us", lessons)
    with closing(sqlite3.connect(tmp_path / "us" / GRADEBOOK_NAME)) as gradebook:
        versions = gradebook.execute("SELECT version_num FROM alembic_version").fetchall()
        courses = gradebook.execute("SELECT id FROM course").fetchall()
    assert len(versions) == 1
    assert courses == [("at-odds",)]


def test_lab_as_the_project_opens_it_finds_the_program_that_nbgrader_starts(tmp_path, root):
    programs = tmp_path / ".venv" / "bin"
    for folder in (programs, tmp_path / "tools", tmp_path / "lessons"):
        folder.mkdir(parents=True)
    shutil.copy(root / "tools" / "lab", tmp_path / "tools")
    (tmp_path / "lessons" / f"{NAME}.ipynb").touch()
    for name, script in (("alembic", "exit"), ("jupyter", "command -v alembic")):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    done = subprocess.run(
        [tmp_path / "tools" / "lab", "06"],
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()) == programs / "alembic"


def test_course_that_lost_its_gradebook_gets_a_new_one(tmp_path, lessons):
    init_course(tmp_path / "us", lessons, course_id="us")
    (tmp_path / "us" / GRADEBOOK_NAME).unlink()
    said, _ = init_course(tmp_path / "us", lessons)
    assert said.endswith("us: what was missing was added. Marks and hand-ins are untouched.")
    with closing(sqlite3.connect(tmp_path / "us" / GRADEBOOK_NAME)) as gradebook:
        assert gradebook.execute("SELECT id FROM course").fetchall() == [("us",)]


def test_lessons_are_found_beside_the_kit_when_no_folder_is_named(root, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_lessons() == root / "lessons"
    init_course(tmp_path / "us")
    assert len(open_course(tmp_path / "us").lessons) == 12


def test_second_time_changes_nothing(tmp_path, lessons):
    init_course(tmp_path / "us", lessons)
    before = files(tmp_path / "us")
    (said,) = init_course(tmp_path / "us", lessons)
    assert said.endswith("nothing was missing; nothing was changed.")
    assert files(tmp_path / "us") == before


def test_changed_lesson_configuration_marks_and_hand_ins_are_kept(tmp_path, lessons):
    course = tmp_path / "us"
    init_course(course, lessons)
    lesson = course / "source" / NAME / f"{NAME}.ipynb"
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    config = course / CONFIG_NAME
    config.write_text(config.read_text(encoding="utf-8") + "\nx = 1\n", encoding="utf-8")
    (course / "submitted").mkdir()
    (course / "submitted" / "ada.ipynb").write_text("hand-in", encoding="utf-8")
    before = files(course)
    shutil.copy(lessons / f"{NAME}.ipynb", lessons / "07-new.ipynb")
    first, *kept = init_course(course, lessons)
    assert "1 lesson added" in first
    assert [one.split(": kept as it is")[0] for one in kept] == [str(config), str(lesson)]
    assert before.items() <= files(course).items()


def test_configuration_names_no_place_of_this_machine_and_the_course_moves(tmp_path, lessons):
    init_course(tmp_path / "us", lessons, course_id="us")
    assert str(tmp_path) not in (tmp_path / "us" / CONFIG_NAME).read_text(encoding="utf-8")
    shutil.move(tmp_path / "us", tmp_path / "them")
    course = open_course(tmp_path / "them")
    assert course.course_id == "us"
    assert course.db == f"sqlite:///{tmp_path}/them/gradebook.db"


def test_address_of_a_gradebook_is_kept_in_the_configuration(tmp_path, lessons):
    address = f"sqlite:///{tmp_path}/marks.db"
    init_course(tmp_path / "us", lessons, db=address)
    assert open_course(tmp_path / "us").db == address
    assert open_course(tmp_path / "us", db="sqlite://").db == "sqlite://"
    assert (tmp_path / "marks.db").exists()
    assert not (tmp_path / "us" / GRADEBOOK_NAME).exists()


@pytest.mark.parametrize("db", ["marks.db", "sqlite:////nowhere/at/all/marks.db"])
def test_gradebook_that_cannot_be_opened_leaves_no_file_behind(tmp_path, lessons, db):
    with pytest.raises(CourseError, match="gradebook cannot be opened"):
        init_course(tmp_path / "us", lessons, db=db)
    assert files(tmp_path / "us") == {}


def test_many_hand_ins_with_marks_of_stock_nbgrader_are_one_sentence_a_lesson(tmp_path):
    for number in range(20):
        graded = tmp_path / "autograded" / f"s{number:02}" / NAME / f"{NAME}.ipynb"
        graded.parent.mkdir(parents=True)
        graded.write_text('{"cells": [], "metadata": {}}', encoding="utf-8")
    (said,) = find_stock_graded(Course(tmp_path, "us", "sqlite://", {"06": NAME}))
    assert "for s00, s01, " in said
    assert "s11 and 8 more. Grade again" in said


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("c.Autograde.sanitize_preprocessors = []", "runs learners' code"),
        (
            "c.Autograde.autograde_preprocessors.append('nbgrader.preprocessors.Execute')",
            "runs learners' code",
        ),
        ("import this is no Python", "cannot be read"),
        ("1 / 0", "cannot be read"),
    ],
)
def test_configuration_that_was_spoiled_is_refused(tmp_path, made, line, told):
    config = tmp_path / "us" / CONFIG_NAME
    config.parent.mkdir()
    config.write_text((made / CONFIG_NAME).read_text(encoding="utf-8") + line, encoding="utf-8")
    with pytest.raises(CourseError, match=told):
        open_course(tmp_path / "us")


@pytest.mark.parametrize("student", ["..", ".", "", "a/b", "*", "a[1]", "é", "x" * 200, "-f", "a."])
def test_student_gets_a_folder_of_a_plain_name(student):
    key = student_key(student)
    assert key[0].isalnum()
    assert len(key) <= 128
    assert not set(key) & set("/\\*[]?")
    assert key not in {".", ".."}


def test_two_students_never_share_a_folder():
    names = ["a/b", "a b", "a-b", "a*b", "a?b"]
    assert len({student_key(name) for name in names}) == len(names)
