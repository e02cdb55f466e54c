"""Exercise 3.4: one number, four texts, and who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.course.lesson03.rows import FOLLOW, LESSON, PEAK_B, PEAK_C, SEIZED_E
from atodds.course.lesson03.voices import actor_at, chosen
from atodds.exercises import Choice, Exercise, Fields, Mistake, Outcome, SameAs
from atodds.exercises.judges import judge

if TYPE_CHECKING:
    from atodds.case import Case

_SPEAKERS = {
    "Russia": "a Russian speaker",
    "Ukraine": "a Ukrainian speaker",
    "nobody": "nobody",
    "open": "the sentence leaves it open",
}


def _choice(words: str) -> Choice:
    return Choice(words, options=_SPEAKERS, confidence=False)


KIND = Fields(
    "Who says it?",
    {
        "a": _choice("A: what “Moscow claims” is left, “down from 1,300 square km”"),
        "b": _choice("B: Ukrainian units, “capturing approximately 1,300 square kilometers”"),
        "c": _choice("C: Syrsky “said that Kiev's forces have seized nearly 1,300 sq. km”"),
        "e": _choice("E: “1,268 square kilometers”, “according to the Russian Defense Ministry”"),
        "means": Choice(
            "So four texts with almost one number are",
            options={
                "four": "four counts that confirm one another",
                "sides": "proof: both sides counted, and agree",
                "unsettled": "one number with changing speakers, and no confirmation yet",
                "worthless": "worthless: nobody knows how large the ground was",
            },
            confidence=False,
        ),
    },
)


def speakers_of_the_peak(case: Case) -> dict[str, object]:
    """Return who stands behind the number near 1,300 in each text, as exercise 3.4 asks for it.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        a, b, c, e: the speaker's side, "nobody" or "open"; means.

    Examples
    --------
    >>> from atodds import load
    >>> speakers_of_the_peak(load("kursk"))["b"]
    'nobody'
    >>> speakers_of_the_peak(load("harbour"))["b"]
    'nobody'
    """
    sides = case.tables["actors"]["side"]
    found = {
        name: actor_at(case, claim, 1)
        for name, claim in {"b": PEAK_B, "c": PEAK_C, "e": SEIZED_E}.items()
    }
    told = {name: str(sides.get(actor, "nobody")) for name, actor in found.items()}
    # In A the grammar decides nothing: the row's doubt says so.
    return {"a": "open", **told, "means": "unsettled"}


def judge_speakers(answer: object, expected: object) -> Outcome:
    """Judge the speakers of the peak; in A, who hears Moscow to the end reads as well as anybody.

    Parameters
    ----------
    answer, expected
        Plain JSON data: the fields of exercise 3.4.

    Returns
    -------
    Outcome
        As for any row of fields.

    Examples
    --------
    >>> wanted = {"a": "open", "b": "nobody", "c": "Ukraine", "e": "Russia", "means": "unsettled"}
    >>> judge_speakers({**wanted, "a": "Russia"}, wanted).state
    'right'
    >>> judge_speakers("junk", wanted).state
    'unread'
    """
    wanted: Any = expected
    judged = [judge(KIND, answer, {**wanted, "a": reading}) for reading in ("open", "Russia")]
    return max(judged, key=lambda outcome: outcome.share)


peak = Exercise(
    id="3.4",
    lesson=LESSON,
    title="Who says 1,300?",
    objective=FOLLOW,
    points=5,
    basis="internal",
    kind=KIND,
    ask="Name who says the number in each of four texts, and what that makes of it.",
    expected=speakers_of_the_peak,
    mistakes=(
        Mistake(
            "the reader adds a speaker",
            lambda answer, _: chosen(answer, "b") in {"Ukraine", "Russia"},
            "B tells what Ukrainian units did. Which word in B tells who says so? Whoever takes "
            "ground and whoever counts it need not be the same.",
            example={
                "a": "open",
                "b": "Ukraine",
                "c": "Ukraine",
                "e": "Russia",
                "means": "unsettled",
            },
        ),
        Mistake(
            "B left open",
            SameAs({"b": "open"}),
            "A sentence is open if its words would let you name a speaker, and then another one. "
            "Name the first in B. Which word is it?",
        ),
        Mistake(
            "A decided",
            lambda answer, _: chosen(answer, "a") in {"nobody", "Ukraine"},
            "In A the number hangs on a sentence that begins “Moscow claims”. It may be the "
            "paper's own addition, as you say. Put a full stop before “down from”: does the "
            "sentence decide it?",
            example={
                "a": "nobody",
                "b": "nobody",
                "c": "Ukraine",
                "e": "Russia",
                "means": "unsettled",
            },
        ),
        Mistake(
            "counts texts",
            SameAs({"means": "four"}),
            "Count again, and count those who say it, not the pages on which it stands. "
            "For how many of the four can you name somebody?",
        ),
        Mistake(
            "agreement as proof",
            SameAs({"means": "sides"}),
            "Two sides with one number are worth a lot, if each counted for itself and counted the "
            "same thing. Which word in the four fragments tells you that they did?",
        ),
        Mistake(
            "throws it away",
            SameAs({"means": "worthless"}),
            "Two of the four can be asked, and each belongs to a side. That is more than nothing. "
            "What is still missing before the numbers may confirm one another?",
        ),
    ),
    right="One number, and in every text another speaker: a Ukrainian commander, a Russian "
    "ministry, nobody, and a sentence that cannot make up its mind. Three with a name at the most. "
    "The four also differ in what they count, seized or held at the peak: lesson 06 turns them "
    "into rows.",
    nudge="look only for the word of saying in each fragment, and for who stands beside it.",
    hints=(
        "Two fragments have a speaker whom you could ask.",
        "In one fragment nobody speaks. In one the speaker depends on how far a clause reaches.",
    ),
    reveal="A: open, or Moscow if you read the clause to its end. B: nobody. C: Ukraine's "
    "commander. E: Russia's ministry. One number with changing speakers.",
    judge=judge_speakers,
    finds=("speaker rotates",),
)
