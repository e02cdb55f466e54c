"""Work handed to a Dask cluster that is running already."""

from __future__ import annotations

import itertools
import uuid
from typing import TYPE_CHECKING, Any, TypeVar

from atodds.grading.processes import LostWorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PATIENCE = 5  # seconds until an address counts as wrong, or a cluster as empty

Item = TypeVar("Item")
Result = TypeVar("Result")


class ClusterError(RuntimeError):
    """A cluster that cannot be used: a sentence that says what to start, or to install."""


def run_on_cluster(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    scheduler: str,
    *,
    at_once: int | None = None,
) -> Iterator[tuple[Item, Result | Exception]]:
    """Give each item with what a function makes of it on a cluster's workers.

    Dask starts the items of a lost worker again on another one; an item that has lost three
    workers comes back with a `LostWorkerError`.

    Parameters
    ----------
    function : Callable
        Takes one item; the workers must be able to import it.
    items : Iterable
        What to work on; taken one by one as the cluster comes free.
    scheduler : str
        The address that ``dask scheduler`` printed, such as ``"tcp://10.0.0.5:8786"``.
    at_once : int, optional
        How many items are under way; twice the cluster's threads if not given, so that no
        worker waits and memory stays flat.

    Yields
    ------
    tuple
        Each item once, with the result or the exception, in the order in which they end.

    Raises
    ------
    ClusterError
        If Dask is not installed, or the cluster cannot be reached, has no workers, or is lost.

    Examples
    --------
    >>> next(run_on_cluster(len, ["ab"], "nowhere"))
    Traceback (most recent call last):
    ...
    atodds.grading.cluster.ClusterError: No Dask scheduler answers at nowhere. Start one with
    `dask scheduler`, and give the address that it prints, such as tcp://10.0.0.5:8786.
    """
    client = _connect(scheduler)
    try:
        most = at_once or 2 * _count_threads(client, scheduler)
        yield from _stream(client, function, iter(items), most)
    finally:
        client.close()


def _connect(scheduler: str) -> Any:  # noqa: ANN401
    try:
        from distributed import Client  # noqa: PLC0415 - only who asks for a cluster needs it
    except ImportError as error:
        remedy = "In the project's folder, here and on the workers:"
        command = "python -m pip install -e '.[cluster]'"
        raise ClusterError(f"Spreading needs Dask. {remedy} {command}.") from error
    start = "Start one with `dask scheduler`, and give the address that it prints, such as"
    silent = f"No Dask scheduler answers at {scheduler}. {start} tcp://10.0.0.5:8786."
    # Dask would take an address without its protocol for the name of a file.
    if "://" not in scheduler:
        raise ClusterError(silent)
    try:
        connect: Any = Client  # Dask ships few types
        return connect(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(silent) from error


def _count_threads(client: Any, scheduler: str) -> int:  # noqa: ANN401
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        start = f"Start some with `dask worker {scheduler}`"
        raise ClusterError(f"The cluster at {scheduler} has no workers. {start}.") from error
    return sum(client.nthreads().values()) or 1


def _stream(
    client: Any,  # noqa: ANN401
    function: Callable[[Item], Result],
    source: Iterator[Item],
    most: int,
) -> Iterator[tuple[Item, Result | Exception]]:
    from distributed import as_completed  # noqa: PLC0415

    run = uuid.uuid4().hex
    held: dict[str, Item] = {}
    collect: Any = as_completed
    ended = collect(loop=client.loop, raise_errors=False)
    numbers = itertools.count()

    def submit_next() -> None:
        for item in source:
            # A key of its own: two equal items are two pieces of work.
            key = f"atodds-{run}-{next(numbers)}"
            future = client.submit(function, item, key=key, pure=False)
            held[key] = item
            ended.add(future)
            return

    for _ in range(most):
        submit_next()
    while held:
        future = next(ended)
        item = held.pop(future.key)
        outcome = _outcome(future, item)
        future.release()
        submit_next()
        yield item, outcome


def _outcome(future: Any, item: object) -> Any:  # noqa: ANN401
    try:
        # A result that went down with its worker is worked out again; this waits for it.
        return future.result()
    except Exception as error:
        if future.status == "cancelled":
            remedy = "What was given back before is whole; start the same command again."
            sentence = f"The connection to the Dask scheduler was lost. {remedy}"
            raise ClusterError(sentence) from error
        return _lost(item, error) if type(error).__name__ == "KilledWorker" else error


def _lost(item: object, error: Exception) -> LostWorkerError:
    remedy = "Look at it by hand; a machine short of memory loses workers too."
    lost = LostWorkerError(f"Worker after worker died on {item}. {remedy}")
    lost.__cause__ = error
    return lost
