"""Show what was looked up about somebody who publishes or counts: an offline look outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case.asking import expect_name
from atodds.case.faults import did_you_mean
from atodds.charts.tables import Table

if TYPE_CHECKING:
    import pandas as pd

    from atodds.case import Case


def show_dossier(case: Case, subject: str, *topics: str) -> Table:
    """Return a dossier as a table: each fact with its date, its sources and its doubt.

    Who reads laterally leaves a text and asks what others say of its maker (Wineburg and
    McGrew, 2019). A dossier keeps such answers, so that it can be done without a network.

    Parameters
    ----------
    case : Case
        A case with a table of dossiers.
    subject : str
        Whose dossier: the name as it stands in the table.
    *topics : str
        Only these topics, such as "owner"; by default all of them.

    Returns
    -------
    Table
        One row a fact, in the order of the table: topic, fact, as of, told by, doubt. What
        was looked for in vain is a row too.

    Raises
    ------
    LookupError
        Where the case has no dossiers, none on this subject, or none on a topic.

    Examples
    --------
    >>> from atodds.case import load
    >>> harbour = load("harbour")
    >>> show_dossier(harbour, "Ellery Courier", "owner")
    Ellery Courier: what was looked up
    topic: owner; fact: The family Aldous has owned the newspaper since 1931.; as of: 2022; told
    by: Coast Business Register; doubt: Second reference not found. Invented.
    >>> show_dossier(harbour, "Ellery Currier")
    Traceback (most recent call last):
        ...
    LookupError: No dossier on 'Ellery Currier'. There are dossiers on Brightwater Cold Stores,
    Ellery Courier, Northline. Did you mean 'Ellery Courier'?
    """
    expect_name(subject, "the name of somebody with a dossier", "DeepState")
    if "dossiers" not in case.tables:
        raise LookupError(f"The case {case.name} has no dossiers: nothing was looked up for it.")
    rows = case.dossiers
    known = sorted(set(rows["subject"]))
    if subject not in known:
        listed = ", ".join(known)
        message = f"No dossier on {subject!r}. There are dossiers on {listed}."
        raise LookupError(f"{message}{did_you_mean(subject, known)}")
    rows = rows[rows["subject"] == subject]
    offered = list(dict.fromkeys(rows["topic"]))
    for topic in topics:
        if topic not in offered:
            message = f"No topic {topic!r} in the dossier on {subject}. It has {', '.join(offered)}"
            raise LookupError(f"{message}.{did_you_mean(str(topic), offered)}")
    rows = rows[rows["topic"].isin(topics or offered)]
    return Table(_in_words(rows), f"{subject}: what was looked up")


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the two sources into one column, and say of a search in vain that it was one."""
    told = rows["source_1"].fillna("") + ("; " + rows["source_2"]).fillna("")
    in_vain = rows["kind"] == "not found"
    # A date that breaks at its hyphens is hard to read in a narrow column.
    as_of = rows["as_of"].str.replace("-", "\N{NON-BREAKING HYPHEN}")
    table = rows[["topic", "fact"]].assign(
        as_of=as_of,
        told_by=told.mask(told == "", "nobody: looked for and not found"),
        doubt=rows["doubt"].fillna("none noted").str.rstrip("."),
    )
    table["topic"] = table["topic"].mask(in_vain, table["topic"] + " (not found)")
    return table.rename(columns={"as_of": "as of", "told_by": "told by"}).reset_index(drop=True)
