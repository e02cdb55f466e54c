"""Read one printed quantity: low, best, high, and the rule that gave them."""

from __future__ import annotations

import re

from atodds.figures.forms import DIMENSIONS, SPACE, SYMBOLS, plain_shapes
from atodds.figures.grammar import HALF_OF_ONE, SCALE, printed_pattern
from atodds.figures.numerals import SCALES, Numeral, read_fraction, read_numeral
from atodds.figures.quantity import Quantity
from atodds.figures.rules import APPROXIMATORS, FEW, PLURAL_SCALES, RULES, Limits, find_limits
from atodds.figures.units import PrintedUnit, find_unit


def read_quantity(text: str) -> Quantity:
    """Read one printed quantity.

    Parameters
    ----------
    text : str
        The quantity as printed, with its approximator and its unit, and nothing else.

    Returns
    -------
    Quantity
        Its limits, unit, and the name of the rule that gave them (see `RULES`).

    Raises
    ------
    TypeError
        If it is no text.
    ValueError
        If no quantity, or more than one, stands there.

    Notes
    -----
    Minus signs, Roman numerals, dates and ranks ("third") are not read. A noun that the table
    of units does not know is not a unit: read the number without it.

    Examples
    --------
    >>> from atodds.figures import read_quantity
    >>> boats = read_quantity("nearly 1,300 boats")
    >>> boats.low, boats.best, boats.high, boats.bound, boats.unit, boats.rule
    (1250.0, None, 1300.0, 'under', 'ship', 'nearly')
    >>> read_quantity("less 200 square km").high
    200.0
    >>> read_quantity("10,000-12,000").best is None
    True
    >>> read_quantity("a lot of boats")
    Traceback (most recent call last):
        ...
    ValueError: Expected one printed quantity; found 'a lot of boats'. Give a number in digits \
or words, with its unit, as in 'about 300 people'.
    """
    if not isinstance(text, str):
        msg = f"Expected text; found {type(text).__name__}. Put the figure in quotation marks."
        raise TypeError(msg)
    plain = plain_shapes(text)
    start = len(plain) - len(plain.lstrip())
    match = printed_pattern().match(plain, start)
    read = read_match(text, match) if match else None
    if read is None:
        raise ValueError(_explain_unread(text, match))
    rest = text[read[0].end :].strip(" \t\n\r.,;:")
    if rest:
        msg = (
            f"Expected one printed quantity; found {read[0].exact!r} and after it {rest[:60]!r}. "
            "Leave out what follows, or use find_figures for running text."
        )
        raise ValueError(msg)
    return read[0]


def _explain_unread(text: str, match: re.Match[str] | None) -> str:
    if match and (match["r1"] or match["b1"]):
        return (
            f"Expected a range from the smaller number to the larger; found {match.group()!r}. "
            "Read its two numbers one at a time."
        )
    return (
        f"Expected one printed quantity; found {text[:60]!r}. Give a number in digits or "
        "words, with its unit, as in 'about 300 people'."
    )


def read_match(text: str, match: re.Match[str]) -> tuple[Quantity, str | None] | None:
    """Return the quantity that a match of `printed_pattern()` stands for, and its unit as printed.

    Parameters
    ----------
    text : str
        The text as it is.
    match : re.Match
        What `printed_pattern()` or `single_pattern()` found in the text's plain shapes.

    Returns
    -------
    tuple or None
        None where what looked like a quantity is none: a backward range, half a word.

    Examples
    --------
    >>> from atodds.figures.grammar import printed_pattern
    >>> from atodds.figures.reading import read_match
    >>> read_match("5 miles", printed_pattern().match("5 miles"))[1]
    'miles'
    >>> read_match("from 9 to 3", printed_pattern().match("from 9 to 3")) is None
    True
    """
    groups = {name: words for name, words in match.groupdict().items() if words}
    unit = _find_unit(match, groups)
    end = unit.end if unit and unit.end > match.end() else match.end()
    if end == match.end() and re.match(r"\w", match.string[end:]):
        return None
    share = ("fraction" in groups and not _is_part_of_one(match, groups, unit)) or (
        unit is not None and DIMENSIONS.get(unit.unit) == "share"
    )
    stated = _state(groups, share=share, percent="fraction" not in groups)
    if stated is None:
        return None
    (low, best, high), bound, rule = stated
    name = "share" if share else unit.unit if unit else None
    exact = text[match.start() : end]
    approximator = text[slice(*_head_span(match, groups))] or None
    kind = _name_kind(name, bound if "few" in groups or "plural" in groups else None)
    quantity = Quantity(
        exact, match.start(), end, kind, low, best, high, bound, approximator, name, rule
    )
    return quantity, (text[unit.start : unit.end] or None) if unit else None


