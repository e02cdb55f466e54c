"""What a form asks for, one entry a line, and the answer that its entries make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from atodds.exercises.kinds import (
    CONFIDENCE,
    Choice,
    Fields,
    Interval,
    Kind,
    Number,
    Part,
    Rows,
    Text,
    words_of,
)

LONGEST_ENTRY = 1_000
NONE_STATED = "empty if none is stated"


@dataclass(frozen=True)
class Entry:
    """One line of a form: text to type, one option to choose, or several to tick."""

    path: tuple[str, ...]
    label: str
    options: Mapping[str, str] = field(default_factory=dict)
    many: bool = False
    long: bool = False

    @property
    def key(self) -> str:
        """The name under which the entry is kept in a draft."""
        return ".".join(self.path)


def list_entries(kind: Kind) -> list[Entry]:
    """List what a form for a kind of answer asks for.

    Parameters
    ----------
    kind
        A settled kind.

    Returns
    -------
    list of Entry
        Empty where only a widget or code can give the answer.

    Examples
    --------
    >>> [entry.label for entry in list_entries(Interval("Area", unit="km^2", bounds=("over",)))]
    ['low (km²; empty if none is stated)', 'high (km²; empty if none is stated)', 'bound']
    >>> list_entries(Rows("Spans", columns=("start", "end", "tag")))
    []
    """
    if isinstance(kind, Fields):
        return [
            entry
            for name, part in kind.parts.items()
            for entry in _part_entries(part, (name,), scalar=True)
        ]
    if isinstance(kind, Rows):
        options = words_of(kind.options)
        ticks = Entry(("rows",), kind.label, options, many=True)
        typed = Entry(("rows",), f"{kind.label} (ids, with commas between them)")
        return [ticks if options else typed] if len(kind.columns) == 1 else []
    return list(_part_entries(kind, (), scalar=False))


def _part_entries(part: Part, path: tuple[str, ...], *, scalar: bool) -> Iterator[Entry]:
    if isinstance(part, Interval):
        unit = f"{_printed(part.unit)}; " if part.unit else ""
        # Alone in its form, an interval needs no name: the question above has named it.
        name = f"{part.label}, " if path else ""
        for end in ("low", "high"):
            yield Entry((*path, end), f"{name}{end} ({unit}{NONE_STATED})")
        if part.bounds:
            words = {word: word for word in part.bounds}
            yield Entry((*path, "bound"), f"{name}bound", words)
    elif isinstance(part, Choice):
        yield Entry(path if scalar else ("choice",), part.label, words_of(part.options))
        if not scalar and words_of(part.reasons):
            yield Entry(("reason",), "Because", words_of(part.reasons))
        if not scalar and part.confidence:
            yield Entry(("confidence",), "How sure are you?", CONFIDENCE)
    else:
        long = isinstance(part, Text) and part.long
        yield Entry(path or ("value",), f"{part.label}{_aside(part)}", long=long)


def _aside(part: Number | Text) -> str:
    if not isinstance(part, Number):
        return ""
    asides = [_printed(part.unit), NONE_STATED if part.may_be_unstated else ""]
    told = "; ".join(one for one in asides if one)
    return f" ({told})" if told else ""


def _printed(unit: str) -> str:
    return unit.replace("^2", "²")


def make_answer(kind: Kind, filled: Mapping[str, object]) -> object:
    """Make the answer that the entries of a form amount to.

    Parameters
    ----------
    kind
        A settled kind.
    filled
        Entry key to text, option or list of options; what is empty is left out.

    Returns
    -------
    object
        The dots as long as nothing is filled in.

    Examples
    --------
    >>> make_answer(Interval("Area"), {"low": "400"})
    {'low': '400', 'high': None}
    >>> make_answer(Number("Area"), {})
    Ellipsis
    """
    if not filled:
        return ...
    if isinstance(kind, Rows):
        rows = filled.get("rows")
        typed = rows.split(",") if isinstance(rows, str) else rows
        return [one.strip() for one in typed] if isinstance(typed, list) else ...
    empty = ... if isinstance(kind, Choice) else None
    answer: dict[str, object] = {}
    for entry in list_entries(kind):
        place = answer
        for name in entry.path[:-1]:
            place = place.setdefault(name, {})  # type: ignore[assignment]
        place[entry.path[-1]] = filled.get(entry.key, empty)
    return answer["value"] if set(answer) == {"value"} else answer


def fit_draft(kind: Kind, draft: object) -> dict[str, object]:
    """Keep of a saved draft what the form still asks for.

    Parameters
    ----------
    kind
        A settled kind.
    draft
        What was kept; perhaps from another version of the form, perhaps damaged.

    Returns
    -------
    dict
        Entry key to text, option or list of options.

    Examples
    --------
    >>> fit_draft(Number("Area"), {"value": "162", "unit": "km"})
    {'value': '162'}
    >>> fit_draft(Choice("Which?", {"a": "an area"}), {"choice": "b"})
    {}
    """
    kept = draft if isinstance(draft, dict) else {}
    fitted = {entry.key: _fitted(entry, kept.get(entry.key)) for entry in list_entries(kind)}
    return {key: value for key, value in fitted.items() if value}


def _fitted(entry: Entry, value: object) -> object:
    if entry.many:
        ticked = value if isinstance(value, list) else []
        return [key for key in entry.options if key in ticked]
    if not isinstance(value, str) or (entry.options and value not in entry.options):
        return None
    return value[:LONGEST_ENTRY].strip()
