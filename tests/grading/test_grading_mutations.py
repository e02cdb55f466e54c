"""The grader is graded: what every exercise's judge makes of right, near and absurd answers."""

import pytest
from mutations import BY_ID, complaints, frozen, mutants_of

from atodds.course import load_case


@pytest.mark.parametrize("exercise", BY_ID)
def test_every_mutant_of_an_exercise_earns_what_it_should(exercise):
    assert [*complaints(frozen(exercise), mutants_of(exercise), load_case())] == []
