import json
from pathlib import Path

import pandas as pd
import pytest

DATASETS = Path(__file__).resolve().parents[2] / "datasets"


def mixed_links(links):
    """List the links that mix evidence: external with a span, or internal without one."""
    external = links["basis"] == "external"
    span = links[["document", "start", "end"]].notna().all(axis=1)
    quoted = links[["start", "end", "exact"]].notna().any(axis=1)
    address = links["address"].notna()
    return links.index[(external & (quoted | ~address)) | (~external & (address | ~span))].tolist()


def test_external_links_have_an_address_and_internal_ones_a_span(case):
    assert mixed_links(case.links) == []


def test_a_link_that_mixes_evidence_is_found(harbour):
    links = harbour.links.assign(
        basis=harbour.links["basis"].mask(harbour.links.index == "l02", "external")
    )
    assert mixed_links(links) == ["l02"]


def test_what_comes_from_outside_has_an_address(case):
    documents, questions = case.documents, case.questions
    told = documents[["published", "outside_note"]].notna().any(axis=1)
    assert documents.index[told != documents["address"].notna()].tolist() == []
    assert (
        questions.index[
            questions["outside"].notna() != questions["outside_address"].notna()
        ].tolist()
        == []
    )


def test_internal_fields_hold_no_address(case, package):
    descriptor = json.loads((DATASETS / package / "datapackage.json").read_text(encoding="utf-8"))
    faults = []
    for resource in descriptor["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            column = case.tables[resource["name"]].get(field["name"])
            if field["basis"] == "internal" and column is not None and field["type"] == "string":
                found = column.dropna()
                faults += found.index[found.str.contains(r"https?://|www\.")].tolist()
    assert faults == []


@pytest.mark.parametrize("table", ["figures", "claims"])
def test_internal_periods_are_not_narrower_than_what_outside_evidence_alone_gives(case, table):
    # A text's own day may be used inside only as the window that its own clues allow.
    rows = case.tables[table][case.tables[table]["as_of_basis"] == "internal"]
    published = pd.to_datetime(case.documents["published"], format="%Y-%m-%d", errors="coerce")
    windows = case.documents[["window_start", "window_end"]]
    wide = windows["window_start"] != windows["window_end"]
    day = rows["document"].map(published.where(wide))
    only_outside = (rows["as_of_start"] == day) & (rows["as_of_end"] == day)
    assert rows.index[only_outside].tolist() == []


def test_documents_that_were_not_held_have_nothing_from_a_text(case):
    rows = case.documents[~case.documents["held"]]
    columns = ["window_start", "window_end", "n_chars", "n_words", "sha256", "furniture"]
    assert rows.index[rows[columns].notna().any(axis=1)].tolist() == []
