"""Check that every number of a brief points to a row, and keeps what the row says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.figures.conversions import check_conversions
from atodds.figures.finding import find_figures
from atodds.figures.forms import BEFALLEN, DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.case import Case

COLUMNS = ["number", "row", "the row says", "missing"]
NO_ROW, NO_SPEAKER, NO_DATE = "a row", "the speaker", "a date, or that there is none"
BOUND, OTHER_NUMBER, OTHER_UNIT = "the bound", "the number of its row", "the unit of its row"
NO_SUCH_ROW = "a row of that name"
NO_CONVERSION = "a conversion that holds"
NOTHING, NONE = "nothing", "none"
# A mark stands behind a number, in square brackets, as in or.
MARKS = re.compile(r"\[([A-Z][A-Z0-9]*-k?\d+(?:\s*[,;]\s*[A-Z][A-Z0-9]*-k?\d+)*)\]")
SENTENCE = re.compile(r"(?<=[.?!\u201d\"])\s+(?=[A-Z\u201c\"])|\n\s*\n")
UNDATED = re.compile(
    r"\b(?:undated|not dated|no (?:stated |known )?(?:date|day)"
    r"|(?:without|with no|neither|nor) (?:a |its |any )?(?:date|day)|or (?:a )?date"
    r"|unknown (?:date|day)|(?:date|day) (?:is |was )?un(?:known|stated|told)"
    r"|(?:date|day) is not (?:known|given|stated|told|said|named)"
    r"|(?:date|day) (?:that |which )?(?:it|he|she|they|the text|text [A-Z]) (?:does|do|did) not"
    r"|not (?:say|tell|state|told) when|when is not (?:known|given|stated|told|said|clear)"
    r"|when(?:,| is) nobody (?:says|knows))\b",
    re.IGNORECASE,
)
UNVOICED = re.compile(
    r"\b(?:nobody|no one|no speaker|no source|unattributed|unsourced|own voice"
    r"|(?:without|neither|nor) (?:naming )?(?:a |any )?(?:speaker|source)"
    r"|not say who|not told who)\b",
    re.IGNORECASE,
)
SAYING = "says|has|gives|writes|reports|prints|puts|tells|counts|cites"
# What a bound fences off: two words of one side are as good as each other.
SIDES = {
    "under": "from above",
    "at most": "from above",
    "over": "from below",
    "at least": "from below",
    "about": "loosely",
    "range": "from both ends",
    "vague": "by a word",
}
FEW = 12
# "A hundred boxes, perhaps more": the little word stands behind.
OR_MORE = re.compile(
    r"[^.;:,()]{0,30},? (?:or|and|perhaps|maybe|possibly)(?: even)? more\b(?! than)"
)
# Small counts in words that a writer makes, and no witness: of time, of those who are heard.
OWN_COUNTS = {"day", "week", "month", "year", "country"}
HEARD = re.compile(r"\b(?:witness(?:es)?|persons?|people)$", re.IGNORECASE)
BEFELL = re.compile(
    rf"\b(?:{'|'.join(sorted(BEFALLEN))}|died|dies|deaths?|hurt|drowned|treated|rescued|arrested"
    r"|captured|prisoners?|homeless|fled|left|lost)\b",
    re.IGNORECASE,
)
NEAR = 40
OF_TEXTS = re.compile(
    r"\s+(?:of\s+)?(?:(?:the|these|those|all|our|my)\s+)?(?:\w+\s+)?"
    r"(?:texts|reports|papers|articles|accounts|sources|speakers|voices|witnesses)\b",
    re.IGNORECASE,
)
# What a computed row may cite in place of a speaker.
COMPUTED = re.compile(
    r"\b(?:arithmetic|subtract\w*|difference|calculat\w+|comput\w+|work(?:ed)? out|sum)\b",
    re.IGNORECASE,
)
SAME = 0.0005


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a brief, with what may stand in the one before it."""

    text: str
    before: str
    marks: tuple[str, ...]


