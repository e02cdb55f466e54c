"""Write what several pages tell of the lessons: README's table, the glossary, the discoveries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from atodds.build.cells import MasterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from atodds.build.masters import Master

GLOSSARY = "lessons/glossary.md"
MEND = "Edit the masters or the course, then run: atodds build pages"
MARKED = "(<!-- {name}: written by the build -->\n).*?(<!-- end of {name} -->)"


class Finding(Protocol):
    """What a page needs to know of an exercise or an essay."""

    @property
    def id(self) -> str:
        """Its number, such as 6.2."""

    @property
    def lesson(self) -> str:
        """The lesson's two digits."""

    @property
    def finds(self) -> Sequence[str]:
        """The discoveries that a learner makes in it."""


def build_pages(
    root: Path,
    masters: Sequence[Master],
    exercises: Iterable[Finding],
    discoveries: Mapping[str, str],
    *,
    check: bool = False,
) -> tuple[str, ...]:
    """Write the pages that are made from the masters and the course, or compare them.

    Parameters
    ----------
    root : Path
        The project's folder; its ``README.md`` and ``datasets/README.md`` hold the marks
        between which a table is written.
    masters : Sequence of Master
        The lessons.
    exercises : Iterable
        The course's exercises and essays, each with ``id``, ``lesson`` and ``finds``.
    discoveries : Mapping
        Each discovery's name and sentence.
    check : bool, default False
        Compare, and write nothing.

    Returns
    -------
    tuple of str
        When building: the files that changed. When checking: a sentence for each difference.

    Raises
    ------
    MasterError
        If a page lacks its marks, or two lessons define one term.

    Examples
    --------
    >>> build_pages(getfixture("tmp_path"), [], [], {})
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: README.md: expected the marks of 'lessons'
    (<!-- lessons: written by the build --> and <!-- end of lessons -->); put them back.
    """
    found = "datasets/README.md"
    made = {
        "README.md": fill_between(
            read_stored(root / "README.md"), "README.md", "lessons", lesson_table(masters)
        ),
        found: fill_between(
            read_stored(root / found), found, "discoveries", discovery_table(exercises, discoveries)
        ),
        GLOSSARY: glossary(masters),
    }
    changed = [name for name, text in made.items() if read_stored(root / name) != text]
    if check:
        return tuple(f"{name} is not what the build makes. {MEND}" for name in changed)
    for name in changed:
        (root / name).write_text(made[name], encoding="utf-8", newline="\n")
    return tuple(changed)


def lesson_table(masters: Iterable[Master]) -> str:
    """Return README's table of the lessons, one row a lesson.

    Parameters
    ----------
    masters : Iterable of Master
        The lessons, in order.

    Returns
    -------
    str
        A Markdown table with number, title, minutes and objectives.

    Examples
    --------
    >>> from atodds.build.masters import Master
    >>> head = {"title": "Who?", "minutes": 45, "objectives": ["ask", "doubt"]}
    >>> print(lesson_table([Master("01-who.md", "01-who", head, ())]))
    | no. | title | minutes | the learner can |
    |---|---|---|---|
    | 01 | [Who?](lessons/01-who.ipynb) | 45 | ask; doubt |
    >>> lesson_table([Master("01-who.md", "01-who", {}, ())])
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: 01-who.md: its head lacks title, minutes, objectives.
    """
    rows = [
        f"| {master.slug[:2]} | [{head['title']}](lessons/{master.slug}.ipynb) "
        f"| {head['minutes']} | {'; '.join(head['objectives'])} |"
        for master in masters
        for head in [_complete(master)]
    ]
    return "\n".join(["| no. | title | minutes | the learner can |", "|---|---|---|---|", *rows])


