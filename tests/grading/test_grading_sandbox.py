"""Hand-ins that attack, run in the sandbox: what they see, take, and earn.

Where bubblewrap cannot make a sandbox, as on some hosted machines, each of these tests asserts
instead that the hand-in is refused in a sentence and that nothing of it is run.
"""

import contextlib
import csv
import json
import os
import re
import secrets
import socket
import stat
import sys
from functools import partial
from pathlib import Path

import pytest
from hand_ins import BY_ID, cells_of, released, save
from typer.testing import CliRunner

import atodds
from atodds.cli import app
from atodds.course import EXERCISES, load_case
from atodds.exercises import ANSWER_TYPE
from atodds.exercises.checking import build_record
from atodds.grading.executed import notes_of_run, with_outputs
from atodds.grading.graded import grade_file
from atodds.grading.judging import judge_notebook
from atodds.grading.sandbox import (
    Limits,
    NoSandboxError,
    SandboxError,
    execute_in_sandbox,
    execute_then_grade,
    require_sandbox,
)

ROOT = Path(atodds.__file__).resolve().parents[2]
SMALL = Limits(cell_seconds=20, seconds=120, memory=1_500_000_000, processes=64, disk=20_000_000)


def record(exercise: str, answer: object) -> dict[str, object]:
    return build_record(exercise, answer, recorded=True)


def recording(exercise: str, answer: object) -> str:
    """Give the code of a cell that records an answer as a check does, without the kit's import."""
    return f"display({{{ANSWER_TYPE!r}: {record(exercise, answer)!r}}}, raw=True)"


def write_hand_in(path: Path, sources: list[str], before: dict[int, dict[str, object]]) -> Path:
    """Save a hand-in of lesson 06; `before` gives the records that its cells held already."""
    cells = []
    for place, source in enumerate(sources):
        data = {ANSWER_TYPE: before[place]} if place in before else {}
        shown = [{"output_type": "display_data", "metadata": {}, "data": data}] if data else []
        code = {"cell_type": "code", "id": f"c{place}", "metadata": {}, "source": source}
        cells.append(code | {"execution_count": 90 + place, "outputs": shown})
    about = {"atodds": {"lesson": "06"}}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": cells}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(book))
    return path


def run(file: Path, folder: Path, limits: Limits) -> dict[str, object] | None:
    """Run a hand-in; where no sandbox can be built, assert the refusal and give nothing."""
    try:
        require_sandbox()
    except NoSandboxError:
        with pytest.raises(NoSandboxError, match="Or grade without running"):
            execute_in_sandbox(file, folder, limits)
        assert not folder.exists()
        return None
    return json.loads(execute_in_sandbox(file, folder, limits).read_text())


def printed(book: dict[str, object], place: int) -> str:
    outputs = book["cells"][place]["outputs"]
    return "".join(one.get("text", "") for one in outputs if one["output_type"] == "stream")


def points(file: Path) -> dict[str, float]:
    marks = judge_notebook(file, EXERCISES, load_case)
    return dict(zip(marks["exercise"], marks["points"], strict=True))


def bombs(name: str) -> list[str]:
    """List the processes of this machine that carry a name."""
    found = []
    for one in Path("/proc").glob("[0-9]*/comm"):
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            found += [str(one)] if one.read_text().strip() == name else []
    return found


LOOK = """
import os, socket
from pathlib import Path
def tries(work, *arguments, **settings):
    try:
        work(*arguments, **settings)
        return True
    except (OSError, MemoryError):
        return False
def may_write(folder):
    return tries(Path(folder, "x").write_text, "x")
def opens(door):
    return tries(socket.create_connection, door, timeout=1)
"""
BOMB = """
import os, signal, time, warnings
from pathlib import Path
warnings.simplefilter("ignore")  # from Python 3.12 on, to fork with threads is warned of
Path("/proc/self/comm").write_text("NAME")
made = 0
for _ in range(200):
    try:
        child = os.fork()
    except OSError:
        break
    if child == 0:
        time.sleep(60)
        os._exit(0)
    made += 1
print(made)
"""
READ_KEYS = """
from atodds import check
from atodds.course import EXERCISES, load_case
from atodds.exercises import right_example
wanted = ("6.1", "6.3", "6.8")
keys = {one.id: right_example(one, load_case()) for one in EXERCISES if one.id in wanted}
"""
TRANSFORMER = """
def cheat(lines):
    forged = {"exercise": "6.5", "answer": "anything", "recorded": True, "verdict": "right",
              "score": 100, "points": 100}
    shown = f"display({{'MIME': {forged}}}, raw=True)"
    return [shown if "check(" in line else line for line in lines]
get_ipython().input_transformers_cleanup.append(cheat)
""".replace("MIME", ANSWER_TYPE)


