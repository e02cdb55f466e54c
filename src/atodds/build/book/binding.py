"""Bind the lessons' parts into pages, and the pages into three editions."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import nbformat
from jinja2 import Environment, StrictUndefined

from atodds.build.book.parts import Part, learner_parts, render_prose, solved_parts
from atodds.build.running import run_notebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

EDITIONS = {
    "learner": "learner's edition",
    "instructor": "instructor's edition",
    "handout": "handout for a class without computers",
}
WHOLE = "whole"
PRINT_FLAGS = ("--headless=new", "--disable-gpu", "--no-pdf-header-footer", "--no-sandbox")
SCREEN_NOTE = (
    "These are the lessons of a notebook, for reading. Where the text speaks of a cell to be run, "
    "it speaks of the notebook; here the result stands below, and lines wait for your answer.\n"
)


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
    return Page(lesson.stem, str(notebook.metadata["title"]), learner_parts(notebook))


def _instructor_pages(root: Path, only: str) -> list[Page]:
    pages = []
    for path in _lessons(root / "solutions", only):
        notebook = nbformat.read(path, as_version=4)
        parts = solved_parts(notebook)
        pages.append(Page(path.stem, str(notebook.metadata["title"]), parts))
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


def _write_edition(folder: Path, edition: str, pages: Sequence[Page]) -> list[Path]:
    """Write an edition's pages, its contents, and one page that holds all, for printing."""
    template = _template()
    listed = "\n".join(f"- [{page.title}]({page.name}.html)" for page in pages)
    about = f"# At Odds\n\nThe {edition}. {SCREEN_NOTE}\n{listed}\n"
    contents = Page("index", "Contents", (Part("prose", render_prose(about)),))
    whole = Page(WHOLE, "All pages", ())
    around = [None, contents, *pages, None]
    written = []
    for page in (contents, *pages, whole):
        place = 0 if page is whole else around.index(page)
        path = folder / f"{page.name}.html"
        html = template.render(
            page=page,
            chapters=[contents, *pages] if page is whole else [page],
            edition=edition,
            before=around[place - 1] if place else None,
            after=around[place + 1] if place else None,
        )
        path.write_text(html, encoding="utf-8")
        written.append(path)
    return written


def _template() -> Any:  # noqa: ANN401 - see above
    # The parts are HTML that this package made; only titles come in as text, and have no markup.
    environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
    return environment.from_string(_ours("page.html.j2"))


def _ours(name: str) -> str:
    return files("atodds.build.book").joinpath(name).read_text(encoding="utf-8")
