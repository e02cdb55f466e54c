"""Sixty hand-ins are graded by one command, an essay of one in formgrader: marks.csv has it."""

import csv
import json
import shutil
import sys
import uuid
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from atodds.cli import app
from atodds.course import EXERCISES
from atodds.grading.course_folder import open_course
from atodds.grading.gradebook import open_gradebook, read_gradebook

sys.path.append(str(Path(__file__).resolve().parents[1] / "grading"))

from hand_ins import essays, mistaken, save
from sixty import FULL, put_honest, put_hostile

LESSON = "06-what-does-the-number-say"
ESSAY = "6.10"
BOX = "essay-6-10"
QUESTION = next(one for one in EXERCISES if one.id == ESSAY)
TEXT = "Nearly is a bound: below 1,300. <b>Nobody</b> who counted is named."
COMMENT = "Say *when*, too: the row has no date."
# Two of the forty honest ones who solved everything; what the first wrote is replaced.
WRITER, OTHER = "s06", "s18"
PATIENCE = 30_000


@pytest.fixture
def fresh_course(lab, root):
    """Make a course where the server sees it."""
    folder = lab.folder / f"course-{uuid.uuid4().hex[:8]}"
    lessons = folder.parent / f"{folder.name}-lessons"
    lessons.mkdir()
    shutil.copy(root / "lessons" / f"{LESSON}.ipynb", lessons)
    command("init", folder, "--lessons", lessons)
    return folder


@pytest.fixture
def course(fresh_course, tmp_path):
    """Grade the hand-ins of a course by one command."""
    folder = fresh_course
    place = hand_ins(folder)
    place.mkdir()
    put_honest(place)
    put_hostile(place, tmp_path / "something-ran")
    written = place / WRITER / f"{LESSON}.ipynb"
    content = json.loads(written.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if cell["metadata"].get("atodds", {}).get("role") == "essay":
            cell["source"] = TEXT
    written.write_text(json.dumps(content), encoding="utf-8")
    grade(folder)
    return folder


def hand_ins(folder):
    return folder.parent / f"{folder.name}-hand-ins"


def command(*arguments):
    done = CliRunner().invoke(app, ["grade", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def grade(folder):
    return command(hand_ins(folder), "--lesson", "06", "--course", folder)


def marks(folder):
    with (folder / "graded" / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["student"], row["exercise"]): row for row in csv.DictReader(file)}


def open_essay(page, lab, folder):
    """Go the way of a reader: the course, its lesson, the one submission."""
    page.goto(f"{lab.address}/formgrader?path={folder}")
    expect(page.get_by_role("link", name=LESSON).first).to_be_visible(timeout=PATIENCE)
    page.goto(f"{lab.address}/formgrader/gradebook/{LESSON}/{LESSON}")
    with open_gradebook(open_course(folder)) as gradebook:
        known = gradebook.find_submission_notebook(LESSON, LESSON, WRITER).id
    row = page.locator("tbody tr").filter(has=page.locator(f"a[href*='{known}']"))
    expect(row.locator("td.needs-manual-grade .glyphicon-ok")).to_be_visible(timeout=PATIENCE)
    row.get_by_role("link").first.click()
    expect(page.locator(f"#{BOX}")).to_be_enabled(timeout=PATIENCE)


def assert_beside(answer, scheme):
    """See that how to mark stands on the right of the answer, from the same height on."""
    left, right = answer.bounding_box(), scheme.bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert abs(left["y"] - right["y"]) < 40


def look(page, name):
    seen = Path(__file__).parent / "seen"
    seen.mkdir(exist_ok=True)
    page.screenshot(path=seen / f"formgrader-{name}.png")


def test_essay_marked_in_formgrader_stands_in_the_marks_and_stays_there(lab, chromium, course):
    assert marks(course)[WRITER, ESSAY]["points"] == ""
    page = chromium.new_page()
    open_essay(page, lab, course)
    shown = page.locator("#notebook-container")
    expect(shown.get_by_text(TEXT)).to_be_visible()
    for row in QUESTION.rows:
        for level in (row.beginning, row.emerging, row.mastery):
            expect(shown.locator("td").get_by_text(level, exact=True)).to_be_visible()
    for exemplar in QUESTION.exemplars:
        expect(shown.get_by_text(exemplar)).to_be_visible()
    assert_beside(shown.locator(".nbgrader_cell", has_text=TEXT), shown.locator(".how-to-mark"))
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

    grade(course)
    row = marks(course)[WRITER, ESSAY]
    assert (row["points"], row["max_points"], row["hint"]) == ("7", "9", COMMENT)
    assert marks(course)[OTHER, ESSAY]["points"] == ""
    with (course / "graded" / "lms.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {one["Student"]: one["Total"] for one in csv.DictReader(file)}[
            WRITER
        ] == f"{FULL + 7:g}"
    page = (course / "graded" / "feedback" / WRITER / "06.html").read_text(encoding="utf-8")
    assert "7 of 9 points" in page
    assert COMMENT in page
    assert QUESTION.rows[0].mastery not in page


def test_button_of_formgrader_judges_a_collected_hand_in_as_the_command_does(
    lab, chromium, fresh_course
):
    student = "ada"
    handed_in = save(mistaken("06"), hand_ins(fresh_course) / student / f"{LESSON}.ipynb")
    collected = fresh_course / "submitted" / student / LESSON / handed_in.name
    collected.parent.mkdir(parents=True)
    shutil.copy(handed_in, collected)
    page = chromium.new_page()
    # The first time that anybody opens this course; nbgrader wants its lessons generated first.
    page.goto(f"{lab.address}/formgrader?path={fresh_course}")
    page.locator("tbody tr", has_text=LESSON).locator(".assign a").click(timeout=PATIENCE)
    expect(page.locator("#success-modal")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{lab.address}/formgrader/manage_submissions/{LESSON}")
    row = page.locator("tbody tr", has_text=student)
    expect(row.locator(".status")).to_have_text("needs autograding", timeout=PATIENCE)
    row.locator(".autograde a").click()
    expect(page.locator("#success-modal")).to_be_visible(timeout=PATIENCE)
    expect(row.locator(".score")).not_to_have_text("", timeout=PATIENCE)
    shown, most = map(float, row.locator(".score").inner_text().split(" / "))
    look(page, "autograded")
    page.close()
    by_button = read_gradebook(fresh_course)

    grade(fresh_course)
    with (fresh_course / "graded" / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert float(row["points"]) == shown
    assert 0 < shown < FULL
    assert most == FULL + sum(one.points for one in essays("06"))
    pd.testing.assert_frame_equal(read_gradebook(fresh_course), by_button)
