"""Exercises 11.1 to 11.3: what may be printed, the brief itself, and its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.lesson11.judging import judge_brief, losses, lost
from atodds.course.lesson11.rows import (
    LESSON,
    NUMBERS_LEAST,
    PRACTISED,
    WORDS_LEAST,
    WRITE,
)
from atodds.exercises import Essay, Exercise, Mistake, Outcome, Rows, RubricRow, Text, open_case

if TYPE_CHECKING:
    from atodds.case import Case

LEDGER = (
    "A-08", "A-10", "A-17", "B-09", "C-14", "C-16", "C-42", "D-02", "E-02", "E-04", "E-07", "E-09",
)  # fmt: skip

FENCE = "fence"
NO_VOICE = "no voice"
NO_MARK = "no mark"
NO_DATE_TOLD = "undated"
SENTENCES = {
    FENCE: "Ukraine still held 420 square kilometres, by DeepState's estimate; text E gives no "
    "date [E-09].",
    NO_DATE_TOLD: "Ukraine's commander Syrskyi said that nearly 1,300 square kilometres were "
    "seized; text C gives no date [C-14].",
    NO_VOICE: "About two-thirds of the ground was lost again [C-42].",
    "two rows": "By Russia's Ministry of Defence, 801 of 1,268 square kilometres had been "
    "retaken; text E is undated [E-07, E-04].",
    NO_MARK: "In March 2025 Moscow claimed that Ukraine was down to fewer than 200 square "
    "kilometres.",
    "march": "Text D, in March 2025, has approximately half of the ground lost, and cites nobody "
    "[D-02].",
}


def _unfit(case: Case) -> list[str]:
    return [name for name, said in SENTENCES.items() if losses(said, case)[1]]


def _ticked(answer: object) -> frozenset[str]:
    return answer if isinstance(answer, frozenset) else frozenset()


unfit = Exercise(
    id="11.1",
    lesson=LESSON,
    title="Which sentences cannot be printed yet?",
    objective=WRITE,
    points=3,
    basis="internal",
    kind=Rows("Not yet fit to print", options=SENTENCES),
    ask="Tick every sentence in which a number lacks its row, its bound, its speaker, or a date.",
    expected=_unfit,
    mistakes=(
        Mistake(
            "no date is no fault",
            lambda answer, _: NO_DATE_TOLD in _ticked(answer) or "two rows" in _ticked(answer),
            "One of those says openly that its text has no date. That is the date you have: the "
            "reader knows where your knowledge ends. What would you print in its place?",
            example=[FENCE, NO_VOICE, NO_MARK, NO_DATE_TOLD],
        ),
        Mistake(
            "nobody is a speaker",
            lambda answer, _: "march" in _ticked(answer),
            "A sentence may say that its text cites nobody. It hides nothing, and its bound, date "
            "and row are there.",
            example=[FENCE, NO_VOICE, NO_MARK, "march"],
        ),
        Mistake(
            "digits alone",
            lambda answer, _: bool(_ticked(answer)) and FENCE not in _ticked(answer),
            "Compare each number with the list once more, and read the little word before it.",
            example=[NO_VOICE, NO_MARK],
        ),
    ),
    right="Three sentences lack one thing each, or more: a bound, a speaker with a date, a row. "
    "The others may be dull, and every reader can check them.",
    nudge="take one sentence at a time: row, bound, speaker, date.",
    hints=(
        "Look E-09 up in the list: what stands before its number?",
        "A sentence without square brackets points nowhere.",
    ),
    reveal="The one with 420 has lost “over”; the two-thirds have lost their text and their date; "
    "the 200 have no row.",
)

the_brief = Essay(
    id="11.2",
    lesson=LESSON,
    title="The brief",
    objective=WRITE,
    points=12,
    words_at_least=100,
    rows=(
        RubricRow(
            "Sourcing",
            "Names texts.",
            "Names the speaker behind each number.",
            "Says how a speaker could know, and what it gains; says where nobody is cited.",
        ),
        RubricRow(
            "Corroboration",
            "Counts texts that agree.",
            "Sets speakers side by side.",
            "Counts independent origins, and says which agreement means nothing.",
        ),
        RubricRow(
            "Quantities",
            "Repeats numbers.",
            "Keeps each bound and each date.",
            "Keeps bound, definition and date, and refuses a comparison where there is none.",
        ),
        RubricRow(
            "Conclusion",
            "Picks a side, or says that nobody knows.",
            "Hedges in general.",
            "States what can be said and how surely, and what would change it.",
        ),
    ),
    exemplars=(
        (
            "Ukraine took 1,300 square kilometres of Kursk. Later it lost two-thirds of it, others "
            "say half. In the end there were only 200 left. All texts agree that the operation was "
            "large."
        ),
        (
            "How much ground Ukraine held is disputed. Syrskyi said that nearly 1,300 square "
            "kilometres were seized; text C gives no date [C-14]. Russia's Ministry of Defence "
            "has 1,268 [E-04] and says that 801 of them were retaken [E-07]; text E is undated. "
            "By February 2025 about two-thirds were lost, in text C's own voice [C-42]. In March "
            "Moscow claimed that fewer than 200 square kilometres were left [A-08]. Both sides "
            "have reasons to say what they say, so one should be careful."
        ),
        (
            "Nobody who was not a party to the war measured what Ukraine took, as far as these "
            "five texts show. Its commander Syrskyi said that nearly 1,300 square kilometres were "
            "seized; text C gives no date [C-14]. Kyiv, in text A, put the peak at 1,376 square "
            "kilometres, undated [A-17]. Russia's Ministry of Defence had 1,268 square kilometres "
            "seized and 801 of them retaken; text E is undated [E-04, E-07]. The two sides come "
            "out close to each other, though each could gain by another number: that is worth "
            "something. Text B has approximately 1,300 square kilometres as well, undated, and "
            "cites nobody [B-09]; it seems to go back to C's report, and may add no voice.\n\n"
            "What was still held is a question of dates. DeepState, a map maker whom the texts "
            "describe in two ways, left Ukraine over 420 square kilometres, in a text without a "
            "date [E-09]. By February 2025 about two-thirds of the ground were lost, in text C's "
            "own voice [C-42]. Text D, in March, has approximately half of it lost and cites "
            "nobody [D-02]: either its base differs or its number is old. In the middle of March "
            "2025 Moscow claimed that fewer than 200 square kilometres were left [A-08].\n\n"
            "So I print that both sides' accounts of the ground seized are of one size, and that "
            "the loss was far gone in March. I do not print a curve: no two of the later figures "
            "have one base and one speaker. A dated map by somebody outside the war would change "
            "this brief, and so would the day of Syrskyi's statement."
        ),
    ),
    expected_points=(
        "at least two speakers of opposed interest for the ground seized",
        "that B may be no origin of its own: it seems to share a lost report with C",
        "dates, or that there are none, beside what was still held",
        "why half in D does not fit two-thirds in C",
        "what cannot be said, and what would change the brief",
    ),
    misconceptions=(
        "“A number with a row is a fact.” The row says who says so; it vouches for nobody.",
        "“No date, so leave the number out.” Print it, and print that it has no date.",
        "“The middle of all numbers is fair.” Nobody said it, and it has no row.",
    ),
)


def _judge(answer: object, _: object) -> Outcome:
    return judge_brief(
        answer, open_case(PRACTISED), words_least=WORDS_LEAST, numbers_least=NUMBERS_LEAST
    )


def _whole(_: Case) -> str:
    return the_brief.exemplars[-1]


def _without(old: str, new: str) -> str:
    said = the_brief.exemplars[-1]
    if said.count(old) != 1:
        raise ValueError(
            f"Expected {old!r} once in the exemplar, found it {said.count(old)} times."
        )
    return said.replace(old, new)


every_number = Exercise(
    id="11.3",
    lesson=LESSON,
    title="Does every number point to a row?",
    objective=WRITE,
    points=6,
    basis="internal",
    kind=Text("Your brief"),
    ask="Every number of your brief has a row, its bound, its speaker, and a date or none.",
    expected=_whole,
    judge=_judge,
    mistakes=(
        Mistake(
            "a number without a row",
            lost("a row", "the number of its row", "the unit of its row", "a conversion"),
            "A number has no row, or its row has another number. The table above says which. "
            "Is the number printed anywhere, or have you made it yourself? Counts of witnesses or "
            "of weeks need no row, in words; nor does a bracket that converts, if it holds.",
            example=_without(" [A-17]", ""),
        ),
        Mistake(
            "a bound lost",
            lost("the bound"),
            "A little word has gone, or another one has come in its place. The table above says "
            "where: read the printed words of that row aloud, and then your sentence.",
            example=_without("over 420", "420"),
        ),
        Mistake(
            "a speaker lost",
            lost("the speaker"),
            "One of your numbers speaks for itself. The table above says which row it has: who "
            "says it there? Where nobody is cited, say that, and name the text.",
            example=_without("Kyiv, in text A, put the peak at", "At its peak it was"),
        ),
        Mistake(
            "a date lost",
            lost("a date"),
            "One of your numbers holds for all time. When was it so? Where the text does not "
            "say, write that it does not, in the same sentence or in the one before.",
            example="Syrskyi said that nearly 1,300 square kilometres were seized [C-14].",
        ),
        Mistake(
            "too few numbers",
            lambda found, _: isinstance(found, dict) and found["whole"] < NUMBERS_LEAST,
            "What stands there is whole, and it is not yet a brief: at least six numbers, so that "
            "both sides and more than one month are heard.",
            example="Syrskyi said that nearly 1,300 square kilometres were seized; text C gives no "
            "date [C-14].",
        ),
        Mistake(
            "too short",
            lambda found, _: isinstance(found, dict) and found["words"] < WORDS_LEAST,
            "Your numbers are whole. Now the sentences between them: how could the speakers "
            "know, which of them depend on each other, and what follows?",
            example="By Russia's Ministry of Defence 801 of 1,268 square kilometres were retaken; "
            "text E is undated [E-07, E-04]. DeepState, in the same text, has over 420 square "
            "kilometres still held [E-09]. Syrskyi said nearly 1,300 square kilometres, undated "
            "[C-14]. Text C has about two-thirds lost by February 2025 [C-42]. Text D has "
            "approximately half in March 2025, and cites nobody [D-02].",
        ),
    ),
    right="Every number of your brief can be called as a witness: it has a row, its bound, its "
    "speaker, and a date or the word that there is none. Whether the sentences are fair, only a "
    "reader can say; the rubric helps.",
    nudge="run the table above, and mend the first line that lacks something.",
    hints=(
        "A mark stands in the sentence of its number, in square brackets: over 420 [E-09].",
        "A speaker may stand in the sentence before; so may a date.",
    ),
    reveal='An exemplar stands in the rubric of 11.2: run `rubric("11.2")` and open level 3.',
)
