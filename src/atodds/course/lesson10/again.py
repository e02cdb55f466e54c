"""Exercise 10.10: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.lesson10.blind import list_speakers
from atodds.course.lesson10.rows import GRADE, LESSON, chosen
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs
from atodds.reconcile import count_origins

if TYPE_CHECKING:
    from atodds.case import Case

CAUSE = "Q-c07"
SETTLED = {"cannot be settled": "open"}


def _harbour(_: Case) -> dict[str, object]:
    harbour = load("harbour")
    asked = harbour.row("questions", "warning")
    return {
        "source": "C" if list_speakers(harbour, CAUSE) else "F",
        "shares": "time",
        "origins": count_origins(["P", "Q", "R"], harbour.links, basis="internal").fewest,
        "warning": SETTLED.get(str(asked["verdict"]), "union"),
    }


other_case = Exercise(
    id="10.10",
    lesson=LESSON,
    title="The same work, another case",
    objective=GRADE,
    points=4,
    basis="internal",
    kind=Fields(
        "The harbour, once more",
        {
            "source": Choice(
                "Text Q: a cooling unit “caused the fire”. Nobody is cited. The source is",
                options={"B": "B", "C": "C", "E": "E", "F": "F"},
                confidence=False,
            ),
            "shares": Choice(
                "Text R: a fire on Tuesday and Wednesday; the owner's shares fell on Thursday. R",
                options={
                    "effect": "says that the fire brought the shares down",
                    "guess": "passes on somebody's guess that it did",
                    "time": "says that one came after the other, and no more",
                },
                confidence=False,
            ),
            "origins": Number(
                "“9,000 square metres” stands in P, Q and R. How many origins at the fewest?"
            ),
            "warning": Choice(
                "The union says that it warned, the owner that it has no record of it. Verdict",
                options={
                    "union": "it warned: workers know the building",
                    "owner": "it did not: a firm keeps records",
                    "middle": "it warned a little",
                    "open": "not to be settled from these texts: a dated letter would do it",
                },
                confidence=False,
            ),
        },
    ),
    ask="Grade, read, count and decide, from the three texts of the harbour.",
    expected=_harbour,
    mistakes=(
        Mistake(
            "a grade for nobody",
            lambda answer, _: bool(chosen(answer, "source") & {"B", "C"}),
            "Whom would that letter grade? The statement may be true all the same: that is the "
            "other scale.",
            example={"source": "C"},
        ),
        Mistake(
            "misled on purpose",
            SameAs({"source": "E"}),
            "E says that a source could not know or has misled. You have no source to say it of.",
        ),
        Mistake(
            "after, so because",
            SameAs({"shares": "effect"}),
            "It is likely, and it is yours. Which word of R says it?",
        ),
        Mistake(
            "counts texts",
            SameAs({"origins": 3}),
            "Three texts print it. Follow each of them back: where could the number have been "
            "taken first?",
        ),
        Mistake(
            "two doors, one house",
            SameAs({"origins": 2}),
            "That is a fair count if the harbour master and the harbour office each measured. "
            "The question asks for the fewest: could one have it from the other?",
        ),
        Mistake(
            "takes a side",
            lambda answer, _: bool(chosen(answer, "warning") & {"union", "owner", "middle"}),
            "Each of the two gains by its answer. Which line of a text would decide between them?",
            example={"warning": "union"},
        ),
    ),
    right="No source to grade, a calendar and no cause, perhaps one harbour office behind three "
    "texts, and a question left open with the paper that would close it.",
    nudge="take the four one by one, and ask of each what the text says, word for word.",
    hints=(
        "R quotes an agency, the agency quotes the harbour office, and P asked the harbour master.",
        "“No record” is not the same as “no warning”.",
    ),
    reveal="F; one came after the other; 1; not to be settled.",
)
