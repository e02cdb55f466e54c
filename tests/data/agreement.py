"""Compare the second, blind coding of 40 figures and 40 claims with the package."""

from pathlib import Path

import pandas as pd

from atodds.reconcile import measure_agreement

HERE = Path(__file__).parent / "second_coding"
SPAN = ["document", "start", "end"]
FIGURES = ["kind", "low", "best", "high", "bound", "unit", "thing", "cumulative"]
FIGURES += ["as_of_start", "as_of_end"]
CLAIMS = ["question", "modality", "speaker", "named"]


def agreement(case):
    """Return one row a variable: table, variable, rows, same, percent, alpha (nominal)."""
    claims = case.claims.join(_first_voices(case))
    pairs = [("figures", case.figures, FIGURES), ("claims", claims, CLAIMS)]
    parts = [
        measure_agreement(second_coding(name), _placed(table), by=SPAN, variables=variables).assign(
            table=name
        )
        for name, table, variables in pairs
    ]
    return pd.concat(parts, ignore_index=True)


def second_coding(name):
    """Return the second coding of a table."""
    second = pd.read_csv(HERE / f"{name}.csv", dtype=str, keep_default_na=False)
    return second.astype({"start": int, "end": int})


def as_markdown(table):
    """Write the agreement as the table of datasets/README.md."""
    lines = ["| table | variable | rows | same | alpha |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.table} | {row.variable} | {row.rows} | {row.percent:.0f} % | {row.alpha:.2f} |"
        for row in table.itertuples()
    ]
    return "\n".join(lines)


def _first_voices(case):
    first = case.voices[case.voices["step"] == 1].groupby("claim")
    speaker = first["actor"].agg(lambda actors: " | ".join(sorted(actors)))
    return pd.DataFrame({"speaker": speaker, "named": first["named"].first()})


def _placed(table):
    """Return the rows that stand in a text: a computed one has no place in any."""
    return table.dropna(subset=["start"]).astype({"start": int, "end": int})
