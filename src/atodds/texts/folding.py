"""Look at a text so that quotation marks, dashes, capitals and white space make no difference."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# What typesetters, browsers and copy-and-paste change without changing a word.
_STRAIGHT = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\u2039\u203a\uff07`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d", "-"),
    "\u2026": "...",
}
# Characters that nobody sees: soft hyphen, zero-width space and joiners, byte-order mark.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SHAPES = str.maketrans(_STRAIGHT)
_NOTHING = dict.fromkeys(map(ord, _UNSEEN))
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SAMPLE = 8


@dataclass(frozen=True)
class Folded:
    """A folded text, and for each of its characters where that stood in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Say which span of the original the folded span `start`-`end` came from.

        Examples
        --------
        >>> trace("He  said").original(3, 7)
        (4, 8)
        """
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else self._length()
            return place, place
        return self.starts[start], self.ends[end - 1]

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """Say which folded span the span `start`-`end` of the original became.

        Examples
        --------
        >>> trace("He  said").folded(4, 8)
        (3, 7)
        """
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def _length(self) -> int:
        return self.ends[-1] if self.ends else 0


def _fold_character(character: str) -> str:
    if character in _UNSEEN:
        return ""
    # Capitals first: a few letters unfold into an apostrophe and another letter.
    return "".join(_STRAIGHT.get(each, each) for each in character.casefold())


@lru_cache(maxsize=64)
def trace(text: str) -> Folded:
    r"""Fold a text and remember where each folded character came from.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Folded
        The folded text with the way back.

    Examples
    --------
    >>> trace("\u201cNo\u201d").text
    '"no"'
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            # One space stands for a whole run, and it belongs to the run's first character.
            if not pieces or pieces[-1] == " ":
                continue
            folded = " "
        else:
            folded = _fold_character(character)
        for piece in folded:
            pieces.append(piece)
            starts.append(place)
            ends.append(place + 1)
    if pieces and pieces[-1] == " ":
        del pieces[-1], starts[-1], ends[-1]
    return Folded("".join(pieces), tuple(starts), tuple(ends))


def fold(text: str) -> str:
    r"""Fold a text: straight quotation marks and dashes, single spaces, no capitals.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The folded text, without white space at either end.

    Examples
    --------
    >>> fold("  \u201cOver 40\u2013odd\u201d   boats ")
    '"over 40-odd" boats'
    >>> fold(None)
    Traceback (most recent call last):
    ...
    TypeError: Expected a text, found NoneType. Give the text itself, as a str.
    """
    seen = _expect_text(text).translate(_NOTHING).casefold().translate(_SHAPES)
    return " ".join(seen.split())


def list_words(text: str) -> list[str]:
    r"""List the words of a text, folded, without their places.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        The first parts of what `words` gives, in less time.

    Examples
    --------
    >>> list_words("The crew\u2019s 12 boats")
    ['the', "crew's", '12', 'boats']
    >>> list_words(12)
    Traceback (most recent call last):
    ...
    TypeError: Expected a text, found int. Give the text itself, as a str.
    """
    return _WORD.findall(fold(text))


def words(text: str) -> list[tuple[str, int, int]]:
    r"""List the words of a text, folded, each with its place in the original.

    A word is a run of letters or digits; apostrophes inside it belong to it.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of (str, int, int)
        Folded word, start and end in `text`.

    Examples
    --------
    >>> words("The crew\u2019s 12 boats")
    [('the', 0, 3), ("crew's", 4, 10), ('12', 11, 13), ('boats', 14, 19)]
    >>> words(12)
    Traceback (most recent call last):
    ...
    TypeError: Expected a text, found int. Give the text itself, as a str.
    """
    folded = trace(_expect_text(text))
    return [
        (match.group(), *folded.original(match.start(), match.end()))
        for match in _WORD.finditer(folded.text)
    ]


def fingerprint(text: str, *, n: int = 5) -> set[str]:
    """Take the fingerprint of a text: an eighth of its hashed runs of `n` words.

    The sample has no order and leaves seven runs of eight out, so that it recognises a copy
    and does not give the text away.

    Parameters
    ----------
    text : str
        Any text.
    n : int
        Words in a run.

    Returns
    -------
    set of str
        Eight hexadecimal digits each.

    Examples
    --------
    >>> report = "The harbour was closed for two days after the storm of Monday night."
    >>> fingerprint(report) == fingerprint(report.upper())
    True
    >>> fingerprint("Too short.")
    set()
    >>> fingerprint(report, n=0)
    Traceback (most recent call last):
    ...
    ValueError: Expected runs of at least 1 word, found n=0. Five is the usual choice.
    """
    if n < 1:
        message = f"Expected runs of at least 1 word, found n={n}. Five is the usual choice."
        raise ValueError(message)
    found = list_words(text)
    runs = (" ".join(found[at : at + n]) for at in range(len(found) - n + 1))
    hashes = (hashlib.sha256(run.encode()).digest()[:4] for run in runs)
    return {value.hex() for value in hashes if int.from_bytes(value) % _SAMPLE == 0}


def digest(passage: str) -> str:
    r"""Give the digest by which a passage is recognised: 16 digits of its folded text's SHA-256.

    Parameters
    ----------
    passage : str
        The text of one passage.

    Returns
    -------
    str
        Sixteen hexadecimal digits.

    Examples
    --------
    >>> digest("The harbour is  \u2018closed\u2019.") == digest("the harbour is 'closed'.")
    True
    >>> digest(b"The harbour")
    Traceback (most recent call last):
    ...
    TypeError: Expected a text, found bytes. Give the text itself, as a str.
    """
    return hashlib.sha256(fold(passage).encode()).hexdigest()[:16]


def _expect_text(text: object) -> str:
    if isinstance(text, str):
        return text
    message = f"Expected a text, found {type(text).__name__}. Give the text itself, as a str."
    raise TypeError(message)
