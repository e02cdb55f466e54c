"""Lesson 00 in a real browser: work goes out as a file and comes back, copies are attached.

No picture is kept where a copy of an article is on the screen.
"""

import json
import zipfile

from forms import fill_in, upload
from playwright.sync_api import expect
from reader import ReaderOnPage

from atodds import check
from atodds.course.lesson06.tagging import ground_tags
from atodds.texts import attach

# Double and single quotation marks, left and right, as a plain text program writes them.
STRAIGHT = str.maketrans({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})
# What every picture file of this kind begins with; more of one is not needed.
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)


def test_downloaded_work_holds_answers_and_notebook_and_comes_back_elsewhere(
    start_here, lab, open_notebook, look, tmp_path
):
    start_here.run_exercise("0.1")
    fill_in(start_here, "0.1", "214")
    expect(start_here.check("0.1")).to_contain_text("Right.")
    start_here.save()
    place = start_here.find_call("save_work")
    shown = start_here.run(place)
    with start_here.page.expect_download() as download:
        shown.get_by_role("button").click()
    with start_here.page.expect_download() as once_more:
        shown.get_by_role("link").click()
    look(start_here, "saved-work-light", place)
    packed = tmp_path / download.value.suggested_filename
    download.value.save_as(packed)
    assert once_more.value.path().read_bytes() == packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        assert {"my-work/answers/0.1.json", f"notebooks/{start_here.file.name}"} <= set(
            archive.namelist()
        )
        assert json.loads(archive.read("my-work/answers/0.1.json"))["value"]["answer"] == "214"

    elsewhere = open_notebook(start_here.file.name, folder=lab.make_desk(f"{tmp_path.name}-new"))
    elsewhere.run(elsewhere.code_places[0])
    outcome = upload(elsewhere, elsewhere.find_call("restore_work"), packed)
    expect(outcome.get_by_role("row").filter(has_text="answers/0.1")).to_contain_text("restored")
    look(elsewhere, "restored-work-light", elsewhere.find_call("restore_work"))
    progress = elsewhere.run(elsewhere.find_call("progress"))
    expect(progress.get_by_role("row").filter(has_text="0.1")).to_contain_text("done")


def test_foreign_text_and_a_picture_are_refused_in_a_sentence_each(
    start_here, kursk, harbour, look, tmp_path
):
    (tmp_path / "foreign.txt").write_text(harbour.text("P"))
    (tmp_path / "picture.txt").write_bytes(PICTURE)
    files = sorted(tmp_path.glob("*.txt"))
    expected = attach(kursk, tmp_path).set_index("file")["message"]
    start_here.run(start_here.code_places[0])
    place = start_here.find_call("attach_texts")
    outcome = upload(start_here, place, files)
    look(start_here, "refused-copies-light", place)
    for file in files:
        row = outcome.get_by_role("row").filter(has_text=file.name)
        expect(row).to_contain_text("none")
        expect(row).to_contain_text(expected[file.name])
    assert not (start_here.file.parent / "my-work" / "texts").exists()


def test_own_copy_is_recognised_shown_and_judged_like_the_paraphrase(
    start_here, open_notebook, kursk, texts, tmp_path
):
    copy = tmp_path / "my article.txt"
    copy.write_text(texts["E"].translate(STRAIGHT), encoding="utf-8")
    start_here.run(start_here.code_places[0])
    place = start_here.find_call("attach_texts")
    row = upload(start_here, place, copy).get_by_role("row").filter(has_text=copy.name)
    expect(row.get_by_role("cell").first).to_have_text("E")

    lesson = open_notebook()
    lesson.run_exercise("6.2")
    place = lesson.find("6.2", "exercise")
    reader = ReaderOnPage.within(lesson.output(place))
    start, end = kursk.passages.loc["E-p01", ["start", "end"]]
    expect(reader.text).to_contain_text(texts["E"][start:end].translate(STRAIGHT))
    printed = {row.start: row.exact for row in kursk.figures.itertuples() if row.document == "E"}
    wanted = ground_tags(kursk)
    for tag in wanted:
        right = tag["tag"]
        given = "value" if right == "conversion" and tag == wanted[-1] else right
        reader.tag_by_mouse(printed[tag["text_start"]], given)
    expect(lesson.check("6.2")).to_contain_text("A hint.")
    answer = [*wanted[:-1], {**wanted[-1], "tag": "value"}]
    said = check("6.2", answer).text.split("\n")[0]
    expect(lesson.check("6.2")).to_contain_text(said)

    last = printed[wanted[-1]["text_start"]]
    reader.tagged(last, "value").click()
    lesson.page.keyboard.press("Delete")
    reader.tag_by_mouse(last, "conversion")
    expect(lesson.check("6.2")).to_contain_text("Right.")
