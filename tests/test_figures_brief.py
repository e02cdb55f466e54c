"""Every number of a brief points to a row, or the table says what it has lost."""

import pandas as pd
import pytest

from atodds import figures

WHOLE = "Tomas Reyl counted fewer than 40 burned containers on 13 March [P-06]."


def missing(text, case):
    return figures.check_brief(text, case)["missing"].tolist()


def test_a_sentence_with_row_bound_speaker_and_date_lacks_nothing(harbour):
    table = figures.check_brief(WHOLE, harbour)
    assert table.columns.tolist() == ["number", "row", "the row says", "missing"]
    assert table[["row", "missing"]].to_numpy().tolist() == [["P-06", "nothing"]]
    assert "“fewer than 40 containers”; Tomas Reyl, harbour master" in table["the row says"][0]


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (" [P-06]", "", "a row"),
        ("fewer than 40", "40", "the bound"),
        ("fewer than 40", "more than 40", "the bound"),
        ("fewer than 40", "about 40", "the bound"),
        ("fewer than 40", "fewer than 60", "the number of its row"),
        ("Tomas Reyl counted", "There were", "the speaker"),
        (" on 13 March", "", "a date, or that there is none"),
        ("[P-06]", "[P-6]", "a row of that name (did you mean P-06?)"),
    ],
)
def test_each_thing_that_is_taken_away_is_named(harbour, old, new, lost):
    assert WHOLE.count(old) == 1
    assert missing(WHOLE.replace(old, new), harbour)[0] == lost


@pytest.mark.parametrize(
    "said",
    [
        "Reyl counted fewer than 40 burned containers on 13 March [P-06].",
        "The harbour master counted under 40 burned containers, undated [P-06].",
        "Tomas Reyl spoke on Wednesday. Fewer than 40 containers burned, he said [P-06].",
        "Text Q has nearly 40 containers destroyed by 13 March, says the harbour master [Q-08].",
        "Some 300 residents slept in the hall on Tuesday night, writes text Q [Q-11].",
        "Some 300 residents slept in the hall, undated, and nobody is cited [Q-11].",
        "By Northline 62 firefighters fought the fire on 12 March [R-08], one of two texts.",
        "About a fifth was lost on Thursday, in text R's own voice [R-14].",
        "30 kilometres, writes text R [R-18].",
        "The Ellery Courier has 62 firefighters, on 12 March [P-08].",
        "In the Courier 62 firefighters came on 12 March [P-08].",
        "P says that 62 firefighters came on 12 March [P-08].",
        "62 firefighters came, without a source or a date [P-08].",
        "62 firefighters came, with neither source nor date [P-08].",
    ],
)
def test_other_ways_to_say_it_are_as_good(harbour, said):
    assert missing(said, harbour) == ["nothing"]


def test_two_marks_in_one_pair_of_brackets_serve_two_numbers(kursk):
    said = "The Russian Ministry of Defence has 801 of 1,268 square kilometres, undated"
    for marks in ("[E-07, E-04]", "[E-04; E-07]", "[E-07] [E-04]"):
        table = figures.check_brief(f"{said} {marks}.", kursk)
        assert table["row"].tolist() == ["E-07", "E-04"]
        assert set(table["missing"]) == {"nothing"}


def test_a_unit_that_is_not_the_rows_is_named(kursk):
    said = "DeepState, undated, has over 420 square miles [E-09]."
    assert missing(said, kursk) == ["the unit of its row"]


def test_a_share_may_be_a_fraction_or_a_per_cent(kursk):
    said = "By text C about two-thirds were lost by February 2025 [C-42]."
    assert missing(said, kursk) == ["nothing"]
    said = "The Russian military, undated, has more than 60 per cent retaken [E-02]."
    assert missing(said, kursk) == ["nothing"]


def test_a_bound_that_the_row_has_not_is_no_better_than_one_that_is_lost(kursk):
    said = "The Russian Ministry of Defence, undated, has over 801 square kilometres [E-07]."
    assert missing(said, kursk) == ["the bound"]
    assert missing(said.replace("over", "about"), kursk) == ["nothing"]


def test_a_mark_in_another_sentence_vouches_for_nothing(harbour):
    said = "Fewer than 40 containers burned. Reyl counted them on 13 March [P-06]."
    assert missing(said, harbour) == ["a row"]


def test_what_a_rule_inferred_is_not_what_was_printed(kursk):
    said = "Syrskyi, undated, said over 1,250 square kilometres [C-14]."
    assert missing(said, kursk) == ["the number of its row"]


@pytest.mark.parametrize("said", ["", "  ", "On 13 March two texts and three papers agreed.", "[]"])
def test_text_without_numbers_that_need_a_row_gives_an_empty_table(harbour, said):
    table = figures.check_brief(said, harbour)
    assert table.empty
    assert len(table.columns) == 4


ODD = ["[" * 5000, "9" * 5000 + " [P-06].", "[P-06] " * 500, "½ 40\u201350"]


@pytest.mark.parametrize("said", ODD)
def test_odd_text_is_read_without_an_error(harbour, said):
    assert isinstance(figures.check_brief(said, harbour), pd.DataFrame)


@pytest.mark.parametrize("brief", [None, 7, ["40"], ...])
def test_what_is_no_text_is_refused_in_a_sentence(harbour, brief):
    with pytest.raises(TypeError, match="Expected the brief as text, found"):
        figures.check_brief(brief, harbour)


def test_the_ledger_stays_as_it_is(harbour):
    before = harbour.figures.copy()
    figures.check_brief(WHOLE, harbour)
    assert before.equals(harbour.figures)


