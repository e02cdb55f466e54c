"""Draw what has been computed, with a table that says the same."""

import atodds._jsonschema  # noqa: F401 - before Altair
from atodds.charts.chains import show_chains
from atodds.charts.conversions import conversion_check, show_conversion
from atodds.charts.dossiers import show_dossier
from atodds.charts.facts import show_facts
from atodds.charts.grid import show_grid
from atodds.charts.naming import show_named_share
from atodds.charts.pedigree import show_descent
from atodds.charts.ranges import ranges_by_origin
from atodds.charts.renderer import ChartWithTable, enable
from atodds.charts.series import show_series
from atodds.charts.sketch import show_sketch
from atodds.charts.tables import Table, show_rows
from atodds.charts.timeline import show_timeline

__all__ = [
    "ChartWithTable",
    "Table",
    "conversion_check",
    "enable",
    "ranges_by_origin",
    "show_chains",
    "show_conversion",
    "show_descent",
    "show_dossier",
    "show_facts",
    "show_grid",
    "show_named_share",
    "show_rows",
    "show_series",
    "show_sketch",
    "show_timeline",
]
