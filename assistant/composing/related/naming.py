"""What papers have in common, in their own words, and whether a paper says a phrase."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from assistant.composing.lines.names import name_groups
from assistant.language.stems import stem
from assistant.language.stopwords import STYLE
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.paper import Paper

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_BREAK = re.compile(r"https?://\S+|[.,;:!?()\[\]\"“”]|\s[-–—]+\s")
_LONGEST = 3


def name_each(groups: Sequence[Sequence[Paper]], others: Sequence[Paper]) -> list[str]:
    """Return for each group a phrase that several of its papers say, half of them if may be,
    or "".
    """
    told: list[str] = []
    for name, papers in zip(name_groups(groups, others) if groups else [], groups, strict=True):
        first = _shared_end(_in_a_sentence(name.partition(" and ")[0], papers), papers)
        told.append("" if any(_is_part(first, other) for other in told) else first)
    return told


def _shared_end(name: str, papers: Sequence[Paper]) -> str:
    """Return the longest end of a name, of two words or more, that half of the papers say.

    Where none is said so often, it is the name itself, if two papers and a third of them say
    it, or "".
    """
    parts = name.split()
    ends = [" ".join(parts[at:]) for at in range(max(1, len(parts) - 1))]
    said = {end: sum(says(paper, end) for paper in papers) for end in ends}
    usual = [end for end in ends if said[end] >= max(2, len(papers) / 2)]
    return (usual or [end for end in ends[:1] if said[end] >= max(2, len(papers) / 3)] or [""])[
        0
    ]


def says(paper: Paper, phrase: str) -> bool:
    """Tell whether a paper's title or abstract has the words of a phrase in a row, inflected
    or not.
    """
    return any(_stands_in(phrase, text) for text in (paper.title, paper.abstract))


def says_in_title(paper: Paper, phrase: str) -> bool:
    """Tell whether a paper's title has the words of a phrase in a row, inflected or not."""
    return _stands_in(phrase, paper.title)


def _stands_in(phrase: str, text: str) -> bool:
    sought, held = (" ".join(map(stem, words(each))) for each in (phrase, text))
    return bool(sought) and f" {sought} " in f" {held} "


def _in_a_sentence(name: str, papers: Sequence[Paper]) -> str:
    """Return a name with the capitals of a title taken off, from words that the papers also
    write without.
    """
    texts = " ".join(f"{paper.title} {paper.abstract}" for paper in papers)
    return _WORD.sub(
        lambda word: (
            word[0].lower() if re.search(rf"\b{word[0].lower()}\b", texts) else word[0]
        ),
        name,
    )


def _is_part(name: str, other: str) -> bool:
    """Tell whether one of two names says no more than the other."""
    mine, theirs = ({stem(word) for word in words(text)} for text in (name, other))
    return bool(theirs) and (mine <= theirs or theirs <= mine)


def repeated_phrases(text: str) -> list[str]:
    """Return the phrases of two words or three that a text uses more than once, as it writes
    them most.
    """
    spelt: dict[tuple[str, ...], Counter[str]] = {}
    for phrase, form in phrases_in(text):
        spelt.setdefault(phrase, Counter())[form] += 1
    often = {
        phrase: forms
        for phrase, forms in spelt.items()
        if len(phrase) > 1 and forms.total() > 1
    }
    ranked = sorted(often, key=lambda phrase: (-often[phrase].total() * len(phrase), phrase))
    return [
        min(often[phrase], key=lambda form: (-often[phrase][form], form)) for phrase in ranked
    ]


def phrases_in(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the runs of up to three telling words of a text, each as stems and as it is
    written.
    """
    for part in _BREAK.split(text):
        found = _WORD.findall(part)
        for first in range(len(found)):
            for last in range(first + 1, min(first + _LONGEST, len(found)) + 1):
                run = found[first:last]
                if not all(_tells(word) for word in run):
                    break
                yield tuple(stem(word.casefold()) for word in run), _written(run)


def _written(run: Sequence[str]) -> str:
    """Return words as they stand within a sentence: names keep their capitals."""
    return " ".join(
        word.lower() if word[1:].islower() or len(word) == 1 else word for word in run
    )


def _tells(word: str) -> bool:
    plain = word.casefold()
    return len(word) > 2 and plain not in STYLE | STOP_WORDS and not plain[0].isdigit()
