"""Exercises 0.3 and 0.4: the opening test, whose parallel form closes the course."""

from __future__ import annotations

from atodds.course.two_accounts import Form, make_form, make_reason

LESSON = "00"
WEIGH = "weigh two accounts, and say how sure you are"

opening = make_form(
    Form(
        id="0.3",
        lesson=LESSON,
        title="Two accounts of a fire",
        objective=WEIGH,
        better="one",
        both={
            "cause": "A faulty cooling unit caused the fire.",
            "shared": "More than 60 firefighters were sent.",
            "number": "At least 30 containers were lost.",
            "harder": "The owner did nothing about a warning.",
        },
        neither={
            "number": "how many firefighters were sent",
            "harmed": "whether any of the firefighters needed care",
            "left": "where people from the street spent the night",
            "open": "whether the owner had been warned",
        },
        kept="Nobody marks these answers, and there is no hint. "
        "At the end of the course the same questions come back, on two other accounts. "
        "Then `progress()` sets your answers side by side.",
        reveal="There is no key to this test yet: lesson 11 comes back to it.",
    )
)

opening_reason = make_reason(
    id="0.4",
    lesson=LESSON,
    title="Why, in 80 words",
    objective=WEIGH,
    exemplars=(
        (
            "Account 2 is better because it tells clearly what happened and why. Account 1 keeps "
            "saying that it is not known. I am sure."
        ),
        (
            "Account 1 is better supported. It names the harbour master and the fire chief, and "
            "the fire chief calls the cooling unit only one possibility. Account 2 says that the "
            "unit caused the fire. But maybe account 2 heard more later, so I am fairly sure."
        ),
        (
            "Account 1 is better supported on the cause. It names the fire chief, who was there "
            "and calls the cooling unit one possibility; account 2 has the same thing as a fact, "
            "and nobody who could know it. Both support that more than 60 firefighters came. "
            "Neither can establish whether the owner had a warning: union and owner both have "
            "something to lose. I am fairly sure, and the fire service's report would change my "
            "mind on the cause."
        ),
    ),
    expected_points=(
        "who speaks in account 1, and how they could know",
        "that account 2 has the cause as a fact, without a speaker",
        "what both support, and what neither can establish",
        "how sure, and what would change that",
    ),
)
