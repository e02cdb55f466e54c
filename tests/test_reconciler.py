"""The Reconciler: gates first, ranges by origin, independence last, and never an average."""

import ast
import inspect
import json
import re
from itertools import pairwise

import pytest

from atodds import work
from atodds.widgets import Reconciler
from atodds.widgets import reconciler as reconciler_module
from atodds.widgets._verdict import judge

CONTAINERS = ["P-06", "Q-08", "R-06", "R-07"]
HELD = ["A-08", "E-09", "E-k1"]


def report(tool, *figures):
    """Tick figures as the front end does: through the widget's own door."""
    tool.set_state({"chosen": json.loads(json.dumps(figures))})


def test_figures_of_two_definitions_stop_at_that_gate_and_show_no_range(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    report(tool, "P-06", "R-07")
    (pair,) = tool.verdict["pairs"]
    assert [gate["gate"] for gate in pair["gates"] if not gate["passed"]] == ["definition"]
    assert pair["reason"] == "One is delimited as burned, the other burned or soaked."
    assert (tool.verdict["passed"], tool.verdict["ranges"]) == (False, None)


def test_figures_that_pass_are_set_side_by_side_by_origin(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    report(tool, "P-06", "R-06")
    origins = [line["origin"] for line in tool.verdict["ranges"]["rows"]]
    assert origins == ["Tomas Reyl, harbour master", "Northline, a news agency"]
    assert tool.verdict["ranges"]["rows"][0]["amount"]["open_low"] is True


def test_one_figure_that_does_not_belong_closes_the_ranges_again(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    report(tool, "P-06", "R-06")
    assert tool.verdict["ranges"]
    report(tool, "P-06", "R-06", "R-07")
    assert tool.verdict["ranges"] is None
    assert tool.verdict["said"].endswith("2 of 3 pairs stop at a gate.")


def test_origins_are_given_as_a_range_because_a_link_is_uncertain(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    tool.choose("P-06", "R-06")
    assert tool.origins is None
    tool.ask()
    assert "at least 1 and at most 2" in tool.origins["said"]
    office = next(row for row in tool.origins["rows"] if "harbour office" in row["witness"])
    # The ranges name the agency that has it from there, so the witness names it as well.
    assert office["witness"] == "the harbour office, by way of Northline"
    assert office["may_rest_on"] == "Tomas Reyl, harbour master"


def test_independence_cannot_be_asked_before_comparability(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    tool.choose("P-06", "R-07")
    tool.set_state({"asked": True})
    assert (tool.asked, tool.origins) == (False, None)
    with pytest.raises(ValueError, match="these stop at: definition"):
        tool.ask()
    tool.choose("P-06")
    with pytest.raises(ValueError, match="fewer than two are chosen"):
        tool.ask()


def test_a_new_choice_has_to_ask_anew(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    tool.choose("P-06", "R-06")
    tool.ask()
    tool.choose("P-06", "Q-08")
    assert (tool.asked, tool.origins) == (False, None)


def test_figures_of_two_dates_are_laid_out_in_time_with_open_ends(kursk):
    tool = Reconciler(kursk, figures=HELD)
    tool.choose(*HELD)
    rows = {row["id"]: row for row in tool.verdict["series"]["rows"]}
    assert list(rows) == ["E-09", "E-k1", "A-08"]
    assert rows["E-09"]["amount"] == {**rows["E-09"]["amount"], "open_high": True, "to": 100.0}
    assert rows["A-08"]["amount"] == {**rows["A-08"]["amount"], "open_low": True, "from": 0.0}
    assert rows["A-08"]["days"]["from"] > rows["E-09"]["days"]["to"]


def test_figures_of_two_things_are_never_laid_out_in_time(kursk):
    tool = Reconciler(kursk, figures=["E-07", "E-09", "A-08"])
    tool.choose("E-07", "A-08")
    assert tool.verdict["series"] is None


def test_a_computed_figure_carries_the_speaker_of_its_parts(kursk):
    tool = Reconciler(kursk, figures=HELD)
    tool.choose("E-k1", "E-09")
    tool.ask()
    speakers = tool.result.set_index("id")["speaker"]
    assert speakers["E-k1"] == "Russian Ministry of Defence (our arithmetic)"
    assert "exactly 2" in tool.origins["said"]


def test_no_number_is_shown_that_nobody_said(kursk):
    """The three have means of 1,268 to 1,289: none of them may stand anywhere."""
    tool = Reconciler(kursk, figures=["C-14", "E-04", "B-09"])
    tool.choose("C-14", "E-04", "B-09")
    tool.ask()
    said = [line["says"] for line in tool.verdict["ranges"]["rows"]]
    assert said == [
        "at least 1,250, under 1,300 km²",
        "1,268 km²",
        "between 1,250 and 1,350 km²",
    ]
    assert {float(number) for number in tool.result["low"]} == {1250.0, 1268.0}
    assert not re.search(r"1,2[78]\d", tool.twin_text() + tool.twin_html())


def test_result_has_a_row_for_each_chosen_figure_and_says_where_it_parts(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    report(tool, "P-06", "R-06", "R-07")
    rows = tool.result[["id", "gates", "parts_from"]].values.tolist()
    assert rows == [
        ["P-06", "definition", "R-07"],
        ["R-06", "definition", "R-07"],
        ["R-07", "definition", "P-06 | R-06"],
    ]


def test_empty_result_has_all_its_columns(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    report(tool, "P-06")
    full = list(tool.result.columns)
    report(tool)
    assert tool.result.empty
    assert list(tool.result.columns) == full


def test_twin_tells_what_the_result_holds(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    report(tool, "P-06", "R-07")
    html = tool.twin_html()
    for figure, words in tool.result[["id", "exact"]].values.tolist():
        assert figure in html
        assert words in html
        assert f"Figure: {figure}; As printed: {words}" in tool.twin_text()
    assert "Definition: stops" in tool.twin_text()


def test_two_reconcilers_with_one_choice_have_one_text(harbour):
    one, other = (Reconciler(harbour, figures=CONTAINERS, key=key) for key in "ab")
    one.choose("P-06", "R-06")
    other.choose("R-06", "P-06")
    assert repr(one) == repr(other)


def test_the_choice_and_its_question_are_back_in_a_new_reconciler(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS, key="8.1")
    tool.choose("P-06", "R-06")
    tool.ask()
    again = Reconciler(harbour, figures=CONTAINERS, key="8.1")
    assert again.chosen == ("P-06", "R-06")
    assert again.origins == tool.origins
    assert again.status["text"] == "Your saved choice is back."


@pytest.mark.parametrize("draft", ["junk", 5, {"chosen": 7}, {"chosen": [None, ["P-06"]]}, []])
def test_a_draft_that_makes_no_sense_breaks_nothing(harbour, draft):
    work.save_draft("8.1", draft)
    tool = Reconciler(harbour, figures=CONTAINERS, key="8.1")
    assert (tool.chosen, tool.verdict["passed"]) == ((), False)


def test_a_saved_figure_that_is_not_on_offer_is_left_out_and_said_so(harbour):
    work.save_draft("8.1", {"chosen": ["P-06", "P-04"], "asked": True})
    tool = Reconciler(harbour, figures=CONTAINERS, key="8.1")
    assert tool.chosen == ("P-06",)
    assert tool.asked is False
    assert tool.status["text"] == (
        "Your saved choice is back. 1 that is not on offer here was left out."
    )


def test_what_the_front_end_may_not_choose_is_dropped(harbour):
    tool = Reconciler(harbour, figures=CONTAINERS)
    report(tool, "R-07", "P-04", "P-06", "P-06")
    assert tool.chosen == ("P-06", "R-07")


@pytest.mark.parametrize(
    ("make", "kind", "sentence"),
    [
        (lambda case: Reconciler(case, figures=["P-6"]), ValueError, "Did you mean 'P-06'"),
        (lambda case: Reconciler(case, figures=["P-01"]), ValueError, "states no amount"),
        (lambda case: Reconciler(case, figures=[6]), TypeError, "found the number 6"),
        (lambda case: Reconciler(case, figures=6), TypeError, "a list of figures, found the num"),
        (lambda case: Reconciler(case, basis="both"), ValueError, "'internal' or 'all'"),
        (lambda case: Reconciler(case, key=8), TypeError, "a name under which"),
        (lambda _: Reconciler("harbour"), TypeError, r'Write load\("harbour"\)'),
        (lambda case: Reconciler(case).choose("P-99"), ValueError, "found 'P-99'"),
        (lambda case: Reconciler(case).choose(*case.figures.index), ValueError, "among"),
    ],
)
def test_what_makes_no_sense_is_refused_in_plain_words(harbour, make, kind, sentence):
    with pytest.raises(kind, match=sentence):
        make(harbour)


def test_nine_figures_are_too_many(harbour):
    tool = Reconciler(harbour)
    nine = [option["id"] for option in tool.options][:9]
    with pytest.raises(ValueError, match="at most 8 figures at once, found 9"):
        tool.choose(*nine)
    report(tool, *nine)
    assert len(tool.chosen) == 8


def test_conversions_furniture_and_words_without_a_number_are_not_on_offer(kursk):
    offered = {option["id"] for option in Reconciler(kursk).options}
    assert offered.isdisjoint({"E-10", "E-19", "A-23", "C-39"})
    assert offered >= {"E-09", "E-k1", "A-08", "C-14"}


def test_every_figure_of_both_cases_can_be_chosen_with_every_other(harbour, kursk):
    for case in (harbour, kursk):
        tool = Reconciler(case)
        first, *others = [option["id"] for option in tool.options]
        for other in others:
            tool.choose(first, other)
            assert tool.status["text"] == tool.verdict["said"], other


def test_every_public_trait_says_what_it_is():
    tree = ast.parse(inspect.getsource(reconciler_module))
    widget = next(node for node in tree.body if getattr(node, "name", "") == "Reconciler")
    for node, after in pairwise(widget.body):
        if isinstance(node, ast.Assign) and not node.targets[0].id.startswith("_"):
            assert isinstance(after, ast.Expr), node.targets[0].id
            assert isinstance(after.value, ast.Constant), node.targets[0].id


def test_amounts_that_miss_each_other_by_their_rounding_only_are_said_to(flood):
    tool = Reconciler(flood)
    tool.choose("K-02", "L-04", "M-03")
    assert tool.verdict["apart"] == (
        "Taken to the last digit, no amount suits K-02 and L-04, nor L-04 and M-03. "
        "6.5 may be 6.46 rounded."
    )


def test_amounts_that_no_rounding_brings_together_are_only_said_to_part(harbour):
    rows = harbour.figures.loc[["P-08", "R-08"]].copy()
    rows.loc["R-08", ["exact", "low", "best", "high"]] = ["67 firefighters", 67, 67, 67]
    assert judge(rows)["apart"] == "Taken to the last digit, no amount suits P-08 and R-08."


def test_a_speaker_with_two_ranges_is_given_no_words_that_nobody_said(flood):
    tool = Reconciler(flood)
    tool.choose("K-20", "M-10")
    (line,) = tool.verdict["ranges"]["rows"]
    assert line["says"] == ("between 17,500,000 and 18,500,000 crowns; at least 18,000,000 crowns")


def test_a_report_that_nobody_holds_is_named_in_words(flood, kursk):
    tool = Reconciler(flood)
    tool.choose("L-04", "M-03")
    tool.ask()
    rests = "; ".join(f"{row['rests_on']}; {row['may_rest_on']}" for row in tool.origins["rows"])
    assert "a missing Eastwire report;" in rests
    assert "a missing Eastwire report, in translation" in rests
    tool = Reconciler(kursk)
    tool.choose("B-09", "C-14")
    tool.ask()
    assert "a missing Associated Press report" in tool.twin_text()
    assert "AP-APR" not in tool.twin_text()
