"""Lesson 05, "Lost in translation": its exercises and its essay."""

from atodds.course.lesson05.again import other_case
from atodds.course.lesson05.directions import aid, corridor, eastward
from atodds.course.lesson05.essay import two_changes
from atodds.course.lesson05.owners import hope, whose
from atodds.course.lesson05.pairs import who_has_gone
from atodds.course.lesson05.toy import lost_in_the_toy
from atodds.course.lesson05.words import count_words, two_words

EXERCISES = (
    lost_in_the_toy,
    who_has_gone,
    corridor,
    aid,
    eastward,
    whose,
    two_words,
    hope,
    two_changes,
    other_case,
)

__all__ = ["EXERCISES", "count_words"]
