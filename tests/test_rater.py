"""The Rater: Python holds the grades, saves them, gives them back, and shows no outlet."""

import json
import re

import pandas as pd
import pytest

from atodds import charts, work
from atodds.widgets import Rater

CLAIMS = ["P-c07", "Q-c07", "R-c04"]


@pytest.fixture
def rater(harbour):
    return Rater(harbour, claims=CLAIMS, key="10.2")


def report(rater, ratings):
    """Set the grades as the front end does: through the widget's own door."""
    rater.set_state({"ratings": json.loads(json.dumps(ratings))})


def test_grades_from_the_front_end_become_a_table_one_row_a_claim(rater):
    report(rater, {"R-c04": {"source": "F", "statement": 3}, "P-c07": {"source": "B"}})
    assert rater.result["claim"].tolist() == CLAIMS
    assert rater.result["source"].fillna("").tolist() == ["B", "", "F"]
    assert rater.result["statement"].fillna(0).tolist() == [0, 0, 3]


def test_grades_by_code_are_the_same_as_by_mouse(rater):
    rater.rate("P-c07", "b", "2")
    assert rater.ratings == {"P-c07": {"source": "B", "statement": 2}}


@pytest.mark.parametrize(
    ("grades", "words"),
    [(("P-c99", "B", 2), "P-c99"), (("P-c07", "G", 2), "A to F"), (("P-c07", "B", 0), "1 to 6")],
)
def test_a_grade_that_does_not_exist_is_refused_and_nothing_changes(rater, grades, words):
    with pytest.raises(ValueError, match=words):
        rater.rate(*grades)
    assert rater.ratings == {}


@pytest.mark.parametrize("junk", [{"P-c07": 7}, {"P-c07": {"source": "G"}}, {"X": {"source": "A"}}])
def test_junk_from_the_front_end_is_dropped(rater, junk):
    report(rater, junk)
    assert rater.ratings == {}


def test_grades_are_saved_and_back_when_the_cell_is_run_again(harbour, rater):
    rater.rate("P-c07", "B", 2)
    report(rater, {**rater.ratings, "Q-c07": {"statement": 4}})
    again = Rater(harbour, claims=CLAIMS, key="10.2")
    assert again.ratings == rater.ratings
    assert again.status["text"] == "Your grades are back: 1 of 3 have both."
    assert again.grid == rater.grid


@pytest.mark.parametrize("draft", [7, {"rows": 7}, {"rows": [[1]]}, {"rows": [["P-c07", 3, "B"]]}])
def test_a_damaged_draft_never_breaks_the_widget(harbour, draft):
    work.save_draft("10.2", draft)
    assert Rater(harbour, claims=CLAIMS, key="10.2").ratings == {}


def test_the_twin_says_what_the_result_holds(rater):
    rater.rate("Q-c07", "F", 4)
    rows = re.findall(r"<tr>(<td>.*?)</tr>", rater.twin_html())
    cells = [re.findall(r"<td>(.*?)</td>", row) for row in rows]
    assert [row[-3:] for row in cells] == [
        ["P-c07", "not rated", "not rated"],
        ["Q-c07", "F", "4"],
        ["R-c04", "not rated", "not rated"],
    ]
    assert "Source: F; statement: 4." in repr(rater)


def test_no_outlet_is_shown(kursk):
    claims = kursk.claims.index[kursk.claims["question"] == "sudzha-status"].tolist()
    rater = Rater(kursk, claims=claims)
    shown = json.dumps(rater.items) + rater.twin_html() + repr(rater)
    held = kursk.documents[kursk.documents["held"]]
    outlets = set(held["publisher"]) - {"unknown"}
    assert outlets
    assert [name for name in outlets if name in shown] == []


def test_a_table_may_put_its_own_words_in_the_place_of_the_cases(harbour):
    own = pd.DataFrame({"claim": CLAIMS, "cited": ["a town hall", None, None], "beside": "-"})
    items = Rater(harbour, claims=own).items
    assert items[0]["cited"] == "a town hall"
    assert items[1]["cited"] == "nobody: the text says it in its own voice"
    assert [item["beside"] for item in items] == ["-", "-", "-"]
    assert items[1]["says"] == "A faulty cooling unit was the cause."


def test_a_claim_that_does_not_exist_is_refused_by_name(harbour):
    with pytest.raises(LookupError, match="P-c99"):
        Rater(harbour, claims=["P-c99"])


def test_the_grid_of_the_widget_is_the_grid_of_the_chart(rater):
    rater.rate("P-c07", "B", 2)
    rater.rate("Q-c07", "F", 4)
    table = charts.show_grid(rater.result).table
    assert [list(row) for row in rater.grid] == table.drop(columns="Source").to_numpy().tolist()
    assert rater.diagonal == "1 of 2 on the diagonal (50 %)."


def test_the_chart_frames_the_diagonal_and_nothing_else(rater):
    rater.rate("P-c07", "B", 3)
    spec = charts.show_grid(rater.result).spec
    framed = [cell for cell in spec["data"]["values"] if cell["diagonal"]]
    names = [f"{cell['source']}{cell['statement']}" for cell in framed]
    assert names == ["A1", "B2", "C3", "D4", "E5", "F6"]


def test_the_chart_stands_where_nothing_is_rated_yet(rater):
    assert "Nothing is rated yet." in charts.show_grid(rater.result).description
