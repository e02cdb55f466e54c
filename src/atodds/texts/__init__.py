"""Texts: folded, recognised, anchored, and shown, whether or not we may hold them."""

from atodds.texts.anchoring import Anchored, anchor
from atodds.texts.attaching import attach, attached
from atodds.texts.folding import digest, fingerprint, fold, words
from atodds.texts.page import Shown
from atodds.texts.recognising import recognise
from atodds.texts.showing import shown

__all__ = [
    "Anchored",
    "Shown",
    "anchor",
    "attach",
    "attached",
    "digest",
    "fingerprint",
    "fold",
    "recognise",
    "shown",
    "words",
]
