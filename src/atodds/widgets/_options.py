"""What a Reader is asked to offer: checked, and refused in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.case.asking import expect_name, expect_several

if TYPE_CHECKING:
    from collections.abc import Sequence

LAYERS = {
    "figures": "Figures",
    "dates": "Dates",
    "claims": "Claims",
    "speakers": "Speakers",
    "cues": "Cues",
    "hedges": "Hedges",
    "names": "Names",
    "furniture": "Page furniture",
    "quoted": "Words of the text",
}
# A paraphrase has its quoted words underlined anyway.
USUAL = tuple(name for name in LAYERS if name != "quoted")
_MOST_TAGS = 9


def expect_layers(layers: Sequence[str]) -> tuple[str, ...]:
    """Return the layers to offer, each once.

    Examples
    --------
    >>> expect_layers("figures"), expect_layers(["dates", "dates"])
    (('figures',), ('dates',))
    >>> expect_layers(["figure"])
    Traceback (most recent call last):
    ...
    ValueError: Expected layers among figures, dates, claims, speakers, cues, hedges, names, \
furniture, quoted, found 'figure'. Leave it out.
    """
    names = expect_several(layers, "layers")
    for name in names:
        if not isinstance(name, str) or name not in LAYERS:
            message = f"Expected layers among {', '.join(LAYERS)}, found {name!r}. Leave it out."
            raise ValueError(message)
    return tuple(dict.fromkeys(map(str, names)))


def expect_tags(tags: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the label of each tag by its key.

    Examples
    --------
    >>> expect_tags([("bound", "a bound")])
    {'bound': 'a bound'}
    >>> expect_tags("bound")
    Traceback (most recent call last):
    ...
    ValueError: Expected tags as pairs such as ("bound", "a bound"), found 'bound'.
    """
    pairs = expect_several(tags, "tags")
    for pair in pairs:
        is_pair = isinstance(pair, tuple | list) and len(pair) == 2
        if not is_pair or not all(isinstance(part, str) for part in pair):
            message = f'Expected tags as pairs such as ("bound", "a bound"), found {pair!r}.'
            raise ValueError(message)
    if len(pairs) > _MOST_TAGS:
        message = f"Expected at most {_MOST_TAGS} tags, one for each digit key, found {len(pairs)}."
        raise ValueError(message)
    return {str(name): str(label) for name, label in pairs}


def expect_key(key: str | None) -> str:
    """Return the name under which tags are saved; none, where none was given.

    Examples
    --------
    >>> expect_key("6.2"), expect_key(None)
    ('6.2', '')
    >>> expect_key(5)
    Traceback (most recent call last):
    ...
    TypeError: Expected a name under which to save the tags, such as "6.2", found the number 5.
    """
    return "" if key is None else expect_name(key, "a name under which to save the tags", "6.2")
