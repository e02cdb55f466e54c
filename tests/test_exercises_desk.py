"""At the desk nothing raises, nothing is lost, and nothing depends on what was tried before."""

import hashlib
import io
import json
import re
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import toy_exercises as toys
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbclient import NotebookClient

from atodds import work
from atodds.exercises import (
    ANSWER_TYPE,
    Desk,
    Feedback,
    Form,
    right_example,
)
from atodds.exercises.kinds import settle

IDS = [exercise.id for exercise in toys.ALL]
FRESH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setenv("ATODDS_WORK", str(tmp_path / "my-work"))
    monkeypatch.setenv("ATODDS_STATIC", "1")
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.chdir(tmp_path)
    return Desk(toys.ALL, toys.load)


def shown(feedback):
    return feedback.verdict, feedback.html, feedback.text


def write_essay(folder, source, starter="Write here."):
    about = {"exercise": "1.8", "starter": hashlib.sha256(starter.encode()).hexdigest()}
    cell = nbformat.v4.new_markdown_cell(source, metadata={"atodds": about})
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / "00.ipynb")


def test_a_check_shows_what_was_found_and_carries_the_answer(desk):
    feedback = desk.check("1.1", 248.6)
    assert feedback.verdict == "hint"
    assert feedback.text == "A hint. Twice.\nYour answer is kept."
    bundle = feedback._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", ANSWER_TYPE}
    assert bundle[ANSWER_TYPE]["exercise"] == "1.1"
    assert bundle[ANSWER_TYPE]["answer"] == 248.6
    assert work.load_answers()["1.1"] == bundle[ANSWER_TYPE]


@pytest.mark.parametrize("exercise", toys.JUDGED, ids=lambda one: one.title)
def test_the_untouched_starter_gets_not_yet_and_is_not_recorded(desk, exercise):
    for value in (..., None):
        feedback = desk.check(exercise.id, value)
        assert feedback.verdict == "not yet"
        assert feedback.record["answer"] is None
        assert feedback.record["recorded"] is False
    assert work.load_answers() == {}
    assert work.events(exercise.id) == []


def test_the_dots_of_a_number_are_asked_for_by_name(desk):
    assert desk.check("1.1").text.startswith(
        "Not yet: put a number into the box, or in place of the dots.\nNot recorded"
    )


def test_an_answer_may_be_given_by_its_parts(desk):
    assert desk.check("1.2", low=400, high=None, bound="over").verdict == "right"
    assert desk.check("1.3", "area", reason="unit", confidence="low").verdict == "right"
    assert desk.check("1.1", value=154.5).verdict == "right"
    assert desk.check("1.4", ["P-01", "Q-01"]).verdict == "right"


JUNK = ["many", "x" * 10_000_000, ..., None, float("nan"), [1], object(), print, pd.DataFrame()]


def test_what_was_last_checked_counts_and_junk_replaces_nothing(desk):
    desk.check("1.1", 154.5)
    desk.check("1.1", 400)
    for junk in JUNK:
        feedback = desk.check("1.1", junk)
        assert feedback.verdict == "not yet"
        assert feedback.text.endswith("Not recorded; if you checked an answer before, it is kept.")
        # What is handed in is the notebook: it keeps the promise.
        assert feedback.record["answer"] == 400
    assert work.load_answers()["1.1"]["answer"] == 400


def test_nothing_that_a_check_shows_depends_on_what_was_tried_before(desk, monkeypatch, tmp_path):
    values = [400, *JUNK, 154.5, 2000, 7]
    first = [shown(desk.check("1.1", value)) for value in values]
    again = [shown(desk.check("1.1", value)) for value in reversed(values)][::-1]
    monkeypatch.setenv("ATODDS_WORK", str(tmp_path / "empty"))
    fresh = [shown(Desk(toys.ALL, toys.load).check("1.1", value)) for value in values]
    assert first == again == fresh


