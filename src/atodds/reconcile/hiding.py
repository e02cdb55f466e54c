"""Hide groups under five, and whatever else would let somebody reckon them.

The threshold rule of statistical offices with complementary suppression (Anco Hundepool and
others, Statistical Disclosure Control, Wiley 2012, chapter 4): a count from 1 to 4 is never
shown, and neither is a count without which such a one could be found by adding and subtracting
those that are. Everybody in the room knows how large the class is, so that total counts as shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAST = 5
FEW = f"fewer than {LEAST}"
ALL_BUT = f"all but {FEW}"
ALL = "all who answered"
KEPT = "not shown"
State = Literal["shown", "few", "kept", "nearly all", "all"]
_TINY = 1e-8
_Places = np.ndarray[Any, np.dtype[np.intp]]
Members: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, eq=False)
class Group:
    """Some learners of a class, for one line of a table.

    Attributes
    ----------
    name
        What the line is called.
    members
        One truth value a learner of the class, always in the same order.
    listed
        False for a rest that no line is about, such as all those who did not choose a row.
    first
        True for the line that a table is there for: its number is kept back last.
    """

    name: str
    members: Members
    listed: bool = True
    first: bool = False

    @property
    def size(self) -> int:
        """How many learners are in it."""
        return int(self.members.sum())


@dataclass(frozen=True, eq=False)
class Settled:
    """A group, and what is told of its size.

    Attributes
    ----------
    group
        The group.
    state
        "shown"; "few" (1 to 4); "kept" back, since a small one could be reckoned by it; "nearly
        all" (all but 1 to 4) or "all" (all who answered, where their number is kept back).
    """

    group: Group
    state: State

    @property
    def learners(self) -> int | None:
        """The size where it is shown; None where it is hidden."""
        return self.group.size if self.state == "shown" else None

    @property
    def words(self) -> str:
        """What stands in the table."""
        words = {"few": FEW, "kept": KEPT, "nearly all": ALL_BUT, "all": ALL}
        return words.get(self.state, str(self.group.size))


def hide_small(groups: Sequence[Group], beside: Iterable[Settled] = ()) -> tuple[Settled, ...]:
    """Return the groups of one table, each shown or hidden, so that no small one can be reckoned.

    Whoever knows the class's size and every number shown, here and in `beside`, finds no hidden
    size by adding and subtracting; and within this table each "fewer than 5" can be any number
    from 1 to 4. Where nothing less than that helps, no number of the table is shown.

    Parameters
    ----------
    groups : sequence of Group
        The lines of one table. Each learner is in exactly one group; add a group with
        ``listed=False`` for those who are in no line.
    beside : iterable of Settled
        Groups of the same class that are shown already, from other tables on the page.

    Returns
    -------
    tuple of Settled
        In the order of `groups`. An empty group is always shown: 0.

    Raises
    ------
    ValueError
        If a learner is in no group, or in two.

    Examples
    --------
    >>> def split(*sizes):
    ...     ends = np.cumsum(sizes)
    ...     place = np.arange(ends[-1])
    ...     return [Group(str(size), (place >= end - size) & (place < end))
    ...         for size, end in zip(sizes, ends, strict=True)]
    >>> [one.words for one in hide_small(split(20, 10, 0))]
    ['20', '10', '0']
    >>> [one.words for one in hide_small(split(18, 9, 3))]
    ['18', 'not shown', 'fewer than 5']
    >>> [one.words for one in hide_small(split(4, 2))]
    ['not shown', 'not shown']
    >>> hide_small(split(5, 5)[:1])
    Traceback (most recent call last):
    ...
    ValueError: Expected each learner in one group, found 5 in none or in several.
    """
    known = tuple(beside)
    if not groups:
        return ()
    together = np.sum([group.members for group in groups], axis=0)
    if (together != 1).any():
        odd = int((together != 1).sum())
        raise ValueError(f"Expected each learner in one group, found {odd} in none or in several.")
    states: list[State] = ["few" if 0 < group.size < LEAST else "shown" for group in groups]
    # What the other tables tell anyway may as well stand here.
    kinds = _list_kinds([*groups, *(one.group for one in known)])
    told = _Sums([one.group for one in known if one.state == "shown"], kinds)
    pinned = {place for place, group in enumerate(groups) if told.hold(group)}
    _mend(groups, states, pinned)
    while (leak := _find_leak(groups, states, pinned, known)) is not None:
        states[leak] = "kept"
        _mend(groups, states, pinned)
    return tuple(Settled(group, state) for group, state in zip(groups, states, strict=True))


def hide_pick(
    name: str, chosen: Members, answered: Members, beside: Iterable[Settled] = ()
) -> Settled:
    """Return how many chose one thing of several that each learner may choose or leave.

    Where fewer than five gave no answer at all, they count among those who left it out.

    Parameters
    ----------
    name : str
        What was chosen.
    chosen, answered : array of bool
        One truth value a learner; whoever chose has answered.
    beside : iterable of Settled
        As for `hide_small`.

    Returns
    -------
    Settled
        Hidden as well where fewer than five did not choose it.

    Examples
    --------
    >>> learner = np.arange(30)
    >>> [hide_pick("A-08", learner < size, learner < 30).words for size in (3, 12, 28, 30)]
    ['fewer than 5', '12', 'all but fewer than 5', '30']
    >>> hide_pick("A-08", learner < 30, learner < 20)
    Traceback (most recent call last):
    ...
    ValueError: Expected each learner in one group, found 10 in none or in several.
    """
    few = 0 < (~answered).sum() < LEAST and not (chosen & ~answered).any()
    asked = np.ones_like(answered) if few else answered
    rest = Group("left out", asked & ~chosen, listed=False)
    none = Group("no answer", ~asked, listed=False)
    picked, left_out, _ = hide_small([Group(name, chosen), rest, none], beside)
    nearly = picked.state == "kept" and left_out.state == "few"
    return Settled(picked.group, "nearly all") if nearly else picked


def _mend(groups: Sequence[Group], states: list[State], pinned: set[int]) -> None:
    """Keep more back until every few can be 1 to 4; in the end all."""
    while not _is_safe(groups, states):
        open_ones = [
            (group.first, not group.listed, group.size, place)
            for place, group in enumerate(groups)
            if states[place] == "shown" and group.size and place not in pinned
        ]
        if not open_ones:
            for place, group in enumerate(groups):
                states[place] = "kept" if group.size else "shown"
            return
        states[min(open_ones)[-1]] = "kept"


def _is_safe(groups: Sequence[Group], states: Sequence[State]) -> bool:
    """Tell whether each few could be any number from 1 to 4, for all that this table tells."""
    kinds = Counter(
        "rest" if state == "kept" and not group.listed else state
        for group, state in zip(groups, states, strict=True)
    )
    few = kinds["few"]
    if not few:
        return True
    hidden = sum(
        group.size for group, state in zip(groups, states, strict=True) if state != "shown"
    )
    # The others at their smallest leave room for 4, the others at their largest for 1.
    room_above = hidden - (few - 1) - LEAST * kinds["kept"] >= LEAST - 1
    room_below = bool(kinds["kept"] or kinds["rest"]) or hidden - (LEAST - 1) * (few - 1) <= 1
    return room_above and room_below


def _find_leak(
    groups: Sequence[Group], states: Sequence[State], pinned: set[int], known: Sequence[Settled]
) -> int | None:
    """Find a shown group by which a hidden one could be reckoned; None where there is none."""
    ours = [
        place
        for place, group in enumerate(groups)
        if states[place] == "shown" and group.size and place not in pinned
    ]
    beside = [one.group for one in known if one.state == "shown" and one.group.size]
    for place in ours:
        if any(_differ_by_few(groups[place], other) for other in beside):
            return place
    kinds = _list_kinds([*groups, *(one.group for one in known)])
    told = _Sums(beside, kinds)
    sums = _Sums([*beside, *(groups[place] for place in ours)], kinds)
    hidden = [one.group for one in known if one.state != "shown"]
    hidden += [group for group, state in zip(groups, states, strict=True) if state != "shown"]
    for group in hidden:
        if not ours or not sums.hold(group) or told.hold(group):
            continue
        used = sums.weights(group)[-len(ours) :]
        weighty = [
            (groups[place].size, place)
            for place, weight in zip(ours, used, strict=True)
            if abs(weight) > _TINY
        ]
        return min(weighty)[1]
    return None


def _differ_by_few(one: Group, other: Group) -> bool:
    """Tell whether one group lies in the other and leaves a few of it."""
    more, less = (one, other) if one.size >= other.size else (other, one)
    inside = not (less.members & ~more.members).any()
    return inside and 0 < more.size - less.size < LEAST


class _Sums:
    """All groups that are sums and differences of some that are shown, and of the whole class."""

    def __init__(self, shown: Sequence[Group], kinds: _Places) -> None:
        whole = np.ones(len(kinds), dtype=bool)
        self._kinds = kinds
        self._parts = np.array([whole, *(group.members[kinds] for group in shown)], dtype=float).T

    def hold(self, group: Group) -> bool:
        reckoned = self._parts @ self.weights(group)
        return bool(np.abs(reckoned - group.members[self._kinds]).max(initial=0) < _TINY)

    def weights(self, group: Group) -> np.ndarray[Any, np.dtype[np.float64]]:
        wanted = group.members[self._kinds].astype(float)
        found: np.ndarray[Any, np.dtype[np.float64]]
        found, *_ = np.linalg.lstsq(self._parts, wanted, rcond=None)
        return found


def _list_kinds(groups: Sequence[Group]) -> _Places:
    """Return the place of one learner of each kind: those in the same groups are of one kind."""
    # One short word of bits a learner: thousands of them are sorted at once.
    bits = np.packbits([group.members for group in groups], axis=0).T
    words = np.ascontiguousarray(bits).view(f"S{bits.shape[1]}").ravel()
    _, places = np.unique(words, return_index=True)
    return np.asarray(places)
