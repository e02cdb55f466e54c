"""Lay two texts side by side: by their sentences, by hand, or by the questions that they answer."""

import re

import pandas as pd
from rapidfuzz import fuzz, process

from atodds.texts import fold

# A full stop, a mark or a closing quotation mark ends a sentence where a capital follows;
# abbreviations of one letter ("U.S. support") do not.
_END = re.compile(r"(?<![A-Z]\.[A-Z])(?<=[.!?\u201d\"])\s+(?=[\"\u201c(]?[A-Z0-9])|\n+")
_PLACES = ["left_start", "left_end", "right_start", "right_end"]
_COLUMNS = [*_PLACES, "score", "left", "right"]
Stretch = tuple[int, int]


def align(left: str, right: str, *, at_least: float = 65) -> pd.DataFrame:
    """Pair the sentences of two texts that say the same, by the words that they share.

    Two sentences are a pair where each is the other's best match. The place of a sentence does
    not count, so that the order of the pairs is a finding. A sentence that was rewritten from end
    to end is missed: what is found is a beginning for an alignment by hand.

    Parameters
    ----------
    left, right : str
        Two texts, or two paraphrases. Capitals and the shape of quotation marks do not count.
    at_least : float
        The lowest score of a pair, 0 to 100: rapidfuzz's `token_set_ratio` of the folded words.

    Returns
    -------
    DataFrame
        One row a pair, in the order of `left`: left_start, left_end, right_start, right_end
        (characters), score, left, right (the sentences).

    Examples
    --------
    >>> one = "A fire broke out on Quay 4. Two men were treated for smoke."
    >>> other = "Two men were treated. The fire broke out on Quay 4 late at night."
    >>> align(one, other)[["left_start", "right_start"]].values.tolist()
    [[0, 22], [28, 0]]

    >>> align(one, other, at_least=101)
    Traceback (most recent call last):
    ValueError: Expected a score from 0 to 100, found 101.
    """
    if not 0 <= at_least <= 100:
        raise ValueError(f"Expected a score from 0 to 100, found {at_least}.")
    mine, others = split_sentences(_expect_text(left)), split_sentences(_expect_text(right))
    if not mine or not others:
        return pd.DataFrame(columns=_COLUMNS)
    scores = process.cdist(
        [fold(left[start:end]) for start, end in mine],
        [fold(right[start:end]) for start, end in others],
        scorer=fuzz.token_set_ratio,
    )
    lines = [
        (*mine[i], *others[j], float(scores[i, j]), left[slice(*mine[i])], right[slice(*others[j])])
        for i, j in enumerate(scores.argmax(axis=1).tolist())
        if scores[i, j] >= at_least and int(scores[:, j].argmax()) == i
    ]
    return pd.DataFrame(lines, columns=_COLUMNS)


def split_sentences(text: str) -> list[Stretch]:
    """List where the sentences of a text begin and end; a line's end is a sentence's end.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    list of (int, int)
        First character and the one behind the last, without the space around.

    Examples
    --------
    >>> split_sentences("It burned. U.S. help came.")
    [(0, 10), (11, 26)]
    >>> split_sentences("")
    []
    """
    ends = [match.span() for match in _END.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    return [
        (start, stop) for start, stop in zip(starts, stops, strict=True) if text[start:stop].strip()
    ]


def align_by_question(claims: pd.DataFrame, left: str, right: str) -> pd.DataFrame:
    """Pair the statements of two texts that answer the same question, the texts not being at hand.

    Where a text answers a question more than once, its first answer counts.

    Parameters
    ----------
    claims : DataFrame
        One row a statement, index its id; needs columns document, question, start, end.
    left, right : str
        The sigla of the two texts.

    Returns
    -------
    DataFrame
        One row a question that both answer, index the question, in the order of `left`: left,
        left_start, left_end, right, right_start, right_end.

    Examples
    --------
    >>> from atodds.case import load
    >>> align_by_question(load("harbour").claims, "Q", "R").index[:3].tolist()
    ['place', 'burned-area', 'containers']
    >>> align_by_question(load("harbour").claims, "Q", "S")
    Traceback (most recent call last):
    ...
    LookupError: No statements of text 'S'. The table has those of P, Q, R.
    """
    answers = pd.concat(
        [
            _first_answers(claims, siglum, side)
            for siglum, side in ((left, "left"), (right, "right"))
        ],
        axis="columns",
        join="inner",
    )
    return answers.sort_values(["left_start", "right_start"]).rename_axis("question")


def list_pairs(alignment: pd.DataFrame, left: str, right: str) -> pd.DataFrame:
    """Return the rows of a hand alignment that lay one text beside another.

    Parameters
    ----------
    alignment : DataFrame
        One row a stretch and its counterpart; needs columns left, left_start, left_end, right,
        right_start, right_end. Rows that lie the other way round are turned.
    left, right : str
        The sigla of the two texts.

    Returns
    -------
    DataFrame
        The same columns, one row a stretch of either text; empty where nobody aligned the two.

    Examples
    --------
    >>> from atodds.case import load
    >>> len(list_pairs(load("harbour").alignment, "R", "Q"))
    12
    >>> list_pairs(load("harbour").claims, "R", "Q")
    Traceback (most recent call last):
    ...
    KeyError: "No column 'left' to align by. Pass rows of case.alignment."
    """
    for column in ("left", "right", *_PLACES):
        if column not in alignment:
            raise KeyError(f"No column {column!r} to align by. Pass rows of case.alignment.")
    turned = {name: _other_side(name) for name in ("left", "right", *_PLACES)}
    ahead = alignment[(alignment["left"] == left) & (alignment["right"] == right)]
    back = alignment[(alignment["left"] == right) & (alignment["right"] == left)]
    return ahead if len(ahead) or left == right else back.rename(columns=turned)


def _other_side(name: str) -> str:
    return (
        name.replace("left", "right") if name.startswith("left") else name.replace("right", "left")
    )


def _first_answers(claims: pd.DataFrame, siglum: str, side: str) -> pd.DataFrame:
    sigla = sorted({str(name) for name in claims["document"]})
    if siglum not in sigla:
        found = f"No statements of text {siglum!r}. The table has those of {', '.join(sigla)}."
        raise LookupError(found)
    ours = claims[(claims["document"] == siglum) & claims["question"].notna()]
    first = ours.sort_values("start").drop_duplicates("question").set_index("question")
    places = {"document": side, "start": f"{side}_start", "end": f"{side}_end"}
    return first[list(places)].rename(columns=places)


def _expect_text(found: object) -> str:
    if isinstance(found, str):
        return found
    raise TypeError(f"Expected a text, found a {type(found).__name__}. Pass its words as a str.")
