import json
from html.parser import HTMLParser

import altair as alt
import nbformat
import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter
from nbclient import NotebookClient

from atodds.charts import ChartWithTable, conversion_check, enable, palette, ranges_by_origin
from atodds.charts.renderer import MIME
from atodds.charts.twin import say_cell, write_table, write_twin
from atodds.figures import check_conversions

RANGES = pd.DataFrame(
    {
        "origin": ["guard", "blog", "ministry"],
        "low": [None, 420.0, 1268.0],
        "best": [None, None, 1268.0],
        "high": [200.0, None, 1268.0],
        "unit": "km^2",
        "says": ["under 200 km²", "over 420 km²", "1,268 km²"],
        "texts": ["A", "E", "B | E"],
        "words": ["under 200", "over 420", "1,268"],
    }
)
CONVERSIONS = pd.DataFrame(
    {
        "given": ["1,268 sq km", "over 420 sq km"],
        "converted": ["490 sq miles", "261 sq km"],
        "expected_unit": "mile^2",
        "printed": [490.0, 261.0],
        # 1,267.5 to 1,268.5 km2 is 489.4 to 489.8 square miles, and 490 may round by 5;
        # 415 to 425 km2 is 160.2 to 164.1, and 261 may round by a half.
        "fits_low": [484.4, 159.7],
        "fits_high": [494.8, 164.6],
        "ok": [True, False],
        "cause": [None, "linear factor for an area"],
    },
    index=["E-03", "E-08"],
)
CHARTS = [ranges_by_origin(RANGES), conversion_check(CONVERSIONS)]
both = pytest.mark.parametrize("chart", CHARTS, ids=["ranges", "conversions"])


