"""Lesson 00, "Start here": a form, a widget, and the test that opens the course."""

from atodds.course.lesson00.first_steps import first_answer, first_tags
from atodds.course.lesson00.opening import opening, opening_reason

EXERCISES = (first_answer, first_tags, opening, opening_reason)

__all__ = ["EXERCISES"]
