"""Take one's work away, and bring it back: one button each, and a warning where work vanishes."""

import base64
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from atodds import work
from atodds.exercises.feedback import Note, box, table
from atodds.exercises.panel import Panel, show_outcome, uploaded_files
from atodds.work.files import write_whole

PACKED, ZIP = "my-work.zip", "application/zip"
COURIER = Path(__file__).parent / "courier.js"
LARGEST_LINK = 5_000_000
LINK = "text-decoration:underline;color:var(--jp-content-link-color, #1565c0)"
FRAME = (
    "border:2px solid var(--jp-warn-color1, #b35900);padding:0.3em 0.8em;margin:0.3em 0;"
    "max-width:46em;line-height:1.5;color:var(--jp-content-font-color1, inherit)"
)
VANISHES = (
    "You are on Binder: your work vanishes when this session ends, and it ends by itself after "
    "some minutes without use. Download your work before you leave; restore it when you are back."
)
SAVE = "Download my work: your answers and the saved notebooks of this folder, in one file."
RESTORE = "Restore my work: choose the file that you downloaded. What is newer here stays."
SAVE_FIRST = "Save the notebook first (Ctrl+S)."
BACK = (
    "Back with a file? Restore it before you go on. Leaving? Save the notebook (Ctrl+S), download."
)


def save_panel() -> Panel:
    """Return the button that packs the learner's work and has the browser save it.

    Returns
    -------
    Panel
        One click packs and downloads. On Binder a warning stands above it.

    Examples
    --------
    >>> save_panel().text.split(":")[-2]
    'Download my work'
    """
    return _panel("Download my work", [SAVE], lambda: _save_widgets(SAVE_FIRST))


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


def keep_panel() -> Panel:
    """Return both buttons in one row: take the work away, and bring it back.

    Returns
    -------
    Panel
        On Binder a warning stands above them.

    Examples
    --------
    >>> getfixture("monkeypatch").delenv("BINDER_LAUNCH_HOST", raising=False)
    >>> [line.split(":")[0] for line in keep_panel().text.splitlines()]
    ['Download my work', 'Restore my work']
    >>> getfixture("monkeypatch").setenv("BINDER_LAUNCH_HOST", "https://binder.example.org/")
    >>> keep_panel().text.splitlines()[0][:60]
    'You are on Binder: your work vanishes when this session ends'
    """
    return _panel("My work", [SAVE, RESTORE], _keep_widgets)


def keep_below(note: Note) -> Panel:
    """Return what a note shows, and both buttons below it.

    Parameters
    ----------
    note
        Such as the table of progress.

    Returns
    -------
    Panel
        See :func:`keep_panel`.

    Examples
    --------
    >>> from atodds.exercises.feedback import build_note
    >>> keep_below(build_note("Progress", "1 of 7 done")).text.splitlines()[0]
    '1 of 7 done'
    """
    kept = keep_panel()

    def build() -> Any:  # noqa: ANN401  ipywidgets ships no types
        import ipywidgets as controls  # noqa: PLC0415  only a live button needs it

        return controls.VBox([controls.HTML(note.html), kept.build()])

    return Panel(f"{note.html}{kept.html}", f"{note.text}\n{kept.text}", build)


def pack_for_download(where: Path, hand_out: Callable[[bytes], object] | None = None) -> str:
    """Pack the work, put the file beside the notebooks, and return a link to it.

    Parameters
    ----------
    where
        The folder of the notebooks.
    hand_out
        Gets the packed file, to have the browser save it.

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
    if hand_out is not None:
        hand_out(data)
    said = f"Your work is packed, and your browser saves it as {PACKED}."
    if len(data) > LARGEST_LINK:
        return f"<p>{said} {escape(beside)}</p>"
    coded = base64.b64encode(data).decode()
    address = f"data:{ZIP};base64,{coded}"
    link = f'<a href="{address}" download="{PACKED}" style="{LINK}">save {PACKED}</a>'
    return f"<p>{said} If it did not: {link}. {escape(beside)}</p>"


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


def _panel(name: str, words: list[str], parts: Callable[[], list[Any]]) -> Panel:
    """Put parts into a panel; on Binder, below a warning."""
    warning = _warning()
    page = box(name, "".join(f"<p>{one}</p>" for one in words))

    def build() -> Any:  # noqa: ANN401  ipywidgets ships no types
        import ipywidgets as controls  # noqa: PLC0415  only a live button needs it

        above = [controls.HTML(warning)] if warning else []
        return controls.VBox([*above, *parts()])

    text = [VANISHES, *words] if warning else words
    return Panel(f"{warning}{page}", "\n".join(text), build)


def _warning() -> str:
    if not work.vanishes():
        return ""
    return f'<div role="note" aria-label="On Binder" style="{FRAME}">{VANISHES}</div>'


def _keep_widgets() -> list[Any]:
    import ipywidgets as controls  # noqa: PLC0415  only a live button needs it

    save, packed = _save_widgets(BACK)
    restore, restored = _restore_widgets("")
    return [controls.HBox([save, restore]), packed, restored]


def _save_widgets(words: str) -> list[Any]:
    import ipywidgets as controls  # noqa: PLC0415  only a live button needs it

    button = controls.Button(description="Download my work", layout={"width": "fit-content"})
    shown = controls.HTML(f"<p role='status'>{words}</p>")
    courier = _courier()

    def hand_out(data: bytes) -> None:
        courier.send({"name": PACKED, "type": ZIP}, buffers=[data])

    button.on_click(lambda _: show_outcome(shown, pack_for_download, Path(), hand_out))
    return [button, shown]


def _courier() -> Any:  # noqa: ANN401  anywidget ships no types
    """Make what has the browser save a file: it shows nothing, and lives as long as its button."""
    import anywidget  # noqa: PLC0415  only a live button needs it

    class Courier(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]  # it ships no types
        _esm = COURIER

    return Courier()


def _restore_widget() -> Any:  # noqa: ANN401  ipywidgets ships no types
    import ipywidgets as controls  # noqa: PLC0415  only a live button needs it

    return controls.VBox(_restore_widgets(RESTORE))


def _restore_widgets(words: str) -> list[Any]:
    import ipywidgets as controls  # noqa: PLC0415  only a live button needs it

    upload = controls.FileUpload(
        accept=".zip",
        multiple=False,
        description="Restore my work",
        layout={"width": "fit-content"},
    )
    shown = controls.HTML(f"<p role='status'>{words}</p>")
    upload.observe(
        lambda change: show_outcome(shown, restore_upload, change["new"], Path()), names="value"
    )
    return [upload, shown]
