"""Find hedges: words by which a text holds a statement, or a number, a little away from itself."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Words that loosen a statement ("shields"), after Ken Hyland, Hedging in Scientific Research
# Articles (1998), and the list in his Metadiscourse (2005); chosen for news, with the hearsay
# adverbs that newspapers use. Verbs of saying are cues, not hedges, and are left out.
SHIELDS = (
    "allegedly",
    "apparent",
    "apparently",
    "appear to",
    "appeared to",
    "appears to",
    "are expected",
    "arguably",
    "could",
    "expected to",
    "is expected",
    "it seems",
    "likely",
    "may",
    "maybe",
    "might",
    "perhaps",
    "possible",
    "possibly",
    "potential",
    "potentially",
    "presumably",
    "probable",
    "probably",
    "purported",
    "purportedly",
    "reported to",
    "reportedly",
    "seem",
    "seemed",
    "seemingly",
    "seems",
    "so-called",
    "supposed",
    "supposedly",
    "uncertain",
    "unclear",
    "unconfirmed",
    "unlikely",
    "would",
)
# Words that loosen a number ("approximators": Prince, Frader and Bosk, On Hedging in
# Physician-Physician Discourse, 1982). Before anything but a number most of them mean
# something else: "about the fire".
APPROXIMATORS = ("about", "almost", "approximately", "around", "nearly", "roughly", "some")
_NUMBER = (
    r"(?:[$€£]?\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|dozens?|"
    r"hundreds?|thousands?|millions?)\b)"
)


class Hedge(NamedTuple):
    """One hedge: the word as the list has it, and where it stands."""

    word: str
    start: int
    end: int


def _pattern() -> re.Pattern[str]:
    shields = "|".join(map(re.escape, sorted(SHIELDS, key=len, reverse=True)))
    loose = "|".join(APPROXIMATORS)
    # With a capital, May is a month.
    return re.compile(
        rf"(?<![\w-])(?:(?P<month>May)\b|(?i:(?P<shield>{shields})(?![\w-])"
        rf"|(?P<loose>{loose})(?=[\s-]+{_NUMBER})))"
    )


_HEDGE = _pattern()


def find_hedges(text: str) -> Iterator[Hedge]:
    """Yield the hedges of a text, by a word list.

    A word list knows no sense: "could" may tell of a power and not of a doubt. Take what it
    finds as places to look at.

    Parameters
    ----------
    text : str
        Any English text.

    Yields
    ------
    Hedge
        Word (in lower case), start and end.

    Examples
    --------
    >>> [word for word, *_ in find_hedges("About 300 people may have left in May, about noon.")]
    ['about', 'may']
    >>> list(find_hedges("The fire was out at noon."))
    []
    >>> list(find_hedges(None))
    Traceback (most recent call last):
    ...
    TypeError: Expected a text, found None.
    """
    if not isinstance(text, str):
        raise TypeError(f"Expected a text, found {text!r}.")
    for match in _HEDGE.finditer(text):
        if match["month"] is None:
            yield Hedge(match[0].lower(), *match.span())
