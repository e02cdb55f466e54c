"""Exercise 3.2: a name, no name, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.course.lesson03.rows import (
    ADVANTAGE,
    ANALYST,
    CRAWLED,
    LESSON,
    MARK,
    SEIZED_E,
    SURFACED,
    UNSUSTAINABLE,
)
from atodds.course.lesson03.voices import chosen, sort_of
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case

SORTS = {
    "named": "a source with a name: a person or an office",
    "unnamed": "a source without a name",
    "nobody": "no source: the text in its own voice",
}
STATEMENTS = {
    "pipeline": (CRAWLED, "C: “600 Russian soldiers crawled 15km through a gas pipeline”"),
    "koreans": (SURFACED, "B: a deployment from North Korea, “as reports surfaced”"),
    "seized": (SEIZED_E, "E: an area seized, “according to the Russian Defense Ministry”"),
    "advantage": (ADVANTAGE, "D: “It is reported” that one side has the advantage"),
    "supply": (ANALYST, "C: a difficult position, “said Michael Koffman”"),
    "presence": (UNSUSTAINABLE, "B: “the military presence became unsustainable”"),
}
_HEARSAY = ("koreans", "advantage")


def sorted_statements(case: Case) -> dict[str, object]:
    """Return the sort of each statement of exercise 3.2.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        "named", "unnamed" or "nobody" by the statement's short name.

    Examples
    --------
    >>> from atodds import load
    >>> sorted(sorted_statements(load("kursk")).values())
    ['named', 'named', 'nobody', 'nobody', 'unnamed', 'unnamed']
    >>> sorted_statements(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: No statement 'C-c64'...
    """
    return {name: sort_of(case, claim) for name, (claim, _) in STATEMENTS.items()}


def _with(**changed: str) -> dict[str, object]:
    right = {
        "pipeline": "nobody",
        "koreans": "unnamed",
        "seized": "named",
        "advantage": "unnamed",
        "supply": "named",
        "presence": "nobody",
    }
    return {**right, **changed}


def _any_is(names: tuple[str, ...], sort: str) -> Callable[[Any, Case], bool]:
    return lambda answer, _: any(chosen(answer, name) == sort for name in names)


sorting = Exercise(
    id="3.2",
    lesson=LESSON,
    title="A name, no name, or nobody?",
    objective=MARK,
    points=3,
    basis="internal",
    kind=Fields(
        "Who is cited for it?",
        {
            name: Choice(words, options=SORTS, confidence=False)
            for name, (_, words) in STATEMENTS.items()
        },
    ),
    ask="Sort six statements of the news texts by their source.",
    expected=sorted_statements,
    mistakes=(
        Mistake(
            "hearsay as nobody",
            _any_is(_HEARSAY, "nobody"),
            "“Reports surfaced” and “it is reported” do point at somebody: there is a cue. "
            "What is it that they do not give you?",
            example=_with(koreans="nobody"),
        ),
        Mistake(
            "reports as a name",
            _any_is(_HEARSAY, "named"),
            "You want to ask the reporter how it is known. Whom would you ring up?",
            example=_with(koreans="named"),
        ),
        Mistake(
            "an exact number vouches",
            lambda answer, _: chosen(answer, "pipeline") in {"named", "unnamed"},
            "600 and 15 are exact numbers. Which word in the sentence says who counted, or "
            "measured?",
            example=_with(pipeline="unnamed"),
        ),
        Mistake(
            "an office is no name",
            SameAs({"seized": "unnamed"}),
            "No person is named, and yet you would know where to ask, and who has to answer for "
            "it. Read the three sorts again.",
        ),
        Mistake(
            "a verdict as a quotation",
            lambda answer, _: chosen(answer, "presence") in {"named", "unnamed"},
            "“Became unsustainable” is a judgement. Somebody made it. "
            "Does the sentence hand it to anybody?",
            example=_with(presence="named"),
        ),
    ),
    right="Two of each. What sounds most solid, 600 men and 15 kilometres, has nobody behind it "
    "on the page. That does not make it false. It leaves you nobody to ask.",
    nudge="look for the cue first. No cue: the text's own voice. A cue: does it give a name?",
    hints=(
        "Two statements have no word of saying at all.",
        "Two have a cue that could have been written without knowing anybody.",
    ),
    reveal="A name: the ministry, and Koffman. No name: “reports surfaced”, “it is reported”. "
    "Nobody: the 600 soldiers, and “became unsustainable”.",
)
