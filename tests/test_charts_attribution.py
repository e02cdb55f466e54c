"""Charts of attribution: chains, and shares of named speakers."""

import json

import altair as alt
import pytest

from atodds.charts import show_chains, show_named_share
from atodds.reconcile import count_named, trace_chains


@pytest.fixture
def chains(harbour):
    return trace_chains(
        ["R-c03", "R-c04", "R-c08", "Q-c07"],
        claims=harbour.claims,
        voices=harbour.voices,
        actors=harbour.actors,
    )


@pytest.fixture
def counts(harbour):
    return count_named(harbour.claims, harbour.voices)


def rows_of(chart):
    spec = chart.spec
    return next(iter(spec["datasets"].values())) if "datasets" in spec else spec["data"]["values"]


def test_both_charts_are_valid_described_local_and_the_same_twice(chains, counts):
    for draw, table in ((show_chains, chains), (show_named_share, counts)):
        chart = draw(table)
        alt.Chart.from_dict(chart.spec, validate=True)
        assert chart.spec["description"] == chart.description
        assert "//" not in json.dumps(chart.spec)
        assert json.dumps(draw(table).spec) == json.dumps(chart.spec)


def test_named_and_unnamed_steps_differ_in_shape_and_fill(chains):
    kinds = {row["who"]: row["kind"] for row in rows_of(show_chains(chains))}
    assert kinds["the harbour office"] == "has a name"
    assert kinds["an insurance broker"] == "has no name"
    spec = json.dumps(show_chains(chains).spec)
    assert '"range": ["diamond", "circle", "square"]' in spec
    assert '"filled": false' in spec


def test_dead_ends_are_marked_and_ends_in_a_name_or_a_post_are_not(chains):
    dead = {row["lane"][:5]: row["dead"] for row in rows_of(show_chains(chains)) if row["end"]}
    assert dead == {"R-c03": False, "R-c04": True, "R-c08": False, "Q-c07": True}


def test_table_and_description_of_chains_say_where_each_ends(chains):
    chart = show_chains(chains)
    assert len(chart.table) == len(chains)
    assert chart.table["Where it ends"].tolist()[-1] == "stops at the text: nobody cited"
    assert '"quoting" the harbour office; ends with a name.' in chart.description
    assert '"spoke of" an insurance broker (no name); dead end: no name.' in chart.description


def test_stretches_of_a_bar_fill_it_and_carry_their_counts(counts):
    rows = [row for row in rows_of(show_named_share(counts)) if row["label"].startswith("text R")]
    assert [row["count"] for row in rows] == [7, 2, 3]
    assert [round(row["to"] - row["from"], 6) for row in rows] == [58.333333, 16.666667, 25.0]
    assert rows[0]["from"] == 0
    assert rows[-1]["to"] == pytest.approx(100)
    assert len({row["fill"] for row in rows}) == 3


def test_table_of_shares_says_what_is_counted_and_how_often(counts):
    chart = show_named_share(counts)
    assert chart.table["Statements"].tolist() == counts["statements"].tolist()
    assert chart.table.loc[chart.table["Text"] == "P", "With a name (%)"].tolist() == [73]
    assert "as coded" in chart.description
    assert "counted as coded" in chart.caption


def test_nothing_to_draw_is_refused_in_a_sentence(chains, counts):
    with pytest.raises(ValueError, match="at least one chain to draw"):
        show_chains(chains.head(0))
    with pytest.raises(ValueError, match="at least one text to draw"):
        show_named_share(counts.head(0))
    with pytest.raises(KeyError, match="No column 'who' to draw"):
        show_chains(chains.drop(columns="who"))
