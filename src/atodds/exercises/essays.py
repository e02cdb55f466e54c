"""Written answers: the rubric opens when something is written, for a score of one's own."""

from collections.abc import Mapping, Sequence
from html import escape

from rapidfuzz import process

from atodds import work
from atodds.exercises.answers import plain
from atodds.exercises.checking import build_record
from atodds.exercises.exercise import LEVELS, Essay, Exercise
from atodds.exercises.feedback import Feedback, Note, box, build_feedback, build_note, table
from atodds.exercises.outcome import quoted

NOT_WRITTEN = "Not yet: write your answer, save the notebook (Ctrl+S), and run this cell again."
LEVEL_NUMBERS = {level.casefold(): number for number, level in enumerate(LEVELS, start=1)}


def answer_rubric(
    found: Exercise | Essay | str, more: tuple[object, ...], scores: Mapping[str, object]
) -> Note | Feedback:
    """Answer a call of ``rubric``: open it, keep a score, or say what to write instead.

    Parameters
    ----------
    found
        What the call names, or why that is nothing.
    more
        What stood behind it without a name.
    scores
        What stood behind it by name.

    Returns
    -------
    Note or Feedback
        See `show_rubric` and `score_essay`.

    Examples
    --------
    >>> answer_rubric('there is no exercise "6.7" here.', (), {}).text
    'Not yet: there is no exercise "6.7" here.'
    """
    if isinstance(found, Exercise):
        found = f"{found.id} is judged by `check`."
    elif isinstance(found, Essay) and more:
        found = f"give each row of the rubric its score by name, as in {example_call(found)}."
    if isinstance(found, str):
        return build_note("Rubric", f"Not yet: {found}")
    return score_essay(found, scores) if scores else show_rubric(found)


def show_rubric(essay: Essay) -> Note:
    """Show rubric, exemplars and expected points, once the essay is written and saved.

    Parameters
    ----------
    essay
        The essay.

    Returns
    -------
    Note
        Before that, how to go on.

    Examples
    --------
    >>> getfixture("monkeypatch").chdir(getfixture("tmp_path"))
    >>> from atodds.exercises.exercise import RubricRow
    >>> row = RubricRow("Sourcing", "names one", "names two", "says how they know")
    >>> essay = Essay(id="6.7", lesson="06", title="Defend a row", objective="defend", points=8,
    ...     rows=[row], exemplars=["a", "b", "c"], expected_points=["x"], misconceptions=["y"])
    >>> show_rubric(essay).text
    'Not yet: write your answer, save the notebook (Ctrl+S), and run this cell again.'
    """
    problem = _not_written(essay)
    if problem:
        return build_note(f"Rubric for {essay.id}", problem)
    how = f"Score yourself: {example_call(essay)}, with 1, 2 or 3 for each row."
    rows = [[row.name, row.beginning, row.emerging, row.mastery] for row in essay.rows]
    caption = f"Rubric for {essay.id}, {essay.title}"
    exemplars = "".join(
        f"<details><summary>An answer at level {number}, {level}</summary>"
        f"<p>{escape(text)}</p></details>"
        for number, (level, text) in enumerate(zip(LEVELS, essay.exemplars, strict=True), start=1)
    )
    listed = _list("A full answer has", essay.expected_points)
    listed += _list("Often met", essay.misconceptions)
    body = table(caption, ["Row", *LEVELS], rows) + exemplars + listed + f"<p>{escape(how)}</p>"
    return Note(box(caption, body), _as_text(caption, rows, essay, how))


def score_essay(essay: Essay, scores: Mapping[str, object]) -> Note | Feedback:
    """Keep the score that a learner gives to an essay of their own.

    Parameters
    ----------
    essay
        The essay.
    scores
        Rubric row, in lower case with underscores, to 1, 2, 3 or a level's name.

    Returns
    -------
    Note or Feedback
        A sentence when a row or a score is not of the rubric, or nothing is written.

    Examples
    --------
    >>> getfixture("monkeypatch").chdir(getfixture("tmp_path"))
    >>> from atodds.exercises.exercise import RubricRow
    >>> row = RubricRow("Sourcing", "names one", "names two", "says how they know")
    >>> essay = Essay(id="6.7", lesson="06", title="Defend a row", objective="defend", points=8,
    ...     rows=[row], exemplars=["a", "b", "c"], expected_points=["x"], misconceptions=["y"])
    >>> score_essay(essay, {"sourcng": 2}).text
    'Not yet: the rubric has no row "sourcng". Did you mean "sourcing"?'
    >>> score_essay(essay, {"sourcing": 7}).text
    'Not yet: give "sourcing" 1, 2 or 3 (Beginning, Emerging, Mastery).'
    """
    name = f"Rubric for {essay.id}"
    rows = {row_key(row.name): row.name for row in essay.rows}
    read = {key: _level(score) for key, score in scores.items()}
    for key, level in read.items():
        if key not in rows:
            near = process.extractOne(key[:80], list(rows), score_cutoff=50)
            meant = f' Did you mean "{near[0]}"?' if near else f" It has {', '.join(rows)}."
            return build_note(name, f"Not yet: the rubric has no row {quoted(key)}.{meant}")
        if level is None:
            return build_note(name, f'Not yet: give "{key}" 1, 2 or 3 ({", ".join(LEVELS)}).')
    problem = _not_written(essay)
    if problem:
        return build_note(name, problem)
    return _keep_score(essay, {rows[key]: level for key, level in read.items() if level})


