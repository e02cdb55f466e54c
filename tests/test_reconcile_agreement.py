"""Agreement of two coders: percent, alpha, the list; marks paired by overlap; grades counted."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.reconcile import (
    compute_alpha,
    count_grades,
    describe_alpha,
    describe_diagonal,
    join_codings,
    list_disagreements,
    measure_agreement,
    pair_spans,
    share_on_diagonal,
)
from atodds.reconcile.grades import SOURCE_GRADES, STATEMENT_GRADES

CODES = st.sampled_from(["A", "B", "C"])
PAIRS = st.lists(st.tuples(CODES, CODES), min_size=2, max_size=30)


def coding(*codes, by=None):
    return pd.DataFrame({"claim": by or list(range(len(codes))), "grade": list(codes)})


def measure(first, second, **options):
    return measure_agreement(first, second, by=["claim"], variables=["grade"], **options).iloc[0]


def spans(*marks):
    return pd.DataFrame(marks, columns=["document", "start", "end", "tag"])


def test_alpha_of_ten_units_is_what_the_formula_gives():
    # Codes 0 0 0 0 0 0 0 0 1 1 against 1 1 1 0 0 1 0 0 0 0: six units agree, all on 0... none on 1.
    # Counts over both coders: fourteen 0 and six 1, n = 20; observed disagreement 6/10;
    # expected 2 * 14 * 6 / (20 * 19) = .4421; alpha = 1 - .6 / .4421 = -.357.
    first, second = "0000000011", "1110010000"
    pairs = list(zip(first, second, strict=True))
    assert compute_alpha(pairs) == pytest.approx(1 - (6 / 10) / (168 / 380))


@given(PAIRS)
def test_alpha_does_not_care_who_is_first_or_in_which_order_things_stand(pairs):
    turned = [(two, one) for one, two in reversed(pairs)]
    assert compute_alpha(turned) == pytest.approx(compute_alpha(pairs), nan_ok=True)


@given(PAIRS)
def test_alpha_is_one_only_where_nobody_differs(pairs):
    alpha = compute_alpha(pairs)
    if any(one != two for one, two in pairs):
        assert alpha < 1
    else:
        assert math.isnan(alpha) or alpha == 1


def test_high_agreement_on_one_common_code_earns_a_low_alpha():
    first, second = coding(*"AAAAAAAAAB"), coding(*"AAAAAAAABA")
    found = measure(first, second)
    assert found["percent"] == 80
    assert found["alpha"] < 0


def test_things_that_only_one_coder_coded_are_left_out():
    found = measure(coding("A", "B", by=[1, 2]), coding("B", "C", by=[2, 3]))
    assert (found["rows"], found["percent"]) == (1, 100)


def test_an_empty_cell_is_a_code_or_a_row_not_coded_yet_as_asked():
    first, second = coding("A", None, "B"), coding("A", "B", None)
    assert measure(first, second)["percent"] == pytest.approx(100 / 3)
    assert measure(first, second, empty="missing")[["rows", "percent"]].tolist() == [1, 100]


def test_the_same_code_from_a_file_and_from_a_program_is_the_same_code():
    first = pd.DataFrame({"claim": [1, 2, 3], "grade": ["1300", "2024-08-06", " True"]})
    second = pd.DataFrame({"claim": [1, 2, 3], "grade": [1300.0, pd.Timestamp("2024-08-06"), True]})
    assert measure(first, second)["same"] == 3


def test_two_rows_on_one_thing_are_refused_by_name():
    with pytest.raises(ValueError, match="found two on P-c07 in the second coding"):
        measure(coding("A", by=["P-c07"]), coding("A", "B", by=["P-c07", "P-c07"]))


def test_the_list_names_each_disagreement_and_nothing_else():
    joined = join_codings(coding(*"ABC"), coding(*"ACC"), by=["claim"], variables=["grade"])
    assert list_disagreements(joined, ["grade"]).to_numpy().tolist() == [[1, "grade", "B", "C"]]
    same = join_codings(coding(*"AB"), coding(*"AB"), by=["claim"], variables=["grade"])
    assert list_disagreements(same, ["grade"]).empty


def test_marks_that_share_half_of_what_they_cover_are_one_and_less_is_not():
    half = pair_spans(spans(("P", 0, 10, "x")), spans(("P", 5, 10, "x")))
    assert half[["start", "end", "tag_first", "tag_second"]].to_numpy().tolist() == [
        [0, 10, "X", "X"]
    ]
    less = pair_spans(spans(("P", 0, 10, "x")), spans(("P", 6, 11, "x")))
    assert less["tag_second"].tolist() == ["", "X"]


def test_marks_in_two_texts_are_never_one():
    assert len(pair_spans(spans(("P", 0, 10, "x")), spans(("Q", 0, 10, "x")))) == 2


def test_each_mark_has_one_partner_and_the_closest_is_taken():
    mine = spans(("P", 0, 10, "near"), ("P", 1, 12, "far"))
    found = pair_spans(mine, spans(("P", 0, 10, "theirs")))
    assert found[["tag_first", "tag_second"]].to_numpy().tolist() == [
        ["near", "theirs"],
        ["far", ""],
    ]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=8, unique=True))
def test_a_coding_beside_itself_is_paired_whole(places):
    marks = spans(*[("P", start, start + length, "x") for start, length in places])
    found = pair_spans(marks, marks)
    assert len(found) == len(marks)
    assert (found["tag_first"] == found["tag_second"]).all()


@pytest.mark.parametrize(
    ("alpha", "words"),
    [
        (0.8, "relied on"),
        (0.667, "careful"),
        (0.5, "too low"),
        (0.0, "chance"),
        (math.nan, "nothing"),
    ],
)
def test_alpha_is_said_in_words_at_each_step(alpha, words):
    assert words in describe_alpha(alpha, 40)


def test_few_rows_come_with_a_warning():
    assert "jumps" in describe_alpha(0.9, 6)
    assert "jumps" not in describe_alpha(0.9, 40)


def test_the_grid_counts_every_pair_and_the_diagonal_is_a1_to_f6():
    pairs = list(zip(SOURCE_GRADES, STATEMENT_GRADES, strict=True))
    ratings = pd.DataFrame([*pairs, ("A", 6)], columns=["source", "statement"])
    assert count_grades(ratings).to_numpy().sum() == 7
    assert share_on_diagonal(ratings) == pytest.approx(6 / 7)
    assert describe_diagonal(ratings) == "6 of 7 on the diagonal (86 %)."


def test_a_grade_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="from 1 to 6, found 7"):
        count_grades(pd.DataFrame({"source": ["A"], "statement": [7]}))
