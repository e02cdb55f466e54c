"""What keeps the project well and findable: its citation, its nightly run, its paper."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = ".github/workflows/scheduled.yml"
PINNED = re.compile(r"[\w-]+/[\w-]+@v\d+")
DOI = re.compile(r"10\.\d{4,}/\S+")


def page(name):
    return (ROOT / name).read_text(encoding="utf-8")


def project():
    return tomllib.loads(page("pyproject.toml"))["project"]


def steps_of(text):
    jobs = yaml.safe_load(text)["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


def risks_of(text):
    """Say what makes a workflow less than safe to leave running."""
    said = yaml.safe_load(text)
    found = [step["uses"] for step in steps_of(text) if "uses" in step]
    risks = [use for use in found if not PINNED.fullmatch(use)]
    risks += re.findall(r"secrets\.\w+|pull_request_target|: write\b", text)
    risks += [] if said.get("permissions") == {"contents": "read"} else ["permissions"]
    return risks + [job for job, one in said["jobs"].items() if "timeout-minutes" not in one]


def head_and_body(text):
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body


def entries_of(text):
    """Give the references of a BibTeX file: each key with its fields."""
    found = re.findall(r"^@\w+\{(\w+),\n(.*?)^\}", text, flags=re.MULTILINE | re.DOTALL)
    assert text.count("\n@") + text.startswith("@") == len(found)
    return {
        key: dict(re.findall(r"^ *(\w+) *= \{(.*)\},?$", fields, flags=re.MULTILINE))
        for key, fields in found
    }


def test_the_citation_names_what_the_project_says_of_itself():
    cited = yaml.safe_load(page("CITATION.cff"))
    required = {"cff-version", "message", "title", "authors", "version", "date-released"}
    assert required <= set(cited)
    assert str(cited["version"]) == project()["version"]
    assert sorted(cited["license"]) == sorted(project()["license"].split(" AND "))
    assert [one["name"] for one in cited["authors"]] == [
        one["name"] for one in project()["authors"]
    ]


def test_the_nightly_run_needs_no_secret_and_pins_what_it_uses():
    assert risks_of(page(WORKFLOW)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("actions/checkout@v5", "actions/checkout@main"),
        ("actions/checkout@v5", "actions/checkout"),
        ("contents: read", "contents: write"),
        ("fail: true", "token: ${{ secrets.TOKEN }}"),
        ("    timeout-minutes: 20\n", ""),
    ],
)
def test_a_workflow_that_takes_risks_is_found(old, new):
    text = page(WORKFLOW)
    assert old in text
    assert risks_of(text.replace(old, new)) != []


def test_the_nightly_run_tries_every_python_that_the_project_promises():
    found = re.compile(r"Programming Language :: Python :: (3\.\d+)")
    promised = [one[1] for line in project()["classifiers"] if (one := found.fullmatch(line))]
    newest = yaml.safe_load(page(WORKFLOW))["jobs"]["newest"]
    assert newest["strategy"]["matrix"]["python"] == promised
    assert newest["strategy"]["fail-fast"] is False


def test_the_nightly_run_takes_the_newest_versions_and_runs_the_tests_that_a_person_runs():
    commands = [step.get("run", "") for step in steps_of(page(WORKFLOW))]
    upgrade = [line for line in commands if "--upgrade" in line]
    assert len(upgrade) == 1
    assert "requirements" not in upgrade[0]
    extras = re.search(r"\.\[([a-z,]+)\]", upgrade[0])[1].split(",")
    assert sorted(extras) == sorted(project()["optional-dependencies"])
    assert any(line.endswith("make test") for line in commands)
    assert commands.index(upgrade[0]) < [line.endswith("make test") for line in commands].index(
        True
    )


def test_the_link_check_reads_pages_that_are_there():
    arguments = next(
        step["with"]["args"]
        for step in steps_of(page(WORKFLOW))
        if "lychee" in step.get("uses", "")
    )
    patterns = [word for word in arguments.split() if word.startswith("./")]
    assert patterns
    assert [one for one in patterns if not list(ROOT.glob(one.removeprefix("./")))] == []


def test_the_paper_has_the_head_and_the_parts_that_the_journal_asks_for():
    head, body = head_and_body(page("paper/paper.md"))
    assert {"title", "tags", "authors", "affiliations", "date", "bibliography"} <= set(head)
    known = {one["index"] for one in head["affiliations"]}
    assert {one["affiliation"] for one in head["authors"]} == known
    assert (ROOT / "paper" / head["bibliography"]).is_file()
    parts = re.findall(r"^# (.+)$", body, flags=re.MULTILINE)
    assert parts == [
        "Summary",
        "Statement of need",
        "Learning objectives",
        "Content",
        "Instructional design",
        "Experience of use",
        "References",
    ]
    assert 600 <= len(body.split()) <= 1300


def test_the_paper_says_that_no_class_has_used_it():
    assert "There is none in a classroom yet" in page("paper/paper.md")


def test_every_reference_is_cited_and_every_citation_is_listed():
    _, body = head_and_body(page("paper/paper.md"))
    cited = set(re.findall(r"@(\w+)", body))
    assert cited == set(entries_of(page("paper/paper.bib")))


def test_every_reference_can_be_found():
    for key, fields in entries_of(page("paper/paper.bib")).items():
        assert fields["title"], key
        assert fields["author"], key
        assert DOI.fullmatch(fields.get("doi", "")) or "url" in fields or "publisher" in fields, key


def test_the_paper_counts_the_lessons_that_are_there():
    assert len(list((ROOT / "lessons").glob("*.ipynb"))) == 12
    assert "twelve Jupyter notebooks" in page("paper/paper.md")
