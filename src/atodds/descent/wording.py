"""Find the wording that texts share.

Shared runs of words show copying; their absence shows nothing, for a rewrite or a translation
shares facts and order but few words.
"""

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

import pandas as pd

from atodds.texts import words

Word = tuple[str, int, int]
_RUN_COLUMNS = ["left_start", "left_end", "right_start", "right_end", "n_words", "words"]


def shared_runs(a: str, b: str, at_least: int = 6) -> pd.DataFrame:
    """Find the runs of words that stand in both texts.

    Parameters
    ----------
    a, b : str
        Two texts. Capitals, punctuation and the shape of quotation marks make no difference.
    at_least : int
        The shortest run to report, in words.

    Returns
    -------
    DataFrame
        One row a run that cannot be made longer on either side, in the order of `a`: left_start,
        left_end (characters of `a`), right_start, right_end (of `b`), n_words, words (folded).

    Examples
    --------
    >>> shared_runs("A fire broke out on Quay 4.", "The fire broke out late.", at_least=3)
       left_start  left_end  right_start  right_end  n_words           words
    0           2        16            4         18        3  fire broke out

    >>> shared_runs("A fire.", "A fire.", at_least=0)
    Traceback (most recent call last):
    ValueError: Expected runs of at least 1 word, found 0.
    """
    _refuse_short(at_least)
    left, right = words(a), words(b)
    places = _find_places(right, at_least)
    found = [
        _measure(left, right, i, j)
        for i, run in enumerate(_list_runs(left, at_least))
        for j in places.get(run, ())
        # A run that goes on to the left has been found already.
        if i == 0 or j == 0 or left[i - 1][0] != right[j - 1][0]
    ]
    return pd.DataFrame(found, columns=_RUN_COLUMNS)


def containment(a: str, b: str, n: int = 5) -> float:
    """Say what share of one text's wording stands in another.

    Parameters
    ----------
    a, b : str
        Two texts.
    n : int
        Length of the runs of words that are compared.

    Returns
    -------
    float
        The share of the distinct runs of `n` words of `a` that `b` has too, 0 to 1.

    Examples
    --------
    "a fire broke", "fire broke out" and "broke out late" are three runs; two are shared:

    >>> round(containment("A fire broke out late", "a fire broke out", n=3), 3)
    0.667

    >>> containment("Fire!", "A fire broke out", n=3)
    Traceback (most recent call last):
    ValueError: Expected a text of at least 3 words, found 1. Choose a smaller n.
    """
    _refuse_short(n)
    mine = set(_list_runs(words(a), n))
    if not mine:
        raise ValueError(
            f"Expected a text of at least {n} words, found {len(words(a))}. Choose a smaller n."
        )
    return len(mine & set(_list_runs(words(b), n))) / len(mine)


def overlap_counts(texts: Mapping[str, str], n: int = 5) -> pd.DataFrame:
    """Count, for every pair of texts, the runs of words they share.

    Parameters
    ----------
    texts : mapping of str to str
        Siglum and text.
    n : int
        Length of the runs of words that are compared.

    Returns
    -------
    DataFrame
        One row a pair: left, right, n, shared, left_total, right_total (distinct runs).

    Examples
    --------
    >>> overlap_counts({"P": "a fire broke out", "Q": "a fire broke out late"}, n=3)
      left right  n  shared  left_total  right_total
    0    P     Q  3       2           2            3

    >>> overlap_counts("a fire broke out")
    Traceback (most recent call last):
    TypeError: Expected texts by siglum, such as {'P': '...'}, found a str.
    """
    _refuse_short(n)
    if not isinstance(texts, Mapping):
        kind = type(texts).__name__
        raise TypeError(f"Expected texts by siglum, such as {{'P': '...'}}, found a {kind}.")
    runs = {siglum: set(_list_runs(words(text), n)) for siglum, text in texts.items()}
    lines = [
        (left, right, n, len(runs[left] & runs[right]), len(runs[left]), len(runs[right]))
        for left, right in combinations(runs, 2)
    ]
    return pd.DataFrame(
        lines, columns=["left", "right", "n", "shared", "left_total", "right_total"]
    )


def _refuse_short(n: int) -> None:
    if n < 1:
        raise ValueError(f"Expected runs of at least 1 word, found {n}.")


def _list_runs(text: list[Word], n: int) -> list[tuple[str, ...]]:
    plain = [word for word, _, _ in text]
    return [tuple(plain[i : i + n]) for i in range(len(plain) - n + 1)]


def _find_places(text: list[Word], n: int) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, run in enumerate(_list_runs(text, n)):
        places[run].append(i)
    return places


def _measure(left: list[Word], right: list[Word], i: int, j: int) -> tuple[object, ...]:
    length = 0
    for one, other in zip(left[i:], right[j:], strict=False):
        if one[0] != other[0]:
            break
        length += 1
    return (
        left[i][1],
        left[i + length - 1][2],
        right[j][1],
        right[j + length - 1][2],
        length,
        " ".join(word for word, _, _ in left[i : i + length]),
    )
