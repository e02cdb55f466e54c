"""Exercise 3.1: tag source, cue and content."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from atodds.case import load
from atodds.course.lesson03.rows import LESSON, MARK, TOY_PASSAGE
from atodds.course.tags import judge_tags, numbers_touched
from atodds.exercises import Exercise, Mistake, Rows
from atodds.texts import shown

if TYPE_CHECKING:
    from atodds.case import Case

TAGS = ("source", "cue", "content")
Tag = dict[str, object]


def part_tags(_: Case) -> list[Tag]:
    """Return the tags that exercise 3.1 expects, as a Reader's result has them.

    A content runs from its cue to the end of the statement: in this passage every source stands
    before its cue.

    Returns
    -------
    list of dict
        text_start, text_end, tag: source, cue and content of each of three statements.

    Examples
    --------
    >>> from atodds import load
    >>> [tag["tag"] for tag in part_tags(load("kursk"))]
    ['source', 'cue', 'content', 'source', 'cue', 'content', 'source', 'cue', 'content']
    """
    return [*_parts()]


# Every mistake of the exercise asks for them anew, of every answer.
@cache
def _parts() -> tuple[Tag, ...]:
    toy = load("harbour")
    seen = shown(toy, "P", TOY_PASSAGE)
    speakers = seen.spans[seen.spans["layer"] == "speakers"].set_index("id")
    ours = toy.claims.index[toy.claims["passage"] == TOY_PASSAGE]
    tags: list[Tag] = []
    row: Any
    for row in toy.voices[toy.voices["claim"].isin(ours)].itertuples():
        source: Any = speakers.loc[f"{row.claim}/{row.step}"]
        place = seen.original(int(source["start"]), int(source["end"])) or (0, 0)
        end = int(toy.row("claims", row.claim)["end"])
        cue = int(row.start), int(row.end)
        spans = (place, cue, (cue[1] + 1, end))
        tags += [_tag(span, name) for span, name in zip(spans, TAGS, strict=True)]
    return tuple(tags)


def _tag(span: tuple[int, int], name: str) -> Tag:
    return {"text_start": span[0], "text_end": span[1], "tag": name}


@cache
def _own_voice() -> Tag:
    """Return a tag on the passage's first sentence, which stands before every statement."""
    toy = load("harbour")
    start = int(toy.row("passages", TOY_PASSAGE)["start"])
    first = min(toy.claims.loc[toy.claims["passage"] == TOY_PASSAGE, "start"])
    return _tag((start, int(first) - 1), "content")


def _given(answer: object, case: Case) -> list[tuple[str, list[str]]]:
    """Return each expected part's own sort, and the tags that an answer puts on it."""
    parts = part_tags(case)
    touched = numbers_touched(answer, parts)
    return [
        (str(part["tag"]), [tag for tag, places in touched if at in places])
        for at, part in enumerate(parts)
    ]


def _is_too_wide(answer: object, case: Case) -> bool:
    # "said that" is as good a cue as "said"; a source and its cue are two parts.
    parts = part_tags(case)
    return any(
        {"source", "cue"} <= {str(parts[at]["tag"]) for at in places}
        for _, places in numbers_touched(answer, parts)
    )


def _tags_own_voice(answer: object, _: Case) -> bool:
    return any(places for _, places in numbers_touched(answer, [_own_voice()]))


def _only_quoted(answer: object, case: Case) -> bool:
    contents = [tags for sort, tags in _given(answer, case) if sort == "content"]
    return [bool(tags) for tags in contents] == [True, False, False]


def _swapped(answer: object, case: Case) -> bool:
    return any(tags and sort not in tags for sort, tags in _given(answer, case))


def _wide(case: Case) -> list[Tag]:
    source, cue, *others = part_tags(case)
    return [{**source, "text_end": cue["text_end"]}, *others]


def _quoted_only(case: Case) -> list[Tag]:
    parts: list[Any] = part_tags(case)
    return [*parts[:3], *(part for part in parts[3:] if part["tag"] != "content")]


def _mixed(case: Case) -> list[Tag]:
    turned = {"source": "content", "content": "source"}
    return [{**part, "tag": turned.get(str(part["tag"]), part["tag"])} for part in part_tags(case)]


tagging = Exercise(
    id="3.1",
    lesson=LESSON,
    title="Who, handed over how, says what?",
    objective=MARK,
    points=4,
    basis="internal",
    kind=Rows("Parts of three statements", columns=("text_start", "text_end", "tag")),
    ask="Tag source, cue and content of the three statements that text P hands to somebody.",
    expected=part_tags,
    mistakes=(
        Mistake(
            "source and cue in one",
            _is_too_wide,
            "One of your tags takes in the source and the cue together. "
            "Who speaks, and which word tells you that they do? Give each a tag of its own.",
            example=_wide,
        ),
        Mistake(
            "own voice",
            _tags_own_voice,
            "The first sentence of the passage is tagged. Which word in it hands it to somebody? "
            "Where there is none, there is nothing to tag.",
            example=lambda case: [*part_tags(case), _own_voice()],
        ),
        Mistake(
            "quotation marks only",
            _only_quoted,
            "You tagged a content where quotation marks stand, and only there. "
            "Read the other two sentences: does anybody say something in them?",
            example=_quoted_only,
        ),
        Mistake(
            "parts mixed up",
            _swapped,
            "A part carries the tag of another. Ask each tagged stretch: are you who speaks, the "
            "word of speaking, or what is said?",
            example=_mixed,
        ),
    ),
    right="Three statements, nine parts. Quotation marks do not make a content: two of the three "
    "have none. And the sentence before them has no source at all.",
    nudge="three sentences, and in each of them three parts: who, the word of saying, and what.",
    hints=(
        "Begin with the verbs: one is “called”, two are “said”.",
        "The source of each stands before its verb, the content behind it.",
    ),
    reveal="Sources: Norrin, the dock workers' union, Brightwater Cold Stores. Cues: called, "
    "said, said. Contents: whatever follows each of these verbs, to the end of the sentence.",
    judge=judge_tags,
)
