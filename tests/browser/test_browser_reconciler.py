"""The Reconciler in a real browser: ticked by mouse and by keyboard, gates first, origins after."""

import nbformat.v4 as notebooks
import pytest
from axe_playwright_python.sync_playwright import Axe
from contrast import least_contrast
from playwright.sync_api import expect

SCRATCH = "scratch.ipynb"
# Without it, Lab would ask which kernel is meant.
METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CHART = """from atodds import charts, reconcile
rows = load('kursk').figures.loc[['A-08', 'D-02']]
charts.show_series(reconcile.tell_series(rows, shares='what is left'), whole=(1200, 1300, 1400))"""
CODE = (
    "from atodds import Reconciler, load\ntool = Reconciler(load('harbour'), key='scratch')\ntool"
)
ENOUGH = 4.5
ROOT = ".atodds-reconciler"


@pytest.fixture
def scratch(desk, open_notebook):
    """Open a notebook that holds a Reconciler and nothing else."""
    cells = [notebooks.new_code_cell(code) for code in (CODE, CHART)]
    page = notebooks.new_notebook(cells=cells, metadata=METADATA)
    (desk / SCRATCH).write_text(notebooks.writes(page))
    return open_notebook(SCRATCH)


def show(scratch):
    """Run the cell, and find the living Reconciler in its output."""
    root = scratch.run(0).locator(ROOT)
    expect(root).to_be_visible()
    return root


def box(root, figure):
    return root.locator(f'input[value="{figure}"]')


def see(scratch, root, look, name):
    root.locator(".atodds-offer").evaluate("list => list.scrollTo(0, 0)")
    root.locator(".atodds-found").evaluate("found => found.scrollIntoView({block: 'start'})")
    look(scratch, f"reconciler-{name}")


def test_gates_come_first_and_independence_after_them_by_mouse_and_by_keyboard(scratch, look):
    root = show(scratch)
    root.get_by_label("Definition").select_option("burned or soaked")
    expect(root.locator(".atodds-count")).to_contain_text("1 of")
    box(root, "R-07").click()
    root.get_by_label("Definition").select_option("burned")
    box(root, "P-06").focus()
    scratch.page.keyboard.press("Space")
    stops = root.locator(".atodds-stops")
    expect(stops).to_have_count(1)
    expect(root.locator(".atodds-gates")).to_contain_text("burned or soaked")
    expect(root.locator(".atodds-ask")).to_have_count(0)
    see(scratch, root, look, "stops-light")

    box(root, "R-07").click()
    box(root, "Q-08").click()
    box(root, "R-06").focus()
    scratch.page.keyboard.press("Space")
    expect(root.locator(".atodds-ranges tbody tr")).to_have_count(2)
    expect(root.locator(".atodds-origins")).to_have_count(0)
    root.locator(".atodds-ask").focus()
    scratch.page.keyboard.press("Enter")
    expect(root.locator(".atodds-origins")).to_contain_text("harbour office")
    expect(root.locator(".atodds-status")).to_contain_text("at least 1 and at most 3")
    expect(root.locator(".atodds-answer")).to_be_focused()
    see(scratch, root, look, "origins-light")

    again = show(scratch)
    expect(again.locator("input:checked")).to_have_count(3)
    expect(again.locator(".atodds-origins")).to_be_visible()
    for theme in ["light", "dark"]:
        scratch.wear(theme)
        assert least_contrast(again)[0] >= ENOUGH, theme
        assert serious_faults(scratch.page) == [], theme
        see(scratch, again, look, theme)
    rows = scratch.read("tool.result[['id', 'gates']].values.tolist()")
    assert rows == [["P-06", ""], ["Q-08", ""], ["R-06", ""]]

    chart = scratch.run(1)
    expect(chart.get_by_text("585 to 715", exact=True)).to_be_visible()
    # All the way down, by keyboard: half of 1,200 is 540 to 660.
    chart.get_by_role("slider", name="Assumed whole").press("Home")
    expect(chart.get_by_text("540 to 660", exact=True)).to_be_visible()


def serious_faults(page):
    """List what axe-core finds in the Reconciler: the rule, and where."""
    found = Axe().run(page, context={"include": [[ROOT]]}).response
    return [
        (fault["id"], [node["html"][:200] for node in fault["nodes"]])
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
