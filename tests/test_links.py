"""Buttons, links and metadata come from one setting, and say so where there is none yet."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from atodds.build.address import find_address
from atodds.build.cells import MasterError
from atodds.build.doors import (
    ACCESSIBILITY,
    CITATION,
    CRATE,
    NO_ARCHIVE,
    NO_BUTTON,
    NO_ISSUES,
    NO_LINK,
    PAPER,
    README,
    build_doors,
)
from atodds.build.lessons import find_masters
from atodds.cli import app
from atodds.course import EXERCISES

ROOT = Path(__file__).resolve().parents[1]
MASTERS = find_masters(ROOT)
POINTS = {one.id: one.points for one in EXERCISES}
ADDRESS = "https://github.com/jo-public/at-odds"
# In the order in which the build names them.
LINKED = (README, CITATION, ACCESSIBILITY, PAPER, CRATE)
ASKED = "urlpath=lab%2Ftree%2Flessons%2F00-start-here.ipynb"


@pytest.fixture
def copy(tmp_path):
    """Copy the files that hold links, with no address set."""
    for name in LINKED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for package in (ROOT / "datasets").glob("*/datapackage.json"):
        (tmp_path / package.relative_to(ROOT)).parent.mkdir(parents=True)
        shutil.copy(package, tmp_path / package.relative_to(ROOT))
    publish(tmp_path, None)
    build(tmp_path)
    return tmp_path


def publish(root, address):
    """Write an address into the setting, or take it out."""
    set_urls(root, f'[project.urls]\nRepository = "{address}"\n' if address else "")


def set_urls(root, urls):
    """Write a pyproject.toml that ends so."""
    setting = f'[project]\nname = "atodds"\n\n{urls}'
    (root / "pyproject.toml").write_text(setting, encoding="utf-8")


def build(root, **options):
    return build_doors(root, MASTERS, POINTS, **options)


def page(root, name):
    return (root / name).read_text(encoding="utf-8")


def crate_of(root):
    return {one["@id"]: one for one in json.loads(page(root, CRATE))["@graph"]}


def dangling(graph):
    """List what entities refer to and nothing describes."""
    pointed = [
        one["@id"]
        for entity in graph.values()
        for key, value in entity.items()
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, dict) and key != "conformsTo"
    ]
    return sorted(set(pointed) - set(graph))


def test_what_is_stored_is_what_the_build_makes():
    assert build(ROOT, check=True) == ()


def test_without_an_address_each_place_says_so_and_no_link_leads_nowhere(copy):
    assert NO_BUTTON in page(copy, README)
    assert NO_LINK in page(copy, README)
    assert NO_ISSUES in page(copy, ACCESSIBILITY)
    assert NO_ARCHIVE in page(copy, PAPER)
    for name in LINKED:
        assert "mybinder.org/v2" not in page(copy, name)
        assert "jo-public" not in page(copy, name)


def test_one_setting_makes_every_button_and_link(copy):
    before = {name: page(copy, name) for name in LINKED}
    publish(copy, ADDRESS)
    assert tuple(said.split()[0] for said in build(copy, check=True)) == LINKED
    assert build(copy) == LINKED
    readme = page(copy, README)
    assert f"https://mybinder.org/v2/gh/jo-public/at-odds/HEAD?{ASKED}" in readme
    assert "[![Open in your browser, nothing to install](docs/" in readme
    assert "git-pull?repo=https%3A%2F%2Fgithub.com%2Fjo-public%2Fat-odds&" in readme
    assert NO_BUTTON not in readme
    assert NO_LINK not in readme
    assert f'repository-code: "{ADDRESS}"\n' in page(copy, CITATION)
    assert f"[the project's repository]({ADDRESS})" in page(copy, ACCESSIBILITY)
    assert NO_ISSUES not in page(copy, ACCESSIBILITY)
    assert f"<{ADDRESS}>" in page(copy, PAPER)
    assert NO_ARCHIVE not in page(copy, PAPER)
    assert crate_of(copy)["./"]["url"] == ADDRESS
    assert build(copy, check=True) == ()
    publish(copy, None)
    build(copy)
    assert {name: page(copy, name) for name in before} == before


def test_another_address_takes_the_place_of_the_first(copy):
    publish(copy, ADDRESS)
    build(copy)
    publish(copy, "https://codeberg.org/elsewhere/odds")
    build(copy)
    for name in LINKED:
        assert "jo-public" not in page(copy, name)
        assert "elsewhere" in page(copy, name)


@pytest.mark.parametrize(
    "address",
    [
        "github.com/jo-public/at-odds",
        "http://github.com/jo-public/at-odds",
        "https://github.com/jo-public/at-odds/",
        "https://github.com/jo-public/at-odds.git",
        "https://github.com/jo-public",
        "https://github.com/jo public/at-odds",
        "https://github.com/OWNER/<name>",
        "git@github.com:jo-public/at-odds.git",
        "TODO",
    ],
)
def test_what_is_no_address_of_a_repository_is_refused_before_anything_is_written(copy, address):
    before = {name: page(copy, name) for name in LINKED}
    publish(copy, address)
    with pytest.raises(MasterError, match="expected an address such as"):
        build(copy)
    assert {name: page(copy, name) for name in before} == before


@pytest.mark.parametrize(
    ("urls", "instead"),
    [
        (f'[project.urls]\nrepository = "{ADDRESS}"\n', "only repository"),
        (
            f'[project.urls]\nHomepage = "{ADDRESS}"\nIssues = "{ADDRESS}"\n',
            "only Homepage, Issues",
        ),
        ("[project.urls]\n", "it is empty"),
    ],
)
def test_a_table_of_addresses_without_the_one_that_is_read_is_refused(copy, urls, instead):
    before = {name: page(copy, name) for name in LINKED}
    set_urls(copy, urls)
    with pytest.raises(MasterError, match=rf"\[project\.urls\] has no Repository, {instead};"):
        build(copy)
    assert {name: page(copy, name) for name in before} == before


def test_the_command_refuses_it_in_one_sentence(copy):
    set_urls(copy, f'[project.urls]\nHomepage = "{ADDRESS}"\n')
    for name in ("solutions", "lessons"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "datasets" / "README.md", copy / "datasets")
    for asked in (["--check"], []):
        said = CliRunner().invoke(app, ["build", "pages", "--root", str(copy), *asked])
        assert said.exit_code == 1
        assert 'write Repository = "https://github.com/OWNER/NAME" there' in flat(said.output)
        assert "Traceback" not in said.output


def flat(words):
    return " ".join(words.split())


@pytest.mark.parametrize("name", [README, "CONTRIBUTING.md"])
def test_whoever_publishes_is_told_the_name_of_the_setting(name, copy):
    shutil.copy(ROOT / "CONTRIBUTING.md", copy)
    assert '`Repository = "https://…"` under `[project.urls]` in `pyproject.toml`' in page(
        copy, name
    )


def test_the_button_opens_what_is_there():
    assert (ROOT / "docs" / "open-in-your-browser.svg").is_file()
    assert (ROOT / "lessons" / "00-start-here.ipynb").is_file()


def test_the_project_itself_has_a_usable_address_or_none():
    address = find_address(ROOT)
    assert address is None or address.startswith("https://")


def test_the_crate_describes_every_lesson_as_its_notebook_does():
    graph = crate_of(ROOT)
    for master in MASTERS:
        name = f"lessons/{master.slug}.ipynb"
        stored = json.loads(page(ROOT, name))["metadata"]["learning_resource"]
        told = graph[name]
        for key in ("name", "position", "teaches", "assesses", "timeRequired", "educationalLevel"):
            assert told[key] == stored[key]
        # It has the licence of the whole; RO-Crate asks not to repeat that.
        assert "license" not in told
        assert graph["./"]["license"] == {"@id": stored["license"]}
        assert "LearningResource" in told["@type"]


def test_the_crate_gives_each_file_with_its_size():
    files = {name: one for name, one in crate_of(ROOT).items() if "File" in _kinds(one)}
    assert len(files) > 60
    assert [
        name
        for name, one in files.items()
        if one["contentSize"] != str((ROOT / name).stat().st_size)
    ] == []


def test_everything_in_the_crate_is_there_and_everything_it_refers_to_is_in_it():
    graph = crate_of(ROOT)
    inside = [name for name in graph if not name.startswith(("#", "https://"))]
    assert len(inside) > 60
    assert [name for name in inside if not (ROOT / name).exists()] == []
    assert dangling(graph) == []


def test_a_reference_to_nothing_is_found():
    graph = crate_of(ROOT)
    del graph["#authors"]  # author, publisher and provider alike
    assert dangling(graph) == ["#authors"]


def test_the_crate_has_what_every_crate_must_have():
    graph = crate_of(ROOT)
    assert graph[CRATE]["about"] == {"@id": "./"}
    assert graph[CRATE]["conformsTo"]["@id"].startswith("https://w3id.org/ro/crate/1.")
    whole = graph["./"]
    assert whole["@type"] == "Dataset"
    needed = ("name", "description", "datePublished", "license", "author", "publisher")
    assert all(whole[key] for key in needed)
    # Whatever is a file or a folder can be reached from the root.
    reached, ends = set(), ["./"]
    while ends:
        entity = ends.pop()
        reached.add(entity)
        ends += [part["@id"] for part in graph[entity].get("hasPart", [])]
    kinds = {"File", "Dataset"}
    parts = {n for n, one in graph.items() if kinds & set(_kinds(one))}
    assert parts <= reached


def _kinds(entity):
    return entity["@type"] if isinstance(entity["@type"], list) else [entity["@type"]]
