"""Count who can know: the origins behind some claims, or behind the answers to one question."""

from collections.abc import Iterable

import pandas as pd

from atodds.reconcile.origins import Basis, Origins, count_origins
from atodds.reconcile.rows import read_rows

_SOMEBODY = "somebody unnamed"
# What a text takes from somebody for one statement says nothing about its other statements.
_OF_ONE_STATEMENT = frozenset({"cites", "quotes"})


def count_speakers(
    question: str,
    *,
    claims: pd.DataFrame,
    voices: pd.DataFrame,
    links: pd.DataFrame,
    basis: Basis = "all",
) -> Origins:
    """Count the origins behind the answers to a question, as a range.

    A claim's origin is the last *named* speaker in its chain of voices, for that speaker is
    nearest to knowing. A claim in a text's own voice, or one from people without a name, may
    rest on any of the named speakers, or on one and the same unnamed person.

    Parameters
    ----------
    question : str
        Which question of the case.
    claims, voices, links : DataFrame
        The tables of the case.
    basis : {"all", "internal"}
        Whether to use evidence from outside the texts.

    Returns
    -------
    Origins
        As `count_origins` gives it; the witnesses are speakers, or texts in their own voice.

    Examples
    --------
    >>> claims = pd.DataFrame({"id": ["A-c1", "B-c1"], "document": ["A", "B"], "question": "peak"})
    >>> voices = pd.DataFrame({"claim": ["A-c1"], "step": [1], "actor": ["mayor"], "named": [True]})
    >>> links = pd.DataFrame(columns=["from", "to", "basis", "confidence"])
    >>> count_speakers("peak", claims=claims, voices=voices, links=links)
    Origins(fewest=1, most=2)

    >>> count_speakers("peek", claims=claims, voices=voices, links=links)
    Traceback (most recent call last):
    ValueError: No claim answers 'peek'. The claims answer: peak.
    """
    return origins_behind(
        _find_answers(claims, question)["id"],
        claims=claims,
        voices=voices,
        links=links,
        basis=basis,
    )


def origins_behind(
    wanted: Iterable[str],
    *,
    claims: pd.DataFrame,
    voices: pd.DataFrame,
    links: pd.DataFrame,
    basis: Basis = "all",
) -> Origins:
    """Count the origins behind some claims, as a range.

    Parameters
    ----------
    wanted : iterable of str
        The ids of the claims.
    claims, voices, links : DataFrame
        The tables of the case.
    basis : {"all", "internal"}
        Whether to use evidence from outside the texts.

    Returns
    -------
    Origins
        As `count_speakers` gives it.

    Examples
    --------
    >>> claims = pd.DataFrame({"id": ["A-c1", "B-c1"], "document": ["A", "B"]})
    >>> voices = pd.DataFrame({"claim": ["A-c1", "B-c1"], "step": 1, "named": True,
    ...     "actor": ["mayor", "guard"]})
    >>> links = pd.DataFrame(columns=["from", "to", "basis", "confidence"])
    >>> origins_behind(["A-c1", "B-c1"], claims=claims, voices=voices, links=links)
    Origins(fewest=2, most=2)

    >>> origins_behind(["A-c9"], claims=claims, voices=voices, links=links)
    Traceback (most recent call last):
    ValueError: No claim 'A-c9' in the claims. Pass ids of case.claims.
    """
    witnesses = trace_witnesses(wanted, claims=claims, voices=voices)
    named = set(witnesses.loc[witnesses["named"], "witness"])
    unnamed = set(witnesses["witness"]) - named
    used = _whole_texts(links) if unnamed else links
    return count_origins(
        [*sorted(named), *sorted(unnamed)],
        pd.concat([used, _possible_links(unnamed, named)], ignore_index=True) if unnamed else used,
        basis=basis,
    )


def trace_witnesses(
    wanted: Iterable[str], *, claims: pd.DataFrame, voices: pd.DataFrame
) -> pd.DataFrame:
    """Say for each claim who stands behind it: the named speaker nearest to knowing.

    Parameters
    ----------
    wanted : iterable of str
        The ids of the claims.
    claims, voices : DataFrame
        The tables of the case.

    Returns
    -------
    DataFrame
        One row a claim: claim, document, witness (an actor, or the text in its own voice), named
        (whether the witness has a name of its own).

    Examples
    --------
    >>> claims = pd.DataFrame({"id": ["A-c1", "B-c1"], "document": ["A", "B"]})
    >>> voices = pd.DataFrame({"claim": ["A-c1"], "step": [1], "actor": ["mayor"], "named": [True]})
    >>> trace_witnesses(["A-c1", "B-c1"], claims=claims, voices=voices).values.tolist()
    [['A-c1', 'A', 'mayor', True], ['B-c1', 'B', 'B', False]]

    >>> trace_witnesses(["A-c9"], claims=claims, voices=voices)
    Traceback (most recent call last):
    ValueError: No claim 'A-c9' in the claims. Pass ids of case.claims.
    """
    table = claims if "id" in claims else claims.rename_axis("id").reset_index()
    documents = dict(zip(table["id"].astype(str), table["document"].astype(str), strict=True))
    chains = {str(claim): chain for claim, chain in voices.groupby("claim")}
    lines = []
    for claim in dict.fromkeys(str(one) for one in wanted):
        if claim not in documents:
            raise ValueError(f"No claim {claim!r} in the claims. Pass ids of case.claims.")
        lines.append((claim, documents[claim], *_find_witness(documents[claim], chains.get(claim))))
    found = pd.DataFrame(lines, columns=["claim", "document", "witness", "named"])
    return found.astype({"named": bool})