def check_brief(text: str, case: Case) -> pd.DataFrame:
    """Say of every number in a brief to which row it points, and what it has lost on the way.

    A number points to a row by a mark in the same sentence: ``over 420 [E-09]``. It must have
    the row's number, unit and bound; the speaker must be named in this sentence or the one
    before (where the text speaks for itself, name the text, or say that nobody is cited); and
    a date must stand there, or the words that there is none. Dates, ranks, small counts in words,
    such as "two texts", "one witness" or "within two weeks", and brackets that convert the number
    before them need no row. A number that the ledger computes from other rows may have the marks
    of those.

    Parameters
    ----------
    text : str
        The brief.
    case : Case
        The case whose `figures` are the ledger.

    Returns
    -------
    pandas.DataFrame
        One row a number, in the order of the brief: number, row (the id, or "none"), "the row
        says" (printed words, speaker, period), missing ("nothing" where nothing is). A mark
        that names no row of the ledger has a line of its own.

    Raises
    ------
    TypeError
        If the brief is no text.

    Notes
    -----
    After the practice of newsroom fact-checking, in which every statement of a draft is
    underlined and sourced; see S. Borel, The Chicago Guide to Fact-Checking (2016). It cannot
    see whether the sentence says of its number what the row says of it: a reader has to.

    Examples
    --------
    >>> from atodds import load
    >>> fire = load("harbour")
    >>> brief = "Tomas Reyl counted fewer than 40 burned containers on 13 March [P-06]."
    >>> check_brief(brief, fire)["missing"].tolist()
    ['nothing']
    >>> check_brief("The fire took 40 containers [P-06] and 7 boats.", fire)["missing"].tolist()
    ['the bound; the speaker; a date, or that there is none', 'a row']
    >>> check_brief(None, fire)
    Traceback (most recent call last):
        ...
    TypeError: Expected the brief as text, found NoneType. Write it in quotation marks.
    """
    if not isinstance(text, str):
        found = type(text).__name__
        msg = f"Expected the brief as text, found {found}. Write it in quotation marks."
        raise TypeError(msg)
    lines = [line for sentence in _sentences(text) for line in _check_sentence(sentence, case)]
    return pd.DataFrame(lines, columns=COLUMNS)


def _sentences(text: str) -> Iterator[_Sentence]:
    before = ""
    for part in SENTENCE.split(text):
        marks = tuple(
            mark.strip() for found in MARKS.findall(part) for mark in re.split(r"[,;]", found)
        )
        # The marks are no part of the wording; each becomes a space as long as itself.
        bare = MARKS.sub(lambda found: " " * len(found[0]), part)
        yield _Sentence(bare, before, marks)
        before = bare


def _check_sentence(sentence: _Sentence, case: Case) -> Iterator[dict[str, str]]:
    ledger = case.figures
    for mark in sentence.marks:
        if mark not in ledger.index:
            near = get_close_matches(mark, list(ledger.index), n=1)
            meant = f" (did you mean {near[0]}?)" if near else ""
            yield _line(f"[{mark}]", missing=NO_SUCH_ROW + meant)
    known = [mark for mark in sentence.marks if mark in ledger.index]
    table = find_figures(sentence.text)
    converts = check_conversions(table)["ok"].to_dict()
    numbers = {
        at: _with_bound_behind(number, sentence)
        for at, number in table.to_dict("index").items()
        if _counts(number, sentence)
    }
    rows = [*known, *_computed_from(known, ledger)]
    pairs = {at: _row_of(number, rows, ledger) for at, number in numbers.items()}
    unused = [mark for mark in known if mark not in pairs.values()]
    for at, number in numbers.items():
        mark = pairs[at]
        if not mark and (converts.get(at) or _is_own_count(number, unused, sentence, ledger)):
            continue
        if mark:
            row = ledger.loc[mark]
            yield _line(number["exact"], mark, _says(row), _losses(number, row, sentence, case))
        elif unused:
            other = unused.pop(0)
            yield _line(number["exact"], other, _says(ledger.loc[other]), OTHER_NUMBER)
        elif at in converts:
            yield _line(number["exact"], missing=NO_CONVERSION)
        else:
            yield _line(number["exact"], missing=NO_ROW)


def _line(number: str, row: str = NONE, says: str = "", missing: str = "") -> dict[str, str]:
    return dict(zip(COLUMNS, (number, row, says, missing or NOTHING), strict=True))


def _counts(number: dict[Any, Any], sentence: _Sentence) -> bool:
    """Say whether a found figure needs a row: not a date, a rank, "two texts" or half of them."""
    if number["kind"] in {"date", "ordinal"}:
        return False
    if re.search(r"\d", str(number["exact"])):
        return True
    if number["kind"] == "share":
        return not OF_TEXTS.match(sentence.text, number["end"])
    return not (_is_small(number) and number["kind"] == "count" and pd.isna(number["unit"]))


def _with_bound_behind(number: dict[Any, Any], sentence: _Sentence) -> dict[Any, Any]:
    if number["bound"] == "point" and OR_MORE.match(sentence.text, number["end"]):
        return {**number, "bound": "at least"}
    return number


def _is_small(number: dict[Any, Any]) -> bool:
    limits = [number[name] for name in ("low", "best", "high") if pd.notna(number[name])]
    return bool(limits) and max(limits) <= FEW


def _is_own_count(
    number: dict[Any, Any], unused: list[str], sentence: _Sentence, ledger: pd.DataFrame
) -> bool:
    """Tell a writer's own small count, such as "one witness", from what a row could state."""
    printed = str(number["exact"])
    if re.search(r"\d", printed) or not _is_small(number):
        return False
    if any(ledger.loc[mark, "unit"] == number["unit"] for mark in unused):
        return False
    near = sentence.text[max(0, number["start"] - NEAR) : number["end"] + NEAR]
    heard = HEARD.search(printed) and not BEFELL.search(near)
    return number["unit"] in OWN_COUNTS or bool(heard)


