"""Work spread over a real Dask cluster of two worker processes, one of which is killed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from cluster_work import kill_the_worker, work_a_little

from atodds.grading import cluster
from atodds.grading.cluster import ClusterError
from atodds.grading.spread import LostWorkerError, spread

HERE = Path(__file__).parent
CLI = [sys.executable, "-m"]


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # The workers import cluster_work. Two deaths are one too many: fewer workers to start here.
    failures = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    env = os.environ | {"PYTHONPATH": str(HERE)} | failures
    return subprocess.Popen([*CLI, module, *arguments], env=env, **quiet)


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
        yield SimpleNamespace(address=json.loads(told.read_text())["address"], add=add_worker)
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
    with pytest.raises(ClusterError, match=r'pip install "atodds\[cluster\]"'):
        list(spread(len, ["ab"], scheduler="tcp://127.0.0.1:9"))


def test_no_cluster_asked_for_imports_no_dask():
    code = "import sys, atodds.grading.spread; print('distributed' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout == "False\n"
