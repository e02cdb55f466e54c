"""Texts: a reader's copy is recognised, anchored and shown, however it was saved."""

import re
from functools import cache
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from atodds.case import load
from atodds.texts import anchor, attach, digest, fingerprint, fold, recognise, shown, words
from atodds.texts.folding import list_words, trace

QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-"})
MENU = "Home | News | Sport\nSubscribe for 40 crowns\n\n"
FOOT = "\n\nRead more\nTwo more stories about 300 people\nContact us"


@pytest.fixture
def bare(harbour, tmp_path):
    """Give the harbour case without its texts: a case whose texts we may not hold."""
    package = tmp_path / "harbour"
    package.mkdir()
    for file in harbour.path.iterdir():
        if file.is_file():
            (package / file.name).write_bytes(file.read_bytes())
    return load(package)


@pytest.fixture
def desk(tmp_path):
    """A folder in which a reader keeps copies."""
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def anchored_words(case, siglum, copy, table="figures"):
    """The words of the copy that each anchored row came to stand on."""
    spans = anchor(case, siglum, copy).spans
    rows = spans[(spans["table"] == table) & (spans["how"] != "lost")]
    return {row["id"]: copy[row["start"] : row["end"]] for row in rows.to_dict("records")}


def quoted_words(case, siglum):
    figures = case.figures[(case.figures["document"] == siglum) & case.figures["exact"].notna()]
    return figures["exact"].to_dict()


shown_once = cache(shown)


def how(case, siglum, copy):
    return set(anchor(case, siglum, copy).spans["how"])


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
@example("".join(map(chr, range(0x3100))))
def test_folding_at_once_gives_what_folding_letter_by_letter_gives(text):
    assert fold(text) == trace(text).text
    assert list_words(text) == [word for word, *_ in words(text)]


@given(st.text())
def test_words_stand_where_they_say(text):
    found = words(text)
    assert all(word in fold(text[start:end]) for word, start, end in found)
    assert all(one[2] <= other[1] for one, other in pairwise(found))


@given(st.text(), st.sampled_from(["\n", "\t ", "\u00a0", "  "]))
def test_white_space_and_quotation_marks_do_not_change_a_digest(text, space):
    copy = re.sub(r"\s", lambda _: space, text)
    assert digest(copy) == digest(text)
    assert digest(text.translate(QUOTES)) == digest(text)


def test_fingerprint_is_a_sample_of_about_an_eighth():
    text = " ".join(str(number) for number in range(4000))
    assert 425 < len(fingerprint(text)) < 575
    assert all(int(value, 16) % 8 == 0 and len(value) == 8 for value in fingerprint(text))


def test_every_text_of_a_case_is_recognised_as_itself(harbour):
    for siglum in ("P", "Q", "R"):
        table = recognise(harbour.text(siglum), harbour.fingerprints)
        assert table["document"].iloc[0] == siglum
        assert table["share"].iloc[0] == 1.0
        assert table["share"].iloc[1] < 0.2


def test_identical_copy_is_anchored_exactly(harbour):
    for siglum in ("P", "Q", "R"):
        copy = harbour.text(siglum)
        assert how(harbour, siglum, copy) == {"exact"}
        assert anchored_words(harbour, siglum, copy) == quoted_words(harbour, siglum)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.translate(QUOTES), id="straight quotation marks"),
        pytest.param(lambda text: text.replace("\n", "\r\n\r\n"), id="Windows line ends"),
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="hard spaces"),
        pytest.param(lambda text: re.sub(r"(.{30}\S*) ", r"\1\n  ", text), id="wrapped lines"),
        pytest.param(lambda text: text.replace("\n", " "), id="one long line"),
        pytest.param(lambda text: MENU + text + FOOT, id="a site's menus around it"),
        pytest.param(str.upper, id="capitals"),
    ],
)
def test_changed_copy_is_anchored_by_its_passages(harbour, change):
    for siglum in ("P", "Q", "R"):
        copy = change(harbour.text(siglum))
        changed = copy != harbour.text(siglum)
        assert how(harbour, siglum, copy) == {"passage" if changed else "exact"}
        found = anchored_words(harbour, siglum, copy)
        assert {name: fold(exact) for name, exact in found.items()} == {
            name: fold(exact) for name, exact in quoted_words(harbour, siglum).items()
        }


def test_missing_paragraph_loses_only_its_own_spans(harbour):
    lines = harbour.text("P").split("\n")
    copy = "\n".join(lines[:3] + lines[4:])
    result = anchor(harbour, "P", copy)
    gone = set(harbour.figures.index[harbour.figures["passage"] == "P-p04"])
    lost = result.lost
    assert set(lost.loc[lost["table"] == "figures", "id"]) == gone
    assert set(lost.loc[lost["table"] == "passages", "id"]) == {"P-p04"}
    expected = {name: it for name, it in quoted_words(harbour, "P").items() if name not in gone}
    assert anchored_words(harbour, "P", copy) == expected


