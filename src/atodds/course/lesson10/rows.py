"""What lesson 10 works with: its objectives, and the claims by the names that it gives them."""

from __future__ import annotations

LESSON = "10"

GRADE = "grade a source and its statement apart"
PROVES = "say what agreement proves, and what it does not"
VERDICT = "reach a verdict, with its dissent and with what would change it"

FIGHTING = "A-c22"
PIPELINE = "B-c41"
STILL_HELD = "E-c08"
FOUGHT = "C-c45"
SWAPS = "E-c10"
TOWN_LOST = "A-c44"
UNSTABLE = "C-c63"
RETAKEN = "A-c23"
SITE_LABEL = "A-c43"
BLOG_LABEL = "E-c07"

MAY_HAVE = "A-c47"
AMIDST = "B-c42"
CAME_AS = "C-c65"
PAUSE = "us-pause-effect"


def chosen(answer: object, *names: str) -> set[str]:
    """Return the options that an answer chose in some of its fields.

    Parameters
    ----------
    answer
        The answer of several fields, as a mistake gets it.
    names
        The fields to look at.

    Returns
    -------
    set of str
        Empty for junk.

    Examples
    --------
    >>> chosen({"A": {"choice": "guess"}, "B": {"choice": "time"}}, "A")
    {'guess'}
    >>> chosen("junk", "A")
    set()
    """
    fields = answer if isinstance(answer, dict) else {}
    picked = [fields.get(name) for name in names]
    return {str(one["choice"]) for one in picked if isinstance(one, dict) and "choice" in one}
