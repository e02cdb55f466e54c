"""Find everything in a text that counts, measures or dates something."""

import re

UNITS = "two three four five six seven eight nine ten eleven twelve"
TENS = "thirteen fifteen twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = "hundred hundreds thousand thousands million millions dozen dozens several"
SHARES = "half third thirds quarter quarters fifth fifths tenth"
ORDINALS = "first second"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
MONTHS = (
    "January February March April June July August September October November December "
    "Jan Feb Sept Oct Nov Dec"
)
SEASONS = "summer autumn winter fall"
RELATIVE = (
    r"(?:last|next|this|recent) (?:day|week|weekend|month|year|night|morning|evening|summer)s?"
    r"|(?:day|week|month|year)s? (?:ago|later|earlier)|today|yesterday|tomorrow"
)
# What a reading rule makes of a vague number: from low to high.
SPREADS = {
    "plural-scale": {200.0: 999.0, 2000.0: 19999.0},
    "few": {300.0: 500.0},
    "several": {3.0: 9.0},
}
_WORDS = "|".join(f"{UNITS} {TENS} {SCALES} {SHARES} {ORDINALS} {SEASONS}".split())
_PROPER = "|".join(f"{DAYS} {MONTHS}".split())
NUMBER = re.compile(
    rf"\d[\d,.]*\d|\d|(?i:\b(?:{_WORDS})\b)|\b(?:{_PROPER})\b|\bMay(?= \d)|(?i:\b(?:{RELATIVE})\b)"
)


def uncoded_numbers(text, spans):
    """List what counts, measures or dates something and lies in none of the spans."""
    faults = []
    for found in NUMBER.finditer(text):
        inside = any(start <= found.start() and found.end() <= end for start, end in spans)
        if not inside:
            around = text[max(0, found.start() - 25) : found.end() + 15].replace("\n", " / ")
            faults.append(f"{found[0]!r} at {found.start()} (... {around} ...)")
    return faults


def name_spans(case, siglum, text):
    """List where names stand: the number of a quay, or of a World War, counts nothing."""
    forms = case.names.loc[case.names["document"] == siglum, "form"]
    patterns = [rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms]
    return [found.span() for pattern in patterns for found in re.finditer(pattern, text)]


def trailing_unit(value):
    """Give one unit of a number's last significant figure: 100 for 1,300, 0.1 for 2.2."""
    digits = f"{value:.10g}"
    if "." in digits:
        return 10.0 ** -len(digits.split(".")[1])
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))


def limit_faults(row):
    """List how a figure's limits break the convention of its bound and of its reading rule."""
    given = {name for name in ("low", "best", "high") if row[name] == row[name]}
    allowed = {
        "point": [{"low", "best", "high"}],
        "about": [{"low", "best", "high"}],
        "range": [{"low", "high"}],
        "under": [{"low", "high"}] if row["rule"] == "nearly" else [{"high"}],
        "over": [{"low"}],
        "at least": [{"low"}],
        "at most": [{"high"}],
        # "Heavy losses" gives no number at all.
        "vague": [{"low", "high"}, {"low"}, {"high"}, set()],
    }
    shapes = allowed.get(row["bound"], [])
    faults = [] if given in shapes else [f"bound {row['bound']} with {sorted(given) or 'nothing'}"]
    if row["bound"] == "point" and given == {"low", "best", "high"}:
        faults += [] if row["low"] == row["best"] == row["high"] else ["a point with a range"]
    return faults + rule_faults(row)


def rule_faults(row):
    """List how a figure's limits differ from what its reading rule gives."""
    computed = isinstance(row["derived_from"], str)
    expected = {}
    if row["rule"] == "half-unit" and not computed:
        half = trailing_unit(row["best"]) / 2
        expected = {"low": row["best"] - half, "high": row["best"] + half}
    elif row["rule"] == "fraction":
        expected = {"low": row["best"] - 0.05, "high": row["best"] + 0.05}
    elif row["rule"] == "nearly":
        expected = {"low": row["high"] - trailing_unit(row["high"]) / 2}
    elif row["rule"] in SPREADS:
        expected = {"high": SPREADS[row["rule"]].get(row["low"], -1.0)}
    return [
        f"rule {row['rule']} gives {name} {value:g}, the row has {row[name]:g}"
        for name, value in expected.items()
        if not abs(row[name] - value) < 0.006
    ]
