import pandas as pd
import pytest

from atodds.reconcile import (
    comparable,
    comparable_pairs,
    explain_conflict,
    first_failed_gate,
    judge_pairs,
    pass_gates,
    ranges_by_origin,
)

HELD = {
    "id": "A-01",
    "document": "A",
    "speaker": "army",
    "thing": "area",
    "definition": "held",
    "unit": "km^2",
    "place": "region",
    "as_of_start": "2024-08-20",
    "as_of_end": "2024-08-22",
    "low": 1300.0,
    "best": 1300.0,
    "high": 1300.0,
    "bound": "point",
    "exact": "1,300 sq km",
}


def table(*changes):
    return pd.DataFrame([HELD | change for change in changes]).set_index("id")


def test_two_like_figures_pass_all_four_gates_in_order():
    gates = pass_gates(HELD, HELD)
    assert gates["gate"].tolist() == ["thing", "definition", "period", "place"]
    assert gates["passed"].all()
    assert gates["reason"].str.endswith(".").all()


@pytest.mark.parametrize(
    ("change", "gate"),
    [
        ({"thing": "settlements"}, "thing"),
        ({"thing": None}, "thing"),
        ({"unit": "km"}, "thing"),
        ({"unit": None}, "thing"),
        ({"definition": "ever taken"}, "definition"),
        ({"definition": None}, "definition"),
        ({"as_of_start": "2025-03-12", "as_of_end": "2025-03-12"}, "period"),
        ({"place": "town"}, "place"),
    ],
)
def test_each_difference_is_stopped_by_its_own_gate_whichever_comes_first(change, gate):
    assert first_failed_gate(HELD, HELD | change) == gate
    assert first_failed_gate(HELD | change, HELD) == gate


def test_figure_without_date_is_refused_by_the_period_gate():
    undated = HELD | {"id": "E-16", "as_of_start": None, "as_of_end": pd.NaT}
    gates = pass_gates(HELD, undated).set_index("gate")
    assert not gates.loc["period", "passed"]
    assert gates.loc["period", "reason"].startswith("Figure 'E-16' has no date")


def test_square_miles_and_square_kilometres_may_be_compared():
    assert comparable(HELD, HELD | {"unit": "mile^2"})


def test_a_series_and_a_mapping_are_read_alike():
    row = table({}).iloc[0]
    assert pass_gates(row, HELD).equals(pass_gates(HELD, HELD))


def test_only_the_pairs_that_pass_are_listed():
    figures = table({}, {"id": "B-01", "place": "town"}, {"id": "C-01"})
    assert comparable_pairs(figures).to_numpy().tolist() == [["A-01", "C-01"]]
    assert judge_pairs(figures)["gate"].tolist() == ["place", "", "place"]


def test_ranges_refuse_incomparable_figures_and_name_pair_and_gate():
    figures = table({}, {"id": "B-01", "definition": "ever taken"})
    with pytest.raises(ValueError, match=r"A-01 and B-01 .* gate 'definition'"):
        ranges_by_origin(figures)


def test_ranges_stand_side_by_side_with_open_ends_and_no_mean():
    figures = table(
        {},
        {"id": "B-01", "document": "B", "low": 1250.0, "high": 1350.0, "bound": "about"},
        {"id": "C-01", "document": "C", "speaker": "blog", "low": 420.0, "best": None,
         "high": None, "bound": "over"},
    )  # fmt: skip
    ranges = ranges_by_origin(figures).set_index("origin")
    # army: 1,300 within 1,250 to 1,350, so the widest is 1,250 to 1,350; best 1,300 in both.
    assert ranges.loc["army", ["low", "best", "high", "count"]].tolist() == [1250, 1300, 1350, 2]
    assert ranges.loc["army", "texts"] == "A | B"
    assert ranges.loc["blog", "says"] == "over 420 km²"
    assert pd.isna(ranges.loc["blog", "high"])


def test_ranges_are_given_in_the_unit_of_the_first_figure():
    figures = table(
        {}, {"id": "A-02", "unit": "mile^2", "low": 500.0, "best": 500.0, "high": 500.0}
    )
    # 500 square miles = 1,294.99 km2
    ranges = ranges_by_origin(figures)
    assert ranges.loc[0, "low"] == pytest.approx(1294.99, abs=0.01)
    assert ranges["unit"].tolist() == ["km^2"]


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"speaker": "ministry"}, "agree"),
        ({}, "same origin"),
        ({"low": 1400.0, "high": 1500.0, "speaker": "ministry"}, "conflict"),
        ({"as_of_start": "2025-03-12", "as_of_end": "2025-03-12"}, "differ in date"),
        ({"definition": "ever taken"}, "differ in definition"),
    ],
)
def test_a_conflict_is_called_one_only_behind_the_gates(change, verdict):
    assert explain_conflict(HELD, HELD | change).verdict == verdict
