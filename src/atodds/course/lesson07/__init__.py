"""Lesson 07, "Can these numbers be compared?": its exercises and its essay."""

from atodds.course.lesson07.again import other_case
from atodds.course.lesson07.baselines import first_visits, four_records
from atodds.course.lesson07.essay import explained
from atodds.course.lesson07.gates import four_pairs, lost_people
from atodds.course.lesson07.states import acknowledged, one_town, reinforced
from atodds.course.lesson07.wholes import bound_of_a_share, half_of_what, much_of

EXERCISES = (
    lost_people,
    four_pairs,
    half_of_what,
    much_of,
    bound_of_a_share,
    first_visits,
    four_records,
    one_town,
    reinforced,
    acknowledged,
    explained,
    other_case,
)
