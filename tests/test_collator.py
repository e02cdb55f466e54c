"""The Collator: Python holds the marks and saves them; the key stays hidden."""

import ast
import inspect
import json
import re

import pytest

from atodds import work
from atodds.case import load
from atodds.texts import attach
from atodds.widgets import Collator
from atodds.widgets import collator as collator_module

RELATIONS = ("compressed", "distorted", "inverted", "attribution lost", "only right")


@pytest.fixture
def bare(harbour, tmp_path):
    """Give the harbour case without its texts: a case whose texts we may not hold."""
    package = tmp_path / "harbour"
    package.mkdir()
    for file in harbour.path.iterdir():
        if file.is_file():
            (package / file.name).write_bytes(file.read_bytes())
    return load(package)


def report(collator, *marks):
    """Set the marks as the front end does: through the widget's own door."""
    collator.set_state({"marks": json.loads(json.dumps(marks))})


def cards(collator, side):
    return {line[side]["id"]: line[side] for line in collator.lines if line[side]}


def test_marks_from_the_front_end_are_in_the_result_and_unmarked_pairs_too(harbour):
    collator = Collator(harbour, "Q", "R", rows=["b01", "b02", "b04"])
    report(collator, {"pair": "b02", "mark": "turned"})
    assert collator.result[["pair", "mark"]].values.tolist() == [["b01", ""], ["b02", "turned"]]
    row = harbour.alignment.loc["b02"]
    assert collator.result.loc[1, "right_start"] == row["right_start"]


def test_what_the_case_says_of_a_pair_is_nowhere_to_be_seen(kursk):
    collator = Collator(kursk, "B", "C")
    assert "relation" not in collator.result
    sent = json.dumps(collator.get_state(), default=str) + collator.twin_html() + repr(collator)
    notes = kursk.alignment["note"].dropna()
    assert [word for word in (*RELATIONS, *notes) if word in sent] == []


@pytest.mark.parametrize(
    "junk",
    [
        {"pair": "b99", "mark": "lost"},
        {"pair": "b01", "mark": "stolen"},
        {"pair": "b04", "mark": "lost"},
        "b01",
        None,
    ],
)
def test_marks_that_mean_nothing_are_dropped_and_the_others_stay(harbour, junk):
    collator = Collator(harbour, "Q", "R")
    report(collator, junk, {"pair": "b01", "mark": "lost"})
    assert collator.marks == ({"pair": "b01", "mark": "lost"},)


def test_a_second_mark_takes_the_place_of_the_first_and_none_takes_it_away(harbour):
    collator = Collator(harbour, "Q", "R")
    collator.mark("b01", "lost")
    collator.mark("b01", "turned")
    assert collator.marks == ({"pair": "b01", "mark": "turned"},)
    assert collator.status["text"] == "Marked b01: turned round."
    collator.mark("b01", None)
    assert collator.marks == ()


def test_marks_are_back_when_the_cell_is_run_again(harbour):
    Collator(harbour, "Q", "R", key="4.9").mark("b02", "turned")
    again = Collator(harbour, "Q", "R", key="4.9")
    assert again.marks == ({"pair": "b02", "mark": "turned"},)
    assert again.status["text"] == "Your saved mark is back."
    other = Collator(harbour, "Q", "R", key="4.8")
    assert other.marks == ()


@pytest.mark.parametrize("draft", [["b01"], {"b01": 7}, {"b99": "lost"}, "junk", {"b01": ["lost"]}])
def test_a_spoilt_draft_breaks_nothing(harbour, draft):
    work.save_draft("4.9", draft)
    assert Collator(harbour, "Q", "R", key="4.9").marks == ()


def test_pairs_in_one_order_stand_abreast_and_the_others_say_so(harbour):
    collator = Collator(harbour, "Q", "R")
    abreast = [
        line["left"]["id"]
        for line in collator.lines
        if line["left"] and line["right"] and line["left"]["id"] == line["right"]["id"]
    ]
    moved = {name for name, card in cards(collator, "left").items() if card["moved"]}
    pairs = [each["id"] for each in collator.order]
    assert sorted([*abreast, *moved]) == sorted(pairs)
    assert moved == {name for name, card in cards(collator, "right").items() if card["moved"]}
    for side in ("left", "right"):
        starts = harbour.alignment.loc[list(cards(collator, side)), f"{side}_start"]
        assert starts.is_monotonic_increasing


def test_a_stretch_without_counterpart_stands_alone_and_cannot_be_marked(harbour):
    collator = Collator(harbour, "Q", "R")
    alone = cards(collator, "right")["b04"]
    assert (alone["paired"], "b04" in cards(collator, "left")) == (False, False)
    with pytest.raises(LookupError, match="b04"):
        collator.mark("b04", "lost")


