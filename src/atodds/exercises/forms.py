"""Forms to answer with instead of code: labelled, saved as they are filled in."""

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from atodds import work
from atodds.exercises.cases import NAME, UnknownCaseError, case_for
from atodds.exercises.entries import Entry, fit_draft, list_entries, make_answer
from atodds.exercises.exercise import Exercise, say
from atodds.exercises.feedback import Note, box, build_note, paragraphs
from atodds.exercises.kinds import Kind, settle
from atodds.exercises.panel import Panel

if TYPE_CHECKING:
    from atodds.case import Case

SAVED = "What you give here is saved at once. Run the next cell to check it."
# A label above its box: labels of any length stay whole, and the boxes stand in one line.
STYLE = (
    "<style>.atodds-field{flex-direction:column;align-items:flex-start;height:auto}"
    ".atodds-field .widget-label{width:auto;max-width:100%;line-height:1.4;white-space:normal}"
    ".atodds-field input[type=text]{width:14em;flex:none}"
    ".atodds-field textarea{width:46em;max-width:100%;height:4em;flex:none}"
    # ipywidgets gives an option one line; a longer one would lie over what follows.
    ".atodds-form .widget-radio-box label{display:flex;align-items:flex-start;gap:.4em;"
    "height:auto;line-height:1.4;white-space:normal}"
    ".atodds-form .widget-radio-box input{order:-1;flex:none;float:none;margin-top:0}"
    # Inside a line, the label would keep the distance of the lines around it.
    ".atodds-form .widget-radio .widget-label{display:block;width:auto;height:auto;line-height:1.4;"
    "padding:.3em 0;white-space:normal}"
    ".atodds-form :is(.widget-radio,.widget-checkbox){height:auto}"
    ".atodds-form :is(.widget-label,label,p){font-size:var(--jp-content-font-size1,14px)}</style>"
)


