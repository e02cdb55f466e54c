import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.reconcile import count_origins, count_speakers

COLUMNS = ["from", "to", "basis", "confidence"]
NODES = list("PQRSTU")
LINK = st.tuples(
    st.sampled_from(NODES),
    st.sampled_from([*NODES, "WIRE"]),
    st.sampled_from(["internal", "external"]),
    st.sampled_from(["high", "medium", "low"]),
)


def links(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def span(nodes, table, **keywords):
    found = count_origins(nodes, table, **keywords)
    return found.fewest, found.most


def test_two_texts_with_one_missing_ancestor_are_one_origin():
    table = links(("Q", "WIRE", "internal", "high"), ("R", "WIRE", "internal", "high"))
    assert span(["P", "Q", "R"], table) == (2, 2)


def test_an_uncertain_link_counts_both_ways():
    table = links(("Q", "WIRE", "internal", "medium"), ("R", "WIRE", "internal", "high"))
    assert span(["Q", "R"], table) == (1, 2)


def test_outside_evidence_can_be_left_out():
    table = links(("Q", "R", "external", "high"))
    assert span(["Q", "R"], table) == (1, 1)
    assert span(["Q", "R"], table, basis="internal") == (2, 2)


def test_a_text_that_draws_on_two_witnesses_does_not_make_them_one():
    table = links(("R", "P", "internal", "high"), ("R", "Q", "internal", "high"))
    assert span(["P", "Q", "R"], table) == (2, 2)


def test_a_circle_of_copying_is_one_origin():
    table = links(("P", "Q", "internal", "high"), ("Q", "P", "internal", "high"))
    assert span(["P", "Q"], table) == (1, 1)


def test_the_table_says_what_a_witness_rests_on_and_with_whom_it_shares():
    table = links(("Q", "WIRE", "internal", "low"), ("R", "WIRE", "internal", "high"))
    found = count_origins(["Q", "R"], table).table.set_index("witness")
    assert found.loc["R", "rests_on"] == "WIRE"
    assert found.loc["Q", "may_rest_on"] == "WIRE"
    assert found.loc["Q", "may_share_with"] == "R"
    assert found.loc["Q", "same_origin_as"] == ""


@given(st.lists(LINK, max_size=10), st.lists(st.sampled_from(NODES), min_size=1, max_size=6))
def test_fewest_never_exceeds_most_and_order_makes_no_difference(rows, nodes):
    fewest, most = span(nodes, links(*rows))
    assert 1 <= fewest <= most <= len(set(nodes))
    assert (fewest, most) == span(nodes[::-1], links(*rows[::-1]))


@given(st.lists(LINK, max_size=8), LINK)
def test_one_more_link_never_makes_more_origins(rows, more):
    before, after = span(NODES, links(*rows)), span(NODES, links(*rows, more))
    assert after[0] <= before[0]
    assert after[1] <= before[1]


def test_an_unattributed_claim_may_rest_on_a_named_speaker():
    # Mayor (named), guard (named), and text C in its own voice: 2 at least, 3 at most.
    claims = pd.DataFrame(
        {"id": ["A-c1", "B-c1", "C-c1"], "document": list("ABC"), "question": "area"}
    ).set_index("id")
    voices = pd.DataFrame(
        {"claim": ["A-c1", "B-c1"], "step": 1, "actor": ["mayor", "guard"], "named": True}
    )
    found = count_speakers("area", claims=claims, voices=voices, links=links())
    assert (found.fewest, found.most) == (2, 3)


def test_the_last_named_speaker_stands_for_a_chain_and_the_nameless_may_be_one():
    # A: agency quoting officials without a name -> the agency; B: officials without a name.
    claims = pd.DataFrame({"id": ["A-c1", "B-c1"], "document": list("AB"), "question": "area"})
    voices = pd.DataFrame(
        {
            "claim": ["A-c1", "A-c1", "B-c1"],
            "step": [1, 2, 1],
            "actor": ["agency", "officials", "officials"],
            "named": [True, False, False],
        }
    )
    found = count_speakers("area", claims=claims, voices=voices, links=links())
    assert (found.fewest, found.most) == (1, 2)
    assert found.table["witness"].tolist() == ["agency", "officials (B)"]


def test_links_without_confidence_are_refused():
    with pytest.raises(KeyError, match="confidence"):
        count_origins(["P"], links().drop(columns="confidence"))
