"""Tie an answer to its sources: each sentence, the verdict on it, and where the abstract
carries it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.grounding.non_claims import says_nothing
from assistant.grounding.quotes import Abstract, find_quote
from assistant.grounding.reasons import why_unsupported
from assistant.grounding.support import find_support
from assistant.grounding.verdicts import Evidence, Sentence, Verdict
from assistant.language.markers import read_citations
from assistant.language.sentences import Cutter, cut_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.grounding.alignment import Similarity
    from assistant.language.markers import Cited
    from assistant.language.sentences import Span
    from store.paper import Paper


def ground(
    text: str, sources: Sequence[Paper], *, similarity: Similarity | None = None
) -> list[Sentence]:
    """Return the answer's sentences with their verdicts; source n is the one cited as [n]."""
    grounder = Grounder(sources, similarity=similarity)
    return grounder.feed(text) + grounder.finish()


class Grounder:
    """Ground an answer while it streams: the same sentences as `ground` finds in the whole."""

    def __init__(
        self,
        sources: Sequence[Paper],
        *,
        similarity: Similarity | None = None,
        computed: Iterable[str] = (),
    ) -> None:
        """Check against these sources; sentences `computed` from metadata are known, word
        for word.
        """
        self._sources = tuple(sources)
        self._computed = frozenset(computed)
        self._abstracts = [Abstract(paper) for paper in self._sources]
        self._similarity = similarity
        self._cutter = Cutter()
        self._judged: dict[str, Sentence] = {}
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
        spans = cut_sentences(text)
        return [self._judge(span.text) for span in spans], spans

    def _ground(self, spans: Sequence[Span]) -> list[Sentence]:
        self.spans += spans
        return [self._judge(span.text) for span in spans]

    def _judge(self, text: str) -> Sentence:
        """Return the verdict on a sentence; one that was read before is not read again."""
        if text not in self._judged:
            cited = read_citations(text, self._sources)
            verdict, evidence = self._weigh(text, cited)
            sentence = Sentence(cited.text, cited.markers, verdict, tuple(evidence))
            why = self._explain(cited) if sentence.fails else ""
            self._judged[text] = replace(sentence, why=why)
        return self._judged[text]

    def _explain(self, cited: Cited) -> str:
        """Say what fails in a sentence that has failed."""
        if cited.unresolved:
            return f"“{cited.unresolved[0]}” names none of the sources, or more than one"
        if invented := [
            marker for marker in cited.markers if not 0 < marker <= len(self._sources)
        ]:
            return f"there is no source [{invented[0]}]"
        if not cited.markers:
            return "it cites no source"
        abstracts = {marker: self._abstracts[marker - 1] for marker in cited.markers}
        return why_unsupported(cited.claim, abstracts, similarity=self._similarity)

    def _weigh(self, text: str, cited: Cited) -> tuple[Verdict, Iterable[Evidence]]:
        is_cited = bool(cited.markers or cited.unresolved)
        if text in self._computed:
            return Verdict.CATALOGUE, ()
        if cited.unresolved or any(
            not 0 < marker <= len(self._sources) for marker in cited.markers
        ):
            return Verdict.UNSUPPORTED, ()
        is_title = text.startswith("#") or text.rstrip("*_ ").endswith(":")
        if says_nothing(cited.text, is_title=is_title, known=self._known):
            return Verdict.META, ()
        if not is_cited:
            return Verdict.UNCITED, ()
        abstracts = [self._abstracts[marker - 1] for marker in cited.markers]
        for abstract in abstracts:
            if spans := find_quote(cited.claim, abstract):
                return Verdict.QUOTED, _evidence(abstract, spans)
        support = find_support(cited.claim, abstracts, similarity=self._similarity)
        if support is None:
            return Verdict.UNSUPPORTED, ()
        return Verdict.SUPPORTED, (
            each for abstract, spans in support for each in _evidence(abstract, spans)
        )

    @cached_property
    def _known(self) -> str:
        return " ".join(f"{paper.title} {paper.abstract}" for paper in self._sources).casefold()


def _evidence(abstract: Abstract, spans: Iterable[tuple[int, int]]) -> list[Evidence]:
    return [
        Evidence(abstract.paper.key, start, end, abstract.text[start:end])
        for start, end in spans
    ]
