"""Draw a range: a line between two ends, a tick where an end is stated, an arrow where not."""

from typing import Any

import altair as alt

from atodds.charts.palette import pair_up

LIMIT = {"thickness": 3, "size": 20, "orient": "vertical", "opacity": 1}
ARROW = {"filled": True, "size": 160, "opacity": 1}


def draw_span(base: Any, x: Any, end: Any, *, ends: tuple[str, str], **line: Any) -> list[Any]:  # noqa: ANN401 - Altair has no types of its own here
    """Return the layers of a range.

    Parameters
    ----------
    base : altair chart
        The data, with y and colour.
    x, end : altair channel
        Where the line begins, and where it ends.
    ends : tuple of str
        The fields that say what stands at either end: "tick", "arrow", or anything else for
        nothing.
    **line
        How the line is drawn, beside its width.

    Returns
    -------
    list of altair chart
        A line, ticks and arrows.

    Examples
    --------
    >>> layers = draw_span(alt.Chart(), alt.X("from:Q"), alt.X("to:Q"), ends=("low", "high"))
    >>> len(layers), layers[1].to_dict()["transform"]
    (5, [{'filter': "datum.low == 'tick'"}])

    >>> draw_span(alt.Chart(), alt.X("from:Q"), alt.X("to:Q"), ends=("low",))
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected 2, got 1)
    """
    low, high = ends
    to = end.to_dict()["field"] if isinstance(end, alt.X) else str(end)
    return [
        base.mark_rule(**{"strokeWidth": 4, **line}).encode(x=x, x2=alt.X2(to)),
        base.mark_tick(**LIMIT).encode(x=x).transform_filter(f"datum.{low} == 'tick'"),
        base.mark_tick(**LIMIT).encode(x=end).transform_filter(f"datum.{high} == 'tick'"),
        base.mark_point(shape="triangle-left", **ARROW)
        .encode(x=x)
        .transform_filter(f"datum.{low} == 'arrow'"),
        base.mark_point(shape="triangle-right", **ARROW)
        .encode(x=end)
        .transform_filter(f"datum.{high} == 'arrow'"),
    ]


def pick(origins: list[object], *, shape: bool = False) -> Any:  # noqa: ANN401 - as above
    """Give each origin its colour, or its shape.

    Parameters
    ----------
    origins : list
        The origins, in their order.
    shape : bool
        Whether shapes are wanted instead of colours.

    Returns
    -------
    altair channel
        Without a legend: every line has its origin's name beside it.

    Examples
    --------
    >>> pick(["mayor", "guard"], shape=True).to_dict()["scale"]
    {'domain': ['mayor', 'guard'], 'range': ['circle', 'square']}

    >>> pick(None)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    """
    names = list(dict.fromkeys(origins))
    pairs = pair_up(len(names))
    chosen = alt.Scale(domain=names, range=[pair[int(shape)] for pair in pairs])
    make = alt.Shape if shape else alt.Color
    return make("origin:N", scale=chosen, legend=None)
