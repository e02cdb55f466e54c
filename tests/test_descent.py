import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.descent import (
    align,
    align_by_question,
    containment,
    families,
    find_crossings,
    list_descent,
    list_pairs,
    order_of_facts,
    overlap_counts,
    shared_details,
    shared_gaps,
    shared_runs,
)
from atodds.texts import shown

TEXT = st.lists(st.sampled_from(["fire", "quay", "Four", "late", "boat\u2019s"]), max_size=25).map(
    " ".join
)


def test_a_shared_run_is_found_whatever_the_capitals_and_quotation_marks():
    left = "He said: \u201cThe crew\u2019s boats burned\u201d, at once."
    right = "the CREW'S boats burned"
    runs = shared_runs(left, right, at_least=3)
    # the crew's boats burned: 4 words
    assert runs[["n_words", "words"]].to_numpy().tolist() == [[4, "the crew's boats burned"]]
    start, end = runs.loc[0, ["left_start", "left_end"]]
    assert left[start:end] == "The crew\u2019s boats burned"


def test_a_run_is_reported_once_at_its_full_length():
    text = "one two three four five six seven eight"
    assert shared_runs(text, text)["n_words"].tolist() == [8]


def test_texts_without_a_shared_run_give_an_empty_table_with_headings():
    runs = shared_runs("one two", "three four")
    assert runs.empty
    assert "words" in runs


def test_containment_asks_how_much_of_the_first_stands_in_the_second():
    # of "a b c d": {abc, bcd}; of "a b c": {abc}. 1 of 2; the other way 1 of 1.
    assert containment("a b c d", "a b c", n=3) == 0.5
    assert containment("a b c", "a b c d", n=3) == 1


def test_counts_are_of_distinct_runs():
    # "a b a b a": ab, ba (each twice); "a b": ab.
    counts = overlap_counts({"P": "a b a b a", "Q": "a b"}, n=2)
    assert counts.to_numpy().tolist() == [["P", "Q", 2, 1, 2, 1]]


@given(TEXT, TEXT)
def test_what_is_shared_is_shared_both_ways(one, other):
    there = shared_runs(one, other, at_least=2)
    back = shared_runs(other, one, at_least=2)
    assert sorted(there["words"]) == sorted(back["words"])
    for run in there.itertuples():
        same = shared_runs(one[run.left_start : run.left_end], run.words, at_least=2)
        assert run.n_words in same["n_words"].tolist()


@given(TEXT.filter(lambda text: len(text.split()) >= 3))
def test_every_text_contains_itself(text):
    assert containment(text, text, n=3) == 1


def test_a_text_too_short_to_compare_is_refused():
    with pytest.raises(ValueError, match="at least 5 words, found 1"):
        containment("Fire!", "A fire broke out on Quay Four")


PLACES = st.lists(st.integers(0, 500), min_size=2, max_size=12, unique=True)


def pairs(left, right, **columns):
    names = [f"b{number:02}" for number in range(1, len(left) + 1)]
    return pd.DataFrame({"left_start": left, "right_start": right, **columns}, index=names)


def claims(*rows):
    table = pd.DataFrame(rows, columns=["document", "question", "start"])
    return table.assign(end=table["start"] + 5)


def links(*rows):
    names = ["from", "to", "kind", "credited", "basis", "confidence"]
    return pd.DataFrame(rows, columns=names).assign(note="")


def documents(held, missing=""):
    sigla = [*held, *missing]
    return pd.DataFrame({"held": [name in held for name in sigla]}, index=sigla)


@given(PLACES)
def test_the_same_order_gives_one_and_the_reverse_gives_minus_one(places):
    rising = sorted(places)
    assert order_of_facts(pairs(rising, rising)) == pytest.approx(1)
    assert order_of_facts(pairs(rising, rising[::-1])) == pytest.approx(-1)


@given(PLACES, st.randoms())
def test_the_order_is_the_same_whichever_text_stands_on_the_left(places, dice):
    other = dice.sample(places, len(places))
    there = order_of_facts(pairs(places, other))
    assert there == pytest.approx(order_of_facts(pairs(other, places)))
    assert -1.000001 <= there <= 1.000001


def test_kendalls_tau_by_hand():
    # Places 1 2 3 4 against 1 3 4 2: of six comparisons 3-2 and 4-2 disagree: (4 - 2) / 6.
    assert order_of_facts(pairs([1, 2, 3, 4], [1, 3, 4, 2])) == pytest.approx(1 / 3)
    assert find_crossings(pairs([1, 2, 3, 4], [1, 3, 4, 2])) == [("b02", "b04"), ("b03", "b04")]


def test_ties_are_corrected_for():
    # Left 1 1 2, right 1 2 3: two comparisons of three differ on the left: 2 / sqrt(2 * 3).
    assert order_of_facts(pairs([1, 1, 2], [1, 2, 3])) == pytest.approx(2 / 6**0.5)


