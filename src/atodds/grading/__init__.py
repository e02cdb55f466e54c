"""Read what a learner handed in and judge it, without running a line of it."""

from atodds.grading.graded import Graded, grade_file, written_answers
from atodds.grading.judging import judge_notebook
from atodds.grading.recorded import HandInError, recorded_answers

__all__ = [
    "Graded",
    "HandInError",
    "grade_file",
    "judge_notebook",
    "recorded_answers",
    "written_answers",
]
