"""Names of groups of papers, in the papers' own words: what many of them say and others do
not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.language.stems import ends_in_participle, stem
from assistant.language.stopwords import PARTICLES, STYLE
from assistant.language.word_lists import FUNCTION_WORDS
from store.printable import one_line
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.paper import Paper

    Stems = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SAYS_NOTHING = STYLE | FUNCTION_WORDS | PARTICLES
_LONGEST = 4
_READ = 40
# Papers read for the names of hundreds of groups: all phrases of all are in memory at once.
_READ_IN_ALL = 4000
_LEAST_READ = 8
# Measured by reading the names of five libraries.
_IN_TITLE = 2.0
_BY_LENGTH = (0.0, 0.4, 1.0, 1.15, 1.2)
_ENOUGH = 0.75
_ADDS = 0.25
_SECOND = 0.25
_SHARED = 2
_PART_OF = 0.33
# A word that only stands before others is worth this much: the name is then a phrase that
# begins with it.
_ONLY_BEFORE = 0.5


@dataclass(slots=True)
class _Phrase:
    """A phrase in some group: in which of its papers, and how it is written."""

    papers: set[int]
    titled: set[int]
    whole: set[int]
    """The papers in which it stands without a further word behind it that could be a part of
    it.
    """
    spellings: Counter[str]
    """How it is written where it may be a name."""


def name_groups(groups: Sequence[Sequence[Paper]], others: Sequence[Paper]) -> list[str]:
    """Return a name for each group, each different; `others` are the papers outside all
    groups.
    """
    most = max(_LEAST_READ, min(_READ, _READ_IN_ALL // max(1, len(groups))))
    groups, others = [_some(papers, most) for papers in groups], _some(others, _READ)
    told = [_phrases(papers) for papers in groups]
    held: Counter[Stems] = Counter()
    for phrases in (*told, _phrases(others)):
        held.update({stems: len(phrase.papers) for stems, phrase in phrases.items()})
    total = sum(map(len, groups)) + len(others)
    names: list[str] = []
    for papers, phrases in zip(groups, told, strict=True):
        scores = {
            stems: _score(stems, phrase, len(papers), held[stems], total)
            for stems, phrase in phrases.items()
            if (phrase.spellings or len(stems) == 1) and len(phrase.papers) >= _SHARED
        }
        names.append(_untaken(_name(papers, phrases, scores), names))
    return names


def _some(papers: Sequence[Paper], most: int) -> Sequence[Paper]:
    """Return what a name is read from: of many papers some, from the first to the last."""
    if len(papers) <= most:
        return papers
    return [papers[at * len(papers) // most] for at in range(most)]


def telling_phrases(
    papers: Sequence[Paper], others: Sequence[Paper]
) -> list[tuple[str, list[int]]]:
    """Return what several of some papers say and none of the others, best first, and which of
    them say it.

    Of several phrases of the same papers the best one stands for all.
    """
    inside, outside = _phrases(papers), _phrases(others)
    total = len(papers) + len(others)
    scores = {
        stems: _score(stems, phrase, len(papers), len(phrase.papers), total)
        for stems, phrase in inside.items()
        if phrase.spellings
        and len(phrase.papers) >= _SHARED
        and len(stems) > 1
        and stems not in outside
        and all(map(_tells, _written(phrase).split()))
    }
    found: list[tuple[str, list[int]]] = []
    used: set[str] = set()
    for stems in sorted(scores, key=lambda each: (-scores[each], each)):
        held = sorted(inside[stems].papers)
        if used.isdisjoint(stems) and all(held != others for _, others in found):
            used |= set(stems)
            found.append((_written(inside[stems]), held))
    return found


def _score(stems: Stems, phrase: _Phrase, size: int, held: int, total: int) -> float:
    """The share of the group that says it, times how much more the group says it than the
    rest does.
    """
    inside = len(phrase.papers)
    share = (inside + _IN_TITLE * len(phrase.titled)) / ((1 + _IN_TITLE) * size)
    outside = (held - inside + 0.5) / (total - size + 1)
    lift = math.log(((inside + 0.5) / (size + 1)) / outside)
    length = len(stems)
    alone = max(len(phrase.whole) / inside, _ONLY_BEFORE if length == 1 else 0.0)
    return share * max(lift, 0.0) * _BY_LENGTH[length] * alone


def _name(
    papers: Sequence[Paper], phrases: dict[Stems, _Phrase], scores: dict[Stems, float]
) -> str:
    """Return the best phrase, with a second one where that speaks for papers that the first
    leaves out.
    """
    ranked = sorted(scores, key=lambda stems: (-scores[stems], stems))
    named = [stems for stems in ranked if scores[stems] > 0]
    if not named:
        return one_line(papers[0].title) or papers[0].key
    chosen = [_longer(named[0], phrases)]
    if second := _second(named, phrases, scores, len(papers)):
        chosen.append(_longer(second, phrases))
    written = dict.fromkeys(_written(phrases[stems]) for stems in chosen)
    return " and ".join(filter(None, written)) or one_line(papers[0].title) or papers[0].key


def _second(
    named: Sequence[Stems], phrases: dict[Stems, _Phrase], scores: dict[Stems, float], size: int
) -> Stems | None:
    """Return the best phrase that speaks for papers which the first leaves out; None where
    few are.
    """
    first = named[0]
    said, least = phrases[first].papers, _SECOND * scores[first]
    if len(said) >= _ENOUGH * size:
        return None
    for stems in named[1:]:
        adds = len(phrases[stems].papers - said) >= _ADDS * size
        apart = not set(stems) <= set(first) and not set(first) <= set(stems)
        if adds and apart and len(stems) > 1 and scores[stems] >= least:
            return stems
    return None


def _longer(stems: Stems, phrases: dict[Stems, _Phrase]) -> Stems:
    """Return the longer phrase around this one that most of its papers say, where enough do."""
    least = max(_SHARED, _PART_OF * len(phrases[stems].papers)) if phrases[stems].whole else 1
    around = [
        other
        for other in phrases
        if len(other) > len(stems)
        and any(
            other[at : at + len(stems)] == stems for at in range(len(other) - len(stems) + 1)
        )
        and len(phrases[other].whole) >= least
        and phrases[other].spellings
    ]
    sign = 1 if phrases[stems].whole else -1
    return max(
        around,
        key=lambda other: (len(phrases[other].whole), sign * len(other), other),
        default=stems,
    )


def _untaken(name: str, taken: Sequence[str]) -> str:
    number = 2
    found = name
    while found in taken:
        found, number = f"{name} ({number})", number + 1
    return found


def _written(phrase: _Phrase) -> str:
    """Return the most usual spelling; lower case where the papers ever write it so."""
    return min(
        phrase.spellings,
        key=lambda text: (_capitals(text), -phrase.spellings[text], text),
        default="",
    )


def _capitals(text: str) -> int:
    """Count the words that begin with a capital without being written in capitals."""
    return sum(word[:1].isupper() and word[1:].islower() for word in _WORD.findall(text))


def _phrases(papers: Sequence[Paper]) -> dict[Stems, _Phrase]:
    found: dict[Stems, _Phrase] = {}
    for number, paper in enumerate(papers):
        for spoken in (paper.title, paper.abstract):
            for text, is_whole in _spoken(spoken):
                stems = tuple(map(_stem, text.split()))
                phrase = found.setdefault(stems, _Phrase(set(), set(), set(), Counter()))
                phrase.papers.add(number)
                if spoken is paper.title:
                    phrase.titled.add(number)
                if is_whole:
                    phrase.whole.add(number)
                    if not ends_in_participle(text):
                        phrase.spellings[text] += 1
    return found


def _spoken(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the phrases that could be a name, as they are written, and whether each ends
    where it does.
    """
    for run in _runs(text):
        for start in range(len(run)):
            for end in range(start + 1, min(start + _LONGEST, len(run)) + 1):
                if _tells(run[start]) and _tells(run[end - 1]):
                    yield " ".join(run[start:end]), end == len(run) or not _tells(run[end])


def _runs(text: str) -> Iterator[list[str]]:
    """Yield the words that only spaces part; stop words part them too."""
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        if run and text[end : match.start()].strip():
            yield run
            run = []
        end = match.end()
        if match[0].lower() in STOP_WORDS:
            if run:
                yield run
            run = []
        else:
            run.append(match[0])
    if run:
        yield run


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """Return the stem of a word, with a hyphen or without."""
    return stem("".join(words(word)))


@lru_cache(maxsize=65536)
def _tells(word: str) -> bool:
    plain = word.lower()
    is_style = plain in _SAYS_NOTHING or all(
        part in _SAYS_NOTHING or part in STOP_WORDS for part in plain.split("-")
    )
    return not (is_style or plain[0].isdigit() or len(plain) < 2)
