"""The course: the lessons' exercises, and the one desk that checks them.

Only this layer knows the case that the lessons are about.
"""

from functools import cache

from atodds.case import Case, load
from atodds.course import lesson00, lesson06
from atodds.course.lesson06 import tired_ledger
from atodds.exercises import Desk, Essay, Exercise

CASE = "kursk"


@cache
def load_case() -> Case:
    """Return the case of the course, loaded once.

    Returns
    -------
    Case
        The case that every exercise is judged against.

    Examples
    --------
    >>> load_case().name
    'kursk'
    """
    return load(CASE)


EXERCISES: tuple[Exercise | Essay, ...] = (*lesson00.EXERCISES, *lesson06.EXERCISES)
desk = Desk(EXERCISES, load_case)

__all__ = ["CASE", "EXERCISES", "desk", "load_case", "tired_ledger"]
