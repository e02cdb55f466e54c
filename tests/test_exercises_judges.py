"""Each kind of answer is judged the same way everywhere, and no junk is ever right."""

import math
import re

import pytest
import toy_exercises as toys
from hypothesis import given
from hypothesis import strategies as st

from atodds.course import EXERCISES
from atodds.exercises import (
    Exercise,
    Mistake,
    Number,
    Outcome,
    SameAs,
    judge_record,
    mistake_examples,
    plain,
    right_example,
)
from atodds.exercises.judges import judge as judge_kind
from atodds.exercises.kinds import Fields
from atodds.exercises.measures import as_number

CASE = toys.load()
WORDS = st.sampled_from(
    ["low", "high", "bound", "choice", "reason", "confidence", "value", "rows", "$", "dots", "id",
     "start", "end", "tag", "area", "unit", "over", "P-01", "Q-01", "thing", "nan", "..."]
)  # fmt: skip
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | WORDS
    | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([400, 200, 154.5, 10**400])
)  # fmt: skip
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=12,
)


def judged(exercise, answer):
    return judge_record(exercise, {"exercise": exercise.id, "answer": plain(answer)}, CASE)


def is_right(exercise, answer):
    """The same question, asked in the plainest way there is."""
    if exercise is toys.number:
        number = answer if type(answer) in {int, float} else _number(answer)
        return number is not None and abs(number - 400 / 1.609**2) <= 0.5 + 1e-6
    if exercise is toys.text:
        words = " ".join(answer.casefold().split()) if isinstance(answer, str) else ""
        return words in {"square mile", "square miles"}
    return None


def _number(answer):
    try:
        text = re.sub(r",(?=\d{3}\b)", "", answer) if isinstance(answer, str) else ""
        return float(text.replace(",", "."))
    except ValueError:
        return None


@pytest.mark.parametrize("exercise", toys.JUDGED, ids=lambda one: one.title)
def test_the_expected_answer_is_right_and_earns_all_points(exercise):
    found = judged(exercise, right_example(exercise, CASE))
    assert (found.verdict, found.score, found.mistake) == ("right", 4.0, "")


@pytest.mark.parametrize("exercise", toys.JUDGED, ids=lambda one: one.title)
def test_each_mistake_gets_its_own_hint(exercise):
    for name, answer in mistake_examples(exercise, CASE):
        found = judged(exercise, answer)
        assert (found.verdict, found.mistake) == ("hint", name)
        assert found.hint == next(one.hint for one in exercise.mistakes if one.name == name)


@pytest.mark.parametrize("exercise", toys.JUDGED, ids=lambda one: one.title)
@given(answer=ANY_JSON)
def test_no_json_makes_judging_fail_and_no_junk_is_right(exercise, answer):
    found = judge_record(exercise, {"exercise": exercise.id, "answer": answer}, CASE)
    assert 0 <= found.score <= 4
    assert isinstance(found.hint, str)
    if found.verdict == "right" and is_right(exercise, answer) is not None:
        assert is_right(exercise, answer)
    # Drawn at random, none of these can name every part of the answer.
    if exercise in (toys.choice, toys.spans, toys.row):
        assert found.verdict != "right"


@pytest.mark.parametrize("exercise", toys.JUDGED, ids=lambda one: one.title)
@given(record=ANY_JSON)
def test_no_record_makes_judging_fail(exercise, record):
    assert judge_record(exercise, record, CASE).score == 0


@pytest.mark.parametrize(
    "junk",
    [True, [], {}, "", "many", "1e400", [154.5], {"value": 154.5}, {"$": "nan"}, {"$": "inf"},
     "154.5 km", "15,45", "0x9a", "١٥٤", 10**400, "9" * 50],
)  # fmt: skip
def test_what_is_not_one_number_is_no_number(junk):
    assert judged(toys.number, junk).verdict == "not yet"


@pytest.mark.parametrize("given_as", [154.5, 155, "154.5", " 155 ", "154.50"])
def test_a_number_may_be_typed_as_text_and_rounded(given_as):
    assert judged(toys.number, given_as).verdict == "right"


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [
        ("162 sq mi", "square miles", 162), ("162 sq. mi.", "mile^2", 162), ("63%", "%", 63),
        ("63 per cent", "%", 63), ("214 people", "people", 214), ("200 km2", "km^2", 200),
        ("200 km²", "square kilometres", 200), ("1,300 km^2", "km^2", 1300),
        ("162,2", "", 162.2), ("0,25", "", 0.25), ("0,250", "", 0.25), ("1300,5", "", 1300.5),
        ("1,300", "", 1300), ("1 300", "", 1300), ("-0,5", "", -0.5), ("\u22123", "", -3),
    ],
)  # fmt: skip
def test_a_number_may_have_its_unit_and_a_decimal_comma(typed, unit, number):
    assert as_number(typed, unit) == number