@FRESH
@given(
    exercise=st.sampled_from([*IDS, "1.9", "", "x" * 1000]) | st.none() | st.floats(),
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(st.characters()) | st.just(...),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    fields=st.dictionaries(st.sampled_from(["low", "high", "choice", "value"]), st.floats()),
)  # fmt: skip
def test_no_value_and_no_name_makes_a_check_raise_or_warn(desk, exercise, value, fields):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        feedback = desk.check(exercise, value, **fields)
    assert isinstance(feedback, Feedback)
    assert "wrong" not in (feedback.text + feedback.html).lower()
    json.dumps(feedback._repr_mimebundle_(), allow_nan=False, ensure_ascii=False).encode()


def test_an_unknown_exercise_gets_a_sentence_everywhere(desk):
    for call in (desk.check, desk.hint, desk.reveal, desk.ask, desk.rubric):
        assert 'there is no exercise "1.l" here. Did you mean "1.1"?' in call("1.l").text
        assert "in quotation marks" in call(1.1).text
    assert '`rubric("1.8")`' in desk.check("1.8", "text").text  # fmt: skip
    assert "judged by `check`" in desk.rubric("1.1").text


def test_a_case_that_cannot_be_read_loses_no_answer(desk):
    def broken():
        raise FileNotFoundError("no package 'toy' here")

    desk = Desk(toys.ALL, broken)
    feedback = desk.check("1.1", 7)
    assert "no package 'toy' here" in feedback.text
    assert work.load_answers()["1.1"]["answer"] == 7
    assert "→ tried" in desk.progress().text
    assert "could not be read" in desk.ask("1.4").text


def boom():
    raise FileNotFoundError("no package 'toy' here")


@pytest.mark.parametrize("value", [..., None, "many", float("nan"), 7, [1], object()])
def test_nothing_replaces_a_kept_answer_where_the_case_cannot_be_read(desk, value):
    desk.check("1.1", 154.5)
    feedback = Desk(toys.ALL, boom).check("1.1", value)
    assert feedback.verdict == "not yet"
    assert feedback.record["answer"] == 154.5
    assert work.load_answers()["1.1"]["answer"] == 154.5
    assert work.events("1.1") == ["try"]


def test_where_the_case_cannot_be_read_a_first_answer_is_kept_and_junk_is_not(desk):
    desk = Desk(toys.ALL, boom)
    for junk in (..., None, "many", [1]):
        desk.check("1.1", junk)
    assert work.load_answers() == {}
    first = shown(desk.check("1.1", 7))
    assert work.load_answers()["1.1"]["answer"] == 7
    # The second time there is an answer already, and the words are the same.
    assert shown(desk.check("1.1", 7)) == first
    assert "could not be read" in desk.attach_texts().text


HALF_FILLED = {
    "1.2": [{"low": "400", "high": None}, {"low": "400", "bound": "over"}, {"bound": "over"}],
    "1.3": [{"choice": "area"}, {"choice": "area", "reason": "unit", "confidence": ""}],
    "1.7": [{"low": None, "high": 200}, {"high": 200, "bound": "", "thing": "km"}],
}


@pytest.mark.parametrize("exercise", HALF_FILLED)
def test_what_is_half_filled_in_is_asked_for_and_costs_no_try(desk, exercise):
    right = right_example(next(one for one in toys.JUDGED if one.id == exercise), toys.load())
    desk.check(exercise, right)
    for value in HALF_FILLED[exercise]:
        feedback = desk.check(exercise, value)
        assert re.match("Not yet: (fill in|choose) ", feedback.text)
        assert feedback.record["answer"] == work.load_answers()[exercise]["answer"]
        assert work.load_answers()[exercise]["answer"] == right
    assert work.events(exercise) == ["try"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda desk: desk.check("1.2", lo=1, high=2, bound="over"), 'did you mean "low"?'),
        (lambda desk: desk.check("1.2", low=1, high=2, bound="over", junk=3), 'part "junk"'),
        (lambda desk: desk.check("1.2", 400, low=400), "give low=..., high=..., bound=... by"),
        (lambda desk: desk.check("1.1", 154.5, value=154.5), "given twice"),
        (lambda desk: desk.check("1.1", x=154.5), "the answer is one value"),
        (lambda desk: desk.check("1.7", 200, low=None, bound="under", thing="km"), "high=200."),
        (lambda desk: desk.check("1.3", "area", choice="area"), "reason=..."),
        (lambda desk: desk.check("1.2", None, 200), "expected one answer, found 2. Give low=..."),
        (lambda desk: desk.check(), "in quotation marks"),
        (lambda desk: desk.hint(), 'such as hint("6.2")'),
        (lambda desk: desk.hint("1.1", 2), "nothing else"),
        (lambda desk: desk.reveal(), 'such as reveal("6.2")'),
        (lambda desk: desk.ask("1.1", size=2), "nothing else"),
        (lambda desk: desk.rubric(), 'such as rubric("6.2")'),
        (lambda desk: desk.rubric("1.8", 2, 2), "sourcing=2, quantities=2"),
    ],
)
def test_a_call_that_does_not_fit_gets_a_sentence_and_records_nothing(desk, call, said):
    shown = call(desk)
    assert shown.text.startswith("Not yet: ")
    assert said in shown.text
    assert work.load_answers() == {}


