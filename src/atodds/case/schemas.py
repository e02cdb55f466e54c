"""Check that the schemas of a package can be used, before a table is read by them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from atodds.case.faults import CaseError, cut

# Without these nothing can say who speaks; the other tables may be left out.
NEEDED = ("documents", "passages", "actors", "claims", "voices", "figures")
MEND = "Make it again with `atodds build data`."
_TYPES = ("string", "number", "integer", "boolean", "date")
_KEYS = {
    "documents": "siglum",
    **dict.fromkeys(("passages", "actors", "claims", "figures", "events", "clues"), "id"),
}
# What the kit itself reads of each table; an author's own columns may stand beside them.
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "documents": {"string": "siglum publisher sha256"},
    "passages": {"string": "id document kind paraphrase digest", "integer": "start end"},
    "actors": {"string": "id name"},
    "claims": {"string": "id document question exact", "integer": "start end"},
    "voices": {"string": "claim actor cue", "integer": "step start end"},
    "figures": {
        "string": "id document claim passage kind exact derived_from",
        "integer": "start end",
        "number": "low best high",
    },
    "events": {"string": "id title fixed_by basis", "date": "start end"},
    "clues": {
        "string": "id document exact kind event about rule unit basis confidence"
        " explanation doubt alternative",
        "integer": "start end",
        "number": "number",
    },
    "anomalies": {"string": "id document exact", "integer": "start end"},
    "links": {"string": "id document exact", "integer": "start end"},
    "alignment": {
        "string": "id left right",
        "integer": "left_start left_end right_start right_end",
    },
    "fingerprints": {"string": "document hash"},
}
_TARGET = re.compile(r"[^.]+\.[^.]+")


def check_schemas(file: str, resources: Sequence[Mapping[str, Any]]) -> None:
    """Refuse schemas that no table can be read by.

    Parameters
    ----------
    file : str
        What messages call the file that the schemas stand in.
    resources : sequence of mapping
        The tables' entries: name, and schema where it is a table.

    Raises
    ------
    CaseError
        For the first fault, with its table and field.

    Examples
    --------
    >>> check_schemas("mine/datapackage.json", [])
    >>> fields = [{"name": "n", "type": "number", "constraints": {"minimum": "a"}}]
    >>> resource = {"name": "counts", "schema": {"fields": fields}}
    >>> check_schemas("mine/datapackage.json", [resource])
    Traceback (most recent call last):
    ...
    atodds.case.faults.CaseError: mine/datapackage.json, table 'counts', field 'n':
    expected a number as minimum, found 'a'. Make it again with `atodds build data`.
    """
    columns: dict[str, set[str]] = {}
    for resource in resources:
        name = str(resource["name"])
        where = f"{file}, table {cut(name)}"
        if "schema" in resource or name in NEEDED:
            fields = _check_fields(where, resource.get("schema"))
            _check_needed(where, name, fields)
            _check_key(where, name, resource["schema"], fields)
            columns[name] = set(fields)
    for resource in resources:
        name = str(resource["name"])
        if name in columns:
            _check_references(f"{file}, table {cut(name)}", name, resource["schema"], columns)


def _check_fields(where: str, schema: object) -> dict[str, str]:
    """Return the type of each field by its name."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not fields:
        _refuse(where, "a schema with a list of fields", "none")
    types: dict[str, str] = {}
    for number, field in enumerate(fields, start=1):
        name = field.get("name") if isinstance(field, dict) else None
        if not isinstance(name, str):
            _refuse(f"{where}, field {number}", "a field with a name", "something else")
        here = f"{where}, field {cut(name)}"
        if field.get("type") not in _TYPES:
            _refuse(here, f"one of the types {', '.join(_TYPES)}", cut(field.get("type")))
        if name in types:
            _refuse(here, "one field of this name", "two")
        types[name] = field["type"]
        _check_constraints(here, field)
    return types


def _check_constraints(where: str, field: Mapping[str, Any]) -> None:
    rules = field.get("constraints", {})
    if not isinstance(rules, dict):
        _refuse(where, "constraints as names and values", cut(rules))
    for name, (expected, fits) in _RULES.items():
        if name in rules and not fits(rules[name]):
            _refuse(where, f"{expected} as {name}", cut(rules[name]))
    if "minimum" in rules and field["type"] not in ("number", "integer"):
        _refuse(where, "a minimum for numbers only", f"one for the type {field['type']}")


def _check_needed(where: str, table: str, types: Mapping[str, str]) -> None:
    for kind, names in _COLUMNS.get(table, {}).items():
        for name in names.split():
            if types.get(name) != kind:
                found = f"the type {types[name]}" if name in types else "no such field"
                _refuse(f"{where}, field {name!r}", f"a field of the type {kind}", found)


def _check_key(where: str, table: str, schema: Mapping[str, Any], types: Mapping[str, str]) -> None:
    key = schema.get("primaryKey", [])
    names = [key] if isinstance(key, str) else key
    if not _are_texts(names):
        _refuse(where, "the names of fields as primaryKey", cut(key))
    for name in names:
        if name not in types:
            _refuse(f"{where}, field {cut(name)}", "a field that primaryKey names", "no such field")
    if table in _KEYS and names != [_KEYS[table]]:
        _refuse(where, f"{_KEYS[table]!r} as primaryKey", cut(key))


def _check_references(
    where: str, table: str, schema: Mapping[str, Any], columns: Mapping[str, set[str]]
) -> None:
    """Check what fields point at; a table that is left out of the package can be no target."""
    for field, target, column in _references(where, table, schema):
        here = f"{where}, field {cut(field)}"
        if field not in columns[table]:
            _refuse(here, "a field that foreignKeys names", "no such field")
        if target in columns and column not in columns[target]:
            _refuse(here, f"a reference to a field of {target}", cut(column))


def _references(
    where: str, table: str, schema: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """Yield each field that points at another, with the table and field that it points at."""
    links = schema.get("foreignKeys", [])
    for link in links if isinstance(links, list) else [links]:
        there = link.get("reference") if isinstance(link, dict) else None
        if not isinstance(link, dict) or not isinstance(there, dict):
            _refuse(where, "a list of fields and references as foreignKeys", cut(link))
        here, column = (
            each[0] if isinstance(each, list) and len(each) == 1 else each
            for each in (link.get("fields"), there.get("fields"))
        )
        target = there.get("resource", "")
        if not _are_texts([here, column, target]):
            _refuse(where, "foreignKeys with one field and its reference each", cut(link))
        yield str(here), str(target or table), str(column)
    for field in schema["fields"]:
        for key in ("references", "listOf"):
            targets = field.get(key, [])
            targets = [targets] if isinstance(targets, str) else targets
            if not _are_texts(targets) or not all(map(_TARGET.fullmatch, targets)):
                name = cut(field["name"])
                _refuse(f"{where}, field {name}", f"table.field as {key}", cut(field[key]))
            yield from ((field["name"], *each.split(".")) for each in targets)


def _refuse(where: str, expected: str, found: str) -> NoReturn:
    raise CaseError(where, expected, found, MEND)


def _are_texts(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(each, str) for each in found)


def _is_pattern(found: object) -> bool:
    try:
        return isinstance(found, str) and bool(re.compile(found))
    except (re.error, RecursionError, OverflowError):
        return False


def _is_number(found: object) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool)


_RULES: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "required": ("true or false", lambda found: isinstance(found, bool)),
    "enum": ("a list of values", lambda found: isinstance(found, list)),
    "pattern": ("a regular expression", _is_pattern),
    "minimum": ("a number", _is_number),
}
