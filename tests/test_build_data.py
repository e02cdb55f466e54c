import json
import shutil

import pytest

from atodds.build.data import build_descriptors
from atodds.case import load


@pytest.fixture
def project(tmp_path, root):
    """Give a project with the harbour case alone."""
    shutil.copytree(root / "datasets" / "harbour", tmp_path / "datasets" / "harbour")
    shutil.copy(root / "datasets" / "schema.json", tmp_path / "datasets")
    build_descriptors(tmp_path, check=False)
    return tmp_path


def descriptor(project):
    path = project / "datasets" / "harbour" / "datapackage.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_what_is_built_is_what_lies_in_datasets(root):
    assert build_descriptors(root, check=True) == []


def test_building_twice_changes_nothing(project):
    assert build_descriptors(project, check=False) == []
    assert build_descriptors(project, check=True) == []


def test_check_names_the_file_that_differs_and_the_command_and_writes_nothing(project):
    path = project / "datasets" / "harbour" / "names.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Saltmere,1", "Saltmere,2"))
    before = descriptor(project)
    assert build_descriptors(project, check=True) == [
        "datasets/harbour/datapackage.json is not what its sources give. Run `atodds build data`."
    ]
    assert descriptor(project) == before
    build_descriptors(project, check=False)
    assert descriptor(project) != before


def test_descriptor_says_how_many_rows_and_bytes_each_table_has(project):
    resources = {each["name"]: each for each in descriptor(project)["resources"]}
    path = project / "datasets" / "harbour" / "figures.csv"
    assert resources["figures"]["bytes"] == path.stat().st_size
    assert resources["figures"]["rows"] == len(load(path.parent).figures)
    assert resources["text-p"]["path"] == "texts/P.txt"


def test_lengths_digests_and_fingerprints_come_from_the_texts(project):
    text = project / "datasets" / "harbour" / "texts" / "P.txt"
    text.write_text(text.read_text(encoding="utf-8") + "One word more, and then some.\n")
    changed = {sentence.split()[0] for sentence in build_descriptors(project, check=True)}
    folder = "datasets/harbour"
    assert changed == {
        f"{folder}/{name}"
        for name in ("documents.csv", "fingerprints.csv", "overlaps.csv", "datapackage.json")
    }


def test_without_the_texts_what_comes_from_them_stays(project, monkeypatch):
    folder = project / "datasets" / "harbour"
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    shutil.rmtree(folder / "texts")
    monkeypatch.setenv("ATODDS_TEXTS", str(project / "nowhere"))
    build_descriptors(project, check=False)
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


def test_another_text_under_the_same_name_is_refused(project, monkeypatch):
    folder = project / "datasets" / "harbour"
    shutil.move(folder / "texts", project / "outside")
    (project / "outside" / "P.txt").write_text("Another text.")
    monkeypatch.setenv("ATODDS_TEXTS", str(project / "outside"))
    with pytest.raises(ValueError, match=r"Expected the text P .* found another in outside/P\.txt"):
        build_descriptors(project, check=False)


def test_tables_that_machines_make_are_made_where_they_are_missing(project):
    folder = project / "datasets" / "harbour"
    before = (folder / "fingerprints.csv").read_bytes()
    (folder / "fingerprints.csv").unlink()
    build_descriptors(project, check=False)
    assert (folder / "fingerprints.csv").read_bytes() == before
    assert before.count(b"\n") > 50


def test_missing_table_that_people_write_is_asked_for(project):
    (project / "datasets" / "harbour" / "claims.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"Expected harbour/claims\.csv, found none"):
        build_descriptors(project, check=True)


def test_day_of_making_gets_the_time_that_the_standard_wants(project):
    assert descriptor(project)["created"].endswith("T00:00:00Z")


def test_a_case_may_do_without_dossiers_and_only_without_them(project):
    folder = project / "datasets" / "harbour"
    (folder / "dossiers.csv").unlink()
    build_descriptors(project, check=False)
    assert "dossiers" not in load(folder).tables
    (folder / "links.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"links\.csv"):
        build_descriptors(project, check=True)
