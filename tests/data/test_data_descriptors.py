import json
from pathlib import Path

import frictionless
import pytest

DATASETS = Path(__file__).resolve().parents[2] / "datasets"
# What describes the rest is not described itself.
UNDESCRIBED = {"datapackage.json", "about.json"}
ABOVE_CASES = {"README.md", "schema.json"}
HEAD = (
    "name", "title", "description", "licenses", "sources", "contributors", "created", "keywords",
)  # fmt: skip
BASES = {"internal", "external", "ours", "row"}


@pytest.fixture
def descriptor(package):
    return json.loads((DATASETS / package / "datapackage.json").read_text(encoding="utf-8"))


def stray_files(folder, described):
    """List files without a row in the descriptor, and rows without a file."""
    here = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return sorted((here - UNDESCRIBED) ^ set(described))


def test_descriptor_says_what_who_whence_and_under_which_licence(descriptor):
    assert [key for key in HEAD if not descriptor.get(key)] == []


def test_every_resource_has_title_description_bytes_and_hash(descriptor):
    keys = ("name", "path", "title", "description", "bytes", "hash")
    assert [
        (r["path"], key) for r in descriptor["resources"] for key in keys if not r.get(key)
    ] == []


def test_every_field_has_type_description_and_basis(descriptor):
    fields = [
        (resource["name"], field)
        for resource in descriptor["resources"]
        for field in resource.get("schema", {}).get("fields", [])
    ]
    assert [
        (table, field["name"])
        for table, field in fields
        if not field.get("type") or not field.get("description") or field.get("basis") not in BASES
    ] == []


def test_a_field_whose_basis_the_row_tells_names_a_column_that_tells_it(descriptor):
    for resource in descriptor["resources"]:
        fields = {field["name"]: field for field in resource.get("schema", {}).get("fields", [])}
        for field in fields.values():
            if field["basis"] == "row":
                telling = fields[field["basisFrom"]]
                assert telling["constraints"]["enum"] == ["internal", "external"]


def test_frictionless_finds_no_fault(package):
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(DATASETS / package / "datapackage.json"))
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []


def test_every_file_has_a_row_in_the_descriptor_and_every_row_a_file(package, descriptor):
    described = [resource["path"] for resource in descriptor["resources"]]
    assert stray_files(DATASETS / package, described) == []


def test_nothing_lies_beside_the_packages_but_their_schema_and_read_me():
    assert {path.name for path in DATASETS.iterdir() if path.is_file()} <= ABOVE_CASES


def test_a_file_without_a_row_is_found(tmp_path):
    (tmp_path / "notes.csv").write_text("a\n")
    assert stray_files(tmp_path, ["figures.csv"]) == ["figures.csv", "notes.csv"]
