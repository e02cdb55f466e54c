"""What others read of the project, read by the tools that they read it with."""

import subprocess
import sys
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).parent / "uv"
# It brings the schemas of both formats along, and needs versions of its own beside ours.
CHECKER = "check-jsonschema==0.39.0"
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
        assert one["license"].id == crate.license.id
    packages = [one.id for one in crate.data_entities if one.id.startswith("datasets/")]
    assert {"datasets/kursk/", "datasets/harbour/", "datasets/flood/"} <= set(packages)


def test_the_crate_that_is_written_again_is_the_crate_that_was_read(tmp_path):
    crate = ROCrate(ROOT)
    crate.metadata.write(tmp_path)
    names = {one.id for one in crate.get_entities()}
    again = (tmp_path / "ro-crate-metadata.json").read_text(encoding="utf-8")
    assert [name for name in names if f'"@id": "{name}"' not in again] == []
    assert len(names) > 50
