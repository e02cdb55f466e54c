"""Take one's work away, and bring it back: one button each."""

import base64
from html import escape
from pathlib import Path
from typing import Any

from atodds import work
from atodds.exercises.feedback import box, table
from atodds.exercises.panel import Panel, show_outcome, uploaded_files
from atodds.work.files import write_whole

PACKED = "my-work.zip"
LARGEST_LINK = 5_000_000
LINK = "text-decoration:underline;color:var(--jp-content-link-color, #1565c0)"
SAVE = "Download my work: your answers and the saved notebooks of this folder, in one file."
RESTORE = "Restore my work: choose the file that you downloaded. What is newer here stays."


def save_panel() -> Panel:
    """Return the button that packs the learner's work.

    Returns
    -------
    Panel
        A click packs, and shows the link.

    Examples
    --------
    >>> save_panel().text.split(":")[0]
    'Download my work'
    """
    return Panel(box("Download my work", f"<p>{SAVE}</p>"), SAVE, _save_widget)


def restore_panel() -> Panel:
    """Return the button that restores packed work.

    Returns
    -------
    Panel
        Choosing a file restores it, and shows what became of each part.

    Examples
    --------
    >>> restore_panel().text.split(":")[0]
    'Restore my work'
    """
    return Panel(box("Restore my work", f"<p>{RESTORE}</p>"), RESTORE, _restore_widget)


def pack_for_download(where: Path) -> str:
    """Pack the work, put the file beside the notebooks, and return a link to it.

    Parameters
    ----------
    where
        The folder of the notebooks.

    Returns
    -------
    str
        HTML; it says so when there is nothing to download.

    Examples
    --------
    >>> here = getfixture("tmp_path")
    >>> getfixture("monkeypatch").setenv("ATODDS_WORK", str(here / "my-work"))
    >>> 'download="my-work.zip"' in pack_for_download(here)
    True
    >>> sorted(path.name for path in here.iterdir())
    ['my-work.zip']
    """
    data = work.pack(where)
    beside = f"It also stands beside this notebook, as {PACKED}."
    try:
        write_whole(where / PACKED, data)
    except OSError as error:
        beside = f"It could not be put beside this notebook ({error.strerror or 'no access'})."
    if len(data) > LARGEST_LINK:
        return f"<p>Your work is packed; it is too large for a link here. {escape(beside)}</p>"
    coded = base64.b64encode(data).decode()
    address = f"data:application/zip;base64,{coded}"
    link = f'<a href="{address}" download="{PACKED}" style="{LINK}">Save {PACKED}</a>'
    return f"<p>Your work is packed. {link}. {escape(beside)}</p>"


def restore_upload(uploaded: object, where: Path) -> str:
    """Restore an uploaded file and return a table of what became of each part.

    Parameters
    ----------
    uploaded
        The value of an ipywidgets FileUpload.
    where
        The folder for notebooks.

    Returns
    -------
    str
        HTML; a sentence when nothing was chosen.

    Examples
    --------
    >>> restore_upload((), getfixture("tmp_path"))
    '<p>No file was chosen.</p>'
    >>> "found no zip file" in restore_upload(({"content": b"x"},), getfixture("tmp_path"))
    True
    """
    files = uploaded_files(uploaded)
    if not files:
        return "<p>No file was chosen.</p>"
    outcome = work.unpack(bytes(files[0].get("content", b"")), notebooks=where)
    rows = [[str(cell) for cell in row] for row in outcome.itertuples(index=False)]
    return table("What became of your work", ["File", "What was done", "Why"], rows)


def _save_widget() -> Any:  # noqa: ANN401  ipywidgets ships no types
    import ipywidgets as controls  # noqa: PLC0415  only a live button needs it

    button = controls.Button(description="Download my work", layout={"width": "fit-content"})
    shown = controls.HTML("<p role='status'>Save the notebook first (Ctrl+S).</p>")
    button.on_click(lambda _: show_outcome(shown, pack_for_download, Path()))
    return controls.VBox([button, shown])


def _restore_widget() -> Any:  # noqa: ANN401  ipywidgets ships no types
    import ipywidgets as controls  # noqa: PLC0415  only a live button needs it

    upload = controls.FileUpload(
        accept=".zip",
        multiple=False,
        description="Restore my work",
        layout={"width": "fit-content"},
    )
    shown = controls.HTML(f"<p role='status'>{RESTORE}</p>")
    upload.observe(
        lambda change: show_outcome(shown, restore_upload, change["new"], Path()), names="value"
    )
    return controls.VBox([upload, shown])
