"""Exercise 3.3: from a newspaper to a mind, hop by hop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson03.rows import FOLLOW, LESSON, SWAPS
from atodds.course.lesson03.voices import actor_at, chain_of
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

_SPEAKERS = {
    "putin": "Putin",
    "kremlin": "the Kremlin",
    "bloomberg": "Bloomberg",
    "anonymous-kremlin-sources": "people without a name",
    "nobody": "nobody: here the trail stops",
}


def hops(case: Case) -> dict[str, object]:
    """Return the chain behind the readiness to swap territory, as exercise 3.3 asks for it.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        first and second (ids of actors), known (what the last of them are said to know), end.

    Examples
    --------
    >>> from atodds import load
    >>> hops(load("kursk"))["second"]
    'anonymous-kremlin-sources'
    >>> hops(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: No statement 'E-c10'...
    """
    end = chain_of(case, SWAPS)["end"].iloc[-1]
    return {
        "first": actor_at(case, SWAPS, 1),
        "second": actor_at(case, SWAPS, 2),
        "known": "talks",
        "end": "dead" if end == "dead end" else "name",
    }


chain = Exercise(
    id="3.3",
    lesson=LESSON,
    title="How far is it to a mind?",
    objective=FOLLOW,
    points=4,
    basis="internal",
    kind=Fields(
        "“open to some territory swaps”",
        {
            "first": Choice("Text E has it from", options=_SPEAKERS, confidence=False),
            "second": Choice("And that one has it from", options=_SPEAKERS, confidence=False),
            "known": Choice(
                "And those are said to know",
                options={
                    "words": "what Putin told them",
                    "talks": "discussions in the Kremlin",
                    "paper": "an offer in writing",
                },
                confidence=False,
            ),
            "end": Choice(
                "The chain ends with",
                options={
                    "name": "somebody with a name who could know",
                    "dead": "a dead end",
                },
                confidence=False,
            ),
        },
    ),
    ask="Follow the statement from text E, one hop after the other.",
    expected=hops,
    mistakes=(
        Mistake(
            "straight to the mind",
            SameAs({"first": "putin"}),
            "The sentence speaks about Putin. Does it say that he spoke? "
            "Look for the cue, and read who stands beside it.",
        ),
        Mistake(
            "quotation marks speak",
            SameAs({"second": "putin"}),
            "Quotation marks are there, and nobody is said to have opened them. "
            "On whose word does the report rest?",
        ),
        Mistake(
            "stops at the agency",
            SameAs({"second": "nobody"}),
            "The report names a house, and the house says where it has it from. "
            "Read on to the end of that clause.",
        ),
        Mistake(
            "in the room",
            SameAs({"known": "words"}),
            "To know of a discussion is not to have heard a man speak. What exactly do these "
            "people know of, by the text?",
        ),
        Mistake(
            "a good house is a good end",
            SameAs({"end": "name"}),
            "A house with a name passes it on; that is the first hop. Who stands at the last one, "
            "and what could you ask them?",
        ),
    ),
    right="E, Bloomberg, people without a name, discussions, a mind: four hops, and a name only at "
    "the first. Bloomberg may know the people well and have good reasons to hide them. You cannot "
    "weigh them, so you have to say where you stopped.",
    nudge="start at the newspaper and ask at every hop: and where do you have it from?",
    hints=(
        "Switch the layers Speakers and Cues on, and read the first sentence slowly.",
        "Three stations are told, and one thing that the last of them know of.",
    ),
    reveal="From Bloomberg; from people without a name; who know of discussions; a dead end.",
)
