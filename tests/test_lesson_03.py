"""What lesson 03 prints in its prose and feedback follows from the case, and fair answers pass."""

import pytest

from atodds.course import EXERCISES
from atodds.course.lesson03.sorting import STATEMENTS
from atodds.course.lesson03.tagging import part_tags
from atodds.course.lesson03.verbs import counted_cues
from atodds.exercises import judge_record, plain, right_example
from atodds.reconcile import count_named, trace_chains
from atodds.widgets import Reader

OWN = {exercise.id: exercise for exercise in EXERCISES if exercise.lesson == "03"}
TAGS = [("source", "a source"), ("cue", "a cue"), ("content", "a content")]


def judge(case, number, answer):
    record = {"format": 1, "exercise": number, "answer": plain(answer), "recorded": True}
    return judge_record(OWN[number], record, case)


def test_counts_that_the_prose_gives_are_those_of_the_case(kursk):
    named = count_named(kursk.claims, kursk.voices)
    assert (named["nobody_share"] > 0.5).all()
    assert named.loc["C", ["named", "statements"]].tolist() == [31, 81]
    assert named.loc["B", ["named", "statements"]].tolist() == [9, 51]
    first = count_named(kursk.claims, kursk.voices, step="first")
    moved = first.index[first["named"] != named["named"]]
    assert moved.tolist() == ["E"]
    assert first.loc["E", "named"] - named.loc["E", "named"] == 2
    assert (named["named_share"].idxmax(), first["named_share"].idxmax()) == ("C", "E")


def test_chains_that_the_lesson_shows_end_as_its_prose_says(kursk, harbour):
    ends = {}
    for case, chosen in ((harbour, ["R-c03", "R-c04", "Q-c07"]), (kursk, ["E-c10", "C-c40"])):
        tables = {name: case.tables[name] for name in ("claims", "voices", "actors")}
        chains = trace_chains(chosen, **tables)
        ends |= chains[chains["end"] != ""].set_index("claim")["end"].to_dict()
    assert list(ends.values()) == ["a name", "dead end", "nobody cited", "dead end", "a name"]


def test_word_claim_stands_with_one_side_only_and_never_in_d_and_e(kursk):
    counts = counted_cues(kursk)
    assert counts.groupby("side")["claims"].sum().loc[["Ukraine", "Russia"]].tolist() == [0, 4]
    assert counts.loc[["D", "E"], "claims"].sum() == 0


def test_two_of_each_sort_are_to_be_found(kursk):
    sorts = list(right_example(OWN["3.2"], kursk).values())
    assert sorted(map(sorts.count, set(sorts))) == [2, 2, 2]
    assert {claim for claim, _ in STATEMENTS.values()} <= set(kursk.claims.index)


@pytest.mark.parametrize("reading", ["open", "Russia"])
def test_both_readings_of_the_clause_in_a_are_right(kursk, reading):
    answer = {**right_example(OWN["3.4"], kursk), "a": reading}
    assert judge(kursk, "3.4", answer).verdict == "right"


def test_tags_given_in_the_reader_are_right_with_and_without_loose_edges(kursk, harbour):
    reader = Reader(harbour, "P", passages="P-p06", layers=(), tags=TAGS, key="3.1")
    text = harbour.text("P")
    shift = text.index("The cause") - reader.text.index("The cause")
    reader.marks = [
        {"start": tag["text_start"] - shift, "end": tag["text_end"] - shift, "tag": tag["tag"]}
        for tag in part_tags(kursk)
    ]
    assert judge(kursk, "3.1", reader.result.to_dict("records")).verdict == "right"
    loose = [tag["exact"] for tag in reader.result.to_dict("records")]
    assert loose[:2] == ["Norrin", "called"]
    reader.tag("Brightwater Cold Stores, which owns the building", "source")
    reader.tag("a faulty cooling unit", "content")
    assert judge(kursk, "3.1", reader.result.to_dict("records")).verdict == "right"


def test_one_tag_on_source_and_cue_together_gets_its_hint(kursk):
    source, cue, *others = part_tags(kursk)
    wide = [{**source, "text_end": cue["text_end"]}, *others]
    assert judge(kursk, "3.1", wide).mistake == "source and cue in one"


def test_discoveries_of_the_lesson_are_found_in_its_exercises():
    found = {name: number for number, exercise in OWN.items() for name in exercise.finds}
    assert found == {"speaker rotates": "3.4", "inflated experts": "3.5"}
