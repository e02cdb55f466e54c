"""One printed quantity: its limits, its unit, and the rule by its name."""

import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from atodds.figures import RULES, Quantity, name_unit, read_quantity
from atodds.figures.numerals import read_numeral
from atodds.figures.rules import APPROXIMATORS

ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
ONES = [*ONES.split(), "sixteen", "seventeen", "eighteen", "nineteen"]
WORDS = {rule: words.split("|") for rule, words in APPROXIMATORS.items()}
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905


def spell(number):
    """Print a number from 1 to 999,999 in words."""
    if number >= 1000:
        rest = spell(number % 1000) if number % 1000 else ""
        return f"{spell(number // 1000)} thousand {rest}".strip()
    if number >= 100:
        rest = f" and {spell(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100 - 1]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")
    return ONES[number - 1]


@pytest.mark.parametrize(
    ("printed", "limits", "bound", "unit", "rule"),
    [
        ("600", (600, 600, 600), "point", None, "as printed"),
        ("15km", (15, 15, 15), "point", "km", "as printed"),
        ("$2", (2, 2, 2), "point", "USD", "as printed"),
        ("three years", (3, 3, 3), "point", "year", "as printed"),
        ("three more settlements", (3, 3, 3), "point", "settlement", "as printed"),
        ("1.3 million", (1.3e6, 1.3e6, 1.3e6), "point", None, "as printed"),
        ("one-fifth", (0.2, 0.2, 0.2), "point", "share", "as printed"),
        ("a fifth", (0.2, 0.2, 0.2), "point", "share", "as printed"),
        ("10,000-12,000", (10_000, None, 12_000), "range", None, "range"),
        ("10,000 to 12,000", (10_000, None, 12_000), "range", None, "range"),
        ("between 2 and 3 million", (2e6, None, 3e6), "range", None, "range"),
        ("from 5 to 7 km", (5, None, 7), "range", "km", "range"),
        ("about 5-10%", (0.05, None, 0.1), "range", "share", "range"),
        ("less 200 square km", (None, None, 200), "under", "km^2", "under"),
        ("fewer than 40", (None, None, 40), "under", None, "under"),
        ("more than 150,000", (150_000, None, None), "over", None, "over"),
        ("more than 60%", (0.6, None, None), "over", "share", "over"),
        ("over 420 square kilometers", (420, None, None), "over", "km^2", "over"),
        ("over 90 sq. km", (90, None, None), "over", "km^2", "over"),
        ("at least thirty", (30, None, None), "at least", None, "at least"),
        ("up to 40", (None, None, 40), "at most", None, "at most"),
        ("some 40", (35, 40, 45), "about", None, "half-unit"),
        ("around 1,200", (1150, 1200, 1250), "about", None, "half-unit"),
        ("approximately half", (0.45, 0.5, 0.55), "about", "share", "fraction"),
        ("about two-thirds", (2 / 3 - 0.05, 2 / 3, 2 / 3 + 0.05), "about", "share", "fraction"),
        ("about 98%", (0.93, 0.98, 1), "about", "share", "fraction"),
        ("nearly 1,300 sq. km", (1250, None, 1300), "under", "km^2", "nearly"),
        ("nearly nine months", (8.5, None, 9), "under", "month", "nearly"),
        ("almost half", (0.45, None, 0.5), "under", "share", "nearly"),
        ("hundreds", (200, None, 999), "vague", None, "plural-scale"),
        ("thousands of boats", (2000, None, 19_999), "vague", "ship", "plural-scale"),
        ("a few hundred", (300, None, 500), "vague", None, "few"),
        ("several", (3, None, 9), "vague", None, "several"),
        ("several days", (3, None, 9), "vague", "day", "several"),
    ],
)
def test_a_quantity_is_read_by_the_rule_that_fits(printed, limits, bound, unit, rule):
    read = read_quantity(printed)
    assert (read.low, read.best, read.high) == pytest.approx(limits)
    assert (read.bound, read.unit, read.rule, read.exact) == (bound, unit, rule, printed)


def test_every_rule_has_a_reason_and_reads_its_own_example():
    for name, rule in RULES.items():
        read = read_quantity(rule.example)
        assert (read.rule, read.bound) == (name, rule.bound)
        assert rule.reason.endswith(".")