@pytest.mark.parametrize("typed", ["200 km", "20 to 24", "about 20", "1.300,5", "1,30,0", "20%"])
def test_a_number_with_anything_else_is_asked_for_in_digits(typed):
    assert as_number(typed, "km^2") is None
    said = judged(toys.number, typed).hint
    other_unit = typed in {"200 km", "20%"}
    asked = (
        "the number alone, in mile²"
        if other_unit
        else "digits only, no words, with a point as in 12.5"
    )
    assert said == f'write {asked}; found "{typed}".'


def test_a_long_answer_is_quoted_in_part():
    assert judged(toys.number, "x" * 1000).hint.endswith(f'found "{"x" * 40}…".')


def test_a_bound_word_that_is_not_offered_is_asked_for_from_the_list():
    said = judged(toys.interval, {"low": 400, "high": None, "bound": "at least"}).hint
    assert said == 'expected one of over, under, range, about as the bound, found "at least".'


@pytest.mark.parametrize("word", ["over", "more than", "MORE", "above"])
def test_a_bound_may_be_given_by_another_word_for_it(word):
    assert judged(toys.interval, {"low": 400, "high": None, "bound": word}).verdict == "right"


def test_the_one_end_that_does_not_fit_is_named():
    said = judged(toys.interval, {"low": 150, "high": None, "bound": "over"}).hint
    assert said == "high and bound fit; look again at low. Say what the words leave open."


def test_ids_may_be_typed_with_commas_between_them():
    assert judged(toys.rows, "p-01, Q-01").verdict == "right"
    assert judged(toys.rows, "P-01, nonsense").hint == (
        'expected a list of rows, found "P-01, nonsense".'
    )


def test_rows_of_another_form_are_described_by_their_columns():
    for answer, found in (
        ([{"from": 1, "to": 2}], "a row with the columns from, to"),
        ([1, 2], "a number in the list"),
        ([{"start": 1, "end": None, "tag": "cue"}], "a row with an empty or odd value in these"),
    ):
        said = judged(toys.spans, answer).hint
        assert said.startswith(f"expected a list of rows with start, end, tag, found {found}")


def test_a_number_beyond_all_use_is_called_that():
    assert judged(toys.number, 10**400).hint.endswith("found a number too large to use.")


def test_a_missing_end_may_be_written_in_several_ways():
    for nothing in (None, math.nan, math.inf, "", "  ", "none", "-", "–"):  # noqa: RUF001
        answer = {"low": 400, "high": nothing, "bound": "over"}
        assert judged(toys.interval, answer).verdict == "right"
    assert judged(toys.interval, [400, None, "Over"]).verdict == "right"


def test_an_interval_earns_its_part_for_each_field_that_fits():
    # Low and bound fit, the high end does not: 2/3 of 4 points.
    found = judged(toys.interval, {"low": 400, "high": 500, "bound": "over"})
    assert found.score == 2.67


def test_ends_in_the_other_order_are_pointed_out():
    found = judged(toys.interval, {"low": 500, "high": 400, "bound": "over"})
    assert found.hint.startswith("The low end stands above the high end.")


def test_a_fitting_choice_with_another_reason_earns_half():
    found = judged(toys.choice, {"choice": "area", "reason": "size", "confidence": "high"})
    assert (found.score, found.mistake) == (2.0, "size")


def test_a_choice_may_be_given_by_its_words():
    answer = {"choice": "An area", "reason": "The unit says so", "confidence": "sure"}
    assert judged(toys.choice, answer).verdict == "right"


def test_a_choice_without_reason_or_confidence_is_asked_for_them():
    assert judged(toys.choice, "area").hint == "choose a reason and how sure you are."


def test_rows_count_what_is_found_and_never_name_what_is_missed():
    # One of two found, nothing too many: 1/2 of 4 points.
    found = judged(toys.rows, ["Q-01"])
    assert found.score == 2.0
    assert found.hint == "1 of 2 found. Compare each with its words."


def test_ticking_every_row_earns_no_full_points():
    # Two of two found among three picks: 2/3 of 4 points.
    assert judged(toys.rows, ["P-01", "P-02", "Q-01"]).score == 2.67


def test_rows_may_be_a_set_a_table_or_ticks_and_the_same_row_counts_once():
    faults = CASE.figures[CASE.figures["faulty"]]
    for answer in (
        {"P-01", "Q-01"},
        faults,
        faults.reset_index(),
        CASE.figures["faulty"],
        faults.index,
        ["p-01", "Q-01", "Q-01"],
    ):
        assert judged(toys.rows, answer).verdict == "right"