def test_pairs_that_time_orders_can_be_left_out():
    table = pairs([1, 2, 3, 4], [1, 2, 4, 3], chronological=["yes", "yes", "no", "no"])
    assert order_of_facts(table) == pytest.approx(4 / 6)
    assert order_of_facts(table, free_only=True) == pytest.approx(-1)


def test_order_refuses_a_table_of_something_else_and_pairs_at_one_place():
    with pytest.raises(KeyError, match="left_start"):
        order_of_facts(pd.DataFrame({"left": [1]}))
    with pytest.raises(KeyError, match="chronological"):
        order_of_facts(pairs([1, 2], [1, 2]), free_only=True)
    with pytest.raises(ValueError, match="all at one"):
        order_of_facts(pairs([1, 1], [1, 2]))


def test_sentences_are_paired_wherever_they_stand_and_strangers_are_not():
    left = "The crew left at noon. It rained. The old mole broke in two places."
    right = "In two places the old mole broke. Nobody sang. At noon the crew left."
    found = align(left, right)
    assert [(row.left, row.right) for row in found.itertuples()] == [
        ("The crew left at noon.", "At noon the crew left."),
        ("The old mole broke in two places.", "In two places the old mole broke."),
    ]
    assert order_of_facts(found) == -1
    assert align(left, "").empty
    with pytest.raises(TypeError, match="found a list"):
        align([left], right)


def test_two_texts_of_one_ancestor_are_found_in_the_words_and_in_our_paraphrases(kursk, texts):
    hand = list_pairs(kursk.alignment, "B", "C").dropna(subset=["left_start", "right_start"])
    found = align(texts["B"], texts["C"])
    assert len(found) >= 10
    for row in found.itertuples():
        touching = (
            (hand["left_start"] < row.left_end)
            & (row.left_start < hand["left_end"])
            & (hand["right_start"] < row.right_end)
            & (row.right_start < hand["right_end"])
        )
        assert touching.any(), row.left_start
    assert align(texts["A"], texts["B"]).empty
    ours = {siglum: shown(kursk, siglum).text for siglum in "ABC"}
    assert len(align(ours["B"], ours["C"])) > 2 * len(align(ours["A"], ours["C"]))


def test_statements_are_paired_by_the_question_they_answer_and_the_first_answer_counts():
    table = claims(("P", "size", 40), ("P", "size", 9), ("P", "cause", 60), ("Q", "size", 3))
    found = align_by_question(table, "P", "Q")
    assert found[["left_start", "right_start"]].to_dict("index") == {
        "size": {"left_start": 9, "right_start": 3}
    }


def test_a_hand_alignment_can_be_read_from_either_side(harbour):
    ahead = list_pairs(harbour.alignment, "Q", "R")
    back = list_pairs(harbour.alignment, "R", "Q")
    assert ahead["left_start"].tolist() == back["right_start"].tolist() != []
    assert set(back["left"]) == {"R"}
    assert list_pairs(harbour.alignment, "P", "Q").empty


def test_a_detail_is_rare_where_no_third_text_has_it_and_a_gap_is_what_others_fill():
    table = claims(
        ("P", "size", 0), ("Q", "size", 0), ("P", "cause", 9), ("Q", "cause", 9),
        ("R", "cause", 9), ("R", "price", 20), ("S", "price", 20), ("S", "song", 30),
    )  # fmt: skip
    shared = shared_details(table, "P", "Q")
    assert shared[["others", "rare"]].to_dict("index") == {
        "size": {"others": "", "rare": True},
        "cause": {"others": "R", "rare": False},
    }
    assert shared_gaps(table, "P", "Q")["answered_by"].to_dict() == {"price": "R | S"}
    assert list(shared_gaps(table, "P", "Q", at_least=1).index) == ["price", "song"]


def test_texts_of_one_missing_ancestor_are_one_family_and_a_cited_source_makes_none():
    table = links(
        ("P", "X", "rewrites", False, "internal", "high"),
        ("Q", "X", "translates", True, "internal", "medium"),
        ("R", "X", "cites", True, "internal", "high"),
    )
    found = families(documents("PQR", "X"), table)
    assert found[["texts", "missing", "sure"]].to_numpy().tolist() == [
        ["P | Q", "X", False],
        ["R", "", True],
    ]
    assert families(documents("PQR", "X"), table, certain=True)["texts"].tolist() == [
        "P",
        "Q",
        "R",
    ]


def test_of_two_links_between_the_same_texts_the_surer_counts_and_outside_ones_can_be_left_out():
    table = links(
        ("P", "X", "rewrites", False, "internal", "low"),
        ("P", "X", "rewrites", False, "external", "high"),
    )
    both = list_descent(documents("P", "X"), table)
    assert both[["sure", "basis"]].to_numpy().tolist() == [[True, "external"]]
    inside = list_descent(documents("P", "X"), table, basis="internal")
    assert inside[["sure", "basis"]].to_numpy().tolist() == [[False, "internal"]]
