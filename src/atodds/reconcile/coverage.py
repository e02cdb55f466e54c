"""Set facts against texts: told, told with a difference, not told, or not yet to be known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atodds.case.faults import did_you_mean

TOLD, DIFFERS, NOT_TOLD, NOT_YET, OPEN = "told", "differs", "not told", "not yet", "open"
STATES = (TOLD, DIFFERS, NOT_TOLD, NOT_YET, OPEN)

# Verdicts under which the answers say the same thing, as far as they go.
_IN_STEP = frozenset({"agree", "same origin", "one voice"})
# A forecast or a hope can be uttered at any time: it does not date what it speaks of.
_UNDATED = frozenset({"possible", "expected", "hoped", "planned"})
_NEEDED = {
    "claims": ("document", "question", "answer", "as_of_start", "as_of_end", "modality"),
    "questions": ("question", "verdict"),
    "documents": ("held", "window_start", "window_end"),
}


@dataclass(frozen=True)
class _Window:
    """From when and by when: either end may be missing (NaT)."""

    start: pd.Timestamp
    end: pd.Timestamp


def cover_questions(
    tables: Mapping[str, pd.DataFrame], *, only: Iterable[str] | None = None
) -> pd.DataFrame:
    """Return one row per question and text: what the text does with what is asked.

    A silence counts as one only where the text could have known. So dates are compared before
    anything else: a text that was finished before the first date that any text gives cannot
    have left the matter out, and where the windows overlap the dates leave it open.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tables of a case, as ``case.tables`` has them: `claims`, `questions` and
        `documents` (whose windows rest on evidence inside the texts). Only texts that are
        held are set against the questions.
    only : iterable of str, optional
        Ids of questions, in the order wanted. By default all of them, by date.

    Returns
    -------
    DataFrame
        One row per question and text, texts by the start of their window: question (its id),
        asked (in words), text, state, answer (empty where none), known_from (the first date
        that any answer gives), known_by (by when it was certainly there to be known),
        text_from, text_to.

        `state` is "told"; "differs", where the case's verdict is that the answers do not fit
        as they stand (a difference takes two, so no text is taken for the measure); "not yet",
        where the text's window ends before `known_from`; "not told", where it begins at
        `known_by` or later; "open", where the dates settle neither.

    Notes
    -----
    Forecasts and hopes date nothing. An answer with an end to its as-of window may be as late
    as that end; one without is taken to hold from its start. A state that lasts is dated by
    the texts that tell it, so its "not yet" says only that nobody dates it earlier. Internal
    evidence only.
    That an argument from silence needs a writer who would have known, and who would have told,
    is Gilbert J. Garraghan's rule (*A Guide to Historical Method*, 1946, section 149). Dates
    answer its first half only.

    Examples
    --------
    >>> from atodds import load
    >>> table = cover_questions(load("harbour").tables, only=["diverted-ships", "warning"])
    >>> table.pivot(index="question", columns="text", values="state")
    text                  P        Q        R
    question
    diverted-ships  not yet     open     told
    warning         differs  differs  differs
    >>> cover_questions(load("harbour").tables, only=["warnings"])
    Traceback (most recent call last):
    ValueError: No question 'warnings'. Did you mean 'warning'?
    """
    _expect(tables)
    questions, claims = tables["questions"], tables["claims"]
    documents = tables["documents"]
    texts = documents[documents["held"]].sort_values(["window_start", "window_end"])
    found = [
        row
        for name in _choose(questions, only)
        for row in _cover(name, _row_of(questions, name), claims[claims["question"] == name], texts)
    ]
    table = pd.DataFrame(found, columns=list(_ROW))
    if only is None:
        table = table.sort_values("known_from", kind="stable", ignore_index=True)
    return table


_ROW = (
    "question",
    "asked",
    "text",
    "state",
    "answer",
    "known_from",
    "known_by",
    "text_from",
    "text_to",
)


def _expect(tables: Mapping[str, pd.DataFrame]) -> None:
    for name, columns in _NEEDED.items():
        if name not in tables:
            raise KeyError(f"No table {name!r}. Pass the tables of a case: case.tables.")
        for column in columns:
            if column not in tables[name]:
                raise KeyError(f"No column {column!r} in {name}. Pass the tables of a case.")


def _choose(questions: pd.DataFrame, only: Iterable[str] | None) -> list[str]:
    known = [str(name) for name in questions.index]
    if only is None:
        return known
    chosen = [only] if isinstance(only, str) else list(only)
    for name in chosen:
        if name not in known:
            raise ValueError(f"No question {name!r}.{did_you_mean(str(name), known)}")
    return chosen


def _row_of(questions: pd.DataFrame, name: str) -> "pd.Series[Any]":
    return questions.iloc[questions.index.tolist().index(name)]


def _cover(
    name: str, question: "pd.Series[Any]", claims: pd.DataFrame, texts: pd.DataFrame
) -> list[dict[str, object]]:
    fact = _date_fact(claims)
    rows = []
    for text, dates in texts[["window_start", "window_end"]].iterrows():
        window = _Window(dates["window_start"], dates["window_end"])
        said = claims.loc[claims["document"] == text, "answer"]
        state = _silence(fact, window) if said.empty else _told(question["verdict"])
        answer = "; ".join(dict.fromkeys(said.dropna()))
        ends = (fact.start, fact.end, window.start, window.end)
        cells = (name, question["question"], text, state, answer, *ends)
        rows.append(dict(zip(_ROW, cells, strict=True)))
    return rows


def _date_fact(claims: pd.DataFrame) -> _Window:
    dated = claims[~claims["modality"].isin(_UNDATED)]
    by = dated["as_of_end"].fillna(dated["as_of_start"])
    return _Window(dated["as_of_start"].min(), by.min())


def _told(verdict: object) -> str:
    return TOLD if pd.isna(verdict) or verdict in _IN_STEP else DIFFERS  # type: ignore[call-overload]


def _silence(fact: _Window, text: _Window) -> str:
    # A comparison with a missing date is false, and so leaves the matter open.
    if text.end < fact.start:
        return NOT_YET
    return NOT_TOLD if fact.end <= text.start else OPEN
