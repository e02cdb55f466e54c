"""Exercise 10.4: one source under two labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson10.blind import blind_round, list_speakers
from atodds.course.lesson10.rows import GRADE, LESSON, chosen
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    from atodds.case import Case


def find_pair(case: Case) -> dict[str, object]:
    """Return the two statements of the blind round that have one source, by their numbers.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        one, other: numbers from 1.

    Examples
    --------
    >>> from atodds import load
    >>> find_pair(load("kursk"))
    {'one': 3, 'other': 6}
    >>> find_pair(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: ...A-c43...
    """
    sources = [list_speakers(case, claim) for claim in blind_round(case)["claim"]]
    same = [at for at, source in enumerate(sources, 1) if source and sources.count(source) > 1]
    one, other = same
    return {"one": one, "other": other}


def _answer(case: Case) -> dict[str, object]:
    return {**find_pair(case), "label": "trust", "then": "record"}


labels = Exercise(
    id="10.4",
    lesson=LESSON,
    title="Which two are one?",
    objective=GRADE,
    points=4,
    basis="internal",
    kind=Fields(
        "One source, twice",
        {
            "one": Number("Two cards with one source: the smaller card number"),
            "other": Number("And the larger card number"),
            "label": Choice(
                "How do the two cards present this source?",
                options={
                    "trust": "one asks you to trust it, the other gives a reason to be careful",
                    "names": "one names it, the other does not",
                    "times": "one describes it as it was early on, the other as it is now",
                },
                confidence=False,
            ),
            "then": Choice(
                "What should its one grade rest on?",
                options={
                    "kind": "the kinder label: it knows the source better",
                    "stern": "the sterner label: better safe than sorry",
                    "middle": "a grade in the middle of the two",
                    "record": "neither label: what it could know, and how often it was right",
                },
                confidence=False,
            ),
        },
    ),
    ask="Two of your eight cards have one and the same source. Which, and what set them apart?",
    expected=_answer,
    mistakes=(
        Mistake(
            "two of one side",
            lambda answer, case: (
                isinstance(answer, dict)
                and {answer.get("one"), answer.get("other")} != set(find_pair(case).values())
            ),
            "Read the column of sources from top to bottom: one name is there twice. "
            "Two offices of one government are two speakers still.",
            example={"one": 4, "other": 8},
        ),
        Mistake(
            "takes a label",
            lambda answer, _: bool(chosen(answer, "then") & {"kind", "stern"}),
            "Who gave the label, and what did that text show for it? "
            "A label is a statement about the source, and wants a grade of its own.",
            example={"then": "kind"},
        ),
        Mistake(
            "averages",
            SameAs({"then": "middle"}),
            "Nobody holds the middle, and two opinions do not weigh the record. "
            "What would you ask about the source if both labels were struck out?",
        ),
        Mistake(
            "other difference",
            lambda answer, _: bool(chosen(answer, "label") & {"names", "times"}),
            "Put the two cards side by side and read only the line “Cited”. "
            "What does each want you to feel about the source?",
            example={"label": "names"},
        ),
    ),
    right="DeepState, a map of the front: an authority in text A, a blog with ties to one army in "
    "text E. Both can be true. What each text leaves out would have moved your letter the other "
    "way. For its record, weigh this: in text A its map speaks against the side that it is said "
    "to be tied to.",
    nudge="find the name that stands in the list twice, then go back to its two cards.",
    hints=(
        "It is neither a government nor an army.",
        "Compare your two letters for it. Did they differ?",
    ),
    reveal="Statements 3 and 6: one label asks for trust, the other for care, and the grade "
    "belongs to the record.",
    finds=("two labels",),
)
