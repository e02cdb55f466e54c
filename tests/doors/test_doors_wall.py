"""The wall in a real Voila and a real Chromium: drawn large, tagged by all, asking nobody else."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SEEN = ROOT / "tests" / "browser" / "seen"
PROJECTOR = {"width": 1920, "height": 1080}
PATIENCE = 90_000
TRIES, PAUSE = 450, 200


@pytest.fixture(scope="module")
def browser():
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def wall(tmp_path):
    """Put lesson 08 on a wall as a teacher does, in a folder of its own."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    start = "from atodds.cli import app; app()"
    command = [sys.executable, "-c", start, "present", "8", "--no-browser", "--text", "E"]
    command += ["--root", str(ROOT), f"--port={port}"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ATODDS_")}
    log = (tmp_path / "voila.log").open("wb")
    running = subprocess.Popen(
        command, cwd=tmp_path, env=kept, stdout=log, stderr=log, start_new_session=True
    )
    log.close()
    yield f"http://127.0.0.1:{port}"
    os.killpg(running.pid, signal.SIGTERM)
    running.wait()


@pytest.fixture
def page(browser, wall):
    shown = browser.new_page(viewport=PROJECTOR, color_scheme="light")
    shown.set_default_timeout(PATIENCE)
    for _ in range(TRIES):
        try:
            urlopen(f"{wall}/voila/static/", timeout=1).close()  # noqa: S310 - loopback
        except URLError as error:
            if getattr(error, "code", None):
                break
            shown.wait_for_timeout(PAUSE)
    yield shown
    shown.close()


def test_a_lesson_is_shown_large_and_tagged_by_keyboard_and_asks_nobody_else(wall, page, tmp_path):
    asked, problems = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(wall)
    where = page.locator(".atodds-where")
    expect(where).to_contain_text("1 of 5", timeout=PATIENCE)
    drawn = page.locator(".picture svg")
    expect(drawn).to_be_visible()
    assert drawn.bounding_box()["width"] > PROJECTOR["width"] * 0.8
    reader = page.locator(".atodds-reader")
    expect(reader).to_be_attached(timeout=PATIENCE)
    expect(reader).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(where).to_contain_text("1 of 5")
    for number in [2, 3, 4, 5]:
        page.keyboard.press("ArrowRight")
        expect(where).to_contain_text(f"{number} of 5")
    expect(reader).to_be_visible()
    expect(reader).to_contain_text("Text E")

    text = reader.locator(".atodds-text")
    assert text.evaluate("box => parseFloat(getComputedStyle(box).fontSize)") >= 24
    text.focus()
    page.keyboard.press("ArrowRight")
    # In the Reader, arrows are the Reader's.
    expect(where).to_contain_text("5 of 5")
    page.keyboard.press("4")
    expect(text.locator(".atodds-opens")).to_have_count(1)
    expect(reader.get_by_role("status")).to_contain_text("Tagged")
    (draft,) = (tmp_path / "my-work" / "drafts").glob("wall-08-e-*.json")
    assert '"tag": "question"' in json.dumps(json.loads(draft.read_text()))

    for theme in ["light", "dark"]:
        page.emulate_media(color_scheme=theme)
        for key, name in [("Home", "chart"), ("End", "reader")]:
            page.locator("nav button").first.focus()
            page.keyboard.press(key)
            SEEN.mkdir(exist_ok=True)
            page.screenshot(path=SEEN / f"wall-{name}-{theme}.png")
            assert serious_faults(page) == [], (theme, name)
    elsewhere = [url for url in asked if not url.startswith((wall, "data:", "blob:"))]
    assert elsewhere == []
    assert problems == []


def serious_faults(page):
    """List what axe finds in what is ours: the slides and the Reader."""
    parts = {"include": [[".atodds-wall"], [".atodds-reader"]]}
    found = Axe().run(page, context=parts).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
