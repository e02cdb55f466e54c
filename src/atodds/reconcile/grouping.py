"""The lines that tell what a class answered, each with its number shown or hidden."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from atodds.reconcile.answers import ROWS, Pieces
from atodds.reconcile.hiding import LEAST, Group, Settled, hide_pick, hide_small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from atodds.reconcile.hiding import Members

VERDICTS = {
    "right": "right",
    "hint": "a mistake with a name",
    "not yet": "not yet",
    "not recorded": "no answer recorded",
    "for a reader": "to be read by a person",
}
VERDICT, MISTAKE, ANSWER, ROW, CODE = "verdict", "mistake", "answer", "row", "code"
EITHER = "not yet, or no answer recorded"
OTHERS, OTHERS_OR_NONE = "other answers", "other answers, or none"
# More lines than that nobody reads.
_MOST = 60
_LONGEST_NOTE = 600


@dataclass(frozen=True, eq=False)
class Line:
    """One line: what it is about, of which part, the value, how many, and a note to it."""

    about: str
    part: str
    value: str
    settled: Settled
    note: str = ""


@dataclass(frozen=True)
class Known:
    """What a table of questions tells of one exercise: its words, its parts, their options."""

    title: str = ""
    ask: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers of a class to one exercise, taken apart, and who gave one at all."""

    pieces: Sequence[Pieces]
    answered: Members
    known: Known


def group_verdicts(rows: pd.DataFrame) -> tuple[Settled, ...]:
    """Return how many were right, made a mistake with a name, and so on: all of the class.

    Where fewer than five recorded no answer, they count with those who are not there yet: else
    their number alone would hide that of most lines.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"verdict": ["right"] * 12 + ["hint"] * 8})
    >>> [(one.group.name, one.words) for one in group_verdicts(rows)][:3]
    [('right', '12'), ('a mistake with a name', '8'), ('not yet', '0')]
    """
    verdicts = rows["verdict"].where(rows["verdict"].isin(VERDICTS), "not yet").map(VERDICTS)
    late, none = VERDICTS["not yet"], VERDICTS["not recorded"]
    if 0 < (verdicts == none).sum() < LEAST:
        verdicts = verdicts.replace({late: EITHER, none: EITHER})
        names = [VERDICTS["right"], VERDICTS["hint"], EITHER]
    else:
        names = [VERDICTS["right"], VERDICTS["hint"], late, none]
    given = verdicts.to_numpy()
    names += [one for one in [VERDICTS["for a reader"]] if one in given]
    return hide_small([Group(one, given == one, first=one == VERDICTS["right"]) for one in names])


def group_mistakes(
    rows: pd.DataFrame, verdicts: Sequence[Settled]
) -> tuple[list[Line], tuple[Settled, ...]]:
    """Return a line for each named mistake with its hint, and the groups to hide beside.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"verdict": ["hint"] * 20, "hint": "Look again.",
    ...     "mistake": ["mean"] * 14 + ["sum"] * 6})
    >>> lines, _ = group_mistakes(rows, group_verdicts(rows))
    >>> [(line.value, line.settled.words, line.note) for line in lines]
    [('mean', '14', 'Look again.'), ('sum', '6', 'Look again.')]
    """
    made = rows["mistake"].where(rows["verdict"] == "hint", "").to_numpy()
    names = sorted(set(made) - {""})
    if not names:
        return [], ()
    rest = Group("no named mistake", made == "", listed=False)
    settled = hide_small([*(Group(name, made == name) for name in names), rest], verdicts)
    # The order must not tell what the numbers hide: what is hidden stands last, by name.
    ordered = sorted(settled[:-1], key=lambda one: -(one.learners or 0))
    lines = []
    for one in ordered:
        hints = Counter(rows.loc[one.group.members, "hint"])
        note = hints.most_common(1)[0][0][:_LONGEST_NOTE]
        lines.append(Line(MISTAKE, "", one.group.name, one, note))
    return lines, settled


def group_values(answers: Answers, beside: Sequence[Settled]) -> list[Line]:
    """Return a line for each value given in each part of the answers.

    Of a part with options, every option has a line; of any other part, each value that five or
    more gave, and one line for all others: a value that few gave might tell who they are.

    Examples
    --------
    >>> pieces = [Pieces({"": "162"})] * 14 + [Pieces({"": "261"})] * 6
    >>> lines = group_values(Answers(pieces, np.ones(20, dtype=bool), Known()), ())
    >>> [(line.value, line.settled.words) for line in lines]
    [('162', '14'), ('261', '6')]
    """
    known = answers.known
    found = {part for one in answers.pieces for part in one.given}
    parts = [part for part in known.labels if part in found] or sorted(found)[:_MOST]
    lines: list[Line] = []
    for part in parts:
        given = np.array([one.given.get(part, "") for one in answers.pieces], dtype=object)
        label = known.labels.get(part, part)
        settled = hide_small(_part(given, answers.answered, known.options.get(part)), beside)
        lines += _list(settled, ANSWER, label, answers.answered)
    return lines


