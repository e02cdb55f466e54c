"""Lesson 09, "What is left out, and how is it put?": its exercises, its essay and its tables."""

from atodds.course.lesson09.again import other_case
from atodds.course.lesson09.essay import angles
from atodds.course.lesson09.frame import chip
from atodds.course.lesson09.people import count_people, losses, unheard
from atodds.course.lesson09.silence import fill_row, hope, too_early
from atodds.course.lesson09.wording import cite_for_ground, labels, list_cues, own_work, verbs
from atodds.exercises import Essay, Exercise

EXERCISES: tuple[Exercise | Essay, ...] = (
    too_early,
    fill_row,
    hope,
    losses,
    unheard,
    verbs,
    labels,
    own_work,
    chip,
    angles,
    other_case,
)

__all__ = ["EXERCISES", "cite_for_ground", "count_people", "list_cues"]
