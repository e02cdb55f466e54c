"""Two markers of the same essays: how far they agree, and where they are far apart."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from atodds.reconcile import measure_agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from atodds.exercises import Essay
    from atodds.grading.essay_marks import EssayMark

AGREEMENT_COLUMNS = ["first", "second", "question", "row", "essays", "same", "percent", "alpha"]
DIFFERENCE_COLUMNS = ["student", "question", "row", "first", "level", "second", "other"]
MAIN = "essays.csv"
ALL = "all"
FAR_APART = 2


def compare_markers(
    marks: Iterable[EssayMark], essays: Mapping[str, Essay]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare the levels that several markers gave to the same essays, two markers at a time.

    Where two markers or more have sheets of their own, the main sheet stays out: it holds what
    was resolved between them.

    Parameters
    ----------
    marks : Iterable of EssayMark
        All that was read in.
    essays : Mapping
        The number of a question to the question.

    Returns
    -------
    tuple of DataFrame
        First the agreement, one row per pair of markers, question and row of its rubric, and one
        for all of a pair's: ``first``, ``second``, ``question``, ``row``, ``essays`` (marked by
        both as they stand), ``same``, ``percent`` and ``alpha`` (Krippendorff's, for levels in
        order; missing where nothing could have differed). Then the levels that are two or more
        apart, one row each.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.grading.essay_marks import EssayMark
    >>> rows = [SimpleNamespace(name="Sourcing"), SimpleNamespace(name="Conclusion")]
    >>> question = SimpleNamespace(id="6.2", title="Why", rows=rows)
    >>> mine = EssayMark("ada", "6.2", 6, (3, 1))
    >>> yours = EssayMark("ada", "6.2", 3, (1, 1), marking="b")
    >>> agreement, apart = compare_markers([mine, yours], {"6.2": question})
    >>> agreement[["row", "essays", "percent"]].values.tolist()
    [['Sourcing', 1, 0.0], ['Conclusion', 1, 100.0], ['all', 2, 50.0]]
    >>> apart.values.tolist()
    [['ada', '6.2 Why', 'Sourcing', 'essays.csv', 3, 'b', 1]]
    """
    given = _levels(marks, essays)
    markings = list(dict.fromkeys(given["marking"]))
    named = [one for one in markings if one != MAIN]
    compared = named if len(named) > 1 else [MAIN, *named] if MAIN in markings else []
    agreement: list[pd.DataFrame] = []
    apart: list[list[object]] = []
    for first, second in combinations(compared, 2):
        sides = [given[given["marking"] == one] for one in (first, second)]
        by = ["student", "question", "row", "text"]
        both = sides[0].merge(sides[1], on=by, suffixes=("", "_other"))
        if both.empty:
            continue
        groups = [*both.groupby(["question", "row"], sort=False), ((ALL, ALL), both)]
        for (question, row), part in groups:
            found = _measure(part).assign(first=first, second=second, question=question, row=row)
            agreement.append(found)
        far = both[(both["level"] - both["level_other"]).abs() >= FAR_APART]
        for one in far.to_dict("records"):
            told = [one["student"], one["question"], one["row"]]
            apart.append([*told, first, one["level"], second, one["level_other"]])
    joined = pd.concat(agreement, ignore_index=True) if agreement else pd.DataFrame()
    return (
        joined.reindex(columns=AGREEMENT_COLUMNS),
        pd.DataFrame(apart, columns=DIFFERENCE_COLUMNS),
    )


def _levels(marks: Iterable[EssayMark], essays: Mapping[str, Essay]) -> pd.DataFrame:
    """List levels: one row per marker, student, question and row of the rubric."""
    rows: list[list[object]] = []
    for mark in marks:
        essay = essays.get(mark.exercise)
        if essay is None or len(mark.levels) != len(essay.rows):
            continue
        about = [mark.marking or MAIN, mark.student, f"{essay.id} {essay.title}", mark.text]
        for row, level in zip(essay.rows, mark.levels, strict=True):
            rows.append([*about, row.name, level])
    columns = ["marking", "student", "question", "text", "row", "level"]
    return pd.DataFrame(rows, columns=columns)


def _measure(part: pd.DataFrame) -> pd.DataFrame:
    by = ["student", "question", "row"]
    second = part[by].assign(level=part["level_other"])
    found = measure_agreement(
        part[[*by, "level"]], second, by=by, variables=["level"], scale="ordinal"
    )
    return found.rename(columns={"rows": "essays"})
