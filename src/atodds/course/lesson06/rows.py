"""The rows that lesson 06 works with, by the names that the lesson gives them."""

LESSON = "06"

ROW = "turn a sentence with a number into a row"
CHECK = "check arithmetic and conversions"
RULE = "apply a reading rule to a vague number, and name it"

READER_PASSAGES = ("E-p01", "E-p02", "E-p03")

MORE_THAN_60 = "E-02"
SEIZED = "E-04"
RETAKEN = "E-07"
HELD = "E-09"
HELD_CONVERTED = "E-10"
LESS_200 = "A-08"
FEW_HUNDRED = "A-15"
EVACUATED = "E-14"
NEARLY_1300 = "C-14"
NORTH_KOREANS = "C-26"
TWO_THIRDS = "C-42"
CRAWLED = "C-46"
RAIDERS = "C-45"
