"""Give every notebook that nbval runs a kernel environment of its own, as the build does."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

PLACES = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Make one folder for this run; it goes when the run ends."""
    folder = tempfile.TemporaryDirectory()
    config.stash[PLACES] = folder.name
    config.add_cleanup(folder.cleanup)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Start a notebook's kernel, at its first cell, with an empty work folder.

    Without it, what one notebook keeps in ``my-work`` could show in the next one's outputs.
    """
    if item.path.suffix != ".ipynb":
        return (yield)
    # Only nbval needs this import, and it needs the packages that build lessons.
    from atodds.build.running import clean_environment  # noqa: PLC0415

    place = Path(tempfile.mkdtemp(dir=item.config.stash[PLACES]))
    with mock.patch.dict(os.environ, clean_environment(place), clear=True):
        return (yield)
