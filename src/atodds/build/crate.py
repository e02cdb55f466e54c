"""Describe the project as an RO-Crate, from the lessons' own metadata and the data packages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from atodds.build.cells import MasterError
from atodds.build.editions import learning_resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from atodds.build.masters import Master

# RO-Crate 1.2 (https://w3id.org/ro/crate/1.2), the first whose context knows LearningResource.
PROFILE = "https://w3id.org/ro/crate/1.2"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
MIT = "https://opensource.org/license/mit"
AUTHORS, COURSE = "#authors", "#course"

Entity = dict[str, Any]


def describe_project(
    root: Path,
    masters: Sequence[Master],
    points: Mapping[str, float],
    citation: str,
    address: str | None,
) -> Entity:
    r"""Return the crate's metadata: the lessons, the data, the code, and who made them.

    Parameters
    ----------
    root : Path
        The project's folder; its ``datasets`` hold the data packages. A file that is not built
        yet has no size.
    masters : Sequence of Master
        The lessons.
    points : Mapping[str, float]
        Exercise id to its points.
    citation : str
        What CITATION.cff says; title, abstract, version and date come from it.
    address : str or None
        The repository's public address.

    Returns
    -------
    dict
        A document of JSON-LD, in which every entity stands once and is referred to by its id.

    Raises
    ------
    MasterError
        If the citation lacks something.

    Examples
    --------
    >>> said = 'title: "A"\nabstract: "B"\nversion: 1\ndate-released: 2026-01-01\n  - name: "C"'
    >>> crate = describe_project(getfixture("tmp_path"), [], {}, said, None)
    >>> [entity["@id"] for entity in crate["@graph"]][:3]
    ['ro-crate-metadata.json', './', '#course']
    >>> describe_project(getfixture("tmp_path"), [], {}, 'title: "A"', None)
    Traceback (most recent call last):
    ...
    atodds.build.cells.MasterError: CITATION.cff: expected a line with 'abstract'; add it.
    """
    lessons = [_lesson(root, master, points) for master in masters]
    packages = sorted((root / "datasets").glob("*/datapackage.json"))
    data = [entity for package in packages for entity in _package(root, package)]
    code = list(_code(root))
    # The parts of a part are listed there.
    parts = [one for one in [*lessons, *data, *code] if one.get("isPartOf") in (None, _to(COURSE))]
    whole = {
        "@id": "./",
        "@type": "Dataset",
        "name": _said(citation, "title"),
        "description": _said(citation, "abstract"),
        "datePublished": _said(citation, "date-released"),
        "version": _said(citation, "version"),
        "inLanguage": "en",
        "license": _to(CC_BY),
        "author": _to(AUTHORS),
        "publisher": _to(AUTHORS),
        "mainEntity": _to(COURSE),
        "hasPart": [_to(one["@id"]) for one in parts],
    }
    course = {
        "@id": COURSE,
        "@type": "Course",
        "name": "At Odds",
        "description": "Notebook lessons in source criticism.",
        "provider": _to(AUTHORS),
        "hasPart": [_to(one["@id"]) for one in lessons],
    }
    head = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": _to("./"),
        "conformsTo": _to(PROFILE),
    }
    around = [
        {"@id": AUTHORS, "@type": "Organization", "name": _said(citation, "- name")},
        {
            "@id": CC_BY,
            "@type": "CreativeWork",
            "name": "Creative Commons Attribution 4.0 International",
            "description": "Lessons and data, except the quoted fragments: see LICENSE-CONTENT.",
            "identifier": "CC-BY-4.0",
        },
        {
            "@id": MIT,
            "@type": "CreativeWork",
            "name": "MIT License",
            "description": "The code: see LICENSE.",
            "identifier": "MIT",
        },
    ]
    known = {"url": address} if address else {}
    graph = [head, whole | known, course, *lessons, *data, *code, *around]
    return {"@context": f"{PROFILE}/context", "@graph": graph}


def _lesson(root: Path, master: Master, points: Mapping[str, float]) -> Entity:
    """Turn what the notebook itself holds into an entity of the crate."""
    described = learning_resource(master, points)
    # A part has the licence of the whole, and says so only where it has another.
    del described["@context"], described["license"]
    name = f"lessons/{master.slug}.ipynb"
    return described | {
        "@id": name,
        "@type": ["File", "LearningResource"],
        "description": f"You will be able to {'; '.join(described['teaches'])}.",
        "encodingFormat": "application/x-ipynb+json",
        **_size(root / name),
        "isPartOf": _to(COURSE),
    }


def _code(root: Path) -> Iterator[Entity]:
    """Yield the Python package, and the two files by which one comes into it."""
    folder = "src/atodds/"
    ways_in = {
        f"{folder}__init__.py": (
            "What a lesson can import",
            "The public names of the package; each is fetched at its first use.",
        ),
        f"{folder}cli/__init__.py": (
            "The command atodds",
            "Grading, building, judging one notebook, a lesson on the classroom wall.",
        ),
    }
    yield {
        "@id": folder,
        "@type": "Dataset",
        "name": "The Python package that the lessons use",
        "description": "Cases, widgets, charts, exercises and their judges, grading, building.",
        "license": _to(MIT),
        "hasPart": [_to(name) for name in ways_in],
    }
    for name, (title, description) in ways_in.items():
        yield {
            "@id": name,
            "@type": "File",
            "name": title,
            "description": description,
            "encodingFormat": "text/x-python",
            **_size(root / name),
            "license": _to(MIT),
            "isPartOf": _to(folder),
        }


def _package(root: Path, file: Path) -> Iterator[Entity]:
    """Yield a data package, its descriptor, and each of its tables."""
    folder = f"{file.parent.relative_to(root).as_posix()}/"
    package = json.loads(file.read_text(encoding="utf-8"))
    descriptor = {
        "@id": f"{folder}{file.name}",
        "@type": "File",
        "name": f"{package['title']}: what each table and each column means",
        "description": "The data package: types, keys, sizes and checksums of its tables.",
        "encodingFormat": "application/json",
        **_size(file),
        "isPartOf": _to(folder),
    }
    tables = [
        {
            "@id": f"{folder}{table['path']}",
            "@type": "File",
            "name": f"{package['title']}: {table['title'].lower()}",
            "description": table["description"],
            "encodingFormat": table["mediatype"],
            "contentSize": str(table["bytes"]),
            "isPartOf": _to(folder),
        }
        for table in package["resources"]
    ]
    yield {
        "@id": folder,
        "@type": "Dataset",
        "name": package["title"],
        "description": package["description"],
        "keywords": package["keywords"],
        "hasPart": [_to(one["@id"]) for one in [descriptor, *tables]],
    }
    yield descriptor
    yield from tables


def _size(file: Path) -> Entity:
    return {"contentSize": str(file.stat().st_size)} if file.exists() else {}


def _to(entity: str) -> Entity:
    return {"@id": entity}


def _said(citation: str, key: str) -> str:
    """Read one line of CITATION.cff."""
    found = re.search(rf'^ *{re.escape(key)}: "?(.+?)"?$', citation, flags=re.MULTILINE)
    if found is None:
        raise MasterError(f"CITATION.cff: expected a line with {key!r}; add it.")
    return found[1]
