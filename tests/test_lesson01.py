"""Lesson 01: what its prose says follows from the case, and its judges read what a reader does."""

import re

import pytest

from atodds.course import EXERCISES, load_case
from atodds.course.lesson01.names import READER_PASSAGES
from atodds.course.lesson01.pages import furniture_share, page_tags
from atodds.exercises import judge_record, plain
from atodds.widgets import Reader

PASSAGES = list(READER_PASSAGES)
TAGS = [("page", "belongs to the page")]


def judge(name, answer):
    exercise = next(one for one in EXERCISES if one.id == name)
    record = {"format": 1, "exercise": name, "answer": plain(answer), "recorded": True}
    return judge_record(exercise, record, load_case())


@pytest.fixture
def reader(kursk, monkeypatch, tmp_path):
    monkeypatch.setenv("ATODDS_WORK", str(tmp_path))
    return Reader(kursk, "E", passages=PASSAGES, layers=(), tags=TAGS, key="1.1")


@pytest.fixture
def prose(root):
    return (root / "solutions" / "01-who-is-speaking.md").read_text(encoding="utf-8")


def test_the_appeal_is_38_per_cent_of_text_e_by_characters_and_39_by_words(kursk, texts):
    assert round(furniture_share(kursk)) == 38
    start = int(kursk.documents.loc["E", "furniture"].split("-")[0])
    page, whole = texts["E"][start:].split(), texts["E"].split()
    assert round(100 * len(page) / len(whole)) == 39


def test_the_characters_that_the_lesson_prints_are_those_of_the_texts(kursk, harbour, prose):
    document = kursk.documents.loc["E"]
    assert (document["n_chars"], document["furniture"]) == (2743, "1709-2743")
    start, end = map(int, harbour.documents.loc["Q", "furniture"].split("-"))
    assert (end - start, harbour.documents.loc["Q", "n_chars"]) == (64, 1023)
    for number in ("2,743", "1,709", "64", "1,023"):
        assert number in prose


def test_the_only_sum_of_money_in_the_five_texts_stands_in_furniture(kursk):
    money = kursk.figures[kursk.figures["unit"] == "USD"]
    assert money[["document", "exact", "furniture"]].to_numpy().tolist() == [["E", "$2", True]]


def test_the_rows_that_the_lesson_counts_in_the_dossiers_are_there(kursk, prose):
    rows = kursk.dossiers
    alone = (rows["kind"] == "fact") & rows["address_2"].isna()
    counts = (len(rows), int((rows["kind"] == "not found").sum()), int(alone.sum()))
    assert counts == (79, 8, 3)
    assert "Of the {} rows in our dossiers, {} say".format(*counts) in prose
    assert f"and {counts[2]} facts rest on one page alone" in prose


def test_each_army_has_one_statement_that_it_changed_and_no_written_rule(kursk):
    rows = kursk.dossiers[kursk.dossiers["topic"] == "corrections"].set_index("subject")["kind"]
    armies = ["Russia's Ministry of Defence", "Ukraine's General Staff"]
    assert rows[armies].tolist() == ["fact", "fact"]


def test_the_spellings_of_the_card_stand_where_the_lesson_puts_them(kursk):
    forms = kursk.names.groupby("form")["document"].agg(set)
    assert forms["Suvca"] == {"D"}
    assert forms["Sudzha"] == {"A", "B", "C"}
    assert forms["Zelenskyy"] == {"B"}
    assert forms["Zelensky"] == {"A", "C", "E"}


def test_the_marks_of_the_card_stand_where_the_lesson_puts_them(texts):
    report, page = texts["E"][:1709], texts["E"][1709:]
    assert not set(report) & set("\"'")
    assert not set(page) & {"\u201c", "\u201d", "\u2019"}
    assert set(page) & set("\"'")
    # Three quotations of C are closed by the mark that opens one in English.
    assert len(re.findall(r"\w“(?:[\s.,]|$)|,“", texts["C"])) == 3


