"""Compare the second, blind coding of 40 figures and 40 claims with the package."""

from pathlib import Path

import krippendorff
import pandas as pd

HERE = Path(__file__).parent / "second_coding"
SPAN = ["document", "start", "end"]
FIGURES = ["kind", "low", "best", "high", "bound", "unit", "thing", "cumulative"]
FIGURES += ["as_of_start", "as_of_end"]
CLAIMS = ["question", "modality", "speaker", "named"]


def agreement(case):
    """Return one row a variable: table, variable, rows, percent, alpha (nominal)."""
    claims = case.claims.join(_first_voices(case))
    pairs = [("figures", case.figures, FIGURES), ("claims", claims, CLAIMS)]
    rows = [
        {"table": name, "variable": variable, **_agree(_join(name, table), variable)}
        for name, table, variables in pairs
        for variable in variables
    ]
    return pd.DataFrame(rows)


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


def _join(name, table):
    second = pd.read_csv(HERE / f"{name}.csv", dtype=str, keep_default_na=False)
    second[["start", "end"]] = second[["start", "end"]].astype(int)
    placed = table.dropna(subset=["start"]).astype({"start": int, "end": int})
    return second.merge(placed, on=SPAN, suffixes=("_second", ""), validate="one_to_one")


def _agree(pairs, variable):
    one = [_plain(value) for value in pairs[f"{variable}_second"]]
    two = [_plain(value) for value in pairs[variable]]
    names = {value: number for number, value in enumerate(sorted({*one, *two}))}
    codes = [[names[value] for value in coder] for coder in (one, two)]
    same = sum(left == right for left, right in zip(one, two, strict=True))
    alpha = krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal")
    return {"rows": len(one), "percent": 100 * same / len(one), "alpha": alpha}


def _plain(value):
    """Write values of both codings one way: an empty cell is a code of its own."""
    if pd.isna(value) or value == "":
        return ""
    if pd.api.types.is_bool(value):
        return str(value).lower()
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    try:
        return f"{float(value):.3f}"
    except (TypeError, ValueError):
        return str(value).strip().lower()
