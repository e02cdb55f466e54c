"""Lesson 06 from the first cell to the last by keyboard alone: nobody touches a mouse."""

import json

import pytest
from keys import ByKeyboard
from lab import NUMBERED
from playwright.sync_api import expect
from reader import ReaderOnPage

TAGS = [
    ("1,268", "1"),
    ("490", "3"),
    ("801", "1"),
    ("309", "3"),
    ("more than 60%", "2"),
    ("over 420", "2"),
    ("261", "3"),
]


@pytest.fixture
def learner(lesson):
    """Sit down before lesson 06, with the page noting every press that is not a key's."""
    learner = ByKeyboard(lesson)
    learner.watch()
    return learner


def test_whole_lesson_is_done_by_keyboard_alone(learner, lesson, desk, look):
    codes = lesson.code_places
    assert codes[-1] == lesson.find_call("progress")
    assert learner.focus["isCell"]
    choose_and_check(learner, lesson)
    tag_and_check(learner, lesson)
    type_and_check(learner, lesson)
    tick_and_check(learner, lesson)
    write_and_save(learner, lesson)

    learner.run_to(codes[-1] + 1)
    for exercise in ["6.2", "6.3"]:
        row = lesson.output(codes[-1]).get_by_role("row").filter(has_text=exercise)
        expect(row).to_contain_text("done")
    for place in codes:
        expect(lesson.cell(place).locator(".jp-InputPrompt").first).to_have_text(NUMBERED)
    expect(lesson.errors).to_have_count(0)
    look(lesson, "by-keyboard-light")
    learner.press("Control+s")
    kept = desk / "my-work" / "answers" / "6.3.json"
    assert "162" in json.dumps(json.loads(kept.read_text()))
    assert learner.pressed_by_hand == []


def choose_and_check(learner, lesson):
    """6.1: options, with arrows; a key that is a command of the notebook does no harm there."""
    starter = lesson.find("6.1", "exercise")
    learner.run_to(starter + 1)
    form = lesson.output(starter).locator(".atodds-form")
    groups = form.get_by_role("radiogroup")
    expect(groups).to_have_count(3)
    cells = len(lesson.sources)
    # From the last group to the first, one press of Shift and Tab each.
    for number, wanted in [(2, "sure"), (1, None), (0, None)]:
        learner.press("Shift+Tab")
        inside = groups.nth(number).locator("input:focus")
        expect(inside).to_have_count(1)
        option = wanted or groups.nth(number).locator("label").last.inner_text().strip()
        learner.choose(option)
    learner.press("d", "d")
    assert lesson.page.locator(".jp-NotebookPanel .jp-Notebook .jp-Cell").count() == cells
    expect(form.locator("input:checked")).to_have_count(3)
    learner.leave(starter)
    learner.press("ArrowDown")
    check_here(learner, lesson, "6.1")


def tag_and_check(learner, lesson):
    """6.2: seven numbers in the Reader."""
    starter = lesson.find("6.2", "exercise")
    learner.run_to(starter + 1)
    reader = ReaderOnPage.within(lesson.output(starter))
    learner.step_back(lambda now: "Arrow keys move by word" in now["label"])
    for words, key in TAGS:
        reader.walk_to(words)
        learner.press(key)
    expect(reader.text.locator(".atodds-opens")).to_have_count(len(TAGS))
    # Tab goes through it and out of it: nothing keeps the focus.
    learner.step_on(lambda now: now["cell"] != starter)
    learner.step_back(lambda now: "Arrow keys move by word" in now["label"])
    learner.press("Escape")
    assert reader.selected == ""
    learner.leave(starter)
    learner.press("ArrowDown")
    expect(check_here(learner, lesson, "6.2")).to_contain_text("Right.")


def type_and_check(learner, lesson):
    """6.3: a number, typed; a wrong one first, and back from its feedback to the box."""
    starter = lesson.find("6.3", "exercise")
    learner.run_to(starter + 1)
    learner.step_back(lambda now: now["kind"] == "text")
    learner.type("261")
    learner.press("Tab")
    learner.step_back(lambda now: now["kind"] == "text")
    learner.leave(starter)
    learner.press("ArrowDown")
    expect(check_here(learner, lesson, "6.3")).to_contain_text("A hint.")
    learner.press("ArrowUp", "ArrowUp")
    assert learner.focus["active"] == starter
    learner.step_on(lambda now: now["kind"] == "text")
    learner.press("Control+a")
    learner.type("162")
    learner.press("Tab")
    learner.step_back(lambda now: now["kind"] == "text")
    learner.leave(starter)
    learner.press("ArrowDown")
    expect(check_here(learner, lesson, "6.3")).to_contain_text("Right.")


def tick_and_check(learner, lesson):
    """6.9: boxes, with the space bar."""
    starter = lesson.find("6.9", "exercise")
    learner.run_to(starter + 1)
    ticks = 0
    while ticks < 6:
        learner.press("Shift+Tab")
        assert learner.focus["kind"] == "checkbox"
        learner.press("Space")
        ticks += 1
    expect(lesson.output(starter).locator("input:checked")).to_have_count(6)
    learner.leave(starter)
    learner.press("ArrowDown")
    check_here(learner, lesson, "6.9")


def write_and_save(learner, lesson):
    """6.10: the essay, in its cell; saved, it opens the rubric."""
    place = lesson.find("6.10", "essay")
    learner.run_to(place)
    learner.press("Enter", "Control+a")
    lesson.page.keyboard.insert_text("I keep the bound a bound. " * 30)
    learner.press("Escape")
    assert learner.focus["active"] == place
    rubric, before = lesson.find_call("rubric"), lesson.file.read_text()
    learner.press("Control+s")
    lesson.wait_for(lambda: "I keep the bound" in lesson.file.read_text(), "nothing was saved")
    assert "I keep the bound" not in before
    learner.run_to(rubric + 1)
    expect(lesson.output(rubric).get_by_role("table")).to_be_visible()


def check_here(learner, lesson, exercise):
    """Run the check that is selected now; return the box with its feedback."""
    place = lesson.find(exercise, "check")
    assert learner.focus["active"] == place
    learner.run_to(place + 1)
    shown = lesson.output(place).get_by_role("group", name=f"Feedback on {exercise}", exact=True)
    expect(shown).to_be_visible()
    return shown
