"""The Dater: switch the clues of a text on and off, and see its window shrink."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from atodds import work
from atodds.case.asking import describe, expect_name, expect_several
from atodds.case.loading import expect_case
from atodds.dating import (
    Window,
    candidates,
    find_contradictions,
    find_window,
    list_clues,
)
from atodds.widgets import _axis, _dating
from atodds.widgets._base import KitWidget, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.case import Case

_HERE = Path(__file__).parent


class Dater(KitWidget):
    """Show the clues of a text on a time axis, and what is left when several hold.

    Each clue that is switched on draws the days that it allows; the lane below draws the days
    that all of them allow, and a sentence names the clues that cannot hold together. What is
    switched on is saved at every change, and is back when the cell is run again.

    Parameters
    ----------
    case : Case
        A case with the tables clues and events.
    siglum : str
        Which of its texts.
    clues : sequence of str or DataFrame, optional
        Show only these clues, by their ids; or a table as `dating.list_clues` gives it.
    basis : str
        "internal", "external" or "all": which evidence the clues may rest on.
    about : str, optional
        The id of an event: show the clues that date this event and not the text.
    key : str, optional
        The name under which the choice is saved.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> from atodds.case import load
    >>> dater = Dater(load("harbour"), "R")
    >>> dater.switch("R-t1")
    >>> dater.switch("R-t2")
    >>> print(dater.window)
    2024-03-15 to 2024-03-17
    >>> Dater(load("harbour"), "R", clue="R-t1")
    Traceback (most recent call last):
    ...
    TypeError: Expected the keywords clues, basis, about, key, found 'clue'. Did you mean 'clues'?
    """

    _esm = _HERE / "dater.js"
    _css = _HERE / "dater.css"

    title = traitlets.Unicode().tag(sync=True)
    """The heading: what is dated."""

    clues = traitlets.Tuple().tag(sync=True)
    """The clues, in order: ``{"id", "words", "says", "earliest", "latest", "rests", "outside",
    "rule", "why", "doubt"}`` each; a day is a text such as 2025-03-11, or empty where open."""

    on = traitlets.Tuple().tag(sync=True)
    """The ids of the clues now switched on. Replace it, never append."""

    left = traitlets.Dict().tag(sync=True)
    """What all clues that are on allow: ``{"says", "start", "end", "fits", "clashes",
    "candidates", "axis", "near"}``. Computed here at every change of `on`."""

    def __init__(  # noqa: PLR0913 - the keywords are the widget's whole public face
        self,
        case: Case,
        siglum: str,
        *,
        clues: Sequence[str] | pd.DataFrame | None = None,
        basis: str = "internal",
        about: str | None = None,
        key: str | None = None,
        **unknown: object,
    ) -> None:
        refuse_unknown(Dater.__init__, unknown)
        listed = list_clues(expect_case(case), siglum, basis, about=about)
        self._clues = _choose(listed, clues)
        self._key = _expect_key(key) or "-".join(
            ["dater", case.name, siglum, basis, about or "", *map(str, self._clues.index)]
        )
        event = "" if about is None else str(case.row("events", about)["title"])
        super().__init__(
            title=_dating.name(siglum, event),
            clues=_dating.describe_clues(self._clues),
            left=self._reckon(()),
        )
        self._restore()
        self.observe(self._on_switched, names="on")

    @property
    def window(self) -> Window | None:
        """First and last day that all clues switched on allow; None where no day does."""
        return find_window(self._chosen(self.on))

    @property
    def result(self) -> pd.DataFrame:
        """The clues as a table, one row each, index its id.

        Columns: words, on, earliest, latest (what the clue allows by itself; empty where open),
        rests_on, basis, conflicts (the other clues switched on that it cannot hold with).
        """
        return _dating.tabulate(self._clues, self.on)

    def switch(self, clue_id: str, on: bool = True) -> None:  # noqa: FBT001, FBT002 - as a switch is
        """Switch a clue on or off by code, as the mouse or the space bar would.

        Parameters
        ----------
        clue_id : str
            The id of one of the clues shown.
        on : bool
            False switches it off.

        Raises
        ------
        ValueError
            If no such clue is shown.
        """
        known = [str(name) for name in self._clues.index]
        if clue_id not in known:
            raise ValueError(f"Expected a clue among {', '.join(known)}, found {clue_id!r}.")
        others = [name for name in self.on if name != clue_id]
        self.on = (*others, clue_id) if on else tuple(others)

    def twin_text(self) -> str:
        """Return the clues and what is left as plain text."""
        return _dating.as_text(self.title, self.left["says"], self.result)

    def twin_html(self) -> str:
        """Return the clues and what is left as static HTML."""
        return _dating.as_html(self.title, self.left["says"], self.result)

    @traitlets.validate("on")  # type: ignore[untyped-decorator]
    def _check_on(self, proposal: dict[str, Any]) -> tuple[str, ...]:
        return tuple(name for name in map(str, self._clues.index) if name in proposal["value"])

    def _chosen(self, on: Sequence[str]) -> pd.DataFrame:
        return self._clues[self._clues.index.isin(list(on))]

    def _reckon(self, on: Sequence[str]) -> dict[str, Any]:
        chosen = self._chosen(on)
        window = find_window(chosen)
        clashes = find_contradictions(chosen)
        days = _fitting_days(chosen, window)
        edges = [*self._clues["earliest"], *self._clues["latest"]]
        start, end = window or Window(None, None)
        return {
            "says": _dating.say_left(len(chosen), window, clashes, self._clues, days),
            "start": _dating.iso(start),
            "end": _dating.iso(end),
            "fits": window is not None,
            "clashes": [list(each) for each in clashes],
            "candidates": [_dating.iso(day) for day in days],
            "axis": _axis.span_all(edges),
            "near": _axis.span_window(window),
        }

    def _on_switched(self, change: dict[str, Any]) -> None:
        with self.guarded("dating"):
            self.left = self._reckon(change["new"])
            trouble = work.save_draft(self._key, {"on": list(change["new"])})
            what = _dating.say_change(change["old"], change["new"], self._clues, self.window)
            self.say(f"{what} {trouble}".strip())
            self.refresh_twin()

    def _restore(self) -> None:
        with self.guarded("restoring your clues"):
            kept = work.load_draft(self._key)
            saved = kept.get("on") if isinstance(kept, dict) else None
            if not isinstance(saved, list):
                return
            self.on = tuple(name for name in saved if isinstance(name, str))
            self.left = self._reckon(self.on)
            if self.on:
                count = len(self.on)
                clue = "clue is" if count == 1 else "clues are"
                self.say(f"{count} {clue} on again. {self.left['says']}")


def _choose(listed: pd.DataFrame, clues: Sequence[str] | pd.DataFrame | None) -> pd.DataFrame:
    if clues is None:
        return listed
    if isinstance(clues, pd.DataFrame):
        missing = [name for name in _dating.NEEDED if name not in clues]
        if missing:
            raise ValueError(
                f"Expected clues as dating.list_clues gives them, found no column {missing[0]!r}."
            )
        return clues
    wanted = expect_several(clues, "clues")
    known = [str(name) for name in listed.index]
    for name in wanted:
        if name not in known:
            found = repr(name) if isinstance(name, str) else describe(name)
            raise ValueError(f"Expected clues among {', '.join(known)}, found {found}.")
    return listed.loc[wanted]


def _expect_key(key: str | None) -> str:
    return "" if key is None else expect_name(key, "a name under which to save the clues", "2.3")


def _fitting_days(chosen: pd.DataFrame, window: Window | None) -> list[pd.Timestamp]:
    """List the days of a weekday that is named without an event, once both ends are set."""
    if window is None or window.days is None or chosen["weekday"].dropna().empty:
        return []
    return list(candidates(chosen))