def test_two_of_six_newsrooms_that_the_texts_name_show_themselves_as_publishers(kursk, prose):
    named = ["independent", "ap", "bta", "cnn", "bloomberg", "moscow-times"]
    names = kursk.actors.loc[named, "name"]
    held = kursk.documents[kursk.documents["held"]]
    assert names.isin(set(held["publisher"])).sum() == 2
    # How many they are is the answer to 1.5, and the prose beside its check keeps it.
    assert "two show themselves" not in prose


def test_one_long_drag_over_the_appeal_is_as_good_as_a_tag_in_each_paragraph(reader):
    reader.tag(reader.text[reader.text.index("A message from the paper") :], "page")
    assert judge("1.1", reader.result.to_dict("records")).verdict == "right"
    each = [{**row, "exact": "a word"} for row in page_tags(load_case())]
    assert judge("1.1", each).verdict == "right"


def test_a_drag_that_begins_in_the_report_gets_its_own_hint(reader):
    reader.tag(reader.text[reader.text.index("homes destroyed") :], "page")
    judged = judge("1.1", reader.result.to_dict("records"))
    assert (judged.verdict, judged.mistake) == ("hint", "takes the report too")


def test_a_drag_that_ends_with_the_break_after_a_paragraph_has_not_touched_the_next(reader):
    start = reader.text.index("A message from the paper")
    first = reader.text[start : reader.text.index("The paper says")]
    reader.marks = [{"start": start, "end": start + len(first), "tag": "page"}]
    rows = reader.result.to_dict("records")
    assert judge("1.1", rows).mistake == "heading and button only"


def test_a_reader_with_a_copy_of_the_text_is_judged_alike(kursk, texts, monkeypatch, tmp_path):
    monkeypatch.setenv("ATODDS_WORK", str(tmp_path))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "E.txt").write_text(texts["E"], encoding="utf-8")
    reader = Reader(kursk, "E", passages=PASSAGES, layers=(), tags=TAGS, key="1.1")
    assert reader.note == "Your own copy of the text."
    reader.tag(reader.text[reader.text.index("A Message from") :], "page")
    assert judge("1.1", reader.result.to_dict("records")).verdict == "right"


@pytest.mark.parametrize("share", [37, 38, 37.7, 38.3, 39])
def test_a_share_counted_by_words_or_by_characters_is_accepted(share):
    assert judge("1.2", share).verdict == "right"


def test_nothing_that_only_outside_pages_tell_is_asked_before_the_dossiers():
    internal = [one.id for one in EXERCISES if one.lesson == "01" and hasattr(one, "basis")]
    outside = [
        one.id for one in EXERCISES if one.id in internal and getattr(one, "basis", "") == "all"
    ]
    assert outside == ["1.8"]


@pytest.mark.parametrize("army", ["Russia's Ministry of Defence", "Ukraine's General Staff"])
def test_a_statement_that_did_not_last_was_found_at_both_armies(kursk, prose, army):
    rows = kursk.dossiers
    found = rows[(rows["subject"] == army) & (rows["topic"] == "corrections")]
    assert found["kind"].tolist() == ["fact"]
    assert found["doubt"].str.contains("a written rule was not found").all()
    assert f'"{army}"' in prose


def test_text_a_speaks_of_its_own_newspaper_twice_as_the_table_says(texts, prose):
    for fragment in ("The Independent details how and why", "Speaking to The Independent"):
        assert fragment in texts["A"]
        assert f'"{fragment}"' in prose


def test_whoever_wants_more_than_a_credit_gets_a_hint_of_its_own():
    careful = dict.fromkeys(("gathered", "returned", "published"), "unknown")
    assert judge("1.4", {**careful, "translated": "bta"}).mistake == "unknown too soon"


def test_no_hint_of_1_10_sends_a_learner_to_a_text_that_the_lesson_does_not_show():
    (exercise,) = [one for one in EXERCISES if one.id == "1.10"]
    said = " ".join([exercise.nudge, *(str(one.hint) for one in exercise.mistakes)])
    assert "second paragraph" not in said
    assert "quoted above" in said
