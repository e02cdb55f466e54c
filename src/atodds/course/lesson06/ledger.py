"""Exercise 6.9: a ledger with six faults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.course.cells import cell
from atodds.course.lesson06.rows import (
    CRAWLED,
    EVACUATED,
    HELD,
    HELD_CONVERTED,
    LESS_200,
    LESSON,
    MORE_THAN_60,
    NEARLY_1300,
    NORTH_KOREANS,
    RAIDERS,
    RETAKEN,
    ROW,
    SEIZED,
    TWO_THIRDS,
)
from atodds.exercises import Exercise, Mistake, Rows

if TYPE_CHECKING:
    from atodds.case import Case

# The six answers of round 1, in their order.
LEDGER_COLUMNS = ("low", "best", "high", "bound", "unit", "definition", "as_of_end", "speaker")
FAULTS: dict[str, dict[str, Any]] = {
    NORTH_KOREANS: {"best": 11_000.0},
    LESS_200: {"low": 200.0, "best": 200.0, "bound": "point"},
    CRAWLED: {"unit": "mile"},
    SEIZED: {"definition": "still held"},
    TWO_THIRDS: {"as_of_end": pd.Timestamp("2024-08-31")},
    HELD: {"speaker": "Russian Ministry of Defence"},
}
SOUND = (MORE_THAN_60, RETAKEN, HELD_CONVERTED, EVACUATED, NEARLY_1300, RAIDERS)


def tired_rows(case: Case) -> pd.DataFrame:
    """Return twelve rows of the ledger, six of them with one fault each.

    The faults sit in six different places: value, bound, unit, definition, date, speaker.

    Parameters
    ----------
    case
        The case of the lesson; its own tables stay as they are.

    Returns
    -------
    pandas.DataFrame
        One row a figure, index its id, in the order of the ids; the columns of
        `LEDGER_COLUMNS`.

    Examples
    --------
    >>> from atodds import load
    >>> tired_rows(load("kursk")).shape
    (12, 8)
    >>> tired_rows(load("harbour"))
    Traceback (most recent call last):
        ...
    KeyError: ...
    """
    rows = case.figures.loc[sorted([*FAULTS, *SOUND]), list(LEDGER_COLUMNS)].copy()
    for figure, tired in FAULTS.items():
        for column, value in tired.items():
            rows.loc[figure, column] = value
    return rows


def tired_ledger(case: Case) -> pd.DataFrame:
    """Return the tired colleague's rows in words, each beside what its text says.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    pandas.DataFrame
        One row a figure, index "row" its id; columns printed, "what the text says" (our words,
        with fragments in place), "as coded".

    Examples
    --------
    >>> from atodds import load
    >>> print(tired_ledger(load("kursk")).loc["C-46", "as coded"])
    low 15 · best 15 · high 15 · bound: point · unit: mile · definition: distance inside the pipe
    · date: to 2025-03-10 · speaker: text C, in its own voice
    """
    rows = tired_rows(case)
    told = {
        "printed": case.figures.loc[rows.index, "exact"],
        "what the text says": [sentence_of(case, str(name)) for name in rows.index],
        "as coded": [_in_words(row) for _, row in rows.iterrows()],
    }
    return pd.DataFrame(told, index=rows.index.rename("row"))


def _in_words(row: pd.Series[Any]) -> str:
    limits = [f"{name} {_number(row[name])}" for name in ("low", "best", "high")]
    date = f"date: to {row['as_of_end']:%Y-%m-%d}"
    words = [f"{name}: {row[name]}" for name in ("bound", "unit", "definition")]
    return " · ".join([*limits, *words, date, f"speaker: {row['speaker']}"])


def _number(value: float) -> str:
    if pd.isna(value):
        return "not stated"
    return f"{value:,.0f}" if value > 1 else f"{value:.2f}"


def sentence_of(case: Case, figure: str) -> str:
    """Return what the text says around a figure: our words, with the fragment in its place.

    Parameters
    ----------
    case
        The case.
    figure
        The figure's id.

    Returns
    -------
    str
        The paraphrase of the figure's passage, fragments in quotation marks.

    Examples
    --------
    >>> from atodds import load
    >>> sentence_of(load("harbour"), "P-14")
    'Reyl thinks that the quay will see ships again “within ten days”.'
    >>> sentence_of(load("harbour"), "P-k1")
    Traceback (most recent call last):
        ...
    LookupError: ...
    """
    passage = cell(case, str(cell(case, figure, "passage")), "paraphrase", table="passages")
    return re.sub(r"\{([^}]+)\}", lambda found: f"“{_fragment(case, found.group(1))}”", passage)


def _fragment(case: Case, row: str) -> str:
    tables = {"c": "claims", "x": "anomalies"}
    table = tables.get(row.split("-")[1][0], "figures")
    return str(cell(case, row, "exact", table=table))


def _ledger_options(case: Case) -> dict[str, str]:
    rows = case.figures.loc[sorted([*FAULTS, *SOUND])]
    return {str(name): f"{name}  “{exact}”" for name, exact in rows["exact"].items()}


WORDS = {
    "best": "value: a range has no best one",
    "bound": "bound: “less” fences from above",
    "unit": "unit: kilometres",
    "definition": "definition: seized, not still held",
    "as_of_end": "date: by February",
    "speaker": "speaker: DeepState",
}


def _name_faults(case: Case) -> str:
    """Say which rows are at fault, and in what."""
    said = []
    for name in sorted(FAULTS):
        (what,) = [WORDS[column] for column in FAULTS[name] if column in WORDS][-1:]
        said.append(f"{name} “{cell(case, name, 'exact')}”, {what}")
    return "; ".join(said) + "."


find_faults = Exercise(
    id="6.9",
    lesson=LESSON,
    title="A ledger with six faults",
    objective=ROW,
    points=6,
    basis="internal",
    kind=Rows("Rows with a fault", options=_ledger_options),
    ask="Tick the six rows that do not say what their text says.",
    expected=lambda _: sorted(FAULTS),
    mistakes=(
        Mistake(
            "mends the text",
            lambda answer, _: isinstance(answer, frozenset) and HELD_CONVERTED in answer,
            "The row of the bracket says what the text prints, 261 square kilometres. The text "
            "slipped; the row did not. A ledger that mends its sources hides the slip.",
            example=[*sorted(FAULTS)[:5], HELD_CONVERTED],
        ),
        Mistake(
            "distrusts the fence",
            lambda answer, _: isinstance(answer, frozenset) and NEARLY_1300 in answer,
            "“Nearly” is a fence with a name: the rule of round 3 gives it a high end, a low end "
            "and no best value. That row is sound.",
            example=[*sorted(FAULTS)[:5], NEARLY_1300],
        ),
        Mistake(
            "digits only",
            lambda answer, _: (
                isinstance(answer, frozenset)
                and bool(answer)
                and answer <= {NORTH_KOREANS, LESS_200, CRAWLED}
            ),
            "You found what is off in the numbers. A row also says what is meant, when, and who "
            "says so: read those columns for every row.",
            example=[NORTH_KOREANS, LESS_200, CRAWLED],
        ),
    ),
    right=lambda case: f"Six faults in six places. {_name_faults(case)}",
    nudge="take one column at a time and compare it with the printed words and with the lesson.",
    hints=(
        "No column holds two faults. Begin with the bound.",
        "A range has no best value. A pipeline was crawled in kilometres.",
        "Who gave the 420, and was 1,268 still held or seized? When was two-thirds true?",
    ),
    reveal=lambda case: f"The six: {_name_faults(case)}",
)
