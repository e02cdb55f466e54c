"""A learner with a keyboard and no mouse: walk the cells, answer, look back, write."""

import json
from dataclasses import dataclass

from lab import CELLS, NUMBERED, Notebook
from playwright.sync_api import expect

MOST_PRESSES = 60
# Every way in which a page can hear of a mouse, a pen or a finger.
WATCH = """() => {
  window.pressedByHand = [];
  for (const kind of ["pointerdown", "mousedown", "touchstart", "wheel"]) {
    const note = (event) => window.pressedByHand.push(kind);
    window.addEventListener(kind, note, {capture: true, passive: true});
  }
}"""
# What has the focus: the cell it is in, what it is, the words that name it, and whether it is on.
FOCUS = f"""() => {{
  const node = document.activeElement;
  const cells = [...document.querySelectorAll({json.dumps(CELLS)})];
  const label = node.getAttribute("aria-label") ?? node.closest("label")?.textContent
    ?? (node.id && document.querySelector(`label[for="${{node.id}}"]`)?.textContent)
    ?? node.textContent;
  return {{
    cell: cells.indexOf(node.closest(".jp-Cell")),
    active: cells.findIndex(cell => cell.classList.contains("jp-mod-active")),
    tag: node.tagName, kind: node.type ?? "", label: label.trim(), checked: Boolean(node.checked),
    isCell: node.classList.contains("jp-Cell"),
  }};
}}"""


@dataclass(frozen=True)
class ByKeyboard:
    """Somebody who works through a notebook with keys alone."""

    notebook: Notebook

    def press(self, *keys):
        """Press keys one after the other."""
        for key in keys:
            self.notebook.page.keyboard.press(key)

    def type(self, words):
        """Type words, key by key."""
        self.notebook.page.keyboard.type(words)

    @property
    def focus(self):
        """What has the focus now."""
        return self.notebook.page.evaluate(FOCUS)

    @property
    def pressed_by_hand(self):
        """What the page heard of mouse, pen and finger since `watch`."""
        return self.notebook.page.evaluate("window.pressedByHand")

    def watch(self):
        """Have the page note every press that is not a key's."""
        self.notebook.page.evaluate(WATCH)

    def run_to(self, place):
        """Press Shift and Enter, cell by cell, until a cell is reached; wait for each output."""
        while (now := self.focus["active"]) < place:
            before = self._prompt(now)
            self.press("Shift+Enter")
            self.notebook.wait_for(
                lambda here=now: self.focus["active"] == here + 1, "no next cell"
            )
            if before is not None:
                expect(before).to_have_text(NUMBERED)
        assert self.focus["isCell"], self.focus

    def _prompt(self, place):
        cell = self.notebook.cell(place)
        is_code = "jp-CodeCell" in (cell.get_attribute("class") or "")
        return cell.locator(".jp-InputPrompt").first if is_code else None

    def step_back(self, reached):
        """Press Shift and Tab until the focus is where it should be; return what has it."""
        return self._press_until("Shift+Tab", reached)

    def step_on(self, reached):
        """Press Tab until the focus is where it should be; return what has it."""
        return self._press_until("Tab", reached)

    def choose(self, words):
        """Choose an option with the arrow keys; the focus is on some option of its group."""
        self.press("Space")
        group = self.focus
        self._press_until("ArrowUp", lambda now: now["label"] == words and now["checked"])
        assert self.focus["cell"] == group["cell"]

    def _press_until(self, key, reached):
        seen = []
        for _ in range(MOST_PRESSES):
            seen.append(self.focus)
            if reached(seen[-1]):
                return seen[-1]
            self.press(key)
        raise AssertionError(f"{MOST_PRESSES} times {key}, and still not there: {seen[-3:]}")

    def leave(self, place):
        """Press Escape: the focus goes back to the cell in which it was."""
        self.press("Escape")
        found = self.focus
        assert found["isCell"], found
        assert found["cell"] == place, found
