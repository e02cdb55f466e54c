"""From clues to windows: rules, what is left, what cannot hold, and the notation."""

from datetime import date

import pandas as pd
import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from atodds.case import Case, load
from atodds.dating import (
    apply_rule,
    as_edtf,
    candidates,
    find_contradictions,
    find_window,
    list_clues,
    list_rules,
    list_windows,
)

DAYS = st.dates(date(2024, 1, 1), date(2026, 1, 1))
ENDS = st.tuples(st.none() | DAYS, st.none() | DAYS)


@pytest.fixture(scope="module")
def kursk():
    return load("kursk")


def as_clues(*windows):
    """Make a table of clues from pairs of days."""
    names = [f"X-t{number}" for number, _ in enumerate(windows, start=1)]
    return pd.DataFrame(windows, columns=["earliest", "latest"], index=names)


def days_of(window):
    return tuple(None if day is None else day.date().isoformat() for day in window)


# ---- rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "event", "counted", "window"),
    [
        ("today", "2025-05-21", {}, ("2025-05-21", "2025-05-21")),
        # A Tuesday: that day and the six after it, the last of them a Monday.
        ("weekday", "2025-03-11", {}, ("2025-03-11", "2025-03-17")),
        # A Wednesday; its week ends on Sunday the 19th.
        ("this week", "2025-01-15", {}, ("2025-01-15", "2025-01-19")),
        ("this week", "2025-01-19", {}, ("2025-01-19", "2025-01-19")),
        ("month before", "2025-04-26", {}, ("2025-05-01", "2025-05-31")),
        ("month before", "2024-12-31", {}, ("2025-01-01", "2025-01-31")),
        ("named month", "2024-08-06", {}, ("2024-09-01", "2025-07-31")),
        ("within", "2024-03-13", {"number": 10, "unit": "day"}, ("2024-03-13", "2024-03-23")),
        # 28 February and 10.5 to 17.5 days: the 11th to the 17th.
        ("ago", "2025-02-28", {"number": 2, "unit": "week"}, ("2025-03-11", "2025-03-17")),
        # 6 August and 8.5 to 9 months, half a month being 15 days.
        ("nearly", "2024-08-06", {"number": 9, "unit": "month"}, ("2025-04-21", "2025-05-06")),
        ("after", "2025-03-01", {}, ("2025-03-01", None)),
        ("before", "2025-02-28", {"number": 1, "unit": "day"}, (None, "2025-02-27")),
        ("day named", None, {"number": 5}, (None, None)),
    ],
)
def test_each_rule_gives_its_window(rule, event, counted, window):
    assert days_of(apply_rule(rule, event, **counted)) == window


def test_an_event_of_uncertain_day_gives_the_widest_window():
    assert days_of(apply_rule("weekday", "2025-04-26", "2025-04-28")) == (
        "2025-04-26",
        "2025-05-04",
    )
    assert days_of(apply_rule("month before", "2025-03-31", "2025-04-01")) == (
        "2025-04-01",
        "2025-05-31",
    )


@given(DAYS)
def test_a_bare_weekday_never_reaches_the_same_weekday_again(day):
    window = apply_rule("weekday", day)
    assert window.days == 7
    assert window.end.isoweekday() != day.isoweekday()


@given(DAYS)
def test_last_month_fits_every_day_of_one_month_and_no_other_day(day):
    window = apply_rule("month before", day)
    assert (window.start.day, (window.end + pd.Timedelta(days=1)).day) == (1, 1)
    assert (window.start - pd.Timedelta(days=1)).month == day.month


def test_a_rule_without_its_event_or_number_is_refused():
    with pytest.raises(ValueError, match="counts from an event: give its day"):
        apply_rule("weekday")
    with pytest.raises(ValueError, match="give a number and a unit"):
        apply_rule("ago", "2025-02-28", number=float("nan"))
    with pytest.raises(ValueError, match="found 'last week'"):
        apply_rule("last week", "2025-02-28")


def test_every_rule_of_a_case_is_listed_with_its_source(kursk):
    assert set(kursk.clues["rule"]) <= set(list_rules().index)
    assert list_rules()["source"].str.len().min() > 0


# ---- windows and contradictions ------------------------------------------------------------------


@given(st.lists(ENDS.filter(lambda pair: None in pair or pair[0] <= pair[1]), max_size=6))
def test_clues_have_a_window_exactly_when_no_set_of_them_contradicts(windows):
    clues = as_clues(*windows)
    assert (find_window(clues) is None) == bool(find_contradictions(clues))


