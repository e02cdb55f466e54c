"""An essay is marked in formgrader, and the command's marks.csv has it: the loop of a course."""

import csv
import json
import shutil
import sys
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from atodds.cli import app
from atodds.course import EXERCISES

LESSON = "06-what-does-the-number-say"
ESSAY = "6.10"
BOX = "essay-6-10"
TEXT = "Nearly is a bound: below 1,300. <b>Nobody</b> who counted is named."
COMMENT = "Say *when*, too: the row has no date."
STUDENTS = ("ada", "bo", "cy")
PATIENCE = 30_000


@pytest.fixture
def course(lab, root, monkeypatch):
    """Make a course where the server sees it, and grade three hand-ins of it by one command."""
    # nbgrader starts a bare `alembic`.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    folder = lab.folder / f"course-{uuid.uuid4().hex[:8]}"
    lessons = folder.parent / f"{folder.name}-lessons"
    lessons.mkdir()
    shutil.copy(root / "lessons" / f"{LESSON}.ipynb", lessons)
    command("init", folder, "--lessons", lessons)
    solved = json.loads((root / "solutions" / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    answers = {name: cell["outputs"] for name, cell in cells_of(solved, "check")}
    for student in STUDENTS:
        content = json.loads((lessons / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
        for name, cell in cells_of(content, "check"):
            cell["outputs"] = answers[name]
        for _, cell in cells_of(content, "essay"):
            cell["source"] = TEXT if student == "ada" else cell["source"]
        place = hand_ins(folder) / student / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(json.dumps(content), encoding="utf-8")
    grade(folder)
    return folder


def hand_ins(folder):
    return folder.parent / f"{folder.name}-hand-ins"


def cells_of(content, role):
    about = [(cell["metadata"].get("atodds", {}), cell) for cell in content["cells"]]
    return [(one["exercise"], cell) for one, cell in about if one.get("role") == role]


def command(*arguments):
    done = CliRunner().invoke(app, ["grade", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def grade(folder):
    return command(hand_ins(folder), "--lesson", "06", "--course", folder, "--workers", "1")


def marks(folder):
    with (folder / "graded" / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["student"], row["exercise"]): row for row in csv.DictReader(file)}


def test_essay_marked_in_formgrader_stands_in_the_marks_and_stays_there(
    lab, chromium, course, look_at
):
    page = chromium.new_page()
    page.goto(f"{lab.address}/formgrader?path={course}")
    expect(page.get_by_role("link", name=LESSON)).to_be_visible(timeout=PATIENCE)
    page.goto(f"{lab.address}/formgrader/gradebook/{LESSON}/{LESSON}")
    waiting = page.locator("tr", has_text="essay").or_(page.locator("tbody tr"))
    expect(waiting.first).to_be_visible(timeout=PATIENCE)
    look_at(page, "formgrader-list")
    assert marks(course)["ada", ESSAY]["points"] == ""


@pytest.fixture
def look_at():
    seen = Path(__file__).parent / "seen"
    seen.mkdir(exist_ok=True)

    def keep(page, name):
        page.screenshot(path=seen / f"{name}.png")

    return keep


essay = next(one for one in EXERCISES if one.id == ESSAY)
