"""Check the conversions that a text prints in brackets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from atodds.figures.converting import convert
from atodds.figures.finding import find_figures
from atodds.figures.forms import DIMENSIONS, plain_shapes
from atodds.figures.grammar import printed_pattern
from atodds.figures.numerals import last_step, read_numeral
from atodds.figures.quantity import Quantity
from atodds.figures.reading import read_quantity

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


# What a writer converts to, where the text repeats the unit or names none that fits.
_COUNTERPARTS = {
    "km": "mile", "mile": "km", "m": "ft", "ft": "m", "kg": "pound weight",
    "pound weight": "kg", "km^2": "mile^2", "mile^2": "km^2", "m^2": "ft^2", "ft^2": "m^2",
    "hectare": "acre", "acre": "hectare", "cm": "ft", "yard": "m", "nautical mile": "km",
    "tonne": "ton", "ton": "tonne", "cm^2": "ft^2", "yard^2": "m^2", "nautical mile^2": "km^2",
}  # fmt: skip
_SAME_PLACE = 1e-9
_LIMITS = ("low", "best", "high")
_WORDS = ("exact", "unit", "rule")

Interval = tuple[float, float]


@dataclass(frozen=True)
class Conversion:
    """A printed conversion and whether it holds.

    Attributes
    ----------
    given, converted : Quantity
        The figure and the one in brackets.
    expected_low, expected_high : float
        Between these lies the right conversion, with the rounding of the given number; for a
        range, low belongs to its low end and high to its high end.
    ok : bool
        Whether the printed one agrees, with its own rounding allowed.
    cause : str or None
        What went wrong: "repeated unit", "linear factor for an area", "swapped factor",
        "repeated unit and linear factor" or "other". None if nothing did.
    expected_unit : str
        The unit of the four limits.
    printed : float
        The number in brackets.
    fits_low, fits_high : float
        A number in brackets fits between these: the expected limits, widened by the rounding
        of the bracket itself.
    """

    given: Quantity
    converted: Quantity
    expected_low: float
    expected_high: float
    ok: bool
    cause: str | None
    expected_unit: str
    printed: float
    fits_low: float
    fits_high: float


def check_conversion(given: Quantity | str, converted: Quantity | str) -> Conversion:
    """Check a printed conversion, allowing for the rounding of both printed numbers.

    Parameters
    ----------
    given : Quantity or str
        The figure that the text converts.
    converted : Quantity or str
        What it prints in brackets.

    Returns
    -------
    Conversion
        What was to be expected, whether it was met, and the likely cause if not.

    Raises
    ------
    ValueError
        If one of the two is no quantity in a unit that converts.

    Notes
    -----
    Zeros at the end are taken for rounding: "200" may stand for 150 to 250, so that a check of
    round numbers is a weak one. The cause is an inference from the numbers.

    Examples
    --------
    >>> from atodds.figures import check_conversion
    >>> check_conversion("40 miles", "64 km").ok
    True
    >>> wrong = check_conversion("500 square km", "311 square km")
    >>> wrong.cause, wrong.expected_unit, round(wrong.expected_high)
    ('repeated unit and linear factor', 'mile^2', 212)
    >>> check_conversion("40 boats", "64 km")
    Traceback (most recent call last):
        ...
    ValueError: Expected a length, an area or a mass; found '40 boats'. Give a figure with its \
