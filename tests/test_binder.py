"""What Binder builds from: the project's own pins, and nothing that Binder brings itself."""

import json
import os
import re
import subprocess
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
BINDER = ROOT / "binder"
PIN = re.compile(r"([a-z0-9][a-z0-9.-]*)==[^ ]+( ; .+)?")
BROUGHT = {"jupyterlab", "notebook"}


def lines_of(path):
    return path.read_text(encoding="utf-8").splitlines()


def names_of(lines):
    """The packages that a list of pins installs here."""
    wanted = [Requirement(line) for line in lines]
    return {one.name for one in wanted if one.marker is None or one.marker.evaluate()}


def faults_of(pins, lock):
    """Say which lines are no plain pin, differ from the lock, or are Binder's own business."""
    # Where a package is needed is worked out anew for each list; its version is not.
    locked = {line.partition(" ; ")[0] for line in lock}
    return [
        line
        for line in pins
        if not PIN.fullmatch(line)
        or line.partition(" ; ")[0] not in locked
        or PIN.fullmatch(line)[1] in BROUGHT
    ]


def needed_by(name, extras=()):
    """List a package and everything that it needs, as the installed packages say themselves."""
    found, open_ends = set(), [(name, frozenset(extras))]
    while open_ends:
        name, extras = one = open_ends.pop()
        if one in found:
            continue
        found.add(one)
        for line in requires(name) or []:
            need = Requirement(line)
            surroundings = [{"extra": extra} for extra in extras or {""}]
            if need.marker is None or any(need.marker.evaluate(one) for one in surroundings):
                open_ends.append((canonicalize_name(need.name), frozenset(need.extras)))
    return {name for name, _ in found}


def test_every_pin_is_the_projects_own():
    pins, lock = (lines_of(folder / "requirements.txt") for folder in (BINDER, ROOT))
    assert faults_of(pins, lock) == []


@pytest.mark.parametrize(
    "line",
    [
        "pandas==1.0.0",
        "pandas",
        "pandas>=2",
        "pandas @ git+https://example.org/pandas",
        "https://example.org/pandas.zip",
        "-i https://example.org/simple",
        "--find-links wheels",
        "-e .",
        ".",
        "notebook==7.6.5",
    ],
)
def test_a_line_that_is_no_plain_pin_of_ours_is_found(line):
    lock = [*lines_of(ROOT / "requirements.txt"), "notebook==7.6.5"]
    assert faults_of([line], lock) == [line]


def test_binder_installs_what_a_lesson_needs_and_nothing_else():
    listed = names_of(lines_of(BINDER / "requirements.txt"))
    assert listed == needed_by("atodds") - {"atodds"}
    assert "jupyterlab" in names_of(lines_of(ROOT / "requirements.txt"))
    assert not listed & (BROUGHT | {"nbgrader", "sqlalchemy", "distributed", "pytest"})


def test_the_python_is_named_by_two_numbers_that_the_project_supports():
    said = (BINDER / "runtime.txt").read_text(encoding="utf-8")
    python = re.fullmatch(r"python-(3\.\d+)\n", said)
    assert python
    supported = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', _page("pyproject.toml"))
    assert python[1] in supported


def test_the_last_step_can_be_run_and_adds_the_kit_without_its_needs():
    step = BINDER / "postBuild"
    assert os.access(step, os.X_OK)
    subprocess.run(["bash", "-n", step], check=True)
    installs = [line for line in lines_of(step) if "pip install" in line]
    assert len(installs) == 1
    assert "--no-deps" in installs[0]
    assert installs[0].endswith(" .")


def test_the_settings_that_the_last_step_copies_are_there():
    source = re.search(r"^cp (\S+) ", _page("binder/postBuild"), flags=re.MULTILINE)[1]
    settings = json.loads(_page(source))
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def _page(name):
    return (ROOT / name).read_text(encoding="utf-8")
