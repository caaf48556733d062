"""The sentences of each paragraph, chosen so that what is written of them stands the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.base import Section
from assistant.backends.extractive.paragraphs import write_paragraph
from assistant.composing.related.material import gather_ideas
from assistant.grounding.checking import Grounder
from assistant.grounding.verdicts import SHOWN
from assistant.language.third_person.rewriting import go_on
from assistant.language.third_person.subjects import who_wrote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.retrieval.features import Similarities
    from assistant.retrieval.passages import Passage
    from store.paper import Paper

A_PARAGRAPH = 6
"""Sentences on papers that a paragraph has, about; every paper has one at least."""

Used = frozenset[tuple[str, int]]
"""Keys and offsets of sentences that are not to be used again."""


class Composer:
    """Chooses sentences for paragraphs about numbered papers."""

    def __init__(
        self,
        papers: Sequence[Paper],
        topic: str,
        similarities: Similarities,
        used: Used = frozenset(),
    ) -> None:
        self._papers = papers
        self._used = used
        self._ideas, self._further = gather_ideas(papers, topic, similarities)
        self._grounder = Grounder(papers)

    def compose(self, markers: Sequence[int]) -> list[Passage]:
        """Return the passages of a paragraph about papers, in their order; a paper may have
        none.
        """
        leads = {marker: lead for marker in markers if (lead := self._lead(marker))}
        room = A_PARAGRAPH - len(leads)
        seconds = [second for lead in leads.values() if (second := self._second(lead))]
        best = sorted(seconds, key=lambda passage: (-passage.score, passage.marker))[
            : max(0, room)
        ]
        after = {passage.marker: passage for passage in best}
        chosen: list[Passage] = []
        for marker, lead in leads.items():
            for passage in (lead, *([after[marker]] if marker in after else [])):
                if self.can_follow(chosen, passage):
                    chosen.append(passage)
        return chosen

    def can_follow(self, before: Sequence[Passage], passage: Passage) -> bool:
        """Tell whether a passage, written behind others, stands the check."""
        text = write_paragraph(Section("", (*before, passage)), self._papers)[-1].text
        sentences = self._grounder.feed(text) + self._grounder.finish()
        return len(sentences) == 1 and sentences[0].verdict in SHOWN

    def alternative(self, marker: int) -> Passage | None:
        """Return the best sentence on a paper that has not been used."""
        every = dict.fromkeys((*self._ideas.get(marker, ()), *self._further.get(marker, ())))
        return next(
            (each for each in every if not self._is_used(each) and self.can_follow((), each)),
            None,
        )

    def _lead(self, marker: int) -> Passage | None:
        return next(
            (
                idea
                for idea in self._ideas.get(marker, ())
                if not self._is_used(idea) and self.can_follow((), idea)
            ),
            None,
        )

    def _second(self, lead: Passage) -> Passage | None:
        """Return what may follow the sentence that introduces a paper: a later one of its
        abstract.
        """
        later = (
            passage
            for passage in self._further.get(lead.marker, ())
            if passage.span.start > lead.span.start
        )
        return next(
            (
                each
                for each in later
                if not self._is_used(each)
                and self._is_turned(each)
                and self.can_follow((lead,), each)
            ),
            None,
        )

    def _is_turned(self, passage: Passage) -> bool:
        """Tell whether a sentence need not be quoted to follow another."""
        paper = self._papers[passage.marker - 1]
        return (
            go_on(passage.span.text, who_wrote(paper, passage.marker), paper.abstract)
            is not None
        )

    def _is_used(self, passage: Passage) -> bool:
        return (self._papers[passage.marker - 1].key, passage.span.start) in self._used
