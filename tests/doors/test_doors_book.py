"""The whole book, every page of it, in a real Chromium: in light, in dark, by keyboard, printed."""

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from atodds.build.book import EDITIONS, build_book

ROOT = Path(__file__).resolve().parents[2]
LAPTOP = {"width": 1280, "height": 800}
# Half a laptop's width is what a laptop shows at 200 % zoom.
ZOOMED = {"width": 640, "height": 400}
LESSONS = 12


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    build_book(ROOT, folder, pdf=True)
    return folder


@pytest.fixture(scope="module")
def pages(book):
    return [path for path in sorted(book.glob("*/*.html")) if path.stem != "whole"]


@pytest.fixture(scope="module")
def browser():
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


def test_three_editions_hold_all_lessons_as_pages_and_as_pdf(book):
    numbers = {
        edition: {path.name[:2] for path in (book / edition).glob("[0-9]*.html")}
        for edition in EDITIONS
    }
    every = {f"{number:02}" for number in range(LESSONS)}
    # Lesson 00 shows how a notebook works, so it has no paper version.
    assert numbers == {"learner": every, "instructor": every, "handout": every - {"00"}}
    for edition in EDITIONS:
        printed = (book / f"at-odds-{edition}.pdf").read_bytes()
        assert printed.startswith(b"%PDF")
        # Headings and tables stay headings and tables for a screen reader.
        assert b"/StructTreeRoot" in printed


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility_and_none_asks_the_network(browser, pages, theme):
    asked, faults = [], []
    page = browser.new_page(viewport=LAPTOP, color_scheme=theme)
    page.on("request", lambda request: asked.append(request.url))
    for path in pages:
        page.goto(path.as_uri())
        found = Axe().run(page).response["violations"]
        faults += [(path.name, fault["id"], fault["nodes"][0]["html"][:120]) for fault in found]
    page.close()
    assert faults == []
    assert {url for url in asked if not url.startswith("file:")} == set()


def test_every_page_fits_a_laptop_at_double_zoom(browser, pages):
    page = browser.new_page(viewport=ZOOMED)
    wide = []
    for path in pages:
        page.goto(path.as_uri())
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        wide += [(path.name, over)] if over > 0 else []
    page.close()
    assert wide == []


def test_keyboard_reaches_the_text_first_and_every_link(browser, book):
    page = browser.new_page(viewport=LAPTOP)
    page.goto((book / "learner" / "06-what-does-the-number-say.html").as_uri())
    links = page.locator("a").count()
    reached = []
    for _ in range(links):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    page.close()
    assert reached[0] == "Skip to the text"
    assert reached == page_links(book / "learner" / "06-what-does-the-number-say.html", links)


def page_links(path, count):
    """The words of a page's links in their order, read from the file itself."""
    found = re.findall(r"<a\b[^>]*>(.*?)</a>", path.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == count
    return [re.sub(r"<[^>]+>", "", words) for words in found]


def test_every_link_and_every_picture_of_the_book_is_there(pages):
    for path in pages:
        html = path.read_text(encoding="utf-8")
        links = [link for link in re.findall(r'href="([^":#]+)', html) if ":" not in link]
        assert {link for link in links if not (path.parent / link).exists()} == set(), path.name
        captions = set(re.findall(r"<figcaption id=['\"]([^'\"]+)", html))
        assert (
            set(re.findall(r"<svg role=['\"]img['\"] aria-labelledby=['\"]([^'\"]+)", html))
            == captions
        )


def test_learners_edition_gives_no_answer_away(book):
    for path in (book / "learner").glob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "Feedback on" not in html
        assert "For instructors." not in html
