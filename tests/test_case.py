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


def describe(folder, table, edit):
    """Change the entry of one table in datapackage.json by hand."""
    path = folder / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(next(each for each in content["resources"] if each["name"] == table))
    path.write_text(json.dumps(content), encoding="utf-8")


def field_of(resource, name):
    return next(each for each in resource["schema"]["fields"] if each["name"] == name)


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda it: it.pop("path"), "resource 2"),
        (lambda it: it.update(path="../secrets.csv"), "table 'passages'"),
        (lambda it: it.update(path=""), "table 'passages'"),
        (lambda it: it.update(path="a\0b.csv"), "table 'passages'"),
        (lambda it: it.update(schema={}), "table 'passages'"),
        (lambda it: it.pop("schema"), "table 'passages'"),
        (lambda it: it["schema"].update(primaryKey=5), "table 'passages'"),
        (lambda it: it["schema"].update(primaryKey=["document", "order"]), "table 'passages'"),
        (lambda it: it["schema"].update(primaryKey="nr"), "table 'passages', field 'nr'"),
        (lambda it: it["schema"].update(foreignKeys=5), "table 'passages'"),
        (lambda it: it["schema"].update(foreignKeys=[{"fields": 3}]), "table 'passages'"),
        (
            lambda it: it["schema"]["foreignKeys"][0].update(fields="text"),
            "table 'passages', field 'text'",
        ),
        (
            lambda it: it["schema"]["foreignKeys"][0]["reference"].update(fields="text"),
            "table 'passages', field 'document'",
        ),
        (lambda it: field_of(it, "start").pop("name"), "table 'passages', field 4"),
        (lambda it: field_of(it, "start").update(name="from"), "table 'passages', field 'start'"),
        (lambda it: field_of(it, "start").update(name="end"), "table 'passages', field 'end'"),
        (lambda it: field_of(it, "kind").update(type="geo"), "table 'passages', field 'kind'"),
        (lambda it: field_of(it, "kind").update(type=["string"]), "table 'passages', field 'kind'"),
        (lambda it: field_of(it, "end").update(type="string"), "table 'passages', field 'end'"),
        (lambda it: field_of(it, "kind").update(constraints=[]), "table 'passages', field 'kind'"),
        (lambda it: field_of(it, "kind").update(listOf=3), "table 'passages', field 'kind'"),
        (lambda it: field_of(it, "kind").update(listOf="x"), "table 'passages', field 'kind'"),
        *(
            (
                lambda it, rule=rule: field_of(it, "order").update(constraints=rule),
                "table 'passages', field 'order'",
            )
            for rule in (
                {"pattern": "["},
                {"pattern": 3},
                {"minimum": "a"},
                {"enum": 5},
                {"required": "yes"},
            )
        ),
    ],
)
def test_fault_in_a_descriptor_is_named_by_table_and_field(package, edit, place):
    describe(package, "passages", edit)
    assert refusal(package).where == f"mine/datapackage.json, {place}"


def test_column_that_the_kit_needs_is_asked_for_by_table_and_field(package):
    describe(
        package,
        "figures",
        lambda it: it["schema"].update(
            fields=[each for each in it["schema"]["fields"] if each["name"] != "claim"]
        ),
    )
    assert refusal(package).where == "mine/datapackage.json, table 'figures', field 'claim'"


def test_table_that_is_listed_twice_is_refused(package):
    path = package / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["resources"].append(content["resources"][0])
    path.write_text(json.dumps(content), encoding="utf-8")
    assert refusal(package).where == "mine/datapackage.json, table 'documents'"


def test_descriptor_with_brackets_without_end_is_refused(package):
    (package / "datapackage.json").write_text("[" * 200_000, encoding="utf-8")
    assert "brackets" in refusal(package).found


def test_descriptor_saved_with_a_mark_before_it_is_read(package):
    path = package / "datapackage.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(package).name == "mine"


def test_folder_in_place_of_the_descriptor_is_refused(package):
    (package / "datapackage.json").unlink()
    (package / "datapackage.json").mkdir()
    assert refusal(package).found == "a folder"


def make_loop(path):
    path.symlink_to(path)


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), make_loop])
def test_table_that_is_no_file_is_refused(package, make):
    (package / "names.csv").unlink()
    make(package / "names.csv")
    fault = refusal(package)
    assert fault.where == "mine/names.csv"
    assert fault.found.startswith("what cannot be read (")


@pytest.mark.parametrize("path", ["n" * 5000 + ".csv", "\ud800.csv"])
def test_table_with_an_impossible_file_name_is_refused(package, path):
    describe(package, "names", lambda it: it.update(path=path))
    fault = refusal(package)
    assert fault.where.startswith("mine/")
    assert len(fault.where) <= 60


