"""The Collator: two texts side by side, the order of facts, and marks on what changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from atodds import work
from atodds.case import expect_case
from atodds.texts import shown
from atodds.widgets import _collated, _options, _pairs
from atodds.widgets._base import KitWidget, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.case import Case

_HERE = Path(__file__).parent
_COLUMNS = ("left", "left_start", "left_end", "right", "right_start", "right_end")


class Collator(KitWidget):
    """Lay two texts side by side, draw the order of facts, and let learners mark what changed.

    Rows aligned by hand are shown; where nobody aligned the two texts, statements that answer
    the same question. What the case says of a row (its relation) is never shown. Marks are saved
    at every change and are back when the cell is run again.

    Parameters
    ----------
    case : Case
        The case.
    left, right : str
        The two texts.
    marks : sequence of (str, str)
        At most nine marks that a learner can give a pair: key and label.
    rows : sequence of str, optional
        Show only these rows. One id may be given as it is.
    key : str, optional
        The name under which the marks are saved.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> from atodds.case import load
    >>> collator = Collator(load("harbour"), "Q", "R", rows=["b01", "b02", "b03"])
    >>> collator.mark("b01", "lost")
    >>> collator.result.loc[:, ["pair", "mark"]].to_numpy().tolist()
    [['b01', 'lost'], ['b02', ''], ['b03', '']]
    >>> collator.mark("b04", "lost")
    Traceback (most recent call last):
    ...
    LookupError: Expected one of the pairs b01, b02, b03, found 'b04'...
    """

    _esm = _HERE / "collator.js"
    _css = _HERE / "collator.css"

    title = traitlets.Unicode().tag(sync=True)
    """The heading: which two texts these are, by their sigla."""

    note = traitlets.Unicode().tag(sync=True)
    """One sentence saying whether the texts themselves or our paraphrases are shown."""

    heads = traitlets.Tuple().tag(sync=True)
    """The headings of the two columns."""

    lines = traitlets.Tuple().tag(sync=True)
    """What is shown, line by line: ``{"left", "right"}`` each, a card or None. A card is
    ``{"id", "paired", "moved", "text", "own"}``; moved: its counterpart stands elsewhere."""

    order = traitlets.Tuple().tag(sync=True)
    """The pairs in the order of the left text: ``{"id", "place"}``, its place in the right one."""

    order_text = traitlets.Unicode().tag(sync=True)
    """The same in words."""

    crossings = traitlets.Unicode().tag(sync=True)
    """How far the two orders agree, in one sentence: it stands under the strip."""

    kinds = traitlets.Tuple().tag(sync=True)
    """The marks a learner can give: ``{"key", "label"}`` each; the first is given by key 1."""

    marks = traitlets.Tuple().tag(sync=True)
    """The learner's marks: ``{"pair", "mark"}`` each, at most one a pair. Replace it."""

    def __init__(  # noqa: PLR0913 - the keywords are the widget's whole public face
        self,
        case: Case,
        left: str,
        right: str,
        *,
        marks: Sequence[tuple[str, str]] = (("lost", "speaker lost"), ("turned", "turned round")),
        rows: Sequence[str] | None = None,
        key: str | None = None,
        **unknown: object,
    ) -> None:
        refuse_unknown(Collator.__init__, unknown)
        table = _pairs.choose_rows(expect_case(case), left, right, rows)
        seen = shown(case, left), shown(case, right)
        given = _options.expect_tags(marks)
        self._pairs = _pairs.pairs_of(table)
        self._private = any(page.private for page in seen)
        chosen = () if rows is None else tuple(map(str, table.index))
        self._key = _options.expect_key(key) or "-".join(
            ["collator", case.name, left, right, *given, *chosen]
        )
        names = [str(name) for name in self._pairs.index]
        places = _pairs.right_places(self._pairs)
        super().__init__(
            title=f"Text {left} beside text {right}",
            note=_collated.note(seen),
            heads=(f"Text {left}", f"Text {right}"),
            lines=_pairs.lay_out(case, table, seen),
            order=tuple(
                {"id": name, "place": place} for name, place in zip(names, places, strict=True)
            ),
            order_text=_pairs.describe_order(left, right, self._pairs),
            crossings=_pairs.say_crossings(left, right, self._pairs),
            kinds=tuple({"key": name, "label": label} for name, label in given.items()),
        )
        self._restore()
        self.observe(self._on_marks, names="marks")

    @property
    def result(self) -> pd.DataFrame:
        """The pairs and the learner's marks, one row a pair, in the order of the left text.

        Columns: pair, mark (empty where none is given), left, left_start, left_end, right,
        right_start, right_end (places in the texts themselves).
        """
        given = {each["pair"]: each["mark"] for each in self.marks}
        names = [str(name) for name in self._pairs.index]
        table = pd.DataFrame({"pair": names, "mark": [given.get(name, "") for name in names]})
        places = self._pairs[list(_COLUMNS)].reset_index(drop=True)
        whole = dict.fromkeys([name for name in _COLUMNS if "_" in name], "int64")
        return table.join(places.astype(whole))

    def mark(self, pair: str, mark: str | None) -> None:
        """Mark a pair by code, as the mouse or a key would; None takes its mark away.

        Parameters
        ----------
        pair : str
            The id of a pair that is shown.
        mark : str or None
            The key of one of the marks.

        Raises
        ------
        LookupError
            If there is no such pair.
        ValueError
            If there is no such mark.
        """
        names = [str(name) for name in self._pairs.index]
        _collated.expect_pair(pair, names)
        keys = [each["key"] for each in self.kinds]
        if mark is not None and mark not in keys:
            message = f"Expected a mark among {', '.join(keys)}, or None, found {mark!r}."
            raise ValueError(message)
        others = [each for each in self.marks if each["pair"] != pair]
        self.marks = (*others, *([{"pair": pair, "mark": mark}] if mark else []))

    def twin_text(self) -> str:
        """Return the order of facts and the marks as plain text."""
        return _collated.as_text(self)

    def twin_html(self) -> str:
        """Return both texts and the marks as static HTML; a reader's own copy is left out."""
        return _collated.as_html(self, words=not self._private)

    @traitlets.validate("marks")  # type: ignore[untyped-decorator]
    def _check_marks(self, proposal: dict[str, Any]) -> tuple[dict[str, str], ...]:
        names = [each["id"] for each in self.order]
        return _collated.clean(proposal["value"], names, [each["key"] for each in self.kinds])

    def _on_marks(self, change: dict[str, Any]) -> None:
        with self.guarded("saving your marks"):
            labels = {each["key"]: each["label"] for each in self.kinds}
            what = _collated.describe_change(change["old"], change["new"], labels)
            trouble = work.save_draft(
                self._key, {each["pair"]: each["mark"] for each in self.marks}
            )
            self.say(f"{what} {trouble}".strip())
            self.refresh_twin()

    def _restore(self) -> None:
        with self.guarded("restoring your marks"):
            kept = work.load_draft(self._key)
            saved = kept if isinstance(kept, dict) else {}
            self.marks = tuple({"pair": pair, "mark": mark} for pair, mark in saved.items())
            if self.marks:
                count = len(self.marks)
                self.say(
                    "Your saved mark is back." if count == 1 else f"Your {count} marks are back."
                )
