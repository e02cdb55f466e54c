"""What an exercise is: a question to the case, its answer, and the mistakes it teaches from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from atodds.exercises.answers import plain
from atodds.exercises.outcome import Outcome

if TYPE_CHECKING:
    from atodds.case import Case
    from atodds.exercises.kinds import Kind

Words: TypeAlias = "str | Callable[[Case], str]"
# `answer` has the form of the exercise's kind; the writer of the exercise knows which.
When: TypeAlias = "Callable[[Any, Case], bool]"
LEVELS = ("Beginning", "Emerging", "Mastery")


@dataclass(frozen=True)
class SameAs:
    """A mistake's `when`: the answer is this one; only what it names is compared."""

    value: object

    def at(self, case: "Case") -> object:
        """Return the wrong answer as the case makes it.

        Parameters
        ----------
        case
            The loaded case.

        Returns
        -------
        object
            Plain JSON data, or `NotRecorded`.

        Examples
        --------
        >>> SameAs(lambda case: len(case)).at(["P", "Q", "R"])
        3
        >>> SameAs(lambda case: print).at([])  # doctest: +ELLIPSIS
        NotRecorded(reason='it is a ...')
        """
        return plain(self.value(case) if callable(self.value) else self.value)


@dataclass(frozen=True)
class Mistake:
    """A plausible other answer, how to tell it, and the hint that it gets.

    Examples
    --------
    >>> Mistake("linear factor", SameAs(261), "Areas need the factor twice.").name
    'linear factor'
    >>> Mistake("too large", lambda answer, case: answer > 1000, "Look at the unit.")
    Traceback (most recent call last):
    ...
    ValueError: Mistake 'too large' is told by a function: give an example of it, example=...
    """

    name: str
    when: "SameAs | When"
    hint: Words
    example: object = None

    def __post_init__(self) -> None:
        """Refuse a mistake that no test could show."""
        if not isinstance(self.when, SameAs) and self.example is None:
            raise ValueError(
                f"Mistake {self.name!r} is told by a function: give an example of it, example=..."
            )


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One question judged by machine.

    Attributes
    ----------
    id, lesson, title, objective
        As the lesson shows them; the objective is one of the lesson's three.
    points
        The most that it earns; 0 for practice.
    kind
        What form the answer has; a function of the case where the case decides what is asked.
    basis
        ``internal``: the texts alone answer it; ``all``: outside evidence does too.
    ask
        The question.
    expected
        Computes the answer from the case, in the form a learner gives it.
    mistakes
        At least two.
    right, nudge, hints, reveal
        What is said to a right answer, to any other one, on demand, and last.
    judge
        A judge of its own: (answer, expected) to `Outcome`; by default the kind's.
    finds
        Which of the course's discoveries the learner makes here, by their names.
    unscored
        True for a question that only takes stock: the answer is kept, and a check shows
        `right` whatever it was, without a verdict. Such an exercise has no points.
    repeats
        The id of the exercise of which this one is the parallel form, on other material:
        once both are answered, `progress` sets them side by side.
    cases
        The names of the cases on which it can be answered: the answer says under ``case`` which
        one it is about, and everything that depends on a case is computed from that one. The
        first counts where an answer names none. Empty: the course's own case.

    Examples
    --------
    >>> from atodds.exercises.kinds import Number
    >>> Exercise(id="6.2", lesson="06", title="The bracket", objective="convert", points=2,
    ...     kind=Number("Area"), basis="internal", ask="How large?", expected=lambda case: 162,
    ...     mistakes=(), right="It misses.", nudge="an area needs the factor twice.")
    Traceback (most recent call last):
    ...
    ValueError: Exercise 6.2 names 0 mistakes; a question that teaches names at least two.
    """

    id: str
    lesson: str
    title: str
    objective: str
    points: float
    kind: "Kind | Callable[[Case], Kind]"
    basis: Literal["internal", "all"]
    ask: Words
    expected: "Callable[[Case], object]"
    mistakes: Sequence[Mistake]
    right: Words
    nudge: Words
    hints: Sequence[Words] = ()
    reveal: Words = ""
    judge: Callable[[object, object], Outcome] | None = field(default=None, compare=False)
    finds: Sequence[str] = ()
    unscored: bool = False
    repeats: str = ""
    cases: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse an exercise that could not teach."""
        names = [mistake.name for mistake in self.mistakes]
        if len(names) < 2:
            raise ValueError(
                f"Exercise {self.id} names {len(names)} mistake{'' if len(names) == 1 else 's'}; "
                "a question that teaches names at least two."
            )
        if len(set(names)) < len(names):
            raise ValueError(f"Exercise {self.id} gives two mistakes one name: {', '.join(names)}.")
        if self.points < 0 or self.basis not in {"internal", "all"}:
            raise ValueError(
                f"Exercise {self.id}: expected points (0 or more) and a basis 'internal' or 'all', "
                f"found {self.points} and {self.basis!r}."
            )
        if self.unscored and self.points:
            raise ValueError(
                f"Exercise {self.id} is unscored: expected 0 points, found {self.points}."
            )


@dataclass(frozen=True)
class RubricRow:
    """One row of a rubric: what a text does at each of three levels."""

    name: str
    beginning: str
    emerging: str
    mastery: str


@dataclass(frozen=True, kw_only=True)
class Essay:
    """One question answered in writing and graded by a person.

    Examples
    --------
    >>> Essay(id="6.7", lesson="06", title="Defend a row", objective="defend", points=8,
    ...     rows=(), exemplars=("a", "b", "c"), expected_points=("x",), misconceptions=("y",) * 3)
    Traceback (most recent call last):
    ...
    ValueError: Essay 6.7: expected at least one rubric row, found 0.
    """

    id: str
    lesson: str
    title: str
    objective: str
    points: float
    rows: Sequence[RubricRow]
    exemplars: Sequence[str]
    expected_points: Sequence[str]
    misconceptions: Sequence[str]
    words_at_least: int = 20
    finds: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse an essay that could not be graded alike by two people."""
        wanted = {"rubric row": self.rows, "expected point": self.expected_points}
        for what, found in wanted.items():
            if not found:
                raise ValueError(f"Essay {self.id}: expected at least one {what}, found 0.")
        if len(self.exemplars) != len(LEVELS):
            raise ValueError(
                f"Essay {self.id}: expected three exemplars, one a level, "
                f"found {len(self.exemplars)}."
            )


def say(words: Words, case: "Case") -> str:
    """Return a text, computed from the case where it is a function.

    Parameters
    ----------
    words
        A text, or a function of the case.
    case
        The loaded case.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> say(lambda case: f"{len(case)} texts", ["P", "Q", "R"])
    '3 texts'
    >>> say(lambda case: case.missing, [])
    Traceback (most recent call last):
    ...
    AttributeError: 'list' object has no attribute 'missing'
    """
    return words(case) if callable(words) else words
