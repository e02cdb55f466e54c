"""Set every two texts of a case beside each other: how much they share, and in what order."""

from itertools import combinations

import pandas as pd

from atodds.descent.aligning import align_by_question
from atodds.descent.ordering import order_of_facts
from atodds.descent.sharing import shared_details


def compare_pairs(claims: pd.DataFrame) -> pd.DataFrame:
    """Compare every two texts by the questions that they answer.

    One pair alone says little: what two texts of one ancestor share must be more than what two
    strangers share that tell of the same events.

    Parameters
    ----------
    claims : DataFrame
        One row a statement, index its id; needs columns document, question, start, end.

    Returns
    -------
    DataFrame
        One row a pair, index the two sigla: shared (questions that both answer), rare (those
        that no other text answers), order (`order_of_facts`; missing below two questions).

    Examples
    --------
    >>> from atodds.case import load
    >>> compare_pairs(load("harbour").claims)["shared"].to_dict()
    {'P and Q': 9, 'P and R': 9, 'Q and R': 9}
    >>> compare_pairs(load("harbour").figures.head(0))
    Traceback (most recent call last):
    ...
    ValueError: Expected statements of at least two texts, found 0. Pass case.claims.
    """
    sigla = sorted({str(name) for name in claims["document"]})
    if len(sigla) < 2:
        raise ValueError(
            f"Expected statements of at least two texts, found {len(sigla)}. Pass case.claims."
        )
    lines = []
    for left, right in combinations(sigla, 2):
        shared = shared_details(claims, left, right)
        lines.append(
            {
                "texts": f"{left} and {right}",
                "shared": len(shared),
                "rare": int(shared["rare"].sum()),
                "order": _order(align_by_question(claims, left, right)),
            }
        )
    return pd.DataFrame(lines).set_index("texts")


def _order(pairs: pd.DataFrame) -> float:
    return round(order_of_facts(pairs), 2) if len(pairs) > 1 else float("nan")
