"""Import jsonschema without the grammar that takes longer to build than all the rest to load.

Altair and nbformat check what they hold with jsonschema. Where JupyterLab is installed, jsonschema
brings a check of internationalised web addresses, and to build its thirty parsers takes more than
a second in each new kernel. No chart and no notebook needs it, so the parsers wait until somebody
asks for them. Whoever imports Altair or nbformat imports this module first.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

_GRAMMAR = "rfc3987_syntax"


def _is_valid_syntax(term: str, value: str) -> bool:
    """Ask the real grammar, which is built now, at its first use."""
    return bool(import_module(_GRAMMAR).is_valid_syntax(term, value))


def _import_jsonschema() -> None:
    """Import jsonschema with a stand-in for its grammar; everybody else gets the real one."""
    if _GRAMMAR in sys.modules or find_spec(_GRAMMAR) is None:
        return
    stand_in = ModuleType(_GRAMMAR)
    vars(stand_in)["is_valid_syntax"] = _is_valid_syntax
    sys.modules[_GRAMMAR] = stand_in
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[_GRAMMAR]


_import_jsonschema()
