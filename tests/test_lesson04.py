"""Lesson 04: what its prose says is what the case and the texts give."""

import pytest

from atodds import descent
from atodds.build.lessons import find_masters
from atodds.build.rules import find_faults
from atodds.course import EXERCISES
from atodds.course.lesson04.details import DETAILS, GAP, worth_of
from atodds.course.lesson04.order import MARKS, placed_by
from atodds.course.lesson04.overlap import share_of_runs
from atodds.course.lesson04.rows import PAIRS
from atodds.exercises import judge_record

PAIRED = ["left_start", "right_start"]


def judge(name, answer, case):
    exercise = next(one for one in EXERCISES if one.id == name)
    record = {"format": 1, "exercise": name, "answer": answer, "recorded": True}
    return judge_record(exercise, record, case)


@pytest.fixture
def prose(root):
    return (root / "solutions" / "04-who-copied-whom.md").read_text(encoding="utf-8")


def test_the_lesson_keeps_the_house_rules(root):
    (master,) = [one for one in find_masters(root) if one.slug.startswith("04")]
    assert find_faults(master) == ()


def test_the_hook_is_true_13_of_594_runs_and_26_of_26_sentences(kursk, texts, prose):
    assert "of its 594 runs, 13 stand in text C" in prose
    row = kursk.overlaps.set_index(["left", "right"]).loc[("B", "C")]
    assert row[["shared", "left_total", "right_total"]].tolist() == [13, 594, 1233]
    assert round(share_of_runs(kursk), 1) == 2.2
    assert "of its 26, all 26 have a counterpart" in prose
    sentences = descent.split_sentences(texts["B"])
    pairs = kursk.alignment.dropna(subset=PAIRED)
    with_counterpart = [
        (start, end)
        for start, end in sentences
        if ((pairs["left_start"] < end) & (start < pairs["left_end"])).any()
    ]
    assert len(with_counterpart) == len(sentences) == 26


def test_the_toy_shares_by_words_what_round_one_says(harbour):
    runs = descent.shared_runs(harbour.text("P"), harbour.text("R"), at_least=5)
    assert len(runs) == 3
    assert len(descent.shared_runs(harbour.text("Q"), harbour.text("R"), at_least=5)) == 1


def test_order_and_counts_in_round_two_are_those_of_the_alignment(kursk, prose):
    pairs = kursk.alignment.dropna(subset=PAIRED)
    counts = pairs["chronological"].value_counts()
    assert (len(pairs), counts["no"], counts["doubtful"]) == (39, 18, 11)
    assert round(descent.order_of_facts(kursk.alignment, free_only=True), 2) == 0.97
    order = descent.compare_pairs(kursk.claims)["order"]
    assert (order["B and C"], order["A and C"]) == (0.96, 0.39)
    assert "B and C have 0.96, A and C 0.39" in prose
    # No other pair comes near, so that one row is unlike the others.
    assert order.drop("B and C").max() < 0.5


def test_rare_details_set_one_pair_apart_from_the_control(kursk):
    rare = descent.compare_pairs(kursk.claims)["rare"]
    assert rare["B and C"] > 3 * rare.drop("B and C").max()


def test_the_longest_shared_run_is_the_rare_detail(texts, kursk, prose):
    runs = descent.shared_runs(texts["B"], texts["C"], at_least=5)
    longest = runs.loc[runs["n_words"].idxmax()]
    assert longest["n_words"] == 8
    assert f'"{longest["words"]}"' in prose
    (claim,) = [
        row
        for row in kursk.claims.itertuples()
        if row.document == "B" and row.question == "told-a-day-before"
    ]
    assert claim.start <= longest["left_start"] < claim.end
    assert worth_of(kursk)["told-a-day-before"] == "rare"


def test_the_details_and_the_gap_are_weighed_by_what_the_case_holds(kursk):
    shared = descent.shared_details(kursk.claims, "B", "C")
    for name, worth in worth_of(kursk).items():
        if name != GAP:
            assert (worth == "all") == (not shared.loc[name, "rare"])
    gaps = descent.shared_gaps(kursk.claims, "B", "C", at_least=1)
    assert gaps.loc[GAP, "answered_by"] == "E"
    assert set(DETAILS) <= set(shared.index)


def test_pairs_to_mark_are_coded_without_doubt(kursk):
    coded = kursk.alignment.loc[list(PAIRS), "chronological"]
    assert set(coded) == set(MARKS)
    assert coded.value_counts().tolist() == [4, 4]
    order = kursk.alignment.loc[[row["pair"] for row in placed_by(kursk)], "right_start"]
    assert order.is_monotonic_increasing


@pytest.mark.parametrize(
    ("given", "state"),
    [({"fewest": 4, "most": 5}, "right"), ({"fewest": 4, "most": 4}, "hint")],
)
def test_families_are_a_range_from_the_texts_alone(given, state, kursk):
    assert judge("4.7", {**given, "means": "range"}, kursk).verdict == state
    assert len(descent.families(kursk.documents, kursk.links, certain=True)) == 4


def test_what_b_and_c_have_and_lack_is_as_the_form_says(texts):
    assert "500 square miles" in texts["B"]
    assert "square miles" not in texts["C"]
    for only_c in ("15km", "Koffman", "February 28"):
        assert only_c in texts["C"]
        assert only_c not in texts["B"]


def test_marks_left_out_and_marks_on_other_pairs_are_told_apart(kursk):
    rows = placed_by(kursk)
    assert judge("4.2", rows, kursk).verdict == "right"
    half = judge("4.2", rows[:4], kursk)
    assert (half.verdict, half.score) == ("not yet", 4)