def test_reworded_paragraph_is_anchored_by_its_quoted_words(harbour):
    copy = harbour.text("P").replace("About 300 people in", "[Updated] About 300 people on")
    spans = anchor(harbour, "P", copy).spans.set_index("id")
    assert spans.loc["P-10", "how"] == "fragment"
    assert copy[spans.loc["P-10", "start"] : spans.loc["P-10", "end"]] == "About 300 people"
    start, end = spans.loc["P-p05", ["start", "end"]]
    assert copy[start:end].startswith("[Updated] About 300")
    assert copy[start:end].endswith("slept there.")


def test_repeated_words_are_anchored_at_the_expected_place(harbour):
    copy = "two of us\n" * 3 + harbour.text("P").replace("home by evening", "at home by evening")
    spans = anchor(harbour, "P", copy).spans.set_index("id")
    assert spans.loc["P-09", "how"] == "fragment"
    assert copy[spans.loc["P-09", "start"] :].startswith("two of them were treated")


def test_another_text_anchors_nothing(harbour):
    assert how(harbour, "P", harbour.text("Q")) == {"lost"}
    assert how(harbour, "P", "") == {"lost"}


def test_attaching_recognises_copies_by_their_words_not_their_names(bare, harbour, desk):
    (desk / "Q.txt").write_text(harbour.text("P"), encoding="utf-8")
    (desk / "saved.txt").write_text(MENU + harbour.text("R") + FOOT, encoding="utf-8-sig")
    table = attach(bare, desk).set_index("file")
    assert table["text"].to_dict() == {"Q.txt": "P", "saved.txt": "R"}
    assert (table["lost"] == 0).all()
    assert bare.text("P") == harbour.text("P")
    assert bare.text("Q") is None


