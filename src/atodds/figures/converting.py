"""Convert a number from one unit to another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from atodds.figures.forms import DIMENSIONS
from atodds.figures.units import name_unit

if TYPE_CHECKING:
    import pint

# The name of each unit in pint. Pint never sees a text, only these.
_PINT = {
    "km": "kilometer",
    "m": "meter",
    "cm": "centimeter",
    "mile": "mile",
    "yard": "yard",
    "ft": "foot",
    "nautical mile": "nautical_mile",
    "hectare": "hectare",
    "acre": "acre",
    "kg": "kilogram",
    "tonne": "metric_ton",
    "ton": "short_ton",
    "pound weight": "pound",
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
}


def convert(value: float, unit: str, to: str) -> float:
    """Convert a number from one unit to another of the same dimension.

    Parameters
    ----------
    value : float
        The number.
    unit, to : str
        Units, in any form that a text prints or under their names here.

    Returns
    -------
    float
        The number in the other unit, not rounded.

    Raises
    ------
    ValueError
        If a unit is unknown, or the two cannot be converted.

    Examples
    --------
    >>> from atodds.figures import convert
    >>> round(convert(1300, "square km", "square miles"))
    502
    >>> convert(9, "months", "days")
    Traceback (most recent call last):
        ...
    ValueError: Expected two units of one dimension; found month (calendar time) and day \
(time). Choose units that measure the same.
    """
    one, other = name_unit(unit), name_unit(to)
    factor = _find_factor(one, other)
    if factor is None:
        kinds = [DIMENSIONS.get(each, "count") for each in (one, other)]
        msg = (
            f"Expected two units of one dimension; found {one} ({kinds[0]}) and {other} "
            f"({kinds[1]}). Choose units that measure the same."
        )
        if kinds == ["currency", "currency"]:
            msg = f"Expected units with a fixed factor; found {one} and {other}. Look up the rate."
        raise ValueError(msg)
    return value * factor


@cache
def _find_factor(unit: str, to: str) -> float | None:
    """Return what one unit is in the other; None where there is no fixed factor."""
    if unit == to:
        return 1.0
    if DIMENSIONS.get(unit) != DIMENSIONS.get(to):
        return None
    names = [_name_for_pint(each) for each in (unit, to)]
    if None in names:
        return None
    return float(_open_registry().Quantity(1.0, names[0]).to(names[1]).magnitude)


@cache
def _open_registry() -> pint.UnitRegistry:
    # Loading pint takes half a second, and most lessons never convert.
    import pint  # noqa: PLC0415

    return pint.UnitRegistry()


def _name_for_pint(unit: str) -> str | None:
    length, squared, _ = unit.partition("^2")
    name = _PINT.get(length)
    return f"{name}**2" if name and squared else name
