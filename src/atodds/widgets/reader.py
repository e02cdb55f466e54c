"""The Reader: a text with layers to switch on, in which learners tag spans themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from atodds import work
from atodds.case.asking import expect_several
from atodds.texts import shown
from atodds.widgets import _marks, _options, _twin
from atodds.widgets._base import KitWidget, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from atodds.case import Case
    from atodds.texts import Shown

_HERE = Path(__file__).parent


class Reader(KitWidget):
    """Show a text with its layers, and let learners tag spans by mouse or keyboard.

    Where a copy of the text is at hand it shows the text; otherwise our paraphrase, with
    the fragments that we quote in their places. Tags are saved at every change and are back
    when the cell is run again.

    Parameters
    ----------
    case : Case
        The case.
    siglum : str
        Which of its texts.
    layers : sequence of str
        Layers that can be switched on: figures, dates, claims, speakers (who is cited), cues
        (the words that hand a statement to them), hedges (by a word list), names, furniture,
        quoted. One name may be given as it is.
    tags : sequence of (str, str)
        At most nine tags that a learner can give: key and label.
    key : str, optional
        The name under which the tags are saved.
    passages : sequence of str, optional
        Show only these passages. One id may be given as it is.
    hide_outlet : bool
        Call the text by its letter only (as long as its publisher is the question); False puts
        the publisher into the heading. The words of a text may still give its publisher away.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> from atodds.case import load
    >>> reader = Reader(load("harbour"), "P", tags=[("number", "a number")])
    >>> reader.marks = [{"start": 0, "end": 4, "tag": "number"}]
    >>> reader.result[["document", "start", "end", "tag"]].values.tolist()
    [['P', 0, 4, 'number']]
    >>> Reader(load("harbour"), "P", layer=["figures"])
    Traceback (most recent call last):
    ...
    TypeError: Expected the keywords layers, tags, key, passages, hide_outlet, found 'layer'. \
