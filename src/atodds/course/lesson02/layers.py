"""Exercises 2.6 and 2.7: a span that does not fit its day, and a line left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson02.rows import ANNOUNCEMENT, LAYER, LESSON, SPAN, WINDOW
from atodds.dating import find_window, list_clues
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def _span(case: Case) -> dict[str, object]:
    clues = list_clues(case, "C", about=ANNOUNCEMENT)
    window = find_window(clues[clues.index == SPAN]) or (None, None)
    first, last = (day.day if day is not None else None for day in window)
    return {"first": first, "last": last, "fits": "late"}


mid_april = Exercise(
    id="2.6",
    lesson=LESSON,
    title="Almost nine months",
    objective=WINDOW,
    points=3,
    basis="internal",
    kind=Fields(
        "“almost nine months”, counted from 6 August 2024",
        {
            "first": Number(
                "From April the", tolerance=1, because="half a month is 14 days, or 15"
            ),
            "last": Number("to May the", tolerance=1, because="who ends the day before is right"),
            "fits": Choice(
                "Which day of the announcement fits the span?",
                options={
                    "mid": "the middle of April, say the 15th",
                    "late": "26 April",
                    "both": "both, equally well",
                },
                confidence=False,
            ),
        },
    ),
    ask="Between which days lies “almost nine months”, and which day fits it?",
    expected=_span,
    mistakes=(
        Mistake(
            "eight months",
            SameAs({"first": 6}),
            "On 6 April eight months are over. Almost nine is more: our rule begins half a month "
            "before the nine are full.",
        ),
        Mistake(
            "takes the text's word",
            SameAs({"fits": "mid"}),
            "The text says so. But count: how many months and days lie between 6 August and "
            "15 April?",
        ),
        Mistake(
            "almost stretches",
            SameAs({"fits": "both"}),
            "To the 15th it is eight months and nine days, to the 26th eight months and twenty. "
            "Which of the two would you round to nine?",
        ),
        Mistake(
            "in another month",
            SameAs({"last": 30}),
            "Go by whole months on your fingers: 6 September is one. On which day is it nine?",
        ),
    ),
    right="Two dates in one sentence, and they do not meet. The span speaks for late April, and "
    "so does the report that C itself dates to April 26. “Mid-April” is the odd one; whether "
    "the agency or a translator put it there, the text cannot tell. A loose “almost” remains "
    "possible, and so does an announcement in parts.",
    nudge="count the months from the 6th to the 6th, then go half a month back.",
    hints=(
        "6 August plus nine months is a 6th again.",
        "Half a month before 6 May: about fifteen days after 6 April.",
    ),
    reveal="From 21 April to 6 May; of the two days, 26 April fits.",
    finds=("mid-April",),
)

fossil = Exercise(
    id="2.7",
    lesson=LESSON,
    title="Two months called last",
    objective=LAYER,
    points=3,
    basis="internal",
    kind=Choice(
        "If one of C's two “last month” was left over from an older edition, it is",
        options={
            "deployment": "the one with the confirmation (C-t1)",
            "visit": "the one with Putin's visit (C-t2)",
            "either": "either: nothing favours one of them",
        },
        reasons={
            "march": "C dates the confirmation to late April, and A has such a visit in March.",
            "later": "It stands further down in the text, and the end of a text is older.",
            "first": "The two stand in one text, so the second repeats the words of the first.",
        },
    ),
    ask="Which line would be the leftover, why, and how sure are you?",
    expected=lambda _: {"choice": "visit", "reason": "march"},
    mistakes=(
        Mistake(
            "the firm one",
            SameAs({"choice": "deployment"}),
            "Look for the day of that confirmation: C prints it two sentences on. In which month "
            "must somebody sit who calls it last month? And could an edition of April have said "
            "so?",
        ),
        Mistake(
            "no way to choose",
            SameAs({"choice": "either"}),
            "One of the two events has its day in C itself. Begin there: it fixes the month of "
            "writing. Then ask which line does not fit that month.",
        ),
        Mistake(
            "by its place",
            SameAs({"choice": "visit", "reason": "later"}),
            "The line may be the one. But a place in a text dates nothing: news is often added "
            "at the top, and sometimes at the end. What do the *events* say?",
        ),
        Mistake(
            "a repetition",
            SameAs({"choice": "visit", "reason": "first"}),
            "The two lines tell of different events. When did each of them happen, and by which "
            "text?",
        ),
    ),
    right="The confirmation fixes C to May, and the visit of 12 March was “last month” in April. "
    "An update often keeps sentences of the day before yesterday. There is a small trace more: "
    "that paragraph of C has the only straight quotation marks of the text. And there is a doubt: "
    "a second visit, in April, is excluded by none of the five texts.",
    nudge="find the day of each event, and ask in which month one would call it last month.",
    hints=(
        "The confirmation: 26 to 28 April, by C. The visit: by text A, the day after the talks.",
        "A month later than 12 March is April. In what month was C written?",
    ),
    reveal="The visit: “last month” fits it in April, while the confirmation puts C into May.",
    finds=("fossil",),
)
