"""Judge the marks that a learner gives to pairs in a Collator."""

from __future__ import annotations

from atodds.course.tags import given_rows
from atodds.exercises import Outcome, Rows
from atodds.exercises.rows import judge_rows

KIND = Rows("Marks", columns=("pair", "mark"))


def judge_marks(answer: object, expected: object) -> Outcome:
    """Judge marks; a pair without one is left aside, as no answer about it.

    Parameters
    ----------
    answer, expected
        A list of rows (or a mapping that holds one under `rows`) with `pair` and `mark`.

    Returns
    -------
    Outcome
        "right" where every expected mark is there and no other.

    Examples
    --------
    >>> wanted = [{"pair": "b01", "mark": "lost"}]
    >>> judge_marks([{"pair": "b01", "mark": "lost"}, {"pair": "b02", "mark": ""}], wanted).state
    'right'
    >>> judge_marks([{"pair": "b01", "mark": ""}], wanted).share
    0.0
    >>> judge_marks("junk", wanted).state
    'unread'
    """
    return judge_rows(KIND, _marked(answer), _marked(expected))


def _marked(answer: object) -> object:
    rows = given_rows(answer)
    if rows is None:
        return answer
    return [{"pair": row.get("pair"), "mark": row["mark"]} for row in rows if row.get("mark")]
