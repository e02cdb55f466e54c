"""The Binder door: what repo2docker makes of `binder/`, built here and opened.

There is no Docker here. So repo2docker prints its build steps, and those that concern us are run
in a fresh virtual environment which holds the versions that repo2docker freezes.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PYTHON = (ROOT / "binder" / "runtime.txt").read_text().strip().removeprefix("python-")
# Packages that conda and PyPI call by different names.
ON_PYPI = {
    "brotli-python": "brotli",
    "jupyterhub-base": "jupyterhub",
    "nbconvert-core": "nbconvert",
    "python-fastjsonschema": "fastjsonschema",
}
# A build of a Python package begins so; all else is a library, or a package that names others.
FROZEN = re.compile(r"https://\S+/(.+)-([^-]+)-py[^-/]*\.(?:conda|tar\.bz2)#", re.MULTILINE)
RUNNERS = ("nbval", "pytest", "pluggy", "iniconfig", "coverage", "pytest-xdist", "execnet")
BROWSER_TESTS = ("test_browser_reader.py", "test_browser_vanishing.py")
# Lesson 00, which the button opens, and lesson 06 from one session to the next.
OPENED = (
    "test_the_lesson_that_the_button_opens_runs",
    "test_work_goes_out_with_one_click_and_comes_back",
)
# JupyterLab 4.4 asks for light or dark once, when a page opens; these tests change it later.
NOT_THERE = "not light_and_dark and not layers"
ROW = re.compile(r"^\| (\S+) \| (\d+) \|", re.MULTILINE)
TELL = """
import json
from importlib.metadata import distributions

def size(files):
    places = [file.locate() for file in files or []]
    return sum(place.stat().st_size for place in places if place.is_file()) / 1e6

print(json.dumps([(one.name, one.version, size(one.files)) for one in distributions()]))
"""


def run(command, **options):
    """Run a command; when it fails, show what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout + done.stderr


