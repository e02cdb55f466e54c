"""The sketch of places: honest about itself, and able to hide the names it asks for."""

import pytest

from atodds.case import load
from atodds.charts import show_sketch


@pytest.fixture(scope="module")
def places():
    return load("kursk").places


def test_sketch_says_that_it_is_one_and_lists_its_places(places):
    shown = show_sketch(places)
    assert shown.description.startswith("A sketch by hand, not a survey")
    assert shown.table["Place"].tolist() == ["Sumy", "Sudzha", "Kursk"]
    assert "Sudzha, 0 km east and 0 km north" in shown.description


def test_names_that_are_asked_for_stand_nowhere(places):
    shown = show_sketch(places, names=False)
    assert shown.table["Mark"].tolist() == [1, 2, 3]
    said = repr(shown)
    for name in ["Sudzha", "What the texts say"]:
        assert name not in said
    marks = [layer for layer in shown.spec["layer"] if layer["mark"]["type"] == "text"]
    assert [layer["encoding"]["text"]["field"] for layer in marks] == ["name", "mark"]


def test_a_kilometre_is_as_long_eastward_as_northward(places):
    spec = show_sketch(places).spec
    encoding = spec["layer"][0]["encoding"]
    spans = {side: encoding[side]["scale"]["domain"] for side in ("x", "y")}
    lengths = {side: end - start for side, (start, end) in spans.items()}
    assert abs(spec["width"] / lengths["x"] - spec["height"] / lengths["y"]) < 0.01


def test_table_that_is_no_list_of_places_is_refused(places):
    with pytest.raises(KeyError, match="No column 'x'"):
        show_sketch(places.drop(columns="x"))
    with pytest.raises(ValueError, match="at least one place"):
        show_sketch(places[places["kind"] == "line"])
