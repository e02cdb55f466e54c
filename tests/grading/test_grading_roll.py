"""The class that was judged last: its marks stay together, whatever happens between commands."""

import csv
import itertools
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from atodds.cli import app
from atodds.grading import batch
from atodds.grading.graded import Graded
from atodds.grading.journal import name_judge
from atodds.grading.roll import read_roll

ROOT = Path(__file__).resolve().parents[2]
SOLVED = ROOT / "solutions" / "00-start-here.ipynb"


def grade(*arguments):
    return CliRunner().invoke(app, ["grade", *map(str, arguments)])


def hand_in(folder, *students):
    folder.mkdir(exist_ok=True)
    for number, student in enumerate(students):
        text = SOLVED.read_text(encoding="utf-8").replace(
            '"edition"', f'"n": {number}, "edition"', 1
        )
        (folder / f"{student}_00.ipynb").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def graded(tmp_path):
    """A class of five that was graded, and where."""
    hand_ins = hand_in(tmp_path / "in", "ada", "bob", "cleo", "dov", "eve")
    out = tmp_path / "out"
    assert grade(hand_ins, "--out", out, "--workers", 1).exit_code == 0
    return hand_ins, out


def test_a_lesson_saved_while_a_class_is_judged_parts_no_marks_from_the_class(
    tmp_path, monkeypatch
):
    names = (f"judge-{number}" for number in itertools.count())
    monkeypatch.setattr(batch, "name_judge", lambda *_, **__: next(names))
    out = tmp_path / "out"
    hand_ins = hand_in(tmp_path / "in", "ada", "bob", "cleo", "dov", "eve")
    assert grade(hand_ins, "--out", out, "--workers", 1).exit_code == 0
    assert [type(one) for one in read_roll(out)[1]] == [Graded] * 5
    assert "5 learners handed it in" in (out / "class.html").read_text(encoding="utf-8")


def test_a_checkpoint_that_an_editor_leaves_is_no_other_judge(tmp_path):
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    shutil.copy(ROOT / "lessons" / "00-start-here.ipynb", lessons)
    before = name_judge(released=lessons)
    (lessons / ".ipynb_checkpoints").mkdir()
    shutil.copy(ROOT / "lessons" / "00-start-here.ipynb", lessons / ".ipynb_checkpoints")
    assert name_judge(released=lessons) == before
    (lessons / "00-start-here.ipynb").write_text("{}")
    assert name_judge(released=lessons) != before


def test_marks_stay_where_what_was_judged_is_gone(graded):
    _, out = graded
    marks = (out / "marks.csv").read_bytes()
    next((out / ".judged").glob("*-00-*.json")).unlink()
    told = grade("essays", out)
    assert told.exit_code == 1
    assert "is gone from `.judged`; run `atodds grade` on the class again" in told.output
    assert (out / "marks.csv").read_bytes() == marks


def test_a_late_hand_in_graded_alone_is_told_to_have_replaced_the_class(graded, tmp_path):
    hand_ins, out = graded
    late = grade(hand_in(tmp_path / "late", "fay"), "--out", out, "--workers", 1)
    told = " ".join(late.output.split())
    assert "had marks of 5 more, which were not among these hand-ins: ada (00), bob (00)" in told
    hand_in(hand_ins, "ada", "bob", "cleo", "dov", "eve", "fay")
    again = grade(hand_ins, "--out", out, "--workers", 1)
    assert "had marks" not in again.output
    with (out / "lms.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["Student"] for row in csv.DictReader(stream)][-1] == "fay"
