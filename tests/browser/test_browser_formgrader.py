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
QUESTION = next(one for one in EXERCISES if one.id == ESSAY)
TEXT = "Nearly is a bound: below 1,300. <b>Nobody</b> who counted is named."
COMMENT = "Say *when*, too: the row has no date."
STUDENTS = ("ada", "bo")
PATIENCE = 30_000


@pytest.fixture
def course(lab, root, monkeypatch):
    """Make a course where the server sees it, and grade its hand-ins by one command."""
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


def open_essay(page, lab, folder):
    """Go the way of a reader: the course, its lesson, the one submission that waits."""
    page.goto(f"{lab.address}/formgrader?path={folder}")
    expect(page.get_by_role("link", name=LESSON).first).to_be_visible(timeout=PATIENCE)
    page.goto(f"{lab.address}/formgrader/gradebook/{LESSON}/{LESSON}")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(len(STUDENTS), timeout=PATIENCE)
    waiting = rows.filter(has=page.locator("td.needs-manual-grade .glyphicon-ok"))
    expect(waiting).to_have_count(1)
    waiting.get_by_role("link").first.click()
    expect(page.locator(f"#{BOX}")).to_be_enabled(timeout=PATIENCE)


def look(page, name):
    seen = Path(__file__).parent / "seen"
    seen.mkdir(exist_ok=True)
    page.screenshot(path=seen / f"formgrader-{name}.png")


def test_essay_marked_in_formgrader_stands_in_the_marks_and_stays_there(lab, chromium, course):
    assert marks(course)["ada", ESSAY]["points"] == ""
    page = chromium.new_page()
    open_essay(page, lab, course)
    shown = page.locator("#notebook-container")
    expect(shown.get_by_text(TEXT)).to_be_visible()
    for row in QUESTION.rows:
        for level in (row.beginning, row.emerging, row.mastery):
            expect(shown.locator("td").get_by_text(level, exact=True)).to_be_visible()
    expect(shown.get_by_text(QUESTION.exemplars[2])).to_be_hidden()
    shown.get_by_text("Exemplars, one a level").click()
    expect(shown.get_by_text(QUESTION.exemplars[2])).to_be_visible()
    page.locator(f"#{BOX}").scroll_into_view_if_needed()
    look(page, "essay")

    page.locator(f"#{BOX}").fill("7")
    with page.expect_response(
        lambda one: "/api/comment/" in one.url and one.request.method != "GET"
    ):
        page.locator(f"#{BOX}-comment").fill(COMMENT)
        page.locator(f"#{BOX}-comment").blur()
    page.reload()
    expect(page.locator(f"#{BOX}")).to_have_value("7", timeout=PATIENCE)
    look(page, "marked")
    page.close()

    assert "0 essays wait" in grade(course)
    row = marks(course)["ada", ESSAY]
    assert (row["points"], row["max_points"], row["hint"]) == ("7", "9", COMMENT)
    assert marks(course)["bo", ESSAY]["points"] == ""
    with (course / "graded" / "lms.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {one["Student"]: one["Total"] for one in csv.DictReader(file)}["ada"] == "40"
    page = (course / "graded" / "feedback" / "ada" / "06.html").read_text(encoding="utf-8")
    assert "7 of 9 points" in page
    assert COMMENT in page
    assert QUESTION.rows[0].mastery not in page
