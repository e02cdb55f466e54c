"""Lesson 06 in a real browser with a real kernel: run it, answer, break off, go on, write."""

import json

from forms import fill_in
from lab import NUMBERED
from playwright.sync_api import expect
from reader import ReaderOnPage

from atodds import check
from atodds.course import EXERCISES
from atodds.exercises import Essay, Exercise
from atodds.exercises.essays import row_key

LINEAR_FACTOR, SQUARED_FACTOR = "261", "162"


def own(notebook, kind):
    """List the exercises or essays of the course that a notebook asks for."""
    asked = {cell["metadata"].get("atodds", {}).get("exercise") for cell in notebook.sources}
    return [each for each in EXERCISES if isinstance(each, kind) and each.id in asked]


def test_lesson_runs_to_its_last_cell_without_an_error_and_says_not_yet(
    lesson, asked_elsewhere, look
):
    lesson.run_all()
    expect(lesson.errors).to_have_count(0)
    for place in lesson.code_places:
        expect(lesson.cell(place).locator(".jp-InputPrompt").first).to_have_text(NUMBERED)
    exercises = own(lesson, Exercise)
    assert len(exercises) >= 10
    for exercise in exercises:
        feedback = lesson.output(lesson.find(exercise.id, "check")).get_by_role("group")
        expect(feedback).to_contain_text("Not yet:")
    drawing = lesson.page.locator("svg.marks, canvas.marks")
    charts = lesson.find_drawn()
    expect(drawing).to_have_count(len(charts))
    for number, place in enumerate(charts):
        expect(lesson.output(place).locator("svg.marks, canvas.marks")).to_be_visible()
        for theme in ["dark", "light"]:
            lesson.wear(theme)
            look(lesson, f"chart-{number + 1}-{theme}", place)
    assert asked_elsewhere == []


def test_wrong_answer_gets_its_own_hint_and_the_right_one_is_right(lesson, look, picture):
    lesson.run_exercise("6.3")
    fill_in(lesson, "6.3", LINEAR_FACTOR)
    said, *_ = check("6.3", LINEAR_FACTOR).text.split("\n")
    assert said.startswith("A hint.")
    expect(lesson.check("6.3")).to_contain_text(said)
    # The list of files says nothing to a reader of the README.
    lesson.page.keyboard.press("Control+b")
    picture(look(lesson, "lesson-06", lesson.find("6.3", "exercise") - 1))
    fill_in(lesson, "6.3", SQUARED_FACTOR)
    expect(lesson.check("6.3")).to_contain_text("Right.")


def test_nothing_is_lost_when_the_kernel_dies_and_the_page_is_loaded_again(lesson, lab, desk, look):
    lesson.run_exercise("6.3")
    fill_in(lesson, "6.3", SQUARED_FACTOR)
    lesson.check("6.3")
    reader = ReaderOnPage.within(lesson.run(lesson.find("6.2", "exercise")))
    words = "1,268"
    reader.tag_by_mouse(words, "value")
    # What is saved is the twin: the kernel has to have written the tag into it.
    twin = lesson.output(lesson.find("6.2", "exercise")).locator(".atodds-twin")
    expect(twin.locator("mark")).to_have_text(words)
    lesson.save()
    assert lab.end_kernels(desk) == 1

    lesson.page.reload()
    lesson.wait_until_ready()
    look(lesson, "reloaded-6.3-light", lesson.find("6.3", "exercise"))
    look(lesson, "reloaded-6.2-light", lesson.find("6.2", "exercise"))
    expect(twin.locator("mark")).to_have_text(words)
    # A form whose kernel has gone shows what it asks, and no error in its place.
    gone = lesson.output(lesson.find("6.3", "exercise"))
    expect(gone.locator(".atodds-twin")).to_be_visible()
    said = gone.get_by_text("model not found")
    expect(said).to_be_attached()
    expect(said).to_be_hidden()
    form = lesson.run_exercise("6.3")
    expect(form.get_by_role("textbox")).to_have_value(SQUARED_FACTOR)
    reader = ReaderOnPage.within(lesson.run(lesson.find("6.2", "exercise")))
    expect(reader.tagged(words, "value")).to_be_visible()
    row = lesson.run(lesson.find_call("progress")).get_by_role("row").filter(has_text="6.3")
    expect(row).to_contain_text("done")


def test_rubric_opens_once_the_essay_is_written_and_saved_and_keeps_a_score(lesson, look):
    (essay,) = own(lesson, Essay)
    lesson.run(lesson.code_places[0])
    place = lesson.find_call("rubric")
    expect(lesson.run(place)).to_contain_text("Not yet:")

    lesson.replace_source(lesson.find(essay.id, "essay"), "A bound stays one. " * 40)
    lesson.page.keyboard.press("Shift+Enter")
    lesson.save()
    opened = lesson.run(place)
    expect(opened.get_by_role("table")).to_be_visible()
    expect(opened.locator("details")).to_have_count(len(essay.exemplars))
    look(lesson, "rubric-light", place)

    scores = {row_key(row.name): 2 for row in essay.rows}
    given = ", ".join(f"{name}={score}" for name, score in scores.items())
    lesson.replace_source(place, f'rubric("{essay.id}", {given})')
    expect(lesson.run(place)).to_contain_text("Kept:")
    kept = json.loads((lesson.file.parent / "my-work" / "answers" / f"{essay.id}.json").read_text())
    assert kept["value"]["answer"]["self_score"] == {row.name: 2 for row in essay.rows}
