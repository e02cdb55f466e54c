"""Exercises 9.4 and 9.5: who is counted, and who is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.case import expect_case
from atodds.course.lesson09.rows import LESSON, MATRIX
from atodds.exercises import Exercise, Fields, Mistake, Number, Rows

if TYPE_CHECKING:
    import pandas as pd

    from atodds.case import Case

LOST = ("killed", "wounded", "killed or wounded")
# How the ledger begins the name of the thing counted, for each group that the form asks for.
GROUPS = {
    "ukrainian": ("Ukrainian soldiers", "Ukrainian"),
    "russian": ("Russian soldiers", "Russian"),
    "north_korean": ("North Korean soldiers", "North Korean"),
    "civilians": ("civilians of any country", "people"),
}
# Who might have been heard, with the actors of the case who stand for each.
HEARD: dict[str, tuple[str, tuple[str, ...]]] = {
    "presidents": ("presidents", ("putin", "zelensky")),
    "generals": ("generals and general staffs", ("syrskyi", "gerasimov")),
    "residents": ("people who had to leave their homes", ()),
    "ranks": ("soldiers below the rank of general, of any army", ()),
    "prisoners": ("prisoners of war", ()),
    "analyst": ("an analyst", ("koffman",)),
    "unnamed": ("officials without a name", ("ministerial-adviser", "anonymous-kremlin-sources")),
}


def count_people(case: Case) -> pd.DataFrame:
    """Return every printed number of people, and what it counts.

    Parameters
    ----------
    case
        The case.

    Returns
    -------
    pandas.DataFrame
        One row a figure, index its id; columns text, printed, counted (who), "counted as", and
        speaker. Sums that we made ourselves and words without a number are left out.

    Examples
    --------
    >>> from atodds import load
    >>> count_people(load("harbour")).loc["P-08", ["printed", "counted as"]].tolist()
    ['62 firefighters', 'sent']
    >>> count_people("harbour")
    Traceback (most recent call last):
    ...
    TypeError: Expected a case, found the name 'harbour'. Write load("harbour").
    """
    figures = expect_case(case).figures
    people = figures["unit"].eq("person") & figures["start"].notna() & figures["low"].notna()
    names = {"document": "text", "exact": "printed", "thing": "counted", "definition": "counted as"}
    rows = figures[people].rename(columns=names).rename_axis("row")[[*names.values(), "speaker"]]
    # The ledger's word for what has no kind of its own; its definition says who they are.
    return rows.replace({"counted": {"count of things": "people"}})


def _count_losses(case: Case) -> dict[str, int]:
    people = count_people(case)
    lost = people.loc[people["counted as"].isin(LOST), "counted"]
    return {name: int(lost.str.startswith(begin).sum()) for name, (_, begin) in GROUPS.items()}


def _above(name: str) -> Any:  # noqa: ANN401 - a mistake's test
    return lambda answer, _: isinstance(answer, dict) and (answer.get(name) or 0) > 0


losses = Exercise(
    id="9.4",
    lesson=LESSON,
    title="Who is counted?",
    objective=MATRIX,
    points=4,
    basis="internal",
    kind=Fields(
        "Rows that count dead or wounded",
        {name: Number(words, unit="rows") for name, (words, _) in GROUPS.items()},
    ),
    ask="For each group, how many rows of the table count its dead or wounded? Write 0 for none.",
    expected=_count_losses,
    mistakes=(
        Mistake(
            "takes prisoners for losses of life",
            _above("russian"),
            "Those rows count men who were taken prisoner, or who were sent. "
            "The column “counted as” tells the living from the dead.",
            example={"russian": 2},
        ),
        Mistake(
            "takes the driven out for the hurt",
            _above("civilians"),
            "To be driven from home is a harm, and the texts that count it deserve credit. "
            "It is counted as leaving; your question here is of dead and wounded.",
            example={"civilians": 1},
        ),
        Mistake(
            "takes those sent for those lost",
            lambda answer, case: (
                isinstance(answer, dict)
                and (answer.get("north_korean") or 0) > _count_losses(case)["north_korean"]
            ),
            "Some of those rows count soldiers who were sent or deployed. Keep the rows that are "
            "counted as killed or as wounded.",
            example={"north_korean": 7},
        ),
        Mistake(
            "counts an army that crossed the border",
            _above("ukrainian"),
            "That row counts those who crossed the border. Read its last columns: what is it "
            "counted as?",
            example={"ukrainian": 1},
        ),
    ),
    right="Every number of dead or wounded in five texts is of one nationality. "
    "All four stand in one text, and their speakers, South Korea's intelligence service, "
    "Ukraine's president and the United States, each have an interest. No text says that anybody "
    "verified a number. Whoever else died there, in no text has a number.",
    nudge="read down the column “counted as”; for each row of dead or wounded, look to its left.",
    hints=(
        "Only “killed”, “wounded” and “killed or wounded” count here.",
        "All the rows you look for stand in one text.",
    ),
    reveal="0, 0, 4 and 0: the four rows are of North Korean soldiers.",
    finds=("whose casualties",),
)


def _find_unheard(case: Case) -> list[str]:
    speak = set(case.voices["actor"])
    return sorted(name for name, (_, actors) in HEARD.items() if not speak & set(actors))


unheard = Exercise(
    id="9.5",
    lesson=LESSON,
    title="Who never gets a word?",
    objective=MATRIX,
    points=3,
    basis="internal",
    kind=Rows("Never heard", options={name: words for name, (words, _) in HEARD.items()}),
    ask="Tick every group that has nobody in the list of speakers.",
    expected=_find_unheard,
    mistakes=(
        Mistake(
            "overlooks a nameless voice",
            lambda answer, _: isinstance(answer, frozenset) and "unnamed" in answer,
            "They have no name, and they are heard: look for an adviser, and for people familiar "
            "with discussions.",
            example=["ranks", "prisoners", "unnamed"],
        ),
        Mistake(
            "takes a report of them for their word",
            lambda answer, _: isinstance(answer, frozenset) and not {"residents"} & answer,
            "One text tells of their homes, and of what they demand in protests. It tells so "
            "itself: look whether any of them stands in the list of speakers.",
            example=["ranks", "prisoners"],
        ),
        Mistake(
            "overlooks an expert",
            lambda answer, _: isinstance(answer, frozenset) and "analyst" in answer,
            "There is one in the list, under the name of a person. What could he know?",
            example=["residents", "ranks", "prisoners", "analyst"],
        ),
    ),
    right="Those who lost homes, freedom or comrades are spoken of, and never heard. "
    "E comes nearest: it tells what displaced residents demand, in its own voice. "
    "Those who are heard hold an office, a rank or a readership. "
    "That is no plot; it is a pattern to know when you say what “the texts” say.",
    nudge="look for each group in the list of speakers; a group that is only told about is not "
    "a speaker.",
    hints=("Three groups are never heard.",),
    reveal="Residents, soldiers below the rank of general, and prisoners.",
)
