"""Both editions come from one master, and every way to break the pair is named."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from toy_course import EXERCISES
from toys import MASTER, plant

from atodds.build.cells import MasterError
from atodds.build.lessons import build_lessons, find_masters
from atodds.build.rules import find_faults
from atodds.build.running import RunError

TESTS = Path(__file__).parent
STARTER = ":tags: [exercise]\ncrew = ...\n"
SOLUTION = "```{code-cell}\n:tags: [solution]\ncrew = 62\n```\n"
CHECK = '```{code-cell}\n:tags: [check]\ncheck("90.1", crew)\n```\n'
EXEMPLAR = '+++ {"tags": ["essay", "solution"]}\n\nThe harbour'


@pytest.fixture(autouse=True)
def _toy_course_is_importable(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The toy lesson, built once."""
    root = plant(tmp_path_factory.mktemp("built"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(TESTS))
        build_lessons(root, EXERCISES)
    return root


@pytest.fixture
def project(built, tmp_path):
    """A copy of the built toy project, free to be spoiled."""
    for file in built.glob("*/*"):
        target = tmp_path / file.relative_to(built)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(file.read_bytes())
    return tmp_path


def read(root, edition):
    return nbformat.read(root / edition / "90-fire.ipynb", as_version=4)


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def refused(tmp_path, old, new):
    """Say what the build answers when the toy master has `new` in the place of `old`."""
    assert MASTER.count(old) == 1
    with pytest.raises(MasterError) as error:
        build_lessons(plant(tmp_path, MASTER.replace(old, new)), EXERCISES)
    return str(error.value)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_lesson_holds_starters_and_no_solution_rubric_or_instructor_cell(built):
    lesson = read(built, "lessons")
    tags = {tag for cell in lesson.cells for tag in cell.metadata.get("tags", [])}
    assert tags == {"exercise", "check", "essay"}
    assert "crew = ..." in sources(lesson)
    assert not any("crew = 62" in source or "himself" in source for source in sources(lesson))


def test_lesson_holds_no_output_and_no_execution_count(built):
    code = [cell for cell in read(built, "lessons").cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None)] * 4


def test_solved_edition_holds_the_solution_in_place_of_the_starter(built):
    solved = sources(read(built, "solutions"))
    assert "crew = 62" in solved
    assert "crew = ..." not in solved
    assert "*Write here.*" not in solved
    assert solved[-2:] == [
        "Mastery says how the speaker knows.",
        "Ask who else could have counted.",
    ]


def test_solved_edition_was_run_from_top_to_bottom(built):
    code = [cell for cell in read(built, "solutions").cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3, 4]


def test_solution_is_run_with_an_empty_work_folder(built):
    first = next(c for c in read(built, "solutions").cells if c.cell_type == "code")
    assert first.outputs[0].data["text/plain"] == "[]"


def test_rubric_cell_finds_the_essay_in_the_saved_notebook(built):
    rubric = [c for c in read(built, "solutions").cells if c.cell_type == "code"][-1]
    shown = rubric.outputs[0].data["text/plain"]
    assert "says how he knows" in shown


def test_check_cells_carry_their_exercise_and_nbgrader_metadata(built):
    for edition in ("lessons", "solutions"):
        cell = next(c for c in read(built, edition).cells if "check" in c.metadata.get("tags", []))
        assert cell.metadata["atodds"] == {"exercise": "90.1", "role": "check"}
        assert cell.metadata["nbgrader"] == {
            "cell_type": "code",
            "grade": True,
            "grade_id": "check-90-1",
            "locked": True,
            "points": 2,
            "schema_version": 3,
            "solution": False,
            "task": False,
        }


def test_essay_cell_carries_the_hash_of_its_starter_in_both_editions(built):
    # sha256 of "*Write here.*"
    starter = "e66e6717"
    found = [
        cell.metadata["atodds"]
        for edition in ("lessons", "solutions")
        for cell in read(built, edition).cells
        if "essay" in cell.metadata.get("tags", [])
    ]
    assert found[0] == found[1]
    assert found[0]["exercise"] == "90.2"
    assert found[0]["starter"].startswith(starter)


