"""The repository's public address: one setting, from which every button and link is built."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from atodds.build.cells import MasterError

if TYPE_CHECKING:
    from pathlib import Path

FIRST_LESSON = "lessons/00-start-here.ipynb"
# A hub's own address is nobody's but the school's.
SOME_HUB = "https://hub.example.org"
ADDRESS = re.compile(r"https://[a-z0-9.-]+(/[A-Za-z0-9._~-]+){2,}")
# How Binder calls the hosts that it knows (https://mybinder.readthedocs.io); all others are "git".
GITHUB, GITLAB = "github.com", "gitlab.com"


def find_address(root: Path) -> str | None:
    r"""Return the public address that pyproject.toml gives.

    Parameters
    ----------
    root : Path
        The project's folder.

    Returns
    -------
    str or None
        ``Repository`` of ``[project.urls]``; None while there is no such table.

    Raises
    ------
    MasterError
        If the table has no ``Repository``, or that is no address of a repository.

    Examples
    --------
    >>> here = getfixture("tmp_path")
    >>> find_address(here) is None
    True
    >>> setting = here / "pyproject.toml"
    >>> _ = setting.write_text('[project.urls]\nRepository = "https://github.com/jo/at-odds"')
    >>> find_address(here)
    'https://github.com/jo/at-odds'
    >>> _ = setting.write_text('[project.urls]\nHomepage = "https://github.com/jo/at-odds"')
    >>> find_address(here)
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: pyproject.toml: [project.urls] has no Repository, only Homepage;
    write Repository = "https://github.com/OWNER/NAME" there, with a capital R: every button and
    link is built from it.
    >>> _ = setting.write_text('[project.urls]\nRepository = "github.com/jo/at-odds.git"')
    >>> find_address(here)
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: pyproject.toml: Repository in [project.urls] is
    'github.com/jo/at-odds.git'; expected an address such as https://github.com/OWNER/NAME,
    without .git or a slash at its end.
    """
    setting = root / "pyproject.toml"
    if not setting.exists():
        return None
    said = tomllib.loads(setting.read_text(encoding="utf-8"))
    named = said.get("project", {}).get("urls")
    if named is None:
        return None
    if "Repository" not in named:
        others = f"only {', '.join(named)}" if named else "it is empty"
        raise MasterError(
            f"pyproject.toml: [project.urls] has no Repository, {others}; write "
            'Repository = "https://github.com/OWNER/NAME" there, with a capital R: every button '
            "and link is built from it."
        )
    address = named["Repository"]
    if not ADDRESS.fullmatch(str(address)) or str(address).endswith(".git"):
        raise MasterError(
            f"pyproject.toml: Repository in [project.urls] is {address!r}; expected an address "
            "such as https://github.com/OWNER/NAME, without .git or a slash at its end."
        )
    return str(address)


def binder_link(address: str, opened: str = FIRST_LESSON) -> str:
    """Return the link that has Binder build the repository and open a file in JupyterLab.

    Parameters
    ----------
    address : str
        The repository.
    opened : str, default the first lesson
        The file, from the repository's root.

    Returns
    -------
    str
        For mybinder.org; it follows the repository's main branch.

    Examples
    --------
    >>> binder_link("https://github.com/jo/at-odds")
    'https://mybinder.org/v2/gh/jo/at-odds/HEAD?urlpath=lab%2Ftree%2Flessons%2F00-start-here.ipynb'
    >>> binder_link("https://gitlab.com/jo/at-odds").split("?")[0]
    'https://mybinder.org/v2/gl/jo%2Fat-odds/HEAD'
    >>> binder_link("https://codeberg.org/jo/at-odds").split("?")[0]
    'https://mybinder.org/v2/git/https%3A%2F%2Fcodeberg.org%2Fjo%2Fat-odds/HEAD'
    """
    parts = urlsplit(address)
    path = parts.path.strip("/")
    if parts.hostname == GITHUB:
        place = f"gh/{path}"
    elif parts.hostname == GITLAB:
        place = f"gl/{quote(path, safe='')}"
    else:
        place = f"git/{quote(address, safe='')}"
    return f"https://mybinder.org/v2/{place}/HEAD?urlpath={quote(f'lab/tree/{opened}', safe='')}"


def hand_out_link(address: str, hub: str = SOME_HUB, opened: str = FIRST_LESSON) -> str:
    """Return the link by which nbgitpuller copies the repository into a learner's home on a hub.

    Parameters
    ----------
    address : str
        The repository.
    hub : str, default a made-up one
        The hub's own address.
    opened : str, default the first lesson
        The file to open, from the repository's root.

    Returns
    -------
    str
        A link for everybody who has an account there.

    Examples
    --------
    >>> link = hand_out_link("https://github.com/jo/at-odds", "https://hub.school.example/")
    >>> link.split("?")[0]
    'https://hub.school.example/hub/user-redirect/git-pull'
    >>> link.split("?")[1].split("&")[1]
    'urlpath=lab%2Ftree%2Fat-odds%2Flessons%2F00-start-here.ipynb'
    """
    # nbgitpuller calls the folder like the last part of the address.
    folder = address.rsplit("/", 1)[1]
    asked = (
        f"repo={quote(address, safe='')}&urlpath={quote(f'lab/tree/{folder}/{opened}', safe='')}"
    )
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{asked}"
