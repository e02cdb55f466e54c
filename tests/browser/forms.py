"""Forms and buttons as a learner handles them."""

import json

from playwright.sync_api import expect


def fill_in(notebook, exercise, words, *, label=None, work=None):
    """Type into a form's box, and wait until the kernel has kept what was typed.

    Work is kept beside the notebook, unless its folder is given.
    """
    form = notebook.output(notebook.find(exercise, "exercise"))
    box = form.get_by_role("textbox", name=label) if label else form.get_by_role("textbox").first
    box.fill(words)
    draft = (work or notebook.file.parent / "my-work") / "drafts" / f"form-{exercise}.json"
    notebook.wait_for(
        lambda: draft.exists() and words in json.loads(draft.read_text())["value"].values(),
        f"the form of {exercise} did not keep {words!r}",
    )
    return box


def upload(notebook, place, files):
    """Run a cell, choose files through its upload button, and return the table it then shows."""
    shown = notebook.run(place)
    with notebook.page.expect_file_chooser() as chooser:
        shown.get_by_role("button").click()
    chooser.value.set_files(files)
    outcome = shown.get_by_role("status").get_by_role("table")
    expect(outcome).to_be_visible()
    return outcome