def test_every_call_may_name_the_exercise(desk):
    assert desk.check(exercise="1.1", value=154.5).verdict == "right"
    assert desk.hint(exercise="1.1").text.startswith("Hint 1 of 2")
    assert desk.ask(exercise="1.1").text.startswith("Form for 1.1")
    assert "save the notebook" in desk.rubric(exercise="1.8").text


class Stranger(str):
    """A text that cannot be looked up."""

    __slots__ = ()

    def __hash__(self):
        raise RuntimeError

    @property
    def __class__(self):
        raise RuntimeError


def test_an_id_that_raises_when_asked_is_read_all_the_same(desk):
    assert desk.check(Stranger("1.1"), 154.5).verdict == "right"
    assert "in quotation marks" in desk.check(Stranger, 1).text


def test_half_characters_are_replaced_in_everything_that_is_shown(desk):
    for one in (desk.check("\ud800", 1), desk.hint("\ud800"), desk.rubric("\ud800")):
        one.text.encode()
        json.dumps(one._repr_mimebundle_(), ensure_ascii=False).encode()

    def odd():
        raise OSError("no \ud800")

    desk = Desk(toys.ALL, odd)
    shown = (desk.ask("1.4"), desk.check("1.1", 7), desk.attach_texts(), desk.hint("1.1"))
    for one in shown:
        json.dumps(one._repr_mimebundle_(), ensure_ascii=False).encode()


def test_a_kept_answer_that_is_no_json_is_set_aside_and_never_shown(desk):
    desk.check("1.1", 154.5)
    path = work.folder() / "answers" / "1.1.json"
    for junk in ("NaN", "Infinity", "1e999"):
        path.write_text(path.read_text().replace("154.5", junk))
        bundle = desk.check("1.1", ...)._repr_mimebundle_()
        json.dumps(bundle, allow_nan=False)
        assert bundle[ANSWER_TYPE]["answer"] is None
        desk.check("1.1", 154.5)


def test_hints_come_one_by_one_and_are_noted(desk):
    texts = [desk.hint("1.1").text for _ in range(3)]
    assert texts == [
        "Hint 1 of 2. How long is a mile?",
        "Hint 2 of 2. There are 3 rows.",
        "Hint 2 of 2. There are 3 rows.",
    ]
    assert work.events("1.1") == ["hint"] * 3
    assert "no hints" in desk.hint("1.2").text


def test_the_answer_opens_after_three_tries(desk):
    for tries in range(3):
        assert desk.reveal("1.1").text.endswith(f"Yours so far: {tries}.")
        desk.check("1.1")
        desk.check("1.1", tries)
    assert desk.reveal("1.1").text == "400 / 1.609 / 1.609"
    assert work.events("1.1")[-1] == "reveal"


def test_progress_tells_done_from_tried_open_and_to_write(desk):
    desk.check("1.1", 154.5)
    desk.check("1.2", low=400, high=400, bound="about")
    desk.hint("1.1")
    lines = desk.progress().text.splitlines()
    assert lines[:4] == [
        "Your progress: 1 of 8 done",
        "1.1 | Convert | ✓ done | hints used: 1",
        "1.2 | Bound | → tried | hints used: 0",
        "1.3 | Unit | ○ open | hints used: 0",
    ]
    assert lines[-1] == "1.8 | Defend a row | ○ to write | hints used: 0"
    assert desk.progress() == desk.progress()
    html = desk.progress().html
    assert "<caption" in html
    assert html.count('scope="row"') == 8


