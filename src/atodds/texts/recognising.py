"""Recognise which text of a case a copy is, from a sample of hashed runs of words."""

import pandas as pd

from atodds.texts.folding import fingerprint

# Two accounts from one agency share some 2 % of their runs, a shortened copy keeps far more.
LEAST_SHARE = 0.2


def recognise(text: str, fingerprints: pd.DataFrame) -> pd.DataFrame:
    """Say how much of each document's fingerprint a text shows.

    Parameters
    ----------
    text : str
        The text to recognise.
    fingerprints : pandas.DataFrame
        A case's table of that name: `document` and `hash`, one row a hash.

    Returns
    -------
    pandas.DataFrame
        document, found, sample, share (of the document's sample that was found); best first.

    Examples
    --------
    >>> report = " ".join(f"Boat {number} lay in the harbour." for number in range(20))
    >>> known = pd.DataFrame({"document": "P", "hash": sorted(fingerprint(report))})
    >>> recognise("MENU  " + report, known)["share"].tolist()
    [1.0]
    >>> recognise(report, pd.DataFrame({"name": ["P"]}))
    Traceback (most recent call last):
    ...
    ValueError: Expected a table with the columns document and hash, found name.
    """
    missing = {"document", "hash"} - set(fingerprints.columns)
    if missing and len(fingerprints.columns):
        found = ", ".join(str(column) for column in fingerprints.columns)
        message = f"Expected a table with the columns document and hash, found {found}."
        raise ValueError(message)
    shown = fingerprint(text)
    records = []
    for document, sample in () if missing else fingerprints.groupby("document")["hash"]:
        hashes = set(sample)
        hits = len(hashes & shown)
        records.append((document, hits, len(hashes), hits / len(hashes)))
    table = pd.DataFrame(records, columns=["document", "found", "sample", "share"])
    return table.sort_values(["share", "document"], ascending=[False, True], ignore_index=True)
