import pandas as pd
import pytest

from atodds.case import load
from atodds.reconcile import cover_questions

CLAIM = {"question": "ships", "answer": "half", "as_of_end": None, "modality": "reported"}


def tables(*claims, windows, verdict="agree"):
    """Make three tables of a case: claims as (text, from, more); windows as text: (from, to)."""
    rows = [
        {**CLAIM, "document": text, "as_of_start": start, **more} for text, start, more in claims
    ]
    said = pd.DataFrame(rows, columns=[*CLAIM, "document", "as_of_start"])
    documents = pd.DataFrame.from_dict(
        windows, orient="index", columns=["window_start", "window_end"]
    ).assign(held=True)
    for table in (said, documents):
        for column in table.columns.intersection(
            ["as_of_start", "as_of_end", "window_start", "window_end"]
        ):
            table[column] = pd.to_datetime(table[column])
    asked = pd.DataFrame({"question": ["How many?"], "verdict": [verdict]}, index=["ships"])
    return {"claims": said, "documents": documents, "questions": asked}


def states(given):
    table = cover_questions(given)
    return dict(zip(table["text"], table["state"], strict=True))


MARCH = {
    "P": ("2024-03-01", "2024-03-09"),
    "Q": ("2024-03-08", "2024-03-20"),
    "R": ("2024-03-15", "2024-03-17"),
    "S": ("2024-04-01", None),
}


def test_a_text_that_was_finished_before_the_fact_has_not_left_it_out():
    found = states(tables(("R", "2024-03-10", {}), windows=MARCH))
    assert found["P"] == "not yet"


def test_a_text_that_was_begun_after_the_fact_is_silent_on_it_even_if_its_end_is_open():
    found = states(tables(("R", "2024-03-10", {}), windows=MARCH))
    assert found["S"] == "not told"


def test_a_window_that_holds_the_day_of_the_fact_leaves_the_silence_open():
    found = states(tables(("R", "2024-03-10", {}), windows=MARCH))
    assert found["Q"] == "open"


def test_a_fact_may_be_as_late_as_the_end_of_its_own_window():
    claim = ("S", "2024-03-10", {"as_of_end": "2024-03-31"})
    assert states(tables(claim, windows=MARCH))["R"] == "open"
    later = {**MARCH, "R": ("2024-03-31", "2024-04-02")}
    assert states(tables(claim, windows=later))["R"] == "not told"


def test_the_earliest_date_that_any_text_gives_counts():
    claims = [("S", "2024-04-01", {}), ("R", "2024-03-10", {})]
    assert states(tables(*claims, windows=MARCH))["P"] == "not yet"
    assert states(tables(*claims, ("R", "2024-02-01", {}), windows=MARCH))["P"] == "not told"


@pytest.mark.parametrize("modality", ["possible", "expected", "hoped", "planned"])
def test_a_forecast_dates_nothing(modality):
    claim = ("S", "2024-04-01", {"modality": modality})
    assert states(tables(claim, windows=MARCH)) == {
        "P": "open",
        "Q": "open",
        "R": "open",
        "S": "told",
    }


def test_a_fact_without_a_date_leaves_every_silence_open():
    assert states(tables(("R", None, {}), windows=MARCH))["P"] == "open"


def test_a_text_without_a_date_is_not_blamed_for_its_silence():
    windows = {**MARCH, "S": (None, None)}
    assert states(tables(("R", "2024-03-10", {}), windows=windows))["S"] == "open"


@pytest.mark.parametrize("verdict", ["agree", "same origin", "one voice", None])
def test_answers_in_step_are_told(verdict):
    claims = [("P", "2024-03-01", {}), ("R", "2024-03-01", {})]
    assert states(tables(*claims, windows=MARCH, verdict=verdict))["P"] == "told"


@pytest.mark.parametrize("verdict", ["conflict", "reversed", "differ in date", "cannot be settled"])
def test_a_difference_is_marked_in_every_text_that_answers_and_in_no_other(verdict):
    claims = [("P", "2024-03-01", {}), ("R", "2024-03-01", {})]
    found = states(tables(*claims, windows=MARCH, verdict=verdict))
    assert [found[text] for text in "PRS"] == ["differs", "differs", "not told"]


def test_texts_stand_in_the_order_of_their_windows_and_missing_ancestors_are_left_out():
    found = cover_questions(load("kursk").tables)
    assert list(found["text"].unique()) == ["E", "D", "A", "B", "C"]


def test_two_answers_of_one_text_share_its_cell():
    claims = [("R", "2024-03-10", {}), ("R", "2024-03-12", {"answer": "all"})]
    found = cover_questions(tables(*claims, windows=MARCH)).set_index("text")
    assert found.loc["R", "answer"] == "half; all"


def test_every_question_meets_every_text_once():
    case = load("kursk")
    found = cover_questions(case.tables)
    assert not found.duplicated(["question", "text"]).any()
    assert len(found) == len(case.questions) * case.documents["held"].sum()


def test_the_day_of_talks_parts_texts_that_could_know_of_them_from_those_that_could_not():
    found = cover_questions(load("kursk").tables, only=["ceasefire"]).set_index("text")["state"]
    # Talks on 11 March: E ends 21 February, D ends on the day itself, B begins 21 April.
    assert found.to_dict() == {
        "E": "not yet",
        "D": "open",
        "A": "told",
        "B": "not told",
        "C": "told",
    }


def test_questions_stand_in_the_order_asked_for():
    found = cover_questions(load("harbour").tables, only=["warning", "cause"])
    assert list(found["question"].unique()) == ["warning", "cause"]


def test_without_a_choice_the_oldest_facts_come_first():
    known = cover_questions(load("kursk").tables)["known_from"].dropna()
    assert known.is_monotonic_increasing


def test_one_question_may_be_named_without_a_list():
    assert len(cover_questions(load("harbour").tables, only="cause")) == 3


def test_a_case_that_lacks_a_table_or_a_column_is_refused_by_name():
    given = dict(load("harbour").tables)
    with pytest.raises(KeyError, match="No table 'claims'"):
        cover_questions({name: table for name, table in given.items() if name != "claims"})
    given["documents"] = given["documents"].drop(columns="window_end")
    with pytest.raises(KeyError, match="No column 'window_end' in documents"):
        cover_questions(given)


def test_the_tables_handed_over_stay_as_they_were():
    case = load("harbour")
    before = {name: table.copy() for name, table in case.tables.items()}
    cover_questions(case.tables)
    for name, table in case.tables.items():
        pd.testing.assert_frame_equal(table, before[name])