def test_grade_ids_are_unique_in_each_edition(built):
    for edition in ("lessons", "solutions"):
        marked = [
            c.metadata.nbgrader for c in read(built, edition).cells if "nbgrader" in c.metadata
        ]
        assert [m.grade_id for m in marked] == ["answer-90-1", "check-90-1", "essay-90-2"]


def test_a_cell_keeps_its_id_when_another_comes_before_it(built, tmp_path):
    before = read(built, "lessons").cells
    longer = MASTER.replace("### Exercise 90.1", "+++\n\nLook first.\n\n+++\n\n### Exercise 90.1")
    build_lessons(plant(tmp_path, longer), EXERCISES)
    after = {cell.source: cell.id for cell in read(tmp_path, "lessons").cells}
    assert {cell.source: cell.id for cell in before}.items() <= after.items()


def test_both_editions_give_a_cell_the_same_id(built):
    lesson, solved = read(built, "lessons"), read(built, "solutions")
    assert [cell.id for cell in lesson.cells] == [cell.id for cell in solved.cells[:-2]]


def test_notebook_metadata_says_lesson_title_minutes_and_objectives(built):
    metadata = read(built, "lessons").metadata
    assert metadata.title == "Who came to the fire?"
    assert metadata.kernelspec.name == "python3"
    assert metadata.atodds == {
        "edition": "learner",
        "lesson": "90",
        "minutes": 5,
        "objectives": ["read a number", "weigh a source"],
        "title": "Who came to the fire?",
    }
    assert "language_info" not in read(built, "solutions").metadata


def test_two_builds_are_the_same_byte_for_byte(project):
    files = sorted(project.glob("*/*.ipynb"))
    before = [file.read_bytes() for file in files]
    for file in files:
        file.unlink()
    build_lessons(project, EXERCISES)
    assert [file.read_bytes() for file in files] == before


def test_building_again_changes_no_file(project):
    assert build_lessons(project, EXERCISES) == ()


def test_check_of_a_fresh_build_finds_no_difference(built):
    assert build_lessons(built, EXERCISES, check=True) == ()


def test_check_names_the_cell_of_an_edited_lesson_and_the_command_that_mends_it(project):
    edit(project / "lessons" / "90-fire.ipynb", "crew = ...", "crew = 61")
    (said,) = build_lessons(project, EXERCISES, check=True)
    assert said == (
        "lessons/90-fire.ipynb, cell 4 (crew = 61): source is not as in the master. "
        "Edit the master, then run: atodds build lessons"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("solutions", '"crew = 62"', '"crew = 63"', "cell 4 (crew = 63): source is not"),
        ("solutions", '"role": "check"', '"role": "none"', "metadata is not"),
        ("solutions", '"execution_count": 3', '"execution_count": 7', "was not run from its first"),
        ("lessons", '"minutes": 5', '"minutes": 6', "the notebook's metadata is not"),
        ("lessons", "\n }", "\n}", "written in another way"),
        ("lessons", '"nbformat": 4', '"nbformat": ', "not a valid notebook"),
        ("lessons", '"cell_type": "markdown",', "", "not a valid notebook"),
    ],
)
def test_check_says_what_differs(project, file, old, new, expected):
    edit(project / file / "90-fire.ipynb", old, new)
    (said,) = build_lessons(project, EXERCISES, check=True)
    assert said.startswith(f"{file}/90-fire.ipynb")
    assert expected in said


def test_check_names_a_cell_without_an_id_as_a_fault(project):
    path = project / "lessons" / "90-fire.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["cells"][0]["id"]
    path.write_text(json.dumps(content), encoding="utf-8")
    (said,) = build_lessons(project, EXERCISES, check=True)
    assert "not a valid notebook" in said


def test_check_names_a_missing_edition_and_a_notebook_without_a_master(project):
    (project / "lessons" / "90-fire.ipynb").rename(project / "lessons" / "91-smoke.ipynb")
    missing, orphan = build_lessons(project, EXERCISES, check=True)
    assert missing.startswith("lessons/90-fire.ipynb is not there.")
    assert orphan.startswith("lessons/91-smoke.ipynb has no master;")


