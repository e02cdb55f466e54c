"""Every data test runs over every package in datasets/."""

from pathlib import Path

import pytest

from atodds.case import load

DATASETS = Path(__file__).resolve().parents[2] / "datasets"


def pytest_generate_tests(metafunc):
    if "package" in metafunc.fixturenames:
        found = sorted(path.parent.name for path in DATASETS.glob("*/datapackage.json"))
        metafunc.parametrize("package", found, scope="session")


@pytest.fixture(scope="session")
def case(package):
    return load(DATASETS / package)


@pytest.fixture(scope="session")
def shipped(package):
    """Say whether the package holds its texts whole."""
    return (DATASETS / package / "texts").is_dir()


@pytest.fixture(scope="session")
def held(case, package, shipped, request):
    """Give the texts of the case by siglum: its own, or the five that stay outside."""
    sigla = case.documents.index[case.documents["held"]]
    if not shipped:
        outside = request.getfixturevalue("texts")
        return {siglum: outside[siglum] for siglum in sigla}
    folder = DATASETS / package / "texts"
    return {siglum: (folder / f"{siglum}.txt").read_bytes().decode("utf-8") for siglum in sigla}
