"""Find what two texts have in common against all others: rare details, and gaps."""

import pandas as pd


def shared_details(claims: pd.DataFrame, left: str, right: str) -> pd.DataFrame:
    """List the questions that two texts both answer, the rarest first.

    A detail that every text has is news; one that only two texts have needs an explanation, of
    which a common ancestor is one and a common witness another.

    Parameters
    ----------
    claims : DataFrame
        One row a statement; needs columns document, question.
    left, right : str
        The sigla of the two texts.

    Returns
    -------
    DataFrame
        One row a question that both answer, index the question: others (the sigla of the other
        texts that answer it too), rare (no other text does).

    Examples
    --------
    >>> from atodds.case import load
    >>> shared = shared_details(load("harbour").claims, "Q", "R")
    >>> shared[shared["rare"]].index.tolist()
    ['distance']
    >>> shared_details(load("harbour").claims, "Q", "S")
    Traceback (most recent call last):
    ...
    LookupError: No statements of text 'S'. The table has those of P, Q, R.
    """
    answered = _answered(claims, left, right)
    both = {
        question: sigla - {left, right}
        for question, sigla in answered.items()
        if {left, right} <= sigla
    }
    rarest = sorted(both.items(), key=lambda item: len(item[1]))
    return _tabulate(rarest, others="others").assign(
        rare=lambda table: table["others"] == "",
    )


def shared_gaps(claims: pd.DataFrame, left: str, right: str, *, at_least: int = 2) -> pd.DataFrame:
    """List the questions that two texts both leave out while others answer them.

    A gap says less than a detail: a text may be older than the event, or on something else. Ask
    of each whether the two could have had it.

    Parameters
    ----------
    claims : DataFrame
        One row a statement; needs columns document, question.
    left, right : str
        The sigla of the two texts.
    at_least : int
        How many other texts must answer the question.

    Returns
    -------
    DataFrame
        One row a question, index the question: answered_by (sigla).

    Examples
    --------
    >>> from atodds.case import load
    >>> shared_gaps(load("harbour").claims, "P", "Q", at_least=1)["answered_by"].to_dict()
    {'diverted-ships': 'R'}
    >>> shared_gaps(load("harbour").claims, "P", "Q", at_least=0)
    Traceback (most recent call last):
    ...
    ValueError: Expected at least 1 other text, found 0. A gap is what another text fills.
    """
    if at_least < 1:
        raise ValueError(
            f"Expected at least 1 other text, found {at_least}. A gap is what another text fills."
        )
    found = [
        (question, sigla)
        for question, sigla in _answered(claims, left, right).items()
        if not sigla & {left, right} and len(sigla) >= at_least
    ]
    return _tabulate(sorted(found, key=lambda item: -len(item[1])), others="answered_by")


def _answered(claims: pd.DataFrame, *sigla: str) -> dict[str, set[str]]:
    """Say which texts answer each question, in the order in which the questions come up."""
    known = sorted({str(name) for name in claims["document"]})
    for siglum in sigla:
        if siglum not in known:
            found = f"No statements of text {siglum!r}. The table has those of {', '.join(known)}."
            raise LookupError(found)
    answered: dict[str, set[str]] = {}
    for siglum, question in zip(claims["document"], claims["question"], strict=True):
        if isinstance(question, str):
            answered.setdefault(question, set()).add(str(siglum))
    return answered


def _tabulate(found: list[tuple[str, set[str]]], *, others: str) -> pd.DataFrame:
    joined = [" | ".join(sorted(sigla)) for _, sigla in found]
    return pd.DataFrame(
        {others: joined}, index=pd.Index([name for name, _ in found], name="question"), dtype=str
    )
