"""Exercises: kinds of answer, judging, feedback, and the desk a lesson works at."""

from atodds.exercises.answers import NotRecorded, plain
from atodds.exercises.cases import open_case
from atodds.exercises.desk import Desk
from atodds.exercises.examples import mistake_examples, right_example
from atodds.exercises.exercise import Essay, Exercise, Mistake, RubricRow, SameAs
from atodds.exercises.feedback import ANSWER_TYPE, Feedback, Note
from atodds.exercises.forms import Form
from atodds.exercises.judging import Judged, judge_record
from atodds.exercises.kinds import Choice, Fields, Interval, Number, Rows, Text
from atodds.exercises.outcome import Outcome
from atodds.exercises.questions import list_questions

__all__ = [
    "ANSWER_TYPE",
    "Choice",
    "Desk",
    "Essay",
    "Exercise",
    "Feedback",
    "Fields",
    "Form",
    "Interval",
    "Judged",
    "Mistake",
    "NotRecorded",
    "Note",
    "Number",
    "Outcome",
    "Rows",
    "RubricRow",
    "SameAs",
    "Text",
    "judge_record",
    "list_questions",
    "mistake_examples",
    "open_case",
    "plain",
    "right_example",
]
