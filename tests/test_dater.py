"""The Dater: clues on and off, the window, the clashes; saved, restored, refused."""

import ast
import inspect
import json
import re
from itertools import pairwise

import pandas as pd
import pytest

from atodds import work
from atodds.case import load
from atodds.dating import list_clues
from atodds.widgets import Dater
from atodds.widgets import dater as dater_module


@pytest.fixture(scope="module")
def kursk():
    return load("kursk")


def report(dater, *ids):
    """Switch clues as the front end does: through the widget's own door."""
    dater.set_state({"on": json.loads(json.dumps(ids))})


def days(window):
    return [None if day is None else day.date().isoformat() for day in window]


def test_window_shrinks_with_every_clue_that_is_switched_on(kursk):
    dater = Dater(kursk, "A")
    assert days(dater.window) == [None, None]
    report(dater, "A-t4")
    assert days(dater.window) == ["2024-09-01", "2025-07-31"]
    report(dater, "A-t4", "A-t1")
    assert days(dater.window) == ["2025-03-11", "2025-03-17"]
    dater.switch("A-t2")
    assert days(dater.window) == ["2025-03-12", "2025-03-17"]
    dater.switch("A-t1", on=False)
    assert days(dater.window) == ["2025-03-12", "2025-03-18"]


def test_clues_that_cannot_hold_together_are_named_and_leave_no_window(kursk):
    dater = Dater(kursk, "C")
    report(dater, "C-t1", "C-t2", "C-t3")
    assert dater.window is None
    assert dater.result["conflicts"].to_dict() == {"C-t1": "C-t2", "C-t2": "C-t1", "C-t3": ""}
    assert "No day is left" in dater.left["says"]
    dater.switch("C-t2", on=False)
    assert days(dater.window) == ["2025-05-01", "2025-05-31"]
    assert set(dater.result["conflicts"]) == {""}


def test_fridays_are_counted_once_the_window_has_two_ends(kursk):
    dater = Dater(kursk, "E")
    report(dater, "E-t1", "E-t2")
    assert dater.left["candidates"] == []
    report(dater, "E-t1", "E-t2", "E-t3")
    assert len(dater.left["candidates"]) == 18
    assert "18 Fridays among them" in dater.left["says"]


def test_outside_evidence_is_there_only_if_asked_for_and_is_marked(kursk):
    assert not any(clue["outside"] for clue in Dater(kursk, "E").clues)
    dater = Dater(kursk, "E", basis="all")
    assert [clue["id"] for clue in dater.clues if clue["outside"]] == ["E-t4", "E-t5", "E-t6"]


def test_clues_on_an_event_narrow_the_event(kursk):
    dater = Dater(kursk, "C", about="announcement")
    report(dater, "C-t5", "C-t6", "C-t7")
    assert dater.left["clashes"] == [["C-t5", "C-t6"], ["C-t5", "C-t7"]]
    assert dater.title.startswith("Text C, on this event: Russia announces")


def test_some_clues_or_a_table_of_ones_own_may_be_given(kursk):
    assert list(Dater(kursk, "A", clues="A-t3").result.index) == ["A-t3"]
    changed = list_clues(kursk, "A").loc[["A-t3"]].assign(latest=pd.Timestamp("2025-03-24"))
    dater = Dater(kursk, "A", clues=changed)
    dater.switch("A-t3")
    assert days(dater.window) == ["2025-03-11", "2025-03-24"]


def test_what_is_on_is_back_in_a_new_dater(harbour):
    first = Dater(harbour, "R", key="2.1")
    report(first, "R-t2")
    again = Dater(harbour, "R", key="2.1")
    assert again.on == ("R-t2",)
    assert again.left == first.left
    assert "1 clue is on again" in again.status["text"]
    assert Dater(harbour, "R", key="2.9").on == ()


@pytest.mark.parametrize(
    "draft", ["junk", 7, None, {"on": 7}, {"on": [7, None, "R-t9", "R-t2"]}, {"off": []}]
)
def test_a_bad_draft_breaks_nothing(harbour, draft):
    work.save_draft("2.1", draft)
    dater = Dater(harbour, "R", key="2.1")
    assert set(dater.on) <= {"R-t2"}
    assert "went wrong" not in dater.status["text"]


def test_junk_from_the_front_end_is_left_out(harbour):
    dater = Dater(harbour, "R")
    report(dater, "R-t2", "R-t9", "R-t1", "R-t2")
    assert dater.on == ("R-t1", "R-t2")


def test_status_line_says_what_was_switched_and_what_is_left(harbour):
    dater = Dater(harbour, "R")
    report(dater, "R-t1")
    assert dater.status["text"] == (
        "On: R-t1, \u201cFriday\u201d, 15 to 21 March 2024. Left: 15 to 21 March 2024."
    )
    report(dater)
    assert dater.status["text"] == ("Off: R-t1, \u201cFriday\u201d. Left: any day.")


def test_result_and_table_twin_say_the_same(kursk):
    dater = Dater(kursk, "C", basis="all")
    report(dater, "C-t1", "C-t2")
    rows = re.findall(r"<tr>(.*?)</tr>", dater.twin_html())[1:]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    told = dater.result.reset_index()
    told = told.assign(
        on=told["on"].map({True: "yes", False: "no"}),
        earliest=told["earliest"].dt.strftime("%Y-%m-%d").fillna("not stated"),
        latest=told["latest"].dt.strftime("%Y-%m-%d").fillna("not stated"),
        conflicts=told["conflicts"].replace("", "none"),
    )
    assert cells == told.astype(str).to_numpy().tolist()


def test_result_has_its_columns_whatever_is_on(harbour):
    columns = ["words", "on", "earliest", "latest", "rests_on", "basis", "conflicts"]
    assert list(Dater(harbour, "P").result.columns) == columns
    empty = Dater(harbour, "P", basis="external")
    assert list(empty.result.columns) == columns
    assert empty.result.empty
    assert "any day" in empty.twin_text()


def test_two_daters_alike_have_one_text(kursk):
    assert repr(Dater(kursk, "E", key="a")) == repr(Dater(kursk, "E", key="b"))
    assert "off  E-t2" in repr(Dater(kursk, "E", key="a"))


@pytest.mark.parametrize(
    ("make", "kind", "sentence"),
    [
        (lambda _: Dater("harbour", "P"), TypeError, r"Write load\(\"harbour\"\)"),
        (lambda case: Dater(case, "S"), LookupError, "No row 'S'"),
        (lambda case: Dater(case, "P", key=5), TypeError, "name under which .* number 5"),
        (lambda case: Dater(case, "P", clues=["P-t9"]), ValueError, "P-t1, P-t2.*found 'P-t9'"),
        (lambda case: Dater(case, "P", clues=[5]), ValueError, "found the number 5"),
        (lambda case: Dater(case, "P", clues=pd.DataFrame()), ValueError, "no column 'words'"),
        (lambda case: Dater(case, "P", basis="inside"), ValueError, "found 'inside'"),
        (lambda case: Dater(case, "P", bases="all"), TypeError, "Did you mean 'basis'"),
        (lambda case: Dater(case, "P").switch("Q-t1"), ValueError, "found 'Q-t1'"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(harbour, make, kind, sentence):
    with pytest.raises(kind, match=sentence):
        make(harbour)


def test_every_public_trait_says_what_it_is():
    tree = ast.parse(inspect.getsource(dater_module))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body
    for node, after in pairwise(body):
        if isinstance(node, ast.Assign) and not node.targets[0].id.startswith("_"):
            assert isinstance(after, ast.Expr), node.targets[0].id
