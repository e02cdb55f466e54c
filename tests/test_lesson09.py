"""What lesson 09 says in its prose follows from the case, and its tables from the data."""

import pandas as pd
import pytest

from atodds.case import load
from atodds.course import EXERCISES, load_case
from atodds.course.lesson09.people import GROUPS, HEARD, LOST, count_people
from atodds.course.lesson09.rows import CHIP
from atodds.course.lesson09.wording import cite_for_ground, count_claims, list_cues
from atodds.exercises import judge_record, plain
from atodds.reconcile import cover_questions


@pytest.fixture(scope="module")
def case():
    return load_case()


def judge(name, answer):
    exercise = next(one for one in EXERCISES if one.id == name)
    record = {"format": 1, "exercise": name, "answer": plain(answer), "recorded": True}
    return judge_record(exercise, record, load_case())


def states(case, question):
    table = cover_questions(case.tables, only=[question])
    return dict(zip(table["text"], table["state"], strict=True))


def test_the_thanks_of_the_hook_are_younger_than_text_a(case):
    """The prose says: 28 April; A ends on 17 March, six weeks before."""
    thanks, end = case.claims.loc["C-c47", "as_of_start"], case.documents.loc["A", "window_end"]
    assert (thanks, end) == (pd.Timestamp("2025-04-28"), pd.Timestamp("2025-03-17"))
    assert (thanks - end).days // 7 == 6


def test_the_harbours_hall_and_ships_are_as_the_lesson_tells_them():
    harbour = load("harbour")
    assert states(harbour, "slept-in-hall")["R"] == "not told"
    assert states(harbour, "diverted-ships") == {"P": "not yet", "Q": "open", "R": "told"}
    assert harbour.claims.loc["R-c11", "as_of_start"] == pd.Timestamp("2024-03-15")
    assert pd.Timestamp("2024-03-15").day_name() == "Friday"


def test_the_cell_of_the_ceasefire_that_the_lesson_fills_in_is_open(case):
    assert states(case, "ceasefire")["D"] == "open"
    assert case.documents.loc["D", "window_end"] == case.claims.loc["C-c69", "as_of_start"]


def test_the_aim_is_told_by_four_texts_and_its_outcome_by_two(case):
    told = {"told", "differs"}
    aim, outcome = states(case, "purpose-divert"), states(case, "diverted")
    assert [text for text in aim if aim[text] in told] == ["D", "A", "B", "C"]
    assert [text for text in outcome if outcome[text] in told] == ["B", "C"]
    assert {outcome[text] for text in "DA"} == {"not told"}


def test_every_printed_number_of_dead_and_wounded_is_of_one_nationality_and_in_one_text(case):
    people = count_people(case)
    lost = people[people["counted as"].isin(LOST)]
    assert len(lost) == 4
    assert lost["counted"].str.startswith(GROUPS["north_korean"][1]).all()
    assert set(lost["text"]) == {"C"}
    assert lost["speaker"].nunique() == 3


def test_our_own_sums_and_words_without_a_number_are_no_printed_numbers(case):
    assert not {"C-k1", "C-31", "A-37"} & set(count_people(case).index)


def test_a_dead_man_of_another_nation_would_change_the_answer(case):
    """Seed one row: the count follows the data, not the lesson."""
    figures = case.figures.copy()
    figures.loc["B-05", "definition"] = "killed"
    tables = {**case.tables, "figures": figures}
    changed = type(case)(case.name, case.title, case.path, tables)
    exercise = next(one for one in EXERCISES if one.id == "9.4")
    assert exercise.expected(case)["russian"] == 0
    assert exercise.expected(changed)["russian"] == 1


def test_no_text_says_that_a_number_was_verified(case):
    words = " ".join(case.claims["paraphrase"].dropna()) + " ".join(case.claims["exact"].dropna())
    assert "verif" not in words.lower()


def test_claim_falls_on_one_side_in_three_texts_and_on_none_in_two(case):
    counts = {text: count_claims(case, text) for text in "ABCDE"}
    assert {text: found["russia"] for text, found in counts.items()} == {
        "A": 2,
        "B": 1,
        "C": 1,
        "D": 0,
        "E": 0,
    }
    assert not any(found["ukraine"] for found in counts.values())
    ministry = list_cues(case, "E").query("speaker == 'Russian Ministry of Defence'")
    assert ministry["cue"].str.contains("said").any()


def test_a_cue_that_carries_two_statements_is_counted_once(case):
    cues = list_cues(case, "A")["cue"]
    assert (cues == "Moscow claims").sum() == 1
    assert (case.voices["cue"] == "Moscow claims").sum() == 2


def test_the_map_maker_is_cited_by_both_texts(case):
    cited = cite_for_ground(case)
    assert set(cited.loc[cited["cited"] == "DeepState", "text"]) == {"A", "E"}


def test_the_fragments_on_the_bargaining_chip_are_one_a_text(case):
    assert [case.claims.loc[claim, "document"] for claim in CHIP.values()] == list(CHIP)


def test_those_who_never_speak_are_no_actors_and_the_others_do_speak(case):
    for _, actors in HEARD.values():
        assert set(actors) <= set(case.voices["actor"])


def test_of_the_lessons_questions_one_text_alone_answers_these(case):
    mine = case.questions.index[case.questions["lesson"].str.contains("09")]
    table = cover_questions(case.tables, only=mine)
    told = table[table["state"].isin(["told", "differs"])]
    lone = told.groupby("question")["text"].agg(list).loc[lambda texts: texts.str.len() == 1]
    assert len(mine) == 15
    assert lone.str[0].value_counts().to_dict() == {"C": 2, "D": 1, "E": 1}
    held = case.documents[case.documents["held"]]
    assert held["n_words"].astype(int).idxmax() == "C"


def test_a_learner_who_reads_all_but_one_cell_rightly_keeps_part_of_the_points():
    judged = judge("9.2", {"E": "not yet", "A": "told", "B": "not yet", "C": "told"})
    assert judged.mistake == "excuses a later text"
    assert 0 < judged.score < 4


def test_options_may_be_named_by_their_words_too():
    words = {"hall": "not told", "ships": "open", "own": "text Q", "shows": "one"}
    assert judge("9.11", words).verdict == "right"


def test_the_word_claim_is_a_noun_in_the_lists_of_b_and_c(case):
    found = {text: list_cues(case, text)["cue"] for text in "BC"}
    cues = [cue for text in found for cue in found[text][found[text].str.contains("claim")]]
    assert cues == ["Russia's claims", "Moscow's claim"]


def test_the_table_before_the_essay_tells_the_first_paragraph_of_every_text(case):
    first = case.claims[case.claims["passage"].str.endswith("-p01")]
    assert sorted(set(first["document"])) == list("ABCDE")


def test_a_text_that_tells_both_halves_is_not_called_one_that_is_there():
    assert judge("9.3", ["D"]).mistake == "one text only"
    assert judge("9.3", ["C"]).mistake == ""
    assert judge("9.3", ["B"]).mistake == "overlooks a veiled outcome"
