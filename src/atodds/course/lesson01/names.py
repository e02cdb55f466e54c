"""The lesson's objectives, and the places of the texts that it works with."""

LESSON = "01"

ROLES = (
    "tell publisher, agency, originator and translator apart, and say unknown where that is the "
    "answer"
)
PAGE = "set page furniture aside, and use it as evidence"
LOOK = "leave the text, look its makers up, and revise a first judgement"

# Two paragraphs of the report and four of what follows it on the page: they fit in the Reader.
READER_TEXT = "E"
READER_PASSAGES = ("E-p06", "E-p07", "E-p08", "E-p10", "E-p13", "E-p15")
TRANSLATED = "C"
