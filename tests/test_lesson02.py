"""What lesson 02 says in its prose and its feedback follows from the case."""

import pandas as pd
import pytest

from atodds.case import load
from atodds.course import EXERCISES, load_case
from atodds.course.lesson02.again import CUTTING
from atodds.course.lesson02.outside import SAID
from atodds.dating import apply_rule, find_window, list_clues, list_windows
from atodds.exercises import judge_record, plain
from atodds.widgets import Dater


@pytest.fixture(scope="module")
def case():
    return load_case()


def judge(name, answer):
    exercise = next(one for one in EXERCISES if one.id == name)
    record = {"format": 1, "exercise": name, "answer": plain(answer), "recorded": True}
    return judge_record(exercise, record, load_case())


def test_the_toy_is_dated_as_the_lesson_tells_it():
    """The prose says: Tuesday the 12th, Wednesday 13 March; each clue of Q cuts off one end."""
    events = load("harbour").events
    assert events.loc["fire-start", "start"].day_name() == "Tuesday"
    assert events.loc["fire-out", "start"] == pd.Timestamp("2024-03-13")
    clues = list_clues(load("harbour"), "Q").loc[["Q-t1", "Q-t2"]]
    window = find_window(clues)
    assert window.start == clues.loc["Q-t2", "earliest"] > clues.loc["Q-t1", "earliest"]
    assert window.end == clues.loc["Q-t1", "latest"] < clues.loc["Q-t2", "latest"]


def test_two_clues_of_a_give_its_whole_window(case):
    """The prose asks for two: the Wednesday, and the Tuesday or the two weeks."""
    clues = list_clues(case, "A")
    whole = find_window(clues)
    assert find_window(clues.loc[["A-t1", "A-t2"]]) == whole
    assert find_window(clues.loc[["A-t2", "A-t3"]]) == whole
    assert whole.days == 6


def test_weekdays_of_the_case_are_those_that_the_texts_name(case):
    days = case.events["start"].dt.day_name()
    assert (days["talks"], days["march-visit"]) == ("Tuesday", "Wednesday")
    assert (days["election"], days["inauguration"]) == ("Tuesday", "Monday")


def test_each_of_the_six_notes_on_e_is_one_of_its_clues(case):
    assert set(SAID) == set(list_clues(case, "E", "all").index)


def test_bloombergs_day_alone_leaves_one_friday(case):
    clues = list_clues(case, "E", "all").loc[["E-t1", "E-t6"]]
    window = find_window(clues)
    fridays = [day for day in pd.date_range(*window) if day.day_name() == "Friday"]
    assert len(fridays) == 1


def test_months_are_counted_as_the_hints_count_them():
    """The hints say: to 15 April eight months and nine days, to 26 April eight and twenty."""
    eight = pd.Timestamp("2024-08-06") + pd.DateOffset(months=8)
    assert (pd.Timestamp("2025-04-15") - eight).days == 9
    assert (pd.Timestamp("2025-04-26") - eight).days == 20
    nine = apply_rule("nearly", "2024-08-06", number=9, unit="month")
    assert nine.start <= pd.Timestamp("2025-04-26") <= nine.end
    assert pd.Timestamp("2025-04-15") < nine.start


def test_ten_whole_weeks_lie_between_election_and_oath(case):
    events = case.events["start"]
    assert (events["inauguration"] - events["election"]).days == 76


def test_a_frozen_aid_would_cost_d_eight_weeks(case):
    clues = list_clues(case, "D")
    opened = find_window(clues.drop("D-t3")).end - find_window(clues).end
    assert opened == pd.Timedelta(weeks=8)
    assert (clues.loc["D-t2", "words"], clues.loc["D-t3", "words"]) == ("halting military aid",) * 2


def test_the_early_march_of_the_attack_lies_between_the_clash_and_the_talks(case):
    start, end = case.events.loc[["clash", "talks"], "start"]
    attack = case.events.loc["pipeline"]
    assert start < attack["start"]
    assert attack["end"] < end


