"""The page beside the sheet: each question's rubric and exemplars next to what the class wrote."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from atodds.exercises import Essay
from atodds.exercises.exercise import LEVELS
from atodds.grading.comment_bank import make_bank
from atodds.grading.feedback import safe_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atodds.exercises import Exercise
    from atodds.grading.comment_bank import CommentBank
    from atodds.grading.essay_sheet import Answer

RULE = (
    "Every row counts the same. Level 1 earns a third of its row's points, level 2 two thirds, "
    "level 3 all; you may give other points."
)
STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #f3f3f0; --line: #767676;
  --link: #1257a5; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --soft: #242424;
  --line: #9a9a9a; --link: #8fc1ff; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem 1.5rem 3rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .6rem; padding-top: .6rem;
  border-top: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
a { color: var(--link); }
.beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5rem;
  align-items: start; }
aside { position: sticky; top: .5rem; max-height: calc(100vh - 1rem); overflow-y: auto;
  border: 1px solid var(--line); border-radius: 4px; padding: .6rem .9rem; font-size: .9375rem; }
article { background: var(--soft); border-radius: 4px; padding: .6rem .9rem; margin: 0 0 1rem;
  overflow-wrap: anywhere; }
.head { display: flex; flex-wrap: wrap; gap: .2rem 1rem; justify-content: space-between; }
.text p { margin: .4rem 0; max-width: 46rem; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0 .8rem; }
caption { text-align: left; font-weight: 600; }
th, td { border: 1px solid var(--line); padding: .25rem .4rem; text-align: left;
  vertical-align: top; }
summary { cursor: pointer; font-weight: 600; margin: .3rem 0; }
pre, .wide { overflow-x: auto; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
@media (max-width: 60rem) { .beside { grid-template-columns: minmax(0, 1fr); }
  aside { position: static; max-height: none; } }
@media print { aside { position: static; max-height: none; } article { break-inside: avoid; } }
"""
# Formgrader puts one cell below the other: on a wide screen the essay makes room on its right.
# What comes after the two starts below both.
BESIDE = """
.how-to-mark { font-size: .9em; overflow-wrap: break-word; }
.how-to-mark td, .how-to-mark th { text-align: left; vertical-align: top; }
.how-to-mark summary { cursor: pointer; font-weight: bold; }
@media (min-width: 992px) {
.cell:has(+ .cell .how-to-mark) { float: left; width: 48%; }
.cell:has(.how-to-mark) { margin-left: 50%; }
.cell:has(.how-to-mark) + .cell { clear: both; }
}
""".strip()


def essay_page(answers: Sequence[Answer], bank: CommentBank) -> str:
    """Make the page from which a reader marks: HTML that needs no other file.

    Parameters
    ----------
    answers : sequence of Answer
        In the order of the sheet's rows.
    bank : CommentBank
        Comments by code.

    Returns
    -------
    str
        Question by question: the rubric, the exemplars and the codes on one side, on the other
        all answers, each with its row in the sheet. What learners wrote can run and load nothing.
        It is for readers only.

    Examples
    --------
    >>> from atodds.grading.comment_bank import CommentBank
    >>> "No essays" in essay_page([], CommentBank())
    True
    """
    numbered = list(enumerate(answers, 2))
    parts = []
    for _, group in groupby(numbered, key=lambda pair: pair[1].essay.id):
        pairs = list(group)
        essay = pairs[0][1].essay
        written = [_answer(row, answer) for row, answer in pairs if answer.written]
        empty = len(pairs) - len(written)
        none = f"<p>{empty} of {len(pairs)} wrote nothing.</p>" if empty else ""
        parts.append(
            f'<section aria-labelledby="q{escape(essay.id)}"><h2 id="q{escape(essay.id)}">'
            f"{escape(f'{essay.id} {essay.title}')}</h2>{none}"
            f'<div class="beside"><div>{"".join(written)}</div>'
            f'<aside tabindex="0" aria-label="How to mark {escape(essay.id)}">'
            f"{mark_scheme(essay, bank)}</aside></div></section>"
        )
    body = "".join(parts) or "<p>No essays were handed in.</p>"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Essays to mark</title><style>{STYLE}</style></head>"
        "<body><main><h1>Essays to mark</h1><p>For readers only: it holds the mark scheme and "
        "names. Marks go into the sheet beside this page; each answer says in which row.</p>"
        f"{body}</main></body></html>\n"
    )


