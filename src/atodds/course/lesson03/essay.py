"""Exercise 3.8: one statement, attributed fairly, for two readers."""

from __future__ import annotations

from atodds.course.lesson03.rows import FOLLOW, LESSON
from atodds.exercises import Essay, RubricRow

rewriting = Essay(
    id="3.8",
    lesson=LESSON,
    title="How do you say it fairly?",
    objective=FOLLOW,
    points=9,
    rows=(
        RubricRow(
            "Sourcing",
            "Names the text, or gives the statement as a fact.",
            "Names who is cited, or says that nobody is.",
            "Follows the chain to its end, says where it stops, and how whoever stands there could "
            "know and what they gain.",
        ),
        RubricRow(
            "Conclusion",
            "Calls the statement true or untrue, or says that nobody can know.",
            "Hedges in general words.",
            "Says what may be printed as it stands, what may not, and what would change that.",
        ),
        RubricRow(
            "Audience",
            "Both versions are the same, or one of them leaves the doubt out.",
            "The tone changes, and the attribution stays.",
            "Each gets what they need: the editor whom to ask next, the relative plain words that "
            "neither frighten nor promise; in both, the same facts have the same source.",
        ),
    ),
    exemplars=(
        (
            "For the editor: 600 Russian soldiers went through a gas pipeline, as two texts "
            "report. For the relative: your brother was there, and it was very brave. Two texts "
            "say it, so it must be right."
        ),
        (
            "For the editor: texts B and C have 600 soldiers in a gas pipeline; neither says who "
            "counted. D has the attack from “reports”, without a number. I would print it as "
            "unconfirmed. For the relative: newspapers write that about 600 soldiers went through "
            "the pipe. They do not say who told them. Perhaps it is right, and perhaps it is not."
        ),
        (
            "For the editor: “600 Russian soldiers” stands in B and C with nobody cited; both may "
            "go back to one agency story, so I count one telling. D has surprise attacks through "
            "a pipe from “reports” without a name, and no number. Print that soldiers used a pipe, "
            "as three texts tell; leave the 600 out, or write that no text says who counted them. "
            "Whoever planned it gains by a bold story. An officer's name, on either side, would "
            "change that. For the relative: three texts tell that soldiers came through a gas "
            "pipe near the town. Two of them say 600, and do not say how they know. None of them "
            "tells what happened to any one of the men. I would not rely on the number, and I am "
            "sorry that I cannot tell you more than that."
        ),
    ),
    expected_points=(
        "who is cited, in the text's own words, or that nobody is",
        "where the chain stops, and what could not be followed",
        "how the last speaker could know, and what they gain",
        "the same facts with the same source in both versions",
        "for the relative: plain, no guess about a person, no false comfort",
    ),
    misconceptions=(
        "“Allegedly” in front of it makes it fair. No: it hides who alleges it.",
        "“Two texts have it, so it is confirmed.” No: ask who told the two.",
        "“Somebody close to it should be spared the doubt.” No: gentle words can carry it.",
    ),
)
