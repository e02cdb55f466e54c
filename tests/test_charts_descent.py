"""The picture of descent: its layers, its lines, and the table that says the same."""

import json
from types import MappingProxyType

import altair as alt
import pandas as pd
import pytest

from atodds.case import Case
from atodds.charts import show_descent


def case_of(tmp_path, held, missing, *links):
    """Make a case with texts and links and nothing else."""
    sigla = [*held, *missing]
    documents = pd.DataFrame(
        {
            "held": [name in held for name in sigla],
            "published": ["2024-03-13/2024-03-15", *[None] * (len(sigla) - 1)],
            "window_start": pd.Timestamp("2024-03-12"),
            "window_end": pd.NaT,
        },
        index=sigla,
    )
    names = ["from", "to", "kind", "credited", "basis", "confidence"]
    table = pd.DataFrame(links, columns=names).assign(note="")
    return Case("toy", "Toy", tmp_path, MappingProxyType({"documents": documents, "links": table}))


@pytest.fixture
def toy(tmp_path):
    return case_of(
        tmp_path,
        "PQR",
        "XY",
        ("P", "X", "rewrites", False, "internal", "high"),
        ("Q", "Y", "translates", True, "internal", "high"),
        ("Y", "X", "updates", False, "internal", "medium"),
        ("Q", "X", "translates", True, "external", "high"),
    )


def values_of(chart):
    # Altair lifts the data of layers that share it all.
    lifted = chart.spec.get("data")
    return [layer.get("data", lifted)["values"] for layer in chart.spec["layer"]]


def nodes_of(chart):
    data = values_of(chart)
    return {row["name"]: row for rows in data for row in rows if "name" in row}


def edges_of(chart):
    data = values_of(chart)
    return {(row["text"], row["ancestor"]): row for rows in data for row in rows if "label" in row}


def test_every_text_stands_to_the_right_of_what_it_comes_from(toy):
    nodes = nodes_of(show_descent(toy))
    assert {name: node["x"] for name, node in nodes.items()} == {
        "X": 0,
        "P": 1,
        "Y": 1,
        "Q": 2,
        "R": 0,
    }
    assert len({(node["x"], node["y"]) for node in nodes.values()}) == len(nodes)


def test_a_link_that_a_chain_says_as_well_is_not_drawn(toy):
    assert set(edges_of(show_descent(toy))) == {("P", "X"), ("Q", "Y"), ("Y", "X")}


def test_what_is_not_certain_says_so_in_a_word_and_not_only_by_its_line(toy):
    edges = edges_of(show_descent(toy))
    assert edges["Y", "X"]["label"] == "updated?"
    assert edges["P", "X"]["label"] == "rewritten"
    assert (edges["P", "X"]["credited"], edges["Q", "Y"]["credited"]) == (False, True)


def test_the_table_and_the_description_say_what_is_drawn(toy):
    chart = show_descent(toy, names={"X": "a lost report"})
    alt.Chart.from_dict(chart.spec, validate=True)
    rows = chart.table.set_index("Text")
    assert rows.loc["P", ["Comes from", "How"]].tolist() == ["a lost report", "rewritten"]
    assert rows.loc["R", "Comes from"] == "nothing known"
    assert "P comes from a lost report (rewritten, not credited)." in chart.description
    assert "Y comes from a lost report (updated, not credited, not certain)." in chart.description
    assert "Not at hand: a lost report, Y." in chart.description
    assert json.dumps(show_descent(toy, names={"X": "a lost report"}).spec) == json.dumps(
        chart.spec
    )


def test_inside_the_texts_neither_outside_links_nor_outside_dates_are_used(toy):
    inside, outside = show_descent(toy, basis="internal"), show_descent(toy)
    assert nodes_of(inside)["P"]["date"] == "from 2024-03-12"
    assert nodes_of(outside)["P"]["date"] == "2024-03-13 to 2024-03-15"
    assert set(inside.table["Evidence"].dropna()) == {"in the texts"}


def test_only_the_texts_asked_for_and_their_ancestors_are_drawn(toy):
    assert set(nodes_of(show_descent(toy, only="P"))) == {"P", "X"}
    assert set(nodes_of(show_descent(toy, only=["R"]))) == {"R"}


def test_links_that_run_in_a_ring_are_drawn_all_the_same(tmp_path):
    ring = case_of(
        tmp_path,
        "PQ",
        "",
        ("P", "Q", "rewrites", False, "internal", "high"),
        ("Q", "P", "rewrites", False, "internal", "high"),
    )
    assert set(nodes_of(show_descent(ring))) == {"P", "Q"}


def test_a_case_without_links_and_an_unknown_basis_are_refused(harbour, tmp_path):
    bare = case_of(tmp_path, "P", "")
    with pytest.raises(ValueError, match="links"):
        show_descent(bare)
    with pytest.raises(ValueError, match="basis"):
        show_descent(harbour, basis="outside")
    with pytest.raises(TypeError, match="Expected a case"):
        show_descent("harbour")
