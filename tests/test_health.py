"""What keeps the project well and findable: its citation, its nightly run, its paper."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from atodds.build.address import find_address
from atodds.build.doors import where_to_find
from atodds.build.lessons import find_masters

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = ".github/workflows/scheduled.yml"
# A tag such as v5 moves with each release of that major version; a branch may become anything.
BY_MAJOR_VERSION = re.compile(r"[\w-]+/[\w-]+@v\d+")
DOI = re.compile(r"10\.\d{4,}/\S+")
ADDRESS = re.compile(r"https?://\w")
# What judges style and types, and no learner's work.
JUDGES = {"mypy", "pandas-stubs", "ruff"}
# Files with addresses that nobody has to follow.
NOT_CHECKED = {
    "deploy/course.py": "this machine's own address, where the service listens",
    "docs/open-in-your-browser.svg": "the name of a format",
    "src/atodds/build/address.py": "made-up examples",
    "src/atodds/build/book/pictures.py": "the name of a format",
    "src/atodds/build/doors.py": "made-up examples",
    "src/atodds/cli/presenting.py": "this machine",
    "src/atodds/exercises/saving.py": "made-up examples",
    "src/atodds/grading/feedback.py": "made-up examples",
    "src/atodds/widgets/collator.js": "the name of a format",
    "tests/": "made-up examples, this machine, and the sources of two rules",
}
# The parts of the paper, in order.
PARTS = [
    "Summary",
    "Statement of need",
    "Learning objectives",
    "Content",
    "Instructional design",
    "Experience of use",
    "The story of the project",
    "Availability",
    "References",
]


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
    risks = [use for use in found if not BY_MAJOR_VERSION.fullmatch(use)]
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


def test_the_nightly_run_needs_no_secret_and_names_the_major_version_of_what_it_uses():
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
    assert len(upgrade) == 2
    assert not any("requirements" in line for line in upgrade)
    extras = re.search(r"\.\[([a-z,]+)\]", upgrade[0])[1].split(",")
    assert sorted(extras) == sorted(project()["optional-dependencies"])
    assert any(line.endswith("make test") for line in commands)
    assert commands.index(upgrade[0]) < [line.endswith("make test") for line in commands].index(
        True
    )


def command_with(words):
    """Find the one command of the workflow that has these words in it."""
    found = [step["run"] for step in steps_of(page(WORKFLOW)) if words in step.get("run", "")]
    assert len(found) == 1
    return found[0]


def run_in(folder, command):
    subprocess.run(["bash", "-c", command], cwd=folder, check=True)


def test_the_nightly_run_holds_what_judges_style_and_types_at_our_versions(tmp_path):
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    run_in(tmp_path, command_with("> held.txt"))
    held = (tmp_path / "held.txt").read_text(encoding="utf-8").splitlines()
    assert {line.partition("==")[0] for line in held} == JUDGES
    assert set(held) <= set(page("requirements.txt").splitlines())
    assert "--constraint held.txt" in command_with("--group dev")


def test_the_nightly_run_opens_binder_with_the_newest_repo2docker_and_binders_own_python():
    steps = yaml.safe_load(page(WORKFLOW))["jobs"]["binder"]["steps"]
    pythons = [step["with"]["python-version"] for step in steps if "with" in step]
    assert [f"python-{one}\n" for one in pythons] == [page("binder/runtime.txt")]
    commands = [step["run"] for step in steps if "run" in step]
    newest = next(line for line in commands if "--upgrade jupyter-repo2docker" in line)
    opened = next(line for line in commands if "tests/doors/test_doors_binder.py" in line)
    assert commands.index(newest) < commands.index(opened)
    assert (ROOT / "tests" / "doors" / "test_doors_binder.py").is_file()


def patterns_of(text):
    """List which files the link check reads, as it names them."""
    arguments = next(
        step["with"]["args"] for step in steps_of(text) if "lychee" in step.get("uses", "")
    )
    return [word.removeprefix("./") for word in arguments.split() if word.startswith("./")]


def files_read(text):
    """List the files that the link check reads, with the tables that a step reads for it."""
    tables = {"addresses.txt": "datasets/*/*.csv"}
    found = {one: list(ROOT.glob(tables.get(one, one))) for one in patterns_of(text)}
    return {
        pattern: {path.relative_to(ROOT).as_posix() for path in paths}
        for pattern, paths in found.items()
    }


def with_addresses():
    """List the files of the project that have an address in them."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    texts = [path for path in paths if path.suffix != ".png"]
    return {
        path.relative_to(ROOT).as_posix()
        for path in texts
        if ADDRESS.search(path.read_text(encoding="utf-8"))
    }


