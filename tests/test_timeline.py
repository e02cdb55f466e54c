"""The time line: bars, open ends, names, and the table that says the same."""

import pandas as pd
import pytest
from edtf import parse_edtf

from atodds.case import load
from atodds.charts import show_timeline
from atodds.dating import list_windows

DAY = 24 * 60 * 60 * 1000


def bars(shown):
    return (
        shown.spec["layer"][0]["data"]["values"]
        if "data" not in shown.spec
        else shown.spec["data"]["values"]
    )


@pytest.fixture(scope="module")
def windows():
    found = list_windows(load("kursk"))
    return found.set_axis([f"text {siglum}" for siglum in found.index])


def test_bar_ends_where_its_last_day_does(windows):
    rows = bars(show_timeline(windows))
    a = next(row for row in rows if row["label"] == "text A")
    # 12 to 17 March: six days.
    assert a["to"] - a["from"] == 6 * DAY
    assert pd.Timestamp(a["from"], unit="ms") == pd.Timestamp("2025-03-12")


def test_end_that_nothing_sets_is_an_arrow_at_the_edge(windows):
    shown = show_timeline(windows)
    b = next(row for row in bars(shown) if row["label"] == "text B")
    assert (b["open_left"], b["open_right"]) == (False, True)
    scale = shown.spec["layer"][0]["encoding"]["x"]["scale"]
    assert b["to"] < scale["domain"][1]
    assert all(row["to"] <= b["to"] for row in bars(shown))


def test_days_do_not_depend_on_the_clock_of_the_reader(windows):
    x = show_timeline(windows).spec["layer"][0]["encoding"]["x"]
    assert x["scale"]["type"] == "utc"


def test_table_says_the_same_in_words_and_in_edtf(windows):
    shown = show_timeline(windows, caption="The five texts")
    assert shown.table["What"].tolist() == windows.index.tolist()
    assert shown.table["EDTF"].tolist() == windows["edtf"].tolist()
    assert all(str(parse_edtf(written)) == written for written in shown.table["EDTF"])
    for row in shown.table.itertuples():
        assert f"{row.What}: {row[4]}." in shown.description


def test_figures_and_claims_are_drawn_by_their_as_of_dates_and_grouped():
    dated = load("kursk").figures.loc[["C-47", "A-39", "C-44"]]
    shown = show_timeline(
        dated, label="exact", earliest="as_of_start", latest="as_of_end", group="document"
    )
    assert list(shown.table.columns)[:2] == ["What", "Document"]
    assert shown.table["Document"].tolist() == ["C", "A", "C"]
    assert "two weeks ago (A): 26 February to 3 March 2025." in shown.description
    assert len({row["label"] for row in bars(shown)}) == 3


def test_two_rows_of_one_name_keep_a_line_each():
    twice = pd.DataFrame({"earliest": ["2025-01-01"] * 2, "latest": ["2025-01-02"] * 2}, ["x", "x"])
    assert len({row["label"] for row in bars(show_timeline(twice))}) == 2


def test_row_without_any_day_is_said_to_be_any_day_beside_others():
    some = pd.DataFrame({"earliest": ["2025-01-01", None], "latest": [None, None]}, ["x", "y"])
    shown = show_timeline(some)
    assert "y: any day." in shown.description
    assert shown.table["EDTF"].tolist() == ["2025-01-01/..", ""]
    with pytest.raises(ValueError, match="at least one day to draw"):
        show_timeline(some.tail(1))
