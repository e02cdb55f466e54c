"""Say a range in words, without making it look surer than it is."""

import math

from atodds.reconcile.intervals import Interval

_SAID = {
    "km^2": "km²",
    "m^2": "m²",
    "mile^2": "square miles",
    "ft^2": "square feet",
    "ft": "feet",
    "person": "people",
    "country": "countries",
    "day": "days",
}
_LONGEST_SIGN = 3  # "km", "kg", "USD": signs have no plural


def describe(interval: Interval, unit: str = "") -> str:
    """Say a range in words.

    Limits are rounded outwards to three figures, so that the words never promise more than the
    numbers do; whole numbers stay whole.

    Parameters
    ----------
    interval : Interval
        What is known.
    unit : str
        "share" is said in per cent; "km^2" as km²; a counted thing in the plural.

    Returns
    -------
    str
        "under 16 %", "between 1,250 and 1,350 km²", "over 420 km²", "no limit stated".

    Examples
    --------
    >>> describe(Interval(high=0.16, under=True), "share")
    'under 16 %'
    >>> describe(Interval(1250, 1350), "km^2")
    'between 1,250 and 1,350 km²'
    >>> describe(Interval(420, over=True), "km^2"), describe(Interval(420))
    ('over 420 km²', 'at least 420')

    >>> describe(420)
    Traceback (most recent call last):
    TypeError: Expected an Interval, found 420. Write Interval(420, 420).
    """
    if not isinstance(interval, Interval):
        raise TypeError(
            f"Expected an Interval, found {interval!r}. Write Interval({interval!r}, {interval!r})."
        )
    if unit == "share":
        return _say_limits(interval, 100.0, " %")
    is_one = interval.low == interval.high == 1
    return _say_limits(interval, 1.0, f" {unit if is_one else say_unit(unit)}".rstrip())


def say_unit(unit: str) -> str:
    """Say a unit in words, in the plural where it has one.

    Parameters
    ----------
    unit : str
        A unit as figures tables write it.

    Returns
    -------
    str
        "km²" for "km^2", "people" for "person"; a sign such as "km" as it is.

    Examples
    --------
    >>> say_unit("km^2"), say_unit("person"), say_unit("container"), say_unit("km"), say_unit("")
    ('km²', 'people', 'containers', 'km', '')

    >>> say_unit(None)
    Traceback (most recent call last):
    TypeError: Expected a unit in words, found None.
    """
    if not isinstance(unit, str):
        raise TypeError(f"Expected a unit in words, found {unit!r}.")
    if unit in _SAID:
        return _SAID[unit]
    has_plural = unit.isalpha() and unit.islower() and len(unit) > _LONGEST_SIGN
    return f"{unit}s" if has_plural else unit


def _say_limits(interval: Interval, times: float, ending: str) -> str:
    has_low = interval.low is not None and math.isfinite(interval.low)
    low = _round_out(interval.least * times, up=False) if has_low else ""
    high = "" if interval.high is None else _round_out(interval.high * times, up=True)
    if not low and not high:
        return "no limit stated"
    if not low:
        return f"{'under' if interval.under else 'at most'} {high}{ending}"
    if not high:
        return f"{'over' if interval.over else 'at least'} {low}{ending}"
    if interval.low == interval.high:
        return f"{_round_near(interval.least * times)}{ending}"
    if not interval.over and not interval.under:
        return f"between {low} and {high}{ending}"
    from_low = "over" if interval.over else "at least"
    to_high = "under" if interval.under else "at most"
    return f"{from_low} {low}, {to_high} {high}{ending}"


def _round_out(value: float, *, up: bool) -> str:
    """Round away from the range; whole numbers are kept whole."""
    plain = float(f"{value:.12g}")  # what binary arithmetic adds behind is no finding
    if plain == round(plain):
        return f"{plain:,.0f}"
    digits = max(0, 2 - math.floor(math.log10(abs(plain))))
    scaled = float(f"{plain * 10**digits:.12g}")
    rounded = (math.ceil(scaled) if up else math.floor(scaled)) / 10**digits
    return f"{rounded:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{rounded:,.0f}"


def _round_near(value: float) -> str:
    """Round a single number to the nearest, and say so where that changes it."""
    exact = float(f"{value:.12g}")
    low, high = _round_out(value, up=False), _round_out(value, up=True)
    if low == high:
        return low
    nearest = min((low, high), key=lambda text: abs(float(text.replace(",", "")) - exact))
    return f"about {nearest}"