@given(st.lists(ENDS, min_size=1, max_size=6), DAYS)
def test_the_window_holds_the_days_that_fit_every_clue_and_no_others(windows, day):
    found = find_window(as_clues(*windows))
    fits = all((a is None or a <= day) and (b is None or day <= b) for a, b in windows)
    first, last = found or (pd.Timestamp.max, pd.Timestamp.min)
    there = pd.Timestamp(day)
    assert fits == ((first is None or first <= there) and (last is None or there <= last))


def test_of_three_clues_only_the_pair_that_clashes_is_named():
    clues = as_clues(
        ("2025-05-01", "2025-05-31"), ("2025-04-01", "2025-04-30"), ("2025-04-28", None)
    )
    assert find_contradictions(clues) == [("X-t1", "X-t2")]


def test_a_clue_that_no_day_fits_stands_alone():
    clues = as_clues(("2025-05-02", "2025-05-01"), ("2025-05-01", None))
    assert find_contradictions(clues) == [("X-t1",)]


def test_no_clues_leave_every_day_open():
    assert days_of(find_window(as_clues())) == (None, None)
    assert find_contradictions(as_clues()) == []


def test_candidates_need_a_weekday_and_a_window_with_two_ends():
    clues = as_clues(("2025-01-01", None), (None, None)).assign(weekday=[None, 5])
    with pytest.raises(ValueError, match=r"2025-01-01 or later\. Add a clue"):
        candidates(clues)
    with pytest.raises(ValueError, match="names a weekday"):
        candidates(clues.head(1))
    two = as_clues(("2025-01-01", "2025-01-31"), (None, None)).assign(weekday=[4, 5])
    assert candidates(two).empty


# ---- the two cases -------------------------------------------------------------------------------


def test_windows_of_both_cases_lie_within_those_that_their_documents_state():
    for name in ("kursk", "harbour"):
        case = load(name)
        for siglum, row in list_windows(case).iterrows():
            stated = case.documents.loc[siglum]
            clues = list_clues(case, siglum)
            named = clues["weekday"].notna().any()
            days = candidates(clues) if named else pd.DatetimeIndex(row[["earliest", "latest"]])
            assert days[0] >= stated["window_start"], siglum
            assert pd.isna(stated["window_end"]) or days[-1] <= stated["window_end"], siglum
            # No document has a wider window than its clues leave.
            ends = stated[["window_start", "window_end"]].dropna()
            assert days[0] == ends.iloc[0], siglum
            assert len(ends) == 1 or days[-1] == ends.iloc[1], siglum


def test_the_tuesday_that_another_text_dates_gives_a_its_window(kursk):
    clues = list_clues(kursk, "A")
    assert days_of(find_window(clues)) == ("2025-03-12", "2025-03-17")
    assert set(clues.loc[["A-t1", "A-t3"], "rests_on"]) == {"text C"}
    without_c = clues[~clues["rests_on"].str.contains("C")]
    assert days_of(find_window(without_c)) == ("2024-09-01", "2025-07-31")


def test_e_has_eighteen_fridays_from_the_texts_and_eleven_between_election_and_oath(kursk):
    assert len(candidates(list_clues(kursk, "E"))) == 18
    between = list_clues(kursk, "E", "all").drop("E-t6")
    fridays = candidates(between)
    assert len(fridays) == 11
    assert (fridays[0].date(), fridays[-1].date()) == (date(2024, 11, 8), date(2025, 1, 17))
    assert [day.date() for day in candidates(list_clues(kursk, "E", "all"))] == [date(2025, 1, 17)]


def test_the_two_last_months_of_c_cannot_both_hold(kursk):
    clues = list_clues(kursk, "C")
    assert find_contradictions(clues) == [("C-t1", "C-t2")]
    assert find_window(clues) is None
    assert days_of(find_window(clues.drop("C-t2"))) == ("2025-05-01", "2025-05-31")


def test_mid_april_stands_against_the_span_and_the_report(kursk):
    clues = list_clues(kursk, "C", about="announcement")
    assert find_contradictions(clues) == [("C-t5", "C-t6"), ("C-t5", "C-t7")]
    assert days_of(find_window(clues.drop("C-t5"))) == ("2025-04-26", "2025-04-26")


def test_d_loses_its_end_of_march_if_aid_was_frozen_after_the_talks(kursk):
    clues = list_clues(kursk, "D")
    assert days_of(find_window(clues)) == ("2025-03-01", "2025-03-11")
    assert days_of(find_window(clues.drop("D-t3"))) == ("2025-03-01", "2025-05-06")


