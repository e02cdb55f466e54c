"""Exercises 4.1 and 4.3: how much wording two texts share, and what a control is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.choices import chose
from atodds.course.lesson04.rows import LEFT, LESSON, MEASURE, RIGHT
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def share_of_runs(case: Case, left: str = LEFT, right: str = RIGHT) -> float:
    """Return what share of one text's runs of five words another has too, in per cent.

    Parameters
    ----------
    case
        The case, with its table of overlaps.
    left, right
        The two texts; the share is one of the left text.

    Returns
    -------
    float
        From 0 to 100.

    Examples
    --------
    >>> from atodds import load
    >>> round(share_of_runs(load("kursk")), 1)
    2.2
    >>> share_of_runs(load("kursk"), "B", "Z")
    Traceback (most recent call last):
        ...
    LookupError: Expected two texts that were compared, found B and Z.
    """
    table = case.tables["overlaps"]
    there = table[(table["left"] == left) & (table["right"] == right)]
    back = table[(table["left"] == right) & (table["right"] == left)]
    if there.empty and back.empty:
        raise LookupError(f"Expected two texts that were compared, found {left} and {right}.")
    row = there.iloc[0] if len(there) else back.iloc[0]
    return 100 * float(row["shared"]) / float(row["left_total" if len(there) else "right_total"])


def _shared(case: Case) -> dict[str, object]:
    return {"percent": share_of_runs(case), "proves": "nothing"}


overlap = Exercise(
    id="4.1",
    lesson=LESSON,
    title="Two in a hundred",
    objective=MEASURE,
    points=3,
    basis="internal",
    kind=Fields(
        "13 of B's 594 runs of five words stand in C",
        {
            "percent": Number(
                "What share of B's runs is that?",
                unit="per cent",
                tolerance=0.25,
                because="whole per cents and one decimal are both fine",
            ),
            "proves": Choice(
                "What does so small a share prove?",
                options={
                    "independent": "two reporters: who copies, copies words",
                    "copied": "copying: 13 runs of five words cannot be chance",
                    "nothing": "neither: words can be changed while the facts stay",
                },
                confidence=False,
            ),
        },
    ),
    ask="Compute the share, and say what it proves.",
    expected=_shared,
    mistakes=(
        Mistake(
            "the other text's runs",
            lambda answer, _: 0.9 <= float(answer["percent"] or 0) <= 1.2,
            "You divided by the 1,233 runs of C. The question is how much of B stands in C: "
            "which text's runs are the whole?",
            example={"percent": 1.05, "proves": "nothing"},
        ),
        Mistake(
            "a count for a share",
            lambda answer, _: float(answer["percent"] or 0) == 13,
            "13 is how many. Of how many? Per cent asks how many there would be of a hundred.",
            example={"percent": 13, "proves": "nothing"},
        ),
        Mistake(
            "few words, no copy",
            chose("proves", "independent"),
            "Tell a story again in your own words, from beginning to end. How many runs of five "
            "words of the original would be left? And whose story would it be?",
            example={"percent": 2.2, "proves": "independent"},
        ),
        Mistake(
            "some words, a copy",
            chose("proves", "copied"),
            "Some of the 13 may be phrases that anybody writes: a country's president with his "
            "name, a zone along a border. Are all of them rare?",
            example={"percent": 2.2, "proves": "copied"},
        ),
    ),
    right="About 2 per cent. A rewrite, or a translation there and back, changes the words and "
    "keeps the facts; so much shared wording shows copying, and little shows nothing.",
    nudge="divide 13 by B's runs; then think of a friend who tells a film again.",
    hints=(
        "13 / 594 is a little more than 0.02.",
        "There are two ways to change every word of a text and keep what it says.",
    ),
    reveal="13 of 594 is 2.2 per cent, and it proves neither the one nor the other.",
)


control = Exercise(
    id="4.3",
    lesson=LESSON,
    title="What is A for?",
    objective=MEASURE,
    points=2,
    basis="internal",
    kind=Choice(
        "Text A tells of the same war, and nobody suspects it of coming from B or C. "
        "Why put it beside C before you judge B and C?",
        options={
            "control": "to see how much order two texts share that only share the events",
            "third": "to get a third witness for what B and C say",
            "truth": "to see which of B and C has the order right",
            "bigger": "because three texts are more than two",
        },
        reasons={
            "measure": "0.96 says nothing until I know what is usual; A and C have 0.39.",
            "high": "0.96 is close to 1, and that is proof enough without any other number.",
            "older": "A is older than B and C, and so it is closer to the events of which all "
            "three tell.",
        },
    ),
    ask="Choose what A is good for here, a reason, and how sure you are.",
    expected=lambda _: {"choice": "control", "reason": "measure"},
    mistakes=(
        Mistake(
            "one more witness",
            SameAs({"choice": "third"}),
            "A may be one, for other questions. Here nobody asks what happened. You want to know "
            "how surprised you should be at 0.96: what do you need for that?",
        ),
        Mistake(
            "the right order",
            SameAs({"choice": "truth"}),
            "No order of telling is the right one: a writer may begin with the end. What can a "
            "third text tell you about a likeness between two others?",
        ),
        Mistake(
            "a number alone",
            SameAs({"reason": "high"}),
            "Suppose that every two texts on this war had 0.96. Would you still think of copying? "
            "What rules that out?",
        ),
        Mistake(
            "older is nearer",
            SameAs({"reason": "older"}),
            "Being nearer would make A a better witness of the events. Here you look at the order "
            "of telling in B and C: what do you have to compare their number with?",
        ),
        Mistake(
            "the more the better",
            SameAs({"choice": "bigger"}),
            "More texts are no help unless each has a job. What is the job of a text that has "
            "nothing to do with the suspicion?",
        ),
    ),
    right="A shows what two accounts of these events share without copying: some order, and no "
    "more. Against that, 0.96 is odd. A control does not prove; it tells you what needs a reason.",
    nudge="think of a trial of a medicine: what are those people for who get none?",
    hints=("What would you think if A and C had 0.96 as well?",),
    reveal="A is there to show how much order texts share that only share the events.",
)
