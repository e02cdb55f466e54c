"""Exercise 2.3: a word such as "never" is a clue to the day of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.cells import cell
from atodds.course.lesson02.rows import LESSON, REPORT, STATEMENT, WINDOW
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


# The day before Gerasimov's report, to the day of Putin's own statement: a learner may take any.
HALF_WAY = 1.5


def _last_never(case: Case) -> dict[str, object]:
    report, statement = (
        cell(case, event, "start", table="events").day for event in (REPORT, STATEMENT)
    )
    return {"so": "older", "last": (report - 1 + statement) / 2}


never = Exercise(
    id="2.3",
    lesson=LESSON,
    title="Never, and then confirmed?",
    objective=WINDOW,
    points=2,
    basis="internal",
    kind=Fields(
        "“never acknowledged” in A",
        {
            "so": Choice(
                "A and C",
                options={
                    "conflict": "contradict each other: one of them is mistaken",
                    "older": "can both hold: A was written before the confirmation",
                    "younger": "can both hold: A was written after it",
                },
                confidence=False,
            ),
            "last": Number(
                "“Never” can be printed until about April the",
                tolerance=HALF_WAY,
                because="the 26th or the 28th may count as the confirmation, "
                "and the word may end on that day or the day before",
            ),
        },
    ),
    ask="What is the relation of A and C, and until when could A's sentence be printed?",
    expected=_last_never,
    mistakes=(
        Mistake(
            "one must err",
            SameAs({"so": "conflict"}),
            "Put a date beside each sentence. Is there a day on which A's was true, and a later "
            "one on which C's was?",
        ),
        Mistake(
            "the order turned",
            SameAs({"so": "younger"}),
            "Who has read of a confirmation will hardly write “never”. Which of the two sentences "
            "has to come first?",
        ),
        Mistake(
            "A's own window",
            SameAs({"last": 17}),
            "That is how far A's other clues go. Forget them here: what does this word allow by "
            "itself?",
        ),
        Mistake(
            "a day too early",
            SameAs({"last": 24}),
            "On the next day, too, nothing had been confirmed. How long can the word stand?",
        ),
        Mistake(
            "to the end of the month",
            SameAs({"last": 30}),
            "By then C's April event has happened. Look for its day in C.",
        ),
    ),
    right="No contradiction: the world changed, and first “never” was true, then “confirmed”. A "
    "word of state is a clue like a weekday. It puts A before C; and before B, which tells of a "
    "confirmation as well, if that is the same one.",
    nudge="put the two sentences on one line of time, and look for the day that parts them.",
    hints=(
        "C: Gerasimov's report is of April 26, Putin's own statement two days later.",
        "A's word holds until the day before. Which of the two days you take is yours to argue.",
    ),
    reveal="Both hold: A is older. “Never” could be printed until 25 April, or until 27 April if "
    "only Putin's own words count.",
    finds=("never, then thanked",),
)
