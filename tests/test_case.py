import csv
import dataclasses
import io
import json
import shutil

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.case import Case, CaseError, load
from atodds.case.faults import nearest


@pytest.fixture
def package(tmp_path, root):
    """Give a copy of the harbour package that a test may break."""
    return shutil.copytree(root / "datasets" / "harbour", tmp_path / "mine")


def change(folder, table, row, **cells):
    """Change cells of one row, the first being 0; the line in the file is row + 2."""
    path = folder / f"{table}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    rows[row].update(cells)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def refusal(folder):
    with pytest.raises(CaseError) as caught:
        load(folder)
    return caught.value


def test_missing_folder_is_refused_with_the_names_of_the_cases(tmp_path):
    fault = refusal(tmp_path / "nowhere")
    assert "no such folder" in str(fault)
    assert "harbour" in fault.advice


def test_misspelt_name_is_refused_with_the_nearest_name():
    assert "Did you mean 'harbour'?" in refusal("harbor").advice


def test_missing_descriptor_is_refused(package):
    (package / "datapackage.json").unlink()
    fault = refusal(package)
    assert (fault.where, fault.found) == ("mine/datapackage.json", "no such file")
    assert "atodds build data" in fault.advice


@pytest.mark.parametrize(
    "content",
    ["{cut off", "[]", '{"resources": 3}', '{"resources": []}', '{"resources": [7]}', "\udcff"],
)
def test_descriptor_that_describes_no_case_is_refused(package, content):
    (package / "datapackage.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert refusal(package).where.startswith("mine/datapackage.json")


@pytest.mark.parametrize(
    "resource",
    [
        {"name": "documents"},
        {"name": "documents", "path": "../secrets.csv"},
        {"name": "documents", "path": "documents.csv", "schema": {}},
        {
            "name": "documents",
            "path": "d.csv",
            "schema": {"fields": [{"name": "a", "type": "geo"}]},
        },
    ],
)
def test_resource_that_cannot_be_read_is_refused_by_its_number(package, resource):
    path = package / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["resources"][1] = resource
    path.write_text(json.dumps(content), encoding="utf-8")
    assert refusal(package).where == "mine/datapackage.json, resource 2"


def test_missing_table_is_refused(package):
    (package / "claims.csv").unlink()
    fault = refusal(package)
    assert (fault.where, fault.found) == ("mine/claims.csv", "no such file")


def test_missing_column_is_refused_with_the_column_that_may_be_it(package):
    path = package / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("approximator", "aproximator", 1))
    fault = refusal(package)
    assert fault.where == "mine/figures.csv, line 1"
    assert "'approximator'" in fault.expected
    assert "Is it 'aproximator'?" in fault.advice


def test_column_that_nobody_described_is_refused(package):
    path = package / "overlaps.csv"
    path.write_text("left,right,n,shared,left_total,right_total,mine\n")
    assert refusal(package).found == "'mine'"


def test_empty_file_is_refused(package):
    (package / "names.csv").write_text("")
    assert "an empty file" in refusal(package).found


@pytest.mark.parametrize(
    ("table", "field", "value", "expected"),
    [
        ("figures", "low", "1,300", "a number"),
        ("figures", "low", "inf", "a number"),
        ("figures", "start", "12.5", "a whole number"),
        ("figures", "cumulative", "yes", "true or false"),
        ("figures", "as_of_start", "12 March", "a date"),
        ("figures", "as_of_start", "2024-02-30", "a date"),
        ("documents", "sha256", "abc", "a text of the form"),
        ("names", "count", "0", "at least 1"),
        ("names", "form", "", "a value"),
    ],
)
def test_cell_of_the_wrong_type_is_refused_by_line_and_field(
    package, table, field, value, expected
):
    change(package, table, 2, **{field: value})
    fault = refusal(package)
    assert fault.where == f"mine/{table}.csv, line 4, field {field!r}"
    assert fault.expected.startswith(expected)
    assert fault.found == (repr(value) if value else "an empty cell")


def test_value_outside_its_list_is_refused_with_the_nearest_of_the_list(package):
    change(package, "figures", 0, kind="amounts")
    fault = refusal(package)
    assert fault.where == "mine/figures.csv, line 2, field 'kind'"
    assert "the nearest is 'amount'" in fault.expected


def test_id_that_stands_twice_is_refused_with_both_lines(package):
    change(package, "figures", 4, id="P-02")
    fault = refusal(package)
    assert fault.where == "mine/figures.csv, line 6, field 'id'"
    assert "line 3" in fault.found


def test_key_of_several_fields_that_stands_twice_is_refused(package):
    change(package, "voices", 1, claim="P-c02", step="1")
    assert "'claim and step and actor'" in refusal(package).where


@pytest.mark.parametrize(
    ("table", "field", "value", "place"),
    [
        ("figures", "claim", "P-c99", "claims.csv (id)"),
        ("figures", "conversion_of", "P-90", "figures.csv (id)"),
        ("figures", "derived_from", "P-01 | P-90", "figures.csv (id)"),
        ("voices", "actor", "reil", "actors.csv (id)"),
        ("claims", "question", "places", "questions.csv (id)"),
        ("links", "to", "WIRES", "documents.csv (siglum) or actors.csv (id)"),
    ],
)
def test_reference_to_no_row_is_refused_with_the_nearest_row(package, table, field, value, place):
    change(package, table, 0, **{field: value})
    fault = refusal(package)
    assert fault.where == f"mine/{table}.csv, line 2, field {field!r}"
    assert place in fault.expected
    assert "Did you mean" in fault.advice