def test_copies_are_kept_where_git_does_not_look(bare, harbour, desk, work_folder):
    (desk / "P.txt").write_text(harbour.text("P"), encoding="utf-8")
    attach(bare, desk)
    assert (work_folder / "texts" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_poorer_copy_never_replaces_a_better_one(bare, harbour, desk):
    file = desk / "P.txt"
    file.write_text(harbour.text("P"), encoding="utf-8")
    attach(bare, desk)
    file.write_text(harbour.text("P")[:700], encoding="utf-8")
    assert "stays" in attach(bare, desk)["message"].item()
    assert bare.text("P") == harbour.text("P")


def test_short_copy_is_kept_and_said_to_lack_passages(bare, harbour, desk):
    lines = harbour.text("P").split("\n")
    (desk / "P.txt").write_text("\n".join(lines[:5]), encoding="utf-8")
    expected = "Kept as your copy of text P. 2 of 7 passages are missing; save the whole article."
    assert attach(bare, desk)["message"].item() == expected
    (desk / "P.txt").write_text("\n".join(lines[:6]), encoding="utf-8")
    assert "1 of 7 passages is missing" in attach(bare, desk)["message"].item()


def test_file_that_holds_several_texts_gives_each_of_them(bare, harbour, desk):
    texts = [harbour.text(siglum) for siglum in ("R", "P", "Q")]
    (desk / "all.txt").write_text("\n\n".join(texts), encoding="utf-8")
    table = attach(bare, desk)
    assert set(table["file"]) == {"all.txt"}
    assert sorted(table["text"]) == ["P", "Q", "R"]
    assert table["lost"].eq(0).all()
    assert table["message"].str.startswith("Kept as your copy of text ").all()
    for siglum in ("P", "Q", "R"):
        seen = shown(bare, siglum)
        assert seen.text == shown(harbour, siglum).text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_copy_in_utf_16_is_read_with_or_without_its_mark(bare, harbour, desk, encoding):
    (desk / "P.txt").write_bytes(harbour.text("P").encode(encoding))
    assert attach(bare, desk)["message"].item() == "Kept as your copy of text P."
    assert bare.text("P") == harbour.text("P")


def test_copy_that_cannot_be_put_in_place_leaves_nothing_behind(bare, harbour, desk, work_folder):
    (work_folder / "texts" / "P.txt").mkdir(parents=True)
    (desk / "P.txt").write_text(harbour.text("P"), encoding="utf-8")
    assert "could not be kept" in attach(bare, desk)["message"].item()
    assert {each.name for each in (work_folder / "texts").iterdir()} == {"P.txt", ".gitignore"}


def test_bad_files_get_a_sentence_and_the_rest_goes_on(bare, harbour, desk):
    (desk / "big.txt").write_bytes(b"\x00\xff" * 2_500_000)
    (desk / "empty.txt").write_bytes(b" \n")
    (desk / "folder.txt").mkdir()
    (desk / "other.txt").write_text("Im Hafen brannte ein Kühlhaus. " * 40, encoding="utf-8")
    (desk / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x00")
    (desk / "right.txt").write_bytes(harbour.text("P").encode("cp1252"))
    (desk / "notes.md").write_text("No copy of a text.", encoding="utf-8")
    table = attach(bare, desk).set_index("file")
    expected = {
        "big.txt": "Too large for one article: 5,000,000 bytes",
        "empty.txt": "The file is empty",
        "folder.txt": "It could not be read",
        "other.txt": "Not recognised. Expected one of the texts P, Q, R of 'harbour', found",
        "photo.txt": "This is no text",
        "right.txt": "Kept as your copy of text P.",
    }
    assert list(table.index) == list(expected)
    assert all(table["message"][name].startswith(start) for name, start in expected.items())
    assert bare.text("P") == harbour.text("P")


def test_empty_folder_gives_an_empty_table(bare, desk):
    assert attach(bare, desk).empty


def test_without_a_copy_the_paraphrase_quotes_every_figure_in_place(bare):
    for siglum in ("P", "Q", "R"):
        seen = shown(bare, siglum)
        assert seen.source == "paraphrase"
        assert not seen.private
        quoted = quoted_words(bare, siglum)
        spans = seen.spans[seen.spans["layer"].isin(["figures", "dates"])]
        found = {
            row["id"]: seen.text[row["start"] : row["end"]] for row in spans.to_dict("records")
        }
        assert found == quoted
        assert "{" not in seen.text


def test_quoted_words_of_a_paraphrase_know_their_place_in_the_text(bare, harbour):
    seen = shown(bare, "P")
    text = harbour.text("P")
    for row in seen.spans[seen.spans["layer"] == "figures"].to_dict("records"):
        start, end = seen.original(row["start"], row["end"])
        assert text[start:end] == seen.text[row["start"] : row["end"]]
    assert seen.original(0, 1) is None


@pytest.mark.parametrize(
    ("tagged", "own"),
    [
        pytest.param("area, about 9,000 square metres", "about 9,000 square metres", id="before"),
        pytest.param("About 300 people of Ropewalk", "About 300 people", id="after"),
        pytest.param("(97,000 square feet)", "97,000 square feet", id="brackets"),
        pytest.param("000 square feet)", "000 square feet", id="part of a fragment"),
        pytest.param("40 containers, made this morning", "40 containers", id="two fragments"),
        pytest.param("metres (97,000 square feet)", "97,000 square feet", id="the second longer"),
    ],
)
def test_words_of_ours_around_a_fragment_do_not_lose_its_place(bare, harbour, tagged, own):
    seen, text = shown(bare, "P"), harbour.text("P")
    start, place = seen.text.index(tagged), text.index(own)
    assert seen.original(start, start + len(tagged)) == (place, place + len(own))


def test_words_of_ours_alone_have_no_place_in_the_text(bare):
    seen = shown(bare, "P")
    start = seen.text.index("gave the paper")
    assert seen.original(start, start + 14) is None


@given(st.data())
def test_any_words_of_the_text_itself_have_their_own_place(harbour, data):
    seen, text = shown_once(harbour, "P"), harbour.text("P")
    start, end = (data.draw(st.integers(0, len(seen.text))) for _ in "ab")
    place, words_shown = seen.original(start, end), seen.text[start:end].split()
    assert text[slice(*place)].split() == words_shown if place else not words_shown


def test_with_a_copy_the_text_is_shown_and_every_word_knows_its_place(bare, harbour, desk):
    copy = MENU + harbour.text("P").translate(QUOTES).replace("\n", "\n\n") + FOOT
    (desk / "P.txt").write_text(copy, encoding="utf-8")
    attach(bare, desk)
    seen = shown(bare, "P")
    assert (seen.source, seen.private) == ("text", True)
    assert "Subscribe" not in seen.text
    for _, start, end in words(seen.text):
        place = seen.original(start, end)
        assert fold(harbour.text("P")[slice(*place)]) == fold(seen.text[start:end])


def test_what_stands_between_the_passages_of_a_copy_is_shown_too(bare, harbour, desk):
    copy = harbour.text("P").replace("\nAbout 300", "\nAdvertisement\nAbout 300")
    (desk / "P.txt").write_text(copy, encoding="utf-8")
    attach(bare, desk)
    assert "\n\nAdvertisement\n\nAbout 300" in shown(bare, "P").text
    assert "Advertisement" not in shown(bare, "P", ["P-p04", "P-p05"]).text


def test_copy_that_lacks_a_passage_is_not_shown_in_its_place(bare, harbour, desk):
    lines = harbour.text("P").split("\n")
    (desk / "P.txt").write_text("\n".join(lines[:5]), encoding="utf-8")
    attach(bare, desk)
    for passages in (None, ["P-p06"], ["P-p03", "P-p06"]):
        seen = shown(bare, "P", passages)
        assert (seen.source, seen.private, seen.incomplete) == ("paraphrase", False, True)
        assert seen.text
    seen = shown(bare, "P", ["P-p02", "P-p03"])
    assert (seen.source, seen.incomplete) == ("text", False)
    assert len(seen.passages) == 2


def test_copy_without_the_furniture_of_its_page_is_shown(bare, harbour, desk):
    kinds = harbour.passages[harbour.passages["document"] == "Q"]
    text = harbour.text("Q")
    parts = [
        text[row["start"] : row["end"]] for _, row in kinds.iterrows() if row["kind"] != "furniture"
    ]
    (desk / "Q.txt").write_text("\n".join(parts), encoding="utf-8")
    assert attach(bare, desk)["message"].item() == "Kept as your copy of text Q."
    assert shown(bare, "Q").source == "text"
    furniture = kinds.index[kinds["kind"] == "furniture"][0]
    assert shown(bare, "Q", furniture).incomplete


def test_one_passage_may_be_given_as_it_is(harbour):
    assert shown(harbour, "P", "P-p02").text == shown(harbour, "P", ["P-p02"]).text


def test_asking_for_no_passage_is_refused_with_what_to_do(harbour):
    with pytest.raises(ValueError, match="Leave passages out to see them all"):
        shown(harbour, "P", [])


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda _: shown("harbour", "P"), r"name 'harbour'\. Write load\(\"harbour\"\)"),
        (lambda _: anchor(None, "P", ""), r"Expected a case, found None\. Load one"),
        (lambda case: attach(case.path, case.path), "Expected a case, found a PosixPath"),
        (lambda case: shown(case, 5), 'letter of a text, such as "P", found the number 5'),
        (lambda case: shown(case, "P", 5), "Expected a list of passages, found the number 5"),
        (lambda case: shown(case, "P", [5]), "id of a passage, such as .*, found the number 5"),
        (lambda case: attach(case, None), "Expected a folder, found None. Write its path"),
    ],
)
def test_what_is_no_case_text_or_folder_is_refused_in_a_sentence(harbour, call, sentence):
    with pytest.raises(TypeError, match=sentence):
        call(harbour)


