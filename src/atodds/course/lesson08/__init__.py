"""Lesson 08: its exercises and its essay."""

from atodds.exercises import Essay, Exercise

EXERCISES: tuple[Exercise | Essay, ...] = ()
