import re

import pandas as pd
import pytest
from check_numbers import limit_faults, name_spans, uncoded_numbers

# How many of the left unit make one of the right.
PER = {
    ("km^2", "mile^2"): 2.58999, ("m^2", "ft^2"): 0.09290304, ("m^2", "acre"): 4046.86,
    ("km", "mile"): 1.609344, ("km^2", "ha"): 0.01,
}  # fmt: skip


def stated(case):
    """Give the figures that state a quantity: all but dates."""
    return case.figures[case.figures["kind"] != "date"]


def excused(case, row):
    """Say whether an anomaly tells that this figure is odd."""
    rows = case.anomalies[case.anomalies["document"] == row["document"]]
    return bool(((rows["start"] < row["end"]) & (row["start"] < rows["end"])).any())


def odd_conversions(case):
    """List the conversions that keep the unit or miss the value, and that no anomaly explains."""
    faults = []
    for name, row in case.figures[case.figures["conversion_of"].notna()].iterrows():
        source = case.figures.loc[row["conversion_of"]]
        wrong = row["unit"] == source["unit"] or not converted(source, row)
        if wrong and not excused(case, row):
            faults.append((name, row["conversion_of"]))
    return faults


def converted(one, other):
    """Say whether two figures give one quantity, to 2 % and a unit of rounding."""
    if (one["unit"], other["unit"]) not in PER:
        one, other = other, one
    factor = PER.get((one["unit"], other["unit"]))
    limits = [name for name in ("low", "best", "high") if pd.notna(one[name])]
    value = one["best"] if pd.notna(one["best"]) else one[limits[0]]
    theirs = other["best"] if pd.notna(other["best"]) else other.get(limits[0])
    return factor is None or abs(value / factor - theirs) <= max(1, 0.02 * theirs)


def test_limits_follow_the_convention_of_their_bound_and_rule(case):
    faults = {name: f for name, row in stated(case).iterrows() if (f := limit_faults(row))}
    assert faults == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"bound": "under"}, "bound under with ['best', 'high', 'low']"),
        ({"bound": "point", "high": 9600.0}, "a point with a range"),
        ({"low": 8000.0}, "rule half-unit gives low 8500, the row has 8000"),
    ],
)
def test_limits_that_break_a_convention_are_found(harbour, change, fault):
    row = pd.Series({**harbour.row("figures", "P-04"), **change})
    assert fault in limit_faults(row)


def test_dates_have_a_window_and_no_limits_and_nothing_else_has_a_subkind(case):
    dates = case.figures["kind"] == "date"
    figures = case.figures
    limits = figures[["low", "best", "high"]].notna().any(axis=1)
    assert figures.index[dates & (limits | figures["subkind"].isna())].tolist() == []
    assert figures.index[~dates & figures["subkind"].notna()].tolist() == []


def test_shares_are_fractions_of_one(case):
    shares = case.figures[case.figures["kind"] == "share"]
    values = shares[["low", "best", "high"]]
    assert shares.index[((values < 0) | (values > 1)).any(axis=1)].tolist() == []
    assert shares.index[shares["unit"] != "share"].tolist() == []


def test_every_quantity_has_a_thing_and_every_measured_one_a_unit(case):
    rows = stated(case)
    measured = rows["kind"].isin(["amount", "share", "count"]) | (
        (rows["kind"] == "duration") & rows[["low", "high"]].notna().any(axis=1)
    )
    assert rows.index[rows["thing"].isna()].tolist() == []
    assert rows.index[measured & rows["unit"].isna()].tolist() == []


def test_a_computed_figure_never_looks_quoted(case):
    figures = case.figures
    marked = figures.index.str.contains(r"-k\d+$")
    quoted = figures[["start", "end", "exact"]].notna()
    assert figures.index[marked & quoted.any(axis=1)].tolist() == []
    assert figures.index[~marked & ~quoted.all(axis=1)].tolist() == []
    assert figures.index[~marked & figures["passage"].isna()].tolist() == []
    assert figures.index[marked != figures["derived_from"].notna()].tolist() == []


@pytest.mark.parametrize("table", ["figures", "claims"])
def test_periods_run_forwards_and_say_where_they_come_from(case, table):
    rows = case.tables[table]
    # One end may be open: "by the end of January".
    dated = rows[["as_of_start", "as_of_end"]].notna().any(axis=1)
    assert rows.index[dated != rows["as_of_basis"].notna()].tolist() == []
    assert rows.index[rows["as_of_start"] > rows["as_of_end"]].tolist() == []


def test_windows_of_documents_run_forwards(case):
    rows = case.documents
    assert rows.index[rows["window_start"] > rows["window_end"]].tolist() == []
    assert rows.index[rows["held"] & rows["window_clues"].isna()].tolist() == []


def test_a_conversion_changes_the_unit_and_keeps_the_value_or_an_anomaly_says_so(case):
    assert odd_conversions(case) == []


def test_a_wrong_conversion_is_found_where_no_anomaly_tells_of_it(harbour):
    tables = {**harbour.tables, "anomalies": harbour.anomalies.iloc[:0]}
    seeded = type(harbour)("harbour", "", harbour.path, tables)
    assert odd_conversions(seeded) == [("Q-05", "Q-04")]


def test_shares_point_at_something_that_can_be_shared_out(case):
    rows = case.figures[case.figures["share_of"].notna()]
    assert rows.index[rows["kind"] != "share"].tolist() == []
    assert rows.index[rows["share_of"].map(case.figures["kind"]) == "date"].tolist() == []


def test_nothing_is_derived_from_itself(case):
    sources = case.figures["derived_from"].dropna().str.split(" | ", regex=False)
    assert [name for name, listed in sources.items() if name in listed] == []


def test_every_number_and_date_of_the_texts_is_in_the_figures(case, held):
    faults = {}
    for siglum, text in held.items():
        rows = case.figures[(case.figures["document"] == siglum) & case.figures["start"].notna()]
        spans = list(zip(rows["start"], rows["end"], strict=True))
        found = uncoded_numbers(text, spans + name_spans(case, siglum, text))
        faults.update({siglum: found} if found else {})
    assert faults == {}


def test_a_number_that_nobody_coded_is_found():
    text = "Two boats left on Friday; 1,300 people stayed."
    assert len(uncoded_numbers(text, [])) == 3
    assert uncoded_numbers(text, [(0, 9), (18, 24), (26, 38)]) == []


def test_names_are_counted_rightly(case, held):
    rows = case.names[case.names["document"].isin(held)]
    counted = {
        name: len(re.findall(rf"(?<!\w){re.escape(row['form'])}(?!\w)", held[row["document"]]))
        for name, row in rows.iterrows()
    }
    faults = {
        n: (rows.form[n], rows["count"][n], c) for n, c in counted.items() if c != rows["count"][n]
    }
    assert faults == {}


def test_no_form_of_a_name_is_listed_twice_for_a_text(case):
    assert case.names[case.names.duplicated(["document", "form"])].index.tolist() == []
