"""Lesson 11, "The brief": every number points to a row, twice over."""

from atodds.course.lesson11.closing import closing, closing_reason

EXERCISES = (closing, closing_reason)

__all__ = ["EXERCISES"]
