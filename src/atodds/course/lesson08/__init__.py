"""Lesson 08, "What can be printed?": its exercises and its essay."""

from atodds.course.lesson08.again import other_case
from atodds.course.lesson08.essay import paragraph
from atodds.course.lesson08.gates import corroborated, largest, side_by_side
from atodds.course.lesson08.ledgers import cross_check, mixed
from atodds.course.lesson08.people import whose
from atodds.course.lesson08.series import misfit, opponents
from atodds.exercises import Essay, Exercise

EXERCISES: tuple[Exercise | Essay, ...] = (
    side_by_side,
    largest,
    corroborated,
    cross_check,
    mixed,
    misfit,
    whose,
    opponents,
    paragraph,
    other_case,
)
