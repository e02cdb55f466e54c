"""Compare figures without averaging them: gates, ranges, origins, series.

Pure: tables in, tables out. Nothing here reads a file, draws, or knows a case.
"""

from atodds.reconcile.coverage import cover_questions
from atodds.reconcile.gates import (
    comparable,
    comparable_pairs,
    first_failed_gate,
    judge_pairs,
    pass_gates,
)
from atodds.reconcile.intervals import Interval, difference, overlap, read_interval, total
from atodds.reconcile.origins import Origins, count_origins
from atodds.reconcile.ranges import (
    Explanation,
    disjoint_pairs,
    explain_conflict,
    ranges_by_origin,
)
from atodds.reconcile.series import SeriesVerdict, consistent_series
from atodds.reconcile.shares import complement, product, ratio, share_of
from atodds.reconcile.speakers import count_speakers
from atodds.reconcile.wording import describe, say_unit

__all__ = [
    "Explanation",
    "Interval",
    "Origins",
    "SeriesVerdict",
    "comparable",
    "comparable_pairs",
    "complement",
    "consistent_series",
    "count_origins",
    "count_speakers",
    "cover_questions",
    "describe",
    "difference",
    "disjoint_pairs",
    "explain_conflict",
    "first_failed_gate",
    "judge_pairs",
    "overlap",
    "pass_gates",
    "product",
    "ranges_by_origin",
    "ratio",
    "read_interval",
    "say_unit",
    "share_of",
    "total",
]
