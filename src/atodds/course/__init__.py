"""The course: the lessons' exercises, and the one desk that checks them.

Only this layer knows the case that the lessons are about.
"""

from functools import cache

import pandas as pd

from atodds.case import Case, load
from atodds.course import (
    lesson00,
    lesson01,
    lesson02,
    lesson03,
    lesson04,
    lesson05,
    lesson06,
    lesson07,
    lesson08,
    lesson09,
    lesson10,
    lesson11,
)
from atodds.course.lesson06 import tired_ledger
from atodds.exercises import Desk, Essay, Exercise
from atodds.exercises import list_questions as list_their_questions

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


EXERCISES: tuple[Exercise | Essay, ...] = (
    *lesson00.EXERCISES,
    *lesson01.EXERCISES,
    *lesson02.EXERCISES,
    *lesson03.EXERCISES,
    *lesson04.EXERCISES,
    *lesson05.EXERCISES,
    *lesson06.EXERCISES,
    *lesson07.EXERCISES,
    *lesson08.EXERCISES,
    *lesson09.EXERCISES,
    *lesson10.EXERCISES,
    *lesson11.EXERCISES,
)
desk = Desk(EXERCISES, load_case)


def list_questions() -> pd.DataFrame:
    """Return the words of the course's questions, for whoever shows a class its answers.

    Returns
    -------
    pandas.DataFrame
        As `exercises.list_questions` gives it.

    Examples
    --------
    >>> questions = list_questions()
    >>> questions.loc[questions["exercise"] == "6.3", "title"].tolist()
    ['What should the bracket say?']
    >>> list_questions("06")
    Traceback (most recent call last):
    ...
    TypeError: list_questions() takes 0 positional arguments but 1 was given
    """
    return list_their_questions(EXERCISES, load_case())


__all__ = ["CASE", "EXERCISES", "desk", "list_questions", "load_case", "tired_ledger"]
