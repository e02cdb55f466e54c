"""Figures in the order of time: open ends stay open, shares become amounts on assumption only."""

import altair as alt
import pandas as pd
import pytest

from atodds.charts import show_series
from atodds.reconcile import tell_series

HELD = ["E-09", "A-08"]
SHARES = ["C-42", "D-02"]


@pytest.fixture
def held(kursk):
    return tell_series(kursk.figures.loc[HELD])


@pytest.fixture
def mixed(kursk):
    return tell_series(kursk.figures.loc[[*HELD, *SHARES]], shares="what is left")


def rows_of(chart):
    """The rows as the chart's specification carries them."""
    spec = chart.spec
    values = next(iter(spec["datasets"].values())) if "datasets" in spec else spec["data"]["values"]
    return {row["id"]: row for row in values}


def test_an_end_that_nobody_stated_is_an_arrow(held):
    rows = rows_of(show_series(held))
    assert (rows["E-09"]["low_end"], rows["E-09"]["high_end"]) == ("tick", "arrow")
    assert (rows["A-08"]["low_end"], rows["A-08"]["high_end"]) == ("arrow", "tick")


def test_the_specification_is_valid_and_says_what_the_table_says(mixed):
    chart = show_series(mixed, whole=(1250, 1300, 1400))
    alt.Chart.from_dict(chart.spec, validate=True)
    assert chart.spec["description"] == chart.description
    for said in chart.table["Range"]:
        assert said in chart.description


def test_figures_stand_in_the_order_of_time(mixed):
    table = show_series(mixed, whole=(1250, 1300, 1400)).table
    assert table["Figure"].tolist() == ["E-09", "C-42", "D-02", "A-08"]


def test_a_share_becomes_an_amount_only_under_a_stated_assumption(mixed):
    chart = show_series(mixed, whole=(1250, 1300, 1400))
    # about half, 0.45 to 0.55, of 1,300: 585 to 715
    assert chart.table.set_index("Figure").loc["D-02", "Range"] == (
        "between 45 and 55 %: 585 to 715 km², if the whole was 1,300"
    )
    assert "A slider moves the assumed whole from 1,250 to 1,400 km²" in chart.description
    with pytest.raises(ValueError, match="only if a whole is assumed"):
        show_series(mixed)


def test_the_slider_starts_where_the_assumption_starts(mixed):
    (slider,) = show_series(mixed, whole=(1250, 1300, 1400)).spec["params"]
    assert slider["value"] == 1300
    assert (slider["bind"]["min"], slider["bind"]["max"]) == (1250, 1400)
    assert "km²" in slider["bind"]["name"]


def test_shares_alone_need_no_whole_and_no_slider(kursk):
    chart = show_series(tell_series(kursk.figures.loc[SHARES]))
    assert "params" not in chart.spec
    assert chart.table["Range"].tolist() == ["between 61.6 and 71.7 %", "between 45 and 55 %"]


def test_a_bound_stays_a_bound_when_a_share_is_turned_round(kursk):
    told = tell_series(kursk.figures.loc[["E-02"]], shares="what is left")
    (row,) = told.to_dict("records")
    assert pd.isna(row["low"])
    assert (row["high"], row["under"]) == (0.4, True)
    chart = show_series(
        pd.concat([told, tell_series(kursk.figures.loc[["A-08"]])]), whole=(1250, 1300, 1400)
    )
    assert "under 520 km², if the whole was 1,300" in chart.description


def test_a_figure_without_a_date_comes_last_and_is_said_to_have_none(kursk):
    told = tell_series(kursk.figures.loc[["C-37", "C-36"]])
    assert told["as_of"].tolist() == ["up to 31 January 2025", "no date"]
    rows = rows_of(show_series(told))
    assert (rows["C-37"]["since"], rows["C-37"]["until"]) == (None, None)
    assert rows["C-36"]["first_end"] == "arrow"


@pytest.mark.parametrize("whole", [(0, 1, 2), (1300, 1250, 1400), (1250, 1500, 1400)])
def test_a_whole_that_makes_no_sense_is_refused(mixed, whole):
    with pytest.raises(ValueError, match="least to largest"):
        show_series(mixed, whole=whole)


def test_a_table_that_is_no_series_is_refused(kursk):
    with pytest.raises(KeyError, match="Pass what tell_series gave"):
        show_series(kursk.figures)
    with pytest.raises(ValueError, match="found no rows"):
        show_series(tell_series(kursk.figures.loc[HELD]).head(0))
