"""Lesson 04, "Who copied whom?": its exercises and its essay."""

from atodds.course.lesson04.again import other_case
from atodds.course.lesson04.details import details, seams
from atodds.course.lesson04.essay import argue
from atodds.course.lesson04.order import time_or_plan
from atodds.course.lesson04.overlap import control, overlap
from atodds.course.lesson04.pedigree import how_many, which_descent

EXERCISES = (
    overlap,
    time_or_plan,
    control,
    details,
    which_descent,
    seams,
    how_many,
    argue,
    other_case,
)

__all__ = ["EXERCISES"]