def group_picks(answers: Answers, beside: Sequence[Settled]) -> list[Line]:
    """Return a line for each row that could be chosen, or that five or more chose.

    Examples
    --------
    >>> pieces = [Pieces(picks=frozenset({"A-08"}))] * 14 + [Pieces()] * 6
    >>> lines = group_picks(Answers(pieces, np.ones(20, dtype=bool), Known()), ())
    >>> [(line.value, line.settled.words) for line in lines]
    [('A-08', '14')]
    """
    options = answers.known.options.get(ROWS, {})
    counts = Counter(pick for one in answers.pieces for pick in one.picks)
    common = [pick for pick, count in counts.most_common(_MOST) if count >= LEAST]
    folded = {key.casefold(): key for key in options}
    picked = [{folded.get(pick.casefold(), pick) for pick in one.picks} for one in answers.pieces]
    lines: list[Line] = []
    for pick in options or sorted(common):
        chosen = answers.answered & np.array([pick in one for one in picked], dtype=bool)
        words = f"{pick}: {options[pick]}" if options.get(pick, pick) != pick else pick
        settled = hide_pick(pick, chosen, answers.answered, beside)
        lines.append(Line(ROW, answers.known.labels.get(ROWS, ""), words, settled))
    return lines


def group_codes(answers: Answers, beside: Sequence[Settled]) -> list[Line]:
    """Return a line for each code that a thing got, as "source: P-c07" for the part.

    Examples
    --------
    >>> pieces = [Pieces(codes={("P-c07", "source"): code}) for code in "B" * 14 + "F" * 6]
    >>> lines = group_codes(Answers(pieces, np.ones(20, dtype=bool), Known()), ())
    >>> [(line.part, line.value, line.settled.words) for line in lines]
    [('source: P-c07', 'B', '14'), ('source: P-c07', 'F', '6')]
    """
    labels = answers.known.labels
    counts = Counter(place for one in answers.pieces for place in one.codes)
    order = {thing: place for place, thing in enumerate(labels)}
    common = sorted(
        (place for place, count in counts.items() if count >= LEAST),
        key=lambda place: (place[1], order.get(place[0], len(order)), place[0]),
    )
    lines: list[Line] = []
    for thing, variable in common[:_MOST]:
        codes = [one.codes.get((thing, variable), "") for one in answers.pieces]
        given = np.array(codes, dtype=object)
        coded = answers.answered & (given != "")
        settled = hide_small(_part(given, coded, None), beside)
        lines += _list(settled, CODE, f"{variable}: {labels.get(thing, thing)}", coded)
    return lines


def _part(
    given: np.ndarray[Any, Any], answered: Members, options: Mapping[str, str] | None
) -> list[Group]:
    """List what was given in one part as groups that hold each learner once."""
    if options:
        keys = {one.casefold(): words for key, words in options.items() for one in (key, words)}
        given = np.array([keys.get(str(one).casefold(), one) for one in given], dtype=object)
        names = list(dict.fromkeys(options.values()))
    else:
        counts = Counter(str(one) for one in given[answered] if one)
        names = sorted((one for one, count in counts.items() if count >= LEAST), key=_by_size)
    groups = [Group(name, answered & (given == name)) for name in names]
    few = 0 < (~answered).sum() < LEAST
    asked = np.ones_like(answered) if few else answered
    others = asked & ~np.any([group.members for group in groups], axis=0)
    name = OTHERS_OR_NONE if few else OTHERS
    rest = Group(name, others, listed=bool((answered & others).any()))
    return [*groups, rest, Group("no answer", ~asked, listed=False)]


def _list(settled: Sequence[Settled], about: str, part: str, answered: Members) -> list[Line]:
    lines = []
    for one in settled:
        # The noughts of the other lines tell this already.
        all_of_them = one.state == "kept" and np.array_equal(one.group.members, answered)
        told = Settled(one.group, "all") if all_of_them else one
        if one.group.listed:
            lines.append(Line(about, part, one.group.name, told))
    return lines


def _by_size(value: str) -> tuple[bool, float, str]:
    try:
        return False, float(value), value
    except ValueError:
        return True, 0.0, value
