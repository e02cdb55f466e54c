"""What the browser tests share: one JupyterLab, one Chromium, and a page of one's own a test."""

import os
import re
import shutil
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import server
from lab import PATIENCE, Notebook
from playwright.sync_api import expect, sync_playwright

HERE = Path(__file__).parent
SEEN = HERE / "seen"
LESSON_00 = "00-start-here.ipynb"
LESSON_06 = "06-what-does-the-number-say.ipynb"
LAPTOP = {"width": 1280, "height": 800}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Only this machine can be reached; to stop requests one by one would switch the cache off.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# A slow machine is no fault.
expect.set_options(timeout=PATIENCE)
HERE_ONLY = re.compile(r"^(data|blob|about):|^(http|ws)://127\.0\.0\.1[:/]")


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Run a real JupyterLab for all tests; each test has a folder of its own in it."""
    running = server.start(tmp_path_factory.mktemp("jupyter"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium():
    """Run one Chromium with one cache; each test has pages of its own in it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is not installed here; `make test` installs it on Debian."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser.new_context(viewport=LAPTOP, accept_downloads=True)
        browser.close()


@pytest.fixture(scope="session")
def do_aside():
    """Give a function that has work done aside, such as ending kernels."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield pool.submit


@pytest.fixture
def desk(lab, do_aside):
    """Give this test its own copy of the lessons; end what ran in it."""
    folder = lab.make_desk(f"desk-{uuid.uuid4().hex[:8]}")
    yield folder
    do_aside(lab.end_kernels, folder)


@pytest.fixture
def asked_elsewhere():
    """Collect every address beyond this machine that a page asks for."""
    return []


@pytest.fixture
def open_notebook(lab, chromium, desk, asked_elsewhere):
    """Give a function that opens a notebook of the desk in a fresh workspace."""
    pages = []

    def note(address):
        if not HERE_ONLY.match(address):
            asked_elsewhere.append(address)

    def open_one(name=LESSON_06, *, folder=desk):
        page = chromium.new_page()
        pages.append(page)
        page.emulate_media(color_scheme="light")
        page.on("request", lambda request: note(request.url))
        page.on("websocket", lambda socket: note(socket.url))
        page.goto(f"{lab.address}/lab/workspaces/{uuid.uuid4().hex[:8]}/tree/{folder.name}/{name}")
        notebook = Notebook(page, folder / name)
        notebook.wait_until_ready()
        return notebook

    yield open_one
    for page in pages:
        page.close()
    assert asked_elsewhere == [], "a lesson loads nothing from the network"


@pytest.fixture
def lesson(open_notebook):
    """Open lesson 06."""
    return open_notebook(LESSON_06)


@pytest.fixture
def start_here(open_notebook):
    """Open lesson 00."""
    return open_notebook(LESSON_00)


@pytest.fixture(scope="session")
def look():
    """Give a function that keeps a picture of the page for the eye."""
    SEEN.mkdir(exist_ok=True)

    def keep(notebook, name, place=None):
        if place is not None:
            notebook.cell(place).evaluate("cell => cell.scrollIntoView({block: 'start'})")
        notebook.wait_until_drawn()
        path = SEEN / f"{name}.png"
        notebook.page.screenshot(path=path)
        return path

    return keep


@pytest.fixture(scope="session")
def picture():
    """Give a function that makes a picture the README's own, if ATODDS_PICTURE=1 asks for it."""

    def keep(path):
        if os.environ.get("ATODDS_PICTURE") == "1":
            docs = server.ROOT / "docs"
            docs.mkdir(exist_ok=True)
            shutil.copy(path, docs / path.name)

    return keep
