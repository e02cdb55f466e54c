"""Exercise 10.9: a verdict with its dissent."""

from __future__ import annotations

from atodds.course.lesson10.rows import LESSON, VERDICT
from atodds.exercises import Essay, RubricRow

verdict = Essay(
    id="10.9",
    lesson=LESSON,
    title="A verdict with its dissent",
    objective=VERDICT,
    points=9,
    rows=(
        RubricRow(
            "Sourcing",
            "Names a text, or takes a label for a grade.",
            "Grades source and statement in two different words.",
            "Says for each source how it could know and what it gains, and grades the statement "
            "by what else is known.",
        ),
        RubricRow(
            "Corroboration",
            "Counts how many texts agree.",
            "Asks whether those who agree could have it from one another.",
            "Counts origins as a range, and says what agreement would be worth.",
        ),
        RubricRow(
            "Conclusion",
            "Picks a side, or says that nobody can know.",
            "Gives a verdict and admits doubt in general words.",
            "Gives a verdict with a degree of sureness, the best argument against it in words that "
            "its holder would accept, and the evidence that would change it.",
        ),
    ),
    exemplars=(
        (
            "I think that Russia held the town. The Kremlin says so and the map says so too, so "
            "there are two sources. The Ukrainian commander has to say that they fight on. Nobody "
            "can be completely sure in a war."
        ),
        (
            "Verdict: on that Wednesday Ukraine no longer controlled the town, fairly sure. The "
            "Kremlin gains by saying so and could know, I give C. The map site is said to be close "
            "to Ukraine and still shows the town as lost, I give the statement a 2. Against it "
            "speaks the commander, who says that his troops fight in and around the town. Perhaps "
            "both are true. More pictures would help."
        ),
        (
            "Verdict: on that Wednesday Ukraine did not control the town, and fighting went on at "
            "its edge; fairly sure. The Kremlin could know and gains by a retaken town: source C. "
            "DeepState could know through its contacts and, by text E, leans to the side that "
            "loses by this: its map counts for more, statement 2. Whether these are two origins I "
            "cannot tell: a map drawn from Russian pictures would make them one, so one to two. "
            "Dissent: the commander says that his troops fight in and around the town, and a town "
            "in which one side still fights is not controlled by the other. I answer that he "
            "speaks of fighting and the map of control; if control means that no enemy is left, "
            "he is right and I am not. A dated picture of either side's soldiers in the centre on "
            "that day would change my verdict."
        ),
    ),
    expected_points=(
        "a verdict on one question, and how sure the writer is",
        "grades of source and statement that are given apart, each with its reason",
        "origins as a range where two voices agree",
        "the strongest dissent, in words its holder would accept",
        "evidence that would change the verdict, and that could come out either way",
    ),
    misconceptions=(
        (
            "“A balanced verdict lies in the middle.” No: it lies where the evidence is, and "
            "says how sure it is."
        ),
        "“A dissent weakens the verdict.” No: it shows what the verdict has survived.",
        "“More evidence would help” says nothing. Name the piece, and what it would do.",
    ),
)
