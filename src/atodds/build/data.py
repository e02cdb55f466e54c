"""Describe the data packages: what people wrote (schema, about) with what machines count."""

import csv
import hashlib
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atodds.descent import overlap_counts
from atodds.texts import digest, fingerprint

_SEPARATOR = ","
_RUN = 5
# Tables that nobody writes by hand.
_MADE = ("fingerprints", "overlaps")
# Tables that a case may do without: what pages outside its texts say is not always looked up.
_OPTIONAL = ("dossiers",)
Rows = list[dict[str, str]]


def build_descriptors(root: Path, *, check: bool) -> list[str]:
    """Make every case's datapackage.json, and fill the columns that come from its texts.

    A case's texts are those in its own folder `texts`; for a case without one, those in the
    folder that ATODDS_TEXTS names (default: ../shared/articles). Where they are absent, the
    columns that come from them stay as they are.

    Parameters
    ----------
    root : Path
        The project, or any folder with `datasets/schema.json` and `datasets/<case>/about.json`.
    check : bool
        Compare only, and write nothing.

    Returns
    -------
    list of str
        One sentence for each file that differs (when checking) or was written.

    Raises
    ------
    FileNotFoundError
        Where there is no schema, no case, or a case lacks a table.
    ValueError
        Where a text at hand is not the one that the case describes.

    Examples
    --------
    >>> build_descriptors(getfixture("tmp_path"), check=True)
    Traceback (most recent call last):
    ...
    FileNotFoundError: Expected datasets/schema.json, found none. Give the project's folder.
    """
    schema_file = root / "datasets" / "schema.json"
    if not schema_file.is_file():
        message = "Expected datasets/schema.json, found none. Give the project's folder."
        raise FileNotFoundError(message)
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    told = []
    for about in sorted((root / "datasets").glob("*/about.json")):
        for name, content in _make_case(about.parent, schema, root).items():
            path = about.parent / name
            if path.is_file() and path.read_bytes() == content:
                continue
            shown = path.relative_to(root).as_posix()
            if check:
                told.append(f"{shown} is not what its sources give. Run `atodds build data`.")
            else:
                path.write_bytes(content)
                told.append(f"{shown} written.")
    return told


def _make_case(folder: Path, schema: Mapping[str, Any], root: Path) -> dict[str, bytes]:
    """Make every generated file of one case: its name and its content."""
    texts = _texts_of(folder, root)
    made = {f"{name}.csv": _header(schema[name]) for name in _MADE if not _holds(folder, name)}
    made.update(_fill(folder, schema, texts) if texts else {})
    names = [name for name in schema if name not in _OPTIONAL or _holds(folder, name)]
    files = {f"{name}.csv": made.get(f"{name}.csv") or _read(folder, name) for name in names}
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    tables = [_describe_table(name, schema[name], files[f"{name}.csv"]) for name in names]
    own = [_describe_text(path) for path in sorted((folder / "texts").glob("*.txt"))]
    if len(str(about.get("created", ""))) == len("2026-11-22"):
        about["created"] += "T00:00:00Z"  # the standard wants a time of day, people do not
    package = {"profile": "data-package", **about, "resources": tables + own}
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return {**made, "datapackage.json": text.encode()}


def _texts_of(folder: Path, root: Path) -> dict[str, bytes]:
    """Read the texts that the case says we hold, if all of them are at hand."""
    rows = _rows(_read(folder, "documents"))
    held = {row["siglum"]: row["sha256"] for row in rows if row["held"] == "true"}
    own = folder / "texts"
    outside = Path(os.environ.get("ATODDS_TEXTS") or root.resolve().parent / "shared" / "articles")
    shelf = own if own.is_dir() else outside
    if not all((shelf / f"{siglum}.txt").is_file() for siglum in held):
        return {}
    texts = {siglum: (shelf / f"{siglum}.txt").read_bytes() for siglum in held}
    for siglum, content in texts.items():
        if shelf == outside and held[siglum] not in ("", hashlib.sha256(content).hexdigest()):
            message = (
                f"Expected the text {siglum} that {folder.name}/documents.csv describes, found"
                f" another in {shelf.name}/{siglum}.txt. Put the right text there, or empty the"
                " cell sha256 if the text was corrected."
            )
            raise ValueError(message)
    return texts


def _fill(folder: Path, schema: Mapping[str, Any], texts: Mapping[str, bytes]) -> dict[str, bytes]:
    read = {siglum: content.decode("utf-8") for siglum, content in texts.items()}
    documents, passages = (_rows(_read(folder, name)) for name in ("documents", "passages"))
    for row in documents:
        if row["siglum"] in read:
            text = read[row["siglum"]]
            row["n_chars"], row["n_words"] = str(len(text)), str(len(text.split()))
            row["sha256"] = hashlib.sha256(texts[row["siglum"]]).hexdigest()
    for row in passages:
        if row["document"] in read:
            row["digest"] = digest(read[row["document"]][int(row["start"]) : int(row["end"])])
    tables = {
        "documents": documents,
        "passages": passages,
        "fingerprints": _fingerprints(read),
        "overlaps": _overlaps(read),
    }
    return {f"{name}.csv": _write(rows, schema[name]) for name, rows in tables.items()}


def _fingerprints(texts: Mapping[str, str]) -> Rows:
    return [
        {"document": siglum, "hash": value}
        for siglum in sorted(texts)
        for value in sorted(fingerprint(texts[siglum], n=_RUN))
    ]


def _overlaps(texts: Mapping[str, str]) -> Rows:
    table = overlap_counts({siglum: texts[siglum] for siglum in sorted(texts)}, n=_RUN)
    return [{str(name): str(cell) for name, cell in row.items()} for _, row in table.iterrows()]


def _describe_table(name: str, spec: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    rules = {key: spec[key] for key in ("fields", "primaryKey", "foreignKeys") if key in spec}
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": spec["title"],
        "description": spec["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_weigh(content),
        "rows": len(_rows(content)),
        "schema": {**rules, "missingValues": [""]},
    }


def _describe_text(path: Path) -> dict[str, Any]:
    return {
        "name": f"text-{path.stem.lower()}",
        "path": f"texts/{path.name}",
        "title": f"Text {path.stem}",
        "description": f"The whole of text {path.stem}.",
        "format": "txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        **_weigh(path.read_bytes()),
    }


def _weigh(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _read(folder: Path, name: str) -> bytes:
    path = folder / f"{name}.csv"
    if not path.is_file():
        message = (
            f"Expected {folder.name}/{name}.csv, found none."
            " Every case has every table of schema.json; one without rows has its header alone."
        )
        raise FileNotFoundError(message)
    return path.read_bytes()


def _rows(content: bytes) -> Rows:
    text = io.StringIO(content.decode("utf-8"), newline="")
    return list(csv.DictReader(text, delimiter=_SEPARATOR))


def _holds(folder: Path, name: str) -> bool:
    return (folder / f"{name}.csv").is_file()


def _header(spec: Mapping[str, Any]) -> bytes:
    return _write([], spec)


def _write(rows: Rows, spec: Mapping[str, Any]) -> bytes:
    out = io.StringIO(newline="")
    columns = [field["name"] for field in spec["fields"]]
    writer = csv.DictWriter(out, columns, delimiter=_SEPARATOR, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
