"""Lesson 10, "How sure are we?": its exercises, its essay, its blind round, its two codings."""

from atodds.course.lesson10.again import other_case
from atodds.course.lesson10.blind import blind, blind_round, open_round
from atodds.course.lesson10.causes import causes, changes
from atodds.course.lesson10.diagonal import diagonal
from atodds.course.lesson10.essay import verdict
from atodds.course.lesson10.facts import facts
from atodds.course.lesson10.labels import labels
from atodds.course.lesson10.origins import origins
from atodds.course.lesson10.second import coded_twice, second, two_codings

EXERCISES = (
    facts,
    blind,
    diagonal,
    labels,
    causes,
    changes,
    origins,
    second,
    verdict,
    other_case,
)

__all__ = ["EXERCISES", "blind_round", "coded_twice", "open_round", "two_codings"]
