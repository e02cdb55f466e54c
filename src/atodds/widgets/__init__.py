"""Widgets: Python holds the truth, a plain ES module draws it and reports intent."""

from atodds.widgets.collator import Collator
from atodds.widgets.dater import Dater
from atodds.widgets.pair import Class
from atodds.widgets.rater import Rater
from atodds.widgets.reader import Reader
from atodds.widgets.reconciler import Reconciler

__all__ = ["Class", "Collator", "Dater", "Rater", "Reader", "Reconciler"]
