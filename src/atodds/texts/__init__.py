"""Texts: folded, recognised, anchored, and shown, whether or not we may hold them."""

from atodds.texts.folding import digest, fingerprint, fold, trace, words

__all__ = ["digest", "fingerprint", "fold", "trace", "words"]
