"""Exercises 1.1 to 1.3: what belongs to the page, how much it is, and what it is good for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from atodds.course.cells import cell
from atodds.course.lesson01.names import LESSON, PAGE, READER_PASSAGES, READER_TEXT
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, Outcome, Rows, SameAs
from atodds.exercises.rows import judge_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case

_KIND = Rows("Paragraphs of the page", columns=("passage", "tag"))
TAG = "page"


def page_tags(case: Case) -> list[dict[str, object]]:
    """Return a tag on each paragraph of the text that belongs to the page.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    list of dict
        passage, exact (empty words of it stand for all), tag.

    Examples
    --------
    >>> from atodds import load
    >>> [row["passage"] for row in page_tags(load("kursk"))][:2]
    ['E-p08', 'E-p10']
    >>> page_tags(load("harbour"))
    []
    """
    rows = case.passages
    page = rows[(rows["kind"] == "furniture") & rows.index.isin(READER_PASSAGES)]
    return [{"passage": str(name), "exact": "…", "tag": TAG} for name in page.index]


def judge_paragraphs(answer: object, expected: object) -> Outcome:
    r"""Judge tags by the paragraphs that they stand in; one tag may reach over several.

    Parameters
    ----------
    answer, expected
        A list of rows (or a mapping that holds one under `rows`) with `passage`, `exact` and
        `tag`. Each line break in `exact` is a step into the next paragraph.

    Returns
    -------
    Outcome
        "right" where every paragraph of the page is touched, and no other.

    Examples
    --------
    >>> wanted = [{"passage": "E-p13", "tag": "page"}, {"passage": "E-p15", "tag": "page"}]
    >>> drag = [{"passage": "E-p13", "exact": "from one\n\nto the next", "tag": "page"}]
    >>> judge_paragraphs(drag, wanted).state
    'right'
    >>> judge_paragraphs(drag[:0], wanted).state
    'untouched'
    >>> judge_paragraphs("junk", wanted).state
    'unread'
    """
    return judge_rows(_KIND, _paragraphs(answer), _paragraphs(expected))


def _paragraphs(answer: object) -> object:
    if isinstance(answer, dict) and isinstance(answer.get("rows"), list):
        answer = answer["rows"]
    if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
        return answer
    found = [(place, row.get("tag")) for row in answer for place in _places(row)]
    return [{"passage": place, "tag": tag} for place, tag in found]


def _places(row: dict[str, Any]) -> list[object]:
    first, words = row.get("passage"), row.get("exact")
    if first not in READER_PASSAGES or not isinstance(words, str):
        return [first]
    at = READER_PASSAGES.index(first)
    # A drag that ends with the break itself has not touched the next paragraph.
    steps = len(re.findall(r"\n+", words.strip("\n")))
    return list(READER_PASSAGES[at : at + steps + 1])


def _touched(answer: object) -> set[str]:
    marks: tuple[Any, ...] = answer if isinstance(answer, tuple) else ()
    return {str(mark["passage"]) for mark in marks}


def _wanted(case: Case) -> list[str]:
    return [str(row["passage"]) for row in page_tags(case)]


def _takes_report(answer: object, case: Case) -> bool:
    return bool(_touched(answer) - set(_wanted(case)))


def _is_only(*places: int) -> Callable[[object, Case], bool]:
    """Tell whether only some paragraphs of the page, by their order, are tagged."""
    return lambda answer, case: _touched(answer) <= {_wanted(case)[place] for place in places}


def _stops_short(answer: object, case: Case) -> bool:
    lacking = set(_wanted(case)) - _touched(answer)
    return bool(lacking) and lacking <= {_wanted(case)[0], _wanted(case)[-1]}


def _some(*places: int) -> Callable[[Case], list[dict[str, object]]]:
    return lambda case: [page_tags(case)[place] for place in places]


def _with_report(case: Case) -> list[dict[str, object]]:
    return [{"passage": READER_PASSAGES[1], "exact": "…", "tag": TAG}, *page_tags(case)]


furniture = Exercise(
    id="1.1",
    lesson=LESSON,
    title="What is not the report?",
    objective=PAGE,
    points=4,
    basis="internal",
    kind=Rows("Paragraphs of the page", columns=("passage", "exact", "tag")),
    ask="Tag every paragraph that belongs to the page and not to the report.",
    expected=page_tags,
    mistakes=(
        Mistake(
            "takes the report too",
            _takes_report,
            "One of your tags stands on a paragraph that tells of the region and the people who "
            "lived there. Delete takes a tag away. Where does the text begin to speak of itself?",
            example=_with_report,
        ),
        Mistake(
            "money only",
            _is_only(2),
            "The price is part of it. But who is asking, and what do the paragraphs before the "
            "price do? Do they report on the war?",
            example=_some(2),
        ),
        Mistake(
            "heading and button only",
            _is_only(0, 3),
            "You have its edges. What stands between them: is that a report, or does somebody "
            "speak for themselves?",
            example=_some(0, 3),
        ),
        Mistake(
            "stops short",
            _stops_short,
            "Nearly all of it. Look at the short lines at the edges as well: a line that "
            "announces, a button that can be clicked. Do they report anything?",
            example=_some(0, 1, 2),
        ),
    ),
    right="The report ends with the people who had to leave. From there on a newspaper speaks of "
    "itself. Much of it may be true, and none of it is a report on the war.",
    nudge="go paragraph by paragraph and ask: is this about the region, or about a newspaper?",
    hints=(
        "There is one place where the text changes its subject and never goes back.",
        "One long drag will do, or a word in each paragraph.",
    ),
    reveal="Everything from the line that announces a message to the button at the end: four of "
    "the six paragraphs.",
    judge=judge_paragraphs,
    finds=("furniture",),
)


def furniture_share(case: Case) -> float:
    """Return the share of the text that is furniture, in per cent of its characters.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    float
        Per cent.

    Examples
    --------
    >>> from atodds import load
    >>> round(furniture_share(load("kursk")), 1)
    37.7
    >>> furniture_share(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: No row 'E' in documents. It has P, Q, R, WIRE. Did you mean 'WIRE'?
    """
    start, end = (
        int(place) for place in cell(case, READER_TEXT, "furniture", table="documents").split("-")
    )
    return 100 * (end - start) / int(cell(case, READER_TEXT, "n_chars", table="documents"))


share = Exercise(
    id="1.2",
    lesson=LESSON,
    title="How much of it is not the report?",
    objective=PAGE,
    points=2,
    basis="internal",
    # To the nearest whole number, with a little room for counting by words or by paragraphs.
    kind=Number("Share of text E", unit="per cent", tolerance=1.0, because="rounding"),
    ask="Divide the characters of the furniture by all characters. Answer in per cent.",
    expected=lambda case: round(furniture_share(case)),
    mistakes=(
        Mistake(
            "share of the report",
            lambda answer, case: abs(answer - (100 - furniture_share(case))) <= 0.8,
            "That is the share of the other part. Which characters come after the report?",
            example=62,
        ),
        Mistake(
            "counts paragraphs",
            lambda answer, _: 50 <= answer <= 55,
            "Eight of fifteen paragraphs are more than half. But some are one line and some are "
            "long: count what a reader reads, the characters.",
            example=53,
        ),
        Mistake(
            "as a decimal",
            lambda answer, case: abs(100 * answer - furniture_share(case)) <= 1.5,
            "As a decimal, yes. In per cent it is a hundred times as much.",
            example=0.38,
        ),
        Mistake(
            "page by report",
            lambda answer, _: 60 <= answer <= 61.4,
            "You divided the page by the report. Divide it by the whole of text E.",
            example=60.5,
        ),
    ),
    right=lambda case: (
        f"{furniture_share(case):.0f} per cent: more than a third of what a program would count as "
        "“text E” is not about the war at all. Its price, and its two labels for a newspaper, must "
        "stay out of every table on the war."
    ),
    nudge="2,743 characters in all, and 1,709 of them before the message begins.",
    hints=("2,743 less 1,709 leaves the page.", "Then divide by 2,743."),
    reveal="1,034 of 2,743 characters: 38 per cent.",
)

_USES = {
    "war": "the war: what happened in the region",
    "publisher": "the publisher: who it is, what it faces",
    "page": "the page that the text was copied from",
    "way": "the way that the text has come",
}

uses = Exercise(
    id="1.3",
    lesson=LESSON,
    title="Evidence of what?",
    objective=PAGE,
    points=4,
    basis="internal",
    kind=Fields(
        "Four scraps",
        {
            "label": Choice("“undesirable”, in the message of E", _USES),
            "comments": Choice("“Comments are closed”, below D", _USES),
            "translation": Choice("“Translation from English”, below C", _USES),
            "ground": Choice("“over 420 square kilometers”, in E", _USES),
        },
    ),
    ask="For each scrap: what is it evidence of?",
    expected=lambda _: {
        "label": "publisher",
        "comments": "page",
        "translation": "way",
        "ground": "war",
    },
    mistakes=(
        Mistake(
            "furniture as news",
            SameAs({"label": "war"}),
            "The message tells of a step against a newspaper. The step is real, and it is no "
            "event of the fighting. Of whom does the word tell you something?",
        ),
        Mistake(
            "comments as reaction",
            SameAs({"comments": "war"}),
            "Nobody comments on the war here: a box for readers is shut. Where do such boxes "
            "stand?",
        ),
        Mistake(
            "comments name nobody",
            SameAs({"comments": "publisher"}),
            "It would fit a thousand publishers, so it names none. What sort of place has a box "
            "for comments?",
        ),
        Mistake(
            "translation as page",
            SameAs({"translation": "page"}),
            "It stands on the page, yes. But what does it tell you of the words above it, before "
            "they reached this page?",
        ),
        Mistake(
            "report as furniture",
            lambda answer, _: answer["ground"]["choice"] != "war",
            "That one stands in the report itself and speaks of ground. Whether it is right is "
            "another question.",
            example={
                "label": "publisher",
                "comments": "page",
                "translation": "way",
                "ground": "publisher",
            },
        ),
    ),
    right="You set the furniture aside for the war, and you kept it for the text. What nobody "
    "meant as evidence can be the best evidence on where a text comes from.",
    nudge="ask of each scrap: who put it there, and about what does it speak?",
    hints=(
        "One of the four is no furniture.",
        "A line about translating tells of a journey; a box for comments tells of a place.",
    ),
    reveal="“undesirable”: the publisher. “Comments are closed”: the page. “Translation from "
    "English”: the way. “over 420 square kilometers”: the war.",
    finds=("furniture",),
)
