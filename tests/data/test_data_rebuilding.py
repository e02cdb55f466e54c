"""Try to rebuild the texts from the hashes that the case ships."""

import hashlib

from check_text import quoted_spans

from atodds.texts import fingerprint, words

N = 5
LONGEST = 12


def hash_of(run):
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:8]


def rebuild(hashes, vocabulary, seeds):
    """Chain runs of words whose hash is known, as an attacker would; return the longest run."""
    followers, longest = {}, 0
    vocabulary = sorted(vocabulary)

    def grow(run, *, forwards):
        while True:
            edge = run[1 - N :] if forwards else run[: N - 1]
            key = (edge, forwards)
            if key not in followers:
                tries = ((*edge, w) if forwards else (w, *edge) for w in vocabulary)
                followers[key] = next((t for t in tries if hash_of(t) in hashes), None)
            found = followers[key]
            if found is None or len(run) > 400:
                return run
            run = (*run, found[-1]) if forwards else (found[0], *run)

    for seed in seeds:
        run = grow(grow(tuple(seed), forwards=True), forwards=False)
        longest = max(longest, len(run))
    return longest


def runs_of(text):
    found = [word for word, *_ in words(text)]
    return [tuple(found[at : at + N]) for at in range(len(found) - N + 1)]


def test_the_shipped_sample_does_not_give_more_than_twelve_words_away(case, held, shipped):
    if shipped:
        return
    # The strongest attacker: knows every word of the text, and every run that is in the sample.
    for siglum, text in held.items():
        table = case.fingerprints
        hashes = set(table.loc[table["document"] == siglum, "hash"])
        seeds = [run for run in runs_of(text) if hash_of(run) in hashes]
        assert rebuild(hashes, {word for word, *_ in words(text)}, seeds) <= LONGEST, siglum


def test_quoted_fragments_do_not_help_the_attacker(case, held, shipped):
    if shipped:
        return
    for siglum, text in held.items():
        table = case.fingerprints
        hashes = set(table.loc[table["document"] == siglum, "hash"])
        fragments = [text[start:end] for *_, start, end in quoted_spans(case, siglum, text)]
        quoted = [tuple(word for word, *_ in words(fragment)) for fragment in fragments]
        seeds = [run for run in quoted if len(run) >= N - 1]
        grown = rebuild(hashes, {word for word, *_ in words(text)}, seeds)
        assert grown <= LONGEST, siglum


def test_the_attack_would_work_on_all_hashes(harbour):
    text = harbour.text("P")
    runs = runs_of(text)
    assert rebuild({hash_of(run) for run in runs}, {w for w, *_ in words(text)}, runs[:1]) > 100


def test_the_shipped_sample_is_the_one_that_the_texts_give(case, held):
    table = case.fingerprints
    for siglum, text in held.items():
        assert set(table.loc[table["document"] == siglum, "hash"]) == fingerprint(text)
        assert all(int(value, 16) % 8 == 0 for value in fingerprint(text))
