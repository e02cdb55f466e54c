"""The rows that lesson 07 works with, by the names that the lesson gives them."""

LESSON = "07"

GATES = "pass a pair of numbers through four gates"
WHOLE = "find the denominator of a share, and keep a bound a bound"
STATE = "tell state from flow, control from fighting, and one baseline from another"

LEFT_HOME, SLEPT = "P-10", "P-11"

OVER_420 = "E-09"
LESS_200 = "A-08"
RETAKEN = "E-07"
PEAK = "A-17"
ROUND_PEAK = "A-10"
SEIZED = "C-14"
SUBTRACTED = "E-k1"

HALF = "D-08"
REGION = "C-16"
