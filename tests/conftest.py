"""What all tests share: the texts where they are at hand, the cases, a work folder of one's own."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from atodds.case import load

# A slow machine is no fault: no test has a time limit, and CI draws the same examples each time.
settings.register_profile("atodds", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("atodds")

ROOT = Path(__file__).resolve().parents[1]
SHELF = Path(os.environ.get("ATODDS_TEXTS") or ROOT.parent / "shared" / "articles")
TEXT_FILES = sorted(SHELF.glob("[A-E].txt"))
PACKAGES = sorted(path.parent.name for path in (ROOT / "datasets").glob("*/datapackage.json"))


def needs_texts(item):
    """Say whether a test cannot run without the texts that are not part of the project."""
    names = getattr(item, "fixturenames", ())
    if "texts" in names:
        return True
    package = item.callspec.params.get("package") if hasattr(item, "callspec") else None
    return "held" in names and not (ROOT / "datasets" / str(package) / "texts").is_dir()


def pytest_collection_modifyitems(config, items):
    needing = [item for item in items if needs_texts(item)]
    if len(TEXT_FILES) == 5 or not needing:
        return
    # One skip stands for all: a screen full of them would only be scrolled past.
    one, *others = needing
    reason = f"{len(needing)} tests need the five texts; point ATODDS_TEXTS at their folder"
    one.add_marker(pytest.mark.skip(reason=reason))
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item is one or not needs_texts(item)]


def pytest_report_header():
    return f"texts: {len(TEXT_FILES)} of 5; cases: {', '.join(PACKAGES)}"


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and not session.exitstatus:
        reporter.write_line("\nCI is set, and CI allows no skipped test.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def work_folder(tmp_path_factory, monkeypatch):
    """Keep every test's answers in a fresh folder of its own."""
    folder = tmp_path_factory.mktemp("work")
    monkeypatch.setenv("ATODDS_WORK", str(folder))
    return folder


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def texts():
    """Give the five texts by siglum."""
    return {path.stem: path.read_bytes().decode("utf-8") for path in TEXT_FILES}


@pytest.fixture(scope="session")
def kursk():
    return load("kursk")


@pytest.fixture(scope="session")
def harbour():
    return load("harbour")


@pytest.fixture(scope="session")
def flood():
    return load("flood")
