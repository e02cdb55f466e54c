import html
import re
import subprocess
from pathlib import Path

import pytest
from check_text import PLACEHOLDER, name_words, quoted_words, render, shared_runs, whole_sentences

from atodds.texts.folding import list_words

ROOT = Path(__file__).resolve().parents[2]
RUN = 13
PICTURES = {".png", ".jpg", ".gif", ".pdf", ".zip", ".woff", ".woff2", ".ico"}


def long_fragments(case):
    """List the fragments of more than twelve words."""
    found = []
    for name in ("claims", "figures", "anomalies", "links", "clues"):
        exacts = case.tables[name]["exact"].dropna()
        found += exacts.index[exacts.str.split().str.len() > 12].tolist()
    return found


def runs_of(text):
    """Give every run of thirteen words."""
    found = list_words(text)
    return set(zip(*(found[at:] for at in range(RUN)), strict=False))


def plain(content):
    """Undo what notebooks and pages do to a text: escapes, entities and tags."""
    text = content.replace('",\n', " ").replace("\\n", " ").replace('\\"', '"')
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return html.unescape(re.sub(r"<[^<>]{0,300}>", " ", text))


def repeats(content, known):
    """Say which text a file repeats thirteen words of, if any."""
    found = (runs_of(plain(content)) | runs_of(content)) & known.keys()
    return sorted({known[run] for run in found})


@pytest.fixture(scope="session")
def known(texts):
    return {run: siglum for siglum, text in texts.items() for run in runs_of(text)}


def test_no_fragment_has_more_than_twelve_words(case):
    assert long_fragments(case) == []


def test_no_fragment_is_a_whole_sentence(case, held, shipped):
    if shipped:
        return
    faults = [fault for s, text in held.items() for fault in whole_sentences(case, s, text)]
    assert faults == []


def test_a_whole_sentence_is_found(harbour):
    text = harbour.text("Q")
    start = text.index("caused the fire")
    quoting = harbour.anomalies.assign(
        exact=harbour.anomalies["exact"].mask(
            harbour.anomalies["exact"] == "caused the fire",
            "A faulty cooling unit caused the fire.",
        ),
        start=harbour.anomalies["start"].mask(harbour.anomalies["start"] == start, start - 22),
        end=harbour.anomalies["end"] + 1,
    )
    seeded = type(harbour)("h", "t", harbour.path, {**harbour.tables, "anomalies": quoting})
    assert len(whole_sentences(seeded, "Q", text)) == 1
    assert whole_sentences(harbour, "Q", text) == []


def test_at_most_a_fifth_of_the_words_is_quoted_and_a_quarter_of_any_text(case, held, shipped):
    if shipped:
        return
    counts = {siglum: quoted_words(case, siglum, text) for siglum, text in held.items()}
    shares = {siglum: round(quoted / total, 3) for siglum, (quoted, total) in counts.items()}
    assert {siglum: share for siglum, share in shares.items() if share > 0.25} == {}
    quoted, total = (sum(each) for each in zip(*counts.values(), strict=True))
    assert quoted / total <= 0.20, shares


@pytest.mark.parametrize("table", ["passages", "claims"])
def test_no_paraphrase_copies_six_words_of_its_text(case, held, table):
    names, faults = name_words(case), []
    for row in case.tables[table].dropna(subset=["paraphrase"]).itertuples():
        if row.document in held:
            for part in PLACEHOLDER.sub("\n", row.paraphrase).split("\n"):
                text = held[row.document]
                runs = shared_runs(part, text, at_least=6, uncounted=names)
                faults += [(row.Index, run) for run in runs]
    assert faults == []


def test_a_copied_paraphrase_is_found_and_names_do_not_count():
    text = "The harbour master said that the port would be closed for ten days."
    assert shared_runs("It says the port would be closed for weeks", text, at_least=6) == [
        "the port would be closed for"
    ]
    assert shared_runs("the port would be closed today", text, at_least=5, uncounted={"port"}) == []


def test_rendered_paraphrases_repeat_no_thirteen_words(case, held, shipped):
    if shipped:
        return
    known = {run: siglum for siglum, text in held.items() for run in runs_of(text)}
    paraphrases = case.passages["paraphrase"]
    assert {
        name: r for name, p in paraphrases.items() if (r := repeats(render(case, p), known))
    } == {}


def test_every_placeholder_names_a_row_of_its_passage(case):
    faults = []
    for passage in case.passages.itertuples():
        for name in PLACEHOLDER.findall(passage.paraphrase):
            tables = [case.tables[t] for t in ("figures", "claims", "anomalies")]
            rows = [table.loc[name] for table in tables if name in table.index]
            inside = [
                row
                for row in rows
                if row["document"] == passage.document
                and passage.start <= row["start"]
                and row["end"] <= passage.end
                and isinstance(row["exact"], str)
            ]
            faults += [] if inside else [(passage.Index, name)]
    assert faults == []


def test_every_quoted_figure_stands_once_in_the_paraphrase_of_its_passage(case):
    quoted = case.figures[case.figures["exact"].notna()]
    places = {p.Index: PLACEHOLDER.findall(p.paraphrase) for p in case.passages.itertuples()}
    faults = [
        (name, row["passage"], places[row["passage"]].count(name))
        for name, row in quoted.iterrows()
        if places[row["passage"]].count(name) != 1
    ]
    assert faults == []


def test_no_file_repeats_thirteen_words_of_a_text(known):
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    faults = {}
    for name in filter(None, names.split("\0")):
        path = ROOT / name
        if path.suffix not in PICTURES and path.is_file():
            found = repeats(path.read_text(encoding="utf-8", errors="replace"), known)
            faults.update({name: found} if found else {})
    assert faults == {}


def test_a_run_split_over_the_lines_of_a_notebook_is_found(harbour):
    text = harbour.text("P")
    known = dict.fromkeys(runs_of(text), "P")
    first, second = text[60:110], text[110:170]
    cell = '"source": [\n "' + first + '\\n",\n "' + second.replace("\u2019", "\\u2019") + '"\n]'
    assert repeats(cell, known) == ["P"]
    assert repeats("<b>" + first + "</b>&nbsp;<i>" + second + "</i>", known) == ["P"]
    assert repeats(first[:40], known) == []
