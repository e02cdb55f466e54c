"""The Class for two: codings from tables, widgets and files, compared and kept."""

import json
import re

import pandas as pd
import pytest

from atodds import work
from atodds.widgets import Class, Collator, Rater, Reader

MINE = pd.DataFrame({"pair": ["a1", "a2", "a3"], "mark": ["lost", "", "turned"]})
RATED = pd.DataFrame({"claim": ["P-c07", "Q-c07"], "source": ["B", "F"], "statement": [2, 4]})


@pytest.fixture
def partner(tmp_path):
    """Save a partner's coding as a file."""
    Class(MINE.assign(mark=["lost", "turned", "turned"])).save(tmp_path / "partner.json")
    return tmp_path / "partner.json"


def upload(pair, text, name="partner.json"):
    """Hand a file in as the front end does."""
    turn = pair.uploaded.get("turn", 0) + 1
    pair.set_state({"uploaded": {"name": name, "text": text, "turn": turn}})


def test_two_collators_are_compared_pair_by_pair(harbour):
    mine, yours = (Collator(harbour, "P", "Q", key=key) for key in ("mine", "yours"))
    pairs = mine.result["pair"].tolist()
    mine.mark(pairs[0], "lost")
    pair = Class(mine, yours)
    assert pair.agreement["rows"].tolist() == [len(pairs)]
    assert pair.result.to_numpy().tolist() == [[pairs[0], "mark", "lost", ""]]


def test_an_empty_mark_is_a_mark():
    pair = Class(MINE, MINE.assign(mark=["lost", "turned", "turned"]))
    assert pair.agreement[["variable", "rows", "same"]].to_numpy().tolist() == [["mark", 3, 2]]
    assert pair.result.to_numpy().tolist() == [["a2", "mark", "", "turned"]]
    assert pair.rows == (("a2", "mark", "nothing", "turned"),)


def test_two_raters_are_compared_and_a_grade_not_given_is_left_out(harbour):
    mine = Rater(harbour, claims=["P-c07", "Q-c07"], key="mine")
    yours = Rater(harbour, claims=["P-c07", "Q-c07"], key="yours")
    mine.rate("P-c07", "B", 2)
    mine.rate("Q-c07", "F", 4)
    yours.rate("P-c07", "C", 2)
    pair = Class(mine, yours)
    assert pair.agreement["rows"].tolist() == [1, 1]
    assert pair.result.to_numpy().tolist() == [["P-c07", "source", "B", "C"]]
    assert "1 row coded by one of the two only: left out." in pair.sentences


def test_two_readers_are_compared_by_overlap(harbour):
    readers = [Reader(harbour, "P", tags=[("v", "a value"), ("b", "a bound")], key=k) for k in "ab"]
    readers[0].tag("fewer than 40", "b")
    readers[1].tag("fewer than 40 containers", "v")
    readers[1].tag("214", "v")
    pair = Class(*readers)
    assert pair.agreement[["rows", "same"]].to_numpy().tolist() == [[2, 0]]
    assert pair.result["words"].tolist() == ["fewer than 40", "214"]
    assert "1 marked by one of the two only: in the percentage, not in alpha." in pair.sentences


def test_a_reader_of_the_text_and_one_of_the_paraphrase_meet_in_the_text():
    row = {"document": "P", "start": 5, "end": 9, "tag": "v", "text_start": 50, "text_end": 54}
    mine = pd.DataFrame([{**row, "source": "text", "start": 50, "end": 54}])
    pair = Class(mine, pd.DataFrame([{**row, "source": "paraphrase"}]))
    assert pair.agreement["same"].tolist() == [1]


def test_without_a_partner_the_widget_waits_and_says_what_to_do():
    pair = Class(MINE)
    assert pair.result is None
    assert pair.agreement is None
    assert "load your partner's file" in repr(pair)


def test_a_partners_file_is_loaded_by_button_kept_and_back_on_the_next_run(partner):
    pair = Class(MINE, key="10.9")
    upload(pair, partner.read_text())
    assert pair.status["text"] == "Compared with partner.json: 1 disagreement."
    again = Class(MINE, key="10.9")
    assert again.result.equals(pair.result)
    assert again.status["text"] == "Your partner's file is back."


