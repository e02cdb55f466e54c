"""The flood holds what lesson 11 asks a learner to find, and each of it can be found inside."""

import pandas as pd

from atodds import figures
from atodds.dating import find_contradictions, find_window, list_clues
from atodds.reconcile import comparable, count_origins, judge_pairs


def rows_on(case, question, thing):
    table = case.figures
    return table[table["question"].eq(question) & table["thing"].eq(thing)]


def in_l_and_m(case):
    """Give the pairs that stand in both texts, in the order of L."""
    return case.alignment.dropna(subset=["left_start", "right_start"])


def test_one_bracket_misses_and_it_divides_where_it_should_multiply(flood):
    table = figures.check_conversions(flood.figures)
    assert len(table) == 5
    assert table.loc[~table["ok"], "cause"].to_dict() == {"L-08": "swapped factor"}


def test_two_of_the_three_texts_keep_one_order_and_share_what_the_third_has_not(flood):
    # Pairs in the order of L; the heading repeats the fourth paragraph and is left out.
    pairs = in_l_and_m(flood).iloc[1:]
    assert pairs["right_start"].is_monotonic_increasing
    assert len(pairs) == 13
    holders = flood.claims[flood.claims["question"].eq("piano")]["document"]
    assert set(holders) == {"L", "M"}
    assert "piano" not in flood.text("K")
    assert all("bandstand" in flood.text(siglum) for siglum in "LM")


def test_shared_runs_of_words_tell_nothing_about_who_copied_whom(flood):
    assert flood.overlaps["shared"].max() <= 1


def test_all_three_texts_may_rest_on_one_speaker_and_two_of_them_rest_on_one_agency(flood):
    assert count_origins(["L", "M"], flood.links).most == 1
    table = count_origins(["L", "M"], flood.links).table.set_index("witness")
    assert "EASTWIRE" in table.loc["L", "rests_on"]
    assert "EASTWIRE" in table.loc["M", "rests_on"]


def test_the_text_that_turns_the_dam_round_is_the_translated_one(flood):
    assert flood.questions.loc["dam", "verdict"] == "reversed"
    turned = flood.alignment[flood.alignment["relation"].eq("inverted")]
    (pair,) = turned.itertuples()
    assert "released" in flood.text("L")[int(pair.left_start) : int(pair.left_end)]
    assert "held back" in flood.text("M")[int(pair.right_start) : int(pair.right_end)]
    assert "let water out" in flood.text("K")
    assert "SARNISH" in set(flood.links.loc[flood.links["from"].eq("M"), "to"])


def test_the_stale_figure_contradicts_a_date_of_its_own_text(flood):
    stale, emptied = flood.figures.loc["L-11"], flood.claims.loc["L-c02"]
    assert stale["as_of_start"] >= emptied["as_of_end"]
    earlier = flood.figures.loc["M-08"]
    assert stale["best"] == earlier["best"]
    assert earlier["as_of_end"] < flood.documents.loc["L", "window_start"]


def test_the_share_of_a_quarter_is_given_as_a_share_of_the_town(flood):
    share = flood.figures["best"]
    assert share["K-13"] / share["K-14"] == share["M-06"] == share["L-09"] == share["K-k1"]
    assert share["K-13"] / share["K-15"] == share["K-k2"]
    assert not comparable(flood.figures.loc["L-09"], flood.figures.loc["M-06"])


def test_speakers_get_lost_from_the_agency_to_the_rewrite(flood):
    pairs = in_l_and_m(flood)
    lost = pairs[pairs["relation"].eq("attribution lost")]
    assert len(lost) == 6
    voiced = set(flood.voices["claim"])
    assert {c for c in voiced if c.startswith("L")} == {"L-c03", "L-c11"}
    assert sum(c.startswith("M") for c in voiced) > 10


def test_a_hope_of_two_texts_is_an_announcement_in_the_third(flood):
    schools = flood.claims[flood.claims["question"].eq("schools")].set_index("document")
    assert schools["modality"].to_dict() == {"K": "hoped", "L": "asserted", "M": "hoped"}


def test_what_the_case_calls_comparable_passes_all_four_gates(flood):
    for question, thing in [
        ("peak", "river level"),
        ("left-home", "residents"),
        ("damage", "damage"),
    ]:
        table = rows_on(flood, question, thing)
        table = table[table["conversion_of"].isna()]
        assert len(table) == 3
        assert pd.Series(judge_pairs(table)["comparable"]).all(), question


def test_the_hall_on_three_days_is_refused_by_the_period_gate(flood):
    days = flood.figures.loc[["M-08", "K-18", "L-11"]]
    assert set(days["definition"]) == {"in the sports hall"}
    judged = judge_pairs(days)
    assert judged["gate"].tolist() == ["period"] * 3


def test_clues_date_two_texts_and_show_the_layer_that_is_left_over_in_the_third(flood):
    clues = {siglum: list_clues(flood, siglum) for siglum in "KLM"}
    for siglum in "KM":
        window, told = find_window(clues[siglum]), flood.documents.loc[siglum]
        assert (window.start, window.end) == (told["window_start"], told["window_end"])
    assert find_window(clues["L"]) is None
    assert find_contradictions(clues["L"]) == [("L-t1", "L-t2")]
    kept = clues["L"].drop(index="L-t2")
    told = flood.documents.loc["L"]
    assert find_window(kept).start == told["window_start"]
    assert find_window(kept).end == told["window_end"]