Did you mean 'layers'?
    """

    _esm = _HERE / "reader.js"
    _css = _HERE / "reader.css"

    title = traitlets.Unicode().tag(sync=True)
    """The heading: which text this is."""

    note = traitlets.Unicode().tag(sync=True)
    """One sentence saying whether the text itself or our paraphrase is shown."""

    text = traitlets.Unicode().tag(sync=True)
    """The words shown. Every offset counts its characters, from 0, the end left out."""

    blocks = traitlets.Tuple().tag(sync=True)
    """The passages shown, in order: ``{"id", "kind", "start", "end"}`` each."""

    layers = traitlets.Tuple().tag(sync=True)
    """The layers that can be switched on: ``{"key", "label", "count"}`` each."""

    layers_on = traitlets.Tuple().tag(sync=True)
    """The keys of the layers now switched on; none at first."""

    spans = traitlets.Tuple().tag(sync=True)
    """What the layers mark: ``{"layer", "start", "end"}`` each."""

    own = traitlets.Tuple().tag(sync=True)
    """In a paraphrase, the words of the text itself: ``{"start", "end"}`` each, underlined."""

    tags = traitlets.Tuple().tag(sync=True)
    """The tags a learner can give: ``{"key", "label"}`` each; the first is given by key 1."""

    marks = traitlets.Tuple().tag(sync=True)
    """The learner's tags: ``{"start", "end", "tag"}`` each, in order. Replace it, never append."""

    def __init__(  # noqa: PLR0913 - the keywords are the widget's whole public face
        self,
        case: Case,
        siglum: str,
        *,
        layers: Sequence[str] = _options.USUAL,
        tags: Sequence[tuple[str, str]] = (("figure", "a number"),),
        key: str | None = None,
        passages: Sequence[str] | None = None,
        hide_outlet: bool = True,
        **unknown: object,
    ) -> None:
        refuse_unknown(Reader.__init__, unknown)
        chosen = None if passages is None else expect_several(passages, "passages")
        self._shown = shown(case, siglum, chosen)
        offered = _options.expect_layers(layers)
        given = _options.expect_tags(tags)
        self._key = _options.expect_key(key) or _default_key(
            case.name, siglum, offered, given, chosen
        )
        spans = self._shown.spans
        spans = spans[spans["layer"].isin(offered)]
        super().__init__(
            title=_title(case, siglum, hide_outlet=hide_outlet),
            note=_note(self._shown),
            text=self._shown.text,
            blocks=_twin.blocks(self._shown),
            layers=tuple(
                {
                    "key": name,
                    "label": _options.LAYERS[name],
                    "count": _count_places(spans, name),
                }
                for name in offered
            ),
            spans=tuple(_places(spans).to_dict("records")),
            own=_own_words(self._shown),
            tags=tuple({"key": name, "label": label} for name, label in given.items()),
        )
        self._restore()
        self.observe(self._on_marks, names="marks")

    @property
    def result(self) -> pd.DataFrame:
        """The learner's tags as a table, one row a tag.

        Columns: document, passage, start, end (in what is shown), exact, tag, source ("text"
        or "paraphrase"), text_start, text_end (in the text itself: of tagged words that are
        ours in part, where the text's own part stands; missing where all are ours).
        """
        return _marks.tabulate(self.marks, self._shown)

    def tag(self, words: str, tag: str) -> None:
        """Give a tag by code, as the mouse or a key would: to these words, wherever they stand.

        Parameters
        ----------
        words : str
            Words of the text as it is shown; they must stand in it exactly once.
        tag : str
            The key of one of the reader's tags.

        Raises
        ------
        ValueError
            If there is no such tag, or the words stand nowhere or more than once.
        """
        keys = [each["key"] for each in self.tags]
        if tag not in keys:
            raise ValueError(f"Expected a tag among {', '.join(keys)}, found {tag!r}.")
        times = self.text.count(words) if words else 0
        if times != 1:
            raise ValueError(
                f"Expected words that stand once in the text, found {words!r} {times} times. "
                "Copy them from the text, with a word more on each side if needed."
            )
        start = self.text.index(words)
        end = start + len(words)
        # As in the front end: a word has one tag, and the last one counts.
        apart = [mark for mark in self.marks if mark["end"] <= start or end <= mark["start"]]
        self.marks = (*apart, {"start": start, "end": end, "tag": tag})

    def twin_text(self) -> str:
        """Return the tags as plain text."""
        return _twin.as_text(self.title, self.note, self.result)

    def twin_html(self) -> str:
        """Return text and tags as static HTML; a reader's own copy is left out of it."""
        text = "" if self._shown.private else self.text
        return _twin.as_html(self, text)

    @traitlets.validate("marks")  # type: ignore[untyped-decorator]
    def _check_marks(self, proposal: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        return _marks.clean(proposal["value"], len(self.text), [tag["key"] for tag in self.tags])

    @traitlets.validate("layers_on")  # type: ignore[untyped-decorator]
    def _check_layers(self, proposal: dict[str, Any]) -> tuple[str, ...]:
        return tuple(each["key"] for each in self.layers if each["key"] in proposal["value"])

    def _on_marks(self, change: dict[str, Any]) -> None:
        with self.guarded("saving your tags"):
            labels = {tag["key"]: tag["label"] for tag in self.tags}
            what = _marks.describe_change(change["old"], change["new"], self.text, labels)
            trouble = work.save_draft(self._key, self._draft())
            self.say(f"{what} {trouble}".strip())
            self.refresh_twin()

    def _draft(self) -> dict[str, Any]:
        """Put these tags beside those that were given while the other source was shown."""
        kept = work.load_draft(self._key)
        return {
            **(kept if isinstance(kept, dict) else {}),
            self._shown.source: _marks.with_words(self.marks, self.text),
        }

    def _restore(self) -> None:
        with self.guarded("restoring your tags"):
            kept = work.load_draft(self._key)
            saved = kept.get(self._shown.source) if isinstance(kept, dict) else None
            marks, dropped = _marks.still_fitting(saved, self.text)
            self.marks = marks
            found = len(self.marks)
            dropped += len(marks) - found
            if found or dropped:
                self.say(_marks.describe_restored(found, dropped))


def _default_key(
    case: str, siglum: str, layers: Iterable[str], tags: Iterable[str], passages: list[str] | None
) -> str:
    return "-".join(["reader", case, siglum, *layers, *tags, *(passages or ())])


def _places(spans: pd.DataFrame) -> pd.DataFrame:
    """Say once what stands in one place: two statements may share a cue."""
    return spans[["layer", "start", "end"]].drop_duplicates()


def _count_places(spans: pd.DataFrame, layer: str) -> int:
    return int((_places(spans)["layer"] == layer).sum())


def _own_words(seen: Shown) -> tuple[dict[str, int], ...]:
    quoted = seen.spans[seen.spans["layer"] == "quoted"]
    places = (quoted[name].tolist() for name in ("start", "end"))
    return tuple({"start": start, "end": end} for start, end in zip(*places, strict=True))


def _title(case: Case, siglum: str, *, hide_outlet: bool) -> str:
    publisher = str(case.documents.loc[siglum, "publisher"])
    return f"Text {siglum}" if hide_outlet else f"Text {siglum}, published by: {publisher}"


def _note(seen: Shown) -> str:
    if seen.source == "text":
        return "The words of the text." if not seen.private else "Your own copy of the text."
    note = "Our paraphrase of the text; its own words are underlined."
    if seen.incomplete:
        some = "it" if len(seen.passages) == 1 else "some of it"
        return f"{note} Your copy is not shown: {some} is missing there."
    return note