def install(python, *arguments):
    """Install into an environment exactly what is named."""
    run([BIN / "uv", "pip", "install", "--quiet", "--no-deps", "--python", python, *arguments])


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Copy what a clone of the repository would hold."""
    copy = tmp_path_factory.mktemp("clone") / "repository"
    listed = run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT)
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def dockerfile(sources):
    """Have repo2docker print its build steps."""
    flags = ["--no-build", "--no-run", "--debug", "--user-name", "jo", "--user-id", "1000"]
    return run([BIN / "repo2docker", *flags, "."], cwd=sources)


@pytest.fixture(scope="module")
def lock():
    """Read which packages repo2docker freezes for our Python."""
    package = Path(find_spec("repo2docker").origin).parent
    frozen = package / "buildpacks" / "conda" / f"environment.py-{PYTHON}-linux-64.lock"
    return frozen.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def environment(tmp_path_factory, lock):
    """Make an environment with the Python packages that repo2docker freezes."""
    folder = tmp_path_factory.mktemp("binder") / "environment"
    # A Python that is not here must not be fetched from anywhere.
    quiet = ["--quiet", "--no-python-downloads"]
    run([BIN / "uv", "venv", *quiet, "--seed", "--python", PYTHON, folder])
    pins = [f"{ON_PYPI.get(name, name)}=={v}" for name, v in FROZEN.findall(lock)]
    assert any(pin.startswith("jupyterlab==") for pin in pins)
    install(folder / "bin" / "python", *pins)
    return folder


@pytest.fixture(scope="module")
def built(environment, sources, dockerfile):
    """Run the steps that the build steps name for us, in their order and in the home they name."""
    surroundings = {
        **os.environ,
        "HOME": str(sources),
        "KERNEL_PYTHON_PREFIX": str(environment),
        "PATH": f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    steps = re.findall(r"^RUN (.*binder/.*)$", dockerfile, flags=re.MULTILINE)
    assert len(steps) == 3
    for step in steps:
        run(["bash", "-c", step], cwd=sources, env=surroundings)
    return environment


@pytest.fixture(scope="module")
def installed(built):
    """Say what is installed there: the version and the size in MB of each package."""
    listed = json.loads(run([built / "bin" / "python", "-c", TELL]))
    return {canonicalize_name(name): (version, size) for name, version, size in listed}


def place_of(dockerfile, words):
    """Say where a step stands; it stands there once."""
    assert dockerfile.count(f"\n{words}") == 1, words
    return dockerfile.index(f"\n{words}")


def test_the_build_steps_are_those_that_a_fast_launch_needs(dockerfile):
    assert f"Building conda environment for python={PYTHON}" in dockerfile
    order = [
        place_of(dockerfile, "COPY --chown=1000:1000 src/binder/requirements.txt"),
        place_of(dockerfile, "RUN ${KERNEL_PYTHON_PREFIX}/bin/pip install --no-cache-dir -r"),
        # All before this is kept between launches, however often a lesson changes.
        place_of(dockerfile, "COPY --chown=1000:1000 src/ "),
        place_of(dockerfile, "RUN ./binder/postBuild"),
        place_of(dockerfile, "CMD "),
    ]
    assert order == sorted(order)
    # Our pyproject.toml is not installed a second time with everything that it asks for.
    assert not re.search(r"pip install[^\n]* \.$", dockerfile, flags=re.MULTILINE)
    assert "environment.yml" not in dockerfile


def test_what_is_installed_fits_together_and_leaves_binders_own_jupyterlab_alone(built, installed):
    run([built / "bin" / "python", "-m", "pip", "check"])
    assert installed["jupyterlab"][0].startswith("4.4.")
    for line in (ROOT / "binder" / "requirements.txt").read_text().splitlines():
        name, _, pinned = line.partition("==")
        if ";" not in line:
            assert installed[name][0] == pinned


def test_what_takes_room_is_told_and_nothing_else_does(installed):
    large = {name: size for name, (_, size) in installed.items() if size > 20}
    page = (ROOT / "binder" / "README.md").read_text(encoding="utf-8")
    assert "Every Python package of more than 20 MB" in page
    told = {name: int(size) for name, size in ROW.findall(page)}
    assert set(told) == set(large)
    assert told == pytest.approx(large, rel=0.1)
    whole = int(re.search(r"Python packages together take about (\d+) MB", page)[1])
    assert whole == pytest.approx(sum(size for _, size in installed.values()), rel=0.1)


def test_what_is_not_measured_is_named_and_is_no_python_package(lock):
    page = (ROOT / "binder" / "README.md").read_text(encoding="utf-8")
    said = re.search(r"repo2docker's own lock names\n(.+) and the smaller libraries", page)[1]
    named = set(re.findall(r"`([a-z0-9-]+)`", said))
    frozen = set(re.findall(r"^https://\S+/(.+)-[^-]+-[^-/]+\.conda#", lock, flags=re.MULTILINE))
    assert named == {"python", "nodejs", "icu"}
    assert named <= frozen
    assert named & {name for name, _ in FROZEN.findall(lock)} == set()


def test_the_kit_is_installed_with_its_data_and_its_settings(built, sources):
    # Run elsewhere, so that nothing of the clone is found by chance.
    said = run([built / "bin" / "atodds", "--version"], cwd=sources.parent)
    assert said.startswith("atodds ")
    code = "import atodds; print(len(atodds.load('kursk').figures))"
    assert int(run([built / "bin" / "python", "-c", code], cwd=sources.parent)) > 0
    settings = built / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    assert "@jupyterlab/docmanager-extension:plugin" in json.loads(settings.read_text())


def test_every_lesson_runs_in_binders_environment(built, sources, tmp_path):
    # The test runner stands beside the environment, not in it.
    pins = (ROOT / "requirements.txt").read_text().splitlines()
    runners = [pin for pin in pins if pin.partition("==")[0] in RUNNERS]
    assert len(runners) == len(RUNNERS)
    install(built / "bin" / "python", "--target", tmp_path / "runner", *runners)
    shutil.copytree(sources / "lessons", tmp_path / "lessons")
    lessons = sorted((tmp_path / "lessons").glob("*.ipynb"))
    assert lessons
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "runner"),
        "ATODDS_WORK": str(tmp_path / "my-work"),
        "BINDER_LAUNCH_HOST": "https://binder.example.org/",
    }
    flags = ["--nbval-lax", "--nbval-cell-timeout=120", "-p", "no:cacheprovider", "-n2"]
    command = [built / "bin" / "python", "-m", "pytest", "-q", *flags, "--dist=loadfile"]
    said = run([*command, "--rootdir", tmp_path, *lessons], cwd=tmp_path, env=surroundings)
    assert re.search(r"\d+ passed", said)
    assert "skipped" not in said


def test_binders_jupyterlab_opens_lesson_00_and_lesson_06_in_a_browser(built):
    tests = [ROOT / "tests" / "browser" / name for name in BROWSER_TESTS]
    surroundings = {**os.environ, "ATODDS_JUPYTER": str(built / "bin" / "python")}
    command = [BIN / "pytest", "-v", "-n0", "-k", NOT_THERE, *tests]
    said = run(command, cwd=ROOT, env=surroundings)
    assert "skipped" not in said
    for name in OPENED:
        assert re.search(rf"{name}\S* PASSED", said), name
