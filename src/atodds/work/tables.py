"""A table of marks in a file: what `atodds grade` wrote, read back as text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

_HOW = "Give the marks.csv that `atodds grade` wrote."
# A recorded answer may have 64 kB; Python's own limit for a cell is 128 kB, before quoting.
_LARGEST_CELL = 1_000_000


def read_table(path: str | Path) -> list[dict[str, str]]:
    r"""Read a table with a heading over each column from a CSV file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of dict
        One mapping a row, heading to text: nothing is taken for a number, so that exercise
        6.10 stays what it is. A cell that is not there is empty.

    Raises
    ------
    ValueError
        If there is no such file, or it holds no table.

    Examples
    --------
    >>> place = getfixture("tmp_path") / "marks.csv"
    >>> _ = place.write_text("student,exercise\ns01,6.10\n")
    >>> read_table(place)
    [{'student': 's01', 'exercise': '6.10'}]
    >>> read_table("nobody.csv")
    Traceback (most recent call last):
    ...
    ValueError: Expected a table in nobody.csv, found no such file. Give the marks.csv that
    `atodds grade` wrote.
    """
    place = Path(path)
    try:
        text = place.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _unfit(place, "no such file") from None
    except UnicodeDecodeError:
        raise _unfit(place, "something that is no text") from None
    except OSError as error:
        raise _unfit(place, error.strerror or "no access") from None
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _unfit(place, f"a line that cannot be read ({error})") from None
    finally:
        csv.field_size_limit(before)
    if not rows:
        raise _unfit(place, "an empty file")
    names, *others = rows
    full = [(*row, *[""] * (len(names) - len(row))) for row in others if row]
    return [dict(zip(names, row, strict=False)) for row in full]


def _unfit(place: Path, found: str) -> ValueError:
    return ValueError(f"Expected a table in {place.name}, found {found}. {_HOW}")
