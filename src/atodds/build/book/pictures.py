"""Draw a stored chart as a picture that stands inside a page."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import vl_convert

VEGA_LITE = "6.1"
SIZE = re.compile(r'<svg[^>]*? width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"')
OPENING = re.compile(r"<svg[^>]*>")
# Vega names its clipping masks and gradients alike in every chart; a page holds several.
NAMED = re.compile(r'(id="|url\(#)([\w-]+)')


def draw_figure(spec: dict[str, Any], *, name: str) -> str:
    """Draw a chart as an HTML figure: an SVG picture, with its description below.

    Letters and axes take the page's own colour, so the picture is good in light and in dark.

    Parameters
    ----------
    spec : dict
        A Vega-Lite specification with a ``description``.
    name : str
        What tells the figure from others, such as 06-1; it keeps names inside pictures apart.

    Returns
    -------
    str
        A ``figure`` element whose picture is named by its caption.

    Raises
    ------
    ValueError
        If the chart has no description, or cannot be drawn.

    Examples
    --------
    >>> values = [{"km": 3}, {"km": 5}]
    >>> spec = {"data": {"values": values}, "mark": "tick", "description": "Two distances.",
    ...         "encoding": {"x": {"field": "km", "type": "quantitative"}}}
    >>> figure = draw_figure(spec, name="06-1")
    >>> "<svg role=" in figure, "<figcaption id='figure-06-1'>Two distances." in figure
    (True, True)
    >>> draw_figure({"mark": "tick"}, name="06-1")
    Traceback (most recent call last):
    ...
    ValueError: Figure 06-1 has no description; give the chart one where it is made.
    """
    description = str(spec.get("description") or "")
    if not description:
        raise ValueError(f"Figure {name} has no description; give the chart one where it is made.")
    drawn = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    size = SIZE.search(drawn)
    if size is None:
        raise ValueError(f"Figure {name} was drawn without a size; look at its specification.")
    width, height = size["width"], size["height"]
    opening = (
        f"<svg role='img' aria-labelledby='figure-{name}' viewBox='0 0 {width} {height}' "
        f"style='width:{width}px' xmlns='http://www.w3.org/2000/svg'>"
    )
    inside = NAMED.sub(rf"\g<1>f{name}-\g<2>", OPENING.sub("", drawn, count=1))
    # Its own roles would be read out mark by mark; the caption and the table say it better.
    quiet = re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", inside)
    caption = f"<figcaption id='figure-{name}'>{escape(description)}</figcaption>"
    return f"<figure><div class='picture'>{opening}{quiet}</div>{caption}</figure>"
