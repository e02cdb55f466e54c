"""Look at texts as the data tests need it: sentences, quoted stretches, shared runs of words."""

import re
from bisect import bisect_right

from atodds.texts import words
from atodds.texts.folding import list_words

SENTENCE_END = re.compile(r"[.!?][\u201c\u201d\u2019\"']*(?=\s|$)|\n")
ABBREVIATION = re.compile(r"(?:\b(?:U\.S|sq|Mr|Mrs|Dr|St)\.|^[A-Z]\.)$")
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def sentences(text):
    """List the spans of a text's sentences; a line is never longer than its sentences."""
    spans, start = [], 0
    for end in SENTENCE_END.finditer(text):
        if ABBREVIATION.search(text[start : end.start() + 1]):
            continue
        spans.append((start, end.end()))
        start = end.end()
    spans.append((start, len(text)))
    trimmed = [_trim(text, *span) for span in spans]
    return [span for span in trimmed if span[0] < span[1]]


def _trim(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def quoted_spans(case, siglum, text):
    """List where each quoted fragment of a text stands: table, id, start, end."""
    found = []
    for name in ("claims", "figures", "anomalies", "links", "clues"):
        table = case.tables[name]
        for row in table[(table["document"] == siglum) & table["exact"].notna()].itertuples():
            at = text.find(row.exact, row.start, row.end)
            found.append((name, row.Index, at, at + len(row.exact)))
    claims = case.claims["document"]
    cues = case.voices[case.voices["cue"].notna() & (case.voices["claim"].map(claims) == siglum)]
    return found + [("voices", f"{r.claim}/{r.step}", r.start, r.end) for r in cues.itertuples()]


def quoted_words(case, siglum, text):
    """Count the words of a text that some fragment quotes, and all its words."""
    covered = {
        at for *_, start, end in quoted_spans(case, siglum, text) for at in range(start, end)
    }
    all_words = list(re.finditer(r"\S+", text))
    return sum(any(at in covered for at in range(*w.span())) for w in all_words), len(all_words)


def whole_sentences(case, siglum, text, *, largest=5):
    """List the fragments that quote a sentence whole, short headings and furniture apart."""
    passages = case.passages[case.passages["document"] == siglum].sort_values("start")
    starts, kinds = passages["start"].tolist(), passages["kind"].tolist()
    quoted, faults = quoted_spans(case, siglum, text), []
    for start, end in sentences(text):
        kind = kinds[bisect_right(starts, start) - 1]
        inner = words(text[start:end])
        if not inner or (kind in ("heading", "furniture") and len(inner) <= largest):
            continue
        first, last = start + inner[0][1], start + inner[-1][2]
        for table, name, here, there in quoted:
            if here <= first and there >= last:
                faults.append(f"{table} {name} quotes a whole sentence: {text[start:end][:40]!r}")
    return faults


def shared_runs(ours, theirs, *, at_least, uncounted=frozenset()):
    """List the longest runs of words that two texts share, names not counted."""
    mine, other = list_words(ours), list_words(theirs)
    places = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    found, at = [], 0
    while at < len(mine):
        best = max((_run(mine, at, other, p) for p in places.get(mine[at], [])), default=0)
        run = mine[at : at + best]
        if sum(word not in uncounted for word in run) >= at_least:
            found.append(" ".join(run))
            at += best
        else:
            at += 1
    return found


def _run(mine, at, other, place):
    length = 0
    while (
        at + length < len(mine)
        and place + length < len(other)
        and mine[at + length] == other[place + length]
    ):
        length += 1
    return length


def name_words(case):
    """List the words that belong to names: nobody can put a name in his own words."""
    forms = [*case.names["form"], *case.names["entity"], *case.actors["forms"].dropna()]
    capitals = " ".join(re.findall(r"\b[A-Z]\S*", " ".join([*forms, *case.actors["name"]])))
    return frozenset(list_words(capitals))


def render(case, paraphrase):
    """Put the quoted words in the place of their placeholders."""
    exacts = {}
    for name in ("figures", "claims", "anomalies"):
        exacts.update(case.tables[name]["exact"].dropna())
    return PLACEHOLDER.sub(lambda found: str(exacts.get(found[1], found[0])), paraphrase)
