"""Faults to seed into a judge: what a test does not catch of them, it could not see at all."""

from dataclasses import replace
from functools import partial

from mutations import is_about_first, leaked, secrets_of, within_reach

from atodds.exercises import Choice, Fields, Interval, Mistake, Number, Outcome, Rows
from atodds.exercises.judges import judge


def sound_judge(exercise, *, remember=True):
    """Return the exercise's judge; it may remember what it found of each mutant."""
    made = exercise.judge or partial(judge, exercise.kind)
    if not remember:
        return made
    found = {}

    def remembered(answer, expected):
        # The mutants outlive the trial, so no two of them share an id.
        key = id(answer), repr(expected)
        if key not in found:
            found[key] = made(answer, expected)
        return found[key]

    return remembered


def judged(change):
    """Seed a fault into what the judge finds."""
    return lambda exercise, sound: replace(
        exercise, judge=lambda answer, wanted: change(sound(answer, wanted), answer)
    )


def raises_on_text(found, answer):
    if isinstance(answer, str):
        raise TypeError("expected a number")
    return found


def raises_on_an_empty_field(found, answer):
    if isinstance(answer, dict) and any(given == "" for given in answer.values()):
        raise ValueError("expected a word")
    return found


def free_picks(found, _):
    counted = found.note.split(" found, and")[0].split(" of ")
    everything = "picks" in found.note or "pick" in found.note
    return Outcome("right", 1.0) if everything and counted[0] == counted[-1] else found


def tolerance(change):
    def seed(exercise, _):
        kind = exercise.kind
        if exercise.judge or not secrets_of(exercise):
            return None
        if isinstance(kind, Fields):
            parts = {name: replace(part, tolerance=change(part.tolerance))
                     if isinstance(part, Number) else part
                     for name, part in kind.parts.items()}  # fmt: skip
            changed = replace(kind, parts=parts)
        else:
            changed = replace(kind, tolerance=change(kind.tolerance))
        return None if changed == kind else replace(exercise, kind=changed)

    return seed


def overlooks(kind, name_of):
    def seed(exercise, sound):
        wanted = exercise.expected(None)
        name = name_of(exercise, wanted) if isinstance(exercise.kind, kind) else None
        if name is None or exercise.unscored:
            return None
        less = {key: value for key, value in wanted.items() if key != name}
        if exercise.id in OF_THEIR_OWN:
            return None
        return replace(exercise, judge=lambda answer, _: sound(answer, less))

    return seed


def nudged(words):
    def seed(exercise, sound):
        said = words(exercise)
        quiet = judged(lambda found, _: replace(found, note=said if found.note else ""))
        return said if said is None else replace(quiet(exercise, sound), nudge=said)

    return seed


def tell(exercise):
    said = [f"the answer is {number:g}." for _, number in secrets_of(exercise)]
    return next((one for one in said if leaked(exercise, None, one)), None)


def with_mistakes(change):
    return lambda exercise, _: replace(exercise, mistakes=change([*exercise.mistakes]))


def muted(which):
    """Mute the first or the last of the mistakes that can be made on the exercise's case."""

    def seed(exercise, _):
        chosen = within_reach(exercise)[which]
        return replace(
            exercise,
            mistakes=[replace(one, **MUTE) if one is chosen else one for one in exercise.mistakes],
        )

    return seed


def reads_no_case(exercise, _):
    return replace(exercise, cases=[]) if exercise.cases else None


# Any text can be read as a sentence. These judges, and that of 3.4, know what they expect.
SENTENCES = ("11.9", "11.12")
OF_THEIR_OWN = ("3.4", *SENTENCES)
# Of eight claims graded, none can be a pick too many.
GRADES = "10.2"
ANY = Mistake("any", lambda *_: True, "Look again.", example=1)
MUTE = {"when": lambda *_: False, "example": 1}
FAULTS = {
    "always awards all points": judged(lambda found, _: Outcome("right", 1.0, answer=found.answer)),
    "awards whatever it can read": judged(
        lambda found, _: replace(found, state="right") if found.state == "other" else found
    ),
    "awards what is not filled in": judged(
        lambda found, _: replace(found, state="right") if found.state == "untouched" else found
    ),
    "awards what it cannot read": lambda exercise, sound: (
        judged(
            lambda found, _: replace(found, state="right") if found.state == "unread" else found
        )(exercise, sound)
        if exercise.id not in SENTENCES
        else None
    ),
    "never awards": judged(lambda found, _: replace(found, state="other")),
    # A text names no case, and so never reaches the judge of any case but the first.
    "raises on text": lambda exercise, sound: (
        judged(raises_on_text)(exercise, sound) if is_about_first(exercise) else None
    ),
    "raises on an empty field": lambda exercise, sound: (
        judged(raises_on_an_empty_field)(exercise, sound) if exercise.cases else None
    ),
    "gives part of the points for nothing": lambda exercise, sound: (
        judged(lambda found, _: replace(found, share=max(found.share, 0.1)))(exercise, sound)
        if exercise.points
        else None
    ),
    "gives more than all points": judged(
        lambda found, _: replace(found, state="other", share=1.0) if found.share else found
    ),
    "doubles the tolerance, or has one": tolerance(lambda room: 2 * room or 0.5),
    "has no tolerance": tolerance(lambda _: 0.0),
    "overlooks the last field": overlooks(Fields, lambda one, _: [*one.kind.parts][-1]),
    "overlooks the first field": overlooks(Fields, lambda one, _: next(iter(one.kind.parts))),
    "overlooks the reason": overlooks(
        Choice, lambda _, wanted: "reason" if "reason" in wanted else None
    ),
    "overlooks the bound": overlooks(Interval, lambda one, _: "bound" if one.kind.bounds else None),
    "overlooks the low end": overlooks(Interval, lambda *_: "low"),
    "overlooks the high end": overlooks(Interval, lambda *_: "high"),
    "lets picks too many pass": lambda exercise, sound: (
        judged(free_picks)(exercise, sound)
        if isinstance(exercise.kind, Rows) and exercise.id != GRADES
        else None
    ),
    "says nothing": nudged(lambda _: ""),
    "shouts": nudged(lambda _: "no!"),
    "says that it is wrong": nudged(lambda _: "that is wrong."),
    "gives a number away": nudged(tell),
    "has a mistake that shadows the right answer": lambda exercise, sound: replace(
        judged(lambda found, _: replace(found, state="other", share=0.0))(exercise, sound),
        mistakes=[ANY, *exercise.mistakes],
    ),
    "has a mistake that shadows the others": with_mistakes(lambda known: [ANY, *known]),
    "has a first mistake out of reach": muted(0),
    "has a last mistake out of reach": muted(-1),
    "does not read which case is named": reads_no_case,
}
