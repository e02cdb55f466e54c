"""A hand-in after it was run: fresh outputs where there are some, recorded answers where not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.exercises import ANSWER_TYPE
from atodds.grading.recorded import answers_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEY = "atodds_run"
KINDS = {"stream", "display_data", "execute_result", "error"}


def with_outputs(
    content: dict[str, Any],
    fresh: Mapping[int, tuple[int | None, list[object]]],
    notes: Sequence[str],
) -> dict[str, Any]:
    """Return a notebook with the outputs of a run in place of those that were handed in.

    Sources and everything else stay as handed in, whatever came out of the run. An exercise for
    which the run gave no answer keeps the one recorded before.

    Parameters
    ----------
    content : dict
        What `read_hand_in` gave; it is not changed.
    fresh : Mapping of int to tuple
        Execution count and outputs by the cell's place, 0 for the first; untrusted.
    notes : Sequence of str
        What has to be said about the run.

    Returns
    -------
    dict
        The notebook; `notes_of_run` gives its notes.

    Examples
    --------
    >>> old = {"data": {ANSWER_TYPE: {"exercise": "6.2", "answer": 162}}}
    >>> cell = {"cell_type": "code", "source": "check(form)", "outputs": [old]}
    >>> executed = with_outputs({"cells": [cell]}, {0: (1, [{"output_type": "error"}])}, [])
    >>> [output["output_type"] for output in executed["cells"][0]["outputs"]]
    ['error', 'display_data']
    >>> notes_of_run(executed)
    ('Running it gave no answer to 6.2: the one recorded before counts.',)
    """
    cells = [_renewed(cell, fresh.get(place)) for place, cell in enumerate(content["cells"])]
    executed = content | {"cells": cells}
    given = {row["exercise"] for row in answers_in(executed).to_dict("records") if _counts(row)}
    kept = [
        row
        for row in answers_in(content).to_dict("records")
        if _has_answer(row) and row["exercise"] not in given
    ]
    names = {row["exercise"] for row in kept}
    cells = [_without_records(cell, names) for cell in cells]
    for row in kept:
        cell = cells[row["cell"] - 1]
        output = {"output_type": "display_data", "metadata": {}, "data": {}}
        output["data"] = {ANSWER_TYPE: row["record"]}
        cells[row["cell"] - 1] = cell | {"outputs": [*cell["outputs"], output]}
    said = [*notes, *([_kept_note([row["exercise"] for row in kept])] if kept else [])]
    about = content.get("metadata")
    metadata = (about if isinstance(about, dict) else {}) | {KEY: {"notes": said}}
    return executed | {"cells": cells, "metadata": metadata}


def notes_of_run(content: dict[str, Any]) -> tuple[str, ...]:
    """Return what has to be said about the run of an executed notebook.

    Parameters
    ----------
    content : dict
        A notebook that `with_outputs` made; of any other, the notes may be anybody's.

    Returns
    -------
    tuple of str
        Sentences for the instructor.

    Examples
    --------
    >>> notes_of_run({"cells": []})
    ()
    """
    metadata = content.get("metadata")
    run = metadata.get(KEY) if isinstance(metadata, dict) else None
    notes = run.get("notes") if isinstance(run, dict) else None
    return tuple(note for note in notes or [] if isinstance(note, str))


def _renewed(cell: object, fresh: tuple[int | None, list[object]] | None) -> Any:  # noqa: ANN401
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return cell
    count, outputs = fresh or (None, [])
    known = [one for one in outputs if isinstance(one, dict) and one.get("output_type") in KINDS]
    return cell | {"execution_count": count, "outputs": known}


def _has_answer(row: Mapping[Any, Any]) -> bool:
    return not row["problem"] and row["answer"] is not None


def _counts(row: Mapping[Any, Any]) -> bool:
    return _has_answer(row) and row["record"].get("recorded") is not False


def _without_records(cell: Any, exercises: set[str]) -> Any:  # noqa: ANN401
    """Drop the records that say of these exercises that there is no answer."""
    if not isinstance(cell, dict) or not isinstance(cell.get("outputs"), list):
        return cell
    return cell | {"outputs": [one for one in cell["outputs"] if _exercise(one) not in exercises]}


def _exercise(output: Any) -> object:  # noqa: ANN401
    data = output.get("data") if isinstance(output, dict) else None
    record = data.get(ANSWER_TYPE) if isinstance(data, dict) else None
    exercise = record.get("exercise") if isinstance(record, dict) else None
    return exercise if isinstance(exercise, str) else None


def _kept_note(exercises: list[str]) -> str:
    which = "the one recorded before counts" if len(exercises) == 1 else "those recorded before do"
    return f"Running it gave no answer to {', '.join(exercises)}: {which}."
