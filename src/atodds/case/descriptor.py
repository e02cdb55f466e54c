"""Find a package and read the file that describes it."""

import json
from pathlib import Path, PurePosixPath
from typing import Any

from atodds.case.asking import expect_path
from atodds.case.faults import CaseError, brief, cut, did_you_mean
from atodds.case.schemas import MEND, NEEDED, check_schemas

DESCRIPTOR = "datapackage.json"
_HERE = Path(__file__).resolve()
# Inside an installed package, or in a checkout of the project.
_SHELVES = (_HERE.parents[1] / "datasets", _HERE.parents[3] / "datasets")


def find(name_or_path: str | Path) -> Path:
    """Find the folder of a case.

    Parameters
    ----------
    name_or_path : str or Path
        The name of a case of this kit, or a folder.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    CaseError
        Where there is neither.
    TypeError
        Where what was given is neither a name nor a path.

    Examples
    --------
    >>> find("harbour").name
    'harbour'
    >>> find("no/such/folder")
    Traceback (most recent call last):
    ...
    atodds.case.faults.CaseError: no/such/folder: expected a folder that holds a datapackage.json,
    found no such folder. Check the path; the kit's own cases are loaded by name: ...
    """
    expected = "the name of a case or a folder that holds one"
    asked = expect_path(name_or_path, expected, 'Write load("harbour").')
    names = {each.parent.name: each.parent for shelf in _SHELVES for each in _packages(shelf)}
    listed = ", ".join(sorted(names)) or "none is installed"
    is_path = isinstance(name_or_path, Path) or len(asked.parts) != 1
    if is_path and name_or_path != "":
        if _is_folder(asked):
            return asked.resolve()
        advice = f"Check the path; the kit's own cases are loaded by name: {listed}."
        expected = f"a folder that holds a {DESCRIPTOR}"
        raise CaseError(brief(str(name_or_path)), expected, "no such folder", advice)
    if str(asked) in names:
        return names[str(asked)]
    if name_or_path != "" and _is_folder(asked) and (asked / DESCRIPTOR).is_file():
        return asked.resolve()
    expected, found = f"the name of a case ({listed}) or a folder that holds one", "neither"
    advice = f"Check the spelling.{did_you_mean(str(name_or_path), sorted(names))}"
    raise CaseError(brief(str(name_or_path)) or "''", expected, found, advice)


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read the datapackage.json of a case.

    Parameters
    ----------
    folder : Path
        The folder of the case.

    Returns
    -------
    dict
        The description, with a list of resources whose tables can be read.

    Raises
    ------
    CaseError
        Where there is none, or it does not describe a case.

    Examples
    --------
    >>> [each["name"] for each in read_descriptor(find("harbour"))["resources"]][:3]
    ['documents', 'passages', 'actors']
    >>> read_descriptor(getfixture("tmp_path"))
    Traceback (most recent call last):
    ...
    atodds.case.faults.CaseError: .../datapackage.json: expected a description of the case,
    found no such file. Give the folder of a case; for one of your own, ...
    """
    file = f"{folder.name}/{DESCRIPTOR}"
    parsed = _parse(file, folder / DESCRIPTOR)
    package: dict[str, Any] = parsed if isinstance(parsed, dict) else {}
    resources = package.get("resources")
    if not isinstance(resources, list):
        raise CaseError(file, "a list named 'resources'", "none", MEND)
    for number, resource in enumerate(resources, start=1):
        _check_resource(file, number, resource)
    names = [each["name"] for each in resources]
    for name in names:
        if names.count(name) > 1:
            raise CaseError(f"{file}, table {name!r}", "one entry", "two", "Take one out.")
    missing = [name for name in NEEDED if name not in names]
    if missing:
        expected, found = f"the tables {', '.join(NEEDED)}", f"no {missing[0]}"
        raise CaseError(file, expected, found, f"Add {missing[0]}.csv and build the data again.")
    check_schemas(file, resources)
    return package


def _parse(file: str, path: Path) -> object:
    expected = "a description of the case"
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        advice = "Give the folder of a case; for one of your own, `atodds build data` makes it."
        raise CaseError(file, expected, "no such file", advice) from None
    except IsADirectoryError:
        raise CaseError(file, expected, "a folder", f"Move the folder away. {MEND}") from None
    except OSError as problem:
        found = f"what cannot be read ({problem.strerror})"
        raise CaseError(file, expected, found, f"See that it can be opened. {MEND}") from None
    except RecursionError:
        raise CaseError(file, expected, "brackets inside brackets without end", MEND) from None
    except ValueError as problem:
        raise CaseError(file, "JSON in UTF-8", f"something else ({problem})", MEND) from None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        # A name too long, or with a character that no name may have.
        return False


def _packages(shelf: Path) -> list[Path]:
    return sorted(shelf.glob(f"*/{DESCRIPTOR}"))


def _check_resource(file: str, number: int, resource: object) -> None:
    parts = resource if isinstance(resource, dict) else {}
    name, path = parts.get("name"), parts.get("path")
    if not isinstance(name, str) or not isinstance(path, str):
        raise CaseError(f"{file}, resource {number}", "a name and a path", "something else", MEND)
    inside = PurePosixPath(path)
    if not inside.parts or "\0" in path or inside.is_absolute() or ".." in inside.parts:
        where = f"{file}, table {cut(name)}"
        raise CaseError(where, "a path inside the package", cut(path), MEND)