def read_essay(essay: Essay) -> str:
    """Return what is written in an essay's cell, as last saved.

    Parameters
    ----------
    essay
        The essay.

    Returns
    -------
    str
        Empty where the starter still stands, or nothing was saved.

    Examples
    --------
    >>> getfixture("monkeypatch").chdir(getfixture("tmp_path"))
    >>> from atodds.exercises.exercise import RubricRow
    >>> row = RubricRow("Sourcing", "names one", "names two", "says how they know")
    >>> essay = Essay(id="6.7", lesson="06", title="Defend a row", objective="defend", points=8,
    ...     rows=[row], exemplars=["a", "b", "c"], expected_points=["x"], misconceptions=["y"])
    >>> read_essay(essay)
    ''
    """
    found = work.find_essay(essay.id)
    return "" if found is None or found.untouched else found.source


def row_key(name: str) -> str:
    """Return a rubric row's name as a keyword.

    Parameters
    ----------
    name
        As the rubric prints it.

    Returns
    -------
    str
        Lower case, with underscores.

    Examples
    --------
    >>> row_key("Bound and date")
    'bound_and_date'
    >>> row_key("")
    ''
    """
    return "_".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _keep_score(essay: Essay, levels: Mapping[str, int]) -> Feedback:
    record = build_record(essay.id, {"self_score": dict(levels)}, recorded=True)
    problem = work.save_answer(essay.id, record)
    work.record_event(essay.id, "self-score")
    given = "; ".join(f"{name} {level} ({LEVELS[level - 1]})" for name, level in levels.items())
    words = f"your own score is {given}. What would lift the lowest row by one level?"
    after = problem or "Your score is kept; your text is graded by a person."
    made = build_feedback(essay.id, "hint", words, record, after=after)
    # A score of one's own is no verdict of the kit's, and shows none.
    text = f"Kept: {words}\n{after}"
    body = f"<p><strong>Kept:</strong> {escape(words)}</p><p><small>{escape(after)}</small></p>"
    return Feedback(made.verdict, box(f"Own score for {essay.id}", body), text, record)


def _not_written(essay: Essay) -> str:
    found = work.find_essay(essay.id)
    if found is None or found.untouched:
        return NOT_WRITTEN
    words = len(found.source.split())
    if words < essay.words_at_least:
        least = essay.words_at_least
        return f"Not yet: {words} words so far, as saved; the rubric opens at {least}."
    return ""


def _level(score: object) -> int | None:
    read = plain(score)
    if isinstance(read, str):
        return LEVEL_NUMBERS.get(read.strip().casefold())
    whole = isinstance(read, int) and not isinstance(read, bool)
    return next((level for level in LEVEL_NUMBERS.values() if whole and level == read), None)


def example_call(essay: Essay) -> str:
    """Return the call with which a learner scores an essay.

    Parameters
    ----------
    essay
        The essay.

    Returns
    -------
    str
        With every row of the rubric by its name.

    Examples
    --------
    >>> from atodds.exercises.exercise import RubricRow
    >>> essay = Essay(id="6.7", lesson="06", title="Defend a row", objective="defend", points=8,
    ...     rows=[RubricRow("Sourcing", "names one", "names two", "says how they know")],
    ...     exemplars=["a", "b", "c"], expected_points=["x"], misconceptions=["y"])
    >>> example_call(essay)
    'rubric("6.7", sourcing=2)'
    """
    scores = ", ".join(f"{row_key(row.name)}=2" for row in essay.rows)
    return f'rubric("{essay.id}", {scores})'


def _list(title: str, items: Sequence[str]) -> str:
    listed = "".join(f"<li>{escape(one)}</li>" for one in items)
    return f"<p>{title}:</p><ul>{listed}</ul>"


def _as_text(caption: str, rows: list[list[str]], essay: Essay, how: str) -> str:
    lines = [caption, *(" | ".join(row) for row in rows)]
    lines += [f"{level}: {text}" for level, text in zip(LEVELS, essay.exemplars, strict=True)]
    lines += [f"A full answer has: {'; '.join(essay.expected_points)}"]
    lines += [f"Often met: {'; '.join(essay.misconceptions)}", how]
    return "\n".join(lines)
