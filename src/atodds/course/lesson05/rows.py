"""The rows that lesson 05 works with, by the names that the lesson gives them."""

LESSON = "05"

TURNED = "find a reversed meaning by laying two texts side by side"
LOST = "see which speakers, hedges and owners were lost on the way"
CHOICE = "tell a translator's choice from a stance"

NAMES_OF_THE_OPERATION = "the operation of August 2024"
PAIRS = ("b11", "b16", "b20", "b24", "b27", "b30", "b36")
