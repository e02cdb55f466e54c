"""The whole book, every page of it, in a real Chromium: in light, in dark, by keyboard, printed."""

import re
import shutil
from html import unescape
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
A4_BETWEEN_MARGINS = {"width": 680, "height": 1009}
# Words, and dates and ids in cells of their own, that stand on more than one line.
BROKEN_WORDS = """() => {
  const WHOLE = /^\\d{4}-\\d\\d-\\d\\d$|^[A-Z]-[a-z]?\\d\\d$|[\\p{L}\\p{N}]{2,}/gu;
  const broken = [], range = document.createRange();
  for (const cell of document.querySelectorAll("td, th")) {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      for (const word of text.data.matchAll(WHOLE)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
        if (lines.size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    build_book(ROOT, folder, pdf=True)
    return folder


@pytest.fixture(scope="module")
def pages(book):
    return sorted(book.glob("*/*.html"))


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


def page_count(pdf):
    """Chromium writes the objects of a PDF as plain words; only what is drawn is packed."""
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_handout_takes_two_printed_pages_a_lesson(book, browser):
    page = browser.new_page()
    taken = {}
    for path in sorted((book / "handout").glob("[0-9]*.html")):
        page.goto(path.as_uri())
        taken[path.name] = page_count(page.pdf(prefer_css_page_size=True))
    page.close()
    assert taken == dict.fromkeys(taken, 2)
    assert len(taken) == LESSONS - 1
    bound = (book / "at-odds-handout.pdf").read_bytes()
    assert page_count(bound) == 1 + 2 * len(taken)


@pytest.mark.parametrize("edition", EDITIONS)
def test_printed_book_leads_to_its_own_pages_and_to_no_file_of_the_builder(book, edition):
    printed = (book / f"at-odds-{edition}.pdf").read_bytes()
    names = {path.stem for path in (book / edition).glob("*.html")} - {"whole", "index"}
    led_to = {name.decode() for name in re.findall(rb"/Dest /(\S+)", printed)}
    assert names <= led_to
    assert b"file:" not in printed
    assert str(book).encode() not in printed


@pytest.mark.parametrize("edition", EDITIONS)
def test_printed_book_has_an_outline_with_the_lessons_numbers(book, edition):
    printed = (book / f"at-odds-{edition}.pdf").read_bytes()
    numbers = {path.name[:2] for path in (book / edition).glob("[0-9]*.html")}
    outlined = {title.decode() for title in re.findall(rb"/Title \((\d\d) ", printed)}
    assert outlined == numbers


@pytest.mark.parametrize(
    ("media", "width"),
    [("print", A4_BETWEEN_MARGINS), ("screen", LAPTOP), ("screen", ZOOMED)],
    ids=["paper", "laptop", "laptop at double zoom"],
)
def test_no_table_breaks_a_word(browser, book, media, width):
    page = browser.new_page(viewport=width)
    page.emulate_media(media=media)
    broken = []
    for path in sorted(book.glob("*/whole.html")):
        page.goto(path.as_uri())
        broken += [(path.parent.name, word) for word in page.evaluate(BROKEN_WORDS)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width["width"], path.parent.name
    page.close()
    assert broken == []


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


@pytest.mark.parametrize(
    "name",
    [
        "learner/06-what-does-the-number-say.html",
        "instructor/08-what-can-be-printed.html",
        "handout/01-who-is-speaking-paper.html",
    ],
)
def test_keyboard_reaches_the_text_first_then_every_link_and_fold_and_shows_where_it_is(
    browser, book, name
):
    page = browser.new_page(viewport=LAPTOP)
    page.goto((book / name).as_uri())
    expected = links_and_folds(book / name)
    reached = []
    for _ in expected:
        page.keyboard.press("Tab")
        words, outlined = page.evaluate(
            "[document.activeElement.textContent,"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        reached.append(words)
        assert outlined == "solid", words
    page.close()
    assert reached[0] == "Skip to the text"
    assert reached == expected


def links_and_folds(path):
    """The words of what can be pressed on a page, in their order, read from the file itself."""
    found = re.findall(
        r"<(?P<tag>a|summary)\b[^>]*>(.*?)</(?P=tag)>", path.read_text(encoding="utf-8"), re.DOTALL
    )
    return [unescape(re.sub(r"<[^>]+>", "", words)) for _, words in found]


def test_question_of_a_form_has_boxes_to_tick_or_a_line_to_write_on(browser, book):
    page = browser.new_page(viewport=LAPTOP)
    page.goto((book / "learner" / "06-what-does-the-number-say.html").as_uri())
    questions = page.evaluate(
        """[...document.querySelectorAll('[aria-label^="Form for"] > ul > li')].map(question =>
        [question.querySelector("ul") !== null,
        getComputedStyle(question, "::after").borderBottomStyle === "solid"])"""
    )
    page.close()
    assert {tuple(question) for question in questions} == {(True, False), (False, True)}


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
