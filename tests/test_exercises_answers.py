"""Whatever a learner's value is, it becomes plain data or a reason, and nothing breaks."""

import datetime as dt
import decimal
import enum
import json
import math
import warnings
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.exercises import NotRecorded, plain


class Colour(enum.IntEnum):
    RED = 1


@dataclass(frozen=True)
class Quantity:
    low: float
    high: float | None


class Hostile:
    """Raises, whatever is asked of it."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        raise RuntimeError

    def __iter__(self):
        raise RuntimeError

    def __len__(self):
        raise RuntimeError

    def __eq__(self, other):
        raise RuntimeError

    def __hash__(self):
        raise RuntimeError

    def __bool__(self):
        raise RuntimeError


class Liar:
    @property
    def __class__(self):
        raise RuntimeError

    @property
    def value(self):
        raise SystemExit


class Stop(BaseException):
    """Like asyncio's own, no Exception."""


class Stopper:
    @property
    def value(self):
        raise Stop


class Interrupted:
    @property
    def value(self):
        raise KeyboardInterrupt


class Warner:
    @property
    def value(self):
        warnings.warn("old", DeprecationWarning, stacklevel=1)
        return 7


class Endless(list):
    def __iter__(self):
        while True:
            yield 1


def cyclic():
    loop = []
    loop.append(loop)
    return loop


def wide_cyclic():
    loop = []
    loop.extend([loop] * 100)
    return loop


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (..., {"$": "dots"}),
        (None, None),
        (True, True),
        (np.True_, True),
        (np.int64(7), 7),
        (np.float32(0.5), 0.5),
        (np.longdouble(2), 2.0),
        (float("nan"), {"$": "nan"}),
        (np.nan, {"$": "nan"}),
        (-math.inf, {"$": "-inf"}),
        (pd.NA, {"$": "missing"}),
        (pd.NaT, {"$": "missing"}),
        (np.datetime64("NaT", "D"), {"$": "missing"}),
        (decimal.Decimal("1.5"), 1.5),
        (Colour.RED, "1"),
        (dt.date(2025, 4, 26), "2025-04-26"),
        (pd.Timestamp("2025-04-26"), "2025-04-26T00:00:00"),
        ({3, 1, 2}, [1, 2, 3]),
        (range(3), [0, 1, 2]),
        ((1, "a"), [1, "a"]),
        ({1: "a"}, {"1": "a"}),
        ("half \ud800", "half ?"),
        (np.array([[1, 2]]), [[1, 2]]),
        (pd.Index(["P-01"]), ["P-01"]),
        (pd.Series([1.0, None]), [1.0, {"$": "nan"}]),
        (pd.Series({"low": 1, "high": 2}), {"low": 1, "high": 2}),
        (pd.DataFrame({"a": [1]}), [{"a": 1}]),
        (pd.DataFrame({"a": [1]}, index=pd.Index(["P-01"], name="id")), [{"id": "P-01", "a": 1}]),
        (Quantity(1, None), {"low": 1, "high": None}),
        (SimpleNamespace(value=7), 7),
        (SimpleNamespace(result=pd.DataFrame({"a": [1]}), value=0), [{"a": 1}]),
        (Warner(), 7),
        (Endless([1, 2]), [1, 2]),
    ],
)
def test_common_values_become_plain_data(value, answer):
    assert plain(value) == answer


def strange_values():
    """What has no plain form; some of it raises whatever pytest might ask of it."""
    yield from (
        Hostile(),
        [Hostile()],
        {"a": Hostile()},
        Liar(),
        Stopper(),
        cyclic(),
        wide_cyclic(),
    )
    yield from (object(), print, math, int, (n for n in "ab"), iter([1]), b"bytes", 1j)
    yield from ("x" * 10_000_000, [0] * 100_000, range(10**12), 10**5000, np.zeros((1000, 1000)))
    yield from (pd.DataFrame(np.zeros((3000, 20))), decimal.Decimal("sNaN"), pd.DataFrame)
    yield SimpleNamespace(value=print)


def test_what_has_no_plain_form_gets_a_reason():
    for value in strange_values():
        answer = plain(value)
        assert isinstance(answer, NotRecorded)
        assert answer.reason.startswith("it ")


def test_who_interrupts_a_long_value_is_obeyed():
    with pytest.raises(KeyboardInterrupt):
        plain(Interrupted())


def test_a_reason_is_short_and_in_english():
    assert plain(object()).reason.startswith("it is an object, which")
    long = plain(type("X" * 500, (), {})()).reason
    assert long == f"it is a {'X' * 40}, which is no number, text, list or table"
    assert plain(10**5000).reason == "it is a number too large to use"


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(st.characters()) | st.binary()
        | st.integers() | st.datetimes() | st.complex_numbers() | st.just(...) | st.decimals(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner)
        | st.tuples(inner, inner),
    )
)  # fmt: skip
def test_whatever_is_recorded_can_be_saved_in_a_notebook(value):
    answer = plain(value)
    if not isinstance(answer, NotRecorded):
        saved = json.dumps(answer, allow_nan=False, ensure_ascii=False).encode("utf-8")
        assert json.loads(saved) == answer
        assert len(saved) <= 64_000
        assert plain(answer) == answer