@pytest.mark.parametrize("exercise", toys.JUDGED, ids=lambda one: one.title)
def test_a_form_shows_the_same_before_and_after_it_is_filled_in(desk, exercise):
    before = desk.ask(exercise.id)._repr_mimebundle_()
    desk.ask(exercise.id).fill("value", "7")
    assert desk.ask(exercise.id)._repr_mimebundle_() == before
    assert set(before) == {"text/html", "text/plain"}
    assert repr(desk.ask(exercise.id)) == before["text/plain"]


def test_a_form_keeps_what_was_filled_in_and_its_value_is_checked(desk):
    form = desk.ask("1.2")
    form.fill("low", "400")
    form.fill("bound", "over")
    again = desk.ask("1.2")
    assert again.value == {"low": "400", "high": None, "bound": "over"}
    assert desk.check("1.2", again).verdict == "right"


def test_each_control_of_a_form_has_a_label_and_fills_it(desk):
    made = {exercise.id: Form(exercise.id, exercise.ask, settle(exercise.kind, toys.load()))
            for exercise in toys.JUDGED}  # fmt: skip
    controls = [
        control
        for form in made.values()
        for control in form.widget().children
        if type(control).__name__ not in {"HTML", "FormKeys"}
    ]
    assert {type(one).__name__ for one in controls} == {"Text", "RadioButtons", "Checkbox"}
    assert all(one.description for one in controls)
    boxes = [one for one in made["1.4"].widget().children if type(one).__name__ == "Checkbox"]
    boxes[0].value = boxes[2].value = True
    assert made["1.4"].value == ["P-01", "Q-01"]
    assert desk.check("1.4", made["1.4"]).verdict == "right"
    radios = [one for one in made["1.3"].widget().children if type(one).__name__ == "RadioButtons"]
    for control, key in zip(radios, ("area", "unit", "medium"), strict=True):
        control.value = key
    assert desk.check("1.3", made["1.3"]).verdict == "right"


def test_a_form_half_filled_in_is_asked_for_the_rest(desk):
    form = desk.ask("1.3")
    form.fill("choice", "area")
    assert desk.check("1.3", form).text.startswith("Not yet: choose a reason and how sure you are.")


@FRESH
@given(
    draft=st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["low", "choice", "rows", "value", "bound"]), inner)
        ),
    )
)
def test_no_draft_on_disk_breaks_a_form(desk, draft):
    for exercise in toys.JUDGED:
        work.save_draft(f"form-{exercise.id}", draft)
        form = desk.ask(exercise.id)
        form.widget()
        assert desk.check(exercise.id, form).verdict in {"not yet", "hint"}


def test_a_rubric_opens_when_something_is_written_and_saved(desk, tmp_path):
    closed = "Not yet: write your answer, save the notebook (Ctrl+S), and run this cell again."
    assert desk.rubric("1.8").text == closed
    write_essay(tmp_path, "Write here.\n")
    assert desk.rubric("1.8").text == closed
    assert desk.rubric("1.8", sourcing=2).text == closed
    write_essay(tmp_path, "Three words only")
    assert "3 words so far" in desk.rubric("1.8").text
    write_essay(tmp_path, "word " * 30)
    opened = desk.rubric("1.8")
    for expected in ("a whole one", "Mastery", "the bound", "a mean", 'rubric("1.8", sourcing=2'):
        assert expected in opened.text
    assert "<details>" in opened.html


def test_a_score_of_ones_own_is_kept(desk, tmp_path):
    write_essay(tmp_path, "word " * 30)
    feedback = desk.rubric("1.8", sourcing=2, quantities="Mastery")
    assert feedback.record["answer"] == {"self_score": {"Sourcing": 2, "Quantities": 3}}
    assert "✓ done" in desk.progress().text
    for odd in (7, 0, True, "best", None, ..., [2]):
        assert "1, 2 or 3" in desk.rubric("1.8", sourcing=odd).text
    assert 'Did you mean "sourcing"?' in desk.rubric("1.8", source=2).text


