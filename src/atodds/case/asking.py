"""Refuse what cannot be a case, a text or a path, in a sentence that says what to write."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from atodds.case.faults import CaseError, brief, cut

_NAMED: dict[type, str] = {int: "the number", float: "the number", str: "the name"}


def expect_name(found: object, what: str, example: str) -> str:
    """Return a name; refuse anything that is no text.

    Parameters
    ----------
    found : object
        What was given.
    what : str
        What it names, such as "the letter of a text".
    example : str
        A name that would do.

    Returns
    -------
    str
        The same.

    Raises
    ------
    TypeError
        If it is no text.

    Examples
    --------
    >>> expect_name("P", "the letter of a text", "P")
    'P'
    >>> expect_name(5, "the letter of a text", "P")
    Traceback (most recent call last):
    ...
    TypeError: Expected the letter of a text, such as "P", found the number 5.
    """
    if isinstance(found, str):
        return found
    raise TypeError(f'Expected {what}, such as "{example}", found {describe(found)}.')


def expect_several(found: object, what: str) -> list[Any]:
    """Return what a keyword lists; refuse what is no list of any kind.

    Parameters
    ----------
    found : object
        What was given: a text stands for itself alone.
    what : str
        What the keyword is called.

    Returns
    -------
    list
        The things listed.

    Raises
    ------
    TypeError
        If it lists nothing.

    Examples
    --------
    >>> expect_several(("figures", "dates"), "layers"), expect_several("dates", "layers")
    (['figures', 'dates'], ['dates'])
    >>> expect_several(5, "layers")
    Traceback (most recent call last):
    ...
    TypeError: Expected a list of layers, found the number 5. Put them into square brackets.
    """
    if isinstance(found, str):
        return [found]
    if isinstance(found, Iterable):
        return list(found)
    message = f"Expected a list of {what}, found {describe(found)}."
    raise TypeError(f"{message} Put them into square brackets.")


def expect_path(found: object, what: str, advice: str) -> Path:
    """Return a path with ``~`` put in full; refuse what is none.

    Parameters
    ----------
    found : object
        What was given.
    what : str
        What it should lead to.
    advice : str
        What to write instead of something that is no path.

    Returns
    -------
    Path
        The path.

    Raises
    ------
    TypeError
        If it is neither a text nor a path.
    CaseError
        If it begins with the name of a user whom this machine does not know.

    Examples
    --------
    >>> expect_path("copies", "a folder", "Write its path.").name
    'copies'
    >>> expect_path(None, "a folder", "Write its path.")
    Traceback (most recent call last):
    ...
    TypeError: Expected a folder, found None. Write its path.
    """
    if not isinstance(found, str | Path):
        raise TypeError(f"Expected {what}, found {describe(found)}. {advice}")
    try:
        return Path(found).expanduser()
    except RuntimeError:
        advice = "Check the name after ~, or write the path in full."
        raise CaseError(brief(str(found)), what, "no such user here", advice) from None


def describe(found: object) -> str:
    """Say what a value is, briefly.

    Parameters
    ----------
    found : object
        Any value.

    Returns
    -------
    str
        A few words.

    Examples
    --------
    >>> describe(5), describe("P"), describe(None), describe([1])
    ('the number 5', "the name 'P'", 'None', 'a list')
    """
    if found is None or isinstance(found, bool):
        return str(found)
    named = _NAMED.get(type(found))
    if named is None:
        return f"a {type(found).__name__}"
    return f"{named} {cut(found)}"
