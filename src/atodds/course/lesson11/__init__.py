"""Lesson 11, "The brief": every number points to a row, on one case and then on any other."""

from atodds.course.lesson11.brief import every_number, the_brief, unfit
from atodds.course.lesson11.closing import closing, closing_reason
from atodds.course.lesson11.correction import late, note
from atodds.course.lesson11.sentences import other_case, rows_to_print, sentences
from atodds.course.lesson11.signs import descent, numbers, wording

EXERCISES = (
    unfit,
    the_brief,
    every_number,
    late,
    note,
    descent,
    numbers,
    wording,
    sentences,
    closing,
    closing_reason,
    other_case,
)

__all__ = ["EXERCISES", "rows_to_print"]