@pytest.mark.parametrize(
    ("given", "found"),
    [(None, "None"), (5, "the number 5"), (b"x", "a bytes"), (["harbour"], "a list")],
)
def test_what_is_no_name_and_no_path_is_refused_with_what_to_write(given, found):
    with pytest.raises(TypeError) as caught:
        load(given)
    assert str(caught.value).endswith(f'holds one, found {found}. Write load("harbour").')


@pytest.mark.parametrize("given", ["", "~nosuchuser-x/mine", "a\0b", "n" * 5000, "n/" * 5000])
def test_impossible_path_is_refused_in_a_sentence(given):
    fault = refusal(given)
    assert len(fault.where) <= 60
    assert "a folder that holds" in fault.expected


def test_row_and_text_are_asked_for_by_name_only(harbour):
    with pytest.raises(TypeError, match="Expected the id of a row"):
        harbour.row("figures", 4)
    with pytest.raises(TypeError, match='letter of a text, such as "P", found None'):
        harbour.text(None)


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("figures", "start", "1" * 23),
        ("figures", "start", "1" * 5000),
        ("figures", "start", "\u0661\u0662"),
        ("figures", "low", "1e999"),
        ("figures", "low", "9" * 5000),
        ("figures", "low", "\uff11\uff12"),
        ("figures", "as_of_start", "\uff12024-03-12"),
    ],
)
def test_number_that_no_column_can_hold_is_refused_by_line_and_field(package, table, field, value):
    change(package, table, 2, **{field: value})
    fault = refusal(package)
    assert fault.where == f"mine/{table}.csv, line 4, field {field!r}"
    assert len(fault.found) <= 60


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0c", "\x1c"])
def test_odd_line_separator_inside_a_cell_is_read_as_it_stands(package, odd):
    change(package, "figures", 0, doubt=f"one{odd}two")
    assert load(package).figures["doubt"].iloc[0] == f"one{odd}two"


@pytest.mark.parametrize(("mark", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_table_saved_with_other_separators_is_refused_with_the_cure(package, mark, called):
    path = package / "overlaps.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", mark), encoding="utf-8")
    fault = refusal(package)
    assert fault.found == called
    assert "commas between the cells" in fault.advice


def test_last_row_with_too_few_cells_is_taken_for_a_cut(package):
    path = package / "names.csv"
    path.write_text(path.read_text(encoding="utf-8") + "n090,P,Qu", encoding="utf-8")
    assert "the file may be cut off" in refusal(package).advice


def test_file_with_fewer_rows_than_stated_is_refused_with_what_to_do(package):
    path = package / "names.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    fault = refusal(package)
    assert (fault.where, fault.found) == ("mine/names.csv", f"{len(lines) - 2}")
    assert "cut off" in fault.advice
    assert "atodds build data" in fault.advice


def test_table_edited_by_hand_loads_without_a_build(package):
    change(package, "names", 0, note="looked at again")
    path = package / "names.csv"
    path.write_text(path.read_text(encoding="utf-8") + "n090,P,Quay,place,Quay,1,\n")
    assert load(package).names["note"].iloc[0] == "looked at again"


@pytest.mark.parametrize("start", ["5000", "5001"])
def test_span_that_does_not_begin_before_it_ends_is_refused(package, start):
    change(package, "figures", 1, start=start, end="5000")
    fault = refusal(package)
    assert fault.where == "mine/figures.csv, line 3, field 'start'"
    assert fault.expected == "less than end, which is 5000"


def test_case_in_which_nobody_else_speaks_loads(package):
    path = package / "voices.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    describe(package, "voices", lambda it: it.update(rows=0))
    speakers = load(package).figures["speaker"]
    assert speakers["P-06"] == "text P, in its own voice"
    assert speakers.dtype == load("harbour").figures["speaker"].dtype


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


def test_a_table_changed_between_two_loads_is_read_anew(package):
    before = load(package).figures["exact"].tolist()
    change(package, "figures", 0, thing="changed")
    assert load(package).figures["thing"].iloc[0] == "changed"
    change(package, "figures", 0, low="many")
    assert "'many'" in str(refusal(package))
    assert before == load("harbour").figures["exact"].tolist()


def test_what_a_reader_does_to_a_table_stays_out_of_the_next_load():
    spoiled = load("harbour")
    spoiled.figures["new"] = 1
    spoiled.figures.loc["P-06", "exact"] = "nothing"
    del spoiled.documents["publisher"]
    again = load("harbour")
    assert "new" not in again.figures
    assert again.figures.loc["P-06", "exact"] == "fewer than 40 containers"
    assert "publisher" in again.documents
