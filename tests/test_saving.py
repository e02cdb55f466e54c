"""Work can be taken away and brought back in every lesson; where it vanishes, a banner says so."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

import atodds
from atodds import work
from atodds.build.lessons import find_masters
from atodds.build.running import clean_environment
from atodds.exercises import saving

ROOT = Path(__file__).resolve().parents[1]
BUTTONS = ["Download my work", "Restore my work"]
# What a cell shows is its last line.
CALL = re.compile(r"^(keep_work|save_work|restore_work)\(\)\s*\Z", re.MULTILINE)

each_lesson = pytest.mark.parametrize("lesson", find_masters(ROOT), ids=lambda lesson: lesson.slug)
each_name = pytest.mark.parametrize("name", work.BINDER)


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch, tmp_path):
    """Start from a session that Binder did not start, in an empty folder."""
    for name in work.BINDER:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def on_binder(monkeypatch):
    monkeypatch.setenv("BINDER_LAUNCH_HOST", "https://binder.example.org/")


@pytest.fixture
def handed_out(monkeypatch):
    """Collect what the browser would be given to save."""
    parcels = []

    def send(content, buffers):
        parcels.append((content["name"], buffers[0]))

    monkeypatch.setattr(saving, "_courier", lambda: SimpleNamespace(send=send))
    return parcels


def parts_of(widget):
    """List a widget and everything in it, from top to bottom."""
    inner = [part for child in getattr(widget, "children", ()) for part in parts_of(child)]
    return [widget, *inner]


def buttons_of(widget):
    return [part for part in parts_of(widget) if getattr(part, "description", "") in BUTTONS]


def words_of(widget):
    return " ".join(str(part.value) for part in parts_of(widget) if hasattr(part, "value"))


def calls_of(lesson):
    """The calls of a lesson's cells that show a button, as learners run them."""
    cells = [slot.learner.source for slot in lesson.slots if slot.learner]
    return [call for source in cells for call in CALL.findall(source)]


@each_lesson
def test_every_lesson_shows_both_buttons(lesson):
    shown = [getattr(atodds, call)().build() for call in calls_of(lesson)]
    assert [one.description for part in shown for one in buttons_of(part)] == BUTTONS


@each_lesson
@pytest.mark.usefixtures("on_binder")
def test_on_binder_every_lesson_warns_and_repeats_the_buttons_at_its_end(lesson):
    first, *_ = [getattr(atodds, call)().build() for call in calls_of(lesson)]
    assert "vanishes" in words_of(first.children[0])
    last = atodds.progress(lesson.slug[:2]).build()
    assert [one.description for one in buttons_of(last)] == BUTTONS
    assert "vanishes" in words_of(last)
    assert "Your progress" in words_of(last)


@each_name
def test_binder_is_known_by_each_of_its_names(name, monkeypatch):
    monkeypatch.setenv(name, "something")
    assert work.vanishes()
    assert "vanishes" in atodds.keep_work().html
    monkeypatch.setenv(name, "")
    assert not work.vanishes()


@pytest.mark.parametrize("name", ["JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_API_URL"])
def test_a_hub_keeps_its_homes_and_shows_no_banner(name, monkeypatch):
    monkeypatch.setenv(name, "/user/jo/")
    assert "vanishes" not in atodds.keep_work().html + atodds.save_work().html
    assert not buttons_of(atodds.progress("06"))


def test_one_click_hands_the_packed_work_to_the_browser(handed_out, tmp_path):
    atodds.check("0.1", 214)
    widget = atodds.keep_work().build()
    buttons_of(widget)[0].click()
    ((name, data),) = handed_out
    assert name == "my-work.zip"
    assert data == (tmp_path / "my-work.zip").read_bytes()
    assert "my-work/answers/0.1.json" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert "If it did not" in words_of(widget)


def test_what_was_taken_away_comes_back_through_the_other_button(handed_out, tmp_path, monkeypatch):
    atodds.check("0.1", 214)
    widget = atodds.keep_work().build()
    save, restore = buttons_of(widget)
    save.click()
    monkeypatch.setenv("ATODDS_WORK", str(tmp_path / "elsewhere"))
    assert work.load_answers() == {}
    restore.value = (_upload(handed_out[0][1]),)
    assert "restored" in words_of(widget)
    assert work.load_answers()["0.1"]["answer"] == 214


def test_a_file_of_another_kind_is_refused_beside_the_buttons():
    widget = atodds.keep_work().build()
    buttons_of(widget)[1].value = (_upload(b"no zip"),)
    assert "found no zip file" in words_of(widget)


def test_work_too_large_for_a_link_is_handed_out_all_the_same(handed_out, monkeypatch):
    monkeypatch.setattr(saving, "LARGEST_LINK", 10)
    widget = atodds.keep_work().build()
    buttons_of(widget)[0].click()
    assert len(handed_out) == 1
    assert "href" not in words_of(widget)


@pytest.mark.usefixtures("on_binder")
def test_what_the_build_stores_is_the_same_on_binder(tmp_path):
    built = clean_environment(tmp_path)
    assert not set(work.BINDER) & set(built)


def _upload(data):
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return {"name": "w.zip", "type": "", "size": len(data), "content": data, "last_modified": when}
