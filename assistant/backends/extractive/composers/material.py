"""What an answer is composed of: numbered papers with their readings, and their sentences in
the order in which they answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.abstracts import read_abstract
from assistant.abstracts.antecedents import brings
from assistant.language.names import gives_name, text_of
from assistant.language.sentences import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.abstracts import Reading, Role, Sentence
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from store.paper import Paper


class ReadPaper:
    """A paper under its number, with its abstract as it was read."""

    def __init__(self, marker: int, paper: Paper) -> None:
        self.marker = marker
        self.paper = paper

    @cached_property
    def reading(self) -> Reading:
        """What the abstract says, sentence by sentence."""
        return read_abstract(self.paper.abstract)

    @property
    def text(self) -> str:
        """All that is known of the paper in words."""
        return text_of(self.paper)

    def brings(self, name: str) -> bool:
        """Tell whether a name stands for what the paper brings."""
        return brings(self.paper, name)

    def span(self, sentence: Sentence) -> Span:
        """Return a sentence with its text."""
        text = self.paper.abstract[sentence.start : sentence.end]
        return Span(sentence.start, sentence.end, text)

    def spans(self, *roles: Role) -> list[Span]:
        """Return the sentences that play one of some roles, in order; all without a role."""
        chosen = self.reading.in_role(*roles) if roles else self.reading.sentences
        return [self.span(sentence) for sentence in chosen]

    def role_of(self, span: Span) -> Role | None:
        """Return what the sentence does that a span lies in; None where it lies in none."""
        held = (each for each in self.reading.sentences if each.start <= span.start < each.end)
        return next((sentence.role for sentence in held), None)


@dataclass(frozen=True, slots=True)
class Material:
    """A question, the papers that were found for it, and their sentences by how well they
    answer.
    """

    question: Question
    sources: tuple[ReadPaper, ...]
    """The papers as they are numbered: the first is [1]."""
    ranked: tuple[Passage, ...]
    """The sentences of the papers that the question is about, the best first."""
    chosen: tuple[Passage, ...]
    """Those that retrieval would answer with, in reading order."""

    @property
    def about(self) -> list[ReadPaper]:
        """The papers that the answer is to be about, those first that answer best; all of them
        where no sentence was ranked.
        """
        if not self.ranked:
            return list(self.sources)
        marks = dict.fromkeys(passage.marker for passage in self.ranked)
        meant = {passage.marker for passage in self.chosen}
        return [self.of(marker) for marker in marks if not meant or marker in meant]

    def of(self, marker: int) -> ReadPaper:
        """Return the paper of a number."""
        return self.sources[marker - 1]

    def best(self, source: ReadPaper) -> list[Span]:
        """Return the sentences of a paper, the one that answers best first."""
        return [each.span for each in self.ranked if each.marker == source.marker]

    def named(self, name: str) -> list[ReadPaper]:
        """Return the papers that bring what a name stands for, else those that give it."""
        bringing = [each for each in self.sources if each.brings(name)]
        return bringing or [
            each for each in self.sources if gives_name(each.paper.abstract, name)
        ]


def gather(
    question: Question,
    papers: Sequence[Paper],
    ranked: Iterable[Passage],
    chosen: Iterable[Passage],
) -> Material:
    """Return the material for an answer from numbered papers."""
    sources = tuple(ReadPaper(marker, paper) for marker, paper in enumerate(papers, 1))
    return Material(question, sources, tuple(ranked), tuple(chosen))
