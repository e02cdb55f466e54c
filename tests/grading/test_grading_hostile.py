"""One command grades a folder of sixty: each of the hostile ones ends in its clear row."""

import csv
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hand_ins import (
    BY_ID,
    ESSAY,
    LESSONS,
    all_right,
    cells_of,
    expected_points,
    hand_in,
    right_answer,
    save,
)
from sixty import EARNED, FULL, LESSON, NOTHING_ODD, SHADOWS, put_honest, put_hostile

from atodds.exercises import ANSWER_TYPE
from atodds.grading.essays import read_essays, write_essays, write_marks_again
from atodds.grading.recorded import LARGEST_FILE

ATODDS = Path(sys.executable).with_name("atodds")


def run(place, out, *more, cwd=None):
    """Run the command as an instructor does."""
    command = [ATODDS, "grade", place, "--lesson", "6", "--out", out, "--lessons", LESSONS, *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def tables(out):
    return {name: (out / name).read_bytes() for name in ("marks.csv", "report.csv", "lms.csv")}


@pytest.fixture(scope="module")
def sixty(tmp_path_factory):
    """Grade the sixty once, from the very folder in which they lie; give what came out."""
    place = tmp_path_factory.mktemp("hand-ins")
    mark = tmp_path_factory.mktemp("mark") / "something-ran"
    honest, hostile = put_honest(place), put_hostile(place, mark)
    out = tmp_path_factory.mktemp("graded")
    done = run(".", out, cwd=place)
    yield {
        "honest": honest,
        "hostile": hostile,
        "out": out,
        "done": done,
        "mark": mark,
        "in": place,
    }
    shutil.rmtree(place)


def test_the_command_ends_well_though_some_rows_have_problems(sixty):
    done = sixty["done"]
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    # Besides the hostile ones, each shadowing file at the top is a row: somebody may have meant it.
    refused = len(sixty["hostile"]) - len(EARNED) + len(SHADOWS)
    assert f"{40 + len(EARNED)} judged, {refused} not;" in done.stdout


def test_every_honest_hand_in_has_the_marks_it_earned(sixty):
    marks = {}
    for row in rows(sixty["out"] / "marks.csv"):
        if row["points"]:
            marks.setdefault(row["student"], {})[row["exercise"]] = float(row["points"])
    expected = {name: expected_points(LESSON, of) for name, of in sixty["honest"].items()}
    assert {name: marks[name] for name in expected} == expected


def test_every_hostile_hand_in_has_its_clear_row(sixty):
    told = {row["student"].removeprefix("'"): row for row in rows(sixty["out"] / "report.csv")}
    odd = {name: told[name]["problem"] + told[name]["notes"] for name in sixty["hostile"]}
    expected = {
        name: odd[name] == "" if said is NOTHING_ODD else said in odd[name]
        for name, said in sixty["hostile"].items()
    }
    assert {name: odd[name] for name, is_so in expected.items() if not is_so} == {}
    earned = {name: float(told[name]["points"]) for name in EARNED}
    assert earned == EARNED
    assert all(told[name]["problem"] for name in sixty["hostile"] if name not in EARNED)


def test_nobody_is_lost_and_nobody_is_there_twice(sixty):
    names = [row["student"].removeprefix("'") for row in rows(sixty["out"] / "report.csv")]
    assert len(names) == len(set(names))
    assert set(sixty["honest"]) | set(sixty["hostile"]) <= set(names)
    imported = rows(sixty["out"] / "lms.csv")
    assert [row["Student"].removeprefix("'") for row in imported] == names


def test_honest_hand_ins_have_nothing_odd_but_that_nothing_is_in_them(sixty):
    told = {row["student"]: row["notes"] for row in rows(sixty["out"] / "report.csv")}
    for name, quality in sixty["honest"].items():
        assert ("It holds no answer" in told[name]) == (quality == "untouched")
        assert quality == "untouched" or told[name] == ""


def test_nothing_that_was_handed_in_ran(sixty):
    assert not sixty["mark"].exists()


def test_no_archive_wrote_outside_of_the_folder_it_is_unpacked_in(sixty):
    out = sixty["out"]
    assert not list(sixty["in"].parent.glob("slip*"))
    written = [path for path in out.rglob("*") if path.is_file() and path.parent.name != ".judged"]
    unpacked = {path for path in written if ".judged" in path.parts}
    assert all(path.suffix in {".ipynb", ".zip"} for path in unpacked)
    assert not any(path.is_symlink() or path.stat().st_size > LARGEST_FILE for path in unpacked)
    pages = {path for path in written if path.parent.parent == out / "feedback"}
    others = {path.name for path in set(written) - unpacked - pages}
    assert others == {*tables(out), "class.html", "same.csv"}


def test_every_judged_hand_in_has_its_page_and_none_of_them_can_run_a_script(sixty):
    pages = list((sixty["out"] / "feedback").glob("*/06.html"))
    assert len(pages) == 40 + len(EARNED)
    told = [row["feedback"] for row in rows(sixty["out"] / "report.csv") if row["feedback"]]
    assert {sixty["out"] / page for page in told} == set(pages)
    assert len(told) == len(pages)
    page = (sixty["out"] / "feedback" / "script" / "06.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|onerror\s*=(?![^<]*&)", page)
    assert "document.title" not in page


def test_picture_of_the_class_names_nobody_and_shows_no_essay(sixty):
    page = (sixty["out"] / "class.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert not [name for name in [*sixty["honest"], *sixty["hostile"]] if f">{name}<" in page]
    assert ESSAY not in page


def test_no_cell_of_a_table_is_a_formula(sixty):
    for name in tables(sixty["out"]):
        for row in rows(sixty["out"] / name):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "@"))]
    assert "'=cmd|' 😀 c'!A1" in [row["student"] for row in rows(sixty["out"] / "report.csv")]