class TableReader(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.rows, self.scopes, self.caption, self.inside = [], [], "", ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.inside = tag
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
        if tag == "th":
            self.scopes.append(dict(attributes)["scope"])

    def handle_data(self, data):
        if self.inside == "caption":
            self.caption += data
        elif self.inside in ("th", "td"):
            self.rows[-1][-1] += data


def data_of(spec):
    return next(iter(spec["datasets"].values())) if "datasets" in spec else spec["data"]["values"]


@both
def test_the_specification_is_valid_and_carries_its_description(chart):
    alt.Chart.from_dict(chart.spec, validate=True)
    assert chart.spec["description"] == chart.description
    assert chart.description.strip()


@both
def test_nothing_shown_points_to_the_network(chart):
    bundle, metadata = chart._repr_mimebundle_()
    shown = json.dumps([bundle, metadata]) + write_twin(chart.table, caption=chart.caption)
    assert "http" not in shown
    assert "//" not in shown


@both
def test_the_bundle_uses_the_type_that_jupyterlab_knows_and_has_no_menu(chart):
    bundle, metadata = chart._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/plain"}
    assert metadata[MIME]["embed_options"]["actions"] is False


@both
def test_two_drawings_of_the_same_are_the_same(chart):
    draw = ranges_by_origin if chart is CHARTS[0] else conversion_check
    again = draw(RANGES if chart is CHARTS[0] else CONVERSIONS)
    assert json.dumps(again.spec) == json.dumps(chart.spec)


@both
def test_the_table_twin_says_what_the_table_holds(chart):
    read = TableReader(write_twin(chart.table, caption=chart.caption))
    assert read.rows[0] == list(chart.table.columns)
    assert read.rows[1:] == [[say_cell(v) for v in row] for row in chart.table.to_numpy()]
    assert read.caption == chart.caption
    assert set(read.scopes) == {"col", "row"}
    assert all(heading.strip() for heading in read.rows[0])


@both
def test_outside_a_notebook_description_and_table_are_printed(chart):
    assert repr(chart).startswith(chart.description)
    assert repr(chart).count("\n") == len(chart.table)


def test_headings_carry_the_unit_and_numbers_are_those_handed_over():
    table = CHARTS[0].table
    assert table["Low (km²)"].tolist()[1:] == [420.0, 1268.0]
    assert table["High (km²)"].tolist()[::2] == [200.0, 1268.0]


def test_an_end_that_nobody_stated_is_drawn_as_an_arrow_at_the_edge():
    rows = {row["origin"]: row for row in data_of(CHARTS[0].spec)}
    assert (rows["guard"]["low_end"], rows["guard"]["high_end"]) == ("arrow", "tick")
    assert (rows["blog"]["low_end"], rows["blog"]["high_end"]) == ("tick", "arrow")
    assert rows["ministry"]["low_end"] == "marker"
    left, right = CHARTS[0].spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert left < rows["guard"]["from"] < 200
    assert 1268 < rows["blog"]["to"] < right
    shapes = {layer["mark"].get("shape") for layer in CHARTS[0].spec["layer"]}
    assert {"triangle-left", "triangle-right"} <= shapes


def test_what_fits_and_what_does_not_differ_in_shape_and_in_words_not_only_in_colour():
    rows = {row["id"]: row["verdict"] for row in data_of(CHARTS[1].spec)}
    assert rows == {"E-03": "fits", "E-08": "does not fit"}
    shape = CHARTS[1].spec["layer"][1]["encoding"]["shape"]["scale"]
    assert len(set(shape["range"])) == 2
    assert "that fit: 1; that do not: 1" in CHARTS[1].description


def test_a_bracket_is_drawn_as_a_share_of_the_right_number_whatever_its_unit():
    # 490 of 489.6 is 1.001; 261 of 162.15 is 1.61: the miss stands far out on any scale.
    shares = [row["share"] for row in data_of(CHARTS[1].spec)]
    assert shares == pytest.approx([1.001, 1.610], abs=0.001)
    mixed = conversion_check(CONVERSIONS.assign(expected_unit=["mile^2", "mile"]))
    assert [row["share"] for row in data_of(mixed.spec)] == shares


def test_ranges_in_two_units_are_not_drawn_on_one_axis():
    with pytest.raises(ValueError, match="one unit, found 2"):
        ranges_by_origin(RANGES.assign(unit=["km^2", "km^2", "mile^2"]))


def brightness(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", palette.COLOURS)
def test_every_colour_stands_out_on_white_and_on_dark(colour):
    # Contrast as WCAG defines it; 3:1 is what lines and points need.
    assert 1.05 / (brightness(colour) + 0.05) >= 3
    assert (brightness(colour) + 0.05) / (brightness("#111111") + 0.05) >= 3


def test_letters_take_the_colour_of_the_page_in_every_part_of_the_theme():
    shown = json.dumps(palette.THEME)
    assert palette.THEME["background"] == "transparent"
    assert "#" not in shown
    assert palette.INK == "currentColor"


def test_once_enabled_every_altair_chart_goes_out_under_the_known_type():
    before = alt.renderers.active
    try:
        enable()
        plain = alt.Chart(alt.Data(values=[{"a": 1}]), description="One point.").mark_point()
        data, metadata = DisplayFormatter().format(plain.encode(x="a:Q"))
        assert set(data) == {MIME, "text/plain"}
        assert data["text/plain"] == "One point."
        assert metadata[MIME]["embed_options"]["actions"] is False
    finally:
        alt.renderers.enable(before)


def test_a_notebook_shows_the_chart_and_then_the_table_the_same_each_time():
    code = (
        "from atodds.charts import ChartWithTable\n"
        "import altair as alt, pandas as pd\n"
        "chart = alt.Chart(alt.Data(values=[{'a': 1}])).mark_point().encode(x='a:Q')\n"
        "ChartWithTable(chart, pd.DataFrame({'a (km)': [1]}), 'One point.')"
    )
    cells = [nbformat.v4.new_code_cell(code) for _ in range(2)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=120).execute()
    first, second = ([dict(out) for out in cell.outputs] for cell in notebook.cells)
    assert [set(out["data"]) for out in first] == [
        {MIME, "text/plain"},
        {"text/html", "text/plain"},
    ]
    assert first == second


def test_a_chart_without_a_description_is_refused():
    with pytest.raises(ValueError, match="description in words"):
        ChartWithTable(CHARTS[0].chart, CHARTS[0].table, "  ")


def test_what_the_check_of_conversions_gives_can_be_drawn_as_it_is():
    checked = check_conversions("It holds over 420 square kilometers (261 square kilometers).")
    assert "that fit: 0; that do not: 1" in conversion_check(checked).description


def test_a_day_does_not_break_at_its_hyphens():
    rows = pd.DataFrame(
        {"row": ["A-1"], "until": [pd.Timestamp("2025-03-17")], "said": ["2025-26"]}
    )
    html = write_table(rows, caption="Days")
    assert 'white-space:nowrap">2025-03-17</td>' in html
    assert 'white-space:nowrap">2025-26' not in html
