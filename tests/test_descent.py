import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.descent import containment, overlap_counts, shared_runs

TEXT = st.lists(st.sampled_from(["fire", "quay", "Four", "late", "boat\u2019s"]), max_size=25).map(
    " ".join
)


def test_a_shared_run_is_found_whatever_the_capitals_and_quotation_marks():
    left = "He said: \u201cThe crew\u2019s boats burned\u201d, at once."
    right = "the CREW'S boats burned"
    runs = shared_runs(left, right, at_least=3)
    # the crew's boats burned: 4 words
    assert runs[["n_words", "words"]].values.tolist() == [[4, "the crew's boats burned"]]
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
    assert counts.values.tolist() == [["P", "Q", 2, 1, 2, 1]]


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
