"""The smallest exercise there can be: for the examples in docstrings, and to copy from."""

from atodds.exercises.exercise import Exercise, Mistake, SameAs
from atodds.exercises.kinds import Number

count_the_origins = Exercise(
    id="0.1",
    lesson="00",
    title="How many pens?",
    objective="count origins",
    points=2,
    basis="internal",
    kind=Number("Origins"),
    ask="How many people wrote these texts?",
    expected=lambda case: len(case.documents),
    mistakes=(
        Mistake(
            "one too many",
            SameAs(lambda case: len(case.documents) + 1),
            "The agency is counted twice.",
        ),
        Mistake("none", lambda answer, _: answer == 0, "Somebody wrote them.", example=0),
    ),
    right="Two texts, two pens.",
    nudge="count who wrote, not who printed.",
    hints=("Look for a name under each title.", "An agency is a pen too."),
    reveal="Each text has its own writer.",
)
