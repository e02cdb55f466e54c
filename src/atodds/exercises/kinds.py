"""The kinds of answer: what a form asks for, and how two answers are compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from atodds.case import Case

Options: TypeAlias = "Mapping[str, str] | Callable[[Case], Mapping[str, str]]"
CONFIDENCE = {"low": "not sure", "medium": "fairly sure", "high": "sure"}


@dataclass(frozen=True)
class Number:
    """One number, right within a tolerance that has a reason."""

    label: str
    unit: str = ""
    tolerance: float = 0.0
    because: str = "rounding"
    # As a field of a row: an empty one is an answer, and says that no number is stated.
    may_be_unstated: bool = False


@dataclass(frozen=True)
class Interval:
    """A low and a high end, either of which may be unstated, and perhaps a bound word."""

    label: str
    unit: str = ""
    tolerance: float = 0.0
    bounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One of several options, with a reason and a confidence beside it."""

    label: str
    options: Options
    reasons: Options = field(default_factory=dict)
    confidence: bool = True


@dataclass(frozen=True)
class Rows:
    """A set of rows: ids to tick, a table, or spans of a text with a tag."""

    label: str
    options: Options = field(default_factory=dict)
    columns: tuple[str, ...] = ("id",)
    overlap: float = 0.5
    tolerance: float = 0.0


@dataclass(frozen=True)
class Text:
    """A word or a label; capitals, spaces and the shape of quotation marks do not matter."""

    label: str
    # Room for a sentence or two, for a judge of the exercise's own.
    long: bool = False


Part: TypeAlias = Number | Interval | Choice | Text


@dataclass(frozen=True)
class Fields:
    """A row with several fields, each of its own kind."""

    label: str
    parts: Mapping[str, Part]


Kind: TypeAlias = Part | Rows | Fields


def settle(kind: "Kind | Callable[[Case], Kind]", case: "Case") -> Kind:
    """Fill in what a kind takes from the case.

    Parameters
    ----------
    kind
        Any kind of answer, or a function of the case that makes one.
    case
        The loaded case.

    Returns
    -------
    Kind
        The same kind, with every option spelled out.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> harbour = SimpleNamespace(ids=("P-01", "Q-02"))
    >>> kind = Choice("Which?", lambda case: {name: f"row {name}" for name in case.ids})
    >>> settle(kind, harbour).options
    {'P-01': 'row P-01', 'Q-02': 'row Q-02'}
    >>> settle(Choice("Which?", lambda case: case.names), harbour)
    Traceback (most recent call last):
    ...
    AttributeError: 'types.SimpleNamespace' object has no attribute 'names'
    """
    if callable(kind):
        return settle(kind(case), case)
    if isinstance(kind, Choice):
        reasons = _filled(kind.reasons, case)
        return replace(kind, options=_filled(kind.options, case), reasons=reasons)
    if isinstance(kind, Rows):
        return replace(kind, options=_filled(kind.options, case))
    if isinstance(kind, Fields):
        parts = {name: settle(part, case) for name, part in kind.parts.items()}
        return replace(kind, parts=parts)  # type: ignore[arg-type]
    return kind


def words_of(options: Options) -> Mapping[str, str]:
    """Return settled options; before that there are none.

    Parameters
    ----------
    options
        As a settled kind holds them.

    Returns
    -------
    Mapping
        Key to words.

    Examples
    --------
    >>> words_of({"a": "an area"})
    {'a': 'an area'}
    >>> words_of(lambda case: {})
    {}
    """
    return options if isinstance(options, Mapping) else {}


def names_of(kind: "Kind | Callable[[Case], Kind]") -> tuple[str, ...]:
    """Return the names by which the parts of an answer may be given.

    Parameters
    ----------
    kind
        Any kind of answer, settled or not.

    Returns
    -------
    tuple of str
        Empty where the answer is one value, and where only the case decides what is asked.

    Examples
    --------
    >>> names_of(Choice("Which?", {}, reasons={"a": "it is so"}))
    ('choice', 'reason', 'confidence')
    >>> names_of(Number("How many?"))
    ()
    """
    match kind:
        case Interval():
            return ("low", "high", "bound") if kind.bounds else ("low", "high")
        case Choice():
            asked = {"choice": True, "reason": kind.reasons, "confidence": kind.confidence}
            return tuple(name for name, wanted in asked.items() if wanted)
        case Fields():
            return tuple(kind.parts)
        case Rows():
            return ("rows",)
        case _:
            return ()


def _filled(options: Options, case: "Case") -> Mapping[str, str]:
    chosen = options(case) if callable(options) else options
    return {str(key): str(words) for key, words in chosen.items()}
