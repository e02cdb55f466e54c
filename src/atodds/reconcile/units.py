"""What a unit measures, and how many of one unit make another.

Only what is fixed by definition stands here (a foot is 0.3048 m). A month has no fixed number of
days, so months and years measure something else than days; a "ton" is one of three.
"""

from collections.abc import Mapping
from types import MappingProxyType

_FOOT = 0.0003048
_MILE = 5280 * _FOOT
_LENGTHS = {
    "cm": 1e-5,
    "m": 0.001,
    "km": 1.0,
    "ft": _FOOT,
    "yard": 3 * _FOOT,
    "mile": _MILE,
    "nautical mile": 1.852,
}

# What is measured -> unit -> how many base units it holds; None: not one fixed number.
_UNITS: Mapping[str, Mapping[str, float | None]] = MappingProxyType(
    {
        "length": _LENGTHS,
        "area": {
            **{f"{unit}^2": size**2 for unit, size in _LENGTHS.items()},
            "hectare": 0.01,
            "acre": _MILE**2 / 640,
        },
        "time": {
            "second": 1 / 86400,
            "minute": 1 / 1440,
            "hour": 1 / 24,
            "day": 1.0,
            "week": 7.0,
        },
        "calendar time": {"month": 1.0, "year": 12.0, "decade": 120.0},
        "mass": {"kg": 1.0, "tonne": 1000.0, "pound weight": 0.45359237, "ton": None},
    }
)


def measure_of(unit: str | None) -> str:
    """Say what a unit measures; a unit of counting measures only itself.

    Parameters
    ----------
    unit : str or None
        A unit as figures tables write it: "km^2", "person", or None.

    Returns
    -------
    str
        "area", "length", "time", the unit itself, or "" for none.

    Examples
    --------
    >>> measure_of("km^2"), measure_of("mile^2"), measure_of("person"), measure_of(None)
    ('area', 'area', 'person', '')

    >>> measure_of(2)
    Traceback (most recent call last):
    TypeError: Expected a unit in words such as 'km^2', found 2.
    """
    if unit is None:
        return ""
    if not isinstance(unit, str):
        raise TypeError(f"Expected a unit in words such as 'km^2', found {unit!r}.")
    return next((name for name, units in _UNITS.items() if unit in units), unit)


def factor(unit: str | None, to: str | None) -> float:
    """Say by what a number of one unit is multiplied to be a number of another.

    Parameters
    ----------
    unit, to : str or None
        Two units that measure the same.

    Returns
    -------
    float
        The factor; 1.0 for the same unit.

    Examples
    --------
    >>> round(factor("mile^2", "km^2"), 4)
    2.59

    >>> factor("month", "day")
    Traceback (most recent call last):
    ValueError: No fixed number of 'day' makes one 'month'. Compare figures in one unit.
    """
    if unit == to:
        return 1.0
    units = _UNITS.get(measure_of(unit), {})
    one, other = units.get(unit or ""), units.get(to or "")
    if one is None or other is None:
        raise ValueError(
            f"No fixed number of {to!r} makes one {unit!r}. Compare figures in one unit."
        )
    return one / other
