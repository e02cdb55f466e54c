"""The Reader: Python holds the tags, saves them, and gives them back."""

import ast
import inspect
import json
from itertools import pairwise

import nbformat
import pytest
from nbclient import NotebookClient

from atodds import work
from atodds.case import load
from atodds.texts import shown
from atodds.widgets import Reader
from atodds.widgets import reader as reader_module

TAGS = (("number", "a number"), ("bound", "a bound"))


@pytest.fixture
def bare(harbour, tmp_path):
    """Give the harbour case without its texts: a case whose texts we may not hold."""
    package = tmp_path / "harbour"
    package.mkdir()
    for file in harbour.path.iterdir():
        if file.is_file():
            (package / file.name).write_bytes(file.read_bytes())
    return load(package)


def mark(reader, words, tag="number"):
    """A mark as the front end would report it."""
    start = reader.text.index(words)
    return {"start": start, "end": start + len(words), "tag": tag}


def report(reader, *marks):
    """Set the marks as the front end does: through the widget's own door."""
    reader.set_state({"marks": json.loads(json.dumps(marks))})


def test_marks_from_the_front_end_become_a_table(harbour):
    reader = Reader(harbour, "P", tags=TAGS)
    report(reader, mark(reader, "fewer than 40"), mark(reader, "fewer than", "bound"))
    place = harbour.text("P").index("fewer than 40")
    result = reader.result
    assert result["exact"].tolist() == ["fewer than", "fewer than 40"]
    assert result["tag"].tolist() == ["bound", "number"]
    assert result["passage"].tolist() == ["P-p03", "P-p03"]
    assert result["source"].tolist() == ["text", "text"]
    assert result["text_start"].tolist() == [place, place]
    assert result["text_end"].tolist() == [place + 10, place + 13]


def test_tags_in_a_paraphrase_know_the_place_of_quoted_words_only(bare, harbour):
    reader = Reader(bare, "P", tags=TAGS)
    report(reader, mark(reader, "A cold store"), mark(reader, "fewer than 40 containers"))
    place = harbour.text("P").index("fewer than 40")
    assert reader.result["source"].tolist() == ["paraphrase", "paraphrase"]
    assert reader.result["text_start"].isna().tolist() == [True, False]
    assert reader.result["text_start"].iloc[1] == place


def test_tag_that_is_a_word_too_wide_keeps_its_place_in_the_text(bare, harbour):
    reader = Reader(bare, "P", tags=TAGS)
    report(reader, mark(reader, "area, about 9,000 square metres (", "bound"))
    place = harbour.text("P").index("about 9,000")
    row = reader.result.iloc[0]
    assert row["exact"] == "area, about 9,000 square metres ("
    assert (row["text_start"], row["text_end"]) == (place, place + 25)


@pytest.mark.parametrize("layers", [(), ("figures",)])
def test_own_words_of_the_text_are_underlined_in_a_paraphrase_whatever_the_layers(bare, layers):
    reader = Reader(bare, "P", tags=TAGS, layers=layers)
    own = [reader.text[words["start"] : words["end"]] for words in reader.own]
    assert "fewer than 40 containers" in own
    assert "underlined" in reader.note
    report(reader, mark(reader, "40"), mark(reader, "paper the burned"))
    html = reader.twin_html()
    assert "<u>fewer than </u><mark><u>40</u></mark> [a number]<u> containers</u>" in html
    assert "<mark>paper the burned</mark>" in html


def test_nothing_is_underlined_in_the_text_itself(harbour):
    reader = Reader(harbour, "P")
    assert reader.own == ()
    assert "underlined" not in reader.note
    assert "<u>" not in reader.twin_html()


def test_note_says_that_an_incomplete_copy_is_not_shown(bare, harbour):
    folder = work.folder() / "texts"
    folder.mkdir(parents=True)
    (folder / "P.txt").write_text(harbour.text("P")[:700], encoding="utf-8")
    reader = Reader(bare, "P", passages="P-p06")
    assert reader.text
    assert reader.note.endswith("Your copy is not shown: it is missing there.")
    assert "some of it is missing" in Reader(bare, "P").note