def test_buttons_pack_and_restore_with_a_name_of_their_own(desk, tmp_path, monkeypatch):
    desk.check("1.1", 400)
    saving = desk.save_work().build()
    saving.children[0].click()
    assert "data:application/zip;base64," in saving.children[1].value
    packed = (tmp_path / "my-work.zip").read_bytes()
    assert "my-work/answers/1.1.json" in zipfile.ZipFile(io.BytesIO(packed)).namelist()
    monkeypatch.setenv("ATODDS_WORK", str(tmp_path / "elsewhere"))
    restoring = desk.restore_work().build()
    assert restoring.children[0].description == "Restore my work"
    when = pd.Timestamp("2026-01-01").to_pydatetime()
    upload = {"name": "w.zip", "type": "", "size": 1, "content": packed, "last_modified": when}
    restoring.children[0].value = (upload,)
    assert "restored" in restoring.children[1].value
    assert work.load_answers()["1.1"]["answer"] == 400


def test_feedback_tells_its_verdict_by_a_symbol_and_a_word(desk):
    found = {
        desk.check("1.1", value).verdict: desk.check("1.1", value) for value in (400, 7, 154.5)
    }
    assert set(found) == {"hint", "not yet", "right"}
    for feedback, sign, word in zip(
        found.values(), ("→", "○", "✓"), ("A hint.", "Not yet:", "Right."), strict=True
    ):
        assert f'<span aria-hidden="true">{sign}</span> {word}' in feedback.html
        assert 'role="group"' in feedback.html
        assert '<div role="status"><p><strong>' in feedback.html
        assert not re.search(r"<h\d", feedback.html)
        # Every colour has a fall-back beside JupyterLab's own.
        assert all("," in colour for colour in re.findall(r"var\([^)]*\)", feedback.html))


def test_nothing_the_kit_says_calls_an_answer_wrong():
    for path in Path(sys.modules["atodds.exercises"].__file__).parent.glob("*.py"):
        said = re.sub(r'""".*?"""|#.*', "", path.read_text("utf-8"), flags=re.DOTALL)
        assert "wrong" not in said.lower()


def test_the_package_does_not_load_ipywidgets_before_a_form_is_shown():
    code = "import sys, atodds.exercises; print('ipywidgets' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.usefixtures("desk")
def test_a_check_in_a_notebook_stores_all_three_forms_twice_the_same(tmp_path):
    cells = [
        "import sys; sys.path.insert(0, " + repr(str(Path(__file__).parent)) + ")\n"
        "import toy_exercises as toys\nfrom atodds.exercises import Desk\n"
        "desk = Desk(toys.ALL, toys.load)",
        "desk.check('1.1', 400)",
        "desk.ask('1.3')",
        "desk.progress()",
        "desk.save_work()",
    ]
    outputs = []
    for _ in range(2):
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in cells])
        NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
        nbformat.validate(book)
        outputs.append([cell.outputs[0]["data"] for cell in book.cells[1:]])
    assert outputs[0] == outputs[1]
    assert outputs[0][0][ANSWER_TYPE]["answer"] == 400
    assert all({"text/html", "text/plain"} <= set(output) for output in outputs[0])


@pytest.mark.parametrize("exercise", toys.JUDGED, ids=lambda one: one.title)
def test_the_expected_answer_given_at_the_desk_is_right(desk, exercise):
    assert desk.check(exercise.id, right_example(exercise, toys.load())).verdict == "right"


def test_where_every_form_has_one_name_the_exercises_own_form_is_judged(desk):
    """Run all cells, go back to the first form, answer it, and run its check."""
    first, last = desk.ask("1.1"), desk.ask("1.2")
    first.fill("value", "162")
    assert first.exercise == "1.1"
    assert shown(desk.check("1.1", last)) == shown(desk.check("1.1", first))
    assert desk.check("1.1", last).record["answer"] == "162"


def test_an_exercise_whose_form_was_not_opened_today_is_judged_by_what_was_kept(desk):
    desk.ask("1.1").fill("value", "162")
    again = Desk(toys.ALL, toys.load)
    assert again.check("1.1", again.ask("1.2")).record["answer"] == "162"


def test_a_form_never_opened_is_an_empty_one_and_nothing_is_recorded(desk):
    assert desk.check("1.1", desk.ask("1.2")).verdict == "not yet"
    assert "1.1" not in work.load_answers()
