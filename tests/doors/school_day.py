"""One lesson of one class on a hub, from the first log-in to the marks, with two accidents."""

import csv
import json
import os
import shutil
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import nbformat
import psutil
from hub import BIN, COURSE, PATIENCE, ROOT, Kernel, Person, kept_memory, kernel_of
from playwright.sync_api import expect, sync_playwright

sys.path.append(str(ROOT / "tests" / "browser"))

from forms import fill_in
from lab import Notebook
from reader import ReaderOnPage

LESSON = "06"
[MASTER] = (ROOT / "lessons").glob(f"{LESSON}-*.ipynb")
ASSIGNMENT = MASTER.stem
# Two cores start and run this many learners at once; the rest of the class is there, and waits.
AT_ONCE = 5
# Up to here and no further before the accidents.
FIRST_HALF = "6.3"
WRONG = "261"
IN_CHROMIUM, KILLED = 1, 2
KINDS = ("solved", "begun", "mistaken")
BY_HAND = "by hand"
# What a learner at a screen tags in 6.2, and types into the box of 6.3.
TAGS = {
    "value": ("1,268", "801"),
    "bound": ("more than 60%", "over 420"),
    "conversion": ("490", "309", "261"),
}
SQUARE_MILES = "162"


def kind_of(number):
    """Say what a learner does: solve all, or two exercises, or two of which one with a mistake.

    One sits at a screen, and does one exercise in a widget and one in a form.
    """
    return BY_HAND if number == IN_CHROMIUM else KINDS[number % len(KINDS)]


def name_of(number):
    """Give the name under which a learner logs in."""
    return f"learner{number:02}"


def place_of(notebook, exercise, role):
    """Give the place of an exercise's starter or check."""
    wanted = {"exercise": exercise, "role": role}
    [place] = [
        place
        for place, cell in enumerate(notebook.cells)
        if wanted.items() <= cell.metadata.get("atodds", {}).items()
    ]
    return place