def test_code_that_looks_around_finds_nothing_reaches_nobody_and_earns_nothing(
    tmp_path, monkeypatch
):
    course, token = tmp_path / "course", secrets.token_hex(4)
    gradebook, other = course / "gradebook.db", course / "submitted" / "bob" / "06.ipynb"
    other.parent.mkdir(parents=True)
    for file in (gradebook, other):
        file.write_text("secret")
    home = Path.home()
    hidden = [gradebook, other, course, ROOT / "solutions", ROOT / "tests", ROOT / ".git"]
    hidden += [home / ".bashrc", home / ".ssh", Path("/etc/shadow"), Path("/etc/passwd")]
    writable = [Path("/"), Path("/usr"), Path("/etc"), Path("/dev"), Path(sys.prefix), course]
    writable += [Path(atodds.__file__).parent, ROOT / "datasets" / "harbour"]
    monkeypatch.setenv("SECRET_TOKEN", token)
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "altair.py").write_text("print('shadow')")
    with socket.create_server(("127.0.0.1", 0)) as server:
        door = server.getsockname()
        with socket.create_connection(door, timeout=5):
            pass
        sources = [
            LOOK,
            f"print([p for p in {[str(p) for p in hidden]} if os.path.exists(p)])",
            f"print([p for p in {[str(p) for p in writable]} if may_write(p)])",
            f"print([door for door in [{door!r}] if opens(door)])",
            "print(sorted(os.environ))",
            "print([Path(one, 'environ').read_bytes() for one in Path('/proc').glob('[0-9]*')])",
            "import importlib.util; print(importlib.util.find_spec('altair').origin)",
            "print(tries(bytearray, 10**10))",
            "print(tries(Path('big').write_bytes, bytes(30_000_000)), os.getuid())",
            "print('x' * 50_000_000)",
            "for _ in range(500): print('y' * 100_000)",
            recording("6.3", 162),
            TRANSFORMER,
            'check("6.5", "no answer of mine")',
            BOMB.replace("NAME", f"bomb-{token}"),
        ]
        file = write_hand_in(tmp_path / "ada" / "06.ipynb", sources, {})
        book = run(file, tmp_path / "out", SMALL)
    if book is None:
        return
    [executed] = (tmp_path / "out").iterdir()
    assert printed(book, 1) == "[]\n", "what is hidden"
    assert printed(book, 2) == "[]\n", "what can be written to"
    assert printed(book, 3) == "[]\n", "who can be reached"
    assert "SECRET_TOKEN" not in printed(book, 4)
    assert token not in executed.read_text().replace(f"bomb-{token}", "")
    assert "SECRET_TOKEN" not in printed(book, 5)
    assert Path(printed(book, 6).strip()).is_relative_to(sys.prefix), "the shadow is not there"
    assert printed(book, 7) == "False\n", "the memory is not to be had"
    assert printed(book, 8).startswith("False "), "the file is too large"
    assert printed(book, 8).split()[1] != "0", "nobody is root inside"
    assert 0 < int(printed(book, 14)) < SMALL.processes, "the bomb fizzles"
    assert bombs(f"bomb-{token}") == [], "and leaves nothing behind"
    assert executed.stat().st_size < 2_000_000
    assert notes_of_run(book) == (
        "Cell 10 said more than is kept; its end was cut off.",
        "Cell 11 said more than is kept; its end was cut off.",
        "Cell 15 reached the limit of 64 processes; no more were started.",
    )
    earned = points(executed)
    assert earned["6.3"] > 0, "an honest answer counts"
    assert earned["6.5"] == 0, "a forged score is no answer"
    assert book["cells"][11]["source"] == sources[11]


def test_loops_are_stopped_and_what_was_recorded_before_still_counts(tmp_path):
    stubborn = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    sources = ["while True: pass", recording("6.3", 162), stubborn, recording("6.3", 5)]
    sources += ["check('6.8', form)"]
    before = {4: record("6.8", {"means": "retaken", "percent": 63})}
    file = write_hand_in(tmp_path / "06.ipynb", sources, before)
    book = run(file, tmp_path / "out", Limits(cell_seconds=2, seconds=90))
    if book is None:
        return
    said = (
        "Cell 1 was stopped after 2 seconds.",
        "Cell 3 was stopped after 2 seconds.",
        "Cell 3 cannot be stopped; no cell after it was run.",
        "Running it gave no answer to 6.8: the one recorded before counts.",
    )
    assert notes_of_run(book) == said
    [executed] = (tmp_path / "out").iterdir()
    grade = partial(grade_file, student="ada", exercises=EXERCISES, load_case=load_case)
    graded = execute_then_grade(file, lambda _: executed, grade)
    assert graded.file == file
    assert graded.digest == executed.stem
    assert graded.notes[-4:] == said
    marks = graded.marks.set_index("exercise")
    assert marks.loc["6.3", "answer"] == 162
    assert marks.loc["6.8", "verdict"] == "right"


