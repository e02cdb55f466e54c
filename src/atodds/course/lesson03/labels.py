"""Exercise 3.5: one judgement, and the labels of those who make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson03.rows import COUNT, FIRST_LABEL, LESSON, SECOND_LABEL
from atodds.course.lesson03.voices import actor_at, chosen
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

_LABELS = {
    "russian-mod": "a ministry",
    "cnn": "CNN",
    "bloggers": "bloggers",
    "experts": "experts",
    "unnamed-reports": "reports",
}

_OTHERS = {"russian-mod", "cnn", "unnamed-reports"}


def labels_of_one_judgement(case: Case) -> dict[str, object]:
    """Return who gives the judgement in text D, higher up and lower down.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        higher and lower (ids of actors), groups.

    Examples
    --------
    >>> from atodds import load
    >>> labels_of_one_judgement(load("kursk"))["groups"]
    'open'
    >>> labels_of_one_judgement(load("harbour"))["higher"]
    'nobody'
    """
    return {
        "higher": actor_at(case, FIRST_LABEL, 1),
        "lower": actor_at(case, SECOND_LABEL, 1),
        "groups": "open",
    }


labels = Exercise(
    id="3.5",
    lesson=LESSON,
    title="How many groups speak?",
    objective=COUNT,
    points=3,
    basis="internal",
    kind=Fields(
        "Ukraine's hold is weak: who says so in D?",
        {
            "higher": Choice("The first time, higher up", options=_LABELS, confidence=False),
            "lower": Choice("The second time, further down", options=_LABELS, confidence=False),
            "groups": Choice(
                "So you may count",
                options={
                    "two": "two groups, so the judgement is confirmed",
                    "one": "one group, so the text is not honest",
                    "open": "one group or two: the text does not tell",
                },
                confidence=False,
            ),
        },
    ),
    ask="Find who gives the judgement each time, and say how many groups you may count.",
    expected=labels_of_one_judgement,
    mistakes=(
        Mistake(
            "another statement",
            lambda answer, _: bool(
                _OTHERS & {chosen(answer, place) for place in ("higher", "lower")}
            ),
            "That source is there, for another statement: settlements, a route, an advantage in "
            "force. Who says that Ukraine's own hold is weak?",
            example={"higher": "experts", "lower": "cnn", "groups": "open"},
        ),
        Mistake(
            "the other way round",
            SameAs({"higher": "bloggers", "lower": "experts"}),
            "Both are there. Which of the two stands nearer to the headline?",
        ),
        Mistake(
            "two labels, two groups",
            SameAs({"groups": "two"}),
            "Two labels are printed. Look for a name, a place or a day that belongs to one group "
            "and not to the other. What have you found?",
        ),
        Mistake(
            "caught lying",
            SameAs({"groups": "one"}),
            "It may well be one group. Two are possible as well. Can you show it from text D "
            "alone, and does a slip prove an intention?",
        ),
    ),
    right="Experts higher up, bloggers further down, one judgement. The title belongs to the text, "
    "not to the people; nearer to the headline it is the grander one. They may be the same people "
    "or not: a plural without a name cannot be counted twice, and cannot be counted at all.",
    nudge="read the Reader's paragraphs for one thing only: who calls Ukraine's hold weak?",
    hints=(
        "The two places have a heading between them.",
        "Switch Speakers on: two of the framed groups speak of Ukraine's hold.",
    ),
    reveal="Higher up: military experts. Further down: military bloggers. One group or two, the "
    "text does not tell.",
    finds=("inflated experts",),
)