@pytest.mark.parametrize(
    ("cells", "field"),
    [({"low": "9100"}, "low"), ({"best": "9600"}, "best"), ({"best": "", "high": "8000"}, "low")],
)
def test_low_above_best_or_high_is_refused(package, cells, field):
    change(package, "figures", 3, **cells)
    assert refusal(package).where == f"mine/figures.csv, line 5, field {field!r}"


def test_row_with_a_cell_too_many_is_refused_with_the_likely_cause(package):
    path = package / "names.csv"
    path.write_text(path.read_text(encoding="utf-8") + "n090,P,Quay, place,Quay,1,,\n")
    fault = refusal(package)
    assert "comma" in fault.advice
    assert (fault.expected, fault.found) == ("7 cells, one for each column", "8")


def test_quotation_mark_that_is_never_closed_is_refused(package):
    path = package / "names.csv"
    path.write_text(path.read_text(encoding="utf-8") + 'n090,P,"Quay,place,Quay,1,\n')
    assert "names.csv, line 23" in refusal(package).where


def test_table_in_another_encoding_is_refused_by_line(package):
    path = package / "names.csv"
    path.write_bytes(path.read_bytes() + "n090,P,Café,place,Café,1,\n".encode("latin-1"))
    assert refusal(package).where == "mine/names.csv, line 23"


def test_lines_are_counted_rightly_after_a_cell_with_a_line_break(package):
    change(package, "figures", 0, doubt="one\ntwo\nthree")
    change(package, "figures", 1, kind="nothing")
    assert refusal(package).where == "mine/figures.csv, line 5, field 'kind'"


def test_file_saved_by_a_spreadsheet_with_a_mark_before_it_is_read(package):
    path = package / "figures.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(package).figures.equals(load("harbour").figures)


def test_refusals_name_no_folder_above_the_package(package):
    change(package, "figures", 0, kind="nothing")
    assert str(package.parent) not in str(refusal(package))


def test_case_cannot_be_changed(harbour):
    with pytest.raises(dataclasses.FrozenInstanceError):
        harbour.title = "Another"
    with pytest.raises(TypeError):
        harbour.tables["figures"] = pd.DataFrame()


def test_changing_a_loaded_table_does_not_harm_the_next_load():
    first = load("harbour")
    first.figures.loc[:, "exact"] = "spoiled"
    del first.figures["unit"]
    assert load("harbour").row("figures", "P-04")["exact"] == "about 9,000 square metres"
    assert "unit" in load("harbour").figures


def test_columns_have_the_types_of_the_descriptor(harbour):
    types = harbour.figures.dtypes.astype(str)
    assert types[["start", "low", "cumulative"]].tolist() == ["Int64", "float64", "boolean"]
    assert types["as_of_start"].startswith("datetime64")
    assert harbour.figures["conversion_of"].isna().sum() > 0


def test_figures_say_who_speaks(harbour):
    speakers = harbour.figures["speaker"]
    assert speakers["P-06"] == "Tomas Reyl, harbour master"
    assert speakers["Q-04"] == "text Q, in its own voice"
    assert speakers["P-k1"] == "computed from P-10 | P-11"
    assert speakers.notna().all()


def test_two_who_speak_together_are_both_named(package):
    change(package, "voices", 1, claim="P-c03", step="1", actor="norrin")
    change(package, "voices", 2, claim="P-c03", step="1", actor="reyl")
    both = {"Tomas Reyl, harbour master", "Ada Norrin, fire chief"}
    assert set(load(package).figures.speaker["P-06"].split(" and ")) == both


def test_figures_say_which_question_they_answer_and_whether_they_are_furniture(harbour):
    assert harbour.figures.question["P-06"] == "containers"
    assert harbour.figures.index[harbour.figures["furniture"]].tolist() == ["Q-17"]
    assert harbour.figures["furniture"].dtype == bool


def test_unknown_table_is_refused_with_the_nearest(harbour):
    with pytest.raises(AttributeError, match="Did you mean 'figures'"):
        _ = harbour.figure
    with pytest.raises(LookupError, match="Did you mean 'figures'"):
        harbour.row("figure", "P-01")


def test_unknown_row_is_refused_with_the_nearest_of_its_text(harbour):
    with pytest.raises(LookupError, match=r"No row 'P-15' in figures.*Did you mean 'P-14'"):
        harbour.row("figures", "P-15")


def test_tables_are_offered_for_completion(harbour):
    assert {"figures", "claims", "row", "text"} <= set(dir(harbour))


def test_text_comes_from_the_package_else_from_the_attached_copy_else_from_nowhere(
    package, work_folder
):
    shutil.rmtree(package / "texts")
    mine = load(package)
    assert mine.text("P") is None
    (work_folder / "texts").mkdir()
    (work_folder / "texts" / "P.txt").write_text("My copy.", encoding="utf-8")
    assert mine.text("P") == "My copy."
    assert load("harbour").text("P").startswith("Fire on Quay 4")


def test_case_without_a_table_that_can_be_left_out_loads(package):
    path = package / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    left = [each for each in content["resources"] if each["name"] != "overlaps"]
    path.write_text(json.dumps({**content, "resources": left}), encoding="utf-8")
    mine = load(package)
    assert isinstance(mine, Case)
    assert "overlaps" not in mine.tables


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_nearest_name_is_one_of_the_known_or_none(name, known):
    assert nearest(name, known) in [*known, ""]
