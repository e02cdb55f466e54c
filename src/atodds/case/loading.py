"""Find a package, read it, and hand it over as a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from atodds import work
from atodds.case.asking import describe, expect_name
from atodds.case.checking import check_tables, key_of
from atodds.case.descriptor import DESCRIPTOR, find, read_descriptor
from atodds.case.faults import did_you_mean
from atodds.case.reading import TEXT, Table, read_table


@dataclass(frozen=True, eq=False)
class Case:
    """A case to teach from: its tables, and those of its texts that are at hand.

    Every table is also an attribute: ``case.figures``. A table whose rows have an id (or a
    siglum) is indexed by it. Each load gives fresh tables, so that changing one harms no other.

    Attributes
    ----------
    name : str
        The short name: that of its folder.
    title : str
        The name for readers.
    path : Path
        The folder that holds the package.
    tables : mapping of str to pandas.DataFrame
        Every table by name.
    """

    name: str
    title: str
    path: Path = field(repr=False)
    tables: Mapping[str, pd.DataFrame] = field(repr=False)

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Give a table by its name."""
        tables: Mapping[str, pd.DataFrame] = self.__dict__.get("tables", {})
        if name in tables:
            return tables[name]
        known = ", ".join(tables)
        message = f"No table {name!r}. The case has {known}.{did_you_mean(name, tables)}"
        raise AttributeError(message)

    def __dir__(self) -> list[str]:
        """List the tables too, so that the Tab key offers them."""
        return [*super().__dir__(), *self.tables]

    def row(self, table: str, name: str) -> pd.Series:
        """Give one row of a table by its id.

        Parameters
        ----------
        table : str
            Name of a table whose rows have ids, such as "figures".
        name : str
            The id, such as "P-04".

        Returns
        -------
        pandas.Series
            The row.

        Examples
        --------
        >>> load("harbour").row("figures", "P-04")["exact"]
        'about 9,000 square metres'
        >>> load("harbour").row("figures", "P-40")
        Traceback (most recent call last):
        ...
        LookupError: No row 'P-40' in figures. It has P-01, P-02, P-03, P-04, P-05 and more.
        Did you mean 'P-14'?
        """
        expect_name(table, "the name of a table", "figures")
        expect_name(name, "the id of a row", "P-04")
        if table not in self.tables:
            known = ", ".join(self.tables)
            message = f"No table {table!r}. The case has {known}.{did_you_mean(table, self.tables)}"
            raise LookupError(message)
        rows = self.tables[table]
        if name in rows.index:
            return rows.iloc[rows.index.tolist().index(name)]
        ids = [str(each) for each in rows.index]
        known = ", ".join(ids[:5]) + (" and more" if len(ids) > 5 else "")
        raise LookupError(f"No row {name!r} in {table}. It has {known}.{did_you_mean(name, ids)}")

    def text(self, siglum: str) -> str | None:
        """Give a text, from the package or from the copy that the reader attached.

        Parameters
        ----------
        siglum : str
            Which text.

        Returns
        -------
        str or None
            The text; None where neither has it.

        Examples
        --------
        >>> load("harbour").text("P")[:14]
        'Fire on Quay 4'
        >>> load("harbour").text("WIRE") is None
        True
        >>> load("harbour").text("S")
        Traceback (most recent call last):
        ...
        LookupError: No row 'S' in documents. It has P, Q, R, WIRE.
        """
        self.row("documents", expect_name(siglum, "the letter of a text", "P"))
        for folder in (self.path / "texts", work.folder() / "texts"):
            try:
                return (folder / f"{siglum}.txt").read_bytes().decode("utf-8")
            except (OSError, ValueError):
                continue
        return None


def load(name_or_path: str | Path) -> Case:
    """Load a case by name, or from a folder of one's own.

    Parameters
    ----------
    name_or_path : str or Path
        "harbour", the name of another case of this kit, or a folder with a datapackage.json.

    Returns
    -------
    Case
        The case, with fresh tables.

    Raises
    ------
    CaseError
        Where the package is missing or broken: file, line and field, and what to do.
    TypeError
        Where what was given is neither a name nor a path.

    Examples
    --------
    >>> harbour = load("harbour")
    >>> harbour.title
    'A fire in the harbour'
    >>> harbour.figures.loc["P-06", ["exact", "speaker", "question"]].tolist()
    ['fewer than 40 containers', 'Tomas Reyl, harbour master', 'containers']
    >>> load("habour")
    Traceback (most recent call last):
    ...
    atodds.case.faults.CaseError: habour: expected the name of a case (flood, harbour...
    """
    folder = find(name_or_path)
    package = read_descriptor(folder)
    paths = [str(each["path"]) for each in package["resources"] if "schema" in each]
    contents = tuple(_content(folder / each) for each in (DESCRIPTOR, *paths))
    tables = {name: table.copy() for name, table in _read_tables(folder, contents).items()}
    title = str(package.get("title") or folder.name)
    return Case(folder.name, title, folder, MappingProxyType(tables))


@lru_cache(maxsize=8)
def _read_tables(folder: Path, _contents: tuple[bytes, ...]) -> Mapping[str, pd.DataFrame]:
    """Read and check all tables; the same files are read once, and a changed one anew."""
    resources = [each for each in read_descriptor(folder)["resources"] if "schema" in each]
    read = {str(each["name"]): read_table(folder, each) for each in resources}
    check_tables(read)
    tables = {name: _indexed(table) for name, table in read.items()}
    tables["figures"] = _tell_who_speaks(tables)
    return tables


def _content(path: Path) -> bytes:
    """Give what a file holds; reading its table says what is amiss where it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return b""


def expect_case(found: object) -> Case:
    """Return a case; refuse anything else, such as the name of one.

    Parameters
    ----------
    found : object
        What was given as the case.

    Returns
    -------
    Case
        The same.

    Raises
    ------
    TypeError
        If it is no case.

    Examples
    --------
    >>> expect_case(load("harbour")).name
    'harbour'
    >>> expect_case("harbour")
    Traceback (most recent call last):
    ...
    TypeError: Expected a case, found the name 'harbour'. Write load("harbour").
    """
    if isinstance(found, Case):
        return found
    advice = f'Write load("{found}").' if isinstance(found, str) else 'Load one: load("harbour").'
    raise TypeError(f"Expected a case, found {describe(found)}. {advice}")


def _indexed(table: Table) -> pd.DataFrame:
    key = key_of(table.schema)
    return table.frame.set_index(key[0]) if len(key) == 1 else table.frame


def _tell_who_speaks(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Add to each figure its speaker, its question, and whether it stands in page furniture."""
    figures, claims, voices = (tables[name] for name in ("figures", "claims", "voices"))
    cited = voices[voices["step"] == 1]
    # Two may say it together: "Ukraine and its allies".
    said = cited["actor"].map(tables["actors"]["name"]).groupby(cited["claim"])
    names = pd.Series({claim: " and ".join(each) for claim, each in said}, dtype=TEXT)
    own_voice = "text " + figures["document"] + ", in its own voice"
    speaker = figures["claim"].map(names).astype(TEXT).fillna(own_voice)
    # What was computed stands in no text: nobody said it.
    computed = figures["start"].isna() & figures["derived_from"].notna()
    speaker = speaker.mask(computed, "computed from " + figures["derived_from"].fillna(""))
    kinds = figures["passage"].map(tables["passages"]["kind"])
    question = figures["claim"].map(claims["question"])
    return figures.assign(speaker=speaker, question=question, furniture=kinds == "furniture")
