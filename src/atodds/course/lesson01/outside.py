"""Exercise 1.8: leave the text, read three dossiers, and say what they bear and what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson01.names import LESSON, LOOK
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

UNKNOWN = "unknown"


def site_owner(case: Case) -> str:
    """Return who owns the site that carried the translated text, by the dossiers.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    str
        "unknown" where the owner was looked for and not found, else the fact.

    Examples
    --------
    >>> from atodds import load
    >>> site_owner(load("kursk"))
    'unknown'
    >>> site_owner(load("harbour"))
    Traceback (most recent call last):
        ...
    IndexError: ...
    """
    rows = case.dossiers
    row = rows[(rows["subject"] == "fakti.bg") & (rows["topic"] == "owner")].iloc[0]
    return UNKNOWN if row["kind"] == "not found" else str(row["fact"])


revise = Exercise(
    id="1.8",
    lesson=LESSON,
    title="What do the dossiers bear?",
    objective=LOOK,
    points=3,
    basis="all",
    kind=Fields(
        "Three judgements",
        {
            "carry": Choice(
                "How can a site carry BTA's translation without being BTA?",
                {
                    "owns": "BTA owns the site.",
                    "free": "Others may use BTA's news if they name it.",
                    "stolen": "Only against the law.",
                    UNKNOWN: "Unknown: the dossiers do not tell.",
                },
            ),
            "owner": Choice(
                "Who owns fakti.bg, the site that carried text C?",
                {
                    "bta": "BTA",
                    "state": "the Bulgarian state",
                    "russia": "somebody close to Russia",
                    UNKNOWN: "Unknown: looked for and not found.",
                },
            ),
            "label": Choice(
                "Russia calls the publisher of E undesirable. What of E's numbers?",
                {
                    "false": "They are not to be trusted.",
                    "true": "They must be right, or nobody would mind.",
                    "apart": "That alone tells neither; the numbers need a test of their own.",
                },
            ),
        },
    ),
    ask="Judge by the dossiers on BTA, fakti.bg and The Moscow Times.",
    expected=lambda case: {"carry": "free", "owner": site_owner(case), "label": "apart"},
    mistakes=(
        Mistake(
            "same text, same owner",
            SameAs({"carry": "owns"}),
            "A text can travel further than an owner's hand. What does the dossier on BTA say "
            "changed in February 2022?",
        ),
        Mistake(
            "theft assumed",
            SameAs({"carry": "stolen"}),
            "Look at the last row of the dossier on BTA: who may use its news, and on what terms?",
        ),
        Mistake(
            "gap filled in",
            SameAs({"owner": "russia"}),
            "Which row says so? A gap in a dossier is a gap. Whoever fills it with a suspicion has "
            "stopped looking.",
        ),
        Mistake(
            "gap filled by nearness",
            lambda answer, _: answer["owner"]["choice"] in {"bta", "state"},
            "BTA belongs to the state by law. Does any row say the same of the site?",
            example={"carry": "free", "owner": "bta", "label": "apart"},
        ),
        Mistake(
            "label as refutation",
            SameAs({"label": "false"}),
            "A state in conflict with a paper says so with a label. Which of E's numbers does the "
            "label examine?",
        ),
        Mistake(
            "label as medal",
            SameAs({"label": "true"}),
            "To be prosecuted takes courage, and a courageous paper can print a slip: lesson 06 "
            "finds one in E. What would you have to look at?",
        ),
    ),
    right="The dossiers explain how C could travel, leave its last owner open, and tell what the "
    "makers of E risk. They do not tell whether a number is right. Who speaks is the first "
    "question, not the last.",
    nudge="point at the row that bears your answer. Is there one?",
    hints=(
        "The last row of the dossier on BTA is about who may use its news.",
        "A row marked “not found” is an answer.",
    ),
    reveal="Others may use BTA's news if they name it. The owner of fakti.bg: unknown. The label "
    "alone tells nothing of the numbers.",
)
