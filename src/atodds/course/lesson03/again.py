"""Exercise 3.9: the same work on another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import load
from atodds.course.lesson03.rows import AGENCY_COUNT, CAUSE_AS_FACT, FOLLOW, LESSON
from atodds.course.lesson03.voices import actor_at, chosen
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

_SPEAKERS = {
    "northline": "Northline, a news agency",
    "harbour-office": "the harbour office",
    "norrin": "the fire chief",
    "union": "the dock workers' union",
    "nobody": "nobody",
}


def toy_chain(_: Case) -> dict[str, object]:
    """Return what exercise 3.9 asks for, from the harbour case.

    Returns
    -------
    dict
        first, second, cause (ids of actors, or "nobody"), people.

    Examples
    --------
    >>> from atodds import load
    >>> toy_chain(load("kursk"))
    {'first': 'northline', 'second': 'harbour-office', 'cause': 'nobody', 'people': 1}
    """
    toy = load("harbour")
    return {
        "first": actor_at(toy, AGENCY_COUNT, 1),
        "second": actor_at(toy, AGENCY_COUNT, 2),
        "cause": actor_at(toy, CAUSE_AS_FACT, 1),
        "people": 1,
    }


RIGHT: dict[str, object] = {
    "first": "northline",
    "second": "harbour-office",
    "cause": "nobody",
    "people": 1,
}

other_case = Exercise(
    id="3.9",
    lesson=LESSON,
    title="The same work, another case",
    objective=FOLLOW,
    points=4,
    basis="internal",
    kind=Fields(
        "The fire in the harbour",
        {
            "first": Choice("R has “under 40 containers” from", _SPEAKERS, confidence=False),
            "second": Choice("And that one has it from", _SPEAKERS, confidence=False),
            "cause": Choice(
                "Q: “A faulty cooling unit caused the fire”. Cited:", _SPEAKERS, confidence=False
            ),
            "people": Number("R: “A broker who asked not to be named”", unit="people"),
        },
    ),
    ask="Follow one chain, find one source or none, and count the people behind a phrase.",
    expected=toy_chain,
    mistakes=(
        Mistake(
            "jumps a link",
            SameAs({"first": "harbour-office"}),
            "The office is in the chain. Who told text R what the office had said?",
        ),
        Mistake(
            "stops too early",
            SameAs({"second": "nobody"}),
            "The sentence goes on behind the agency's name: “quoting”. Whom?",
        ),
        Mistake(
            "borrows a speaker",
            lambda answer, _: chosen(answer, "cause") in {"norrin", "union"},
            "You know that speaker from another text. Read Q alone: does its sentence hand the "
            "cause to anybody?",
            example={**RIGHT, "cause": "norrin"},
        ),
        Mistake(
            "a market of brokers",
            lambda answer, _: (
                isinstance(answer, dict)
                and isinstance(answer.get("people"), int | float)
                and answer["people"] > 1
            ),
            "Read the first word of the phrase. How many people is that?",
            example={**RIGHT, "people": 2},
        ),
    ),
    right="Two links and then an office that holds the count; a cause that nobody vouches for; and "
    "one broker, who need not speak for the insurers.",
    nudge="ask of every station: and where do you have it from?",
    hints=(
        "R's sentence has two words of handing on: “quoting” and “put”.",
        "Q gives the cause without any word of saying.",
    ),
    reveal="From Northline; from the harbour office; nobody; one.",
)
