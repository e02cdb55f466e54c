"""The rows that lesson 02 works with, by the names that the lesson gives them."""

LESSON = "02"

WINDOW = "turn clues into a window of days, and place it on a time line and a map"
BASIS = "tell internal from external evidence"
LAYER = "spot a layer left over from an older edition"

TALKS = "talks"
ANNOUNCEMENT = "announcement"
REPORT = "report"
STATEMENT = "statement"

HALT_ENDS = "D-t3"
HALT_BEGINS = "D-t2"
BLOOMBERG = "E-t6"
SPAN = "C-t6"