def test_windows_without_overlap_are_those_that_the_lesson_calls_safe(case):
    windows = list_windows(case)
    assert windows.loc["A", "latest"] < windows.loc[["B", "C"], "earliest"].min()
    assert pd.isna(windows.loc["B", "latest"])


def test_dater_of_d_is_judged_by_what_is_on(case):
    dater = Dater(case, "D", key="2.8")
    assert judge("2.8", dater).verdict == "not yet"
    for clue in ["D-t1", "D-t2", "D-t3", "D-t4"]:
        dater.switch(clue)
    assert judge("2.8", dater).mistake == "all of them"
    dater.switch("D-t3", on=False)
    assert judge("2.8", dater).verdict == "right"
    dater.switch("D-t2", on=False)
    assert judge("2.8", dater).mistake == "throws out the beginning too"


@pytest.mark.parametrize("day", [25, 26, 27, 28])
def test_either_confirmation_may_end_the_never(day):
    assert judge("2.3", {"so": "older", "last": day}).verdict == "right"


def test_likely_day_is_not_the_last_day_that_the_clues_leave():
    answer = {"tuesday": 11, "by": "C", "first": 12, "last": 13}
    assert judge("2.2", answer).mistake == "news is fresh"


def test_half_a_month_may_be_fourteen_or_fifteen_days():
    for first in (20, 21, 22):
        assert judge("2.6", {"first": first, "last": 6, "fits": "late"}).verdict == "right"
    assert judge("2.6", {"first": 15, "last": 6, "fits": "late"}).verdict != "right"


def test_a_friday_alone_or_a_short_week_is_not_the_window_of_r():
    assert judge("2.1", {"first": 15, "last": 15}).mistake == "the Friday alone"
    assert judge("2.1", {"first": 12, "last": 17}).mistake == "from the fire on"
    assert judge("2.1", {"first": 13, "last": 17}).verdict != "right"


def test_straight_marks_of_c_stand_in_the_paragraph_of_the_leftover(case):
    mark = case.anomalies.loc["C-x21"]
    clue = case.clues.loc["C-t2"]
    home = case.passages.loc[clue["passage"]]
    assert home["start"] <= mark["start"] < mark["end"] <= home["end"]


def test_the_second_case_asks_for_a_window_that_the_toy_has_not_drawn():
    clues = list_clues(load("harbour"), "Q")
    drawn = [find_window(clues.loc[names]) for names in (["Q-t1"], ["Q-t1", "Q-t2"])]
    asked = find_window(clues.loc[list(CUTTING)])
    assert asked not in drawn
    answer = {"first": asked.start.day, "last": asked.end.day, "outside": "register"}
    assert judge("2.11", {**answer, "layer": "later"}).verdict == "right"
    drawn_again = {**answer, "layer": "later", "last": drawn[1].end.day}
    assert judge("2.11", drawn_again).mistake == "the whole of Q"


@pytest.mark.parametrize(("day", "fits"), [(24, 0), (25, 1), (26, 1), (27, 1), (28, 1), (29, 0)])
def test_never_could_be_printed_until_the_day_before_the_report_at_least(day, fits):
    verdict = judge("2.3", {"so": "older", "last": day}).verdict
    assert (verdict == "right") == bool(fits)


def test_the_fridays_that_the_lesson_names_are_those_of_the_row(case):
    window = list_windows(case).loc["E"]
    fridays = pd.date_range(window["earliest"], window["latest"], freq="W-FRI")
    stated = case.documents.loc["E"]
    assert (fridays[0], fridays[-1]) == (stated["window_start"], stated["window_end"])
    assert [f"{day:%Y-%m-%d}" for day in fridays[[0, -1]]] == ["2024-10-25", "2025-02-21"]
    assert f"{window['earliest']:%Y-%m-%d} to {window['latest']:%Y-%m-%d}" in stated["window_clues"]


def test_2_11_states_both_rules_that_its_window_needs(root):
    (master,) = (root / "solutions").glob("02-*.md")
    cell = master.read_text("utf-8").split("### Exercise 2.11")[1].split("```")[0]
    assert "six days at most" in cell
    assert "the ten days are not over" in cell
