"""Exercise 1.9: a prediction from the text alone, and what the dossiers changed in it."""

from __future__ import annotations

from atodds.course.lesson01.names import LESSON, LOOK
from atodds.exercises import Essay, RubricRow

prediction = Essay(
    id="1.9",
    lesson=LESSON,
    title="Predict and revise",
    objective=LOOK,
    points=9,
    rows=(
        RubricRow(
            "Sourcing",
            "Names an outlet.",
            "Names publisher and originator, or says that one of them is unknown.",
            "Says for each hand what the text shows of it, how it could know, and what it may "
            "gain.",
        ),
        RubricRow(
            "Corroboration",
            "Takes a dossier's word, or leaves the dossiers out.",
            "Uses facts from a dossier and dates them.",
            "Says how many independent pages stand behind a fact, and what was looked for in vain.",
        ),
        RubricRow(
            "Conclusion",
            "Trusts or distrusts the text as a whole.",
            "Says what changed between the first judgement and the second.",
            "Says what changed, what did not, what stays unknown, and what would settle it.",
        ),
    ),
    exemplars=(
        (
            "Text E is by The Moscow Times. I thought it was a Russian paper and on Russia's side. "
            "Now I have read that Russia bans it, so it is against Russia, and I trust it more."
        ),
        (
            "Before: text E asks for gifts, so its publisher is The Moscow Times, and I expected a "
            "paper from Moscow that has to be careful. After: by the dossier it moved to Amsterdam "
            "in 2022 and Russia declared it undesirable in July 2024. So I would now look for the "
            "other leaning, sharpness towards Russia. But in the report the first number is the "
            "Russian ministry's, which does not fit either guess."
        ),
        (
            "Before: C names the Associated Press and a translator of BTA, and I predicted an "
            "agency's sober report, shortened, with words gone astray on the way. After: BTA is a "
            "state agency under a law that makes it independent; since February 2022 others may "
            "use its news if they name it, which two pages bear out. That explains how C could "
            "reach a site that is not BTA's. The site's owner was looked for and not found, so who "
            "put C back into English stays unknown, and that is the step I would watch. One thing "
            "fits badly: the agency has written Kyiv since 2019, C writes Kiev, so at least the "
            "names were changed on the way. My first judgement holds for the facts told and falls "
            "for the wording. The agency's own text of that day would settle both."
        ),
    ),
    expected_points=(
        "publisher and originator kept apart, or called unknown with a reason",
        "a prediction that says how the origin may shape the text",
        "at least one dated fact from a dossier, with what stands behind it",
        "what changed, and what did not",
        "what stays unknown, and what would settle it",
    ),
    misconceptions=(
        "“If I know the outlet, I know whether it is true.” No: it tells where to look harder.",
        "“Disputes on record make a bad source.” No: who publishes much has some on record.",
        "“Unknown means suspicious.” No: it means that we do not know.",
    ),
)
