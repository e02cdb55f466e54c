"""The book shows what the notebooks show; a learner's page gives nothing away."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from atodds.build.book import build_book
from atodds.build.book.parts import learner_parts, render_prose, solved_parts
from atodds.charts.renderer import MIME

ROOT = Path(__file__).resolve().parents[1]
SOLUTIONS = sorted((ROOT / "solutions").glob("*.ipynb"))
PROSE = [
    ROOT / "TEACHING.md",
    ROOT / "lessons" / "glossary.md",
    *sorted(ROOT.glob("*/paper/*.md")),
]
LOADS = re.compile(
    r"""(?:src|data|srcset|action)=["']|<(?:script|iframe|object|link|base)\b|url\((?!#)"""
)
CHART = {"mark": "tick", "data": {"values": [{"km": 3}]}, "description": "One distance, 3 km."}


def shown(parts):
    return "\n".join(part.html for part in parts)


def cell(source, *tags, outputs=()):
    made = v4.new_code_cell(source, metadata={"tags": list(tags)})
    made.outputs = [v4.new_output("display_data", data=data) for data in outputs]
    return made


def notebook(*cells):
    return v4.new_notebook(cells=cells, metadata={"atodds": {"lesson": "90"}, "title": "Fire"})


def test_learners_page_leaves_out_what_only_a_screen_can_do():
    calls = ['check("9.1", answer)', 'progress("90")', 'rubric("9.2")', "save_work()"]
    started = cell("from atodds import ask")
    assert learner_parts(notebook(started, *(cell(call) for call in calls))) == ()


def test_form_is_ticked_or_answered_on_its_own_lines_and_needs_none_below():
    words = 'aria-label="Form for 9.1"><ul><li>How many?</li></ul>'
    form = {"text/html": f'<div class="atodds-twin"><div {words}</div></div>'}
    parts = learner_parts(notebook(cell('answer = ask("9.1")\nanswer', "exercise", outputs=[form])))
    assert [part.kind for part in parts] == ["form"]


def test_widget_that_only_a_screen_can_fill_in_gets_lines_below():
    reader = {"text/html": '<div class="atodds-twin"><p>Text P.</p></div>'}
    parts = learner_parts(notebook(cell("reader", "exercise", outputs=[reader])))
    assert [part.kind for part in parts] == ["form", "lines"]


def test_code_to_be_completed_stays_on_the_page():
    parts = learner_parts(notebook(cell("share = ...", "exercise")))
    assert [part.kind for part in parts] == ["code", "lines"]
    assert "share = ..." in parts[0].html


def test_essay_becomes_lines_and_its_starter_goes():
    essay = v4.new_markdown_cell("*Write here.*", metadata={"tags": ["essay"]})
    (lines,) = learner_parts(notebook(essay))
    assert "Write here" not in lines.html
    assert lines.html.count("class='line'") > 10


def test_chart_becomes_a_picture_with_its_description_and_its_table_open():
    table = {"text/html": "<details><summary>The same as a table</summary></details>"}
    figure, twin = solved_parts(notebook(cell("chart", outputs=[{MIME: CHART}, table])))[1:]
    assert re.search(r"<svg role='img' aria-labelledby='figure-90-1'", figure.html)
    assert "<figcaption id='figure-90-1'>One distance, 3 km.</figcaption>" in figure.html
    assert "<details open>" in twin.html


def test_two_charts_of_a_page_share_no_name():
    page = shown(solved_parts(notebook(cell("a", outputs=[{MIME: CHART}, {MIME: CHART}]))))
    names = re.findall(r"""\bid=["']([^"']+)""", page)
    assert len(names) == len(set(names)) >= 2


def test_chart_without_a_description_is_refused():
    mute = {key: value for key, value in CHART.items() if key != "description"}
    with pytest.raises(ValueError, match="Figure 90-1 has no description"):
        solved_parts(notebook(cell("chart", outputs=[{MIME: mute}])))


def test_code_is_shown_as_it_is_and_never_read_as_html():
    assert "&lt;b&gt;" in shown(solved_parts(notebook(cell("print('<b>')"))))


