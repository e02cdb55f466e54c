"""The stored notebooks keep their promises: lessons ask, solutions answer, nothing leaks."""

import json
import re
from functools import cache
from pathlib import Path

import nbformat
import pytest

from atodds.build.lessons import build_lessons, find_masters
from atodds.build.rules import find_faults
from atodds.build.running import run_notebook
from atodds.course import EXERCISES, load_case
from atodds.exercises import ANSWER_TYPE
from atodds.grading import judge_notebook

ROOT = Path(__file__).resolve().parents[2]
MASTERS = {master.slug: master for master in find_masters(ROOT)}
# Shorter lines, such as a closing bracket, stand anywhere by chance.
TELLING = 12

LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")

each_lesson = pytest.mark.parametrize("slug", MASTERS)


def stored(edition, slug):
    return nbformat.read(ROOT / edition / f"{slug}.ipynb", as_version=4)


@cache
def run_lesson(slug):
    """Run the learner's edition as it stands: starters untouched."""
    return run_notebook(stored("lessons", slug), f"{slug}.ipynb")


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def checks(notebook):
    """The answer bundle of every check cell by exercise."""
    cells = [cell for cell in notebook.cells if "check" in cell.metadata.get("tags", [])]
    bundles = {
        cell.metadata.atodds.exercise: output.data
        for cell in cells
        for output in cell.outputs
        if ANSWER_TYPE in output.get("data", {})
    }
    assert len(bundles) == len(cells)
    return bundles


def judged(path):
    table = judge_notebook(path, EXERCISES, load_case)
    return table[table["points"].notna()]


def test_built_files_are_what_their_masters_make():
    assert build_lessons(ROOT, EXERCISES, check=True) == ()


@each_lesson
def test_lesson_keeps_the_house_rules(slug):
    assert find_faults(MASTERS[slug]) == ()


@each_lesson
def test_lesson_has_four_exercises_judged_by_machine_and_a_written_answer(slug):
    roles = [slot.role for slot in MASTERS[slug].slots]
    assert slug.startswith("00") or (roles.count("check") >= 4 and roles.count("essay") >= 1)


@each_lesson
def test_solution_was_run_from_top_to_bottom_and_nothing_raised(slug):
    cells = code_cells(stored("solutions", slug))
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    raising = [cell for cell in cells if any(o.output_type == "error" for o in cell.outputs)]
    assert all("raises-exception" in cell.metadata.get("tags", []) for cell in raising)


@each_lesson
def test_every_check_of_the_solution_says_right(slug):
    said = {name: data["text/plain"] for name, data in checks(stored("solutions", slug)).items()}
    # An unscored question says that it kept the answer, whatever it is.
    fine = ("Right.", "Kept.")
    assert {name: text for name, text in said.items() if not text.startswith(fine)} == {}


@each_lesson
def test_solution_earns_every_point_that_a_machine_gives(slug):
    marks = judged(ROOT / "solutions" / f"{slug}.ipynb")
    assert marks["points"].tolist() == marks["max_points"].tolist()
    assert set(marks["verdict"]) <= {"right"}


@each_lesson
def test_every_check_of_the_lesson_says_not_yet(slug):
    said = {name: data["text/plain"] for name, data in checks(run_lesson(slug)).items()}
    assert {name: text for name, text in said.items() if not text.startswith("Not yet")} == {}


@each_lesson
def test_lesson_with_no_answer_earns_nothing(slug, tmp_path):
    path = tmp_path / f"{slug}.ipynb"
    path.write_text(nbformat.writes(run_lesson(slug)), encoding="utf-8")
    marks = judged(path)
    assert not marks["points"].any()
    assert "right" not in set(marks["verdict"])


@each_lesson
def test_nothing_of_a_solution_stands_in_the_lesson(slug):
    slots = MASTERS[slug].slots
    shown = "\n".join(cell.source for cell in stored("lessons", slug).cells)
    kept = {line.strip() for slot in slots if slot.learner for line in _lines(slot.learner)}
    hidden = [slot.solved for slot in slots if slot.solved is not slot.learner]
    secret = {line.strip() for cell in hidden for line in _lines(cell)} - kept
    leaked = [line for line in secret if len(line) >= TELLING and line in shown]
    assert leaked == []


@each_lesson
def test_every_link_of_a_lesson_leads_to_a_lesson(slug):
    cells = [cell.source for cell in stored("lessons", slug).cells if cell.cell_type == "markdown"]
    links = {link for source in cells for link in LINK.findall(source)}
    assert {link for link in links if not (ROOT / "lessons" / link).exists()} == set()


@each_lesson
def test_lesson_stores_no_output(slug):
    text = (ROOT / "lessons" / f"{slug}.ipynb").read_text(encoding="utf-8")
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)


def _lines(cell):
    return cell.source.splitlines()
