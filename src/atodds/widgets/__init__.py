"""Widgets: Python holds the truth, a plain ES module draws it and reports intent."""

from atodds.widgets.pair import Class
from atodds.widgets.rater import Rater
from atodds.widgets.reader import Reader

__all__ = ["Class", "Rater", "Reader"]
