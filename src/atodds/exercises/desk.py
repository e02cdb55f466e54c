"""The desk a lesson works at: check, hint, reveal, progress, forms, essays, saved work."""

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from atodds import work
from atodds.exercises.attaching import attach_panel
from atodds.exercises.calls import find_exercise, find_judged, why_not_checked
from atodds.exercises.cases import NAME, case_for
from atodds.exercises.checking import check_answer
from atodds.exercises.essays import answer_rubric, read_essay
from atodds.exercises.exercise import Essay, Exercise
from atodds.exercises.feedback import Feedback, Note, build_feedback, build_note
from atodds.exercises.forms import Form, make_form
from atodds.exercises.helping import next_hint, reveal_answer
from atodds.exercises.panel import Panel
from atodds.exercises.progress import show_progress
from atodds.exercises.saving import keep_below, keep_panel, restore_panel, save_panel

if TYPE_CHECKING:
    from atodds.case import Case

RUN_BY_NBGRADER = (
    "nbgrader runs this hand-in with its stock configuration. These lessons are graded by what "
    "each check recorded, and nothing is run: grade in a folder that `atodds grade init` made."
)


class Desk:
    """All that a lesson asks of its exercises; nothing here raises at a learner.

    Parameters
    ----------
    exercises
        The lesson's exercises and essays, in order.
    load_case
        Loads the case; called once, when it is first needed.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from atodds.exercises.sample import count_the_origins
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> desk = Desk([count_the_origins], lambda: SimpleNamespace(documents=["P", "Q"]))
    >>> print(desk.check("0.1", 2).text)
    Right. Two texts, two pens.
    Your answer is kept.
    >>> print(desk.check("0.l", 2).text)
    Not yet: there is no exercise "0.l" here. Did you mean "0.1"?
    """

    def __init__(
        self, exercises: Iterable[Exercise | Essay], load_case: "Callable[[], Case]"
    ) -> None:
        self._exercises = {exercise.id: exercise for exercise in exercises}
        self._load_case = load_case
        self._case: Case | None = None
        self._forms: dict[str, Form | Note] = {}

    def check(
        self, exercise: object = ..., value: object = ..., /, *more: object, **fields: object
    ) -> Feedback:
        """Judge an answer, say something useful about it, and keep it.

        Parameters
        ----------
        exercise
            The exercise's id.
        value
            The answer: a number, text, list, table, or a form or widget.
        **fields
            Or its parts by name, such as ``low=400, high=None``.

        Returns
        -------
        Feedback
            The same for the same answer, whatever was tried before.

        Examples
        --------
        >>> desk = Desk([], list)
        >>> print(desk.check("6.2", 162).text)
        Not yet: there is no exercise "6.2" here.
        """
        if os.environ.get("NBGRADER_EXECUTION") == "autograde":
            # nbgrader gives full points for a check that does not raise, and ours never does.
            raise RuntimeError(RUN_BY_NBGRADER)
        name = fields.pop("exercise", ...) if exercise is ... else exercise
        found = find_exercise(self._exercises, name)
        problem = found if isinstance(found, str) else why_not_checked(found, 1 + len(more))
        if problem or not isinstance(found, Exercise):
            return build_feedback("an exercise", "not yet", problem, {})
        own = self._find_own(found, value) if isinstance(value, Form) else value
        return check_answer(found, own, fields, self._case_now)

    def hint(self, *exercise: object, **named: object) -> Note:
        """Show the next hint; that it was asked for is noted.

        Parameters
        ----------
        exercise
            The exercise's id.

        Returns
        -------
        Note
            After the last hint, the last one again.

        Examples
        --------
        >>> Desk([], list).hint("6.2").text
        'Not yet: there is no exercise "6.2" here.'
        """
        found = find_judged(self._exercises, "hint", exercise, named)
        if isinstance(found, str):
            return build_note("Hint", f"Not yet: {found}")
        return next_hint(found, self._case_of(found))

    def reveal(self, *exercise: object, **named: object) -> Note:
        """Show the answer and why, after three tries; that it was asked for is noted.

        Parameters
        ----------
        exercise
            The exercise's id.

        Returns
        -------
        Note
            Before that, how many tries are still to make.

        Examples
        --------
        >>> from atodds.exercises.sample import count_the_origins
        >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
        >>> Desk([count_the_origins], list).reveal("0.1").text
        'Not yet: the answer opens after three tries. Yours so far: 0.'
        """
        found = find_judged(self._exercises, "reveal", exercise, named)
        if isinstance(found, str):
            return build_note("Answer", f"Not yet: {found}")
        return reveal_answer(found, self._case_of(found))

    def progress(self, lesson: object = None, /) -> Note | Panel:
        """Show what is done, tried and open, and how many hints were used.

        Parameters
        ----------
        lesson
            The number of one lesson, such as "06"; nothing for all.

        Returns
        -------
        Note or Panel
            A table, free of times. Where a test at the end repeats one at the start and both are
            answered, it also shows what changed. On Binder, the buttons of `keep_work` follow.

        Examples
        --------
        >>> print(Desk([], list).progress().text)
        Your progress: 0 of 0 done
        >>> from atodds.exercises.sample import count_the_origins
        >>> Desk([count_the_origins], list).progress("7").text
        'Not yet: there is no lesson "7" here. Give one of 00, or nothing for all.'
        """
        note = show_progress(self._exercises.values(), self._case_now, lesson)
        return keep_below(note) if work.vanishes() else note

    def ask(self, *exercise: object, **named: object) -> Form | Note:
        """Show a form for an exercise; its ``value`` goes into ``check``.

        Parameters
        ----------
        exercise
            The exercise's id; behind it, where the exercise can be answered on several cases, the
            name of one, as in ``ask("11.6", "harbour")``. The answer carries that name.

        Returns
        -------
        Form
            What was filled in before is there again.

        Examples
        --------
        >>> Desk([], list).ask("6.2").text
        'Not yet: there is no exercise "6.2" here.'
        """
        found = find_judged(self._exercises, "ask", exercise, named)
        if isinstance(found, str):
            return build_note("Form", f"Not yet: {found}")
        about = exercise[1] if len(exercise) > 1 else None
        self._forms[found.id] = form = make_form(found, self._case_now, about)
        return form

    def rubric(self, exercise: object = ..., /, *more: object, **scores: object) -> Note | Feedback:
        """Open an essay's rubric and exemplars once it is written; keep a score of one's own.

        Parameters
        ----------
        exercise
            The essay's id.
        **scores
            Rows of the rubric by name, each 1, 2 or 3, or the name of a level.

        Returns
        -------
        Note or Feedback
            Before anything is written, how to go on.

        Examples
        --------
        >>> Desk([], list).rubric("6.7").text
        'Not yet: there is no exercise "6.7" here.'
        """
        name = scores.pop("exercise", ...) if exercise is ... else exercise
        found = find_exercise(self._exercises, name)
        if isinstance(found, str):
            found = found.replace('check("6.2", ...)', 'rubric("6.2")')
        return answer_rubric(found, more, scores)

    def written(self, exercise: object = ..., /) -> str:
        """Return what is written in an essay's cell, as the notebook was last saved.

        Parameters
        ----------
        exercise
            The essay's id.

        Returns
        -------
        str
            Empty where nothing is written or saved yet, and where there is no such essay.

        Examples
        --------
        >>> Desk([], list).written("6.7")
        ''
        """
        found = find_exercise(self._exercises, exercise)
        return read_essay(found) if isinstance(found, Essay) else ""

    def keep_work(self) -> Panel:
        """Show both buttons in one row: take the work away as a file, and bring it back.

        Returns
        -------
        Panel
            Plain words where nobody can click. On Binder, a warning that work vanishes comes first.

        Examples
        --------
        >>> Desk([], list).keep_work().text.split(":")[-2].splitlines()[-1]
        'Restore my work'
        """
        return keep_panel()

    def save_work(self) -> Panel:
        """Show one button that packs the learner's work and gives it as a download.

        Returns
        -------
        Panel
            Plain words where nobody can click.

        Examples
        --------
        >>> Desk([], list).save_work().text.split(":")[0]
        'Download my work'
        """
        return save_panel()

    def restore_work(self) -> Panel:
        """Show one button that restores packed work; what is newer here stays.

        Returns
        -------
        Panel
            Plain words where nobody can click.

        Examples
        --------
        >>> Desk([], list).restore_work().text.split(":")[0]
        'Restore my work'
        """
        return restore_panel()

    def attach_texts(self) -> Panel | Note:
        """Show one button that takes the learner's own copies of the texts.

        Returns
        -------
        Panel
            Plain words where nobody can click.

        Examples
        --------
        >>> from atodds.case import load
        >>> Desk([], lambda: load("harbour")).attach_texts().text.split(":")[0]
        'Attach my copies'
        """
        return attach_panel(self._case_now)

    def _find_own(self, exercise: Exercise, form: Form) -> object:
        """Find an exercise's own form where a notebook gives every form one name.

        Whoever runs all cells and then goes back would else have a later form judged.
        """
        if form.exercise == exercise.id:
            return form
        own = self._forms.get(exercise.id) or make_form(exercise, self._case_now)
        return own if isinstance(own, Form) else ...

    def _case_of(self, exercise: Exercise) -> "Callable[[], Case]":
        """Give the case of the form that was asked for last: help is about what a learner sees."""
        form = self._forms.get(exercise.id)
        answer = {NAME: form.case} if isinstance(form, Form) and form.case else None
        return partial(case_for, exercise, answer, self._case_now)

    def _case_now(self) -> "Case":
        if self._case is None:
            self._case = self._load_case()
        return self._case
