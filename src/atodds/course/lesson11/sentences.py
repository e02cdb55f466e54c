"""Exercises 11.9 and 11.12: three sentences for print, on any case or on the toy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atodds.course.lesson11.judging import judge_sentences, lost
from atodds.course.lesson11.rows import AGAIN, LESSON, TOY, UNSEEN
from atodds.exercises import Exercise, Fields, Mistake, Text, open_case
from atodds.exercises.cases import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from atodds.case import Case
    from atodds.exercises import Outcome


@dataclass(frozen=True, kw_only=True)
class Print:
    """Three sentences on one case.

    Attributes
    ----------
    case
        The name of the case.
    labels, questions
        Field to what is asked, and to the question that the sentence's row must answer.
    whole
        Field to a sentence that lacks nothing.
    spoilt
        Name of a mistake to a sentence that makes it, in the place of the first one.
    """

    case: str
    labels: Mapping[str, str]
    questions: Mapping[str, str]
    whole: Mapping[str, str]
    spoilt: Mapping[str, str]


FLOOD = Print(
    case=UNSEEN,
    labels={
        "height": "One sentence: how high did the river rise?",
        "home": "One sentence: how many people left their homes?",
        "damage": "One sentence: what is the damage?",
    },
    questions={"height": "peak", "home": "left-home", "damage": "damage"},
    whole={
        "height": "The Tesk River Board had nearly 6.5 metres for the night to 10 October [M-03].",
        "home": "By the town's list 1,140 people had left their homes by 11 October 2025 [K-17].",
        "damage": "Mayor Farran's first guess, on 11 October, was about 18 million crowns [K-20].",
    },
    spoilt={
        "no number": "The Tesk River Board had a very high level for the night to 10 October.",
        "no row": "The Tesk River Board had nearly 6.5 metres for the night to 10 October.",
        "bound lost": "The Tesk River Board had 6.5 metres for the night to 10 October [M-03].",
        "speaker lost": "The river rose to nearly 6.5 metres in the night to 10 October [M-03].",
        "date lost": "The Tesk River Board had nearly 6.5 metres [M-03].",
        "another question": "By its list 1,140 people had left the town by 11 October [K-17].",
    },
)
FIRE = Print(
    case=TOY,
    labels={
        "boxes": "One sentence: how many containers burned?",
        "area": "One sentence: how large an area burned?",
        "helpers": "One sentence: how many firefighters came?",
    },
    questions={"boxes": "containers", "area": "burned-area", "helpers": "firefighters"},
    whole={
        "boxes": "Harbour master Reyl counted fewer than 40 burned containers by 13 March [P-06].",
        "area": "By Reyl the fire of 12 March covered about 9,000 square metres [P-04].",
        "helpers": "By Northline 62 firefighters came on 12 March [R-08].",
    },
    spoilt={
        "no number": "Harbour master Reyl counted a lot of burned containers by 13 March.",
        "no row": "Harbour master Reyl counted fewer than 40 burned containers by 13 March.",
        "bound lost": "Harbour master Reyl counted 40 burned containers by 13 March [P-06].",
        "speaker lost": "Fewer than 40 containers had burned by 13 March [P-06].",
        "date lost": "Harbour master Reyl counted fewer than 40 burned containers [P-06].",
        "another question": "By Northline 62 firefighters came on 12 March [R-08].",
    },
)
# What a sentence has lost, as `check_brief` and `judge_sentences` say it, and what is said to it.
LOSSES = {
    "no number": (
        ("a number",),
        "One of your sentences has no number in it. Readers will ask how many.",
    ),
    "no row": (
        ("a row", "the number of its row", "the unit of its row", "a conversion"),
        (
            "A number has no row, or its row has another number. The row's name stands in square "
            "brackets behind the number; the table above the form has the names. Where your number "
            "is followed by one in another unit, convert it once more, or leave it out."
        ),
    ),
    "bound lost": (
        ("the bound",),
        (
            "One of your numbers has lost its little word, or found another. What does the row "
            "print?"
        ),
    ),
    "speaker lost": (
        ("the speaker",),
        (
            "Somebody says each of these numbers. Who? Where a text cites nobody, write so, or "
            "name the text."
        ),
    ),
    "date lost": (
        ("a date",),
        "Say for when each number holds. The rows have a period for it.",
    ),
    "another question": (
        ("its question",),
        "One sentence is whole, and answers another question than the one above it.",
    ),
}


PRINTS = {about.case: about for about in (FLOOD, FIRE)}


def rows_to_print(case: Case) -> pd.DataFrame:
    """Return the rows from which three sentences for print can be made, question by question.

    Parameters
    ----------
    case
        One of the cases on which the second half of lesson 11 can be worked.

    Returns
    -------
    DataFrame
        Rows of its figures: amounts and counts that answer one of three questions, without those
        that convert another row, and without those that count something else, or in another unit,
        than most rows of their question.

    Raises
    ------
    ValueError
        For another case.

    Examples
    --------
    >>> from atodds import load
    >>> rows_to_print(load("harbour")).index.tolist()
    ['P-06', 'Q-08', 'R-06', 'P-04', 'Q-04', 'R-04', 'P-08', 'Q-09', 'R-08']
    >>> rows_to_print(load("kursk"))
    Traceback (most recent call last):
    ...
    ValueError: Expected one of the cases flood and harbour, found kursk.
    """
    if case.name not in PRINTS:
        raise ValueError(f"Expected one of the cases {' and '.join(PRINTS)}, found {case.name}.")
    asked = list(PRINTS[case.name].questions.values())
    rows = case.figures[
        case.figures["question"].isin(asked)
        & case.figures["kind"].isin(["amount", "count"])
        & case.figures["conversion_of"].isna()
        & case.figures["derived_from"].isna()
    ]
    for name in ("definition", "unit"):
        usual = rows.groupby("question")[name].transform(lambda one: one.mode().iloc[0])
        rows = rows[rows[name] == usual]
    return rows.sort_values("question", key=lambda one: one.map(asked.index), kind="stable")


def _on(case: Case) -> Print:
    return PRINTS[case.name]


def _kind(case: Case) -> Fields:
    labels = _on(case).labels
    return Fields("Sentences", {name: Text(label, long=True) for name, label in labels.items()})


def _judge(answer: object, expected: object) -> Outcome:
    name = expected[NAME] if isinstance(expected, dict) else UNSEEN
    return judge_sentences(answer, open_case(name), PRINTS[name].questions)


def _spoilt(mistake: str) -> Callable[[Case], dict[str, str]]:
    return lambda case: {next(iter(_on(case).whole)): _on(case).spoilt[mistake]}


def make_sentences(cases: Sequence[str], *, exercise: str, title: str, right: str) -> Exercise:
    """Make an exercise of three sentences for print.

    Parameters
    ----------
    cases
        The names of the cases on which it can be answered, the first unless a learner says so.
    exercise
        The exercise's id.
    title, right
        As in `Exercise`.

    Returns
    -------
    Exercise
        Each of its fields takes one sentence with a number and its row.

    Examples
    --------
    >>> from atodds import load
    >>> made = make_sentences(["harbour"], exercise="11.12", title="Again", right="Whole.")
    >>> list(made.kind(load("harbour")).parts)
    ['boxes', 'area', 'helpers']
    >>> made.judge({"boxes": ""}, made.expected(load("harbour"))).state
    'untouched'
    """
    return Exercise(
        id=exercise,
        lesson=LESSON,
        title=title,
        objective=AGAIN,
        points=6,
        basis="internal",
        cases=tuple(cases),
        kind=_kind,
        ask="Write three sentences for print. Each has one number with its row in square "
        "brackets, its bound, its speaker, and a date.",
        expected=lambda case: {**_on(case).whole, NAME: case.name},
        judge=_judge,
        mistakes=tuple(
            Mistake(name, lost(*things), hint, example=_spoilt(name))
            for name, (things, hint) in LOSSES.items()
        ),
        right=right,
        nudge="take the sentence that lacks something, and look its row up in the table.",
        hints=(
            "A pattern to begin with: by whom, on which day, the bound and the number, the row.",
            lambda case: (
                "A text in its own voice is named by its letter: "
                f"“text {case.documents.index[0]}, which cites nobody”."
            ),
        ),
        reveal=lambda case: " ".join(_on(case).whole.values()),
    )


sentences = make_sentences(
    (UNSEEN, TOY),
    exercise="11.9",
    title="Three sentences for print",
    right="Three sentences that anybody can check. Ask of each how many origins it has: two voices "
    "of one office are one office, asked twice.",
)
other_case = make_sentences(
    (TOY,),
    exercise="11.12",
    title="The same work, another case",
    right="Three sentences that anybody can check.",
)