def test_spans_fit_when_they_overlap_by_half_and_carry_the_same_tag():
    speaker, cue = {"start": 1, "end": 10, "tag": "speaker"}, {"start": 12, "end": 17, "tag": "cue"}
    assert judged(toys.spans, [cue, speaker]).verdict == "right"
    far = {**speaker, "start": 6}
    assert judged(toys.spans, [cue, far]).score == 2.0
    assert judged(toys.spans, [cue, {**speaker, "tag": "name"}]).score == 2.0


def test_a_slip_in_spelling_is_called_close():
    assert judged(toys.text, "sqare miles").hint == (
        "Close: look at the spelling. Use the words of the text."
    )


def test_fields_say_which_of_them_to_look_at_again():
    found = judged(toys.row, {"low": None, "high": 200, "bound": "under", "thing": "mile"})
    assert found.score == 3.0
    assert found.hint.startswith("3 of 4 fields fit. Look again at: “Thing”.")


def test_a_judge_of_its_own_is_used():
    odd = Exercise(
        id="9", lesson="00", title="Odd", objective="x", points=1, basis="all", ask="An odd one?",
        kind=Number("n"), expected=lambda _: 1, right="Odd.", nudge="count again.",
        mistakes=[Mistake("two", SameAs(2), "Even."), Mistake("four", SameAs(4), "Even too.")],
        judge=lambda answer, _: Outcome("right" if answer in (1, 3, 5) else "other", answer=answer),
    )  # fmt: skip
    assert judged(odd, 5).verdict == "right"
    assert judged(odd, 4).mistake == "four"


@pytest.mark.parametrize("exercise", toys.JUDGED, ids=lambda one: one.title)
@pytest.mark.parametrize("answer", [..., "...", None])
def test_the_untouched_starter_is_asked_for_in_terms_of_its_kind(exercise, answer):
    assert judged(exercise, answer).verdict == "not yet"


def test_an_exercise_that_cannot_teach_is_refused():
    common = {"id": "9", "lesson": "0", "title": "t", "objective": "o", "ask": "?", "right": "r",
              "nudge": "n", "kind": Number("n"), "expected": lambda _: 1}  # fmt: skip
    two = [Mistake("a", SameAs(2), "h"), Mistake("b", SameAs(3), "h")]
    with pytest.raises(ValueError, match="at least two"):
        Exercise(points=1, basis="all", mistakes=two[:1], **common)
    with pytest.raises(ValueError, match="two mistakes one name"):
        Exercise(points=1, basis="all", mistakes=two[:1] * 2, **common)
    with pytest.raises(ValueError, match="0 or more"):
        Exercise(points=-1, basis="all", mistakes=two, **common)
    with pytest.raises(ValueError, match="basis"):
        Exercise(points=1, basis="some", mistakes=two, **common)


def test_a_form_that_is_empty_is_counted_and_not_recited():
    found = judged(toys.row, {"$": "dots"})
    assert found.hint == "nothing is filled in yet; there are 4 answers to give."


def test_fields_that_are_still_empty_are_named_as_the_form_names_them():
    found = judged(toys.row, {"low": None, "high": 200, "bound": "under"})
    assert found.hint == "fill in “Thing”."


@pytest.mark.parametrize("said", ["37.7 %", "37.7%", "37,7 per cent", "37.7 percent", "37.7"])
def test_a_share_may_be_typed_with_its_sign(said):
    kind = Number("Share", unit="per cent", tolerance=0.05)
    assert judge_kind(kind, said, 37.7).state == "right"


def test_another_unit_is_refused_with_the_one_that_is_asked_for():
    assert judge_kind(Number("Area", unit="mile^2"), "37.7 %", 1).note == (
        'write the number alone, in mile²; found "37.7 %".'
    )
    note = judge_kind(Number("Days"), "37.7 %", 1).note
    assert note == 'write the number alone; found "37.7 %".'


def test_no_field_asks_for_per_cent_without_a_unit_that_may_be_typed():
    kinds = [one.kind for one in EXERCISES if isinstance(one, Exercise)]
    parts = [kind.parts.values() if isinstance(kind, Fields) else [kind] for kind in kinds]
    numbers = [one for several in parts for one in several if isinstance(one, Number)]
    shares = [one for one in numbers if "per cent" in one.label.lower()]
    assert [one.label for one in shares if one.unit not in {"%", "per cent"}] == []
    assert len([one for one in numbers if one.unit in {"%", "per cent"}]) >= 5
