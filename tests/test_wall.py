"""The wall of a lesson: what is shown on it, what is not, and what is said when it cannot be."""

import importlib.util
import json
from pathlib import Path

import nbformat
import pytest
from nbformat import v4
from typer.testing import CliRunner

from atodds.build.wall.making import make_wall
from atodds.build.wall.serving import serve_command
from atodds.build.wall.slides import find_slides
from atodds.build.wall.wall import Wall
from atodds.charts.renderer import MIME
from atodds.cli import app

ROOT = Path(__file__).resolve().parents[1]
SPEC = {
    "data": {"values": [{"km": 3}]},
    "mark": "tick",
    "description": "A distance.",
    "encoding": {"x": {"field": "km", "type": "quantitative"}},
}
CHART = v4.new_output("display_data", {MIME: SPEC})
TABLE = v4.new_output("display_data", {"text/html": "<style>p{}</style><table><tr></tr></table>"})


def make_lesson(*cells):
    return v4.new_notebook(cells=[v4.new_markdown_cell("# A\n\n## Round 1: How far?"), *cells])


def code(source, *outputs, tags=()):
    return v4.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


@pytest.fixture
def folder(tmp_path):
    make_wall(ROOT, "08", tmp_path, case="harbour", text="Q")
    return tmp_path


def test_a_chart_and_its_table_are_one_slide_under_the_heading_above_them():
    (slide,) = find_slides(make_lesson(code("chart", CHART, TABLE)))
    assert slide.title == "Round 1: How far?"
    assert slide.html.count("<svg") == 1
    assert "A distance." in slide.html
    assert slide.html.endswith("<table><tr></tr></table>")


@pytest.mark.parametrize("tag", ["exercise", "solution", "check", "essay", "instructor"])
def test_nothing_of_an_exercise_or_its_solution_comes_onto_the_wall(tag):
    assert find_slides(make_lesson(code("chart", CHART, tags=[tag]))) == ()


@pytest.mark.parametrize("source", ['check("8.1", a)', 'progress("08")', "save_work()"])
def test_no_feedback_and_nobodys_progress_comes_onto_the_wall(source):
    assert find_slides(make_lesson(code(source, TABLE))) == ()


def test_every_lesson_can_be_put_on_the_wall_and_some_slides_are_charts():
    slides = {
        path.name: find_slides(nbformat.read(path, as_version=4))
        for path in sorted((ROOT / "solutions").glob("*.ipynb"))
    }
    assert len(slides) == 12
    drawn = [name[:2] for name, found in slides.items() if any("<svg" in s.html for s in found)]
    assert set(drawn) >= {"02", "03", "04", "06", "08", "09", "10"}
    assert all(slide.title for found in slides.values() for slide in found)


def test_the_wall_has_the_slides_and_one_reader_of_the_text_asked_for(folder):
    cells = nbformat.read(folder / "wall.ipynb", as_version=4).cells
    assert "Reader(load('harbour'), 'Q', tags=tags, key='wall-08-Q')" in cells[1].source
    shown = Wall(folder / "slides.json")
    assert shown.title == "08 What can be printed?"
    assert len(shown.slides) == len(json.loads((folder / "slides.json").read_text())["slides"])
    assert repr(shown) == f"{shown.title}: {len(shown.slides)} slides and a Reader."


def test_frame_of_the_page_leaves_out_what_would_be_asked_from_a_distant_server(folder):
    frame = folder / "voila" / "templates" / "atodds-wall" / "index.html.j2"
    assert "replace('href=\"https://'" in frame.read_text()


def test_without_voila_one_sentence_says_what_to_install(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "atodds.build.wall.serving.find_spec", lambda name: None if name == "voila" else find(name)
    )
    with pytest.raises(ValueError, match=r"pip install -e '\.\[wall\]'"):
        serve_command(Path("wall.ipynb"))
    said = CliRunner().invoke(app, ["present", "8", "--root", str(ROOT)])
    assert said.exit_code == 1
    assert "The wall is shown by Voila" in said.output


def test_unknown_lesson_and_unknown_text_are_told_with_what_there_is():
    said = CliRunner().invoke(app, ["present", "42", "--root", str(ROOT)])
    assert said.exit_code == 1
    assert "Expected one solved lesson 42" in said.output
    said = CliRunner().invoke(app, ["present", "08", "--text", "Z", "--root", str(ROOT)])
    assert "found 'Z'" in said.output


def test_voila_is_reached_from_this_machine_only(monkeypatch):
    monkeypatch.setattr("atodds.build.wall.serving.find_spec", lambda _: True)
    command = serve_command(Path("wall.ipynb"), port=8901, browser=False)
    assert {"--Voila.ip=127.0.0.1", "--port=8901", "--Voila.open_browser=False"} <= set(command)
