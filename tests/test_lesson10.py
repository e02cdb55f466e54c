"""What lesson 10 says in its prose follows from the case, and its two codings from the data."""

import json

import pandas as pd
import pytest

from atodds.case import load
from atodds.course import EXERCISES, load_case
from atodds.course.lesson10.blind import EXAMPLE, blind_round, list_speakers, open_round
from atodds.course.lesson10.rows import PAUSE, PIPELINE, SWAPS
from atodds.course.lesson10.second import SECOND, coded_twice, two_codings
from atodds.exercises import judge_record, plain
from atodds.reconcile import count_origins, measure_agreement
from atodds.widgets import Class, Rater


@pytest.fixture(scope="module")
def case():
    return load_case()


@pytest.fixture(scope="module")
def second_file(root):
    """Give the second coding of all forty claims, joined to the package by place."""
    file = root / "tests" / "data" / "second_coding" / "claims.csv"
    second = pd.read_csv(file, dtype={"document": str})
    claims = load_case().claims.reset_index()
    places = ["document", "start", "end"]
    return second.merge(claims[["id", *places, "modality"]], on=places, suffixes=("", "_first"))


def judge(name, answer):
    exercise = next(one for one in EXERCISES if one.id == name)
    record = {"format": 1, "exercise": name, "answer": plain(answer), "recorded": True}
    return judge_record(exercise, record, load_case())


def rated(case, grades):
    rater = Rater(case, claims=blind_round(case), key="test")
    for claim, (source, statement) in grades.items():
        rater.rate(claim, source, statement)
    return rater


def test_the_twelve_second_codes_are_those_of_the_second_coding(second_file):
    codes = dict(zip(second_file["id"], second_file["modality"], strict=True))
    assert {claim: codes[claim] for claim in SECOND} == SECOND


def test_the_numbers_on_agreement_are_those_of_the_data(case, second_file):
    """The prose says: twelve of forty; 33 rows alike and an alpha of 0.73 over all forty."""
    assert (len(SECOND), len(second_file)) == (12, 40)
    first = second_file[["id"]].assign(modality=second_file["modality_first"])
    found = measure_agreement(
        first, second_file[["id", "modality"]], by=["id"], variables=["modality"]
    ).iloc[0]
    # 33 of 40 are 82.5 %, which the data's README prints as 82.
    assert (found["same"], f"{found['percent']:.0f}", round(found["alpha"], 2)) == (33, "82", 0.73)
    twelve = Class(*two_codings(case)).agreement.iloc[0]
    assert (twelve["same"], round(twelve["alpha"], 2)) == (7, 0.49)


def test_the_side_by_side_table_has_the_codes_of_the_two_codings(case):
    table, (first, second) = coded_twice(case), two_codings(case)
    assert table["first"].tolist() == first["modality"].tolist()
    assert table["second"].tolist() == second["modality"].tolist()


def test_what_the_ministry_leaves_on_card_three_follows_from_its_two_numbers(case):
    taken, retaken = (int(case.row("figures", name)["best"]) for name in ("E-04", "E-07"))
    beside = blind_round(case).set_index("claim").loc["E-c08", "beside"]
    assert [f"{taken:,}" in beside, str(retaken) in beside, str(taken - retaken) in beside] == [
        True,
        True,
        True,
    ]


def test_no_card_of_the_blind_round_gives_its_outlet_or_its_map_maker_away(case):
    shown = json.dumps(Rater(case, claims=blind_round(case)).items, ensure_ascii=False)
    held = case.documents[case.documents["held"]]
    names = {*held["publisher"], "DeepState", "Deep State"} - {"unknown"}
    assert [name for name in names if name in shown] == []


def test_only_card_two_cites_nobody_and_cards_three_and_six_cite_one(case):
    sources = open_round(case).set_index("statement")["source"]
    assert sources[sources == "nobody"].index.tolist() == [2]
    assert sources[sources.duplicated(keep=False)].index.tolist() == [3, 6]


def test_cards_one_six_and_eight_are_on_the_town(case):
    """The essay calls Sudzha the town of cards 1, 6 and 8."""
    claims = blind_round(case)["claim"]
    questions = case.claims.loc[claims, "question"].tolist()
    cards = [card for card, question in enumerate(questions, 1) if question == "sudzha-status"]
    assert cards == [1, 6, 8]


@pytest.mark.parametrize("source", "ABCDE")
def test_every_grade_may_be_argued_but_those_that_the_cards_rule_out(case, source):
    others = {claim: (source, 4) for claim in EXAMPLE if claim not in {PIPELINE, SWAPS}}
    kept = {PIPELINE: ("F", 1), SWAPS: ("C", 3)}
    assert judge("10.2", rated(case, {**others, **kept})).verdict == "right"


def test_a_round_half_graded_says_how_much_is_left_and_earns_a_part(case):
    half = dict(list(EXAMPLE.items())[:4])
    judged = judge("10.2", rated(case, half))
    assert judged.verdict != "right"
    assert 0 < judged.score < 4


def test_a_round_not_begun_is_not_yet(case):
    assert judge("10.2", Rater(case, claims=blind_round(case), key="empty")).verdict == "not yet"


def test_who_takes_b_and_c_for_one_report_is_right_too():
    assert judge("10.7", {"low": 1, "high": 2}).verdict == "right"
    assert judge("10.7", {"low": 1, "high": 4}).verdict != "right"


def test_the_verdict_on_the_halt_is_the_one_that_the_case_has(case):
    assert case.questions.loc[PAUSE, "verdict"] == "cannot be settled"
    cited = {text: list_speakers(case, claim) for text, claim in (("B", "B-c42"), ("C", "C-c65"))}
    assert cited == {"B": [], "C": []}


def test_the_harbours_numbers_are_as_the_lesson_tells_them():
    """The prose says: at least 1 and at most 2 origins; R's shares fell by about a fifth."""
    harbour = load("harbour")
    found = count_origins(["P", "Q", "R"], harbour.links, basis="internal")
    assert (found.fewest, found.most) == (1, 2)
    assert "about a fifth" in harbour.figures["exact"].tolist()