def overlooked(text):
    """List the files with an address that the link check does not read, and nobody excused."""
    read = set().union(*files_read(text).values())
    left = with_addresses() - read - set(NOT_CHECKED)
    return sorted(name for name in left if not name.startswith("tests/"))


def test_the_link_check_reads_what_is_there():
    assert [one for one, paths in files_read(page(WORKFLOW)).items() if not paths] == []


def test_the_link_check_reads_every_file_that_has_an_address():
    assert overlooked(page(WORKFLOW)) == []


@pytest.mark.parametrize(
    ("left_out", "missed"),
    [
        ("./addresses.txt ", "datasets/kursk/dossiers.csv"),
        ("./deploy/*.md ", "deploy/README.md"),
        ("./paper/*.bib", "paper/paper.bib"),
        ("./lessons/*.ipynb ", "lessons/00-start-here.ipynb"),
    ],
)
def test_a_file_that_the_link_check_overlooks_is_found(left_out, missed):
    text = page(WORKFLOW)
    assert text.count(left_out) == 1
    assert missed in overlooked(text.replace(left_out, ""))


def test_no_file_is_excused_from_the_link_check_in_vain():
    holders = with_addresses()
    assert [name for name in NOT_CHECKED if not name.endswith("/") and name not in holders] == []
    read = set().union(*files_read(page(WORKFLOW)).values())
    assert read & set(NOT_CHECKED) == set()


def test_every_address_of_the_tables_is_handed_to_the_link_check(tmp_path):
    for name in ("datasets", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name)
    harbour = tmp_path / "datasets" / "harbour" / "places.csv"
    odd = 'x,"https://example.org/a,b ""c""",https://example.org/d\n'
    harbour.write_text(harbour.read_text(encoding="utf-8") + odd, encoding="utf-8")
    run_in(tmp_path, command_with("> addresses.txt"))
    listed = (tmp_path / "addresses.txt").read_text(encoding="utf-8").splitlines()
    assert {'https://example.org/a,b "c"', "https://example.org/d"} <= set(listed)
    assert len(listed) == len(set(listed))
    # Counted in another way: no address of a table has another one in it.
    for table in (ROOT / "datasets").glob("*/*.csv"):
        written = table.read_text(encoding="utf-8")
        held = sum(len(re.findall(re.escape(one) + r"(?=[,\"\n])", written)) for one in listed)
        assert held >= len(ADDRESS.findall(written)), table


