"""Find a package and read the file that describes it."""

import json
from pathlib import Path, PurePosixPath
from typing import Any

from atodds.case.faults import CaseError, did_you_mean

DESCRIPTOR = "datapackage.json"
_HERE = Path(__file__).resolve()
# Inside an installed package, or in a checkout of the project.
_SHELVES = (_HERE.parents[1] / "datasets", _HERE.parents[3] / "datasets")
# Without these nothing can say who speaks; the other tables may be left out.
_NEEDED = ("documents", "passages", "actors", "claims", "voices", "figures")
_TYPES = ("string", "number", "integer", "boolean", "date")
_MEND = "Make it again with `atodds build data`."


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
    asked = Path(name_or_path).expanduser()
    names = {each.parent.name: each.parent for shelf in _SHELVES for each in _packages(shelf)}
    listed = ", ".join(sorted(names)) or "none is installed"
    if isinstance(name_or_path, Path) or len(asked.parts) != 1:
        if asked.is_dir():
            return asked.resolve()
        advice = f"Check the path; the kit's own cases are loaded by name: {listed}."
        expected = f"a folder that holds a {DESCRIPTOR}"
        raise CaseError(str(name_or_path), expected, "no such folder", advice)
    if str(asked) in names:
        return names[str(asked)]
    if (asked / DESCRIPTOR).is_file():
        return asked.resolve()
    expected, found = f"the name of a case ({listed}) or a folder that holds one", "neither"
    advice = f"Check the spelling.{did_you_mean(str(name_or_path), sorted(names))}"
    raise CaseError(str(name_or_path), expected, found, advice)


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
    try:
        package = json.loads((folder / DESCRIPTOR).read_bytes().decode("utf-8"))
    except OSError:
        advice = "Give the folder of a case; for one of your own, `atodds build data` makes it."
        raise CaseError(file, "a description of the case", "no such file", advice) from None
    except ValueError as problem:
        raise CaseError(file, "JSON in UTF-8", f"something else ({problem})", _MEND) from None
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        raise CaseError(file, "a list named 'resources'", "none", _MEND)
    for number, resource in enumerate(resources, start=1):
        _check_resource(f"{file}, resource {number}", resource)
    missing = [name for name in _NEEDED if name not in {each["name"] for each in resources}]
    if missing:
        expected, found = f"the tables {', '.join(_NEEDED)}", f"no {missing[0]}"
        raise CaseError(file, expected, found, f"Add {missing[0]}.csv and build the data again.")
    result: dict[str, Any] = package
    return result


def _packages(shelf: Path) -> list[Path]:
    return sorted(shelf.glob(f"*/{DESCRIPTOR}"))


def _check_resource(where: str, resource: object) -> None:
    parts = resource if isinstance(resource, dict) else {}
    path = parts.get("path")
    if not isinstance(parts.get("name"), str) or not isinstance(path, str):
        raise CaseError(where, "a name and a path", "something else", _MEND)
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        raise CaseError(where, "a path inside the package", repr(path), _MEND)
    if "schema" not in parts:
        return
    schema = parts["schema"]
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not fields:
        raise CaseError(where, "a schema with a list of fields", "none", _MEND)
    for field in fields:
        kind = field.get("type") if isinstance(field, dict) else None
        if kind not in _TYPES or "name" not in field:
            found = f"{field.get('name')!r} of type {kind!r}" if kind else "something else"
            raise CaseError(where, f"fields of the types {', '.join(_TYPES)}", found, _MEND)
