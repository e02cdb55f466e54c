"""The picture of a class in a real browser: the widget in a notebook, and the page itself."""

import nbformat.v4 as notebooks
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from atodds.grading.class_page import class_page

METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
SHOW = "from atodds import Class\nshown = Class('marks.csv')\nshown"
NAMES = ["student", "lesson", "exercise", "verdict", "mistake", "hint", "answer", "max_points"]
GRADES = '[{{"claim": "P-c07", "source": "{0}", "statement": {1}}}]'


def make_marks():
    """Make a class of 30: a number, and a grade for a claim; three of them give an odd one."""
    rows = []
    for number in range(30):
        code = f"pupil-{number}"
        kind = 0 if number < 16 else 1 if number < 27 else 2
        verdict, mistake = [("right", ""), ("hint", "the injured"), ("hint", "the sum")][kind]
        hint = "Look at who was sent." if mistake else ""
        rows.append((code, "06", "6.1", verdict, mistake, hint, str([62, 2, 64][kind]), "2"))
        graded = GRADES.format("BFC"[kind], [2, 6, 3][kind])
        rows.append((code, "10", "10.2", "right", "", "", graded, "4"))
    return pd.DataFrame(rows, columns=NAMES)


@pytest.fixture
def scratch(desk, open_notebook):
    """Open a notebook with a whole class in it, and nothing else."""
    make_marks().to_csv(desk / "marks.csv", index=False)
    cells = [notebooks.new_code_cell(code) for code in (SHOW, "1")]
    page = notebooks.new_notebook(cells=cells, metadata=METADATA)
    (desk / "scratch.ipynb").write_text(notebooks.writes(page))
    return open_notebook("scratch.ipynb")


def faults(page, *parts):
    found = Axe().run(page, context={"include": [[part] for part in parts]}).response
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


def test_a_class_is_looked_through_by_mouse_and_by_keyboard(scratch, look):
    root = scratch.run(0).locator(".atodds-class")
    exercises = root.get_by_label("Exercise:")
    expect(root.locator("caption").first).to_have_text("How it went")
    mistakes = root.locator("table", has_text="To talk about").locator("tbody tr")
    expect(mistakes).to_have_count(2)
    expect(mistakes.nth(0)).to_contain_text("not shown")
    expect(mistakes.nth(1)).to_contain_text("fewer than 5")
    expect(root).not_to_contain_text("pupil")

    exercises.select_option("10.2")
    expect(root.get_by_role("status")).to_have_text("Shown: 10.2.")
    expect(root.locator("table.atodds-wide").last.locator("tbody tr")).to_have_count(6)
    assert scratch.read("[shown.chosen, shown.result['exercise'].iloc[0]]") == ["10.2", "10.2"]
    for theme in ("light", "dark"):
        scratch.wear(theme)
        look(scratch, f"class-{theme}", 0)
        assert faults(scratch.page, ".atodds-class") == []

    exercises.focus()
    scratch.page.keyboard.press("ArrowUp")
    expect(root.get_by_role("status")).to_have_text("Shown: 6.1.")
    expect(mistakes).to_have_count(2)


def test_the_page_for_the_projector_has_no_fault_in_light_and_dark(chromium, tmp_path):
    (tmp_path / "class.html").write_text(class_page(make_marks()), encoding="utf-8")
    page = chromium.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.goto((tmp_path / "class.html").as_uri())
        expect(page.get_by_role("heading", level=1)).to_have_text("What the class answered")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    # Nothing is cut off at twice the size, and nothing came from elsewhere.
    page.set_viewport_size({"width": 640, "height": 400})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert {address.partition(":")[0] for address in asked} == {"file"}
    page.close()
