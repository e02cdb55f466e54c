"""Lesson 06, "What does the number say?": its exercises, its essay and its tired ledger."""

from atodds.course.lesson06.again import other_case
from atodds.course.lesson06.brackets import blame, bracket
from atodds.course.lesson06.essay import defence
from atodds.course.lesson06.ledger import find_faults, tired_ledger
from atodds.course.lesson06.limits import limit
from atodds.course.lesson06.ranges import ceiling, two_ends, vague
from atodds.course.lesson06.sums import share
from atodds.course.lesson06.tagging import tagging

EXERCISES = (
    limit,
    tagging,
    bracket,
    blame,
    ceiling,
    two_ends,
    vague,
    share,
    find_faults,
    defence,
    other_case,
)

__all__ = ["EXERCISES", "tired_ledger"]
