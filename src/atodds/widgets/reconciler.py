"""The Reconciler: choose figures, pass four gates, see ranges by origin, then ask who is behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from atodds import work
from atodds.case.loading import expect_case
from atodds.widgets import _behind, _offer, _options, _reconciled, _verdict
from atodds.widgets._base import KitWidget, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from atodds.case import Case
    from atodds.reconcile.origins import Basis

_HERE = Path(__file__).parent
_COPIED = (
    "document", "exact", "speaker", "low", "high", "bound", "unit",
    "thing", "definition", "place", "as_of_start", "as_of_end",
)  # fmt: skip


class Reconciler(KitWidget):
    """Set figures side by side only where four gates allow it, and never average them.

    Every pair of the chosen figures goes through the gates: same thing, same definition, same
    period, same place. Only when all pass are the ranges shown, one an origin; only then can
    independence be asked for. Figures that differ in nothing but their dates are laid out in time.
    What is chosen is saved at every change, and is back when the cell is run again.

    Parameters
    ----------
    case : Case
        The case.
    figures : sequence of str or DataFrame, optional
        Which figures to offer, by their ids. By default all that state an amount for themselves.
    basis : {"internal", "all"}
        Whether independence may rest on evidence from outside the texts.
    key : str, optional
        The name under which the choice is saved.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> from atodds.case import load
    >>> tool = Reconciler(load("harbour"), figures=["P-06", "Q-08", "R-06", "R-07"])
    >>> tool.choose("P-06", "R-07")
    >>> tool.result[["id", "gates", "parts_from"]].values.tolist()
    [['P-06', 'definition', 'R-07'], ['R-07', 'definition', 'P-06']]
    >>> tool.ask()
    Traceback (most recent call last):
    ...
    ValueError: Expected figures that pass all four gates before independence is asked for; \
