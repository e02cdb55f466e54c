"""What others read of the project, read by the tools that they read it with."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rocrate
from rocrate.rocrate import ROCrate

ROOT = Path(__file__).resolve().parents[2]
CRATE = "ro-crate-metadata.json"
UV = Path(sys.executable).parent / "uv"
# It brings the schemas of both formats along, and needs versions of its own beside ours.
CHECKER = "check-jsonschema==0.39.0"
# The rules of RO-Crate as a program; it wants an older `rich` than we do.
CRATE_CHECKER = "roc-validator==0.13.0"
# What it recommends and nobody can follow before a person or an institution publishes this.
LEFT_OUT = {
    "The organization SHOULD have a URL.",
    (
        "An Organization entity SHOULD have a ROR identifier as its @id "
        "(e.g., https://ror.org/03f0f6041)"
    ),
    "An Organization's contactPoint SHOULD reference a ContactPoint contextual entity",
    "At least one author or publisher Person/Organization SHOULD have a contactPoint property",
}
FORMATS = {
    "CITATION.cff": "vendor.citation-file-format",
    ".github/workflows/scheduled.yml": "vendor.github-workflows",
}


def judge(path, schema):
    """Compare a file with a schema; return the exit code and what was said."""
    command = [UV, "tool", "run", CHECKER, "--builtin-schema", schema, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_the_file_is_valid_in_its_format(name):
    code, said = judge(ROOT / name, FORMATS[name])
    assert code == 0, said
    assert "ok -- validation done" in said


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("CITATION.cff", "type: software", "type: lesson"),
        ("CITATION.cff", "  - MIT", "  - MTI"),
        ("CITATION.cff", "authors:", "writers:"),
        (".github/workflows/scheduled.yml", "runs-on:", "runs-at:"),
        (".github/workflows/scheduled.yml", "    - cron:", "    - corn:"),
    ],
)
def test_a_fault_in_the_file_is_found(name, old, new, tmp_path):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert old in text
    spoiled = tmp_path / Path(name).name
    spoiled.write_text(text.replace(old, new, 1), encoding="utf-8")
    code, said = judge(spoiled, FORMATS[name])
    assert code == 1
    assert "Schema validation errors were encountered" in said


def test_the_crate_can_be_read_and_holds_lessons_and_data():
    crate = ROCrate(ROOT)
    assert crate.name == "At Odds: notebook lessons in source criticism"
    assert crate.datePublished
    assert crate.license.id == "https://creativecommons.org/licenses/by/4.0/"
    lessons = [one for one in crate.data_entities if "LearningResource" in one.type]
    assert len(lessons) == len(list((ROOT / "lessons").glob("*.ipynb")))
    for one in lessons:
        assert (ROOT / one.id).is_file()
        assert one["teaches"]
        assert one["contentSize"]
    packages = [one.id for one in crate.data_entities if one.id.startswith("datasets/")]
    assert {"datasets/kursk/", "datasets/harbour/", "datasets/flood/"} <= set(packages)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """Copy what the crate lists, and nothing else."""
    folder = tmp_path_factory.mktemp("crate")
    for one in [CRATE, *(one.id for one in ROCrate(ROOT).data_entities)]:
        (folder / one).parent.mkdir(parents=True, exist_ok=True)
        if one.endswith("/"):
            (folder / one).mkdir(exist_ok=True)
        else:
            shutil.copy(ROOT / one, folder / one)
    return folder


def judge_crate(folder):
    """Judge a crate by the rules of its version; list what they demand, and what they advise."""
    words = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
    script = Path(__file__).parent / "judge_crate.py"
    command = [UV, "tool", "run", "--from", CRATE_CHECKER, "python", script, folder, words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "judged" in lines
    found = [line.split("\t") for line in lines if line.count("\t") == 2]
    return tuple(
        {words for level, _, words in found if level == wanted}
        for wanted in ("REQUIRED", "RECOMMENDED")
    )


def test_the_crate_keeps_every_rule_of_ro_crate(unpacked):
    assert judge_crate(unpacked) == (set(), LEFT_OUT)


# Each run of the judge takes seconds: the faults that it should find are made all at once.
def test_faults_in_the_crate_are_found(unpacked, tmp_path):
    spoiled = shutil.copytree(unpacked, tmp_path / "crate")
    text = (spoiled / CRATE).read_text(encoding="utf-8")
    document = json.loads(text)
    entities = {one["@id"]: one for one in document["@graph"]}
    entities["src/atodds/"]["@type"] = "Nonsense"
    entities["./"]["datePublished"] = "some day"
    del entities["./"]["license"], entities["./"]["publisher"]
    del entities["datasets/kursk/figures.csv"]["contentSize"]
    entities["#course"]["madeUpWord"] = "x"
    (spoiled / CRATE).write_text(json.dumps(document), encoding="utf-8")
    demanded, advised = ("\n".join(sorted(said)) for said in judge_crate(spoiled))
    assert 'key "madeUpWord" is not allowed' in demanded
    assert "MUST have a `datePublished` property" in demanded
    assert "MUST have a `license` property" in demanded
    assert "'src/atodds/' of type 'Nonsense'" in advised
    assert "SHOULD include at least one Schema.org type" in advised
    assert "SHOULD have a `publisher` property" in advised
    assert "SHOULD have a `contentSize` property" in advised


def test_the_crate_that_is_written_again_is_the_crate_that_was_read(tmp_path):
    crate = ROCrate(ROOT)
    crate.metadata.write(tmp_path)
    names = {one.id for one in crate.get_entities()}
    again = (tmp_path / "ro-crate-metadata.json").read_text(encoding="utf-8")
    assert [name for name in names if f'"@id": "{name}"' not in again] == []
    assert len(names) > 50
