"""Units converted, and printed conversions checked within the rounding of both numbers."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.figures import check_conversion, check_conversions, convert, find_figures, name_unit
from atodds.figures.forms import DIMENSIONS

PAIRS = [("km", "mile"), ("m", "ft"), ("km^2", "mile^2"), ("hectare", "acre"), ("tonne", "kg"),
         ("day", "hour"), ("year", "month"), ("hectare", "km^2"), ("m^2", "ft^2")]  # fmt: skip


@pytest.mark.parametrize(
    ("given_words", "converted"),
    [
        ("1,300 square km", "500 square miles"),
        ("200 square km", "77 square miles"),
        ("1,376 sq km", "530 sq miles"),  # 1,376 x 0.3861 = 531.3, which rounds to 530
        ("1,268 square kilometers", "490 square miles"),
        ("801 square kilometers", "309 square miles"),
        ("29,900 square kilometers", "11,540 square miles"),
        ("9,000 square metres", "97,000 square feet"),
        ("9,000 square metres", "2.2 acres"),
        ("30 kilometres", "19 miles"),
        ("less than 10 km", "6 miles"),
        ("10-12 km", "6-7 miles"),
    ],
)
def test_a_right_conversion_passes_within_rounding(given_words, converted):
    checked = check_conversion(given_words, converted)
    assert checked.ok
    assert checked.cause is None


@pytest.mark.parametrize(
    ("given_words", "converted", "cause"),
    [
        ("over 420 square kilometers", "261 square kilometers", "repeated unit and linear factor"),
        ("420 square kilometers", "162 square kilometers", "repeated unit"),
        ("420 square kilometers", "261 square miles", "linear factor for an area"),
        ("9,000 square metres", "29,500 square feet", "linear factor for an area"),
        ("420 square kilometers", "1,088 square miles", "swapped factor"),
        ("30 km", "48 miles", "swapped factor"),
        ("30 km", "19 km", "repeated unit"),
        ("30 km", "25 miles", "other"),
        ("10-12 km", "6-9 miles", "other"),
        ("30 km", "19 acres", "other"),
    ],
)
def test_a_wrong_conversion_names_its_cause(given_words, converted, cause):
    checked = check_conversion(given_words, converted)
    assert not checked.ok
    assert checked.cause == cause


def test_what_was_to_be_expected_is_told_in_the_unit_that_was_to_be_expected():
    checked = check_conversion("420 square kilometers", "261 square kilometers")
    # 415 x 0.3861 = 160.2 and 425 x 0.3861 = 164.1
    assert checked.expected_unit == "mile^2"
    assert checked.expected_low == pytest.approx(160.2, abs=0.05)
    assert checked.expected_high == pytest.approx(164.1, abs=0.05)


def test_a_count_is_not_checked_as_a_conversion():
    with pytest.raises(ValueError, match="Expected a length, an area or a mass; found '40 boats'"):
        check_conversion("30 km", "40 boats")


def test_every_pair_in_brackets_of_a_text_is_one_row():
    text = "It burned 9 sq km (3.5 sq miles) on Friday, 30 km (19 km) off, at $2 (1.8 euros)."
    checked = check_conversions(text)
    assert checked["ok"].tolist() == [True, False]
    assert checked["cause"].fillna("").tolist() == ["", "repeated unit"]


def test_a_text_and_its_table_give_the_same_verdicts():
    text = "About 9 sq km (3.5 sq miles) and over 30 km (19 km)."
    pd.testing.assert_frame_equal(check_conversions(text), check_conversions(find_figures(text)))


def test_a_case_indexed_by_id_is_checked_by_its_ids(harbour):
    checked = check_conversions(harbour.figures)
    assert checked.index[~checked["ok"].astype(bool)].tolist() == ["Q-05"]
    assert checked.loc["Q-05", "cause"] == "linear factor for an area"


def test_the_one_wrong_conversion_of_eight_is_found_in_the_texts(texts):
    checked = pd.concat([check_conversions(text) for text in texts.values()])
    assert len(checked) == 8
    assert checked.loc[~checked["ok"].astype(bool), "cause"].tolist() == [
        "repeated unit and linear factor"
    ]


def test_a_table_whose_pair_is_missing_is_refused():
    table = find_figures("It lies 9 km (5.6 miles) off.").iloc[1:]
    with pytest.raises(ValueError, match="Give the whole table, or index it by id"):
        check_conversions(table)


@pytest.mark.parametrize(
    ("unit", "to", "message"),
    [
        ("km", "acre", r"found km \(length\) and acre \(area\)"),
        ("year", "day", "Choose units that measure the same"),
        ("boats", "km", r"found ship \(count\)"),
        ("USD", "EUR", "Look up the rate"),
        ("furlongs", "km", "Expected a unit; found 'furlongs'"),
    ],
)
def test_units_that_cannot_be_converted_are_refused_with_a_reason(unit, to, message):
    with pytest.raises(ValueError, match=message):
        convert(1, unit, to)


@pytest.mark.parametrize(
    "printed",
    ["square kilometers", "square kilometres", "sq km", "sq. km", "square km", "km2", "km\u00b2"],
)
def test_one_unit_has_one_name_however_it_is_printed(printed):
    assert name_unit(printed) == "km^2"


def test_every_unit_that_has_a_factor_can_be_converted_to_itself():
    assert all(convert(3, unit, unit) == 3 for unit in DIMENSIONS)


@given(st.floats(1e-6, 1e12), st.sampled_from(PAIRS))
def test_converting_there_and_back_gives_the_number_back(value, pair):
    one, other = pair
    assert convert(convert(value, one, other), other, one) == pytest.approx(value)


@given(st.floats(1e-6, 1e9), st.floats(1e-3, 1e3), st.sampled_from(PAIRS))
def test_a_multiple_converts_to_the_multiple(value, times, pair):
    assert convert(times * value, *pair) == pytest.approx(times * convert(value, *pair))


@given(st.integers(1, 99_999), st.sampled_from([("km", "miles"), ("square km", "square miles")]))
def test_a_conversion_printed_to_the_unit_always_passes(number, units):
    right = round(convert(number, *units))
    if right:
        assert check_conversion(f"{number:,} {units[0]}", f"{right:,} {units[1]}").ok
