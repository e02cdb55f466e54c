"""Exercises 1.4 and 1.5: publisher, agency, originator, translator, or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.course.cells import cell
from atodds.course.choices import chose
from atodds.course.lesson01.names import LESSON, ROLES, TRANSLATED
from atodds.exercises import Choice, Exercise, Fields, Mistake, SameAs

if TYPE_CHECKING:
    from atodds.case import Case

UNKNOWN = "unknown"
_HANDS = {
    "ap": "the Associated Press",
    "bta": "BTA, with its translator",
    UNKNOWN: "unknown: the text does not show it",
}


def hands(case: Case) -> dict[str, str]:
    """Return who did what to the translated text, as far as the text itself shows.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        gathered, translated, returned, published: "ap", "bta" or "unknown".

    Examples
    --------
    >>> from atodds import load
    >>> hands(load("kursk"))
    {'gathered': 'ap', 'translated': 'bta', 'returned': 'unknown', 'published': 'unknown'}
    >>> hands(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: No row 'C' in documents. It has P, Q, R, WIRE.
    """
    agency, _, translator = cell(case, TRANSLATED, "originator", table="documents").partition(
        ", by way of "
    )
    names = case.actors["name"]
    publisher = cell(case, TRANSLATED, "publisher", table="documents")
    return {
        "gathered": str(names.index[names == agency][0]),
        "translated": translator.casefold(),
        # The credit line tells of one translation, out of English; of the way back it is silent.
        "returned": UNKNOWN,
        "published": UNKNOWN if publisher == UNKNOWN else str(publisher),
    }


credit = Exercise(
    id="1.4",
    lesson=LESSON,
    title="Two lines, four hands",
    objective=ROLES,
    points=4,
    basis="internal",
    kind=Fields(
        "The hands behind text C",
        {
            "gathered": Choice("Who is credited with telling it first?", _HANDS),
            "translated": Choice("Who translated it from English?", _HANDS),
            "returned": Choice("Who put it into the English that you read?", _HANDS),
            "published": Choice("Who published it?", _HANDS),
        },
    ),
    ask="For each question, say who: by the two lines alone.",
    expected=hands,
    mistakes=(
        Mistake(
            "agency as publisher",
            SameAs({"published": "ap"}),
            "The line says who presents the moments. If the agency had put this page before you, "
            "would a translator of BTA stand below it?",
        ),
        Mistake(
            "translator as publisher",
            SameAs({"published": "bta"}),
            "BTA signs for a translation. Does anything say that this page is BTA's own?",
        ),
        Mistake(
            "one translation",
            SameAs({"returned": "bta"}),
            "The line says: from English. What you read is English. So one more step must have "
            "followed. Does the line speak of that one?",
        ),
        Mistake(
            "never left English",
            SameAs({"returned": "ap"}),
            "Then nobody need have translated it from English. What must lie between the "
            "agency's English and this one?",
        ),
        Mistake(
            "unknown too soon",
            SameAs({"gathered": UNKNOWN}),
            "You ask for more than a credit, and rightly: a credit is no proof. But the question "
            "is who gets the credit. Which line hands it to somebody?",
        ),
        Mistake(
            "translator as originator",
            SameAs({"gathered": "bta"}),
            "By its own line BTA translated and shortened. Whose key moments are they, by the "
            "line above?",
        ),
    ),
    right="An agency told it in English, another agency put it into another language, and somebody "
    "put it back. Two of four hands are unknown, and you know which two. Every step can drop a "
    "word or turn one round; lesson 05 looks for those.",
    nudge="take the line at its word: from English. What language are you reading?",
    hints=(
        "Two of the four answers are named in the two lines.",
        "“Unknown” is an answer here, and it needs no apology.",
    ),
    reveal="Gathered: the Associated Press. Translated from English: BTA. Put back into English: "
    "unknown. Published: unknown.",
)


def _outlets(case: Case) -> dict[str, str]:
    wanted = ("independent", "ap", "cnn", "moscow-times", "bloomberg")
    named = {name: str(cell(case, name, "name", table="actors")) for name in wanted}
    return {**named, UNKNOWN: "unknown: the text does not show it"}


def publishers(case: Case) -> dict[str, str]:
    """Return who published each of the texts, as far as the texts show it.

    Parameters
    ----------
    case
        The case of the lesson.

    Returns
    -------
    dict
        Siglum to the key of an outlet, or "unknown".

    Examples
    --------
    >>> from atodds import load
    >>> publishers(load("kursk"))["D"]
    'unknown'
    >>> publishers(load("harbour"))
    Traceback (most recent call last):
        ...
    LookupError: No row 'independent' in actors. It has reyl, norrin, town, union, ...
    """
    keys = {name: key for key, name in _outlets(case).items()}
    held = case.documents[case.documents["held"]]
    return {str(siglum): keys.get(name, UNKNOWN) for siglum, name in held["publisher"].items()}


publish = Exercise(
    id="1.5",
    lesson=LESSON,
    title="Who publishes?",
    objective=ROLES,
    points=5,
    basis="internal",
    kind=Fields("The publisher", {one: Choice(f"Text {one}", _outlets) for one in "ABCDE"}),
    ask="For each text: who published it, as far as it shows?",
    expected=publishers,
    mistakes=(
        Mistake(
            "cited as publisher",
            SameAs({"D": "cnn"}),
            "“According to” hands a statement to somebody else. Would CNN, on its own page, call "
            "itself “the American news outlet CNN”?",
        ),
        Mistake(
            "originator as publisher",
            SameAs({"C": "ap"}),
            "It tells who gathered the report. Between that and the page before you stand two "
            "translations. Does the agency publish those?",
        ),
        Mistake(
            "passed on as publisher",
            SameAs({"E": "bloomberg"}),
            "That is where one statement comes from. Whose message stands at the end, and asks for "
            "gifts?",
        ),
        Mistake(
            "a name for the nameless",
            lambda answer, _: answer["B"]["choice"] != UNKNOWN,
            "What in text B made you think so? If it is a feeling, or something you found "
            "elsewhere, it is no mark that the text itself bears.",
            example={
                "A": "independent",
                "B": "ap",
                "C": UNKNOWN,
                "D": UNKNOWN,
                "E": "moscow-times",
            },
        ),
        Mistake(
            "unknown too soon",
            chose("A", UNKNOWN),
            "Read both fragments from A again. Would one newspaper announce what another is going "
            "to detail?",
            example={
                "A": UNKNOWN,
                "B": UNKNOWN,
                "C": UNKNOWN,
                "D": UNKNOWN,
                "E": "moscow-times",
            },
        ),
        Mistake(
            "furniture forgotten",
            chose("E", UNKNOWN),
            "You set the message aside for the war, and rightly. For this question it is the best "
            "witness there is.",
            example={
                "A": "independent",
                "B": UNKNOWN,
                "C": UNKNOWN,
                "D": UNKNOWN,
                "E": UNKNOWN,
            },
        ),
    ),
    right="Two of five show who published them: A by speaking of itself, E by its furniture. Three "
    "do not. To be cited, or to have told a thing first, is not to publish it.",
    nudge="ask of each name: does it speak here as itself, or is it spoken of?",
    hints=(
        "Three of the five are unknown.",
        "A newspaper that names itself says “to us” in another way.",
    ),
    reveal="A: The Independent. E: The Moscow Times. B, C and D: unknown.",
)
