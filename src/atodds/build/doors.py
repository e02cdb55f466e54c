"""Write what depends on the public address: the pages' links, CITATION.cff, the crate."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from atodds.build.address import binder_link, find_address, hand_out_link
from atodds.build.crate import describe_project
from atodds.build.pages import MEND, fill_between, read_stored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from atodds.build.masters import Master

README, CITATION, CRATE = "README.md", "CITATION.cff", "ro-crate-metadata.json"
ACCESSIBILITY, PAPER = "ACCESSIBILITY.md", "paper/paper.md"
BUTTON = "Open in your browser, nothing to install"
PICTURE = "docs/open-in-your-browser.svg"
NO_BUTTON = (
    "*This copy has no public address yet, so its button is missing here.* "
    'Whoever publishes it writes `Repository = "https://…"` under `[project.urls]` in '
    "`pyproject.toml`, and `make lessons` puts the button in this place."
)
NO_LINK = "*This copy has no public address yet, so the link to hand out is missing here as well.*"
NO_ISSUES = (
    "Open an issue in the project's repository. *This copy has no public address yet, so the link "
    "is missing here: tell whoever gave you the copy.*"
)
NO_ARCHIVE = "*This copy has no public address yet, so the link to its repository is missing here.*"
NO_DEPOSIT = (
    "No version is deposited in an open archive yet; the address of the deposit belongs here "
    "before this paper is submitted."
)


def build_doors(
    root: Path, masters: Sequence[Master], points: Mapping[str, float], *, check: bool = False
) -> tuple[str, ...]:
    """Write what is made from the public address, the lessons and the data, or compare it.

    Parameters
    ----------
    root : Path
        The project's folder.
    masters : Sequence of Master
        The lessons.
    points : Mapping[str, float]
        Exercise id to its points.
    check : bool, default False
        Compare, and write nothing.

    Returns
    -------
    tuple of str
        When building: the files that changed. When checking: a sentence for each difference.

    Raises
    ------
    MasterError
        If a page lacks its marks, or the setting gives no address of a repository.

    Examples
    --------
    >>> build_doors(getfixture("tmp_path"), [], {})
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: README.md: expected the marks of 'button'
    (<!-- button: written by the build --> and <!-- end of button -->); put them back.
    """
    address = find_address(root)
    # Two blocks of one page: the second goes into what the first has made.
    first = fill_between(read_stored(root / README), README, "button", button(address))
    readme = fill_between(first, README, "hand-out", hand_out(address))
    kept = read_stored(root / ACCESSIBILITY)
    told = read_stored(root / PAPER)
    cited = cite(read_stored(root / CITATION), address)
    crate = describe_project(root, masters, points, cited, address)
    made = {
        README: readme,
        CITATION: cited,
        ACCESSIBILITY: fill_between(kept, ACCESSIBILITY, "tell-us", where_to_tell(address)),
        PAPER: fill_between(told, PAPER, "archive", where_to_find(address)),
        CRATE: json.dumps(crate, indent=2, ensure_ascii=False) + "\n",
    }
    changed = [name for name, text in made.items() if read_stored(root / name) != text]
    if check:
        return tuple(f"{name} is not what the build makes. {MEND}" for name in changed)
    for name in changed:
        (root / name).write_text(made[name], encoding="utf-8", newline="\n")
    return tuple(changed)


def button(address: str | None) -> str:
    """Return README's first button, or a sentence that says why there is none.

    Parameters
    ----------
    address : str or None
        The repository's public address.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> button("https://github.com/jo/at-odds").split("(")[0]
    '[![Open in your browser, nothing to install]'
    >>> "mybinder" in button(None)
    False
    """
    return f"[![{BUTTON}]({PICTURE})]({binder_link(address)})" if address else NO_BUTTON


def hand_out(address: str | None) -> str:
    """Return the link that a teacher hands out on a hub, or a sentence that says why not.

    Parameters
    ----------
    address : str or None
        The repository's public address.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> hand_out("https://github.com/jo/at-odds").splitlines()[2].split("?")[0]
    'https://hub.example.org/hub/user-redirect/git-pull'
    >>> hand_out(None) == NO_LINK
    True
    """
    if address is None:
        return NO_LINK
    return f"Write your hub's address for `hub.example.org`:\n```\n{hand_out_link(address)}\n```"


def where_to_tell(address: str | None) -> str:
    """Return where a barrier is reported, for ACCESSIBILITY.md.

    Parameters
    ----------
    address : str or None
        The repository's public address.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> where_to_tell("https://github.com/jo/at-odds")
    "Open an issue in [the project's repository](https://github.com/jo/at-odds)."
    >>> where_to_tell(None) == NO_ISSUES
    True
    """
    return f"Open an issue in [the project's repository]({address})." if address else NO_ISSUES


def where_to_find(address: str | None) -> str:
    """Return where the kit is kept, for the paper, and that no version is archived yet.

    Parameters
    ----------
    address : str or None
        The repository's public address.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> where_to_find("https://github.com/jo/at-odds").splitlines()[0]
    'The kit is kept at <https://github.com/jo/at-odds>.'
    >>> where_to_find(None).splitlines()[0] == NO_ARCHIVE
    True
    """
    kept = f"The kit is kept at <{address}>." if address else NO_ARCHIVE
    return f"{kept}\n{NO_DEPOSIT}"


def cite(text: str, address: str | None) -> str:
    r"""Return CITATION.cff with the public address in it, or without one.

    Parameters
    ----------
    text : str
        The file as it stands.
    address : str or None
        The repository's public address.

    Returns
    -------
    str
        The file as it should be.

    Examples
    --------
    >>> cite("title: At Odds\n", "https://github.com/jo/at-odds")
    'title: At Odds\nrepository-code: "https://github.com/jo/at-odds"\n'
    >>> cite('title: At Odds\nrepository-code: "https://old.example.org/a/b"\n', None)
    'title: At Odds\n'
    """
    without = re.sub(r"^repository-code: .*\n", "", text, flags=re.MULTILINE)
    return f'{without}repository-code: "{address}"\n' if address else without