def test_a_hand_in_that_kills_its_kernel_keeps_what_it_had(tmp_path):
    sources = [recording("6.3", 5), "import os; os.kill(os.getpid(), 9)", "check('6.3', 162)"]
    before = {2: record("6.3", 162), 1: record("6.8", {"means": "retaken", "percent": 63})}
    book = run(write_hand_in(tmp_path / "06.ipynb", sources, before), tmp_path / "out", SMALL)
    if book is None:
        return
    assert notes_of_run(book) == (
        "The kernel died in cell 2; no cell after it was run.",
        "Running it gave no answer to 6.8: the one recorded before counts.",
    )
    [executed] = (tmp_path / "out").iterdir()
    assert points(executed)["6.8"] > 0
    assert points(executed)["6.3"] == 0, "the run's own answer comes before an older one"


def test_processes_that_take_too_much_memory_together_end_the_run(tmp_path):
    hog = "import os, time\nfor _ in range(6):\n    if os.fork() == 0:\n"
    hog += "        kept = b'x' * 100_000_000\n        time.sleep(60)\ntime.sleep(60)"
    file = write_hand_in(tmp_path / "06.ipynb", [recording("6.3", 162), hog], {})
    limits = Limits(cell_seconds=60, seconds=90, memory=500_000_000)
    book = run(file, tmp_path / "out", limits)
    if book is None:
        return
    assert notes_of_run(book) == ("It was stopped because it took more than 500 MB of memory.",)
    [executed] = (tmp_path / "out").iterdir()
    assert points(executed)["6.3"] > 0


@pytest.fixture
def execute_all(tmp_path, monkeypatch):
    """Give a function that runs and grades a folder by the command; no rows without a sandbox."""
    monkeypatch.setattr("atodds.cli.grading._limits", lambda execute: SMALL if execute else None)

    def command(hand_ins):
        out = tmp_path / "graded"
        arguments = ["grade", str(hand_ins), "--execute", "--out", str(out)]
        done = CliRunner().invoke(app, arguments)
        try:
            require_sandbox()
        except NoSandboxError:
            assert done.exit_code == 1
            assert "Or grade without running" in done.output
            assert not list(out.rglob("*.ipynb"))
            return {}
        assert done.exit_code == 0, done.output
        with (out / "report.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row["student"]: row for row in csv.DictReader(file)}

    return command


def test_command_has_a_clear_row_for_each_hand_in_that_comes_up_against_a_limit(
    tmp_path, execute_all
):
    token = secrets.token_hex(4)
    notes = {
        "ada": [],
        "bomb": ["Cell 1 reached the limit of 64 processes; no more were started."],
        "hungry": ["Cell 1 reached the limit of memory."],
        "loop": ["Cell 1 was stopped after 20 seconds."],
    }
    first = {
        "ada": "from atodds import check",
        "bomb": BOMB.replace("NAME", f"bomb-{token}"),
        "hungry": "kept = bytearray(10**10)",
        "loop": "while True: pass",
    }
    for student, source in first.items():
        then = "check('6.3', 162)" if student == "ada" else recording("6.3", 162)
        write_hand_in(tmp_path / "hand-ins" / student / "06.ipynb", [source, then], {})
    rows = execute_all(tmp_path / "hand-ins")
    assert set(rows) in (set(), set(notes))
    assert {float(row["points"]) for row in rows.values()} <= {BY_ID["6.3"].points}
    for student, row in rows.items():
        assert re.findall(r"Cell \d[^.]*\.", row["notes"]) == notes[student], row["notes"]
    assert bombs(f"bomb-{token}") == []


def test_code_that_reads_the_key_has_the_points_and_a_note_where_it_does_so_in_a_check(
    tmp_path, execute_all
):
    # Keys are public, and the kit that the code runs with is what judges.
    lesson = released("06")
    (answer,), (check,) = (cells_of(lesson, role, "6.1") for role in ("exercise", "check"))
    (edited,) = cells_of(lesson, "check", "6.3")
    answer["source"] = "answer = keys['6.1']"
    edited["source"] = "check('6.3', keys['6.3'])"
    own = answer | {"id": "own", "metadata": {}, "source": READ_KEYS}
    outside = own | {"id": "outside", "source": "check('6.8', keys['6.8'])"}
    lesson["cells"] = [own, answer, check, edited, outside]
    save(lesson, tmp_path / "hand-ins" / "ada" / "06.ipynb")
    for row in execute_all(tmp_path / "hand-ins").values():
        assert float(row["points"]) == sum(BY_ID[one].points for one in ("6.1", "6.3", "6.8"))
        deleted, *notes = row["notes"].split(". ")
        assert deleted.startswith("Graded cells deleted: 6.2, ")
        # Nobody can tell the key from an answer in the cell that is for the answer.
        assert notes == [
            "Check cells edited: 6.3",
            "Answers recorded outside of their own check cell: 6.8.",
        ]


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Put a program of our own in bubblewrap's place."""

    def put(script: str) -> None:
        place = tmp_path / "bin"
        place.mkdir()
        program = place / "bwrap"
        program.write_text("#!/bin/sh\n" + script)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{place}{os.pathsep}/usr/bin{os.pathsep}/bin")
        require_sandbox.cache_clear()

    yield put
    require_sandbox.cache_clear()


VERSION = 'if [ "$1" = --version ]; then echo "bubblewrap 0.8.0"; exit; fi\n'


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo bubblewrap 0.6.1", r"0\.8 or newer is needed, found bubblewrap 0\.6\.1"),
        ("exit 1", "0.8 or newer is needed, found none"),
        (
            VERSION + "echo 'bwrap: Creating new namespace failed: not permitted' >&2; exit 1",
            "Creating new namespace failed: not permitted",
        ),
        (VERSION + "exit 0", "it gave no reason"),
        # A program that builds no walls and starts what comes after the two dashes.
        (
            VERSION + 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
            "from inside",
        ),
    ],
)
def test_without_a_sandbox_that_holds_nothing_is_run(script, reason, fake, tmp_path):
    fake(script)
    mark = tmp_path / "was-run"
    file = write_hand_in(tmp_path / "06.ipynb", [f"open({str(mark)!r}, 'w')"], {})
    with pytest.raises(NoSandboxError, match=reason):
        execute_in_sandbox(file, tmp_path / "out")
    assert not mark.exists()
    assert not (tmp_path / "out").exists()


