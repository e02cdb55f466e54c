"""Do one thing to many items: on every core of this machine, or on a Dask cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from atodds.grading.processes import LostWorkerError, run_in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["LostWorkerError", "spread"]

Item = TypeVar("Item")
Result = TypeVar("Result")


def spread(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int | None = None,
    scheduler: str | None = None,
) -> Iterator[tuple[Item, Result | Exception]]:
    """Give each item with what a function makes of it, as soon as it is there.

    The work goes to processes of their own. Items are taken only as hands come free, so that
    memory stays the same for sixty items and for forty thousand. An item on which the function
    raises comes back with its exception. An item whose process dies is tried again, three times
    in all, and then comes back with a `LostWorkerError`: it costs no other item anything.

    Parameters
    ----------
    function : Callable
        Takes one item. Other processes must be able to import it: a function of a module, or a
        `functools.partial` of one.
    items : Iterable
        What to work on, such as paths; each must be picklable, and small.
    workers : int, optional
        How many processes work here; as many as there are cores if not given. With a scheduler,
        how many items are under way at once; twice the cluster's threads if not given.
    scheduler : str, optional
        The address of a running Dask scheduler, such as ``"tcp://10.0.0.5:8786"``. Its workers
        need this package, and must find the items' files under the same paths.

    Yields
    ------
    tuple
        Each item once, with the result or the exception, in the order in which they end.

    Raises
    ------
    ClusterError
        If the cluster cannot be reached, has no workers, or is lost on the way.
    TypeError
        If other processes cannot import the function.
    ValueError
        If ``workers`` is less than one.

    Examples
    --------
    >>> sorted(spread(len, ["ab", "abc", "a"], workers=1))
    [('a', 1), ('ab', 2), ('abc', 3)]
    >>> next(spread(len, [162], workers=1))
    (162, TypeError("object of type 'int' has no len()"))
    >>> next(spread(len, ["ab"], workers=0))
    Traceback (most recent call last):
    ...
    ValueError: Expected one worker or more, found 0. Leave workers out to use every core.
    """
    if workers is not None and workers < 1:
        remedy = "Leave workers out to use every core."
        raise ValueError(f"Expected one worker or more, found {workers}. {remedy}")
    if scheduler is None:
        yield from run_in_processes(function, items, workers)
        return
    # Only who asks for a cluster needs Dask, which takes a second to import.
    from atodds.grading.cluster import run_on_cluster  # noqa: PLC0415

    yield from run_on_cluster(function, items, scheduler, at_once=workers)
