"""Exercises 11.6 and 11.7: who copied whom, and what slipped, on the unseen case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.cells import printed
from atodds.course.lesson11.rows import AGAIN, LESSON, UNSEEN, opened
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs
from atodds.figures import check_conversions, convert

if TYPE_CHECKING:
    from atodds.case import Case


descent = Exercise(
    id="11.6",
    lesson=LESSON,
    title="Who copied whom?",
    objective=AGAIN,
    points=3,
    basis="internal",
    kind=Choice(
        "How do K, L and M hang together?",
        options={
            "three": "three reports, each written on its own",
            "l from m": "L was written from M; K stands apart",
            "m from l": "M was written from L; K stands apart",
            "ancestor": "L and M share a lost report; K stands apart",
            "from k": "L and M were both written from K",
        },
        reasons={
            "trace": "L and M share more than the flood gave them, and contradict each other.",
            "runs": "L and M have longer runs of words in common than any other two.",
            "numbers": "All three have the 360 hectares, the Wednesday and the drowned fields.",
            "dates": "K is dated between the other two, so that M came first and L came last.",
        },
    ),
    ask="Choose how the three texts hang together, the reason, and how sure you are.",
    expected=lambda _: {"choice": "ancestor", "reason": "trace"},
    mistakes=(
        Mistake(
            "each on its own",
            SameAs({"choice": "three"}),
            "They share hardly five words in a row. But what of the piano, and of the order in "
            "which L and M tell things? What does K tell that both leave out?",
        ),
        Mistake(
            "straight from M",
            SameAs({"choice": "l from m"}),
            "Near. Compare what the two say about the dam. Could a writer who had M alone have "
            "got it the way L has it?",
        ),
        Mistake(
            "straight from L",
            SameAs({"choice": "m from l"}),
            "Look at the days of the two texts, and at the names that M has and L has not.",
        ),
        Mistake(
            "from the town's paper",
            SameAs({"choice": "from k"}),
            "Where would they have the piano from? And the names of those who tried it?",
        ),
        Mistake(
            "shared runs",
            SameAs({"choice": "ancestor", "reason": "runs"}),
            "Your descent may hold. Its reason does not: L and M share one run of five words, and "
            "so do M and K. What else do they share?",
        ),
    ),
    right="A missing report, by the look of it Eastwire's, is behind both; M credits it, L credits "
    "nobody. The doubt that stays: a careful writer with one of them alone could have mended "
    "what the other one turned.",
    nudge="look for what two of them share and the third has not, then for what parts those two.",
    hints=(
        "Follow the order of facts in the Collator.",
        "Where do the two say opposite things? Could one writer have had only the other's text?",
    ),
    reveal="L and M go back to one missing report: same order, the piano on the bandstand, no "
    "pumps; and on the dam they say opposite things, so that neither was copied from the other.",
)


def _slipped(case: Case) -> str:
    checked = check_conversions(case.figures)
    return str(checked.index[~checked["ok"]][0])


def _brackets(_: Case) -> dict[str, str]:
    figures = opened(UNSEEN).figures
    rows = figures[figures["conversion_of"].notna()]
    return {
        str(name): f"{row['document']}: {figures.loc[row['conversion_of'], 'exact']} "
        f"({row['exact']})"
        for name, row in rows.iterrows()
    }


def _should_be() -> float:
    case = opened(UNSEEN)
    source = str(case.row("figures", _slipped(case))["conversion_of"])
    return convert(printed(case, source), "hectare", "acre")


def _divided() -> float:
    return printed(opened(UNSEEN), _slipped(opened(UNSEEN)))


def _turned() -> str:
    pairs = opened(UNSEEN).alignment
    return str(pairs.loc[pairs["relation"] == "inverted", "right"].iloc[0])


slips = Exercise(
    id="11.7",
    lesson=LESSON,
    title="Four slips and a hope",
    objective=AGAIN,
    points=6,
    basis="internal",
    kind=Fields(
        "Four slips and a hope",
        {
            "bracket": Choice("Which bracket misses?", _brackets, confidence=False),
            "acres": Number(
                "What number should it say?",
                tolerance=6,
                because="the number it converts is rounded to tens, and so is a reader's factor",
            ),
            "leftover": Choice(
                "Which sentence is left over from an earlier edition?",
                {
                    "K-18": "K: 212 were still in the hall at noon on Saturday",
                    "M-08": "M: 640 will spend the night to Saturday in the hall",
                    "L-c02": "L: the last families left the hall on Sunday",
                    "L-11": "L: 640 are being cared for, and sleep there tonight",
                },
                confidence=False,
            ),
            "turned": Choice(
                "Which text turns round what the dam did?",
                {"K": "K", "L": "L", "M": "M"},
                confidence=False,
            ),
            "share": Choice(
                "310 houses were flooded, of 1,550 in the Lower Town and 6,200 in the town. "
                "Which share has the wrong whole under it?",
                {
                    "M-06": "M: a fifth of the houses in the Lower Town",
                    "L-09": "L: one house in five in the town",
                    "both": "both",
                    "neither": "neither",
                },
                confidence=False,
            ),
            "hope": Choice(
                "Which text prints a hope as a fact?",
                {"K": "K", "L": "L", "M": "M"},
                confidence=False,
            ),
        },
    ),
    ask="One hectare is 2.47 acres. Look for five things in the three texts.",
    expected=lambda _: {
        "bracket": _slipped(opened(UNSEEN)),
        "acres": round(_should_be()),
        "leftover": "L-11",
        "turned": _turned(),
        "share": "L-09",
        "hope": "L",
    },
    mistakes=(
        Mistake(
            "copies the bracket",
            SameAs(lambda _: {"acres": _divided()}),
            "That is what the text prints. An acre is smaller than a hectare: are there more or "
            "fewer of them in the same flood?",
        ),
        Mistake(
            "squares the factor",
            SameAs(lambda _: {"acres": round(360 * 2.47**2)}),
            "A length needs its factor twice to become an area. Is a hectare a length?",
        ),
        Mistake(
            "takes an earlier day for a leftover",
            SameAs({"leftover": "M-08"}),
            "On whose day is that sentence written? A sentence may be old because its text is.",
        ),
        Mistake(
            "takes the fresh layer for the old one",
            SameAs({"leftover": "L-c02"}),
            "That text has two layers, as you noticed. Which of them fits the day on which it "
            "can have been written?",
        ),
        Mistake(
            "follows the crowd",
            lambda answer, _: answer["turned"]["choice"] != "M",
            "Water let out makes room in a lake. Which text has the purpose and the act pull "
            "apart?",
            example={"turned": "L"},
        ),
        Mistake(
            "the same word",
            SameAs({"share": "neither"}),
            "Divide 310 by the houses of the Lower Town, then by those of the whole town. Which "
            "of the two does each text name?",
        ),
        Mistake(
            "both shares",
            SameAs({"share": "both"}),
            "One of the two names the houses that it counts. Divide 310 by that number.",
        ),
    ),
    right="A swapped factor, a line of Friday in a text of Sunday, a verb turned round on the way "
    "through another language, a quarter taken for a town, and a mayor's hope without its mayor. "
    "You found them where nobody had marked them.",
    nudge="take one question at a time, and read that passage in all three texts.",
    hints=(
        "Write the day beside every sentence of L.",
        "Only one of the brackets converts a hectare the other way.",
        "Compare what each text says about Wednesday.",
    ),
    reveal="L's 146 acres should be about 890; L's 640 and tonight; M's dam; L's one house in "
    "five; L's schools.",
)
