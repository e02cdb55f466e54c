"""Follow attribution: from a text over those it cites to somebody who could know, or to nobody."""

from collections.abc import Iterable
from typing import Any, Literal

import pandas as pd

NAME, OFFICE, DEAD_END, OWN_VOICE = "a name", "an office", "dead end", "nobody cited"
# Who is behind these can be told from no office: only a name would do.
_FACELESS = frozenset({"unnamed", "group"})
_COLUMNS = ("claim", "document", "says", "step", "who", "named", "cue", "end")


def trace_chains(
    chosen: Iterable[str],
    *,
    claims: pd.DataFrame,
    voices: pd.DataFrame,
    actors: pd.DataFrame,
) -> pd.DataFrame:
    """Trace the attribution of chosen statements, one row a step.

    Parameters
    ----------
    chosen : iterable of str
        Ids of statements, in the order in which to show them; one may be given as it is.
    claims, voices, actors : DataFrame
        The tables of the case.

    Returns
    -------
    DataFrame
        claim; document; says (its answer to its question); step (0 is the text, 1 whom it
        cites, and so on); who (all that a step cites together, joined by " and "); named
        (whether one of them has a name); cue; end, on the last step only: "a name", "an office"
        (no name, but a post that somebody holds), "dead end" (no name and no post) or "nobody
        cited" (the text's own voice).

    Notes
    -----
    Source, cue and content are the three parts of an attribution after Silvia Pareti, PARC 3.0
    (2016). That a chain ends says nothing on whether its statement is true.

    Examples
    --------
    >>> claims = pd.DataFrame({"id": ["R-c1", "R-c2"], "document": "R", "answer": ["40", "two"]})
    >>> voices = pd.DataFrame({"claim": ["R-c1", "R-c1"], "step": [1, 2], "named": [True, False],
    ...     "actor": ["wire", "guests"], "cue": ["put", "citing"]})
    >>> actors = pd.DataFrame({"id": ["wire", "guests"], "name": ["The wire", "Guests"],
    ...     "kind": ["agency", "unnamed"]})
    >>> tables = {"claims": claims, "voices": voices, "actors": actors}
    >>> trace_chains(["R-c1"], **tables)[["step", "who", "end"]].values.tolist()
    [[0, 'text R', ''], [1, 'The wire', ''], [2, 'Guests', 'dead end']]
    >>> trace_chains("R-c2", **tables)["end"].tolist()
    ['nobody cited']

    >>> trace_chains(["R-c9"], **tables)
    Traceback (most recent call last):
    LookupError: No statement 'R-c9'. The table has R-c1, R-c2.
    """
    statements = _by_id(claims)[["document", "answer"]]
    people = _by_id(actors)[["name", "kind"]]
    steps = voices.join(people, on="actor")
    wanted = [chosen] if isinstance(chosen, str) else list(chosen)
    rows = [row for claim in wanted for row in _trace(claim, statements, steps)]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _trace(claim: str, statements: pd.DataFrame, steps: pd.DataFrame) -> list[dict[str, Any]]:
    if claim not in statements.index:
        known = [str(name) for name in statements.index]
        more = " and more" if len(known) > 5 else ""
        raise LookupError(f"No statement {claim!r}. The table has {', '.join(known[:5])}{more}.")
    text, says = statements.loc[claim]
    shared = {"claim": claim, "document": text, "says": says}
    rows = [{**shared, "step": 0, "who": f"text {text}", "named": True, "cue": "", "end": ""}]
    ours = steps[steps["claim"] == claim].sort_values("step", kind="stable")
    rows += [
        {**shared, "step": int(str(step)), **_join(group)} for step, group in ours.groupby("step")
    ]
    rows[-1]["end"] = _end(ours[ours["step"] == ours["step"].max()])
    return rows


def _join(group: pd.DataFrame) -> dict[str, Any]:
    cues = [str(cue) for cue in group["cue"].dropna().unique()]
    return {
        "who": " and ".join(group["name"]),
        "named": bool(group["named"].any()),
        "cue": ", ".join(cues),
        "end": "",
    }


def _end(last: pd.DataFrame) -> str:
    if last.empty:
        return OWN_VOICE
    if last["named"].any():
        return NAME
    return DEAD_END if last["kind"].isin(_FACELESS).all() else OFFICE


