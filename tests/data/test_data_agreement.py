"""The agreement printed in datasets/README.md is the one that the two codings give."""

import pandas as pd
from agreement import agreement, as_markdown


def test_every_row_of_the_second_coding_is_found_in_the_package(kursk):
    assert set(agreement(kursk)["rows"]) == {40}


def test_the_readme_prints_the_agreement_that_the_two_codings_give(kursk, root):
    readme = (root / "datasets" / "README.md").read_text(encoding="utf-8")
    assert as_markdown(agreement(kursk)) in readme


def test_a_coder_who_calls_every_figure_a_date_agrees_less(kursk):
    careless = kursk.figures.assign(kind="date")
    tables = {**kursk.tables, "figures": careless}
    case = type(kursk)(kursk.name, kursk.title, kursk.path, tables)
    found = agreement(case).set_index("variable")["alpha"]
    assert found["kind"] < 0.1 < agreement(kursk).set_index("variable")["alpha"]["kind"]
    assert pd.notna(found["kind"])
