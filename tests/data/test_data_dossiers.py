"""The dossiers: facts from outside, each with a date, two references, and its doubt."""

import json
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

MOST_WORDS = 60
FEWEST_FACTS = 5
NO_SECOND = "Second reference not found"


@pytest.fixture
def dossiers(case):
    if "dossiers" not in case.tables:
        return case.documents.iloc[:0].reindex(columns=["subject", "fact"])
    return case.dossiers


def host(address):
    """Return the site of an address, without its www."""
    return urlsplit(address).hostname.removeprefix("www.")


def unproved(rows):
    """List the facts without two references on two sites that do not say so."""
    facts = rows[rows["kind"] == "fact"]
    lacking = facts["address_1"].isna() | (
        facts["address_2"].isna() & ~facts["doubt"].fillna("").str.contains(NO_SECOND)
    )
    both = facts[facts["address_1"].notna() & facts["address_2"].notna()]
    same = both["address_1"].map(host) == both["address_2"].map(host)
    return sorted({*facts.index[lacking], *both.index[same]})


def undated(rows):
    """List the rows whose date is none, or lies after the day on which the page was read."""
    faults = []
    for name, row in rows.iterrows():
        parts = [int(part) for part in row["as_of"].split("-")]
        try:
            first = date(*[*parts, 1, 1][:3])
        except ValueError:
            faults.append(name)
            continue
        if first > row["retrieved"].date():
            faults.append(name)
    return faults


def test_each_fact_has_two_references_on_two_sites_or_says_that_none_was_found(dossiers):
    if len(dossiers):
        assert unproved(dossiers) == []


def test_a_reference_taken_away_or_set_on_the_same_site_is_found(kursk):
    rows = kursk.dossiers.copy()
    rows.loc["cnn-1", "address_2"] = None
    rows.loc["bta-1", "address_2"] = rows.loc["bta-1", "address_1"] + "?again"
    assert unproved(rows) == ["bta-1", "cnn-1"]


def test_dates_are_dates_and_none_lies_after_the_reading(dossiers):
    if len(dossiers):
        assert undated(dossiers) == []


def test_a_day_that_no_calendar_has_and_one_after_the_reading_are_found(kursk):
    rows = kursk.dossiers.copy()
    rows.loc["ap-3", "as_of"] = "2025-02-30"
    rows.loc["ap-4", "as_of"] = "2031"
    assert undated(rows) == ["ap-3", "ap-4"]


def test_no_fact_is_longer_than_sixty_words(dossiers):
    counted = dossiers["fact"].astype(str).str.split().str.len()
    assert dossiers.index[counted > MOST_WORDS].tolist() == []


def test_whoever_is_looked_up_in_the_course_is_asked_about_the_same_six_topics(kursk):
    rows = kursk.dossiers
    counts = rows["subject"].value_counts()
    assert len(counts) == 13
    assert counts.min() >= FEWEST_FACTS
    topics = rows.groupby("subject")["topic"].agg(frozenset)
    assert set(map(len, topics)) == {6}
    assert topics.nunique() == 1


def test_a_search_in_vain_says_what_was_searched_for(dossiers):
    if len(dossiers):
        vain = dossiers[dossiers["kind"] == "not found"]
        told = vain["doubt"].fillna("").str.contains("Searched") | (vain["actor"] == "brightwater")
        assert vain.index[~told].tolist() == []


def test_a_subject_stands_under_one_name_and_one_actor(dossiers):
    if len(dossiers):
        stems = dossiers.index.str.replace(r"-\d+$", "", regex=True)
        for column in ("subject", "actor"):
            assert dossiers[column].fillna("").groupby(stems).nunique().max() == 1


def test_no_reference_leads_to_a_page_of_those_that_russia_calls_undesirable(kursk):
    # To spread such pages is an offence in Russia, and lessons may be read there.
    names = {"themoscowtimes", "carnegieendowment", "meduza", "theins", "rferl", "svoboda"}
    addresses = kursk.dossiers[["address_1", "address_2"]].stack().dropna()
    assert [each for each in addresses if names & set(host(each).split("."))] == []


def outside_names(case, names):
    """List the internal columns of text that hold a name which only outside pages give."""
    descriptor = json.loads((case.path / "datapackage.json").read_text(encoding="utf-8"))
    found = []
    for resource in descriptor["resources"]:
        table = case.tables.get(resource["name"])
        for field in resource.get("schema", {}).get("fields", []):
            if field["basis"] == "internal" and field["type"] == "string":
                column = table.reset_index()[field["name"]].dropna().str.casefold()
                if any(column.str.contains(name, regex=False).any() for name in names):
                    found.append(f"{resource['name']}.{field['name']}")
    return found


def test_what_only_outside_pages_tell_stands_in_no_internal_column(kursk):
    # Which site carries text C, and who put it on line, no text says.
    assert outside_names(kursk, ["fakti", "lebedev", "woodbridge", "sauer"]) == []


def test_a_publisher_from_outside_in_an_internal_column_is_found(kursk):
    documents = kursk.documents.copy()
    documents.loc["C", "publisher"] = "fakti.bg"
    told = replace(kursk, tables={**kursk.tables, "documents": documents})
    assert outside_names(told, ["fakti"]) == ["documents.publisher"]