def test_a_paper_vouches_for_its_own_text_and_for_no_other(harbour):
    said = "The Courier has more than 60 firefighters, on 12 March [Q-09]."
    assert missing(said, harbour) == ["the speaker"]
    said = "The Courier has fewer than 40 burned containers on 13 March [P-06]."
    assert missing(said, harbour) == ["the speaker"]


def test_a_letter_that_is_a_word_names_no_text(kursk):
    said = "A total of approximately 1,300 square kilometres was seized, undated [B-09]."
    assert missing(said, kursk) == ["the speaker"]


def test_two_rows_of_one_value_are_told_apart_by_their_bounds(flood):
    said = (
        "Farran spoke on Friday of at least 18 million crowns [M-10] and on Saturday of about "
        "18 million crowns [K-20]."
    )
    table = figures.check_brief(said, flood)
    assert table["row"].tolist() == ["M-10", "K-20"]
    assert set(table["missing"]) == {"nothing"}
    lost = said.replace("about ", "")
    assert missing(lost, flood)[1] == "the bound"


@pytest.mark.parametrize(
    "days",
    ["9 to 10 October", "between 9 and 10 October 2025", "October 9 to 10", "9-10 October"],
)
def test_two_days_of_one_month_are_a_date_and_no_number(flood, days):
    said = f"The River Board had nearly 6.5 metres, {days} [M-03]."
    assert missing(said, flood) == ["nothing"]


def test_a_short_million_is_a_million_where_money_or_people_follow(flood):
    said = "Farran put the damage at about 18m crowns on 11 October [K-20]."
    assert missing(said, flood) == ["nothing"]
    assert missing(said.replace("18m", "19m"), flood) != ["nothing"]


@pytest.mark.parametrize(
    "said",
    [
        "They share a report, so they are not two witnesses.",
        "There is only one witness.",
        "It goes back to one person, and two people repeat him.",
        "Two countries speak, seven months apart.",
        "Within two weeks, or in half a year, one day may settle it.",
        "Half of the texts cite nobody, and half of these five reports have no date.",
        "I use the word as in lesson 08, and as in lessons 06 and 07.",
    ],
)
def test_a_writers_own_small_counts_need_no_row(kursk, said):
    assert missing(said, kursk) == []


@pytest.mark.parametrize(
    "said",
    [
        "Two people died.",
        "The blast killed two people.",
        "Two people were rescued.",
        "Three soldiers spoke.",
        "It fell by half.",
        "The fire lasted 2 weeks.",
        "Over two hundred people left.",
        "Half of the people left.",
    ],
)
def test_a_small_number_that_somebody_must_have_counted_needs_one(kursk, said):
    assert missing(said, kursk) == ["a row"]


def test_a_small_count_that_has_a_mark_is_compared_with_its_row(harbour):
    said = "Reyl wants the port open within {} days, he said on 13 March [P-14]."
    assert missing(said.format("ten"), harbour) == ["nothing"]
    assert missing(said.format("nine"), harbour) == ["the number of its row"]


@pytest.mark.parametrize(
    "undated",
    [
        "the date is unknown",
        "date unknown",
        "when is not stated",
        "without a day",
        "for a day that it does not give",
        "on an unknown day",
        "the day is not given",
        "with neither day nor month",
    ],
)
def test_that_there_is_no_date_may_be_said_in_many_words(kursk, undated):
    said = "Russia's Ministry of Defence has 1,268 square kilometres seized{} [E-04]."
    assert missing(said.format(f", {undated}"), kursk) == ["nothing"]
    assert missing(said.format(" for a day or two"), kursk) != ["nothing"]


def test_what_the_ledger_computes_may_stand_on_the_rows_it_is_made_of(kursk):
    said = "By Russia's Ministry of Defence, undated, the two leave {} square kilometres {}."
    assert missing(said.format(467, "[E-04, E-07]"), kursk) == ["nothing"]
    assert missing(said.format(467, "[E-k1]"), kursk) == ["nothing"]
    assert missing(said.format(467, "[E-04]"), kursk) == ["the number of its row"]
    assert missing(said.format(468, "[E-04, E-07]"), kursk) == ["the number of its row"]
    mine = "The undated numbers of text E leave 467, by my own subtraction [E-04, E-07]."
    assert missing(mine, kursk) == ["nothing"]
    assert missing("In text E, undated, 467 are left [E-04, E-07].", kursk) == ["the speaker"]


def test_a_bracket_that_converts_its_number_needs_no_row_of_its_own(flood):
    said = "Text K has 6.46 metres ({}) on 10 October and cites nobody [K-02]."
    assert missing(said.format("21.2 feet"), flood) == ["nothing"]
    assert missing(said.format("2.2 feet"), flood) == ["nothing", "a conversion that holds"]


def test_a_bracket_that_a_row_of_the_case_has_wrong_does_not_pass(kursk):
    said = "DeepState, undated, has over 420 square kilometres ({}) [E-09]."
    assert missing(said.format("162 square miles"), kursk) == ["nothing"]
    found = missing(said.format("261 square kilometres"), kursk)
    assert found == ["nothing", "a conversion that holds"]


def test_a_little_word_may_stand_behind_its_number(harbour):
    said = "On 15 March a broker, in text R, spoke of a hundred boxes{} [R-07]."
    assert missing(said.format(", perhaps more"), harbour) == ["nothing"]
    assert missing(said.format(""), harbour) == ["the bound"]
