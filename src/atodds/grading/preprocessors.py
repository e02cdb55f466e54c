"""The judge as steps of nbgrader, so that `nbgrader autograde` and formgrader's button use it.

They stand in the place of ClearOutput, which would delete recorded answers, and of Execute,
which would run a learner's code.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from atodds.exercises import Essay
from atodds.grading.course_folder import drops_schemes
from atodds.grading.entries import ensure_assignment, make_entry, write_entries
from atodds.grading.essay_page import scheme_cells
from atodds.grading.graded import Graded, written_answers
from atodds.grading.judged import MARK_SCHEME, judged_notebook, kept_notebook
from atodds.grading.judging import judge_content
from atodds.grading.recorded import read_hand_in

if TYPE_CHECKING:
    from nbformat import NotebookNode

Resources = dict[str, Any]


class KeepRecordedAnswers(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Keep a hand-in's text and its recorded answers; drop every other output.

    Locked cells get the text that was given out, missing ones come back, and a copied one is no
    longer graded, so that no hand-in stops the ones after it.

    Examples
    --------
    >>> KeepRecordedAnswers().enabled
    True
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the hand-in, cleaned.

        Parameters
        ----------
        nb : NotebookNode
            What was handed in.
        resources : dict
            What nbgrader says about it.

        Returns
        -------
        tuple
            The notebook and the resources.
        """
        return kept_notebook(nb, _released(resources)), resources


class JudgeRecordedAnswers(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Judge what the checks recorded, and write the marks; no cell is run.

    Examples
    --------
    >>> JudgeRecordedAnswers().course
    'atodds.course'
    """

    course = Unicode(
        "atodds.course", help="The module that holds EXERCISES and load_case of the course."
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the judged notebook, once its marks stand in the gradebook.

        Parameters
        ----------
        nb : NotebookNode
            What `KeepRecordedAnswers` left of a hand-in.
        resources : dict
            What nbgrader says about it.

        Returns
        -------
        tuple
            The notebook and the resources.
        """
        about = resources["nbgrader"]
        student, name = about["student"], about["assignment"]
        released = _released(resources)
        # Plain data: a judge tells a mapping from nbformat's own kind of one.
        content = json.loads(json.dumps(nb))
        graded = self._judge(content, student, name[:2])
        with Gradebook(about["db_url"]) as gradebook:
            ensure_assignment(gradebook, name, released)
            for sentence in write_entries(gradebook, [make_entry(graded, student, name)]):
                self.log.warning(sentence)
        schemes = self._schemes(name[:2]) if drops_schemes(self.config) else {}
        return judged_notebook(content, graded.marks, released, schemes), resources

    def _schemes(self, lesson: str) -> dict[str, str]:
        exercises = import_module(self.course).EXERCISES
        return scheme_cells(one for one in exercises if one.lesson == lesson)

    def _judge(self, content: dict[str, Any], student: str, lesson: str) -> Graded:
        course = import_module(self.course)
        marks = judge_content(content, lesson, course.EXERCISES, course.load_case)
        essays = [
            one for one in course.EXERCISES if isinstance(one, Essay) and one.lesson == lesson
        ]
        return Graded(student, lesson, Path(), "", marks, written_answers(content, essays))


class DropMarkSchemes(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Leave out of a learner's feedback how essays are marked.

    Examples
    --------
    >>> DropMarkSchemes().enabled
    True
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the judged notebook without the cells that tell how to mark.

        Parameters
        ----------
        nb : NotebookNode
            What `JudgeRecordedAnswers` or `atodds grade` made.
        resources : dict
            What nbgrader says about it.

        Returns
        -------
        tuple
            The notebook and the resources.
        """
        nb.cells = [
            cell for cell in nb.cells if cell.metadata.get("atodds", {}).get("role") != MARK_SCHEME
        ]
        return nb, resources


def _released(resources: Resources) -> dict[str, Any]:
    """Read what learners were given; nbgrader works in the course's folder."""
    about = resources["nbgrader"]
    return read_hand_in(Path("source", about["assignment"], f"{about['notebook']}.ipynb"))
