"""The rows that lesson 03 works with, by the names that the lesson gives them."""

LESSON = "03"

MARK = "mark source, cue and content"
FOLLOW = "follow a chain to an actor or a dead end"
COUNT = "count people behind plurals"

# Of the toy: the passage on the cause of the fire, and statements of its three texts.
TOY_PASSAGE = "P-p06"
AGENCY_COUNT = "R-c03"
BROKER_COUNT = "R-c04"
CAUSE_AS_FACT = "Q-c07"

SWAPS = "E-c10"
CRAWLED = "C-c64"
SURFACED = "B-c31"
ANALYST = "C-c62"
UNSUSTAINABLE = "B-c40"
ADVANTAGE = "D-c19"
SEIZED_E = "E-c05"
PEAK_A = "A-c10"
PEAK_B = "B-c19"
PEAK_C = "C-c27"
FIRST_LABEL = "D-c08"
SECOND_LABEL = "D-c13"
VERB_TEXT = "A"