def test_check_refuses_a_stored_widget_view(project):
    path = project / "solutions" / "90-fire.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    output = next(c for c in content["cells"] if c.get("outputs"))["outputs"][0]
    output["data"]["application/vnd.jupyter.widget-view+json"] = {"model_id": "a"}
    text = json.dumps(content, sort_keys=True, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")
    (said,) = build_lessons(project, EXERCISES, check=True)
    assert "holds widget views" in said


def test_check_writes_nothing(project):
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    edit(project / "solutions" / "90-fire.md", "We read one number", "We read a number")
    after_edit = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    assert len(build_lessons(project, EXERCISES, check=True)) == 2
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == after_edit
    assert before.keys() == after_edit.keys()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (SOLUTION, "", "line 24: this exercise has no solution; let one code cell tagged"),
        (STARTER, "crew = ...\n", "line 28: this solution follows no starter of its kind"),
        (SOLUTION, SOLUTION + "\n" + SOLUTION, "line 34: this solution follows no starter"),
        (CHECK, "", "line 24: no check follows this exercise"),
        (CHECK, CHECK + "\n" + CHECK, "line 39: a second 'check' for exercise 90.1"),
        ('check("90.1", crew)', "check(number, crew)", "line 34: a check cell holds one call"),
        ('check("90.1", crew)', 'check("90.3", crew)', "line 34: this cell checks '90.3' under"),
        (":tags: [check]\n", "", "this cell calls check but is not tagged 'check'"),
        (":tags: [check]\n", ":tags: [chekc]\n", "line 34: unknown tag 'chekc'"),
        (":tags: [check]\n", ":tags: [check, exercise]\n", "do not go together"),
        ("crew = 62", "crew == = 62", "line 29: this is not plain Python"),
        ("crew = 62", "%time crew = 62", "line 29: this is not plain Python"),
        (EXEMPLAR, "+++\n\nThe harbour", "line 47: this essay has no solution; let one Markdown"),
        ("### Exercise 90.1", "### Exercise", "no heading 'Exercise N.M' stands above"),
        ("### Exercise 90.2", "### Exercise 3.2", "exercise 3.2 does not belong to lesson 90"),
        ("### Exercise 90.2", "### Exercise 90.3", "the course has no exercise '90.3'"),
        ('{"tags": ["rubric"]}', '{"tags": ["rubric"}', "is not valid"),
        ("  minutes: 5\n", "  minutes: [5\n", "is not valid"),
    ],
)
def test_master_that_cannot_be_built_is_refused_with_its_line(tmp_path, old, new, expected):
    said = refused(tmp_path, old, new)
    assert said.startswith("90-fire.md")
    assert expected in said


def test_every_fault_of_every_master_is_named_at_once(tmp_path):
    root = plant(tmp_path, MASTER.replace(SOLUTION, ""))
    plant(root, MASTER.replace(SOLUTION, "").replace(CHECK, ""), "90-second")
    with pytest.raises(MasterError) as error:
        build_lessons(root, EXERCISES)
    assert [line.split(",")[0] for line in str(error.value).splitlines()] == [
        "90-fire.md",
        "90-second.md",
    ]
    assert not (root / "lessons").exists()


def test_exercise_of_the_course_that_no_cell_checks_is_named(tmp_path):
    root = plant(tmp_path, "# Who came?\n")
    with pytest.raises(MasterError, match=r"nothing checks exercise '90\.1' of the course"):
        build_lessons(root, EXERCISES)


@pytest.mark.parametrize(
    ("solution", "expected"),
    [
        ("crew = 1 / 0", r"cell 4 \(crew = 1 / 0\): ZeroDivisionError: division by zero"),
        ("crew = __import__('warnings').warn('old')", "wrote to the error stream"),
        ("from IPython.display import SVG\ndisplay(SVG('<svg/>'))\ncrew = 62", r"image/svg\+xml"),
    ],
)
def test_solution_that_does_not_run_clean_is_refused(tmp_path, solution, expected):
    root = plant(tmp_path, MASTER.replace("crew = 62", solution))
    with pytest.raises(RunError, match=expected):
        build_lessons(root, EXERCISES)
    assert not (root / "lessons").exists()


def test_promised_exception_that_does_not_come_is_refused(tmp_path):
    tagged = MASTER.replace(
        "```{code-cell}\nimport", "```{code-cell}\n:tags: [raises-exception]\nimport"
    )
    with pytest.raises(RunError, match="tagged 'raises-exception' but raised nothing"):
        build_lessons(plant(tmp_path, tagged), EXERCISES)