class Form:
    """A form for one exercise; its ``value`` is the answer so far.

    Parameters
    ----------
    exercise
        The exercise's id.
    ask
        The question.
    kind
        A settled kind of answer.
    case
        The name of the case, where the exercise knows several: it goes into the answer.

    Examples
    --------
    >>> from atodds.exercises.kinds import Number
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
    >>> form = Form("6.2", "How large is it?", Number("Area", unit="mile^2"))
    >>> print(form.text)
    Form for 6.2. How large is it?
    - Area (mile²)
    >>> form.value
    Ellipsis
    >>> form.fill("value", "162")
    >>> form.value, Form("6.2", "How large is it?", Number("Area")).value
    ('162', '162')
    """

    def __init__(self, exercise: str, ask: str, kind: Kind, case: str = "") -> None:
        self._exercise, self._ask, self._kind, self._case = exercise, ask, kind, case
        self._entries = list_entries(kind)
        self._filled = fit_draft(kind, work.load_draft(self._draft))

    def __repr__(self) -> str:
        """Return the form as text, without what was filled in."""
        return self.text

    @property
    def exercise(self) -> str:
        """The id of the exercise that the form belongs to."""
        return self._exercise

    @property
    def value(self) -> object:
        """The answer so far; the dots as long as nothing is filled in."""
        answer = make_answer(self._kind, self._filled)
        named = {NAME: self._case} if self._case else {}
        return {**answer, **named} if isinstance(answer, dict) else answer

    @property
    def case(self) -> str:
        """The name of the case that the form is about; empty where there is one only."""
        return self._case

    @property
    def text(self) -> str:
        """The form as plain text, the same whatever was filled in."""
        lines = [f"Form for {self._exercise}. {self._ask}"]
        for entry in self._entries:
            offered = ": " + "; ".join(entry.options.values()) if entry.options else ""
            lines.append(f"- {entry.label}{offered}")
        return "\n".join(lines)

    @property
    def html(self) -> str:
        """The form as a page that nobody can fill in."""
        items = "".join(f"<li>{_described(entry)}</li>" for entry in self._entries)
        asked = "".join(f"<p>{one}</p>" for one in paragraphs(self._ask))
        return box(f"Form for {self._exercise}", f"{asked}<ul>{items}</ul>")

    def fill(self, key: str, value: object) -> str | None:
        """Fill in one entry and keep the draft, as typing or clicking does.

        Parameters
        ----------
        key
            The entry's name, such as ``low``.
        value
            Text, an option's key, or a list of them.

        Returns
        -------
        str or None
            A sentence when the draft could not be kept.

        Examples
        --------
        >>> from atodds.exercises.kinds import Choice
        >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
        >>> form = Form("6.1", "Which?", Choice("Which?", {"a": "an area"}, confidence=False))
        >>> form.fill("choice", "z")
        >>> form.value
        Ellipsis
        """
        self._filled = fit_draft(self._kind, {**self._filled, key: value})
        return work.save_draft(self._draft, self._filled) or None

    def widget(self) -> Any:  # noqa: ANN401  ipywidgets ships no types
        """Make the form as an ipywidgets box.

        Returns
        -------
        VBox
            Fresh each time: two views of one form stay two.

        Examples
        --------
        >>> from atodds.exercises.kinds import Text
        >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(getfixture("tmp_path")))
        >>> form = Form("6.5", "What is counted?", Text("The thing"))
        >>> field = form.widget().children[1]
        >>> field.value = "barges"
        >>> form.value
        'barges'
        """
        import ipywidgets as controls  # noqa: PLC0415  only a live form needs it

        from atodds.exercises.keys import FormKeys  # noqa: PLC0415  as above

        status = controls.HTML(f"<p>{SAVED}</p>")
        made = [control for entry in self._entries for control in self._control(entry, status)]
        asked = controls.HTML(STYLE + "".join(f"<p>{one}</p>" for one in paragraphs(self._ask)))
        form = controls.VBox([asked, *made, status, FormKeys()])
        form.add_class("atodds-form")
        return form

    @property
    def _draft(self) -> str:
        return "-".join(filter(None, ("form", self._exercise, self._case)))

    def _control(self, entry: Entry, status: Any) -> list[Any]:  # noqa: ANN401  as above
        import ipywidgets as controls  # noqa: PLC0415  only a live form needs it

        filled = self._filled.get(entry.key)
        wide = {"style": {"description_width": "initial"}, "layout": {"width": "auto"}}
        if entry.many:
            return self._ticks(entry, status)
        if entry.options:
            pairs = [(words, key) for key, words in entry.options.items()]
            control = controls.RadioButtons(
                options=pairs, value=filled, description=entry.label, **wide
            )
        else:
            make = controls.Textarea if entry.long else controls.Text
            control = make(value=filled or "", description=entry.label, **wide)
            control.add_class("atodds-field")
        control.observe(self._keeper(entry, status, lambda: control.value), names="value")
        return [control]

    def _ticks(self, entry: Entry, status: Any) -> list[Any]:  # noqa: ANN401  as above
        import ipywidgets as controls  # noqa: PLC0415  only a live form needs it

        filled = self._filled.get(entry.key)
        ticked = filled if isinstance(filled, list) else []
        boxes = {
            key: controls.Checkbox(
                value=key in ticked, description=words, indent=False, layout={"width": "auto"}
            )
            for key, words in entry.options.items()
        }
        keeper = self._keeper(entry, status, lambda: [key for key in boxes if boxes[key].value])
        for one in boxes.values():
            one.observe(keeper, names="value")
        return [controls.HTML(f"<p>{escape(entry.label)}</p>"), *boxes.values()]

    def _keeper(self, entry: Entry, status: Any, read: Callable[[], object]) -> Any:  # noqa: ANN401
        def keep(_: object) -> None:
            problem = self.fill(entry.key, read())
            status.value = f"<p>{escape(problem or SAVED)}</p>"

        return keep

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return self._panel._repr_mimebundle_()

    def _ipython_display_(self) -> None:
        self._panel._ipython_display_()

    @property
    def _panel(self) -> Panel:
        return Panel(self.html, self.text, self.widget)


def make_form(
    exercise: Exercise, load_case: "Callable[[], Case]", about: object = None
) -> Form | Note:
    """Make the form for an exercise.

    Parameters
    ----------
    exercise
        The exercise.
    load_case
        Gives the course's case.
    about
        The name of another case, where the exercise knows several.

    Returns
    -------
    Form or Note
        A sentence where the form needs a case that cannot be read, or does not know.

    Examples
    --------
    >>> from atodds.exercises.sample import count_the_origins
    >>> print(make_form(count_the_origins, list).text)
    Form for 0.1. How many people wrote these texts?
    - Origins
    >>> make_form(count_the_origins, lambda: 1 / 0).text
    'The form for 0.1 needs the case, which could not be read: division by zero'
    """
    try:
        case = case_for(exercise, {NAME: about}, load_case)
        kind, asked = settle(exercise.kind, case), say(exercise.ask, case)
    except UnknownCaseError as error:
        return build_note(f"Form for {exercise.id}", f"Not yet: {error}")
    # A case that cannot be read must not stop the notebook.
    except Exception as error:  # noqa: BLE001
        words = f"The form for {exercise.id} needs the case, which could not be read: {error}"
        return build_note(f"Form for {exercise.id}", words)
    return Form(exercise.id, asked, kind, case.name if exercise.cases else "")


def _described(entry: Entry) -> str:
    if not entry.options:
        return escape(entry.label)
    offered = "".join(f"<li>{escape(words)}</li>" for words in entry.options.values())
    return f"{escape(entry.label)}<ul>{offered}</ul>"
