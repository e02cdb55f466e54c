"""How lessons look and read: contrast in light and dark, and what axe-core finds in our parts."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from contrast import least_contrast
from forms import fill_in
from reader import ReaderOnPage

ENOUGH = 4.5
OURS = [".atodds-reader", ".atodds-note", ".jp-OutputArea-output .jupyter-widgets"]
SERIOUS = {"serious", "critical"}
TWO_LINES = 30
# Where each option of a form, and the words under it, begin and end on the page.
LINES = """form => [...form.querySelectorAll(".widget-label, .widget-radio-box label, p")]
  .map(line => line.getBoundingClientRect())
  .filter(box => box.height)
  .map(box => [box.top, box.bottom])"""
# How far apart the lines of one question stand.
STEPS = """form => [...form.querySelectorAll(".widget-radio > .widget-label")].flatMap(label => {
  const range = document.createRange();
  range.selectNodeContents(label);
  const tops = [...range.getClientRects()].map(line => line.top);
  return tops.slice(1).map((top, place) => top - tops[place]);
})"""
ONE_LINE = 24


@pytest.fixture
def worked(lesson):
    """Open lesson 06 with a Reader in use, a wrong answer, an empty one, and forms of all kinds."""
    lesson.run_exercise("6.3")
    fill_in(lesson, "6.3", "261")
    lesson.check("6.3")
    reader = ReaderOnPage.within(lesson.run(lesson.find("6.2", "exercise")))
    for words, tag in [("801", "value"), ("over 420", "bound"), ("490", "conversion")]:
        reader.tag_by_mouse(words, tag)
    reader.drag_over("261")
    lesson.check("6.2")
    for exercise in ["6.1", "6.5", "6.9"]:
        lesson.run(lesson.find(exercise, "exercise"))
    return lesson


def test_feedback_reader_and_forms_can_be_read_in_light_and_dark_and_have_no_serious_fault(
    worked, look
):
    for theme in ["light", "dark"]:
        worked.wear(theme)
        for exercise in ["6.1", "6.2", "6.3", "6.5", "6.9"]:
            look(worked, f"exercise-{exercise}-{theme}", worked.find(exercise, "exercise"))
        seen = [worked.page.locator(ours).filter(visible=True).all() for ours in OURS]
        # What only listens for keys, or sends a file, shows no words.
        parts = [part for some in seen for part in some if part.inner_text().strip()]
        assert len(parts) >= 7
        low = [found for found in map(least_contrast, parts) if found[0] < ENOUGH]
        assert low == [], theme
        assert serious_faults(worked.page) == [], theme
    # In a narrow window long options take several lines, and still none lies over the next.
    worked.page.set_viewport_size({"width": 700, "height": 900})
    look(worked, "exercise-6.1-narrow", worked.find("6.1", "exercise"))
    lines = worked.page.locator(".atodds-form").filter(visible=True).first.evaluate(LINES)
    assert any(bottom - top > TWO_LINES for top, bottom in lines)
    assert all(below >= bottom - 1 for (_, bottom), (below, _) in pairwise(lines))
    worked.page.set_viewport_size({"width": 420, "height": 900})
    forms = worked.page.locator(".atodds-form").filter(visible=True).all()
    steps = [step for form in forms for step in form.evaluate(STEPS)]
    assert steps
    assert max(steps) < ONE_LINE


def serious_faults(page):
    """List what axe-core finds in our parts of the page: the rule, and where."""
    found = Axe().run(page, context={"include": [[ours] for ours in OURS]}).response
    return [
        (fault["id"], [node["html"][:200] for node in fault["nodes"]])
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
    ]
