"""The Reader in a real browser: tags by mouse and by keyboard, layers on and off."""

import json

import nbformat.v4 as notebooks
import pytest
from contrast import least_contrast
from playwright.sync_api import expect
from reader import ReaderOnPage

ENOUGH = 4.5
SCRATCH = "scratch.ipynb"
# Without it, Lab would ask which kernel is meant.
METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
# What tells one layer from another when all colours are taken away.
SIGNS = """(sample) => {
  const style = getComputedStyle(sample);
  return ["borderBottomStyle", "borderTopStyle", "outlineStyle", "textDecorationStyle",
    "fontStyle", "backgroundImage"].map((name) => style[name]).join(" | ");
}"""
BY_MOUSE, BY_KEYS, TOO_MUCH = "801", "over 420", "490"


@pytest.fixture
def layered(desk, open_notebook):
    """Show a Reader with its layers, in a notebook that holds nothing else."""
    code = "from atodds import Reader, load\nReader(load('kursk'), 'E')"
    page = notebooks.new_notebook(cells=[notebooks.new_code_cell(code)], metadata=METADATA)
    (desk / SCRATCH).write_text(notebooks.writes(page))
    scratch = open_notebook(SCRATCH)
    return scratch, ReaderOnPage.within(scratch.run(0))


def test_tags_given_by_mouse_and_by_keyboard_are_shown_kept_and_in_the_result(lesson, look):
    place = lesson.find("6.2", "exercise")
    lesson.run_exercise("6.2")
    reader = ReaderOnPage.within(lesson.output(place))
    reader.tag_by_mouse(BY_MOUSE, "value")
    reader.tag_by_mouse(TOO_MUCH, "bound")
    reader.enter_by_keyboard()
    reader.walk_to(BY_KEYS)
    look(lesson, "reader-light", place)
    lesson.page.keyboard.press("2")
    expect(reader.tagged(BY_KEYS, "bound")).to_be_visible()

    reader.tagged(TOO_MUCH, "bound").click()
    lesson.page.keyboard.press("Delete")
    expect(reader.tagged(TOO_MUCH, "bound")).to_have_count(0)
    expect(reader.text.locator(".atodds-tagged")).to_have_count(2)
    look(lesson, "reader-tagged-light", place)

    name = "".join(lesson.sources[place]["source"]).splitlines()[-1]
    rows = lesson.read(f"{name}.result[['exact', 'tag']].values.tolist()")
    assert rows == [[BY_MOUSE, "value"], [BY_KEYS, "bound"]]
    draft = json.loads((lesson.file.parent / "my-work" / "drafts" / "6.2.json").read_text())
    assert [mark["tag"] for mark in draft["value"]["paraphrase"]] == ["value", "bound"]


def test_a_second_tag_takes_the_place_of_the_first_and_the_table_takes_it_away(lesson):
    lesson.run_exercise("6.2")
    reader = ReaderOnPage.within(lesson.output(lesson.find("6.2", "exercise")))
    reader.tag_by_mouse(TOO_MUCH, "value")
    reader.tag_by_mouse(TOO_MUCH, "conversion")
    expect(reader.tagged(TOO_MUCH, "conversion")).to_be_visible()
    expect(reader.text.locator(".atodds-tagged")).to_have_count(1)
    reader.root.locator(".atodds-list summary").click()
    reader.root.locator(".atodds-list").get_by_role("button").click()
    expect(reader.text.locator(".atodds-tagged")).to_have_count(0)


def test_layers_go_on_and_off_and_all_at_once_differ_in_more_than_colour(layered, look):
    scratch, reader = layered
    button = reader.root.locator('[data-layer="figures"]')
    marked = reader.text.locator(".atodds-layer-figures")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(marked).to_have_count(0)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(marked.first).to_be_visible()
    button.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_be_focused()
    expect(marked).to_have_count(0)

    buttons = reader.root.locator("[data-layer]:enabled")
    expect(buttons).to_have_count(8)
    for number in range(8):
        buttons.nth(number).click()
    signs = [each.evaluate(SIGNS) for each in buttons.locator('[class^="atodds-layer"]').all()]
    assert len(set(signs)) == len(signs) == 8
    for theme in ["dark", "light"]:
        scratch.wear(theme)
        look(scratch, f"layers-{theme}", 0)
        low = least_contrast(reader.root)
        assert low[0] >= ENOUGH, (theme, low)
    reader.enter_by_keyboard()
    reader.walk_to("Zelensky")
    expect(reader.root.get_by_role("status")).to_contain_text("layers here: Speakers, Names.")
