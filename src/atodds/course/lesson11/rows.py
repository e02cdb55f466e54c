"""The names that lesson 11 gives to its objectives and its cases."""

LESSON = "11"

WRITE = "write a brief in which every number points to a row"
CORRECT = "correct a brief when late evidence comes"
AGAIN = "do it again on a case that nobody has prepared for you"

PRACTISED = "kursk"
UNSEEN = "flood"
TOY = "harbour"

# The brief asks for about 250 words; a machine can only say that far fewer are none.
WORDS_LEAST, NUMBERS_LEAST = 150, 6
