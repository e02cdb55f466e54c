"""Judge the tags that a learner gives in a Reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.exercises import Outcome, Rows
from atodds.exercises.rows import judge_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The numbers of a passage stand apart, so a tag that catches a tenth of one means that one:
# "420" is as good as "over 420 square kilometers".
KIND = Rows("Tags", columns=("start", "end", "tag"), overlap=0.1)
NOWHERE = -1


def judge_tags(answer: object, expected: object) -> Outcome:
    """Judge tags by where they stand in the text itself, whatever the Reader showed.

    Parameters
    ----------
    answer, expected
        A list of rows (or a mapping that holds one under `rows`) with `text_start`,
        `text_end` and `tag`. A tag on words of ours stands nowhere in the text: it counts
        as a pick, and matches nothing.

    Returns
    -------
    Outcome
        "right" where every expected tag is there and no other.

    Examples
    --------
    >>> wanted = [{"text_start": 10, "text_end": 20, "tag": "bound"}]
    >>> judge_tags([{"text_start": 15, "text_end": 18, "tag": "bound"}], wanted).state
    'right'
    >>> judge_tags([{"text_start": None, "text_end": None, "tag": "bound"}], wanted).note
    '0 of 1 found, and 1 pick that is not one of them.'
    >>> judge_tags("junk", wanted).state
    'unread'
    """
    return judge_rows(KIND, _as_spans(answer), _as_spans(expected))


def numbers_touched(
    answer: object, numbers: Sequence[Mapping[str, object]]
) -> list[tuple[str, list[int]]]:
    """Return, for each tag of an answer, which of some numbers it touches.

    Parameters
    ----------
    answer
        The tags as a mistake gets them: rows with `start`, `end` and `tag`.
    numbers
        Where the numbers stand: `text_start` and `text_end` each.

    Returns
    -------
    list of (str, list of int)
        One pair a tag: its key, and the positions of the numbers in their list.

    Examples
    --------
    >>> numbers = [{"text_start": 0, "text_end": 5}, {"text_start": 9, "text_end": 12}]
    >>> numbers_touched(({"start": 3, "end": 10, "tag": "bound"},), numbers)
    [('bound', [0, 1])]
    >>> numbers_touched("junk", numbers)
    []
    """
    marks: tuple[Any, ...] = answer if isinstance(answer, tuple) else ()
    return [
        (str(mark["tag"]), [at for at, number in enumerate(numbers) if _touches(mark, number)])
        for mark in marks
    ]


def given_rows(answer: object) -> list[dict[str, Any]] | None:
    """Return the rows of a widget's answer, as a list or under `rows`; None for anything else.

    Parameters
    ----------
    answer
        What was recorded.

    Returns
    -------
    list of dict or None
        The rows.

    Examples
    --------
    >>> given_rows({"rows": [{"tag": "bound"}]})
    [{'tag': 'bound'}]
    >>> given_rows("junk") is None
    True
    """
    if isinstance(answer, dict) and isinstance(answer.get("rows"), list):
        answer = answer["rows"]
    if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
        return None
    return answer


def _touches(mark: Mapping[str, Any], number: Mapping[str, Any]) -> bool:
    return bool(mark["start"] < number["text_end"] and number["text_start"] < mark["end"])


def _as_spans(answer: object) -> object:
    rows = given_rows(answer)
    if rows is None:
        return answer
    return [{**_place(row), "tag": row.get("tag")} for row in rows]


def _place(row: Mapping[str, Any]) -> dict[str, object]:
    ends = {"start": row.get("text_start"), "end": row.get("text_end")}
    # With one end alone a tag stands nowhere, like a tag on words of ours.
    stands = all(isinstance(end, int | float) and type(end) is not bool for end in ends.values())
    return ends if stands else dict.fromkeys(ends, NOWHERE)
