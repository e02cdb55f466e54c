"""nbgrader's own commands work on a course folder, and give the marks that `atodds grade` gives."""

import json
import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from typer.testing import CliRunner

from atodds.build.running import run_notebook
from atodds.cli import app
from atodds.course import EXERCISES
from atodds.exercises import ANSWER_TYPE, Essay
from atodds.grading.course_folder import (
    Course,
    CourseError,
    find_stock_graded,
    init_course,
    open_course,
)
from atodds.grading.entries import ensure_assignment
from atodds.grading.gradebook import open_gradebook, read_gradebook, record_in_gradebook

LESSON = "06-what-does-the-number-say"
LESSONS = sorted(
    path.stem for path in (Path(__file__).resolve().parents[2] / "lessons").glob("*.ipynb")
)
ADDED = {"checksum"}
LOCKS = {"deletable", "editable"}


def nbgrader(folder, *arguments):
    """Start one of nbgrader's commands in a course folder; give its exit code and its words.

    It is started by its path, as in `.venv/bin/nbgrader`, and finds nothing else beside it.
    """
    # Nothing that is set up on this machine shall matter.
    places = {"JUPYTER_CONFIG_DIR": str(folder), "HOME": str(folder), "PATH": os.defpath}
    done = subprocess.run(
        [Path(sysconfig.get_path("scripts"), "nbgrader"), *arguments],
        cwd=folder,
        env=os.environ | places,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def grade(*arguments):
    """Start `atodds grade`, as a teacher does."""
    done = CliRunner().invoke(app, ["grade", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def role(cell):
    return cell["metadata"].get("atodds", {}).get("role")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def released(tmp_path_factory, root):
    """Give a course, made by the command, from which nbgrader has released every lesson."""
    folder = tmp_path_factory.mktemp("released") / "course"
    grade("init", folder, "--lessons", root / "lessons", "--solutions", root / "solutions")
    code, said = nbgrader(folder, "generate_assignment", "*")
    assert code == 0, said
    return folder


@pytest.fixture
def course(tmp_path, released):
    # Copied elsewhere: a course folder may move.
    return Path(shutil.copytree(released, tmp_path / "moved"))


def test_every_lesson_is_tried():
    assert len(LESSONS) == 12


@pytest.mark.parametrize("lesson", LESSONS)
def test_released_lesson_is_the_lesson_cell_for_cell(released, root, lesson):
    ours = nbformat.read(root / "lessons" / f"{lesson}.ipynb", as_version=4)
    theirs = nbformat.read(released / "release" / lesson / f"{lesson}.ipynb", as_version=4)
    assert theirs.metadata == ours.metadata
    assert len(theirs.cells) == len(ours.cells)
    for mine, cell in zip(ours.cells, theirs.cells, strict=True):
        added = set(cell.metadata.get("nbgrader", {})) - set(mine.metadata.get("nbgrader", {}))
        assert added <= ADDED
        assert set(cell.metadata) - set(mine.metadata) <= LOCKS
        for name in LOCKS & set(cell.metadata):
            del cell.metadata[name]
        for name in added:
            del cell.metadata.nbgrader[name]
        assert cell == mine


def test_released_lesson_runs_and_every_check_says_not_yet(released):
    lesson = nbformat.read(released / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)
    ran = run_notebook(lesson, f"{LESSON}.ipynb")
    said = [cell.outputs[0].data["text/plain"] for cell in ran.cells if role(cell) == "check"]
    assert len(said) == 10
    assert all(one.startswith("Not yet:") for one in said)


@pytest.fixture(scope="session")
def hand_ins(tmp_path_factory, root):
    """Save an honest hand-in, an untouched one, a wrong one and a hostile one."""
    folder = tmp_path_factory.mktemp("hand-ins")
    solved = read(root / "solutions" / f"{LESSON}.ipynb")
    answers = {
        cell["metadata"]["atodds"]["exercise"]: cell["outputs"]
        for cell in solved["cells"]
        if role(cell) == "check"
    }
    for student in ("honest", "untouched", "wrong", "hostile"):
        content = read(root / "lessons" / f"{LESSON}.ipynb")
        checks = [cell for cell in content["cells"] if role(cell) == "check"]
        for count, cell in enumerate(checks, 1):
            about = cell["metadata"]["atodds"]
            if student in {"honest", "hostile"}:
                cell["outputs"], cell["execution_count"] = answers[about["exercise"]], count
            if student == "wrong":
                record = {"exercise": about["exercise"], "answer": 261}
                output = {"output_type": "display_data", "metadata": {}}
                cell["outputs"] = [output | {"data": {ANSWER_TYPE: record}}]
        if student != "untouched":
            (essay,) = [cell for cell in content["cells"] if role(cell) == "essay"]
            essay["source"] = "A <script>alert(1)</script> [fence](javascript:alert(1))."
        if student == "hostile":
            spoil(content)
        (folder / student).mkdir()
        (folder / student / f"{LESSON}.ipynb").write_text(json.dumps(content), encoding="utf-8")
    return folder


def spoil(content):
    """Copy, delete, edit and forge check cells; leave code that would show that it ran."""
    cells = content["cells"]
    checks = [cell for cell in cells if role(cell) == "check"]
    by_exercise = {cell["metadata"]["atodds"]["exercise"]: cell for cell in checks}
    trap = "import pathlib; pathlib.Path('ran').touch()\nraise SystemExit"
    cells.insert(0, nbformat.v4.new_code_cell(trap))
    cells.append(json.loads(json.dumps(by_exercise["6.1"])) | {"id": "copied"})
    cells.remove(by_exercise["6.2"])
    by_exercise["6.3"]["source"] = trap
    html = {"text/html": "<script>alert(2)</script>", "text/plain": "99"}
    forged = {"output_type": "execute_result", "metadata": {}, "execution_count": 1, "data": html}
    by_exercise["6.4"]["outputs"] = [forged]
    by_exercise["6.5"]["outputs"][0]["data"][ANSWER_TYPE]["answer"] = ["junk"] * 9
    by_exercise["6.6"]["metadata"]["nbgrader"]["points"] = 500
    by_exercise["6.7"]["metadata"]["nbgrader"] = {"grade_id": "answer-6-1"}
    by_exercise["6.8"]["cell_type"] = "raw"


def test_both_ways_give_the_same_marks_and_neither_runs_a_cell(course, hand_ins, tmp_path):
    ours = Path(shutil.copytree(course, tmp_path / "ours"))
    for path in hand_ins.glob("*/*.ipynb"):
        place = course / "submitted" / path.parent.name / LESSON / path.name
        place.parent.mkdir(parents=True)
        shutil.copy(path, place)
    assert "Warning" not in grade(hand_ins, "--lesson", "06", "--course", ours).output
    code, said = nbgrader(course, "autograde", LESSON)
    assert code == 0, said
    pd.testing.assert_frame_equal(read_gradebook(course), read_gradebook(ours))
    totals = read_gradebook(course).groupby("student")["auto"].sum().to_dict()
    assert totals["honest"] == 33
    assert totals["untouched"] == 0
    assert 0 <= totals["wrong"] < 10
    assert 0 < totals["hostile"] < 33
    assert not list(tmp_path.rglob("ran"))
    assert_only_readers_see_how_to_mark(course)
    assert_only_readers_see_how_to_mark(ours)
    assert find_stock_graded(open_course(course)) == ()
    for student in totals:
        judged = course / "autograded" / student / LESSON / f"{LESSON}.ipynb"
        text = judged.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "](javascript" not in text
        nbformat.validate(nbformat.read(judged, as_version=4))


def assert_only_readers_see_how_to_mark(course):
    """Look into an honest hand-in's judged notebook, and into the page that nbgrader gives back."""
    judged = read(course / "autograded" / "honest" / LESSON / f"{LESSON}.ipynb")
    roles = [role(cell) for cell in judged["cells"]]
    assert roles[roles.index("essay") + 1] == "mark-scheme"
    assert roles.count("mark-scheme") == 1
    (essay,) = [one for one in EXERCISES if isinstance(one, Essay) and one.lesson == "06"]
    assert all(one in "".join(map(str, judged["cells"])) for one in essay.exemplars[:1])
    code, said = nbgrader(course, "generate_feedback", LESSON, "--student=honest")
    assert code == 0, said
    page = (course / "feedback" / "honest" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "How to mark" not in page
    assert not [text for text in (*essay.exemplars, essay.rows[0].mastery) if text[:40] in page]


STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'us'\n"


def test_course_with_stock_configuration_is_refused_before_anything_is_written(tmp_path, root):
    (tmp_path / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    for refused in (
        lambda: init_course(tmp_path, root / "lessons"),
        lambda: open_course(tmp_path),
        lambda: record_in_gradebook(tmp_path, []),
    ):
        with pytest.raises(CourseError, match="runs learners' code and gives full points"):
            refused()
    assert [path.name for path in tmp_path.iterdir()] == ["nbgrader_config.py"]


def test_check_that_stock_nbgrader_runs_earns_nothing_and_says_why(tmp_path, root, released):
    name = "06-short"
    lesson = read(root / "lessons" / f"{LESSON}.ipynb")
    about = [cell["metadata"].get("atodds", {}).get("exercise") for cell in lesson["cells"]]
    first = about.index("6.1")
    lesson["cells"] = [*lesson["cells"][2:3], *lesson["cells"][first : first + 2]]
    (tmp_path / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    for step in ("source", "submitted/ada"):
        place = tmp_path / step / name
        place.mkdir(parents=True)
        (place / f"{name}.ipynb").write_text(json.dumps(lesson), encoding="utf-8")
    shutil.copy(released / "gradebook.db", tmp_path)
    with open_gradebook(Course(tmp_path, "us", f"sqlite:///{tmp_path}/gradebook.db")) as gradebook:
        ensure_assignment(gradebook, name, lesson)
    code, said = nbgrader(tmp_path, "autograde", name)
    assert code == 0, said
    (judged,) = tmp_path.glob("autograded/ada/*/*.ipynb")
    *_, check = read(judged)["cells"]
    (output,) = check["outputs"]
    assert output["output_type"] == "error"
    assert "stock configuration" in output["evalue"]
    (tmp_path / "nbgrader_config.py").unlink()
    said = grade("init", tmp_path, "--lessons", root / "lessons").stderr
    assert said.startswith("Warning: 06-short was graded with nbgrader's stock configuration")
    assert read_gradebook(tmp_path)["auto"].tolist() == [0]


def test_marks_that_stock_nbgrader_gave_are_warned_of_by_each_command_until_judged(
    course, hand_ins, tmp_path
):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, student in ((first, "untouched"), (second, "honest")):
        shutil.copytree(hand_ins / student, folder / student)
    stock = course / "autograded" / "honest" / LESSON / f"{LESSON}.ipynb"
    stock.parent.mkdir(parents=True)
    # Stock nbgrader leaves the hand-in with the outputs of its run, and no word of ours.
    shutil.copy(hand_ins / "honest" / stock.name, stock)
    warning = (
        f"Warning: {LESSON} was graded with nbgrader's stock configuration, and the marks in the "
        "gradebook mean nothing, for honest. Grade again with `atodds grade ... --course`.\n"
    )
    assert warning in grade("init", course).stderr
    assert warning in grade(first, "--course", course).stderr
    assert warning in grade("essays", course).stderr
    assert "Warning" not in grade(second, "--course", course).output
    assert "Warning" not in grade("essays", course).output
