"""The page without a server, as any web host gives it out: built, served, and worked in."""

import shutil
import subprocess
import sys
import threading
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "browser"))

import lab  # noqa: E402 - the helpers of the other browser tests
from reader import ReaderOnPage  # noqa: E402

SEEN = ROOT / "tests" / "browser" / "seen"
LESSONS = sorted(path.name for path in (ROOT / "lessons").glob("*.ipynb"))
LESSON_00 = "00-start-here.ipynb"
LESSON_06 = "06-what-does-the-number-say.ipynb"
LAPTOP = {"width": 1280, "height": 800}
# Only this machine can be reached, and this machine has one name.
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
# Python compiles itself in the browser first, on whatever machine that is.
PATIENCE = 180_000
PLAYWRIGHTS_OWN = 5_000
# 30 notebooks of this size fit where a school has 2 GB for its whole web site.
LARGEST_SITE = 70_000_000
READY = "#jp-main-statusbar :text-is('Python (Pyodide) | Idle')"
LINEAR_FACTOR, SQUARED_FACTOR = "261", "162"
REASON = "Account 1 names who counted, and when."


class PagedNotebook(lab.Notebook):
    """A lesson of the site; its file is kept by the browser, so the master's cells are read."""

    def wait_until_ready(self):
        """Wait until all cells are there and the kernel runs; the site shows no test its inside."""
        expect(self.page.locator(lab.CELLS)).to_have_count(len(self.sources), timeout=PATIENCE)
        self.wait_until_idle()

    def wait_until_idle(self):
        """Wait until the kernel has nothing to do, by what the page's lowest line says."""
        expect(self.page.locator(READY)).to_be_visible(timeout=PATIENCE)

    def save(self):
        """Save with Ctrl+S and wait until the tab no longer says that something is unsaved."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+s")
        expect(self.page.locator(".lm-TabBar-tab.lm-mod-current.jp-mod-dirty")).to_have_count(0)


class QuietHandler(SimpleHTTPRequestHandler):
    """What any web host does with files, and nothing more."""

    def log_message(self, *_):
        """Say nothing."""


@dataclass
class Visitor:
    """One browser of one person: what it keeps, it keeps to itself."""

    context: BrowserContext
    address: str
    asked: list[str] = field(default_factory=list)

    def open(self, name):
        """Open a lesson by its address, as a link does, and wait until it can be run."""
        page = self.context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        return self.arrive(page, name)

    def leave_and_return(self, notebook):
        """Load the page again: the Python in it ends, and another one begins."""
        notebook.page.goto("about:blank")
        return self.arrive(notebook.page, notebook.file.name)

    def arrive(self, page, name):
        """Follow a link; wait until all cells are there and the kernel runs."""
        page.goto(f"{self.address}/lab/index.html?path={name}")
        notebook = PagedNotebook(page, ROOT / "lessons" / name)
        notebook.wait_until_ready()
        return notebook


@pytest.fixture(scope="module", autouse=True)
def patience():
    """Give the other tests' helpers the time that a Python in a browser takes."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PATIENCE", "RUN_ALL_PATIENCE"):
            patch.setattr(lab, name, PATIENCE)
        expect.set_options(timeout=PATIENCE)
        yield
        expect.set_options(timeout=PLAYWRIGHTS_OWN)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site as a person does."""
    SEEN.mkdir(exist_ok=True)
    folder = tmp_path_factory.mktemp("site")
    subprocess.run([ROOT / "tools" / "site", folder], check=True)
    return folder


@pytest.fixture(scope="module")
def address(site):
    """Serve the site as plain files, with no header of any kind added."""
    handler = partial(QuietHandler, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}"
        host.shutdown()


@pytest.fixture(scope="module")
def visit(address):
    """Give a function that comes to the site with a browser of one's own, used by nobody before."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")

    @contextmanager
    def come():
        # A browser each: what one person's Python takes is given back before the next comes.
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
            context = browser.new_context(
                viewport=LAPTOP, accept_downloads=True, color_scheme="light"
            )
            visitor = Visitor(context, address)
            yield visitor
            browser.close()
        beyond = {one for one in visitor.asked if not one.startswith((address, "data:", "blob:"))}
        assert beyond == set(), "the site loads nothing from elsewhere"

    return come


def look(notebook, name, place):
    """Keep a picture of a cell for the eye, beside those of the other browser tests."""
    notebook.cell(place).evaluate("cell => cell.scrollIntoView({block: 'start'})")
    notebook.page.wait_for_timeout(300)
    notebook.page.screenshot(path=SEEN / f"site-{name}.png")


def expect_all_ran(notebook):
    """Expect a number at every code cell, and no error anywhere."""
    expect(notebook.errors).to_have_count(0)
    for place in notebook.code_places:
        expect(notebook.cell(place).locator(".jp-InputPrompt").first).to_have_text(lab.NUMBERED)


def answer_box(notebook, exercise):
    """Return the box of a form in which an answer stands."""
    return notebook.output(notebook.find(exercise, "exercise")).get_by_role("textbox").first


