"""Say what is wrong with a package, and what a mistyped name may have meant."""

import re
from collections.abc import Iterable

from rapidfuzz import process

_NUMBERED = re.compile(r"(.*?)(\d+)")
_NEAR_ENOUGH = 60
_LONGEST = 60


class CaseError(ValueError):
    """A package that cannot be used: where, what was expected, what was found, what to do.

    Examples
    --------
    >>> raise CaseError("harbour/figures.csv, line 7", "a number", "'many'", "Correct the cell.")
    Traceback (most recent call last):
    ...
    atodds.case.faults.CaseError: harbour/figures.csv, line 7: expected a number, found 'many'.
    Correct the cell.
    """

    def __init__(self, where: str, expected: str, found: str, advice: str) -> None:
        super().__init__(f"{where}: expected {expected}, found {found}. {advice}")
        self.where = where
        self.expected = expected
        self.found = found
        self.advice = advice


def cut(found: object) -> str:
    """Write a value as Python does, on one line and not longer than a message can bear.

    Parameters
    ----------
    found : object
        What was found.

    Returns
    -------
    str
        At most 60 characters.

    Examples
    --------
    >>> cut("many boats")
    "'many boats'"
    >>> len(cut(7 * "boats and "))
    60
    """
    # Cut first: to write the whole of a very long text would only take time.
    return brief(repr(found[: 2 * _LONGEST]) if isinstance(found, str) else _written(found))


def brief(text: str) -> str:
    """Shorten what is too long for a message.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        At most 60 characters.

    Examples
    --------
    >>> brief("harbour"), len(brief("harbour" * 10))
    ('harbour', 60)
    """
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"


def _written(found: object) -> str:
    try:
        return repr(found)
    except (ValueError, RecursionError):
        return f"a very long {type(found).__name__}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Find the known name that a mistyped one most likely meant.

    Among numbered ids of one series the nearest number is taken.

    Parameters
    ----------
    name : str
        What was asked for.
    known : iterable of str
        What there is.

    Returns
    -------
    str
        The nearest name, or nothing where none is near.

    Examples
    --------
    >>> nearest("habour", ["kursk", "harbour"])
    'harbour'
    >>> nearest("P-21", ["P-01", "P-14", "Q-21"])
    'P-14'
    >>> nearest("xyz", ["kursk", "harbour"])
    ''
    """
    names = [str(each) for each in known]
    wanted = _NUMBERED.fullmatch(name)
    if wanted:
        series = [found for each in names if (found := _NUMBERED.fullmatch(each))]
        same = [each for each in series if each[1] == wanted[1]]
        if same:
            return min(same, key=lambda each: abs(int(each[2]) - int(wanted[2])))[0]
    best = process.extractOne(name, names, score_cutoff=_NEAR_ENOUGH)
    return best[0] if best else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Ask whether the nearest known name was meant; an empty text where none is near.

    Parameters
    ----------
    name : str
        What was asked for.
    known : iterable of str
        What there is.

    Returns
    -------
    str
        A question with a space before it, or nothing.

    Examples
    --------
    >>> did_you_mean("figure", ["figures", "claims"])
    " Did you mean 'figures'?"
    >>> did_you_mean("xyz", ["figures", "claims"])
    ''
    """
    found = nearest(name, known)
    return f" Did you mean {found!r}?" if found else ""
