"""A question in free text, read as weighted terms of an index: nothing in it is query syntax."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from store.words import STOP_WORDS, distance, joined, misspellings, runs, singular, words

if TYPE_CHECKING:
    from collections.abc import Iterable

Term = tuple[str, float]
Choice = tuple[Term, ...]
"""Terms of which the best one counts."""

_LONGEST_DEFINED = 6
_CORRECTIONS = 3
# Below 1, so that what stands in the text as it was asked for outranks what only resembles it.
_SIMILAR = 0.7
_SPLIT = 0.4
_EXPANDED = 0.4
_COMMON_ENOUGH = 0.1


class Vocabulary(Protocol):
    """What reading a question needs to know of an index."""

    def stem(self, word: str) -> str:
        """Return the word as the index holds it, "" where it holds no such words."""
        ...

    def frequency(self, stem: str) -> int:
        """Return in how many papers the stem occurs."""
        ...

    def word_frequency(self, word: str) -> int:
        """Return in how many papers a word occurs as it is, without stemming."""
        ...

    def words_with_prefix(self, prefix: str) -> Iterable[str]:
        """Return the words, as they are, that begin so."""
        ...

    def meanings(self, short: str) -> Counter[str]:
        """Return what papers explain an abbreviation to mean, and how many do."""
        ...

    def abbreviations(self, long: str) -> Counter[str]:
        """Return the abbreviations that papers explain to mean this, and how many do."""
        ...


def read_terms(query: str, vocabulary: Vocabulary) -> list[Choice]:
    """Return the terms to look for: a word that occurs twice weighs twice, an unknown one is guessed at."""
    asked = words(query)
    counts = Counter(word for word in asked if word not in STOP_WORDS)
    terms: list[Choice] = []
    for word, count in counts.items():
        stem = vocabulary.stem(word)
        if vocabulary.frequency(stem):
            terms.append(((stem, float(count)),))
        else:
            terms += _guesses(word, float(count), vocabulary)
    compounds = _compounds(query, asked, vocabulary, counts)
    return terms + compounds + _expansions(asked, vocabulary, set(counts))


def _compounds(query: str, asked: list[str], vocabulary: Vocabulary, known: Iterable[str]) -> list[Choice]:
    """Return what the query writes apart or with hyphens and the index knows as one word."""
    pairs = ["".join(pair) for pair in runs(asked, 2) if STOP_WORDS.isdisjoint(pair)]
    forms = dict.fromkeys([*joined(query), *pairs])
    stems = dict.fromkeys(vocabulary.stem(form) for form in forms if form not in known)
    return [((stem, 1.0),) for stem in stems if vocabulary.frequency(stem)]


def _guesses(word: str, weight: float, vocabulary: Vocabulary) -> list[Choice]:
    """Return what a word that no paper holds may mean: a misspelling, or two words written as one."""
    corrections = _corrections(word, vocabulary)
    if any(correction in STOP_WORDS for correction in corrections):
        return []
    if corrections:
        stems = dict.fromkeys(vocabulary.stem(correction) for correction in corrections)
        return [tuple((stem, weight * _SIMILAR) for stem in stems)]
    return [((vocabulary.stem(part), weight * _SPLIT),) for part in _parts(word, vocabulary)]


def _corrections(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return the known words nearest to one that is not: one slip away, in long words two."""
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return []
    near = misspellings(word)
    if stop_words := near & STOP_WORDS:
        return sorted(stop_words)
    found = [(-count, other) for other in near if (count := vocabulary.word_frequency(other))]
    if not found and len(word) >= 8:
        found = [
            (-vocabulary.word_frequency(other), other)
            for other in vocabulary.words_with_prefix(word[:2])
            if abs(len(other) - len(word)) <= 2 and distance(word, other) <= 2
        ]
    return [other for _, other in sorted(found)[:_CORRECTIONS]]


def _parts(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return the two known words that one unknown is made of, the rarer of them as common as can be."""
    cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    rated = [(min(map(vocabulary.word_frequency, parts)), parts) for parts in cuts]
    frequency, parts = max(rated, default=(0, ()))
    return [part for part in parts if part not in STOP_WORDS] if frequency else []


def _expansions(asked: list[str], vocabulary: Vocabulary, known: set[str]) -> list[Choice]:
    """Return the other name of whatever the query abbreviates, or writes out and papers abbreviate."""
    terms: list[Choice] = []
    for word in dict.fromkeys(asked):
        meanings = vocabulary.meanings(singular(word)) if word not in STOP_WORDS else None
        if meanings and _explained(meanings, vocabulary.frequency(vocabulary.stem(word))):
            long = [part for part in _commonest(meanings).split() if part not in STOP_WORDS | known]
            terms += [((vocabulary.stem(part), _EXPANDED * 2 / max(2, len(long))),) for part in long]
    for run in dict.fromkeys(runs(asked, _LONGEST_DEFINED)):
        shorts = vocabulary.abbreviations(" ".join(run))
        if shorts and (short := _commonest(shorts)) not in known:
            terms.append(((vocabulary.stem(short), _EXPANDED),))
    return [choice for choice in terms if choice[0][0]]


def _explained(meanings: Counter[str], frequency: int) -> bool:
    """Tell whether an abbreviation is often enough explained not to be just a word that looks like it."""
    return meanings[_commonest(meanings)] >= _COMMON_ENOUGH * frequency


def _commonest(counted: Counter[str]) -> str:
    return min(counted, key=lambda name: (-counted[name], name))