def sections_of(body):
    """Give the parts of the paper: each heading with its words."""
    parts = re.split(r"^# (.+)$", body, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def paragraph_with(words, part):
    """Give the paragraph of a part that has these words in it."""
    return next((one for one in part.split("\n\n") if words in one), "")


def not_told(text):
    """Say which of the things that the journal asks for the paper leaves out.

    What a paper on a learning module contains, by the Journal of Open Source Education:
    https://openjournals.readthedocs.io/en/jose/submitting.html#what-should-my-paper-contain
    """
    head, body = head_and_body(text)
    told = {"authors": [], "affiliations": []} | head
    part = dict.fromkeys(PARTS, "") | sections_of(body)
    need = part["Statement of need"]
    works = {one["index"] for one in told["affiliations"]}
    summary = part["Summary"]
    found = {
        "all authors and their affiliations": bool(told["authors"])
        and all(one.get("name") and one.get("affiliation") in works for one in told["authors"]),
        "what is submitted": "twelve Jupyter notebooks" in summary,
        "why it is eligible": all(
            words in paragraph_with("learning module", summary)
            for words in ("complete", "computation", "CC BY 4.0", "MIT licence")
        ),
        "what it adds to teaching with computers": need.count("[@") >= 3
        and "We know of no other open notebook course" in need,
        "who it is for": all(words in need for words in ("secondary", "first-year", "newsrooms")),
        "how others may adopt it": all(
            words in paragraph_with("How others may adopt it", need)
            for words in ("workshop", "Binder", "JupyterHub", "hand-ins", "another case")
        ),
        "learning objectives": part["Learning objectives"].count("\n- ") >= 5,
        "content": all(f"{number:02}" in part["Content"] for number in (0, 1, 5, 6, 8, 9, 11)),
        "instructional design": len(part["Instructional design"].split()) >= 100,
        "experience of use": bool(part["Experience of use"].strip()),
        "the story of the project": len(part["The story of the project"].split()) >= 60,
        "key references": "[@" in body and "References" in sections_of(body),
        "a link to the archive": where_to_find(find_address(ROOT)) in part["Availability"],
    }
    return [name for name, is_there in found.items() if not is_there]


def test_the_paper_tells_what_the_journal_asks_for():
    assert not_told(page("paper/paper.md")) == []


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("authors:\n  - name:", "authors:\n  - nobody:", "all authors and their affiliations"),
        ("    index: 1", "    index: 2", "all authors and their affiliations"),
        ("The course is a learning module", "The course is a module", "why it is eligible"),
        ("code under the MIT licence", "code is open too", "why it is eligible"),
        ("and to newsrooms", "and to others", "who it is for"),
        ("**How others may adopt it.** ", "", "how others may adopt it"),
        ("# Learning objectives\n", "# Aims\n", "learning objectives"),
        ("Lessons 06 to 08", "Some lessons", "content"),
        ("# Experience of use\n", "", "experience of use"),
        ("# The story of the project\n", "", "the story of the project"),
        ("# References\n", "", "key references"),
        ("No version is deposited", "Every version is deposited", "a link to the archive"),
    ],
)
def test_what_the_paper_leaves_out_is_found(old, new, missing):
    text = page("paper/paper.md")
    assert text.count(old) == 1
    assert missing in not_told(text.replace(old, new))


def test_the_paper_has_the_journals_head_its_parts_in_order_and_its_length():
    head, body = head_and_body(page("paper/paper.md"))
    assert {"title", "tags", "authors", "affiliations", "date", "bibliography"} <= set(head)
    assert (ROOT / "paper" / head["bibliography"]).is_file()
    assert list(sections_of(body)) == PARTS
    assert 1000 <= len(body.split()) <= 1400


def test_nobody_is_invented_whoever_submits_the_paper_fills_all_places_or_none():
    head, _ = head_and_body(page("paper/paper.md"))
    filled = [
        str(value)
        for one in [*head["authors"], *head["affiliations"]]
        for key, value in one.items()
        if key in {"name", "orcid"}
    ]
    empty = [value for value in filled if re.fullmatch(r"\[.+\]", value)]
    assert empty in ([], filled)
    identifiers = [one["orcid"] for one in head["authors"] if "orcid" in one]
    assert empty or all(re.fullmatch(r"(\d{4}-){3}\d{3}[\dX]", one) for one in identifiers)


def test_the_paper_says_that_no_class_has_used_it():
    told = sections_of(head_and_body(page("paper/paper.md"))[1])["Experience of use"]
    assert "There is none in a classroom yet" in told
    assert "no effect on learning" in told


def test_every_reference_is_cited_and_every_citation_is_listed():
    _, body = head_and_body(page("paper/paper.md"))
    cited = set(re.findall(r"@(\w+)", body))
    assert cited == set(entries_of(page("paper/paper.bib")))


def test_every_reference_can_be_found():
    for key, fields in entries_of(page("paper/paper.bib")).items():
        assert fields["title"], key
        assert fields["author"], key
        assert DOI.fullmatch(fields.get("doi", "")) or "url" in fields or "publisher" in fields, key


def test_what_the_paper_counts_is_what_is_there():
    told = page("paper/paper.md")
    masters = find_masters(ROOT)
    assert len(masters) == 12
    assert "twelve Jupyter notebooks" in told
    assert {len(master.head["objectives"]) for master in masters} == {3}
    assert "states three objectives" in told
    assert len(list((ROOT / "datasets").glob("*/datapackage.json"))) == 1 + 2
    assert "two invented cases" in told
    for table in ("figures", "claims"):
        coded = page(f"tests/data/second_coding/{table}.csv").splitlines()
        assert len(coded) == 1 + 40
        assert f"forty {table}" in told
    assert "90-minute workshop" in page("TEACHING.md")
    assert "a workshop of 90 minutes" in told