@pytest.mark.parametrize("folder", ["~nosuchuser-x/copies", "a\0b", "n" * 5000, "pyproject.toml"])
def test_impossible_folder_of_copies_is_refused_in_a_sentence(harbour, folder):
    with pytest.raises(ValueError, match=r"(?i)expected a folder.*\.") as caught:
        attach(harbour, folder)
    assert len(str(caught.value)) < 250


def test_chosen_passages_are_shown_alone_and_in_order(harbour):
    seen = shown(harbour, "P", ["P-p05", "P-p02"])
    assert list(seen.passages["id"]) == ["P-p02", "P-p05"]
    assert seen.text.startswith("By Ines Aldous")
    assert set(seen.spans["layer"]) == {
        *("figures", "claims", "cues", "speakers", "names", "hedges")
    }


def test_furniture_is_a_layer(harbour):
    seen = shown(harbour, "Q")
    furniture = seen.spans[seen.spans["layer"] == "furniture"]
    kinds = harbour.passages["kind"]
    assert set(furniture["id"]) == set(
        kinds.index[kinds.eq("furniture") & (kinds.index.str[0] == "Q")]
    )


def test_table_without_fingerprints_recognises_nothing():
    assert recognise("Any words at all", pd.DataFrame()).empty


@pytest.mark.parametrize("siglum", ["A", "B", "C", "D", "E"])
def test_real_texts_are_anchored_as_they_stand_and_as_a_reader_may_have_saved_them(
    kursk, texts, siglum
):
    assert how(kursk, siglum, texts[siglum]) == {"exact"}
    assert anchored_words(kursk, siglum, texts[siglum]) == quoted_words(kursk, siglum)
    copy = MENU + texts[siglum].translate(QUOTES).replace("\n", "\r\n\r\n") + FOOT
    assert how(kursk, siglum, copy) == {"passage"}
    found = anchored_words(kursk, siglum, copy)
    expected = quoted_words(kursk, siglum)
    assert {name: fold(it) for name, it in found.items()} == {
        name: fold(it) for name, it in expected.items()
    }


def test_real_texts_are_attached_and_shown(kursk, texts, desk):
    for siglum, text in texts.items():
        (desk / f"article {siglum}.txt").write_bytes(text.encode("utf-8"))
    table = attach(kursk, desk)
    assert table["text"].tolist() == sorted(texts)
    assert table["share"].eq(1.0).all()
    assert table["lost"].eq(0).all()
    assert all(shown(kursk, siglum).source == "text" for siglum in texts)
