"""One small exercise of each kind, on an invented case that is not even a package."""

from types import SimpleNamespace

import pandas as pd

from atodds.exercises import (
    Choice,
    Essay,
    Exercise,
    Fields,
    Interval,
    Mistake,
    Number,
    Rows,
    RubricRow,
    SameAs,
    Text,
)


def load():
    figures = pd.DataFrame(
        {
            "low": [400.0, None, 20.0],
            "high": [None, 200.0, 24.0],
            "bound": ["over", "under", "range"],
            "exact": ["over 400", "less 200", "20 to 24"],
            "faulty": [True, False, True],
        },
        index=pd.Index(["P-01", "P-02", "Q-01"], name="id"),
    )
    return SimpleNamespace(figures=figures)


COMMON = {"lesson": "00", "objective": "read a figure", "points": 4, "basis": "internal"}

number = Exercise(
    id="1.1",
    title="Convert",
    ask="How many square miles?",
    kind=Number("Area", unit="mile^2", tolerance=0.5, because="rounding to a whole number"),
    expected=lambda case: case.figures.loc["P-01", "low"] / 1.609**2,
    mistakes=[
        Mistake("linear", SameAs(lambda case: case.figures.loc["P-01", "low"] / 1.609), "Twice."),
        Mistake("copied", SameAs(400), "That is in square kilometres."),
        Mistake("huge", lambda answer, _: answer > 1000, "A mile is longer.", example=1036),
    ],
    right="The printed bracket misses.",
    nudge="an area needs the factor twice.",
    hints=["How long is a mile?", lambda case: f"There are {len(case.figures)} rows."],
    reveal="400 / 1.609 / 1.609",
    **COMMON,
)
interval = Exercise(
    id="1.2",
    title="Bound",
    ask="What does `over 400` say?",
    kind=Interval("Area", unit="km^2", bounds=("over", "under", "range", "about")),
    expected=lambda case: case.figures.loc["P-01", ["low", "high", "bound"]],
    mistakes=[
        Mistake("point", SameAs({"low": 400, "high": 400}), "`over` names one end."),
        Mistake("turned", SameAs({"low": None, "high": 400}), "Which end is named?"),
    ],
    right="A floor and no ceiling.",
    nudge="say what the words leave open.",
    **COMMON,
)
choice = Exercise(
    id="1.3",
    title="Unit",
    ask="What does the bracket count?",
    kind=Choice(
        "The bracket",
        {"area": "an area", "length": "a length"},
        reasons={"unit": "the unit says so", "size": "the size says so"},
    ),
    expected=lambda _: {"choice": "area", "reason": "unit"},
    mistakes=[
        Mistake("length", SameAs("length"), "A square has two sides."),
        Mistake("size", SameAs({"choice": "area", "reason": "size"}), "Size tells little."),
    ],
    right="The unit is squared.",
    nudge="look at the unit.",
    **COMMON,
)
rows = Exercise(
    id="1.4",
    title="Faults",
    ask="Which rows are at fault?",
    kind=Rows("Rows", options=lambda case: dict(case.figures["exact"])),
    expected=lambda case: list(case.figures.index[case.figures["faulty"]]),
    mistakes=[
        Mistake("all", SameAs(lambda case: list(case.figures.index)), "One is sound."),
        Mistake("sound", lambda answer, _: answer == {"P-02"}, "That one.", example=["P-02"]),
    ],
    right="Both.",
    nudge="compare each with its words.",
    **COMMON,
)
text = Exercise(
    id="1.5",
    title="Thing",
    ask="What is counted?",
    kind=Text("The thing"),
    expected=lambda _: ["square mile", "square miles"],
    mistakes=[
        Mistake("mile", SameAs(["mile", "miles"]), "A mile is a length."),
        Mistake("km", SameAs("kilometre"), "Read the bracket again."),
    ],
    right="As printed.",
    nudge="use the words of the text.",
    **COMMON,
)
spans = Exercise(
    id="1.6",
    title="Tags",
    ask="Tag the speaker and the cue.",
    kind=Rows("Spans", columns=("start", "end", "tag")),
    expected=lambda _: [
        {"start": 0, "end": 10, "tag": "speaker"},
        {"start": 12, "end": 16, "tag": "cue"},
    ],
    mistakes=[
        Mistake(
            "swapped",
            SameAs([{"start": 0, "end": 10, "tag": "cue"}]),
            "Who speaks, and with which word?",
        ),
        Mistake(
            "one",
            lambda answer, _: len(answer) == 1,
            "There is more.",
            example=[{"start": 0, "end": 10, "tag": "speaker"}],
        ),
    ],
    right="Both.",
    nudge="read it aloud.",
    **COMMON,
)
row = Exercise(
    id="1.7",
    title="A row",
    ask="Make a row of `less 200`.",
    kind=Fields(
        "Row",
        {
            "low": Number("Low", may_be_unstated=True),
            "high": Number("High", may_be_unstated=True),
            "bound": Choice("Bound", {"under": "under", "over": "over"}),
            "thing": Text("Thing"),
        },
    ),
    expected=lambda case: {
        "low": None,
        "high": case.figures.loc["P-02", "high"],
        "bound": "under",
        "thing": "km",
    },
    mistakes=[
        Mistake("point", SameAs({"low": 200, "high": 200}), "`less` is a bound."),
        Mistake("over", SameAs({"bound": "over"}), "Less is not over."),
    ],
    right="A ceiling.",
    nudge="one field at a time.",
    **COMMON,
)
essay = Essay(
    id="1.8",
    lesson="00",
    title="Defend a row",
    objective="read a figure",
    points=8,
    rows=[
        RubricRow("Sourcing", "names the outlet", "names the originator", "says how it knows"),
        RubricRow("Quantities", "repeats", "keeps the bound", "refuses where it must"),
    ],
    exemplars=["a short one", "a fuller one", "a whole one"],
    expected_points=["the bound", "the date"],
    misconceptions=["a mean", "a copy", "a count"],
)
JUDGED = [number, interval, choice, rows, text, spans, row]
ALL = [*JUDGED, essay]
