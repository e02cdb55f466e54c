"""Exercise 6.2: tag the numbers of a text as values, bounds and conversions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson06.rows import LESSON, READER_PASSAGES, ROW
from atodds.course.tags import judge_tags, numbers_touched
from atodds.exercises import Exercise, Mistake, Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from atodds.case import Case

TAGS = ("value", "bound", "conversion")
FENCES = ("under", "over", "at most", "at least")


def ground_numbers(case: Case) -> pd.DataFrame:
    """Return the areas and shares of ground in the paragraphs of exercise 6.2.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    DataFrame
        One row a figure, index its id; columns text_start, text_end, tag: "conversion" in a
        bracket, "bound" where the number only fences the ground in, else "value".

    Examples
    --------
    >>> from atodds import load
    >>> ground_numbers(load("kursk"))["tag"].value_counts().to_dict()
    {'conversion': 3, 'bound': 2, 'value': 2}
    >>> len(ground_numbers(load("harbour")))
    0
    """
    rows = case.figures
    rows = rows[rows["passage"].isin(READER_PASSAGES) & rows["kind"].isin(["amount", "share"])]
    tag = rows["bound"].isin(FENCES).map({True: "bound", False: "value"})
    tag = tag.mask(rows["conversion_of"].notna(), "conversion").rename("tag")
    spans = rows[["start", "end"]].set_axis(["text_start", "text_end"], axis="columns")
    return spans.astype("int64").join(tag)


def _given(answer: object, case: Case) -> list[tuple[str, list[str]]]:
    """Return each number's own sort, and the tags that an answer puts on it."""
    numbers = ground_tags(case)
    touched = numbers_touched(answer, numbers)
    return [
        (str(number["tag"]), [tag for tag, places in touched if at in places])
        for at, number in enumerate(numbers)
    ]


def _has(wanted: str, *given: str) -> Callable[[object, Case], bool]:
    """Tell whether a number of one sort carries a tag of another."""
    return lambda answer, case: any(
        sort == wanted and set(given) & set(tags) for sort, tags in _given(answer, case)
    )


def _is_too_wide(answer: object, case: Case) -> bool:
    return any(len(places) > 1 for _, places in numbers_touched(answer, ground_tags(case)))


def _is_double(answer: object, case: Case) -> bool:
    return any(len(tags) > 1 for _, tags in _given(answer, case))


def _leaves_brackets_out(answer: object, case: Case) -> bool:
    return {sort for sort, tags in _given(answer, case) if not tags} == {"conversion"}


def _is_beside(answer: object, case: Case) -> bool:
    return any(not places for _, places in numbers_touched(answer, ground_tags(case)))


def _retagged(sort: str, tag: str) -> Callable[[Case], list[dict[str, object]]]:
    """Return the right tags, those of one sort replaced by another tag."""
    return lambda case: [
        {**row, "tag": tag if row["tag"] == sort else row["tag"]} for row in ground_tags(case)
    ]


def ground_tags(case: Case) -> list[dict[str, object]]:
    """Return the tags that exercise 6.2 expects, as a Reader's result has them.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    list of dict
        text_start, text_end, tag.

    Examples
    --------
    >>> from atodds import load
    >>> len(ground_tags(load("kursk")))
    7
    >>> ground_tags(load("harbour"))
    []
    """
    return [
        {"text_start": int(start), "text_end": int(end), "tag": str(tag)}
        for start, end, tag in ground_numbers(case).itertuples(index=False)
    ]


def _wide(case: Case) -> list[dict[str, object]]:
    rows = ground_tags(case)
    return [{**rows[0], "text_end": rows[-1]["text_end"]}]


def _extra(case: Case) -> list[dict[str, object]]:
    return [*ground_tags(case), {"text_start": None, "text_end": None, "tag": "value"}]


def _no_brackets(case: Case) -> list[dict[str, object]]:
    return [row for row in ground_tags(case) if row["tag"] != "conversion"]


def _twice(case: Case) -> list[dict[str, object]]:
    rows = ground_tags(case)
    return [*rows, {**rows[0], "tag": "value"}]


tagging = Exercise(
    id="6.2",
    lesson=LESSON,
    title="A value or a bound?",
    objective=ROW,
    points=7,
    basis="internal",
    kind=Rows("Numbers of ground in text E", columns=("text_start", "text_end", "tag")),
    ask="Tag every area and every share of ground in the first three paragraphs of text E.",
    expected=ground_tags,
    mistakes=(
        Mistake(
            "too wide",
            _is_too_wide,
            "One of your tags reaches over more than one number. Give each number a tag of its "
            "own: Delete takes a tag away.",
            example=_wide,
        ),
        Mistake(
            "two tags on one number",
            _is_double,
            "One number carries two tags. Decide for one, and take the other away.",
            example=_twice,
        ),
        Mistake(
            "bound as value",
            _has("bound", "value", "conversion"),
            "A number stands behind “more than” or “over”, and you did not tag it as a bound. "
            "Could the ground be a little larger than the printed number, and the sentence true?",
            example=_retagged("bound", "value"),
        ),
        Mistake(
            "conversion as value",
            _has("conversion", "value", "bound"),
            "A number in brackets is no second finding: it says the first one again in another "
            "unit. Tag it as a conversion, so that nobody counts it twice.",
            example=_retagged("conversion", "value"),
        ),
        Mistake(
            "value as bound",
            _has("value", "bound", "conversion"),
            "You tagged a number as a bound or a conversion that stands for itself. "
            "Which word before it would make it a fence?",
            example=_retagged("value", "bound"),
        ),
        Mistake(
            "brackets left out",
            _leaves_brackets_out,
            "A number in brackets is a statement too, and it can be off on its own account. "
            "Tag those as well.",
            example=_no_brackets,
        ),
        Mistake(
            "beside the numbers",
            _is_beside,
            "One of your tags stands on words that hold no number of ground. "
            "Dates are for another lesson.",
            example=_extra,
        ),
    ),
    right="Two values, two bounds, and three conversions that say a number again.",
    nudge="look for seven numbers: a share, three areas, and a bracket behind each area.",
    hints=(
        "The first paragraph has one, the second four, the third two.",
        "Read the word before the number. If it is “more than” or “over”, the number is a fence.",
    ),
    reveal="Bounds: “more than 60%” and “over 420 square kilometers”. Values: 1,268 and 801. "
    "Conversions: 490, 309 and 261.",
    judge=judge_tags,
)
