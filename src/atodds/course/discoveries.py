"""The discoveries of the course: what there is to find in the five texts.

An exercise names those that a learner makes in it (`finds`); a test holds that each one is
made somewhere, and the table in ``datasets/README.md`` says where.
"""

DISCOVERIES = {
    "aid turned round": "American aid, suspended before, is suspended again in C: a translation "
    "seems to have turned a resumption round.",
    "corridor": "One text has the attackers cut a road off, another has them make it.",
    "double conversion error": "A bracket misses in its unit and in its factor.",
    "five texts, fewer sources": "Five texts are not five sources: B and C share an ancestor.",
    "speaker rotates": "About 1,300 square kilometres have another speaker in every text.",
    "half of what": "A heading takes half of the region; the body takes half of the part held.",
    "shares with dates": "Half, three fifths, two thirds: shares differ because their dates do.",
    "mid-April": "A span of months does not fit the day that the text gives.",
    "fossil": "One “last month” of a text fits its date, the other is left over.",
    "the Tuesday": "A weekday of one text gets its date from another, and dates an article.",
    "never, then thanked": "Never acknowledged, then confirmed, then thanked: the world changed.",
    "two first visits": "Two visits can both be the first: each counts from another day.",
    "four records": "First, biggest, occupation, ground operation: four records, none alike.",
    "inflated experts": "The same statement comes from bloggers and, higher up, from experts.",
    "eastward": "A preposition turns the purpose of an operation round.",
    "two labels": "One map maker is an authority in one text and a blog with ties in another.",
    "one cross-check": "467 and “over 420”: two ledgers that fit each other and do not mix.",
    "reinforced or not": "Reinforced or not: date and definition may settle it, within a text too.",
    "whose territory": "A pronoun gives the ground to the other side.",
    "lost attribution": "On the way from C's ancestor to B, named speakers get lost.",
    "invasion or incursion": "One ancestor, two words for one event: a translator's choice.",
    "furniture": "An appeal for gifts is no evidence on the war, and a credit line is on the text.",
    "fingerprints": "Spelling and quotation marks tell which way a text has come.",
    "hope becomes rule": "A hope becomes a habit in one text and loses its end in another.",
    "whose casualties": "Of the dead and wounded, only one nationality is counted.",
}
