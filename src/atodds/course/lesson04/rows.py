"""The objectives of lesson 04, and the rows that it works with."""

LESSON = "04"

MEASURE = "measure overlap, and say why little of it proves no independence"
WEIGH = "weigh order, rare details and gaps, with a control beside them"
DRAW = "draw a descent with a missing ancestor, and say what would confirm it"

LEFT, RIGHT, CONTROL = "B", "C", "A"
# Pairs of which the order of events surely dictates the place, or surely does not.
PAIRS = ("b03", "b05", "b08", "b20", "b21", "b26", "b27", "b36")
