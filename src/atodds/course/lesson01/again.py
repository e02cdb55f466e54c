"""Exercise 1.10: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.cells import cell
from atodds.course.lesson01.names import LESSON, ROLES
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

_NAMES = {
    "courier": "the Ellery Courier",
    "northline": "Northline, a news agency",
    "unknown": "unknown: the text does not show it",
}
_USES = {
    "fire": "the fire",
    "page": "the page that the text was copied from",
    "publisher": "the publisher by name",
}
_RIGHT = {"Q": "unknown", "R": "unknown", "agency": "northline", "line": "page", "share": 6}


def _harbour_answers(_: Case) -> dict[str, object]:
    harbour = load("harbour")
    keys = {"Ellery Courier": "courier", "Northline": "northline", "unknown": "unknown"}
    start, end = (
        int(place) for place in cell(harbour, "Q", "furniture", table="documents").split("-")
    )
    agency = str(cell(harbour, "l01", "to", table="links"))
    return {
        "Q": keys[str(cell(harbour, "Q", "publisher", table="documents"))],
        "R": keys[str(cell(harbour, "R", "publisher", table="documents"))],
        "agency": keys[str(cell(harbour, agency, "publisher", table="documents"))],
        "line": "page",
        "share": round(100 * (end - start) / int(cell(harbour, "Q", "n_chars", table="documents"))),
    }


other_case = Exercise(
    id="1.10",
    lesson=LESSON,
    title="The same work, another case",
    objective=ROLES,
    points=5,
    basis="internal",
    kind=Fields(
        "Two texts on a fire",
        {
            "Q": Choice("Text Q: the publisher", _NAMES),
            "R": Choice("Text R: the publisher", _NAMES),
            "agency": Choice("Text R: where part of it comes from", _NAMES),
            "line": Choice("The last line of Q is evidence of", _USES),
            "share": Number("What its last line makes up of Q", unit="per cent", tolerance=1.0),
        },
    ),
    ask="Name publishers and agency, and weigh and measure the furniture of text Q.",
    expected=_harbour_answers,
    mistakes=(
        Mistake(
            "agency as publisher",
            SameAs({"R": "northline"}),
            "R speaks of “the news agency Northline” as of somebody else. Whose shipping desk is "
            "it?",
        ),
        Mistake(
            "furniture names somebody",
            lambda answer, _: (
                answer["Q"]["choice"] != "unknown" or answer["line"]["choice"] == "publisher"
            ),
            "The last line of Q offers a letter. Does it say whose?",
            example={**_RIGHT, "Q": "courier"},
        ),
        Mistake(
            "furniture as news",
            SameAs({"line": "fire"}),
            "What would you know about the fire if that line were all you had?",
        ),
        Mistake(
            "nobody behind it",
            SameAs({"agency": "unknown"}),
            "Read again the two lines of R that are quoted above. Who had the numbers before R?",
        ),
        Mistake(
            "share of the report",
            lambda answer, _: (
                isinstance(answer["share"], int | float) and 92 <= answer["share"] <= 95
            ),
            "That is the share of the report. How much is the last line?",
            example={**_RIGHT, "share": 94},
        ),
    ),
    right="R credits an agency and does not sign; Q does neither, and its furniture keeps silent "
    "too. Twice “unknown”, and each time you can say why.",
    nudge="read again the two lines of R that are quoted above, and the last line of Q.",
    hints=("Both publishers are unknown.", "The last line of Q has 64 of its 1,023 characters."),
    reveal="Q and R: unknown. Part of R: Northline. The line is evidence of the page. 64 of 1,023 "
    "characters are 6 per cent.",
)
