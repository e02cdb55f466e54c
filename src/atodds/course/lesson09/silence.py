"""Exercises 9.1 to 9.3: a silence has a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson09.rows import AIM, LESSON, MATRIX, OUTCOME, STATES, TALKS, TEXTS
from atodds.exercises import Choice, Exercise, Fields, Mistake, Rows, SameAs
from atodds.reconcile import cover_questions

if TYPE_CHECKING:
    from atodds.case import Case

# Text D ends on the day of the talks; the lesson fills that cell in as the example.
FILLED = "D"

too_early = Exercise(
    id="9.1",
    lesson=LESSON,
    title="Did text P leave the ships out?",
    objective=MATRIX,
    points=2,
    basis="internal",
    kind=Choice(
        "Text P and the ships",
        options={
            "left out": "P left them out",
            "not yet": "P could not yet know of them",
            "open": "the dates leave it open",
        },
        reasons={
            "dates": "The last day on which P can have been written lies before the first day "
            "that any text gives for the ships.",
            "space": "A short report cannot tell everything.",
            "interest": "P's sources in the harbour would rather not speak of it.",
        },
    ),
    ask="Say what P's silence on the ships is, why, and how sure you are.",
    expected=lambda _: {"choice": "not yet", "reason": "dates"},
    mistakes=(
        Mistake(
            "blames the older text",
            SameAs({"choice": "left out"}),
            "To leave a thing out, one has to know of it. Read the dates at the head of P's "
            "column, and then the day on which R begins to speak of the ships.",
        ),
        Mistake(
            "sits on the fence",
            SameAs({"choice": "open"}),
            "The dates would leave it open if the two windows overlapped. Do they? Compare the "
            "end of P's window with 15 March.",
        ),
    ),
    right="P was finished by 14 March, and the ships are told of from 15 March on. A gap like "
    "that is no omission. Had a text told of a plan made before that day, it would be another "
    "matter; none does.",
    nudge="lay two days side by side: the end of P's window, and the first day of the ships.",
    hints=(
        "The head of each column says when the text can have been written.",
        "R speaks of the ships from Friday 15 March on.",
    ),
    reveal="P could not yet know of them: its window ends on 14 March, a day too early.",
)


def _fill_row(case: Case) -> dict[str, str]:
    table = cover_questions(case.tables, only=[TALKS])
    states = dict(zip(table["text"], table["state"], strict=True))
    return {str(text): str(state) for text, state in states.items() if text != FILLED}


fill_row = Exercise(
    id="9.2",
    lesson=LESSON,
    title="Who could have told of the ceasefire?",
    objective=MATRIX,
    points=4,
    basis="internal",
    kind=Fields(
        "Did Kyiv accept a ceasefire?",
        {
            text: Choice(f"Text {text}", options=STATES, confidence=False)
            for text in TEXTS
            if text != FILLED
        },
    ),
    ask="Fill the line for texts E, A, B and C.",
    expected=_fill_row,
    mistakes=(
        Mistake(
            "blames the oldest text",
            SameAs({"E": "not told"}),
            "Read the head of E's column. On which side of 11 March does all of it lie?",
        ),
        Mistake(
            "excuses a later text",
            SameAs({"B": "not yet"}),
            "B's window begins on 21 April. The talks had been over for weeks. What may a silence "
            "be called when the matter was there to be known?",
        ),
        Mistake(
            "takes an open end for an open case",
            SameAs({"B": "open"}),
            "B's window has no end, but it has a beginning. Is that before or after the talks?",
        ),
        Mistake(
            "asks for the same words",
            SameAs({"A": "not told"}),
            "A has no date for the talks and other words for the answer; it speaks of a Tuesday. "
            "Look at the statements under the chart once more.",
        ),
    ),
    right="Two texts tell it, one was too early, one left it out. That B left it out is no "
    "reproach yet: a report may be about something else. But now you may ask why.",
    nudge="take one text at a time: does it answer? If not, on which side of 11 March does its "
    "window lie?",
    hints=(
        "The statements under the chart are all that the five texts say on it.",
        "A window that ends before 11 March: not yet. One that begins after it: not told.",
    ),
    reveal="E: not yet. A: told. B: not told. C: told.",
)


def _keep_hope_only(case: Case) -> list[str]:
    table = cover_questions(case.tables, only=[AIM, OUTCOME])
    states = table.pivot_table(index="text", columns="question", values="state", aggfunc="first")
    hoped = states[AIM].isin(["told", "differs"])
    return sorted(str(text) for text in states.index[hoped & (states[OUTCOME] == "not told")])


hope = Exercise(
    id="9.3",
    lesson=LESSON,
    title="What became of the aim?",
    objective=MATRIX,
    points=3,
    basis="internal",
    kind=Rows("Texts", options={text: f"text {text}" for text in sorted(TEXTS)}),
    ask="Tick every text that tells the aim and leaves out what became of it.",
    expected=_keep_hope_only,
    mistakes=(
        Mistake(
            "counts a text that tells neither",
            lambda answer, _: isinstance(answer, frozenset) and "E" in answer,
            "Text E has neither half of the story in this table. Which texts set the aim before "
            "the reader in the first place?",
            example=["A", "D", "E"],
        ),
        Mistake(
            "overlooks a veiled outcome",
            lambda answer, _: isinstance(answer, frozenset) and "B" in answer,
            "Text B tells the aim, and it does say how things went, in one short clause. "
            "Find the row of B that begins with what had been expected.",
            example=["A", "B", "D"],
        ),
        Mistake(
            "one text only",
            lambda answer, _: isinstance(answer, frozenset) and answer in ({"A"}, {"D"}),
            "One is there. Go through the table by text: which others tell the aim, in any "
            "words, even in words that muddle the direction?",
            example=["A"],
        ),
    ),
    right="A and D tell what the attack was meant to do, and stop there. The texts that go on, "
    "B and C, say that it did not come off. C speaks of the first months, so A and D could "
    "have known. A hope without its ending reads like a plan that worked.",
    nudge="make two lists: the texts that tell the aim, and the texts that tell the outcome.",
    hints=(
        "Four texts tell the aim.",
        "Two texts tell that it did not come about; one does not say who had expected it.",
    ),
    reveal="A and D: both tell the aim, neither the outcome.",
    finds=("hope becomes rule",),
)
