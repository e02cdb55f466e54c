"""How far a whole class agrees on what it coded, and its grid of grades."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.reconcile.agreement import describe_alpha, measure_many
from atodds.reconcile.grades import SOURCE_GRADES, STATEMENT_GRADES, read_source, read_statement
from atodds.reconcile.hiding import FEW, LEAST, hide_pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from atodds.reconcile.answers import Pieces
    from atodds.reconcile.hiding import Members, Settled

AGREEMENT = ("variable", "rows", "coders", "percent", "alpha", "said")
_DIAGONAL = tuple(zip(SOURCE_GRADES, STATEMENT_GRADES, strict=True))
Gave = dict[tuple[str, int], set[str]]


def list_codes(students: Iterable[str], pieces: Iterable[Pieces]) -> pd.DataFrame:
    """Return the codes of a class, one row a learner, thing and variable.

    Examples
    --------
    >>> from atodds.reconcile.answers import take_apart
    >>> pieces = take_apart([{"claim": "P-c07", "source": "B"}])
    >>> list_codes(["s01"], [pieces]).values.tolist()
    [['s01', 'P-c07', 'source', 'B']]
    """
    rows = [
        (student, thing, variable, code)
        for student, one in zip(students, pieces, strict=True)
        for (thing, variable), code in one.codes.items()
    ]
    return pd.DataFrame(rows, columns=["student", "thing", "variable", "code"])


def agree(codes: pd.DataFrame) -> pd.DataFrame:
    """Return how far a class agrees, one row a variable; none below five learners.

    Where fewer than five learners ever gave another code than the usual one, percent and alpha
    are hidden: their codes could be reckoned from them.

    Examples
    --------
    >>> codes = pd.DataFrame([(f"s{n}", thing, "source", "B" if n % 3 else "F")
    ...     for n in range(18) for thing in ("P-c07", "Q-c07")],
    ...     columns=["student", "thing", "variable", "code"])
    >>> print(agree(codes)["said"].iloc[0])
    Of 18 learners, any two gave the same code in 53 % of the cases. Alpha is -0.03: no better
    than chance.
    >>> agree(codes.head(6)).empty
    True
    """
    lines = []
    for variable, rows in codes.groupby("variable", sort=True):
        usual = rows.groupby("thing")["code"].agg(lambda one: Counter(one).most_common(1)[0][0])
        differ = rows.loc[rows["code"] != rows["thing"].map(usual), "student"].nunique()
        # Under its own name, a part of an answer that is called "thing" would stand twice.
        found = measure_many(rows, coder="student", by=["thing"], variables=["code"])
        row: dict[Any, Any] = {**found.iloc[0].to_dict(), "variable": str(variable)}
        if row["coders"] < LEAST:
            continue
        if 0 < differ < LEAST:
            hidden = {"percent": float("nan"), "alpha": float("nan")}
            said = f"All but {FEW} learners gave the same codes throughout."
            lines.append({**row, **hidden, "said": said})
        else:
            lines.append({**row, "said": _say_agreement(row)})
    return pd.DataFrame(lines, columns=list(AGREEMENT))


def _say_agreement(row: Mapping[Any, Any]) -> str:
    share = f"any two gave the same code in {row['percent']:.0f} % of the cases"
    alpha = describe_alpha(float(row["alpha"]), int(row["rows"]) * int(row["coders"]))
    return f"Of {row['coders']} learners, {share}. {alpha}"


def count_pairs(
    codes: pd.DataFrame, students: pd.Series, answered: Members, beside: Sequence[Settled]
) -> tuple[pd.DataFrame | None, str]:
    """Return how many learners gave each pair of grades at least once, and a sentence.

    Parameters
    ----------
    codes : DataFrame
        As `list_codes` gives them; those with both `source` and `statement` on a thing count.
    students : Series
        All of the class, in the order of `answered`.
    answered : array of bool
        Who answered at all.
    beside : sequence of Settled
        As for `hide_small`.

    Returns
    -------
    (DataFrame or None, str)
        Six rows A to F, six columns 1 to 6, numbers in words; None where nobody graded.

    Examples
    --------
    >>> import numpy as np
    >>> from atodds.reconcile.answers import take_apart
    >>> students = pd.Series([f"s{n}" for n in range(20)])
    >>> pieces = [take_apart([{"claim": "P-c07", "source": "B", "statement": 2 + (n < 8)}])
    ...     for n in range(20)]
    >>> grid, said = count_pairs(list_codes(students, pieces), students, np.full(20, True), ())
    >>> grid.loc["B"].tolist(), said
    (['0', '12', '8', '0', '0', '0'], 'Learners all of whose pairs lie on the line A1 to F6: 12.')
    """
    gave = _pair_up(codes)
    if not gave:
        return None, ""

    def say(who: Iterable[str]) -> str:
        chosen = answered & students.isin(set(who)).to_numpy()
        return hide_pick("pair", chosen, answered, beside).words

    cells = [
        [say(gave.get((source, statement), ())) for statement in STATEMENT_GRADES]
        for source in SOURCE_GRADES
    ]
    grid = pd.DataFrame(cells, index=list(SOURCE_GRADES), columns=list(STATEMENT_GRADES))
    off = {who for pair, some in gave.items() if pair not in _DIAGONAL for who in some}
    only = {who for some in gave.values() for who in some} - off
    return grid, f"Learners all of whose pairs lie on the line A1 to F6: {say(only)}."


def _pair_up(codes: pd.DataFrame) -> Gave:
    by_thing: dict[tuple[str, str], dict[str, str]] = {}
    for student, thing, variable, code in codes.itertuples(index=False, name=None):
        by_thing.setdefault((student, thing), {})[variable] = code
    gave: Gave = {}
    for (student, _), grades in by_thing.items():
        try:
            pair = read_source(grades.get("source")), read_statement(grades.get("statement"))
        except ValueError:
            continue
        gave.setdefault(pair, set()).add(student)
    return gave
