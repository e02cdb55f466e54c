"""A course of one lesson on the invented harbour, for the tests of the build and of grading."""

from atodds.case import load
from atodds.exercises import Desk, Essay, Exercise, Mistake, Number, RubricRow, SameAs

CREW = Exercise(
    id="90.1",
    lesson="90",
    title="How many came?",
    objective="read a number",
    points=2,
    kind=Number("Firefighters", unit="person"),
    basis="internal",
    ask="How many firefighters does text P name?",
    expected=lambda case: case.figures.loc["P-08", "best"],
    mistakes=(
        Mistake("the injured", SameAs(2), "Two were treated; how many were sent?"),
        Mistake("the residents", SameAs(300), "These left their homes."),
    ),
    right="The text gives a count, not an estimate.",
    nudge="put a number in place of the dots.",
)
REASON = Essay(
    id="90.2",
    lesson="90",
    title="Why believe it?",
    objective="weigh a source",
    points=4,
    rows=(RubricRow("Sourcing", "names the paper", "names the speaker", "says how he knows"),),
    exemplars=("The paper says so.", "Reyl says so.", "Reyl counted them himself."),
    expected_points=("the harbour master counted",),
    misconceptions=("print proves", "officials lie", "numbers are facts"),
)
EXERCISES = (CREW, REASON)

desk = Desk(EXERCISES, lambda: load("harbour"))
check, rubric = desk.check, desk.rubric
