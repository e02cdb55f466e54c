"""The Rater: two grades for each of several claims, given without knowing the outlet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from atodds import work
from atodds.case.asking import expect_name
from atodds.reconcile import count_grades, describe_diagonal, read_source, read_statement
from atodds.widgets import _ratings
from atodds.widgets._base import KitWidget, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from atodds.case import Case

_HERE = Path(__file__).parent
_TITLE = "Two grades for each statement"


class Rater(KitWidget):
    """Let learners grade claims twice: the source from A to F, the statement from 1 to 6.

    Each claim is shown in our words, with a fragment of the text where one is quoted and with
    whom the text cites: never with its outlet. Grades are saved at every change and are back
    when the cell is run again. On demand the widget shows the 6 x 6 grid of the grades given.

    Parameters
    ----------
    case : Case
        The case.
    claims : sequence of str, or DataFrame
        Ids of claims, in the order in which they are shown, at most 30; or a table with the
        column `claim` and, where wanted, `says`, `cited` and `beside` (what else is known), which
        stand in the place of what the case would show.
    key : str, optional
        The name under which the grades are saved.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> from atodds.case import load
    >>> rater = Rater(load("harbour"), claims=["P-c07", "Q-c07"])
    >>> rater.rate("P-c07", "B", 2)
    >>> rater.result.dropna().values.tolist()
    [['P-c07', 'B', 2]]
    >>> Rater(load("harbour"), claim=["P-c07"])
    Traceback (most recent call last):
    ...
    TypeError: Expected the keywords claims, key, found 'claim'. Did you mean 'claims'?
    """

    _esm = _HERE / "rater.js"
    _css = _HERE / "rater.css"

    title = traitlets.Unicode(_TITLE).tag(sync=True)
    """The heading."""

    items = traitlets.Tuple().tag(sync=True)
    """The claims: ``{"claim", "number", "says", "exact", "cited", "beside"}`` each."""

    scales = traitlets.Dict().tag(sync=True)
    """The grades with their words: ``{"source": [{"grade", "words"}], "statement": [...]}``."""

    ratings = traitlets.Dict().tag(sync=True)
    """The grades given: claim to ``{"source": "B", "statement": 2}``; one may be missing."""

    grid = traitlets.Tuple().tag(sync=True)
    """How often each pair was given: six rows (A to F) of six numbers (1 to 6)."""

    diagonal = traitlets.Unicode().tag(sync=True)
    """One sentence: how many of the ratings lie on the diagonal."""

    grid_on = traitlets.Bool(default_value=False).tag(sync=True)
    """Whether the grid is shown."""

    def __init__(
        self,
        case: Case,
        *,
        claims: Sequence[str] | pd.DataFrame = (),
        key: str | None = None,
        **unknown: object,
    ) -> None:
        refuse_unknown(Rater.__init__, unknown)
        items = _ratings.list_items(case, claims)
        self._claims = [item["claim"] for item in items]
        named = "" if key is None else expect_name(key, "a name to save the grades under", "10.2")
        self._key = named or "-".join(["rater", case.name, *self._claims])
        super().__init__(items=items, scales=_ratings.scales())
        self._count()
        self._restore()
        self.observe(self._on_ratings, names="ratings")

    @property
    def result(self) -> pd.DataFrame:
        """One row a claim: claim, source ("A" to "F"), statement (1 to 6); missing if not rated."""
        return _ratings.tabulate(self.ratings, self._claims)

    def rate(self, claim: str, source: str, statement: int) -> None:
        """Give a claim both grades by code, as the mouse or a key would.

        Parameters
        ----------
        claim : str
            One of the claims shown.
        source : str
            From A to F.
        statement : int
            From 1 to 6.

        Raises
        ------
        ValueError
            If the claim is not shown, or there is no such grade.

        Examples
        --------
        >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
        >>> from atodds.case import load
        >>> Rater(load("harbour"), claims=["P-c07"]).rate("P-c08", "B", 2)
        Traceback (most recent call last):
        ...
        ValueError: Expected a claim among P-c07, found 'P-c08'.
        """
        if claim not in self._claims:
            raise ValueError(f"Expected a claim among {', '.join(self._claims)}, found {claim!r}.")
        grades = {"source": read_source(source), "statement": read_statement(statement)}
        self.ratings = {**self.ratings, claim: grades}

    def twin_text(self) -> str:
        """Return claims and grades as plain text."""
        return _ratings.as_text(self.title, self.items, self.ratings, self.diagonal)

    def twin_html(self) -> str:
        """Return claims and grades as a static table."""
        return _ratings.as_html(self.title, self.items, self.ratings, self.diagonal)

    @traitlets.validate("ratings")  # type: ignore[untyped-decorator]
    def _check_ratings(self, proposal: dict[str, Any]) -> _ratings.Ratings:
        return _ratings.clean_ratings(proposal["value"], self._claims)

    def _on_ratings(self, change: dict[str, Any]) -> None:
        with self.guarded("saving your grades"):
            self._count()
            rows = _ratings.list_rows(self.result)
            draft = {"columns": list(_ratings.COLUMNS), "rows": rows}
            trouble = work.save_draft(self._key, draft)
            said = _ratings.describe_change(change["old"], change["new"], self.items)
            self.say(f"{said} {trouble}".strip())
            self.refresh_twin()

    def _count(self) -> None:
        self.grid = tuple(map(tuple, count_grades(self.result).to_numpy().tolist()))
        self.diagonal = describe_diagonal(self.result)

    def _restore(self) -> None:
        with self.guarded("restoring your grades"):
            self.ratings = _ratings.from_rows(work.load_draft(self._key)) or {}
            self._count()
            if self.ratings:
                full = _ratings.count_full(self.ratings)
                self.say(f"Your grades are back: {full} of {len(self.items)} have both.")
