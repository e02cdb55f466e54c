"""Exercises 4.4 and 4.6: rare details, a gap, and seams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.choices import chose
from atodds.course.lesson04.rows import LEFT, LESSON, RIGHT, WEIGH
from atodds.descent import shared_details, shared_gaps
from atodds.exercises import Choice, Exercise, Fields, Mistake, Rows

if TYPE_CHECKING:
    from atodds.case import Case

WORTH = {
    "all": "nothing: other texts share it",
    "public": "little: anybody can look it up",
    "rare": "much: hard to come by twice",
}
# Whether anybody can look it up is ours to say; who else has it, the case tells.
PUBLIC = ("region-area", "occupied-share-of-ukraine")
DETAILS = {
    "surprise": "the attack was a surprise",
    "region-area": "the region covers 29,900 square kilometres",
    "told-a-day-before": "the soldiers were “reportedly informed” only a day before",
    "occupied-share-of-ukraine": "about a fifth of Ukraine is occupied",
    "mixed-reinforcements": "the first reinforcements were mixed, raw and hard to coordinate",
}
# What both leave out; the case tells who fills the gap.
GAP = "evacuees"
GAP_WORDS = "a gap: B and C leave out the people who fled; so do A and D, and only E tells of them"


def worth_of(case: Case) -> dict[str, str]:
    """Return what each detail of exercise 4.4 is worth as a sign of descent.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        "all", "public" or "rare" by the name of the question.

    Examples
    --------
    >>> from atodds import load
    >>> worth_of(load("kursk"))["told-a-day-before"]
    'rare'
    >>> worth_of(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: No statements of text 'B'. The table has those of P, Q, R.
    """
    rare = shared_details(case.claims, LEFT, RIGHT)["rare"]
    worth = {
        name: "all" if not rare[name] else "public" if name in PUBLIC else "rare"
        for name in DETAILS
    }
    fillers = shared_gaps(case.claims, LEFT, RIGHT, at_least=1).loc[GAP, "answered_by"]
    # A gap that most of the texts have ties no two of them together.
    return {**worth, GAP: "all" if " | " not in str(fillers) else "rare"}


def _with(**changed: str) -> dict[str, str]:
    right = {
        "surprise": "all",
        "region-area": "public",
        "told-a-day-before": "rare",
        "occupied-share-of-ukraine": "public",
        "mixed-reinforcements": "rare",
        GAP: "all",
    }
    return {**right, **{name.replace("_", "-"): value for name, value in changed.items()}}


details = Exercise(
    id="4.4",
    lesson=LESSON,
    title="Which details weigh?",
    objective=WEIGH,
    points=6,
    basis="internal",
    kind=Fields(
        "What B and C share: what is each worth as a sign of a common ancestor?",
        {
            name: Choice(words, options=WORTH, confidence=False)
            for name, words in {**DETAILS, GAP: GAP_WORDS}.items()
        },
    ),
    ask="Weigh each detail. The table above says which other texts have it.",
    expected=worth_of,
    mistakes=(
        Mistake(
            "what all have",
            chose("surprise", "public", "rare"),
            "The surprise: which texts have it? Would you call two pupils copyists because both "
            "know the capital of France?",
            example=_with(surprise="rare"),
        ),
        Mistake(
            "an atlas is no ancestor",
            chose("region-area", "rare"),
            "The size of a region stands in every atlas. How could two strangers both have come "
            "by 29,900?",
            example=_with(region_area="rare"),
        ),
        Mistake(
            "often printed",
            chose("occupied-share-of-ukraine", "rare"),
            "No other of our five texts has the fifth. But how hard would it be to find for "
            "somebody who writes on that war?",
            example=_with(occupied_share_of_ukraine="rare"),
        ),
        Mistake(
            "rare is not public",
            chose("told-a-day-before", "all", "public"),
            "Where would you look up what soldiers were told the day before a secret operation? "
            "And note the word that both texts put before it.",
            example=_with(told_a_day_before="public"),
        ),
        Mistake(
            "a judgement has a judge",
            chose("mixed-reinforcements", "all", "public"),
            "Mixed, raw, hard to coordinate: three judgements in a row. Somebody has to have put "
            "them together first. Is there a table to look them up in?",
            example=_with(mixed_reinforcements="public"),
        ),
        Mistake(
            "one hole, one cloth",
            chose(GAP, "public", "rare"),
            "Two texts with a hole in one place? Count the texts that have this hole. It may be a "
            "grave omission, and tie no two of them together.",
            example=_with(evacuees="rare"),
        ),
    ),
    right="Rare alone is not enough: it has to be hard to come by twice. Two such details, and a "
    "hedge that both texts keep, weigh more than forty things that everybody knows. A shared gap "
    "counts where nearly everybody else fills it.",
    nudge="for each detail ask two things: who else has it, and could anybody look it up?",
    hints=(
        "One detail stands in all five texts; two could come from an atlas or any newspaper.",
        "“Reportedly” is part of the detail: two texts carry the same doubt.",
    ),
    reveal="The surprise is worth nothing, the area and the fifth little, the day before and "
    "the mixed reinforcements much, and the gap nothing.",
)

SEAMS = {
    "A-x6": "A says “went far beyond anyone's expectations”, and at once “was far bigger than "
    "anyone had expected”",
    "A-x14": "A writes “Deep State”, and two sentences on “DeepState”",
    "A-x3": "A has a word missing in “less 200 square km”",
    "D-opening": "D's second paragraph tells the first one again: presence weaker, bargaining "
    "power in danger",
    "D-x10": "D spells a town “Suvca” that A, B and C spell Sudzha",
}
SLIPS = ("A-x3", "D-x10")

seams = Exercise(
    id="4.6",
    lesson=LESSON,
    title="Where was it sewn?",
    objective=WEIGH,
    points=3,
    basis="internal",
    kind=Rows("Marks in texts A and D", options=SEAMS),
    ask="Tick what looks like a seam: a place where two pieces of text were put together.",
    expected=lambda _: [name for name in SEAMS if name not in SLIPS],
    mistakes=(
        Mistake(
            "a slip of the hand",
            lambda answer, _: "A-x3" in answer,
            "A word can drop out while one person types one sentence. Does it need two pieces of "
            "text? Which of the marks do?",
            example=["A-x6", "A-x14", "D-opening", "A-x3"],
        ),
        Mistake(
            "a trace of another language",
            lambda answer, _: "D-x10" in answer,
            "“Suvca” tells which way the text has come; lesson 01 used it so. Is it a place where "
            "two pieces meet?",
            example=["A-x6", "A-x14", "D-opening", "D-x10"],
        ),
        Mistake(
            "one text only",
            lambda answer, _: not {"A-x6", "A-x14"} & set(answer) or "D-opening" not in answer,
            "Both texts have at least one. What do you get when two versions of one sentence are "
            "both left in?",
            example=["A-x6", "A-x14"],
        ),
    ),
    right="One thought given twice, one name in two spellings, one opening told again: marks of "
    "two pieces, and leads only. A hurried writer can produce each of them alone.",
    nudge="for each mark ask: would one writer, writing once, do that?",
    hints=("Three of the five.", "Look for what is there twice."),
    reveal="The thought given twice, the two spellings, and the opening told twice.",
)
