"""Read what a learner handed in and judge it, without running a line of it."""

from atodds.grading.judging import judge_notebook
from atodds.grading.recorded import HandInError, recorded_answers

__all__ = ["HandInError", "judge_notebook", "recorded_answers"]
