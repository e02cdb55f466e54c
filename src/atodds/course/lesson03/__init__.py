"""Lesson 03, "Who says so?": its exercises and its essay."""

from atodds.course.lesson03.again import other_case
from atodds.course.lesson03.essay import rewriting
from atodds.course.lesson03.hops import chain
from atodds.course.lesson03.labels import labels
from atodds.course.lesson03.peak import peak
from atodds.course.lesson03.plurals import plurals
from atodds.course.lesson03.sorting import sorting
from atodds.course.lesson03.tagging import tagging
from atodds.course.lesson03.verbs import verbs
from atodds.exercises import Essay, Exercise

EXERCISES: tuple[Exercise | Essay, ...] = (
    tagging,
    sorting,
    chain,
    peak,
    labels,
    plurals,
    verbs,
    rewriting,
    other_case,
)
