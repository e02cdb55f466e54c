"""The names that lesson 11 gives to its objectives and to its two cases."""

LESSON = "11"

WRITE = "write a brief in which every number points to a row"
CORRECT = "correct a brief when late evidence comes"
AGAIN = "do it again on a case that nobody has prepared for you"

UNSEEN = "flood"
