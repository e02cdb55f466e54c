"""Who stands behind the figures of a Reconciler: counted as a range, and told by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.reconcile import claims_behind, origins_behind, trace_witnesses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.case import Case
    from atodds.reconcile.origins import Basis


def ask_origins(case: Case, chosen: Sequence[str], basis: Basis) -> dict[str, Any]:
    """Count the origins behind the chosen figures, as a range, and say what each rests on.

    Examples
    --------
    >>> from atodds.case import load
    >>> ask_origins(load("harbour"), ["P-06", "R-06"], "internal")["said"]
    'Behind these 2 figures stand at least 1 and at most 2 independent origins.'
    """
    behind = claims_behind(case.figures, chosen)
    claims = [claim for found in behind.values() for claim in found]
    silent = [name for name, found in behind.items() if not found]
    if not claims:
        return {"said": "No claim is coded behind these figures: nobody can say.", "rows": []}
    found = origins_behind(
        claims, claims=case.claims, voices=case.voices, links=case.links, basis=basis
    )
    witnesses = trace_witnesses(claims, claims=case.claims, voices=case.voices)
    carried = {
        name: sorted(set(witnesses.loc[witnesses["claim"].isin(of), "witness"]))
        for name, of in behind.items()
    }
    rows = [
        {
            "witness": _name_with_way(case, row["witness"], figures),
            "figures": " | ".join(figures),
            "rests_on": _name_all(case, row["rests_on"]),
            "may_rest_on": _name_all(case, row["may_rest_on"]),
        }
        for _, row in found.table.iterrows()
        for figures in [[one for one, by in carried.items() if row["witness"] in by]]
    ]
    return {"said": _count(len(chosen), found.fewest, found.most, silent), "rows": rows}


def _count(figures: int, fewest: int, most: int, silent: Sequence[str]) -> str:
    noun = "origin" if most == 1 else "origins"
    span = (
        f"stand exactly {most} independent {noun}"
        if fewest == most > 1
        else f"stands 1 {noun}"
        if fewest == most
        else f"stand at least {fewest} and at most {most} independent {noun}"
    )
    left_out = f" Not counted, because nobody is coded behind them: {', '.join(silent)}."
    return f"Behind these {figures} figures {span}.{left_out if silent else ''}"


def _name_with_way(case: Case, witness: str, figures: Sequence[str]) -> str:
    """Name a witness, and by whom its figures reach the text where the ranges name that speaker."""
    name = name_witness(case, witness)
    rows = case.figures.loc[list(figures)]
    speakers = rows.loc[rows["derived_from"].isna(), "speaker"].dropna().unique()
    ways = [one.split(",")[0] for one in speakers if one not in name and name not in one]
    return f"{name}, by way of {' and '.join(ways)}" if ways else name


def name_witness(case: Case, witness: str) -> str:
    """Name an actor, a text that speaks in its own voice, or a report that nobody holds.

    Examples
    --------
    >>> from atodds.case import load
    >>> harbour = load("harbour")
    >>> name_witness(harbour, "reyl"), name_witness(harbour, "Q"), name_witness(harbour, "WIRE")
    ('Tomas Reyl, harbour master', 'text Q, in its own voice', 'a missing Northline report')
    >>> name_witness(harbour, "broker (R)")
    'an insurance broker (text R)'
    """
    bare, _, text = witness.partition(" (")
    if bare in case.actors.index:
        name = str(case.actors.loc[bare, "name"])
        return f"{name} (text {text.rstrip(')')})" if text else name
    if bare in case.documents.index:
        document = case.documents.loc[bare]
        if document["held"]:
            return f"text {bare}, in its own voice"
        translated = ", in translation" if ">" in str(document["language_path"]) else ""
        return f"a missing {document['publisher']} report{translated}"
    return witness


def _name_all(case: Case, joined: str) -> str:
    names = (name_witness(case, one) for one in joined.split(" | ") if one)
    return "; ".join(dict.fromkeys(names)) or "none known"