def mark_scheme(essay: Essay, bank: CommentBank) -> str:
    """Return how to mark a question, as HTML: rubric, expected points, exemplars, codes.

    Parameters
    ----------
    essay : Essay
        The question.
    bank : CommentBank
        Comments by code.

    Returns
    -------
    str
        HTML without headings, so that it fits anywhere. Exemplars stand open, and can be folded;
        comments are folded.

    Examples
    --------
    >>> from atodds.course import EXERCISES
    >>> from atodds.grading.comment_bank import make_bank
    >>> essay = next(one for one in EXERCISES if one.id == "6.10")
    >>> mark_scheme(essay, make_bank([essay])).count("<tr>")
    4
    """
    head = "".join(f'<th scope="col">{n} {escape(name)}</th>' for n, name in enumerate(LEVELS, 1))
    rows = "".join(
        f'<tr><th scope="row">{escape(row.name)}</th>'
        + "".join(f"<td>{escape(one)}</td>" for one in (row.beginning, row.emerging, row.mastery))
        + "</tr>"
        for row in essay.rows
    )
    expected = "".join(f"<li>{escape(one)}</li>" for one in essay.expected_points)
    exemplars = "".join(
        f"<p><strong>{number} {escape(name)}.</strong> {escape(text)}</p>"
        for number, (name, text) in enumerate(zip(LEVELS, essay.exemplars, strict=True), 1)
    )
    codes = "".join(
        f"<li><code>{escape(code)}</code> {escape(words)}</li>"
        for code, words in bank.of(essay.id).items()
    )
    return (
        '<div class="wide"><table class="table table-condensed">'
        f"<caption>Rubric of {escape(essay.id)}, up to {essay.points:g} points</caption>"
        f'<thead><tr><th scope="col">Row</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"<p>{escape(RULE)}</p>"
        f"<p>A full answer has:</p><ul>{expected}</ul>"
        f"<details open><summary>Exemplars, one a level</summary>{exemplars}</details>"
        f"<details><summary>Comments by code</summary><ul>{codes}</ul></details>"
    )


def scheme_cells(exercises: Iterable[Exercise | Essay]) -> dict[str, str]:
    """Return how essays are marked, for formgrader to show beside each, or below on a small screen.

    Parameters
    ----------
    exercises : Iterable of Exercise or Essay
        Of one lesson; only essays that earn points have a mark scheme.

    Returns
    -------
    dict
        The question's number to the source of a Markdown cell.

    Examples
    --------
    >>> from atodds.course import EXERCISES
    >>> list(scheme_cells(one for one in EXERCISES if one.lesson == "06"))
    ['6.10']
    """
    essays = [one for one in exercises if isinstance(one, Essay) and one.points]
    bank = make_bank(essays)
    note = "For readers: learners never get this cell."
    return {
        one.id: f"<style>{BESIDE}</style>\n\n"
        f'<div class="how-to-mark"><p><strong>How to mark {one.id}.</strong> {note}</p>'
        f"{mark_scheme(one, bank)}</div>"
        for one in essays
    }


def _answer(row: int, answer: Answer) -> str:
    words = len(answer.text.split())
    return (
        f'<article><div class="head"><h3>{escape(answer.student)}</h3>'
        f"<span>row {row}, {words} words</span></div>"
        f'<div class="text">{safe_markdown(answer.text)}</div></article>'
    )
