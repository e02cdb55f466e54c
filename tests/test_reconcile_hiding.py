"""Groups under five are hidden, and no adding or subtracting brings them back."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.reconcile.hiding import Group, hide_small


def split(*sizes, listed=None):
    place = np.arange(sum(sizes))
    ends = np.cumsum(sizes)
    return [
        Group(str(number), (place >= end - size) & (place < end), listed is None or listed[number])
        for number, (size, end) in enumerate(zip(sizes, ends, strict=True))
    ]


def group(name, *members, of=30):
    held = np.zeros(of, dtype=bool)
    held[list(members)] = True
    return Group(name, held)


def words(groups, beside=()):
    return [one.words for one in hide_small(groups, beside)]


def could_be(settled, everyone):
    """List every set of sizes that an onlooker must hold for possible: brute force."""
    ranges = {"few": range(1, 5), "kept": range(5, everyone + 1)}
    choices = [[one.learners] if one.state == "shown" else ranges[one.state] for one in settled]
    return [sizes for sizes in product(*choices) if sum(sizes) == everyone]


def test_a_group_of_three_among_thirty_is_not_what_the_others_leave():
    assert words(split(27, 3)) == ["not shown", "fewer than 5"]
    assert words(split(20, 7, 3)) == ["20", "not shown", "fewer than 5"]


def test_two_small_groups_are_not_given_away_by_their_sum():
    # 30 - 28 = 2 would tell that each of the two is one learner.
    assert words(split(28, 1, 1)) == ["not shown", "fewer than 5", "fewer than 5"]
    # 30 - 22 = 8 would tell that both have four, the most that "fewer than 5" allows.
    assert words(split(22, 4, 4)) == ["not shown", "fewer than 5", "fewer than 5"]


def test_small_groups_that_hide_each_other_cost_no_other_number():
    assert words(split(20, 3, 3, 3)) == ["20", "fewer than 5", "fewer than 5", "fewer than 5"]


def test_a_class_too_small_to_hide_anything_in_shows_no_number():
    assert words(split(5, 2)) == ["not shown", "not shown"]
    assert words(split(4, 0)) == ["not shown", "0"]


def test_no_learner_at_all_is_a_number_like_any_other():
    assert words(split(30, 0)) == ["30", "0"]
    assert hide_small([]) == ()


def test_a_rest_that_no_line_lists_is_hidden_only_when_nothing_else_helps():
    assert words(split(8, 3, 19, listed=[True, True, False])) == ["not shown", "fewer than 5", "19"]


def test_what_one_table_hides_another_one_does_not_show():
    right, mistake, other = (
        group("right", *range(20)),
        group("m", *range(20, 27)),
        group("n", 27, 28, 29),
    )
    beside = hide_small([right, mistake, other])
    assert [one.words for one in beside] == ["20", "not shown", "fewer than 5"]
    # The same learners, now by the option that they chose.
    assert words([right, group("b", *range(20, 27)), group("c", 27, 28, 29)], beside) == [
        "20",
        "not shown",
        "fewer than 5",
    ]


def test_a_sum_of_lines_in_another_table_does_not_leave_a_hidden_one():
    # The other table parts the same 30 otherwise: 20 and 7 would leave the three of this one.
    beside = hide_small([group("x", *range(12)), group("y", *range(12, 30))])
    ours = [group("a", *range(27)), group("b", 27, 28, 29)]
    assert words(ours, beside) == ["not shown", "fewer than 5"]


def test_two_shown_groups_one_inside_the_other_never_differ_by_a_few():
    beside = hide_small([group("option", *range(13)), group("others", *range(13, 30))])
    ours = [group("mistake", *range(10)), group("none", *range(10, 30))]
    # 13 chose the option, and 10 made the mistake: three chose it and were told something else.
    assert words(ours, beside)[0] == "not shown"


def test_a_learner_in_two_groups_is_refused():
    with pytest.raises(ValueError, match="found 1 in none or in several"):
        hide_small([group("a", *range(16)), group("b", *range(15, 30))])


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_each_few_could_be_any_number_from_one_to_four(sizes):
    settled = hide_small(split(*sizes))
    few = [place for place, one in enumerate(settled) if one.state == "few"]
    possible = could_be(settled, sum(sizes)) if few else []
    assert [{found[place] for found in possible} for place in few] == [{1, 2, 3, 4}] * len(few)
    assert all(one.learners is None or one.learners == 0 or one.learners >= 5 for one in settled)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=40))
def test_no_hidden_size_is_a_sum_or_difference_of_two_tables(learners):
    tables = [
        [Group(str(name), np.array([one[axis] == name for one in learners])) for name in range(4)]
        for axis in (0, 1)
    ]
    first = hide_small(tables[0])
    both = [*first, *hide_small(tables[1], first)]
    shown = [np.ones(len(learners))] + [one.group.members for one in both if one.state == "shown"]
    known = np.linalg.matrix_rank(np.array(shown, dtype=float))
    for one in both:
        if 0 < one.group.size < 5:
            more = np.linalg.matrix_rank(np.array([*shown, one.group.members], dtype=float))
            assert one.words in {"fewer than 5", "not shown"}
            assert more == known + 1, "a small group can be reckoned"
