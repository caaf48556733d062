"""Reading an answer sentence by sentence: the one that is lit, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.grounding.verdicts import GroundedSentence
    from assistant.tui.answers.exchange import Exchange
    from assistant.tui.answers.places import Place
    from assistant.tui.widgets.transcript import Transcript


class SentenceWalk:
    """Walks through the sentences of one answer."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._exchange: Exchange | None = None
        self._sentences: list[tuple[GroundedSentence, Place]] = []
        self._at: int | None = None

    @property
    def sentence(self) -> GroundedSentence | None:
        """The sentence that is lit."""
        return None if self._at is None else self._sentences[self._at][0]

    @property
    def at(self) -> int | None:
        """The place of the lit sentence among those of the answer."""
        return self._at

    def begin(self, exchange: Exchange | None) -> None:
        """Read another answer, or the same one anew; nothing is lit yet."""
        self.end()
        self._exchange, self._sentences = exchange, []

    def look_again(self) -> None:
        """Find the sentences anew, after the text was drawn in another form; the one that is
        lit stays lit.
        """
        lit = self.sentence
        self.begin(self._exchange)
        if lit is None or self._exchange is None:
            return
        self._sentences = self._find()
        places = enumerate(self._sentences)
        self._at = next((at for at, (sentence, _) in places if sentence is lit), None)
        if self._at is not None:
            self._exchange.reply.light(self._sentences[self._at][1])

    def end(self) -> None:
        """Light nothing."""
        if self._exchange is not None and self._at is not None:
            self._exchange.reply.light()
        self._at = None

    def point_at(self, number: int | None) -> None:
        """Light all sentences that cite a source; None lights again what was lit before."""
        if self._exchange is None:
            return
        self._sentences = self._sentences or self._find()
        lit = [] if self._at is None else [self._sentences[self._at]]
        citing = [pair for pair in self._sentences if number in pair[0].markers]
        shown = lit if number is None else citing
        self._exchange.reply.light(*(place for _, place in shown))

    def walk(self, step: int) -> GroundedSentence | None:
        """Light the sentence so many further; None where the answer has none."""
        if not self._sentences:
            self._sentences = self._find()
        if not self._sentences or self._exchange is None:
            return None
        last = len(self._sentences) - 1
        at = (0 if step > 0 else last) if self._at is None else self._at + step
        return self._go_to(min(last, max(0, at)))

    def go_to(self, at: int) -> GroundedSentence | None:
        """Light the sentence at a place, or the last one where there are not as many."""
        self._sentences = self._sentences or self._find()
        return self._go_to(min(at, len(self._sentences) - 1)) if self._sentences else None

    def _go_to(self, at: int) -> GroundedSentence | None:
        if self._exchange is None:
            return None
        self._at = at
        sentence, place = self._sentences[self._at]
        reply = self._exchange.reply
        reply.light(place)
        self._transcript.show_line(reply, reply.line_of(place))
        return sentence

    def _find(self) -> list[tuple[GroundedSentence, Place]]:
        if self._exchange is None or self._exchange.answer is None:
            return []
        # Imported here: what reads Markdown takes a while to import.
        from assistant.tui.answers.places import find_places

        sentences = self._exchange.answer.sentences
        places = find_places(self._exchange.reply.flow.blocks, sentences)
        both = zip(sentences, places, strict=True)
        return [(sentence, place) for sentence, place in both if place]
