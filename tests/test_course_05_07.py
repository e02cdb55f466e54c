"""The numbers that lessons 05 and 07 print and no exercise computes."""

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from atodds import load
from atodds.course.lesson07 import EXERCISES
from atodds.exercises.judges import judge
from atodds.reconcile import first_failed_gate

LESSONS = Path(__file__).parent.parent / "lessons"
OPENED = re.compile(r"^(\w+) = ask\(", re.MULTILINE)


def source_of(lesson):
    """Return the code of a lesson, as the learner has it."""
    (path,) = LESSONS.glob(f"{lesson}-*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def test_one_of_the_fifteen_pairs_in_front_of_the_gates_passes():
    case = load("kursk")
    offered = re.search(r"^offered = (\[.*\])$", source_of("07"), re.MULTILINE)
    pairs = list(combinations(json.loads(offered[1]), 2))
    passed = [
        pair
        for pair in pairs
        if first_failed_gate(*(case.row("figures", figure) for figure in pair)) is None
    ]
    assert len(pairs) == 15
    assert passed == [("A-10", "A-17")]


def test_no_text_gives_ukraine_a_tenth_of_the_region():
    case = load("kursk")
    held = case.figures[case.figures["thing"].eq("area held by Ukraine")]
    areas = held[held["unit"].eq("km^2")]
    region = case.row("figures", "C-16")["best"]
    assert region == 29_900
    assert 1_000 < areas[["low", "best", "high"]].max().max() < region / 10


@pytest.mark.parametrize("lesson", ["05", "07"])
def test_a_learner_who_goes_back_never_checks_another_form(lesson):
    names = OPENED.findall(source_of(lesson))
    assert len(names) >= 8
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("high", [None, 100])
def test_a_share_may_have_the_ceiling_that_every_share_has(high):
    (share,) = [exercise for exercise in EXERCISES if exercise.id == "7.5"]
    wanted = share.expected(load("kursk"))
    assert share.judge({"low": 85, "high": high, "bound": "over"}, wanted).state == "right"
    assert share.judge({"low": 85, "high": 90, "bound": "over"}, wanted).state == "other"


@pytest.mark.parametrize("taken", [1_268, 1_300, 1_376])
def test_half_of_any_total_that_a_text_prints_is_accepted(taken):
    (halves,) = [exercise for exercise in EXERCISES if exercise.id == "7.3"]
    wanted = halves.expected(load("kursk"))
    answer = {"heading": 14_950, "body": taken / 2, "times": 29_900 / taken}
    assert judge(halves.kind, answer, wanted).state == "right"