def test_widget_is_stored_as_text_without_its_view(tmp_path):
    widget = "import ipywidgets\n\nipywidgets.IntText()"
    build_lessons(plant(tmp_path, MASTER.replace('rubric("90.2")', widget)), EXERCISES)
    shown = [c for c in read(tmp_path, "solutions").cells if c.cell_type == "code"][-1]
    assert list(shown.outputs[0].data) == ["text/plain"]
    assert "widgets" not in read(tmp_path, "solutions").metadata


def run_nbval(root, *arguments):
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, f"--rootdir={root}", *arguments]
    (root / "conftest.py").write_bytes((TESTS.parent / "conftest.py").read_bytes())
    return subprocess.run(
        [*command, "-p", "no:cacheprovider"], cwd=root, capture_output=True, text=True, check=False
    )


def test_nbval_accepts_both_editions(project):
    strict = run_nbval(project, "--nbval", "solutions/90-fire.ipynb")
    assert strict.returncode == 0, strict.stdout
    lax = run_nbval(project, "--nbval-lax", "lessons/90-fire.ipynb")
    assert lax.returncode == 0, lax.stdout


def test_nbval_fails_on_a_changed_output(project):
    edit(project / "solutions" / "90-fire.ipynb", '"answer": 62', '"answer": 61')
    done = run_nbval(project, "--nbval", "solutions/90-fire.ipynb")
    assert done.returncode == 1
    assert "1 failed, 3 passed" in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The number is a count.", "The number is simply a count.", "'simply': say it without."),
        ("The number is a count.", "What a count!", "'!': say it without."),
        ("The number is a count.", "A count \U0001f600.", "say it without."),
        ("The number is a count.", "word " * 83, "91 words in one cell; 90 at most."),
        ("crew = 62", "crew = 62\n" * 13, "13 lines of code; 12 at most."),
        ("crew = 62", 'crew = "https://a.org"', "a web address in a code cell"),
        ("import os\n", "import os, numpy\n", "imports numpy;"),
        ("import os\n", "def crew():\n    pass\n", "defines a function or class"),
        ('+++ {"tags": ["rubric"]}\n\nMastery says how the speaker knows.\n',
         "```{code-cell}\n1\n```\n\n```{code-cell}\n2\n```\n", "3 code cells in a row"),
    ],
)  # fmt: skip
def test_broken_house_rule_is_named(tmp_path, old, new, expected):
    (clean,) = find_masters(plant(tmp_path / "clean"))
    (spoiled,) = find_masters(plant(tmp_path / "spoiled", MASTER.replace(old, new)))
    found = set(find_faults(spoiled)) - set(find_faults(clean))
    assert any(expected in fault for fault in found), found


def test_words_of_a_quoted_text_and_of_code_are_not_ours(tmp_path):
    quoted = MASTER.replace("The number is a count.", 'They "just" left; `a != b`. ![Fire](a.jpg)')
    (master,) = find_masters(plant(tmp_path, quoted))
    assert not any("say it without" in fault for fault in find_faults(master))


def test_a_bold_term_is_explained_in_the_head_and_stands_in_bold_once(tmp_path):
    said = "The harbour was quiet"
    lesson = f"---\natodds:\n  glossary:\n    quay: A wall for ships.\n---\n\n# Fire?\n\n{said}.\n"
    faults = {}
    for name, sentence in {
        "good": "At the **quay**.",
        "unexplained": "At the **quay** of the **port**.",
        "twice": "At the **quay**, the **quay**.",
        "never": "At the quay.",
        "label": "**Note:** at the **quay**.",
    }.items():
        root = tmp_path / name
        (root / "solutions").mkdir(parents=True)
        (root / "solutions/00-fire.md").write_text(lesson.replace(said, sentence), encoding="utf-8")
        faults[name] = find_faults(find_masters(root)[0])
    assert faults["good"] == faults["label"] == ()
    assert "'port' is bold" in faults["unexplained"][0]
    assert "2 times" in faults["twice"][0]
    assert "0 times" in faults["never"][0]