def test_a_partners_file_by_path_is_the_same_as_by_button(partner):
    assert Class(MINE, partner).result.equals(Class(MINE, str(partner)).result)


def test_a_raters_draft_out_of_my_work_will_do_as_a_file(harbour, work_folder):
    Rater(harbour, claims=["P-c07"], key="10.2").rate("P-c07", "C", 2)
    pair = Class(RATED, work_folder / "drafts" / "10.2.json")
    assert pair.result.to_numpy().tolist() == [["P-c07", "source", "B", "C"]]


BAD = {
    "essay": ("Dear partner, I think that ...", "something that is no JSON"),
    "other JSON": ('{"cells": []}', "JSON that is no coding of this kit"),
    "an old version": ('{"kit": "atodds", "format": 0}', "another version"),
    "cut": ('{"kit": "atodds", "format": 1, "coding": {"columns": ["a"]}}', "cut or changed"),
    "empty": (
        '{"kit": "atodds", "format": 1, "coding": {"columns": ["a"], "rows": []}}',
        "no rows",
    ),
    "ragged": (
        '{"kit": "atodds", "format": 1, "coding": {"columns": ["a"], "rows": [[1, 2]]}}',
        "does not fit its columns",
    ),
    "an essay in a cell": (
        json.dumps(
            {"kit": "atodds", "format": 1, "coding": {"columns": ["a"], "rows": [["x" * 999]]}}
        ),
        "no short code",
    ),
    "too large": ("x" * 1_000_001, "more than 1 MB"),
    "a reader's draft": ('{"key": "6.2", "saved": "now", "value": {"text": []}}', "holds no rows"),
    "another exercise": (
        '{"kit": "atodds", "format": 1, "coding": {"columns": ["claim"], "rows": [["P-c07"]]}}',
        "Compare two results of one exercise",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_a_sentence_and_the_comparison_before_stays(partner, name):
    text, words = BAD[name]
    pair = Class(MINE, partner)
    before = pair.result
    upload(pair, text, "bad.json")
    assert words in pair.status["text"]
    assert pair.result.equals(before)


@pytest.mark.parametrize(
    "kept", [7, {"rows": [7], "columns": ["a"]}, {"rows": [["x"]], "columns": []}]
)
def test_a_damaged_draft_never_breaks_the_widget(kept):
    work.save_draft("10.9", kept)
    assert Class(MINE, key="10.9").result is None


def test_saving_never_writes_over_another_file(tmp_path):
    (tmp_path / "mine.json").write_text("a shopping list")
    with pytest.raises(FileExistsError, match="Choose another name"):
        Class(MINE).save(tmp_path / "mine.json")
    assert (tmp_path / "mine.json").read_text() == "a shopping list"


def test_no_essay_and_no_words_of_a_text_get_into_the_file(harbour):
    written = MINE.assign(essay="I think " * 20)
    assert "think" not in Class(written).mine
    reader = Reader(harbour, "P", key="words")
    reader.tag("fewer than 40", "figure")
    assert "fewer" not in Class(reader).mine


def test_two_coders_may_have_names_of_their_own():
    pair = Class(RATED, RATED.assign(source=["B", "D"]), names=("Ada", "Ben"))
    assert pair.columns == ("Statement", "Variable", "Ada", "Ben")
    assert "Ada: F; Ben: D" in repr(pair)
    with pytest.raises(ValueError, match="two names"):
        Class(RATED, names="Ada")


def test_nothing_to_compare_is_refused_in_a_sentence():
    with pytest.raises(TypeError, match="found int"):
        Class(7)
    with pytest.raises(ValueError, match="that both coded, found none"):
        Class(MINE, MINE.assign(pair=["b1", "b2", "b3"]))


def test_the_twin_lists_what_the_result_holds():
    pair = Class(RATED, RATED.assign(source=["B", "D"]))
    rows = re.findall(r"<tr>(<td>.*?)</tr>", pair.twin_html())
    cells = [re.findall(r"<td>(.*?)</td>", row) for row in rows]
    assert cells == pair.result.to_numpy().tolist()
