"""Exercises 10.5 and 10.6: a cause by neighbourhood, and what would change the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson10.blind import list_speakers
from atodds.course.lesson10.rows import AMIDST, CAME_AS, LESSON, MAY_HAVE, VERDICT, chosen
from atodds.exercises import Choice, Exercise, Fields, Mistake, Rows, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

_SAYS = {
    "effect": "says that the halt helped",
    "guess": "passes on somebody's guess that it may have helped",
    "time": "says that both happened at one time, and no more",
}
_CLAIMS = {"A": MAY_HAVE, "B": AMIDST, "C": CAME_AS}


def read_cause(case: Case, claim: str) -> str:
    """Say what a claim on a cause amounts to.

    Parameters
    ----------
    case
        The case.
    claim
        The claim's id.

    Returns
    -------
    str
        "guess" where somebody is cited for a possibility, "time" where the coding notes no
        effect, else "effect".

    Examples
    --------
    >>> from atodds import load
    >>> case = load("kursk")
    >>> [read_cause(case, claim) for claim in ("A-c47", "B-c42", "C-c65")]
    ['guess', 'time', 'time']
    >>> read_cause(case, "A-c99")
    Traceback (most recent call last):
        ...
    LookupError: ...A-c99...
    """
    row = case.row("claims", claim)
    if row["modality"] == "possible" and list_speakers(case, claim):
        return "guess"
    return "time" if "no effect" in str(row["answer"]) else "effect"


def _ask(label: str) -> Choice:
    return Choice(label, options=_SAYS, confidence=False)


causes = Exercise(
    id="10.5",
    lesson=LESSON,
    title="Does the text say that it was a cause?",
    objective=VERDICT,
    points=3,
    basis="internal",
    kind=Fields(
        "Three texts on the halt and the advance",
        {
            "A": _ask("Text A: by Ukrainian sources the halt “may have contributed”"),
            "B": _ask("Text B: the operation occurred “amidst” the change in American support"),
            "C": _ask("Text C: the operation “came as” the United States suspended supplies"),
        },
    ),
    ask="What does each text say, word for word, about an effect of the halt?",
    expected=lambda case: {text: read_cause(case, claim) for text, claim in _CLAIMS.items()},
    mistakes=(
        Mistake(
            "neighbours as a cause",
            lambda answer, _: "effect" in chosen(answer, "B", "C"),
            "Put “while it rained in Paris” in the place of the halt. "
            "Does the sentence still stand? Then what did it claim?",
            example={"B": "effect"},
        ),
        Mistake(
            "a guess as a finding",
            SameAs({"A": "effect"}),
            "Read the little word before “contributed”, and look for who speaks.",
        ),
        Mistake(
            "a guess as a calendar",
            SameAs({"A": "time"}),
            "Take “contributed” out of A and put “happened at the same time” in its place. "
            "Have the sources still said what they said?",
        ),
        Mistake(
            "a speaker where there is none",
            lambda answer, _: "guess" in chosen(answer, "B", "C"),
            "For a guess somebody has to guess. Whom do B and C cite in that sentence?",
            example={"C": "guess"},
        ),
    ),
    right="One guess with a speaker who gains by it, and twice no more than a calendar. "
    "The “because” was yours: two events in one sentence invite it.",
    nudge="ask of each phrase what would make it false.",
    hints=(
        "“Amidst” and “as” would be true even if the halt had helped the other side.",
        "One of the three has a speaker.",
    ),
    reveal="A passes on a guess; B and C say that both happened at one time.",
)

_EVIDENCE = {
    "pace": "how much ground changed hands in each week before, during and after the halt",
    "again": "a second unnamed source of the same side who thinks so too",
    "orders": "the day on which the operation through the pipeline was ordered",
    "fourth": "a fourth text that has the halt and the operation in one sentence",
    "posts": "reports of units, of either side, that say what they could no longer see",
    "famous": "the sentence of text B, printed in a better-known newspaper",
}
_WOULD = ("pace", "orders", "posts")

changes = Exercise(
    id="10.6",
    lesson=LESSON,
    title="What would change your mind?",
    objective=VERDICT,
    points=3,
    basis="internal",
    kind=Rows("What could change the verdict?", options=_EVIDENCE),
    ask="Verdict: from these texts it cannot be settled whether the halt helped. "
    "Tick the evidence that could change it, in either direction.",
    expected=lambda _: list(_WOULD),
    mistakes=(
        Mistake(
            "more of the same",
            lambda answer, _: bool({"fourth", "famous"} & set(answer)),
            "You ticked something that repeats a sentence. "
            "What would it tell you that the first copy did not?",
            example=[*_WOULD, "fourth"],
        ),
        Mistake(
            "one voice louder",
            lambda answer, _: "again" in set(answer),
            "Could you tell that second source from the first one? "
            "Without a name, two guesses may be one.",
            example=[*_WOULD, "again"],
        ),
        Mistake(
            "nothing that could hurt",
            lambda answer, _: "orders" not in set(answer) and bool(set(answer) & set(_WOULD)),
            "What if something had been decided before the halt began? "
            "Look for the evidence that could speak against the guess.",
            example=["pace", "posts"],
        ),
    ),
    right="Each of the three can come out either way, and would move you. "
    "Repetition cannot: it looks the same whether the guess is true or not.",
    nudge="for each piece of evidence, imagine that it comes out one way, then the other.",
    hints=(
        "Three of the six.",
        "If it would read the same in a world where the halt did nothing, leave it.",
    ),
    reveal="The pace week by week, the day of the order, the reports of units.",
)
