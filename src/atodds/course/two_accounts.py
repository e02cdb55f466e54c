"""The test that opens and closes the course: two parallel forms from one mould.

Nobody marks them. A learner weighs two short accounts, names what both support and what neither
can establish, and says how sure they are; `progress` sets the two forms side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atodds.exercises import Choice, Essay, Exercise, Fields, Mistake, RubricRow, SameAs
from atodds.exercises.judges import judge
from atodds.exercises.kinds import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atodds.exercises import Outcome

OTHER = {"one": "two", "two": "one"}
SUPPORTED = {
    "one": "account 1",
    "two": "account 2",
    "same": "both equally",
    "untold": "nobody can tell",
}
BECAUSE = {
    "plain": "It says plainly what happened, without an if.",
    "traces": "It says who counted or judged, and keeps apart what is not known.",
    "agree": "The two agree in most points, so each confirms the other.",
    "details": "It has more details, so that one can picture what happened.",
}


@dataclass(frozen=True, kw_only=True)
class Form:
    """What differs between the two forms: everything that the mould leaves open.

    Attributes
    ----------
    id, lesson, title, objective, repeats
        As in `Exercise`.
    better
        "one" or "two": the account that is better supported.
    both, neither
        Four statements each. By their keys: "shared" is what both support, "open" is what
        neither can establish; "cause", "harder" and "number" are what one account alone has.
    kept, reveal
        What is said to every answer, and after three tries.
    """

    id: str
    lesson: str
    title: str
    objective: str
    better: str
    both: Mapping[str, str]
    neither: Mapping[str, str]
    kept: str
    reveal: str
    repeats: str = ""


def make_form(form: Form) -> Exercise:
    """Make one of the two forms.

    Parameters
    ----------
    form
        What this form has of its own.

    Returns
    -------
    Exercise
        Unscored, with five fields: supported, because, sure, both, neither.

    Examples
    --------
    >>> words = {"shared": "a", "cause": "b", "harder": "c", "open": "d"}
    >>> form = Form(id="0.3", lesson="00", title="Two accounts", objective="weigh", better="one",
    ...     both=words, neither=words, kept="Kept as it is.", reveal="Later.")
    >>> list(make_form(form).kind.parts)
    ['supported', 'because', 'sure', 'both', 'neither']
    >>> from dataclasses import replace
    >>> make_form(replace(form, better="neither"))
    Traceback (most recent call last):
    ...
    ValueError: Form 0.3: expected better to be "one" or "two", found 'neither'.
    """
    if form.better not in OTHER:
        raise ValueError(
            f'Form {form.id}: expected better to be "one" or "two", found {form.better!r}.'
        )
    kind = Fields(
        "Two accounts",
        {
            "supported": _choice("Which of the two accounts is better supported?", SUPPORTED),
            "because": _choice("Because", BECAUSE),
            "sure": _choice("How sure are you?", CONFIDENCE),
            "both": _choice("Which of these do both accounts support?", form.both),
            "neither": _choice("Which of these can neither account establish?", form.neither),
        },
    )
    expected = {
        "supported": form.better,
        "because": "traces",
        "sure": "medium",
        "both": "shared",
        "neither": "open",
    }

    def judge_form(answer: object, wanted: object) -> Outcome:
        # How sure somebody is has no right answer.
        compared = {**wanted} if isinstance(wanted, dict) else {}
        compared.pop("sure", None)
        return judge(kind, answer, compared)

    return Exercise(
        id=form.id,
        lesson=form.lesson,
        title=form.title,
        objective=form.objective,
        points=0,
        basis="internal",
        unscored=True,
        repeats=form.repeats,
        kind=kind,
        ask="Five questions on the two accounts above. Nobody marks them.",
        expected=lambda _: expected,
        judge=judge_form,
        mistakes=_mistakes(form),
        right=form.kept,
        nudge="go back to the two accounts and read them once more.",
        hints=("Nobody marks this. Choose what you think today.",),
        reveal=form.reveal,
    )


def _choice(label: str, options: Mapping[str, str]) -> Choice:
    return Choice(label, options=options, confidence=False)


def _mistakes(form: Form) -> tuple[Mistake, ...]:
    """Name what the answers show to a teacher; a learner of an unscored test never sees it."""
    return (
        Mistake(
            "trusts plain speech",
            SameAs({"supported": OTHER[form.better]}),
            "Took the account that sounds surer. Who is behind its statements?",
        ),
        Mistake(
            "counts agreement",
            SameAs({"because": "agree"}),
            "Let two accounts confirm each other. Could both have heard it from one person?",
        ),
        Mistake(
            "one of the two",
            SameAs({"both": "cause"}),
            "Named a statement that one account makes and the other keeps open.",
        ),
        Mistake(
            "takes a number for a riddle",
            SameAs({"neither": "number"}),
            "Named something that one of the accounts does say, with a speaker.",
        ),
    )


ROWS = (
    RubricRow(
        "Sourcing",
        "Goes by the sound or the name of an account.",
        "Names who speaks in each account.",
        "Says how a speaker could know the statement, and where nobody is named.",
    ),
    RubricRow(
        "Conclusion",
        "Picks an account, or says that nobody can know.",
        "Adds a doubt in general words.",
        "Says how sure it is, of which statement, and what would change its mind.",
    ),
)


def make_reason(  # noqa: PLR0913 - the essay of a form has these parts, each by its name
    *,
    id: str,  # noqa: A002 - the name that `Essay` has for it
    lesson: str,
    title: str,
    objective: str,
    exemplars: Sequence[str],
    expected_points: Sequence[str],
) -> Essay:
    """Make the essay that goes with a form: the reason, in 80 words.

    Parameters
    ----------
    id, lesson, title, objective, exemplars, expected_points
        As in `Essay`.

    Returns
    -------
    Essay
        Without points; the rubric is the same for both forms.

    Examples
    --------
    >>> make_reason(id="0.4", lesson="00", title="Why?", objective="weigh",
    ...     exemplars=("a", "b"), expected_points=("c",))
    Traceback (most recent call last):
    ...
    ValueError: Essay 0.4: expected three exemplars, one a level, found 2.
    """
    return Essay(
        id=id,
        lesson=lesson,
        title=title,
        objective=objective,
        points=0,
        rows=ROWS,
        exemplars=exemplars,
        expected_points=expected_points,
        misconceptions=(
            "“The account that sounds surest is the best supported.” Sureness is a tone.",
            "“Two accounts say it, so it is confirmed.” Both may have it from one person.",
            "“Nobody can know, so they are equal.” One shows where its statements come from.",
        ),
    )
