"""Lesson 06 from the first cell to the last by keyboard alone: nobody touches a mouse."""

import json

import pytest
from keys import ByKeyboard
from lab import NUMBERED
from playwright.sync_api import expect
from reader import ReaderOnPage

from atodds import load
from atodds.course import EXERCISES
from atodds.exercises.entries import list_entries
from atodds.exercises.kinds import settle

LESSON = {one.id: one for one in EXERCISES if one.lesson == "06"}
# What a learner answers who is right: each entry of a form with what goes into it.
ANSWERS = {
    "6.1": {"choice": "below", "reason": "limit", "confidence": "high"},
    "6.4": {"choice": "bracket", "reason": "ledger", "confidence": "medium"},
    "6.5": {"high": "200", "bound": "under"},
    "6.6": {"choice": "both", "reason": "nobody", "confidence": "high"},
    "6.7": {"low": "300", "high": "500", "rule": "few"},
    "6.8": {"percent": "63", "means": "retaken"},
    "6.9": {"rows": ["A-08", "C-26", "C-42", "C-46", "E-04", "E-09"]},
    "6.11": {"miles": "19", "fifth_low": "0.15", "fifth_high": "0.25", "containers": "under"},
}
ESSAY = "I defend C-14. The bound is under, by the rule nearly; the speaker could know. " * 3
SCORED = 'rubric("6.10", quantities=2, sourcing=1, conclusion=2)'
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
    harmless_keys(learner, lesson)
    answer_and_check(learner, lesson, "6.1")
    tag_and_check(learner, lesson)
    type_and_check(learner, lesson)
    for exercise in ["6.4", "6.5", "6.6", "6.7", "6.8", "6.9"]:
        answer_and_check(learner, lesson, exercise)
    write_and_save(learner, lesson)
    answer_and_check(learner, lesson, "6.11")

    learner.run_to(codes[-1] + 1)
    shown = lesson.output(codes[-1])
    assert len(LESSON) == 11
    for exercise in LESSON:
        row = shown.get_by_role("row").filter(has=lesson.page.get_by_text(exercise, exact=True))
        expect(row).to_contain_text("done")
    expect(shown).to_contain_text("Your progress in lesson 06: 11 of 11 done")
    for place in codes:
        expect(lesson.cell(place).locator(".jp-InputPrompt").first).to_have_text(NUMBERED)
    expect(lesson.errors).to_have_count(0)
    look(lesson, "by-keyboard-light")
    learner.press("Control+s")
    kept = desk / "my-work" / "answers" / "6.3.json"
    assert "162" in json.dumps(json.loads(kept.read_text()))
    assert learner.pressed_by_hand == []


def harmless_keys(learner, lesson):
    """6.1: a key that is a command of the notebook does no harm to cells from within a form."""
    starter = lesson.find("6.1", "exercise")
    learner.run_to(starter + 1)
    cells = len(lesson.sources)
    learner.press("Shift+Tab", "d", "d")
    assert learner.focus["kind"] == "radio"
    assert lesson.page.locator(".jp-NotebookPanel .jp-Notebook .jp-Cell").count() == cells
    learner.leave(starter)
    learner.press("ArrowDown")


def answer_and_check(learner, lesson, exercise):
    """Fill in a form from its last entry to its first, and check it."""
    starter = lesson.find(exercise, "exercise")
    learner.run_to(starter + 1)
    given = ANSWERS[exercise]
    entries = list_entries(settle(LESSON[exercise].kind, load("kursk")))
    assert set(given) <= {entry.key for entry in entries}
    for entry in reversed(entries):
        if entry.many:
            tick(learner, entry.options, given[entry.key])
            continue
        # One press for a box or for a group of options.
        learner.press("Shift+Tab")
        assert learner.focus["cell"] == starter
        if entry.options:
            assert learner.focus["kind"] == "radio"
            learner.choose(entry.options[given[entry.key]])
        else:
            assert learner.focus["kind"] == "text"
            learner.type(given.get(entry.key, ""))
    learner.leave(starter)
    learner.press("ArrowDown")
    expect(check_here(learner, lesson, exercise)).to_contain_text("Right.")


def tick(learner, options, wanted):
    """Go through boxes from the last to the first, and tick some with the space bar."""
    for key, words in reversed(options.items()):
        learner.press("Shift+Tab")
        now = learner.focus
        assert now["kind"] == "checkbox"
        assert now["label"].split() == words.split()
        if key in wanted:
            learner.press("Space")
            assert learner.focus["checked"]


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


def write_and_save(learner, lesson):
    """6.10: the essay, typed into its cell; saved, it opens the rubric, and gets a score."""
    place = lesson.find("6.10", "essay")
    learner.run_to(place)
    learner.press("Enter", "Control+a")
    learner.type(ESSAY)
    learner.press("Escape")
    assert learner.focus["active"] == place
    rubric, before = lesson.find_call("rubric"), lesson.file.read_text()
    learner.press("Control+s")
    lesson.wait_for(lambda: "I defend C-14" in lesson.file.read_text(), "nothing was saved")
    assert "I defend C-14" not in before
    learner.run_to(rubric + 1)
    expect(lesson.output(rubric).get_by_role("table")).to_be_visible()
    # As the lesson says: the score goes into the cell that showed the rubric.
    learner.press("ArrowUp")
    assert learner.focus["active"] == rubric
    learner.press("Enter", "Control+a")
    learner.type(SCORED)
    learner.press("Escape")
    expect(lesson.cell(rubric).locator(".cm-content")).to_have_text(SCORED)
    learner.run_to(rubric + 1)


def check_here(learner, lesson, exercise):
    """Run the check that is selected now; return the box with its feedback."""
    place = lesson.find(exercise, "check")
    assert learner.focus["active"] == place
    learner.run_to(place + 1)
    shown = lesson.output(place).get_by_role("group", name=f"Feedback on {exercise}", exact=True)
    expect(shown).to_be_visible()
    return shown
