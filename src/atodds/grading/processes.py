"""Processes of this machine, each working on one item at a time.

`concurrent.futures` gives up every item under way when one process dies, and cannot say which of
them killed it. Here each process has a line of its own and holds one item: when the line breaks,
the item is known, and the other processes go on.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, ForkServerProcess, SpawnContext
    from multiprocessing.process import BaseProcess

TRIES = 3

Item = TypeVar("Item")
Result = TypeVar("Result")


class LostWorkerError(RuntimeError):
    """An item on which process after process died: a sentence that says how."""


@dataclass
class _Task(Generic[Item]):
    item: Item
    deaths: int = 0


@dataclass
class _Hand(Generic[Item]):
    """A process, the line to it, and what it is working on."""

    process: BaseProcess
    line: Connection
    task: _Task[Item] | None = None


@dataclass
class _Queue(Generic[Item]):
    """What is still to do: first what a dead process left, then the next of the items."""

    source: Iterator[Item]
    again: deque[_Task[Item]] = field(default_factory=deque)

    def take(self) -> _Task[Item] | None:
        if self.again:
            return self.again.popleft()
        for item in self.source:
            return _Task(item)
        return None


def run_in_processes(
    function: Callable[[Item], Result], items: Iterable[Item], workers: int | None = None
) -> Iterator[tuple[Item, Result | Exception]]:
    """Give each item with what a function makes of it in another process.

    Parameters
    ----------
    function : Callable
        Takes one item; other processes must be able to import it.
    items : Iterable
        What to work on; taken one by one as processes come free.
    workers : int, optional
        How many processes; as many as there are cores if not given.

    Yields
    ------
    tuple
        Each item once, with the result or the exception, in the order in which they end.

    Raises
    ------
    TypeError
        If other processes cannot import the function.

    Examples
    --------
    >>> list(run_in_processes(abs, [-162]))
    [(-162, 162)]
    >>> list(run_in_processes(lambda item: item, [1]))
    Traceback (most recent call last):
    ...
    TypeError: Expected a function that another process can import, found <function <lambda> at
    ...>. Define it at the top of a module.
    """
    packed = _pack_function(function)
    context = _choose_context(function)
    most = workers or count_cores()
    queue = _Queue(iter(items))
    hands: list[_Hand[Item]] = []
    try:
        while True:
            yield from _hand_out(queue, hands, most, partial(_hire, context, packed))
            busy = {hand.line: hand for hand in hands if hand.task}
            if not busy:
                return
            # Every line that is ready is read before the caller gets anything, so that the
            # processes have their next items while the caller is busy with these results.
            ready = [busy[cast("Connection", line)] for line in wait(list(busy))]
            yield from [
                cast("tuple[Item, Result | Exception]", ended)
                for ended in [_collect(hand, queue, hands) for hand in ready]
                if ended
            ]
    finally:
        for hand in hands:
            _dismiss(hand)


def count_cores() -> int:
    """Return how many cores this process may use.

    Examples
    --------
    >>> count_cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pack_function(function: Callable[[Item], Result]) -> bytes:
    try:
        return pickle.dumps(function)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        remedy = "Define it at the top of a module."
        expected = "a function that another process can import"
        raise TypeError(f"Expected {expected}, found {function!r}. {remedy}") from error


def _choose_context(function: Callable[..., object]) -> ForkServerContext | SpawnContext:
    """Choose how processes start: never by a copy of this one.

    A fork of this process would copy its threads' locks (a progress bar's, a notebook's) in
    whatever state they are. A fork server has neither; it imports this module and the function's
    once, so that a process costs milliseconds, shares the memory of what was imported, and one that
    died is soon replaced. Where there is none (Windows), each process starts from nothing.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    while isinstance(function, partial):
        function = function.func
    module = getattr(function, "__module__", None)
    context.set_forkserver_preload([__name__, *([module] if isinstance(module, str) else [])])
    return context


def _hire(context: ForkServerContext | SpawnContext, packed: bytes) -> _Hand[Item]:
    ours, theirs = context.Pipe()
    process: ForkServerProcess = context.Process(  # type: ignore[assignment]
        target=_work, args=(theirs, packed), daemon=True
    )
    process.start()
    theirs.close()
    return _Hand(process, ours)


def _work(line: Connection, packed: bytes) -> None:
    """Answer item after item until the line is closed: the whole life of a process."""
    # Ctrl+C reaches every process of a terminal; the one that asked decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            data = line.recv_bytes()
        except (EOFError, OSError):
            return
        line.send_bytes(_answer(packed, data))


def _answer(packed: bytes, data: bytes) -> bytes:
    # Both come from the process that started this one.
    try:
        function, item = pickle.loads(packed), pickle.loads(data)  # noqa: S301
        return pickle.dumps((True, function(item)))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this item's result
        return _pack_error(error)


def _pack_error(error: Exception) -> bytes:
    """Pack an exception; one that cannot travel is told by its name and words."""
    try:
        packed = pickle.dumps((False, error))
        pickle.loads(packed)  # noqa: S301 - packed the line before
    except Exception:  # noqa: BLE001
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return packed


def _hand_out(
    queue: _Queue[Item], hands: list[_Hand[Item]], most: int, hire: Callable[[], _Hand[Item]]
) -> Iterator[tuple[Item, Exception]]:
    """Give every free process an item; give back what cannot be handed over."""
    while True:
        free = next((hand for hand in hands if not hand.task), None)
        if not free and len(hands) >= most:
            return
        task = queue.take()
        if not task:
            return
        try:
            data = pickle.dumps(task.item)
        except Exception as error:  # noqa: BLE001 - an object may raise anything when packed
            yield task.item, error
            continue
        if not free:
            free = hire()
            hands.append(free)
        try:
            free.line.send_bytes(data)
            free.task = task
        # It died while it had nothing to do, which is not this item's fault.
        except OSError:
            queue.again.appendleft(task)
            hands.remove(free)
            _dismiss(free)


def _collect(
    hand: _Hand[Item], queue: _Queue[Item], hands: list[_Hand[Item]]
) -> tuple[Item, object] | None:
    """Read what a process sends; if it died, put its item back or give it up."""
    task, hand.task = cast("_Task[Item]", hand.task), None
    try:
        data = hand.line.recv_bytes()
    except (EOFError, OSError):
        hands.remove(hand)
        hand.process.join()
        code = hand.process.exitcode
        _dismiss(hand)
        task.deaths += 1
        if task.deaths >= TRIES:
            return task.item, LostWorkerError(_how_it_died(task, code))
        queue.again.append(task)
        return None
    try:
        return task.item, pickle.loads(data)[1]  # noqa: S301 - our own process packed it
    except Exception as error:  # noqa: BLE001 - a result whose class cannot be rebuilt here
        return task.item, error


def _how_it_died(task: _Task[Item], code: int | None) -> str:
    how = f"with exit code {code}"
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            how = f"by {signal.Signals(-code).name}"
    remedy = "Look at it by hand; a machine short of memory kills processes too."
    return f"The process that worked on {task.item} died {task.deaths} times, {how}. {remedy}"


def _dismiss(hand: _Hand[Item]) -> None:
    hand.line.close()
    hand.process.terminate()
    hand.process.join()
    hand.process.close()
