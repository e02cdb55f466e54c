"""What lesson 09 works with, by the names that the lesson gives it."""

LESSON = "09"

MATRIX = "build a fact-by-text matrix that compares like dates only"
LABELS = "weigh labels and loaded words by evidence"
FRAME = "tell corroboration from a shared frame"

TEXTS = ("E", "D", "A", "B", "C")
MAP_MAKER = "deepstate"
TALKS = "ceasefire"
AIM, OUTCOME = "purpose-divert", "diverted"
# Where each text puts the ground into the talks: by their image, or in other words.
CHIP = {"A": "A-c02", "B": "B-c04", "C": "C-c07", "D": "D-c04", "E": "E-c09"}

STATES = {
    "told": "told",
    "not told": "not told, though it could have been",
    "not yet": "not yet: it could not be known",
    "open": "open: the dates settle neither",
}
