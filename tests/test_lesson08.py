"""Lesson 08: what its prose says follows from the case, and its traps are real ones."""

import re

import pytest

from atodds import reconcile
from atodds.course import EXERCISES
from atodds.course.lesson08.people import three_parties
from atodds.course.lesson08.rows import GROUND, PEAKS, SHARES, largest_group
from atodds.exercises import judge_record, plain
from atodds.widgets import Reconciler

PRINTED = ["A-17", "A-10", "B-09", "C-14", "E-04"]


def best_or_limit(case, name):
    row = case.figures.loc[name]
    return float(row["best"] if row["best"] == row["best"] else row["high"])


def judge(exercise, answer, case):
    record = {"format": 1, "exercise": exercise.id, "answer": plain(answer), "recorded": True}
    return judge_record(exercise, record, case)


@pytest.fixture
def exercises():
    return {one.id: one for one in EXERCISES if one.lesson == "08"}


def test_the_colleagues_number_is_the_mean_of_five_and_nobody_said_it(kursk):
    """(1376 + 1300 + 1300 + 1300 + 1268) / 5 = 1308.8."""
    printed = [best_or_limit(kursk, name) for name in PRINTED]
    assert round(sum(printed) / len(printed)) == 1309
    assert not kursk.figures["exact"].str.contains("1,309").any()


def test_his_third_is_a_quotient_of_two_speakers(kursk):
    assert round(100 * 420 / best_or_limit(kursk, "E-04")) == 33
    speakers = set(kursk.figures.loc[["E-09", "E-04"], "speaker"])
    assert len(speakers) == 2
    # inside the ministry's ledger: 467 of 1,268
    assert round(100 * 467 / 1268) == 37


def test_ground_makes_two_groups_and_the_peaks_are_the_smaller_one(kursk):
    assert largest_group(kursk, GROUND) == ["B-09", "C-14", "E-04"]
    assert largest_group(kursk, [*PEAKS, "E-04"]) == list(PEAKS)


def test_the_seized_ground_has_amounts_that_all_three_allow(kursk):
    ranges = reconcile.ranges_by_origin(kursk.figures.loc[["B-09", "C-14", "E-04"]])
    assert reconcile.disjoint_pairs(ranges).empty


def test_no_whole_brings_the_half_into_line(kursk):
    """D leaves at least 0.45 of any whole, C at most 0.3833 of the same: 0.45 w > 0.3833 w."""
    told = reconcile.tell_series(kursk.figures.loc[["C-42", "D-02"]], shares="what is left")
    left = told.set_index("id")
    assert left.loc["D-02", "low"] > left.loc["C-42", "high"]


def test_without_the_half_the_shares_are_one_development(kursk):
    rows = kursk.figures.loc[[name for name in SHARES if name != "D-02"]]
    assert reconcile.consistent_series(rows, direction="rising").holds


def test_the_outside_witness_lies_between_the_peak_and_what_was_left(kursk):
    outside = kursk.questions.loc["peak-area", "outside"]
    assert "1,376" in outside
    assert "about 800" in outside
    assert best_or_limit(kursk, "E-k1") < 800 < best_or_limit(kursk, "A-17")


def test_only_north_korean_dead_and_wounded_have_a_number(kursk):
    figures = kursk.figures
    harmed = figures[figures["thing"].fillna("").str.contains("killed|wounded")]
    counted = harmed.dropna(subset=["low", "high"], how="all")
    assert set(counted["thing"].str.split().str[:2].str.join(" ")) == {"North Korean"}
    assert three_parties(kursk) == (3000, 4000, 1200)


def test_the_sentences_of_the_lesson_have_the_numbers_of_the_three_and_the_form_has_none(
    kursk, root, exercises
):
    """(3000 + 4000 + 1200) / 3 is about 2,700, and their sum 8,200."""
    (master,) = (root / "solutions").glob("08-*.md")
    printed = dict(re.findall(r"^- ([a-d]): (.+)$", master.read_text("utf-8"), re.MULTILINE))
    options = exercises["8.7"].kind.parts["print"].options
    # A label says which sentence is meant, and nothing of what is good about it.
    assert list(options.values()) == [f"sentence {letter}" for letter in printed]
    three = three_parties(kursk)
    numbers = (round(sum(three) / 3, -2), sum(three), max(three))
    for letter, number in zip("abc", numbers, strict=True):
        assert f"{number:,.0f}" in printed[letter]
    figures = kursk.figures.loc[["C-33", "C-34", "C-36", "C-37"], "best"]
    assert all(f"{number:,.0f}" in printed["d"] for number in figures)


def test_no_option_is_longer_than_a_line_of_the_form(kursk, exercises):
    for one in exercises.values():
        kinds = getattr(getattr(one, "kind", None), "parts", {}).values()
        for kind in kinds:
            options = getattr(kind, "options", {})
            words = (options(kursk) if callable(options) else options).values()
            assert [said for said in words if len(said) > 100] == []


def test_the_three_counts_cannot_all_be_compared(kursk):
    pairs = reconcile.judge_pairs(kursk.figures.loc[["C-k1", "C-36", "C-37"]])
    assert pairs["comparable"].tolist() == [True, False, False]
    assert set(pairs["gate"]) == {"", "period"}


def test_ticks_in_the_reconciler_are_an_answer(kursk, harbour, exercises):
    tool = Reconciler(harbour, figures=["P-06", "Q-08", "R-06", "R-07"])
    assert judge(exercises["8.1"], tool, kursk).verdict == "not yet"
    tool.choose("P-06", "R-07")
    assert judge(exercises["8.1"], tool, kursk).mistake == "fire and water"
    tool.choose("P-06", "Q-08", "R-06")
    assert judge(exercises["8.1"], tool, kursk).verdict == "right"


def test_every_figure_ticked_is_no_answer(kursk, exercises):
    tool = Reconciler(kursk, figures=list(GROUND))
    tool.choose(*GROUND)
    judged = judge(exercises["8.2"], tool, kursk)
    assert (judged.verdict, judged.mistake) == ("hint", "another thing")


def test_the_lesson_finds_what_it_is_there_to_find(exercises):
    found = {name for one in exercises.values() for name in one.finds}
    assert found == {"one cross-check", "shares with dates", "whose casualties"}


def test_the_choice_of_the_sentence_of_8_7_does_not_name_what_is_good_about_it(exercises):
    labels = " ".join(exercises["8.7"].kind.parts["print"].options.values())
    assert "speaker" not in labels
    assert "verified" not in labels


def test_each_day_in_the_table_of_people_can_be_checked_against_sentence_d(kursk):
    dated = kursk.figures.loc[["C-33", "C-34"], "as_of_start"].dt.month
    assert set(dated) == {1}
    assert kursk.figures.loc["C-37", ["as_of_start", "as_of_end"]].isna().all()


def test_the_outside_witness_is_not_said_to_lie_before_what_was_left(kursk, root):
    # The window of the ministry's numbers reaches from before November to after it.
    left = kursk.figures.loc["E-k1"]
    assert left["as_of_start"].month < 11
    assert left["as_of_end"].year == 2025
    (master,) = (root / "solutions").glob("08-*.md")
    assert "the steps go one way" not in master.read_text("utf-8")
