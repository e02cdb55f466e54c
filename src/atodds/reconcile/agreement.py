"""How far two coders of one table agree, and where they do not.

Percent agreement is the share of rows with the same code. Krippendorff's alpha corrects it for
what two coders would share by chance: 1 is full agreement, 0 is what chance gives (Klaus
Krippendorff, Content Analysis: An Introduction to Its Methodology, 4th ed., Sage 2019, chapter
12; computed by the package `krippendorff` of Santiago Castro). Codes are taken as names, or, where
asked, as numbers in order, so that 1 and 3 differ more than 1 and 2.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, cast

import krippendorff
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Empty = Literal["code", "missing"]
Scale = Literal["nominal", "ordinal"]
_SUMMARY = ("variable", "rows", "same", "percent", "alpha")
# Krippendorff's advice (2019, chapter 12): rely on codes from .800, conclude with care from .667.
RELIABLE, TENTATIVE = 0.8, 0.667
_FEW = 20


def join_codings(
    first: pd.DataFrame, second: pd.DataFrame, *, by: Sequence[str], variables: Sequence[str]
) -> pd.DataFrame:
    """Return the rows that both coders coded, one row a pair.

    Parameters
    ----------
    first, second : DataFrame
        One row a thing that was coded; each needs the columns `by` and `variables`.
    by : sequence of str
        The columns that say which thing a row is about; no two rows of a coding share them.
    variables : sequence of str
        The columns that hold the codes.

    Returns
    -------
    DataFrame
        `by`, then `<variable>_first` and `<variable>_second` of each variable, all as plain
        text: numbers to three places, dates as YYYY-MM-DD, an empty cell as "".

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If a coding has two rows on one thing.

    Examples
    --------
    >>> mine = pd.DataFrame({"claim": ["P-c01", "P-c02"], "source": ["B", "F"]})
    >>> yours = pd.DataFrame({"claim": ["P-c02", "P-c09"], "source": ["C", "A"]})
    >>> join_codings(mine, yours, by=["claim"], variables=["source"]).values.tolist()
    [['P-c02', 'F', 'C']]
    >>> join_codings(mine, yours, by=["claim"], variables=["grade"])
    Traceback (most recent call last):
    ...
    KeyError: "The first coding has no column 'grade'. It has: claim, source."
    """
    sides = []
    for name, table in (("first", first), ("second", second)):
        for column in (*by, *variables):
            if column not in table:
                has = ", ".join(map(str, table.columns))
                raise KeyError(f"The {name} coding has no column {column!r}. It has: {has}.")
        double = table[table.duplicated(list(by))]
        if len(double):
            what = ", ".join(str(double.iloc[0][column]) for column in by)
            raise ValueError(
                f"Expected one row on each thing, found two on {what} in the {name} coding. "
                "Keep one of them."
            )
        codes = table[[*by, *variables]].copy()
        for column in variables:
            codes[column] = [plain_code(value) for value in table[column]]
        sides.append(codes.rename(columns={column: f"{column}_{name}" for column in variables}))
    joined = sides[0].merge(sides[1], on=list(by))
    ordered = [f"{column}_{name}" for column in variables for name in ("first", "second")]
    return joined[[*by, *ordered]]


def measure_agreement(  # noqa: PLR0913 - two codings, and how to read them
    first: pd.DataFrame,
    second: pd.DataFrame,
    *,
    by: Sequence[str],
    variables: Sequence[str],
    empty: Empty = "code",
    scale: Scale = "nominal",
) -> pd.DataFrame:
    """Return how far two codings agree, one row a variable.

    Parameters
    ----------
    first, second, by, variables
        As for `join_codings`. Things that only one of them coded are left out.
    empty : {"code", "missing"}
        Whether an empty cell is a code of its own, or a row not coded yet, which is left out.
    scale : {"nominal", "ordinal"}
        As for `compute_alpha`.

    Returns
    -------
    DataFrame
        variable; rows (coded by both), same, percent (0 to 100; NaN without rows), alpha
        (NaN where both used one single code throughout, so that there is nothing
        that could have differed).

    Examples
    --------
    >>> mine = pd.DataFrame({"claim": [1, 2, 3, 4], "grade": ["A", "A", "B", "B"]})
    >>> yours = pd.DataFrame({"claim": [1, 2, 3, 4], "grade": ["A", "A", "B", "A"]})
    >>> measure_agreement(mine, yours, by=["claim"], variables=["grade"]).round(2).values.tolist()
    [['grade', 4, 3, 75.0, 0.53]]
    >>> measure_agreement(mine, yours, by=["claim"], variables=["source"])
    Traceback (most recent call last):
    ...
    KeyError: "The first coding has no column 'source'. It has: claim, grade."
    """
    joined = join_codings(first, second, by=by, variables=variables)
    return summarise(joined, variables, empty=empty, scale=scale)


def summarise(
    joined: pd.DataFrame,
    variables: Iterable[str],
    *,
    empty: Empty = "code",
    scale: Scale = "nominal",
) -> pd.DataFrame:
    """Return the agreement in joined codings, one row a variable.

    Parameters
    ----------
    joined : DataFrame
        What `join_codings` or `pair_spans` gave.
    variables : iterable of str
        The variables to measure.
    empty : {"code", "missing"}
        As for `measure_agreement`.
    scale : {"nominal", "ordinal"}
        As for `compute_alpha`.

    Returns
    -------
    DataFrame
        As `measure_agreement` gives it.

    Examples
    --------
    >>> joined = pd.DataFrame({"grade_first": ["A", ""], "grade_second": ["A", "B"]})
    >>> summarise(joined, ["grade"])["percent"].tolist()
    [50.0]
    >>> summarise(joined, ["grade"], empty="missing")["percent"].tolist()
    [100.0]
    >>> summarise(joined, ["source"])
    Traceback (most recent call last):
    ...
    KeyError: 'source_first'
    """
    lines = []
    for variable in variables:
        one, two = (list(joined[f"{variable}_{name}"]) for name in ("first", "second"))
        pairs = [pair for pair in zip(one, two, strict=True) if empty == "code" or all(pair)]
        same = sum(left == right for left, right in pairs)
        percent = 100 * same / len(pairs) if pairs else math.nan
        alpha = compute_alpha(pairs, scale=scale)
        lines.append((variable, len(pairs), same, percent, alpha))
    return pd.DataFrame(lines, columns=list(_SUMMARY))


def compute_alpha(pairs: Iterable[tuple[str, str]], *, scale: Scale = "nominal") -> float:
    """Return Krippendorff's alpha of two coders.

    Parameters
    ----------
    pairs : iterable of (str, str)
        What each of two coders gave to one thing; "" is a code like any other. Leave a pair
        out where one of them gave none.
    scale : {"nominal", "ordinal"}
        Codes are names; or numbers in order, of which those further apart differ more.

    Returns
    -------
    float
        At most 1; NaN where no two codes differ, or no pair is left.

    Examples
    --------
    >>> round(compute_alpha([("A", "A"), ("A", "A"), ("B", "B"), ("B", "A")]), 2)
    0.53
    >>> compute_alpha([("A", "A"), ("A", "A")])
    nan
    >>> close, far = [("1", "2"), ("1", "1"), ("3", "3")], [("1", "3"), ("1", "1"), ("2", "2")]
    >>> compute_alpha(close, scale="ordinal") > compute_alpha(far, scale="ordinal")
    True
    >>> compute_alpha([("1", "B")], scale="ordinal")
    Traceback (most recent call last):
    ...
    ValueError: Expected numbers as codes that stand in an order, found B.
    >>> compute_alpha([("A", "B", "C")])
    Traceback (most recent call last):
    ...
    ValueError: Expected pairs of codes, one of each coder, found 3 codes. Compare two at a time.
    """
    listed = [tuple(pair) for pair in pairs]
    for pair in listed:
        if len(pair) != 2:
            raise ValueError(
                f"Expected pairs of codes, one of each coder, found {len(pair)} codes. "
                "Compare two at a time."
            )
    names = sorted({code for pair in listed for code in pair})
    if scale == "ordinal":
        odd = [name for name in names if not _is_number(name)]
        if odd:
            raise ValueError(
                f"Expected numbers as codes that stand in an order, found {', '.join(odd)}."
            )
    if len(names) < 2:
        return math.nan
    places = {name: float(place) for place, name in enumerate(names)}
    number = {name: float(name) for name in names} if scale == "ordinal" else places
    codes = [[number[code] for code in coder] for coder in zip(*listed, strict=True)]
    return float(krippendorff.alpha(reliability_data=codes, level_of_measurement=scale))


def _is_number(code: str) -> bool:
    try:
        return math.isfinite(float(code))
    except ValueError:
        return False


def measure_many(
    codings: pd.DataFrame, *, coder: str, by: Sequence[str], variables: Sequence[str]
) -> pd.DataFrame:
    """Return how far any number of coders agree, one row a variable.

    Parameters
    ----------
    codings : DataFrame
        One row a coder and thing: the columns `coder`, `by` and `variables`. Where a coder has
        two rows on one thing, the last counts. An empty code is one not given.
    coder : str
        The column that says who coded.
    by, variables : sequence of str
        As for `join_codings`.

    Returns
    -------
    DataFrame
        variable; rows (things that two coders or more coded), coders (who coded one of them),
        percent (of all pairs of codes on one thing, how many are the same; 0 to 100), alpha
        (nominal; NaN where there is one single code throughout). For two coders as
        `measure_agreement` with ``empty="missing"`` has them.

    Examples
    --------
    >>> codings = pd.DataFrame({"who": list("xyzxyz"), "claim": [1, 1, 1, 2, 2, 2],
    ...     "grade": ["A", "A", "B", "C", "C", "C"]})
    >>> measure_many(codings, coder="who", by=["claim"], variables=["grade"]).round(2).values
    array([['grade', 2, 3, 66.67, 0.55]], dtype=object)
    >>> measure_many(codings, coder="who", by=["claim"], variables=["source"])
    Traceback (most recent call last):
    ...
    KeyError: "The codings have no column 'source'. They have: who, claim, grade."
    """
    for column in (coder, *by, *variables):
        if column not in codings:
            has = ", ".join(map(str, codings.columns))
            raise KeyError(f"The codings have no column {column!r}. They have: {has}.")
    last = codings.drop_duplicates([coder, *by], keep="last")
    lines = []
    for variable in variables:
        codes = last.assign(code=[plain_code(value) for value in last[variable]])
        codes = codes[codes["code"] != ""]
        codes = codes[codes.groupby(list(by))["code"].transform("size") > 1]
        counts = pd.crosstab([codes[name] for name in by], codes["code"]).to_numpy()
        pairs = (counts.sum(axis=1) * (counts.sum(axis=1) - 1)).sum()
        same = (counts * (counts - 1)).sum()
        alpha = math.nan
        if counts.shape[1] > 1:
            alpha = float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
        percent = 100 * same / pairs if pairs else math.nan
        lines.append((variable, len(counts), codes[coder].nunique(), percent, alpha))
    return pd.DataFrame(lines, columns=["variable", "rows", "coders", "percent", "alpha"])


def list_disagreements(
    joined: pd.DataFrame, variables: Iterable[str], *, empty: Empty = "code"
) -> pd.DataFrame:
    """Return the codes on which two coders differ, one row each.

    Parameters
    ----------
    joined : DataFrame
        What `join_codings` or `pair_spans` gave.
    variables : iterable of str
        The variables to look at.
    empty : {"code", "missing"}
        As for `measure_agreement`.

    Returns
    -------
    DataFrame
        The columns that name the thing, then variable, first, second.

    Examples
    --------
    >>> joined = pd.DataFrame({"claim": ["P-c01", "P-c02"], "grade_first": ["A", "B"],
    ...     "grade_second": ["A", "F"]})
    >>> list_disagreements(joined, ["grade"]).values.tolist()
    [['P-c02', 'grade', 'B', 'F']]
    >>> list_disagreements(joined, ["source"])
    Traceback (most recent call last):
    ...
    KeyError: 'source_first'
    """
    ends = ("_first", "_second")
    by = [column for column in joined if not str(column).endswith(ends)]
    parts = []
    for variable in variables:
        one, two = joined[f"{variable}_first"], joined[f"{variable}_second"]
        differs = (one != two) & ((empty == "code") | ((one != "") & (two != "")))
        codes = {"first": one[differs], "second": two[differs]}
        parts.append(joined.loc[differs, by].assign(variable=variable, **codes))
    found = pd.concat(parts) if parts else joined[by].head(0)
    return found.sort_index(kind="stable").reset_index(drop=True)


def plain_code(value: object) -> str:
    """Write a code one way, whichever file or program it comes from.

    Parameters
    ----------
    value : object
        A cell.

    Returns
    -------
    str
        Numbers to three places, dates as YYYY-MM-DD, an empty cell as "", words in small
        letters, a single letter as a capital.

    Examples
    --------
    >>> plain_code(1300), plain_code("1300.0"), plain_code(None), plain_code(" Hoped ")
    ('1300', '1300', '', 'hoped')
    >>> plain_code("b"), plain_code(True), plain_code(pd.Timestamp("2024-08-06"))
    ('B', 'true', '2024-08-06')
    """
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(cast("float", value))):
        return ""
    if pd.api.types.is_bool(value):
        return str(value).lower()
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    words = " ".join(str(value).split())
    try:
        return f"{float(words):.3f}".rstrip("0").rstrip(".")
    except ValueError:
        return words.upper() if len(words) == 1 else words.lower()


def describe_alpha(alpha: float, rows: int) -> str:
    """Say in words what an alpha allows.

    Parameters
    ----------
    alpha : float
        At most 1, or NaN.
    rows : int
        How many things both coded.

    Returns
    -------
    str
        One or two sentences.

    Examples
    --------
    >>> describe_alpha(0.85, 40)
    'Alpha is 0.85: from 0.8 on, codes can be relied on.'
    >>> describe_alpha(0.7, 40)
    'Alpha is 0.70: enough for careful conclusions, which take 0.667.'
    >>> describe_alpha(-0.1, 6)
    'Alpha is -0.10: no better than chance. With 6 rows it jumps with every code: read the list.'
    >>> describe_alpha(float("nan"), 6)
    'Alpha says nothing here: it needs codes that could have differed.'
    """
    if math.isnan(alpha):
        return "Alpha says nothing here: it needs codes that could have differed."
    if alpha >= RELIABLE:
        said = f"from {RELIABLE:g} on, codes can be relied on"
    elif alpha >= TENTATIVE:
        said = f"enough for careful conclusions, which take {TENTATIVE:g}"
    elif alpha > 0:
        said = f"better than chance, and too low to conclude from, which takes {TENTATIVE:g}"
    else:
        said = "no better than chance"
    few = f" With {rows} rows it jumps with every code: read the list." if rows < _FEW else ""
    return f"Alpha is {alpha:.2f}: {said}.{few}"