unit, as in '40 miles'.
    """
    one, other = (
        read_quantity(each) if isinstance(each, str) else each for each in (given, converted)
    )
    units = _expect_measured(one), _expect_measured(other)
    same_dimension = DIMENSIONS[units[0]] == DIMENSIONS[units[1]]
    expected = units[1] if same_dimension and units[0] != units[1] else _COUNTERPARTS[units[0]]
    factor = convert(1.0, units[0], expected)
    ends = _printed_ends(one)
    ok = expected == units[1] and _fits(one, other, factor)
    cause = None if ok else _find_cause(one, other, expected)
    low, high = ends[0][0] * factor, ends[-1][1] * factor
    bracket = _printed_ends(other)
    room = (bracket[-1][1] - bracket[-1][0]) / 2
    printed = bracket[-1][1] - room
    return Conversion(one, other, low, high, ok, cause, expected, printed, low - room, high + room)


def _expect_measured(quantity: Quantity) -> str:
    if quantity.unit not in _COUNTERPARTS:
        msg = (
            f"Expected a length, an area or a mass; found {quantity.exact!r}. Give a figure with "
            "its unit, as in '40 miles'."
        )
        raise ValueError(msg)
    return quantity.unit


def _printed_ends(quantity: Quantity) -> list[Interval]:
    """Return, for each printed number, the interval that rounds to it."""
    match = printed_pattern().match(plain_shapes(quantity.exact))
    number = match["number"] if match else None
    if number:
        printed = read_numeral(number)
        return [(printed.value - printed.step / 2, printed.value + printed.step / 2)]
    limits = [quantity.best] if quantity.best is not None else [quantity.low, quantity.high]
    if quantity.rule == "nearly":
        limits = [quantity.high]
    values = [limit for limit in limits if limit is not None]
    return [(value - last_step(value) / 2, value + last_step(value) / 2) for value in values]


def _fits(given: Quantity, converted: Quantity, factor: float) -> bool:
    """Tell whether one number times a factor gives the other, both being rounded."""
    ones, others = _printed_ends(given), _printed_ends(converted)
    if len(ones) != len(others):
        ones, others = [(ones[0][0], ones[-1][1])], [(others[0][0], others[-1][1])]
    return all(
        one[0] * factor <= other[1] + _SAME_PLACE and other[0] <= one[1] * factor + _SAME_PLACE
        for one, other in zip(ones, others, strict=True)
    )


def _find_cause(given: Quantity, converted: Quantity, expected: str) -> str:
    """Name the mistake that would give the printed number from the given one."""
    unit, printed = _expect_measured(given), _expect_measured(converted)
    factor = convert(1.0, unit, expected)
    is_area = DIMENSIONS[unit] == "area"
    linear = is_area and _fits(given, converted, factor**0.5)
    if unit == printed:
        return "repeated unit and linear factor" if linear else "repeated unit"
    if linear:
        return "linear factor for an area"
    if expected == printed and _fits(given, converted, 1 / factor):
        return "swapped factor"
    return "other"


def check_conversions(source: str | pd.DataFrame) -> pd.DataFrame:
    """Check every conversion in brackets of a text, or of a table of figures.

    Parameters
    ----------
    source : str or pandas.DataFrame
        Running text; or a table as `find_figures` gives it, or a case's figures, in which
        `conversion_of` names another row of the same table by its index.

    Returns
    -------
    pandas.DataFrame
        One row a pair, indexed as the converted figures are: given, converted (the printed
        words), printed (the number in brackets), expected_low, expected_high, fits_low,
        fits_high, expected_unit, ok, cause (NaN where ok); see `Conversion`.
        Sums of money are left out: no factor for them is fixed.

    Raises
    ------
    ValueError
        If a column is missing, or `conversion_of` names a row that is not there.

    Examples
    --------
    >>> from atodds.figures import check_conversions
    >>> check_conversions("It lies 40 miles (64 km) off; 9 sq km (3.5 sq miles) burned.")[
    ...     ["given", "converted", "ok"]
    ... ]
          given     converted    ok
    1  40 miles         64 km  True
    3   9 sq km  3.5 sq miles  True
    >>> import pandas as pd
    >>> check_conversions(pd.DataFrame({"exact": ["40 miles"]}))
    Traceback (most recent call last):
        ...
    ValueError: Expected a table of figures; it has no column low, high, best, bound, unit, \
conversion_of. Take the case's figures or the result of find_figures.
    """
    figures = find_figures(source) if isinstance(source, str) else _expect_figures(source)
    records = figures.to_dict("index")
    rows: dict[Hashable, dict[str, object]] = {}
    for label, parent in figures["conversion_of"].dropna().items():
        if parent not in records:
            msg = (
                f"Expected conversion_of to name a row of the table; figure {label!r} names "
                f"{parent!r}. Give the whole table, or index it by id."
            )
            raise ValueError(msg)
        if DIMENSIONS.get(str(records[parent]["unit"])) == "currency":
            continue
        checked = check_conversion(_take_row(records[parent]), _take_row(records[label]))
        rows[label] = {
            **vars(checked),
            "given": checked.given.exact,
            "converted": checked.converted.exact,
        }
    columns = ["given", "converted", "printed", "expected_low", "expected_high"]
    columns += ["fits_low", "fits_high", "expected_unit"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*columns, "ok", "cause"])


def _expect_figures(table: pd.DataFrame) -> pd.DataFrame:
    needed = ["exact", "low", "high", "best", "bound", "unit", "conversion_of"]
    missing = [name for name in needed if name not in table.columns]
    if missing:
        msg = (
            f"Expected a table of figures; it has no column {', '.join(missing)}. "
            "Take the case's figures or the result of find_figures."
        )
        raise ValueError(msg)
    return table.set_index("id") if "id" in table.columns else table


def _take_row(row: Mapping[Hashable, Any]) -> Quantity:
    """Make a quantity of a row, which need not have been read by this kit."""
    exact, unit, rule = (None if pd.isna(row.get(name)) else str(row[name]) for name in _WORDS)
    low, best, high = (None if pd.isna(row[name]) else float(row[name]) for name in _LIMITS)
    words, kind, bound = exact or "", "amount", str(row["bound"])
    place = words, 0, len(words), kind
    return Quantity(*place, low, best, high, bound, None, unit, rule or "as printed")
