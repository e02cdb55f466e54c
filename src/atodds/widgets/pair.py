"""The Class: how far two codings agree, or what a whole class answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from atodds import work
from atodds.case.asking import expect_name
from atodds.widgets import _codings, _compared, _whole
from atodds.widgets._base import KitWidget, refuse_unknown

if TYPE_CHECKING:
    import pandas as pd

    from atodds.reconcile import Picture

_HERE = Path(__file__).parent
_WAITING = "Save yours, give it to your partner, and load your partner's file."
_SECOND = "the second coding"


class Class(KitWidget):
    """Compare two codings of one exercise, or show what a whole class answered.

    Shows codes and places only: no essays, and nothing that was written. What is compared how
    stands at `reconcile.pair_spans` (marks in a text) and `reconcile.measure_agreement`. Of a
    class it shows one exercise at a time, without names and with groups under five hidden
    (`reconcile.picture_class`), the same as the page that `atodds grade` writes.

    Parameters
    ----------
    first : DataFrame, widget or path
        One's own coding: a table; a Reader, Rater or Collator; or a saved file. For a class,
        its marks: a table of one row a learner and exercise, or the path of a `marks.csv`.
    second : DataFrame, widget or path, optional
        The other one's. Left out, the widget waits for a partner's file.
    key : str, optional
        The name under which a partner's file that was loaded is kept.
    names : (str, str)
        What the two coders are called.
    questions : DataFrame, optional
        For a class: what was asked, as `list_questions()` gives it. Without it, exercises go by
        their numbers and options by their keys.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> import pandas as pd
    >>> mine = pd.DataFrame({"claim": ["P-c07", "Q-c07"], "source": ["B", "F"],
    ...     "statement": [2, 4]})
    >>> pair = Class(mine, mine.assign(source=["B", "D"]))
    >>> pair.agreement[["variable", "percent"]].values.tolist()
    [['source', 50.0], ['statement', 100.0]]
    >>> pair.result.values.tolist()
    [['Q-c07', 'source', 'F', 'D']]
    >>> Class(mine, "nobody.json")
    Traceback (most recent call last):
    ...
    ValueError: Expected a coding in nobody.json, found no such file. Is it beside your notebook?

    >>> marks = pd.DataFrame([(f"s{n}", "06", "6.1", "right", 2.0, 62) for n in range(20)],
    ...     columns=["student", "lesson", "exercise", "verdict", "max_points", "answer"])
    >>> Class(marks).result[["about", "value", "shown"]].values.tolist()[0]
    ['verdict', 'right', '20']
    >>> Class(marks.drop(columns="answer"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: Expected a marks table with the columns student, ... and answer, found the ...
    """

    _esm = _HERE / "pair.js"
    _css = _HERE / "rater.css"

    title = traitlets.Unicode("Two codings").tag(sync=True)
    """The heading."""

    mine = traitlets.Unicode().tag(sync=True)
    """One's own coding as the text of a file, for the save button."""

    file_name = traitlets.Unicode("my-coding.json").tag(sync=True)
    """What the saved file is called."""

    uploaded = traitlets.Dict().tag(sync=True)
    """A file that was chosen: ``{"name", "text", "turn"}``; the turn makes each choice new."""

    sentences = traitlets.Tuple().tag(sync=True)
    """The comparison in words; empty as long as there is no second coding."""

    waiting = traitlets.Unicode().tag(sync=True)
    """What to do as long as there is no second coding."""

    columns = traitlets.Tuple().tag(sync=True)
    """The headings of the list of disagreements."""

    swaps = traitlets.Bool(default_value=True).tag(sync=True)
    """Whether files can be saved and loaded: not where both codings were given."""

    rows = traitlets.Tuple().tag(sync=True)
    """The list of disagreements: a tuple of words each."""

    exercises = traitlets.Tuple().tag(sync=True)
    """Of a class, the exercises that can be shown: ``(number, name)`` each; empty for two."""

    chosen = traitlets.Unicode().tag(sync=True)
    """Of a class, the number of the exercise that is shown."""

    told = traitlets.Unicode().tag(sync=True)
    """Of a class, how many handed the exercise in, and what is hidden."""

    sheets = traitlets.Tuple().tag(sync=True)
    """Of a class, the exercise's tables: caption, columns, rows, bars and wide each."""

    def __init__(
        self,
        first: object,
        second: object = None,
        *,
        key: str | None = None,
        names: tuple[str, str] = _compared.YOU,
        questions: pd.DataFrame | None = None,
        **unknown: object,
    ) -> None:
        refuse_unknown(Class.__init__, unknown)
        self._comparison: _codings.Comparison | None = None
        self._pictures: list[Picture] = []
        marks = _whole.read_marks(first)
        if marks is not None:
            if second is not None:
                raise ValueError("Expected one class or two codings, found a class and more.")
            self._pictures = _whole.expect_pictures(marks, questions)
            super().__init__(title="The class", swaps=False)
            self.exercises = tuple((one.exercise, _whole.name(one)) for one in self._pictures)
            self.observe(self._on_chosen, names="chosen")
            self.choose(self._pictures[0].exercise)
            return
        self._first = _codings.read_table(first, "the first coding")
        self._key = expect_name(key, "a name to keep the file under", "10.2") if key else "class"
        own = _codings.as_coding(self._first)
        self._names = _expect_names(names)
        super().__init__(mine=work.dump_coding(own), waiting=_WAITING, swaps=second is None)
        if second is None:
            self._restore()
        else:
            self._compare(_codings.read_table(second, _SECOND))
        self.observe(self._on_uploaded, names="uploaded")

    @property
    def agreement(self) -> pd.DataFrame | None:
        """One row a variable: rows, percent, alpha and more; None without a second coding."""
        if self._pictures:
            return _whole.find(self._pictures, self.chosen).agreement.copy()
        return None if self._comparison is None else self._comparison.summary.copy()

    @property
    def result(self) -> pd.DataFrame | None:
        """One row a disagreement: the thing, variable, first, second; None without a second.

        Of a class, one row a line of the exercise that is shown: `lesson`, `exercise`, `about`,
        `part`, `value`, `learners` (missing where hidden), `shown`, `of` and `note`.
        """
        if self._pictures:
            return _whole.find(self._pictures, self.chosen).tally.copy()
        return None if self._comparison is None else self._comparison.disagreements.copy()

    def choose(self, exercise: str) -> None:
        """Show another exercise of a class, as the list of them would.

        Parameters
        ----------
        exercise : str
            Its number, such as "6.1".

        Raises
        ------
        ValueError
            If the class has no such exercise; the one before stays.

        Examples
        --------
        >>> import pandas as pd
        >>> marks = pd.DataFrame([(f"s{n}", "06", which, "right", 2.0, 62) for n in range(20)
        ...     for which in ("6.1", "6.2")],
        ...     columns=["student", "lesson", "exercise", "verdict", "max_points", "answer"])
        >>> shown = Class(marks)
        >>> shown.choose("6.2")
        >>> shown.result["exercise"].iloc[0]
        '6.2'
        >>> shown.choose("6.3")
        Traceback (most recent call last):
        ...
        ValueError: Expected one of the exercises 6.1, 6.2, found '6.3'.
        """
        self.chosen = _whole.find(self._pictures, exercise).exercise

    def load(self, path: str | Path) -> None:
        """Load a partner's file by code, as the button would.

        Parameters
        ----------
        path : str or Path
            A file saved by `save`, or a draft of a Rater out of `my-work`.

        Raises
        ------
        ValueError
            If it holds no coding of this exercise; the comparison before stays.

        Examples
        --------
        >>> import pandas as pd
        >>> place = getfixture("tmp_path")
        >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(place))
        >>> mine = pd.DataFrame({"pair": [1, 2], "mark": ["lost", ""]})
        >>> Class(mine.assign(mark="lost")).save(place / "partner.json")
        >>> pair = Class(mine)
        >>> pair.load(place / "partner.json")
        >>> pair.sentences[0]
        'Both coded 2 rows.'
        >>> pair.load(place / "nobody.json")
        Traceback (most recent call last):
        ...
        ValueError: Expected a coding in nobody.json, found no such file. Is it beside your
        notebook?
        """
        self._expect_two()
        self._take(work.read_coding(path))

    def save(self, path: str | Path) -> None:
        """Write one's own coding to a file for a partner, as the button would.

        Parameters
        ----------
        path : str or Path
            Where to.

        Raises
        ------
        FileExistsError
            If another file is there already.
        """
        self._expect_two()
        work.write_coding(path, _codings.as_coding(self._first))

    def _expect_two(self) -> None:
        if self._pictures:
            raise ValueError("Expected a coding to save or compare, found a class. Give a coding.")

    def twin_text(self) -> str:
        """Return the comparison, or the exercise shown of a class, as plain text."""
        if self._pictures:
            return _whole.as_twin_text(self.title, _whole.find(self._pictures, self.chosen))
        return _compared.as_text(self.title, self._comparison, self.waiting, self._names)

    def twin_html(self) -> str:
        """Return the comparison, or the exercise shown of a class, as static HTML."""
        if self._pictures:
            return _whole.as_twin_html(self.title, _whole.find(self._pictures, self.chosen))
        return _compared.as_html(self.title, self._comparison, self.waiting, self._names)

    def _on_chosen(self, change: dict[str, Any]) -> None:
        known = [one.exercise for one in self._pictures]
        if change["new"] not in known:
            self.chosen = change["old"] if change["old"] in known else known[0]
            return
        picture = _whole.find(self._pictures, self.chosen)
        self.told, self.sheets = _whole.tell(picture), _whole.draw(picture)
        if change["old"]:
            self.say(f"Shown: {_whole.name(picture)}.")
        self.refresh_twin()

    def _take(self, coding: work.Coding) -> str:
        """Compare with a partner's coding, then keep it: a bad one never gets that far."""
        self._compare(_codings.from_coding(coding))
        self.refresh_twin()
        kept = {"columns": list(coding.columns), "rows": [list(row) for row in coding.rows]}
        return work.save_draft(self._key, kept)

    def _compare(self, second: pd.DataFrame) -> None:
        self._comparison = _codings.compare(self._first, second)
        named = _compared.rename(self._comparison.disagreements, self._names)
        self.columns = tuple(map(str, named))
        self.rows = tuple(map(tuple, _compared.list_cells(named)))
        self.sentences = self._comparison.sentences

    def _on_uploaded(self, change: dict[str, Any]) -> None:
        with self.guarded("loading the file"):
            found = change["new"]
            name, text = str(found.get("name", "")), str(found.get("text", ""))
            try:
                trouble = self._take(work.parse_coding(text.encode("utf-8", "replace"), name))
            # A file of somebody else's: whatever is amiss with it is said, and nothing changes.
            except (ValueError, KeyError) as problem:
                self.say(str(problem.args[0]))
            else:
                number = len(self.rows)
                many = "1 disagreement" if number == 1 else f"{number} disagreements"
                self.say(f"Compared with {name}: {many}. {trouble}".strip())

    def _restore(self) -> None:
        with self.guarded("bringing back your partner's file"):
            kept = work.load_draft(self._key)
            rows = kept.get("rows") if isinstance(kept, dict) else None
            names = kept.get("columns") if isinstance(kept, dict) else None
            if not isinstance(rows, list) or not isinstance(names, list):
                return
            coding = work.Coding(tuple(names), tuple(tuple(row) for row in rows))
            try:
                self._compare(_codings.from_coding(coding))
            except (ValueError, KeyError, TypeError):
                self.say("The file kept here does not fit this coding. Load your partner's again.")
            else:
                self.say("Your partner's file is back.")


def _expect_names(names: object) -> tuple[str, str]:
    """Return two names, one for each coder."""
    found = tuple(names) if isinstance(names, tuple | list) else ()
    if len(found) != 2 or not all(isinstance(name, str) and name for name in found):
        raise ValueError(f'Expected two names such as ("Ada", "Ben"), found {names!r}.')
    return found[0], found[1]
