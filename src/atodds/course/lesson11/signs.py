"""Exercises 11.6 to 11.8: the signs of descent and of slips, on whichever case is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.cells import printed
from atodds.course.lesson11.rows import AGAIN, LESSON
from atodds.course.lesson11.unseen import WORDS, words_on
from atodds.descent import families, list_descent
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs
from atodds.figures import check_conversions, convert

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case

CASES = tuple(WORDS)
EACH, LEFT, RIGHT, ANCESTOR, THIRD = "each", "left", "right", "ancestor", "third"
TRACE, RUNS = "trace", "runs"
# A reader's factor has three digits, and the number that is converted is a round one.
PLAY = 0.007
HOPES = ("hoped", "expected")
# Questions that make no sense on a case are not asked, and the form says so.
NO_SHARE = " No share of this case has the wrong whole under it: you are asked for none."
NO_LEFTOVER = " No sentence of this case is left over from an earlier day: you are asked for none."


def _pair(case: Case) -> tuple[str, str, str]:
    left, right = (str(name) for name in case.alignment[["left", "right"]].iloc[0])
    held = case.documents.index[case.documents["held"]]
    (third,) = (str(name) for name in held if name not in {left, right})
    return left, right, third


def _in_order(case: Case) -> tuple[str, str]:
    left, right, _ = _pair(case)
    first, second = sorted((left, right))
    return first, second


def _descent_kind(case: Case) -> Choice:
    (left, right, third), (one, two) = _pair(case), _in_order(case)
    words = words_on(case)
    return Choice(
        "How do {}, {} and {} hang together?".format(*sorted((left, right, third))),
        options={
            EACH: "three reports, each written on its own",
            LEFT: f"{left} was written from {right}; {third} stands apart",
            RIGHT: f"{right} was written from {left}; {third} stands apart",
            ANCESTOR: f"{one} and {two} share a lost report; {third} stands apart",
            THIRD: f"{one} and {two} were both written from {third}",
        },
        reasons={
            TRACE: "They share what the third lacks, and each has something that the other could "
            "not have given it.",
            RUNS: f"{one} and {two} have longer runs of words in common than any other two.",
            "numbers": words.shared_by_all,
            "dates": words.order_of_days,
        },
    )


def _hang(case: Case) -> dict[str, str]:
    """Say how the pair of the case descends, as its links have it."""
    left, right, third = _pair(case)
    groups = families(case.documents, case.links, basis="internal")
    (group,) = [row for _, row in groups.iterrows() if left in str(row["texts"]).split(" | ")]
    texts = str(group["texts"]).split(" | ")
    if right not in texts:
        return {"choice": EACH, "reason": TRACE}
    if third in texts:
        return {"choice": THIRD, "reason": TRACE}
    direct = list_descent(case.documents, case.links, basis="internal")
    lines = {(str(row["text"]), str(row["ancestor"])) for _, row in direct.iterrows()}
    ways = {(left, right): LEFT, (right, left): RIGHT}
    straight = [way for line, way in ways.items() if line in lines]
    return {"choice": ANCESTOR if group["missing"] else straight[0], "reason": TRACE}


def _shared_runs(case: Case) -> str:
    one, two = _in_order(case)
    runs = case.overlaps[case.overlaps["n"] == case.overlaps["n"].min()]
    counts = {f"{row['left']} and {row['right']}": int(row["shared"]) for _, row in runs.iterrows()}
    told = "; ".join(f"{pair}: {count}" for pair, count in counts.items())
    return (
        "Your descent may hold. Its reason does not: any two of the texts share hardly a run of "
        f"{int(runs['n'].iloc[0])} words ({told}). What else do {one} and {two} share?"
    )


descent = Exercise(
    id="11.6",
    lesson=LESSON,
    title="Who copied whom?",
    objective=AGAIN,
    points=3,
    basis="internal",
    cases=CASES,
    kind=_descent_kind,
    ask="Choose how the three texts hang together, the reason, and how sure you are.",
    expected=_hang,
    mistakes=(
        Mistake("each on its own", SameAs({"choice": EACH}), lambda case: words_on(case).each_hint),
        Mistake(
            "straight from it", SameAs({"choice": LEFT}), lambda case: words_on(case).left_hint
        ),
        Mistake(
            "the other way round",
            SameAs({"choice": RIGHT}),
            lambda case: words_on(case).right_hint,
        ),
        Mistake(
            "from the third",
            SameAs({"choice": THIRD}),
            lambda case: words_on(case).third_hint,
        ),
        Mistake("shared runs", SameAs({"choice": ANCESTOR, "reason": RUNS}), _shared_runs),
    ),
    right=lambda case: words_on(case).descends,
    nudge="look for what two of them share and the third has not, then for what parts those two.",
    hints=(
        "Follow the order of facts in the Collator.",
        "Where do the two say different things? Could one writer have had only the other's text?",
    ),
    reveal=lambda case: words_on(case).descends_reveal,
)


def _slipped(case: Case) -> str:
    checked = check_conversions(case.figures)
    return str(checked.index[~checked["ok"]][0])


def _brackets(case: Case) -> dict[str, str]:
    rows = case.figures[case.figures["conversion_of"].notna()]
    return {
        str(name): f"{row['document']}: {case.figures.loc[row['conversion_of'], 'exact']} "
        f"({row['exact']})"
        for name, row in rows.iterrows()
    }


def _converted(case: Case, power: int = 1) -> float:
    """Convert what the bracket that misses should convert; or take the factor another way."""
    bracket = case.row("figures", _slipped(case))
    source = case.row("figures", str(bracket["conversion_of"]))
    factor = convert(1.0, str(source["unit"]), str(bracket["unit"]))
    return float(printed(case, str(bracket["conversion_of"])) * factor**power)


def _flagged(case: Case, kind: str) -> set[str]:
    """Give the rows on which an anomaly of a kind lies."""
    marks = case.anomalies[case.anomalies["kind"] == kind]
    return {
        str(name)
        for name, row in case.figures.iterrows()
        for _, mark in marks.iterrows()
        if row["document"] == mark["document"]
        and row["start"] < mark["end"]
        and mark["start"] < row["end"]
    }


def _numbers_kind(case: Case) -> Fields:
    words = words_on(case)
    should = Number(
        "What number should it say?",
        tolerance=round(_converted(case) * PLAY),
        because="the number it converts is a round one, and so is a reader's factor",
    )
    bracket = Choice("Which bracket misses?", _brackets(case), confidence=False)
    whole = Choice(
        words.share, {**words.shares, "both": "both", "neither": "neither"}, confidence=False
    )
    asked: dict[str, Number | Choice] = {"bracket": bracket, "should": should}
    if words.share:
        asked["share"] = whole
    return Fields("The numbers", asked)


def _numbers(case: Case) -> dict[str, object]:
    found: dict[str, object] = {"bracket": _slipped(case), "should": round(_converted(case))}
    shares = words_on(case).shares
    off = [name for name in shares if name in _flagged(case, "denominator")]
    if shares:
        found["share"] = {0: "neither", len(shares): "both"}.get(len(off)) or off[0]
    return found


def _share_hint(answer: str) -> Callable[[Case], str]:
    return lambda case: words_on(case).share_hints.get(answer, "")


def _ask_of_numbers(case: Case) -> str:
    words = words_on(case)
    return f"Convert each bracket. {words.factor}{'' if words.share else NO_SHARE}"


numbers = Exercise(
    id="11.7",
    lesson=LESSON,
    title="What slipped in the numbers?",
    objective=AGAIN,
    points=4,
    basis="internal",
    cases=CASES,
    kind=_numbers_kind,
    ask=_ask_of_numbers,
    expected=_numbers,
    mistakes=(
        Mistake(
            "copies the bracket",
            SameAs(lambda case: {"should": printed(case, _slipped(case))}),
            lambda case: words_on(case).copied,
        ),
        Mistake(
            "takes the factor another way",
            SameAs(lambda case: {"should": round(_converted(case, words_on(case).power))}),
            lambda case: words_on(case).slipped,
        ),
        Mistake("the same word", SameAs({"share": "neither"}), _share_hint("neither")),
        Mistake("both shares", SameAs({"share": "both"}), _share_hint("both")),
    ),
    right=lambda case: words_on(case).numbers_right,
    nudge="take one question at a time: convert each bracket yourself, and divide where a share is "
    "asked for.",
    hints=(
        "Which of the numbers in brackets is far from what the other texts have?",
        "Ask of a factor which way it goes, and how often it is needed.",
    ),
    reveal=lambda case: words_on(case).numbers_reveal,
)


def _wording_kind(case: Case) -> Fields:
    words = words_on(case)
    texts = {name: name for name in sorted(_pair(case))}
    asked = {
        "turned": Choice(words.turned, texts, confidence=False),
        "hope": Choice(words.hope, texts, confidence=False),
    }
    if words.stale:
        label = "Which sentence is left over from an earlier edition?"
        asked = {"leftover": Choice(label, words.stale, confidence=False), **asked}
    return Fields("The words", asked)


def _turned(case: Case) -> str:
    """Give the text of the inverted pair in which the case marks the slip."""
    (row,) = [row for _, row in case.alignment.iterrows() if row["relation"] == "inverted"]
    return next(
        str(row[side])
        for side in ("left", "right")
        for _, mark in case.anomalies.iterrows()
        if mark["document"] == row[side]
        and mark["start"] < row[f"{side}_end"]
        and row[f"{side}_start"] < mark["end"]
    )


def _hoped(case: Case) -> str:
    """Give the text that states what the others hope or expect."""
    claims = case.claims[case.claims["question"].notna()]
    for _, told in claims.groupby("question"):
        hopes = told["modality"].isin(HOPES)
        if "hoped" in set(told["modality"]) and not hopes.all():
            return str(told.loc[~hopes, "document"].iloc[0])
    raise ValueError(f"No text of {case.name} states what another one hopes.")


def _wording(case: Case) -> dict[str, object]:
    found: dict[str, object] = {"turned": _turned(case), "hope": _hoped(case)}
    stale = words_on(case).stale
    if stale:
        found["leftover"] = next(name for name in stale if name in _flagged(case, "date"))
    return found


def _other_text(case: Case, name: str) -> str:
    return next(text for text in sorted(_pair(case)) if text != _wording(case)[name])


def _stale_hint(answer: str) -> Callable[[Case], str]:
    return lambda case: words_on(case).stale_hints.get(answer, "")


wording = Exercise(
    id="11.8",
    lesson=LESSON,
    title="What slipped in the words?",
    objective=AGAIN,
    points=4,
    basis="internal",
    cases=CASES,
    kind=_wording_kind,
    ask=lambda case: f"Look in all three texts.{'' if words_on(case).stale else NO_LEFTOVER}",
    expected=_wording,
    mistakes=(
        Mistake(
            "takes an earlier day for a leftover",
            SameAs({"leftover": "M-08"}),
            _stale_hint("M-08"),
        ),
        Mistake("takes a day in between", SameAs({"leftover": "K-18"}), _stale_hint("K-18")),
        Mistake(
            "takes the fresh layer for the old one",
            SameAs({"leftover": "L-c02"}),
            _stale_hint("L-c02"),
        ),
        Mistake(
            "follows the crowd",
            lambda answer, case: answer["turned"]["choice"] != _turned(case),
            lambda case: words_on(case).turned_hint,
            example=lambda case: {"turned": _other_text(case, "turned")},
        ),
        Mistake(
            "takes a hope for a hope",
            lambda answer, case: answer["hope"]["choice"] != _hoped(case),
            lambda case: words_on(case).hope_hint,
            example=lambda case: {"hope": _other_text(case, "hope")},
        ),
    ),
    right=lambda case: words_on(case).wording_right,
    nudge="take one question at a time, and read that passage in all three texts.",
    hints=(
        "Write the day beside every sentence that has one.",
        "Compare what each text says, and who says it there.",
    ),
    reveal=lambda case: words_on(case).wording_reveal,
)
