"""The dossiers as a table, and what is said to somebody who asks for one that is not there."""

from dataclasses import replace

import pytest

from atodds import charts


def test_a_search_in_vain_is_a_row_that_says_so(kursk):
    rows = charts.show_dossier(kursk, "fakti.bg").rows
    assert rows["topic"].tolist()[0] == "owner (not found)"
    assert rows["told by"].tolist()[0] == "nobody: looked for and not found"


def test_topics_choose_rows_and_keep_the_order_of_the_table(kursk):
    rows = charts.show_dossier(kursk, "BTA", "how it works", "owner").rows
    assert rows["topic"].tolist() == ["owner", "how it works"]


def test_one_reference_alone_is_shown_without_an_empty_second(kursk):
    rows = charts.show_dossier(kursk, "The Moscow Times", "money").rows
    assert rows["told by"].tolist() == ["BNR Nieuwsradio, March 2022 (in Dutch)"]


def test_the_addresses_stay_in_the_table_of_the_case(kursk):
    said = repr(charts.show_dossier(kursk, "The Moscow Times"))
    assert "http" not in said


@pytest.mark.parametrize(
    ("subject", "topics", "said"),
    [
        ("Deep State", (), "Did you mean 'DeepState'?"),
        ("BTA", ("owners",), "Did you mean 'owner'?"),
        ("BTA", (7,), "No topic 7 in the dossier on BTA. It has owner, money"),
    ],
)
def test_a_name_that_is_not_there_gets_those_that_are(kursk, subject, topics, said):
    with pytest.raises(LookupError) as problem:
        charts.show_dossier(kursk, subject, *topics)
    assert said in str(problem.value)


def test_a_case_without_dossiers_says_that_nothing_was_looked_up(kursk):
    tables = {name: table for name, table in kursk.tables.items() if name != "dossiers"}
    with pytest.raises(LookupError, match="The case kursk has no dossiers"):
        charts.show_dossier(replace(kursk, tables=tables), "BTA")
    with pytest.raises(TypeError, match="the name of somebody with a dossier"):
        charts.show_dossier(kursk, 7)
