"""Whatever JSON a record holds, judging ends in a score and in words, and never in a gift."""

from copy import deepcopy

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mutations import (
    TRIED,
    frozen,
    is_right,
    load_case,
    mutants_of,
    put_on_trial,
    read_once,
    tried_by,
    wanted_of,
)
from seeded_faults import FAULTS, sound_judge

from atodds.exercises import judge_record
from atodds.exercises.kinds import Choice, Fields, Rows

WORDS = ["value", "rows", "low", "high", "bound", "choice", "reason", "confidence", "on", "id", "$",
         "dots", "nan", "inf", "tag", "text_start", "text_end", "passage", "exact", "pair", "mark",
         "claim", "source", "statement", "case", "flood", "harbour", "kursk", "over", "under",
         "none", "-", "..."]  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 2_000)
    | st.integers()
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=6)
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=8,
)
# Few for each exercise, and more than a thousand for the course.
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
SLOW = settings(FEW, max_examples=5)
SLOW_ONES = ("11.3", "11.9 flood", "11.9 harbour", "11.12 harbour")


@pytest.fixture(autouse=True, scope="module")
def each_thing_is_read_once():
    with read_once():
        yield


def words_of(exercise):
    """Return the keys that stand in an exercise's own options, fields and rows."""
    kind = frozen(exercise).kind
    parts = kind.parts if isinstance(kind, Fields) else {"": kind}
    options = [key for part in parts.values() if isinstance(part, Choice | Rows)
               for key in part.options]  # fmt: skip
    return [*WORDS, *parts, *options]


@st.composite
def spoiled(draw, exercise):
    """Take an answer that somebody might give, and change some of its parts at random."""
    tried = [mutant.answer for mutant in mutants_of(exercise) if not mutant.what.startswith("abs")]
    answer = deepcopy(draw(st.sampled_from(tried)))
    piece = ANY_JSON | st.sampled_from(words_of(exercise)) | st.sampled_from(_leaves(tried[0]))
    for _ in range(draw(st.integers(0, 3))):
        answer = _replaced(answer, draw(st.integers(0, 60)), draw(piece), draw(st.booleans()))
    return answer


def _leaves(answer):
    inner = answer.values() if isinstance(answer, dict) else answer
    if isinstance(answer, (dict, list)) and answer:
        return [leaf for one in inner for leaf in _leaves(one)]
    return [answer]


def _replaced(answer, place, piece, beside):
    """Put a piece in the place of one part of an answer, or beside it; 0 is the whole."""
    if not isinstance(answer, (dict, list)) or not answer or place == 0:
        return piece
    keys = [*answer] if isinstance(answer, dict) else [*range(len(answer))]
    key = keys[place % len(keys)]
    if isinstance(answer, list) and beside:
        return [*answer, piece]
    changed = _replaced(answer[key], place // len(keys), piece, beside)
    if isinstance(answer, dict):
        return {**answer, key: changed}
    return [*answer[:key], changed, *answer[key + 1 :]]


def is_fair(exercise, answer):
    sound = frozen(tried_by(exercise, answer))
    judged, faults = put_on_trial(sound, answer)
    assert faults == []
    # Judging is a function: the same answer, the same words.
    assert judge_record(sound, {"exercise": sound.id, "answer": answer}, load_case()) == judged


@pytest.mark.parametrize("exercise", [one for one in TRIED if one not in SLOW_ONES])
@FEW
@given(data=st.data())
def test_no_answer_makes_judging_fail_or_earns_what_it_should_not(exercise, data):
    is_fair(exercise, data.draw(ANY_JSON | spoiled(exercise)))


@pytest.mark.parametrize("exercise", SLOW_ONES)
@SLOW
@given(data=st.data())
def test_no_text_makes_judging_fail_or_earns_what_it_should_not(exercise, data):
    is_fair(exercise, data.draw(ANY_JSON | spoiled(exercise)))


@pytest.mark.parametrize(
    ("exercise", "fault"),
    [
        ("6.3", "raises on text"),
        ("6.3", "doubles the tolerance, or has one"),
        ("6.5", "overlooks the low end"),
        ("6.9", "lets picks too many pass"),
        ("7.1", "overlooks the reason"),
        ("8.3", "overlooks the last field"),
        ("6.2", "awards whatever it can read"),
        ("10.2", "always awards all points"),
    ],
)
def test_a_fault_seeded_into_a_judge_is_found_by_answers_drawn_at_random(exercise, fault):
    broken = FAULTS[fault](frozen(exercise), sound_judge(frozen(exercise), remember=False))

    @settings(FEW, max_examples=300, database=None, phases=[Phase.generate], derandomize=True)
    @given(data=st.data())
    def is_found(data):
        answer = data.draw(ANY_JSON | spoiled(exercise))
        assert put_on_trial(frozen(exercise), answer, broken)[1] == []

    with pytest.raises(AssertionError):
        is_found()


@pytest.mark.parametrize("exercise", ["1.1", "3.6", "6.2", "6.3", "6.5", "6.9", "7.1", "10.2"])
@given(record=ANY_JSON)
def test_a_record_that_does_not_name_its_exercise_earns_nothing(exercise, record):
    judged = judge_record(frozen(exercise), record, load_case())
    assert (judged.score, judged.verdict, judged.mistake) == (0, "not yet", "")
    assert judged.hint == f"No answer is recorded for exercise {exercise}."


@pytest.mark.parametrize("exercise", TRIED)
def test_the_rule_of_these_tests_finds_the_expected_answer_right_and_junk_not(exercise):
    sound = frozen(exercise)
    right = mutants_of(exercise)[0].answer
    assert is_right(sound, right)
    assert wanted_of(sound) is not None
    for junk in (None, [], {}, True, "junk", 10**400, {"rows": []}, [right, right]):
        assert not is_right(sound, junk)
