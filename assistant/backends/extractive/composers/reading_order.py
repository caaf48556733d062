"""What to read first: an order of the papers, each with a reason that was computed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.paper_list import listed, part, when
from assistant.backends.extractive.composers.parts import find_idea
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import computed, item
from assistant.language.names import gives_name, text_of
from assistant.language.stems import telling_words
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material, ReadPaper

_MOST = 5
_CLOSE = 8
"""Papers on a topic among which the first, the newest and the like are looked for."""
_WORDS = 3


def compose(material: Material) -> list[Piece]:
    """Return the papers to read in their order, each with why."""
    papers, _ = part(material, listed(material) or material.sources)
    if not papers:
        return []
    topic = frozenset[str]().union(*material.question.topic)
    close = papers[:_CLOSE] if topic else papers
    steps = list(_steps(close, topic))
    teller = Teller(material.sources)
    pieces = [computed(_count(len(papers), len(steps)))]
    for source, reason in steps:
        teller.name(source)
        pieces += item(source, ())
        pieces.append(computed(reason, " "))
        if told := teller.tell(source, find_idea(source)):
            pieces += item(source, [told])[1:]
    return pieces


def _steps(
    papers: Sequence[ReadPaper], topic: frozenset[str]
) -> Iterator[tuple[ReadPaper, str]]:
    """Yield the papers that something speaks for, with that, each once."""
    told: set[int] = set()
    for source, reason in _candidates(papers, topic):
        if source.marker not in told and len(told) < _MOST:
            told.add(source.marker)
            yield source, reason


def _candidates(
    papers: Sequence[ReadPaper], topic: frozenset[str]
) -> Iterator[tuple[ReadPaper, str]]:
    if topic:
        yield papers[0], "It is the closest to what you ask."
    for source, name, users in _introducing(papers):
        others = "another paper here speaks" if users == 1 else f"{users} others here speak"
        yield source, f"It introduces {name}, of which {others}."
    connected, shared = _most_connected(papers, topic)
    if len(shared) > 1:
        yield connected, f"It shares most with the others here: {', '.join(shared)}."
    dated = sorted((each for each in papers if each.paper.date), key=when)
    if len(dated) > 1:
        yield dated[0], "It is the earliest on this here."
        yield dated[-1], "It is the newest on this here."
    for source in papers[1:] if topic else ():
        yield source, "It is the next closest to what you ask."


def _introducing(papers: Sequence[ReadPaper]) -> list[tuple[ReadPaper, str, int]]:
    """Return the papers that introduce a name that others give, those first that most do. What
    some paper writes without its capital is no name: "Dataset", "dataset".
    """
    found = []
    said = (token for each in papers for token in text_of(each.paper).split())
    common = {token.strip(".,;:()") for token in said if token.islower()}
    for source in papers:
        for name in source.reading.introduces:
            if not name.text.islower() and name.text.lower() in common:
                continue
            users = sum(
                other is not source and gives_name(text_of(other.paper), name.text)
                for other in papers
            )
            if users:
                found.append((source, name.text, users))
    return sorted(found, key=lambda each: (-each[2], each[0].marker))


def _most_connected(
    papers: Sequence[ReadPaper], topic: frozenset[str]
) -> tuple[ReadPaper, list[str]]:
    """Return the paper whose title has most of what the titles share beside the topic, and
    those words.
    """
    titles = {source.marker: telling_words(source.paper.title) for source in papers}
    often = Counter(term for held in titles.values() for term in set(held.values()))
    shared = {term for term, count in often.items() if count > 1 and not term & topic}

    def common(source: ReadPaper) -> list[str]:
        held = titles[source.marker].items()
        return [word for word, term in held if term in shared and word.isalpha()]

    best = max(papers, key=lambda source: (len(common(source)), -source.marker))
    return best, common(best)[:_WORDS]


def _count(papers: int, steps: int) -> str:
    found = f"{counted(papers, 'paper')} found"
    if papers == 1:
        return f"{found}:"
    return f"{found}; read {'them' if steps == papers else f'{steps} of them'} in this order:"
