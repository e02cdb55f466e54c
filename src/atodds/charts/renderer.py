"""Show Altair charts in JupyterLab without a network, each with a description and a table.

JupyterLab bundles Vega-Lite 5, which draws Altair 6's specifications but does not know their MIME
type; Altair's other ways fetch scripts from elsewhere. So the specification goes out under the
type that is known, and nothing has to be fetched.
"""

import json
import sys
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import altair as alt
import pandas as pd
from IPython.display import display

from atodds.charts.palette import THEME
from atodds.charts.twin import print_table, write_twin

MIME = "application/vnd.vegalite.v5+json"
_NAME = "atodds"
# SVG, so that letters can take the page's colour; no menu, whose links lead out.
_EMBED = {"actions": False, "renderer": "svg"}
Bundle = dict[str, Any]


def enable() -> None:
    """Let every Altair chart of this session be shown by the kit's renderer.

    Examples
    --------
    >>> enable()
    >>> alt.renderers.active
    'atodds'

    It takes no choices:

    >>> enable("html")
    Traceback (most recent call last):
    TypeError: enable() takes 0 positional arguments but 1 was given
    """
    alt.renderers.register(_NAME, _render)
    alt.renderers.enable(_NAME)


def _render(spec: Bundle, **_: object) -> tuple[Bundle, Bundle]:
    """Do what Altair asks of a renderer: a specification in, a MIME bundle and its metadata out."""
    description = str(spec.get("description") or "A chart without a description.")
    return (
        {MIME: _make_portable(spec), "text/plain": description},
        {MIME: {"embed_options": dict(_EMBED)}},
    )


def _make_portable(spec: Bundle) -> Bundle:
    """Leave out the schema's address, which is never read: the MIME type says what this is."""
    kept = {key: value for key, value in spec.items() if key != "$schema"}
    return {**kept, "usermeta": {**kept.get("usermeta", {}), "embedOptions": dict(_EMBED)}}


def _keep_nothings(spec: Bundle) -> object:
    """Return a specification in which None reaches the page: "no title" is not "any title".

    The Python that runs in a browser hands a dict on without its Nones; what the browser itself
    has read from JSON, it hands on whole.
    """
    if sys.platform != "emscripten":
        return spec
    return import_module("js").JSON.parse(json.dumps(spec))


@dataclass(frozen=True, repr=False, eq=False)
class ChartWithTable:
    """A chart, the table that says the same, and a description in words.

    Parameters
    ----------
    chart : altair chart
        What to draw.
    table : DataFrame
        The same for those who read rather than look: headings with their units.
    description : str
        What the chart shows, in words; a screen reader reads it out.

    Examples
    --------
    >>> table = pd.DataFrame({"Origin": ["mayor"], "Low (km)": [3.0]})
    >>> print(ChartWithTable(alt.Chart().mark_point(), table, "What the mayor said."))
    What the mayor said.
    Origin: mayor; Low (km): 3.

    >>> ChartWithTable(alt.Chart().mark_point(), table, "")
    Traceback (most recent call last):
    ValueError: Expected a description in words, found ''. Say what the chart shows.
    """

    chart: Any
    table: pd.DataFrame
    description: str
    caption: str = field(default="What the chart shows")

    def __post_init__(self) -> None:
        """Refuse a chart that says nothing to those who cannot see it."""
        if not self.description.strip():
            raise ValueError(
                f"Expected a description in words, found {self.description!r}. "
                "Say what the chart shows."
            )

    @property
    def spec(self) -> Bundle:
        """The specification as it is shown, with description and colours for light and dark."""
        bare = self.chart.to_dict()
        config = {**bare.get("config", {}), **THEME}
        return _make_portable({**bare, "config": config, "description": self.description})

    def __repr__(self) -> str:
        """Say the description, then the table."""
        return f"{self.description}\n{print_table(self.table)}"

    def _repr_mimebundle_(self, **_: object) -> tuple[Bundle, Bundle]:
        bundle, metadata = _render(self.spec)
        return {**bundle, "text/plain": repr(self)}, metadata

    def _ipython_display_(self) -> None:
        # Two outputs: JupyterLab shows only one kind of each, and the table must stand beside.
        bundle, metadata = _render(self.spec)
        bundle[MIME] = _keep_nothings(bundle[MIME])
        display(bundle, metadata=metadata, raw=True)  # type: ignore[no-untyped-call, unused-ignore]
        twin = write_twin(self.table, caption=self.caption)
        display({"text/html": twin, "text/plain": print_table(self.table)}, raw=True)  # type: ignore[no-untyped-call, unused-ignore]
