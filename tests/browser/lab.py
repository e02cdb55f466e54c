"""A notebook open in JupyterLab: find cells by their metadata, run them, read their outputs."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate

PATIENCE = 30_000
PAUSE = 50
TRIES = 3
RUN_ALL_PATIENCE = 60_000
# Lab drops a run as long as its session has no kernel, and a kernel may say that it is idle before
# the page is connected to it. Lab itself knows: the tests' server lets the page ask it.
CONNECTED = """() => {
  const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
  const kernel = session?.session?.kernel;
  return Boolean(session?.isReady && kernel?.connectionStatus === "connected"
    && kernel.status === "idle");
}"""
# A quick cell may go from [2] to [*] and, in a new kernel, to [2] again between two looks at it.
NOTE_START = """prompt => {
  prompt.started = false;
  const watcher = new MutationObserver(() => { prompt.started = true; watcher.disconnect(); });
  watcher.observe(prompt, {childList: true, characterData: true, subtree: true});
}"""
STARTED = "prompt => prompt.started"
# Two frames: what was asked for has been drawn.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
CELLS = f"{PANEL} .jp-Notebook .jp-Cell"
STATUS = f"{PANEL} .jp-Notebook-ExecutionIndicator"
NUMBERED = re.compile(r"\[\d+\]:")
# Both kinds of trouble that an output can show.
ERRORS = '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type$=".stderr"]'


def is_whole(file):
    """Tell whether a file is a JSON text from its beginning to its end."""
    try:
        return bool(json.loads(file.read_text(encoding="utf-8")))
    except ValueError:
        return False


@dataclass(frozen=True)
class Notebook:
    """One notebook in one page, with the cells as its file gives them."""

    page: Page
    file: Path

    @property
    def sources(self):
        """The cells of the file, in the order in which Lab shows them."""
        # While Lab saves, the file is cut off for a moment.
        self.wait_for(lambda: is_whole(self.file), f"{self.file.name} stayed cut off")
        return json.loads(self.file.read_text(encoding="utf-8"))["cells"]

    def find(self, exercise, role):
        """Return the place of an exercise's cell: its starter, its check or its essay."""
        wanted = {"exercise": exercise, "role": role}
        return self._only(
            lambda cell: wanted.items() <= cell["metadata"].get("atodds", {}).items(), wanted
        )

    def find_call(self, call):
        """Return the place of the code cell that begins with a call, such as ``save_work``."""
        return self._only(
            lambda cell: (
                cell["cell_type"] == "code" and "".join(cell["source"]).startswith(f"{call}(")
            ),
            call,
        )

    def _only(self, fits, wanted):
        found = [place for place, cell in enumerate(self.sources) if fits(cell)]
        assert len(found) == 1, f"expected one cell for {wanted}, found {len(found)}"
        return found[0]

    def find_drawn(self):
        """List the places of the code cells that draw a chart."""
        return [
            place
            for place in self.code_places
            if self.output(place).locator(".jp-RenderedVegaCommon5").count()
        ]

    @property
    def code_places(self):
        """The places of all code cells."""
        return [place for place, cell in enumerate(self.sources) if cell["cell_type"] == "code"]

    def cell(self, place) -> Locator:
        """Return a cell of the page."""
        return self.page.locator(CELLS).nth(place)

    def output(self, place) -> Locator:
        """Return the outputs of a cell of the page."""
        return self.cell(place).locator(".jp-Cell-outputArea")

    @property
    def errors(self) -> Locator:
        """Every error and every line on stderr in the notebook."""
        return self.page.locator(PANEL).locator(ERRORS)

    def wait_until_ready(self):
        """Wait until all cells are there, and the page is connected to an idle kernel."""
        expect(self.page.locator(CELLS)).to_have_count(len(self.sources))
        self.page.wait_for_function(CONNECTED, timeout=PATIENCE)
        self.wait_until_idle()

    def wait_until_drawn(self):
        """Wait until the page has been drawn anew, with what was asked for so far."""
        self.page.evaluate(DRAWN)

    def wait_until_idle(self):
        """Wait until the kernel has nothing to do."""
        expect(self.page.locator(STATUS)).to_have_attribute("data-status", "idle")

    def select(self, place):
        """Select a cell without editing it."""
        prompt = self.cell(place).locator(".jp-InputPrompt").first
        prompt.scroll_into_view_if_needed()
        prompt.click()
        expect(self.cell(place)).to_have_class(re.compile("jp-mod-active"))
        return self.cell(place)

    def run(self, place) -> Locator:
        """Run one code cell with the keyboard, wait for it, and return its outputs."""
        prompt = self.cell(place).locator(".jp-InputPrompt").first
        prompt.evaluate(NOTE_START)
        self._start(place, prompt.element_handle())
        expect(prompt).to_have_text(NUMBERED)
        trouble = self.output(place).locator(ERRORS)
        assert not trouble.count(), trouble.first.inner_text()
        return self.output(place)

    def _start(self, place, prompt):
        """Press Ctrl+Enter until the cell starts: Lab drops a run while its session connects."""
        for tries_left in reversed(range(TRIES)):
            self.select(place)
            self.page.keyboard.press("Control+Enter")
            try:
                return self.page.wait_for_function(STARTED, arg=prompt, timeout=PATIENCE / TRIES)
            except TooLate:
                if not tries_left:
                    raise
        return None

    def run_exercise(self, exercise):
        """Run what an exercise needs: the lesson's first code cell and the starter."""
        self.run(self.code_places[0])
        return self.run(self.find(exercise, "exercise"))

    def check(self, exercise) -> Locator:
        """Run an exercise's check; return the box with its feedback."""
        shown = self.run(self.find(exercise, "check"))
        return shown.get_by_role("group", name=f"Feedback on {exercise}", exact=True)

    def run_all(self):
        """Run every cell through Lab's own menu, and wait for the last one or the first error."""
        self.wait_until_ready()
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        last = self.cell(self.code_places[-1]).locator(".jp-InputPrompt").first
        done = last.filter(has_text=NUMBERED)
        expect(done.or_(self.errors).first).to_be_attached(timeout=RUN_ALL_PATIENCE)
        self.wait_until_idle()

    def wear(self, theme):
        """Change the browser's preference to light or dark, and wait until Lab has followed."""
        self.page.emulate_media(color_scheme=theme)
        is_light = str(theme == "light").lower()
        expect(self.page.locator("body")).to_have_attribute("data-jp-theme-light", is_light)
        # Lab covers the page with its sign while it changes.
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)

    def save(self):
        """Save with Ctrl+S and wait until the file on the disk is a new one."""
        before = self.file.stat().st_mtime_ns
        self.page.keyboard.press("Control+s")
        self.wait_for(
            lambda: self.file.stat().st_mtime_ns != before and is_whole(self.file),
            "Ctrl+S saved no notebook",
        )

    def wait_for(self, happened, otherwise):
        """Wait until something has happened outside the page, such as in a file."""
        for _ in range(PATIENCE // PAUSE):
            if happened():
                return
            self.page.wait_for_timeout(PAUSE)
        raise AssertionError(otherwise)

    def replace_source(self, place, text):
        """Write into a cell as a person would: into its editor, over what stands there."""
        cell = self.cell(place)
        cell.scroll_into_view_if_needed()
        cell.dblclick(position={"x": 200, "y": 15})
        editor = cell.locator(".cm-content")
        expect(editor).to_be_visible()
        editor.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def read(self, expression):
        """Have a scratch cell write an expression's value to a file, and read it back."""
        answer = self.file.parent / "scratch-answer.json"
        self.page.keyboard.press("Escape")
        self.select(self.code_places[-1])
        self.page.keyboard.press("Escape")
        cells = self.page.locator(CELLS)
        before = cells.count()
        self.page.keyboard.press("b")
        expect(cells).to_have_count(before + 1)
        place = self.code_places[-1] + 1
        code = f"import json; open({answer.name!r}, 'w').write(json.dumps({expression}))"
        self.cell(place).locator(".cm-content").click()
        self.page.keyboard.insert_text(code)
        self.run(place)
        return json.loads(answer.read_text())
