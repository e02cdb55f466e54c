"""Comments with short codes, made from rubrics and misconceptions; one may add one's own."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atodds.exercises.exercise import LEVELS
from atodds.grading.marks import csv_cell
from atodds.grading.spreadsheets import read_sheet
from atodds.work.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from atodds.exercises import Essay

NAME = "comments.csv"
COLUMNS = ["question", "code", "comment"]
MOST_NAMED = 20
# The rows that most rubrics have, in the order in which a reader thinks of them.
FIRST_ROWS = ("Sourcing", "Corroboration", "Quantities", "Conclusion")


@dataclass(frozen=True)
class CommentBank:
    """Comments by question and code.

    Attributes
    ----------
    comments
        The question's number and the code, in capitals, to the comment. An empty number stands
        for every question.

    Examples
    --------
    >>> bank = CommentBank({("6.10", "S2"): "Names who says so.", ("", "C1"): "Date it."})
    >>> bank.expand("6.10", "c1; s2")
    'Date it. Names who says so.'
    >>> bank.expand("6.10", "S2, S9")
    Traceback (most recent call last):
    ...
    ValueError: there is no comment with the code S9 for question 6.10; there are C1, S2.
    """

    comments: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def expand(self, exercise: str, codes: str) -> str:
        """Return the comments that codes stand for, in the order given.

        Parameters
        ----------
        exercise
            The question's number.
        codes
            Codes, parted by semicolons, commas or spaces; capitals do not matter.

        Returns
        -------
        str
            The comments, a space between two.

        Raises
        ------
        ValueError
            If there is no such code for this question.
        """
        said = []
        for code in re.split(r"[;,\s]+", codes.strip().upper()):
            if not code:
                continue
            words = self.comments.get((exercise, code)) or self.comments.get(("", code))
            if words is None:
                known = ", ".join(list(self.of(exercise))[:MOST_NAMED]) or "none"
                raise ValueError(
                    f"there is no comment with the code {code} for question {exercise}; "
                    f"there are {known}."
                )
            said.append(words)
        return " ".join(dict.fromkeys(said))

    def of(self, exercise: str) -> dict[str, str]:
        """Return the comments that may be used for a question, by code.

        Parameters
        ----------
        exercise
            The question's number.

        Returns
        -------
        dict
            Code to comment, in the order of the codes.
        """
        own = {
            code: words for (asked, code), words in self.comments.items() if asked in {"", exercise}
        }
        return dict(sorted(own.items()))


def make_bank(essays: Sequence[Essay]) -> CommentBank:
    """Make the bank that a course starts with.

    Parameters
    ----------
    essays : sequence of Essay
        The essay questions of a course.

    Returns
    -------
    CommentBank
        For each row of a rubric three codes, such as ``S1`` to ``S3``, whose comments are the
        wording of the levels; ``M1`` and on for the question's misconceptions. Rows that begin
        alike have three letters: ``COR2``, ``CON2``.

    Examples
    --------
    >>> from atodds.exercises import Essay, RubricRow
    >>> rows = (RubricRow("Sourcing", "Names none.", "Names one.", "Names the first."),)
    >>> essay = Essay(id="6.2", lesson="06", title="Why", objective="o", points=3, rows=rows,
    ...     exemplars=("a", "b", "c"), expected_points=("p",), misconceptions=("No.",))
    >>> make_bank([essay]).of("6.2")["S2"]
    'Sourcing (Emerging): Names one.'
    >>> list(make_bank([essay]).of("6.2"))
    ['M1', 'S1', 'S2', 'S3']
    """
    made = {}
    for essay in essays:
        # The same codes whichever lessons are marked; M is for misconceptions.
        names = {"Misconceptions", *FIRST_ROWS, *(row.name for row in essay.rows)}
        for row in essay.rows:
            alike = [name for name in names if name[:1] == row.name[:1]]
            short = row.name[: 1 if len(alike) == 1 else 3].upper()
            levels = (row.beginning, row.emerging, row.mastery)
            for number, (level, words) in enumerate(zip(LEVELS, levels, strict=True), 1):
                made[essay.id, f"{short}{number}"] = f"{row.name} ({level}): {words}"
        for number, words in enumerate(essay.misconceptions, 1):
            made[essay.id, f"M{number}"] = words
    return CommentBank(made)


def update_bank(folder: Path, essays: Sequence[Essay]) -> CommentBank:
    r"""Return the bank as it stands in comments.csv, and write there what it lacks.

    Parameters
    ----------
    folder : Path
        Where grading writes to.
    essays : sequence of Essay
        The essay questions of the course.

    Returns
    -------
    CommentBank
        What a person changed or added stays; an empty question stands for every question.

    Raises
    ------
    SheetError
        If the file was edited into something else; it is left as it is.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> _ = (folder / "comments.csv").write_text("question;code;comment\n;c1;Date it.\n")
    >>> update_bank(folder, []).expand("6.10", "C1")
    'Date it.'
    """
    place = folder / NAME
    titles = {essay.id: f"{essay.id} {essay.title}" for essay in essays}
    made = make_bank(essays).comments
    own: dict[tuple[str, str], str] = {}
    if place.exists():
        for row in read_sheet(place, COLUMNS).rows:
            exercise = row.cells["question"].partition(" ")[0]
            own[exercise, row.cells["code"].upper()] = row.cells["comment"]
    if not own or set(made) - set(own):
        whole = own | {key: words for key, words in made.items() if key not in own}
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for (exercise, code), words in whole.items():
            cells = [titles.get(exercise, exercise), code, words]
            writer.writerow([csv_cell(cell) for cell in cells])
        write_whole(place, stream.getvalue().encode("utf-8-sig"))
    return CommentBank({**made, **own})
