"""Who cites whom: chains, counts of named speakers, and lists of cues."""

import pandas as pd
import pytest

from atodds.reconcile import count_named, list_cues, trace_chains


def tables(case):
    return {name: getattr(case, name) for name in ("claims", "voices", "actors")}


def ends(case, *chosen):
    chains = trace_chains(chosen, **tables(case))
    last = chains[chains["end"] != ""].set_index("claim")["end"]
    assert len(last) == len(chosen)
    return last.to_dict()


def test_four_kinds_of_end_are_told_apart(harbour):
    # A name; an agency over a named office; a post without a name; no name and no post; no cue.
    assert ends(harbour, "P-c03", "R-c03", "R-c08", "R-c04", "Q-c07") == {
        "P-c03": "a name",
        "R-c03": "a name",
        "R-c08": "an office",
        "R-c04": "dead end",
        "Q-c07": "nobody cited",
    }


def test_chain_keeps_its_order_whatever_the_order_of_the_rows(harbour):
    turned = {**tables(harbour), "voices": harbour.voices.iloc[::-1]}
    chain = trace_chains("R-c03", **turned)
    assert chain["who"].tolist() == ["text R", "Northline, a news agency", "the harbour office"]
    assert chain["cue"].tolist() == ["", "put", "quoting"]
    assert chain["step"].tolist() == [0, 1, 2]


def test_those_who_speak_together_are_one_step_with_a_name_if_one_of_them_has_one(harbour):
    extra = harbour.voices[harbour.voices["claim"] == "R-c04"].assign(actor="union", named=True)
    voices = pd.concat([harbour.voices, extra])
    chain = trace_chains("R-c04", **{**tables(harbour), "voices": voices})
    assert chain["who"].tolist() == ["text R", "an insurance broker and the dock workers' union"]
    assert chain["named"].tolist() == [True, True]
    assert chain["end"].tolist() == ["", "a name"]


def test_unknown_statement_is_refused_with_those_there_are(harbour):
    with pytest.raises(LookupError, match=r"No statement 'Z-c01'.*P-c01, P-c02.* and more"):
        trace_chains(["P-c01", "Z-c01"], **tables(harbour))


def test_every_statement_is_counted_once_and_in_its_own_text(kursk, harbour):
    for case in (kursk, harbour):
        counts = count_named(case.claims, case.voices)
        assert counts["statements"].to_dict() == case.claims["document"].value_counts().to_dict()
        parts = counts[["named", "unnamed", "nobody"]]
        assert parts.sum(axis="columns").equals(counts["statements"])
        shares = counts[["named_share", "unnamed_share", "nobody_share"]].sum(axis="columns")
        assert shares.round(9).eq(1).all()


def test_text_q_names_nobody_and_p_does(harbour):
    counts = count_named(harbour.claims, harbour.voices)
    # Q: the harbour master twice, by office; P: 8 of 11 statements have a named speaker.
    assert counts.loc["Q", ["named", "unnamed", "nobody"]].tolist() == [0, 2, 8]
    assert counts.loc["P", ["named", "unnamed", "nobody"]].tolist() == [8, 0, 3]


def test_first_and_last_link_count_differently_where_a_named_outlet_cites_people_without_names(
    harbour,
):
    first = count_named(harbour.claims, harbour.voices, step="first")
    last = count_named(harbour.claims, harbour.voices, step="last")
    # R-c08: the agency has a name, the fire chief whom it quotes has none in R.
    assert first.loc["R", "named"] == last.loc["R", "named"] + 1
    assert first.loc[["P", "Q"]].equals(last.loc[["P", "Q"]])


def test_cues_are_listed_once_a_place_with_all_who_speak_and_their_statements(kursk, harbour):
    cues = list_cues(harbour.claims, harbour.voices, harbour.actors)
    told = cues[cues["cue"] == "told the Courier"]
    assert told[["who", "statements"]].to_numpy().tolist() == [["Tomas Reyl, harbour master", 2]]
    joint = list_cues(kursk.claims, kursk.voices, kursk.actors)
    assert joint["who"].str.count(" and ").max() == 2
    assert not joint["cue"].isna().any()