def test_no_sandbox_stops_a_hand_in_from_being_judged_as_if_it_were_run(fake, tmp_path):
    fake("exit 1")
    file = write_hand_in(tmp_path / "06.ipynb", ["1"], {})
    execute = partial(execute_in_sandbox, folder=tmp_path / "out")
    with pytest.raises(NoSandboxError):
        execute_then_grade(file, execute, lambda executed: pytest.fail(str(executed)))


def test_one_hand_in_that_cannot_be_run_is_judged_by_what_it_recorded(tmp_path):
    file = write_hand_in(tmp_path / "06.ipynb", [""], {0: record("6.3", 162)})

    def execute(_: object) -> Path:
        raise SandboxError("06.ipynb: the sandbox did not start (no reason).")

    grade = partial(grade_file, student="ada", exercises=EXERCISES, load_case=load_case)
    graded = execute_then_grade(file, execute, grade)
    assert graded.marks.set_index("exercise").loc["6.3", "points"] > 0
    assert graded.notes[-1].startswith("Not run: 06.ipynb: the sandbox did not start")


def test_a_hand_in_that_lies_where_every_hand_in_can_read_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("atodds.grading.sandbox.require_sandbox", lambda: None)
    monkeypatch.setattr("atodds.grading.sandbox.visible_paths", lambda: [str(tmp_path)])
    file = write_hand_in(tmp_path / "06.ipynb", ["1"], {})
    with pytest.raises(NoSandboxError, match="which every hand-in may read"):
        execute_in_sandbox(file, tmp_path / "out")


@pytest.mark.parametrize(
    "outputs", [["text"], [{"output_type": "script"}], [None, 5], [{"data": {}}]]
)
def test_outputs_of_no_known_kind_are_dropped(outputs):
    cell = {"cell_type": "code", "source": "", "outputs": []}
    assert with_outputs({"cells": [cell]}, {0: (1, outputs)}, [])["cells"][0]["outputs"] == []


def test_a_run_changes_outputs_only_and_only_of_code_cells():
    note = {"cell_type": "markdown", "source": "An essay.", "metadata": {"atodds": {}}}
    code = {"cell_type": "code", "source": "1", "outputs": [], "execution_count": None}
    content = {"cells": [note, code, "no cell"], "metadata": "none"}
    shown = {"output_type": "stream", "name": "stdout", "text": "1"}
    executed = with_outputs(content, {0: (1, [shown]), 1: (2, [shown]), 7: (3, [shown])}, ["Odd."])
    assert executed["cells"] == [note, code | {"outputs": [shown], "execution_count": 2}, "no cell"]
    assert notes_of_run(executed) == ("Odd.",)
    assert content["cells"][1]["outputs"] == []