def count_named(
    claims: pd.DataFrame, voices: pd.DataFrame, *, step: Literal["last", "first"] = "last"
) -> pd.DataFrame:
    """Count the statements with a named speaker, an unnamed one, and none at all, text by text.

    What is counted are rows of `claims`: statements as they were coded, short and long ones
    alike, and not words. A statement of several speakers has a named one if one of them has.

    Parameters
    ----------
    claims, voices : DataFrame
        The tables of the case, or the rows of them that are to count.
    step : {"last", "first"}
        Whose name counts: the last speaker of a chain, who is nearest to knowing, or the first,
        whom the text itself cites.

    Returns
    -------
    DataFrame
        One row a text, index its siglum: named, unnamed, nobody, statements (the sum of the
        three), and named_share, unnamed_share, nobody_share (fractions of 1).

    Examples
    --------
    >>> claims = pd.DataFrame({"id": ["R-c1", "R-c2"], "document": ["R", "R"]})
    >>> voices = pd.DataFrame({"claim": ["R-c1", "R-c1"], "step": [1, 2], "named": [True, False]})
    >>> count_named(claims, voices).loc["R", ["named", "unnamed", "nobody"]].tolist()
    [0, 1, 1]
    >>> count_named(claims, voices, step="first").loc["R", "named_share"]
    np.float64(0.5)

    >>> count_named(claims, voices, step="second")
    Traceback (most recent call last):
    ValueError: Expected step "last" or "first", found 'second'.
    """
    if step not in {"last", "first"}:
        raise ValueError(f'Expected step "last" or "first", found {step!r}.')
    documents = _by_id(claims)["document"]
    edges = voices.groupby("claim")["step"].transform("max" if step == "last" else "min")
    named = voices[voices["step"] == edges].groupby("claim")["named"].any()
    kind = documents.index.to_series().map(named).map({True: "named", False: "unnamed"})
    counts = pd.crosstab(documents, kind.fillna("nobody").to_numpy())
    counts = counts.reindex(columns=["named", "unnamed", "nobody"], fill_value=0)
    total = counts.sum(axis="columns")
    shares = counts.div(total, axis="index").add_suffix("_share")
    return counts.assign(statements=total).join(shares).rename_axis(columns=None)


def list_cues(claims: pd.DataFrame, voices: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """List the cues of a case, each place once, with the side of those whom it introduces.

    Parameters
    ----------
    claims, voices, actors : DataFrame
        The tables of the case. `side` is an actor's side in the matter; "none" for no side.

    Returns
    -------
    DataFrame
        One row a place where a cue stands: document, cue, who (joined by " and "), side (of the
        first of them), statements (how many it introduces). Steps without a cue are left out.

    Examples
    --------
    >>> claims = pd.DataFrame({"id": ["R-c1", "R-c2"], "document": ["R", "R"]})
    >>> voices = pd.DataFrame({"claim": ["R-c1", "R-c2"], "step": 1, "actor": "mayor",
    ...     "cue": "claims", "start": 7})
    >>> actors = pd.DataFrame({"id": ["mayor"], "name": ["Mayor"], "side": ["town"]})
    >>> list_cues(claims, voices, actors).values.tolist()
    [['R', 'claims', 'Mayor', 'town', 2]]

    >>> list_cues(claims, voices, actors.drop(columns="side"))
    Traceback (most recent call last):
    KeyError: "No column 'side' in actors: it says on which side an actor is."
    """
    people = _by_id(actors)
    if "side" not in people:
        raise KeyError("No column 'side' in actors: it says on which side an actor is.")
    told = voices.join(people[["name", "side"]], on="actor")
    # Of several who speak together, only the first row of the step has the cue.
    steps = told.groupby(["claim", "step"])["name"].agg(" and ".join).rename("who")
    told = told[told["cue"].notna() & told["start"].notna()].join(steps, on=["claim", "step"])
    told["document"] = told["claim"].map(_by_id(claims)["document"])
    groups = told.groupby(["document", "start"], sort=True)
    table = groups.agg(
        cue=("cue", "first"),
        who=("who", "first"),
        side=("side", "first"),
        statements=("claim", "nunique"),
    )
    return table.reset_index().drop(columns="start")


def _by_id(table: pd.DataFrame) -> pd.DataFrame:
    return table.set_index("id") if "id" in table else table
