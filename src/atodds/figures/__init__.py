"""Figures: read them, find them, convert them, check conversions.

Start with `read_quantity` for one figure, `find_figures` for a text, `RULES` for how words
become limits.
"""

from atodds.figures.brief import check_brief
from atodds.figures.conversions import Conversion, check_conversion, check_conversions
from atodds.figures.converting import convert
from atodds.figures.finding import find_figures
from atodds.figures.quantity import Quantity
from atodds.figures.reading import read_quantity
from atodds.figures.rules import RULES, Rule, list_rules
from atodds.figures.units import name_unit

__all__ = [
    "RULES",
    "Conversion",
    "Quantity",
    "Rule",
    "check_brief",
    "check_conversion",
    "check_conversions",
    "convert",
    "find_figures",
    "list_rules",
    "name_unit",
    "read_quantity",
]
