"""At Odds: notebook lessons in source criticism.

A lesson needs these names and no others::

    from atodds import Reader, ask, charts, check, figures, load

Each is fetched when it is first used, so that ``import atodds`` stays quick.
"""

from importlib import import_module
from importlib.metadata import version
from typing import Any

__version__ = version("atodds")

_HOMES = {
    "Class": "atodds.widgets:Class",
    "Collator": "atodds.widgets:Collator",
    "Dater": "atodds.widgets:Dater",
    "Rater": "atodds.widgets:Rater",
    "Reader": "atodds.widgets:Reader",
    "Reconciler": "atodds.widgets:Reconciler",
    "ask": "atodds.course:desk.ask",
    "attach_texts": "atodds.course:desk.attach_texts",
    "blind_round": "atodds.course:lesson10.blind_round",
    "charts": "atodds.charts",
    "check": "atodds.course:desk.check",
    "cite_for_ground": "atodds.course:lesson09.cite_for_ground",
    "coded_twice": "atodds.course:lesson10.coded_twice",
    "count_people": "atodds.course:lesson09.count_people",
    "count_words": "atodds.course:lesson05.count_words",
    "dating": "atodds.dating",
    "descent": "atodds.descent",
    "figures": "atodds.figures",
    "hint": "atodds.course:desk.hint",
    "keep_work": "atodds.course:desk.keep_work",
    "list_cues": "atodds.course:lesson09.list_cues",
    "list_questions": "atodds.course:list_questions",
    "load": "atodds.case:load",
    "open_round": "atodds.course:lesson10.open_round",
    "progress": "atodds.course:desk.progress",
    "reconcile": "atodds.reconcile",
    "restore_work": "atodds.course:desk.restore_work",
    "reveal": "atodds.course:desk.reveal",
    "rows_to_print": "atodds.course:lesson11.rows_to_print",
    "rubric": "atodds.course:desk.rubric",
    "save_work": "atodds.course:desk.save_work",
    "tired_ledger": "atodds.course:tired_ledger",
    "two_codings": "atodds.course:lesson10.two_codings",
    "written": "atodds.course:desk.written",
}

__all__ = [
    "Class",
    "Collator",
    "Dater",
    "Rater",
    "Reader",
    "Reconciler",
    "__version__",
    "ask",
    "attach_texts",
    "blind_round",
    "charts",
    "check",
    "cite_for_ground",
    "coded_twice",
    "count_people",
    "count_words",
    "dating",
    "descent",
    "figures",
    "hint",
    "keep_work",
    "list_cues",
    "list_questions",
    "load",
    "open_round",
    "progress",
    "reconcile",
    "restore_work",
    "reveal",
    "rows_to_print",
    "rubric",
    "save_work",
    "tired_ledger",
    "two_codings",
    "written",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the names are of many kinds
    """Fetch a public name from its home at first use."""
    if name not in _HOMES:
        known = ", ".join(sorted(_HOMES))
        raise AttributeError(f"atodds has no name {name!r}. It has: {known}.")
    module, _, path = _HOMES[name].partition(":")
    found: Any = import_module(module)
    for part in filter(None, path.split(".")):
        found = getattr(found, part)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
