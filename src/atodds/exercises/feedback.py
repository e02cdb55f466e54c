"""What a learner sees after a check: for the eye, for a screen reader, and for grading."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal, TypeAlias

from atodds.exercises.bundles import clean, mime_bundle
from atodds.exercises.judging import Verdict

# What is shown is the verdict, or that the answer to an unscored question was kept.
Shown: TypeAlias = Verdict | Literal["kept"]
ANSWER_TYPE = "application/vnd.atodds.answer+json"
# A symbol and a word tell the verdict; the colour only repeats it.
SIGNS = {
    "not yet": ("○", "Not yet:"),
    "hint": ("→", "A hint."),
    "right": ("✓", "Right."),
    "kept": ("•", "Kept."),
}
COLOURS = {
    "not yet": "var(--jp-border-color0, #767676)",
    "hint": "var(--jp-warn-color1, #b35900)",
    "right": "var(--jp-success-color1, #2e7d32)",
    "": "var(--jp-brand-color1, #1976d2)",
}
BOX = (
    "border-left:4px solid {colour};padding:0.3em 0.8em;margin:0.3em 0;max-width:46em;"
    "color:var(--jp-content-font-color1, inherit)"
)


@dataclass(frozen=True)
class Feedback:
    """What a check says, with the record of the answer that it carries.

    Examples
    --------
    >>> feedback = build_feedback("6.2", "hint", "Areas need it twice.", {"exercise": "6.2"})
    >>> print(feedback.text)
    A hint. Areas need it twice.
    >>> sorted(feedback._repr_mimebundle_())
    ['application/vnd.atodds.answer+json', 'text/html', 'text/plain']
    """

    verdict: Shown
    html: str
    text: str
    record: Mapping[str, object]

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        bundle = mime_bundle(self.html, self.text)
        return {**bundle, ANSWER_TYPE: clean(dict(self.record))} if self.record else bundle


@dataclass(frozen=True)
class Note:
    """Something shown that is no answer: a hint, a table, a rubric.

    Examples
    --------
    >>> build_note("Hint", "Look again.").text
    'Look again.'
    """

    html: str
    text: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return mime_bundle(self.html, self.text)


def build_feedback(
    exercise: str, verdict: Shown, words: str, record: Mapping[str, object], *, after: str = ""
) -> Feedback:
    """Put a verdict and its words into the forms in which they are shown.

    Parameters
    ----------
    exercise
        The exercise's id.
    verdict
        What was found, or "kept".
    words
        What is said about it; backticks become code, a blank line a new paragraph.
    record
        The record to carry, or an empty one.
    after
        A line on what was kept.

    Returns
    -------
    Feedback
        Deterministic: the same arguments give the same bytes.

    Examples
    --------
    >>> print(build_feedback("6.2", "not yet", "put a number.", {}, after="Not recorded.").text)
    Not yet: put a number.
    Not recorded.
    >>> "<script>" in build_feedback("6.2", "right", "<script>", {}).html
    False
    """
    symbol, label = SIGNS[verdict]
    first, *rest = paragraphs(words) or [""]
    head = f'<p><strong><span aria-hidden="true">{symbol}</span> {label}</strong> {first}</p>'
    last = f"<p><small>{escape(after)}</small></p>" if after else ""
    # A screen reader says it when it comes; focus stays where it is.
    said = head + "".join(f"<p>{one}</p>" for one in rest) + last
    body = f'<div role="status">{said}</div>'
    text = f"{label} {words}" + (f"\n{after}" if after else "")
    return Feedback(verdict, box(f"Feedback on {exercise}", body, verdict), text, record)


def build_note(name: str, words: str) -> Note:
    """Put a few plain words into a box.

    Parameters
    ----------
    name
        What a screen reader calls the box.
    words
        What it says.

    Returns
    -------
    Note
        See there.

    Examples
    --------
    >>> build_note("Hint 1", "Look at `low`.").html.count("<code>low</code>")
    1
    >>> build_note("<b>", "a < b").html.count("a &lt; b")
    1
    """
    return Note(box(name, "".join(f"<p>{one}</p>" for one in paragraphs(words))), words)


def box(name: str, body: str, verdict: str = "") -> str:
    """Wrap HTML in a named group that reads well in light and dark.

    Parameters
    ----------
    name
        What a screen reader calls it.
    body
        HTML, already escaped.
    verdict
        Chooses the colour of the edge.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> box('a "name"', "<p>x</p>").split(" style")[0]
    '<div class="atodds-note" role="group" aria-label="a &quot;name&quot;"'
    """
    style = BOX.format(colour=COLOURS.get(verdict, COLOURS[""]))
    label = escape(name, quote=True)
    return (
        f'<div class="atodds-note" role="group" aria-label="{label}" style="{style}">{body}</div>'
    )


def paragraphs(words: str) -> list[str]:
    """Return the paragraphs of a plain text as HTML.

    Parameters
    ----------
    words
        Plain text.

    Returns
    -------
    list of str
        Escaped; what stood in backticks is code.

    Examples
    --------
    >>> paragraphs("Use `low` where x < y.")
    ['Use <code>low</code> where x &lt; y.']
    >>> paragraphs("  ")
    []
    """
    found = (re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(one)) for one in words.split("\n\n"))
    return [one.strip() for one in found if one.strip()]


def table(caption: str, head: list[str], rows: list[list[str]]) -> str:
    """Return an accessible HTML table: a caption, column heads, row heads.

    Parameters
    ----------
    caption
        What the table shows.
    head
        Column names.
    rows
        Cells as plain text; the first of a row names it.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> table("Work", ["Exercise", "State"], [["6.1", "<done>"]]).count("&lt;done&gt;")
    1
    """
    top = "".join(f'<th scope="col" style="text-align:left">{escape(one)}</th>' for one in head)
    body = "".join(
        f'<tr><th scope="row" style="text-align:left">{escape(first)}</th>'
        + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f"<table><caption style='text-align:left'>{escape(caption)}</caption>"
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )
