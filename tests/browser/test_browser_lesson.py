"""Lesson 06 in a real browser with a real kernel: run, answer, break off, go on, write."""

from playwright.sync_api import expect


def test_lesson_runs_to_its_last_cell_without_an_error(lesson, look):
    lesson.run_all()
    expect(lesson.errors).to_have_count(0)
    for place in lesson.code_places:
        expect(lesson.cell(place).locator(".jp-InputPrompt").first).to_have_text(r"")
