"""What makes a form of ipywidgets usable by keyboard in JupyterLab."""

from pathlib import Path

import anywidget


class FormKeys(anywidget.AnyWidget):  # type: ignore[misc]  # it ships no types
    """An invisible part of a form: it keeps the form's keys from the notebook, and groups options.

    Without it, an arrow key on an option leaves the cell, and the key d, twice, deletes it.
    """

    _esm = Path(__file__).parent / "form_keys.js"
    _css = ".atodds-form .anywidget:has(> :empty), .atodds-form .anywidget:empty { display: none }"
