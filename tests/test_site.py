"""The page without a server: its pins, and what is done otherwise in a browser's Python."""

import json
import re
import sys
import tomllib
from types import SimpleNamespace

import altair as alt
import pytest
from packaging.requirements import Requirement

from atodds.charts import renderer
from atodds.work.files import append_whole

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
SHA256 = re.compile(r"[0-9a-f]{64}")


@pytest.fixture(scope="module")
def pins(root):
    return dict(PIN.findall((root / "site" / "requirements.txt").read_text()))


@pytest.fixture(scope="module")
def distribution(root):
    return tomllib.loads((root / "site" / "distribution.toml").read_text())


def test_every_dependency_of_ours_is_pinned_for_the_browser(root, pins):
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    for each in map(Requirement, project["dependencies"]):
        assert each.specifier.contains(pins[each.name]), f"{each} in site/requirements.txt"


def test_browser_has_the_versions_of_everywhere_else_but_for_those_that_say_why(root, pins):
    everywhere = dict(PIN.findall((root / "requirements.txt").read_text()))
    other = dict(PIN.findall((root / "site" / "overrides.txt").read_text()))
    differing = {name for name, version in pins.items() if everywhere.get(name, version) != version}
    assert differing <= set(other)
    assert {name: pins.get(name, version) for name, version in other.items()} == other


def test_front_ends_in_the_site_fit_the_packages_in_its_python(root, pins):
    doors = dict(PIN.findall((root / "requirements-doors.txt").read_text()))
    for name in ("anywidget", "ipywidgets"):
        assert doors[name] == pins[name]


def test_every_pin_has_its_sha256_and_none_has_an_address(root, pins, distribution):
    lines = (root / "site" / "requirements.txt").read_text()
    blocks = re.split(r"(?m)^(?=[a-z])", lines)[1:]
    assert len(blocks) == len(pins)
    assert all("--hash=sha256:" in block for block in blocks)
    for name in ("pyodide", "carrier"):
        assert SHA256.fullmatch(distribution[name]["sha256"])
    for path in (root / "site").iterdir():
        if path.is_file():
            assert "://" not in path.read_text(encoding="utf-8"), path.name


def test_numpy_of_the_overrides_is_pyodides_own(distribution, root):
    assert "numpy" in distribution["official"]["packages"]
    assert "numpy==2.0.2\n" in (root / "site" / "overrides.txt").read_text()


def test_lines_are_added_in_the_browser_without_appending_to_a_file(tmp_path, monkeypatch):
    # What JupyterLite's drive cannot do is to open such a file for more.
    monkeypatch.setattr(sys, "platform", "emscripten")
    path = tmp_path / "events" / "6.2.jsonl"
    for line in (b'{"a": 1}\n', b'{"a": 2', b'{"a": 3}\n'):
        append_whole(path, line)
    assert path.read_bytes() == b'{"a": 1}\n{"a": 2\n{"a": 3}\n'


def test_a_charts_missing_titles_stay_missing_in_the_browser(harbour, monkeypatch):
    # The browser's Python drops None on the way to the page; Vega would then invent a title.
    told = []
    page = SimpleNamespace(JSON=SimpleNamespace(parse=lambda text: ("from JSON", text)))
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setitem(sys.modules, "js", page)
    monkeypatch.setattr(renderer, "display", lambda bundle, **_: told.append(bundle))
    chart = alt.Chart().mark_point().encode(y=alt.Y("place:N", title=None))
    renderer.ChartWithTable(chart, harbour.figures.head(1), "One point.")._ipython_display_()
    kind, text = told[0][renderer.MIME]
    assert kind == "from JSON"
    assert json.loads(text)["encoding"]["y"]["title"] is None
