"""Turn any Python object into plain JSON data, or say why it is not recorded."""

import json
import math
import types
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePath
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

LARGEST_ANSWER = 64_000
MOST_ITEMS = 20_000
DEEPEST = 12
LONGEST_NAME = 40
# Python writes no longer ones as digits.
LARGEST_BITS = 10_000
# An object of any class: its type is asked for, never what it says about itself.
Stranger: TypeAlias = Any
TAG = "$"
DOTS = {TAG: "dots"}
MISSING = {TAG: "missing"}
NAN = {TAG: "nan"}
INFINITE = {TAG: "inf"}
MINUS_INFINITE = {TAG: "-inf"}
TABLES = (np.ndarray, pd.DataFrame, pd.Series, pd.Index, pd.api.extensions.ExtensionArray)
NOT_DATA = (type, types.ModuleType, types.FunctionType, types.MethodType, types.GeneratorType)


@dataclass(frozen=True)
class NotRecorded:
    """Why a value is not recorded as an answer, in words that follow "not recorded:"."""

    reason: str


class _Budget:
    """How many items may still be read: a list that holds itself must come to an end."""

    def __init__(self) -> None:
        self.left = MOST_ITEMS

    def spend(self, items: int, depth: int) -> None:
        self.left -= items
        if self.left < 0:
            raise _Unfit(f"it holds more than {MOST_ITEMS:,} items")
        if depth > DEEPEST:
            raise _Unfit(f"it is nested more than {DEEPEST} levels deep, or holds itself")


class _Unfit(Exception):  # noqa: N818  it never leaves this module
    """Carries the reason out of the depths."""


