"""Lesson 02, "When was it written?": its exercises and its essay."""

from atodds.course.lesson02.again import other_case
from atodds.course.lesson02.essay import order
from atodds.course.lesson02.freezing import freezing
from atodds.course.lesson02.layers import fossil, mid_april
from atodds.course.lesson02.outside import fridays, outside
from atodds.course.lesson02.places import placing
from atodds.course.lesson02.status import never
from atodds.course.lesson02.windows import toy, tuesday_join

EXERCISES = (
    toy,
    tuesday_join,
    never,
    outside,
    fridays,
    mid_april,
    fossil,
    freezing,
    placing,
    order,
    other_case,
)

__all__ = ["EXERCISES"]
