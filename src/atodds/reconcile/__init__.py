"""Compare figures without averaging them: gates, ranges, origins, series.

Pure: tables in, tables out. Nothing here reads a file, draws, or knows a case.
"""

from atodds.reconcile.agreement import (
    compute_alpha,
    describe_alpha,
    join_codings,
    list_disagreements,
    measure_agreement,
    measure_many,
    summarise,
)
from atodds.reconcile.chains import count_named, list_cues, trace_chains
from atodds.reconcile.coverage import cover_questions
from atodds.reconcile.gates import (
    comparable,
    comparable_pairs,
    first_failed_gate,
    judge_pairs,
    pass_gates,
)
from atodds.reconcile.grades import (
    SOURCE_GRADES,
    STATEMENT_GRADES,
    count_grades,
    describe_diagonal,
    list_grades,
    read_source,
    read_statement,
    share_on_diagonal,
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
from atodds.reconcile.spans import pair_spans
from atodds.reconcile.speakers import (
    claims_behind,
    count_speakers,
    credit_computed,
    origins_behind,
    trace_witnesses,
)
from atodds.reconcile.tallies import Picture, expect_marks, picture_class
from atodds.reconcile.telling import tell_series
from atodds.reconcile.wording import describe, say_unit

__all__ = [
    "SOURCE_GRADES",
    "STATEMENT_GRADES",
    "Explanation",
    "Interval",
    "Origins",
    "Picture",
    "SeriesVerdict",
    "claims_behind",
    "comparable",
    "comparable_pairs",
    "complement",
    "compute_alpha",
    "consistent_series",
    "count_grades",
    "count_named",
    "count_origins",
    "count_speakers",
    "cover_questions",
    "credit_computed",
    "describe",
    "describe_alpha",
    "describe_diagonal",
    "difference",
    "disjoint_pairs",
    "expect_marks",
    "explain_conflict",
    "first_failed_gate",
    "join_codings",
    "judge_pairs",
    "list_cues",
    "list_disagreements",
    "list_grades",
    "measure_agreement",
    "measure_many",
    "origins_behind",
    "overlap",
    "pair_spans",
    "pass_gates",
    "picture_class",
    "product",
    "ranges_by_origin",
    "ratio",
    "read_interval",
    "read_source",
    "read_statement",
    "say_unit",
    "share_of",
    "share_on_diagonal",
    "summarise",
    "tell_series",
    "total",
    "trace_chains",
    "trace_witnesses",
]
