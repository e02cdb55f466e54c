"""The Dater in a real browser: clues by mouse and by keyboard, clashes, zoom, reload, looks."""

import nbformat.v4 as notebooks
import pytest
from axe_playwright_python.sync_playwright import Axe
from contrast import least_contrast
from playwright.sync_api import expect

SCRATCH = "scratch.ipynb"
METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CODE = (
    "from atodds import Dater, load\ndater = Dater(load('kursk'), 'C', basis='all', key='c')\ndater"
)


@pytest.fixture
def dated(desk, open_notebook):
    """Show a Dater in a notebook of its own."""
    # A cell above it: a click that changes the active cell surely gives Lab the focus.
    cells = [notebooks.new_markdown_cell("A Dater"), notebooks.new_code_cell(CODE)]
    page = notebooks.new_notebook(cells=cells, metadata=METADATA)
    (desk / SCRATCH).write_text(notebooks.writes(page))
    scratch = open_notebook(SCRATCH)
    return scratch, find(scratch.run(1))


def find(output):
    """Find the living Dater of a cell's outputs."""
    root = output.locator(".atodds-dater")
    expect(root).to_be_visible()
    return root


def box(root, clue):
    return root.locator(f'[data-clue="{clue}"]')


def test_clues_are_switched_by_mouse_and_keyboard_and_are_back_after_a_reload(dated, look):
    scratch, root = dated
    says, bars = root.locator(".atodds-says"), root.locator("li .atodds-span")
    expect(says).to_have_text("No clue is on: any day is possible.")
    expect(bars).to_have_count(0)
    root.get_by_text("Last month, however").first.click()
    expect(says).to_contain_text("Left: 1 to 31 May 2025, 31 days.")
    expect(bars).to_have_count(1)

    scratch.page.keyboard.press("Tab")
    expect(box(root, "C-t2")).to_be_focused()
    scratch.page.keyboard.press("Space")
    expect(says).to_contain_text("No day is left. These cannot hold together")
    expect(box(root, "C-t2")).to_be_focused()
    expect(root.locator("li.atodds-clash")).to_have_count(2)
    expect(root.locator("li.atodds-clash").first).to_contain_text("Cannot hold with C-t2")
    expect(root.get_by_role("status")).to_contain_text("No day is left")
    look(scratch, "dater-clash-light", 1)
    scratch.page.keyboard.press("Space")
    expect(root.locator("li.atodds-clash")).to_have_count(0)

    width = root.locator(".atodds-rest").bounding_box()["width"]
    root.get_by_role("button", name="Zoom in on what is left").press("Enter")
    assert root.locator(".atodds-rest").bounding_box()["width"] > width
    # Keys pressed in the Dater are its own: Lab gets them back when it has the focus.
    scratch.page.evaluate("document.activeElement.blur()")
    rows = scratch.read("dater.result[['on', 'conflicts']].values.tolist()")
    assert rows == [[True, ""], [False, ""], [False, ""], [False, ""]]

    root = find(scratch.run(1))
    expect(box(root, "C-t1")).to_be_checked()
    expect(root.locator(".atodds-says")).to_contain_text("31 days")


def test_dater_can_be_read_in_light_and_dark_and_has_no_serious_fault(dated, look):
    scratch, root = dated
    root.get_by_role("button", name="Switch all on").click()
    expect(root.locator("li .atodds-span")).to_have_count(4)
    root.locator("summary").click()
    for theme in ["light", "dark"]:
        scratch.wear(theme)
        look(scratch, f"dater-all-{theme}", 1)
        assert least_contrast(root)[0] >= 4.5
        found = Axe().run(scratch.page, context={"include": [[".atodds-dater"]]}).response
        serious = [f["id"] for f in found["violations"] if f["impact"] in {"serious", "critical"}]
        assert serious == [], theme
