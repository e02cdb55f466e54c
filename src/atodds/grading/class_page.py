"""The picture of a class: one page to show on the projector in the next lesson."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from atodds.charts.palette import COLOURS
from atodds.charts.sheets import RULE, TOO_FEW, as_html, list_sheets
from atodds.grading.classes import count_same, expect_essays, instructor_table
from atodds.reconcile import expect_marks, picture_class
from atodds.reconcile.grouping import EITHER, VERDICT, VERDICTS
from atodds.reconcile.hiding import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from atodds.reconcile import Picture

_TITLE = "What the class answered"
# Of each verdict: the class of its part of the bar, which has a pattern of its own as well.
_PARTS = {
    VERDICTS["right"]: "right",
    VERDICTS["hint"]: "hint",
    VERDICTS["not yet"]: "late",
    EITHER: "late",
    VERDICTS["not recorded"]: "none",
    VERDICTS["for a reader"]: "none",
}
_STYLE = f"""
:root {{ color-scheme: light dark; --paper: #fff; --ink: #161616; --quiet: #444;
  --edge: #8a8a8a; --faint: #e4e4e4; --right: {COLOURS[0]}; --hint: {COLOURS[1]};
  --late: #7a7a7a; --link: #00527f; }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: #121212; --ink: #f2f2f2;
  --quiet: #c8c8c8; --edge: #8a8a8a; --faint: #333; --right: #56a8dd; --hint: #e8833a;
  --late: #a5a5a5; --link: #8cc8ef; }} }}
* {{ box-sizing: border-box; }}
html {{ font-size: clamp(18px, 1.35vw, 28px); scroll-behavior: auto; }}
body {{ margin: 0; color: var(--ink); background: var(--paper); line-height: 1.45;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }}
main {{ max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.5rem 4rem; }}
h1 {{ font-size: 2.1rem; line-height: 1.15; margin: 0 0 .6rem; }}
h2 {{ font-size: 1.6rem; margin: 3rem 0 .5rem; padding-top: .8rem;
  border-top: 3px solid var(--ink); }}
h3 {{ font-size: 1.3rem; line-height: 1.25; margin: 0 0 .4rem; }}
h3 .number {{ color: var(--quiet); font-weight: 400; margin-right: .5rem; }}
p {{ margin: .4rem 0; max-width: 46rem; }}
.quiet, caption {{ color: var(--quiet); }}
a {{ color: var(--link); text-underline-offset: .15em; }}
a:focus-visible {{ outline: 3px solid var(--link); outline-offset: 3px; }}
section.exercise {{ margin: 2.6rem 0 0; padding-top: 1.4rem; border-top: 1px solid var(--edge); }}
table {{ border-collapse: collapse; width: 100%; margin: 1.1rem 0 0; }}
caption {{ text-align: left; padding-bottom: .3rem; font-weight: 600; }}
th, td {{ text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0;
  border-bottom: 1px solid var(--faint); font-weight: 400; overflow-wrap: anywhere; }}
thead th {{ color: var(--quiet); border-bottom-color: var(--edge); font-size: .85rem; }}
.counts th[scope=row] {{ width: 46%; }}
.counts tr > :nth-child(3) {{ width: 50%; }}
.counts:has(tr > :nth-child(3)) th[scope=row] {{ width: 26%; font-weight: 600; }}
.words th[scope=row] {{ width: 9rem; }}
.wide td, .wide thead th:not(:first-child) {{ text-align: center; white-space: nowrap;
  padding: .35rem .3rem; }}
.wide tbody th {{ max-width: 32rem; }}
.bar {{ display: block; height: .55rem; margin-top: .2rem; background: var(--faint); }}
.bar span {{ display: block; height: 100%; background: var(--right);
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
.bar.few span {{ background: repeating-linear-gradient(90deg, var(--edge) 0 4px,
  transparent 4px 8px); }}
.stack {{ display: flex; height: 1.1rem; min-width: 12rem; background: var(--faint); }}
.stack span {{ print-color-adjust: exact; -webkit-print-color-adjust: exact;
  border-right: 2px solid var(--paper); }}
.right {{ background: var(--right); }}
.hint {{ background: repeating-linear-gradient(135deg, var(--hint) 0 7px, var(--paper) 7px 9px); }}
.late {{ background: repeating-linear-gradient(90deg, var(--late) 0 3px, var(--paper) 3px 7px); }}
.none {{ background: var(--faint); outline: 1px dashed var(--edge); outline-offset: -2px; }}
.overview td:first-child {{ white-space: nowrap; }}
.overview td:last-child {{ width: 34%; }}
.key span.patch {{ display: inline-block; width: 1.6rem; height: .9rem; margin: 0 .35rem 0 1rem;
  vertical-align: -.05rem; }}
.key span.patch:first-child {{ margin-left: 0; }}
@media (max-width: 50rem) {{ main {{ padding: 1rem; }} .stack {{ min-width: 4rem; }}
  .wide td, .wide thead th:not(:first-child) {{ white-space: normal; font-size: .8rem; }}
  .overview th, .overview td {{ padding-right: .5rem; }} }}
@media print {{ :root {{ --paper: #fff; --ink: #000; --quiet: #333; --faint: #ddd; }}
  html {{ font-size: 11pt; }} main {{ padding: 0; max-width: none; }}
  h2 {{ break-before: page; }} h2:first-of-type {{ break-before: avoid; }}
  h2, h3, caption {{ break-after: avoid; }} tr {{ break-inside: avoid; }} }}
"""


def class_page(
    marks: pd.DataFrame,
    essays: pd.DataFrame | None = None,
    questions: pd.DataFrame | None = None,
    *,
    titles: Mapping[str, str] | None = None,
) -> str:
    """Return one HTML page that tells what a class answered, exercise by exercise.

    It is made to be seen by the class: no name, no code, no sentence of an essay is in it, and
    groups under five are hidden (`reconcile.picture_class`). It needs no network and no script.

    Parameters
    ----------
    marks : DataFrame
        One row a learner and exercise, as `marks.csv` holds them.
    essays : DataFrame, optional
        One row a learner and essay. Only how many wrote something is shown.
    questions : DataFrame, optional
        What was asked, as `exercises.list_questions` gives it. Without it, exercises go by
        their numbers and options by their keys.
    titles : mapping, optional
        Lesson to what it is called, for the headings.

    Returns
    -------
    str
        The page. Below five learners it says kindly that it shows nothing.

    Raises
    ------
    TypeError, ValueError
        If a table is none of the kind.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame([(f"s{n}", "06", "6.1", "right", 2.0, 62) for n in range(20)],
    ...     columns=["student", "lesson", "exercise", "verdict", "max_points", "answer"])
    >>> page = class_page(marks)
    >>> "<h2" in page, "s11" in page
    (True, False)
    >>> "so nothing is shown" in class_page(marks.head(4))
    True
    >>> class_page(marks.drop(columns="student"))
    Traceback (most recent call last):
    ...
    ValueError: Expected a marks table with the columns student, lesson, exercise, verdict and
    answer, found the columns lesson, exercise, verdict, max_points, answer. Give the marks.csv
    that `atodds grade` wrote.
    """
    table = expect_marks(marks)
    written = expect_essays(essays) if essays is not None else None
    named = titles or {}
    return bind_page(
        {
            lesson: lesson_section(
                table[table["lesson"] == lesson],
                written[written["lesson"] == lesson] if written is not None else None,
                questions,
                title=named.get(lesson, ""),
            )
            for lesson in sorted(set(table["lesson"]))
        }
    )


def bind_page(sections: Mapping[str, str]) -> str:
    """Return the page of which `lesson_section` gave the parts.

    Parameters
    ----------
    sections : mapping
        Lesson to its part, in order.

    Returns
    -------
    str
        The page; without any part it says that it shows nothing.

    Examples
    --------
    >>> page = bind_page({"06": "<h2>Lesson 06</h2>", "07": "<h2>Lesson 07</h2>"})
    >>> page.count("<h2>"), "Lessons" in page, "so nothing is shown" in bind_page({})
    (2, True, True)
    """
    parts = "".join(sections.values()) or f"<p>{escape(TOO_FEW)}</p>"
    links = " · ".join(f'<a href="#lesson-{one}">Lesson {escape(one)}</a>' for one in sections)
    contents = f'<nav aria-label="Lessons"><p>{links}</p></nav>' if len(sections) > 1 else ""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_TITLE}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{_TITLE}</h1><p>Each number counts learners. {escape(RULE)}</p>{contents}"
        f"{parts}</main></body></html>\n"
    )


def lesson_section(
    marks: pd.DataFrame,
    essays: pd.DataFrame | None = None,
    questions: pd.DataFrame | None = None,
    *,
    title: str = "",
) -> str:
    """Return one lesson's part of the page, so that a cohort's page needs one lesson in memory.

    Parameters
    ----------
    marks, essays, questions : DataFrame
        As `class_page` takes them, of one lesson.
    title : str
        What the lesson is called.

    Returns
    -------
    str
        HTML for `bind_page`.

    Raises
    ------
    TypeError, ValueError
        If a table is none of the kind, or has none or several lessons.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame([(f"s{n}", "06", "6.1", "right", 2.0, 62) for n in range(20)],
    ...     columns=["student", "lesson", "exercise", "verdict", "max_points", "answer"])
    >>> lesson_section(marks, title="Numbers")[:64]
    '<h2 id="lesson-06">Lesson 06: Numbers</h2><p>20 learners handed '
    >>> lesson_section(marks.head(0))
    Traceback (most recent call last):
    ...
    ValueError: Expected the marks of one lesson, found 0.
    """
    table = expect_marks(marks)
    lessons, students = sorted(set(table["lesson"])), set(table["student"])
    if len(lessons) != 1:
        raise ValueError(f"Expected the marks of one lesson, found {len(lessons)}.")
    lesson = lessons[0]
    named = f"Lesson {lesson}: {title}" if title else f"Lesson {lesson}"
    head = f'<h2 id="lesson-{escape(lesson)}">{escape(named)}</h2>'
    if len(students) < LEAST:
        return f"{head}<p>{escape(TOO_FEW)}</p>"
    pictures = picture_class(table, questions)
    return "".join(
        [
            head,
            f"<p>{len(students)} learners handed it in.</p>",
            _overview(lesson, [one for one in pictures if not one.tally.empty]),
            *(_exercise(one) for one in pictures),
            _same(table, essays, students),
        ]
    )


def _overview(lesson: str, pictures: Sequence[Picture]) -> str:
    """Return all exercises of a lesson in one table, a stacked bar each."""
    if not pictures:
        return ""
    rows = []
    for one in pictures:
        verdicts = one.tally[one.tally["about"] == VERDICT]
        right = verdicts.loc[verdicts["value"] == VERDICTS["right"], "shown"].iloc[0]
        name = escape(one.title) if one.title else f"Exercise {escape(one.exercise)}"
        link = f'<a href="#exercise-{escape(one.exercise)}">{name}</a>'
        rows.append(
            f'<tr><td>{escape(one.exercise)}</td><th scope="row">{link}</th>'
            f"<td>{escape(right)}</td><td>{_stack(verdicts)}</td></tr>"
        )
    key = "".join(
        f'<span class="patch {kind}" aria-hidden="true"></span>{escape(words)}'
        for words, kind in (
            (VERDICTS["right"], "right"),
            (VERDICTS["hint"], "hint"),
            (VERDICTS["not yet"], "late"),
            ("no answer, or hidden", "none"),
        )
    )
    return (
        f'<table class="overview"><caption>Lesson {escape(lesson)} at a glance</caption><thead>'
        '<tr><th scope="col">Exercise</th><th scope="col">Question</th><th scope="col">Right</th>'
        f'<th scope="col">All</th></tr></thead><tbody>{"".join(rows)}</tbody></table>'
        f'<p class="key quiet">{key}</p>'
    )


def _stack(verdicts: pd.DataFrame) -> str:
    """Return a bar of the numbers shown, with the same in words; what is hidden is one rest."""
    shown = verdicts.dropna(subset="learners")
    told = [
        (_PARTS[value], int(learners) / of)
        for value, learners, of in zip(shown["value"], shown["learners"], shown["of"], strict=True)
        if learners
    ]
    rest = 1 - sum(share for _, share in told)
    told += [("none", rest)] if rest > 0.001 else []
    parts = "".join(
        f'<span class="{kind}" style="width:{share:.1%}"></span>' for kind, share in told
    )
    pairs = zip(verdicts["value"], verdicts["shown"], strict=True)
    words = "; ".join(f"{value}: {number}" for value, number in pairs)
    return f'<div class="stack" role="img" aria-label="{escape(words)}">{parts}</div>'


def _exercise(picture: Picture) -> str:
    number = escape(picture.exercise)
    title = escape(picture.title) if picture.title else f"Exercise {number}"
    mark = f'<span class="number">{number}</span>' if picture.title else ""
    ask = f'<p class="quiet">{escape(picture.ask)}</p>' if picture.ask else ""
    sheets = [as_html(sheet) for sheet in list_sheets(picture)]
    shown = "".join(sheets) if sheets else f"<p>{escape(TOO_FEW)}</p>"
    return (
        f'<section class="exercise" id="exercise-{number}" aria-labelledby="title-{number}">'
        f'<h3 id="title-{number}">{mark}{title}</h3>{ask}{shown}</section>'
    )


def _same(marks: pd.DataFrame, essays: pd.DataFrame | None, students: Iterable[str]) -> str:
    """Say how many handed in the same as somebody else; nothing of what they wrote."""
    told = count_same(instructor_table(marks, essays), students)
    lines = (
        "<li>Learners whose answers are all the same as another's, of three or more and not all "
        f"right: {escape(told['answers'])}</li>"
    )
    if essays is not None:
        lines += (
            "<li>Learners whose essay is the same as another's, of eight words or more: "
            f"{escape(told['essay'])}</li>"
        )
    return (
        '<section class="exercise"><h3>The same twice</h3>'
        f"<ul>{lines}</ul><p class='quiet'>The same answers are no proof of copying: "
        "who works in a pair gives them as well.</p></section>"
    )