def code_places(notebook):
    """Give the places of all code cells."""
    return [place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code"]


def solved():
    """Give the answers of the solved edition, as code, by exercise."""
    notebook = nbformat.read(ROOT / "solutions" / MASTER.name, as_version=4)
    about = [(cell.metadata.get("atodds", {}), cell.source) for cell in notebook.cells]
    return {one["exercise"]: code for one, code in about if one.get("role") == "exercise"}


def answers_of(kind):
    """Give what a kind of learner writes in place of the starters."""
    every = solved()
    if kind == "solved":
        return every
    last = every["6.3"] if kind == "begun" else f"square_miles = {WRONG}\nsquare_miles"
    return {"6.1": every["6.1"], "6.3": last}


@dataclass
class Learner:
    """One learner with a lesson open."""

    number: int
    person: Person
    path: str = ""
    notebook: nbformat.NotebookNode | None = None
    kernel: Kernel | None = None
    seconds: float = 0
    kept: list = field(default_factory=list)

    @property
    def name(self):
        """The name on the hub."""
        return self.person.name

    @property
    def kind(self):
        """What this learner does."""
        return kind_of(self.number)

    def begin(self):
        """Log in, fetch the lesson, run its first cell, all timed; then answer and go on."""
        start = time.perf_counter()
        self.person.log_in()
        self.path = self.person.fetch(ASSIGNMENT)
        self.notebook = self.person.read(self.path)
        self.kernel = self.person.open_kernel(self.path)
        first, *_ = code_places(self.notebook)
        self.kernel.run_cells(self.notebook, [first])
        self.seconds = time.perf_counter() - start
        for exercise, code in answers_of(self.kind).items():
            self.notebook.cells[place_of(self.notebook, exercise, "exercise")].source = code
        half = place_of(self.notebook, FIRST_HALF, "check")
        self.kernel.run_cells(self.notebook, [p for p in code_places(self.notebook) if p <= half])
        self.person.save(self.path, self.notebook)

    def finish(self):
        """Run all, from the top, and save."""
        self.kernel.run_cells(self.notebook, code_places(self.notebook))
        self.person.save(self.path, self.notebook)

    def hand_in(self):
        """Hand in what was saved."""
        self.person.submit(ASSIGNMENT)
        self.kernel.close()

    def lose_kernel(self, server):
        """Lose the kernel to a signal, as to a full memory; note what is left after its restart."""
        lost = kernel_of(server, self.kernel.id)
        lost.kill()
        psutil.wait_procs([lost], timeout=PATIENCE)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            alive = [one for one in server.children(recursive=True) if one.is_running()]
            if any(self.kernel.id in part for one in alive for part in one.cmdline()):
                break
            time.sleep(0.2)
        self.kernel.close()
        self.kernel.connect()
        first, *_ = code_places(self.notebook)
        self.kernel.run(self.notebook.cells[first].source)
        [said] = self.kernel.run(
            "import json\nfrom atodds.work import load_answers\n"
            "print(json.dumps([sorted(load_answers()), 'answer' not in globals()]))"
        )
        self.kept, empty = json.loads(said["text"])
        assert empty, "a new kernel knows no answer; it was not lost"


@dataclass
class Day:
    """What came of the lesson."""

    learners: list
    pids: dict = field(default_factory=dict)
    pids_after: dict = field(default_factory=dict)
    worked_without_hub: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    report: list = field(default_factory=list)
    server_megabytes: list = field(default_factory=list)
    kernel_megabytes: list = field(default_factory=list)
    hub_megabytes: float = 0
    course_megabytes: float = 0
    seconds_in_chromium: float = 0
    menu: list = field(default_factory=list)
    seconds: dict = field(default_factory=dict)

    @property
    def to_running_lesson(self):
        """Seconds from the log-in to the first cell's output: median and worst."""
        taken = [one.seconds for one in self.learners if one.seconds]
        return statistics.median(taken), max(taken)

    def points(self, name):
        """Give a learner's points by exercise."""
        return {
            row["exercise"]: float(row["points"])
            for row in self.marks
            # An essay waits for a person, and has no points yet.
            if row["student"] == name and row["points"]
        }


def teach(hub, count):
    """Let a class of so many learners have its lesson; give what came of it."""
    day = Day([Learner(number, Person(hub, name_of(number))) for number in range(count)])
    walking = [one for one in day.learners if one.number != IN_CHROMIUM]
    with _timed(day, "hand out"):
        _hand_out(hub)
    with _timed(day, f"log in, fetch, first half; {AT_ONCE} at a time"):
        _at_once(Learner.begin, walking)
    with _timed(day, "a learner in Chromium"):
        _in_chromium(hub, day, day.learners[IN_CHROMIUM])
    with _timed(day, "a kernel is killed"):
        day.learners[KILLED].lose_kernel(hub.servers()[day.learners[KILLED].name])
    _without_hub(hub, day, walking)
    _weigh(hub, day)
    with _timed(day, "hand in"):
        _at_once(Learner.hand_in, walking)
    with _timed(day, "collect and grade"):
        _grade(hub, day)
    return day


def _hand_out(hub):
    hub.run_as(COURSE, BIN / "atodds", "grade", "init", hub.course, "--lessons", ROOT / "lessons")
    for step in ("generate_assignment", "release_assignment"):
        _do_for_course(hub, step)


def _do_for_course(hub, step):
    hub.run_as(
        COURSE,
        *(BIN / "nbgrader", step, ASSIGNMENT, f"--course-dir={hub.course}"),
        *("--config", hub.course / "nbgrader_config.py"),
    )


def _at_once(work, learners):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # A list asks every learner how it went; the first trouble is told.
        list(pool.map(work, learners))


def _without_hub(hub, day, walking):
    day.pids = {name: one.pid for name, one in hub.servers().items()}
    restart = "the hub alone: from its end to the next log-in"
    first, rest = walking[:AT_ONCE], walking[AT_ONCE:]
    with _timed(day, restart):
        hub.stop_hub()
    with _timed(day, f"run all, {len(first)} learners without a hub"):
        _at_once(Learner.finish, first)
    day.worked_without_hub = [one.name for one in first if hub.process.poll() is not None]
    with _timed(day, restart):
        hub.start_hub()
    with _timed(day, f"run all, the other {len(rest)}; {AT_ONCE} at a time"):
        _at_once(Learner.finish, rest)
    day.pids_after = {name: one.pid for name, one in hub.servers().items()}


def _weigh(hub, day):
    for name, server in hub.servers().items():
        kernels = server.children(recursive=True)
        if any(one.name == name for one in day.learners):
            day.server_megabytes.append(kept_memory(server))
            day.kernel_megabytes.append(sum(kept_memory(one) for one in kernels))
    day.course_megabytes = kept_memory(hub.course_server())
    parts = [hub.process.pid, hub.proxy.pid]
    day.hub_megabytes = sum(
        kept_memory(one)
        for pid in parts
        for one in [psutil.Process(pid), *psutil.Process(pid).children()]
    )


def _grade(hub, day):
    _do_for_course(hub, "collect")
    hub.run_as(
        COURSE,
        *(BIN / "atodds", "grade", hub.course / "submitted"),
        *("--lesson", LESSON, "--course", hub.course),
    )
    day.marks = _rows(hub.course / "graded" / "marks.csv")
    day.report = _rows(hub.course / "graded" / "report.csv")


def _rows(file):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@contextmanager
def chromium():
    """Give a browser's page that reaches this machine only, with patience for a busy one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    # Five seconds are Playwright's own measure.
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", alone])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE * 1000)
        yield page
        browser.close()
    expect.set_options(timeout=5000)


def sign_in(page, hub, name, address):
    """Come to an address of the hub, and fill in the form that stands before it."""
    page.goto(address)
    page.get_by_label("Username:").fill(name)
    page.get_by_label("Password:").fill(hub.password)
    page.get_by_role("button", name="Sign in").click()


def _in_chromium(hub, day, learner):
    """Do all of it with a mouse and a keyboard: log-in, list, Reader, form, hand-in."""
    with chromium() as page:
        start = time.perf_counter()
        sign_in(page, hub, learner.name, f"{hub.address}/hub/login")
        _open_assignments(page)
        page.get_by_role("button", name="Fetch", exact=True).click()
        expect(page.get_by_role("button", name="Submit", exact=True)).to_be_visible()
        learner.path = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
        page.goto(f"{hub.address}/user/{learner.name}/lab/tree/{learner.path}")
        lesson = Notebook(page, hub.home(learner.name) / learner.path)
        lesson.wait_until_ready()
        day.seconds_in_chromium = time.perf_counter() - start
        day.menu = _words_of_menu(page)
        lesson.run_exercise("6.2")
        reader = ReaderOnPage.within(lesson.output(lesson.find("6.2", "exercise")))
        for tag, numbers in TAGS.items():
            for number in numbers:
                reader.tag_by_mouse(number, tag)
        lesson.run(lesson.find("6.3", "exercise"))
        fill_in(lesson, "6.3", SQUARE_MILES, work=hub.home(learner.name) / "my-work")
        # What was tagged and typed is kept at once, and needs no saving of the notebook.
        page.goto("about:blank")
        page.goto(f"{hub.address}/user/{learner.name}/lab/tree/{learner.path}")
        lesson.run_all()
        assert lesson.errors.count() == 0
        lesson.save()
        _open_assignments(page)
        page.get_by_role("button", name="Submit", exact=True).click()
        expect(page.locator("#submitted_assignments_list")).to_contain_text(ASSIGNMENT)
        if os.environ.get("ATODDS_PICTURE") == "1":
            page.screenshot(path=ROOT / "docs" / "hub.png")


def _words_of_menu(page):
    """Give what stands in nbgrader's menu and on the page's two sides."""
    page.get_by_role("menuitem", name="Nbgrader").click()
    entries = page.locator(".lm-Menu .lm-Menu-itemLabel").all_inner_texts()
    page.keyboard.press("Escape")
    sides = page.locator(".jp-SideBar .lm-TabBar-tab")
    return entries + [one.get_attribute("title") or "" for one in sides.all()]


def _open_assignments(page):
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Assignment List").click()


class _timed:  # noqa: N801 - reads as a word of the story
    def __init__(self, day, what):
        self.day, self.what = day, what

    def __enter__(self):
        self.start = time.perf_counter()

    def __exit__(self, *_):
        taken = time.perf_counter() - self.start
        self.day.seconds[self.what] = self.day.seconds.get(self.what, 0) + taken
