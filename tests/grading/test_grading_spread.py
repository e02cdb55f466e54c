"""Work spread over processes: what a crash costs, and what memory it takes."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from atodds.grading.spread import LostWorkerError, spread


def double(number: int) -> int:
    return 2 * number


def refuse_odd(number: int) -> int:
    if number % 2:
        raise ValueError(f"odd: {number}")
    return number


def die_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(folder: Path, number: int) -> int:
    """Die at every fifth item, but only the first time it is met."""
    mark = folder / str(number)
    met = mark.exists()
    mark.touch()
    if number % 5 == 0 and not met:
        os._exit(3)
    return number


def leave(_: int) -> int:
    raise SystemExit("enough")


class TravelsBadlyError(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def raise_what_travels_badly(_: int) -> int:
    raise TravelsBadlyError("what ", "happened")


def give_a_lambda(_: int) -> object:
    return lambda: None


def give_much(_: int) -> bytes:
    return bytes(1_000_000)


def say_who(_: int) -> int:
    # Long enough that one process cannot take all the items before the other has started.
    time.sleep(0.05)
    return os.getpid()


def test_each_item_comes_back_once_with_its_result():
    found = list(spread(double, range(200), workers=2))
    assert sorted(found) == [(number, 2 * number) for number in range(200)]


def test_nothing_to_do_ends_at_once():
    assert list(spread(double, [], workers=2)) == []


def test_an_item_that_raises_comes_back_with_its_exception():
    found = dict(spread(refuse_odd, range(6), workers=2))
    assert [found[number] for number in (0, 2, 4)] == [0, 2, 4]
    assert [str(found[number]) for number in (1, 3, 5)] == ["odd: 1", "odd: 3", "odd: 5"]


def test_a_process_that_dies_costs_only_the_item_that_killed_it():
    found = dict(spread(die_at_seven, range(40), workers=2))
    lost = found.pop(7)
    assert isinstance(lost, LostWorkerError)
    assert str(lost).startswith("The process that worked on 7 died 3 times, by SIGKILL.")
    assert found == {number: number for number in range(40) if number != 7}


def test_an_item_whose_process_died_is_tried_again(tmp_path: Path):
    found = list(spread(partial(die_once, tmp_path), range(20), workers=2))
    assert sorted(found) == [(number, number) for number in range(20)]


def test_a_function_that_leaves_the_process_is_given_up_in_a_sentence():
    [(item, lost)] = spread(leave, [1], workers=1)
    assert item == 1
    assert isinstance(lost, LostWorkerError)
    assert "exit code 1" in str(lost)


def test_an_exception_that_cannot_travel_is_told_in_words():
    [(_, error)] = spread(raise_what_travels_badly, [1], workers=1)
    assert isinstance(error, RuntimeError)
    assert str(error) == "TravelsBadlyError: what happened"


def test_a_result_that_cannot_travel_is_that_items_exception():
    [(_, error)] = spread(give_a_lambda, [1], workers=1)
    assert isinstance(error, Exception)


def test_an_item_that_cannot_travel_is_handed_back():
    def local():
        return None

    found = list(spread(str, [local, 5], workers=1))
    assert isinstance(dict(found)[local], Exception)
    assert dict(found)[5] == "5"


def test_large_results_pass():
    found = list(spread(give_much, range(6), workers=2))
    assert [len(result) for _, result in found] == [1_000_000] * 6


def test_items_are_taken_only_as_processes_come_free():
    taken = []

    def count():
        for number in range(36_000):
            taken.append(number)
            yield number

    results = spread(double, count(), workers=2)
    for given in range(1, 30):
        next(results)
        # At most one in the hands of each process, and one result waiting from each.
        assert len(taken) <= given + 4
    results.close()


def test_two_workers_share_the_work():
    assert len({who for _, who in spread(say_who, range(12), workers=2)}) == 2


def test_leaving_early_leaves_no_process_behind():
    results = spread(say_who, range(100), workers=2)
    _, who = next(results)
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(who, 0)


def test_a_function_of_no_module_is_refused_in_a_sentence():
    with pytest.raises(TypeError, match="Define it at the top of a module"):
        list(spread(lambda item: item, [1], workers=1))


def test_items_that_raise_while_they_are_listed_stop_the_work():
    def broken():
        yield 1
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        list(spread(double, broken(), workers=1))
