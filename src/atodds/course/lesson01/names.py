"""The lesson's objectives, and the places of the texts that it works with."""

LESSON = "01"

ROLES = "tell publisher, agency, originator and translator apart, and say unknown where it is"
PAGE = "set page furniture aside, and use it as evidence"
LOOK = "leave the text, look its makers up, and revise a first judgement"

# The last three paragraphs of the report, and what follows it on the page.
READER_TEXT = "E"
READER_PASSAGES = tuple(f"E-p{number:02d}" for number in range(5, 16))
TRANSLATED = "C"