def test_order_from_the_texts_alone_is_e_d_a_and_then_b_and_c(kursk):
    windows = list_windows(kursk)
    assert windows.index.tolist() == ["E", "D", "A", "B", "C"]
    for before, after in [("E", "D"), ("D", "A"), ("A", "B"), ("A", "C")]:
        assert windows.loc[before, "latest"] < windows.loc[after, "earliest"]
    # B and C overlap: the windows leave their order open.
    assert pd.isna(windows.loc["B", "latest"])
    assert windows.loc["C", "conflicts"] == "C-t1, C-t2"


def test_external_evidence_is_left_out_unless_it_is_asked_for(kursk):
    assert set(list_clues(kursk, "E")["basis"]) == {"internal"}
    assert "outside evidence" not in set(list_clues(kursk, "E")["rests_on"])
    assert set(list_clues(kursk, "E", "external")["rests_on"]) == {"outside evidence"}


def test_basis_of_a_clue_is_that_of_its_event():
    for name in ("kursk", "harbour"):
        case = load(name)
        rows = case.clues[case.clues["event"].notna()]
        assert rows["basis"].tolist() == rows["event"].map(case.events["basis"]).tolist()


def test_windows_of_events_are_those_of_the_figures_that_fix_them():
    for name in ("kursk", "harbour"):
        case = load(name)
        inside = case.events[case.events["basis"] == "internal"]
        figures = case.figures.loc[inside["figure"]]
        # The confirmation reaches from one statement to the next, and is fixed by the first.
        assert inside["start"].tolist() == figures["as_of_start"].tolist()
        late = inside.index[inside["end"].to_numpy() != figures["as_of_end"].to_numpy()].tolist()
        assert late == (["confirmation"] if name == "kursk" else [])


def test_events_from_outside_have_an_address_and_no_text_and_others_the_reverse():
    for name in ("kursk", "harbour"):
        events = load(name).events
        external = events["basis"] == "external"
        assert (events["address"].notna() == external).all()
        assert (events["fixed_by"].isna() == external).all()
        assert (events["figure"].isna() == external).all()


def test_a_case_without_clues_loads_and_says_what_is_missing(harbour):
    bare = {name: table for name, table in harbour.tables.items() if name != "clues"}
    case = Case("bare", "Bare", harbour.path, bare)
    with pytest.raises(LookupError, match=r"has no table 'clues'.* Add clues\.csv"):
        list_clues(case, "P")


def test_a_text_without_clues_has_an_empty_table_and_an_open_window(harbour):
    clues = list_clues(harbour, "P", "external")
    assert clues.empty
    assert days_of(find_window(clues)) == (None, None)


def test_unknown_text_event_or_basis_is_refused(harbour):
    with pytest.raises(LookupError, match="No row 'S'"):
        list_clues(harbour, "S")
    with pytest.raises(LookupError, match="No row 'flood'"):
        list_clues(harbour, "P", about="flood")
    with pytest.raises(ValueError, match="found 'inside'"):
        list_clues(harbour, "P", "inside")


# ---- the notation --------------------------------------------------------------------------------


@given(DAYS, DAYS, st.booleans(), st.booleans())
def test_another_program_reads_the_same_days_from_the_notation(one, other, approximate, uncertain):
    first, last = sorted([one, other])
    written = parse_edtf(as_edtf(first, last, approximate=approximate, uncertain=uncertain))
    lower, upper = (written, written) if first == last else (written.lower, written.upper)
    assert lower.lower_strict()[:3] == (first.year, first.month, first.day)
    assert upper.upper_strict()[:3] == (last.year, last.month, last.day)


@given(DAYS)
def test_open_ends_are_two_dots(day):
    # The edtf package reads open bounds as it likes, so only that it parses is asked of it.
    after, before = as_edtf(day, None), as_edtf(None, day)
    assert (after, before) == (f"{day}/..", f"../{day}")
    assert str(parse_edtf(after)) == after
    assert str(parse_edtf(before)) == before


def test_a_window_without_any_day_has_no_notation():
    with pytest.raises(ValueError, match="at least one day"):
        as_edtf(None, None)
    with pytest.raises(ValueError, match="not later than the last"):
        as_edtf("2025-03-17", "2025-03-12")
    with pytest.raises(ValueError, match=r'a day such as "2025-03-12", found \'Friday\''):
        as_edtf("Friday", None)


def test_windows_with_a_limit_are_all_written_in_the_notation(kursk):
    for text in list_windows(kursk)["edtf"]:
        assert str(parse_edtf(text)) == text
