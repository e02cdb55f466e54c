"""Exercises 9.6 to 9.8: words for two sides, and labels for one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case import expect_case
from atodds.course.lesson09.rows import LABELS, LESSON, MAP_MAKER
from atodds.exercises import Choice, Exercise, Fields, Mistake, Number, SameAs

if TYPE_CHECKING:
    import pandas as pd

    from atodds.case import Case

COUNTED = "A"
# Ground and towns: held, lost, and won back.
GROUND = ("held-area", "sudzha-status", "peak-area", "retaken-area")
SIDES = {"russia": "Russia", "ukraine": "Ukraine"}


def list_cues(case: Case, text: str) -> pd.DataFrame:
    """Return the words by which a text hands statements to speakers, each once.

    Parameters
    ----------
    case
        The case.
    text
        The text's siglum.

    Returns
    -------
    pandas.DataFrame
        One row per cue and speaker, in the order of the text; columns cue, speaker, side.

    Examples
    --------
    >>> from atodds import load
    >>> list_cues(load("harbour"), "P").head(2)
                   cue                     speaker   side
    0  told the Courier  Tomas Reyl, harbour master  other
    1              said      Ada Norrin, fire chief  other
    >>> list_cues(load("harbour"), "S")
    Traceback (most recent call last):
        ...
    LookupError: No row 'S' in documents. It has P, Q, R, WIRE.
    """
    expect_case(case).row("documents", text)
    voices = case.voices[case.voices["claim"].map(case.claims["document"]).eq(text)]
    cues = voices.dropna(subset=["cue"]).sort_values("start", kind="stable")
    cues = cues.drop_duplicates(["start", "actor"], ignore_index=True)
    names, sides = (cues["actor"].map(case.actors[name]) for name in ("name", "side"))
    return cues[["cue"]].assign(speaker=names, side=sides)


def count_claims(case: Case, text: str) -> dict[str, int]:
    """Return how often a text says "claim" of each of the two sides' speakers.

    Parameters
    ----------
    case
        The case.
    text
        The text's siglum.

    Returns
    -------
    dict
        The keys of `SIDES`, each with its count.

    Examples
    --------
    >>> from atodds import load
    >>> count_claims(load("kursk"), "E")
    {'russia': 0, 'ukraine': 0}
    """
    cues = list_cues(case, text)
    claims = cues[cues["cue"].str.contains("claim", case=False)]
    return {name: int(claims["side"].eq(side).sum()) for name, side in SIDES.items()}


verbs = Exercise(
    id="9.6",
    lesson=LESSON,
    title="What does a verb show?",
    objective=LABELS,
    points=4,
    basis="internal",
    kind=Fields(
        "Cues with a form of “claim” in text A",
        {
            "russia": Number("of Russian speakers", unit="cues"),
            "ukraine": Number("of Ukrainian speakers", unit="cues"),
            "shows": Choice(
                "What has this shown so far?",
                options={
                    "bias": "that text A is biased, and its facts with it",
                    "pattern": "a pattern, whose reason has still to be tested",
                    "nothing": "nothing: verbs are a matter of style",
                },
                confidence=False,
            ),
        },
    ),
    ask="Count, for each side, the cues with “claim” or “claiming”. Then say what that shows.",
    expected=lambda case: {**count_claims(case, COUNTED), "shows": "pattern"},
    mistakes=(
        Mistake(
            "leaps to a verdict",
            SameAs({"shows": "bias"}),
            "Two verbs in one text are thin ground for that. Is the statement that is called a "
            "claim disputed in its own sentence? A reporter may mark dispute, and not a side.",
        ),
        Mistake(
            "waves it away",
            SameAs({"shows": "nothing"}),
            "Swap the verbs in your head: Kyiv claims, Moscow said. If the sentence leans the "
            "other way now, the verb was doing some work.",
        ),
        Mistake(
            "counts every verb",
            lambda answer, _: isinstance(answer, dict) and (answer.get("ukraine") or 0) > 0,
            "“Said”, “say” and “hoped” are other verbs. Count the cues that have “claim” in them, "
            "then read off the side.",
            example={"ukraine": 4},
        ),
        Mistake(
            "stops at the first form",
            lambda answer, _: isinstance(answer, dict) and answer.get("russia") == 1,
            "One form ends in s, another in ing. Go through the column of cues once more.",
            example={"russia": 1},
        ),
    ),
    right="Two to none. One of the two is disputed in its own sentence, which would be a reason "
    "for the word; the Ukrainian half of that sentence is disputed as well, and is said. "
    "A pattern like that is where a question begins, and it is no measure of truth.",
    nudge="count by the column of sides; then ask what else could make a reporter choose the verb.",
    hints=(
        "Two columns matter: the cue and the side.",
        "Every form of the verb counts: claims, claiming.",
    ),
    reveal="2 and 0; a pattern, whose reason has still to be tested.",
)


def cite_for_ground(case: Case) -> pd.DataFrame:
    """Return whom the texts cite for ground and towns that were held or lost.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    pandas.DataFrame
        One row a statement, index its id; columns text, cited, cue, and what the text has them say.

    Examples
    --------
    >>> from atodds import load
    >>> cite_for_ground(load("kursk")).loc["A-c22", "cited"]
    'Oleksandr Syrskyi'
    >>> cite_for_ground("kursk")
    Traceback (most recent call last):
    ...
    TypeError: Expected a case, found the name 'kursk'. Write load("kursk").
    """
    voices = expect_case(case).voices
    voices = voices[voices["step"] == 1].drop_duplicates("claim")
    asked = voices["claim"].map(case.claims["question"]).isin(GROUND)
    rows = voices[asked].merge(case.claims, left_on="claim", right_on=case.claims.index.name)
    rows = rows[rows["document"].isin(["A", "E"])].assign(cited=rows["actor"].map(case.actors.name))
    rows = rows.set_index("claim").rename_axis("row")
    return rows.rename(columns={"document": "text", "answer": "says"})[
        ["text", "cited", "cue", "says"]
    ]


def _sources(text: str, case: Case) -> dict[str, str]:
    rows = case.voices[case.voices["claim"].map(case.claims["document"]).eq(text)]
    ids = rows["actor"].unique()
    return {str(name): str(case.actors.loc[name, "name"]) for name in ids}


labels = Exercise(
    id="9.7",
    lesson=LESSON,
    title="Who are these two?",
    objective=LABELS,
    points=4,
    basis="internal",
    kind=Fields(
        "Two labels",
        {
            "site": Choice(
                "In A, the “authoritative” site is",
                options=lambda case: _sources("A", case),
                confidence=False,
            ),
            "blog": Choice(
                "In E, the “military blog” is",
                options=lambda case: _sources("E", case),
                confidence=False,
            ),
            "pull": Choice(
                "What does each label tell you of trust?",
                options={
                    "same": "both vouch for the source",
                    "apart": "one vouches for the source, one names a tie to a side",
                    "none": "neither says anything that bears on trust",
                },
                confidence=False,
            ),
        },
    ),
    ask="Find both sources in the table, and say what their labels tell you.",
    expected=lambda _: {"site": MAP_MAKER, "blog": MAP_MAKER, "pull": "apart"},
    mistakes=(
        Mistake(
            "takes the commander for the map",
            SameAs({"site": "syrskyi"}),
            "A commander gives statements. Look for a row of A in which a map is what speaks.",
        ),
        Mistake(
            "takes the ministry for the blog",
            SameAs({"blog": "russian-mod"}),
            "A ministry publishes statements. Which row of E has an estimate of what Kyiv still "
            "controls?",
        ),
        Mistake(
            "hears no difference",
            SameAs({"pull": "same"}),
            "Ties can bring knowledge, too. But lay the words side by side: does “ties to” say, "
            "as “authoritative” does, that you may rely on the source?",
        ),
        Mistake(
            "feels no pull",
            SameAs({"pull": "none"}),
            "Swap the labels between the texts. If nothing changes for a reader, you are right; "
            "does nothing change?",
        ),
    ),
    right="One source, DeepState, under two labels: one bids you lean on it, one bids you ask "
    "whose it is. Both may be true at once. Neither says how the map is made, nor whether it was "
    "right before: that is what evidence would be.",
    nudge="look for the name that stands in rows of both texts.",
    hints=(
        "The map and the estimate each stand in a row of the table.",
        "The same name is cited in both texts.",
    ),
    reveal="DeepState, both times; one label vouches for it, the other names a tie to a side.",
    finds=("two labels",),
)

own_work = Exercise(
    id="9.8",
    lesson=LESSON,
    title="Label or evidence?",
    objective=LABELS,
    points=2,
    basis="internal",
    kind=Choice(
        "Evidence from DeepState's own work",
        options={
            "called": "a newspaper calls it authoritative",
            "ties": "a newspaper says that it has ties to an army",
            "loss": "its map takes a town out of the control of the side it is said to be tied to",
            "spread": "more than one newspaper uses it",
        },
        reasons={
            "against": "Whoever reports against an interest has no reason of that kind to do so.",
            "vouched": "A known newspaper vouches for it.",
            "many": "What many use will have been checked.",
        },
    ),
    ask="Choose what counts most as evidence, a reason, and how sure you are.",
    expected=lambda _: {"choice": "loss", "reason": "against"},
    mistakes=(
        Mistake(
            "leans on the label",
            SameAs({"choice": "called"}),
            "That is somebody's word about the map. What would you point to if you were asked "
            "why anybody should call it so?",
        ),
        Mistake(
            "stops at the interest",
            SameAs({"choice": "ties"}),
            "An interest is a reason to look harder, and a good one. It says where an error would "
            "lean; has the map leaned that way?",
        ),
        Mistake(
            "counts users",
            SameAs({"choice": "spread"}),
            "Two texts that copy one map are still one map. What did the map itself ever put at "
            "risk?",
        ),
    ),
    right="A report against the interest that one is said to have is evidence, though of one "
    "case. It proves no reliability in general. Lesson 10 grades the source and the "
    "statement apart.",
    nudge="set aside what others say of the map, and look at what the map said.",
    hints=("Which of the four would be there even if no newspaper had described the map?",),
    reveal="The map took a town from the control of the side it is said to be tied to.",
)