def test_one_layer_or_passage_may_be_given_as_it_is(harbour):
    reader = Reader(harbour, "P", layers="figures", passages="P-p03", tags=TAGS)
    assert [layer["key"] for layer in reader.layers] == ["figures"]
    assert [block["id"] for block in reader.blocks] == ["P-p03"]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda _: Reader("harbour", "P"), r"name 'harbour'\. Write load\(\"harbour\"\)"),
        (lambda case: Reader(case, 5), 'letter of a text, such as "P", found the number 5'),
        (lambda case: Reader(case, "P", key=5), "a name under which .*, found the number 5"),
        (lambda case: Reader(case, "P", layers=None), "Expected a list of layers, found None"),
        (lambda case: Reader(case, "P", tags=5), "Expected a list of tags, found the number 5"),
    ],
)
def test_wrong_kinds_of_things_are_refused_in_plain_words(harbour, make, sentence):
    with pytest.raises(TypeError, match=sentence):
        make(harbour)


def test_empty_result_has_all_its_columns(harbour):
    result = Reader(harbour, "P").result
    assert result.empty
    assert list(result.columns) == [
        "document",
        "passage",
        "start",
        "end",
        "exact",
        "tag",
        "source",
        "text_start",
        "text_end",
    ]


def test_status_line_says_what_was_tagged_and_untagged(harbour):
    reader = Reader(harbour, "P", tags=TAGS)
    report(reader, mark(reader, "about 9,000", "bound"))
    assert reader.status == {"turn": 1, "text": 'Tagged "about 9,000" as a bound.'}
    report(reader)
    assert reader.status == {"turn": 2, "text": 'Removed the tag "a bound" from "about 9,000".'}


def test_tags_are_back_in_a_new_reader(harbour):
    reader = Reader(harbour, "P", tags=TAGS)
    report(reader, mark(reader, "62 firefighters"), mark(reader, "214"))
    again = Reader(harbour, "P", tags=TAGS)
    assert again.marks == reader.marks
    assert again.status["text"] == "Your 2 saved tags are back."


def test_another_text_or_other_tags_have_their_own_draft(harbour):
    reader = Reader(harbour, "P", tags=TAGS)
    report(reader, mark(reader, "214"))
    assert Reader(harbour, "Q", tags=TAGS).marks == ()
    assert Reader(harbour, "P", tags=[("speaker", "a speaker")]).marks == ()
    assert Reader(harbour, "P", tags=TAGS, key="of my own").marks == ()


def test_tags_whose_words_have_changed_are_left_out_and_said_to_be(harbour):
    reader = Reader(harbour, "P", tags=TAGS, key="mine")
    report(reader, mark(reader, "214"), mark(reader, "62 firefighters"))
    draft = work.load_draft("mine")
    draft["text"][0]["exact"] = "63 firefighters"
    work.save_draft("mine", draft)
    again = Reader(harbour, "P", tags=TAGS, key="mine")
    assert again.result["exact"].tolist() == ["214"]
    assert "1 was left out: the words it stood on have changed." in again.status["text"]


def test_tags_on_the_paraphrase_survive_tags_on_the_text(harbour, bare):
    first = Reader(bare, "P", tags=TAGS)
    report(first, mark(first, "214"))
    second = Reader(harbour, "P", tags=TAGS)
    assert second.marks == ()
    report(second, mark(second, "62 firefighters"))
    assert Reader(bare, "P", tags=TAGS).result["exact"].tolist() == ["214"]


@pytest.mark.parametrize(
    "junk", [3, "tags", [], {"text": 3}, {"text": [{"start": "x"}, None]}, {"text": {"a": 1}}]
)
def test_junk_drafts_are_ignored(harbour, junk):
    work.save_draft("mine", junk)
    reader = Reader(harbour, "P", tags=TAGS, key="mine")
    assert reader.marks == ()
    assert reader.status["text"] == ""
    report(reader, mark(reader, "214"))
    assert Reader(harbour, "P", tags=TAGS, key="mine").marks == reader.marks


def test_impossible_marks_are_dropped(harbour):
    reader = Reader(harbour, "P", tags=TAGS)
    good = mark(reader, "214")
    report(reader, {**good, "tag": "unknown"}, {**good, "end": 10**6}, good, good, {"start": 1})
    assert reader.marks == (good,)


def test_unwritable_folder_is_said_in_the_status_line(harbour, tmp_path, monkeypatch):
    blocked = tmp_path / "a file"
    blocked.write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("ATODDS_WORK", str(blocked))
    reader = Reader(harbour, "P", tags=TAGS)
    report(reader, mark(reader, "214"))
    assert reader.status["text"].startswith('Tagged "214" as a number. ')
    assert len(reader.status["text"]) > len('Tagged "214" as a number. ')
    assert reader.marks == (mark(reader, "214"),)


