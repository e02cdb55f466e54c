"""The Collator in a real browser: mouse, keyboard, filter, lines, light and dark, restoring."""

import nbformat.v4 as notebooks
from axe_playwright_python.sync_playwright import Axe
from collator import CollatorOnPage
from contrast import least_contrast
from playwright.sync_api import expect

SCRATCH = "scratch.ipynb"
CODE = "from atodds import Collator, load\nc = Collator(load('kursk'), 'B', 'C', key='seen')\nc"
# Without it, Lab would ask which kernel is meant.
METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
ENOUGH = 4.5


def test_pairs_are_marked_by_mouse_and_keyboard_kept_and_can_be_read_in_light_and_dark(
    desk, open_notebook, look
):
    page = notebooks.new_notebook(cells=[notebooks.new_code_cell(CODE)], metadata=METADATA)
    (desk / SCRATCH).write_text(notebooks.writes(page))
    scratch = open_notebook(SCRATCH)
    collator = CollatorOnPage.within(scratch.run(0))
    expect(collator.root.locator(".atodds-strings line")).to_have_count(39)

    collator.mark_by_mouse("b11", "lost")
    # A pair whose sides stand far apart, taken by its right side.
    collator.mark_by_mouse("b13", "turned", side="right")
    gaps = collator.string_ends("b13")
    assert all(abs(gap) < 4 for gap in gaps), gaps
    look(scratch, "collator-light", 0)

    keyboard = scratch.page.keyboard
    expect(collator.root.locator("[data-choose]:focus")).to_have_count(0)
    collator.chosen.focus()
    keyboard.press("ArrowDown")
    expect(collator.chosen).to_have_attribute("data-choose", "b14")
    expect(collator.chosen).to_be_focused()
    keyboard.press("1")
    expect(collator.card("b14").locator(".atodds-chip")).to_have_text("1 speaker lost")
    keyboard.press("Delete")
    expect(collator.root.get_by_role("status")).to_have_text("Removed the mark from b14.")
    assert collator.chips == {"b11": "1 speaker lost", "b13": "2 turned round"}

    collator.root.get_by_role("combobox").select_option("marked")
    expect(collator.root.locator(".atodds-card")).to_have_count(4)
    collator.root.get_by_role("combobox").select_option("pairs")
    expect(collator.root.locator(".atodds-card")).to_have_count(78)
    marks = "[[r.pair, r.mark] for r in c.result.itertuples() if r.mark]"
    assert scratch.read(marks) == [["b11", "lost"], ["b13", "turned"]]

    for theme in ["light", "dark"]:
        scratch.wear(theme)
        assert least_contrast(collator.root)[0] >= ENOUGH
        found = Axe().run(scratch.page, context={"include": [[".atodds-collator"]]}).response
        assert [
            (fault["id"], fault["nodes"][0]["html"][:200]) for fault in found["violations"]
        ] == []
    look(scratch, "collator-dark", 0)

    again = CollatorOnPage.within(scratch.run(0))
    assert again.chips == {"b11": "1 speaker lost", "b13": "2 turned round"}
    expect(again.root.get_by_role("status")).to_have_text("Your 2 marks are back.")
