"""Every command says what it did, or says in one sentence what to do."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import atodds.course
from atodds.case import load
from atodds.cli import app
from atodds.course import CASE, EXERCISES
from atodds.exercises import ANSWER_TYPE

runner = CliRunner()


def run(*arguments):
    return runner.invoke(app, [str(argument) for argument in arguments])


def hand_in(path):
    lesson = EXERCISES[0].lesson
    content = {"nbformat": 4, "metadata": {"atodds": {"lesson": lesson}}, "cells": []}
    path.write_text(json.dumps(content))
    return path


def test_version_is_shown():
    assert run("--version").output.startswith("atodds 0.")


def test_command_without_arguments_shows_its_help():
    assert "judge" in run().output


def test_help_waits_for_no_table_library():
    code = "import sys, atodds.cli; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("what", ["lessons", "data"])
def test_building_elsewhere_than_in_the_project_gets_a_sentence(tmp_path, what):
    done = run("build", what, "--root", tmp_path)
    assert done.exit_code == 1
    assert "project's folder" in done.stderr
    assert "Traceback" not in done.output


def test_check_of_a_lesson_that_is_not_built_fails_and_names_it(tmp_path, monkeypatch):
    monkeypatch.setattr(atodds.course, "EXERCISES", ())
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "90-fire.md").write_text("# Who came?\n")
    done = run("build", "lessons", "--check", "--root", tmp_path)
    assert done.exit_code == 1
    assert "lessons/90-fire.ipynb is not there." in done.stderr
    assert "atodds build lessons" in done.stderr


def test_lesson_is_built_and_then_checks_clean(tmp_path, monkeypatch):
    monkeypatch.setattr(atodds.course, "EXERCISES", ())
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "90-fire.md").write_text("# Who came?\n")
    assert "lessons/90-fire.ipynb" in run("build", "lessons", "--root", tmp_path).output
    checked = run("build", "lessons", "--check", "--root", tmp_path)
    assert checked.exit_code == 0
    assert checked.output == "Every lesson is as its master makes it.\n"


def test_copies_in_a_missing_folder_get_a_sentence(tmp_path):
    done = run("attach", tmp_path / "none", "--case", "harbour")
    assert done.exit_code == 1
    assert "Traceback" not in done.output


def test_copy_is_attached_and_named(tmp_path, monkeypatch):
    monkeypatch.setenv("ATODDS_WORK", str(tmp_path / "work"))
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "mine.txt").write_text(load("harbour").text("P"), encoding="utf-8")
    done = run("attach", tmp_path / "copies", "--case", "harbour")
    assert done.exit_code == 0
    assert "mine.txt" in done.output


def test_unknown_case_gets_a_sentence(tmp_path):
    done = run("attach", tmp_path, "--case", "nowhere")
    assert done.exit_code == 1
    assert "nowhere" in done.stderr
    assert CASE not in {"", "nowhere"}


def test_bad_hand_in_does_not_stop_the_others(tmp_path):
    (tmp_path / "bad.ipynb").write_text("{")
    done = run("judge", tmp_path / "bad.ipynb", hand_in(tmp_path / "good.ipynb"))
    assert done.exit_code == 1
    assert done.stderr.startswith("bad.ipynb: this is no notebook")
    assert "good.ipynb: 0 of" in done.stdout
    assert ANSWER_TYPE not in done.stdout


def test_markup_in_a_file_name_is_shown_as_it_is(tmp_path):
    assert "[red]x.ipynb" in run("judge", hand_in(tmp_path / "[red]x.ipynb")).stdout