def _find_unit(match: re.Match[str], groups: dict[str, str]) -> PrintedUnit | None:
    for sign in ("sign", "sign_b", "sign_r"):
        if sign in groups:
            return PrintedUnit(SYMBOLS[groups[sign].upper()], match.start(sign), match.end(sign))
    if "fraction" in groups:
        article = HALF_OF_ONE.match(match.string, match.end())
        unit = find_unit(match.string, article.end()) if article else None
        return unit if unit and unit.unit in DIMENSIONS else None
    return find_unit(match.string, match.end())


def _is_part_of_one(match: re.Match[str], groups: dict[str, str], unit: PrintedUnit | None) -> bool:
    """Tell half a mile, an amount, from half of the boats, a share."""
    return unit is not None and "fraction" in groups and unit.start > match.end()


def _head_rule(groups: dict[str, str]) -> str:
    if "dropped" in groups:
        return "under"
    if "from_only" in groups:
        return "at least"
    names = (rule for rule in APPROXIMATORS if "a_" + re.sub(r"\W", "_", rule) in groups)
    return next(names, "as printed")


def _head_span(match: re.Match[str], groups: dict[str, str]) -> tuple[int, int]:
    for name in groups:
        if name.startswith("a_") or name == "dropped":
            return match.span(name)
        if name == "from_only":
            return match.start(name), match.start(name) + len("from")
    return 0, 0


def _state(groups: dict[str, str], *, share: bool, percent: bool) -> tuple[Limits, str, str] | None:
    """Return limits, bound and rule of what the groups of a match hold."""
    head = _head_rule(groups)
    if "plural" in groups or "few" in groups:
        return _state_vague(groups, head)
    scale = 100 if share and percent else 1
    for first, second in (("b1", "b2"), ("r1", "r2")):
        if first in groups:
            low, high = _read_range(groups[first], groups[second])
            return ((low / scale, None, high / scale), "range", "range") if low < high else None
    if "fraction" in groups:
        number = Numeral(read_fraction(groups["fraction"]), 0.1)
    else:
        printed = read_numeral(groups["number"])
        number = Numeral(printed.value / scale, printed.step / scale)
    limits, rule = find_limits(head, number, share=share)
    return limits, RULES[rule].bound, rule


def _state_vague(groups: dict[str, str], head: str) -> tuple[Limits, str, str]:
    spaced = {name: re.sub(SPACE, " ", words.lower()) for name, words in groups.items()}
    if "plural" in spaced:
        low, high = PLURAL_SCALES[spaced["plural"]]
        rule = "plural-scale"
    else:
        factor = SCALES.get(spaced.get("few_scale", ""), 1)
        low, high = (factor * limit for limit in FEW[spaced["few"]])
        rule = "several" if spaced["few"] == "several" else "few"
    if head in {"over", "at least"}:
        return (float(low), None, None), head, rule
    if head in {"under", "at most"}:
        return (None, None, float(high)), head, rule
    return (float(low), None, float(high)), "vague", rule


def _read_range(first: str, second: str) -> tuple[float, float]:
    """Read both ends; in "2 to 3 million" the scale belongs to both."""
    low, high = read_numeral(first).value, read_numeral(second).value
    scale = re.search(rf"{SPACE}({SCALE})$", second, re.IGNORECASE)
    if scale and not re.search(SCALE, first, re.IGNORECASE):
        factor = SCALES[scale[1].lower()]
        if low < high / factor:
            low *= factor
    return low, high


def _name_kind(unit: str | None, vague: str | None) -> str:
    dimension = DIMENSIONS.get(unit or "")
    if dimension in {"share", "points"}:
        return "share"
    if dimension in {"time", "calendar time"}:
        return "duration"
    if dimension is not None:
        return "amount"
    return "vague" if vague else "count"
