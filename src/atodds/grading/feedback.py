"""The page that a learner gets back: what was answered, what it earned, and where to look again.

It shows what a check would show to that answer, and what a reader wrote; never the expected
answer, a reveal, a rubric's other levels or an exemplar.
"""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any

import nh3
from markdown_it import MarkdownIt

from atodds.exercises.feedback import paragraphs
from atodds.grading.telling import tell_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from atodds.exercises import Essay, Exercise
    from atodds.grading.graded import Graded

ESSAY_MARKS = ["exercise", "row", "level", "points", "comment"]
# A symbol and words tell the verdict; the colour only repeats it.
VERDICTS = {
    "right": ("✓", "Right"),
    "hint": ("→", "A hint"),
    "not yet": ("○", "Not yet"),
    "not recorded": ("–", "No answer recorded"),  # noqa: RUF001 - a dash, as print has it
    "kept": ("•", "Kept"),
    "for a reader": ("•", "Waits for a reader"),
    "marked": ("•", "Read and marked"),
    "empty": ("–", "Nothing written"),  # noqa: RUF001 - a dash, as print has it
}
# What the machine says where it could not judge is for the instructor.
UNJUDGED = "A reader will look at this answer."
# What Markdown makes, without anything that loads, leads away or breaks the order of headings.
TAGS = {
    *("p", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "br", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #f3f3f0; --line: #767676;
  --right: #1b6e2a; --hint: #8a4b00; --wait: #1257a5; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --soft: #242424;
  --line: #9a9a9a; --right: #7fd68d; --hint: #f0b066; --wait: #8fc1ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 46rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 0; }
.sum { font-size: 1.1rem; }
article { border: 1px solid var(--line); border-left-width: 5px; border-radius: 4px;
  padding: .8rem 1rem; margin: .8rem 0; }
article.right { border-left-color: var(--right); }
article.hint, article.not-yet { border-left-color: var(--hint); }
article.for-a-reader, article.marked { border-left-color: var(--wait); }
.head { display: flex; flex-wrap: wrap; gap: .2rem 1rem; justify-content: space-between; }
.verdict { margin: .2rem 0; font-weight: 600; }
.right .verdict { color: var(--right); }
.hint .verdict, .not-yet .verdict { color: var(--hint); }
.for-a-reader .verdict, .marked .verdict { color: var(--wait); }
.words p, .answer { margin: .3rem 0; }
.essay { background: var(--soft); padding: .2rem .9rem; margin: .6rem 0; border-radius: 4px;
  overflow-wrap: anywhere; }
pre, .wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
caption { text-align: left; font-weight: 600; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; }
th, td { vertical-align: top; }
small { font-size: .875rem; }
@media print { body { max-width: none; padding: 0; } article { break-inside: avoid; } }
"""


def feedback_page(
    graded: Graded,
    essay_marks: pd.DataFrame | None = None,
    *,
    exercises: Iterable[Exercise | Essay] | None = None,
) -> str:
    """Make the page of one learner and one lesson: HTML that needs no other file.

    Parameters
    ----------
    graded : Graded
        One judged hand-in.
    essay_marks : pandas.DataFrame, optional
        What a reader gave: columns ``exercise``, ``row`` (of the rubric; empty for the essay as
        a whole), ``level`` (a word, may be empty), ``points`` and ``comment``.
    exercises : Iterable of Exercise or Essay, optional
        Where the titles stand; by default the course's.

    Returns
    -------
    str
        A whole page. Whatever a learner wrote is shown as words: it can run and load nothing.

    Raises
    ------
    ValueError
        If ``essay_marks`` lacks a column.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from atodds.grading import Graded
    >>> row = {"exercise": "6.1", "points": 2.0, "max_points": 2.0, "verdict": "right"}
    >>> marks = pd.DataFrame([row | {"hint": "So it is.", "answer": "<b>"}])
    >>> essays = pd.DataFrame(columns=["exercise", "text", "written", "max_points"])
    >>> graded = Graded("ada", "06", Path("a.ipynb"), "0", marks, essays)
    >>> page = feedback_page(graded, exercises=[])
    >>> "2 of 2 points" in page, "&lt;b&gt;" in page
    (True, True)
    >>> feedback_page(graded, pd.DataFrame({"exercise": ["6.2"]}), exercises=[])
    Traceback (most recent call last):
    ...
    ValueError: Essay marks need the columns exercise, row, level, points, comment; missing: row,
    level, points, comment.
    """
    given = _by_exercise(essay_marks)
    known = {one.id: one for one in (_course() if exercises is None else exercises)}
    written = {row["exercise"]: row for row in graded.essays.to_dict("records")}
    parts, points, most, waits = [], 0.0, 0.0, 0
    for row in graded.marks.to_dict("records"):
        exercise = row["exercise"]
        is_essay = exercise in written
        about = known.get(exercise)
        state, earned = _state(row, written.get(exercise), given.get(exercise))
        if getattr(about, "unscored", False) and state not in {"not recorded", "marked"}:
            # A question that takes stock is asked again later: its answer is not discussed.
            state = "kept"
        points, most = points + (earned or 0.0), most + float(row["max_points"])
        waits += earned is None
        body = (
            _essay(written[exercise], given.get(exercise, [])) if is_essay else _answer(row, state)
        )
        title = about.title if about else ""
        parts.append(_article(f"{exercise} {title}".strip(), state, _worth(earned, row), body))
    total = f"{points:g} of {most:g} points"
    total += f"; {waits} {'answer waits' if waits == 1 else 'answers wait'} for a reader" * (
        waits > 0
    )
    return _page(graded, total, parts)


def safe_markdown(text: str) -> str:
    r"""Return what a learner wrote in Markdown as HTML that can run and load nothing.

    Parameters
    ----------
    text : str
        Markdown; HTML in it is shown as its characters, a link as its words.

    Returns
    -------
    str
        HTML without headings, links, pictures and attributes.

    Examples
    --------
    >>> safe_markdown("# A *fence*\n\n<script>alert(1)</script>")
    '<p># A <em>fence</em></p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n'
    >>> safe_markdown("[go](javascript:alert(1)) ![x](http://example.org/x.png)")
    '<p>[go](javascript:alert(1)) !x</p>\n'
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["heading", "lheading", "image"])
    whole = text.encode("utf-8", "replace").decode()
    return nh3.clean(reader.render(whole), tags=TAGS, attributes={})


def _course() -> Sequence[Exercise | Essay]:
    from atodds.course import EXERCISES  # noqa: PLC0415 - another course may be marked with it

    return EXERCISES


def _by_exercise(marks: pd.DataFrame | None) -> dict[str, list[dict[Any, Any]]]:
    if marks is None:
        return {}
    missing = [column for column in ESSAY_MARKS if column not in marks.columns]
    if missing:
        needed = ", ".join(ESSAY_MARKS)
        raise ValueError(f"Essay marks need the columns {needed}; missing: {', '.join(missing)}.")
    found: dict[str, list[dict[Any, Any]]] = {}
    for row in marks.to_dict("records"):
        found.setdefault(str(row["exercise"]), []).append(row)
    return found


def _state(
    row: Mapping[Any, Any], essay: Mapping[Any, Any] | None, given: list[dict[Any, Any]] | None
) -> tuple[str, float | None]:
    """Say how an exercise stands, and what it earned; None where a reader has to say."""
    if essay is None and not given:
        return str(row["verdict"]), _number(row["points"])
    numbers = [_number(one["points"]) for one in given or []]
    marked = [one for one in numbers if one is not None]
    if marked:
        return "marked", _whole(given or [], marked)
    if essay is not None and not essay["written"]:
        return "empty", 0.0
    return "for a reader", None


def _whole(given: list[dict[Any, Any]], marked: list[float]) -> float:
    """Return the points of the essay as a whole where they are given, else the rows' sum."""
    whole = [_number(one["points"]) for one in given if not _word(one["row"])]
    stated = [one for one in whole if one is not None]
    return stated[-1] if stated else sum(marked)


def _answer(row: Mapping[Any, Any], state: str) -> str:
    told = tell_answer(row["answer"])
    answer = f'<p class="answer">You answered: {escape(told)}</p>' if told else ""
    words = {"for a reader": UNJUDGED, "kept": ""}.get(state, str(row["hint"]))
    # The verdict says so already.
    words = "" if words.rstrip(".") == "No answer is recorded" else words
    return answer + (f'<div class="words">{_paragraphs(words)}</div>' if words else "")


def _essay(essay: Mapping[Any, Any], given: list[dict[Any, Any]]) -> str:
    text = safe_markdown(str(essay["text"])) if essay["written"] else ""
    shown = f'<p class="answer">You wrote:</p><div class="essay">{text}</div>' if text else ""
    rows = [one for one in given if _word(one["row"])]
    whole = [_word(one["comment"]) for one in given if not _word(one["row"])]
    table = _rubric(rows) if rows else ""
    comments = "".join(_paragraphs(one) for one in whole if one)
    said = f'<p class="answer">Your reader says:</p><div class="words">{comments}</div>'
    return shown + table + (said if comments else "")


def _rubric(rows: list[dict[Any, Any]]) -> str:
    head = "".join(f'<th scope="col">{one}</th>' for one in ("Row", "Level", "Points", "Comment"))
    body = "".join(_row(one) for one in rows)
    return (
        '<div class="wide" role="region" tabindex="0" aria-label="Marks by row"><table>'
        f"<caption>Marks by row</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(given: Mapping[Any, Any]) -> str:
    name, level, comment = (escape(_word(given[one])) for one in ("row", "level", "comment"))
    cells = "".join(f"<td>{one}</td>" for one in (level, _points(given["points"]), comment))
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _article(title: str, state: str, worth: str, body: str) -> str:
    symbol, label = VERDICTS.get(state, VERDICTS["not yet"])
    return (
        f'<article class="{escape(state.replace(" ", "-"), quote=True)}">'
        f'<div class="head"><h3>{escape(title)}</h3><span>{worth}</span></div>'
        f'<p class="verdict"><span aria-hidden="true">{symbol}</span> {label}</p>{body}</article>'
    )


def _page(graded: Graded, total: str, parts: list[str]) -> str:
    lesson, student = escape(graded.lesson), escape(graded.student)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        # Nothing may run or load, whatever got past the rest.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Feedback on lesson {lesson}: {student}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>Feedback on lesson {lesson}</h1><p>For {student}</p>"
        f'<p class="sum"><strong>{escape(total)}</strong></p>'
        f"<h2>Exercise by exercise</h2>{''.join(parts)}</main></body></html>\n"
    )


def _worth(earned: float | None, row: Mapping[Any, Any]) -> str:
    most = float(row["max_points"])
    if earned is None:
        return f"up to {most:g} points"
    return f"{earned:g} of {most:g} points" if most else "no points"


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{one}</p>" for one in paragraphs(words))


def _number(value: object) -> float | None:
    number = float(value) if isinstance(value, int | float) else math.nan
    return None if math.isnan(number) else number


def _points(value: object) -> str:
    number = _number(value)
    return "" if number is None else f"{number:g}"


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
