"""Exercises 11.8 and 11.11: three sentences for print, on the unseen case or on the toy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atodds.course.lesson11.judging import judge_sentences, lost
from atodds.course.lesson11.rows import AGAIN, LESSON, TOY, UNSEEN, opened
from atodds.exercises import Exercise, Fields, Mistake, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        ("a row", "the number of its row", "the unit of its row"),
        (
            "A number has no row, or its row has another number. The row's name stands in square "
            "brackets behind the number; the table above the form has the names."
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


def make_sentences(about: Print, *, exercise: str, title: str, right: str) -> Exercise:
    """Make an exercise of three sentences for print.

    Parameters
    ----------
    about
        The sentences and their case.
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
    >>> made = make_sentences(FIRE, exercise="11.11", title="Again", right="Whole.")
    >>> list(made.kind.parts)
    ['boxes', 'area', 'helpers']
    >>> made.judge({"boxes": "", "area": "", "helpers": ""}, None).state
    'untouched'
    """
    first = next(iter(about.whole))

    def judge(answer: object, _: object) -> Outcome:
        return judge_sentences(answer, opened(about.case), about.questions)

    return Exercise(
        id=exercise,
        lesson=LESSON,
        title=title,
        objective=AGAIN,
        points=6,
        basis="internal",
        kind=Fields(
            "Sentences", {name: Text(label, long=True) for name, label in about.labels.items()}
        ),
        ask="Write three sentences for print. Each has one number with its row in square "
        "brackets, its bound, its speaker, and a date.",
        expected=lambda _: about.whole,
        judge=judge,
        mistakes=tuple(
            Mistake(name, lost(*things), hint, example={first: about.spoilt[name]})
            for name, (things, hint) in LOSSES.items()
        ),
        right=right,
        nudge="take the sentence that lacks something, and look its row up in the table.",
        hints=(
            "A pattern to begin with: by whom, on which day, the bound and the number, the row.",
            "A text in its own voice is named: “text L, which cites nobody”.",
        ),
        reveal=" ".join(about.whole.values()),
    )


sentences = make_sentences(
    FLOOD,
    exercise="11.8",
    title="Three sentences for print",
    right="Three sentences that anybody can check. Ask of each how many origins it has: where "
    "mayor and town list agree, one office has been asked twice.",
)
other_case = make_sentences(
    FIRE,
    exercise="11.11",
    title="The same work, another case",
    right="Three sentences that anybody can check.",
)
