"""Related work over random topics: does text agree with its bibliography, and does every
sentence stand?

python -m tests.bench.related [FOLDER]

FOLDER is the `scitldr` collection with `docs.jsonl`, for a second library of 100 papers of
other fields.
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.composing.related.formats import cited_keys, render_text
from assistant.engine.assistant import Assistant
from assistant.engine.events import AnswerFinished
from assistant.engine.sessions.sessions import Sessions
from assistant.grounding.verdicts import Verdict
from assistant.language.sentences import cut_sentences
from store.exporters import bibtex
from store.importers import read_papers
from store.library import Library
from store.words import STOP_WORDS
from tests.eval.make_other import make_papers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.composing.answer import Answer
    from store.paper import Paper

SEED = Path(__file__).parents[2] / "seeds" / "guanglu-song.txt"
TOPICS = 200
_CITED = re.compile(r"\\cite\{([^}]*)\}")
_ENTRY = re.compile(r"^@\w+\{([^,]+),", re.MULTILINE)


@dataclass
class RelatedTally:
    """What was seen of one library."""

    topics: int = 0
    abstained: int = 0
    disagreeing: list[str] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    unsupported: list[str] = field(default_factory=list)
    quotations: int = 0
    papers: int = 0
    seconds: list[float] = field(default_factory=list)


def make_topics(papers: Sequence[Paper], count: int) -> Iterator[str]:
    """Yield titles, halves of abstracts and runs of two to four words of abstracts, the same
    each time.
    """
    chance = random.Random(6)
    for _ in range(count):
        paper = chance.choice(papers)
        kind = chance.choice(("title", "half", "words"))
        sentences = [span.text for span in cut_sentences(paper.abstract)]
        if kind == "title" or not sentences:
            yield paper.title
        elif kind == "half":
            yield " ".join(sentences[: (len(sentences) + 1) // 2])
        else:
            words = [
                word for word in paper.abstract.split() if word.casefold() not in STOP_WORDS
            ]
            start = chance.randrange(max(1, len(words) - 4))
            yield (
                " ".join(words[start : start + chance.randint(2, 4)]).strip(".,;:()")
                or paper.title
            )


async def write(assistant: Assistant, topic: str) -> Answer:
    """Return the related work on a topic."""
    last = [event async for event in assistant.relate(topic)][-1]
    assert isinstance(last, AnswerFinished), last
    return last.answer


def tally(library: Library, topics: Sequence[str], folder: Path) -> RelatedTally:
    """Write related work on topics, and count what is wrong."""
    found = RelatedTally()
    with Assistant(library, ExtractiveBackend(), Sessions(folder / "sessions.db")) as assistant:
        for topic in topics:
            began = time.perf_counter()
            answer = asyncio.run(write(assistant, topic))
            found.seconds.append(time.perf_counter() - began)
            count(found, library, topic, answer)
    return found


def count(found: RelatedTally, library: Library, topic: str, answer: Answer) -> None:
    """Add what one answer shows."""
    found.topics += 1
    found.abstained += answer.abstained
    keys = [] if answer.abstained else cited_keys(answer.answer, answer.retrieved)
    text = render_text(answer.answer, answer.retrieved, "latex")
    in_text = {key for group in _CITED.findall(text) for key in group.split(",")}
    in_bib = set(_ENTRY.findall(bibtex([paper for key in keys if (paper := library.get(key))])))
    if in_text != in_bib or in_bib != {citation.key for citation in answer.citations}:
        found.disagreeing.append(topic)
    found.papers += len(in_bib)
    for sentence in answer.sentences:
        found.verdicts[sentence.verdict] += 1
        found.quotations += "“" in sentence.text and " write" in sentence.text
        if sentence.verdict in (Verdict.UNSUPPORTED, Verdict.UNCITED):
            found.unsupported.append(sentence.text)


def report(name: str, found: RelatedTally) -> None:
    """Print what was counted."""
    written = found.topics - found.abstained
    verdicts = ", ".join(
        f"{verdict} {count}" for verdict, count in sorted(found.verdicts.items())
    )
    middle = sorted(found.seconds)[len(found.seconds) // 2]
    print(
        f"{name}: {found.topics} topics, {found.abstained} abstained, {middle:.2f} "
        f"s at the median"
    )
    print(f"  keys: {len(found.disagreeing)} texts disagree with their bibliography")
    print(f"  sentences: {verdicts}; {found.quotations} of them between quotation marks")
    print(f"  papers a text: {found.papers / max(1, written):.1f}")
    for text in (*found.disagreeing, *found.unsupported):
        print(f"  ! {text}")


def main() -> int:
    """Run over the seed library, and another where its collection is named; 1 where anything
    is wrong.
    """
    sources = [("seed", read_papers(SEED).papers)]
    if len(sys.argv) > 1:
        sources.append(("other", tuple(make_papers(Path(sys.argv[1]) / "docs.jsonl"))))
    wrong = 0
    topics = {
        name: list(make_topics(papers, TOPICS // len(sources))) for name, papers in sources
    }
    for name, papers in sources:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "library"
            with Library.open(place) as library:
                library.add(papers)
            for asked, given in topics.items():
                found = tally(Library.open(place), given, Path(folder))
                report(f"{name} library, topics of {asked}", found)
                wrong += len(found.disagreeing) + len(found.unsupported)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