def claims_behind(figures: pd.DataFrame, wanted: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Say on which claims figures rest; a computed figure rests on those of its parts.

    Parameters
    ----------
    figures : DataFrame
        The figures of the case, with claim and derived_from.
    wanted : iterable of str
        The ids of the figures.

    Returns
    -------
    dict
        Id of a figure to the ids of its claims; empty where the text makes none of it.

    Examples
    --------
    >>> table = pd.DataFrame({"id": ["E-04", "E-07", "E-k1"], "claim": ["E-c05", "E-c06", None],
    ...     "derived_from": [None, None, "E-04 | E-07"]})
    >>> claims_behind(table, ["E-k1"])
    {'E-k1': ('E-c05', 'E-c06')}

    >>> claims_behind(table, ["E-99"])
    Traceback (most recent call last):
    ValueError: No figure 'E-99' in the figures. Pass ids of case.figures.
    """
    rows = {str(row["id"]): row for row in read_rows(figures, ("claim", "derived_from"))}
    return {name: _claims_of(name, rows) for name in dict.fromkeys(str(one) for one in wanted)}


def _claims_of(name: str, rows: dict[str, dict[str, object]]) -> tuple[str, ...]:
    if name not in rows:
        raise ValueError(f"No figure {name!r} in the figures. Pass ids of case.figures.")
    row = rows[name]
    if row["claim"] is not None:
        return (str(row["claim"]),)
    parts = [part.strip() for part in str(row["derived_from"] or "").split("|") if part.strip()]
    return tuple(dict.fromkeys(claim for part in parts for claim in _claims_of(part, rows)))


def credit_computed(figures: pd.DataFrame) -> pd.DataFrame:
    """Give each computed figure the speaker of the figures from which it was computed.

    Parameters
    ----------
    figures : DataFrame
        The figures of the case, with speaker and derived_from.

    Returns
    -------
    DataFrame
        The same rows; the speaker of a computed one is "mayor (our arithmetic)".

    Examples
    --------
    >>> table = pd.DataFrame({"speaker": ["mayor", "mayor", "computed from P-01 | P-02"],
    ...     "derived_from": [None, None, "P-01 | P-02"]}, index=["P-01", "P-02", "P-k1"])
    >>> credit_computed(table)["speaker"].tolist()
    ['mayor', 'mayor', 'mayor (our arithmetic)']

    >>> credit_computed(table.drop(columns="speaker"))
    Traceback (most recent call last):
    KeyError: "Figure 'P-01' has no column 'speaker'. Take a whole row of a figures table."
    """
    rows = {str(row["id"]): row for row in read_rows(figures, ("speaker", "derived_from"))}
    speakers = [_credit(name, rows) for name in rows]
    return figures.assign(speaker=pd.Series(speakers, index=figures.index, dtype=object))


def _credit(name: str, rows: dict[str, dict[str, object]]) -> str | None:
    row = rows[name]
    own = None if row["speaker"] is None else str(row["speaker"])
    if row["derived_from"] is None:
        return own
    parts = [part.strip() for part in str(row["derived_from"]).split("|")]
    speakers = dict.fromkeys(str(rows[part]["speaker"]) for part in parts if part in rows)
    return f"{' and '.join(speakers)} (our arithmetic)" if speakers else own


def _find_answers(claims: pd.DataFrame, question: str) -> pd.DataFrame:
    table = claims if "id" in claims else claims.rename_axis("id").reset_index()
    answers = table[table["question"] == question]
    if answers.empty:
        known = ", ".join(sorted(str(name) for name in table["question"].dropna().unique()))
        raise ValueError(f"No claim answers {question!r}. The claims answer: {known}.")
    return answers


def _find_witness(document: str, chain: pd.DataFrame | None) -> tuple[str, bool]:
    if chain is None or chain.empty:
        return document, False
    ordered = chain.sort_values("step")
    named = ordered[ordered["named"].astype(bool)]
    if named.empty:
        return f"{ordered['actor'].iloc[-1]} ({document})", False
    return str(named["actor"].iloc[-1]), True


def _possible_links(unnamed: set[str], named: set[str]) -> pd.DataFrame:
    lines = [(one, other) for one in sorted(unnamed) for other in (*sorted(named), _SOMEBODY)]
    table = pd.DataFrame(lines, columns=["from", "to"])
    return table.assign(basis="internal", confidence="low")


def _whole_texts(links: pd.DataFrame) -> pd.DataFrame:
    """Leave out what a text borrows for one statement: its other statements need not rest on it."""
    return links[~links["kind"].isin(_OF_ONE_STATEMENT)] if "kind" in links else links
