"""Two grades for one report: A to F for who says it, 1 to 6 for what is said.

The two scales are those that NATO's intelligence doctrine took over from the British Admiralty
(AJP-2.1, Allied Joint Doctrine for Intelligence Procedures, promulgated by STANAG 2511). The
words are ours. Each scale ends in "cannot be judged", so they are names and no ladder to the top:
F is not worse than E, and 6 not worse than 5.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCE_GRADES = {
    "A": "could know, and has been right every time",
    "B": "could know, and has mostly been right",
    "C": "some doubt, and has been right before",
    "D": "much doubt, and has been right now and then",
    "E": "could not know, or has misled",
    "F": "cannot be judged: no name, or no record",
}
STATEMENT_GRADES = {
    1: "confirmed by somebody independent",
    2: "probably true: it fits all that is known",
    3: "possibly true: it fits some of it",
    4: "doubtful: possible, and little speaks for it",
    5: "improbable: what is known speaks against it",
    6: "cannot be judged: nothing to hold it against",
}
_PAIRS = tuple(zip(SOURCE_GRADES, STATEMENT_GRADES, strict=True))


def list_grades() -> pd.DataFrame:
    """Return both scales side by side, in words.

    Returns
    -------
    DataFrame
        Six rows: source (A to F), who says it, statement (1 to 6), what is said. That two grades
        stand in one row means nothing.

    Examples
    --------
    >>> list_grades().iloc[-1].tolist()[:2]
    ['F', 'cannot be judged: no name, or no record']
    >>> list_grades("source")
    Traceback (most recent call last):
    ...
    TypeError: list_grades() takes 0 positional arguments but 1 was given
    """
    return pd.DataFrame(
        {
            "source": list(SOURCE_GRADES),
            "who says it": list(SOURCE_GRADES.values()),
            "statement": list(map(str, STATEMENT_GRADES)),
            "what is said": list(STATEMENT_GRADES.values()),
        }
    )


def read_source(grade: object) -> str:
    """Return a source grade; refuse what is none.

    Parameters
    ----------
    grade : object
        A letter from A to F, small or capital.

    Returns
    -------
    str
        The capital.

    Examples
    --------
    >>> read_source("b")
    'B'
    >>> read_source("G")
    Traceback (most recent call last):
    ...
    ValueError: Expected a grade for the source from A to F, found 'G'. F is: cannot be judged.
    """
    found = grade.strip().upper() if isinstance(grade, str) else ""
    if found in SOURCE_GRADES:
        return found
    raise ValueError(
        f"Expected a grade for the source from A to F, found {grade!r}. F is: cannot be judged."
    )


def read_statement(grade: object) -> int:
    """Return a statement grade; refuse what is none.

    Parameters
    ----------
    grade : object
        A whole number from 1 to 6, or its digit.

    Returns
    -------
    int
        The number.

    Examples
    --------
    >>> read_statement("2"), read_statement(6.0)
    (2, 6)
    >>> read_statement(0)
    Traceback (most recent call last):
    ...
    ValueError: Expected a grade for the statement from 1 to 6, found 0. 6 is: cannot be judged.
    """
    try:
        number = float(str(grade))
    except ValueError:
        number = 0.0
    if not isinstance(grade, bool) and number in STATEMENT_GRADES:
        return int(number)
    raise ValueError(
        f"Expected a grade for the statement from 1 to 6, found {grade!r}. 6 is: cannot be judged."
    )


def count_grades(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return how often each pair of grades was given: six rows, six columns.

    Parameters
    ----------
    ratings : DataFrame
        One row a claim: source (A to F), statement (1 to 6). Rows without both are left out.

    Returns
    -------
    DataFrame
        Index source (A to F), columns 1 to 6, whole numbers.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If a grade is none.

    Examples
    --------
    >>> ratings = pd.DataFrame({"source": ["B", "b", None], "statement": [2, 3, 1]})
    >>> count_grades(ratings).loc["B"].tolist()
    [0, 1, 1, 0, 0, 0]
    >>> count_grades(ratings.drop(columns="source"))
    Traceback (most recent call last):
    ...
    KeyError: "No column 'source' among the ratings. Pass a Rater's result."
    """
    given = Counter(_graded(ratings))
    rows = [
        [given[source, statement] for statement in STATEMENT_GRADES] for source in SOURCE_GRADES
    ]
    sources = pd.Index(list(SOURCE_GRADES), name="source")
    return pd.DataFrame(rows, index=sources, columns=list(STATEMENT_GRADES))


def share_on_diagonal(ratings: pd.DataFrame) -> float:
    """Return the share of ratings on the line A1, B2, C3, D4, E5, F6, from 0 to 1.

    Parameters
    ----------
    ratings : DataFrame
        As for `count_grades`.

    Returns
    -------
    float
        NaN where nothing is rated.

    Examples
    --------
    >>> share_on_diagonal(pd.DataFrame({"source": ["B", "F"], "statement": [2, 1]}))
    0.5
    >>> share_on_diagonal(pd.DataFrame({"source": [], "statement": []}))
    nan
    """
    pairs = _graded(ratings)
    return sum(pair in _PAIRS for pair in pairs) / len(pairs) if pairs else float("nan")


def describe_diagonal(ratings: pd.DataFrame) -> str:
    """Say how many ratings lie on the line A1, B2, C3, D4, E5, F6.

    Parameters
    ----------
    ratings : DataFrame
        As for `count_grades`.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> describe_diagonal(pd.DataFrame({"source": ["B", "F"], "statement": [2, 1]}))
    '1 of 2 on the diagonal (50 %).'
    >>> describe_diagonal(pd.DataFrame({"source": [], "statement": []}))
    'Nothing is rated yet.'
    """
    pairs = _graded(ratings)
    if not pairs:
        return "Nothing is rated yet."
    line = sum(pair in _PAIRS for pair in pairs)
    return f"{line} of {len(pairs)} on the diagonal ({100 * line / len(pairs):.0f} %)."


def _graded(ratings: pd.DataFrame) -> list[tuple[str, int]]:
    for column in ("source", "statement"):
        if column not in ratings:
            raise KeyError(f"No column {column!r} among the ratings. Pass a Rater's result.")
    full = ratings.dropna(subset=["source", "statement"])
    return list(_read(full["source"], full["statement"]))


def _read(sources: Iterable[object], statements: Iterable[object]) -> Iterable[tuple[str, int]]:
    for source, statement in zip(sources, statements, strict=True):
        yield read_source(source), read_statement(statement)
