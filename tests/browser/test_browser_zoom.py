"""All six widgets and the forms in JupyterLab at 200 % zoom: axe, contrast, nothing cut off."""

import nbformat.v4 as notebooks
import pytest
from axe_playwright_python.sync_playwright import Axe
from contrast import least_contrast
from playwright.sync_api import expect

# What a browser does at 200 % zoom on a laptop of 1280 x 800: it lays the page out on half as many
# CSS pixels, each drawn with twice as many. Chromium's own zoom is out of a script's reach.
ZOOMED = {"width": 640, "height": 400}
METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
OPEN = (
    "from atodds import Class, Collator, Dater, Rater, Reader, Reconciler, ask, load\n"
    "harbour = load('harbour')\n"
)
CELLS = {
    ".atodds-reader": f"{OPEN}Reader(harbour, 'P', tags=[('value', 'a value')], key='z1')",
    ".atodds-dater": "dater = Dater(harbour, 'Q', key='z2')\ndater",
    ".atodds-collator": "collator = Collator(harbour, 'P', 'Q', key='z3')\ncollator",
    ".atodds-reconciler": "tool = Reconciler(harbour, key='z4')\ntool",
    ".atodds-rater": "rater = Rater(harbour, claims=['P-c07', 'Q-c07'], key='z5')\nrater",
    ".atodds-class": "pair = Class(rater, key='z6')\npair",
    ".atodds-form": "ask('6.1')",
    ".atodds-form >> nth=1": "ask('6.9')",
}
ENOUGH = 4.5
# What sticks out of its part to the left or right, and is not inside something that scrolls or is
# hidden on purpose (words for screen readers only are clipped to a dot).
CUT_OFF = """(root) => {
  const frame = root.closest(".jp-OutputArea-output").getBoundingClientRect();
  const scrolls = (node) => {
    for (let each = node; each && each !== root.parentElement; each = each.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(each).overflowX)
          && each.scrollWidth > each.clientWidth) return true;
    }
    return false;
  };
  const found = [];
  for (const node of root.querySelectorAll("*")) {
    const box = node.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || node.closest("svg, defs")) continue;
    if (!node.checkVisibility({visibilityProperty: true})) continue;
    const out = box.right > frame.right + 1 || box.left < frame.left - 1;
    const clipped = getComputedStyle(node).overflowX === "hidden"
      && node.scrollWidth > node.clientWidth + 1;
    if ((out || clipped) && !scrolls(node)) {
      found.push([node.tagName, node.className, node.textContent.trim().slice(0, 40),
                  Math.round(box.right - frame.right)]);
    }
  }
  return found.slice(0, 5);
}"""
# Pairs of things to press or to read that lie over one another.
OVERLAPS = """(root) => {
  const words = "button, select, input, textarea, legend, label, th, td, dt, dd, p, summary, "
    + ".atodds-tick";
  // Of what scrolls, only the part that is seen now.
  const seen = (node) => {
    const {left, top, right, bottom} = node.getBoundingClientRect();
    const box = {left, top, right, bottom};
    for (let each = node.parentElement; each !== root.parentElement; each = each.parentElement) {
      if (getComputedStyle(each).overflowY === "visible") continue;
      const frame = each.getBoundingClientRect();
      box.left = Math.max(box.left, frame.left);
      box.top = Math.max(box.top, frame.top);
      box.right = Math.min(box.right, frame.right);
      box.bottom = Math.min(box.bottom, frame.bottom);
    }
    return box;
  };
  const all = [...root.querySelectorAll(words)]
    .filter(node => node.checkVisibility({visibilityProperty: true}) && !node.closest("svg"))
    .map(node => [node, seen(node)])
    .filter(([node, box]) => box.right - box.left > 2 && box.bottom - box.top > 2);
  const found = [];
  for (const [one, a] of all) {
    for (const [other, b] of all) {
      if (one === other || one.contains(other) || other.contains(one)) continue;
      if (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const sticks = [one, other].some(node => node.closest(".atodds-head"));
      if (wide > 2 && high > 2 && !sticks) {
        found.push([one.textContent.slice(0, 30), other.textContent.slice(0, 30)]);
      }
    }
  }
  return found.slice(0, 5);
}"""


