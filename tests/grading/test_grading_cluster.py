"""Work spread over a real Dask cluster of two worker processes, one of which is killed."""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from cluster_work import kill_the_worker, leave_a_sign, work_a_little
from distributed import Client
from nbformat.v4 import new_code_cell, new_notebook

from atodds.exercises import ANSWER_TYPE
from atodds.exercises.checking import build_record
from atodds.grading import cluster
from atodds.grading.cluster import ClusterError, run_on_cluster
from atodds.grading.sandbox import NoSandboxError, require_sandbox
from atodds.grading.spread import LostWorkerError, spread

HERE = Path(__file__).parent
ATODDS = Path(sys.executable).with_name("atodds")
CLI = [sys.executable, "-m"]


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # The workers import cluster_work. Two deaths are one too many: fewer workers to start here.
    failures = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    env = os.environ | {"PYTHONPATH": str(HERE)} | failures
    return subprocess.Popen([*CLI, module, *arguments], env=env, **quiet)


def write_runnable(path: Path, number: int) -> None:
    """Save a hand-in that records its answer when it is run, and not before."""
    shown = {ANSWER_TYPE: build_record("6.3", 162, recorded=True)}
    source = f"number = {number}\ndisplay({shown!r}, raw=True)"
    book = new_notebook(cells=[new_code_cell(source)], metadata={"atodds": {"lesson": "06"}})
    nbformat.write(book, path)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A scheduler without workers, and a way to start some."""
    told = tmp_path / "scheduler.json"
    asked = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    running = [start("distributed.cli.dask_scheduler", *asked)]

    def add_worker() -> subprocess.Popen[bytes]:
        plain = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0"]
        place = ["--local-directory", str(tmp_path), "--scheduler-file", str(told)]
        running.append(start("distributed.cli.dask_worker", *plain, *place))
        return running[-1]

    try:
        while not told.exists() or not told.read_text():
            assert running[0].poll() is None, "the scheduler did not start"
            time.sleep(0.05)
        address = json.loads(told.read_text())["address"]
        yield SimpleNamespace(address=address, add=add_worker, end=running[0].kill)
    finally:
        for process in running:
            process.kill()
            process.wait()


def test_nothing_is_lost_when_one_of_two_workers_is_killed_half_way(scheduler, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 60)
    one, other = scheduler.add(), scheduler.add()
    results = spread(work_a_little, range(120), scheduler=scheduler.address)
    found, seen = [], set()
    for item, result in results:
        found.append(item)
        if isinstance(result, tuple):
            assert result[0] == 2 * item
            seen.add(result[1])
        else:
            assert (item, str(result)) == (13, "thirteen")
        if one.poll() is None and len(found) >= 40 and seen == {one.pid, other.pid}:
            one.kill()
            one.wait()
    assert one.poll() is not None
    assert sorted(found) == list(range(120))


def test_results_that_went_down_with_their_worker_are_worked_out_again(
    scheduler, tmp_path, monkeypatch
):
    monkeypatch.setattr(cluster, "PATIENCE", 60)
    places = [tmp_path / "signs" / str(number) for number in range(12)]
    places[0].parent.mkdir()
    one, other = scheduler.add(), scheduler.add()
    results = run_on_cluster(leave_a_sign, places, scheduler.address, at_once=12)
    found = [next(results)]
    # All others are done as well, and still lie with whoever did them.
    while len({sign.stem for sign in places[0].parent.iterdir()}) < 12:
        time.sleep(0.05)
    one.kill()
    one.wait()
    time.sleep(1)
    found += results
    assert sorted(place for place, _ in found) == sorted(places)
    assert {who for _, who in found[1:]} == {other.pid}


def test_the_end_of_the_scheduler_is_told_in_a_sentence(scheduler, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 60)
    scheduler.add()
    results = run_on_cluster(work_a_little, range(5000), scheduler.address)
    next(results)
    scheduler.end()
    with pytest.raises(ClusterError, match="connection to the Dask scheduler was lost"):
        list(results)


def test_command_runs_a_class_on_a_cluster_though_a_worker_dies_half_way(scheduler, tmp_path):
    class_folder, out = tmp_path / "class", tmp_path / "out"
    class_folder.mkdir()
    for number in range(6):
        write_runnable(class_folder / f"s{number}_06.ipynb", number)
    command = [ATODDS, "grade", class_folder, "--lesson", "06", "--out", out]
    one, _ = scheduler.add(), scheduler.add()
    with Client(scheduler.address) as client:
        client.wait_for_workers(2)
    asked = [*command, "--execute", "--scheduler", scheduler.address]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as grading:
        while grading.poll() is None and len(list((out / ".judged").glob("*-06-*.json"))) < 2:
            time.sleep(0.05)
        is_half_way = grading.poll() is None
        one.kill()
        said = grading.communicate()[0]
    try:
        require_sandbox()
    except NoSandboxError:
        assert grading.returncode != 0
        return
    assert is_half_way
    assert grading.returncode == 0, said
    # Nothing was saved in the hand-ins: these points came out of the run.
    with (out / "marks.csv").open(encoding="utf-8-sig", newline="") as marks:
        right = {row["student"] for row in csv.DictReader(marks) if row["verdict"] == "right"}
    assert right == {f"s{number}" for number in range(6)}


def test_an_item_that_kills_its_workers_is_given_up_and_named(scheduler, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 60)
    workers = [scheduler.add(), scheduler.add()]
    [(item, lost)] = spread(kill_the_worker, [7], scheduler=scheduler.address)
    assert [worker.wait() < 0 for worker in workers] == [True, True]
    assert item == 7
    assert isinstance(lost, LostWorkerError)
    assert "Worker after worker died on 7." in str(lost)


def test_a_cluster_without_workers_is_named(scheduler, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(ClusterError, match=r"has no workers\. Start some with `dask worker tcp://"):
        list(spread(len, ["ab"], scheduler=scheduler.address))


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1:9", "http://127.0.0.1:9", ""])
def test_a_wrong_address_is_told_in_one_sentence(address, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(ClusterError, match=r"No Dask scheduler answers at .*Start one with"):
        list(spread(len, ["ab"], scheduler=address))


def test_without_dask_the_line_that_installs_it_is_shown(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install -e '\.\[cluster\]'"):
        list(spread(len, ["ab"], scheduler="tcp://127.0.0.1:9"))


def test_no_cluster_asked_for_imports_no_dask():
    code = "import sys, atodds.grading.spread; print('distributed' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout == "False\n"
