"""Tie an answer to its sources: each sentence, the verdict on it, and where the abstract
carries it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from assistant.grounding.quotes import abstract_of
from assistant.grounding.tables import TableReader
from assistant.grounding.verdicts import GroundedSentence, Verdict
from assistant.grounding.weighing import Assessment, weigh, weigh_row
from assistant.language.markers import read_citations
from assistant.language.non_claims import says_nothing
from assistant.language.sentences import Cutter, cut_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.language.markers import CitingSentence
    from assistant.language.sentences import Span
    from store.paper import Paper


def ground(text: str, sources: Sequence[Paper]) -> list[GroundedSentence]:
    """Return the answer's sentences with their verdicts; source n is the one cited as [n]."""
    grounder = Grounder(sources)
    return grounder.feed(text) + grounder.finish()


class Grounder:
    """Ground an answer while it streams: the same sentences as `ground` finds in the whole."""

    def __init__(
        self,
        sources: Sequence[Paper],
        *,
        computed: Iterable[str] = (),
    ) -> None:
        """Check against these sources; sentences `computed` from metadata are known, word
        for word.
        """
        self._sources = tuple(sources)
        self._computed = frozenset(computed)
        self._abstracts = [abstract_of(paper) for paper in self._sources]
        self._cutter = Cutter()
        self._judged: dict[tuple[str, str | None], GroundedSentence] = {}
        self._table = TableReader()
        self.spans: list[Span] = []
        """Where each of the sentences stands in the text, in the order in which they were
        given out.
        """

    def feed(self, piece: str) -> list[GroundedSentence]:
        """Take the next piece of text and return the sentences that it completes."""
        return self._ground(self._cutter.feed(piece))

    def finish(self) -> list[GroundedSentence]:
        """Return the sentences that the end of the text completes."""
        return self._ground(self._cutter.finish())

    def over(self, text: str) -> tuple[list[GroundedSentence], list[Span]]:
        """Return the sentences of another text about the same sources, and where they stand
        in it.
        """
        spans, table = cut_sentences(text), TableReader()
        return [self._judge(span.text, table.read(span.text)) for span in spans], spans

    def _ground(self, spans: Sequence[Span]) -> list[GroundedSentence]:
        self.spans += spans
        return [self._judge(span.text, self._table.read(span.text)) for span in spans]

    def _judge(self, text: str, row: str | None) -> GroundedSentence:
        """Return the verdict on a sentence, or on a row of a table by what it claims; what was
        read before is not read again.
        """
        known = (text, row)
        if known not in self._judged:
            cited = read_citations(text, self._sources)
            found = self._weigh(text, cited, row)
            self._judged[known] = GroundedSentence(
                cited.text, cited.markers, found.verdict, found.evidence, found.why
            )
        return self._judged[known]

    def _weigh(self, text: str, cited: CitingSentence, row: str | None) -> Assessment:
        if row == "":
            return Assessment(Verdict.META)
        if text in self._computed:
            return Assessment(Verdict.CATALOGUE)
        if cited.unresolved:
            why = f"“{cited.unresolved[0]}” names none of the sources, or more than one"
            return Assessment(Verdict.UNSUPPORTED, why)
        for marker in cited.markers:
            if not 0 < marker <= len(self._sources):
                return Assessment(Verdict.UNSUPPORTED, f"there is no source [{marker}]")
        is_title = text.startswith("#") or text.rstrip("*_ ").endswith(":")
        if says_nothing(cited.text, is_title=is_title, known=self._known):
            return Assessment(Verdict.META)
        if not cited.markers:
            return Assessment(Verdict.UNCITED, "it cites no source")
        abstracts = {each: self._abstracts[each - 1] for each in cited.markers}
        if row is not None:
            return weigh_row(read_citations(row, self._sources).claim, abstracts)
        return weigh(cited.claim, abstracts)

    @cached_property
    def _known(self) -> str:
        return " ".join(f"{paper.title} {paper.abstract}" for paper in self._sources).casefold()
