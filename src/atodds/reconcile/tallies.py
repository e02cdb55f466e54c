"""Count what a class answered, with groups under five hidden.

It stands here, below both, because a page for the projector (`grading`) and a widget in a
notebook (`widgets`) show the same numbers, and neither may know of the other. Every number counts
learners, never answers or marks: a learner who gives one grade to eight statements is one learner.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atodds.reconcile.answers import read_answer, take_apart
from atodds.reconcile.crowds import AGREEMENT, agree, count_pairs, list_codes
from atodds.reconcile.grouping import (
    VERDICT,
    Answers,
    Known,
    Line,
    group_codes,
    group_mistakes,
    group_picks,
    group_values,
    group_verdicts,
)
from atodds.reconcile.hiding import LEAST

NEEDED = ("student", "lesson", "exercise", "verdict", "answer")
COLUMNS = ("lesson", "exercise", "about", "part", "value", "learners", "shown", "of", "note")


@dataclass(frozen=True, eq=False)
class Picture:
    """What a class answered in one exercise.

    Attributes
    ----------
    lesson, exercise, title, ask
        Which one, and in words where `questions` gave any.
    learners
        How many handed it in.
    tally
        One row a line: `lesson`, `exercise`, `about` (verdict, mistake, answer, row or code),
        `part`, `value`, `learners` (missing where hidden), `shown` (the same in words), `of`,
        `note` (the hint to a mistake). Empty below five learners.
    agreement
        One row a variable that things were coded by: `variable`, `rows`, `coders`, `percent`,
        `alpha`, `said`.
    grid
        Source A to F by statement 1 to 6: how many learners gave the pair at least once, in
        words; None where no grades were asked.
    diagonal
        A sentence on the grid.
    """

    lesson: str
    exercise: str
    title: str
    ask: str
    learners: int
    tally: pd.DataFrame
    agreement: pd.DataFrame
    grid: pd.DataFrame | None = None
    diagonal: str = ""


def expect_marks(found: object) -> pd.DataFrame:
    """Return a marks table with what is needed here as text; refuse anything else.

    Parameters
    ----------
    found : object
        A table of one row a learner and exercise.

    Returns
    -------
    DataFrame
        student, lesson, exercise, verdict, mistake and hint as text, points and max_points as
        numbers where there are any, answer as plain data. Of two rows of one learner on one
        exercise the last stays.

    Raises
    ------
    TypeError
        If it is no table.
    ValueError
        If columns are missing.

    Examples
    --------
    >>> row = {"student": 7, "lesson": "06", "exercise": "6.1", "verdict": "right", "answer": "62"}
    >>> expect_marks(pd.DataFrame([row]))[["student", "mistake", "answer"]].values.tolist()
    [['7', '', 62]]
    >>> expect_marks(pd.DataFrame({"claim": [1]}))
    Traceback (most recent call last):
    ...
    ValueError: Expected a marks table with the columns student, lesson, exercise, verdict and
    answer, found the columns claim. Give the marks.csv that `atodds grade` wrote.
    """
    if not isinstance(found, pd.DataFrame):
        raise TypeError(f"Expected a marks table, found {type(found).__name__}.")
    if not set(NEEDED) <= set(found.columns):
        has = ", ".join(map(str, found.columns)) or "of an empty table"
        raise ValueError(
            f"Expected a marks table with the columns {', '.join(NEEDED[:-1])} and {NEEDED[-1]}, "
            f"found the columns {has}. Give the marks.csv that `atodds grade` wrote."
        )
    marks = pd.DataFrame(index=found.index)
    for name in ("student", "lesson", "exercise", "verdict", "mistake", "hint"):
        column = found[name] if name in found else pd.Series("", index=found.index)
        marks[name] = column.astype(object).where(column.notna(), "").astype(str)
    for name in ("points", "max_points"):
        column = found[name] if name in found else pd.Series(float("nan"), index=found.index)
        marks[name] = pd.to_numeric(column, errors="coerce")
    marks["answer"] = pd.Series(
        [read_answer(cell) for cell in found["answer"]], index=found.index, dtype=object
    )
    marks["lesson"] = marks["lesson"].str.zfill(2)
    return marks.drop_duplicates(["student", "exercise"], keep="last").reset_index(drop=True)


def picture_class(marks: pd.DataFrame, questions: pd.DataFrame | None = None) -> list[Picture]:
    """Return what a class answered, one picture an exercise, with groups under five hidden.

    Parameters
    ----------
    marks : DataFrame
        As `expect_marks` takes it: one row a learner and exercise.
    questions : DataFrame, optional
        What the questions were, as `exercises.list_questions` gives it. Without it, exercises
        go by their numbers and options by their keys; an option that fewer than five chose is
        not listed; and exercises without points are left out, since some only take stock.

    Returns
    -------
    list of Picture
        In order of lesson and number; questions that a person reads and questions that only
        take stock have none.

    Raises
    ------
    TypeError, ValueError
        If `marks` is no marks table.

    Examples
    --------
    >>> rows = [(f"s{n}", "06", "6.1", "right" if n > 5 else "hint", {"choice": "b"}, "even", "Hm")
    ...     for n in range(20)]
    >>> names = ["student", "lesson", "exercise", "verdict", "answer", "mistake", "hint"]
    >>> marks = pd.DataFrame(rows, columns=names).assign(max_points=2.0)
    >>> picture_class(marks)[0].tally[["about", "value", "shown"]].values.tolist()[:2]
    [['verdict', 'right', '14'], ['verdict', 'a mistake with a name', '6']]
    >>> picture_class(marks.head(4))[0].tally.empty
    True
    >>> picture_class(marks.drop(columns="verdict"))
    Traceback (most recent call last):
    ...
    ValueError: Expected a marks table with the columns student, lesson, exercise, verdict and
    answer, found the columns student, lesson, exercise, answer, mistake, hint, max_points. Give
    the marks.csv that `atodds grade` wrote.
    """
    table = expect_marks(marks)
    pictures = []
    for exercise in sorted(table["exercise"].unique(), key=_by_number):
        rows = table[table["exercise"] == exercise]
        known = _look_up(questions, exercise)
        if _is_left_out(rows, exercise, questions):
            continue
        pictures.append(_picture(exercise, rows, known))
    return sorted(pictures, key=lambda one: one.lesson)


def _is_left_out(rows: pd.DataFrame, exercise: str, questions: pd.DataFrame | None) -> bool:
    if (rows["verdict"] == "for a reader").all():
        return True
    if questions is None:
        return bool((rows["max_points"] == 0).all())
    found = questions[questions["exercise"] == exercise]
    return bool(len(found)) and bool(found["unscored"].any())


def _look_up(questions: pd.DataFrame | None, exercise: str) -> Known:
    found = questions[questions["exercise"] == exercise] if questions is not None else None
    if found is None or found.empty:
        return Known()
    labels = dict(zip(found["part"], found["label"], strict=True))
    options: dict[str, dict[str, str]] = {}
    for part, key, words in found[["part", "key", "words"]].itertuples(index=False, name=None):
        if key:
            options.setdefault(part, {})[key] = words
    return Known(str(found["title"].iloc[0]), str(found["ask"].iloc[0]), labels, options)


def _picture(exercise: str, rows: pd.DataFrame, known: Known) -> Picture:
    lesson, everyone = str(rows["lesson"].iloc[0]), len(rows)
    named = (lesson, exercise, known.title, known.ask, everyone)
    if everyone < LEAST:
        nothing = pd.DataFrame(columns=list(COLUMNS)), pd.DataFrame(columns=list(AGREEMENT))
        return Picture(*named, *nothing)
    answered = (rows["verdict"] != "not recorded").to_numpy()
    pieces = [take_apart(one, tuple(known.labels)) for one in rows["answer"]]
    answers = Answers(pieces, answered, known)
    verdicts = group_verdicts(rows)
    mistakes, settled = group_mistakes(rows, verdicts)
    beside = (*verdicts, *settled)
    lines = [
        *(Line(VERDICT, "", one.group.name, one) for one in verdicts),
        *mistakes,
        *group_values(answers, beside),
        *group_picks(answers, beside),
        *group_codes(answers, beside),
    ]
    tally = pd.DataFrame(
        [
            (
                lesson,
                exercise,
                one.about,
                one.part,
                one.value,
                one.settled.learners,
                one.settled.words,
                everyone,
                one.note,
            )
            for one in lines
        ],
        columns=list(COLUMNS),
    ).astype({"learners": "Int64"})
    codes = list_codes(rows["student"], pieces)
    grid, diagonal = count_pairs(codes, rows["student"], answered, beside)
    return Picture(*named, tally, agree(codes), grid, diagonal)


def _by_number(exercise: str) -> tuple[list[int], str]:
    """Order 6.10 after 6.9, and what is no number first."""
    parts = exercise.split(".")
    plain = all(part.isascii() and part.isdigit() for part in parts)
    return [int(part) for part in parts] if plain else [], exercise