these stop at: definition. Choose others.
    >>> Reconciler(load("harbour"), figure="P-06")
    Traceback (most recent call last):
    ...
    TypeError: Expected the keywords figures, basis, key, found 'figure'. Did you mean 'figures'?
    """

    _esm = _HERE / "reconciler.js"
    _css = _HERE / "reconciler.css"

    title = traitlets.Unicode().tag(sync=True)
    """The heading: of which case these figures are."""

    options = traitlets.Tuple().tag(sync=True)
    """The figures on offer: ``{"id", "words", "says", "speaker", "definition", ...}`` each."""

    filters = traitlets.Tuple().tag(sync=True)
    """By what the list can be narrowed down: ``{"key", "label", "options"}`` each."""

    gates = traitlets.Tuple().tag(sync=True)
    """The four gates in their order: ``{"key", "label"}`` each."""

    chosen = traitlets.Tuple().tag(sync=True)
    """The ids of the chosen figures, in the order of the offer. Replace it, never append."""

    asked = traitlets.Bool(default_value=False).tag(sync=True)
    """Whether independence has been asked for; a new choice asks anew."""

    verdict = traitlets.Dict().tag(sync=True)
    """What follows from the choice: passed, said, pairs, ranges, apart, series."""

    origins = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    """Who is behind the chosen figures, once it has been asked: said, and a row a witness."""

    def __init__(
        self,
        case: Case,
        *,
        figures: Sequence[str] | pd.DataFrame | None = None,
        basis: Basis = "internal",
        key: str | None = None,
        **unknown: object,
    ) -> None:
        refuse_unknown(Reconciler.__init__, unknown)
        self._case = expect_case(case)
        self._basis: Basis = _expect_basis(basis)
        self._rows = _offer.offered(case, figures)
        options = _offer.as_options(case, self._rows)
        some = [] if figures is None else list(self._rows.index)
        self._key = _options.expect_key(key) or "-".join(["reconciler", case.name, *some])
        super().__init__(
            title="Reconciler",
            options=options,
            filters=_offer.as_filters(options),
            gates=tuple({"key": name, "label": said} for name, said in _verdict.GATES.items()),
            verdict=_verdict.judge(self._rows.head(0)),
        )
        self._restore()
        self.observe(self._on_chosen, names="chosen")
        self.observe(self._on_asked, names="asked")

    @property
    def result(self) -> pd.DataFrame:
        """The chosen figures as a table, one row each.

        Columns: id; document, exact, speaker, low, high (empty: not stated), bound, unit, thing,
        definition, place, as_of_start, as_of_end, as in the figures table; gates (those at which
        it parts from another chosen figure, with " | " between; empty where none) and parts_from
        (those figures).
        """
        rows = self._rows.loc[list(self.chosen)]
        failed = _verdict.failures(rows)
        table = rows[list(_COPIED)].rename_axis("id").reset_index()
        return table.assign(
            gates=[" | ".join(failed[name][0]) for name in rows.index],
            parts_from=[" | ".join(failed[name][1]) for name in rows.index],
        ).astype({"id": object, "gates": object, "parts_from": object})

    def choose(self, *figures: str) -> None:
        """Choose figures by code, as ticking them would: these and no others.

        Parameters
        ----------
        *figures : str
            Ids of figures on offer; none takes every tick away.

        Raises
        ------
        ValueError
            If a figure is not on offer, or there are more than eight.
        """
        known = list(self._rows.index)
        for name in figures:
            if name not in known:
                message = f"Expected figures among {', '.join(known)}, found {name!r}."
                raise ValueError(message)
        if len(set(figures)) > _offer.MOST_CHOSEN:
            message = (
                f"Expected at most {_offer.MOST_CHOSEN} figures at once, found {len(figures)}. "
                "Compare fewer."
            )
            raise ValueError(message)
        self.chosen = figures

    def ask(self) -> None:
        """Ask by code, as the button would, how many independent origins are behind the figures.

        Raises
        ------
        ValueError
            If fewer than two figures are chosen, or a pair stops at a gate.
        """
        if not self.verdict["passed"]:
            stops = [
                gate for gate in _verdict.GATES if self.result["gates"].str.contains(gate).any()
            ]
            found = f"these stop at: {', '.join(stops)}" if stops else "fewer than two are chosen"
            message = (
                "Expected figures that pass all four gates before independence is asked for; "
                f"{found}. Choose others."
            )
            raise ValueError(message)
        self.asked = True

    def twin_text(self) -> str:
        """Return choice and verdict as plain text."""
        return _reconciled.as_text(self)

    def twin_html(self) -> str:
        """Return choice and verdict as static HTML."""
        return _reconciled.as_html(self)

    @traitlets.validate("chosen")  # type: ignore[untyped-decorator]
    def _check_chosen(self, proposal: dict[str, Any]) -> tuple[str, ...]:
        return _offer.keep_known(proposal["value"], list(self._rows.index))

    @traitlets.validate("asked")  # type: ignore[untyped-decorator]
    def _check_asked(self, proposal: dict[str, Any]) -> bool:
        # Independence comes after comparability, whoever asks.
        return bool(proposal["value"]) and bool(self.verdict["passed"])

    def _on_chosen(self, _: dict[str, Any]) -> None:
        with self.guarded("comparing the figures"):
            self.asked = False
            self.verdict = _verdict.judge(self._rows.loc[list(self.chosen)])
            trouble = self._save()
            self.say(f"{self.verdict['said']} {trouble}".strip())
            self.refresh_twin()

    def _on_asked(self, _: dict[str, Any]) -> None:
        with self.guarded("counting the origins"):
            self._count()
            if self.asked:
                trouble = self._save()
                self.say(f"{(self.origins or {}).get('said', '')} {trouble}".strip())
                self.refresh_twin()

    def _count(self) -> None:
        self.origins = (
            _behind.ask_origins(self._case, self.chosen, self._basis) if self.asked else None
        )

    def _save(self) -> str:
        return work.save_draft(self._key, {"chosen": list(self.chosen), "asked": self.asked})

    def _restore(self) -> None:
        with self.guarded("restoring your choice"):
            kept = work.load_draft(self._key)
            draft = kept if isinstance(kept, dict) else {}
            saved = draft.get("chosen")
            if not isinstance(saved, list) or not saved:
                return
            self.chosen = tuple(one for one in saved if isinstance(one, str))
            self.verdict = _verdict.judge(self._rows.loc[list(self.chosen)])
            self.asked = draft.get("asked") is True
            self._count()
            self.say(_say_restored(len(self.chosen), len(saved) - len(self.chosen)))


def _say_restored(found: int, gone: int) -> str:
    said = ["Your saved choice is back."] if found else []
    if gone:
        which = "1 that is not on offer here was" if gone == 1 else f"{gone} not on offer here were"
        said.append(f"{which} left out.")
    return " ".join(said)


def _expect_basis(basis: object) -> Basis:
    if basis == "internal":
        return "internal"
    if basis == "all":
        return "all"
    message = f"Expected basis 'internal' or 'all', found {basis!r}."
    raise ValueError(message)