def test_unknown_keyword_is_refused_in_plain_words(harbour):
    with pytest.raises(TypeError, match=r"found 'tag'. Did you mean 'tags'\?"):
        Reader(harbour, "P", tag=TAGS)


@pytest.mark.parametrize(
    ("keywords", "sentence"),
    [
        ({"layers": ["figure"]}, "Expected layers among figures"),
        ({"tags": ["number"]}, "Expected tags as pairs"),
        ({"tags": [(str(n), "a tag") for n in range(10)]}, "Expected at most 9 tags"),
    ],
)
def test_wrong_values_are_refused_in_plain_words(harbour, keywords, sentence):
    with pytest.raises(ValueError, match=sentence):
        Reader(harbour, "P", **keywords)


def test_unknown_text_is_refused(harbour):
    with pytest.raises(LookupError, match="It has P, Q, R, WIRE"):
        Reader(harbour, "S")


def test_layers_start_switched_off_and_only_offered_ones_can_be_switched_on(harbour):
    reader = Reader(harbour, "Q", layers=["furniture", "dates"])
    assert reader.layers_on == ()
    reader.set_state({"layers_on": ["dates", "figures"]})
    assert reader.layers_on == ("dates",)
    assert {span["layer"] for span in reader.spans} == {"furniture", "dates"}


def test_layer_spans_are_those_of_the_case(harbour):
    reader = Reader(harbour, "P", layers=["figures"])
    figures = harbour.figures[(harbour.figures["document"] == "P")]
    quoted = figures.loc[figures["kind"] != "date", "exact"].dropna().tolist()
    assert [reader.text[span["start"] : span["end"]] for span in reader.spans] == quoted


def test_outlet_is_named_only_when_asked(harbour):
    assert Reader(harbour, "P").title == "Text P"
    assert "Ellery Courier" in Reader(harbour, "P", hide_outlet=False).title


def test_blocks_cover_every_word_shown(harbour, bare):
    for case in (harbour, bare):
        reader = Reader(case, "R")
        shown_words = "".join(reader.text[b["start"] : b["end"]] for b in reader.blocks)
        assert shown_words.split() == "".join(reader.text.split("\n\n")).split()


def test_static_twin_is_the_same_twice_and_holds_text_and_tags(harbour):
    bundles = []
    for _ in range(2):
        reader = Reader(harbour, "P", tags=TAGS)
        report(reader, mark(reader, "fewer than 40", "bound"))
        data, _ = reader._repr_mimebundle_()
        bundles.append({name: data[name] for name in ("text/plain", "text/html")})
        assert reader.model_id not in str(bundles[-1])
    assert bundles[0] == bundles[1]
    assert "<mark>fewer than 40</mark> [a bound]" in bundles[0]["text/html"]
    assert "<td>fewer than 40</td>" in bundles[0]["text/html"]
    assert 'bound: "fewer than 40"' in bundles[0]["text/plain"]
    assert repr(reader) == bundles[0]["text/plain"]


def test_static_twin_leaves_a_readers_own_copy_out(bare, harbour):
    folder = work.folder() / "texts"
    folder.mkdir(parents=True)
    (folder / "P.txt").write_text(harbour.text("P"), encoding="utf-8")
    assert shown(bare, "P").private
    reader = Reader(bare, "P", tags=TAGS)
    report(reader, mark(reader, "214"))
    data, _ = reader._repr_mimebundle_()
    assert "Harbour master Tomas Reyl" in reader.text
    assert "Harbour master Tomas Reyl" not in data["text/html"] + data["text/plain"]
    assert "<td>214</td>" in data["text/html"]


def test_error_in_a_callback_is_shown_in_the_status_line(harbour):
    reader = Reader(harbour, "P", tags=TAGS)
    with reader.guarded("trying"):
        raise RuntimeError("odd")
    assert reader.status["text"].startswith("Something went wrong while trying: odd")


def test_every_public_trait_is_followed_by_a_docstring():
    tree = ast.parse(inspect.getsource(reader_module))
    widget = next(node for node in tree.body if getattr(node, "name", "") == "Reader")
    for node, after in pairwise(widget.body):
        if isinstance(node, ast.Assign) and not node.targets[0].id.startswith("_"):
            assert isinstance(after, ast.Expr), node.targets[0].id
            assert isinstance(after.value, ast.Constant), node.targets[0].id


