"""Count who can know: the origins behind the answers to one question."""

import pandas as pd

from atodds.reconcile.origins import Basis, Origins, count_origins

_SOMEBODY = "somebody unnamed"


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
    answers = _find_answers(claims, question)
    chains = {str(claim): chain for claim, chain in voices.groupby("claim")}
    witnesses = {
        str(claim): _find_witness(str(document), chains.get(str(claim)))
        for claim, document in zip(answers["id"], answers["document"], strict=True)
    }
    named = {name for name, is_named in witnesses.values() if is_named}
    unnamed = {name for name, is_named in witnesses.values() if not is_named}
    return count_origins(
        [*sorted(named), *sorted(unnamed)],
        pd.concat([links, _possible_links(unnamed, named)], ignore_index=True)
        if unnamed
        else links,
        basis=basis,
    )


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
