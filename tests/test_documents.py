"""What the README and its companions promise is what is there."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import atodds
from atodds import figures
from atodds.build.lessons import find_masters
from atodds.build.pages import build_pages
from atodds.course import EXERCISES
from atodds.course.discoveries import DISCOVERIES
from atodds.reconcile import units

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    "TEACHING.md",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "datasets/README.md",
    "lessons/glossary.md",
]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")
TARGET = re.compile(r"\bmake ([a-z]+)")


def page(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_every_link_to_a_file_leads_to_one(name):
    folder = (ROOT / name).parent
    assert [link for link in LINK.findall(page(name)) if not (folder / link).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_make_command_of_a_page_is_in_the_makefile(name):
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), flags=re.MULTILINE))
    # In prose "make" is also a verb; a command stands in code.
    code = re.findall(r"`[^`]*`|^make .*$", page(name), flags=re.MULTILINE)
    named = {target for piece in code for target in TARGET.findall(piece)}
    assert named <= targets


def test_every_folder_and_module_of_the_map_exists():
    paths = re.findall(
        r"`((?:src|tests|tools|datasets|solutions)/[^`]*?)`", page("CONTRIBUTING.md")
    )
    kept = [path for path in paths if "NN" not in path and path != "tests/browser/seen/"]
    assert kept
    assert [path for path in kept if not (ROOT / path).exists()] == []


def test_the_pages_about_the_lessons_are_what_the_build_makes():
    assert build_pages(ROOT, find_masters(ROOT), EXERCISES, DISCOVERIES, check=True) == ()


def test_a_page_that_somebody_wrote_into_is_found(tmp_path):
    for name in ("README.md", "datasets/README.md", "lessons/glossary.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page(name), encoding="utf-8")
    pages = (tmp_path, find_masters(ROOT), EXERCISES, DISCOVERIES)
    assert build_pages(*pages, check=True) == ()
    edited = page("README.md").replace("| 06 |", "| 66 |")
    (tmp_path / "README.md").write_text(edited, encoding="utf-8")
    assert [said.split()[0] for said in build_pages(*pages, check=True)] == ["README.md"]
    assert build_pages(*pages) == ("README.md",)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == page("README.md")


def test_every_term_of_the_glossary_is_used_beyond_its_definition():
    prose = "\n".join(
        slot.learner.source
        for master in find_masters(ROOT)
        for slot in master.slots
        if slot.learner and slot.learner.kind == "markdown"
    ).casefold()
    terms = [term for master in find_masters(ROOT) for term in master.head.get("glossary", {})]
    assert terms
    # A plural, such as "reading rules", is a use.
    assert [term for term in terms if prose.count(str(term).casefold()) < 2] == []


def test_the_readme_counts_the_rows_that_are_there(kursk):
    counts = [len(kursk.figures), len(kursk.claims), len(kursk.anomalies)]
    assert "{} figures, {} claims and {} oddities".format(*counts) in page("README.md")


def test_the_readme_counts_the_facts_of_the_dossiers(kursk):
    assert f"**Dossiers**: {len(kursk.dossiers)} facts" in page("README.md")


def test_teaching_has_a_section_for_each_lesson_in_order():
    told = re.findall(r"^### (\d\d) (.+)$", page("TEACHING.md"), flags=re.MULTILINE)
    lessons = find_masters(ROOT)
    assert told == [(lesson.slug[:2], lesson.head["title"]) for lesson in lessons]


# Lesson 00 is about the notebook itself.
@pytest.mark.parametrize("lesson", find_masters(ROOT)[1:], ids=lambda lesson: lesson.slug)
def test_a_lesson_has_a_paper_version_of_two_pages_and_a_key(lesson):
    words = len(page(f"lessons/paper/{lesson.slug}.md").split())
    assert 400 <= words <= 950
    assert page(f"solutions/paper/{lesson.slug}.md")


def test_the_readme_names_commands_that_exist():
    for command in re.findall(r"`atodds ([a-z]+)", page("README.md")):
        run = [sys.executable, "-c", "from atodds.cli import app; app()", command, "--help"]
        shown = subprocess.run(run, capture_output=True, check=False, text=True)
        assert f"atodds {command}" in shown.stdout or f"{command} [OPTIONS]" in shown.stdout
        assert shown.returncode == 0


def test_the_python_of_the_readme_runs():
    (code,) = re.findall(r"```python\n(.*?)```", page("README.md"), flags=re.DOTALL)
    names = {}
    *lines, last = code.strip().splitlines()
    exec("\n".join(lines), names)  # noqa: S102 - it is our own README
    assert eval(last, names)["exact"] == "over 420 square kilometers"  # noqa: S307 - as above


def test_every_public_name_of_the_package_can_be_fetched():
    for name in atodds.__all__:
        assert getattr(atodds, name) is not None
    with pytest.raises(AttributeError, match="It has: Class"):
        atodds.reader  # noqa: B018 - fetching it is the test


def test_the_citation_has_the_version_of_the_package():
    assert f"version: {atodds.__version__}\n" in page("CITATION.cff")


def test_both_modules_that_know_units_know_the_same_factors():
    for unit, other in [("km^2", "mile^2"), ("km", "mile"), ("m^2", "ft^2"), ("m^2", "acre")]:
        assert units.factor(unit, other) == pytest.approx(figures.convert(1, unit, other), rel=1e-5)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = place.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_carries_the_cases_and_the_widget(wheel):
    held = set(wheel.namelist())
    for name in ("kursk/datapackage.json", "kursk/figures.csv", "harbour/texts/P.txt"):
        assert f"atodds/datasets/{name}" in held
    assert {"atodds/widgets/reader.js", "atodds/widgets/reader.css"} <= held


def test_a_wheel_that_is_unpacked_elsewhere_loads_its_cases(wheel, tmp_path):
    wheel.extractall(tmp_path / "site")
    code = "import sys; sys.path.insert(0, sys.argv[1]); from atodds.case import load; "
    code += "case = load('kursk'); print(case.path)"
    run = [sys.executable, "-P", "-c", code, str(tmp_path / "site")]
    said = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert str(tmp_path / "site") in said
