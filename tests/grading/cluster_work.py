"""What the cluster's test lets its workers do: a module of its own, so that they start fast."""

import os
import signal
import time
from pathlib import Path


def work_a_little(number: int) -> tuple[int, int]:
    """Return twice the number, and who worked it out; refuse 13."""
    time.sleep(0.02)
    if number == 13:
        raise ValueError("thirteen")
    return 2 * number, os.getpid()


def leave_a_sign(place: Path) -> int:
    """Return who works here, and leave a file that says so; the second time takes longer."""
    if list(place.parent.glob(f"{place.name}.*")):
        time.sleep(2)
    place.with_suffix(f".{os.getpid()}").touch()
    return os.getpid()


def kill_the_worker(number: int) -> int:
    """End the process that runs this, as a crash would."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number
