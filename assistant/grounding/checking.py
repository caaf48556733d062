"""Tie an answer to its sources: each sentence, the verdict on it, and where the abstract
carries it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from assistant.grounding.non_claims import says_nothing
from assistant.grounding.quotes import Abstract
from assistant.grounding.tables import TableReader
from assistant.grounding.verdicts import Sentence, Verdict
from assistant.grounding.weighing import Finding, weigh, weigh_row
from assistant.language.markers import read_citations
from assistant.language.sentences import Cutter, cut_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.language.markers import Cited
    from assistant.language.sentences import Span
    from store.paper import Paper


def ground(text: str, sources: Sequence[Paper]) -> list[Sentence]:
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
        self._abstracts = [Abstract(paper) for paper in self._sources]
        self._cutter = Cutter()
        self._judged: dict[tuple[str, str | None], Sentence] = {}
        self._table = TableReader()
        self.spans: list[Span] = []
        """Where each of the sentences stands in the text, in the order in which they were
        given out.
        """

    def feed(self, piece: str) -> list[Sentence]:
        """Take the next piece of text and return the sentences that it completes."""
        return self._ground(self._cutter.feed(piece))

    def finish(self) -> list[Sentence]:
        """Return the sentences that the end of the text completes."""
        return self._ground(self._cutter.finish())

    def over(self, text: str) -> tuple[list[Sentence], list[Span]]:
        """Return the sentences of another text about the same sources, and where they stand
        in it.
        """
        spans, table = cut_sentences(text), TableReader()
        return [self._judge(span.text, table.read(span.text)) for span in spans], spans

    def _ground(self, spans: Sequence[Span]) -> list[Sentence]:
        self.spans += spans
        return [self._judge(span.text, self._table.read(span.text)) for span in spans]

    def _judge(self, text: str, row: str | None) -> Sentence:
        """Return the verdict on a sentence, or on a row of a table by what it claims; what was
        read before is not read again.
        """
        known = (text, row)
        if known not in self._judged:
            cited = read_citations(text, self._sources)
            found = self._weigh(text, cited, row)
            self._judged[known] = Sentence(
                cited.text, cited.markers, found.verdict, found.evidence, found.why
            )
        return self._judged[known]

    def _weigh(self, text: str, cited: Cited, row: str | None) -> Finding:
        if row == "":
            return Finding(Verdict.META)
        if text in self._computed:
            return Finding(Verdict.CATALOGUE)
        if cited.unresolved:
            why = f"“{cited.unresolved[0]}” names none of the sources, or more than one"
            return Finding(Verdict.UNSUPPORTED, why)
        for marker in cited.markers:
            if not 0 < marker <= len(self._sources):
                return Finding(Verdict.UNSUPPORTED, f"there is no source [{marker}]")
        is_title = text.startswith("#") or text.rstrip("*_ ").endswith(":")
        if says_nothing(cited.text, is_title=is_title, known=self._known):
            return Finding(Verdict.META)
        if not cited.markers:
            return Finding(Verdict.UNCITED, "it cites no source")
        abstracts = {each: self._abstracts[each - 1] for each in cited.markers}
        if row is not None:
            return weigh_row(read_citations(row, self._sources).claim, abstracts)
        return weigh(cited.claim, abstracts)

    @cached_property
    def _known(self) -> str:
        return " ".join(f"{paper.title} {paper.abstract}" for paper in self._sources).casefold()
