"""Widgets: Python holds the truth, a plain ES module draws it and reports intent."""

from atodds.widgets.dater import Dater
from atodds.widgets.reader import Reader

__all__ = ["Dater", "Reader"]