def plain(value: object) -> object:
    """Turn any object into plain JSON data; it neither raises nor warns.

    Parameters
    ----------
    value
        Numbers, text, lists, sets, tables, dates, records, forms and widgets are
        read. What has no plain form (a function, a generator, a picture) is not. An
        object that computes its ``value`` is waited for, until the kernel is interrupted.

    Returns
    -------
    object
        JSON data of at most 64 kB, with ``...``, NaN, NA and infinity as tags;
        otherwise `NotRecorded` with the reason.

    Examples
    --------
    >>> plain({"low": np.float64(400), "high": None})
    {'low': 400.0, 'high': None}
    >>> plain([..., float("nan")])
    [{'$': 'dots'}, {'$': 'nan'}]
    >>> plain(number for number in (1, 2))
    NotRecorded(reason='it is a generator, which is no number, text, list or table')
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answer = _read(value, _Budget(), 0)
            size = len(json.dumps(answer, allow_nan=False))
    except _Unfit as unfit:
        return NotRecorded(str(unfit))
    except KeyboardInterrupt:
        raise
    # Whatever else a stranger's object raises while it is read: the learner must see a sentence.
    except BaseException:  # noqa: BLE001
        return NotRecorded("it could not be read")
    if size > LARGEST_ANSWER:
        return NotRecorded(f"it is larger than {LARGEST_ANSWER // 1000} kB")
    return answer


def _read(value: Stranger, budget: _Budget, depth: int) -> object:
    budget.spend(1, depth)
    # type() and not isinstance(): an object may lie about its class, or raise when asked.
    kind = type(value)
    for reader in (_read_scalar, _read_library_scalar):
        answer = reader(value, kind)
        if answer is not NotRecorded:
            return answer
    if issubclass(kind, dict):
        return _read_pairs(dict.items(value), budget, depth)
    if issubclass(kind, (list, tuple, set, frozenset)):
        return _read_items(value, kind, budget, depth)
    if issubclass(kind, TABLES):
        return _read_table(value, budget, depth)
    if kind is range:
        budget.spend(len(value), depth)
        return list(value)
    return _read_record(value, kind, budget, depth)


def _read_scalar(value: Stranger, kind: type[Any]) -> object:
    if value is None or value is True or value is False or value is Ellipsis:
        return DOTS if value is Ellipsis else value
    if issubclass(kind, Enum):
        return str(value)
    if issubclass(kind, str):
        return _read_text(str.__str__(value))
    if issubclass(kind, int):
        if int.bit_length(value) > LARGEST_BITS:
            raise _Unfit("it is a number too large to use")
        return int.__index__(value)
    if issubclass(kind, (float, Decimal, Fraction, np.floating)):
        return _read_float(float(value))
    return NotRecorded


def _read_library_scalar(value: Stranger, kind: type[Any]) -> object:
    if value is pd.NA or value is pd.NaT:
        return MISSING
    if issubclass(kind, (np.bool_, np.integer)):
        return value.item()
    if issubclass(kind, np.datetime64):
        return MISSING if np.isnat(value) else str(value)
    if issubclass(kind, (date, time)):
        return value.isoformat()
    if issubclass(kind, (timedelta, np.timedelta64, pd.Period, pd.Interval, PurePath)):
        return _read_text(str(value))
    return NotRecorded


def _read_text(text: str) -> str:
    if len(text) > LARGEST_ANSWER:
        raise _Unfit(f"it is larger than {LARGEST_ANSWER // 1000} kB")
    # Half a surrogate pair cannot be saved in a notebook.
    return text.encode("utf-8", "replace").decode("utf-8")


def _read_float(number: float) -> object:
    if math.isnan(number):
        return NAN
    if math.isinf(number):
        return INFINITE if number > 0 else MINUS_INFINITE
    return number


def _read_items(value: Stranger, kind: type[Any], budget: _Budget, depth: int) -> list[object]:
    base = next(one for one in (list, tuple, set, frozenset) if issubclass(kind, one))
    # The base's own iterator: a subclass may have one that never ends.
    items = [_read(item, budget, depth + 1) for item in base.__iter__(value)]
    if base in (set, frozenset):
        items.sort(key=lambda item: json.dumps(item, sort_keys=True))
    return items


def _read_pairs(
    pairs: Iterable[tuple[object, object]], budget: _Budget, depth: int
) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, item in list(pairs):
        name = _read(key, budget, depth + 1)
        found[name if isinstance(name, str) else json.dumps(name)] = _read(item, budget, depth + 1)
    return found


def _read_table(value: Stranger, budget: _Budget, depth: int) -> object:
    if isinstance(value, pd.DataFrame):
        budget.spend(value.size, depth)
        whole = value if _is_plain_index(value.index) else value.reset_index()
        names = [str(name) for name in whole.columns]
        rows = [
            dict(zip(names, row, strict=True)) for row in whole.itertuples(index=False, name=None)
        ]
        return _read(rows, budget, depth)
    if isinstance(value, pd.Series):
        budget.spend(value.size, depth)
        if _is_plain_index(value.index):
            return _read(value.to_list(), budget, depth)
        return _read_pairs(zip(value.index, value.to_list(), strict=True), budget, depth)
    budget.spend(value.size if isinstance(value, np.ndarray) else len(value), depth)
    return _read(value.tolist() if isinstance(value, np.ndarray) else list(value), budget, depth)


def _is_plain_index(index: pd.Index) -> bool:
    return index.nlevels == 1 and index.name is None and isinstance(index, pd.RangeIndex)


def _read_record(value: Stranger, kind: type[Any], budget: _Budget, depth: int) -> object:
    if not issubclass(kind, NOT_DATA):
        if hasattr(kind, "__dataclass_fields__"):
            names = [field.name for field in fields(kind)]
            return _read_pairs([(name, getattr(value, name)) for name in names], budget, depth)
        result = getattr(value, "result", None)
        if type(result) is pd.DataFrame:
            return _read(result, budget, depth + 1)
        if hasattr(value, "value") and not callable(value.value):
            return _read(value.value, budget, depth + 1)
    name = kind.__name__[:LONGEST_NAME]
    article = "an" if name[:1] in "aeiouAEIOU" else "a"
    raise _Unfit(f"it is {article} {name}, which is no number, text, list or table")
