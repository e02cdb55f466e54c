"""Rater and Class in a real browser: grades by mouse and keyboard, a partner's file in and out."""

import json

import nbformat.v4 as notebooks
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SCRATCH = "scratch.ipynb"
METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
OPEN = "from atodds import Class, Rater, load\n"
RATE = f"{OPEN}rater = Rater(load('harbour'), claims=['P-c07', 'Q-c07'], key='r')\nrater"
PAIR = f"{OPEN}pair = Class(rater, key='p')\npair"
# Where a scratch cell is put after it: a cell in which nothing has the focus.
LAST = "1"
PARTNER = {
    "kit": "atodds",
    "format": 1,
    "coding": {
        "columns": ["claim", "source", "statement"],
        "rows": [["P-c07", "B", 2], ["Q-c07", "D", 4]],
    },
}


@pytest.fixture
def scratch(desk, open_notebook):
    """Open a notebook with a Rater and a Class in it, and nothing else."""
    cells = [notebooks.new_code_cell(code) for code in (RATE, PAIR, LAST)]
    page = notebooks.new_notebook(cells=cells, metadata=METADATA)
    (desk / SCRATCH).write_text(notebooks.writes(page))
    return open_notebook(SCRATCH)


def choose(root, claim, scale, grade):
    return root.locator(f'input[data-claim="{claim}"][data-scale="{scale}"][value="{grade}"]')


def faults(page):
    ours = {"include": [[".atodds-rater"], [".atodds-class"]]}
    found = Axe().run(page, context=ours).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def test_grades_by_mouse_and_keys_make_a_grid_meet_a_partners_and_come_back(
    scratch, look, tmp_path
):
    page = scratch.page
    root = scratch.run(0).locator(".atodds-rater")
    choose(root, "P-c07", "source", "B").check()
    choose(root, "P-c07", "statement", "2").check()
    expect(root.get_by_role("status")).to_contain_text("1 of 2 have both grades.")

    # By keyboard alone: into the next group with Tab, through it with the arrows.
    choose(root, "Q-c07", "source", "A").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(choose(root, "Q-c07", "source", "F")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(choose(root, "Q-c07", "statement", "4")).to_be_checked()
    expect(root.locator('[data-meaning="Q-c07 statement"]')).to_contain_text("4: doubtful")
    expect(root.locator(".atodds-note")).to_have_text("2 of 2 have both grades.")

    root.get_by_role("button", name="Show the grid").press("Enter")
    expect(root.locator(".atodds-grid td[data-count]")).to_have_count(2)
    expect(root.locator(".atodds-grid .atodds-diagonal[data-count]")).to_have_count(1)
    expect(root.locator(".atodds-grid")).to_contain_text("1 of 2 on the diagonal (50 %).")

    pair = scratch.run(1).locator(".atodds-class")
    with page.expect_download() as download:
        pair.get_by_role("button", name="Save mine as a file").click()
    saved = json.loads(download.value.path().read_text())
    assert saved["coding"]["rows"] == [["P-c07", "B", 2], ["Q-c07", "F", 4]]
    (tmp_path / "essay.json").write_text("Dear partner,")
    pair.locator("input[type=file]").set_input_files(tmp_path / "essay.json")
    expect(pair.get_by_role("status")).to_contain_text("found something that is no JSON")
    (tmp_path / "partner.json").write_text(json.dumps(PARTNER))
    pair.locator("input[type=file]").set_input_files(tmp_path / "partner.json")
    expect(pair.locator("tbody tr")).to_have_count(1)
    expect(pair.locator("tbody tr")).to_contain_text("Q-c07")

    rows = scratch.read("rater.result.values.tolist() + pair.result.values.tolist()")
    assert rows == [["P-c07", "B", 2], ["Q-c07", "F", 4], ["Q-c07", "source", "F", "D"]]

    for theme in ("light", "dark"):
        scratch.wear(theme)
        look(scratch, f"rater-{theme}", 0)
        look(scratch, f"pair-{theme}", 1)
        assert faults(page) == []

    root = scratch.run(0).locator(".atodds-rater")
    expect(root.get_by_role("status")).to_have_text("Your grades are back: 2 of 2 have both.")
    expect(choose(root, "P-c07", "source", "B")).to_be_checked()
    pair = scratch.run(1).locator(".atodds-class")
    expect(pair.get_by_role("status")).to_have_text("Your partner's file is back.")
