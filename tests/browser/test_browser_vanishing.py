"""On Binder: a warning at the top, one click to take the work away, one to bring it back."""

import zipfile

import pytest
import server
from axe_playwright_python.sync_playwright import Axe
from contrast import least_contrast
from forms import fill_in
from lab import NUMBERED
from playwright.sync_api import expect
from reader import ReaderOnPage

ENOUGH = 4.5
DOWNLOAD, RESTORE = "Download my work", "Restore my work"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Run JupyterLab as BinderHub starts it: with Binder's name in its environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BINDER_LAUNCH_HOST", "https://binder.example.org/")
        running = server.start(tmp_path_factory.mktemp("binder"))
    yield running
    running.stop()


def test_work_goes_out_with_one_click_and_comes_back_into_the_next_session(
    lesson, lab, open_notebook, look, tmp_path
):
    top = lesson.run(lesson.code_places[0])
    warning = top.get_by_role("note", name="On Binder")
    expect(warning).to_contain_text("vanishes when this session ends")
    lesson.run(lesson.find("6.3", "exercise")).get_by_role("textbox").first.fill("162")
    expect(lesson.check("6.3")).to_contain_text("Right.")
    lesson.save()

    # The end of a lesson has the same two buttons, below what was done.
    end = lesson.run(lesson.find_call("progress"))
    expect(end.get_by_role("note", name="On Binder")).to_be_visible()
    expect(end.get_by_role("row").filter(has_text="6.3")).to_contain_text("done")
    look(lesson, "on-binder-end-light", lesson.find_call("progress"))
    with lesson.page.expect_download() as download:
        end.get_by_role("button", name=DOWNLOAD).click()
    assert download.value.suggested_filename == "my-work.zip"
    packed = tmp_path / "my-work.zip"
    download.value.save_as(packed)
    with zipfile.ZipFile(packed) as archive:
        kept = set(archive.namelist())
    assert {"my-work/answers/6.3.json", f"notebooks/{lesson.file.name}"} <= kept

    elsewhere = open_notebook(lesson.file.name, folder=lab.make_desk(f"{tmp_path.name}-next"))
    top = elsewhere.run(elsewhere.code_places[0])
    with elsewhere.page.expect_file_chooser() as chooser:
        top.get_by_role("button", name=RESTORE).click()
    chooser.value.set_files(packed)
    row = top.get_by_role("row").filter(has_text="answers/6.3")
    expect(row).to_contain_text("restored")
    look(elsewhere, "on-binder-restored-light", elsewhere.code_places[0])
    end = elsewhere.run(elsewhere.find_call("progress"))
    expect(end.get_by_role("row").filter(has_text="6.3")).to_contain_text("done")


def test_the_lesson_that_the_button_opens_runs_and_judges_what_is_typed_and_tagged(
    start_here, look
):
    start_here.run_all()
    expect(start_here.errors).to_have_count(0)
    for place in start_here.code_places:
        expect(start_here.cell(place).locator(".jp-InputPrompt").first).to_have_text(NUMBERED)
    fill_in(start_here, "0.1", "214")
    expect(start_here.check("0.1")).to_contain_text("Right.")
    reader = ReaderOnPage.within(start_here.output(start_here.find("0.2", "exercise")))
    for number in ["About 300 people", "214"]:
        reader.tag_by_mouse(number, "number")
    expect(start_here.check("0.2")).to_contain_text("Right.")
    end = start_here.run(start_here.find_call("progress"))
    for exercise in ["0.1", "0.2"]:
        expect(end.get_by_role("row").filter(has_text=exercise)).to_contain_text("done")
    away = start_here.output(start_here.find_call("save_work"))
    expect(away.get_by_role("button", name=DOWNLOAD)).to_be_visible()
    look(start_here, "on-binder-first-light")


def test_the_warning_can_be_read_in_light_and_dark(lesson, look):
    top = lesson.run(lesson.code_places[0])
    warning = top.get_by_role("note", name="On Binder")
    for theme in ["light", "dark"]:
        lesson.wear(theme)
        look(lesson, f"on-binder-{theme}", lesson.code_places[0])
        assert least_contrast(warning)[0] >= ENOUGH
        assert serious_faults(lesson.page) == []


def serious_faults(page):
    """List what axe-core finds in the warning and its buttons."""
    found = Axe().run(page, context={"include": [[".atodds-live"]]}).response
    return [fault["id"] for fault in found["violations"]]
