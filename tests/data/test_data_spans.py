import pandas as pd
import pytest
from check_text import quoted_spans, sentences

# Which text the case promises to lay beside another whole.
ALIGNED_WHOLE = {"flood": "L", "kursk": "B"}


def tiling_faults(passages, text):
    """List how passages overlap, cross a line, stand out of order, or leave words uncovered."""
    faults, before = [], 0
    for row in passages.sort_values("start").itertuples():
        if not before <= row.start < row.end <= len(text):
            faults.append(f"{row.Index} overlaps, is empty or ends after the text")
        if text[before : row.start].strip():
            faults.append(
                f"before {row.Index}: {text[before : row.start].strip()[:40]!r} uncovered"
            )
        if "\n" in text[row.start : row.end]:
            faults.append(f"{row.Index} crosses a line")
        before = row.end
    if text[before:].strip():
        faults.append(f"after the last passage: {text[before:].strip()[:40]!r} uncovered")
    return faults + (
        [] if passages.sort_values("start")["order"].is_monotonic_increasing else ["order"]
    )


def spanned(case):
    """Yield every row with a span: table, id, document, start, end, exact."""
    for name in ("passages", "claims", "figures", "anomalies", "links", "clues"):
        table = case.tables[name]
        for row in table[table["start"].notna()].itertuples():
            yield name, row.Index, row.document, row.start, row.end, getattr(row, "exact", None)
    for row in case.voices[case.voices["start"].notna()].itertuples():
        yield (
            "voices",
            f"{row.claim}/{row.step}",
            case.claims.document[row.claim],
            row.start,
            row.end,
            row.cue,
        )


def test_passages_tile_each_text(case, held):
    for siglum, text in held.items():
        assert tiling_faults(case.passages[case.passages["document"] == siglum], text) == []


def test_a_gap_between_passages_is_found():
    passages = pd.DataFrame({"start": [0, 10], "end": [5, 15], "order": [1, 2]}, index=["p1", "p2"])
    assert tiling_faults(passages, "Hello all of you") == [
        "before p2: 'all' uncovered",
        "after the last passage: 'u' uncovered",
    ]


def test_every_span_lies_inside_its_text(case, held):
    faults = [
        (table, name)
        for table, name, siglum, start, end, _ in spanned(case)
        if siglum not in held or not 0 <= start < end <= len(held[siglum])
    ]
    assert faults == []


def test_figures_and_cues_quote_exactly_what_stands_at_their_span(case, held):
    faults = [
        (name, exact, held[siglum][start:end])
        for table, name, siglum, start, end, exact in spanned(case)
        if table in ("figures", "voices", "clues") and held[siglum][start:end] != exact
    ]
    assert faults == []


def test_every_other_fragment_stands_inside_its_span(case, held):
    faults = [
        (name, exact, held[siglum][start:end])
        for table, name, siglum, start, end, exact in spanned(case)
        if isinstance(exact, str) and exact not in held[siglum][start:end]
    ]
    assert faults == []


def test_what_is_quoted_has_a_span(case):
    for name in ("claims", "figures", "anomalies", "links", "clues"):
        table = case.tables[name]
        assert table.index[table["exact"].notna() & table["start"].isna()].tolist() == []
    assert case.voices[case.voices["cue"].notna() & case.voices["start"].isna()].empty


@pytest.mark.parametrize("table", ["figures", "claims", "clues"])
def test_rows_lie_inside_the_passage_and_the_document_that_they_name(case, table):
    rows = case.tables[table][case.tables[table]["passage"].notna()]
    home = case.passages.loc[rows["passage"]].set_axis(rows.index)
    inside = (home["start"] <= rows["start"]) & (rows["end"] <= home["end"])
    same = home["document"] == rows["document"]
    assert rows.index[~(inside & same)].tolist() == []


def test_figures_lie_inside_the_document_of_their_claim(case):
    rows = case.figures[case.figures["claim"].notna() & case.figures["start"].notna()]
    documents = rows["claim"].map(case.claims["document"])
    assert rows.index[documents != rows["document"]].tolist() == []


def test_figures_are_numbered_in_the_order_of_the_text(case):
    quoted = case.figures[case.figures["start"].notna()].sort_index()
    for siglum, rows in quoted.groupby("document"):
        late = rows.index[rows["start"].astype(int).diff() < 0].tolist()
        assert (siglum, late) == (siglum, [])


def test_furniture_spans_hold_the_furniture_passages_and_no_other(case, held):
    for siglum in held:
        cell = case.documents.furniture[siglum]
        spans = [span.split("-") for span in cell.split(" | ")] if isinstance(cell, str) else []
        rows = case.passages[case.passages["document"] == siglum]
        inside = [
            any(int(start) <= row.start and row.end <= int(end) for start, end in spans)
            for row in rows.itertuples()
        ]
        wrong = rows.index[(rows["kind"] == "furniture") != pd.Series(inside, rows.index)]
        # A credit line may be counted as furniture or not.
        assert rows.loc[wrong].query("kind != 'credit'").index.tolist() == []


def test_steps_of_a_voice_are_counted_from_one_without_a_gap(case):
    for claim, rows in case.voices.groupby("claim"):
        assert (claim, sorted(set(rows["step"]))) == (claim, list(range(1, rows["step"].max() + 1)))


def test_no_cue_is_longer_than_five_words(case):
    cues = case.voices["cue"].dropna()
    assert cues[cues.str.split().str.len() > 5].tolist() == []


def test_alignment_points_into_both_texts_and_leaves_one_side_empty_only_where_it_says_so(
    case, held
):
    for row in case.alignment.itertuples():
        for side, other in (("left", "right"), ("right", "left")):
            start, end = getattr(row, f"{side}_start"), getattr(row, f"{side}_end")
            if pd.isna(start):
                assert (row.Index, row.relation) == (row.Index, f"only {other}")
            else:
                assert 0 <= start < end <= len(held[getattr(row, side)]), row.Index
                assert row.relation != f"only {other}", row.Index


def test_alignment_covers_every_sentence_of_the_text_it_promises(case, package, held):
    if package not in ALIGNED_WHOLE:
        return
    siglum = ALIGNED_WHOLE[package]
    rows = case.alignment[case.alignment["left"] == siglum].dropna(subset=["left_start"])
    covered = {at for row in rows.itertuples() for at in range(row.left_start, row.left_end)}
    missed = [
        held[siglum][start:end][:40]
        for start, end in sentences(held[siglum])
        if sum(at in covered for at in range(start, end)) < (end - start) / 2
    ]
    assert missed == []


def test_every_fragment_was_placed(case, held):
    for siglum, text in held.items():
        assert [row for row in quoted_spans(case, siglum, text) if row[2] < 0] == []
