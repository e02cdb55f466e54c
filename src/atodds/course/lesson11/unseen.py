"""What the course says of each case on which the second half of lesson 11 can be worked.

Only words stand here: what is right on a case is computed from its tables, in `signs`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atodds.case import Case


@dataclass(frozen=True, kw_only=True)
class Words:
    """How the questions, hints and answers are put on one case.

    Attributes
    ----------
    shared_by_all
        A reason for a descent that is none: what all three texts have.
    order_of_days
        Another one: in which order they were written.
    each_hint, left_hint, right_hint, third_hint
        What is said to those who take the pair for separate, for one another's copy, or for
        copies of the third.
    descends, descends_reveal
        What the right descent means, and why it is right.
    factor
        The sentence that gives the factor between the two units.
    power
        Which power of the factor a plausible slip takes.
    copied, slipped
        What is said to who copies the bracket, and to who makes that slip.
    stale
        The sentences of which one may be left over, by the id of their row; empty where none is.
    stale_hints
        What is said to each of the others.
    share
        The question which share has the wrong whole; empty where the case has none.
    shares
        Row to its words.
    share_hints
        What is said to the two answers that miss.
    turned, hope
        The two questions on wording.
    turned_hint, hope_hint
        What is said to who takes another text.
    numbers_right, numbers_reveal, wording_right, wording_reveal
        What is said at the end of each exercise.
    """

    shared_by_all: str
    order_of_days: str
    each_hint: str
    left_hint: str
    right_hint: str
    third_hint: str
    descends: str
    descends_reveal: str
    factor: str
    power: int
    copied: str
    slipped: str
    turned: str
    turned_hint: str
    hope: str
    hope_hint: str
    numbers_right: str
    numbers_reveal: str
    wording_right: str
    wording_reveal: str
    stale: Mapping[str, str] = field(default_factory=dict)
    stale_hints: Mapping[str, str] = field(default_factory=dict)
    share: str = ""
    shares: Mapping[str, str] = field(default_factory=dict)
    share_hints: Mapping[str, str] = field(default_factory=dict)


FLOOD = Words(
    shared_by_all="All three have the 360 hectares, the Wednesday and the drowned fields.",
    order_of_days="K is dated between the other two, so that M came first and L came last.",
    each_hint="They share hardly five words in a row. But what of the piano, and of the order in "
    "which L and M tell things? What does K tell that both leave out?",
    left_hint="Near. Compare what the two say about the dam. Could a writer who had M alone have "
    "got it the way L has it?",
    right_hint="Look at the days of the two texts, and at the names that M has and L has not.",
    third_hint="Where would they have the piano from? And the caretaker who says it is in tune?",
    descends="A missing report, by the look of it Eastwire's, is behind both; M credits it, L "
    "credits nobody. The doubt that stays: a careful writer with one of them alone could have "
    "mended what the other one turned.",
    descends_reveal="L and M go back to one missing report: same order, the piano on the "
    "bandstand, no pumps. L has the dam the right way round, which M does not give; M has the "
    "names, which L does not give.",
    factor="One hectare is 2.47 acres, one metre 3.28 feet.",
    power=2,
    copied="That is what the text prints. An acre is smaller than a hectare: are there more or "
    "fewer of them in the same flood?",
    slipped="A length needs its factor twice to become an area. Is a hectare a length?",
    stale={
        "K-18": "K: 212 were still in the hall at noon on Saturday",
        "M-08": "M: 640 will spend the night to Saturday in the hall",
        "L-c02": "L: the last families left the hall on Sunday",
        "L-11": "L: 640 are being cared for, and sleep there tonight",
    },
    stale_hints={
        "M-08": "On whose day is that sentence written? A sentence may be old because its text is.",
        "K-18": "That text says on which day it was written. Does its sentence fit that day?",
        "L-c02": "That text has two layers, as you noticed. Which of them fits the day on which it "
        "can have been written?",
    },
    share="310 houses were flooded, of 1,550 in the Lower Town and 6,200 in the town. "
    "Which share has the wrong whole under it?",
    shares={
        "M-06": "M: a fifth of the houses in the Lower Town",
        "L-09": "L: one house in five in the town",
    },
    share_hints={
        "neither": "Divide 310 by the houses of the Lower Town, then by those of the whole town. "
        "Which of the two does each text name?",
        "both": "One of the two names the houses that it counts. Divide 310 by that number.",
    },
    turned="Which text turns round what the dam did?",
    turned_hint="Water let out makes room in a lake. Which text has the purpose and the act pull "
    "apart?",
    hope="Which text prints a hope as a fact?",
    hope_hint="Read what each text says of the schools, and mark who hopes.",
    numbers_right="A swapped factor, and a district taken for the whole town. Each came from a "
    "number that was sound one text earlier.",
    numbers_reveal="L's 146 acres should be about 890; L's one house in five counts the town.",
    wording_right="A line of Friday in a text of Sunday, a verb turned round on the way through "
    "another language, and a mayor's hope without its mayor. You found them where nobody had "
    "marked them.",
    wording_reveal="L's 640 and tonight are old; M turns the dam round; L prints the mayor's hope "
    "for the schools as settled.",
)
HARBOUR = Words(
    shared_by_all="All three have the 9,000 square metres, the two firefighters and the owner.",
    order_of_days="P was written first, so that both of the others had it before them.",
    each_hint="They share hardly five words in a row. But on which quay did it burn, in each?",
    left_hint="Near. Q has a street and a month that R does not have. Could a writer who had R "
    "alone have known them?",
    right_hint="R names those who counted. Does Q, so that R could have had them from there?",
    third_hint="Where would they have the number of the quay from?",
    descends="A missing report, which R names and Q does not, is behind both. The doubt that "
    "stays: Q could have been made from P and R together.",
    descends_reveal="Q and R go back to one missing report: the same number of the quay, against "
    "the paper whose reporter was there. Q has a street that R does not give; R has the names, "
    "which Q does not give.",
    factor="One metre is 3.28 feet.",
    power=-1,
    copied="That is what the text prints. 3.28 takes a metre to feet. How often does an area need "
    "it?",
    slipped="A square foot is smaller than a square metre: are there more or fewer of them in the "
    "same fire?",
    turned="Which text turns round what the owner said of a warning?",
    turned_hint="Set beside each other what each text lets the owner say. Which one says, in its "
    "own voice, what the owner did?",
    hope="Which text prints a hope as settled?",
    hope_hint="Read what each text says of the day on which ships can come back, and mark who "
    "hopes or expects.",
    numbers_right="The factor for a length, used for an area. Lesson 06 had it on other ground.",
    numbers_reveal="Q's 29,500 square feet should be about 96,900.",
    wording_right="A denial that became an inaction, and a hope for one quay that became a closed "
    "port.",
    wording_reveal="Q turns the owner's denial round; Q prints a hope as settled.",
)
WORDS = {"flood": FLOOD, "harbour": HARBOUR}


def words_on(case: Case) -> Words:
    """Return what is said on a case.

    Parameters
    ----------
    case
        One of the cases of the second half.

    Returns
    -------
    Words
        Its sentences.

    Examples
    --------
    >>> from atodds import load
    >>> words_on(load("harbour")).factor
    'One metre is 3.28 feet.'
    >>> words_on(load("kursk"))
    Traceback (most recent call last):
    ...
    KeyError: 'kursk'
    """
    return WORDS[case.name]
