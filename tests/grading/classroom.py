"""A class that never was: learners who are right, make a named mistake, or hand in nothing."""

from __future__ import annotations

import random

import pandas as pd

from atodds.exercises import Exercise, judge_record, mistake_examples, right_example

ODD = 7


def make_marks(exercises, case, learners=40, seed=4):
    """Return a marks table as `atodds grade` makes it, judged by the real judges."""
    chance = random.Random(seed)  # noqa: S311 - a class is no secret
    rows = []
    for exercise in exercises:
        known = [right_example(exercise, case)] if isinstance(exercise, Exercise) else []
        known += [answer for _, answer in mistake_examples(exercise, case)] if known else []
        weights = [6, *range(len(known) - 1, 0, -1), 2]
        known += ["no idea"] if known else []
        judged = {}
        for number in range(learners):
            about = {"student": f"s{number:03d}", "lesson": exercise.lesson}
            about |= {"exercise": exercise.id, "max_points": float(exercise.points)}
            if not known:
                rows.append(about | {"verdict": "for a reader", "answer": None})
            elif chance.random() < 0.1:
                rows.append(about | {"verdict": "not recorded", "answer": None})
            else:
                place = chance.choices(range(len(known)), weights)[0]
                if place not in judged:
                    record = {"exercise": exercise.id, "answer": known[place]}
                    judged[place] = judge_record(exercise, record, case)._asdict()
                found = judged[place]
                told = {name: found[name] for name in ("verdict", "mistake", "hint")}
                rows.append(
                    about | told | {"points": found["score"], "answer": _vary(known[place], chance)}
                )
    return pd.DataFrame(rows)


def _vary(answer, chance):
    """Give each learner a grade of their own here and there, and a confidence."""
    if isinstance(answer, dict) and "confidence" in answer:
        return answer | {"confidence": chance.choice(["low", "medium", "high"])}
    if (
        isinstance(answer, list)
        and answer
        and isinstance(answer[0], dict)
        and "statement" in answer[0]
    ):
        return [
            row
            | {"statement": chance.choice([row["statement"], row["statement"], 2, 3])}
            | {"source": chance.choice([row["source"], row["source"], "B", "C"])}
            for row in answer
        ]
    return answer


def make_essays(exercises, learners=40):
    """Return an essays table: everybody writes, two the same."""
    essays = [one for one in exercises if not isinstance(one, Exercise)]
    return pd.DataFrame(
        {
            "student": f"s{number:03d}",
            "lesson": essay.lesson,
            "exercise": essay.id,
            "text": f"My own view, number {max(number, 1)}, is that the numbers differ in kind.",
            "written": True,
            "max_points": float(essay.points),
        }
        for essay in essays
        for number in range(learners)
    )
