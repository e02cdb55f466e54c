import altair as alt
import pandas as pd
import pytest

from atodds.case import load
from atodds.charts import show_facts
from atodds.charts.facts import _LOOKS
from atodds.reconcile import cover_questions
from atodds.reconcile.coverage import STATES

NAMES = ["place", "left-home", "diverted-ships"]


@pytest.fixture(scope="module")
def covered():
    return cover_questions(load("harbour").tables, only=NAMES)


@pytest.fixture(scope="module")
def all_covered():
    return cover_questions(load("kursk").tables)


def values_of(chart):
    spec = chart.spec
    return next(iter(spec["datasets"].values())) if "datasets" in spec else spec["data"]["values"]


def test_the_chart_is_valid_and_carries_its_description(covered):
    chart = show_facts(covered)
    alt.Chart.from_dict(chart.spec, validate=True)
    assert chart.spec["description"] == chart.description


def test_the_description_counts_what_each_text_does(covered):
    # P: quay, homes, and no ships yet. R: all three.
    assert "P, 13 Mar 2024 to 14 Mar 2024: 1 told, 1 differs, 1 not yet." in (
        show_facts(covered).description
    )


def test_every_cell_of_the_table_says_what_the_chart_draws(covered):
    chart = show_facts(covered)
    twin = chart.table.set_index("Question")
    drawn = {(row["asked"], row["text"]): row for row in values_of(chart)}
    assert len(drawn) == len(covered)
    for (asked, text), row in drawn.items():
        assert twin.loc[asked, text].split(":")[0] == row["state"]
        assert row["answer"] in twin.loc[asked, text]


def test_each_state_has_a_colour_and_a_shape_of_its_own():
    assert set(STATES) < set(_LOOKS)
    for signal in zip(*_LOOKS.values(), strict=True):
        assert len(set(signal)) == len(_LOOKS)


def test_the_state_is_written_into_the_cell_as_a_word(covered):
    layers = show_facts(covered).spec["layer"]
    assert any(layer["encoding"].get("text", {}).get("field") == "state" for layer in layers)


def test_a_blank_line_shows_its_answers_nowhere(covered):
    chart = show_facts(covered, blank=["diverted-ships"])
    shown = [row for row in values_of(chart) if row["question"] == "diverted-ships"]
    assert {(row["state"], row["answer"]) for row in shown} == {("your turn", "")}
    assert "half of the ships" not in repr(chart)
    assert "half of the ships" in repr(show_facts(covered))


def test_a_blank_line_that_is_not_there_is_named(covered):
    with pytest.raises(ValueError, match=r"'ship'.*place, left-home, diverted-ships"):
        show_facts(covered, blank="ship")


def test_few_lines_need_no_boxes_and_many_have_three_that_start_empty(covered, all_covered):
    assert "params" not in show_facts(covered).spec
    params = show_facts(all_covered).spec["params"]
    assert [(each["value"], each["bind"]["input"]) for each in params] == [(False, "checkbox")] * 3


def test_each_box_names_a_field_and_leaves_whole_lines(all_covered):
    spec = show_facts(all_covered).spec
    rows = values_of(show_facts(all_covered))
    filters = " ".join(step["filter"] for step in spec["transform"])
    for param in spec["params"]:
        field = param["name"].removeprefix("only_")
        assert f"!{param['name']} || datum.{field}" in filters
        kept = [row["question"] for row in rows if row[field]]
        assert 0 < len(kept) < len(rows)
        assert len(kept) == len(set(kept)) * 5


def test_a_box_finds_what_only_one_text_tells(all_covered):
    rows = values_of(show_facts(all_covered))
    lone = {row["question"] for row in rows if row["lone"]}
    assert {"evacuees", "swaps", "new-settlements"} <= lone
    assert "start-date" not in lone


def test_a_line_left_blank_fits_no_box(covered):
    rows = values_of(show_facts(covered, blank=["diverted-ships"]))
    blank = [row for row in rows if row["question"] == "diverted-ships"]
    assert not any(row[name] for row in blank for name in ("lone", "apart", "silent"))


def test_a_text_without_an_end_or_a_date_says_so(covered):
    open_ended = covered.assign(text_to=pd.NaT)
    assert "P, from 13 Mar 2024:" in show_facts(open_ended).description
    undated = open_ended.assign(text_from=pd.NaT)
    assert "P, no date of its own:" in show_facts(undated).description


def test_an_empty_table_is_refused(covered):
    with pytest.raises(ValueError, match="at least one question"):
        show_facts(covered.head(0))
    with pytest.raises(KeyError, match="cover_questions"):
        show_facts(covered.drop(columns="state"))
