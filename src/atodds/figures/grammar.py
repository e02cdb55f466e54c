"""How quantities are printed: the one grammar by which figures are read and found."""

from __future__ import annotations

import re
from functools import cache

from atodds.figures.forms import COUNTED, DIMENSIONS, FORMS, SPACE, SYMBOLS
from atodds.figures.numerals import FRACTION, NUMBER
from atodds.figures.rules import APPROXIMATORS, FEW, PLURAL_SCALES


def _spaced(words: str) -> str:
    return words.replace(" ", SPACE)


_APPROXIMATOR = "|".join(
    rf"(?P<a_{rule.replace('-', '_').replace(' ', '_')}>{_spaced(words)})"
    for rule, words in sorted(APPROXIMATORS.items(), key=lambda item: -len(item[1]))
)
_CURRENCY = "(?:" + "|".join(re.escape(sign) for sign in SYMBOLS) + ")"
# "less 200 boats": a "than" has dropped out; never "no less".
_DROPPED = rf"(?<!no )(?P<dropped>less(?={SPACE}\d))"
_FROM_ONLY = rf"(?P<from_only>from{SPACE}(?:only|just)(?={SPACE}{_CURRENCY}))"
SCALE = r"(?:dozen|hundred|thousand|million|billion)"
_VAGUE = (
    rf"(?P<plural>{'|'.join(_spaced(words) for words in PLURAL_SCALES)})(?![-\w])"
    rf"|(?P<few>{'|'.join(_spaced(words) for words in FEW)})"
    rf"(?:{SPACE}(?P<few_scale>{SCALE})(?!s))?(?![-\w])"
)
_RANGE = (
    rf"between{SPACE}(?P<sign_b>{_CURRENCY})?(?P<b1>{NUMBER})%?{SPACE}and{SPACE}{_CURRENCY}?"
    rf"(?P<b2>{NUMBER})"
    rf"|(?P<from>from{SPACE})?(?P<sign_r>{_CURRENCY})?(?P<r1>{NUMBER})%?"
    rf"(?:[-\u2013\u2014]|{SPACE}(?:to|or){SPACE}){_CURRENCY}?(?P<r2>{NUMBER})"
)
HALF_OF_ONE = re.compile(rf"{SPACE}an?(?={SPACE})", re.IGNORECASE)
# Never inside a word, a code (F-16), a decimal or a clock time; never "the second half".
_LEFT = r"(?<![\w$€£])(?<!\w[-.,/:])(?<!first )(?<!second )"
_RIGHT = r"(?![.,:/]?\d)"
_HEAD = rf"(?:(?:{_APPROXIMATOR}|{_DROPPED}|{_FROM_ONLY}){SPACE})?"
# "18m" is a length, unless money or people follow: "18m crowns", "1.2m residents".
_PAID_OR_LIVING = "|".join(
    [form for form, unit in FORMS.items() if DIMENSIONS[unit] == "currency"]
    + [form for form, unit in COUNTED.items() if unit == "person"]
    + ["crowns?", "kron(?:a|or|e|er)", "francs?", "yen", "yuan", "zloty", "lira", "lei"]
)
_SHORT = rf"(?:[km](?={SPACE}(?:{_PAID_OR_LIVING})\b))"
_SINGLE = (
    rf"(?P<fraction>{FRACTION})|{_VAGUE}"
    rf"|(?P<sign>{_CURRENCY})?(?P<number>{NUMBER}(?(sign)(?:[km]\b)?|{_SHORT}?))"
)


# Compiled at first use: the two take longer than everything else that an import does.
@cache
def printed_pattern() -> re.Pattern[str]:
    """Return the pattern of a printed quantity, ranges included."""
    return re.compile(rf"{_LEFT}{_HEAD}(?:{_RANGE}|{_SINGLE}){_RIGHT}", re.IGNORECASE)


@cache
def single_pattern() -> re.Pattern[str]:
    """Return the pattern of a printed quantity that is no range."""
    return re.compile(rf"{_LEFT}{_HEAD}(?:{_SINGLE}){_RIGHT}", re.IGNORECASE)
