"""A question in free text, read as weighted terms of an index: nothing in it is query
syntax.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from store.words import STOP_WORDS, distance, misspellings, pairs, singular, words

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_NAME = 6
_CORRECTIONS = 3
_LONGEST_MENDED = 30
# Below 1, so that what stands in the text as it was asked for outranks what only resembles it.
_SIMILAR = 0.7
_SPLIT = 0.4
_ABBREVIATED = 0.8
# An abbreviation that is explained more seldom than this share of its use is just a word that
# looks like one.
_COMMON_ENOUGH = 0.1
# Measured in docs/retrieval.md; .05 to .2 is flat.
_ADJACENT = 0.1


class Form(NamedTuple):
    """One way to write what was asked for: stems whose scores are added up, and what that
    sum is worth.
    """

    stems: tuple[str, ...]
    weight: float = 1.0
    field: str = "text"
    """Or "joined", the words that hyphens hold together, or "pairs", the neighbouring stems."""


Choice = tuple[Form, ...]
"""Forms of which the best one counts."""


class Vocabulary(Protocol):
    """What reading a question needs to know of an index."""

    def stem(self, word: str) -> str:
        """Return the word as the index holds it, "" where it holds no such words."""
        ...

    def frequency(self, stem: str) -> int:
        """Return in how many papers the stem occurs."""
        ...

    def joined_frequency(self, stem: str) -> int:
        """Return in how many papers the stem occurs with hyphens in it."""
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

    def abbreviated(self, beginning: str) -> Counter[tuple[str, str]]:
        """Return the explained names that begin so, each with its abbreviation, and how many
        explain it.
        """
        ...


def read_terms(query: str, vocabulary: Vocabulary) -> list[Choice]:
    """Return the terms to look for: a word that occurs twice weighs twice, an unknown one is
    guessed at.
    """
    asked = words(query)
    choices: list[Choice] = []
    at = 0
    while at < len(asked):
        length, choice = (
            _name_at(asked, at, vocabulary) or _pair_at(asked, at, vocabulary) or (1, ())
        )
        choice = choice or _word(asked[at], vocabulary)
        choices += [choice] if choice else []
        at += length
    stems = [stem for word in asked if (stem := vocabulary.stem(word))]
    return choices + [(Form((pair,), _ADJACENT, "pairs"),) for pair in pairs(stems)]


def _name_at(asked: list[str], at: int, vocabulary: Vocabulary) -> tuple[int, Choice] | None:
    """Return the words of a name that papers abbreviate, or else the abbreviation; the
    longest such name.
    """
    if asked[at] in STOP_WORDS or at + 1 == len(asked):
        return None
    known = vocabulary.abbreviated(" ".join(asked[at : at + 2]))
    for length in range(min(_LONGEST_NAME, len(asked) - at), 1, -1):
        run = " ".join(asked[at : at + length])
        shorts = Counter(
            {short: count for (long, short), count in known.items() if long == run}
        )
        if shorts:
            short = Form((vocabulary.stem(_commonest(shorts)),), _ABBREVIATED)
            return length, _forms(_sum(asked[at : at + length], vocabulary), short)
    return None


def _pair_at(asked: list[str], at: int, vocabulary: Vocabulary) -> tuple[int, Choice] | None:
    """Return two words that papers also write as one: re identification, reidentification."""
    pair = asked[at : at + 2]
    if len(pair) < 2 or not STOP_WORDS.isdisjoint(pair):
        return None
    whole = vocabulary.stem("".join(pair))
    if not vocabulary.frequency(whole):
        return None
    return 2, _forms(_sum(pair, vocabulary), Form((whole,)))


def _word(word: str, vocabulary: Vocabulary) -> Choice:
    """Return the forms of a single word; none for a stop word."""
    stem = vocabulary.stem(word)
    if word in STOP_WORDS or not stem:
        return ()
    frequency = vocabulary.frequency(stem)
    joined = vocabulary.joined_frequency(stem)
    forms = [Form((stem,))] if frequency else []
    forms += [Form((stem,), field="joined")] if joined else []
    meanings = vocabulary.meanings(singular(word))
    if meanings and meanings[_commonest(meanings)] >= _COMMON_ENOUGH * frequency:
        long = _sum(_commonest(meanings).split(), vocabulary)
        forms.append(long._replace(weight=_ABBREVIATED / max(1, len(long.stems))))
    return _forms(*forms) if forms else _guesses(word, vocabulary)


def _guesses(word: str, vocabulary: Vocabulary) -> Choice:
    """Return what a word that no paper holds may mean: a misspelling, or two words written
    as one.
    """
    known = corrections(word, vocabulary)
    if any(correction in STOP_WORDS for correction in known):
        return ()
    if known:
        return _forms(*(Form((vocabulary.stem(other),), _SIMILAR) for other in known))
    return _forms(_sum(_parts(word, vocabulary), vocabulary)._replace(weight=_SPLIT))


def corrections(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return the known words nearest to one that is not: one slip away, in long words two."""
    if not 4 <= len(word) <= _LONGEST_MENDED or any(letter.isdigit() for letter in word):
        return []
    near = misspellings(word)
    if stop_words := near & STOP_WORDS:
        return sorted(stop_words)
    found = [(-count, other) for other in near if (count := vocabulary.word_frequency(other))]
    if not found and len(word) >= 7:
        found = [
            (-vocabulary.word_frequency(other), other)
            for other in vocabulary.words_with_prefix(word[:2])
            if abs(len(other) - len(word)) <= 2 and distance(word, other) <= 2
        ]
    return [other for _, other in sorted(found)[:_CORRECTIONS]]


def _parts(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return the two known words that one unknown is made of, the rarer of them as common as
    can be.
    """
    cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    rated = [(min(map(vocabulary.word_frequency, parts)), parts) for parts in cuts]
    frequency, parts = max(rated, default=(0, ()))
    return list(parts) if frequency else []


def _sum(parts: Iterable[str], vocabulary: Vocabulary) -> Form:
    stems = (vocabulary.stem(part) for part in parts if part not in STOP_WORDS)
    return Form(tuple(stem for stem in stems if stem))


def _forms(*forms: Form) -> Choice:
    return tuple(dict.fromkeys(form for form in forms if form.stems))


def _commonest(counted: Counter[str]) -> str:
    return min(counted, key=lambda name: (-counted[name], name))
