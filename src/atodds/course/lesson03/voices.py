"""Read a statement's speakers from a case: what the exercises of lesson 03 expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.reconcile import trace_chains

if TYPE_CHECKING:
    import pandas as pd

    from atodds.case import Case


def chain_of(case: Case, *claims: str) -> pd.DataFrame:
    """Return the attribution of statements, one row a step.

    Parameters
    ----------
    case
        The case.
    claims
        The statements' ids.

    Returns
    -------
    DataFrame
        As `reconcile.trace_chains` gives it.

    Examples
    --------
    >>> from atodds import load
    >>> chain_of(load("harbour"), "R-c03")["who"].tolist()
    ['text R', 'Northline, a news agency', 'the harbour office']
    >>> chain_of(load("harbour"), "R-c99")
    Traceback (most recent call last):
        ...
    LookupError: No statement 'R-c99'...
    """
    tables = {name: case.tables[name] for name in ("claims", "voices", "actors")}
    return trace_chains(claims, **tables)


def sort_of(case: Case, claim: str) -> str:
    """Return whether a statement has a source with a name, one without, or none.

    Parameters
    ----------
    case
        The case.
    claim
        The statement's id.

    Returns
    -------
    {"named", "unnamed", "nobody"}
        By the first step: whom the text itself cites.

    Examples
    --------
    >>> from atodds import load
    >>> [sort_of(load("harbour"), claim) for claim in ("P-c03", "R-c04", "Q-c07")]
    ['named', 'unnamed', 'nobody']
    >>> sort_of(load("harbour"), "Q-c99")
    Traceback (most recent call last):
        ...
    LookupError: No statement 'Q-c99'...
    """
    steps = chain_of(case, claim)
    cited = steps[steps["step"] == 1]
    if cited.empty:
        return "nobody"
    return "named" if cited["named"].all() else "unnamed"


def actor_at(case: Case, claim: str, step: int) -> str:
    """Return the id of the actor at one step of a statement's chain; "nobody" where it is over.

    Parameters
    ----------
    case
        The case.
    claim
        The statement's id.
    step
        1 is whom the text cites.

    Returns
    -------
    str
        An id of `actors`, or "nobody".

    Examples
    --------
    >>> from atodds import load
    >>> [actor_at(load("harbour"), "R-c03", step) for step in (1, 2, 3)]
    ['northline', 'harbour-office', 'nobody']
    >>> actor_at(load("harbour"), "Q-c07", 1)
    'nobody'
    """
    voices = case.tables["voices"]
    found = voices[(voices["claim"] == claim) & (voices["step"] == step)]
    return str(found["actor"].iloc[0]) if len(found) else "nobody"


def chosen(answer: object, field: str) -> str:
    """Return the option that an answer's field has, as a mistake gets the answer.

    Parameters
    ----------
    answer
        The fields that were judged.
    field
        The field's name.

    Returns
    -------
    str
        The option's key; empty where there is none.

    Examples
    --------
    >>> chosen({"first": {"choice": "northline"}}, "first"), chosen("junk", "first")
    ('northline', '')
    """
    part = answer.get(field) if isinstance(answer, dict) else None
    return str(part.get("choice", "")) if isinstance(part, dict) else ""