@pytest.fixture
def scratch(desk, open_notebook):
    """Open a notebook with every widget in it and nothing else."""
    cells = [notebooks.new_code_cell(code) for code in CELLS.values()]
    page = notebooks.new_notebook(cells=cells, metadata=METADATA)
    (desk / "scratch.ipynb").write_text(notebooks.writes(page))
    return open_notebook("scratch.ipynb")


def part(scratch, place):
    name = list(CELLS)[place].partition(" ")[0]
    return scratch.output(place).locator(name).filter(visible=True)


def test_every_widget_can_be_used_at_double_zoom_in_light_and_dark_and_is_restored(scratch, look):
    page = scratch.page
    scratch.run_all()
    use(scratch)
    page.reload()
    scratch.wait_until_ready()
    scratch.run_all()
    expect_restored(scratch)
    for place in range(len(CELLS)):
        inside = part(scratch, place).locator("button, select, input, summary")
        inside.filter(visible=True).first.focus()
        page.keyboard.press("Escape")
        expect(scratch.cell(place)).to_be_focused()
    # The list of files folds away in a window so narrow, as a person would do with Ctrl and B.
    page.keyboard.press("Control+b")
    page.set_viewport_size(ZOOMED)
    odd = []
    for theme in ["light", "dark"]:
        scratch.wear(theme)
        for place in range(len(CELLS)):
            root = part(scratch, place)
            root.scroll_into_view_if_needed()
            expect(root).to_be_visible()
            look(scratch, f"zoom-{place}-{theme}", place)
            odd += [(theme, place, "cut off", one) for one in root.evaluate(CUT_OFF)]
            odd += [(theme, place, "overlap", one) for one in root.evaluate(OVERLAPS)]
            contrast, words = least_contrast(root)
            odd += [(theme, place, contrast, words)] if contrast < ENOUGH else []
        odd += [(theme, *one) for one in faults(page)]
    assert odd == []


def use(scratch):
    """Leave something in every widget, so that what opens by use is measured too."""
    reader = part(scratch, 0)
    reader.locator(".atodds-text p").first.click(position={"x": 20, "y": 15})
    reader.locator("[data-give]").click()
    expect(reader.locator(".atodds-opens")).to_have_count(1)
    part(scratch, 1).locator("input").first.uncheck()
    collator = part(scratch, 2)
    collator.locator("[data-choose]").first.click()
    collator.locator("[data-give]").first.click()
    expect(collator.locator(".atodds-marked").first).to_be_visible()
    for figure in ["P-06", "Q-08"]:
        part(scratch, 3).locator(f'input[value="{figure}"]').click()
    part(scratch, 3).locator(".atodds-ask").click()
    expect(part(scratch, 3).locator(".atodds-origins")).to_be_visible()
    rater = part(scratch, 4)
    for scale, grade in [("source", "B"), ("statement", "2")]:
        for claim in ["P-c07", "Q-c07"]:
            rater.locator(
                f'input[data-claim="{claim}"][data-scale="{scale}"][value="{grade}"]'
            ).check()
    rater.get_by_role("button", name="Show the grid").click()
    expect(rater.locator(".atodds-grid td[data-count]")).to_have_count(1)


def expect_restored(scratch):
    """See that a page loaded again and run again has all that was left in it."""
    expect(part(scratch, 0).locator(".atodds-opens")).to_have_count(1)
    expect(part(scratch, 1).locator("input").first).not_to_be_checked()
    expect(part(scratch, 2).locator(".atodds-left.atodds-marked")).to_have_count(1)
    expect(part(scratch, 3).locator("input:checked")).to_have_count(2)
    expect(part(scratch, 3).locator(".atodds-origins")).to_be_visible()
    expect(part(scratch, 4).locator("input:checked")).to_have_count(4)


def faults(page):
    names = [[name.partition(" ")[0]] for name in CELLS]
    found = Axe().run(page, context={"include": names}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
