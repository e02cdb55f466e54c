"""Attach one's own copies of the texts: one button."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atodds.exercises.feedback import Note, box, build_note, table
from atodds.exercises.panel import Panel, show_outcome
from atodds.texts import attach

if TYPE_CHECKING:
    from collections.abc import Callable

    from atodds.case import Case

ATTACH = (
    "Attach my copies: choose the .txt files. They stay in your work folder and go nowhere else."
)


def attach_panel(load_case: "Callable[[], Case]") -> Panel | Note:
    """Return the button that takes a reader's own copies of the case's texts.

    Parameters
    ----------
    load_case
        Gives the case.

    Returns
    -------
    Panel or Note
        Choosing files attaches them, and shows which text each one is; a sentence
        where the case cannot be read.

    Examples
    --------
    >>> from atodds.case import load
    >>> attach_panel(lambda: load("harbour")).text.split(":")[0]
    'Attach my copies'
    >>> attach_panel(lambda: 1 / 0).text
    'Attaching texts needs the case, which could not be read: division by zero'
    """
    try:
        case = load_case()
    # A case that cannot be read must not stop the notebook.
    except Exception as error:  # noqa: BLE001
        words = f"Attaching texts needs the case, which could not be read: {error}"
        return build_note("Attach my copies", words)
    page = box("Attach my copies", f"<p>{ATTACH}</p>")
    return Panel(page, ATTACH, lambda: _attach_widget(case))


def attach_upload(uploaded: object, case: "Case") -> str:
    """Attach uploaded files and return a table of what each one is.

    Parameters
    ----------
    uploaded
        The value of an ipywidgets FileUpload.
    case
        The case.

    Returns
    -------
    str
        HTML; a sentence when nothing was chosen.

    Examples
    --------
    >>> from atodds.case import load
    >>> attach_upload((), load("harbour"))
    '<p>No file was chosen.</p>'
    """
    files = (
        [one for one in uploaded if isinstance(one, dict)] if isinstance(uploaded, tuple) else []
    )
    if not files:
        return "<p>No file was chosen.</p>"
    with tempfile.TemporaryDirectory() as here:
        for number, one in enumerate(files):
            # A file's name is the sender's: only its last part is used, and always as .txt.
            stem = Path(str(one.get("name", ""))).stem[:80] or f"file {number + 1}"
            (Path(here) / f"{stem}.txt").write_bytes(bytes(one.get("content", b"")))
        found = attach(case, here)
    rows = [
        [str(row.file), str(row.text or "none"), str(row.message)]
        for row in found.itertuples(index=False)
    ]
    return table("What was recognised", ["File", "Text", "What happened"], rows)


def _attach_widget(case: "Case") -> Any:  # noqa: ANN401  ipywidgets ships no types
    import ipywidgets as controls  # noqa: PLC0415  only a live button needs it

    upload = controls.FileUpload(
        accept=".txt",
        multiple=True,
        description="Attach my copies",
        layout={"width": "fit-content"},
    )
    shown = controls.HTML(f"<p role='status'>{ATTACH}</p>")
    upload.observe(
        lambda change: show_outcome(shown, attach_upload, change["new"], case), names="value"
    )
    return controls.VBox([upload, shown])