def test_links_to_lessons_lead_to_their_pages_and_links_outside_stay():
    html = render_prose("[a](07-b.ipynb) [c](glossary.md) [d](https://example.org/e.md)")
    assert re.findall(r'href="([^"]+)"', html) == [
        "07-b.html",
        "glossary.html",
        "https://example.org/e.md",
    ]


def test_table_in_a_box_is_a_table():
    html = render_prose("> **Looked up**\n>\n> | on | fact |\n> |---|---|\n> | P | a reporter |")
    assert "<td>a reporter</td>" in html


@pytest.mark.parametrize("path", PROSE, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_no_page_shows_a_table_as_bars_a_box_as_brackets_or_a_whole_line_as_underscores(path):
    html = render_prose(path.read_text(encoding="utf-8"))
    words = re.sub(r"<[^>]+>", "", html)
    assert "|---" not in words
    assert "| ---" not in words
    assert "[ ]" not in words
    assert not re.search(r"<p>_+</p>", html)


def test_date_or_id_that_fills_a_cell_is_not_cut_at_its_hyphens():
    html = render_prose(
        "| id | day | note |\n|---|---|---|\n| P-06 | 2024-03-12 | a well-kept count |"
    )
    assert re.findall(r"class='unbroken'>([^<]+)", html) == ["P-06", "2024-03-12"]


def test_item_that_is_ticked_is_a_box():
    html = render_prose("- [ ] a dated letter\n- a plain item")
    assert "<li class='tick'>a dated letter</li>" in html
    assert "<li>a plain item</li>" in html


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_instructors_page_shows_every_chart_and_loads_nothing(path):
    solved = nbformat.read(path, as_version=4)
    page = shown(solved_parts(solved))
    outputs = [output for each in solved.cells for output in each.get("outputs", [])]
    charts = sum(MIME in output.get("data", {}) for output in outputs)
    assert page.count("<figure>") == charts
    assert LOADS.findall(page) == []


def test_all_three_editions_are_written_and_every_link_inside_leads_somewhere(tmp_path):
    written = build_book(ROOT, tmp_path, only="00", editions=["learner", "instructor"])
    written += build_book(ROOT, tmp_path, only="01", editions=["handout"])
    for path in written:
        links = re.findall(r'href="([^":#]+)', path.read_text(encoding="utf-8"))
        here = [link for link in links if (path.parent / link).suffix in {".html", ".css"}]
        missing = {link for link in here if not (path.parent / link).exists()}
        # A single lesson's edition has not the other lessons' pages.
        assert {link for link in missing if not link[:2].isdigit()} == set()
    learner = (tmp_path / "learner" / "00-start-here.html").read_text(encoding="utf-8")
    assert "<h1>00 Start here</h1>" in learner
    assert "Not yet" not in learner


def test_page_that_holds_the_whole_edition_leads_to_its_own_places_and_to_no_file(tmp_path):
    build_book(ROOT, tmp_path, only="00", editions=["instructor"])
    whole = (tmp_path / "instructor" / "whole.html").read_text(encoding="utf-8")
    text = whole[whole.index("<main") : whole.index("</main>")]
    ids = set(re.findall(r'<article id="([^"]+)"', text))
    assert {"index", "teaching", "00-start-here", "glossary"} == ids
    inside = [link for link in re.findall(r'<a href="([^"]+)', text) if ":" not in link]
    # A lesson that is not bound in is named, and not linked to.
    assert set(inside) <= {f"#{name}" for name in ids}
    assert len(inside) >= 3


def test_each_edition_says_for_whom_it_is_and_only_the_learners_what_to_tick(tmp_path):
    build_book(ROOT, tmp_path, only="00", editions=["instructor"])
    build_book(ROOT, tmp_path, only="06", editions=["handout"])
    instructor = (tmp_path / "instructor" / "index.html").read_text(encoding="utf-8")
    handout = (tmp_path / "handout" / "index.html").read_text(encoding="utf-8")
    assert "solved and run" in instructor
    assert "Two printed pages a lesson" in handout
    for page in (instructor, handout):
        assert "tick a box" not in page
        assert "cell to be run" not in page
    whole = (tmp_path / "handout" / "whole.html").read_text(encoding="utf-8")
    assert "<title>At Odds, handout for a class without computers</title>" in whole
