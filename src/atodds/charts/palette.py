"""The one palette: colours and shapes that stay apart for every eye, on white and on dark.

Each colour has a contrast of at least 3:1 with white and with the near-black #111 (a line or a
point needs no more). No colour can have the 4.5:1 that letters need with both, so letters take
the colour of the page's own text: "currentColor".
"""

from collections.abc import Mapping
from itertools import cycle, islice

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#b85c95", "#7a7a7a", "#8c7a00")
# No triangle: those mark an open end.
SHAPES = ("circle", "square", "diamond", "cross", "stroke")
RIGHT, WRONG = COLOURS[0], COLOURS[1]
INK = "currentColor"

_LETTERS = {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13}

# Vega-Lite's `config`: whatever page it stands on, light or dark.
THEME: Mapping[str, object] = {
    "background": "transparent",
    "view": {"stroke": None},
    "text": {"color": INK, "fontSize": 13},
    "axis": {
        **_LETTERS,
        "titleFontWeight": "normal",
        "titlePadding": 10,
        "labelPadding": 8,
        "labelLimit": 300,
        "domainColor": INK,
        "tickColor": INK,
        "gridColor": INK,
        "gridOpacity": 0.15,
    },
    "legend": _LETTERS,
    "title": {
        "color": INK,
        "subtitleColor": INK,
        "anchor": "start",
        "frame": "group",
        "fontSize": 14,
        "subtitleFontSize": 13,
        "subtitlePadding": 6,
        "offset": 12,
    },
}


def pair_up(count: int) -> list[tuple[str, str]]:
    """Give each of several origins a colour and a shape.

    Parameters
    ----------
    count : int
        How many are needed.

    Returns
    -------
    list of (str, str)
        Colour and shape; no pair comes twice among the first thirty.

    Examples
    --------
    >>> pair_up(2)
    [('#0072b2', 'circle'), ('#d55e00', 'square')]

    >>> pair_up(-1)
    Traceback (most recent call last):
    ValueError: Expected a number of origins of at least 0, found -1.
    """
    if count < 0:
        raise ValueError(f"Expected a number of origins of at least 0, found {count}.")
    return list(islice(zip(cycle(COLOURS), cycle(SHAPES), strict=False), count))