def glossary(masters: Iterable[Master]) -> str:
    """Return the glossary of all lessons, in alphabetical order.

    Parameters
    ----------
    masters : Iterable of Master
        The lessons; the head of each holds the terms that it defines.

    Returns
    -------
    str
        A Markdown page; each term says which lesson defines it.

    Raises
    ------
    MasterError
        If two lessons define one term.

    Examples
    --------
    >>> from atodds.build.masters import Master
    >>> one = Master("01-who.md", "01-who", {"glossary": {"cue": "The words of saying."}}, ())
    >>> print(glossary([one]).splitlines()[-1])
    - **cue**: The words of saying. ([01](01-who.ipynb))
    >>> glossary([one, one])
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: 01-who.md: 'cue' is defined in 01-who.md already; keep one.
    """
    homes: dict[str, Master] = {}
    for master in masters:
        for term in master.head.get("glossary", {}):
            if term in homes:
                first = _name(homes[term])
                raise MasterError(
                    f"{_name(master)}: '{term}' is defined in {first} already; keep one."
                )
            homes[term] = master
    entries = [
        f"- **{term}**: {home.head['glossary'][term]} ([{home.slug[:2]}]({home.slug}.ipynb))"
        for term, home in sorted(homes.items(), key=lambda item: item[0].casefold())
    ]
    opening = (
        "# Glossary\n\nThe words of the course, and the lesson that introduces each.\n"
        "This page is written by the build from the heads of the masters.\n"
    )
    return "\n".join([opening, *entries, ""])


def discovery_table(exercises: Iterable[Finding], discoveries: Mapping[str, str]) -> str:
    """Return the table of the discoveries, with the exercises in which each is made.

    Parameters
    ----------
    exercises : Iterable
        The course's exercises and essays.
    discoveries : Mapping
        Each discovery's name and sentence.

    Returns
    -------
    str
        A Markdown table, one row a discovery.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> shift = SimpleNamespace(id="6.3", lesson="06", finds=["factor"])
    >>> print(discovery_table([shift], {"factor": "A bracket misses."}))
    | there is to find | found in |
    |---|---|
    | A bracket misses. | 6.3 |
    >>> discovery_table([shift], {})
    Traceback (most recent call last):
    ...
    ValueError: Exercise 6.3 finds 'factor', which is no discovery of the course. \
Add it to the list, or mend the name.
    """
    listed = list(exercises)
    for one in listed:
        for name in one.finds:
            if name not in discoveries:
                raise ValueError(
                    f"Exercise {one.id} finds {name!r}, which is no discovery of the course. "
                    "Add it to the list, or mend the name."
                )
    rows = [
        f"| {sentence} | {', '.join(one.id for one in listed if name in one.finds)} |"
        for name, sentence in discoveries.items()
    ]
    return "\n".join(["| there is to find | found in |", "|---|---|", *rows])


def _complete(master: Master) -> Mapping[str, Any]:
    lacking = [name for name in ("title", "minutes", "objectives") if name not in master.head]
    if lacking:
        raise MasterError(f"{_name(master)}: its head lacks {', '.join(lacking)}.")
    return master.head


def _name(master: Master) -> str:
    return f"{master.slug}.md"


def fill_between(text: str, page: str, name: str, words: str) -> str:
    r"""Return a page with these words between its marks.

    Parameters
    ----------
    text : str
        The page as it stands.
    page : str
        Its name, for the message.
    name : str
        What the marks are called.
    words : str
        Markdown.

    Returns
    -------
    str
        The whole page.

    Raises
    ------
    MasterError
        If the page does not have these marks once.

    Examples
    --------
    >>> page = "<!-- b: written by the build -->\n<!-- end of b -->"
    >>> fill_between(page, "a.md", "b", "New.").splitlines()[2]
    'New.'
    >>> fill_between(page, "a.md", "c", "New.")
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: a.md: expected the marks of 'c'
    (<!-- c: written by the build --> and <!-- end of c -->); put them back.
    """
    mark = re.compile(MARKED.format(name=name), re.DOTALL)
    if len(mark.findall(text)) != 1:
        raise MasterError(
            f"{page}: expected the marks of {name!r} (<!-- {name}: written by the build --> "
            f"and <!-- end of {name} -->); put them back."
        )
    return mark.sub(lambda found: f"{found[1]}\n{words}\n\n{found[2]}", text)


def read_stored(path: Path) -> str:
    """Return what a file holds.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        Its text, or an empty string where it is not there yet.

    Examples
    --------
    >>> read_stored(getfixture("tmp_path") / "a.md")
    ''
    """
    return path.read_text(encoding="utf-8") if path.exists() else ""
