"""Bind the lessons' parts into pages, and the pages into three editions."""

from __future__ import annotations

import re
import shutil
import subprocess
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import nbformat
from jinja2 import Environment, StrictUndefined

from atodds.build.book.parts import Part, learner_parts, render_prose, solved_parts
from atodds.build.running import run_notebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from nbformat import NotebookNode

WHOLE = "whole"
PRINT_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--generate-pdf-document-outline",
    "--no-pdf-header-footer",
    "--no-sandbox",
)
LINK_TO_PAGE = re.compile(r'<a href="(?P<name>[^":#/]+)\.html">(?P<words>.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Edition:
    """An edition of the book: what it is called, and what whoever opens it should know."""

    title: str
    about: str


EDITIONS = {
    "learner": Edition(
        "learner's edition",
        "These are the lessons of a notebook, for reading. Where the text speaks of a cell to be "
        "run, it speaks of the notebook; here its result stands below. A form is printed as its "
        "questions: tick a box, or write on the line. Checks, hints and the rubrics of the essays "
        "are in the notebook.",
    ),
    "instructor": Edition(
        "instructor's edition",
        "For whoever teaches: first the guide, then each lesson as it stands in the notebook, "
        "solved and run, with the feedback of its checks, the rubrics of its essays and notes for "
        "instructors; then the keys of the paper versions. Nothing is left to be filled in.",
    ),
    "handout": Edition(
        "handout for a class without computers",
        "Two printed pages a lesson, on an invented case, with lines to write on; a pencil is "
        "enough. Copy them freely. Lesson 00 shows how a notebook works, and has no paper version. "
        "The keys stand at the end of the instructor's edition.",
    ),
}


@dataclass(frozen=True)
class Page:
    """A page of an edition: its file's name, its title, and its parts."""

    name: str
    title: str
    parts: tuple[Part, ...]


def build_book(
    root: Path, out: Path, *, only: str = "", pdf: bool = False, editions: Iterable[str] = EDITIONS
) -> tuple[Path, ...]:
    """Write the book: HTML pages that need no network and no script, and PDF on demand.

    Parameters
    ----------
    root : Path
        The project's folder.
    out : Path
        Where the book goes; an edition's folder in it is written anew.
    only : str, default ""
        Only the lessons whose name starts like this.
    pdf : bool, default False
        Print each edition as one PDF as well; needs Chromium.
    editions : Iterable of str
        Which: ``learner``, ``instructor``, ``handout``.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    ValueError
        If there is no such lesson or edition, or Chromium is needed and not there.

    Examples
    --------
    >>> from pathlib import Path
    >>> build_book(Path("nowhere"), getfixture("tmp_path"), editions=["learner"])
    Traceback (most recent call last):
    ...
    ValueError: There is no lesson '*' in nowhere/lessons; run this from the project's folder.
    >>> build_book(Path("nowhere"), getfixture("tmp_path"), editions=["pocket"])
    Traceback (most recent call last):
    ...
    ValueError: There is no edition 'pocket'; there are learner, instructor, handout.
    """
    wanted = list(editions)
    for edition in wanted:
        if edition not in EDITIONS:
            there = ", ".join(EDITIONS)
            raise ValueError(f"There is no edition {edition!r}; there are {there}.")
    makers = {"learner": _learner_pages, "instructor": _instructor_pages, "handout": _handout_pages}
    pages = {edition: makers[edition](root, only) for edition in wanted}
    out.mkdir(parents=True, exist_ok=True)
    sheet = out / "book.css"
    sheet.write_text(_ours("book.css"), encoding="utf-8")
    written = [sheet]
    for edition, its_pages in pages.items():
        folder = out / edition
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        written += _write_edition(folder, EDITIONS[edition], its_pages)
        if pdf:
            written.append(print_pdf(folder / f"{WHOLE}.html", out / f"at-odds-{edition}.pdf"))
    return tuple(written)


def print_pdf(page: Path, target: Path) -> Path:
    """Print a page as PDF, with headless Chromium.

    Parameters
    ----------
    page : Path
        An HTML file.
    target : Path
        The PDF to write.

    Returns
    -------
    Path
        The target.

    Raises
    ------
    ValueError
        If Chromium is not installed, or prints nothing.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise ValueError(
            "Printing a PDF needs Chromium, and none is installed here. Install it, or open "
            f"{page} in any browser and print it from there."
        )
    target.unlink(missing_ok=True)
    command = [found, *PRINT_FLAGS, f"--print-to-pdf={target}", page.resolve().as_uri()]
    said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if not target.exists():
        raise ValueError(f"Chromium printed nothing. It said: {said.stderr[-500:].strip()}")
    return target


def _lessons(folder: Path, only: str) -> list[Path]:
    found = sorted(folder.glob(f"{only}*.ipynb"))
    if not found:
        remedy = "run this from the project's folder."
        raise ValueError(f"There is no lesson '{only}*' in {folder}; {remedy}")
    return found


def _learner_pages(root: Path, only: str) -> list[Page]:
    """Run the untouched lessons, each in a kernel of its own: their outputs are stored nowhere."""
    lessons = _lessons(root / "lessons", only)
    with ProcessPoolExecutor() as pool:
        return [*pool.map(_learner_page, lessons), _text_page(root / "lessons" / "glossary.md")]


def _learner_page(lesson: Path) -> Page:
    notebook = run_notebook(nbformat.read(lesson, as_version=4), lesson.name)
    return _lesson_page(lesson, notebook, learner_parts(notebook))


def _lesson_page(path: Path, notebook: NotebookNode, parts: tuple[Part, ...]) -> Page:
    """Put the lesson's number before its title, and before the heading that says the title."""
    number = notebook.metadata["atodds"]["lesson"]
    head = replace(parts[0], html=parts[0].html.replace("<h1>", f"<h1>{number} ", 1))
    return Page(path.stem, f"{number} {notebook.metadata['title']}", (head, *parts[1:]))


def _instructor_pages(root: Path, only: str) -> list[Page]:
    pages = []
    for path in _lessons(root / "solutions", only):
        notebook = nbformat.read(path, as_version=4)
        pages.append(_lesson_page(path, notebook, solved_parts(notebook)))
    keys = _paper_pages(root / "solutions" / "paper", only, "key")
    glossary = _text_page(root / "lessons" / "glossary.md")
    return [_text_page(root / "TEACHING.md"), *pages, *keys, glossary]


def _handout_pages(root: Path, only: str) -> list[Page]:
    return _paper_pages(root / "lessons" / "paper", only, "paper")


def _paper_pages(folder: Path, only: str, suffix: str) -> list[Page]:
    paths = sorted(folder.glob(f"{only}*.md"))
    return [_text_page(path, f"-{suffix}") for path in paths]


def _text_page(path: Path, suffix: str = "") -> Page:
    """Make a page of a Markdown file; its first line is its heading."""
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    return Page(f"{path.stem}{suffix}".lower(), title, (Part("prose", render_prose(text)),))


def _write_edition(folder: Path, edition: Edition, pages: Sequence[Page]) -> list[Path]:
    """Write an edition's pages, its contents, and one page that holds all, for printing."""
    template = _template()
    listed = "\n".join(f"- [{page.title}]({page.name}.html)" for page in pages)
    about = f"# At Odds\n\nThe {edition.title}. {edition.about}\n\n{listed}\n"
    contents = Page("index", "Contents", (Part("prose", render_prose(about)),))
    whole = Page(WHOLE, "", ())
    around = [None, contents, *pages, None]
    written = []
    for page in (contents, *pages, whole):
        place = 0 if page is whole else around.index(page)
        path = folder / f"{page.name}.html"
        book = f"At Odds, {edition.title}"
        html = template.render(
            kind=folder.name,
            title=f"{page.title} · {book}" if page.title else book,
            chapters=_bound_together([contents, *pages]) if page is whole else [page],
            edition=edition.title,
            before=around[place - 1] if place else None,
            after=around[place + 1] if place else None,
        )
        path.write_text(html, encoding="utf-8")
        written.append(path)
    return written


def _bound_together(pages: Sequence[Page]) -> list[Page]:
    """Lead links from page to page to places in one page: a printed book has no files beside it."""
    names = {page.name for page in pages}

    def place(link: re.Match[str]) -> str:
        here = link["name"] in names
        return f'<a href="#{link["name"]}">{link["words"]}</a>' if here else link["words"]

    def bound(part: Part) -> Part:
        return replace(part, html=LINK_TO_PAGE.sub(place, part.html))

    return [replace(page, parts=tuple(bound(part) for part in page.parts)) for page in pages]


def _template() -> Any:  # noqa: ANN401 - see above
    # The parts are HTML that this package made; only titles come in as text, and have no markup.
    environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
    return environment.from_string(_ours("page.html.j2"))


def _ours(name: str) -> str:
    return files("atodds.build.book").joinpath(name).read_text(encoding="utf-8")
