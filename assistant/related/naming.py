"""What papers have in common, in their own words: the phrase that most of them use and others do not."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from assistant.claims.lexicon import CLAIMING, FUNCTION_WORDS, PAPER_WORDS
from assistant.question import stem
from store.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.paper import Paper

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_BREAK = re.compile(r"https?://\S+|[.,;:!?()\[\]\"“”]|\s[-–—]+\s")
_LONGEST = 3
_TITLED = 2.0
_LENGTHS = {1: 1.0, 2: 1.8, 3: 2.1}
_DULL = frozenset(
    """ability able accuracy achieve achieving advance approach available based baseline benchmark best better
    challenge challenging code common compared competitive complex comprehensive contribution cost current
    data dataset demonstrate design different directly due effective effectively effectiveness efficient
    efficiently evaluation existing experiment experimental extensive first framework full general good high
    higher idea important improve improved improvement improving including information introducing issue key
    large leading limitation limited local long low main make many method model multiple need network number
    one outperform performance previous problem process promising provide quality quantitative real recent
    recently report research result robust second significant significantly simple single so-called solution
    state-of-the-art step strategy strong study superior system task technique term three time toward
    towards train trained training two use used using various version way well wide widely work accelerate
    boost boosting enhance enhancing exploring learning-based unified unifying rethinking efficiency
    additional hard end-to-end real-world given new good towards novel powerful several specific
    specifically possible potential such input output original proposed popular same shared similar standard
    successful success""".split()
)


def name_group(papers: Sequence[Paper], others: Sequence[Paper], *, taken: Sequence[str] = ()) -> str:
    """Return the phrase, of up to three words, that papers share and others do not; "" where none is."""
    inside, outside = _held(papers), _held(others)
    spelt: dict[tuple[str, ...], Counter[str]] = {}
    for paper in papers:
        for phrase, form in phrases_in(f"{paper.title}. {paper.abstract}"):
            spelt.setdefault(phrase, Counter())[form] += 1
    titled = _held(papers, with_abstracts=False)
    used = {stem(word.casefold()) for name in taken for word in _WORD.findall(name)}
    rated = [
        (_worth(phrase, count, len(papers), outside[phrase], titled[phrase]), phrase)
        for phrase, count in inside.items()
        if 2 * count >= len(papers) > 1
        and not set(phrase) <= used
        and (len(phrase) > 1 or 2 * titled[phrase] > len(papers))
    ]
    if not rated:
        return ""
    _, best = max(rated, key=lambda pair: (pair[0], pair[1]))
    return min(spelt[best], key=lambda form: (-spelt[best][form], form))


def _worth(phrase: tuple[str, ...], count: int, papers: int, elsewhere: int, titled: int) -> float:
    share = (count + _TITLED * titled) / papers
    return share * _LENGTHS[len(phrase)] / (1 + elsewhere)


def phrases_of(paper: Paper) -> set[tuple[str, ...]]:
    """Return the stems of every phrase in a paper's title and abstract."""
    return {phrase for phrase, _ in phrases_in(f"{paper.title}. {paper.abstract}")}


def _held(papers: Sequence[Paper], *, with_abstracts: bool = True) -> Counter[tuple[str, ...]]:
    """Count in how many papers each phrase stands."""
    texts = (f"{paper.title}. {paper.abstract}" if with_abstracts else paper.title for paper in papers)
    return Counter(phrase for text in texts for phrase in {phrase for phrase, _ in phrases_in(text)})


def phrases_in(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the runs of up to three telling words, each as stems and as it is written."""
    for part in _BREAK.split(text):
        words = _WORD.findall(part)
        for first in range(len(words)):
            for last in range(first + 1, min(first + _LONGEST, len(words)) + 1):
                run = words[first:last]
                if not all(_tells(word) for word in run):
                    break
                yield tuple(stem(word.casefold()) for word in run), _written(run)


def _written(words: Sequence[str]) -> str:
    """Return words as they stand within a sentence: names keep their capitals."""
    return " ".join(word.lower() if word[1:].islower() or len(word) == 1 else word for word in words)


def _tells(word: str) -> bool:
    folded = word.casefold()
    dull = _DULL | FUNCTION_WORDS | PAPER_WORDS | CLAIMING | STOP_WORDS
    return len(word) > 2 and folded not in dull and not folded.isdigit() and folded.rstrip("s") not in _DULL