def test_a_paraphrase_shows_the_sentences_that_tell_the_stretch(kursk):
    collator = Collator(kursk, "B", "C")
    left, right = cards(collator, "left"), cards(collator, "right")
    assert "set out to create a connection between Sudzha" in left["b27"]["text"]
    assert "tried to cut off a corridor between Sudzha" in right["b27"]["text"]
    assert "Syrsky" in right["b11"]["text"]
    assert "Syrsky" not in left["b11"]["text"]
    own = [left["b11"]["text"][one["start"] : one["end"]] for one in left["b11"]["own"]]
    assert "approximately 1,300 square kilometers" in own


def test_sentences_of_the_paraphrase_are_those_of_the_text_itself(kursk, texts, tmp_path):
    """With a copy at hand the same pairs show the same stretches in the text's own words."""
    ours = Collator(kursk, "B", "C")
    for siglum in "BC":
        (tmp_path / f"{siglum}.txt").write_text(texts[siglum], encoding="utf-8")
    attach(kursk, tmp_path)
    theirs = Collator(kursk, "B", "C")
    assert "own copies" in theirs.note
    row = kursk.alignment.loc["b27"]
    card = cards(theirs, "left")["b27"]
    (own,) = card["own"]
    exact = texts["B"][int(row["left_start"]) : int(row["left_end"])]
    assert card["text"][own["start"] : own["end"]] == exact
    assert ours.order == theirs.order
    assert exact not in theirs.twin_html()
    assert "Run this cell to see your copies" in theirs.twin_html()


def test_texts_that_nobody_aligned_are_paired_by_the_questions_they_answer(harbour):
    collator = Collator(harbour, "P", "Q")
    assert "cause" in collator.result["pair"].tolist()


def test_the_order_of_facts_is_told_in_words_and_the_outlet_is_not(kursk):
    collator = Collator(kursk, "B", "C")
    assert "1 to 39" in collator.order_text
    # The right text has pairs 14 and 13 before 11 and 12.
    assert "1 to 10, 14, 13, 11, 12, 15 to 20, 22, 21, 23 to 26, 28, 27, 29 to 39" in (
        collator.order_text
    )
    assert "7 cross" in collator.order_text
    publishers = {str(name) for name in kursk.documents.loc[list("ABCDE"), "publisher"]} - {
        "unknown"
    }
    shown = collator.twin_html() + collator.title
    assert [name for name in publishers if name in shown] == []


def test_the_twins_tell_what_the_result_holds_and_are_the_same_each_time(bare):
    collator = Collator(bare, "Q", "R", key="a")
    collator.mark("b02", "turned")
    assert "b02: turned round" in collator.twin_text()
    html = collator.twin_html()
    rows = re.findall(r'<th scope="row">(.+?)</th>.*?<td>([^<]*)</td></tr>', html)
    assert [row for row in rows if row[1]] == [("b02", "turned round")]
    assert set(collator.result["pair"]) <= {name for name, _ in rows}
    assert repr(Collator(bare, "Q", "R", key="a")) == repr(collator)


@pytest.mark.parametrize(
    ("arguments", "keywords", "told"),
    [
        (("Q", "Q"), {}, "two different texts"),
        (("Q", "S"), {}, "No row 'S'"),
        (("Q", "R"), {"rows": ["b1"]}, "Did you mean 'b"),
        (("Q", "R"), {"mark": []}, "Did you mean 'marks'"),
        (("Q", "R"), {"marks": "lost"}, "pairs such as"),
        (("Q", "WIRE"), {}, "No statements of text 'WIRE'"),
    ],
)
def test_what_it_cannot_show_is_refused_in_a_sentence(harbour, arguments, keywords, told):
    with pytest.raises((TypeError, ValueError, LookupError), match=told):
        Collator(harbour, *arguments, **keywords)


def test_every_public_trait_is_documented():
    (body,) = [
        node
        for node in ast.parse(inspect.getsource(collator_module)).body
        if isinstance(node, ast.ClassDef)
    ]
    for node, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(node, ast.Assign) and not node.targets[0].id.startswith("_"):
            assert isinstance(after, ast.Expr), node.targets[0].id


def test_the_strip_says_in_a_sentence_how_far_the_two_orders_agree(harbour):
    straight = Collator(harbour, "Q", "R", rows=["b01", "b02", "b03"])
    assert straight.crossings == "No line crosses: text Q and text R tell all 3 in one order."
    assert straight.order_text == straight.crossings
    assert Collator(harbour, "Q", "R").crossings == "Of 55 pairs of lines, 2 cross."
