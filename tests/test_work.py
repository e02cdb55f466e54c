"""What a learner has done survives crashes, damage, moves and strange files."""

import io
import json
import os
import subprocess
import sys
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atodds import work
from atodds.work.files import file_name, write_whole

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
FRESH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An empty working folder with an empty my-work in it."""
    monkeypatch.delenv("ATODDS_WORK", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(value, exercise="6.2"):
    return {"exercise": exercise, "answer": value}


def entry(key, value, saved="2026-01-01T00:00:00+00:00"):
    return json.dumps({"key": key, "saved": saved, "value": value})


def notebook(source="", **metadata):
    cell = {"cell_type": "markdown", "metadata": metadata, "source": source}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def zipped(**members):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return whole.getvalue()


def rows(table):
    return list(table.itertuples(index=False, name=None))


def test_work_lies_beside_the_notebook_unless_told_otherwise(desk, monkeypatch):
    assert work.folder() == desk / "my-work"
    monkeypatch.setenv("ATODDS_WORK", str(desk / "other"))
    assert work.folder() == desk / "other"


@FRESH
@given(key=st.text(max_size=300), value=JSON)
def test_whatever_is_saved_under_whatever_key_is_loaded_again(desk, key, value):
    assert work.save_draft(key, value) == ""
    assert work.load_draft(key) == value
    assert {path.parent for path in desk.rglob("*.json")} == {desk / "my-work" / "drafts"}


@given(st.text(alphabet=st.characters(), max_size=200))
def test_every_key_has_a_file_name_that_every_system_takes(key):
    name = file_name(key)
    assert len(name) < 120
    assert name == name.lower()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert not name.startswith(".")


def test_keys_that_differ_only_in_case_have_files_of_their_own():
    assert len({file_name(key) for key in ("E", "e", "É", "con", "..", "", "a/b", "a\\b")}) == 8


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"key": "6.2"}', b"\xff\xfe", b"[" * 100_000],
)
def test_a_damaged_file_is_set_aside_and_a_fresh_one_begun(desk, content):
    work.save_answer("6.2", answer(1))
    path = desk / "my-work" / "answers" / "6.2.json"
    path.write_bytes(content)
    assert work.load_answers() == {}
    assert path.with_suffix(".damaged").read_bytes() == content
    assert work.save_answer("6.2", answer(2)) == ""
    assert work.load_answers() == {"6.2": answer(2)}


def test_a_second_damaged_file_does_not_replace_the_first(desk):
    path = desk / "my-work" / "answers" / "6.2.json"
    for content in (b"one", b"two"):
        write_whole(path, content)
        work.load_answers()
    assert {aside.read_bytes() for aside in path.parent.glob("*.damaged")} == {b"one", b"two"}


def test_a_crash_while_writing_leaves_the_old_file_whole(desk, monkeypatch):
    work.save_answer("6.2", answer(1))

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = work.save_answer("6.2", answer(2))
    assert "No space left" in said
    stored = json.loads((desk / "my-work" / "answers" / "6.2.json").read_text())
    assert stored["value"] == answer(1)
    assert len(list((desk / "my-work" / "answers").iterdir())) == 1


def test_work_goes_on_where_nothing_can_be_written(desk, monkeypatch):
    blocked = desk / "blocked"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("ATODDS_WORK", str(blocked))
    said = work.save_answer("6.2", answer(1))
    assert "could not be kept" in said
    assert "ATODDS_WORK" in said
    assert work.load_answers() == {"6.2": answer(1)}
    for _ in range(3):
        work.record_event("6.2", "try")
    assert work.events("6.2") == ["try", "try", "try"]
    assert blocked.read_text() == "a file where the folder should be"


@pytest.mark.usefixtures("desk")
def test_events_are_kept_in_order_and_without_times():
    for kind in ("try", "hint", "try"):
        work.record_event("6.2", kind)
    assert work.events("6.2") == ["try", "hint", "try"]
    assert work.events("6.3") == []


def test_work_packed_here_is_restored_elsewhere(desk, monkeypatch):
    work.save_answer("6.2", answer(162))
    work.save_draft("reader/E", [1, 2])
    work.record_event("6.2", "hint")
    (desk / "06.ipynb").write_text(notebook("my essay"))
    packed = work.pack(desk)
    there = desk / "there"
    there.mkdir()
    monkeypatch.chdir(there)
    assert set(work.unpack(packed)["action"]) == {"restored"}
    assert work.load_answers() == {"6.2": answer(162)}
    assert work.load_draft("reader/E") == [1, 2]
    assert work.events("6.2") == ["hint"]
    assert "my essay" in (there / "06.ipynb").read_text()
    assert set(work.unpack(packed)["action"]) == {"skipped"}


def test_the_same_work_packs_to_the_same_bytes(desk):
    work.save_answer("6.2", answer(162))
    assert work.pack(desk) == work.pack(desk)


def test_what_is_newer_here_stays(desk):
    work.save_answer("6.2", answer("old"))
    packed = work.pack(desk)
    work.save_answer("6.2", answer("new"))
    assert [row[1] for row in rows(work.unpack(packed))] == ["kept newer"]
    assert work.load_answers()["6.2"] == answer("new")


def test_what_is_older_here_is_replaced(desk):
    work.save_answer("6.2", answer("old"))
    old = (desk / "my-work" / "answers" / "6.2.json").read_bytes()
    work.save_answer("6.2", answer("new"))
    packed = work.pack(desk)
    write_whole(desk / "my-work" / "answers" / "6.2.json", old)
    assert [row[1] for row in rows(work.unpack(packed))] == ["restored"]
    assert work.load_answers()["6.2"] == answer("new")


def test_a_notebook_that_is_newer_here_stays_and_the_packed_one_stands_beside_it(desk):
    (desk / "06.ipynb").write_text(notebook("packed"))
    packed = work.pack(desk)
    (desk / "06.ipynb").write_text(notebook("newer"))
    later = (desk / "06.ipynb").stat().st_mtime + 60
    os.utime(desk / "06.ipynb", (later, later))
    for _ in range(2):
        assert rows(work.unpack(packed))[0][1] == "kept newer"
    assert "newer" in (desk / "06.ipynb").read_text()
    assert sorted(path.name for path in desk.glob("*.ipynb")) == ["06-restored.ipynb", "06.ipynb"]
    assert "packed" in (desk / "06-restored.ipynb").read_text()


@pytest.fixture
def blocked(desk, monkeypatch):
    """A work folder that cannot be written to before `blocked.unlink()`."""
    path = desk / "blocked"
    path.write_text("a file where the folder should be")
    monkeypatch.setenv("ATODDS_WORK", str(path))
    return path


def test_what_could_not_be_written_is_packed_all_the_same(desk, blocked):
    work.save_answer("6.2", answer(7))
    work.record_event("6.2", "try")
    packed = work.pack(desk)
    blocked.unlink()
    assert [row[1] for row in rows(work.unpack(packed))][:1] == ["skipped"]
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert names[:2] == ["my-work/answers/6.2.json", "my-work/events/6.2.jsonl"]


def test_what_could_not_be_written_is_written_as_soon_as_that_works(blocked):
    work.save_answer("6.2", answer(1))
    work.save_draft("note", "mine")
    work.record_event("6.2", "try")
    blocked.unlink()
    assert work.save_answer("6.3", answer(2, "6.3")) == ""
    names = {path.name for path in blocked.rglob("*.json*")}
    assert names == {"6.2.json", "6.2.jsonl", "6.3.json", "note.json"}
    # What was written from elsewhere since is not hidden by what was waiting.
    (blocked / "answers" / "6.2.json").write_text(entry("6.2", answer(9)))
    assert work.load_answers()["6.2"] == answer(9)


def test_a_restored_answer_is_not_hidden_by_one_that_waited(desk, monkeypatch, blocked):
    work.save_answer("6.2", answer("old"))
    monkeypatch.setenv("ATODDS_WORK", str(desk / "good"))
    work.save_answer("6.2", answer("new"))
    packed = work.pack(desk)
    monkeypatch.setenv("ATODDS_WORK", str(blocked))
    blocked.unlink()
    work.unpack(packed)
    assert work.load_answers()["6.2"] == answer("new")
    aside = (blocked / "answers" / "6.2.before").read_bytes()
    assert json.loads(aside)["value"] == answer("old")


def test_a_packed_time_in_the_future_replaces_nothing(desk):
    (desk / "06.ipynb").write_text(notebook("here"))
    work.save_answer("6.2", answer("here"))
    ahead = "2999-01-01T00:00:00+00:00"
    packed = zipped(**{
        "manifest.json": json.dumps({"changed": {"notebooks/06.ipynb": ahead}}),
        "notebooks/06.ipynb": notebook("packed"),
        "my-work/answers/6.2.json": entry("6.2", answer("packed"), ahead),
    })  # fmt: skip
    assert [row[1] for row in rows(work.unpack(packed))] == ["kept both", "skipped"]
    assert "here" in (desk / "06.ipynb").read_text()
    assert "packed" in (desk / "06-restored.ipynb").read_text()
    assert work.load_answers()["6.2"] == answer("here")


def test_what_is_replaced_is_set_aside(desk):
    (desk / "06.ipynb").write_text(notebook("packed"))
    work.save_answer("6.2", answer("packed"))
    packed = work.pack(desk)
    (desk / "06.ipynb").write_text(notebook("here"))
    os.utime(desk / "06.ipynb", (1_000_000_000, 1_000_000_000))
    path = desk / "my-work" / "answers" / "6.2.json"
    path.write_text(entry("6.2", answer("here"), "2020-01-01"))
    assert [row[1] for row in rows(work.unpack(packed))] == ["restored", "restored"]
    assert "here" in (desk / "06-before.ipynb").read_text()
    assert (desk / "06-before.ipynb").stat().st_mtime == 1_000_000_000
    assert json.loads(path.with_suffix(".before").read_text())["value"] == answer("here")
    assert work.load_answers()["6.2"] == answer("packed")


def test_events_of_both_sides_are_kept_once(desk, monkeypatch):
    work.record_event("6.2", "try")
    packed = work.pack(desk)
    work.record_event("6.2", "hint")
    assert [row[1] for row in rows(work.unpack(packed))] == ["skipped"]
    monkeypatch.setenv("ATODDS_WORK", str(desk / "there"))
    work.record_event("6.2", "reveal")
    assert [row[1] for row in rows(work.unpack(packed))] == ["restored"]
    assert work.events("6.2") == ["try", "reveal"]


def test_two_kernels_that_note_events_at_once_lose_none(desk):
    code = "from atodds import work\nfor _ in range(50): work.record_event('6.2', 'try')"
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=desk) for _ in range(2)]
    assert [one.wait() for one in running] == [0, 0]
    assert work.events("6.2") == ["try"] * 100


def test_a_line_that_was_cut_off_costs_one_event_only(desk):
    work.record_event("6.2", "try")
    path = desk / "my-work" / "events" / "6.2.jsonl"
    path.write_bytes(path.read_bytes() + b'{"key": "6.2", "sav')
    work.record_event("6.2", "hint")
    assert work.events("6.2") == ["try", "hint"]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("my-work/answers/6.3.json", entry("6.2", answer(1))),
        ("my-work/answers/6.2.json", entry("6.2", answer(1, "6.3"))),
        ("my-work/answers/6.2.json", entry("6.2", [1])),
        ("my-work/answers/6.2.json", entry("6.2", answer(1)).replace("1}", "NaN}")),
        ("my-work/drafts/b.json", entry("a", 1)),
        ("my-work/events/6.2.json", entry("6.2", "try")),
        ("my-work/events/6.2.jsonl", entry("6.2", "try")),
        ("my-work/events/6.2.jsonl", '{"key": "6.3", "saved": "2026-01-01", "kind": "try"}'),
        ("notebooks/con.ipynb", notebook()),
        ("notebooks/ .ipynb", notebook()),
        ("notebooks/Aux.x.ipynb", notebook()),
    ],
)  # fmt: skip
def test_what_the_kit_never_writes_is_not_restored(desk, name, content):
    table = work.unpack(zipped(**{"manifest.json": "{}", name: content}))
    assert list(table["action"]) == ["skipped"]
    assert [path for path in desk.rglob("*") if path.is_file()] == []


def test_a_notebook_without_a_known_time_gets_none_of_long_ago(desk):
    work.unpack(zipped(**{"manifest.json": "{}", "notebooks/06.ipynb": notebook()}))
    assert (desk / "06.ipynb").stat().st_mtime > 1_700_000_000


def test_a_member_without_a_name_makes_no_restore_fail(desk):
    packed = zipped(**{"manifest.json": "{}", "Q": "x"}).replace(b"Q", b"\x00")
    assert set(work.unpack(packed, notebooks=desk)["action"]) == {"skipped"}


def test_files_are_as_open_as_the_system_has_them(desk):
    other = desk / "other"
    other.write_text("")
    path = desk / "my-work" / "note.json"
    write_whole(path, b"1")
    assert path.stat().st_mode == other.stat().st_mode
    path.chmod(0o640)
    write_whole(path, b"2")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_of_nobody_gets_the_sentence(monkeypatch):
    monkeypatch.setenv("ATODDS_WORK", "~nosuchuser/x")
    assert work.save_answer("6.2", answer(1)).startswith("Your work could not be kept in x (")
    assert work.load_answers() == {"6.2": answer(1)}


def test_a_current_folder_that_was_deleted_gets_the_sentence(desk, monkeypatch):
    gone = desk / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "could not be kept in my-work" in work.save_answer("6.2", answer(1))
    assert work.find_essay("6.10") is None
    assert len(work.pack(".")) > 0
    assert set(work.unpack(zipped(**{"manifest.json": "{}", "notebooks/a.ipynb": notebook()}))[
        "action"
    ]) == {"skipped"}  # fmt: skip


def test_solved_notebooks_and_other_files_are_never_packed(desk):
    (desk / "solved.ipynb").write_text(notebook("the answer", tags=["solution"]))
    (desk / "notes.txt").write_text("mine")
    (desk / "broken.ipynb").write_text("{")
    (desk / "my-work" / "texts").mkdir(parents=True)
    (desk / "my-work" / "texts" / "P.json").write_text("{}")
    assert zipfile.ZipFile(io.BytesIO(work.pack(desk))).namelist() == ["manifest.json"]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.ipynb", "/evil.ipynb", "notebooks/../evil.ipynb", "notebooks/a/b.ipynb",
        "my-work/answers/../../evil.json", "notebooks/..\\evil.ipynb", "notebooks/c:evil.ipynb",
        "my-work/secrets/x.json", "notebooks/.evil.ipynb", "my-work/answers/..json",
    ],
)  # fmt: skip
def test_no_file_is_written_outside_its_place(desk, name):
    outside = desk / "inner"
    outside.mkdir()
    data = zipped(**{"manifest.json": "{}", name: notebook("evil")})
    table = work.unpack(data, notebooks=outside)
    assert set(table["action"]) == {"skipped"}
    assert [path for path in desk.rglob("*") if path.is_file()] == []


@pytest.mark.usefixtures("desk")
def test_a_bomb_is_refused_in_one_sentence():
    bomb = zipped(**{"manifest.json": "{}", "notebooks/a.ipynb": b"0" * 250_000_000})
    assert len(bomb) < 1_000_000
    ((file, action, reason),) = rows(work.unpack(bomb))
    assert (file, action) == ("the whole file", "skipped")
    assert reason.endswith("found more than 200 MB in it.")


def test_one_file_too_large_does_not_keep_back_the_others(desk):
    work.save_answer("6.2", answer(1))
    good = (desk / "my-work" / "answers" / "6.2.json").read_bytes()
    (desk / "my-work" / "answers" / "6.2.json").unlink()
    data = zipped(**{
        "manifest.json": "{}",
        "notebooks/a.ipynb": b" " * 30_000_000,
        "my-work/answers/6.2.json": good,
    })  # fmt: skip
    assert [row[1] for row in rows(work.unpack(data))] == ["skipped", "restored"]
    assert work.load_answers() == {"6.2": answer(1)}


def test_a_cut_off_download_changes_nothing(desk):
    work.save_answer("6.2", answer(1))
    packed = work.pack(desk)
    table = work.unpack(packed[: len(packed) // 2])
    assert list(table["action"]) == ["skipped"]
    assert work.load_answers() == {"6.2": answer(1)}


@pytest.mark.usefixtures("desk")
@FRESH
@given(data=st.binary(max_size=300))
def test_no_bytes_make_a_restore_fail(data):
    assert set(work.unpack(data)["action"]) <= {"skipped"}


@FRESH
@given(where=st.integers(min_value=0), value=st.integers(min_value=0, max_value=255))
def test_a_download_with_one_byte_changed_never_fails(desk, where, value):
    work.save_answer("6.2", answer(1))
    packed = bytearray(work.pack(desk))
    packed[where % len(packed)] = value
    work.unpack(bytes(packed), notebooks=desk)
    assert work.load_answers() == {"6.2": answer(1)}


def test_an_essay_is_found_in_the_notebook_saved_last(desk, monkeypatch):
    about = {"exercise": "6.7"}
    for name, when in (("old.ipynb", 1_000), ("new.ipynb", 2_000)):
        (desk / name).write_text(notebook(f"from {name}", atodds=about))
        os.utime(desk / name, (when, when))
    (desk / "broken.ipynb").write_text("{")
    assert work.find_essay("6.7").source == "from new.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(desk / "old.ipynb"))
    assert work.find_essay("6.7").source == "from old.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", "elsewhere/gone.ipynb")
    assert work.find_essay("6.7").source == "from new.ipynb"


@pytest.mark.parametrize("platform", ["linux", "emscripten"])
def test_a_notebook_that_is_open_is_never_written_over(tmp_path, monkeypatch, platform):
    desk, home = tmp_path / "desk", tmp_path / "home"
    for place, text in ((desk, "new"), (home, "old")):
        place.mkdir()
        cell = {"cell_type": "markdown", "metadata": {}, "source": [text]}
        (place / "06.ipynb").write_text(json.dumps({"cells": [cell], "nbformat": 4}))
    os.utime(home / "06.ipynb", (0, 0))
    monkeypatch.setenv("JPY_SESSION_NAME", str(home / "06.ipynb"))
    if platform == "emscripten":
        # The Python that runs in a browser is not told whose it is.
        monkeypatch.delenv("JPY_SESSION_NAME")
        monkeypatch.setattr(sys, "platform", platform)
    (row,) = work.unpack(work.pack(desk), notebooks=home).to_dict("records")
    assert row["action"] == "kept both"
    assert "old" in (home / "06.ipynb").read_text()
    assert "new" in (home / "06-restored.ipynb").read_text()