def test_notebook_keeps_a_twin_that_follows_the_tags():
    cells = [
        "import atodds.case, atodds.widgets",
        "r = atodds.widgets.Reader(atodds.case.load('harbour'), 'P'); r",
        "r.marks = [{'start': 0, 'end': 4, 'tag': 'figure'}]",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=60, record_timing=False).execute()
    live, twin = notebook.cells[1].outputs
    assert "application/vnd.jupyter.widget-view+json" in live.data
    assert list(twin.data) == ["text/html", "text/plain"]
    assert "<mark>Fire</mark> [a number]" in twin.data["text/html"]
    assert notebook.cells[2].outputs == []


def test_a_tag_given_by_code_takes_the_place_of_those_it_touches(harbour):
    reader = Reader(harbour, "P", tags=[("value", "a value"), ("bound", "a bound")])
    reader.tag("fewer than 40", "value")
    reader.tag("fewer than 40 containers", "bound")
    assert reader.result[["exact", "tag"]].to_numpy().tolist() == [
        ["fewer than 40 containers", "bound"]
    ]


def test_a_tag_given_by_code_needs_words_that_stand_once_and_a_tag_that_is_there(harbour):
    reader = Reader(harbour, "P", tags=[("value", "a value")])
    with pytest.raises(ValueError, match=r"found 'the' [0-9]+ times"):
        reader.tag("the", "value")
    with pytest.raises(ValueError, match="Expected a tag among value, found 'bound'"):
        reader.tag("62 firefighters", "bound")


def marked(reader, layer):
    """List the words that a layer marks, in the order of the text."""
    return [reader.text[s["start"] : s["end"]] for s in reader.spans if s["layer"] == layer]


def test_cues_are_those_of_the_case_and_two_statements_with_one_cue_count_once(harbour):
    reader = Reader(harbour, "P", layers="cues")
    voices = harbour.voices[harbour.voices["claim"].str.startswith("P-")]
    assert (
        marked(reader, "cues")
        == voices.sort_values("start").drop_duplicates("start")["cue"].tolist()
    )
    assert reader.layers[0]["count"] == len(marked(reader, "cues")) == len(voices) - 1


def test_speaker_is_marked_where_it_is_named_nearest_to_its_cue(harbour):
    reader = Reader(harbour, "P", layers="speakers")
    # Reyl is named three times in all, Norrin twice: each is marked where a statement is theirs.
    assert marked(reader, "speakers") == [
        "Tomas Reyl",
        "Ada Norrin",
        "The town",
        "Norrin",
        "dock workers\u2019 union",
        "Brightwater Cold Stores",
        "Reyl",
    ]
    assert marked(Reader(harbour, "Q", layers="speakers"), "speakers") == ["harbour master"] * 2


def test_every_layer_of_words_is_found_in_a_paraphrase_too(bare):
    layers = ["speakers", "cues", "names", "hedges"]
    reader = Reader(bare, "R", layers=layers)
    assert reader.note.startswith("Our paraphrase")
    assert {"Northline", "harbour office", "fire chief"} <= set(marked(reader, "speakers"))
    assert "Brightwater Cold Stores" in marked(reader, "names")
    assert "about" in marked(reader, "hedges")


def test_names_are_the_longest_forms_that_stand_there(harbour):
    names = marked(Reader(harbour, "P", layers="names"), "names")
    assert names.count("Tomas Reyl") == 1
    assert names.count("Reyl") == 1
    forms = harbour.names.loc[harbour.names["document"] == "P", "form"]
    assert set(names) == set(forms)


def test_hedges_follow_the_word_list_and_leave_other_senses_alone(harbour):
    assert marked(Reader(harbour, "P", layers="hedges"), "hedges") == ["about", "About"]
    assert marked(Reader(harbour, "R", layers="hedges"), "hedges") == [
        "perhaps",
        "some",
        "possible",
        "about",
        "roughly",
    ]


@pytest.mark.parametrize("siglum", ["P", "Q", "R"])
def test_outlet_stays_hidden_in_heading_note_and_twin_until_it_is_asked_for(bare, siglum):
    publisher = bare.documents.loc[siglum, "publisher"]
    hidden, told = (Reader(bare, siglum, hide_outlet=hide) for hide in (True, False))
    assert publisher in told.title
    assert f"published by: {publisher}" in told.twin_text()
    assert publisher not in hidden.title + hidden.note + hidden.twin_text()
    assert hidden.text == told.text
    assert hidden.result.equals(told.result)
