"""The matrix of facts and texts in a real JupyterLab: its boxes, its words, what axe-core finds."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

LESSON_09 = "09-what-is-left-out.ipynb"
PARTS = [".jp-RenderedVegaCommon5", ".atodds-twin"]
SERIOUS = {"serious", "critical"}


def test_a_box_under_the_matrix_picks_lines_by_keyboard_and_nothing_serious_is_found(
    open_notebook, look
):
    lesson = open_notebook(LESSON_09)
    lesson.run(lesson.code_places[0])
    drawn = lesson.run(_place_of(lesson, "mine ="))
    cells = drawn.locator("svg .mark-text.role-mark text")
    expect(cells).to_have_count(75)
    box = drawn.get_by_label("Only: told by one text only")
    box.focus()
    lesson.page.keyboard.press("Space")
    expect(box).to_be_checked()
    # Four questions are answered by one text alone: four lines of five cells.
    expect(cells).to_have_count(20)
    for theme in ["light", "dark"]:
        lesson.wear(theme)
        look(lesson, f"facts-{theme}", _place_of(lesson, "mine ="))
        found = Axe().run(lesson.page, context={"include": [[part] for part in PARTS]}).response
        serious = [each["id"] for each in found["violations"] if each["impact"] in SERIOUS]
        assert serious == [], theme


def _place_of(lesson, beginning):
    (place,) = [
        place
        for place in lesson.code_places
        if "".join(lesson.sources[place]["source"]).startswith(beginning)
    ]
    return place
