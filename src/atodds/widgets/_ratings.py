"""What a Rater shows of each claim, and the grades it holds: checked, saved, tabulated."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.case.asking import expect_several
from atodds.reconcile import SOURCE_GRADES, STATEMENT_GRADES, read_source, read_statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atodds.case import Case

Ratings = dict[str, dict[str, Any]]
COLUMNS = ("claim", "source", "statement")
_OWN = ("says", "cited", "beside")
_MOST = 30
NOBODY = "nobody: the text says it in its own voice"


def list_items(case: Case, claims: Sequence[str] | pd.DataFrame) -> tuple[dict[str, Any], ...]:
    """List what is shown of each claim: never its text's outlet.

    Parameters
    ----------
    case : Case
        The case.
    claims : sequence of str, or DataFrame
        Ids of claims; or a table with the column `claim` and, where wanted, `says`, `cited` and
        `beside`, which stand in the place of what the case would show.

    Returns
    -------
    tuple of dict
        claim, number, says (our paraphrase), exact (a fragment of the text, or ""), cited,
        beside (what else is known, or "").

    Examples
    --------
    >>> from atodds.case import load
    >>> list_items(load("harbour"), ["P-c07"])[0]["cited"]
    'the town of Port Ellery'
    >>> list_items(load("harbour"), ["P-c07", "P-c07"])
    Traceback (most recent call last):
    ...
    ValueError: Expected each claim once, found 'P-c07' twice. Leave one out.
    >>> list_items(load("harbour"), [])
    Traceback (most recent call last):
    ...
    ValueError: Expected 1 to 30 claims to rate, found 0.
    """
    table = claims if isinstance(claims, pd.DataFrame) else None
    if table is not None and "claim" not in table:
        has = ", ".join(map(str, table.columns))
        raise ValueError(f"Expected a table with the column 'claim', found the columns {has}.")
    names = list(table["claim"]) if table is not None else expect_several(claims, "claims")
    if not 1 <= len(names) <= _MOST:
        raise ValueError(f"Expected 1 to {_MOST} claims to rate, found {len(names)}.")
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"Expected each claim once, found {name!r} twice. Leave one out.")
    items = [_item(case, str(name), number) for number, name in enumerate(names, start=1)]
    if table is not None:
        own = [name for name in _OWN if name in table]
        for item, row in zip(items, table[own].to_dict("records"), strict=True):
            item.update({str(name): str(words) for name, words in row.items() if pd.notna(words)})
    return tuple(items)


def _item(case: Case, claim: str, number: int) -> dict[str, Any]:
    row: Any = case.row("claims", claim)
    exact = row["exact"]
    return {
        "claim": claim,
        "number": number,
        "says": str(row["paraphrase"]),
        "exact": "" if pd.isna(exact) else str(exact),
        "cited": name_cited(case, claim),
        "beside": "",
    }


def name_cited(case: Case, claim: str) -> str:
    """Say whom a text cites for a claim, and by way of whom.

    Examples
    --------
    >>> from atodds.case import load
    >>> name_cited(load("harbour"), "R-c03")
    'the harbour office, by way of Northline, a news agency'
    >>> name_cited(load("harbour"), "P-c04")
    'nobody: the text says it in its own voice'
    """
    steps = case.voices[case.voices["claim"] == claim]
    names = [
        " and ".join(str(case.actors.loc[actor, "name"]) for actor in step["actor"])
        for _, step in steps.groupby("step", sort=True)
    ]
    return ", by way of ".join(reversed(names)) or NOBODY


def clean_ratings(found: object, claims: Sequence[str]) -> Ratings:
    """Keep the grades that exist, of the claims that are shown, in their order.

    Examples
    --------
    >>> clean_ratings({"P-c07": {"source": "b", "statement": 9}, "Q-c01": {}}, ["P-c07"])
    {'P-c07': {'source': 'B'}}
    >>> clean_ratings("junk", ["P-c07"])
    {}
    """
    given: dict[str, Any] = found if isinstance(found, dict) else {}
    kept: Ratings = {}
    for claim in claims:
        grades = given.get(claim)
        read = _read(grades) if isinstance(grades, dict) else {}
        if read:
            kept[claim] = read
    return kept


def _read(grades: dict[str, object]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, reader in (("source", read_source), ("statement", read_statement)):
        try:
            read[name] = reader(grades.get(name))
        except ValueError:
            continue
    return read


def tabulate(ratings: Ratings, claims: Sequence[str]) -> pd.DataFrame:
    """Turn the grades into a table, one row a claim shown; a missing grade is missing.

    Examples
    --------
    >>> tabulate({"P-c07": {"source": "B"}}, ["P-c07"]).isna().values.tolist()
    [[False, False, True]]
    """
    rows = [
        (claim, ratings.get(claim, {}).get("source"), ratings.get(claim, {}).get("statement"))
        for claim in claims
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"claim": object, "source": object, "statement": "Int64"})


def list_rows(result: pd.DataFrame) -> list[list[object]]:
    """List the rows as a file holds them.

    Examples
    --------
    >>> list_rows(tabulate({"P-c07": {"source": "B"}}, ["P-c07"]))
    [['P-c07', 'B', None]]
    """
    return [
        [
            claim,
            None if pd.isna(source) else source,
            None if pd.isna(statement) else int(statement),
        ]
        for claim, source, statement in result.itertuples(index=False, name=None)
    ]


def from_rows(draft: object) -> object:
    """Turn a draft's rows back into grades by claim; None where it holds none.

    Examples
    --------
    >>> from_rows({"columns": ["claim", "source", "statement"], "rows": [["P-c07", "B", 2]]})
    {'P-c07': {'source': 'B', 'statement': 2}}
    >>> from_rows({"rows": 7}) is None, from_rows({"rows": [7]})
    (True, {})
    """
    rows = draft.get("rows") if isinstance(draft, dict) else None
    if not isinstance(rows, list):
        return None
    full = [row for row in rows if isinstance(row, list) and len(row) == len(COLUMNS)]
    return {str(row[0]): dict(zip(COLUMNS[1:], row[1:], strict=True)) for row in full}


def describe_change(old: Ratings, new: Ratings, items: Sequence[Mapping[str, Any]]) -> str:
    """Say which grade was given or taken away, and how many claims have both.

    Examples
    --------
    >>> items = [{"claim": "P-c07", "number": 1}, {"claim": "Q-c07", "number": 2}]
    >>> describe_change({}, {"P-c07": {"source": "B"}}, items)
    'Statement 1: source B. 0 of 2 have both grades.'
    """
    changed = [item for item in items if old.get(item["claim"]) != new.get(item["claim"])]
    said = ""
    if len(changed) == 1:
        grades = new.get(changed[0]["claim"], {})
        listed = ", ".join(f"{name} {grade}" for name, grade in grades.items()) or "no grade"
        said = f"Statement {changed[0]['number']}: {listed}. "
    return f"{said}{count_full(new)} of {len(items)} have both grades."


def count_full(ratings: Ratings) -> int:
    """Count the claims that have both grades.

    Examples
    --------
    >>> count_full({"P-c07": {"source": "B", "statement": 2}, "Q-c07": {"source": "F"}})
    1
    """
    return sum(len(grades) == 2 for grades in ratings.values())


def scales() -> dict[str, list[dict[str, str]]]:
    """List the grades of both scales with their words, for the front end.

    Examples
    --------
    >>> scales()["source"][5]
    {'grade': 'F', 'words': 'cannot be judged: no name, or no record'}
    """
    pairs: dict[str, Mapping[Any, str]] = {
        "source": SOURCE_GRADES,
        "statement": STATEMENT_GRADES,
    }
    return {
        name: [{"grade": str(grade), "words": words} for grade, words in grades.items()]
        for name, grades in pairs.items()
    }


def as_text(title: str, items: Sequence[Mapping[str, Any]], ratings: Ratings, line: str) -> str:
    """Write claims and grades down as plain text.

    Examples
    --------
    >>> item = {"claim": "P-c07", "number": 1, "says": "214 slept there.", "cited": "the town",
    ...     "exact": "", "beside": ""}
    >>> print(as_text("Rate", [item], {"P-c07": {"source": "B"}}, "Nothing is rated yet."))
    Rate. Nothing is rated yet.
      1. 214 slept there. Cited: the town. Source: B; statement: not rated.
    """
    lines = [f"{title}. {line}"]
    for item in items:
        quoted = f' "{item["exact"]}".' if item["exact"] else ""
        beside = f" Beside it: {item['beside']}" if item["beside"] else ""
        source, statement = _grades(ratings, item)
        lines.append(
            f"  {item['number']}. {item['says']}{quoted} Cited: {item['cited']}.{beside} "
            f"Source: {source}; statement: {statement}."
        )
    return "\n".join(lines)


def as_html(title: str, items: Sequence[Mapping[str, Any]], ratings: Ratings, line: str) -> str:
    """Write claims and grades down as a table that needs no script and no style sheet.

    Examples
    --------
    >>> as_html("Rate", [], {}, "Nothing is rated yet.")[:59]
    '<div class="atodds-twin"><p><strong>Rate.</strong> Nothing '
    """
    names = ("Statement", "What is said", "Who is cited", "Beside it", "Claim", "Source", "Grade")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = []
    for item in items:
        quoted = f" “{escape(item['exact'])}”" if item["exact"] else ""
        cells = [
            str(item["number"]),
            f"{escape(item['says'])}{quoted}",
            escape(item["cited"]),
            escape(item["beside"]),
            escape(item["claim"]),
            *map(escape, _grades(ratings, item)),
        ]
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return (
        f'<div class="atodds-twin"><p><strong>{escape(title)}.</strong> {escape(line)}</p>'
        f"<table><caption>What was rated</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _grades(ratings: Ratings, item: Mapping[str, Any]) -> tuple[str, str]:
    grades = ratings.get(item["claim"], {})
    source, statement = (str(grades.get(name, "not rated")) for name in ("source", "statement"))
    return source, statement
