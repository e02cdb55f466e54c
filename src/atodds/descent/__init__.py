"""Ask who copied whom: shared wording, aligned statements, their order, and families of texts."""

from atodds.descent.aligning import align, align_by_question, list_pairs, split_sentences
from atodds.descent.comparing import compare_pairs
from atodds.descent.families import DESCENT, families, list_descent
from atodds.descent.ordering import find_crossings, order_of_facts
from atodds.descent.sharing import shared_details, shared_gaps
from atodds.descent.wording import containment, overlap_counts, shared_runs

__all__ = [
    "DESCENT",
    "align",
    "align_by_question",
    "compare_pairs",
    "containment",
    "families",
    "find_crossings",
    "list_descent",
    "list_pairs",
    "order_of_facts",
    "overlap_counts",
    "shared_details",
    "shared_gaps",
    "shared_runs",
    "split_sentences",
]
