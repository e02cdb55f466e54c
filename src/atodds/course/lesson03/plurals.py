"""Exercise 3.6: how many people a plural needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson03.rows import COUNT, LESSON
from atodds.exercises import Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

RIGHT: dict[str, object] = {
    "adviser": 1,
    "sources": 2,
    "most": None,
    "experts": 2,
    "reports": 1,
}


def _people(_: Case) -> dict[str, object]:
    # Grammar gives these, and no table: a plural of people needs two, one of reports needs one.
    return dict(RIGHT)


plurals = Exercise(
    id="3.6",
    lesson=LESSON,
    title="How many people is that?",
    objective=COUNT,
    points=5,
    basis="internal",
    kind=Fields(
        "People, at the least",
        {
            "adviser": Number("A: “a senior ministerial advisor”: at least", unit="people"),
            "sources": Number("A: “Ukrainian sources said”: at least", unit="people"),
            "most": Number(
                "A: “Ukrainian sources said”: at most", unit="people", may_be_unstated=True
            ),
            "experts": Number("D: “Military experts from both sides say”: at least", unit="people"),
            "reports": Number("B: “reports surfaced”: at least", unit="people"),
        },
    ),
    ask="Give the smallest number of people that makes the words true, and once the largest.",
    expected=_people,
    mistakes=(
        Mistake(
            "sounds like many",
            lambda answer, _: (
                isinstance(answer, dict)
                and any(
                    isinstance(answer.get(name), int | float) and answer[name] > 2
                    for name in ("adviser", "sources", "experts", "reports")
                )
            ),
            "You chose a number that sounds right. Try smaller ones in the sentence, and stop at "
            "the last one at which the words are still true.",
            example={**RIGHT, "experts": 10},
        ),
        Mistake(
            "one for a plural of people",
            lambda answer, _: (
                isinstance(answer, dict) and 1 in {answer.get("sources"), answer.get("experts")}
            ),
            "Newsrooms do write “sources” for one. The question is what the words say: could one "
            "person be several sources, or stand on both sides?",
            example={**RIGHT, "sources": 1},
        ),
        Mistake(
            "a report is a person",
            SameAs({"reports": 2}),
            "At least two reports: yes. Must two people be behind them? Think of a wire story that "
            "many papers print.",
        ),
        Mistake(
            "a ceiling of one's own",
            lambda answer, _: (
                isinstance(answer, dict) and isinstance(answer.get("most"), int | float)
            ),
            "Which word in “Ukrainian sources said” sets a ceiling? "
            "If none does, leave the box empty: that is an answer.",
            example={**RIGHT, "most": 5},
        ),
        Mistake(
            "nobody at all",
            lambda answer, _: (
                isinstance(answer, dict)
                and 0 in {answer.get(name) for name in ("adviser", "sources", "reports", "experts")}
            ),
            "None at all would make the sentence untrue: somebody spoke, or wrote. "
            "How many must it be at the least?",
            example={**RIGHT, "reports": 0},
        ),
    ),
    right="One, two, no ceiling, two, one. The word that sounds widest, “reports”, needs only one "
    "person. One adviser whose post is given may be worth more than a plural that gives nothing.",
    nudge="put numbers into the sentence, from 1 upwards: at which is it true for the first time?",
    hints=(
        "“a” is one. An -s on people is two or more.",
        "A report is a text. How many people does it take to write two?",
    ),
    reveal="One adviser; two sources at least, no ceiling; two experts, one a side; one reporter.",
)
