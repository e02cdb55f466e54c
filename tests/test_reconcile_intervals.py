import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.reconcile import (
    Interval,
    complement,
    describe,
    difference,
    overlap,
    product,
    ratio,
    read_interval,
    share_of,
    total,
)

AMOUNT = st.integers(0, 10_000)


@st.composite
def amounts(draw):
    """An interval and a number inside it."""
    low, inside, high = sorted(draw(st.lists(AMOUNT, min_size=3, max_size=3)))
    has_low, has_high = draw(st.booleans()), draw(st.booleans())
    over = has_low and low < inside and draw(st.booleans())
    under = has_high and inside < high and draw(st.booleans())
    interval = Interval(low if has_low else None, high if has_high else None, over, under)
    return interval, inside


@given(amounts(), amounts())
def test_sums_hold_every_sum_of_what_was_inside(one, other):
    assert total(one[0], other[0]).holds(one[1] + other[1])


@given(amounts(), amounts())
def test_differences_hold_every_difference_of_what_was_inside(one, other):
    assert difference(one[0], other[0]).holds(one[1] - other[1])


@given(amounts(), amounts())
def test_products_hold_every_product_of_what_was_inside(one, other):
    assert product(one[0], other[0]).holds(one[1] * other[1])


@given(amounts(), amounts())
def test_shares_hold_every_share_of_what_was_inside(one, other):
    (part, x), (whole, y) = sorted((one, other), key=lambda pair: pair[1])
    if y == 0:
        return
    share = share_of(part, whole)
    # Division rounds: a limit left out may be met by a quotient that is only nearly equal to it.
    assert share.least <= x / y <= share.most
    assert 0 <= share.least <= share.most


@given(amounts(), amounts())
def test_ratios_of_closed_ranges_hold_every_ratio(one, other):
    if other[1] == 0:
        return
    found = ratio(one[0], other[0])
    assert found.least <= one[1] / other[1] <= found.most


@given(st.lists(amounts(), max_size=5), st.randoms())
def test_the_order_of_parts_makes_no_difference_to_a_sum(parts, random):
    intervals = [interval for interval, _ in parts]
    shuffled = random.sample(intervals, len(intervals))
    assert total(*intervals) == total(*shuffled)


@given(amounts(), amounts())
def test_overlap_holds_exactly_what_both_hold(one, other):
    shared = overlap(one[0], other[0])
    assert shared == overlap(other[0], one[0])
    for value in (one[1], other[1]):
        both = one[0].holds(value) and other[0].holds(value)
        assert both == (shared is not None and shared.holds(value))


@given(amounts(), amounts(), amounts())
def test_knowing_less_of_a_part_never_narrows_the_sum(one, other, third):
    narrow = overlap(one[0], third[0])
    if narrow is None:
        return
    wide, close = total(one[0], other[0]), total(narrow, other[0])
    assert wide.least <= close.least
    assert close.most <= wide.most


@given(amounts())
def test_low_stays_below_high_through_every_operation(pair):
    interval, _ = pair
    for found in (total(interval, interval), difference(interval, interval)):
        assert found.least <= found.most


def test_less_than_200_of_about_1300_is_under_16_per_cent_and_leaves_over_84():
    # about 1,300: 1,250 to 1,350. 200 / 1,250 = 0.16; 1 - 0.16 = 0.84. Never 200 / 1,300 = 15.4 %.
    share = share_of(Interval(high=200, under=True), Interval(1250, 1350))
    assert share == Interval(None, 0.16, under=True)
    assert describe(share, "share") == "under 16 %"
    assert describe(complement(share), "share") == "over 84 %"


def test_1268_minus_801_is_467_and_lies_in_over_420():
    left = difference(Interval(1268, 1268), Interval(801, 801))
    assert left == Interval(467, 467)
    assert overlap(left, Interval(420, over=True)) == Interval(467, 467)


def test_a_share_is_never_above_one():
    # 600 to 900 of 800 to 1,000: 600 / 1,000 = 0.6; 900 / 800 is no share, so 1.
    assert share_of(Interval(600, 900), Interval(800, 1000)) == Interval(0.6, 1.0)


def test_a_part_without_a_lower_limit_gives_a_share_without_one():
    assert share_of(Interval(high=5), Interval(10, 20)).low is None


def test_limits_are_rounded_outwards_in_words():
    # 467 / 1,268 = 36.83 %; 1 / 3 = 33.33 %, 2 / 3 = 66.67 %.
    assert describe(Interval(1 / 3, 2 / 3), "share") == "between 33.3 and 66.7 %"
    assert describe(Interval(467 / 1268, 467 / 1268), "share") == "about 36.8 %"
    assert describe(Interval(1250, 1300, under=True), "km^2") == "at least 1,250, under 1,300 km²"
    assert describe(Interval(1, 1), "person") == "1 person"
    assert describe(Interval()) == "no limit stated"


def test_limits_that_no_amount_can_meet_are_refused():
    with pytest.raises(ValueError, match="no higher than the high one"):
        Interval(200, 200, under=True)


def test_an_unstated_limit_may_be_written_as_nan():
    assert Interval(float("nan"), 5) == Interval(None, 5)


def test_a_figure_is_read_in_another_unit_of_the_same_measure():
    row = {"low": 1, "best": 1, "high": 1, "bound": "point", "unit": "mile^2"}
    # 1.609344 ^ 2 = 2.589988
    assert read_interval(row, unit="km^2").least == pytest.approx(2.589988, abs=1e-6)
