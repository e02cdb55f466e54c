"""Lesson 01, "Who is speaking?": its exercises and its essay."""

from atodds.course.lesson01.again import other_case
from atodds.course.lesson01.essay import prediction
from atodds.course.lesson01.outside import revise
from atodds.course.lesson01.pages import furniture, share, uses
from atodds.course.lesson01.roles import credit, publish
from atodds.course.lesson01.routes import fingerprints, nameless

EXERCISES = (
    furniture,
    share,
    uses,
    credit,
    publish,
    fingerprints,
    nameless,
    revise,
    prediction,
    other_case,
)

__all__ = ["EXERCISES"]
