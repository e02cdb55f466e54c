from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.reconcile import consistent_series

DAYS = [f"2025-01-0{day}" for day in range(1, 5)]


def series(*rows, **more):
    """Rows of (id, first day, last day, low, high)."""
    table = pd.DataFrame(rows, columns=["id", "as_of_start", "as_of_end", "low", "high"])
    common = {"thing": "area", "definition": "held", "unit": "km^2", "place": "region"}
    return table.assign(best=None, bound="range", **(common | more)).set_index("id")


def test_a_later_larger_figure_breaks_a_falling_series():
    verdict = consistent_series(
        series(("A", DAYS[0], DAYS[0], 10, 20), ("B", DAYS[2], DAYS[2], 30, 40))
    )
    assert not verdict.holds
    assert verdict.conflicts == (("A", "B"),)
    assert verdict.table["conflicts_with"].tolist() == ["B", "A"]


def test_where_windows_overlap_the_order_is_free():
    assert consistent_series(
        series(("A", DAYS[0], DAYS[2], 10, 20), ("B", DAYS[2], DAYS[3], 30, 40))
    ).holds


def test_an_open_end_leaves_room():
    # "over 10" on day 1 can be 35 and then fall to 30.
    assert consistent_series(
        series(("A", DAYS[0], DAYS[0], 10, None), ("B", DAYS[2], DAYS[2], 30, 40))
    ).holds


def test_a_limit_left_out_is_left_out_here_too():
    # "under 30" on day 1, 30 or more on day 3: it rose.
    figures = series(("A", DAYS[0], DAYS[0], None, 30), ("B", DAYS[2], DAYS[2], 30, 40))
    figures.loc["A", "bound"] = "under"
    assert not consistent_series(figures).holds


def test_half_after_two_thirds_is_the_odd_one_of_a_rising_series():
    # Won back: over 0.60 (day 1), 0.62-0.71 (day 2), 0.45-0.55 (day 3), over 0.84 (day 4).
    figures = series(
        ("E", DAYS[0], DAYS[0], 0.60, None),
        ("C", DAYS[1], DAYS[1], 0.62, 0.71),
        ("D", DAYS[2], DAYS[2], 0.45, 0.55),
        ("A", DAYS[3], DAYS[3], 0.84, None),
        unit="share",
    )
    assert consistent_series(figures, direction="rising").conflicts == (("E", "D"), ("C", "D"))


def test_a_different_base_is_refused_or_becomes_a_stated_assumption():
    figures = series(("A", DAYS[0], DAYS[0], 10, 20), ("B", DAYS[2], DAYS[2], 5, 6))
    figures["definition"] = ["of the peak", "of what was taken"]
    with pytest.raises(ValueError, match="gate 'definition'"):
        consistent_series(figures)
    verdict = consistent_series(figures, assume=["definition"])
    assert verdict.holds
    assert any(line.startswith("Definition taken to be the same") for line in verdict.assumptions)


def test_an_undated_figure_may_stand_anywhere_and_that_is_said():
    verdict = consistent_series(
        series(
            ("A", None, None, 30, 40), ("B", DAYS[2], DAYS[2], 10, 20), ("C", DAYS[0], None, 5, 9)
        )
    )
    assert verdict.holds
    assert "Figure 'A' has no date and may stand anywhere." in verdict.assumptions


def fits_by_trying(rows, direction):
    """Try every day and every height of a grid fine enough for whole limits."""
    choices = [
        [(day, value) for day in range(s, e + 1) for value in range(low, high + 1)]
        for s, e, low, high in rows
    ]
    sign = 1 if direction == "rising" else -1
    return any(
        # Within one day the amount may move: only different days are in order.
        all(
            sign * (v2 - v1) >= 0
            for t1, v1 in moments
            for t2, v2 in moments
            if t1 < t2
        )
        for moments in product(*choices)
    )  # fmt: skip


RANGE = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(sorted)


@given(
    st.lists(st.tuples(RANGE, RANGE), min_size=1, max_size=3),
    st.sampled_from(["falling", "rising"]),
)
def test_the_verdict_is_what_trying_every_series_gives(pairs, direction):
    rows = [(s, e, low, high) for (s, e), (low, high) in pairs]
    figures = series(
        *((f"F{i}", DAYS[s], DAYS[e], low, high) for i, (s, e, low, high) in enumerate(rows))
    )
    assert consistent_series(figures, direction=direction).holds == fits_by_trying(rows, direction)


@given(st.lists(st.tuples(RANGE, RANGE), min_size=1, max_size=5), st.randoms())
def test_the_order_of_rows_makes_no_difference(pairs, random):
    rows = [(f"F{i}", DAYS[s], DAYS[e], *reach) for i, ((s, e), reach) in enumerate(pairs)]
    one, other = series(*rows), series(*random.sample(rows, len(rows)))
    assert consistent_series(one).conflicts == consistent_series(other).conflicts
