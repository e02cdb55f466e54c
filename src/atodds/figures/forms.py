"""The one name of each unit, and the forms in which texts print it."""

from __future__ import annotations

# A space inside a figure may be a no-break or thin one, but never a line break.
SPACE = r"[ \t\u00a0\u2009\u202f]"

_LENGTHS = {
    "km": "km kms kilometer kilometers kilometre kilometres",
    "m": "m meter meters metre metres",
    "cm": "cm centimeter centimeters centimetre centimetres",
    "mile": "mi mile miles",
    "yard": "yard yards yd yds",
    "ft": "ft foot feet",
    "nautical mile": "nautical_mile nautical_miles",
}
_OTHERS = {
    "mass": {
        "kg": "kg kilo kilos kilogram kilograms kilogramme kilogrammes",
        "tonne": "tonne tonnes metric_ton metric_tons",
        "ton": "ton tons",
        "pound weight": "lb lbs",
    },
    "area": {"hectare": "ha hectare hectares", "acre": "acre acres"},
    "time": {
        "second": "seconds sec secs",
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks",
    },
    # Months and years have no fixed length in days, so they are a dimension of their own.
    "calendar time": {
        "month": "month months",
        "year": "year years",
        "decade": "decade decades",
    },
    "share": {"share": "% percent per_cent pct"},
    "points": {"percentage point": "percentage_point percentage_points"},
    "currency": {
        "USD": "dollar dollars US_dollars USD",
        "EUR": "euro euros EUR",
        "GBP": "pound pounds pounds_sterling GBP",
        "RUB": "ruble rubles rouble roubles RUB",
        "UAH": "hryvnia hryvnias UAH",
    },
}
SYMBOLS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP"}
_COUNTED = {
    "person": (
        "person persons people man men woman women child children troop troops soldier soldiers "
        "serviceman servicemen fighter fighters conscript conscripts recruit recruits guard guards "
        "officer officers prisoner prisoners captive captives civilian civilians "
        "resident residents inhabitant inhabitants evacuee evacuees refugee refugees "
        "casualty casualties death deaths firefighter firefighters worker workers "
        "passenger passengers victim victims witness witnesses protester protesters voter voters "
        "student students patient patients"
    ),
    "settlement": (
        "settlement settlements town towns village villages towns_and_villages "
        "villages_and_towns hamlet hamlets"
    ),
    "country": "country countries",
    "house": "house houses home homes",
    "building": "building buildings",
    "ship": "ship ships boat boats vessel vessels",
    "container": "container containers",
    "vehicle": "vehicle vehicles",
    "tank": "tank tanks",
    "drone": "drone drones",
    "missile": "missile missiles",
}
# "another 40 wounded": what befell people stands for the people, if no noun follows.
_BEFALLEN_WORDS = "killed wounded injured dead missing displaced evacuated"
BEFALLEN = frozenset(_BEFALLEN_WORDS.split())
# Words that end the search for a counted noun: beyond them another thing begins.
_STOP_WORDS = (
    "a an the and or but nor of in on at to from by with for as than that which who whom whose "
    "is are was were be been has have had will would may might can could should did do does not "
    "into over under about near since after before when while where there it its they their he "
    "she his her we our you your this these those during between per said says put also were "
    "reportedly took"
)
STOPS = frozenset(_STOP_WORDS.split())


# Letters that a search without regard to case takes for others, and signs with two shapes.
# Each stands for one other, so that positions stay what they are in the text itself.
_SHAPES = str.maketrans("\u0130\u0131\u017f\u212a\u2011\u00b2\u2019", "iisk-2'")


def plain_shapes(text: str) -> str:
    """Return the text, as long as before, with one shape for each letter and sign.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same with plain hyphens, apostrophes and letters; every position is unchanged.

    Examples
    --------
    >>> from atodds.figures.forms import plain_shapes
    >>> plain_shapes("40 km\u00b2")
    '40 km2'
    """
    return text.translate(_SHAPES)


def fold_form(printed: str) -> str:
    """Return a printed unit in small letters and plain shapes, as the tables hold it.

    Parameters
    ----------
    printed : str
        The unit as printed.

    Returns
    -------
    str
        Its key in `FORMS` or `COUNTED`.

    Examples
    --------
    >>> from atodds.figures.forms import fold_form
    >>> fold_form("Square  Miles")
    'square miles'
    """
    return " ".join(plain_shapes(printed).split()).lower()


def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Return printed form -> unit, and unit -> dimension, for every measured unit."""
    forms: dict[str, str] = {}
    dimensions: dict[str, str] = {}
    for unit, printed in _LENGTHS.items():
        dimensions |= {unit: "length", f"{unit}^2": "area"}
        for form in printed.replace("_", "\t").split(" "):
            word = form.replace("\t", " ")
            forms[word] = unit
            areas = (f"square {word}", f"sq {word}", f"sq. {word}", f"sq.{word}")
            powers = (f"{word}2", f"{word}^2") if word in {"km", "m", "cm", "mi", "ft"} else ()
            forms |= dict.fromkeys((*areas, *powers), f"{unit}^2")
    for dimension, units in _OTHERS.items():
        for unit, printed in units.items():
            dimensions[unit] = dimension
            forms |= {fold_form(form.replace("_", " ")): unit for form in printed.split(" ")}
    return forms, dimensions


FORMS, DIMENSIONS = _forms()
COUNTED = {
    fold_form(form.replace("_", " ")): unit
    for unit, printed in _COUNTED.items()
    for form in printed.split(" ")
}
