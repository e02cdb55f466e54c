"""From clues in a text to a window of days: pure, tables in and tables out."""

from atodds.dating.clues import list_clues, list_windows
from atodds.dating.days import Window, say_window
from atodds.dating.notation import as_edtf
from atodds.dating.rules import apply_rule, list_rules
from atodds.dating.windows import candidates, find_contradictions, find_window

__all__ = [
    "Window",
    "apply_rule",
    "as_edtf",
    "candidates",
    "find_contradictions",
    "find_window",
    "list_clues",
    "list_rules",
    "list_windows",
    "say_window",
]