def test_site_is_small_and_its_front_page_leads_to_every_lesson(site):
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < LARGEST_SITE
    front = (site / "index.html").read_text(encoding="utf-8")
    for name in LESSONS:
        assert f'href="lab/index.html?path={name}"' in front
        assert (site / "files" / name).exists()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_front_page_is_readable_by_everybody(visit, theme):
    with visit() as visitor:
        page = visitor.context.new_page()
        page.emulate_media(color_scheme=theme)
        page.goto(f"{visitor.address}/index.html")
        expect(page.get_by_role("listitem")).to_have_count(len(LESSONS))
        assert Axe().run(page).response["violations"] == []
        page.screenshot(path=SEEN / f"site-front-{theme}.png")


# 00 and 06, below, are worked in as well as run.
@pytest.mark.parametrize("name", [name for name in LESSONS if name[:2] not in {"00", "06"}])
def test_every_other_lesson_runs_to_its_end_in_the_browser(visit, name):
    with visit() as visitor:
        lesson = visitor.open(name)
        lesson.run_all()
        expect_all_ran(lesson)


def test_lesson_06_runs_to_its_end_in_the_browser_and_an_answer_outlives_the_page(visit):
    with visit() as visitor:
        lesson = visitor.open(LESSON_06)
        lesson.run_all()
        expect_all_ran(lesson)
        (chart,) = lesson.find_drawn()
        expect(lesson.output(chart).locator("svg.marks")).to_be_visible()
        # The browser's Python must not lose what is None: Vega would invent an axis title for it.
        expect(lesson.output(chart).get_by_text("label", exact=True)).to_have_count(0)
        look(lesson, "chart-light", chart)

        answer_box(lesson, "6.3").fill(LINEAR_FACTOR)
        expect(lesson.check("6.3")).to_contain_text("A hint.")
        answer_box(lesson, "6.3").fill(SQUARED_FACTOR)
        expect(lesson.check("6.3")).to_contain_text("Right.")
        look(lesson, "answer-light", lesson.find("6.3", "exercise") - 1)

        # Not saved: what was typed and checked was kept at that moment. The page comes back dark.
        lesson.page.emulate_media(color_scheme="dark")
        again = visitor.leave_and_return(lesson)
        expect(again.page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
        again.run_exercise("6.3")
        expect(answer_box(again, "6.3")).to_have_value(SQUARED_FACTOR)
        look(again, "answer-dark", again.find("6.3", "exercise") - 1)
        again.run(chart)
        look(again, "chart-dark", chart)
        progress = again.run(again.find_call("progress"))
        expect(progress.get_by_role("row").filter(has_text="6.3")).to_contain_text("done")


def test_lesson_00_runs_to_its_end_and_work_goes_out_as_a_file_and_into_another_browser(
    visit, tmp_path
):
    packed = tmp_path / "my-work.zip"
    with visit() as visitor:
        lesson = visitor.open(LESSON_00)
        lesson.run_all()
        expect_all_ran(lesson)

        answer_box(lesson, "0.1").fill("214")
        expect(lesson.check("0.1")).to_contain_text("Right.")
        reader = ReaderOnPage.within(lesson.output(lesson.find("0.2", "exercise")))
        reader.tag_by_mouse("300", "number")
        lesson.check("0.2")
        look(lesson, "reader", lesson.find("0.2", "exercise"))
        lesson.replace_source(lesson.find("0.4", "essay"), REASON)
        lesson.save()

        again = visitor.leave_and_return(lesson)
        expect(again.cell(again.find("0.4", "essay"))).to_contain_text(REASON)
        again.run_exercise("0.1")
        expect(answer_box(again, "0.1")).to_have_value("214")
        shown = again.run(again.find_call("save_work"))
        shown.get_by_role("button").click()
        with again.page.expect_download() as download:
            shown.get_by_role("link").click(timeout=PATIENCE)
        download.value.save_as(packed)
    with zipfile.ZipFile(packed) as archive:
        assert "my-work/answers/0.1.json" in archive.namelist()
        assert REASON in archive.read(f"notebooks/{LESSON_00}").decode()

    with visit() as elsewhere:
        lesson = elsewhere.open(LESSON_00)
        lesson.run(lesson.code_places[0])
        shown = lesson.run(lesson.find_call("restore_work"))
        with lesson.page.expect_file_chooser() as chooser:
            shown.get_by_role("button").click()
        chooser.value.set_files(packed)
        outcome = shown.get_by_role("status").get_by_role("table")
        expect(outcome).to_be_visible(timeout=PATIENCE)
        expect(outcome.get_by_role("row").filter(has_text="answers/0.1")).to_contain_text(
            "restored"
        )
        # The open lesson is not written over: Lab would ask which of the two to throw away.
        opened = outcome.get_by_role("row").filter(has_text=f"notebooks/{LESSON_00}")
        expect(opened).to_contain_text("kept both")
        look(lesson, "restored", lesson.find_call("restore_work"))
        progress = lesson.run(lesson.find_call("progress"))
        expect(progress.get_by_role("row").filter(has_text="0.1")).to_contain_text("done")