def test_numbers_of_the_learning_management_system_come_out_for_its_import(sixty):
    numbers = {
        row["Student"]: (row["ID"], row["Identifier"]) for row in rows(sixty["out"] / "lms.csv")
    }
    assert numbers["Learner 01"] == ("", "Participant 40001")
    assert numbers["learner02"] == ("502", "")
    assert numbers["s03"] == ("", "")


def journal_of(sixty):
    """List the entries of what was judged, without the list of the class beside them."""
    return sorted((sixty["out"] / ".judged").glob(f"*-{LESSON}-*.json"))


def test_grading_again_judges_nothing_twice_and_gives_the_same_bytes(sixty):
    before = tables(sixty["out"])
    entries = {path: path.stat().st_mtime_ns for path in journal_of(sixty)}
    assert run(".", sixty["out"], cwd=sixty["in"]).returncode == 0
    assert tables(sixty["out"]) == before
    assert {path: path.stat().st_mtime_ns for path in entries} == entries
    assert set(journal_of(sixty)) == set(entries)


KILLED_HALF_WAY = """
import os, signal
from atodds.cli import app
from atodds.grading.journal import Journal

write, written = Journal.write, []

def write_and_die(journal, digest, entry):
    write(journal, digest, entry)
    written.append(journal.path(digest))
    if len(written) == 6:
        # The sixth entry is cut off in the middle, as by a full disk or a lost machine.
        written[-1].write_bytes(written[-1].read_bytes()[:100])
        os.kill(os.getpid(), signal.SIGKILL)

Journal.write = write_and_die
app()
"""


def test_a_run_that_was_killed_half_way_goes_on_and_gives_the_same(sixty, tmp_path):
    command = ["grade", sixty["in"], "--lesson", "06", "--out", tmp_path, "--lessons", LESSONS]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_HALF_WAY, *command], capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    kept = {path: path.read_bytes() for path in (tmp_path / ".judged").glob("*.json")}
    whole = {path: path.stat().st_mtime_ns for path in kept if len(kept[path]) > 100}
    assert (len(kept), len(whole)) == (6, 5)
    assert not (tmp_path / "marks.csv").exists()
    assert run(sixty["in"], tmp_path).returncode == 0
    assert tables(tmp_path) == tables(sixty["out"])
    assert {path: path.stat().st_mtime_ns for path in whole} == whole
    assert not list(tmp_path.glob(".*.part"))


def test_a_folder_in_which_nothing_can_be_graded_is_exit_code_one(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ada.pdf").write_bytes(b"%PDF")
    done = run(tmp_path / "in", tmp_path / "out")
    assert (done.returncode, "0 judged, 1 not" in done.stdout) == (1, True)
    assert rows(tmp_path / "out" / "report.csv")[0]["student"] == "ada"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none"], "there is no such folder or file"),
        (["."], "there are no hand-ins here"),
        ([".", "--lesson", "77"], "There is no lesson '77'"),
        ([".", "--lessons", "none"], "there are no lessons here"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(tmp_path, arguments, said):
    done = subprocess.run(
        [ATODDS, "grade", *arguments], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_answer_of_another_version_or_lesson_is_named_and_judged_by_the_rule(tmp_path):
    content = all_right("06")
    (cell,) = cells_of(content, "check", "6.3")
    cell["outputs"][0]["data"][ANSWER_TYPE]["kit"] = "0.0.9"
    other = cells_of(hand_in("05", {"5.1": right_answer(BY_ID["5.1"])}), "check", "5.1")
    content["cells"] += other
    save(content, tmp_path / "in" / "ada_06.ipynb")
    run(tmp_path / "in", tmp_path / "out")
    (row,) = rows(tmp_path / "out" / "report.csv")
    assert float(row["points"]) == FULL
    assert "Answers to exercises of another lesson: 5.1." in row["notes"]
    assert "Recorded with version 0.0.9 of the kit" in row["notes"]


def test_essays_of_the_sixty_are_marked_in_a_sheet_and_stand_in_the_marks(sixty, tmp_path):
    out = tmp_path / "graded"
    shutil.copytree(sixty["out"], out)
    write_essays(out)
    sheet = rows(out / "essays.csv")
    for row in sheet:
        row["points"] = "7" if row["answer"] else ""
    with (out / "essays.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, sheet[0].keys())
        writer.writeheader()
        writer.writerows(sheet)
    done = read_essays(out / "essays.csv", out)
    assert done.faults == ()
    assert done.entered == sum(bool(row["answer"]) for row in sheet) > 20
    write_marks_again(out)
    essays = [row for row in rows(out / "marks.csv") if row["exercise"] == "6.10"]
    assert [row["points"] for row in essays].count("7") == done.entered
    assert {row["essays_waiting"] for row in rows(out / "report.csv")} == {"0"}
