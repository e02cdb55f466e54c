"""Exercises 11.10 and 11.11: the closing test, the parallel form of 0.3 and 0.4."""

from __future__ import annotations

from atodds.course.lesson11.rows import AGAIN, LESSON
from atodds.course.two_accounts import Form, make_form, make_reason

# The accounts stand in the lesson; no exercise treats them, and no case holds them.
closing = make_form(
    Form(
        id="11.10",
        lesson=LESSON,
        title="Two accounts of a train",
        objective=AGAIN,
        repeats="0.3",
        better="two",
        both={
            "harder": "The railway did nothing about a complaint.",
            "number": "The train stood for at least three hours.",
            "shared": "More than 20 helpers were sent.",
            "cause": "A worn cable stopped the train.",
        },
        neither={
            "open": "whether the railway had been told of the cable",
            "left": "where passengers waited for the buses",
            "number": "how many people the fire brigade sent",
            "harmed": "whether any of the passengers needed care",
        },
        kept="Nobody marks these answers either. "
        "The table at the end of the lesson sets them beside those that you gave before the "
        "course.",
        reveal="Account 2 is better supported: it says who read the log, who judged the cable, and "
        "what nobody knows yet. Both support that more than 20 helpers came, since 24 is more "
        "than 20. Neither can establish whether the railway had been told: union and railway "
        "both have something to lose.",
    )
)

closing_reason = make_reason(
    id="11.11",
    lesson=LESSON,
    title="Why, in 80 words",
    objective=AGAIN,
    exemplars=(
        (
            "Account 1 is better because it says what was the matter, the cable. In account 2 "
            "everybody says something else. I am sure."
        ),
        (
            "Account 2 is better supported. It names the manager and the officer, and the cable is "
            "only one of three things. Account 1 says that the cable did it. I am fairly sure, "
            "since account 1 may have been written later."
        ),
        (
            "Account 2 is better supported on the cause. It names an officer who was there and who "
            "looks at three things, a worn cable among them; account 1 has the cable as a fact, "
            "and names nobody who could know. Both support that more than 20 helpers came. "
            "Neither can establish whether the railway had been told: union and railway each have "
            "something to lose. I am fairly sure, and a page of the railway's log would change my "
            "mind on the report."
        ),
    ),
    expected_points=(
        "who speaks in account 2, and how they could know",
        "that account 1 has the cause as a fact, without a speaker",
        "what both support, and what neither can establish",
        "how sure, and what would change that",
    ),
)