def test_just_the_rules_that_add_limits_are_marked_as_inferred():
    inferred = {name for name, rule in RULES.items() if rule.inferred}
    assert inferred == {"half-unit", "fraction", "nearly", "plural-scale", "few", "several"}


@pytest.mark.parametrize(
    ("junk", "message"),
    [
        ("", "Expected one printed quantity; found ''. Give a number"),
        ("less than", "Expected one printed quantity; found 'less than'. Give"),
        ("last month", "Expected one printed quantity"),
        ("1,3000", "Expected one printed quantity"),
        ("12 to 10", "Expected a range from the smaller number to the larger"),
        ("40 boats in 5 days", "after it 'in 5 days'. Leave out"),
        ("9 km (5 miles)", "or use find_figures"),
    ],
)
def test_what_is_no_single_quantity_is_refused_with_advice(junk, message):
    with pytest.raises(ValueError, match=r"^Expected .* found .*\. [A-Z].*\.$") as refused:
        read_quantity(junk)
    assert message in str(refused.value)


def test_what_is_no_text_is_refused_with_advice():
    with pytest.raises(TypeError, match=r"Expected text; found int\. Put"):
        read_quantity(600)


def test_a_quantity_cannot_be_changed_nor_made_to_contradict_itself():
    read = read_quantity("600")
    with pytest.raises(FrozenInstanceError):
        read.low = 5
    with pytest.raises(ValueError, match="Expected kind to be one of"):
        Quantity("600", 0, 3, "sum", 600, 600, 600, "point", None, None, "as printed")
    with pytest.raises(ValueError, match="to fill start to end"):
        Quantity("600", 0, 9, "count", 600, 600, 600, "point", None, None, "as printed")


@given(st.integers(min_value=1, max_value=999_999))
def test_a_number_printed_in_words_or_digits_is_read_back(number):
    assert read_numeral(spell(number)).value == number
    assert read_quantity(spell(number)).best == number
    assert read_quantity(f"{number:,}").best == number


@given(
    st.sampled_from([(rule, word) for rule, words in WORDS.items() for word in words]),
    st.integers(min_value=1, max_value=10**9),
    st.sampled_from(["", " km", " square miles", " boats", "%"]),
)
def test_approximator_number_and_unit_are_read_back_as_printed(approximator, number, unit):
    rule, words = approximator
    read = read_quantity(f"{words} {number:,}{unit}")
    scale = 100 if unit == "%" else 1
    assert read.approximator == words
    assert read.rule == ("fraction" if rule == "half-unit" and unit == "%" else rule)
    assert number / scale in (read.low, read.best, read.high)
    assert read.unit == (name_unit(unit.strip()) if unit else None)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["{}-{}", "{} to {}"]))
def test_a_range_is_read_back_and_has_no_mean(low, high, form):
    assume(low < high)
    read = read_quantity(form.format(low, high))
    assert (read.low, read.best, read.high) == (low, None, high)


@given(st.text(alphabet="0123456789,. ahlfnertyosudv%$km-", max_size=14))
def test_whatever_can_be_read_has_its_limits_in_order_and_its_words_in_place(text):
    try:
        read = read_quantity(text)
    except ValueError as refused:
        assert str(refused).startswith("Expected")  # noqa: PT017
        return
    limits = [limit for limit in (read.low, read.best, read.high) if limit is not None]
    assert limits == sorted(limits)
    assert limits
    assert text[read.start : read.end] == read.exact


@given(st.sampled_from(["about", "nearly", "over", "under", ""]), st.integers(1, 9999))
def test_a_thousand_times_the_number_has_a_thousand_times_the_limits(words, number):
    once, scaled = (read_quantity(f"{words} {number}{end}".strip()) for end in ("", " thousand"))
    for name in ("low", "best", "high"):
        one, other = getattr(once, name), getattr(scaled, name)
        assert (one is None) == (other is None)
        assert one is None or other == pytest.approx(1000 * one)


def test_reading_does_not_load_pint():
    code = (
        "import sys, atodds.figures as f; f.find_figures('9 km'); sys.exit('pint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