def _computed_from(marks: list[str], ledger: pd.DataFrame) -> list[str]:
    """Name the computed rows all of whose sources are marked."""
    sources = ledger["derived_from"].dropna().str.split(" | ", regex=False)
    return [
        str(name)
        for name, needed in sources.items()
        if name not in marks and set(needed) <= set(marks)
    ]


def _row_of(number: dict[Any, Any], marks: list[str], ledger: pd.DataFrame) -> str:
    """Return the marked row that states one of the number's values, or nothing.

    Where several do, it is the first one that has the number's bound as well.
    """
    given = _values(number)
    fitting = [
        mark
        for mark in marks
        if any(
            abs(one - two) <= SAME * max(1.0, abs(two))
            for one in given
            for two in _values(ledger.loc[mark])
        )
    ]
    bounded = [m for m in fitting if _keeps_bound(number["bound"], ledger.loc[m, "bound"])]
    return next(iter(bounded + fitting), "")


def _values(row: Any) -> list[float]:  # noqa: ANN401 - a row of a table, or a mapping
    # What a rule has inferred from a word is not printed: a brief repeats what was.
    best, low, high = (row[name] for name in ("best", "low", "high"))
    if pd.notna(best):
        return [float(best)]
    if row["rule"] == "nearly":
        return [float(high)]
    return [float(limit) for limit in (low, high) if pd.notna(limit)]


def _losses(number: dict[Any, Any], row: Any, sentence: _Sentence, case: Case) -> str:  # noqa: ANN401
    lost = []
    units = [number["unit"], row["unit"]]
    if all(unit in DIMENSIONS for unit in units) and units[0] != units[1]:
        lost.append(OTHER_UNIT)
    if not _keeps_bound(number["bound"], row["bound"]):
        lost.append(BOUND)
    around = f"{sentence.before} {sentence.text}"
    if not _names_speaker(around, row, case):
        lost.append(NO_SPEAKER)
    if row[["as_of_start", "as_of_end"]].notna().any() and not _has_date(around):
        lost.append(NO_DATE)
    return "; ".join(lost)


def _keeps_bound(given: object, stated: object) -> bool:
    if stated == "point":
        # "About 801" is a looser word for 801; "over 801" is another statement.
        return given in {"point", "about"}
    return SIDES.get(str(given)) == SIDES.get(str(stated))


def _names_speaker(around: str, row: Any, case: Case) -> bool:  # noqa: ANN401
    if pd.notna(row["derived_from"]):
        sources = [case.figures.loc[name] for name in row["derived_from"].split(" | ")]
        own = bool(COMPUTED.search(around))
        return own or all(_names_speaker(around, source, case) for source in sources)
    voices = case.voices[case.voices["claim"] == row["claim"]]
    if voices.empty:
        return bool(UNVOICED.search(around)) or _names_text(around, row["document"], case)
    actors = case.actors.loc[voices["actor"].unique()]
    forms = {str(name) for name in actors["name"]}
    forms |= {form for cell in actors["forms"].dropna() for form in cell.split(" | ")}
    # The name we use may carry a note: "Kyiv (the government)", "Ada Norrin, fire chief".
    forms |= {re.split(r" \(|,", form)[0] for form in forms}
    forms |= {form.split()[-1] for form in forms if form[:1].isupper() and len(form.split()) > 1}
    return any(
        re.search(rf"(?<!\w){re.escape(one)}(?!\w)", around, re.IGNORECASE) for one in forms if one
    )


def _names_text(around: str, siglum: str, case: Case) -> bool:
    """Say whether a text is named: "text K", "K says", or the paper that printed it."""
    letter, paper = re.escape(siglum), str(case.documents.loc[siglum, "publisher"])
    said = rf"\b[Tt]exts?\b[^.]*\b{letter}\b|\b{letter} (?:{SAYING})\b"
    if paper != "unknown":
        # A paper goes by its last word as well: "the Herald".
        said += rf"|\b{re.escape(paper)}\b|\b[Tt]he {re.escape(paper.rsplit(maxsplit=1)[-1])}\b"
    return bool(re.search(said, around))


def _has_date(around: str) -> bool:
    dates = find_figures(around)
    return bool(UNDATED.search(around)) or bool((dates["kind"] == "date").any())


def _says(row: Any) -> str:  # noqa: ANN401
    ends = [row[name] for name in ("as_of_start", "as_of_end")]
    days = [f"{day:%Y-%m-%d}" if pd.notna(day) else "" for day in ends]
    period = days[0] if days[0] == days[1] else " to ".join(days)
    printed = row["exact"] if isinstance(row["exact"], str) else "computed"
    return "; ".join(one for one in (f"“{printed}”", str(row["speaker"]), period.strip()) if one)
